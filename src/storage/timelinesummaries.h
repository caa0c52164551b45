// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "storage/sqlite.h"
#include "storage/summarywriter.h"

#include <span>
#include <unordered_map>
#include <vector>

namespace Pushscope {

/// The table `summary` in memory, so that no question about a stretch of time reads it again.
///
/// Takes at most an octet for each record of the capture, or LeastOctets: where more rows are
/// there than that allows, neighbours are put together.
///
/// Threads: that of the database.
class TimelineSummaries
{
public:
    static constexpr qint64 LeastOctets = 4 * 1024 * 1024;
    /// So many records that came since are counted one by one; for more, `summary` is read anew.
    static constexpr qint64 MostRecordsCounted = 64 * 1024;
    static constexpr qint64 MostInRow = (1 << 20) - 1;

    /// What a row of `summary` says, closely packed.
    class Row
    {
    public:
        qint64 tFirst = 0;
        qint64 tLast = 0;
        qint64 firstSeq = 0;
        qint64 octets = 0;
        qint64 largestGapNs = 0;

        [[nodiscard]] qint64 lastSeq() const { return firstSeq + m_span; }
        [[nodiscard]] quint32 count() const { return m_countAndTraits >> TraitBits; }

    private:
        friend class TimelineSummaries;
        static constexpr int TraitBits = 12;
        [[nodiscard]] quint32 traits() const { return m_countAndTraits & ((1U << TraitBits) - 1); }
        void set(quint32 count, quint32 traits) { m_countAndTraits = count << TraitBits | traits; }

        quint32 m_span = 0;
        quint32 m_countAndTraits = 0;
    };

    /// A connection and direction.
    struct Lane {
        quint32 connection = 0;
        From from = From::Nobody;
        qint64 lastSeq = 0;    ///< Counted so far.
        std::vector<Row> rows; ///< By firstSeq.
    };

    explicit TimelineSummaries(Database &database, qint64 leastOctets = LeastOctets)
        : m_database(database)
        , m_leastOctets(leastOctets)
    {
    }

    /// Takes in what was recorded since.
    void update();

    [[nodiscard]] qint64 newestSeq() const { return m_newestSeq; }
    [[nodiscard]] std::span<const Lane> lanes() const { return m_lanes; }
    /// Index of a lane; -1 where there is none.
    [[nodiscard]] qsizetype laneOf(quint32 connection, From from) const;
    [[nodiscard]] quint64 kinds(const Row &row) const { return m_traits[row.traits()].kinds; }
    [[nodiscard]] ViolationSet violations(const Row &row) const
    {
        return m_traits[row.traits()].violations;
    }
    /// Octets of memory that the rows take.
    [[nodiscard]] qint64 memory() const;

private:
    struct Traits {
        quint64 kinds = 0;
        ViolationSet violations;
    };

    void load();
    void follow(qint64 newest);
    void take(const Summary &summary);
    void count(const Record &record);
    [[nodiscard]] Lane &lane(quint32 connection, From from);
    [[nodiscard]] quint32 traitsFor(quint64 kinds, ViolationSet violations);
    /// Lets go of what counted records that were not kept.
    void forgetDropped();
    void putTogether();
    [[nodiscard]] bool append(Row &row, const Row &next);

    Database &m_database;
    const qint64 m_leastOctets;
    qint64 m_newestSeq = 0;
    qint64 m_oldestSeq = 0;
    qint64 m_rowCount = 0;
    std::vector<Lane> m_lanes;
    std::unordered_map<quint64, qsizetype> m_laneOf;
    std::vector<Traits> m_traits;
    std::unordered_map<quint64, quint32> m_traitsOf; ///< By a mix of both.
};

} // namespace Pushscope
