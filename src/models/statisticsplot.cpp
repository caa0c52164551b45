// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticsplot.h"

#include "models/formatting.h"
#include "models/statisticswords.h"
#include "models/words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace Pushscope {

namespace {

using Kind = StatisticsPlot::Kind;
using Column = StatisticsPlot::Column;

constexpr double NsPerSecond = 1e9;
constexpr qint64 LeastSpan = 1'000'000'000; // What just began shows a second.
// Gaps: what is shorter than a microsecond came in one read; above, so many columns a decade.
constexpr double ShortestGap = 1e3;
constexpr int ColumnsPerDecade = 8;
constexpr int FewestGapColumns = 2 * ColumnsPerDecade;

int gapColumnOf(qint64 ns)
{
    const auto gap = static_cast<double>(ns);
    if (gap < ShortestGap)
        return -1;
    // Powers of ten themselves lie just above a border.
    return static_cast<int>(std::floor(std::log10(gap / ShortestGap) * ColumnsPerDecade + 1e-9));
}

qint64 gapBegin(int column)
{
    if (column < 0)
        return 0;
    return std::llround(ShortestGap
                        * std::pow(10.0, static_cast<double>(column) / ColumnsPerDecade));
}

void measure(StatisticsPlot &plot)
{
    for (const Column &column : plot.columns) {
        plot.mostOut = std::max({ plot.mostOut, column.out, column.largest });
        plot.mostIn = std::max(plot.mostIn, column.in);
    }
}

StatisticsPlot timePlot(Kind kind, const Statistics &statistics)
{
    StatisticsPlot plot;
    plot.kind = kind;
    plot.from = statistics.origin;
    plot.to = statistics.range ? statistics.range->second
                               : std::max(statistics.tNewest, statistics.origin + LeastSpan);
    return plot;
}

Column columnAt(const Statistics &statistics, qsizetype number)
{
    Column column;
    column.from = statistics.origin + number * statistics.bucketNs;
    constexpr qint64 Latest = std::numeric_limits<qint64>::max(); // In a stranger's file.
    column.to = std::min(column.from, Latest - statistics.bucketNs) + statistics.bucketNs;
    return column;
}

/// @param values of a bucket: of the client, of the server.
StatisticsPlot ratePlot(Kind kind, const Statistics &statistics, const SessionStatistics &session,
                        bool isServer, const std::array<quint64, 2> StatisticsBucket::*values)
{
    StatisticsPlot plot = timePlot(kind, statistics);
    const double seconds = static_cast<double>(statistics.bucketNs) / NsPerSecond;
    const std::size_t out = isServer ? 1 : 0;
    for (qsizetype number = session.series.begin(); number < session.series.end(); ++number) {
        const StatisticsBucket bucket = session.series.at(number);
        Column column = columnAt(statistics, number);
        column.out = static_cast<double>((bucket.*values)[out]) / seconds;
        column.in = static_cast<double>((bucket.*values)[1 - out]) / seconds;
        if (column.out > 0 || column.in > 0)
            plot.columns.push_back(column);
    }
    measure(plot);
    return plot;
}

StatisticsPlot gapPlot(const SessionStatistics &session, bool isServer)
{
    std::map<int, Column> columns;
    const std::size_t out = isServer ? 1 : 0;
    const auto count = [&columns](const StatisticsHistogram &gaps, double Column::*side) {
        for (const StatisticsHistogram::Bucket &bucket : gaps.buckets()) {
            const qint64 middle = bucket.from + (bucket.to - bucket.from) / 2;
            columns[gapColumnOf(middle)].*side += static_cast<double>(bucket.count);
        }
    };
    count(session.sides[out].gaps, &Column::out);
    count(session.sides[1 - out].gaps, &Column::in);
    StatisticsPlot plot;
    plot.kind = Kind::Gaps;
    if (columns.empty())
        return plot;
    for (auto &[number, column] : columns) {
        column.from = gapBegin(number);
        column.to = gapBegin(number + 1);
        plot.columns.push_back(column);
    }
    const int first = std::max(-1, columns.begin()->first - 1);
    const int last = std::max(columns.rbegin()->first + 2, first + FewestGapColumns);
    plot.from = gapBegin(first);
    plot.to = gapBegin(last);
    measure(plot);
    return plot;
}

StatisticsPlot tripPlot(const Statistics &statistics, const SessionStatistics &session,
                        bool isServer)
{
    StatisticsPlot plot = timePlot(Kind::RoundTrips, statistics);
    const StatisticsSeries<StatisticsTrips> &trips = session.sides[isServer ? 0 : 1].trips;
    for (qsizetype number = trips.begin(); number < trips.end(); ++number) {
        const StatisticsTrips bucket = trips.at(number);
        if (bucket.count == 0)
            continue;
        Column column = columnAt(statistics, number);
        column.out = bucket.sumNs / static_cast<double>(bucket.count);
        column.least = static_cast<double>(bucket.leastNs);
        column.largest = static_cast<double>(bucket.largestNs);
        plot.columns.push_back(column);
    }
    measure(plot);
    return plot;
}

} // namespace

StatisticsPlots statisticsPlots(const Statistics &statistics, const SessionStatistics &session,
                                bool isServer)
{
    return { ratePlot(Kind::Messages, statistics, session, isServer, &StatisticsBucket::messages),
             ratePlot(Kind::Octets, statistics, session, isServer, &StatisticsBucket::octets),
             gapPlot(session, isServer), tripPlot(statistics, session, isServer) };
}

QString statisticsPlotTitle(Kind kind)
{
    switch (kind) {
    case Kind::Messages:
        return Words::tr("Messages per second");
    case Kind::Octets:
        return Words::tr("Octets per second");
    case Kind::Gaps:
        return Words::tr("Gaps between messages, how many of each length");
    case Kind::RoundTrips:
        return Words::tr("Round trips of pings");
    }
    return {};
}

QString statisticsColumnText(const StatisticsPlot &plot, const Column &column)
{
    if (plot.kind == Kind::Gaps) {
        const QString length = column.from == 0
            ? Words::tr("shorter than %1").arg(statisticsDuration(column.to))
            : QString(statisticsDuration(column.from) + QChar(0x2013)
                      + statisticsDuration(column.to));
        return Words::tr("%1: in %2, out %3")
            .arg(length, groupedNumber(std::llround(column.in)),
                 groupedNumber(std::llround(column.out)));
    }
    const QString time = statisticsTimes(column.from, column.to);
    switch (plot.kind) {
    case Kind::Messages:
        return Words::tr("%1: in %2, out %3")
            .arg(time, statisticsRate(column.in), statisticsRate(column.out));
    case Kind::Octets:
        return Words::tr("%1: in %2, out %3")
            .arg(time, statisticsOctetRate(column.in), statisticsOctetRate(column.out));
    default:
        return Words::tr("%1: mean %2, from %3 to %4")
            .arg(time, statisticsDuration(std::llround(column.out)),
                 statisticsDuration(std::llround(column.least)),
                 statisticsDuration(std::llround(column.largest)));
    }
}

} // namespace Pushscope
