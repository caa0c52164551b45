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
    , m_rows(m_database, selectRows().constData())
    , m_newest(m_database, "SELECT seq FROM record ORDER BY seq DESC LIMIT 1")
    , m_dataVersion(m_database, "PRAGMA data_version")
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
        if (!records.empty() && record.seq <= records.back().seq)
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
    if (found.empty() || found.front().seq != seq)
        return std::nullopt;
    return std::move(found.front());
}

CaptureExtent ReaderSession::measure()
{
    CaptureExtent extent;
    const QString path = m_database.path();
    extent.fileOctets = QFileInfo(path).size() + QFileInfo(path + QLatin1String("-wal")).size();
    const StatementScope scope(m_newest);
    const Statement::Step step = m_newest.step();
    qint64 newest = 0;
    if (step == Statement::Step::Row)
        newest = m_newest.integer(0);
    else if (step == Statement::Step::Failed)
        newest = lastInOrder();
    m_hasMetDamage = m_hasMetDamage || step == Statement::Step::Failed;
    // A forged seq must not make anybody count to it: a row takes so many octets at least.
    constexpr qint64 LeastRowOctets = 16;
    extent.records = std::min(newest, m_firstSeq + extent.fileOctets / LeastRowOctets);
    m_hasMetDamage = m_hasMetDamage || extent.records != newest;
    extent.tLast = m_database.integer("SELECT max(t_last) FROM summary", 0);
    return extent;
}

qint64 ReaderSession::lastInOrder()
{
    Statement row(m_database, "SELECT seq FROM record ORDER BY seq");
    qint64 last = 0;
    while (row.step() == Statement::Step::Row && row.integer(0) > last)
        last = row.integer(0);
    return last;
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
