// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/capturetimes.h"

#include <QDateTime>

namespace Pushscope {

QByteArray rfc3339(qint64 wallNs)
{
    constexpr qint64 NsPerMs = 1'000'000;
    constexpr qint64 NsPerSecond = 1000 * NsPerMs;
    constexpr int FractionDigits = 9;
    const qint64 fraction = ((wallNs % NsPerSecond) + NsPerSecond) % NsPerSecond;
    const QDateTime second = QDateTime::fromMSecsSinceEpoch((wallNs - fraction) / NsPerMs, Qt::UTC);
    return second.toString(QStringLiteral("yyyy-MM-ddThh:mm:ss.")).toLatin1()
        + QByteArray::number(fraction).rightJustified(FractionDigits, '0') + 'Z';
}

} // namespace Pushscope
