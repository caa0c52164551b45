// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinelanes.h"

#include <algorithm>

namespace Pushscope {

namespace {

bool isPolling(const QByteArray &technique)
{
    return technique.endsWith("-poll") || technique == QByteArrayView("jsonp");
}

QString techniqueLabel(const SessionRow &session)
{
    if (session.technique != QByteArrayView("websocket"))
        return QString::fromUtf8(session.technique);
    return session.url.startsWith("wss:") || session.url.startsWith("https:")
        ? QStringLiteral("wss")
        : QStringLiteral("ws");
}

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

    void place(const ConnectionRow &connection)
    {
        const std::optional<quint32> before = predecessor(connection);
        std::size_t lane = m_firstLane;
        while (lane < m_layout.lanes.size() && !isFree(lane, connection, before))
            ++lane;
        if (lane == m_layout.lanes.size())
            addLane(before.has_value());
        m_layout.lanes[lane].connections.push_back(connection.id);
        m_layout.laneOf[connection.id] = lane;
        m_tFree[lane] = connection.tClose >= 0 ? connection.tClose : m_tNow + 1;
        if (before)
            m_layout.predecessors[connection.id] = *before;
        m_lastOfStream[connection.stream] = &connection;
    }

    /// A client that has no connection yet has a lane all the same. Of a mock that nobody called,
    /// or whose side is not recorded, there is nothing to tell.
    void finish()
    {
        if (m_layout.lanes.size() == m_firstLane && m_session.role != QByteArrayView("mock"))
            addLane(false);
    }

private:
    [[nodiscard]] std::optional<quint32> predecessor(const ConnectionRow &connection) const
    {
        const auto last = m_lastOfStream.find(connection.stream);
        const bool isReconnect = last != m_lastOfStream.end() && connection.stream != 0
            && last->second->tClose >= 0 && last->second->tClose <= connection.tAttempt
            && !isPolling(m_session.technique);
        return isReconnect ? std::optional(last->second->id) : std::nullopt;
    }

    [[nodiscard]] bool isFree(std::size_t lane, const ConnectionRow &connection,
                              std::optional<quint32> before) const
    {
        return m_tFree.at(lane) <= connection.tAttempt
            && (!before || m_layout.laneOf.at(*before) != lane);
    }

    void addLane(bool isReconnect)
    {
        TimelineLane lane;
        lane.session = m_session.id;
        lane.name = QString::fromUtf8(m_session.name);
        lane.technique = techniqueLabel(m_session);
        lane.isFirst = m_layout.lanes.size() == m_firstLane;
        lane.isReconnect = isReconnect;
        m_tFree[m_layout.lanes.size()] = 0;
        m_layout.lanes.push_back(std::move(lane));
    }

    LaneLayout &m_layout;
    const SessionRow &m_session;
    std::size_t m_firstLane;
    qint64 m_tNow;
    std::map<std::size_t, qint64> m_tFree; ///< By lane: when its last connection ended.
    std::map<quint32, const ConnectionRow *> m_lastOfStream;
};

} // namespace

LaneLayout layOutLanes(const TimelineSlice &slice, qint64 tNow)
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
        for (const ConnectionRow *connection : connections)
            lanes.place(*connection);
        lanes.finish();
    }
    return layout;
}

} // namespace Pushscope
