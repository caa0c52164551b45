// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a SocketStream begins and how it ends; what lies between is in socketstream.cpp.

#include "transport/plainchannel.h"
#include "transport/socketstream.h"
#include "transport/systemerror.h"
#include "transport/tlschannel.h"
#include "transport/tunnelchannel.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>

#include <algorithm>
#include <utility>

namespace Pushscope {

using Outcome = Transfer::Outcome;

namespace {

/// The host as certificates and SNI spell it: ASCII, without the dot of the root.
QByteArray hostOf(const ConnectTarget &target)
{
    QByteArray host = Resolver::asciiName(target.host);
    if (host.endsWith('.'))
        host.chop(1);
    return host;
}

} // namespace

// Opening

void SocketStream::startConnecting(StreamListener *listener, const ConnectTarget &target)
{
    m_listener = listener;
    m_target = target;
    if (target.timeout.count() > 0)
        m_timer.start(target.timeout);
    if (target.tls.isUsed) {
        const Result<TlsContext> context = clientContext(target.tls, m_core->authorities);
        if (!context)
            return endAttempt(context.error(), EndedHow::NeverConnected, std::nullopt);
        m_tls = *context;
    }
    m_connector = std::make_unique<Connector>(
        m_core->clock, m_core->resolver,
        [this](Connected connected) {
            m_openFacts.dnsNs = connected.dnsNs;
            m_openFacts.connectNs = connected.connectNs;
            m_openFacts.attempts = m_connector->attempts();
            m_connector.reset();
            haveSocket(std::move(connected.socket));
        },
        [this](const Error &error) { endAttempt(error, EndedHow::NeverConnected, std::nullopt); });
    if (target.proxy)
        m_connector->start(target.proxy->host, target.proxy->port, target.timeout);
    else
        m_connector->start(target.host, target.port, target.timeout);
}

void SocketStream::startAccepted(StreamListener *listener, Descriptor socket, TlsContext tls)
{
    m_listener = listener;
    m_tls = std::move(tls);
    if (m_tls)
        m_timer.start(HandshakeTimeout);
    const int flags = fcntl(socket.number(), F_GETFL);
    fcntl(socket.number(), F_SETFL, flags | O_NONBLOCK);
    m_phase = Phase::Handshaking;
    // From the event loop: who accepts is still busy with the stream.
    QMetaObject::invokeMethod(
        this,
        [this, shared = std::make_shared<Descriptor>(std::move(socket))] {
            if (m_phase != Phase::Over)
                haveSocket(std::move(*shared));
        },
        Qt::QueuedConnection);
}

void SocketStream::haveSocket(Descriptor socket)
{
    m_socket = std::move(socket);
    m_phase = Phase::Handshaking;
    // Every write leaves at once, as it was written.
    const int isOn = 1;
    setsockopt(m_socket.number(), IPPROTO_TCP, TCP_NODELAY, &isOn, sizeof isOn);
#ifdef TCP_NOTSENT_LOWAT
    setsockopt(m_socket.number(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &MaxUnsentOctets,
               sizeof MaxUnsentOctets);
#endif
    m_openFacts.local = SocketAddress::localOf(m_socket.number()).toText();
    const SocketAddress remote = SocketAddress::remoteOf(m_socket.number());
    m_openFacts.remote = remote.toText();
    m_remoteAddress = remote.address();
    watch();
    if (m_target.proxy && m_target.proxy->tunnel)
        m_channel = std::make_unique<TunnelChannel>(m_socket.number(), m_target.proxy->tunnel);
    else
        makeChannel();
    handshake();
}

void SocketStream::makeChannel()
{
    m_isAtTarget = true;
    const int number = m_socket.number();
    if (!m_tls) {
        m_channel = std::make_unique<PlainChannel>(number);
    } else if (m_role == Role::Server) {
        m_channel = std::make_unique<TlsChannel>(number, m_tls);
    } else {
        m_channel = std::make_unique<TlsChannel>(number, m_tls, hostOf(m_target),
                                                 m_target.tls.isVerificationOff);
    }
    m_tlsStart = now();
}

void SocketStream::watch()
{
    const auto make = [this](QSocketNotifier::Type type, void (SocketStream::*slot)()) {
        auto notifier = std::make_unique<QSocketNotifier>(m_socket.number(), type);
        notifier->setEnabled(false);
        connect(notifier.get(), &QSocketNotifier::activated, this, slot);
        return notifier;
    };
    m_readNotifier = make(QSocketNotifier::Read, &SocketStream::readable);
    m_writeNotifier = make(QSocketNotifier::Write, &SocketStream::writable);
    m_hangUpNotifier = make(QSocketNotifier::Exception, &SocketStream::hungUp);
}

void SocketStream::handshake()
{
    const Transfer transfer = m_channel->open();
    if (transfer.outcome == Outcome::Moved && !m_isAtTarget) {
        makeChannel(); // Through the proxy: now the target's own beginning.
        handshake();
    } else if (transfer.outcome == Outcome::Moved) {
        opened();
    } else if (transfer.outcome == Outcome::Later) {
        updateNotifiers();
    } else {
        failed(m_channel->fault());
    }
}

void SocketStream::opened()
{
    m_phase = Phase::Open;
    if (!m_isClosing)
        m_timer.stop();
    m_openFacts.t = now();
    m_openFacts.tls = m_channel->tlsFacts();
    if (m_openFacts.tls)
        m_openFacts.tlsNs = m_openFacts.t - m_tlsStart;
    flush(); // What was written before there was a connection.
    updateNotifiers();
    if (call([this] { m_listener->streamOpened(m_openFacts); }) && holdsMore())
        readLater(); // The first octets may have come with the end of the handshake.
}

// Ending

void SocketStream::close(int graceMs)
{
    if (m_phase == Phase::Over || std::exchange(m_isClosing, true))
        return;
    if (m_phase != Phase::Open && m_queue.empty())
        return abort();
    m_timer.start(std::max(graceMs, 0));
    shutdownWriting();
}

void SocketStream::abort()
{
    if (m_phase == Phase::Over)
        return;
    if (!m_socket.isOpen())
        return end({ m_role, EndedHow::NeverConnected, std::nullopt, 0 });
    if (!m_firstToFinish && hasPeerFinishedFirst(m_socket.number()))
        m_firstToFinish = peerOf(m_role);
    reset();
}

void SocketStream::reset()
{
    const linger atOnce{ 1, 0 };
    setsockopt(m_socket.number(), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    const Role first = m_firstToFinish.value_or(m_role);
    end({ first, first == m_role ? EndedHow::Reset : EndedHow::Fin, std::nullopt, 0 });
}

void SocketStream::timedOut()
{
    if (m_isClosing && m_finish == Finish::Done)
        return finished();
    if (m_isClosing)
        return abort(); // The peer must not take a part for the whole.
    if (m_phase == Phase::Connecting)
        return endAttempt(m_connector->timeoutError(), EndedHow::Timeout, std::nullopt);
    Error late{ ErrorCode::ConnectTimeout, ErrorSite::Tls, {} };
    if (!m_isAtTarget)
        late.data.append({ QByteArray("doing"), QByteArray("tunnel") }); // The proxy accepted, and says nothing.
    endAttempt(late, EndedHow::Timeout, std::nullopt);
}

void SocketStream::hungUp()
{
    // Both ways are over though we did not finish: the peer closed, and reset what we sent then.
    pollfd state{ m_socket.number(), 0, 0 };
    if (::poll(&state, 1, 0) > 0 && (state.revents & (POLLERR | POLLHUP)))
        finished();
}

void SocketStream::finished()
{
    end({ m_firstToFinish.value_or(m_role), EndedHow::Fin, std::nullopt, 0 });
}

void SocketStream::failed(const Fault &fault)
{
    const std::optional<Role> by = fault.isByPeer ? std::optional(peerOf(m_role)) : std::nullopt;
    // A reset that answers the FIN of a side that is done, or that follows the peer's own FIN,
    // ends nothing. One that answers a mere half-close does: somebody waits for an answer.
    const bool isOver = m_firstToFinish && (m_isClosing || m_firstToFinish == peerOf(m_role));
    if (m_phase == Phase::Open && fault.how == EndedHow::Reset && isOver)
        finished();
    else
        endAttempt(fault.error, fault.how, by);
}

void SocketStream::endAttempt(const Error &error, EndedHow how, std::optional<Role> by)
{
    end({ by, how, withPlace(error), 0 });
}

void SocketStream::end(EndFacts facts)
{
    m_phase = Phase::Over;
    if (m_connector) {
        facts.attempts = m_connector->attempts(
            facts.how == EndedHow::Timeout ? "connect-timeout" : "abandoned");
    }
    facts.t = now();
    dropSocket();
    m_queue.clear();
    m_queuedOctets = 0;
    m_end = std::move(facts);
    wake();
}

void SocketStream::dropSocket()
{
    m_timer.stop();
    m_connector.reset();
    m_readNotifier.reset();
    m_writeNotifier.reset();
    m_hangUpNotifier.reset();
    m_channel.reset();
    m_socket.close();
}

Error SocketStream::withPlace(Error error) const
{
    const auto add = [&error](const char *name, const QByteArray &value) {
        if (!value.isEmpty() && error.value(name).isEmpty())
            error.data.append({ name, value });
    };
    // A file of ours that cannot be used: nobody was asked for anything yet.
    const bool isOwnFile = !error.value("path").isEmpty();
    if (m_target.proxy && !m_isAtTarget && !isOwnFile) {
        // It never came to the target: whatever failed, failed on the way to the proxy or in it.
        error.where = ErrorSite::Proxy;
        add("host", m_target.proxy->host.toUtf8());
        add("port", QByteArray::number(m_target.proxy->port));
    }
    for (auto &[name, value] : error.data) {
        if (m_target.tls.isCertificateWithheld && value == "client-certificate-wanted")
            value = "client-certificate-withheld";
    }
    add("host", m_target.host.toUtf8());
    add("port", m_target.port != 0 ? QByteArray::number(m_target.port) : QByteArray());
    add("address", m_remoteAddress);
    return error;
}

} // namespace Pushscope
