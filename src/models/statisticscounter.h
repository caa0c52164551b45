// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordfigures.h"
#include "models/statistics.h"

#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

namespace Pushscope {

/// Counts records, each once and in order of seq, into Statistics; what it needs in memory depends
/// on how many sessions there are and not on how many records.
///
/// Threads: one at a time.
class StatisticsCounter
{
public:
    /// Connections and streams that are remembered; of more, those that were silent longest are
    /// forgotten. That loses a gap, and the framing of a record.
    static constexpr std::size_t MaxRemembered = 65'536;

    /// @p range: count only records of these times; ns, both ends included.
    explicit StatisticsCounter(std::optional<std::pair<qint64, qint64>> range = std::nullopt);

    void add(const RecordFigures &figures);
    /// By session.
    [[nodiscard]] Statistics statistics() const;
    /// In memory, about.
    [[nodiscard]] qsizetype octets() const;

private:
    struct Connection {
        quint32 session = 0;
        qint64 lastSeq = 0;
        std::array<qint64, 2> wireEnd{ -1, -1 }; ///< Octets of it that are counted; -1: none.
    };
    struct Stream {
        qint64 lastSeq = 0;
        qint64 t = 0; ///< Of its last message.
    };

    SessionStatistics &sessionOf(quint32 session);
    void countConnection(SessionStatistics &session, const RecordFigures &figures);
    void countOctets(SessionStatistics &session, Connection &connection,
                     const RecordFigures &figures);
    void countMessage(SessionStatistics &session, const RecordFigures &figures);
    void countRoundTrip(SessionStatistics &session, const RecordFigures &figures);
    /// The number of the bucket of @p t; widens all of them where there would be too many.
    [[nodiscard]] qsizetype bucketOf(qint64 t);
    void forgetConnections();

    Statistics m_statistics;
    std::unordered_map<quint32, std::size_t> m_places; ///< Of sessions.
    std::unordered_map<quint32, Connection> m_connections;
    std::unordered_map<quint64, Stream> m_streams; ///< By stream, or connection, and direction.
};

} // namespace Pushscope
