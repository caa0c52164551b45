// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "transport/stream.h"
#include "transport/tunnelhandshake.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Pushscope {

/// TLS as a client wants it.
struct TlsOptions {
    bool isUsed = false;
    /// Certificate errors are reported in TlsFacts::errors and are not fatal.
    bool isVerificationOff = false;
    QString caCertificateFile; ///< PEM, instead of the system's authorities; empty: the system's.
    /// PEM: what a server is shown that asks for a certificate, its chain behind it; empty: none.
    QString certificateFile;
    QString keyFile; ///< PEM, its key; empty: it stands in certificateFile.
    bool isCertificateWithheld = false; ///< There is one, and it is not for this target.
    QList<QByteArray> alpn { "http/1.1" };
};

/// A proxy on the way to a target.
struct ProxyHop {
    QString host; ///< Name or address, IPv6 without brackets.
    quint16 port = 0;
    /// nullptr: octets go to the proxy as they are, which knows from them where they belong.
    std::shared_ptr<TunnelHandshake> tunnel;
};

/// Where to connect to, and how.
struct ConnectTarget {
    QString host; ///< Name or address, IPv6 without brackets.
    quint16 port = 0;
    TlsOptions tls;
    std::optional<ProxyHop> proxy; ///< It looks the host up; of our own look-ups none is made.
    /// Bounds name look-up, TCP, proxy and TLS together; zero: no bound.
    std::chrono::milliseconds timeout { 30'000 };
};

/// TLS as a server offers it; PEM.
struct ServerIdentity {
    QByteArray certificateChain;
    QByteArray privateKey;
};

/// A listening socket. Destroying it stops accepting; accepted streams live on.
class Listener
{
public:
    Listener() = default;
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;
    virtual ~Listener();

    [[nodiscard]] virtual quint16 port() const = 0;
    /// Stops and goes on accepting; the kernel's backlog holds who comes meanwhile.
    virtual void setAcceptingPaused(bool isPaused) = 0;
};

/// Called for each connection accepted, before streamOpened(); gives the listener of the stream
/// it is handed (which the callee owns from then on). nullptr: the connection is dropped.
using AcceptHandler = std::function<StreamListener *(std::unique_ptr<Stream> stream)>;

/// Runs a function once, later, on the thread that started it. Destroying it cancels.
class Timer
{
public:
    Timer() = default;
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;
    virtual ~Timer();
};

/// The network of one thread: connections, listeners, timers and time. The only way for engines
/// to touch any of these; tests hand in a scripted one.
///
/// Threads: lives on, is used from and calls back on one thread with an event loop.
class Network
{
public:
    Network() = default;
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;
    virtual ~Network();

    /// Begins to connect; @p listener outlives the stream and hears how it went, never from
    /// inside this call.
    [[nodiscard]] virtual std::unique_ptr<Stream> connectTo(const ConnectTarget &target,
                                                            StreamListener *listener) = 0;

    /// Listens on @p address (literal, "127.0.0.1", "::1", "0.0.0.0", "::") and @p port, 0 for any
    /// free one. Errors: PortInUse, Unreachable (address not ours), with `address`, `port`.
    [[nodiscard]] virtual Result<std::shared_ptr<Listener>>
    listen(const QString &address, quint16 port, const std::optional<ServerIdentity> &identity,
           AcceptHandler onAccept) = 0;

    /// Runs @p function after @p delay (0: from the event loop as soon as possible).
    [[nodiscard]] virtual std::unique_ptr<Timer> startTimer(std::chrono::milliseconds delay,
                                                            std::function<void()> function) = 0;

    /// Clock::monotonicNs() of the clock that stamps everything here.
    [[nodiscard]] virtual qint64 nowNs() const = 0;
};

} // namespace Pushscope
