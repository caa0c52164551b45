// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelinereader.h"

#include <bit>

namespace Pushscope {

namespace {

qint64 integerOr(const Statement &row, int column, qint64 fallback)
{
    return row.isNull(column) ? fallback : row.integer(column);
}

quint32 idAt(const Statement &row, int column)
{
    return static_cast<quint32>(row.integer(column));
}

} // namespace

TimelineSlice TimelineReader::read(qint64 tFrom, qint64 tTo, int)
{
    TimelineSlice slice;
    slice.tFrom = tFrom;
    slice.tTo = tTo;
    readSessions(slice);
    readConnections(slice);
    readExchanges(slice);
    readTicks(slice);
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

void TimelineReader::readExchanges(TimelineSlice &slice)
{
    Statement row(m_database,
                  "SELECT id, connection, session, t_request, t_response, t_end, status "
                  "FROM exchange WHERE t_request<=?2 AND (t_end IS NULL OR t_end>=?1) "
                  "ORDER BY id");
    row.bind(1, slice.tFrom);
    row.bind(2, slice.tTo);
    while (row.step() == Statement::Step::Row) {
        slice.exchanges.push_back({ idAt(row, 0), idAt(row, 1), idAt(row, 2), row.integer(3),
                                    integerOr(row, 4, -1), integerOr(row, 5, -1),
                                    static_cast<qint32>(integerOr(row, 6, -1)) });
    }
}

void TimelineReader::readTicks(TimelineSlice &slice)
{
    Statement row(m_database,
                  "SELECT connection, origin, count, first_seq, last_seq, t_first, t_last, kinds, "
                  "violations, octets, gap FROM summary WHERE t_first<=?2 AND t_last>=?1 "
                  "ORDER BY connection, t_first");
    row.bind(1, slice.tFrom);
    row.bind(2, slice.tTo);
    while (row.step() == Statement::Step::Row) {
        TimelineTick tick;
        tick.connection = idAt(row, 0);
        tick.from = static_cast<From>(row.integer(1) & 3);
        tick.count = idAt(row, 2);
        tick.firstSeq = row.integer(3);
        tick.lastSeq = row.integer(4);
        tick.tFirst = row.integer(5);
        tick.tLast = row.integer(6);
        tick.kinds = static_cast<quint64>(row.integer(7));
        tick.kind = static_cast<RecordKind>(std::countr_zero(tick.kinds));
        tick.violations = ViolationSet::fromBits(static_cast<quint64>(row.integer(8)));
        tick.octets = row.integer(9);
        tick.largestGapNs = row.integer(10);
        slice.ticks.push_back(tick);
    }
}

} // namespace Pushscope
