// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticscounter.h"

#include "models/statisticsmessage.h"

#include <algorithm>
#include <vector>

namespace Pushscope {

namespace {

/// Stands for what has no stream number.
constexpr quint64 ConnectionBit = quint64{ 1 } << 32;

quint64 streamKey(const RecordFigures &figures)
{
    const quint64 stream
        = figures.stream != 0 ? figures.stream : ConnectionBit | figures.connection;
    return stream << 1 | sideOf(figures.from);
}

/// seq before which the longer silent half of @p remembered spoke last.
template <typename Map> qint64 middleSeq(const Map &remembered)
{
    std::vector<qint64> seqs;
    seqs.reserve(remembered.size());
    for (const auto &[key, state] : remembered)
        seqs.push_back(state.lastSeq);
    const auto middle = seqs.begin() + static_cast<std::ptrdiff_t>(seqs.size() / 2);
    std::nth_element(seqs.begin(), middle, seqs.end());
    return *middle;
}

} // namespace

qint64 Statistics::spanNs(const SessionStatistics &session) const
{
    if (range)
        return std::max<qint64>(0, range->second - range->first);
    const qint64 end
        = session.openConnections > 0 ? std::max(tNewest, session.tLast) : session.tLast;
    return end - session.tFirst;
}

StatisticsCounter::StatisticsCounter(std::optional<std::pair<qint64, qint64>> range)
{
    m_statistics.range = range;
    if (!range)
        return;
    m_statistics.origin = range->first;
    const qint64 span = range->second - range->first;
    m_statistics.bucketNs = std::max<qint64>(1, span / Statistics::MaxBuckets + 1);
}

void StatisticsCounter::add(const RecordFigures &figures)
{
    ++m_statistics.records;
    const bool isLater = m_statistics.range && figures.t > m_statistics.range->second;
    if (figures.t == Record::NoTime || figures.t < m_statistics.origin || isLater)
        return;
    m_statistics.tNewest = std::max(m_statistics.tNewest, figures.t);
    if (figures.session == 0)
        return;
    SessionStatistics &session = sessionOf(figures.session);
    if (session.tLast < 0)
        session.tFirst = session.tLast = figures.t;
    session.tFirst = std::min(session.tFirst, figures.t);
    session.tLast = std::max(session.tLast, figures.t);
    if (figures.kind == RecordKind::Reconnect)
        ++session.reconnects;
    if (figures.connection != 0)
        countConnection(session, figures);
    if (figures.from == From::Nobody)
        return;
    if (isStatisticsMessage(figures))
        countMessage(session, figures);
    if (figures.rttNs >= 0)
        countRoundTrip(session, figures);
}

SessionStatistics &StatisticsCounter::sessionOf(quint32 session)
{
    const auto known = m_places.find(session);
    if (known != m_places.end())
        return m_statistics.sessions[known->second];
    const quint32 key = m_places.size() < Statistics::MaxSessions ? session : 0;
    const auto [place, isNew] = m_places.try_emplace(key, m_statistics.sessions.size());
    if (isNew) {
        SessionStatistics &made = m_statistics.sessions.emplace_back();
        made.session = key;
        made.tFirst = made.tLast = -1;
    }
    return m_statistics.sessions[place->second];
}

void StatisticsCounter::countConnection(SessionStatistics &session, const RecordFigures &figures)
{
    if (figures.kind == RecordKind::ConnClose) {
        session.openConnections -= static_cast<qint64>(m_connections.erase(figures.connection));
        return;
    }
    const bool hasOctets = figures.from != From::Nobody && !figures.wire.isEmpty();
    const bool isBegun
        = figures.kind == RecordKind::ConnAttempt || figures.kind == RecordKind::ConnOpen;
    if (!hasOctets && !isBegun)
        return;
    const auto [found, isNew] = m_connections.try_emplace(figures.connection);
    Connection &connection = found->second;
    if (isNew) {
        connection.session = session.session;
        ++session.openConnections;
    }
    connection.lastSeq = figures.seq;
    if (hasOctets)
        countOctets(session, connection, figures);
    if (m_connections.size() > MaxRemembered)
        forgetConnections();
}

void StatisticsCounter::forgetConnections()
{
    const qint64 seq = middleSeq(m_connections);
    std::erase_if(m_connections, [this, seq](const auto &entry) {
        const bool isForgotten = entry.second.lastSeq < seq;
        if (isForgotten)
            --sessionOf(entry.second.session).openConnections;
        return isForgotten;
    });
}

void StatisticsCounter::countOctets(SessionStatistics &session, Connection &connection,
                                    const RecordFigures &figures)
{
    // Records overlap (a message and its frames, a chunk and the events in it) and leave octets out
    // (chunk headers): how far the direction has come counts each of them once.
    const std::size_t side = sideOf(figures.from);
    qint64 &counted = connection.wireEnd[side];
    const qint64 from = counted < 0 ? figures.wire.begin : counted;
    if (figures.wire.end <= from)
        return;
    const auto octets = static_cast<quint64>(figures.wire.end - from);
    counted = figures.wire.end;
    session.sides[side].octets += octets;
    session.series.make(bucketOf(figures.t)).octets[side] += octets;
}

void StatisticsCounter::countMessage(SessionStatistics &session, const RecordFigures &figures)
{
    const std::size_t side = sideOf(figures.from);
    ++session.sides[side].messages;
    ++session.series.make(bucketOf(figures.t)).messages[side];
    const auto [found, isFirst] = m_streams.try_emplace(streamKey(figures));
    Stream &stream = found->second;
    if (!isFirst)
        session.sides[side].gaps.add(figures.t - stream.t);
    stream.t = std::max(stream.t, figures.t);
    stream.lastSeq = figures.seq;
    if (m_streams.size() <= MaxRemembered)
        return;
    const qint64 seq = middleSeq(m_streams);
    std::erase_if(m_streams, [seq](const auto &entry) { return entry.second.lastSeq < seq; });
}

void StatisticsCounter::countRoundTrip(SessionStatistics &session, const RecordFigures &figures)
{
    StatisticsSide &side = session.sides[sideOf(figures.from)];
    side.roundTrips.add(figures.rttNs);
    side.trips.make(bucketOf(figures.t)).add(figures.rttNs);
}

qsizetype StatisticsCounter::bucketOf(qint64 t)
{
    qint64 number = (t - m_statistics.origin) / m_statistics.bucketNs;
    while (number >= Statistics::MaxBuckets) {
        m_statistics.bucketNs *= 2;
        for (SessionStatistics &session : m_statistics.sessions) {
            session.series.halve();
            for (StatisticsSide &side : session.sides)
                side.trips.halve();
        }
        number = (t - m_statistics.origin) / m_statistics.bucketNs;
    }
    return static_cast<qsizetype>(number);
}

Statistics StatisticsCounter::statistics() const
{
    Statistics statistics = m_statistics;
    std::ranges::sort(statistics.sessions, {}, [](const SessionStatistics &session) {
        return session.session - 1; // 0 comes last.
    });
    return statistics;
}

qsizetype StatisticsCounter::octets() const
{
    qsizetype octets = 0;
    for (const SessionStatistics &session : m_statistics.sessions) {
        octets += static_cast<qsizetype>(sizeof(session)) + session.series.octets();
        for (const StatisticsSide &side : session.sides)
            octets += side.gaps.octets() + side.roundTrips.octets() + side.trips.octets();
    }
    constexpr std::size_t NodeOctets = 24; // Pointer, hash, padding.
    return octets
        + static_cast<qsizetype>(m_connections.size() * (NodeOctets + sizeof(Connection))
                                 + m_streams.size() * (NodeOctets + sizeof(Stream)));
}

} // namespace Pushscope
