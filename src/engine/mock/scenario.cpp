// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenario.h"

#include "engine/mock/scenarioreader.h"

#include <utility>

namespace Pushscope {

std::variant<Scenario, ScenarioError> readScenario(QByteArrayView octets)
{
    ScenarioText text = readScenarioJson(octets);
    if (auto *wrong = std::get_if<ScenarioError>(&text))
        return std::move(*wrong);
    ScenarioReader reader;
    if (!reader.read(std::get<ScenarioNode>(text)))
        return *std::move(reader.error);
    return std::move(reader.scenario);
}

} // namespace Pushscope
