// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/signals.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace Pushscope {

namespace {

constexpr int SignalBase = 128; // As shells count.

// Both ends of a pair of sockets: a signal handler may do little more than write one octet.
std::array<int, 2> ends { -1, -1 };

extern "C" void passOn(int number)
{
    const char octet = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(ends[0], &octet, 1);
}

} // namespace

Signals::Signals(std::function<void(int)> handler)
    : m_handler(std::move(handler))
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(ends[1], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        char octet = 0;
        if (::read(ends[1], &octet, 1) == 1)
            m_handler(SignalBase + octet);
    });
    std::signal(SIGINT, passOn);
    std::signal(SIGTERM, passOn);
    if (std::signal(SIGHUP, passOn) == SIG_IGN)
        std::signal(SIGHUP, SIG_IGN);
}

Signals::~Signals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    if (std::signal(SIGHUP, SIG_DFL) == SIG_IGN)
        std::signal(SIGHUP, SIG_IGN);
    m_notifier.reset();
    for (int &end : ends) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace Pushscope
