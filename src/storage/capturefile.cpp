// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/capturefile.h"

#include "storage/databasecopy.h"
#include "storage/fileheader.h"
#include "storage/filelock.h"
#include "storage/schema.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Pushscope {

namespace {

// What SQLite keeps beside a database.
constexpr std::array<QLatin1String, 3> Companions{ QLatin1String("-wal"), QLatin1String("-shm"),
                                                   QLatin1String("-journal") };

// Companions of what is being replaced.
constexpr QLatin1String Aside{ "-replaced" };

/// Replaces what lies at @p to; errno says why not.
bool moveFile(const QString &from, const QString &to)
{
    return ::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

Database::Access accessFor(CaptureFile::State state)
{
    switch (state) {
    case CaptureFile::State::Finished:
        return Database::Access::Immutable;
    case CaptureFile::State::Left:
        return Database::Access::ReadLeftWal;
    case CaptureFile::State::Live:
        break;
    }
    return Database::Access::Read;
}

/// Opens a capture, which may be a stranger's, for writing.
Result<Database> openForWriting(const QString &path)
{
    Result<Database> database = Database::open(path, Database::Access::Write);
    if (!database)
        return database;
    if (!Schema::harden(*database))
        return database->lastError();
    if (Result<Done> checked = Schema::check(*database); !checked)
        return checked.error();
    return database;
}

/// @p isPart: also where the end of the file is missing, which SQLite refuses by default.
Result<Database> openAndCheck(const QString &path, CaptureFile::State state, bool isPart)
{
    Result<Database> database = Database::open(path, accessFor(state));
    if (!database)
        return database;
    if (!Schema::harden(*database) || (isPart && !Schema::takeParts(*database)))
        return database->lastError();
    if (Result<Done> checked = Schema::check(*database); !checked)
        return checked.error();
    return database;
}

/// A name in a folder is safe on the disk when the folder is.
void syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

dev_t filesystemOf(const QString &path)
{
    struct stat facts {
    };
    return stat(QFile::encodeName(path).constData(), &facts) == 0 ? facts.st_dev : 0;
}

} // namespace

CaptureFile::State CaptureFile::stateOf(const QString &path)
{
    if (FileLock::isHeld(path))
        return State::Live;
    return QFileInfo(path + Companions[0]).size() > 0 ? State::Left : State::Finished;
}

Result<Done> CaptureFile::makeEmpty(const QString &path)
{
    remove(path);
    const int descriptor
        = open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return systemError(path, errno);
    close(descriptor);
    return Done{};
}

void CaptureFile::remove(const QString &path)
{
    QFile::remove(path);
    for (const QLatin1String companion : Companions)
        QFile::remove(path + companion);
}

void CaptureFile::removeUnlessHeld(const QString &path)
{
    const Result<FileLock> lock = FileLock::take(path);
    if (lock)
        remove(path);
}

Result<Done> CaptureFile::rename(const QString &from, const QString &to)
{
    // A `-wal` that lay there would be taken for the newcomer's, but while that has not come it
    // holds the newest of what lies there.
    for (const QLatin1String companion : Companions)
        moveFile(to + companion, to + companion + Aside);
    const bool isDone = moveFile(from, to);
    const int why = errno;
    for (const QLatin1String companion : Companions) {
        if (isDone)
            QFile::remove(to + companion + Aside);
        else
            moveFile(to + companion + Aside, to + companion);
    }
    if (!isDone)
        return systemError(to, why);
    for (const QLatin1String companion : Companions)
        QFile::remove(from + companion);
    syncFolderOf(to);
    return Done{};
}

bool CaptureFile::areOnSameFilesystem(const QString &from, const QString &to)
{
    return filesystemOf(from) == filesystemOf(QFileInfo(to).absolutePath());
}

Result<Done> CaptureFile::settle(const QString &path)
{
    Result<Database> database = openForWriting(path);
    if (!database)
        return database.error();
    if (!database->run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE"))
        return database->lastError();
    return Done{};
}

Result<Done> CaptureFile::addNote(const QString &path, const QByteArray &text, qint64 about,
                                  const QByteArray &written)
{
    Result<FileLock> lock = FileLock::take(path);
    if (!lock)
        return lock.error();
    Result<Database> database = openForWriting(path);
    if (!database)
        return database.error();
    Statement insert(*database, "INSERT INTO note(about, written, text) VALUES(?,?,?)");
    insert.bind(1, about);
    insert.bindText(2, written);
    insert.bindText(3, text);
    if (!insert.execute()
        || !database->run("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE"))
        return database->lastError();
    return Done{};
}

Result<Database> CaptureFile::openForReading(const QString &path, State state)
{
    const QFileInfo info(path);
    if (!info.exists())
        return systemError(path, ENOENT);
    if (!info.isFile())
        return fileError(ErrorCode::NotACapture, path, {});
    return openAndCheck(path, state, state == State::Finished && isCutShort(path));
}

/// What is still in a `-wal` comes along; the copy is one file.
Result<Done> CaptureFile::copy(const QString &from, State state, const QString &to,
                               const std::atomic_bool &isCancelled,
                               const std::function<void(int perMille)> &progress)
{
    Result<Database> source = openForReading(from, state);
    if (!source)
        return source.error();
    Result<DatabaseCopy> copy = DatabaseCopy::begin(*source, to);
    if (!copy)
        return copy.error();
    if (Result<Done> copied = copy->copyAll(isCancelled, progress); !copied)
        return copied;
    if (Result<Done> finished = copy->finish(); !finished)
        return finished;
    return isCancelled ? Result<Done>(Done{}) : settle(to);
}

} // namespace Pushscope
