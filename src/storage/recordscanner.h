// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filter.h"
#include "capture/recordpages.h"
#include "storage/blockwindow.h"
#include "storage/octetreader.h"
#include "storage/recordmatcher.h"
#include "storage/sqlite.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace Pushscope {

/// Records by seq, both ends among them.
struct SeqRange {
    qint64 first = 1;
    qint64 last = 0;

    [[nodiscard]] qint64 size() const { return last - first + 1; }
    bool operator==(const SeqRange &) const = default;
};

/// Some work of a filter for one of the scanning threads.
struct ScanJob {
    RecordPages::FilterId id = 0;
    std::shared_ptr<const Filter> filter{};
    /// Set from any thread when nobody wants the outcome any more.
    std::shared_ptr<const std::atomic<bool>> isCancelled{};
    /// What it is about; the frontier of the scan goes on behind it.
    SeqRange span{};
    /// The records to look at, in order.
    std::vector<SeqRange> parts{};
    /// Not empty: no records, but the rows of `summary` for which this holds.
    QByteArray summaryCondition{};
};

/// What came of it.
struct ScanResult {
    ScanJob job{};
    std::vector<qint64> found{};    ///< seq of each record that passes, in order
    std::vector<SeqRange> ranges{}; ///< of the rows of `summary`, in order, disjoint
    std::chrono::steady_clock::duration taken{};
};

/// Looks for the records that pass a filter, with a connection of its own.
///
/// Threads: that of the database.
class RecordScanner
{
public:
    explicit RecordScanner(Database database);

    /// Damaged records do not pass, like records that are not there.
    [[nodiscard]] ScanResult run(const ScanJob &job);

private:
    void scan(const ScanJob &job, SeqRange range, std::vector<qint64> &found);
    [[nodiscard]] bool tryScan(Statement &row, SeqRange range, std::vector<qint64> &found);
    void readSummary(const ScanJob &job, std::vector<SeqRange> &ranges);

    Database m_database;
    OctetReader m_octets;
    BlockWindow m_window;
    RecordMatcher m_matcher;
};

} // namespace Pushscope
