// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recordscanner.h"

#include "storage/summarykey.h"

#include <sqlite3.h>

#include <algorithm>

namespace Pushscope {

namespace {

// Some twenty blocks of short messages.
constexpr qint64 WindowRecords = 16 * 1024;
constexpr int SummaryPage = 20'000; // One read transaction.
// Instructions of SQLite between two looks at whether anybody still wants the outcome: less than a
// millisecond.
constexpr int CancelInterval = 10'000;

/// Ends a statement of @p database once nobody wants its outcome.
class CancelGuard
{
public:
    CancelGuard(Database &database, const ScanJob &job)
        : m_database(database)
    {
        sqlite3_progress_handler(
            database.handle(), CancelInterval,
            [](void *isCancelled) {
                return static_cast<const std::atomic<bool> *>(isCancelled)->load() ? 1 : 0;
            },
            const_cast<std::atomic<bool> *>(job.isCancelled.get()));
    }
    CancelGuard(const CancelGuard &) = delete;
    CancelGuard &operator=(const CancelGuard &) = delete;
    ~CancelGuard() { sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr); }

private:
    Database &m_database;
};

std::vector<SeqRange> merged(std::vector<SeqRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(),
              [](const SeqRange &a, const SeqRange &b) { return a.first < b.first; });
    std::vector<SeqRange> joined;
    for (const SeqRange &range : ranges) {
        if (!joined.empty() && range.first - 1 <= joined.back().last)
            joined.back().last = std::max(joined.back().last, range.last);
        else if (range.first <= range.last)
            joined.push_back(range);
    }
    return joined;
}

} // namespace

RecordScanner::RecordScanner(Database database)
    : m_database(std::move(database))
    , m_octets(m_database)
    , m_window(m_database, m_octets)
    , m_matcher(m_database, m_window, &m_window)
{
}

ScanResult RecordScanner::run(const ScanJob &job)
{
    const auto start = std::chrono::steady_clock::now();
    ScanResult result;
    result.job = job;
    const CancelGuard guard(m_database, job);
    if (!job.summaryCondition.isEmpty()) {
        readSummary(job, result.ranges);
    } else {
        m_matcher.use(*job.filter);
        for (const SeqRange &part : job.parts)
            scan(job, part, result.found);
        m_window.clear();
    }
    result.taken = std::chrono::steady_clock::now() - start;
    return result;
}

void RecordScanner::scan(const ScanJob &job, SeqRange range, std::vector<qint64> &found)
{
    const QByteArray sql = "SELECT seq FROM record WHERE seq>=? AND seq<=? AND " + m_matcher.sql();
    Statement row(m_database, sql.constData());
    const qint64 most = job.filter->needsOctets() ? WindowRecords : range.size();
    std::vector<SeqRange> left;
    for (qint64 last = range.last; last >= range.first; last -= most)
        left.push_back({ std::max(range.first, last - most + 1), last });
    while (!left.empty() && !*job.isCancelled) {
        const SeqRange next = left.back();
        left.pop_back();
        m_matcher.prepare(next.first, next.last);
        const std::size_t before = found.size();
        if (tryScan(row, next, found) || next.size() <= 1 || *job.isCancelled)
            continue;
        // Again with less, until what is damaged is left out alone.
        found.resize(before);
        const qint64 middle = next.first + next.size() / 2;
        left.push_back({ middle, next.last });
        left.push_back({ next.first, middle - 1 });
    }
}

bool RecordScanner::tryScan(Statement &row, SeqRange range, std::vector<qint64> &found)
{
    const StatementScope scope(row);
    row.bind(1, range.first);
    row.bind(2, range.last);
    qint64 least = range.first;
    Statement::Step step = row.step();
    for (; step == Statement::Step::Row; step = row.step()) {
        const qint64 seq = row.integer(0);
        if (seq < least || seq > range.last)
            continue; // What a damaged tree gives out of order is no record.
        found.push_back(seq);
        least = seq + 1;
    }
    return step == Statement::Step::Done;
}

void RecordScanner::readSummary(const ScanJob &job, std::vector<SeqRange> &ranges)
{
    const QByteArray sql = "SELECT connection, origin, first_seq, last_seq, " + job.summaryCondition
        + " FROM summary WHERE (connection, origin, first_seq)>(?,?,?)"
          " ORDER BY connection, origin, first_seq LIMIT ?";
    Statement row(m_database, sql.constData());
    SummaryKey key;
    Statement::Step step = Statement::Step::Row;
    for (int count = SummaryPage; count == SummaryPage && step != Statement::Step::Failed;) {
        const StatementScope scope(row);
        key.bind(row);
        row.bind(SummaryKey::Columns + 1, SummaryPage);
        count = 0;
        step = row.step();
        for (; step == Statement::Step::Row && key.advance(row); step = row.step(), ++count) {
            if (row.integer(4) != 0) {
                ranges.push_back({ std::max(job.span.first, row.integer(2)),
                                   std::min(job.span.last, row.integer(3)) });
            }
        }
    }
    if (step == Statement::Step::Failed)
        ranges.assign(1, job.span);
    ranges = merged(std::move(ranges));
}

} // namespace Pushscope
