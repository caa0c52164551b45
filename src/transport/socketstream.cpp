// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/socketstream.h"

#include "transport/plainchannel.h"
#include "transport/systemerror.h"
#include "transport/tlschannel.h"

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

SocketStream::SocketStream(std::shared_ptr<NetworkCore> core, Role role)
    : m_core(std::move(core))
    , m_role(role)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { timedOut(); });
}

SocketStream::~SocketStream()
{
    dropSocket();
}

// Opening

void SocketStream::startConnecting(StreamListener *listener, const ConnectTarget &target)
{
    m_listener = listener;
    m_target = target;
    if (target.timeout.count() > 0)
        m_timer.start(target.timeout);
    if (target.tls.isUsed) {
        const Result<TlsContext> context = clientContext(target.tls);
        if (!context)
            return endAttempt(context.error(), EndedHow::NeverConnected, std::nullopt);
        m_tls = *context;
    }
    m_connector = std::make_unique<Connector>(
        m_core->clock, m_core->resolver,
        [this](Connected connected) {
            m_openFacts.dnsNs = connected.dnsNs;
            m_openFacts.connectNs = connected.connectNs;
            m_connector.reset();
            haveSocket(std::move(connected.socket));
        },
        [this](const Error &error) { endAttempt(error, EndedHow::NeverConnected, std::nullopt); });
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
    m_openFacts.local = SocketAddress::localOf(m_socket.number()).toText();
    const SocketAddress remote = SocketAddress::remoteOf(m_socket.number());
    m_openFacts.remote = remote.toText();
    m_remoteAddress = remote.address();
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
    watch();
    handshake();
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
    if (transfer.outcome == Outcome::Moved)
        opened();
    else if (transfer.outcome == Outcome::Later)
        updateNotifiers();
    else
        failed(m_channel->fault());
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

// Reading

void SocketStream::setReadingPaused(bool isPaused)
{
    if (m_isReadingPaused == isPaused)
        return;
    m_isReadingPaused = isPaused;
    updateNotifiers();
    if (!isPaused && m_channel && m_channel->holdsOctets())
        readLater();
}

void SocketStream::readable()
{
    if (m_phase == Phase::Handshaking)
        handshake();
    else
        readOctets();
}

void SocketStream::readLater()
{
    if (std::exchange(m_isReadPosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isReadPosted = false;
            readOctets();
        },
        Qt::QueuedConnection);
}

void SocketStream::readOctets()
{
    for (int reads = 0; reads < ReadsPerTurn; ++reads) {
        if (m_phase != Phase::Open || m_isReadingPaused || m_isPeerFinished)
            return;
        std::vector<char> &buffer = m_core->readBuffer;
        const Transfer transfer = m_channel->read(buffer);
        const qint64 t = now();
        if (transfer.outcome == Outcome::PeerFinished)
            return peerFinished(t);
        if (transfer.outcome == Outcome::Failed)
            return failed(m_channel->fault());
        if (transfer.outcome == Outcome::Later)
            return updateNotifiers();
        const QByteArrayView octets(buffer.data(), transfer.count);
        if (!call([&] { m_listener->streamReceived(octets, t); }))
            return;
        // Not worth asking the kernel again to hear that it has no more.
        if (transfer.count < qint64(NetworkCore::ReadOctets) && !holdsMore())
            return;
    }
    readLater();
}

bool SocketStream::holdsMore() const
{
    return m_channel && m_channel->holdsOctets();
}

void SocketStream::peerFinished(qint64 t)
{
    m_isPeerFinished = true;
    if (m_writeFault)
        return failed(*m_writeFault); // Its reset, of which the write took the error away.
    if (!m_firstToFinish)
        m_firstToFinish = peerOf(m_role);
    if (m_finish == Finish::Done)
        return finished();
    updateNotifiers();
    call([&] { m_listener->streamPeerFinished(t); });
}

// Writing

void SocketStream::write(QByteArray octets)
{
    if (m_phase == Phase::Over || m_finish != Finish::No || m_writeFault || octets.isEmpty())
        return;
    m_queuedOctets += octets.size();
    m_queue.push_back(std::move(octets));
    if (m_phase == Phase::Open && m_queue.size() == 1)
        flush();
}

void SocketStream::shutdownWriting()
{
    if (m_phase == Phase::Over || m_finish != Finish::No)
        return;
    m_finish = Finish::Wanted;
    if (m_phase == Phase::Open)
        flush();
}

void SocketStream::writable()
{
    if (m_phase == Phase::Handshaking)
        handshake();
    else
        flush();
}

void SocketStream::flush()
{
    while (!m_queue.empty() && !m_writeFault) {
        const QByteArrayView rest = QByteArrayView(m_queue.front()).sliced(m_headOffset);
        const Transfer transfer = m_channel->write(rest);
        if (transfer.outcome == Outcome::Failed)
            return writingFailed();
        if (transfer.outcome != Outcome::Moved)
            break;
        m_written.push_back({ transfer.count, now() });
        m_queuedOctets -= transfer.count;
        m_headOffset += transfer.count;
        if (m_headOffset == m_queue.front().size()) {
            m_queue.pop_front();
            m_headOffset = 0;
        }
    }
    if (!m_written.empty())
        wake();
    if (m_queue.empty() && m_finish == Finish::Wanted)
        finishWriting();
    else
        updateNotifiers();
}

void SocketStream::finishWriting()
{
    if (!m_firstToFinish)
        m_firstToFinish = hasPeerFinishedFirst(m_socket.number()) ? peerOf(m_role) : m_role;
    const Transfer transfer = m_channel->finishWriting();
    if (transfer.outcome == Outcome::Failed)
        return writingFailed();
    if (transfer.outcome == Outcome::Moved)
        m_finish = Finish::Done;
    updateNotifiers();
    if (m_finish == Finish::Done && m_isPeerFinished)
        finished();
}

void SocketStream::writingFailed()
{
    m_writeFault = m_channel->fault();
    m_queue.clear();
    m_queuedOctets = 0;
    if (!m_written.empty())
        wake();
    // What the peer sent before it reset lies in the kernel still, and comes before the end.
    if (m_isPeerFinished)
        failed(*m_writeFault);
    else
        updateNotifiers();
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
    endAttempt({ ErrorCode::ConnectTimeout, ErrorSite::Tls, {} }, EndedHow::Timeout, std::nullopt);
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
    add("host", m_target.host.toUtf8());
    add("port", m_target.port != 0 ? QByteArray::number(m_target.port) : QByteArray());
    add("address", m_remoteAddress);
    return error;
}

void SocketStream::updateNotifiers()
{
    if (!m_readNotifier)
        return;
    const bool isOpen = m_phase == Phase::Open;
    const bool wantsToWrite = m_channel->wantsToWrite();
    m_readNotifier->setEnabled(isOpen ? !m_isReadingPaused && !m_isPeerFinished : !wantsToWrite);
    const bool hasToWrite = !m_queue.empty() || m_finish == Finish::Wanted;
    m_writeNotifier->setEnabled(!m_writeFault && (wantsToWrite || (isOpen && hasToWrite)));
    m_hangUpNotifier->setEnabled(m_isPeerFinished);
}

// Telling

void SocketStream::wake()
{
    if (m_isCalling || std::exchange(m_isWakePosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isWakePosted = false;
            tell();
        },
        Qt::QueuedConnection);
}

template <typename Function> bool SocketStream::call(Function function)
{
    m_isCalling = true;
    function();
    m_isCalling = false;
    return tell();
}

bool SocketStream::tell()
{
    if (m_isCalling)
        return true;
    // Only what is here now: who writes from streamWritten() must not keep us for ever.
    m_beingTold.swap(m_written);
    m_isCalling = true;
    for (const Written &written : m_beingTold)
        m_listener->streamWritten(written.count, written.t);
    m_isCalling = false;
    m_beingTold.clear();
    if (!m_written.empty()) {
        wake();
        return true;
    }
    if (!m_end)
        return true;
    const EndFacts facts = *std::exchange(m_end, std::nullopt);
    m_listener->streamEnded(facts); // The stream may be gone after this.
    return false;
}

} // namespace Pushscope
