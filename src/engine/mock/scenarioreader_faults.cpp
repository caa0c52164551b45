// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioreader.h"

namespace Pushscope {

// Which kinds there are, and which of them go with the technique, the schema has seen to.
void ScenarioReader::readFaults(const ScenarioNode &node, ScenarioEndpointPlan &plan) const
{
    const ScenarioNode *list = node.member("faults");
    if (!list)
        return;
    for (const ScenarioNode &one : list->children) {
        ScenarioFault fault;
        fault.kind = faultFromName(one.member("kind")->string()).value_or(FaultKind::Reset);
        if (const ScenarioNode *count = one.member("after_messages"))
            fault.afterMessages = count->integer();
        if (const ScenarioNode *time = one.member("after_ms"))
            fault.after = std::chrono::milliseconds(time->integer());
        if (const ScenarioNode *probability = one.member("probability"))
            fault.probability = probability->number();
        if (const ScenarioNode *seed = one.member("seed"))
            fault.seed = static_cast<quint32>(seed->integer());
        if (const ScenarioNode *client = one.member("client"))
            fault.client = client->integer();
        if (const ScenarioNode *time = one.member("ms"))
            fault.time = std::chrono::milliseconds(time->integer());
        if (const ScenarioNode *octets = one.member("octets"))
            fault.octets = octets->integer();
        for (const char *name : { "code", "status" }) {
            if (const ScenarioNode *code = one.member(name))
                fault.code = static_cast<int>(code->integer());
        }
        plan.faults.push_back(fault);
    }
}

} // namespace Pushscope
