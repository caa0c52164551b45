// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/fileheader.h"

#include <QFile>
#include <QtEndian>

namespace Pushscope {

bool isCutShort(const QString &path)
{
    constexpr qsizetype HeaderOctets = 100;
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

} // namespace Pushscope
