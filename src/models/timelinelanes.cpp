// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinelanes.h"

#include "capture/recordfold.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <utility>

namespace Pushscope {

namespace {

QString techniqueLabel(const SessionRow &session)
{
    if (session.technique != QByteArrayView("websocket"))
        return QString::fromUtf8(session.technique);
    return session.url.startsWith("wss:") || session.url.startsWith("https:")
        ? QStringLiteral("wss")
        : QStringLiteral("ws");
}

/// Lanes of blocks that streams with as many parallel connections take one after the other.
class Blocks
{
public:
    /// First lane of a block that is free at @p t; nullopt: all are taken.
    [[nodiscard]] std::optional<std::size_t> take(qint64 t)
    {
        for (; !m_taken.empty() && m_taken.top().first <= t; m_taken.pop())
            m_free.insert(m_taken.top().second);
        if (m_free.empty())
            return std::nullopt;
        return m_free.extract(m_free.begin()).value();
    }
    void giveBack(std::size_t firstLane, qint64 tFree) { m_taken.emplace(tFree, firstLane); }

private:
    using Taken = std::pair<qint64, std::size_t>; // Until when, and the first lane.
    std::priority_queue<Taken, std::vector<Taken>, std::greater<>> m_taken;
    std::set<std::size_t> m_free;
};

/// Places the connections of one session.
class SessionLanes
{
public:
    SessionLanes(LaneLayout &layout, const SessionRow &session, qint64 tNow)
        : m_layout(layout)
        , m_session(session)
        , m_firstLane(layout.lanes.size())
        , m_tNow(tNow)
    {
    }

    /// @p connections by time.
    void place(const std::vector<const ConnectionRow *> &connections)
    {
        std::map<quint64, std::vector<const ConnectionRow *>> streams;
        std::vector<quint64> order;
        for (const ConnectionRow *connection : connections) {
            // One that belongs to no stream is one of its own.
            const quint64 stream
                = connection->stream != 0 ? connection->stream : quint64{ connection->id } << 32;
            auto &members = streams[stream];
            if (members.empty())
                order.push_back(stream);
            members.push_back(connection);
        }
        for (const quint64 stream : order)
            placeStream(streams[stream]);
    }

    void placeCollapsed(const std::vector<const ConnectionRow *> &connections)
    {
        if (connections.empty())
            return;
        const std::size_t lane = addLane();
        m_layout.lanes[lane].isCollapsed = true;
        for (const ConnectionRow *connection : connections)
            put(*connection, lane);
    }

    /// A client that has no connection yet has a lane all the same. Of a mock that nobody called,
    /// or whose side is not recorded, there is nothing to tell.
    void finish()
    {
        if (m_layout.lanes.size() == m_firstLane && m_session.role != QByteArrayView("mock"))
            addLane();
        if (m_layout.lanes.size() > m_firstLane) {
            m_layout.groups.push_back({ m_session.id, m_firstLane,
                                        m_layout.lanes.size() - m_firstLane,
                                        m_layout.lanes[m_firstLane].isCollapsed });
        }
    }

private:
    [[nodiscard]] qint64 endOf(const ConnectionRow &connection) const
    {
        return connection.tClose >= 0 ? connection.tClose : m_tNow + 1;
    }

    void placeStream(const std::vector<const ConnectionRow *> &connections)
    {
        if (m_session.technique == techniqueName(Technique::SocketIo)) {
            // Its polls, its POSTs and its WebSocket are one connection to who uses it.
            const std::size_t lane = addLane();
            for (const ConnectionRow *connection : connections)
                put(*connection, lane);
            return;
        }
        const auto technique = techniqueFromName(m_session.technique);
        const bool hasReconnects = !technique || !isPolling(*technique);
        std::vector<qint64> tFree; // By lane of the stream.
        std::vector<std::size_t> places;
        qint64 tEnd = 0;
        for (std::size_t i = 0; i < connections.size(); ++i) {
            const ConnectionRow &connection = *connections[i];
            std::optional<std::size_t> broken;
            if (hasReconnects && i > 0 && connections[i - 1]->tClose >= 0
                && connections[i - 1]->tClose <= connection.tAttempt) {
                broken = places[i - 1];
                m_layout.predecessors[connection.id] = connections[i - 1]->id;
            }
            std::size_t place = 0;
            while (place < tFree.size() && (tFree[place] > connection.tAttempt || place == broken))
                ++place;
            tFree.resize(std::max(tFree.size(), place + 1));
            tFree[place] = endOf(connection);
            tEnd = std::max(tEnd, endOf(connection));
            places.push_back(place);
        }
        Blocks &blocks = m_blocks[tFree.size()];
        const auto free = blocks.take(connections.front()->tAttempt);
        const std::size_t first = free ? *free : addLanes(tFree.size());
        blocks.giveBack(first, tEnd);
        for (std::size_t i = 0; i < connections.size(); ++i) {
            put(*connections[i], first + places[i]);
            if (!free && places[i] > 0 && m_layout.predecessors.contains(connections[i]->id))
                m_layout.lanes[first + places[i]].isReconnect = true;
        }
    }

    void put(const ConnectionRow &connection, std::size_t lane)
    {
        m_layout.lanes[lane].connections.push_back(connection.id);
        m_layout.laneOf[connection.id] = lane;
    }

    std::size_t addLanes(std::size_t count)
    {
        const std::size_t first = addLane();
        for (std::size_t i = 1; i < count; ++i)
            m_layout.lanes[addLane()].isFirstOfStream = false;
        return first;
    }

    std::size_t addLane()
    {
        TimelineLane lane;
        lane.session = m_session.id;
        lane.name = QString::fromUtf8(m_session.name);
        lane.technique = techniqueLabel(m_session);
        lane.isFirst = m_layout.lanes.size() == m_firstLane;
        m_layout.lanes.push_back(std::move(lane));
        return m_layout.lanes.size() - 1;
    }

    LaneLayout &m_layout;
    const SessionRow &m_session;
    std::size_t m_firstLane;
    qint64 m_tNow;
    std::map<std::size_t, Blocks> m_blocks; ///< By how many lanes they have.
};

} // namespace

LaneLayout layOutLanes(const TimelineSlice &slice, qint64 tNow, const std::set<quint32> &collapsed)
{
    LaneLayout layout;
    std::map<quint32, std::vector<const ConnectionRow *>> bySession;
    for (const ConnectionRow &connection : slice.connections) {
        layout.connections[connection.id] = &connection;
        bySession[connection.session].push_back(&connection);
    }
    // A mock stands below the clients: it is the other side of what they tell.
    std::vector<SessionRow> sessions = slice.sessions;
    std::ranges::stable_partition(
        sessions, [](const SessionRow &session) { return session.role != QByteArrayView("mock"); });
    for (const SessionRow &session : sessions) {
        if (session.role == QByteArrayView("mock"))
            layout.serverSessions.insert(session.id);
        auto &connections = bySession[session.id];
        std::ranges::stable_sort(connections, {}, &ConnectionRow::tAttempt);
        SessionLanes lanes(layout, session, tNow);
        if (collapsed.contains(session.id))
            lanes.placeCollapsed(connections);
        else
            lanes.place(connections);
        lanes.finish();
    }
    return layout;
}

} // namespace Pushscope
