// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinebars.h"

#include "capture/recordfold.h"
#include "models/recordwords.h"
#include "models/words.h"
#include "protocol/websocket/closecode.h"

#include <algorithm>
#include <iterator>

namespace Pushscope {

namespace {

constexpr qint32 SwitchingProtocols = 101;
constexpr qint32 Ok = 200;

// A stream is called silent where nothing came for this long, and for this many times its median
// gap: a stream that was slow all along is not.
constexpr qint64 LeastSilence = 3'000'000'000;
constexpr qint64 SilenceFactor = 4;
constexpr std::size_t LeastGaps = 4; // Before that many, nobody knows what is usual.

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

/// @p stream: what could have brought something all the while.
void addSilencesOf(TimelineLane &lane, const TimelineBar &stream, qint64 tShown)
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

/// The time in which @p lane had WebSockets, one after the other.
std::vector<TimelineBar> webSocketsOf(const TimelineLane &lane)
{
    std::vector<TimelineBar> open;
    for (const TimelineBar &handshake : lane.bars) {
        if (handshake.role != TimelineBar::Role::Handshake)
            continue;
        const auto connection = std::ranges::find_if(lane.bars, [&](const TimelineBar &bar) {
            return bar.role == TimelineBar::Role::Open && bar.tFrom <= handshake.tFrom
                && bar.tTo >= handshake.tTo;
        });
        if (connection != lane.bars.end()) {
            open.push_back({ TimelineBar::Role::Stream, handshake.tTo, connection->tTo,
                             handshake.exchange, handshake.status });
        }
    }
    return open;
}

/// Where rounds that used to follow one another did not.
void addPauses(TimelineLane &lane)
{
    std::vector<TimelineBar> rounds;
    std::ranges::copy_if(lane.bars, std::back_inserter(rounds), [](const TimelineBar &bar) {
        return bar.role == TimelineBar::Role::Waiting || bar.role == TimelineBar::Role::Body;
    });
    std::ranges::stable_sort(rounds, {}, &TimelineBar::tFrom);
    std::vector<TimelineBar> pauses;
    std::vector<qint64> gaps;
    qint64 tEnd = rounds.empty() ? 0 : rounds.front().tTo;
    for (const TimelineBar &round : rounds) {
        if (round.tFrom > tEnd) {
            gaps.push_back(round.tFrom - tEnd);
            pauses.push_back({ TimelineBar::Role::Silence, tEnd, round.tFrom, 0, -1 });
        }
        tEnd = std::max(tEnd, round.tTo);
    }
    if (gaps.size() < LeastGaps)
        return;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::ranges::nth_element(gaps, middle);
    const qint64 least = std::max(LeastSilence, SilenceFactor * *middle);
    std::ranges::copy_if(pauses, std::back_inserter(lane.bars), [least](const TimelineBar &pause) {
        return pause.tTo - pause.tFrom >= least;
    });
}

} // namespace

void addConnectionBars(TimelineLane &lane, const ConnectionRow &connection, qint64 tNow)
{
    using BarRole = TimelineBar::Role;
    const qint64 tGone = connection.tClose >= 0 ? connection.tClose : tNow;
    const qint64 tOpen = connection.tOpen >= 0 ? connection.tOpen : tGone;
    qint64 t = connection.tAttempt;
    const auto add = [&lane, &t, tOpen](BarRole role, qint64 ns) {
        const qint64 from = t;
        t = std::min(tOpen, t + ns);
        if (t > from)
            lane.bars.push_back({ role, from, t, 0, -1 });
    };
    if (connection.dnsNs > 0)
        add(BarRole::Lookup, connection.dnsNs);
    const qint64 tls = std::clamp<qint64>(connection.tlsNs, 0, std::max<qint64>(0, tOpen - t));
    // What is not told apart counts to the connection: most of it is.
    add(BarRole::Connect, tOpen - tls - t);
    add(BarRole::Tls, tls);
    if (connection.tOpen >= 0)
        lane.bars.push_back({ BarRole::Open, tOpen, tGone, 0, -1 });
}

void addExchangeBars(TimelineLane &lane, const ExchangeRow &exchange,
                     const ConnectionRow &connection, bool isStream, qint64 tNow)
{
    using BarRole = TimelineBar::Role;
    const qint64 tGone = connection.tClose >= 0 ? connection.tClose : tNow;
    if (exchange.status == SwitchingProtocols) {
        lane.bars.push_back({ BarRole::Handshake, exchange.tRequest, exchange.tResponse,
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

void addSilences(TimelineLane &lane, qint64 tShown)
{
    // Of many connections in one lane, each is silent on its own.
    if (lane.isCollapsed && lane.connections.size() > 1)
        return;
    for (std::size_t i = 0, bars = lane.bars.size(); i < bars; ++i) {
        if (lane.bars[i].role == TimelineBar::Role::Stream)
            addSilencesOf(lane, TimelineBar(lane.bars[i]), tShown);
    }
    for (const TimelineBar &webSocket : webSocketsOf(lane))
        addSilencesOf(lane, webSocket, tShown);
    const auto technique = techniqueFromName(lane.technique.toLatin1());
    if (technique && isPolling(*technique))
        addPauses(lane);
}

std::optional<TimelineEnd> endOf(const ConnectionRow &connection, bool isStream)
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
        end.kind = RecordKind::WsClosed;
        end.label = QString::number(code);
        end.severity = code == StatusCode::AbnormalClosure ? Severity::Error
            : isExpected                                   ? Severity::Normal
                                                           : Severity::Warning;
        end.sentence = RecordWords::joined(
            { Words::tr("closed %1").arg(code), RecordWords::closeCodeText(code), how });
        return end;
    }
    if (connection.error.isEmpty()) {
        // A request or a poll is told by its answer; of a stream the end is worth a word.
        if (!isStream || connection.tOpen < 0 || connection.how.isEmpty())
            return std::nullopt;
        const QString who = RecordWords::whoText(QString::fromLatin1(connection.by));
        end.label = QString::fromLatin1(connection.how);
        end.sentence = RecordWords::joined(
            { Words::tr("disconnected"), who.isEmpty() ? who : Words::tr("by %1").arg(who), how });
        return end;
    }
    end.label = QString::fromLatin1(connection.error);
    end.severity = Severity::Error;
    end.sentence = RecordWords::joined({ Words::tr("error: %1").arg(end.label), how });
    return end;
}

} // namespace Pushscope
