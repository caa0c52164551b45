// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A scenario file from anywhere: it is read or refused, an error lies inside the file, and what is
// taken once is taken again.

#include "engine/mock/scenario.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace Pushscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView octets(data, static_cast<qsizetype>(size));
    const auto read = readScenario(octets);
    const auto *error = std::get_if<ScenarioError>(&read);
    if (!error) {
        for (const ScenarioChannel &channel : std::get<Scenario>(read).channels) {
            for (const Template &message : channel.messages) {
                const QByteArray json = message.expand({ .n = 1, .channel = channel.name });
                if (!std::holds_alternative<ScenarioNode>(readScenarioJson(json))) {
                    std::fprintf(stderr, "made no JSON: %s\n", json.constData());
                    std::abort();
                }
            }
        }
        return 0;
    }
    const auto lines = std::count(octets.begin(), octets.end(), '\n') + 1;
    if (error->position.line < 1 || error->position.line > lines || error->position.column < 1
        || error->position.column > octets.size() + 1) {
        std::fprintf(stderr, "error outside the file: %d:%d\n", error->position.line,
                     error->position.column);
        std::abort();
    }
    return 0;
}
