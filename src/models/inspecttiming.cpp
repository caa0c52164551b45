// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inspecttiming.h"

#include "models/formatting.h"
#include "models/words.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

using Kind = TimingRow::Kind;

constexpr qint64 Us = 1'000;
constexpr qint64 Ms = 1'000'000;
constexpr qint64 S = 1'000'000'000;
/// Below so much of the width nobody sees a bar.
constexpr double LeastBar = 0.004;
/// Of the width, for what is still going on: how long it will be, nobody knows.
constexpr double OpenShare = 0.2;

/// A stretch of an exchange.
struct Phase {
    QString label;
    qint64 begin = -1;
    qint64 end = -1; ///< -1: is still going on.
    Kind kind = Kind::Plain;
    qint64 seq = 0;
};

/// DNS, TCP and TLS follow one another, and end when the connection is open.
void addConnecting(QList<Phase> &phases, const ExchangeTimes &times)
{
    if (times.isReused || times.tAttempt < 0)
        return;
    qint64 t = times.tAttempt;
    const auto add = [&](const QString &label, qint64 ns, Kind kind) {
        if (ns < 0)
            return;
        phases.append({ label, t, t + ns, kind, 0 });
        t += ns;
    };
    add(Words::tr("Name look-up"), times.dnsNs, Kind::Look);
    add(Words::tr("Connecting"), times.connectNs, Kind::Connect);
    add(Words::tr("TLS handshake"), times.tlsNs, Kind::Tls);
    if (phases.isEmpty())
        phases.append({ Words::tr("Connecting"), t, times.tOpen, Kind::Connect, 0 });
}

void addExchange(QList<Phase> &phases, const ExchangeTimes &times)
{
    if (times.tRequest < 0)
        return;
    const qint64 ready = times.isReused ? -1 : times.tOpen;
    if (ready >= 0 && times.tRequest > ready)
        phases.append({ Words::tr("Idle"), ready, times.tRequest, Kind::Plain, 0 });
    phases.append({ Words::tr("Wait for response"), times.tRequest, times.tResponse, Kind::Wait,
                    times.requestSeq });
    if (times.tResponse < 0)
        return;
    if (times.isUpgraded)
        phases.append({ Words::tr("WebSocket open"), times.tResponse, times.tClose, Kind::Open,
                        times.responseSeq });
    else
        phases.append({ Words::tr("Body"), times.tResponse, times.tEnd, Kind::Body, times.endSeq });
}

QString shareText(qint64 part, qint64 whole)
{
    return whole > 0 ? Words::tr("%1 %").arg(qRound(100.0 * double(part) / double(whole)))
                     : QString();
}

/// Bounds of the classes that gaps are counted in: 1, 2 and 5 of each power of ten.
QList<qint64> classBounds(qint64 longest)
{
    QList<qint64> bounds;
    for (qint64 power = Us; power <= 1000 * S; power *= 10) {
        for (qint64 step : { 1, 2, 5 }) {
            bounds.append(step * power);
            if (bounds.last() > longest)
                return bounds;
        }
    }
    return bounds;
}

QString boundText(qint64 ns)
{
    if (ns < Ms)
        return Words::tr("%1 µs").arg(ns / Us);
    return ns < S ? Words::tr("%1 ms").arg(ns / Ms) : Words::tr("%1 s").arg(ns / S);
}

/// The value below which @p share of the sorted @p values lie.
qint64 percentile(const std::vector<qint64> &values, double share)
{
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(qRound64(share * last))];
}

void addClasses(TimingSection &section, const std::vector<qint64> &sorted)
{
    const QList<qint64> bounds = classBounds(sorted.back());
    std::vector<qint64> counts(static_cast<std::size_t>(bounds.size()) + 1, 0);
    for (qint64 gap : sorted) {
        const auto above = std::ranges::upper_bound(bounds, gap);
        ++counts[static_cast<std::size_t>(above - bounds.begin())];
    }
    const qint64 most = std::ranges::max(counts);
    const auto first = static_cast<qsizetype>(
        std::ranges::find_if(counts, [](qint64 count) { return count > 0; }) - counts.begin());
    for (qsizetype i = first; i <= bounds.size(); ++i) {
        const qint64 count = counts[static_cast<std::size_t>(i)];
        QString label;
        if (i == bounds.size())
            label = Words::tr("from %1 on").arg(boundText(bounds.last()));
        else if (i == 0)
            label = Words::tr("below %1").arg(boundText(bounds.first()));
        else
            label = QStringLiteral("%1 – %2").arg(boundText(bounds.at(i - 1)),
                                                  boundText(bounds.at(i)));
        if (i == bounds.size() && count == 0)
            continue;
        section.rows.append(
            { label, groupedNumber(count), 0, double(count) / double(most), Kind::In, 0 });
    }
}

} // namespace

TimingSection exchangeTiming(const ExchangeTimes &times)
{
    TimingSection section{ Words::tr("Exchange"), {}, {} };
    QList<Phase> phases;
    addConnecting(phases, times);
    addExchange(phases, times);
    if (phases.isEmpty())
        return section;
    const qint64 begin = phases.first().begin;
    qint64 end = begin;
    for (const Phase &phase : std::as_const(phases))
        end = std::max({ end, phase.begin, phase.end });
    const bool isOpen = phases.last().end < 0;
    const double width = static_cast<double>(std::max<qint64>(end - begin, 1))
        / (isOpen ? 1 - OpenShare : 1);
    for (const Phase &phase : std::as_const(phases)) {
        const double from = double(phase.begin - begin) / width;
        const double to = phase.end < 0 ? 1.0 : double(phase.end - begin) / width;
        section.rows.append(
            { phase.label,
              phase.end < 0 ? Words::tr("goes on") : durationText(phase.end - phase.begin), from,
              std::clamp(to, std::min(from + LeastBar, 1.0), 1.0), phase.kind, phase.seq });
    }
    section.caption = isOpen
        ? Words::tr("from %1 s on, not over").arg(secondsText(begin))
        : Words::tr("%1, from %2 s on").arg(durationText(end - begin), secondsText(begin));
    if (times.isReused) {
        section.caption = Words::tr("%1, over a connection that was open").arg(section.caption);
    }
    return section;
}

TimingSection gapTiming(const GapTimes &times)
{
    TimingSection section{ Words::tr("Gaps between messages"), {}, {} };
    if (times.gapsNs.empty())
        return section;
    std::vector<qint64> sorted = times.gapsNs;
    std::ranges::sort(sorted);
    addClasses(section, sorted);
    const qint64 longest = std::max(times.longestNs, sorted.back());
    section.caption = Words::tr("median %1 · 95 % below %2 · longest %3")
                          .arg(durationText(percentile(sorted, 0.5)),
                               durationText(percentile(sorted, 0.95)), durationText(longest));
    const auto counted = static_cast<qint64>(sorted.size());
    const QString count = counted + 1 < times.messages
        ? Words::tr("%1 of %2 gaps counted, in stretches evenly spread (%3)")
              .arg(groupedNumber(counted), groupedNumber(times.messages - 1),
                   shareText(counted, times.messages - 1))
        : Words::tr("all %1 gaps").arg(groupedNumber(counted));
    section.caption += QLatin1Char('\n')
        + (times.isAcrossConnections ? Words::tr("%1, over all connections").arg(count) : count);
    return section;
}

TimingSection pingTiming(const std::vector<RoundTrip> &trips, qint64 all)
{
    TimingSection section{ Words::tr("Ping round trips"), {}, {} };
    if (trips.empty())
        return section;
    std::vector<qint64> sorted;
    for (const RoundTrip &trip : trips)
        sorted.push_back(trip.rttNs);
    std::ranges::sort(sorted);
    const QString count = static_cast<qint64>(trips.size()) < all
        ? Words::tr("the last %1 of %2").arg(groupedNumber(std::ssize(trips)), groupedNumber(all))
        : groupedNumber(all);
    section.caption = Words::tr("%1 · least %2 · median %3 · most %4")
                          .arg(count, durationText(sorted.front()),
                               durationText(percentile(sorted, 0.5)), durationText(sorted.back()));
    const auto most = static_cast<double>(std::max<qint64>(sorted.back(), 1));
    for (const RoundTrip &trip : trips) {
        section.rows.append({ Words::tr("%1 s").arg(secondsText(trip.t)), durationText(trip.rttNs),
                              0, double(trip.rttNs) / most, Kind::Ping, trip.seq });
    }
    return section;
}

} // namespace Pushscope
