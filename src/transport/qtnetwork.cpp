// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/qtnetwork.h"

#include "transport/eventtimer.h"
#include "transport/networkcore.h"
#include "transport/socketlistener.h"
#include "transport/socketstream.h"

namespace Pushscope {

QtNetwork::QtNetwork(const Clock &clock)
    : m_core(std::make_shared<NetworkCore>(clock))
{
}

QtNetwork::~QtNetwork() = default;

std::unique_ptr<Stream> QtNetwork::connectTo(const ConnectTarget &target, StreamListener *listener)
{
    auto stream = std::make_unique<SocketStream>(m_core, Role::Client);
    stream->startConnecting(listener, target);
    return stream;
}

Result<std::shared_ptr<Listener>> QtNetwork::listen(const QString &address, quint16 port,
                                                    const std::optional<ServerIdentity> &identity,
                                                    AcceptHandler onAccept)
{
    TlsContext tls;
    if (identity) {
        const Result<TlsContext> made = serverContext(*identity);
        if (!made)
            return made.error();
        tls = *made;
    }
    const std::shared_ptr<SocketListener> listener(
        new SocketListener(m_core, std::move(onAccept), std::move(tls)), &SocketListener::dispose);
    if (const Result<Done> begun = listener->begin(address, port); !begun)
        return begun.error();
    return std::shared_ptr<Listener>(listener);
}

std::unique_ptr<Timer> QtNetwork::startTimer(std::chrono::milliseconds delay,
                                             std::function<void()> function)
{
    return std::make_unique<EventTimer>(delay, std::move(function));
}

qint64 QtNetwork::nowNs() const
{
    return m_core->clock.monotonicNs();
}

} // namespace Pushscope
