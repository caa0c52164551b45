// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/presentrecords.h"

#include <algorithm>
#include <optional>

namespace Pushscope {

namespace {

/// The first record at or after @p seq; nothing where the way there cannot be read.
std::optional<qint64> soughtFrom(Statement &seek, qint64 seq, qint64 none)
{
    const StatementScope scope(seek);
    seek.bind(1, seq);
    switch (seek.step()) {
    case Statement::Step::Row:
        return seek.integer(0) >= seq ? std::optional(seek.integer(0)) : std::nullopt;
    case Statement::Step::Done:
        return none;
    case Statement::Step::Failed:
        break;
    }
    return std::nullopt;
}

} // namespace

PresentRecords::PresentRecords(Database &database, qint64 first, qint64 last)
    : m_first(first)
    , m_last(last)
{
    Statement seek(database, "SELECT seq FROM record WHERE seq>=? ORDER BY seq LIMIT 1");
    for (qint64 seq = first; seq > 0 && seq <= last;) {
        seq = addFrom(database, seq);
        if (seq > 0)
            seq = nextReadable(seek, seq);
    }
}

qint64 PresentRecords::addFrom(Database &database, qint64 seq)
{
    Statement row(database, "SELECT seq FROM record WHERE seq>=? AND seq<=? ORDER BY seq");
    row.bind(1, seq);
    row.bind(2, m_last);
    qint64 next = seq;
    Statement::Step step = row.step();
    for (; step == Statement::Step::Row; step = row.step()) {
        const qint64 found = row.integer(0);
        // What a damaged tree gives out of order is no record.
        if (found < next || found > m_last)
            continue;
        m_present.add(found - m_first);
        next = found + 1;
    }
    return step == Statement::Step::Done ? 0 : next;
}

qint64 PresentRecords::nextReadable(Statement &seek, qint64 seq) const
{
    // Damage covers whole pages: first by leaps over it, then back to its edge.
    const qint64 none = m_last + 1;
    qint64 failing = seq;
    qint64 leap = 1;
    std::optional<qint64> found;
    while (!found) {
        if (failing > m_last)
            return 0;
        const qint64 probe = std::min(failing + leap, none);
        found = soughtFrom(seek, probe, none);
        if (!found)
            failing = probe;
        leap *= 2;
    }
    qint64 readable = *found;
    while (readable - failing > 1) {
        const qint64 middle = failing + (readable - failing) / 2;
        if (const std::optional<qint64> nearer = soughtFrom(seek, middle, none);
            nearer && *nearer <= readable) {
            found = nearer;
            readable = middle;
        } else {
            failing = middle;
        }
    }
    return *found > m_last ? 0 : *found;
}

} // namespace Pushscope
