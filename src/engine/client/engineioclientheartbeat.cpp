// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// When a session is due: its heartbeat, the end of an upgrade.

#include "engine/client/engineioclient.h"

#include <algorithm>

namespace Pushscope {

using namespace std::chrono_literals;

namespace {

/// When to look again where nothing is read, so that nothing can be overdue.
constexpr std::chrono::milliseconds StallTime { 500 };

} // namespace

void EngineIoClient::startTimer()
{
    if (m_state != State::Open)
        return;
    auto deadline = m_heartbeat->deadline();
    if (m_upgrade && m_upgrade->deadline()) {
        deadline = deadline ? std::min(*deadline, *m_upgrade->deadline())
                            : *m_upgrade->deadline();
    }
    m_timer.reset();
    m_timerDue = deadline;
    if (!deadline)
        return;
    const auto delay = std::chrono::ceil<std::chrono::milliseconds>(*deadline - now());
    m_timer = m_loop.network().startTimer(std::max<std::chrono::milliseconds>(delay, 0ms), [this] {
        timeIsUp();
        m_loop.afterEvent();
    });
}

void EngineIoClient::timeIsUp()
{
    if (m_loop.isStalled()) {
        m_timer = m_loop.network().startTimer(StallTime, [this] {
            timeIsUp();
            m_loop.afterEvent();
        });
        return;
    }
    if (m_upgrade)
        run(m_upgrade->advance(now()));
    beat();
    startTimer();
}

void EngineIoClient::beat()
{
    using Due = EngineIo::HeartbeatMachine::Due;
    while (const auto due = m_heartbeat->advance(now())) {
        if (*due == Due::SendPing) {
            send({ packetOf(EngineIo::PacketType::Ping) }, Cause::Auto);
            m_heartbeat->sentPing(now());
            continue;
        }
        Error late = error(ErrorCode::PingTimeout);
        const auto patience = m_handshake.pingInterval + m_handshake.pingTimeout;
        late.data.append({ "timeout_ms", QByteArray::number(patience.count()) });
        fail(late);
        return;
    }
}

} // namespace Pushscope
