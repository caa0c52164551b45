// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticsrow.h"

#include "models/formatting.h"
#include "models/statisticswords.h"
#include "models/words.h"

#include <QUrl>

#include <iterator>

namespace Pushscope {

namespace {

const QString In = QStringLiteral("↓");
const QString Out = QStringLiteral("↑");

QString nameOf(const SessionRow &row)
{
    if (!row.name.isEmpty())
        return QString::fromUtf8(row.name);
    const QUrl url(QString::fromUtf8(row.url));
    return url.path().size() > 1 ? QString(url.host() + url.path()) : url.authority();
}

double rateOf(quint64 count, qint64 spanNs)
{
    return spanNs > 0 ? static_cast<double>(count) * 1e9 / static_cast<double>(spanNs) : 0;
}

QString countText(quint64 count)
{
    return groupedNumber(static_cast<qint64>(count));
}

/// @param in, @param out what came and went, in the same words as a rate and in all.
StatisticsRow::Group flowGroup(const std::array<QString, 2> &in, const std::array<QString, 2> &out)
{
    StatisticsRow::Group group;
    group.isEmpty = false;
    group.figures = { { { In, in[0] }, { {}, in[1] }, { Out, out[0] }, { {}, out[1] } } };
    group.sentence
        = Words::tr("in %1, %2 in all; out %3, %4 in all").arg(in[0], in[1], out[0], out[1]);
    return group;
}

StatisticsRow::Group gapGroup(const StatisticsHistogram &gaps)
{
    StatisticsRow::Group group;
    if (gaps.isEmpty()) {
        group.sentence = Words::tr("no two messages from the server");
        return group;
    }
    group.isEmpty = false;
    const QString median = statisticsDuration(gaps.quantile(0.5));
    const QString most = statisticsDuration(gaps.quantile(0.9));
    const QString nearlyAll = statisticsDuration(gaps.quantile(0.99));
    const QString largest = statisticsDuration(gaps.largest());
    group.figures = { { { QStringLiteral("50 %"), median },
                        { QStringLiteral("99 %"), nearlyAll },
                        { QStringLiteral("90 %"), most },
                        { Words::tr("most", "the largest"), largest } } };
    group.sentence = Words::tr("half up to %1, 90 % up to %2, 99 % up to %3, the largest %4")
                         .arg(median, most, nearlyAll, largest);
    return group;
}

StatisticsRow::Group tripGroup(const StatisticsHistogram &trips)
{
    StatisticsRow::Group group;
    if (trips.isEmpty()) {
        group.sentence = Words::tr("no ping was answered");
        return group;
    }
    group.isEmpty = false;
    const QString least = statisticsDuration(trips.least());
    const QString median = statisticsDuration(trips.quantile(0.5));
    const QString nearlyAll = statisticsDuration(trips.quantile(0.99));
    const QString count = countText(trips.count());
    group.figures = { { { Words::tr("least", "the shortest"), least },
                        { QStringLiteral("99 %"), nearlyAll },
                        { QStringLiteral("50 %"), median },
                        { Words::tr("pings"), count } } };
    group.sentence = Words::tr("%1 pings: the shortest %2, half up to %3, 99 % up to %4")
                         .arg(count, least, median, nearlyAll);
    return group;
}

StatisticsRow rowOf(const Statistics &statistics, const SessionStatistics &session, bool isServer)
{
    StatisticsRow row;
    row.session = session.session;
    row.isServer = isServer;
    row.reconnects = session.reconnects;
    const qint64 span = statistics.spanNs(session);
    const StatisticsSide &out = session.sides[isServer ? 1 : 0];
    const StatisticsSide &in = session.sides[isServer ? 0 : 1];
    const auto messages = [span](const StatisticsSide &side) {
        return std::array{ statisticsRate(rateOf(side.messages, span)), countText(side.messages) };
    };
    const auto octets = [span](const StatisticsSide &side) {
        return std::array{ statisticsOctetRate(rateOf(side.octets, span)),
                           sizeText(static_cast<qint64>(side.octets)) };
    };
    // What the server pushes is what everybody waits for, at either end.
    row.groups = { flowGroup(messages(in), messages(out)), flowGroup(octets(in), octets(out)),
                   gapGroup(session.sides[1].gaps), tripGroup(in.roundTrips) };
    row.plots = statisticsPlots(statistics, session, isServer);
    return row;
}

} // namespace

std::vector<StatisticsEntry> statisticsEntries(const Statistics &statistics,
                                               const std::vector<SessionRow> &sessions)
{
    std::vector<StatisticsEntry> entries;
    const std::vector<SessionStatistics> &all = statistics.sessions;
    std::size_t counted = 0;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const quint32 id = sessions[i].id;
        while (counted < all.size() && all[counted].session != 0 && all[counted].session < id)
            ++counted;
        const bool isCounted = counted < all.size() && all[counted].session == id;
        if (isCounted)
            entries.push_back(
                { id, static_cast<std::ptrdiff_t>(counted), static_cast<std::ptrdiff_t>(i) });
        else if (entries.size() < Statistics::MaxSessions) // Others are together in the last row.
            entries.push_back({ id, -1, static_cast<std::ptrdiff_t>(i) });
    }
    if (!all.empty() && all.back().session == 0)
        entries.push_back({ 0, std::ssize(all) - 1, -1 });
    return entries;
}

StatisticsRow statisticsRow(const StatisticsEntry &entry, const Statistics &statistics,
                            const std::vector<SessionRow> &sessions)
{
    SessionStatistics none;
    none.session = entry.session;
    const SessionRow *session
        = entry.row < 0 ? nullptr : &sessions[static_cast<std::size_t>(entry.row)];
    const SessionStatistics &counted
        = entry.counted < 0 ? none : statistics.sessions[static_cast<std::size_t>(entry.counted)];
    StatisticsRow row
        = rowOf(statistics, counted, session && session->role == QByteArrayView("mock"));
    row.name = session ? nameOf(*session) : Words::tr("Further sessions, together");
    if (session)
        row.technique = session->technique;
    return row;
}

std::vector<StatisticsRow> statisticsRows(const Statistics &statistics,
                                          const std::vector<SessionRow> &sessions)
{
    std::vector<StatisticsRow> rows;
    for (const StatisticsEntry &entry : statisticsEntries(statistics, sessions))
        rows.push_back(statisticsRow(entry, statistics, sessions));
    return rows;
}

} // namespace Pushscope
