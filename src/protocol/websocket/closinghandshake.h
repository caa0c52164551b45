// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::WebSocket {

/// What a page's `close` event would say.
struct CloseEvent {
    quint16 code = 0; ///< 1005 for a Close frame without code, 1006 without Close frame.
    QByteArray reason;
    bool wasClean = false;

    bool operator==(const CloseEvent &) const = default;
};

/// What the body of a Close frame says.
struct CloseBody {
    std::optional<quint16> code; ///< Absent where the frame has no body.
    QByteArray reason;

    bool operator==(const CloseBody &) const = default;
};

/// Follows the Close frames of both directions of one connection, and its end.
///
/// It does not know whose side it is on: the same machine serves a client, a server and whoever
/// watches both, and each question names the end that asks.
///
/// Spec: RFC 6455 §7.1.1–§7.1.6, §5.5.1.
/// Threads: reentrant, not thread-safe.
class ClosingHandshake
{
public:
    enum class State : quint8 {
        Open,    ///< No Close frame yet.
        Closing, ///< One Close frame, or both; the transport has not ended.
        Closed,  ///< The transport has ended.
    };

    /// A Close frame from @p from is on the wire. Only the first of each end counts.
    /// @param code absent where the frame has no (whole) code.
    void closeFrame(Role from, std::optional<quint16> code, QByteArrayView reason = {});
    /// The transport is over, however that came.
    void transportEnded() { m_state = State::Closed; }

    [[nodiscard]] State state() const { return m_state; }
    /// Whose Close frame was first; nullopt without any.
    [[nodiscard]] std::optional<Role> firstFrom() const { return m_first; }
    /// Both ends have sent a Close frame.
    [[nodiscard]] bool isComplete() const { return m_client && m_server; }
    /// The first Close frame of @p from.
    [[nodiscard]] const std::optional<CloseBody> &bodyFrom(Role from) const;

    /// §5.5.1: no data frame after one's own Close frame, and none is of use after the peer's.
    [[nodiscard]] bool maySendData() const { return m_state == State::Open; }
    /// §5.5.1: "If an endpoint receives a Close frame and did not previously send a Close frame,
    /// the endpoint MUST send a Close frame in response."
    [[nodiscard]] bool mustAnswer(Role self) const;
    /// What to answer then: the peer's code (1002 where that may not be on the wire), none where
    /// it sent none. Only where mustAnswer().
    [[nodiscard]] CloseBody answer(Role self) const;
    /// §7.1.1: the server closes the transport at once, a client waits for it to do so.
    [[nodiscard]] bool mustCloseTransport(Role self) const;

    /// What @p at has to tell its application once the connection is over (§7.1.4–§7.1.6): code
    /// and reason of the Close frame that it received.
    [[nodiscard]] CloseEvent closeEvent(Role at) const;

private:
    State m_state = State::Open;
    std::optional<Role> m_first;
    std::optional<CloseBody> m_client;
    std::optional<CloseBody> m_server;
};

} // namespace Pushscope::WebSocket
