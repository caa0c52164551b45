// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/capturefile.h"

#include "storage/filelock.h"
#include "storage/schema.h"

#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace Pushscope {

namespace {

// What SQLite keeps beside a database.
constexpr std::array<QLatin1String, 3> Companions{ QLatin1String("-wal"), QLatin1String("-shm"),
                                                   QLatin1String("-journal") };

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

Result<Database> CaptureFile::openForReading(const QString &path, State state)
{
    const QFileInfo info(path);
    if (!info.exists())
        return systemError(path, ENOENT);
    if (!info.isFile())
        return fileError(ErrorCode::NotACapture, path, {});
    Result<Database> database = Database::open(path, accessFor(state));
    if (!database)
        return database.error();
    if (!Schema::harden(*database))
        return database->lastError();
    if (Result<Done> checked = Schema::check(*database); !checked)
        return checked.error();
    return database;
}

} // namespace Pushscope
