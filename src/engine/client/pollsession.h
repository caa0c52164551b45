// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/httpsession.h"
#include "engine/client/httpround.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// A short-polling client: one request per interval, answered at once.
class PollSession final : public HttpSession, private HttpRoundObserver
{
public:
    PollSession(EngineLoop &loop, const Setup &setup);
    ~PollSession() override;

    /// Takes over a first response as round 1; before its body.
    void adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> round,
               const Http1::ResponseHead &head);

private:
    /// One round and what is known of it so far.
    struct Round {
        std::unique_ptr<HttpRound> http;
        qint64 number = 0;
        bool isOverlapped = false; ///< An earlier one was not over when it began.
        bool isOver = false;
        QByteArray content; ///< Up to the longest message that is looked into.
    };

    [[nodiscard]] HttpRoundObserver *observer() { return this; }
    void begin() override;
    void leave() override;
    void drop() override;
    void fillStatus(SessionStatus &status) const override;
    void roundResponse(HttpRound &http, const Http1::ResponseHead &head) override;
    void roundContent(HttpRound &http, QByteArrayView content) override;
    void roundEnded(HttpRound &http, const RoundEnd &end) override;

    [[nodiscard]] Round &roundOf(const HttpRound &http);
    Round &addRound(std::unique_ptr<HttpRound> http);
    void startNext();
    void scheduleNext();
    void abortOpen();
    void giveUp(const std::optional<Error> &error);
    [[nodiscard]] bool hasOpen() const;
    void addResult(const Round &round, const RoundEnd &end);
    void answered(Round &round);
    void failed(const RoundEnd &end);
    [[nodiscard]] bool isFatal(const Round &round) const;

    std::vector<std::unique_ptr<Round>> m_rounds;
    std::unique_ptr<Timer> m_timer;
    qint64 m_roundCount = 0;
    QByteArray m_lastDigest; ///< Of the answer before; null before the first.
    bool m_hasAnswer = false;
};

} // namespace Pushscope
