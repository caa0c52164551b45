// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Pushscope {

/// Where times come from; tests hand in a clock that they move by hand.
///
/// Threads: implementations are safe to ask from any thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock();

    /// Nanoseconds since an arbitrary origin; never goes back and counts time in suspend where
    /// the system can.
    [[nodiscard]] virtual qint64 monotonicNs() const = 0;

    /// Nanoseconds since 1970-01-01T00:00:00Z by the system's wall clock; may step.
    [[nodiscard]] virtual qint64 wallNs() const = 0;
};

/// The system's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 monotonicNs() const override;
    [[nodiscard]] qint64 wallNs() const override;
};

} // namespace Pushscope
