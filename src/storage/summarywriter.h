// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "storage/sqlite.h"

#include <unordered_map>
#include <vector>

namespace Pushscope {

/// What a row of `summary` says of some records.
struct Summary {
    quint32 connection = 0;
    From from = From::Nobody;
    qint64 firstSeq = 0;
    qint64 lastSeq = 0;
    qint64 tFirst = Record::NoTime;
    qint64 tLast = Record::NoTime;
    qint64 count = 0;
    qint64 octets = 0;
    quint64 kinds = 0;
    ViolationSet violations;
    qint64 largestGapNs = 0;

    /// Counts @p record, which comes after those counted.
    void add(const Record &record);
    bool operator==(const Summary &) const = default;
};

/// Counts records into rows of `summary`; the newest row of a connection and direction is written
/// anew with each transaction that adds to it.
class SummaryWriter
{
public:
    explicit SummaryWriter(Database &database);

    [[nodiscard]] bool add(const Record &record);
    /// Writes the rows that changed; a transaction ends with it.
    [[nodiscard]] bool flush();
    /// The records up to @p seq are gone from the file: what counted them is not written again.
    void forget(qint64 seq);
    /// Forgets what it counted, after the transaction was rolled back: the next record of each
    /// connection and direction begins a row.
    void rollBack();

private:
    struct Open {
        Summary summary;
        bool isChanged = false;
    };

    [[nodiscard]] bool write(const Summary &summary);
    void dropOld(qint64 newestSeq);

    Statement m_insert;
    std::unordered_map<quint64, Open> m_open; ///< by connection and direction
    std::vector<Open *> m_changed;
    quint64 m_lastKey = 0;
    Open *m_last = nullptr;
    qint64 m_newestSeq = 0;
    qint64 m_droppedAt = 0;
};

} // namespace Pushscope
