// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticscsv.h"

#include <QByteArrayList>
#include <QLocale>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr double NsPerSecond = 1e9;
constexpr double NsPerMs = 1e6;

/// RFC 4180 §2: fields with quotes, commas or line breaks are put into quotes, quotes doubled.
QByteArray quoted(QByteArray text)
{
    if (!text.contains('"') && !text.contains(',') && !text.contains('\n') && !text.contains('\r'))
        return text;
    text.replace('"', "\"\"");
    return '"' + text + '"';
}

void addLine(QByteArray &csv, const QByteArrayList &fields)
{
    csv += fields.join(',') + "\r\n";
}

QByteArray number(quint64 value)
{
    return QByteArray::number(value);
}

/// Shortest that gives the same value again.
QByteArray decimal(double value)
{
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

QByteArray seconds(qint64 ns)
{
    return decimal(static_cast<double>(ns) / NsPerSecond);
}

/// Empty below 0.
QByteArray milliseconds(double ns)
{
    return ns < 0 ? QByteArray() : decimal(ns / NsPerMs);
}

QByteArray milliseconds(qint64 ns)
{
    return milliseconds(static_cast<double>(ns));
}

/// Who a session is: the first columns of either table.
struct Who {
    QByteArrayList fields;
    bool isServer = false;
};

Who whoIs(quint32 session, const std::vector<SessionRow> &sessions)
{
    const auto row = std::ranges::find(sessions, session, &SessionRow::id);
    if (row == sessions.end())
        return { { QByteArray::number(session), {}, {}, {} }, false };
    return { { QByteArray::number(session), quoted(row->name), quoted(row->technique),
               quoted(row->role) },
             row->role == "mock" };
}

QByteArrayList gapFields(const StatisticsHistogram &gaps)
{
    return { milliseconds(gaps.quantile(0.5)), milliseconds(gaps.quantile(0.9)),
             milliseconds(gaps.quantile(0.99)), milliseconds(gaps.largest()) };
}

QByteArray rate(quint64 count, qint64 spanNs)
{
    return spanNs > 0
        ? decimal(static_cast<double>(count) * NsPerSecond / static_cast<double>(spanNs))
        : QByteArray();
}

void addTimes(QByteArray &csv, const Statistics &statistics, const SessionStatistics &session,
              const Who &who)
{
    const std::size_t out = who.isServer ? 1 : 0;
    const StatisticsSeries<StatisticsTrips> &series = session.sides[1 - out].trips;
    qsizetype begin = session.series.begin();
    qsizetype end = session.series.end();
    if (!series.isEmpty()) {
        begin = session.series.isEmpty() ? series.begin() : std::min(begin, series.begin());
        end = std::max(end, series.end());
    }
    for (qsizetype i = begin; i < end; ++i) {
        const StatisticsBucket bucket = session.series.at(i);
        const StatisticsTrips trips = series.at(i);
        if (bucket == StatisticsBucket() && trips.count == 0)
            continue;
        const bool hasTrips = trips.count > 0;
        addLine(csv,
                who.fields
                    + QByteArrayList{
                        seconds(statistics.origin + i * statistics.bucketNs),
                        seconds(statistics.bucketNs),
                        number(bucket.messages[1 - out]),
                        number(bucket.messages[out]),
                        number(bucket.octets[1 - out]),
                        number(bucket.octets[out]),
                        number(trips.count),
                        hasTrips ? milliseconds(trips.leastNs) : QByteArray(),
                        hasTrips ? milliseconds(trips.sumNs / static_cast<double>(trips.count))
                                 : QByteArray(),
                        hasTrips ? milliseconds(trips.largestNs) : QByteArray(),
                    });
    }
}

} // namespace

QByteArray statisticsTimesCsv(const Statistics &statistics, const std::vector<SessionRow> &sessions)
{
    QByteArray csv = "session,name,technique,role,t_s,width_s,in_messages,out_messages,in_octets,"
                     "out_octets,pings,rtt_least_ms,rtt_mean_ms,rtt_largest_ms\r\n";
    for (const SessionStatistics &session : statistics.sessions)
        addTimes(csv, statistics, session, whoIs(session.session, sessions));
    return csv;
}

QByteArray statisticsSummaryCsv(const Statistics &statistics,
                                const std::vector<SessionRow> &sessions)
{
    QByteArray csv
        = "session,name,technique,role,from_s,span_s,in_messages,out_messages,in_messages_per_s,"
          "out_messages_per_s,in_octets,out_octets,in_octets_per_s,out_octets_per_s,"
          "server_gap_50_ms,server_gap_90_ms,server_gap_99_ms,server_gap_largest_ms,"
          "client_gap_50_ms,client_gap_90_ms,client_gap_99_ms,client_gap_largest_ms,"
          "pings,rtt_least_ms,rtt_50_ms,rtt_99_ms,reconnects\r\n";
    for (const SessionStatistics &session : statistics.sessions) {
        const Who who = whoIs(session.session, sessions);
        const StatisticsSide &in = session.sides[who.isServer ? 0 : 1];
        const StatisticsSide &out = session.sides[who.isServer ? 1 : 0];
        const qint64 span = statistics.spanNs(session);
        const qint64 from = statistics.range ? statistics.range->first : session.tFirst;
        addLine(csv,
                who.fields
                    + QByteArrayList{ seconds(from), seconds(span), number(in.messages),
                                      number(out.messages), rate(in.messages, span),
                                      rate(out.messages, span), number(in.octets),
                                      number(out.octets), rate(in.octets, span),
                                      rate(out.octets, span) }
                    + gapFields(session.sides[1].gaps) + gapFields(session.sides[0].gaps)
                    + QByteArrayList{
                        number(in.roundTrips.count()), milliseconds(in.roundTrips.least()),
                        milliseconds(in.roundTrips.quantile(0.5)),
                        milliseconds(in.roundTrips.quantile(0.99)), number(session.reconnects) });
    }
    return csv;
}

} // namespace Pushscope
