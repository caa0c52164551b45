// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelinereader.h"

#include "capture/technique.h"
#include "storage/timelineticks.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int ConnectionPage = 10'000; // One read transaction.

quint32 idAt(const Statement &row, int column)
{
    return static_cast<quint32>(row.integer(column));
}

} // namespace

TimelineReader::TimelineReader(Database &database)
    : m_database(database)
    , m_sessionSelect(database,
                      "SELECT id, first_seq, t, name, role, technique, url, options FROM session "
                      "WHERE id>? ORDER BY id")
    , m_techniqueSelect(database, "SELECT technique FROM session WHERE id=?")
    , m_connectionSelect(
          database,
          "SELECT id, session, stream, t_attempt, t_open, t_close, close_code, ended_by, "
          "ended_how, error, client_octets, server_octets FROM connection "
          "WHERE id>=? ORDER BY id LIMIT ?")
    , m_summaries(database)
    , m_exchanges(database)
    , m_phases(database, m_summaries)
{
}

TimelineSlice TimelineReader::read(qint64 tFrom, qint64 tTo, int columns)
{
    updateSessions();
    updateConnections();
    TimelineSlice slice;
    slice.tFrom = tFrom;
    slice.tTo = tTo;
    slice.sessions = m_sessions;
    slice.connections = m_connections;
    if (tTo <= tFrom)
        return slice;
    m_summaries.update();
    m_exchanges.update();
    const int wanted = std::max(1, columns);
    const qint64 span = tTo - std::max<qint64>(0, tFrom);
    const qint64 pixelNs = std::max<qint64>(1, span / wanted + (span % wanted != 0));
    m_exchanges.read(slice, pixelNs);
    m_phases.fill(slice, pixelNs);
    slice.ticks = TimelineTicks(m_database, m_summaries, tFrom, tTo, columns).read();
    return slice;
}

void TimelineReader::updateSessions()
{
    const QByteArrayView undecided = techniqueName(Technique::Auto);
    std::erase_if(m_undecided, [&](std::size_t index) {
        const StatementScope scope(m_techniqueSelect);
        m_techniqueSelect.bind(1, m_sessions[index].id);
        if (m_techniqueSelect.step() == Statement::Step::Row)
            m_sessions[index].technique = m_techniqueSelect.octets(0);
        return m_sessions[index].technique != undecided;
    });
    const StatementScope scope(m_sessionSelect);
    Statement &row = m_sessionSelect;
    row.bind(1, m_lastSession);
    while (row.step() == Statement::Step::Row) {
        m_lastSession = std::max(m_lastSession, row.integer(0));
        m_sessions.push_back({ idAt(row, 0), row.integer(1), row.integer(2), row.octets(3),
                               row.octets(4), row.octets(5), row.octets(6), row.octets(7) });
        if (m_sessions.back().technique == undecided)
            m_undecided.push_back(m_sessions.size() - 1);
    }
}

ConnectionRow TimelineReader::readConnection(const Statement &row)
{
    ConnectionRow connection;
    connection.id = idAt(row, 0);
    connection.session = idAt(row, 1);
    connection.stream = idAt(row, 2);
    // A stranger's times may be any: their differences cannot overflow.
    connection.tAttempt = std::max<qint64>(0, row.integer(3));
    connection.tOpen = std::max<qint64>(-1, row.integerOr(4, -1));
    connection.tClose = std::max<qint64>(-1, row.integerOr(5, -1));
    connection.closeCode = static_cast<qint32>(row.integerOr(6, -1));
    connection.by = row.octets(7);
    connection.how = row.octets(8);
    connection.error = row.octets(9);
    connection.clientOctets = row.integer(10);
    connection.serverOctets = row.integer(11);
    return connection;
}

void TimelineReader::updateConnections()
{
    Statement &row = m_connectionSelect;
    // One that is over is looked at once more: what is said of its end comes in several records.
    std::vector<std::size_t> open;
    for (const std::size_t index : m_open) {
        const StatementScope scope(row);
        row.bind(1, m_connections[index].id);
        row.bind(2, 1);
        const bool wasOver = m_connections[index].tClose >= 0;
        if (row.step() == Statement::Step::Row && idAt(row, 0) == m_connections[index].id)
            m_connections[index] = readConnection(row);
        if (!wasOver)
            open.push_back(index);
    }
    m_open = std::move(open);
    for (int count = ConnectionPage; count == ConnectionPage;) {
        const StatementScope scope(row);
        row.bind(1, m_connections.empty() ? 0 : qint64{ m_connections.back().id } + 1);
        row.bind(2, ConnectionPage);
        for (count = 0; row.step() == Statement::Step::Row; ++count) {
            const bool isBehind = m_connections.empty() || idAt(row, 0) > m_connections.back().id;
            if (!isBehind)
                return; // No honest file does that.
            m_open.push_back(m_connections.size());
            m_connections.push_back(readConnection(row));
        }
    }
}

} // namespace Pushscope
