// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioworkers.h"

#include "engine/mock/mockconnection.h"

#include <utility>

namespace Pushscope {

struct ScenarioWorkers::Pool {
    void serveWaiting();

    EngineLoop &loop;
    int workers = 0;
    int busy = 0;
    std::deque<Ticket *> line {};
    std::shared_ptr<bool> isAlive = std::make_shared<bool>(true);
};

/// A request's place in line, then its worker; gone with the request.
struct ScenarioWorkers::Ticket {
    Ticket(std::shared_ptr<Pool> ofPool, MockConnection &ofConnection, std::function<void()> todo)
        : pool(std::move(ofPool))
        , connection(ofConnection)
        , work(std::move(todo))
    {
    }
    Ticket(const Ticket &) = delete;
    Ticket &operator=(const Ticket &) = delete;
    ~Ticket()
    {
        if (!isWorking) {
            std::erase(pool->line, this);
            return;
        }
        --pool->busy;
        // From the event loop: requests that end together must not begin others inside.
        pool->loop.later(pool->isAlive, [pool = pool.get()] {
            pool->serveWaiting();
            pool->loop.afterEvent();
        });
    }

    std::shared_ptr<Pool> pool;
    MockConnection &connection;
    std::function<void()> work;
    bool isWorking = false;
};

void ScenarioWorkers::Pool::serveWaiting()
{
    while (busy < workers && !line.empty()) {
        Ticket *ticket = line.front();
        line.pop_front();
        ticket->isWorking = true;
        ++busy;
        ticket->connection.setInLine(false);
        const std::function<void()> work = std::move(ticket->work);
        work(); // The ticket may be gone by now.
    }
}

ScenarioWorkers::ScenarioWorkers(EngineLoop &loop, int workers)
    : m_pool(new Pool { loop, workers })
{
}

void ScenarioWorkers::serve(MockConnection &connection, std::function<void()> work)
{
    auto ticket = std::make_shared<Ticket>(m_pool, connection, std::move(work));
    m_pool->line.push_back(ticket.get());
    connection.setInLine(true);
    connection.keep(std::move(ticket));
    m_pool->serveWaiting();
}

int ScenarioWorkers::busy() const
{
    return m_pool->busy;
}

int ScenarioWorkers::waiting() const
{
    return static_cast<int>(m_pool->line.size());
}

} // namespace Pushscope
