// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/stores.h"

#include "capture/filter.h"
#include "capture/octetsubject.h"
#include "support/traffic.h"

#include "capturetools.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Pushscope;

namespace {

constexpr int Connections = 60;
constexpr qint64 Records = 30'000;
constexpr qint64 StepNs = 100'000;

std::shared_ptr<const Filter> filterOf(const QByteArray &expression)
{
    const Filter::Parsed parsed = Filter::parse(QString::fromUtf8(expression));
    const auto *const filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    return filter != nullptr ? *filter : nullptr;
}

/// What a filter tells.
class Told
{
public:
    RecordPages::FilterHandler handler()
    {
        return [this](RecordPages::FilterId, qint64 rows, qint64 scanned, bool isDone) {
            const std::lock_guard lock(m_mutex);
            m_isFalling = m_isFalling || rows < m_rows || scanned < m_scanned;
            m_rows = rows;
            m_scanned = scanned;
            m_isDone = isDone;
        };
    }
    bool isDone() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isDone;
    }
    qint64 scanned() const
    {
        const std::lock_guard lock(m_mutex);
        return m_scanned;
    }
    /// Rows or records looked at became fewer.
    bool isFalling() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isFalling;
    }

private:
    mutable std::mutex m_mutex;
    qint64 m_rows = 0;
    qint64 m_scanned = 0;
    bool m_isDone = false;
    bool m_isFalling = false;
};

std::vector<qint64> seqsOf(RecordPages &pages, RecordPages::FilterId filter)
{
    std::vector<qint64> seqs;
    const RecordPages::RowSpan span = pages.rowSpan(filter);
    constexpr int PageRows = 500;
    for (qint64 row = span.first; row < span.end(); row += PageRows) {
        for (const Record &record : rowsOf(pages, row, PageRows, filter))
            seqs.push_back(record.seq);
    }
    return seqs;
}

/// The records that pass, each judged by itself from its decoded octets.
std::vector<qint64> judged(RecordPages &pages, const Filter &filter)
{
    std::vector<qint64> seqs;
    constexpr int PageRows = 1000;
    for (qint64 row = 0; row < pages.rowCount(RecordPages::Everything); row += PageRows) {
        std::promise<void> done;
        pages.requestRows(
            RecordPages::Everything, row, PageRows,
            [&](const RecordPages::Page &, std::span<const Record> records, OctetSource &octets) {
                OctetSubject subject(octets, {});
                for (const Record &record : records) {
                    if (matches(filter, record, subject))
                        seqs.push_back(record.seq);
                }
                done.set_value();
            });
        done.get_future().wait();
    }
    return seqs;
}

/// A fragmented, a masked, a compressed and a split message, and others that a search of the plain
/// octets could take for what they are not.
Batch craftedBatch()
{
    Batch batch;
    qint64 offset = 0;
    qint64 content = 0;
    const auto add = [&](RecordKind kind, const QByteArray &octets, quint8 flags,
                         const QByteArray &inflated, const QByteArray &detail, int cut) {
        Record record;
        record.kind = kind;
        record.from = From::Server;
        record.session = 1;
        record.connection = 1;
        record.t = 1;
        record.flags = flags;
        record.detail = detail;
        record.size = octets.size();
        record.at = { offset, offset + octets.size() };
        const auto addPiece = [&](Layer layer, qint64 at, const QByteArray &piece) {
            batch.pieces.push_back(
                { 1, From::Server, layer, at, piece.size(), 1, batch.octets.size() });
            batch.octets += piece;
        };
        addPiece(Layer::Wire, offset, octets.left(cut));
        addPiece(Layer::Wire, offset + cut, octets.mid(cut));
        if (!inflated.isEmpty()) {
            record.content = { content, content + inflated.size() };
            addPiece(Layer::Content, content, inflated);
            content += inflated.size();
        }
        offset += octets.size();
        batch.records.push_back(record);
    };
    const auto data = [&](const QByteArray &octets, const QByteArray &detail = {}, int cut = 0) {
        add(RecordKind::HttpData, octets, PrintsOctets, {}, detail, cut);
    };
    data("a Needle in one piece");
    data("a nee", {}, 0);
    data("dle in two records");
    data("a needle in two pieces", {}, 5);
    data("nothing", R"({"host":"NEEDLE.example"})");
    data("nothing", R"({"host":"n\u0065edle"})");
    data("nothing", R"({"needle":1})");
    data("\xe9\x92\x88 needle\xe4\xb8\xad");
    add(RecordKind::HttpData, "a needle of who is above", 0, {}, {}, 0);
    add(RecordKind::HttpChunk, "6\r\nneedle\r\n", PrintsOctets, {}, {}, 0);
    add(RecordKind::SseEvent, "needle:x\ndata:a\n\n", PrintsOctets, {}, {}, 0);
    add(RecordKind::SseEvent, "id:needle\n\n", PrintsOctets, {}, {}, 0);
    add(RecordKind::SseEvent, ": needle\ndata: b\n\n", PrintsOctets, {}, {}, 0);
    add(RecordKind::SseEvent, "data: nee\ndata: dle\n\n", PrintsOctets, {}, {}, 0);
    add(RecordKind::WsMessage, QByteArray("\x81\x06needle"), PrintsOctets, {}, {}, 0);
    add(RecordKind::WsMessage, QByteArray("\x81\x07needle"), PrintsOctets, {}, {}, 0);
    add(RecordKind::WsMessage,
        QByteArray("\x81\x65"
                   "edle")
            + QByteArray(97, '.'),
        PrintsOctets, {}, {}, 0);
    add(RecordKind::WsMessage, QByteArray("\xc1\x06needle"), PrintsOctets | IsCompressed,
        "something else", {}, 0);
    add(RecordKind::WsMessage, QByteArray("\xc1\x03\x01\x02\x03", 5), PrintsOctets | IsCompressed,
        "a needle inflated", {}, 0);
    return batch;
}

} // namespace

class TestFilterWords : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void agreesWithThePredicate_data();
    void agreesWithThePredicate();
    void judgesCraftedRecords_data();
    void judgesCraftedRecords();
    void spreadsFromWhereItBegins();
    void growsAtBothEnds();
    void letsGoWhenDropped();

private:
    /// A recording with so many records of traffic.
    std::unique_ptr<CaptureStore> record(qint64 records);
    std::unique_ptr<QTemporaryDir> m_folder;
    QTemporaryDir m_finishedFolder;
    QString m_finished; ///< A capture for those that only read.
};

void TestFilterWords::initTestCase()
{
    init();
    std::unique_ptr<CaptureStore> store = record(Records);
    QVERIFY(store);
    QVERIFY(store->finish("done"));
    m_finished = m_finishedFolder.filePath(QStringLiteral("finished.pushscope"));
    QVERIFY(QFile::rename(store->path(), m_finished));
}

void TestFilterWords::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<CaptureStore> TestFilterWords::record(qint64 records)
{
    Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ m_folder->filePath(QStringLiteral("a.pushscope")) });
    if (!store)
        return nullptr;
    PatientSink sink(*(*store)->sink());
    Traffic traffic(sink, Connections, 7);
    traffic.begin(0);
    for (qint64 t = 0; sink.records() < records; t += StepNs)
        traffic.step(t);
    traffic.end(records * StepNs);
    return std::move(*store);
}

void TestFilterWords::agreesWithThePredicate_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<qint64>("start");
    for (const char *expression :
         { "velvet", "VELVET quartz", "kingfisher", "not amber", "\"amber basalt\"",
           "event:price velvet", "kind:ws.* \"ember fjord\"", "from:client river",
           "restart or /about\":\"k/", "\"id: 1\"", "upgrade", "\" amber\"",
           "session:20 -kind:sse.* north", "feed.example", "/velvet|quartz/",
           "/EMBER (fjord|delta)/i", "/\"n\":7[0-9]*,/", "/id: \\d+5$/", "/^\\{\"n\"/" }) {
        for (const qint64 start : { 0, 17'000 }) {
            QTest::addRow("%s from %lld", QByteArray(expression).replace(':', '=').data(), start)
                << QByteArray(expression) << start;
        }
    }
}

void TestFilterWords::agreesWithThePredicate()
{
    QFETCH(QByteArray, expression);
    QFETCH(qint64, start);
    const std::shared_ptr<const Filter> filter = filterOf(expression);
    QVERIFY(filter);
    const Result<std::unique_ptr<CaptureStore>> store = openCapture(m_finished);
    QVERIFY(store);
    RecordPages &pages = (*store)->pages();
    const std::vector<qint64> expected = judged(pages, *filter);
    QVERIFY(!expected.empty() || expression == "kingfisher");
    Told told;
    const RecordPages::FilterId id = pages.startFilterAt(filter, start, told.handler());
    QTRY_VERIFY(told.isDone());
    QCOMPARE(told.scanned(), pages.extent().records);
    QVERIFY(!told.isFalling());
    QCOMPARE(seqsOf(pages, id), expected);
    const auto before = std::ranges::lower_bound(expected, start) - expected.begin();
    QCOMPARE(pages.rowSpan(id),
             (RecordPages::RowSpan{ -before, static_cast<qint64>(expected.size()) }));
    pages.dropFilter(id);
}

void TestFilterWords::judgesCraftedRecords_data()
{
    QTest::addColumn<QByteArray>("expression");
    for (const char *expression : { "needle", "NEEDLE", "\"needle: x\"", "\"x: \"", "eneedle",
                                    "\xe9\x92\x88", "\"needle\xe4\xb8\xad\"", "\"e in\"",
                                    "/need.e/", "/NEED(le)/i", "/x: x/", "/n.{0,1}eedle in/" })
        QTest::addRow("%s", QByteArray(expression).replace(':', '=').data())
            << QByteArray(expression);
}

void TestFilterWords::judgesCraftedRecords()
{
    QFETCH(QByteArray, expression);
    const std::shared_ptr<const Filter> filter = filterOf(expression);
    QVERIFY(filter);
    Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ m_folder->filePath(QStringLiteral("a.pushscope")) });
    QVERIFY(store);
    static_cast<void>((*store)->sink()->append(craftedBatch()));
    QVERIFY((*store)->finish("done"));
    RecordPages &pages = (*store)->pages();
    Told told;
    const RecordPages::FilterId id = pages.startFilter(filter, told.handler());
    QTRY_VERIFY(told.isDone());
    QCOMPARE(seqsOf(pages, id), judged(pages, *filter));
    pages.dropFilter(id);
}

void TestFilterWords::spreadsFromWhereItBegins()
{
    const Result<std::unique_ptr<CaptureStore>> store = openCapture(m_finished);
    QVERIFY(store);
    RecordPages &pages = (*store)->pages();
    constexpr qint64 Start = 15'000;
    std::mutex mutex;
    std::vector<std::pair<RecordPages::RowSpan, qint64>> steps; // And the first record then.
    std::atomic<bool> isDone = false;
    const RecordPages::FilterId id = pages.startFilterAt(
        filterOf("velvet"), Start, [&](RecordPages::FilterId filter, qint64, qint64, bool done) {
            const std::lock_guard lock(mutex);
            steps.emplace_back(pages.rowSpan(filter), 0);
            isDone = done;
        });
    QTRY_VERIFY(isDone.load());
    // Whatever was known once keeps its number: the span only grows, around row 0.
    RecordPages::RowSpan last;
    for (const auto &[span, seq] : steps) {
        QVERIFY(span.first <= last.first && span.end() >= last.end());
        last = span;
    }
    QVERIFY(last.first < 0 && last.end() > 0);
    QVERIFY(rowsOf(pages, 0, 1, id).front().seq >= Start);
    QVERIFY(rowsOf(pages, -1, 1, id).front().seq < Start);
    QVERIFY(rowsOf(pages, last.first - 1, 1, id).empty());
    std::promise<qint64> row;
    pages.requestRowOf(id, 1, [&](qint64 first) { row.set_value(first); });
    QCOMPARE(row.get_future().get(), last.first);
    pages.dropFilter(id);
}

void TestFilterWords::growsAtBothEnds()
{
    Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ m_folder->filePath(QStringLiteral("a.pushscope")) });
    QVERIFY(store);
    RecordPages &pages = (*store)->pages();
    PatientSink sink(*(*store)->sink());
    Traffic traffic(sink, Connections, 3);
    traffic.begin(0);
    qint64 t = 0;
    const auto goOn = [&](qint64 records) {
        for (; sink.records() < records; t += StepNs)
            traffic.step(t);
        traffic.flush();
    };
    goOn(Records / 2);
    QTRY_VERIFY(pages.extent().records >= Records / 3);
    Told words;
    Told numbers;
    const auto wordFilter = filterOf("velvet");
    const auto numberFilter = filterOf("size>120");
    const RecordPages::FilterId word
        = pages.startFilterAt(wordFilter, Records / 3, words.handler());
    const RecordPages::FilterId number
        = pages.startFilterAt(numberFilter, Records / 4, numbers.handler());
    for (int i = 1; i <= 10; ++i)
        goOn(Records / 2 + i * Records / 20);
    QVERIFY((*store)->finish("done"));
    const qint64 all = pages.extent().records;
    QTRY_VERIFY(words.isDone() && words.scanned() == all);
    QTRY_VERIFY(numbers.isDone() && numbers.scanned() == all);
    QVERIFY(!words.isFalling() && !numbers.isFalling());
    QCOMPARE(seqsOf(pages, word), judged(pages, *wordFilter));
    QCOMPARE(seqsOf(pages, number), judged(pages, *numberFilter));
}

void TestFilterWords::letsGoWhenDropped()
{
    std::unique_ptr<CaptureStore> store = record(Records);
    QVERIFY(store);
    RecordPages &pages = store->pages();
    // Each is dropped in the middle of its work; closing waits for whoever has the file open.
    for (int i = 0; i < 20; ++i) {
        Told told;
        const RecordPages::FilterId id
            = pages.startFilterAt(filterOf("/q.*z/"), i * 1000, told.handler());
        if (i % 2 == 0)
            QTRY_VERIFY(told.scanned() > 0);
        pages.dropFilter(id);
        QCOMPARE(pages.rowSpan(id), RecordPages::RowSpan{});
        QVERIFY(!rowsOf(pages, 0, 1).empty()); // The reader has taken the drop; told may go.
    }
    QVERIFY(store->finish("done"));
}

QTEST_GUILESS_MAIN(TestFilterWords)
#include "tst_filterwords.moc"
