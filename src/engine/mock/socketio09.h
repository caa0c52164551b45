// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/scenariofeed.h"

#include <QByteArray>

#include <deque>

namespace Pushscope {

class MockConnection;
class MockEndpoint;

/// What libraries before 1.0 speak below `/socket.io/1/`, as far as it pushes: the handshake
/// `sid:heartbeat:close:transports`, the forever-iframe (htmlfile), multipart XHR streaming, and
/// WebSocket, also as Flash sockets carry it. The channels of the main namespace come as events,
/// and what is posted goes to the channels that its rules name.
///
/// Spec: none; the protocol's description of version 1 (socket.io-spec).
/// Threads: on the thread of its loop.
class SocketIo09
{
public:
    /// Handshakes that wait for a transport, or were carried on; the oldest is forgotten.
    static constexpr std::size_t MaxHandshakes = 1'000;
    static constexpr std::chrono::seconds HeartbeatTimeout { 60 };
    static constexpr std::chrono::seconds CloseTimeout { 60 };
    /// Comes well before a client's heartbeat time-out.
    static constexpr std::chrono::milliseconds HeartbeatInterval { 25'000 };

    /// All outlive it.
    SocketIo09(const ScenarioWorld &world, const ScenarioNamespace &space, MockEndpoint &endpoint);

    /// Whether @p below, what follows the endpoint's path, is of this protocol.
    [[nodiscard]] static bool isMeant(const QByteArray &below);
    void serve(MockConnection &connection, const QByteArray &below);

private:
    struct Following;

    void shakeHands(MockConnection &connection);
    void stream(MockConnection &connection, const QByteArray &transport);
    void openWebSocket(MockConnection &connection);
    void follow(MockConnection &connection, const std::function<void(const QByteArray &)> &send);
    void received(const QByteArray &message);

    const ScenarioWorld &m_world;
    const ScenarioNamespace &m_space;
    MockEndpoint &m_endpoint;
    std::deque<QByteArray> m_sids;
};

} // namespace Pushscope
