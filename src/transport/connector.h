// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "transport/descriptor.h"
#include "transport/resolver.h"
#include "transport/stream.h"

#include <QList>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// A TCP connection just made.
struct Connected {
    Descriptor socket;    ///< Non-blocking.
    qint64 dnsNs = -1;    ///< Until there was an address; -1 where the host was one.
    qint64 connectNs = 0; ///< All addresses that were tried.
};

/// Looks a host up in both families and connects to its addresses, by whichever answers first.
///
/// Attempts overlap: the next begins when one failed, or did not come off for a while. The bound
/// is the owner's to keep (it covers TLS too); timeoutError() says how far it got.
///
/// Spec: RFC 8305 ("Happy Eyeballs") sections 3 to 5.
class Connector : public QObject
{
public:
    /// How long addresses of IPv4 wait for those of IPv6 (section 3, Resolution Delay).
    static constexpr std::chrono::milliseconds ResolutionDelay{ 50 };
    /// How long an attempt is alone (section 5, Connection Attempt Delay: "250 milliseconds"); less
    /// where the bound would not leave as much to each address.
    static constexpr std::chrono::milliseconds AttemptDelay{ 250 };

    using OnConnected = std::function<void(Connected)>;
    using OnFailed = std::function<void(const Error &)>;

    /// @p clock and @p resolver outlive this. Exactly one of the functions is called, from the
    /// event loop, and may destroy the connector.
    Connector(const Clock &clock, Resolver &resolver, OnConnected onConnected, OnFailed onFailed);
    ~Connector() override;

    /// @p timeout zero: no bound.
    void start(const QString &host, quint16 port, std::chrono::milliseconds timeout);
    /// The same without a look-up, in this order.
    void start(const QList<SocketAddress> &addresses, std::chrono::milliseconds timeout);

    /// The failure if it had to be given up now for want of time.
    [[nodiscard]] Error timeoutError() const;
    /// What was tried so far, in the order in which it began; @p running is the outcome of those
    /// that have none.
    [[nodiscard]] QList<ConnectAttempt> attempts(const QByteArray &running = "abandoned") const;

    /// @p addresses in their order, but families in turn, beginning with @p first (section 4).
    [[nodiscard]] static QList<SocketAddress> interleaved(const QList<SocketAddress> &addresses,
                                                          int first = AF_INET6);

private:
    struct Attempt {
        SocketAddress address;
        qint64 start = 0;
        qint64 end = -1; ///< -1 while it runs.
        QByteArray outcome;
        Descriptor socket;
        std::unique_ptr<QSocketNotifier> notifier;
    };

    void setDeadline(std::chrono::milliseconds timeout);
    void haveAnswer(int family, const Resolver::Answer &answer);
    void noteFailure(const Error &error);
    void tryNext();
    /// Whether it is under way.
    [[nodiscard]] bool begin(const SocketAddress &address);
    void attemptEnded(Attempt &attempt);
    void attemptFailed(Attempt &attempt, int number);
    void give(Attempt &attempt);
    void fail();
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] std::chrono::milliseconds delay() const;

    const Clock &m_clock;
    Resolver &m_resolver;
    OnConnected m_onConnected;
    OnFailed m_onFailed;
    qint64 m_deadline = 0; ///< Of m_clock; 0: none.
    qint64 m_dnsStart = -1;
    qint64 m_dnsNs = -1;
    qint64 m_connectStart = -1;
    int m_lookUps = 0;               ///< Not answered.
    QList<SocketAddress> m_waiting; ///< Not tried yet.
    std::vector<std::unique_ptr<Attempt>> m_attempts;
    QTimer m_delayTimer; ///< Until the next attempt.
    std::optional<Error> m_worst; ///< The most telling failure so far.
};

} // namespace Pushscope
