// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinescene.h"

#include "capture/recorddecoder.h"
#include "models/recordwords.h"
#include "models/timelinelanes.h"
#include "models/words.h"
#include "protocol/websocket/closecode.h"

#include <QJsonObject>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qint32 SwitchingProtocols = 101;
constexpr qint32 Ok = 200;

// A stream is called silent where nothing came for this long, and for this many times its median
// gap: a stream that was slow all along is not.
constexpr qint64 LeastSilence = 3'000'000'000;
constexpr qint64 SilenceFactor = 4;
constexpr std::size_t LeastGaps = 4; // Before that many, nobody knows what is usual.

constexpr quint64 bit(RecordKind kind)
{
    return quint64{ 1 } << static_cast<int>(kind);
}

constexpr quint64 MessageKinds = bit(RecordKind::WsMessage) | bit(RecordKind::WsFrame)
    | bit(RecordKind::WsClose) | bit(RecordKind::SseEvent) | bit(RecordKind::StreamMessage)
    | bit(RecordKind::MultipartPart) | bit(RecordKind::IframeScript)
    | bit(RecordKind::JsonpCallback) | bit(RecordKind::EioPacket) | bit(RecordKind::SioPacket);
constexpr quint64 HeartbeatKinds = bit(RecordKind::WsPing) | bit(RecordKind::WsPong)
    | bit(RecordKind::SseComment) | bit(RecordKind::SseRetry);
constexpr quint64 StreamKinds
    = bit(RecordKind::SseEvent) | bit(RecordKind::SseComment) | bit(RecordKind::SseRetry);

std::optional<TimelineMark> makeMark(const TimelineTick &tick, bool isServer)
{
    TimelineMark mark;
    if (tick.kinds & bit(RecordKind::Error)) {
        mark.role = TimelineMark::Role::Problem;
        mark.severity = Severity::Error;
    } else if (tick.kinds & MessageKinds) {
        mark.role = TimelineMark::Role::Message;
    } else if (!tick.violations.isEmpty()) {
        mark.role = TimelineMark::Role::Problem;
    } else if (tick.kinds & HeartbeatKinds) {
        mark.role = TimelineMark::Role::Heartbeat;
        mark.severity = Severity::Dim;
    } else {
        return std::nullopt;
    }
    if (!tick.violations.isEmpty() && mark.severity != Severity::Error)
        mark.severity = Severity::Warning;
    mark.direction = directionOf(tick.from, isServer);
    mark.tFirst = tick.tFirst;
    mark.tLast = tick.tLast;
    mark.count = tick.count;
    mark.firstSeq = tick.firstSeq;
    mark.lastSeq = tick.lastSeq;
    mark.kinds = tick.kinds;
    mark.octets = tick.octets;
    return mark;
}

void addExchange(TimelineLane &lane, const ExchangeRow &exchange, const ConnectionRow &connection,
                 bool isStream, qint64 tNow)
{
    using BarRole = TimelineBar::Role;
    const qint64 tGone = connection.tClose >= 0 ? connection.tClose : tNow;
    if (exchange.status == SwitchingProtocols) {
        lane.bars.push_back({ BarRole::Handshake, connection.tAttempt, exchange.tResponse,
                              exchange.id, exchange.status });
        return;
    }
    const qint64 tAnswer = exchange.tResponse >= 0 ? exchange.tResponse : tGone;
    lane.bars.push_back({ BarRole::Waiting, exchange.tRequest, std::max(exchange.tRequest, tAnswer),
                          exchange.id, exchange.status });
    if (exchange.tResponse < 0)
        return;
    const qint64 tEnd = exchange.tEnd >= 0 ? exchange.tEnd : std::max(tGone, exchange.tResponse);
    lane.bars.push_back({ isStream && exchange.status == Ok ? BarRole::Stream : BarRole::Body,
                          exchange.tResponse, tEnd, exchange.id, exchange.status });
}

qint64 medianGap(const std::vector<TimelineMark> &marks, std::size_t begin, std::size_t end)
{
    std::vector<qint64> gaps;
    for (std::size_t i = begin + 1; i < end; ++i)
        gaps.push_back(marks[i].tFirst - marks[i - 1].tLast);
    if (gaps.size() < LeastGaps)
        return -1;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::ranges::nth_element(gaps, middle);
    return *middle;
}

void addSilences(TimelineLane &lane, const TimelineBar &stream, qint64 tShown)
{
    const auto from = std::ranges::lower_bound(lane.marks, stream.tFrom, {}, &TimelineMark::tFirst);
    const auto to = std::ranges::upper_bound(lane.marks, stream.tTo, {}, &TimelineMark::tFirst);
    const auto begin = static_cast<std::size_t>(from - lane.marks.begin());
    const auto end = static_cast<std::size_t>(to - lane.marks.begin());
    if (begin >= end)
        return;
    const qint64 median = medianGap(lane.marks, begin, end);
    if (median < 0)
        return;
    const qint64 least = std::max(LeastSilence, SilenceFactor * median);
    for (std::size_t i = begin; i < end; ++i) {
        // Beyond what was asked for, nobody knows whether something came.
        const qint64 next = i + 1 < end ? lane.marks[i + 1].tFirst : std::min(stream.tTo, tShown);
        if (next - lane.marks[i].tLast >= least) {
            lane.bars.push_back({ TimelineBar::Role::Silence, lane.marks[i].tLast, next,
                                  stream.exchange, stream.status });
        }
    }
}

// What `auto` turned out to be, as far as what came can tell.
void nameTechnique(TimelineLane &lane)
{
    if (lane.technique != QLatin1StringView("auto"))
        return;
    const bool isWebSocket = std::ranges::any_of(
        lane.bars, [](const TimelineBar &bar) { return bar.role == TimelineBar::Role::Handshake; });
    if (isWebSocket)
        lane.technique = QStringLiteral("ws");
    else if (std::ranges::any_of(lane.bars, [](const TimelineBar &bar) {
                 return bar.role == TimelineBar::Role::Stream;
             }))
        lane.technique = QStringLiteral("sse");
}

std::optional<TimelineEnd> makeEnd(const ConnectionRow &connection)
{
    namespace StatusCode = WebSocket::StatusCode;
    if (connection.tClose < 0)
        return std::nullopt;
    TimelineEnd end;
    end.t = connection.tClose;
    end.connection = connection.id;
    const QString how = RecordWords::howText(QString::fromLatin1(connection.how));
    // Of what never was a WebSocket, the error says more than the 1006 that a page gets.
    const bool wasOpen = connection.tOpen >= 0 || connection.error.isEmpty();
    if (connection.closeCode >= 0 && wasOpen) {
        const auto code = static_cast<quint16>(connection.closeCode);
        const bool isExpected = code == StatusCode::NormalClosure || code == StatusCode::GoingAway
            || code == StatusCode::NoStatusReceived;
        end.label = QString::number(code);
        end.severity = code == StatusCode::AbnormalClosure ? Severity::Error
            : isExpected                                   ? Severity::Normal
                                                           : Severity::Warning;
        end.sentence = RecordWords::joined(
            { Words::tr("closed %1").arg(code), RecordWords::closeCodeText(code), how });
        return end;
    }
    if (connection.error.isEmpty())
        return std::nullopt;
    end.label = QString::fromLatin1(connection.error);
    end.severity = Severity::Error;
    end.sentence = RecordWords::joined({ Words::tr("error: %1").arg(end.label), how });
    return end;
}

/// One response that goes on, as a band; anything else is a request and its answer.
bool isStreamLane(const TimelineLane &lane)
{
    for (const auto *technique : { "sse", "http-stream", "multipart", "iframe-stream" }) {
        if (lane.technique == QLatin1StringView(technique))
            return true;
    }
    return std::ranges::any_of(
        lane.marks, [](const TimelineMark &mark) { return (mark.kinds & StreamKinds) != 0; });
}

void addLinks(TimelineScene &scene, const TimelineSlice &slice, const LaneLayout &layout)
{
    for (const ConnectionRow &connection : slice.connections) {
        const auto before = layout.predecessors.find(connection.id);
        if (before == layout.predecessors.end())
            continue;
        const ConnectionRow *previous = layout.connections.at(before->second);
        const std::size_t fromLane = layout.laneOf.at(before->second);
        const std::size_t toLane = layout.laneOf.at(connection.id);
        if (fromLane != toLane && previous->tClose >= 0)
            scene.links.push_back({ fromLane, previous->tClose, toLane, connection.tAttempt });
    }
}

} // namespace

TimelineStall stallOf(const Record &record)
{
    const QJsonObject detail = detailOf(record);
    TimelineStall stall;
    stall.tFrom = std::max<qint64>(0, detail.value(QLatin1StringView("from_t")).toInteger());
    stall.tTo = std::max(stall.tFrom, detail.value(QLatin1StringView("to_t")).toInteger());
    stall.isUnrecorded = detail.value(QLatin1StringView("unrecorded")).toBool();
    return stall;
}

TimelineScene makeScene(const TimelineSlice &slice, qint64 tNow)
{
    TimelineScene scene;
    scene.tFrom = slice.tFrom;
    scene.tTo = slice.tTo;
    LaneLayout layout = layOutLanes(slice, tNow);
    scene.lanes = std::move(layout.lanes);
    for (const TimelineTick &tick : slice.ticks) {
        const auto lane = layout.laneOf.find(tick.connection);
        if (lane == layout.laneOf.end())
            continue;
        const bool isServer = layout.serverSessions.contains(scene.lanes[lane->second].session);
        if (const auto mark = makeMark(tick, isServer))
            scene.lanes[lane->second].marks.push_back(*mark);
    }
    for (TimelineLane &lane : scene.lanes)
        std::ranges::stable_sort(lane.marks, {}, &TimelineMark::tFirst);
    for (const ConnectionRow &connection : slice.connections) {
        const auto lane = layout.laneOf.find(connection.id);
        if (lane != layout.laneOf.end() && connection.tOpen >= 0) {
            scene.lanes[lane->second].bars.push_back(
                { TimelineBar::Role::Open, connection.tOpen,
                  connection.tClose >= 0 ? connection.tClose : tNow, 0, -1 });
        }
    }
    for (const ExchangeRow &exchange : slice.exchanges) {
        const auto lane = layout.laneOf.find(exchange.connection);
        if (lane == layout.laneOf.end())
            continue;
        TimelineLane &target = scene.lanes[lane->second];
        addExchange(target, exchange, *layout.connections.at(exchange.connection),
                    isStreamLane(target), tNow);
    }
    for (TimelineLane &lane : scene.lanes) {
        for (std::size_t i = 0, bars = lane.bars.size(); i < bars; ++i) {
            if (lane.bars[i].role == TimelineBar::Role::Stream)
                addSilences(lane, TimelineBar(lane.bars[i]), slice.tTo);
        }
        nameTechnique(lane);
        for (quint32 connection : lane.connections) {
            if (auto end = makeEnd(*layout.connections.at(connection)))
                lane.ends.push_back(std::move(*end));
        }
    }
    addLinks(scene, slice, layout);
    return scene;
}

} // namespace Pushscope
