// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/traffic.h"

#include "support/trafficline.h"

#include <algorithm>

namespace Pushscope {

namespace {

// Of a hundred peers so many are event streams, and so many poll.
constexpr int EventStreamsOfHundred = 30;
constexpr int PollingsOfHundred = 1;
constexpr int ClientSessions = 25;

TrafficLine::Form formOf(int line)
{
    const int place = line % 100;
    if (place < EventStreamsOfHundred)
        return TrafficLine::Form::EventStream;
    if (place < EventStreamsOfHundred + PollingsOfHundred)
        return TrafficLine::Form::Polling;
    return TrafficLine::Form::WebSocket;
}

QByteArray techniqueOf(TrafficLine::Form form)
{
    switch (form) {
    case TrafficLine::Form::WebSocket:
        return "websocket";
    case TrafficLine::Form::EventStream:
        return "sse";
    case TrafficLine::Form::Polling:
        break;
    }
    return "short-poll";
}

} // namespace

PatientSink::PatientSink(RecordSink &sink)
    : m_sink(sink)
{
    m_token = m_sink.addDrainListener([this] {
        const std::lock_guard lock(m_mutex);
        m_drained.notify_one();
    });
}

PatientSink::~PatientSink()
{
    m_sink.removeDrainListener(m_token);
}

RecordSink::Appended PatientSink::append(Batch &&batch)
{
    m_records += static_cast<qint64>(batch.records.size());
    const Appended appended = m_sink.append(std::move(batch));
    m_hasFailed = m_hasFailed || appended.isFailed || appended.isDropped;
    std::unique_lock lock(m_mutex);
    m_drained.wait(lock, [this] { return m_hasFailed || !m_sink.isFull(); });
    return appended;
}

int PatientSink::addDrainListener(std::function<void()> listener)
{
    return m_sink.addDrainListener(std::move(listener));
}

void PatientSink::removeDrainListener(int token)
{
    m_sink.removeDrainListener(token);
}

Traffic::Traffic(RecordSink &sink, int connections, quint32 seed)
    : m_sink(sink)
    , m_batch(sink)
    , m_dice(seed)
    , m_connections(connections)
{
}

Traffic::~Traffic() = default;

void Traffic::begin(qint64 t)
{
    CaptureCounters &counters = m_sink.counters();
    quint32 mock = 0;
    for (int line = 0; line < m_connections; ++line) {
        // The clients spread over the forms like all peers do.
        const int spread = line < ClientSessions ? line * 100 / ClientSessions + 2 : line;
        const TrafficLine::Form form = formOf(spread);
        const bool isClient = line < ClientSessions;
        quint32 session = mock;
        if (isClient || mock == 0) {
            session = ++counters.session;
            addSession(session,
                       isClient ? QByteArray("feed " + QByteArray::number(line + 1))
                                : QByteArray("mock :8080"),
                       isClient ? techniqueOf(form) : QByteArray(), t);
            if (!isClient)
                mock = session;
        }
        m_lines.push_back(std::make_unique<TrafficLine>(
            m_batch, counters, m_dice,
            TrafficLine::Place{ session, ++counters.stream, isClient ? Role::Client : Role::Server,
                                form }));
        m_lines.back()->open(t);
    }
    flush();
}

void Traffic::addSession(quint32 session, const QByteArray &name, const QByteArray &technique,
                         qint64 t)
{
    Record record;
    record.kind = RecordKind::SessionStart;
    record.t = t;
    record.session = session;
    const QByteArray role = technique.isEmpty()
        ? QByteArray(R"("mock","url":"http://127.0.0.1:8080/")")
        : QByteArray(R"("client","technique":")" + technique
                     + R"(","url":"https://feed.example.com/")");
    record.detail = R"({"name":")" + name + R"(","role":)" + role + R"(,"options":{}})";
    m_batch.add(std::move(record));
}

void Traffic::step(qint64 t)
{
    // The square of an even distribution: a quarter of the peers says half of it all.
    const auto count = static_cast<quint64>(m_lines.size());
    const quint64 one = m_dice.number();
    const auto line = static_cast<std::size_t>((((one * one) >> 32) * count) >> 32);
    // The busy ones lie scattered, too.
    constexpr std::size_t Stride = 617;
    m_lines[line * Stride % m_lines.size()]->step(t);
    if (++m_steps % StepsPerFlush == 0 || m_batch.wantsFlush())
        flush();
}

void Traffic::end(qint64 t)
{
    for (const std::unique_ptr<TrafficLine> &line : m_lines)
        line->close(t);
    flush();
}

} // namespace Pushscope
