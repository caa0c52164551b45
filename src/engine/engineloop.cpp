// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/engineloop.h"

#include "capture/jsonwriter.h"
#include "engine/connection.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

EngineLoop::EngineLoop(RecordSink &sink, Network &network, Post post)
    : m_sink(sink)
    , m_network(network)
    , m_post(std::move(post))
    , m_batch(sink)
    , m_isAlive(std::make_shared<bool>(true))
{
    m_drainToken = m_sink.addDrainListener([this, isAlive = m_isAlive] {
        m_post([this, isAlive] {
            if (*isAlive)
                drained();
        });
    });
}

EngineLoop::~EngineLoop()
{
    *m_isAlive = false;
    m_sink.removeDrainListener(m_drainToken);
    m_batch.flush();
}

qint64 EngineLoop::now() const
{
    return m_batch.captureTime(m_network.nowNs());
}

void EngineLoop::afterEvent()
{
    m_batch.flush();
    checkStall();
}

void EngineLoop::checkStall()
{
    if (!m_isStalled && (m_batch.isFull() || m_batch.isFailed()))
        setStalled(true);
    // The room may have been made between the append that found none and now.
    if (m_isStalled && !m_batch.isFailed() && !m_sink.isFull())
        drained();
}

void EngineLoop::setStalled(bool isStalled)
{
    m_isStalled = isStalled;
    if (isStalled)
        m_stalledSince = now();
    for (Connection *connection : m_connections)
        connection->setHeld(isStalled);
    for (const auto &[token, listener] : m_stallListeners)
        listener(isStalled);
}

void EngineLoop::drained()
{
    if (!m_isStalled || m_sink.isFull())
        return;
    // Our gap must never be taken for the peer's.
    Record record;
    record.kind = RecordKind::RecordingStall;
    record.t = now();
    JsonWriter detail(record.detail);
    detail.integer("from_t", m_stalledSince);
    detail.integer("to_t", record.t);
    detail.finish();
    m_batch.add(std::move(record));
    m_batch.flush();
    if (m_batch.isFull() || m_batch.isFailed())
        return; // Others filled it at once: the stall goes on, and its next record tells it.
    setStalled(false);
}

int EngineLoop::addStallListener(std::function<void(bool)> listener)
{
    m_stallListeners.emplace_back(++m_lastToken, std::move(listener));
    return m_lastToken;
}

void EngineLoop::removeStallListener(int token)
{
    std::erase_if(m_stallListeners, [&](const auto &entry) { return entry.first == token; });
}

void EngineLoop::add(Connection *connection)
{
    m_connections.insert(connection);
    connection->setHeld(m_isStalled);
}

void EngineLoop::remove(Connection *connection)
{
    m_connections.erase(connection);
}

void EngineLoop::bury(std::unique_ptr<Connection> connection)
{
    m_buried.push_back(std::move(connection));
    if (m_buried.size() == 1)
        later([this] { m_buried.clear(); });
}

void EngineLoop::later(std::function<void()> function)
{
    m_post([isAlive = m_isAlive, function = std::move(function)] {
        if (*isAlive)
            function();
    });
}

void EngineLoop::later(std::weak_ptr<bool> owner, std::function<void()> function)
{
    later([owner = std::move(owner), function = std::move(function)] {
        if (!owner.expired())
            function();
    });
}

} // namespace Pushscope
