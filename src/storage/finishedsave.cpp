// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/finishedsave.h"

#include "storage/capturefile.h"

#include <QFile>

#include <cerrno>
#include <unistd.h>

namespace Pushscope {

namespace {

constexpr int WholePerMille = 1000;

/// Whom a copy tells how far it is, and who may end it before.
struct Watch {
    const std::atomic_bool &isCancelled;
    const CaptureStore::ProgressHandler &handler;
};

/// Octet by octet: also what is damaged stays as it is.
Result<Done> copyFile(const QString &from, const QString &to, const Watch &watch)
{
    constexpr qint64 ChunkOctets = 4 * 1024 * 1024;
    QFile source(from);
    QFile target(to);
    if (!source.open(QFile::ReadOnly | QFile::Unbuffered))
        return fileError(ErrorCode::StorageFailed, from, source.errorString().toUtf8());
    if (!target.open(QFile::WriteOnly | QFile::ExistingOnly | QFile::Unbuffered))
        return fileError(ErrorCode::StorageFailed, to, target.errorString().toUtf8());
    qint64 copied = 0;
    while (!watch.isCancelled) {
        const QByteArray chunk = source.read(ChunkOctets);
        if (chunk.isEmpty())
            break;
        errno = 0;
        if (target.write(chunk) != chunk.size())
            return systemError(to, errno);
        copied += chunk.size();
        watch.handler(static_cast<int>(WholePerMille * copied / std::max(copied, source.size())),
                      false, std::nullopt);
    }
    if (source.error() != QFile::NoError)
        return fileError(ErrorCode::StorageFailed, from, source.errorString().toUtf8());
    if (fsync(target.handle()) != 0)
        return systemError(to, errno);
    return Done{};
}

Result<Done> moveFile(const QString &from, CaptureFile::State state, const QString &to)
{
    // Nobody else may recover it meanwhile; and what a killed process left of its lock goes too.
    const Result<FileLock> lock = FileLock::take(from);
    if (!lock)
        return lock.error();
    if (state == CaptureFile::State::Left) {
        if (Result<Done> settled = CaptureFile::settle(from); !settled)
            return settled;
    }
    return CaptureFile::rename(from, to);
}

/// False: it was cancelled.
Result<bool> save(CapturePlace &place, CaptureReader &reader, const QString &target,
                  const Watch &watch)
{
    const QString from = place.path();
    if (from == target)
        return true;
    Result<FileLock> lock = FileLock::take(target);
    if (!lock)
        return lock.error();
    const CaptureFile::State state = CaptureFile::stateOf(from);
    const bool wasSaved = place.isSaved();
    const bool isMove = !wasSaved && state != CaptureFile::State::Live
        && CaptureFile::areOnSameFilesystem(from, target);
    const QString part = target + QLatin1String(".part");
    Result<Done> done = Done{};
    if (!isMove) {
        done = CaptureFile::makeEmpty(part);
        if (done) {
            done = state == CaptureFile::State::Finished
                ? copyFile(from, part, watch)
                : CaptureFile::copy(from, state, part, watch.isCancelled, [&watch](int perMille) {
                      watch.handler(perMille, false, std::nullopt);
                  });
        }
        if (done && watch.isCancelled) {
            CaptureFile::remove(part);
            return false;
        }
    }
    reader.suspend();
    if (done)
        done = isMove ? moveFile(from, state, target) : CaptureFile::rename(part, target);
    if (done && !isMove && !wasSaved)
        CaptureFile::removeUnlessHeld(from);
    if (!done && !isMove)
        CaptureFile::remove(part);
    if (done)
        place.move(target, {});
    const QString now = place.path();
    lock->release();
    reader.resume([now] { return CaptureFile::openForReading(now, CaptureFile::stateOf(now)); },
                  CaptureReader::Growth::None);
    if (!done)
        return done.error();
    return true;
}

} // namespace

void saveFinished(CapturePlace &place, CaptureReader &reader, const QString &target,
                  const std::atomic_bool &isCancelled,
                  const CaptureStore::ProgressHandler &handler)
{
    const Result<bool> saved = save(place, reader, target, { isCancelled, handler });
    if (saved)
        handler(*saved ? WholePerMille : 0, true, std::nullopt);
    else
        handler(0, true, saved.error());
}

} // namespace Pushscope
