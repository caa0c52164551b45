// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinescene.h"

#include "capture/filterterm.h"
#include "capture/recorddecoder.h"
#include "models/timelinebars.h"
#include "models/timelinelanes.h"
#include "models/words.h"

#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace Pushscope {

namespace {

constexpr KindSet MessageKinds = kindBit(RecordKind::WsMessage) | kindBit(RecordKind::SseEvent)
    | kindBit(RecordKind::StreamMessage) | kindBit(RecordKind::MultipartPart)
    | kindBit(RecordKind::IframeScript) | kindBit(RecordKind::JsonpCallback)
    | kindBit(RecordKind::SioPacket);
constexpr KindSet FragmentKinds = kindBit(RecordKind::WsFrame);
constexpr KindSet CloseKinds = kindBit(RecordKind::WsClose);
constexpr KindSet HeartbeatKinds = kindBit(RecordKind::WsPing) | kindBit(RecordKind::WsPong)
    | kindBit(RecordKind::SseComment) | kindBit(RecordKind::SseRetry);
constexpr KindSet StreamKinds
    = kindBit(RecordKind::SseEvent) | kindBit(RecordKind::SseComment) | kindBit(RecordKind::SseRetry)
    | kindBit(RecordKind::StreamMessage) | kindBit(RecordKind::MultipartPart);

std::optional<TimelineMark::Role> roleOf(const TimelineTick &tick)
{
    using Role = TimelineMark::Role;
    if (tick.kinds & kindBit(RecordKind::Error))
        return Role::Problem;
    if (tick.kinds & CloseKinds)
        return Role::Close;
    // Under a packet of Engine.IO alone, nothing was said: heartbeats, and the way to the WebSocket.
    if ((tick.kinds & kindBit(RecordKind::EioPacket)) && !(tick.kinds & kindBit(RecordKind::SioPacket)))
        return tick.violations.isEmpty() ? Role::Heartbeat : Role::Problem;
    if (tick.kinds & MessageKinds)
        return Role::Message;
    if (tick.kinds & FragmentKinds)
        return Role::Fragment;
    if (!tick.violations.isEmpty())
        return Role::Problem;
    if (tick.kinds & HeartbeatKinds)
        return Role::Heartbeat;
    return std::nullopt;
}

std::optional<TimelineMark> makeMark(const TimelineTick &tick, bool isServer)
{
    const auto role = roleOf(tick);
    if (!role)
        return std::nullopt;
    TimelineMark mark;
    mark.role = *role;
    if (tick.kinds & kindBit(RecordKind::Error))
        mark.severity = Severity::Error;
    else if (!tick.violations.isEmpty())
        mark.severity = Severity::Warning;
    else if (mark.role == TimelineMark::Role::Heartbeat)
        mark.severity = Severity::Dim;
    mark.direction = directionOf(tick.from, isServer);
    mark.tFirst = tick.tFirst;
    mark.tLast = tick.tLast;
    mark.count = tick.count;
    mark.firstSeq = tick.firstSeq;
    mark.lastSeq = tick.lastSeq;
    mark.kinds = tick.kinds;
    mark.octets = tick.octets;
    mark.rttNs = tick.rttNs;
    return mark;
}

/// Wider than a pixel, and enough records for each of these.
bool isBand(const TimelineMark &mark, qint64 pixelNs)
{
    const qint64 width = mark.tLast - mark.tFirst;
    return pixelNs > 0 && width >= pixelNs && mark.count >= width / pixelNs;
}

/// Puts @p mark at the end of @p marks, or together with the last one where both are wider than a
/// pixel, nothing could be seen between them, and they look the same.
void addMark(std::vector<TimelineMark> &marks, const TimelineMark &mark, qint64 pixelNs)
{
    if (!marks.empty()) {
        TimelineMark &last = marks.back();
        const bool isOne = last.role == mark.role && last.direction == mark.direction
            && mark.severity <= Severity::Dim && mark.tFirst - last.tLast < pixelNs
            && isBand(last, pixelNs) && isBand(mark, pixelNs);
        if (isOne) {
            last.tLast = std::max(last.tLast, mark.tLast);
            last.count += mark.count;
            last.lastSeq = std::max(last.lastSeq, mark.lastSeq);
            last.kinds |= mark.kinds;
            last.octets = static_cast<qint64>(static_cast<quint64>(last.octets)
                                              + static_cast<quint64>(mark.octets));
            last.rttNs = std::max(last.rttNs, mark.rttNs);
            return;
        }
    }
    marks.push_back(mark);
}

/// By lane and direction, so that those of one direction follow one another.
void addMarks(TimelineScene &scene, const TimelineSlice &slice, const LaneLayout &layout,
              qint64 pixelNs)
{
    constexpr std::size_t Directions = 3;
    std::vector<std::vector<TimelineMark>> marks(scene.lanes.size() * Directions);
    quint32 connection = 0;
    std::optional<std::size_t> lane;
    for (const TimelineTick &tick : slice.ticks) {
        if (tick.connection != connection || !lane) {
            connection = tick.connection;
            const auto found = layout.laneOf.find(connection);
            lane = found != layout.laneOf.end() ? std::optional(found->second) : std::nullopt;
        }
        if (!lane)
            continue;
        const bool isServer = layout.serverSessions.contains(scene.lanes[*lane].session);
        if (const auto mark = makeMark(tick, isServer))
            addMark(marks[*lane * Directions + static_cast<std::size_t>(mark->direction)], *mark,
                    pixelNs);
    }
    for (std::size_t i = 0; i < scene.lanes.size(); ++i) {
        std::vector<TimelineMark> &all = scene.lanes[i].marks;
        for (std::size_t k = 0; k < Directions; ++k) {
            const auto &some = marks[i * Directions + k];
            all.insert(all.end(), some.begin(), some.end());
        }
        std::ranges::stable_sort(all, {}, &TimelineMark::tFirst);
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

/// Where a session of Socket.IO that polls gets a WebSocket.
void addUpgrade(TimelineLane &lane, const ExchangeRow &exchange)
{
    constexpr qint32 SwitchingProtocols = 101;
    const bool isUpgrade = exchange.status == SwitchingProtocols && exchange.tResponse >= 0
        && lane.technique == QLatin1StringView("socket.io") && lane.connections.size() > 1
        && lane.connections.front() != exchange.connection;
    if (!isUpgrade)
        return;
    lane.ends.push_back({ exchange.tResponse, exchange.connection, RecordKind::WsHandshake,
                          Words::tr("upgrade"),
                          Words::tr("The session gets a WebSocket to go on with."),
                          Severity::Normal });
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

TimelineScene makeScene(const TimelineSlice &slice, qint64 tNow, qint64 pixelNs,
                        const std::set<quint32> &collapsed)
{
    TimelineScene scene;
    scene.tFrom = slice.tFrom;
    scene.tTo = slice.tTo;
    LaneLayout layout = layOutLanes(slice, tNow, collapsed);
    scene.lanes = std::move(layout.lanes);
    scene.groups = std::move(layout.groups);
    addMarks(scene, slice, layout, pixelNs);
    // Asked for where something hangs on it: of a busy lane it is long to tell.
    std::vector<std::optional<bool>> known(scene.lanes.size());
    const auto isStream = [&scene, &known](std::size_t lane) {
        if (!known[lane])
            known[lane] = isStreamLane(scene.lanes[lane]);
        return *known[lane];
    };
    for (const ConnectionRow &connection : slice.connections) {
        const auto found = layout.laneOf.find(connection.id);
        if (found == layout.laneOf.end())
            continue;
        TimelineLane &lane = scene.lanes[found->second];
        addConnectionBars(lane, connection, tNow);
        lane.isOpen = lane.isOpen || (connection.tOpen >= 0 && connection.tClose < 0);
        const bool isPlain = connection.closeCode < 0 && connection.error.isEmpty();
        if (auto end = endOf(connection, isPlain && isStream(found->second)))
            lane.ends.push_back(std::move(*end));
    }
    for (const ExchangeRow &exchange : slice.exchanges) {
        const auto found = layout.laneOf.find(exchange.connection);
        if (found == layout.laneOf.end())
            continue;
        TimelineLane &lane = scene.lanes[found->second];
        addExchangeBars(lane, exchange, *layout.connections.at(exchange.connection),
                        isStream(found->second), tNow);
        addUpgrade(lane, exchange);
    }
    for (TimelineLane &lane : scene.lanes) {
        addSilences(lane, slice.tTo);
        nameTechnique(lane);
        std::ranges::stable_sort(lane.ends, {}, &TimelineEnd::t);
    }
    addLinks(scene, slice, layout);
    return scene;
}

} // namespace Pushscope
