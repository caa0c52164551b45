// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/capturetarget.h"

#include "storage/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cstdio>

namespace Pushscope {

namespace {

/// By the header alone: a capture that is damaged is one.
///
/// Spec: SQLite database file format §1.3.
bool isCaptureOrEmpty(const QString &path)
{
    constexpr qsizetype HeaderOctets = 100;
    constexpr qsizetype ApplicationIdAt = 68;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray header = file.read(HeaderOctets);
    if (header.isEmpty())
        return true;
    return header.size() == HeaderOctets && header.startsWith("SQLite format 3")
        && qFromBigEndian<qint32>(header.constData() + ApplicationIdAt) == Schema::ApplicationId;
}

} // namespace

bool isFreeForCapture(const std::string &path, bool isForced)
{
    const QString name = QString::fromStdString(path);
    if (!QFileInfo::exists(name))
        return true;
    if (!isForced) {
        std::fprintf(stderr, "-o: %s exists; --force replaces it\n", path.c_str());
        return false;
    }
    if (isCaptureOrEmpty(name))
        return true;
    std::fprintf(stderr, "-o: %s is no capture, and --force replaces nothing else\n",
                 path.c_str());
    return false;
}

} // namespace Pushscope
