// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockendpoint.h"
#include "engine/mock/scenariotechniques.h"
#include "engine/mock/scenarioworkers.h"

#include <chrono>
#include <map>
#include <memory>

namespace Pushscope {

/// An endpoint of a scenario: has a request wait for a worker, holds it, and then leaves it to the
/// technique's endpoint; to one of its own where each client has its own messages.
class ScenarioEndpoint final : public MockEndpoint
{
public:
    /// How long a client's own messages go on when no request of its is there. A polling client
    /// is back far sooner, and who starts over after that gets them from the first.
    static constexpr std::chrono::milliseconds ForgetAfter { 10'000 };
    /// Clients with messages of their own at a time; further ones get 503. Each takes some KiB.
    static constexpr std::size_t MaxRuns = 10'000;

    struct Parts {
        const ScenarioWorld &world;
        const ScenarioEndpointPlan &plan;
        const ScenarioChannel *source; ///< The plan's channel; nullptr: none.
        std::shared_ptr<ScenarioWorkers> workers; ///< Whose requests it takes; nullptr: no limit.
    };

    /// The references of @p parts outlive it.
    explicit ScenarioEndpoint(const Parts &parts);
    ~ScenarioEndpoint() override;

    [[nodiscard]] QByteArray methods() const override { return m_inner->methods(); }
    [[nodiscard]] bool servesBelow() const override { return m_inner->servesBelow(); }
    void serve(MockConnection &connection, const MockRequest &request) override;

private:
    struct Run;

    void hold(MockConnection &connection);
    void answer(MockConnection &connection);
    void answerOwn(MockConnection &connection);
    [[nodiscard]] std::unique_ptr<MockEndpoint> makeInner(Channel &channel) const;
    [[nodiscard]] bool isPerClient() const;
    [[nodiscard]] qint64 lastNumber() const;
    [[nodiscard]] QByteArray keyOf(const MockRequest &request);
    Run *runFor(const QByteArray &key);
    void left(const QByteArray &key);

    Parts m_parts;
    const ScenarioTechnique *m_technique;
    Channel m_ownChannel; ///< Where the plan names none.
    std::unique_ptr<MockEndpoint> m_inner;
    std::map<QByteArray, std::unique_ptr<Run>> m_runs;
    qint64 m_clients = 0;
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);
};

} // namespace Pushscope
