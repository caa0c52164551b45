// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/capturewriter.h"

#include "storage/capturetrimmer.h"
#include "storage/schema.h"

#include <QFile>

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace Pushscope {

namespace {

// A transaction touches the ends of a few trees; what it wrote need not stay in memory.
constexpr const char *Settings = "PRAGMA synchronous=NORMAL;"
                                 "PRAGMA wal_autocheckpoint=0;"
                                 "PRAGMA cache_size=-8192;"
                                 "PRAGMA secure_delete=OFF;"
                                 "PRAGMA temp_store=MEMORY";

bool writeMeta(Database &database, const CaptureWriter::Identity &identity)
{
    Statement insert(database, "INSERT INTO meta VALUES(?,?)");
    const auto set = [&](QByteArrayView name, QByteArrayView value) {
        insert.bindText(1, name);
        insert.bindText(2, value);
        return insert.execute();
    };
    return set("format", "1") && set("id", identity.id) && set("started", identity.started)
        && set("version", identity.version);
}

/// `what` tells it from a file that cannot be written, however the system words that.
Error removedError(const QString &path)
{
    Error error = systemError(path, ENOENT);
    error.data.emplaceBack("what", "removed");
    return error;
}

} // namespace

/// The statements of a capture that is being written; closed before its connection.
struct CaptureWriter::Rows {
    explicit Rows(Database &database)
        : begin(database, "BEGIN IMMEDIATE")
        , commit(database, "COMMIT")
        , pageCount(database, "PRAGMA page_count")
        , blocks(database)
        , records(database)
        , summaries(database)
        , listings(database)
    {
    }
    Statement begin;
    Statement commit;
    Statement pageCount;
    BlockWriter blocks;
    RecordWriter records;
    SummaryWriter summaries;
    ListingWriter listings;
    std::unique_ptr<CaptureTrimmer> trimmer; ///< once there is a limit
};

CaptureWriter::CaptureWriter(Database database)
    : m_database(std::move(database))
{
}

CaptureWriter::~CaptureWriter() = default;

Result<std::unique_ptr<CaptureWriter>> CaptureWriter::create(const QString &path,
                                                             const Identity &identity)
{
    Result<Database> database = Database::open(path, Database::Access::Create);
    if (!database)
        return database.error();
    if (Result<Done> created = Schema::create(*database); !created)
        return created.error();
    if (!writeMeta(*database, identity))
        return database->lastError();
    database->close();
    return reopen(path);
}

Result<std::unique_ptr<CaptureWriter>> CaptureWriter::reopen(const QString &path)
{
    Result<Database> database = Database::open(path, Database::Access::Write);
    if (!database)
        return database.error();
    if (!database->run(Settings))
        return database->lastError();
    std::unique_ptr<CaptureWriter> writer(new CaptureWriter(std::move(*database)));
    writer->m_rows = std::make_unique<Rows>(writer->m_database);
    writer->m_extent.records = writer->m_database.integer("SELECT max(seq) FROM record", 0);
    writer->m_extent.tLast = writer->m_database.integer("SELECT max(t_last) FROM summary", 0);
    writer->m_dropped
        = writer->m_database.integer("SELECT value FROM meta WHERE name='dropped'", 0);
    writer->m_pageOctets = writer->m_database.integer("PRAGMA page_size", 0);
    writer->measure({});
    struct stat facts {
    };
    if (stat(QFile::encodeName(path).constData(), &facts) != 0)
        return systemError(path, errno);
    writer->m_device = facts.st_dev;
    writer->m_inode = facts.st_ino;
    return writer;
}

Result<Done> CaptureWriter::checkStillThere() const
{
    struct stat facts {
    };
    if (stat(QFile::encodeName(m_database.path()).constData(), &facts) != 0) {
        const int errorNumber = errno;
        return errorNumber == ENOENT ? removedError(m_database.path())
                                     : systemError(m_database.path(), errorNumber);
    }
    if (facts.st_dev != m_device || facts.st_ino != m_inode)
        return removedError(m_database.path());
    return Done{};
}

Result<Done> CaptureWriter::write(std::span<const Batch> batches, qint64 keepOctets)
{
    if (Result<Done> there = checkStillThere(); !there)
        return there;
    if (!m_rows->begin.execute())
        return m_database.lastError();
    if (!writeRows(batches) || !trim(batches, keepOctets) || !m_rows->commit.execute()) {
        const Error error = m_database.lastError();
        // SQLite may have rolled back by itself; then there is nothing left to undo.
        static_cast<void>(m_database.run("ROLLBACK"));
        m_rows->blocks.rollBack();
        m_rows->records.rollBack();
        m_rows->summaries.rollBack();
        if (m_rows->trimmer)
            m_rows->trimmer->rollBack();
        return error;
    }
    m_rows->blocks.commit();
    if (m_rows->trimmer) {
        m_rows->trimmer->commit();
        m_dropped = m_rows->trimmer->dropped();
    }
    measure(batches);
    return Done{};
}

bool CaptureWriter::writeRows(std::span<const Batch> batches)
{
    for (const Batch &batch : batches) {
        if (!m_rows->blocks.add(batch))
            return false;
        for (const Record &record : batch.records) {
            if (!m_rows->records.add(record) || !m_rows->summaries.add(record)
                || !m_rows->listings.add(record))
                return false;
        }
    }
    return m_rows->blocks.flush() && m_rows->records.flush() && m_rows->summaries.flush();
}

bool CaptureWriter::trim(std::span<const Batch> batches, qint64 keepOctets)
{
    if (keepOctets <= 0)
        return true;
    if (!m_rows->trimmer)
        m_rows->trimmer = std::make_unique<CaptureTrimmer>(m_database);
    qint64 newestSeq = m_extent.records;
    for (const Batch &batch : batches) {
        if (!batch.records.empty())
            newestSeq = batch.records.back().seq;
    }
    if (!m_rows->trimmer->trim(keepOctets, newestSeq, m_rows->blocks.newestBlock()))
        return false;
    if (m_rows->trimmer->dropped() > m_dropped)
        m_rows->summaries.forget(m_rows->trimmer->dropped());
    return true;
}

void CaptureWriter::measure(std::span<const Batch> batches)
{
    for (const Batch &batch : batches) {
        if (batch.records.empty())
            continue;
        m_extent.records = batch.records.back().seq;
        m_extent.tLast = std::max(m_extent.tLast, batch.records.back().t);
    }
    measureFiles();
}

void CaptureWriter::measureFiles()
{
    // What is committed counts, also where it still lies in the `-wal`: the `-wal` itself holds a
    // page as often as it was written.
    const StatementScope scope(m_rows->pageCount);
    if (m_rows->pageCount.step() == Statement::Step::Row)
        m_extent.fileOctets = m_rows->pageCount.integer(0) * m_pageOctets;
    sqlite3_file *file = nullptr;
    sqlite3_int64 octets = 0;
    const bool isKnown
        = sqlite3_file_control(m_database.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &file)
            == SQLITE_OK
        && file != nullptr && file->pMethods != nullptr
        && file->pMethods->xFileSize(file, &octets) == SQLITE_OK;
    m_walOctets = isKnown ? octets : 0;
}

Result<Done> CaptureWriter::checkpoint(bool isLast)
{
    const int mode = isLast ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    if (sqlite3_wal_checkpoint_v2(m_database.handle(), nullptr, mode, nullptr, nullptr)
        != SQLITE_OK)
        return m_database.lastError();
    return Done{};
}

Result<Done> CaptureWriter::completeIndex()
{
    if (!m_rows)
        return Done{};
    const bool isDone
        = m_rows->begin.execute() && m_rows->blocks.index() && m_rows->commit.execute();
    if (isDone) {
        m_rows->blocks.commit();
        return Done{};
    }
    const Error error = m_database.lastError();
    static_cast<void>(m_database.run("ROLLBACK"));
    m_rows->blocks.rollBack();
    return error;
}

Result<Done> CaptureWriter::finish()
{
    if (Result<Done> done = completeIndex(); !done)
        return done.error();
    m_rows.reset();
    // A file that is not in WAL mode can be read from a medium that cannot be written.
    if (Result<Done> done = checkpoint(true); !done)
        return done.error();
    if (!m_database.run("PRAGMA journal_mode=DELETE"))
        return m_database.lastError();
    m_database.close();
    return Done{};
}

void CaptureWriter::close()
{
    // Where that fails, the blocks still tell it, as they do after a crash.
    static_cast<void>(completeIndex());
    m_rows.reset();
    m_database.close();
}

} // namespace Pushscope
