// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/sharedcopy.h"

#include "storage/capturefile.h"
#include "storage/filelock.h"
#include "storage/recordcoverer.h"
#include "storage/recordrow.h"
#include "storage/unnamedcopy.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace Pushscope {

namespace {

constexpr int WholePerMille = 1000;
/// Copying is the smaller part of the work.
constexpr int CopiedPerMille = 200;
constexpr int RecordsPerMille = 600;
constexpr int BodiesPerMille = 700;
constexpr int CoveredPerMille = 800;
constexpr int RecordsAtOnce = 2000;

struct TextColumn {
    const char *table;
    const char *key;
    const char *column;
};
/// What may name a URL or hold JSON besides records.
constexpr std::array TextColumns = std::to_array<TextColumn>({
    { "session", "id", "name" },
    { "session", "id", "url" },
    { "session", "id", "options" },
    { "connection", "id", "error" },
    { "note", "id", "text" },
    { "meta", "name", "value" },
});

Statement prepared(Database &database, const QByteArray &sql)
{
    return { database, sql.constData() };
}

struct Watch {
    const std::atomic_bool &isCancelled;
    const std::function<void(int perMille)> &progress;

    /// A part of the work that goes from @p first to @p last per mille.
    [[nodiscard]] CopyProgress part(int first, int last) const
    {
        return [this, first, last](int perMille) {
            progress(first + (last - first) * perMille / WholePerMille);
        };
    }
};

/// Goes through all records, some at a time.
class RecordWalk
{
public:
    explicit RecordWalk(Database &database)
        : m_database(database)
        , m_last(std::max<qint64>(1, database.integer("SELECT max(seq) FROM record", 0)))
        , m_select(prepared(database,
                            QByteArray("SELECT ") + RecordColumns
                                + " FROM record WHERE seq>? ORDER BY seq LIMIT "
                                + QByteArray::number(RecordsAtOnce)))
    {
    }

    /// False from @p take stops it with what the database says went wrong.
    template <typename Take>
    [[nodiscard]] Result<Done> run(const Watch &watch, const CopyProgress &progress, Take take)
    {
        std::vector<Record> records;
        for (qint64 seq = 0; !watch.isCancelled;) {
            if (!read(seq, records))
                return m_database.lastError();
            if (records.empty())
                break;
            for (const Record &record : records) {
                // A damaged tree could lead round in circles.
                if (record.seq <= seq)
                    return fileError(ErrorCode::Damaged, m_database.path(), {});
                seq = record.seq;
                if (!take(record))
                    return m_database.lastError();
            }
            progress(static_cast<int>(WholePerMille * std::min(seq, m_last) / m_last));
        }
        return Done{};
    }

private:
    [[nodiscard]] bool read(qint64 after, std::vector<Record> &records)
    {
        records.clear();
        const StatementScope scope(m_select);
        m_select.bind(1, after);
        auto step = Statement::Step::Row;
        while ((step = m_select.step()) == Statement::Step::Row)
            records.push_back(readRecord(m_select));
        return step == Statement::Step::Done;
    }

    Database &m_database;
    const qint64 m_last;
    Statement m_select;
};

Result<Done> coverRest(Database &database, RestCoverer &rest, const Watch &watch,
                       const CopyProgress &progress)
{
    const qint64 last = std::max<qint64>(1, database.integer("SELECT max(id) FROM block", 0));
    for (qint64 id = 0; !watch.isCancelled;) {
        const Result<qint64> done = rest.coverBlocks(id);
        if (!done)
            return done.error();
        if (*done == 0)
            break;
        id = *done;
        progress(static_cast<int>(WholePerMille * std::min(id, last) / last));
    }
    return rest.finish();
}

bool coverColumn(Database &database, const SecretFinder &finder, const TextColumn &column)
{
    const QByteArray from = QByteArray(" FROM ") + column.table;
    std::vector<std::pair<QByteArray, QByteArray>> rows;
    {
        Statement select
            = prepared(database, QByteArray("SELECT ") + column.key + ',' + column.column + from);
        while (select.step() == Statement::Step::Row)
            rows.emplace_back(select.octets(0), select.octets(1));
    }
    const QByteArray sql = QByteArray("UPDATE ") + column.table + " SET " + column.column
        + "=? WHERE CAST(" + column.key + " AS TEXT)=?";
    Statement update = prepared(database, sql);
    for (const auto &[key, text] : rows) {
        const QByteArray now = RecordCoverer::covered(finder, text);
        if (now == text)
            continue;
        update.bindText(1, now);
        update.bindText(2, key);
        if (!update.execute())
            return false;
    }
    return true;
}

Result<Done> coverAll(Database &database, const SecretNames &names, const Watch &watch)
{
    const SecretFinder finder(names);
    OctetCoverer octets(database, finder);
    BodyCoverer bodies(octets);
    RestCoverer rest(database, octets);
    RecordCoverer records(database, octets, bodies, rest);
    RecordWalk walk(database);
    Result<Done> done = walk.run(watch, watch.part(CopiedPerMille, RecordsPerMille),
                                 [&](const Record &record) { return records.cover(record); });
    if (done && !bodies.finish())
        return database.lastError();
    if (done && bodies.hasBlanked()) {
        done = walk.run(watch, watch.part(RecordsPerMille, BodiesPerMille),
                        [&](const Record &record) { return bodies.blank(record); });
    }
    if (done)
        done = coverRest(database, rest, watch, watch.part(BodiesPerMille, CoveredPerMille));
    for (const TextColumn &column : TextColumns) {
        if (done && !coverColumn(database, finder, column))
            return database.lastError();
    }
    return done;
}

Result<Done> coverFile(Database &database, const SecretNames &names, const Watch &watch)
{
    if (!database.run("BEGIN"))
        return database.lastError();
    if (Result<Done> covered = coverAll(database, names, watch); !covered)
        return covered;
    if (!database.run("COMMIT"))
        return database.lastError();
    return Done{};
}

Result<Done> writeCovered(const QString &source, const QString &part, const SecretNames &names,
                          const Watch &watch)
{
    Result<Database> database
        = makeUnnamedCopy(source, part, watch.isCancelled, watch.part(0, CopiedPerMille));
    if (!database)
        return database.error();
    if (watch.isCancelled)
        return Done{};
    if (Result<Done> covered = coverFile(*database, names, watch); !covered || watch.isCancelled)
        return covered;
    return writeRows(*database, part, watch.isCancelled,
                     watch.part(CoveredPerMille, WholePerMille - 1));
}

} // namespace

Result<bool> writeSharedCopy(const QString &source, const QString &target, const SecretNames &names,
                             const std::atomic_bool &isCancelled,
                             const std::function<void(int perMille)> &progress)
{
    const Watch watch{ isCancelled, progress };
    if (QFileInfo(source) == QFileInfo(target))
        return fileError(ErrorCode::StorageFailed, target, {});
    Result<FileLock> lock = FileLock::take(target);
    if (!lock)
        return lock.error();
    const QString part = target + QLatin1String(".part");
    Result<Done> done = writeCovered(source, part, names, watch);
    if (done && !isCancelled)
        done = CaptureFile::rename(part, target);
    if (!done || isCancelled)
        CaptureFile::remove(part);
    // What is damaged in the copy came out of the source.
    if (!done)
        return done.error().code == ErrorCode::Damaged ? fileError(ErrorCode::Damaged, source, {})
                                                       : done.error();
    return !isCancelled;
}

} // namespace Pushscope
