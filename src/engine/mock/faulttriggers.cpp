// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/faulttriggers.h"

#include <utility>

namespace Pushscope {

FaultTriggers::FaultTriggers(EngineLoop &loop, const std::vector<ScenarioFault> &faults,
                             qint64 client, Teller tell)
    : m_loop(loop)
    , m_tell(std::move(tell))
    , m_since(loop.now())
{
    quint32 seed = static_cast<quint32>(client);
    for (const ScenarioFault &fault : faults) {
        if (fault.client != 0 && fault.client != client)
            continue;
        m_armed.push_back({ .fault = fault });
        seed ^= fault.seed;
    }
    m_random.seed(seed);
}

FaultTriggers::Armed &FaultTriggers::add(const ScenarioFault &fault)
{
    return m_armed.emplace_back(Armed{ .fault = fault });
}

bool FaultTriggers::isDue(const Armed &one)
{
    constexpr qint64 NsPerMs = 1'000'000;
    const ScenarioFault &fault = one.fault;
    if (one.isSpent)
        return false;
    if (fault.afterMessages && m_messages < *fault.afterMessages)
        return false;
    if (fault.after && m_loop.now() - m_since < fault.after->count() * NsPerMs)
        return false;
    return !fault.probability || m_random.generateDouble() < *fault.probability;
}

void FaultTriggers::tell(Armed &one)
{
    one.isSpent = one.fault.isByHand && actsOnce(one.fault.kind);
    if (!std::exchange(one.isTold, true))
        m_tell(one.fault);
}

const ScenarioFault *FaultTriggers::due(FaultKind kind)
{
    for (Armed &one : m_armed) {
        if (one.fault.kind == kind && isDue(one)) {
            tell(one);
            return &one.fault;
        }
    }
    return nullptr;
}

} // namespace Pushscope
