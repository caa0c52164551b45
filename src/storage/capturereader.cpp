// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/capturereader.h"

#include "storage/figurereader.h"
#include "storage/recordrow.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// Answers where the file cannot be opened.
class NoOctets final : public OctetSource
{
public:
    QByteArray octets(quint32, From, Layer, ByteRange) override { return {}; }
};

} // namespace

CaptureReader::CaptureReader(Opener opener, Growth growth, std::unique_ptr<ReaderSession> session)
    : m_opener(std::move(opener))
    , m_growth(growth)
    , m_session(std::move(session))
    , m_pool([this](ScanResult &&result) {
        post([this, result = std::make_shared<ScanResult>(std::move(result))](ReaderSession *) {
            takeScanned(std::move(*result));
        });
    })
{
    if (m_session)
        adopt(m_session->measure());
    m_pool.resume(m_opener);
    m_timeline.resume(m_opener);
    m_thread = std::thread([this] { run(); });
}

CaptureReader::~CaptureReader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        for (const auto &[id, filter] : m_filters)
            *filter.isDropped = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

CaptureExtent CaptureReader::extent() const
{
    const std::lock_guard lock(m_mutex);
    return m_extent;
}

void CaptureReader::setChangedHandler(std::function<void()> handler)
{
    const std::lock_guard lock(m_handlerMutex);
    m_changedHandler = std::move(handler);
}

void CaptureReader::post(Request request)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(std::move(request));
    }
    m_wake.notify_all();
}

void CaptureReader::requestRows(FilterId filter, qint64 firstRow, int count, RowsHandler handler)
{
    post([this, filter, firstRow, count, handler = std::move(handler)](ReaderSession *session) {
        answerRows(session, filter, firstRow, count, handler);
    });
}

void CaptureReader::answerRows(ReaderSession *session, FilterId filter, qint64 firstRow, int count,
                               const RowsHandler &handler)
{
    const RowSpan span = rowSpan(filter);
    Page page{ filter, firstRow, span.count };
    NoOctets none;
    if (session == nullptr || count <= 0 || firstRow < span.first || firstRow >= span.end()) {
        handler(page, {}, none);
        return;
    }
    const int wanted = static_cast<int>(std::min<qint64>(count, span.end() - firstRow));
    std::vector<Record> rows;
    const FilterScan *const scan = scanOf(filter);
    if (scan == nullptr) {
        rows = session->rows(firstRow, wanted);
    } else {
        rows.reserve(static_cast<std::size_t>(wanted));
        for (int i = 0; i < wanted; ++i) {
            const qint64 seq = scan->seqOf(firstRow + i);
            rows.push_back(session->record(seq).value_or(damagedRecord(seq)));
        }
    }
    takeMissing();
    page.rowCount = rowCount(filter);
    handler(page, rows, session->octets());
}

void CaptureReader::takeMissing()
{
    const std::lock_guard lock(m_mutex);
    m_hasMetDamage = m_hasMetDamage || m_session->hasMetDamage();
    if (m_missing == m_session->missing())
        return;
    m_missing = m_session->missing();
    m_extent.records = m_session->newestSeq();
    m_isDirty = true;
}

void CaptureReader::requestRecord(qint64 seq, RecordHandler handler)
{
    post([handler = std::move(handler), seq](ReaderSession *session) {
        NoOctets none;
        const std::optional<Record> record
            = session != nullptr ? session->record(seq) : std::nullopt;
        OctetSource &octets
            = session != nullptr ? static_cast<OctetSource &>(session->octets()) : none;
        handler(record ? &*record : nullptr, octets);
    });
}

void CaptureReader::requestRowOf(FilterId filter, qint64 seq, std::function<void(qint64)> handler)
{
    post([this, filter, seq, handler = std::move(handler)](ReaderSession *session) {
        const qint64 end = rowSpan(filter).end();
        const FilterScan *const scan = scanOf(filter);
        qint64 row = 0;
        if (scan != nullptr)
            row = scan->rowOf(seq);
        else if (session != nullptr)
            row = session->rowOf(seq);
        handler(row < end ? row : NoRow);
    });
}

void CaptureReader::requestFigures(const FiguresQuestion &question, FiguresHandler handler)
{
    post([this, question, handler = std::move(handler)](ReaderSession *session) {
        FiguresPage page{ question.afterSeq, question.afterSeq, true };
        std::vector<RecordFigures> figures;
        if (session != nullptr)
            figures = readFigures(*session, question, extent().records, page);
        handler(page, figures);
    });
}

void CaptureReader::requestTimeline(qint64 tFrom, qint64 tTo, int columns, TimelineHandler handler)
{
    m_timeline.request(tFrom, tTo, columns, std::move(handler));
}

RecordPages::FilterId CaptureReader::startFilter(std::shared_ptr<const Filter> filter,
                                                 FilterHandler handler)
{
    return startFilterAt(std::move(filter), 0, std::move(handler));
}

RecordPages::FilterId CaptureReader::startFilterAt(std::shared_ptr<const Filter> filter, qint64 seq,
                                                   FilterHandler handler)
{
    const auto isDropped = std::make_shared<std::atomic<bool>>(false);
    FilterId id = Everything;
    {
        const std::lock_guard lock(m_mutex);
        id = ++m_lastFilter;
        m_filters[id] = { {}, isDropped };
    }
    auto counted = [this, handler = std::move(handler)](FilterId scanned, qint64 rows,
                                                        qint64 records, bool isDone) {
        {
            const RowSpan span = m_scans[scanned]->rows();
            const std::lock_guard lock(m_mutex);
            const auto known = m_filters.find(scanned);
            if (known == m_filters.end())
                return; // Dropped meanwhile.
            known->second.rows = span;
        }
        handler(scanned, rows, records, isDone);
    };
    post([this, id, seq, filter = std::move(filter), isDropped,
          counted = std::move(counted)](ReaderSession *) {
        m_scans[id] = std::make_unique<FilterScan>(id, filter, counted, seq, isDropped);
        advanceScans();
    });
    return id;
}

void CaptureReader::dropFilter(FilterId filter)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_filters.find(filter);
        if (known == m_filters.end())
            return;
        *known->second.isDropped = true;
        m_filters.erase(known);
    }
    post([this, filter](ReaderSession *) { m_scans.erase(filter); });
}

qint64 CaptureReader::rowCount(FilterId filter) const
{
    return rowSpan(filter).count;
}

RecordPages::RowSpan CaptureReader::rowSpan(FilterId filter) const
{
    const std::lock_guard lock(m_mutex);
    if (filter == Everything)
        return { 0, m_extent.records - m_firstSeq + 1 - m_missing + m_noteCount };
    const auto known = m_filters.find(filter);
    return known != m_filters.end() ? known->second.rows : RowSpan{};
}

const FilterScan *CaptureReader::scanOf(FilterId filter) const
{
    const auto known = m_scans.find(filter);
    return known != m_scans.end() ? known->second.get() : nullptr;
}

void CaptureReader::advanceScans()
{
    qint64 oldest = 1;
    qint64 newest = 0;
    {
        const std::lock_guard lock(m_mutex);
        oldest = m_firstSeq;
        newest = m_extent.records;
    }
    // What is gone already is not looked for.
    if (m_session && !m_scans.empty())
        oldest = std::max(oldest, m_session->dropped() + 1);
    for (const auto &[id, scan] : m_scans) {
        while (std::optional<ScanJob> job = scan->nextJob(oldest, newest))
            m_pool.post(std::move(*job));
        scan->finish(m_session.get(), newest);
    }
}

void CaptureReader::takeScanned(ScanResult &&result)
{
    const auto known = m_scans.find(result.job.id);
    if (known == m_scans.end())
        return;
    known->second->take(std::move(result), m_session.get(), extent().records);
    advanceScans();
}

void CaptureReader::committed(const CaptureExtent &extent)
{
    {
        const std::lock_guard lock(m_mutex);
        m_extent = extent;
        m_isDirty = true;
    }
    m_wake.notify_all();
}

void CaptureReader::suspend()
{
    m_pool.suspend();
    m_timeline.suspend();
    std::unique_lock lock(m_mutex);
    m_isSuspending = true;
    m_wake.notify_all();
    m_wake.wait(lock, [this] { return m_isSuspended; });
}

void CaptureReader::resume(Opener opener, Growth growth)
{
    m_pool.resume(opener);
    m_timeline.resume(opener);
    {
        const std::lock_guard lock(m_mutex);
        m_opener = std::move(opener);
        m_growth = growth;
        m_isSuspending = false;
        m_hasFailed = false;
    }
    m_wake.notify_all();
}

bool CaptureReader::hasMetDamage() const
{
    const std::lock_guard lock(m_mutex);
    return m_hasMetDamage;
}

qint64 CaptureReader::dropped() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

void CaptureReader::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        if (m_isSuspending) {
            m_session.reset();
            m_isSuspended = true;
            m_wake.notify_all();
            m_wake.wait(lock, [this] { return !m_isSuspending || m_isStopping; });
            m_isSuspended = false;
            continue;
        }
        if (!m_session && !m_hasFailed) {
            lock.unlock();
            openSession();
            lock.lock();
            continue;
        }
        Clock::time_point until = Clock::time_point::max();
        if (const Work work = nextWork(until)) {
            lock.unlock();
            work();
            lock.lock();
        } else if (until == Clock::time_point::max()) {
            m_wake.wait(lock);
        } else {
            m_wake.wait_until(lock, until);
        }
    }
    lock.unlock();
    m_session.reset();
}

CaptureReader::Work CaptureReader::nextWork(Clock::time_point &until)
{
    const Clock::time_point now = Clock::now();
    if (m_isDirty) {
        if (now >= m_nextTelling) {
            m_isDirty = false;
            m_nextTelling = now + ChangedInterval;
            return [this] {
                advanceScans();
                tellChanged();
            };
        }
        until = m_nextTelling;
    }
    if (m_growth == Growth::Followed) {
        if (now >= m_nextLook) {
            m_nextLook = now + FollowInterval;
            return [this] { follow(); };
        }
        until = std::min(until, m_nextLook);
    }
    if (!m_requests.empty()) {
        Request request = std::move(m_requests.front());
        m_requests.pop_front();
        return [this, request = std::move(request)] { request(m_session.get()); };
    }
    return {};
}

void CaptureReader::openSession()
{
    Opener opener;
    Growth growth;
    qint64 firstSeq = 1;
    {
        const std::lock_guard lock(m_mutex);
        opener = m_opener;
        growth = m_growth;
        firstSeq = m_firstSeq;
    }
    Result<Database> database = opener();
    CaptureExtent extent;
    if (database) {
        m_session = std::make_unique<ReaderSession>(std::move(*database), growth == Growth::None);
        extent = m_session->measure();
        // Of a live one the rows keep their numbers, whatever went meanwhile.
        if (growth != Growth::None)
            m_session->countRowsFrom(firstSeq);
        for (const auto &[id, scan] : m_scans)
            scan->reopened();
    }
    const std::lock_guard lock(m_mutex);
    m_hasFailed = !m_session;
    if (m_session)
        adopt(extent);
}

void CaptureReader::adopt(const CaptureExtent &extent)
{
    const CaptureExtent known = m_extent;
    m_extent = extent;
    // A live one may have grown since it was measured.
    if (m_growth != Growth::None && known.records > extent.records)
        m_extent = known;
    m_firstSeq = m_session->firstSeq();
    m_dropped = m_session->dropped();
    m_noteCount = static_cast<qint64>(m_session->notes().size());
    m_missing = m_session->missing();
    m_hasMetDamage = m_session->hasMetDamage();
    m_isDirty = true;
}

void CaptureReader::tellChanged()
{
    const std::lock_guard lock(m_handlerMutex);
    if (m_changedHandler)
        m_changedHandler();
}

void CaptureReader::follow()
{
    if (!m_session || !m_session->hasChanged())
        return;
    const CaptureExtent extent = m_session->measure();
    const qint64 dropped = m_session->dropped();
    const std::lock_guard lock(m_mutex);
    m_extent = extent;
    m_dropped = dropped;
    m_isDirty = true;
}

} // namespace Pushscope
