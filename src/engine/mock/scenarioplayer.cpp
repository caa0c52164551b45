// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioplayer.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr qint64 NsPerMs = 1'000'000;

} // namespace

ScenarioPlayer::ScenarioPlayer(EngineLoop &loop, Delay delay, Play play)
    : m_loop(loop)
    , m_delay(std::move(delay))
    , m_play(std::move(play))
{
}

ScenarioPlayer::~ScenarioPlayer() = default;

void ScenarioPlayer::start()
{
    m_dueNs = m_loop.network().nowNs();
    schedule();
}

void ScenarioPlayer::schedule()
{
    const auto delay = m_delay(m_next);
    m_isDone = !delay;
    if (m_isDone)
        return;
    const qint64 now = m_loop.network().nowNs();
    m_dueNs = std::max(m_dueNs, now - MaxLateNs) + delay->count() * NsPerMs;
    startTimer(std::chrono::milliseconds(std::max<qint64>(0, m_dueNs - now + NsPerMs - 1) / NsPerMs));
}

void ScenarioPlayer::startTimer(std::chrono::milliseconds delay)
{
    m_timer = m_loop.network().startTimer(delay, [this] { due(); });
}

void ScenarioPlayer::due()
{
    if (m_loop.isStalled()) {
        startTimer(StallCheck);
        return;
    }
    EngineLoop &loop = m_loop;
    const std::weak_ptr<bool> isAlive = m_isAlive;
    const Play play = m_play; // This may be gone before it returns.
    play(m_next);
    if (!isAlive.expired()) {
        ++m_next;
        schedule();
    }
    loop.afterEvent();
}

} // namespace Pushscope
