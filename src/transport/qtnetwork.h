// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "transport/network.h"

namespace Pushscope {

struct NetworkCore;

/// The network of the thread that makes it, on the thread's Qt event loop.
///
/// Sockets are descriptors read and written directly, watched by QSocketNotifier: QTcpSocket
/// cannot tell FIN from reset, closes our side when the peer closes theirs, and copies every
/// octet through a buffer of its own.
class QtNetwork final : public Network
{
public:
    /// @p clock outlives this and every stream of it.
    explicit QtNetwork(const Clock &clock);
    ~QtNetwork() override;

    [[nodiscard]] std::unique_ptr<Stream> connectTo(const ConnectTarget &target,
                                                    StreamListener *listener) override;
    [[nodiscard]] Result<std::shared_ptr<Listener>>
    listen(const QString &address, quint16 port, const std::optional<ServerIdentity> &identity,
           AcceptHandler onAccept) override;
    [[nodiscard]] std::unique_ptr<Timer> startTimer(std::chrono::milliseconds delay,
                                                    std::function<void()> function) override;
    [[nodiscard]] qint64 nowNs() const override;

private:
    std::shared_ptr<NetworkCore> m_core;
};

} // namespace Pushscope
