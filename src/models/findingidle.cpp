// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Connections that are ended after a silence that is always as long.

#include "capture/recorddecoder.h"
#include "models/findingdetector.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

/// Read time-outs in use begin at some seconds; shorter silences are a dialogue's own rhythm.
constexpr qint64 LeastIdleNs = 5'000'000'000;
/// Timers are exact, but what starts and ends the silence crosses a network.
constexpr double Spread = 0.05;
/// Two that are alike are chance.
constexpr std::size_t EndsOfAFinding = 3;

/// A connection that its other end, or somebody between, ended while it was in use.
struct End {
    qint64 t = 0;
    qint64 idle = 0;
    qint64 lastSeq = 0; ///< Of what went over it last.
    qint64 endSeq = 0;
};

struct Line {
    qint64 lastT = -1; ///< Of octets in either direction.
    qint64 lastSeq = 0;
    qint64 longest = 0;        ///< Silence that it survived.
    bool isWebSocket = false;
    bool isAwaiting = false;   ///< A request has no answer yet, or not all of it.
    bool isStreaming = false;  ///< That answer carries messages.
    bool isSettled = false;    ///< It was counted, or we ended it.
};

/// The ends of a session, newest last.
struct Ends {
    std::array<End, EndsOfAFinding> newest{};
    std::size_t count = 0;
    bool isTold = false;
};

class IdleDetector final : public FindingDetector
{
public:
    void add(const Record &record, Role role, OctetSource &octets,
             FindingCollector &found) override;

private:
    void spoken(Line &line, const Record &record, Role role, FindingCollector &found);
    void ended(Line &line, const Record &record, FindingCollector &found);
    void tell(Ends &ends, const Line &line, const Record &record, FindingCollector &found);

    std::map<quint32, Line> m_lines; ///< By connection.
    std::map<quint32, Ends> m_ends;  ///< By session.
};

bool isOfStream(RecordKind kind)
{
    switch (kind) {
    case RecordKind::SseEvent:
    case RecordKind::SseComment:
    case RecordKind::SseRetry:
    case RecordKind::StreamMessage:
    case RecordKind::MultipartPart:
    case RecordKind::IframeScript:
        return true;
    default:
        return false;
    }
}

bool isFramedByClose(const Record &record)
{
    return record.detail.contains("\"framing\":\"close\"")
        || !record.detail.contains("\"complete\":true");
}

void IdleDetector::add(const Record &record, Role role, OctetSource &, FindingCollector &found)
{
    if (record.kind == RecordKind::RecordingStall) {
        // Who was silent meanwhile, and for how long, nobody knows.
        for (auto &[connection, line] : m_lines) {
            line.lastT = -1;
            line.longest = 0;
        }
        return;
    }
    if (record.connection == 0)
        return;
    if (record.kind == RecordKind::ConnClose) {
        const auto line = m_lines.find(record.connection);
        if (line == m_lines.end())
            return;
        const QByteArrayView peer = fromName(fromRole(role == Role::Client ? Role::Server
                                                                           : Role::Client));
        const bool isInUse = line->second.isWebSocket || line->second.isAwaiting;
        if (isInUse && record.detail.contains(QByteArray("\"by\":\"" + peer + '"')))
            ended(line->second, record, found);
        m_lines.erase(line);
        return;
    }
    if (record.from == From::Nobody)
        return;
    spoken(m_lines[record.connection], record, role, found);
    forgetOldest(m_lines);
}

void IdleDetector::spoken(Line &line, const Record &record, Role role, FindingCollector &found)
{
    const bool isOurs = record.from == fromRole(role);
    switch (record.kind) {
    case RecordKind::WsClose:
        if (isOurs)
            line.isSettled = true;
        else
            ended(line, record, found);
        break;
    case RecordKind::HttpEnd:
        if (record.from != From::Server)
            return;
        if (isFramedByClose(record))
            return; // Who ended it stands in conn.close, which comes next.
        if (line.isStreaming && !isOurs)
            ended(line, record, found);
        line.isAwaiting = line.isStreaming = false;
        break;
    case RecordKind::HttpRequest:
        line.isAwaiting = true;
        line.isSettled = line.isStreaming = false;
        break;
    case RecordKind::WsHandshake:
        line.isWebSocket = record.detail.contains("\"accepted\":true");
        line.isAwaiting = false;
        return;
    default:
        line.isStreaming = line.isStreaming || isOfStream(record.kind);
        break;
    }
    if (line.lastT >= 0)
        line.longest = std::max(line.longest, record.t - line.lastT);
    line.lastT = record.t;
    line.lastSeq = record.seq;
}

void IdleDetector::ended(Line &line, const Record &record, FindingCollector &found)
{
    if (line.isSettled || line.lastT < 0)
        return;
    line.isSettled = true;
    const qint64 idle = record.t - line.lastT;
    // One that survived a silence as long was not ended for it.
    if (idle <= LeastIdleNs
        || static_cast<double>(line.longest) > static_cast<double>(idle) * (1 - Spread))
        return;
    Ends &ends = m_ends[record.session];
    forgetOldest(m_ends);
    // Several that end together were ended by one event: a browser that is closed, a restart.
    if (ends.count > 0 && record.t - ends.newest.back().t < LeastIdleNs)
        return;
    std::ranges::rotate(ends.newest, ends.newest.begin() + 1);
    ends.newest.back() = { record.t, idle, line.lastSeq, record.seq };
    ++ends.count;
    if (ends.count >= EndsOfAFinding)
        tell(ends, line, record, found);
}

void IdleDetector::tell(Ends &ends, const Line &line, const Record &record, FindingCollector &found)
{
    double sum = 0;
    for (const End &end : ends.newest)
        sum += static_cast<double>(end.idle);
    const double mean = sum / static_cast<double>(EndsOfAFinding);
    const bool isConstant = std::ranges::all_of(ends.newest, [mean](const End &end) {
        return std::abs(static_cast<double>(end.idle) - mean) <= mean * Spread;
    });
    if (!isConstant)
        return;
    Finding *finding = found.count(FindingKind::ConstantIdle, record.session);
    if (!finding)
        return;
    if (!std::exchange(ends.isTold, true))
        finding->count += EndsOfAFinding - 1;
    for (const End &end : ends.newest) {
        FindingCollector::addRow(*finding, end.lastSeq);
        FindingCollector::addRow(*finding, end.endSeq);
    }
    finding->ns = static_cast<qint64>(mean);
    finding->isWebSocket = line.isWebSocket;
}

} // namespace

std::unique_ptr<FindingDetector> makeIdleDetector()
{
    return std::make_unique<IdleDetector>();
}

} // namespace Pushscope
