// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "transport/descriptor.h"
#include "transport/resolver.h"

#include <QList>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace Pushscope {

/// A TCP connection just made.
struct Connected {
    Descriptor socket;    ///< Non-blocking.
    qint64 dnsNs = -1;    ///< -1 where the host was an address.
    qint64 connectNs = 0; ///< All addresses that were tried.
};

/// Looks a host up and connects to its addresses, one after the other.
///
/// Each address gets an equal share of what is left of the bound. The bound itself is the
/// owner's to keep (it covers TLS too); error() says how far it got.
class Connector : public QObject
{
public:
    using OnConnected = std::function<void(Connected)>;
    using OnFailed = std::function<void(const Error &)>;

    /// @p clock and @p resolver outlive this. Exactly one of the functions is called, from the
    /// event loop, and may destroy the connector.
    Connector(const Clock &clock, Resolver &resolver, OnConnected onConnected, OnFailed onFailed);
    ~Connector() override;

    /// @p timeout zero: no bound.
    void start(const QString &host, quint16 port, std::chrono::milliseconds timeout);
    /// The same without a look-up.
    void start(const QList<SocketAddress> &addresses, std::chrono::milliseconds timeout);

    /// The failure if it had to be given up now for want of time.
    [[nodiscard]] Error timeoutError() const;

private:
    void setDeadline(std::chrono::milliseconds timeout);
    void haveAddresses(const Resolver::Answer &answer);
    void tryNext();
    void attemptEnded();
    void attemptFailed(const Error &error);
    void give();
    void fail(const Error &error);
    [[nodiscard]] std::chrono::milliseconds share() const;

    const Clock &m_clock;
    Resolver &m_resolver;
    OnConnected m_onConnected;
    OnFailed m_onFailed;
    qint64 m_deadline = 0; ///< Of m_clock; 0: none.
    qint64 m_dnsStart = -1;
    qint64 m_dnsNs = -1;
    qint64 m_connectStart = -1;
    QList<SocketAddress> m_addresses;
    qsizetype m_tried = 0; ///< Addresses begun with.
    Descriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_shareTimer;
    std::optional<Error> m_worst; ///< The most telling failure so far.
};

} // namespace Pushscope
