// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engineloop.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Pushscope {

/// Calls a function time after time, as a channel or the steps of a scenario say.
///
/// While the recording cannot keep up nothing is played: what is due is postponed, not lost.
///
/// Threads: on the thread of its loop.
class ScenarioPlayer
{
public:
    /// What is waited before the call of this number, from 0; nullopt: there is none.
    using Delay = std::function<std::optional<std::chrono::milliseconds>(qint64 number)>;
    /// May destroy the player.
    using Play = std::function<void(qint64 number)>;

    /// @p loop outlives the player.
    ScenarioPlayer(EngineLoop &loop, Delay delay, Play play);
    ScenarioPlayer(const ScenarioPlayer &) = delete;
    ScenarioPlayer &operator=(const ScenarioPlayer &) = delete;
    ~ScenarioPlayer();

    void start();
    /// All calls were made.
    [[nodiscard]] bool isDone() const { return m_isDone; }

private:
    /// How often a postponed call looks whether the recording has room again.
    static constexpr std::chrono::milliseconds StallCheck { 20 };
    /// One that is later than this is not caught up with: a machine that slept would send a flood.
    static constexpr qint64 MaxLateNs = 1'000'000'000;

    void schedule();
    void startTimer(std::chrono::milliseconds delay);
    void due();

    EngineLoop &m_loop;
    Delay m_delay;
    Play m_play;
    std::unique_ptr<Timer> m_timer;
    qint64 m_next = 0;
    qint64 m_dueNs = 0; ///< Counted on from call to call, so that delays do not add up.
    bool m_isDone = false;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);
};

} // namespace Pushscope
