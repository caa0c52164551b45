// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/deliverymeter.h"

#include <QDateTime>

#include <algorithm>
#include <vector>

namespace Pushscope {

void DeliveryMeter::messageArrived(QByteArrayView content, qint64 wallMs)
{
    constexpr QByteArrayView Member("\"time\":\"");
    const qsizetype at = content.lastIndexOf(Member);
    if (at < 0)
        return;
    const QByteArrayView rest = content.sliced(at + Member.size());
    const qsizetype end = rest.indexOf('"');
    if (end < 0)
        return;
    const QDateTime made
        = QDateTime::fromString(QString::fromLatin1(rest.first(end)), Qt::ISODateWithMs);
    if (!made.isValid())
        return;
    m_delays.push_back(std::max<qint64>(0, wallMs - made.toMSecsSinceEpoch()));
    if (m_delays.size() > MaxKept)
        m_delays.pop_front();
}

std::optional<qint64> DeliveryMeter::medianMs() const
{
    if (m_delays.empty())
        return std::nullopt;
    std::vector<qint64> sorted(m_delays.begin(), m_delays.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

} // namespace Pushscope
