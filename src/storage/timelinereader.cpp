// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelinereader.h"

#include "storage/timelineticks.h"

#include <algorithm>
#include <map>
#include <utility>

namespace Pushscope {

namespace {

constexpr int ExchangePage = 20'000; // One read transaction.

qint64 integerOr(const Statement &row, int column, qint64 fallback)
{
    return row.isNull(column) ? fallback : row.integer(column);
}

quint32 idAt(const Statement &row, int column)
{
    return static_cast<quint32>(row.integer(column));
}

ExchangeRow readExchange(const Statement &row)
{
    ExchangeRow exchange;
    exchange.id = idAt(row, 0);
    exchange.connection = idAt(row, 1);
    exchange.session = idAt(row, 2);
    // A stranger's times may be any: their differences cannot overflow.
    exchange.tRequest = std::max<qint64>(0, row.integer(3));
    exchange.tResponse = std::max<qint64>(-1, integerOr(row, 4, -1));
    exchange.tEnd = std::max<qint64>(-1, integerOr(row, 5, -1));
    exchange.status = static_cast<qint32>(integerOr(row, 6, -1));
    return exchange;
}

} // namespace

TimelineSlice TimelineReader::read(qint64 tFrom, qint64 tTo, int columns)
{
    TimelineSlice slice;
    slice.tFrom = tFrom;
    slice.tTo = tTo;
    readSessions(slice);
    readConnections(slice);
    readExchanges(slice, columns);
    slice.ticks = TimelineTicks(m_database, tFrom, tTo, columns).read();
    return slice;
}

void TimelineReader::readSessions(TimelineSlice &slice)
{
    Statement row(m_database,
                  "SELECT id, first_seq, t, name, role, technique, url, options FROM session "
                  "ORDER BY id");
    while (row.step() == Statement::Step::Row) {
        slice.sessions.push_back({ idAt(row, 0), row.integer(1), row.integer(2), row.octets(3),
                                   row.octets(4), row.octets(5), row.octets(6), row.octets(7) });
    }
}

void TimelineReader::readConnections(TimelineSlice &slice)
{
    Statement row(m_database,
                  "SELECT id, session, stream, t_attempt, t_open, t_close, close_code, ended_by, "
                  "ended_how, error, client_octets, server_octets FROM connection ORDER BY id");
    while (row.step() == Statement::Step::Row) {
        ConnectionRow connection;
        connection.id = idAt(row, 0);
        connection.session = idAt(row, 1);
        connection.stream = idAt(row, 2);
        connection.tAttempt = row.integer(3);
        connection.tOpen = integerOr(row, 4, -1);
        connection.tClose = integerOr(row, 5, -1);
        connection.closeCode = static_cast<qint32>(integerOr(row, 6, -1));
        connection.by = row.octets(7);
        connection.how = row.octets(8);
        connection.error = row.octets(9);
        connection.clientOctets = row.integer(10);
        connection.serverOctets = row.integer(11);
        slice.connections.push_back(std::move(connection));
    }
}

void TimelineReader::readExchanges(TimelineSlice &slice, int columns)
{
    // Bars narrower than a pixel hide one another: one a column and connection is drawn.
    const qint64 pixelNs = std::max<qint64>(1, (slice.tTo - slice.tFrom) / std::max(1, columns));
    std::map<std::pair<quint32, qint64>, std::size_t> narrow;
    Statement row(m_database,
                  "SELECT id, connection, session, t_request, t_response, t_end, status "
                  "FROM exchange WHERE id>? ORDER BY id LIMIT ?");
    qint64 last = 0;
    for (int count = ExchangePage; count == ExchangePage;) {
        const StatementScope scope(row);
        row.bind(1, last);
        row.bind(2, ExchangePage);
        for (count = 0; row.step() == Statement::Step::Row; ++count) {
            last = row.integer(0);
            const ExchangeRow exchange = readExchange(row);
            if (exchange.tRequest > slice.tTo
                || (exchange.tEnd >= 0 && exchange.tEnd < slice.tFrom))
                continue;
            if (exchange.tEnd >= 0 && exchange.tEnd - exchange.tRequest < pixelNs) {
                const auto [place, isNew]
                    = narrow.emplace(std::pair(exchange.connection, exchange.tRequest / pixelNs),
                                     slice.exchanges.size());
                if (!isNew) {
                    // Of those in one place the worst answer is worth seeing.
                    ExchangeRow &shown = slice.exchanges[place->second];
                    if (exchange.status > shown.status)
                        shown = exchange;
                    continue;
                }
            }
            slice.exchanges.push_back(exchange);
        }
    }
}

} // namespace Pushscope
