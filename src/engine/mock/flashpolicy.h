// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/flashpolicy.h"
#include "transport/stream.h"

#include <QByteArray>

#include <functional>

namespace Pushscope {

/// The answer: pages of this machine may open sockets here. Ends with a NUL, as the question does.
[[nodiscard]] QByteArray flashPolicy();

/// Passes on what a stream tells, and says when its first octets are a Flash Player's question.
///
/// Spec: none; Adobe's cross-domain policy file specification, socket policy files.
class FlashPolicyWatch final : public StreamListener
{
public:
    /// @param next outlives it. @p asked is called at most once, after @p next was told.
    FlashPolicyWatch(StreamListener &next, std::function<void()> asked);

    void streamOpened(const OpenFacts &facts) override;
    void streamReceived(QByteArrayView octets, qint64 t) override;
    void streamWritten(qint64 count, qint64 t) override;
    void streamPeerFinished(qint64 t) override;
    void streamEnded(const EndFacts &facts) override;

private:
    StreamListener &m_next;
    std::function<void()> m_asked;
    qsizetype m_matched = 0; ///< Octets of the question so far.
    bool m_isOver = false; ///< It was asked, or something else was.
};

} // namespace Pushscope
