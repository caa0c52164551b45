// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/readersession.h"

#include "capture/jsonwriter.h"
#include "storage/recordrow.h"

#include <QFileInfo>

#include <algorithm>

namespace Pushscope {

namespace {

// More notes than anybody writes; a forged file must not fill the memory.
constexpr int MaxNotes = 100'000;

QByteArray selectRows()
{
    return QByteArray("SELECT ") + RecordColumns + " FROM record WHERE seq>=? ORDER BY seq LIMIT ?";
}

} // namespace

ReaderSession::ReaderSession(Database database, bool isFinished)
    : m_database(std::move(database))
    , m_octets(m_database)
    , m_matcher(m_database, m_octets)
    , m_figures(m_database)
    , m_rows(m_database, selectRows().constData())
    , m_newest(m_database, "SELECT seq FROM record ORDER BY seq DESC LIMIT 1")
    , m_oldest(m_database, "SELECT seq FROM record ORDER BY seq LIMIT 1")
    , m_readDropped(m_database, "SELECT value FROM meta WHERE name='dropped'")
    , m_dataVersion(m_database, "PRAGMA data_version")
    , m_isFinished(isFinished)
{
    m_firstSeq
        = std::max<qint64>(1, m_database.integer("SELECT seq FROM record ORDER BY seq LIMIT 1", 1));
    if (isFinished)
        readNotes(measure().records);
}

void ReaderSession::readNotes(qint64 records)
{
    Statement select(m_database, "SELECT about, written, text FROM note ORDER BY id LIMIT ?");
    select.bind(1, MaxNotes);
    while (select.step() == Statement::Step::Row) {
        Record note;
        note.seq = ++records;
        note.kind = RecordKind::Note;
        JsonWriter json(note.detail);
        json.string("text", select.view(2));
        if (select.integer(0) > 0)
            json.integer("about", select.integer(0));
        json.string("written", select.view(1));
        json.finish();
        m_notes.push_back(std::move(note));
    }
}

qint64 ReaderSession::dropped()
{
    const StatementScope scope(m_readDropped);
    return m_readDropped.step() == Statement::Step::Row
        ? std::max<qint64>(0, m_readDropped.integer(0))
        : 0;
}

Record ReaderSession::standIn(qint64 seq)
{
    if (seq != 1)
        return droppedRecord(seq);
    Record start;
    start.seq = 1;
    start.t = 0;
    start.kind = RecordKind::CaptureStart;
    JsonWriter json(start.detail);
    json.integer("format", m_database.integer("SELECT value FROM meta WHERE name='format'", 1));
    for (const char *name : { "id", "started", "version" }) {
        const QByteArray sql = "SELECT value FROM meta WHERE name='" + QByteArray(name) + '\'';
        json.string(name, m_database.text(sql.constData()));
    }
    json.finish();
    return start;
}

std::vector<Record> ReaderSession::liveRows(qint64 firstRow, int count)
{
    const qint64 seq = m_firstSeq + firstRow;
    std::vector<Record> kept = records(seq, count);
    const qint64 end = seq + count;
    const qint64 firstKept = kept.empty() ? std::min(end, dropped() + 1) : kept.front().seq;
    if (firstKept <= seq)
        return kept;
    // Rows keep their numbers while what they showed goes.
    std::vector<Record> rows;
    for (qint64 gone = seq; gone < std::min(firstKept, end); ++gone)
        rows.push_back(standIn(gone));
    for (Record &record : kept) {
        if (record.seq < end)
            rows.push_back(std::move(record));
    }
    return rows;
}

std::vector<Record> ReaderSession::rows(qint64 firstRow, int count)
{
    if (!m_isFinished)
        return liveRows(firstRow, count);
    if (!m_present) {
        const bool hadMetDamage = m_hasMetDamage;
        std::vector<Record> found = records(m_firstSeq + firstRow, count);
        // Rows are counted by seq until one turns out to be missing.
        bool isWhole = m_hasMetDamage == hadMetDamage;
        for (std::size_t i = 0; i < found.size(); ++i)
            isWhole = isWhole && found[i].seq == m_firstSeq + firstRow + static_cast<qint64>(i);
        if (isWhole)
            return found;
        findPresent(m_newestSeq);
    }
    std::vector<Record> found;
    const qint64 last = std::min(firstRow + count, m_present->count());
    for (qint64 row = firstRow; row < last; ++row) {
        // A row found in passing cannot always be sought.
        const qint64 seq = m_present->seqOf(row);
        found.push_back(record(seq).value_or(damagedRecord(seq)));
    }
    const qint64 firstNote = std::max<qint64>(0, firstRow - m_present->count());
    for (auto i = static_cast<std::size_t>(firstNote);
         i < m_notes.size() && found.size() < static_cast<std::size_t>(count); ++i)
        found.push_back(m_notes[i]);
    return found;
}

qint64 ReaderSession::rowOf(qint64 seq) const
{
    if (!m_present)
        return std::max<qint64>(0, seq - m_firstSeq);
    const qint64 row = m_present->rowOf(seq);
    if (row < m_present->count() || m_notes.empty())
        return row;
    return row + std::max<qint64>(0, seq - m_notes.front().seq);
}

void ReaderSession::findPresent(qint64 limit)
{
    m_hasMetDamage = true;
    m_present = std::make_unique<PresentRecords>(m_database, m_firstSeq, limit);
    const qint64 count = m_present->count();
    m_newestSeq = count > 0 ? m_present->seqOf(count - 1) : m_firstSeq - 1;
    m_missing = m_newestSeq - m_firstSeq + 1 - count;
}

std::vector<Record> ReaderSession::records(qint64 seq, int count)
{
    std::vector<Record> records;
    const StatementScope scope(m_rows);
    m_rows.bind(1, seq);
    m_rows.bind(2, count);
    Statement::Step step = m_rows.step();
    for (; step == Statement::Step::Row; step = m_rows.step()) {
        Record record = readRecord(m_rows);
        // A damaged tree could lead round in circles.
        if (record.seq < seq || (!records.empty() && record.seq <= records.back().seq))
            break;
        records.push_back(std::move(record));
    }
    m_hasMetDamage = m_hasMetDamage || step != Statement::Step::Done;
    for (const Record &note : m_notes) {
        if (note.seq >= seq && records.size() < static_cast<std::size_t>(count))
            records.push_back(note);
    }
    return records;
}

std::optional<Record> ReaderSession::record(qint64 seq)
{
    std::vector<Record> found = records(seq, 1);
    if (found.empty() || found.front().seq != seq) {
        if (seq > 0 && seq <= dropped())
            return standIn(seq);
        return std::nullopt;
    }
    return std::move(found.front());
}

qint64 ReaderSession::oldestSeq()
{
    const StatementScope scope(m_oldest);
    return m_oldest.step() == Statement::Step::Row ? std::max(m_firstSeq, m_oldest.integer(0))
                                                   : m_firstSeq;
}

CaptureExtent ReaderSession::measure()
{
    CaptureExtent extent;
    const QString path = m_database.path();
    extent.fileOctets = QFileInfo(path).size() + QFileInfo(path + QLatin1String("-wal")).size();
    if (m_present) {
        extent.records = m_newestSeq;
        extent.tLast = measureTime();
        return extent;
    }
    // A forged seq must not make anybody count to it: a row takes so many octets at least. Rows
    // are counted from m_firstSeq; a damaged tree may give another as the oldest when asked again.
    constexpr qint64 LeastRowOctets = 16;
    const qint64 most
        = (m_isFinished ? m_firstSeq : oldestSeq()) + extent.fileOctets / LeastRowOctets;
    const StatementScope scope(m_newest);
    const Statement::Step step = m_newest.step();
    const qint64 newest = step == Statement::Step::Row ? m_newest.integer(0) : m_firstSeq - 1;
    m_newestSeq = std::clamp(newest, m_firstSeq - 1, most);
    if (m_isFinished && (step == Statement::Step::Failed || m_newestSeq != newest))
        findPresent(most);
    extent.records = m_newestSeq;
    extent.tLast = measureTime();
    return extent;
}

qint64 ReaderSession::measureTime()
{
    // All of the summary once, then only what came since: a capture that grows is measured often.
    if (!m_timedSeq) {
        m_tLast = std::max<qint64>(0, m_database.integer("SELECT max(t_last) FROM summary", 0));
    } else if (*m_timedSeq < m_newestSeq) {
        Statement newer(m_database, "SELECT max(t) FROM record WHERE seq>?");
        newer.bind(1, *m_timedSeq);
        if (newer.step() == Statement::Step::Row)
            m_tLast = std::max(m_tLast, newer.integer(0));
    }
    m_timedSeq = m_newestSeq;
    return m_tLast;
}

bool ReaderSession::hasChanged()
{
    const StatementScope scope(m_dataVersion);
    if (m_dataVersion.step() != Statement::Step::Row)
        return false;
    const qint64 last = m_lastDataVersion;
    m_lastDataVersion = m_dataVersion.integer(0);
    return m_lastDataVersion != last;
}

} // namespace Pushscope
