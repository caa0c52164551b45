// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>

namespace Pushscope {

/// A clock that stands still until a test moves it.
class ManualClock final : public Clock
{
public:
    /// 2026-01-01T00:00:00Z.
    static constexpr qint64 DefaultWallNs = 1'767'225'600'000'000'000;

    explicit ManualClock(qint64 monotonicNs = 0, qint64 wallNs = DefaultWallNs)
        : m_monotonicNs(monotonicNs)
        , m_wallNs(wallNs)
    {
    }

    [[nodiscard]] qint64 monotonicNs() const override { return m_monotonicNs; }
    [[nodiscard]] qint64 wallNs() const override { return m_wallNs; }

    /// Both clocks go on by @p duration.
    void advance(std::chrono::nanoseconds duration)
    {
        m_monotonicNs += duration.count();
        m_wallNs += duration.count();
    }
    /// Somebody sets the wall clock.
    void stepWall(std::chrono::nanoseconds duration) { m_wallNs += duration.count(); }

private:
    std::atomic<qint64> m_monotonicNs;
    std::atomic<qint64> m_wallNs;
};

} // namespace Pushscope
