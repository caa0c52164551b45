// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioreader.h"

namespace Pushscope {

namespace {

/// Whether all that @p fault spoils goes before the first message of a response, or of a WebSocket.
/// A session of Engine.IO goes over many responses, and counts its messages over all of them.
bool comesBeforeMessages(const ScenarioFault &fault, const ScenarioEndpointPlan &plan)
{
    const QByteArrayView subject = faultSubject(fault.kind);
    return !plan.socketIo && (subject == "handshake" || subject == "head" || subject == "response");
}

} // namespace

// Which kinds there are, and which of them go with the technique, the schema has seen to.
bool ScenarioReader::readFaults(const ScenarioNode &node, ScenarioEndpointPlan &plan)
{
    const ScenarioNode *list = node.member("faults");
    if (!list)
        return true;
    for (const ScenarioNode &one : list->children) {
        ScenarioFault fault;
        fault.kind = faultFromName(one.member("kind")->string()).value_or(FaultKind::Reset);
        if (const ScenarioNode *count = one.member("after_messages"))
            fault.afterMessages = count->integer();
        if (fault.afterMessages.value_or(0) > 0 && comesBeforeMessages(fault, plan)) {
            return fail(ScenarioError::Rule::Together, one.member("after_messages")->keyPosition,
                        "after_messages", { faultName(fault.kind).toByteArray() });
        }
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
    return true;
}

} // namespace Pushscope
