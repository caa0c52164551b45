// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelinephases.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Pushscope {

namespace {

// Records of several threads stand nearly, not strictly, in order of time: so far to either side
// of where the time leads is looked.
constexpr qint64 Disorder = 2048;

} // namespace

TimelinePhases::TimelinePhases(Database &database, const TimelineSummaries &summaries)
    : m_database(database)
    , m_summaries(summaries)
    , m_time(database, "SELECT t FROM record WHERE seq>=? AND t IS NOT NULL ORDER BY seq LIMIT 1")
    , m_open(database,
             "SELECT detail FROM record WHERE seq>=? AND seq<=? AND kind=5 AND connection=? "
             "ORDER BY seq LIMIT 1")
{
    static_assert(static_cast<int>(RecordKind::ConnOpen) == 5);
}

void TimelinePhases::fill(TimelineSlice &slice, qint64 pixelNs)
{
    int left = MostLookUps;
    for (ConnectionRow &connection : slice.connections) {
        const bool isShown = connection.tOpen >= 0 && connection.tAttempt <= slice.tTo
            && connection.tOpen >= slice.tFrom
            && connection.tOpen - connection.tAttempt >= 2 * pixelNs;
        if (!isShown)
            continue;
        auto known = m_known.find(connection.id);
        if (known == m_known.end()) {
            if (--left < 0)
                continue;
            known = m_known.emplace(connection.id, find(connection)).first;
        }
        connection.dnsNs = known->second.dnsNs;
        connection.connectNs = known->second.connectNs;
        connection.tlsNs = known->second.tlsNs;
    }
}

TimelinePhases::Phases TimelinePhases::find(const ConnectionRow &connection)
{
    Phases phases;
    const auto range = rangeOf(connection.id, connection.tOpen);
    if (!range)
        return phases;
    const StatementScope scope(m_open);
    m_open.bind(1, range->first);
    m_open.bind(2, range->second);
    m_open.bind(3, connection.id);
    if (m_open.step() != Statement::Step::Row)
        return phases;
    const QJsonObject detail = QJsonDocument::fromJson(m_open.octets(0)).object();
    const auto duration = [&detail, &connection](QLatin1StringView name) {
        const qint64 ns = detail.value(name).toInteger(-1);
        // None lasts longer than all of them together.
        return ns < 0 ? -1 : std::min(ns, connection.tOpen - connection.tAttempt);
    };
    phases.dnsNs = duration(QLatin1StringView("dns_ns"));
    phases.connectNs = duration(QLatin1StringView("connect_ns"));
    phases.tlsNs = duration(QLatin1StringView("tls_ns"));
    return phases;
}

std::optional<std::pair<qint64, qint64>> TimelinePhases::rangeOf(quint32 connection, qint64 t)
{
    const qsizetype index = m_summaries.laneOf(connection, From::Nobody);
    if (index < 0)
        return std::nullopt;
    const auto &rows = m_summaries.lanes()[static_cast<std::size_t>(index)].rows;
    const auto row = std::ranges::find_if(rows, [t](const TimelineSummaries::Row &candidate) {
        return candidate.tFirst <= t && t <= candidate.tLast;
    });
    if (row == rows.end())
        return std::nullopt;
    qint64 first = row->firstSeq;
    qint64 last = row->lastSeq();
    while (last - first > Disorder) {
        const qint64 middle = first + (last - first) / 2;
        (timeOf(middle) < t ? first : last) = middle;
    }
    return std::pair(std::max(row->firstSeq, first - Disorder),
                     std::min(row->lastSeq(), last + Disorder));
}

qint64 TimelinePhases::timeOf(qint64 seq)
{
    const StatementScope scope(m_time);
    m_time.bind(1, seq);
    return m_time.step() == Statement::Step::Row ? m_time.integer(0) : 0;
}

} // namespace Pushscope
