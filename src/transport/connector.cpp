// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/connector.h"

#include "transport/systemerror.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <cerrno>

namespace Pushscope {

namespace {

constexpr qint64 NsPerMs = 1'000'000;

/// Higher says more about the host: that somebody there refused beats that nobody answered,
/// which beats that no way leads there.
/// Of a name, that nobody could say whether it exists beats that it has none of one family.
int weight(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Refused:
        return 5;
    case ErrorCode::Reset:
        return 4;
    case ErrorCode::ConnectTimeout:
        return 3;
    case ErrorCode::DnsFailed:
        return 1;
    case ErrorCode::DnsNotFound:
        return 0;
    default:
        return 2;
    }
}

Error errorAt(int number, const SocketAddress &address)
{
    Error error = tcpError(number);
    error.data.append({ "address", address.address() });
    return error;
}

} // namespace

Connector::Connector(const Clock &clock, Resolver &resolver, OnConnected onConnected,
                     OnFailed onFailed)
    : m_clock(clock)
    , m_resolver(resolver)
    , m_onConnected(std::move(onConnected))
    , m_onFailed(std::move(onFailed))
{
    m_delayTimer.setSingleShot(true);
    m_delayTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_delayTimer, &QTimer::timeout, this, [this] { tryNext(); });
}

Connector::~Connector() = default;

void Connector::start(const QString &host, quint16 port, std::chrono::milliseconds timeout)
{
    if (const auto literal = SocketAddress::fromLiteral(host, port)) {
        start({ *literal }, timeout);
        return;
    }
    setDeadline(timeout);
    m_dnsStart = m_clock.monotonicNs();
    // Section 3: "SHOULD make two DNS queries", "AAAA query first".
    for (const int family : { AF_INET6, AF_INET }) {
        ++m_lookUps;
        m_resolver.lookUp(
            host, port, this,
            [this, family](const Resolver::Answer &answer) { haveAnswer(family, answer); }, family);
    }
}

void Connector::start(const QList<SocketAddress> &addresses, std::chrono::milliseconds timeout)
{
    setDeadline(timeout);
    m_waiting = addresses;
    m_connectStart = m_clock.monotonicNs();
    // From the event loop, as everything that a listener may hear of.
    QMetaObject::invokeMethod(
        this, [this] { tryNext(); }, Qt::QueuedConnection);
}

QList<SocketAddress> Connector::interleaved(const QList<SocketAddress> &addresses, int first)
{
    QList<SocketAddress> ofFirst;
    QList<SocketAddress> others;
    for (const SocketAddress &address : addresses)
        (address.family() == first ? ofFirst : others).append(address);
    QList<SocketAddress> order;
    for (qsizetype i = 0; i < std::max(ofFirst.size(), others.size()); ++i) {
        if (i < ofFirst.size())
            order.append(ofFirst.at(i));
        if (i < others.size())
            order.append(others.at(i));
    }
    return order;
}

void Connector::setDeadline(std::chrono::milliseconds timeout)
{
    if (timeout.count() > 0)
        m_deadline = m_clock.monotonicNs() + timeout.count() * NsPerMs;
}

Error Connector::timeoutError() const
{
    if (m_connectStart < 0)
        return { ErrorCode::ConnectTimeout, ErrorSite::Dns, {} };
    if (m_attempts.empty())
        return tcpError(ETIMEDOUT);
    return errorAt(ETIMEDOUT, m_attempts.back()->address);
}

QList<ConnectAttempt> Connector::attempts(const QByteArray &running) const
{
    QList<ConnectAttempt> list;
    for (const auto &attempt : m_attempts) {
        const qint64 end = attempt->end < 0 ? m_clock.monotonicNs() : attempt->end;
        list.append({ attempt->address.toText(), attempt->start - m_attempts.front()->start,
                      end - attempt->start, attempt->end < 0 ? running : attempt->outcome });
    }
    return list;
}

void Connector::haveAnswer(int family, const Resolver::Answer &answer)
{
    --m_lookUps;
    if (!answer) {
        noteFailure(answer.error());
    } else {
        if (m_dnsNs < 0)
            m_dnsNs = m_clock.monotonicNs() - m_dnsStart;
        const bool isSixNext = m_attempts.empty() || m_attempts.back()->address.family() == AF_INET;
        m_waiting = interleaved(m_waiting + *answer, isSixNext ? AF_INET6 : AF_INET);
    }
    if (m_attempts.empty() && family == AF_INET && m_lookUps > 0 && answer) {
        // Section 3: "SHOULD wait for a short time", for IPv6 is to be preferred.
        m_delayTimer.start(ResolutionDelay);
    } else if (!isRunning() && !(m_waiting.isEmpty() && m_lookUps > 0)) {
        tryNext();
    } else if (isRunning() && !m_waiting.isEmpty() && !m_delayTimer.isActive()) {
        m_delayTimer.start(delay());
    }
}

void Connector::noteFailure(const Error &error)
{
    if (!m_worst || weight(error) > weight(*m_worst))
        m_worst = error;
}

bool Connector::isRunning() const
{
    return std::ranges::any_of(m_attempts, [](const auto &attempt) { return attempt->end < 0; });
}

std::chrono::milliseconds Connector::delay() const
{
    if (m_deadline == 0)
        return AttemptDelay;
    const qint64 left = std::max<qint64>(m_deadline - m_clock.monotonicNs(), 0);
    const std::chrono::milliseconds share(left / NsPerMs / (m_waiting.size() + 1));
    return std::min(AttemptDelay, share);
}

void Connector::tryNext()
{
    m_delayTimer.stop();
    if (m_connectStart < 0 && !m_waiting.isEmpty())
        m_connectStart = m_clock.monotonicNs();
    while (!m_waiting.isEmpty()) {
        if (!begin(m_waiting.takeFirst()))
            continue;
        if (!m_waiting.isEmpty())
            m_delayTimer.start(delay());
        return;
    }
    if (!isRunning() && m_lookUps == 0)
        fail();
}

bool Connector::begin(const SocketAddress &address)
{
    m_attempts.push_back(std::make_unique<Attempt>());
    Attempt &attempt = *m_attempts.back();
    attempt.address = address;
    attempt.start = m_clock.monotonicNs();
    attempt.socket = Descriptor(
        ::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
    if (!attempt.socket.isOpen()
        || (::connect(attempt.socket.number(), address.pointer(), address.length) != 0
            && errno != EINPROGRESS)) {
        attemptFailed(attempt, errno);
        return false;
    }
    attempt.notifier
        = std::make_unique<QSocketNotifier>(attempt.socket.number(), QSocketNotifier::Write);
    connect(attempt.notifier.get(), &QSocketNotifier::activated, this,
            [this, &attempt] { attemptEnded(attempt); });
    return true;
}

void Connector::attemptEnded(Attempt &attempt)
{
    int number = 0;
    socklen_t length = sizeof number;
    getsockopt(attempt.socket.number(), SOL_SOCKET, SO_ERROR, &number, &length);
    if (number == 0) {
        give(attempt);
        return;
    }
    attemptFailed(attempt, number);
    tryNext(); // Nobody waits for the delay of one that failed.
}

void Connector::attemptFailed(Attempt &attempt, int number)
{
    const Error error = errorAt(number, attempt.address);
    attempt.end = m_clock.monotonicNs();
    attempt.outcome = errorCodeName(error.code).toByteArray();
    attempt.notifier.reset();
    attempt.socket.close();
    noteFailure(error);
}

void Connector::fail()
{
    const OnFailed onFailed = std::move(m_onFailed);
    // A copy: m_worst goes with us.
    onFailed(Error(m_worst.value_or(Error{ ErrorCode::DnsNotFound, ErrorSite::Dns, {} })));
}

void Connector::give(Attempt &attempt)
{
    m_delayTimer.stop();
    attempt.end = m_clock.monotonicNs();
    attempt.outcome = "connected";
    attempt.notifier.reset();
    for (const auto &other : m_attempts) {
        if (other->end >= 0)
            continue;
        other->end = attempt.end;
        other->outcome = "abandoned";
        other->notifier.reset();
        other->socket.close();
    }
    // Who hears of it may destroy this, and with it m_onConnected.
    const OnConnected onConnected = std::move(m_onConnected);
    onConnected(Connected{ std::move(attempt.socket), m_dnsNs, attempt.end - m_connectStart });
}

} // namespace Pushscope
