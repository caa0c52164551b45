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
int weight(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Refused:
        return 3;
    case ErrorCode::Reset:
        return 2;
    case ErrorCode::ConnectTimeout:
        return 1;
    default:
        return 0;
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
    m_shareTimer.setSingleShot(true);
    connect(&m_shareTimer, &QTimer::timeout, this,
            [this] { attemptFailed(errorAt(ETIMEDOUT, m_addresses.at(m_tried - 1))); });
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
    m_resolver.lookUp(host, port, this,
                      [this](const Resolver::Answer &answer) { haveAddresses(answer); });
}

void Connector::start(const QList<SocketAddress> &addresses, std::chrono::milliseconds timeout)
{
    setDeadline(timeout);
    m_addresses = addresses;
    m_connectStart = m_clock.monotonicNs();
    // From the event loop, as everything that a listener may hear of.
    QMetaObject::invokeMethod(
        this, [this] { tryNext(); }, Qt::QueuedConnection);
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
    if (m_tried == 0)
        return tcpError(ETIMEDOUT);
    return errorAt(ETIMEDOUT, m_addresses.at(m_tried - 1));
}

void Connector::haveAddresses(const Resolver::Answer &answer)
{
    m_connectStart = m_clock.monotonicNs();
    m_dnsNs = m_connectStart - m_dnsStart;
    if (!answer) {
        fail(answer.error());
        return;
    }
    m_addresses = *answer;
    tryNext();
}

std::chrono::milliseconds Connector::share() const
{
    const qint64 left = std::max<qint64>(m_deadline - m_clock.monotonicNs(), 0);
    return std::chrono::milliseconds(left / NsPerMs / (m_addresses.size() - m_tried));
}

void Connector::tryNext()
{
    while (m_tried < m_addresses.size()) {
        const bool isLast = m_tried + 1 == m_addresses.size();
        if (m_deadline != 0 && !isLast)
            m_shareTimer.start(share()); // The last one has what the owner's bound leaves.
        const SocketAddress &address = m_addresses.at(m_tried++);
        m_socket = Descriptor(
            ::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
        if (m_socket.isOpen()
            && (::connect(m_socket.number(), address.pointer(), address.length) == 0
                || errno == EINPROGRESS)) {
            m_notifier
                = std::make_unique<QSocketNotifier>(m_socket.number(), QSocketNotifier::Write);
            connect(m_notifier.get(), &QSocketNotifier::activated, this,
                    [this] { attemptEnded(); });
            return;
        }
        const Error error = errorAt(errno, address);
        if (!m_worst || weight(error) > weight(*m_worst))
            m_worst = error;
    }
    fail(m_worst.value_or(Error{ ErrorCode::DnsNotFound, ErrorSite::Dns, {} }));
}

void Connector::attemptEnded()
{
    int number = 0;
    socklen_t length = sizeof number;
    getsockopt(m_socket.number(), SOL_SOCKET, SO_ERROR, &number, &length);
    if (number == 0)
        give();
    else
        attemptFailed(errorAt(number, m_addresses.at(m_tried - 1)));
}

void Connector::attemptFailed(const Error &error)
{
    m_shareTimer.stop();
    m_notifier.reset();
    m_socket.close();
    if (!m_worst || weight(error) > weight(*m_worst))
        m_worst = error;
    tryNext();
}

void Connector::fail(const Error &error)
{
    const OnFailed onFailed = std::move(m_onFailed);
    onFailed(Error(error)); // A copy: m_worst goes with us.
}

void Connector::give()
{
    m_shareTimer.stop();
    m_notifier.reset();
    const qint64 connectNs = m_clock.monotonicNs() - m_connectStart;
    // Who hears of it may destroy this, and with it m_onConnected.
    const OnConnected onConnected = std::move(m_onConnected);
    onConnected(Connected{ std::move(m_socket), m_dnsNs, connectNs });
}

} // namespace Pushscope
