// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"

#include <atomic>
#include <chrono>

namespace Pushscope {

/// The time of a capture that is made up: it passes as fast as that is written, and as time does
/// once it runs.
class CaptureClock final : public Clock
{
public:
    // 2026-01-01T00:00:00Z
    static constexpr qint64 WallNs = 1'767'225'600'000'000'000;

    [[nodiscard]] qint64 monotonicNs() const override
    {
        return m_ns + (m_isRunning ? steadyNs() - m_since : 0);
    }
    [[nodiscard]] qint64 wallNs() const override { return WallNs + monotonicNs(); }
    void set(qint64 ns) { m_ns = ns; }
    void run()
    {
        m_since = steadyNs();
        m_isRunning = true;
    }

private:
    [[nodiscard]] static qint64 steadyNs()
    {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(
                   std::chrono::steady_clock::now().time_since_epoch())
            .count();
    }

    std::atomic<qint64> m_ns{ 0 };
    std::atomic<qint64> m_since{ 0 };
    std::atomic<bool> m_isRunning{ false };
};

} // namespace Pushscope
