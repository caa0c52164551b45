// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/filelock.h"

#include "storage/sqlite.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace Pushscope {

namespace {

/// The file at @p path is still the one that is open: who releases a lock removes it first.
bool isStillAt(const QByteArray &path, int descriptor)
{
    struct stat open {
    };
    struct stat there {
    };
    return fstat(descriptor, &open) == 0 && stat(path.constData(), &there) == 0
        && open.st_dev == there.st_dev && open.st_ino == there.st_ino;
}

} // namespace

QString FileLock::lockPath(const QString &capture)
{
    return capture + QLatin1String(".lock");
}

Result<FileLock> FileLock::take(const QString &capture)
{
    FileLock lock;
    lock.m_path = lockPath(capture);
    const QByteArray path = QFile::encodeName(lock.m_path);
    while (true) {
        const int descriptor = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (descriptor < 0)
            return systemError(capture, errno);
        if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const int errorNumber = errno;
            close(descriptor);
            return errorNumber == EWOULDBLOCK ? fileError(ErrorCode::Locked, capture, {})
                                              : systemError(capture, errorNumber);
        }
        if (isStillAt(path, descriptor)) {
            lock.m_descriptor = descriptor;
            return lock;
        }
        close(descriptor);
    }
}

bool FileLock::isHeld(const QString &capture)
{
    const int descriptor
        = open(QFile::encodeName(lockPath(capture)).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isHeld = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(descriptor);
    return isHeld;
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_path = std::move(other.m_path);
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

void FileLock::release()
{
    if (m_descriptor < 0)
        return;
    unlink(QFile::encodeName(m_path).constData());
    close(m_descriptor);
    m_descriptor = -1;
}

} // namespace Pushscope
