// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioruns.h"

#include <utility>

namespace Pushscope {

ScenarioRuns::Run::Run(const QByteArray &name, qint64 number)
    : channel(name)
    , client(number)
{
}

ScenarioRuns::Run::~Run()
{
    if (shared)
        shared->unsubscribe(token);
}

ScenarioRuns::ScenarioRuns(EngineLoop &loop, QByteArray name, Play play, Channel *shared)
    : m_loop(loop)
    , m_name(std::move(name))
    , m_play(std::move(play))
    , m_shared(shared)
{
}

std::shared_ptr<ScenarioRuns::Run> ScenarioRuns::join(const QByteArray &key)
{
    const bool isNamed = !key.isEmpty();
    const QByteArray own = isNamed ? '=' + key : QByteArray::number(m_clients + 1);
    const auto found = m_runs.find(own);
    if (found == m_runs.end() && m_runs.size() >= MaxRuns)
        return nullptr;
    Run &run = found == m_runs.end() ? begin(own) : *found->second;
    ++run.requests;
    run.forgetTimer.reset();
    return { &run, [runs = weak_from_this(), own, isNamed](Run *) {
                if (const auto alive = runs.lock())
                    alive->left(own, isNamed);
            } };
}

ScenarioRuns::Run &ScenarioRuns::begin(const QByteArray &key)
{
    auto made = std::make_shared<Run>(m_name, ++m_clients);
    Run *run = made.get();
    m_runs[key] = std::move(made);
    if (m_shared) {
        run->shared = m_shared;
        run->token = m_shared->subscribe([run](const ChannelMessage &message) {
            run->channel.publish(message.json, message.cause);
        });
    }
    run->player = m_play(run->channel, run->client);
    return *run;
}

void ScenarioRuns::left(const QByteArray &key, bool isNamed)
{
    const auto found = m_runs.find(key);
    if (found == m_runs.end() || --found->second->requests > 0)
        return;
    // Not here: it may be its own message that made the last request end.
    const auto delay = isNamed ? ForgetAfter : std::chrono::milliseconds(0);
    found->second->forgetTimer
        = m_loop.network().startTimer(delay, [runs = weak_from_this(), key] {
              if (const auto alive = runs.lock())
                  alive->m_runs.erase(key);
          });
}

} // namespace Pushscope
