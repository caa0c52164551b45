// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/recordinglimits.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// Two numbers of octets: stop at, keep.
const QString LimitsKey = QStringLiteral("limits");

} // namespace

RecordingLimits recallLimits(const Services &services)
{
    const QByteArrayList numbers = services.recall(LimitsKey).split(' ');
    RecordingLimits limits;
    if (numbers.size() == 2) {
        limits.stopAtOctets = std::max<qint64>(0, numbers.at(0).toLongLong());
        limits.keepOctets = std::max<qint64>(0, numbers.at(1).toLongLong());
    }
    return limits;
}

void rememberLimits(const Services &services, const RecordingLimits &limits)
{
    services.remember(LimitsKey,
                      QByteArray(QByteArray::number(limits.stopAtOctets) + ' '
                                 + QByteArray::number(limits.keepOctets)));
}

} // namespace Pushscope
