// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engineloop.h"
#include "engine/mock/fault.h"

#include <QRandomGenerator>

#include <functional>
#include <vector>

namespace Pushscope {

/// The faults of one client, and when each of them acts.
///
/// Threads: on the thread of its loop.
class FaultTriggers
{
public:
    /// A fault that waits for its trigger, or acts.
    struct Armed {
        ScenarioFault fault;
        bool isTold = false;
        bool isSpent = false; ///< It acted the once that it should.
    };
    using Teller = std::function<void(const ScenarioFault &fault)>;

    /// @param client the n-th that the endpoint serves, from 1.
    /// @param tell is called once for each fault, when it acts first.
    FaultTriggers(EngineLoop &loop, const std::vector<ScenarioFault> &faults, qint64 client,
                  Teller tell);

    [[nodiscard]] std::vector<Armed> &all() { return m_armed; }
    /// By hand: it acts from now on, or once; see actsOnce().
    Armed &add(const ScenarioFault &fault);
    void clear() { m_armed.clear(); }

    /// Asked for each message, head or whatever it spoils: chance decides anew.
    [[nodiscard]] bool isDue(const Armed &one);
    /// It acts now.
    void tell(Armed &one);
    /// The first of @p kind that is due, told; nullptr: none.
    [[nodiscard]] const ScenarioFault *due(FaultKind kind);

    void messageSent() { ++m_messages; }
    [[nodiscard]] qint64 messages() const { return m_messages; }
    [[nodiscard]] QRandomGenerator &random() { return m_random; }

private:
    EngineLoop &m_loop;
    Teller m_tell;
    std::vector<Armed> m_armed;
    QRandomGenerator m_random;
    qint64 m_since;
    qint64 m_messages = 0;
};

} // namespace Pushscope
