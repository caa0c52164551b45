// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/scenario.h"

#include <QSet>

#include <optional>

namespace Pushscope {

/// Makes a Scenario of a file that the schema takes, and finds what a schema cannot say: names of
/// channels that there are not, paths taken twice, templates and regular expressions.
class ScenarioReader
{
public:
    /// False where error() is.
    [[nodiscard]] bool read(const ScenarioNode &root);

    Scenario scenario;
    std::optional<ScenarioError> error;

private:
    bool addDefaults();
    bool readChannel(const ScenarioNode &node);
    bool readEndpoint(const ScenarioNode &node);
    bool readPath(const ScenarioNode &node, ScenarioEndpointPlan &plan);
    bool readSource(const ScenarioNode &node, ScenarioEndpointPlan &plan);
    bool readSocketIo(const ScenarioNode &node, ScenarioEndpointPlan &plan);
    bool readNamespace(const ScenarioNode &node, ScenarioNamespace &space);
    bool readFeeds(const ScenarioNode &node, ScenarioNamespace &space);
    bool readEventRule(const ScenarioNode &node, ScenarioNamespace &space);
    bool readEventStep(const ScenarioNode &node, ScenarioNamespace &space);
    bool readEmission(const ScenarioNode &node, Template::Place place, ScenarioEmission &emission);
    bool readRule(const ScenarioNode &node, ScenarioEndpointPlan &plan);
    bool readMatch(const ScenarioNode &node, ScenarioRule &rule);
    bool readFaults(const ScenarioNode &node, ScenarioEndpointPlan &plan);
    bool readStep(const ScenarioNode &node, ScenarioEndpointPlan &plan);
    bool readPublish(const ScenarioNode &node, Template::Place place, ScenarioPublish &publish);
    bool readClose(const ScenarioNode &node, ScenarioClose &close);
    bool readChannelName(const ScenarioNode *node, QByteArray &name);
    bool readTemplate(const ScenarioNode &node, Template::Place place, Template &made);
    bool fail(ScenarioError::Rule rule, ScenarioPosition position, const QByteArray &name,
              const QList<QByteArray> &expected);
    [[nodiscard]] const ScenarioChannel *channel(const QByteArray &name) const;

    QSet<QByteArray> m_paths;
};

} // namespace Pushscope
