// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinestalls.h"

#include <algorithm>
#include <iterator>

namespace Pushscope {

TimelineStalls::TimelineStalls(QObject *parent)
    : QObject(parent)
    , m_follower(QStringLiteral("kind:recording.stall"))
{
    connect(&m_follower, &RecordFollower::restarted, this, [this] {
        m_stalls.clear();
        emit changed();
    });
    connect(&m_follower, &RecordFollower::arrived, this, &TimelineStalls::take);
}

void TimelineStalls::take(const std::vector<Record> &records)
{
    std::ranges::transform(records, std::back_inserter(m_stalls), stallOf);
    // One loop stalls after the other, but each of them in order.
    std::ranges::stable_sort(m_stalls, {}, &TimelineStall::tFrom);
    emit changed();
}

} // namespace Pushscope
