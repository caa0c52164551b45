// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/summarywriter.h"

#include "capture/violationcolumns.h"
#include "storage/schema.h"

#include <algorithm>
#include <tuple>

namespace Pushscope {

namespace {

quint64 keyOf(const Record &record)
{
    return (quint64{ record.connection } << 2) | static_cast<quint64>(record.from);
}

} // namespace

void Summary::add(const Record &record)
{
    if (count == 0) {
        connection = record.connection;
        from = record.from;
        firstSeq = record.seq;
    }
    if (record.t != Record::NoTime) {
        if (tFirst == Record::NoTime) {
            tFirst = record.t;
        } else {
            largestGapNs = std::max(largestGapNs, record.t - tLast);
            tFirst = std::min(tFirst, record.t);
        }
        tLast = std::max(tLast, record.t);
    }
    lastSeq = record.seq;
    ++count;
    octets += record.size;
    kinds |= quint64{ 1 } << static_cast<int>(record.kind);
    violations.add(record.violations);
}

SummaryWriter::SummaryWriter(Database &database)
    : m_insert(database, "INSERT OR REPLACE INTO summary VALUES(?,?,?,?,?,?,?,?,?,?,?)")
{
}

bool SummaryWriter::add(const Record &record)
{
    const quint64 key = keyOf(record);
    if (m_last == nullptr || key != m_lastKey) {
        m_last = &m_open[key];
        m_lastKey = key;
    }
    Open &open = *m_last;
    if (open.summary.count > 0
        && (open.summary.count >= Schema::MaxSummaryRecords
            || record.seq - open.summary.firstSeq >= Schema::MaxSummarySpan)) {
        if (open.isChanged && !write(open.summary))
            return false;
        open.summary = {};
    }
    open.summary.add(record);
    if (!open.isChanged) {
        open.isChanged = true;
        m_changed.push_back(&open);
    }
    m_newestSeq = record.seq;
    return true;
}

bool SummaryWriter::flush()
{
    // In the order of the key, so that every page of the tree is visited once.
    std::sort(m_changed.begin(), m_changed.end(), [](const Open *a, const Open *b) {
        return std::tie(a->summary.connection, a->summary.from)
            < std::tie(b->summary.connection, b->summary.from);
    });
    for (Open *open : m_changed) {
        if (!write(open->summary))
            return false;
        open->isChanged = false;
    }
    m_changed.clear();
    if (m_newestSeq - m_droppedAt >= Schema::MaxSummarySpan)
        dropOld(m_newestSeq);
    return true;
}

bool SummaryWriter::write(const Summary &summary)
{
    m_insert.bind(1, summary.connection);
    m_insert.bind(2, static_cast<qint64>(summary.from));
    m_insert.bind(3, summary.firstSeq);
    m_insert.bind(4, summary.lastSeq);
    if (summary.tFirst == Record::NoTime) {
        m_insert.bindNull(5);
        m_insert.bindNull(6);
    } else {
        m_insert.bind(5, summary.tFirst);
        m_insert.bind(6, summary.tLast);
    }
    m_insert.bind(7, summary.count);
    m_insert.bind(8, summary.octets);
    m_insert.bind(9, ViolationColumns::kinds(summary.kinds, summary.violations));
    m_insert.bind(10, static_cast<qint64>(summary.violations.bits()));
    m_insert.bind(11, summary.largestGapNs);
    return m_insert.execute();
}

void SummaryWriter::dropOld(qint64 newestSeq)
{
    // Rows that would be begun anew anyway; so memory follows the connections that talk.
    std::erase_if(m_open, [&](const auto &entry) {
        return newestSeq - entry.second.summary.firstSeq >= Schema::MaxSummarySpan;
    });
    m_last = nullptr;
    m_droppedAt = newestSeq;
}

void SummaryWriter::forget(qint64 seq)
{
    std::erase_if(m_open, [seq](const auto &entry) {
        return !entry.second.isChanged && entry.second.summary.firstSeq <= seq;
    });
    m_last = nullptr;
}

void SummaryWriter::rollBack()
{
    m_open.clear();
    m_changed.clear();
    m_last = nullptr;
}

} // namespace Pushscope
