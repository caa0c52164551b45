// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/cannedstore.h"

#include "capture/filterpredicate.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

/// Looks into the streams of a CannedPages, whose mutex is held.
class CannedPages::Octets final : public OctetSource
{
public:
    explicit Octets(const CannedPages &pages)
        : m_pages(pages)
    {
    }

    QByteArray octets(quint32 connection, From from, Layer layer, ByteRange range) override
    {
        const auto found = m_pages.m_streams.find({ connection, from, layer });
        if (found != m_pages.m_streams.end() && range.begin < found->second.size())
            return found->second.mid(range.begin, range.size());
        return m_pages.m_octetGenerator ? m_pages.m_octetGenerator(range) : QByteArray();
    }

    std::vector<OctetRead> reads(quint32 connection, From from, Layer layer, ByteRange range,
                                 std::size_t most) override
    {
        std::vector<OctetRead> result;
        const auto found = m_pages.m_reads.find({ connection, from, layer });
        if (found == m_pages.m_reads.end())
            return result;
        for (OctetRead read : found->second) {
            read.range = { std::max(read.range.begin, range.begin),
                           std::min(read.range.end, range.end) };
            if (!read.range.isEmpty() && result.size() < most)
                result.push_back(read);
        }
        return result;
    }

private:
    const CannedPages &m_pages;
};

CannedPages::CannedPages()
    : m_thread([this] { run(); })
{
}

CannedPages::~CannedPages()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        m_questions.clear();
    }
    m_wake.notify_all();
    m_thread.join();
}

void CannedPages::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isOver || (!m_isHeld && !m_questions.empty()); });
        if (m_isOver)
            return;
        const auto question = std::move(m_questions.front());
        m_questions.pop_front();
        question();
        ++m_answered;
    }
}

void CannedPages::ask(std::function<void()> question)
{
    {
        const std::lock_guard lock(m_mutex);
        m_questions.push_back(std::move(question));
    }
    m_wake.notify_all();
}

void CannedPages::changed()
{
    std::function<void()> handler;
    {
        const std::lock_guard lock(m_mutex);
        handler = m_changed;
    }
    if (handler)
        handler();
}

qint64 CannedPages::add(Record record, const QByteArray &octets)
{
    qint64 seq = 0;
    {
        const std::lock_guard lock(m_mutex);
        seq = static_cast<qint64>(m_records.size()) + 1;
        record.seq = seq;
        if (!octets.isEmpty()) {
            QByteArray &stream = m_streams[{ record.connection, record.from, Layer::Wire }];
            record.at = { stream.size(), stream.size() + octets.size() };
            record.size = octets.size();
            stream += octets;
        }
        m_records.push_back(std::move(record));
    }
    changed();
    return seq;
}

void CannedPages::addOctets(quint32 connection, From from, Layer layer, const QByteArray &octets,
                            qint64 t)
{
    const std::lock_guard lock(m_mutex);
    QByteArray &stream = m_streams[{ connection, from, layer }];
    m_reads[{ connection, from, layer }].push_back(
        { { stream.size(), stream.size() + octets.size() }, t });
    stream += octets;
}

void CannedPages::addSession(const SessionRow &session)
{
    const std::lock_guard lock(m_mutex);
    m_sessions.push_back(session);
}

void CannedPages::addConnection(const ConnectionRow &connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.push_back(connection);
}

void CannedPages::addExchange(const ExchangeRow &exchange)
{
    const std::lock_guard lock(m_mutex);
    m_exchanges.push_back(exchange);
}

void CannedPages::generate(qint64 count, Generator records, OctetGenerator octets)
{
    {
        const std::lock_guard lock(m_mutex);
        m_generatedCount = count;
        m_generator = std::move(records);
        m_octetGenerator = std::move(octets);
    }
    changed();
}

void CannedPages::grow(qint64 count)
{
    {
        const std::lock_guard lock(m_mutex);
        m_generatedCount += count;
    }
    changed();
}

RecordPages::FilterId CannedPages::addFilter(const std::function<bool(const Record &)> &passes)
{
    const std::lock_guard lock(m_mutex);
    std::vector<qint64> seqs;
    for (const Record &record : m_records) {
        if (passes(record))
            seqs.push_back(record.seq);
    }
    m_filters.push_back(std::move(seqs));
    return static_cast<FilterId>(m_filters.size());
}

void CannedPages::hold(bool isHeld)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = isHeld;
    }
    m_wake.notify_all();
}

int CannedPages::answered() const
{
    const std::lock_guard lock(m_mutex);
    return m_answered;
}

qint64 CannedPages::rowCountLocked(FilterId filter) const
{
    if (filter != Everything)
        return static_cast<qint64>(m_filters.at(filter - 1).size());
    return static_cast<qint64>(m_records.size()) + m_generatedCount;
}

Record CannedPages::recordLocked(qint64 seq) const
{
    const auto added = static_cast<qint64>(m_records.size());
    if (seq <= added)
        return m_records.at(static_cast<std::size_t>(seq - 1));
    Record record = m_generator(seq);
    record.seq = seq;
    return record;
}

Record CannedPages::record(qint64 seq) const
{
    const std::lock_guard lock(m_mutex);
    return recordLocked(seq);
}

CaptureExtent CannedPages::extent() const
{
    const std::lock_guard lock(m_mutex);
    CaptureExtent extent;
    extent.records = rowCountLocked(Everything);
    for (qint64 seq = extent.records; seq > 0 && extent.tLast == 0; --seq)
        extent.tLast = std::max<qint64>(0, recordLocked(seq).t);
    return extent;
}

void CannedPages::setChangedHandler(std::function<void()> handler)
{
    const std::lock_guard lock(m_mutex);
    m_changed = std::move(handler);
}

void CannedPages::requestRows(FilterId filter, qint64 firstRow, int count, RowsHandler handler)
{
    ask([this, filter, firstRow, count, handler = std::move(handler)] {
        const qint64 rowCount = rowCountLocked(filter);
        std::vector<Record> rows;
        for (qint64 row = firstRow; row < std::min(rowCount, firstRow + count); ++row) {
            rows.push_back(recordLocked(
                filter == Everything ? row + 1
                                     : m_filters[filter - 1][static_cast<std::size_t>(row)]));
        }
        Octets octets(*this);
        handler({ filter, firstRow, rowCount }, rows, octets);
    });
}

void CannedPages::requestRecord(qint64 seq, RecordHandler handler)
{
    ask([this, seq, handler = std::move(handler)] {
        Octets octets(*this);
        if (seq < 1 || seq > rowCountLocked(Everything)) {
            handler(nullptr, octets);
            return;
        }
        const Record record = recordLocked(seq);
        handler(&record, octets);
    });
}

void CannedPages::requestRowOf(FilterId filter, qint64 seq, std::function<void(qint64 row)> handler)
{
    ask([this, filter, seq, handler = std::move(handler)] {
        if (filter == Everything) {
            handler(seq >= 1 && seq <= rowCountLocked(filter) ? seq - 1 : NoRow);
            return;
        }
        const std::vector<qint64> &seqs = m_filters[filter - 1];
        const auto found = std::ranges::lower_bound(seqs, seq);
        handler(found == seqs.end() ? NoRow : found - seqs.begin());
    });
}

TimelineSlice CannedPages::slice(qint64 tFrom, qint64 tTo) const
{
    TimelineSlice slice{ tFrom, tTo, m_sessions, m_connections, {}, {} };
    for (const ExchangeRow &exchange : m_exchanges) {
        if (exchange.tRequest <= tTo && (exchange.tEnd < 0 || exchange.tEnd >= tFrom))
            slice.exchanges.push_back(exchange);
    }
    for (const Record &record : m_records) {
        if (record.connection == 0 || record.t < tFrom || record.t > tTo)
            continue;
        slice.ticks.push_back({ .connection = record.connection,
                                .from = record.from,
                                .kind = record.kind,
                                .count = 1,
                                .firstSeq = record.seq,
                                .lastSeq = record.seq,
                                .tFirst = record.t,
                                .tLast = record.t,
                                .kinds = quint64{ 1 } << static_cast<int>(record.kind),
                                .violations = record.violations,
                                .octets = record.size,
                                .largestGapNs = 0 });
    }
    std::ranges::stable_sort(slice.ticks, [](const TimelineTick &a, const TimelineTick &b) {
        return std::pair(a.connection, a.tFirst) < std::pair(b.connection, b.tFirst);
    });
    return slice;
}

void CannedPages::requestFigures(const FiguresQuestion &question, FiguresHandler handler)
{
    ask([this, question, handler = std::move(handler)] {
        const qint64 newest = rowCountLocked(Everything);
        const qint64 last = std::min(newest, question.afterSeq + question.count);
        std::vector<RecordFigures> figures;
        for (qint64 seq = question.afterSeq + 1; seq <= last; ++seq) {
            const RecordFigures one = figuresOf(recordLocked(seq));
            const bool isIn = !question.hasRange()
                || (one.t != Record::NoTime && one.t >= question.tFrom && one.t <= question.tTo);
            if (isIn)
                figures.push_back(one);
        }
        handler({ last, newest, last == newest }, figures);
    });
}

void CannedPages::requestTimeline(qint64 tFrom, qint64 tTo, int, TimelineHandler handler)
{
    ask([this, tFrom, tTo, handler = std::move(handler)] { handler(slice(tFrom, tTo)); });
}

namespace {

/// Answers what needs no octets.
class ColumnsOnly final : public FilterSubject
{
public:
    [[nodiscard]] std::span<const QByteArray> texts(const Record &) override { return {}; }
    [[nodiscard]] std::optional<QByteArray> eventType(const Record &) override { return {}; }
    [[nodiscard]] std::optional<QByteArray> eventId(const Record &) override { return {}; }
    [[nodiscard]] std::optional<Technique> technique(quint32) override { return {}; }
};

} // namespace

RecordPages::FilterId CannedPages::startFilter(std::shared_ptr<const Filter> filter,
                                               FilterHandler handler)
{
    ColumnsOnly subject;
    const FilterId id = addFilter(
        [&](const Record &record) { return matches(*filter, record, subject); });
    ask([this, id, handler = std::move(handler)] {
        const auto scanned = static_cast<qint64>(m_records.size());
        handler(id, rowCountLocked(id), scanned, true);
    });
    return id;
}

void CannedPages::dropFilter(FilterId)
{
}

qint64 CannedPages::rowCount(FilterId filter) const
{
    const std::lock_guard lock(m_mutex);
    return rowCountLocked(filter);
}

RecordSink::Appended CannedSink::append(Batch &&batch)
{
    for (const Piece &piece : batch.pieces) {
        m_pages.addOctets(piece.connection, piece.from, piece.layer,
                          batch.octets.mid(piece.dataOffset, piece.length), piece.t);
    }
    const qint64 firstSeq = m_pages.extent().records + 1;
    for (Record &record : batch.records) {
        if (record.carrier < 0)
            record.carrier = firstSeq - record.carrier - 1;
        m_pages.add(std::move(record));
    }
    return { firstSeq, false, false };
}

RecordingStatus CannedStore::status() const
{
    RecordingStatus status;
    status.records = m_pages.extent().records;
    return status;
}

void CannedStore::save(const QString &, ProgressHandler handler)
{
    handler(1000, true, std::nullopt);
}

Result<Done> CannedStore::addNote(const QString &, qint64)
{
    return Done{};
}

Result<Done> CannedStore::finish(QByteArrayView)
{
    return Done{};
}

} // namespace Pushscope
