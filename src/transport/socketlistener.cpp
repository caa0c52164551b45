// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/socketlistener.h"

#include "transport/filelimit.h"
#include "transport/socketstream.h"

#include <QHostAddress>

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds RetryDelay{ 100 };

Error listenError(const QString &address, quint16 port, QAbstractSocket::SocketError code,
                  const QString &words)
{
    return { code == QAbstractSocket::AddressInUseError ? ErrorCode::PortInUse
                                                        : ErrorCode::Unreachable,
             ErrorSite::Tcp,
             { { "address", address.toUtf8() },
               { "port", QByteArray::number(port) },
               { "system", words.toUtf8() } } };
}

} // namespace

SocketListener::SocketListener(std::shared_ptr<NetworkCore> core, AcceptHandler onAccept,
                               TlsContext tls)
    : m_core(std::move(core))
    , m_onAccept(std::move(onAccept))
    , m_tls(std::move(tls))
{
    setListenBacklogSize(Backlog);
    // Qt stops accepting when the process runs out of descriptors, and would for good.
    m_retry.setSingleShot(true);
    connect(this, &QTcpServer::acceptError, this, [this] { m_retry.start(RetryDelay); });
    connect(&m_retry, &QTimer::timeout, this, [this] { applyPause(); });
}

void SocketListener::dispose(SocketListener *listener)
{
    listener->QTcpServer::close();
    if (listener->m_isAccepting)
        listener->deleteLater();
    else
        delete listener;
}

Result<Done> SocketListener::begin(const QString &address, quint16 port)
{
    QHostAddress literal;
    if (!literal.setAddress(address))
        return listenError(address, port, QAbstractSocket::HostNotFoundError, {});
    raiseFileLimit();
    if (!QTcpServer::listen(literal, port))
        return listenError(address, port, serverError(), errorString());
    return Done{};
}

quint16 SocketListener::port() const
{
    return serverPort();
}

void SocketListener::setAcceptingPaused(bool isPaused)
{
    m_isPaused = isPaused;
    applyPause();
}

void SocketListener::applyPause()
{
    if (m_isPaused)
        pauseAccepting();
    else if (!m_retry.isActive())
        resumeAccepting();
}

void SocketListener::incomingConnection(qintptr descriptor)
{
    auto stream = std::make_unique<SocketStream>(m_core, Role::Server);
    SocketStream *accepted = stream.get();
    Descriptor socket(static_cast<int>(descriptor));
    m_isAccepting = true;
    StreamListener *listener = m_onAccept(std::move(stream));
    m_isAccepting = false;
    // Null: the stream is gone already, or at least nobody listens to it.
    if (listener)
        accepted->startAccepted(listener, std::move(socket), m_tls);
}

} // namespace Pushscope
