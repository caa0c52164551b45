// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// When a session is due: its heartbeat, the end of an upgrade, of a farewell.

#include "engine/mock/engineiosession.h"

#include "engine/details.h"
#include "engine/mock/mockconnection.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

using EngineIo::PacketType;

namespace {

constexpr qint64 NsPerMs = 1'000'000;
/// How often a heartbeat that is due looks whether the recording lets us read again.
constexpr std::chrono::milliseconds StallCheck { 100 };

} // namespace

EngineIo::HeartbeatMachine::Time EngineIoSession::now() const
{
    return std::chrono::nanoseconds(m_loop.now());
}

/// Of a client that is on no connection just now, it is recorded of the last that it was on.
void EngineIoSession::addError(ErrorCode code, const QByteArray &name, qint64 value)
{
    const Error error { code, ErrorSite::EngineIo, { { name, QByteArray::number(value) } } };
    addRecord(RecordKind::Error, static_cast<qint32>(error.code), errorDetail(error));
}

void EngineIoSession::addFault(const ScenarioFault &fault)
{
    addRecord(RecordKind::Fault, Record::NoCode, faultDetail(fault));
}

void EngineIoSession::addRecord(RecordKind kind, qint32 code, const QByteArray &detail)
{
    const Line *line = m_webSocket ? &*m_webSocket : m_poll ? &m_poll->line : nullptr;
    if (!line && !m_lastRecords)
        return;
    ConnectionRecords &records = line ? line->connection->connection().transcript().records()
                                      : *m_lastRecords;
    Record record = records.make(kind, From::Nobody, m_loop.now());
    record.code = code;
    record.detail = detail;
    records.add(std::move(record));
}

void EngineIoSession::timeOut()
{
    const auto waited = m_setup.handshake.pingInterval + m_setup.handshake.pingTimeout;
    addError(ErrorCode::PingTimeout, "timeout_ms", waited.count());
    fail();
}

void EngineIoSession::schedule()
{
    if (m_state == State::Gone)
        return;
    std::optional<qint64> due = m_farewellDue;
    const auto consider = [&](std::optional<std::chrono::nanoseconds> time) {
        if (time)
            due = due ? std::min<qint64>(*due, time->count()) : time->count();
    };
    if (m_state == State::Open) {
        consider(m_heartbeat.deadline());
        consider(m_upgrade.deadline());
    }
    // A timer that runs out early looks again; most packets only put the heartbeat off.
    if (!due || (m_timerDue && *m_timerDue <= *due))
        return;
    m_timerDue = due;
    const qint64 wait = std::max<qint64>(0, *due - m_loop.now());
    m_timer = m_loop.network().startTimer(
        std::chrono::milliseconds((wait + NsPerMs - 1) / NsPerMs), [this] {
            EngineLoop &loop = m_loop; // This may be gone.
            tick();
            loop.afterEvent();
        });
}

void EngineIoSession::tick()
{
    m_timer.reset();
    m_timerDue.reset();
    // What the client sent lies unread: it is not late, we are. And it gets a while to be read.
    if (m_loop.isStalled() || std::exchange(m_wasStalled, false)) {
        m_wasStalled = m_loop.isStalled();
        m_timerDue = m_loop.now() + std::chrono::nanoseconds(StallCheck).count();
        m_timer = m_loop.network().startTimer(StallCheck, [this] { tick(); });
        return;
    }
    if (m_farewellDue && m_loop.now() >= *m_farewellDue) {
        over();
        return;
    }
    while (m_state == State::Open) {
        const auto due = m_heartbeat.advance(now());
        if (!due)
            break;
        if (*due == EngineIo::HeartbeatMachine::Due::PeerOverdue) {
            timeOut();
            return;
        }
        const bool isSent = m_owner.wantsHeartbeat(*this);
        if (isSent)
            send(std::array { packetOf(PacketType::Ping) }, Cause::Auto);
        m_heartbeat.sentPing(now());
        // Who was not asked is not overdue: the next would be due as if it had answered at once.
        if (!isSent)
            m_heartbeat.received(packetOf(PacketType::Pong), now());
    }
    if (m_state == State::Open)
        perform(m_upgrade.advance(now()));
    schedule();
}

} // namespace Pushscope
