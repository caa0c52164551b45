// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/clock.h"

#include <ctime>

namespace Pushscope {

namespace {

#ifdef CLOCK_BOOTTIME
constexpr clockid_t MonotonicClockId = CLOCK_BOOTTIME; // Counts suspend, unlike CLOCK_MONOTONIC.
#else
constexpr clockid_t MonotonicClockId = CLOCK_MONOTONIC;
#endif
constexpr qint64 NsPerSecond = 1'000'000'000;

qint64 readClock(clockid_t id)
{
    timespec now {};
    clock_gettime(id, &now);
    return static_cast<qint64>(now.tv_sec) * NsPerSecond + now.tv_nsec;
}

} // namespace

Clock::~Clock() = default;

qint64 SystemClock::monotonicNs() const
{
    return readClock(MonotonicClockId);
}

qint64 SystemClock::wallNs() const
{
    return readClock(CLOCK_REALTIME);
}

} // namespace Pushscope
