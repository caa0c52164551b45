// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/unnamedcopy.h"

#include "storage/capturefile.h"
#include "storage/databasecopy.h"
#include "storage/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <unistd.h>

namespace Pushscope {

namespace {

constexpr int WholePerMille = 1000;
/// Steps of SQLite's machine between two looks at whether it is cancelled; some milliseconds.
constexpr int StepsAtOnce = 100'000;

struct Watch {
    const std::atomic_bool &isCancelled;
    const CopyProgress &progress;
    const QString &path;
    qint64 expectedOctets = 1;
};

int look(void *watched)
{
    const Watch &watch = *static_cast<const Watch *>(watched);
    const qint64 octets = std::min(QFileInfo(watch.path).size(), watch.expectedOctets);
    watch.progress(static_cast<int>(WholePerMille * octets / watch.expectedOctets));
    return watch.isCancelled ? 1 : 0;
}

/// The copy of a capture that was being recorded says of itself that there is a `-wal`, which could
/// not be opened without a name. Spec: SQLite's database file format, §1.3.3, §1.3.7.
bool forgetWal(QFile &file)
{
    constexpr qint64 VersionsAt = 18;
    constexpr std::array<qint64, 2> CountersAt{ 24, 92 };
    constexpr char WalVersion = 2;
    char version = 0;
    if (!file.seek(VersionsAt) || file.read(&version, 1) != 1)
        return false;
    if (version != WalVersion)
        return true;
    if (!file.seek(VersionsAt) || file.write("\1\1", 2) != 2)
        return false;
    // Whoever read the first page before sees by these that it has changed.
    return std::all_of(CountersAt.begin(), CountersAt.end(), [&file](qint64 at) {
        std::array<char, 4> octets{};
        if (!file.seek(at) || file.read(octets.data(), octets.size()) != octets.size())
            return false;
        qToBigEndian(qFromBigEndian<quint32>(octets.data()) + 1, octets.data());
        return file.seek(at) && file.write(octets.data(), octets.size()) == octets.size();
    });
}

Result<Done> syncFile(const QString &path)
{
    QFile file(path);
    errno = 0;
    if (!file.open(QFile::ReadWrite | QFile::ExistingOnly) || fsync(file.handle()) != 0)
        return systemError(path, errno);
    return Done{};
}

} // namespace

Result<Database> makeUnnamedCopy(const QString &source, const QString &place,
                                 const std::atomic_bool &isCancelled, const CopyProgress &progress)
{
    const CaptureFile::State state = CaptureFile::stateOf(source);
    Result<Database> from = CaptureFile::openForReading(source, state);
    if (!from)
        return from.error();
    if (Result<Done> made = CaptureFile::makeEmpty(place); !made)
        return made.error();
    QFile file(place);
    const bool isOpen = file.open(QFile::ReadWrite | QFile::ExistingOnly | QFile::Unbuffered);
    Result<DatabaseCopy> copy = DatabaseCopy::begin(*from, place);
    CaptureFile::remove(place); // While it is empty.
    if (!isOpen)
        return systemError(place, errno);
    if (!copy)
        return copy.error();
    if (Result<Done> copied = copy->copyAll(isCancelled, progress); !copied)
        return copied.error();
    Result<Database> database = copy->finishOpen();
    if (!database || isCancelled)
        return database;
    if (!forgetWal(file))
        return systemError(place, errno);
    if (!Schema::harden(*database) || !database->run("PRAGMA journal_mode=OFF"))
        return database->lastError();
    return database;
}

Result<Done> writeRows(Database &database, const QString &path, const std::atomic_bool &isCancelled,
                       const CopyProgress &progress)
{
    if (Result<Done> made = CaptureFile::makeEmpty(path); !made)
        return made;
    const qint64 octets = database.integer("PRAGMA page_count", 1) * Schema::PageOctets;
    Watch watch{ isCancelled, progress, path, std::max<qint64>(1, octets) };
    sqlite3 *const db = database.handle();
    sqlite3_progress_handler(db, StepsAtOnce, look, &watch);
    // A capture is hardened against files that are attached; this is the one.
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1);
    const QByteArray name = QFile::encodeName(QFileInfo(path).absoluteFilePath());
    Statement vacuum(database, "VACUUM INTO ?");
    vacuum.bindText(1, name);
    const bool isWritten = vacuum.execute();
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(db, 0, nullptr, nullptr);
    Result<Done> done = isWritten ? syncFile(path) : Result<Done>(database.lastError());
    progress(WholePerMille);
    if (!done || isCancelled)
        CaptureFile::remove(path);
    return isCancelled ? Result<Done>(Done{}) : done;
}

} // namespace Pushscope
