// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelineticks.h"

#include "storage/schema.h"
#include "storage/summarykey.h"

#include <algorithm>
#include <array>
#include <limits>

namespace Pushscope {

namespace {

// One read transaction each; both take some milliseconds.
constexpr int SummaryPage = 20'000;
constexpr qint64 RecordPage = 16 * 1024;

// What ends or breaks something first, then what begins, then what is said, then the small change.
constexpr std::array TellingKinds{
    RecordKind::Error,         RecordKind::Fault,        RecordKind::RecordingStall,
    RecordKind::WsClosed,      RecordKind::ConnClose,    RecordKind::WsClose,
    RecordKind::Reconnect,     RecordKind::CaptureEnd,   RecordKind::CaptureStart,
    RecordKind::SessionStart,  RecordKind::ConnAttempt,  RecordKind::ConnOpen,
    RecordKind::WsHandshake,   RecordKind::HttpRequest,  RecordKind::HttpResponse,
    RecordKind::PollResult,    RecordKind::SioPacket,    RecordKind::SseEvent,
    RecordKind::MultipartPart, RecordKind::IframeScript, RecordKind::JsonpCallback,
    RecordKind::StreamMessage, RecordKind::WsMessage,    RecordKind::EioPacket,
    RecordKind::WsFrame,       RecordKind::WsPing,       RecordKind::WsPong,
    RecordKind::SseComment,    RecordKind::SseRetry,     RecordKind::HttpEnd,
    RecordKind::HttpChunk,     RecordKind::HttpData,     RecordKind::State,
    RecordKind::Clock,         RecordKind::Note,
};
static_assert(TellingKinds.size() == RecordKindLast);

TimelineTick tickOf(const Summary &row)
{
    TimelineTick tick;
    tick.connection = row.connection;
    tick.from = row.from;
    tick.count = static_cast<quint32>(row.count);
    tick.firstSeq = row.firstSeq;
    tick.lastSeq = row.lastSeq;
    tick.tFirst = row.tFirst;
    tick.tLast = row.tLast;
    tick.kinds = row.kinds;
    tick.violations = row.violations;
    tick.octets = row.octets;
    tick.largestGapNs = row.largestGapNs;
    return tick;
}

Summary readSummaryRow(const Statement &row)
{
    // A stranger's numbers may be any: sums and differences of these cannot overflow.
    constexpr qint64 MostOctets = qint64{ 1 } << 40;
    Summary summary;
    summary.connection = static_cast<quint32>(row.integer(0));
    summary.from = static_cast<From>(row.integer(1) & 3);
    summary.firstSeq = std::max<qint64>(1, row.integer(2));
    summary.lastSeq = std::max(summary.firstSeq, row.integer(3));
    if (!row.isNull(4)) {
        summary.tFirst = std::max<qint64>(0, row.integer(4));
        summary.tLast = std::max(summary.tFirst, row.integer(5));
    }
    summary.count = std::clamp<qint64>(row.integer(6), 0, Schema::MaxSummaryRecords);
    summary.octets = std::clamp<qint64>(row.integer(7), 0, MostOctets);
    summary.kinds = static_cast<quint64>(row.integer(8));
    summary.violations = ViolationSet::fromBits(static_cast<quint64>(row.integer(9)));
    summary.largestGapNs = row.integer(10);
    return summary;
}

} // namespace

RecordKind mostTellingKind(quint64 kinds)
{
    for (const RecordKind kind : TellingKinds) {
        if ((kinds >> static_cast<int>(kind)) & 1)
            return kind;
    }
    return RecordKind::Note;
}

TimelineTicks::TimelineTicks(Database &database, qint64 tFrom, qint64 tTo, int columns)
    : m_database(database)
    , m_from(std::max<qint64>(0, tFrom))
    , m_to(std::max(m_from, tTo))
    , m_pixelNs(std::max<qint64>(1, (m_to - m_from) / std::max(1, columns)))
{
}

std::vector<TimelineTick> TimelineTicks::read()
{
    readSummary();
    chooseRows();
    readRecords();
    std::vector<TimelineTick> all;
    for (auto &[lane, found] : m_found) {
        const std::size_t first = all.size();
        std::sort(found.ticks.begin(), found.ticks.end(),
                  [](const TimelineTick &a, const TimelineTick &b) {
                      return std::pair(a.tFirst, a.firstSeq) < std::pair(b.tFirst, b.firstSeq);
                  });
        for (const TimelineTick &tick : found.ticks) {
            if (all.size() > first && columnOf(all.back().tFirst) == columnOf(tick.tFirst))
                merge(all.back(), tick);
            else
                all.push_back(tick);
        }
    }
    for (TimelineTick &tick : all)
        tick.kind = mostTellingKind(tick.kinds);
    // Lanes of one connection follow one another; their ticks are wanted by time.
    std::stable_sort(all.begin(), all.end(), [](const TimelineTick &a, const TimelineTick &b) {
        return std::pair(a.connection, a.tFirst) < std::pair(b.connection, b.tFirst);
    });
    return all;
}

void TimelineTicks::readSummary()
{
    Statement row(m_database,
                  "SELECT connection, origin, first_seq, last_seq, t_first, t_last, count, octets, "
                  "kinds, violations, gap FROM summary "
                  "WHERE (connection, origin, first_seq)>(?,?,?) "
                  "ORDER BY connection, origin, first_seq LIMIT ?");
    SummaryKey last;
    for (int count = SummaryPage; count == SummaryPage;) {
        const StatementScope scope(row);
        last.bind(row);
        row.bind(SummaryKey::Columns + 1, SummaryPage);
        for (count = 0; row.step() == Statement::Step::Row && last.advance(row); ++count)
            addRow(readSummaryRow(row));
    }
}

void TimelineTicks::addRow(const Summary &row)
{
    if (row.tFirst == Record::NoTime || row.tFirst > m_to || row.tLast < m_from)
        return;
    const bool isInside = row.tFirst >= m_from && row.tLast <= m_to;
    qint64 &wideRows = m_found[{ row.connection, row.from }].wideRows;
    if (isInside && row.tLast - row.tFirst <= m_pixelNs) {
        add(tickOf(row), -wideRows - 1);
    } else {
        ++wideRows;
        m_wide.push_back(row);
    }
}

void TimelineTicks::chooseRows()
{
    std::sort(m_wide.begin(), m_wide.end(), [](const Summary &a, const Summary &b) {
        return a.tLast - a.tFirst > b.tLast - b.tFirst;
    });
    qint64 left = MaxRecordsRead;
    for (const Summary &row : m_wide) {
        const qint64 span = row.lastSeq - row.firstSeq;
        if (span < left) {
            left -= span + 1;
            m_wanted[{ row.connection, row.from }].emplace_back(row.firstSeq, row.lastSeq);
        } else {
            add(tickOf(row), row.firstSeq);
        }
    }
    for (auto &[lane, ranges] : m_wanted)
        std::sort(ranges.begin(), ranges.end());
}

void TimelineTicks::readRecords()
{
    // Lanes talk at the same time: what several ask for is read once.
    std::vector<std::pair<qint64, qint64>> all;
    for (const auto &[lane, ranges] : m_wanted)
        all.insert(all.end(), ranges.begin(), ranges.end());
    std::sort(all.begin(), all.end());
    qint64 done = 0;
    for (const auto &[first, last] : all) {
        for (qint64 from = std::max(first, done + 1); from <= last; from = done + 1) {
            done = std::min(last, from + RecordPage - 1);
            readRecords(from, done);
        }
    }
}

void TimelineTicks::readRecords(qint64 first, qint64 last)
{
    Statement row(m_database,
                  "SELECT seq, t, kind, origin, connection, size, violations FROM record "
                  "WHERE seq>=? AND seq<=? ORDER BY seq");
    row.bind(1, first);
    row.bind(2, last);
    while (row.step() == Statement::Step::Row) {
        const qint64 t = row.integer(1);
        const qint64 kind = row.integer(2);
        if (row.isNull(1) || t < m_from || t > m_to || kind < RecordKindFirst
            || kind > RecordKindLast)
            continue;
        TimelineTick tick;
        tick.firstSeq = tick.lastSeq = row.integer(0);
        tick.tFirst = tick.tLast = t;
        tick.from = static_cast<From>(row.integer(3) & 3);
        tick.connection = static_cast<quint32>(row.integer(4));
        const qint64 range = wantedRange({ tick.connection, tick.from }, tick.firstSeq);
        if (range == 0)
            continue;
        tick.kinds = quint64{ 1 } << kind;
        tick.octets = std::max<qint64>(0, row.integer(5));
        tick.violations = ViolationSet::fromBits(static_cast<quint64>(row.integer(6)));
        add(tick, range);
    }
}

qint64 TimelineTicks::wantedRange(const Lane &lane, qint64 seq) const
{
    const auto found = m_wanted.find(lane);
    if (found == m_wanted.end())
        return 0;
    const auto &ranges = found->second;
    const auto after = std::upper_bound(ranges.begin(), ranges.end(),
                                        std::pair(seq, std::numeric_limits<qint64>::max()));
    if (after == ranges.begin() || std::prev(after)->second < seq)
        return 0;
    return std::prev(after)->first;
}

qint64 TimelineTicks::columnOf(qint64 t) const
{
    return (std::max(t, m_from) - m_from) / m_pixelNs;
}

void TimelineTicks::add(const TimelineTick &tick, qint64 group)
{
    Found &found = m_found[{ tick.connection, tick.from }];
    if (!found.ticks.empty() && found.group == group
        && columnOf(found.ticks.back().tFirst) == columnOf(tick.tFirst))
        merge(found.ticks.back(), tick);
    else
        found.ticks.push_back(tick);
    found.group = group;
}

void TimelineTicks::merge(TimelineTick &sum, const TimelineTick &tick)
{
    sum.largestGapNs = std::max({ sum.largestGapNs, tick.largestGapNs, tick.tFirst - sum.tLast });
    sum.count += tick.count;
    sum.firstSeq = std::min(sum.firstSeq, tick.firstSeq);
    sum.lastSeq = std::max(sum.lastSeq, tick.lastSeq);
    sum.tFirst = std::min(sum.tFirst, tick.tFirst);
    sum.tLast = std::max(sum.tLast, tick.tLast);
    sum.kinds |= tick.kinds;
    sum.violations.add(tick.violations);
    sum.octets
        = static_cast<qint64>(static_cast<quint64>(sum.octets) + static_cast<quint64>(tick.octets));
}

} // namespace Pushscope
