// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/corsrule.h"
#include "engine/mock/fault.h"
#include "engine/mock/scenarioerror.h"
#include "engine/mock/scenariosocketio.h"
#include "engine/mock/template.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QRegularExpression>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace Pushscope {

/// Messages that come one after the other; `channels` of a scenario.
struct ScenarioChannel {
    QByteArray name;
    std::chrono::milliseconds every { 0 }; ///< 0: only what is published comes in.
    std::chrono::milliseconds first { 0 };
    std::vector<Template> messages; ///< Sent in turn; at least one where every is not 0.
    qint64 limit = 0; ///< 0: without end.
    bool isPerClient = false;
    bool endsResponses = false; ///< After the last message.
};

struct ScenarioClose {
    std::optional<quint16> code;
    QByteArray reason;
};

/// One of `steps`: one of its three is set.
struct ScenarioStep {
    std::chrono::milliseconds after { 0 };
    std::optional<Template> send;
    std::optional<ScenarioPublish> publish;
    std::optional<ScenarioClose> close;
};

/// One of `on_message`.
struct ScenarioRule {
    /// One of these; none: every message.
    std::optional<ScenarioNode> json;
    std::optional<QRegularExpression> expression; ///< Of match_regex and match_glob.
    /// What follows; any of them.
    std::optional<Template> reply;
    std::optional<ScenarioPublish> publish;
    std::optional<ScenarioClose> close;
};

/// One of `endpoints`.
struct ScenarioEndpointPlan {
    QByteArray path;
    QByteArray technique; ///< Contract name; empty where it serves a folder.
    QString folder; ///< `static`, as the file has it.
    ScenarioPosition folderPosition;
    QByteArray channel; ///< Empty: none.
    QByteArray key; ///< Query parameter that tells clients apart; empty: none.
    std::optional<CorsRule> cors;
    QList<QByteArray> origins; ///< Lower case; empty: all.
    int workers = 0; ///< 0: no pool of its own.
    std::chrono::milliseconds hold { 0 };
    std::vector<QByteArray> subprotocols;
    std::optional<qint64> retryMs;
    QByteArray event;
    std::vector<ScenarioRule> rules;
    std::vector<ScenarioStep> steps;
    std::vector<ScenarioFault> faults;
    std::optional<ScenarioSocketIo> socketIo; ///< Of that technique; rules, steps, faults are there.
};

/// What a mock does, as a scenario file says it; contract §4.
struct Scenario {
    QString folder; ///< From which folders of endpoints are seen.
    QString name; ///< Where it came from, for records.
    bool hasDefaults = false;
    int workers = 0; ///< 0: no pool for all.
    std::vector<ScenarioChannel> channels;
    std::vector<ScenarioEndpointPlan> endpoints;
};

/// Reads a scenario file. What it breaks first in the order of the file is the error, but that what
/// belongs together is looked at after all that stands alone.
///
/// Threads: reentrant.
[[nodiscard]] std::variant<Scenario, ScenarioError> readScenario(QByteArrayView octets);

} // namespace Pushscope
