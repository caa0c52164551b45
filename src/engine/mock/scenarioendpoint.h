// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockendpoint.h"
#include "engine/mock/scenarioruns.h"
#include "engine/mock/scenariotechniques.h"
#include "engine/mock/scenarioworkers.h"

#include <memory>

namespace Pushscope {

/// An endpoint of a scenario: has a request wait for a worker, holds it, and then leaves it to the
/// technique's endpoint; to one of its own where each client has its own messages.
class ScenarioEndpoint final : public MockEndpoint
{
public:
    struct Parts {
        const ScenarioWorld &world;
        const ScenarioEndpointPlan &plan;
        const ScenarioChannel *source; ///< The plan's channel; nullptr: none.
        std::shared_ptr<ScenarioWorkers> workers; ///< Whose requests it takes; nullptr: no limit.
        std::shared_ptr<ScenarioRuns> runs; ///< Of the channel, where it is per client.
    };

    /// The references of @p parts outlive it.
    explicit ScenarioEndpoint(const Parts &parts);
    ~ScenarioEndpoint() override;

    [[nodiscard]] QByteArray methods() const override { return m_inner->methods(); }
    [[nodiscard]] bool judgesMethods() const override { return m_inner->judgesMethods(); }
    [[nodiscard]] bool servesBelow() const override { return m_inner->servesBelow(); }
    [[nodiscard]] MockRequestFacts factsOf(const MockRequest &request) const override
    {
        return m_inner->factsOf(request);
    }
    void serve(MockConnection &connection, const MockRequest &request) override;
    void stop() override { m_inner->stop(); }

private:
    void hold(MockConnection &connection);
    void answer(MockConnection &connection);
    void answerOwn(MockConnection &connection);
    [[nodiscard]] std::unique_ptr<MockEndpoint> makeInner(Channel &channel) const;
    [[nodiscard]] qint64 lastNumber() const;
    [[nodiscard]] QByteArray keyOf(const MockRequest &request) const;

    Parts m_parts;
    const ScenarioTechnique *m_technique;
    Channel m_ownChannel; ///< Where the plan names none.
    qint64 m_served = 0;
    std::unique_ptr<MockEndpoint> m_inner;
};

} // namespace Pushscope
