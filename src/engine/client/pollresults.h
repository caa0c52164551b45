// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "engine/client/httpround.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace Pushscope {

/// One round of a polling client and what is known of it so far.
struct PollRound {
    std::unique_ptr<HttpRound> http;
    qint64 number = 0;
    std::optional<qint64> gapNs = {}; ///< No request was open for so long before it.
    bool isOverlapped = false; ///< An earlier one was not over when it began.
    bool isOver = false;
    bool isLate = false; ///< It outlived its time-out, and nobody waits for it.
    bool hasCalled = false; ///< jsonp: its script called the callback.
    qint64 messages = 0; ///< That its scripts carried.
    Http1::ResponseHead head; ///< Of the final response.
    QByteArray content; ///< Up to the longest message that is looked into.
};

/// Makes poll.result records, which say what changed against the round before.
class PollResults
{
public:
    struct Setup {
        bool printsOctets = true; ///< No record below has them.
        bool isCall = false; ///< jsonp: says what its script element would fire.
        bool isHeld = false; ///< long-poll: says how long the server held it.
    };

    explicit PollResults(const Setup &setup)
        : m_setup(setup)
    {
    }

    /// The result of @p round without session and stream; @p cursor is what its answer named.
    [[nodiscard]] Record result(const PollRound &round, const RoundEnd &end, qint64 now,
                                const QByteArray &cursor);
    /// The answer of the last result was another than the one before, and not empty.
    [[nodiscard]] bool wasNews() const { return m_wasNews; }

private:
    void placeOctets(Record &record, const PollRound &round) const;

    Setup m_setup;
    QByteArray m_lastDigest; ///< Of the answer before; null before the first.
    bool m_wasNews = false;
};

} // namespace Pushscope
