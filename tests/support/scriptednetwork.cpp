// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scriptednetwork.h"

#include "support/scriptedstream.h"

namespace Pushscope {

/// Takes itself out of its network when destroyed.
class ScriptedTimer final : public Timer
{
public:
    ScriptedTimer(ScriptedNetwork *network, std::pair<qint64, quint64> key)
        : m_network(network)
        , m_key(key)
    {
    }
    ~ScriptedTimer() override
    {
        if (m_network)
            m_network->m_timers.erase(m_key);
    }
    void forget() { m_network = nullptr; }

private:
    ScriptedNetwork *m_network;
    std::pair<qint64, quint64> m_key;
};

class ScriptedListener final : public Listener
{
public:
    ScriptedListener(ScriptedNetwork *network, quint16 port)
        : m_network(network)
        , m_port(port)
    {
    }
    ~ScriptedListener() override { m_network->m_listening.erase(m_port); }

    [[nodiscard]] quint16 port() const override { return m_port; }
    void setAcceptingPaused(bool isPaused) override
    {
        m_network->m_listening.at(m_port).isPaused = isPaused;
    }

private:
    ScriptedNetwork *m_network;
    quint16 m_port;
};

ScriptedNetwork::ScriptedNetwork(ManualClock &clock)
    : m_clock(clock)
{
}

ScriptedNetwork::~ScriptedNetwork()
{
    for (const auto &peer : m_peers)
        peer->m_grace.reset();
    for (auto &[key, pending] : m_timers)
        pending.timer->forget();
}

std::unique_ptr<Stream> ScriptedNetwork::connectTo(const ConnectTarget &target,
                                                   StreamListener *listener)
{
    auto peer = std::make_shared<ScriptedPeer>(this, Role::Client, target);
    peer->m_listener = listener;
    m_peers.push_back(peer);
    return std::make_unique<ScriptedStream>(std::move(peer));
}

Result<std::shared_ptr<Listener>>
ScriptedNetwork::listen(const QString &address, quint16 port,
                        const std::optional<ServerIdentity> &identity, AcceptHandler onAccept)
{
    if (m_listenError)
        return *std::exchange(m_listenError, std::nullopt);
    if (port == 0)
        port = m_nextPort++;
    if (m_listening.contains(port)) {
        return Error{ ErrorCode::PortInUse,
                      ErrorSite::Tcp,
                      { { "address", address.toUtf8() }, { "port", QByteArray::number(port) } } };
    }
    m_listening[port] = { std::move(onAccept), identity, false };
    return std::shared_ptr<Listener>(std::make_shared<ScriptedListener>(this, port));
}

std::unique_ptr<Timer> ScriptedNetwork::startTimer(std::chrono::milliseconds delay,
                                                   std::function<void()> function)
{
    const std::pair key{ nowNs() + std::chrono::nanoseconds(delay).count(), m_timersStarted++ };
    auto timer = std::make_unique<ScriptedTimer>(this, key);
    m_timers[key] = { std::move(function), timer.get() };
    return timer;
}

std::shared_ptr<ScriptedPeer> ScriptedNetwork::connectIn(quint16 port)
{
    const auto found = m_listening.find(port);
    if (found == m_listening.end() || found->second.isPaused)
        return nullptr;
    auto peer = std::make_shared<ScriptedPeer>(this, Role::Server, ConnectTarget{});
    m_peers.push_back(peer);
    const AcceptHandler onAccept = found->second.onAccept; // Who accepts may stop listening.
    StreamListener *listener = onAccept(std::make_unique<ScriptedStream>(peer));
    if (!listener)
        return nullptr;
    peer->m_listener = listener;
    OpenFacts facts;
    facts.local = "127.0.0.1:" + QByteArray::number(port);
    facts.remote = "127.0.0.1:" + QByteArray::number(m_nextPort++);
    peer->openLater(std::move(facts));
    settle();
    return peer;
}

QList<quint16> ScriptedNetwork::listeningPorts() const
{
    QList<quint16> ports;
    for (const auto &[port, listening] : m_listening)
        ports.append(port);
    return ports;
}

std::optional<ServerIdentity> ScriptedNetwork::identityOn(quint16 port) const
{
    const auto found = m_listening.find(port);
    return found == m_listening.end() ? std::nullopt : found->second.identity;
}

void ScriptedNetwork::settle()
{
    if (std::exchange(m_isSettling, true))
        return; // From inside what we tell: the outer call goes on with it.
    bool hasMoved = true;
    while (hasMoved) {
        hasMoved = false;
        // Connections may be added meanwhile.
        for (std::size_t i = 0; i < m_peers.size(); ++i) {
            const std::shared_ptr<ScriptedPeer> peer = m_peers[i];
            while (peer->step())
                hasMoved = true;
        }
        hasMoved = runOneTimer() || hasMoved;
    }
    m_isSettling = false;
}

bool ScriptedNetwork::runOneTimer()
{
    const auto next = m_timers.begin();
    if (next == m_timers.end() || next->first.first > nowNs())
        return false;
    next->second.timer->forget();
    const std::function<void()> function = std::move(next->second.function);
    m_timers.erase(next);
    function();
    return true;
}

void ScriptedNetwork::advance(std::chrono::nanoseconds duration)
{
    const qint64 end = nowNs() + duration.count();
    settle();
    while (!m_timers.empty() && m_timers.begin()->first.first <= end) {
        m_clock.advance(std::chrono::nanoseconds(m_timers.begin()->first.first - nowNs()));
        settle();
    }
    m_clock.advance(std::chrono::nanoseconds(end - nowNs()));
    settle();
}

std::optional<std::chrono::nanoseconds> ScriptedNetwork::nextTimer() const
{
    if (m_timers.empty())
        return std::nullopt;
    return std::chrono::nanoseconds(m_timers.begin()->first.first - nowNs());
}

} // namespace Pushscope
