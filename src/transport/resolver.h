// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "transport/socketaddress.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>

class QObject;

namespace Pushscope {

/// Turns names into addresses by the system's resolver, off the event loop.
///
/// Qt's own QHostInfo keeps answers for a minute, which would show durations of zero and old
/// addresses; here every look-up is one, with the reason for a failure. A look-up cannot be
/// stopped once it runs (getaddrinfo), so nothing waits for it either: not the one who forgot
/// it, not the end of the program.
///
/// Threads: used from the thread whose event loop is to get the answers.
class Resolver
{
public:
    /// Look-ups that run at once, two for a connection; more of them wait.
    static constexpr int MaxThreads = 16;

    using Answer = Result<QList<SocketAddress>>;

    /// What asks the system, on a thread of its own: getaddrinfo() unless a test has another.
    using Ask = std::function<Answer(const QByteArray &name, quint16 port, int family)>;

    explicit Resolver(Ask ask = {});
    virtual ~Resolver();
    Resolver(const Resolver &) = delete;
    Resolver &operator=(const Resolver &) = delete;

    /// @p name in ASCII (RFC 5890 A-labels); empty where it cannot be written so.
    [[nodiscard]] static QByteArray asciiName(const QString &name);

    /// Looks @p name up and calls @p then with addresses in the order to try them, or with
    /// DnsNotFound (there is no such name) or DnsFailed (nobody could say), both with `system`.
    /// Called from the event loop, unless @p context is gone by then. @p family AF_INET or
    /// AF_INET6: addresses of that family alone. Not asked at all where @p context goes before its
    /// turn comes.
    virtual void lookUp(const QString &name, quint16 port, QObject *context,
                        std::function<void(const Answer &)> then, int family = AF_UNSPEC);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace Pushscope
