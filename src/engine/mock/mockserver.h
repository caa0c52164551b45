// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/api/livestatus.h"
#include "engine/api/mockoptions.h"
#include "engine/engineloop.h"

#include <QUrl>

#include <functional>
#include <memory>

namespace Pushscope {

/// A mock server: listeners, the router's endpoints and their channels.
///
/// Threads: on the thread of its loop.
class MockServer
{
public:
    struct Callbacks {
        std::function<void()> changed; ///< status() is another.
        std::function<void(const QUrl &)> started;
        std::function<void(const Error &)> failed;
    };

    /// @param loop outlives the server.
    MockServer(EngineLoop &loop, quint32 session, const MockOptions &options, Callbacks callbacks);
    MockServer(const MockServer &) = delete;
    MockServer &operator=(const MockServer &) = delete;
    ~MockServer();

    /// Listens; started or failed is called, the latter with PortInUse, Unreachable or what a
    /// certificate file has wrong.
    void start();
    /// Says farewell to all clients (WebSocket: 1001) and closes the listeners.
    void stop();
    /// The same without farewell, by resets.
    void abandon();
    /// No connection is left after stop().
    [[nodiscard]] bool isStopped() const;
    /// To @p channel, as POST /publish does; unknown channels are ignored.
    void publish(const QByteArray &channel, const QByteArray &message);
    /// The client of that number, where it is still there.
    void kick(quint32 client, const MockKick &kick);
    /// See Engine::fault().
    void fault(quint32 client, const QByteArray &kind);
    [[nodiscard]] SessionStatus status() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Pushscope
