// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/fileheader.h"

#include "storage/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace Pushscope {

namespace {

constexpr qsizetype HeaderOctets = 100;

} // namespace

bool isCutShort(const QString &path)
{
    constexpr qint64 LargestPage = 65'536; // Written as 1.
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false; // Whoever opens it next says why.
    const QByteArray header = file.read(HeaderOctets);
    if (header.size() < HeaderOctets)
        return true;
    const auto pageField = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 pageOctets = pageField == 1 ? LargestPage : pageField;
    const auto pages = qFromBigEndian<quint32>(header.constData() + 28);
    // The size is only valid where the change counter and "version valid for" agree.
    const bool isValid = header.mid(24, 4) == header.mid(92, 4);
    return isValid && file.size() < pageOctets * static_cast<qint64>(pages);
}

bool isCaptureOrEmpty(const QString &path)
{
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

} // namespace Pushscope
