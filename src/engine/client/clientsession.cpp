// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/clientsession.h"

#include "capture/jsonwriter.h"
#include "capture/maskedtext.h"
#include "engine/client/clienturl.h"
#include "engine/details.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds FirstBackOff { 1'000 };
constexpr std::chrono::milliseconds MaxBackOff { 30'000 };
constexpr int MaxDoublings = 5; // 1 s, 2, 4, 8, 16, then the maximum.
constexpr double JitterShare = 0.2; // So that many clients of a server do not return at once.
constexpr qint64 NsPerMs = 1'000'000;
constexpr qint64 NsPerSecond = 1'000'000'000;
/// Long enough for a rate of one in some seconds, short enough to see a change.
constexpr qint64 RateWindowNs = 5 * NsPerSecond;
/// A message may come so much later than the ones before without the rate going down.
constexpr qint64 RateGraceNs = NsPerSecond / 2;

} // namespace

ClientSession::ClientSession(EngineLoop &loop, const Setup &setup)
    : m_loop(loop)
    , m_setup(setup)
    , m_stopWatcher(setup.options.stop)
    , m_isAlive(std::make_shared<bool>(true))
{
    m_status.session = setup.session;
    m_status.technique = setup.options.technique;
    m_status.url = QUrl::fromEncoded(shownUrl(setup.options.url));
    m_status.name = setup.options.name.isEmpty()
        ? setup.options.url.host() + setup.options.url.path()
        : setup.options.name;
}

ClientSession::~ClientSession() = default;

void ClientSession::send(const OutgoingMessage &, Cause) { }

void ClientSession::fillStatus(SessionStatus &) const { }

void ClientSession::start()
{
    if (!m_isStarted) {
        m_isStarted = true;
        addSessionStart();
    }
    m_isLeaving = false;
    m_isDropping = false;
    m_isOver = false;
    resetAttempts();
    m_status.error.reset();
    m_status.closeCode.reset();
    if (options().stop.duration && !m_durationTimer) {
        m_durationTimer = m_loop.network().startTimer(*options().stop.duration, [this] {
            if (!m_isLeaving)
                disconnect();
            m_loop.afterEvent();
        });
    }
    begin();
    m_loop.afterEvent();
}

void ClientSession::disconnect()
{
    if (m_isLeaving) {
        abandon();
        return;
    }
    m_isRestarting = false;
    if (m_isOver)
        return;
    m_isLeaving = true;
    cancelReconnect();
    leave();
    m_loop.afterEvent();
}

void ClientSession::abandon()
{
    m_isRestarting = false;
    if (m_isOver)
        return;
    m_isLeaving = true;
    m_isDropping = true;
    cancelReconnect();
    drop();
    m_loop.afterEvent();
}

void ClientSession::reconnect()
{
    if (m_isOver && !m_isRestarting) {
        start();
        return;
    }
    abandon();
    m_isRestarting = true; // What the connection at hand still has to say is recorded first.
}

void ClientSession::addSessionStart()
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("name", m_status.name.toUtf8());
    detail.string("role", "client");
    detail.string("technique", techniqueName(options().technique));
    detail.string("url", m_status.url.toEncoded());
    detail.verbatim("options", optionsJson(options()));
    detail.finish();
    addRecord(RecordKind::SessionStart, std::move(json));
    if (!m_setup.note.isEmpty())
        addNote(m_setup.note);
}

void ClientSession::addNote(QByteArrayView text, std::optional<Technique> concluded)
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("text", text);
    if (concluded)
        detail.string("technique", techniqueName(*concluded));
    detail.finish();
    addRecord(RecordKind::Note, std::move(json));
}

void ClientSession::addRecord(RecordKind kind, QByteArray detail, qint32 code)
{
    Record record;
    record.kind = kind;
    record.t = m_loop.now();
    record.session = m_setup.session;
    record.stream = kind == RecordKind::SessionStart ? 0 : m_setup.stream;
    record.code = code;
    record.detail = std::move(detail);
    m_loop.batch().add(std::move(record));
}

void ClientSession::addError(const Error &error)
{
    m_status.error = error; // Until it is open again: why it waits.
    addRecord(RecordKind::Error, errorDetail(error), static_cast<qint32>(error.code));
}

void ClientSession::addState(QByteArrayView now, int readyState, QByteArrayView fires,
                             quint32 connection)
{
    Record record;
    record.kind = RecordKind::State;
    record.t = m_loop.now();
    record.session = m_setup.session;
    record.stream = m_setup.stream;
    record.connection = connection;
    record.code = readyState;
    JsonWriter detail(record.detail);
    if (!m_pageState.isEmpty())
        detail.string("was", m_pageState);
    detail.string("now", now);
    detail.integer("ready_state", readyState);
    if (!fires.isEmpty())
        detail.string("fires", fires);
    detail.finish();
    m_pageState = now.toByteArray();
    m_loop.batch().add(std::move(record));
}

void ClientSession::messageArrived(QByteArrayView content, qint64 wireOctets)
{
    ++m_status.messagesReceived;
    m_status.octetsReceived += wireOctets;
    m_stopWatcher.messageArrived(content);
    if (options().measuresDelivery)
        m_deliveryMeter.messageArrived(content, QDateTime::currentMSecsSinceEpoch());
    checkStop();
    changed();
}

void ClientSession::messageSent(qint64 wireOctets)
{
    ++m_status.messagesSent;
    m_status.octetsSent += wireOctets;
    changed();
}

void ClientSession::checkStop()
{
    if (m_stopWatcher.isMet() && !m_isLeaving && !m_isOver)
        disconnect();
}

void ClientSession::setState(SessionState state)
{
    m_status.state = state;
    if (state == SessionState::Open) {
        m_status.error.reset();
        m_status.closeCode.reset();
    }
    changed();
}

void ClientSession::changed()
{
    if (m_setup.callbacks.changed)
        m_setup.callbacks.changed();
}

void ClientSession::finish(const std::optional<Error> &error)
{
    if (m_isOver)
        return;
    m_isOver = true;
    cancelReconnect();
    m_durationTimer.reset();
    m_status.error = error;
    m_outcome = { .isDone = !error, .error = error };
    setState(SessionState::Closed);
    // From the event loop: the records of this very event, conn.close among them, come first.
    m_loop.later(m_isAlive, [this] { over(); });
}

void ClientSession::over()
{
    if (std::exchange(m_isRestarting, false))
        start();
    else if (m_setup.callbacks.ended)
        m_setup.callbacks.ended(m_outcome);
}

std::optional<Error> ClientSession::endOfEndpoint() const
{
    if (m_isLeaving || m_stopWatcher.isMet() || !m_stopWatcher.isExpecting())
        return std::nullopt;
    return Error { ErrorCode::EndedEarly, ErrorSite::Http,
                   { { "messages", QByteArray::number(m_status.messagesReceived) } } };
}

std::chrono::milliseconds ClientSession::backOff() const
{
    const int doublings = std::min(m_status.reconnectAttempt, MaxDoublings);
    const auto plain = std::min(FirstBackOff * (1 << doublings), MaxBackOff);
    const double jitter
        = 1.0 + JitterShare * (2.0 * QRandomGenerator::global()->generateDouble() - 1.0);
    return std::chrono::milliseconds(
        static_cast<qint64>(static_cast<double>(plain.count()) * jitter));
}

void ClientSession::scheduleReconnect(std::chrono::milliseconds delay,
                                      const QByteArray &lastEventId)
{
    ++m_status.reconnectAttempt;
    QByteArray json;
    JsonWriter detail(json);
    detail.integer("attempt", m_status.reconnectAttempt);
    detail.integer("delay_ms", delay.count());
    if (!lastEventId.isEmpty())
        detail.string("last_event_id", lastEventId);
    detail.finish();
    addRecord(RecordKind::Reconnect, std::move(json));
    m_reconnectAt = m_loop.now() + delay.count() * NsPerMs;
    setState(SessionState::Waiting);
    m_reconnectTimer = m_loop.network().startTimer(delay, [this] {
        begin();
        m_loop.afterEvent();
    });
}

SessionStatus ClientSession::status() const
{
    SessionStatus status = m_status;
    if (status.state == SessionState::Waiting)
        status.reconnectInMs = std::max<qint64>(0, (m_reconnectAt - m_loop.now()) / NsPerMs);
    updateRate(status);
    status.medianDeliveryMs = m_deliveryMeter.medianMs();
    fillTraffic(status);
    fillStatus(status);
    return status;
}

void ClientSession::updateRate(SessionStatus &status) const
{
    const qint64 now = m_loop.now();
    const qint64 count = m_status.messagesReceived + m_status.messagesSent;
    if (m_rateSamples.empty() || m_rateSamples.back().count != count)
        m_rateSamples.push_back({ now, count });
    while (m_rateSamples.size() > 1 && m_rateSamples.front().t < now - RateWindowNs)
        m_rateSamples.pop_front();
    const RateSample &first = m_rateSamples.front();
    const RateSample &last = m_rateSamples.back();
    if (count == first.count)
        return;
    // From message to message, so that one a second is 1/s whenever this is asked; one that is
    // overdue counts as missing.
    const qint64 step = (last.t - first.t) / (count - first.count);
    const qint64 span = now - last.t > step + RateGraceNs ? now - first.t : last.t - first.t;
    status.messagesPerSecond
        = static_cast<double>(count - first.count) * NsPerSecond / static_cast<double>(span);
}

} // namespace Pushscope
