// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelineticks.h"

#include "capture/violationcolumns.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <utility>

namespace Pushscope {

namespace {

// What is read below the summary is chosen in pages of so many records; one read transaction takes
// at most so many of these, which takes some milliseconds.
constexpr qint64 PageRecords = 1024;
constexpr qint64 PagesAtOnce = 16;
// More are in no file that fits on a disk; a forged number must not make room for them.
constexpr qint64 MostPages = 16 * 1024 * 1024;
// A row with a ws.pong is read for its round trip where it is no larger than that.
constexpr quint32 MostWithPong = 16;
constexpr quint64 PongBit = quint64{ 1 } << static_cast<int>(RecordKind::WsPong);
// Rows with more records than this in each column look the same read or not; they are read only
// where all can be.
constexpr double LeastSparseness = 0.25;
// Records of several connections are told in the order of their batches: so much later than
// another one's that was read or written earlier, at most. Farther away none is looked for.
constexpr qint64 MostDisorder = 250'000'000;

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

qint64 roundTripOf(QByteArrayView detail)
{
    const QJsonDocument json = QJsonDocument::fromJson(detail.toByteArray());
    const qint64 rtt = json.object().value(QLatin1StringView("rtt_ns")).toInteger(-1);
    return rtt < 0 ? -1 : rtt;
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

TimelineTicks::TimelineTicks(Database &database, const TimelineSummaries &summaries, qint64 tFrom,
                             qint64 tTo, int columns, qint64 mostRecordsRead)
    : m_database(database)
    , m_summaries(summaries)
    , m_from(std::max<qint64>(0, tFrom))
    , m_to(std::max(m_from, tTo))
    , m_pixelNs(std::max<qint64>(1,
                                 (m_to - m_from) / std::max(1, columns)
                                     + ((m_to - m_from) % std::max(1, columns) != 0)))
    , m_mostRecordsRead(mostRecordsRead)
    , m_found(summaries.lanes().size())
{
}

std::vector<TimelineTick> TimelineTicks::read()
{
    readSummary();
    chooseRows();
    readRecords();
    const auto lanes = m_summaries.lanes();
    std::vector<std::size_t> order(lanes.size());
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    std::ranges::sort(order, {}, [&](std::size_t lane) {
        return std::pair(lanes[lane].connection, lanes[lane].from);
    });
    std::vector<TimelineTick> all;
    std::size_t first = 0; // Of the connection.
    for (const std::size_t lane : order) {
        if (!all.empty() && all.back().connection != lanes[lane].connection)
            first = all.size();
        const std::size_t middle = all.size();
        takeTicks(m_found[lane].ticks, all);
        const auto begin = all.begin();
        std::inplace_merge(
            begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(middle),
            all.end(),
            [](const TimelineTick &a, const TimelineTick &b) { return a.tFirst < b.tFirst; });
    }
    for (TimelineTick &tick : all)
        tick.kind = mostTellingKind(tick.kinds);
    return all;
}

void TimelineTicks::takeTicks(std::vector<TimelineTick> &ticks,
                              std::vector<TimelineTick> &all) const
{
    const auto time
        = [](const TimelineTick &tick) { return std::pair(tick.tFirst, tick.firstSeq); };
    if (!std::ranges::is_sorted(ticks, {}, time))
        std::ranges::stable_sort(ticks, {}, time);
    const std::size_t first = all.size();
    for (const TimelineTick &tick : ticks) {
        if (all.size() > first && columnOf(all.back().tFirst) == columnOf(tick.tFirst))
            merge(all.back(), tick);
        else
            all.push_back(tick);
    }
    ticks = {};
}

void TimelineTicks::readSummary()
{
    const auto lanes = m_summaries.lanes();
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        for (const Row &row : lanes[lane].rows)
            addRow(lane, row);
    }
}

void TimelineTicks::addRow(std::size_t lane, const Row &row)
{
    if (row.tFirst > m_to || row.tLast < m_from)
        return;
    const bool isInside = row.tFirst >= m_from && row.tLast <= m_to;
    const qint64 columns = columnOf(row.tLast) - columnOf(row.tFirst);
    const bool hasPong = (m_summaries.kinds(row) & PongBit) != 0 && row.count() <= MostWithPong;
    if (isInside && columns == 0 && !hasPong) {
        add(lane, tickOf(lane, row));
        return;
    }
    const double all = static_cast<double>(row.tLast - row.tFirst) / static_cast<double>(m_pixelNs);
    m_wide.push_back({ lane, &row, all / std::max(1U, row.count()), false });
    m_found[lane].isInterrupted = true;
}

void TimelineTicks::chooseRows()
{
    const qint64 pages = m_summaries.newestSeq() / PageRecords + 1;
    m_pages.assign(static_cast<std::size_t>(std::clamp<qint64>(pages, 1, MostPages)), false);
    m_pagesLeft = m_mostRecordsRead / PageRecords;
    if (!m_wide.empty())
        findRange();
    // The sparse ones first: drawn as a whole they would be wrong all over.
    const auto dense = std::partition(m_wide.begin(), m_wide.end(), [](const Wide &wide) {
        return wide.sparseness >= LeastSparseness;
    });
    std::sort(m_wide.begin(), dense,
              [](const Wide &a, const Wide &b) { return a.sparseness > b.sparseness; });
    for (auto wide = m_wide.begin(); wide != dense; ++wide)
        wide->isRead = reserve(*wide->row);
    // Of the dense ones all or none: some are as good as none, and cost what all of them cost.
    const std::vector<bool> pagesOfSparse = m_pages;
    const auto misfit
        = std::find_if_not(dense, m_wide.end(), [this](Wide &wide) { return reserve(*wide.row); });
    if (misfit == m_wide.end())
        std::for_each(dense, m_wide.end(), [](Wide &wide) { wide.isRead = true; });
    else
        m_pages = pagesOfSparse;
    for (const Wide &wide : m_wide) {
        if (wide.isRead)
            m_found[wide.lane].wanted.push_back(wide.row);
        else
            add(wide.lane, tickOf(wide.lane, *wide.row));
    }
    for (Found &found : m_found)
        std::ranges::sort(found.wanted, {}, &Row::firstSeq);
}

void TimelineTicks::findRange()
{
    const qint64 newest = m_summaries.newestSeq();
    Statement time(m_database,
                   "SELECT t FROM record WHERE seq>=? AND t IS NOT NULL ORDER BY seq LIMIT 1");
    // First of the pages whose first record is not before @p t.
    const auto pageAt = [&time, newest](qint64 t) {
        qint64 first = 0;
        for (qint64 behind = newest / PageRecords + 1; first < behind;) {
            const qint64 middle = first + (behind - first) / 2;
            const StatementScope scope(time);
            time.bind(1, middle * PageRecords);
            if (time.step() == Statement::Step::Row && time.integer(0) < t)
                first = middle + 1;
            else
                behind = middle;
        }
        return first;
    };
    m_firstPage = std::max<qint64>(0, pageAt(m_from - MostDisorder) - 1);
    m_lastPage = pageAt(m_to + MostDisorder);
}

bool TimelineTicks::reserve(const Row &row)
{
    const qint64 first = std::max(m_firstPage, row.firstSeq / PageRecords);
    const qint64 last = std::min(m_lastPage, row.lastSeq() / PageRecords);
    if (last >= static_cast<qint64>(m_pages.size())
        || last - first > m_mostRecordsRead / PageRecords)
        return false;
    if (last < first)
        return m_mostRecordsRead > 0; // None of its records is in the range.
    const auto begin = m_pages.begin() + first;
    const auto end = m_pages.begin() + last + 1;
    const qint64 isNew = std::count(begin, end, false);
    if (isNew > m_pagesLeft)
        return false;
    m_pagesLeft -= isNew;
    std::fill(begin, end, true);
    return true;
}

void TimelineTicks::readRecords()
{
    const auto pages = static_cast<qint64>(m_pages.size());
    for (qint64 page = 0; page < pages;) {
        if (!m_pages[static_cast<std::size_t>(page)]) {
            ++page;
            continue;
        }
        const qint64 first = page;
        while (page < pages && page - first < PagesAtOnce
               && m_pages[static_cast<std::size_t>(page)])
            ++page;
        readRecords(first * PageRecords, page * PageRecords - 1);
    }
}

void TimelineTicks::readRecords(qint64 first, qint64 last)
{
    Statement row(m_database,
                  "SELECT seq, t, kind, origin, connection, size, violations, detail, flags "
                  "FROM record WHERE seq>=? AND seq<=? ORDER BY seq");
    row.bind(1, first);
    row.bind(2, last);
    for (; row.step() == Statement::Step::Row; ++m_recordsRead) {
        const qint64 t = row.integer(1);
        const qint64 kind = row.integer(2);
        if (row.isNull(1) || t < m_from || t > m_to || kind < RecordKindFirst
            || kind > RecordKindLast)
            continue;
        TimelineTick tick;
        tick.from = static_cast<From>(row.integer(3) & 3);
        tick.connection = static_cast<quint32>(row.integer(4));
        tick.firstSeq = tick.lastSeq = row.integer(0);
        const qsizetype lane = m_summaries.laneOf(tick.connection, tick.from);
        if (lane < 0 || !isWanted(m_found[static_cast<std::size_t>(lane)], tick.firstSeq))
            continue;
        tick.tFirst = tick.tLast = t;
        tick.kinds = quint64{ 1 } << kind;
        tick.octets = std::max<qint64>(0, row.integer(5));
        tick.violations = ViolationColumns::ofRecord(row.integer(6), row.integer(8));
        if (tick.kinds == PongBit)
            tick.rttNs = roundTripOf(row.view(7));
        add(static_cast<std::size_t>(lane), tick);
    }
}

bool TimelineTicks::isWanted(Found &found, qint64 seq)
{
    for (; found.next < found.wanted.size() && found.wanted[found.next]->lastSeq() < seq;
         ++found.next)
        found.isInterrupted = true; // Narrow rows may lie between wide ones.
    return found.next < found.wanted.size() && found.wanted[found.next]->firstSeq <= seq;
}

TimelineTick TimelineTicks::tickOf(std::size_t lane, const Row &row) const
{
    TimelineTick tick;
    tick.connection = m_summaries.lanes()[lane].connection;
    tick.from = m_summaries.lanes()[lane].from;
    tick.count = row.count();
    tick.firstSeq = row.firstSeq;
    tick.lastSeq = row.lastSeq();
    tick.tFirst = row.tFirst;
    tick.tLast = row.tLast;
    tick.kinds = m_summaries.kinds(row);
    tick.violations = m_summaries.violations(row);
    tick.octets = row.octets;
    tick.largestGapNs = row.largestGapNs;
    return tick;
}

qint64 TimelineTicks::columnOf(qint64 t) const
{
    return (std::clamp(t, m_from, m_to) - m_from) / m_pixelNs;
}

void TimelineTicks::add(std::size_t lane, const TimelineTick &tick)
{
    std::vector<TimelineTick> &ticks = m_found[lane].ticks;
    // What follows the last one without any in between goes into it at once; the rest is sorted.
    const bool follows = !std::exchange(m_found[lane].isInterrupted, false) && !ticks.empty()
        && ticks.back().lastSeq < tick.firstSeq && ticks.back().tLast <= tick.tFirst
        && columnOf(ticks.back().tFirst) == columnOf(tick.tLast);
    if (follows)
        merge(ticks.back(), tick);
    else
        ticks.push_back(tick);
}

void TimelineTicks::merge(TimelineTick &sum, const TimelineTick &tick)
{
    sum.largestGapNs = std::max({ sum.largestGapNs, tick.largestGapNs, tick.tFirst - sum.tLast });
    sum.rttNs = std::max(sum.rttNs, tick.rttNs);
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
