// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engineloop.h"

#include <deque>
#include <functional>
#include <memory>

namespace Pushscope {

class MockConnection;

/// As many requests as there are workers are served at a time; the others wait in line.
///
/// So it goes with a server that gives every open response a process or a thread: N clients that
/// are pushed to, and client N+1 gets no answer at all.
///
/// Threads: on the thread of its loop.
class ScenarioWorkers
{
public:
    /// @p loop outlives it.
    ScenarioWorkers(EngineLoop &loop, int workers);

    /// Runs @p work once a worker is free, which then belongs to the request that @p connection
    /// serves until that is over; never where it is over before.
    void serve(MockConnection &connection, std::function<void()> work);

    [[nodiscard]] int busy() const;
    [[nodiscard]] int waiting() const;

private:
    struct Pool;
    struct Ticket;

    std::shared_ptr<Pool> m_pool;
};

} // namespace Pushscope
