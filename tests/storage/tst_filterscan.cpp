// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/stores.h"

#include "capture/filter.h"
#include "capture/filterpredicate.h"

#include "capturetools.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

namespace {

std::shared_ptr<const Filter> filterOf(const char *expression)
{
    const Filter::Parsed parsed = Filter::parse(QString::fromUtf8(expression));
    const auto *const filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    return filter != nullptr ? *filter : nullptr;
}

/// For expressions that ask for columns alone.
class NoSubject final : public FilterSubject
{
public:
    std::span<const QByteArray> texts(const Record &) override { return {}; }
    std::optional<QByteArray> eventType(const Record &) override { return {}; }
    std::optional<QByteArray> eventId(const Record &) override { return {}; }
    std::optional<Technique> technique(quint32 session) override
    {
        return session == 1 ? std::optional(Technique::WebSocket) : std::nullopt;
    }
};

/// What a filter has told.
struct Progress {
    std::atomic<qint64> rows{ 0 };
    std::atomic<qint64> scanned{ 0 };
    std::atomic<bool> isDone{ false };

    RecordPages::FilterHandler handler()
    {
        return [this](RecordPages::FilterId, qint64 found, qint64 looked, bool done) {
            rows = found;
            scanned = looked;
            isDone = done;
        };
    }
};

/// @p count records with text payloads; the n-th says `word n`.
Batch spokenBatch(qint64 &n, int count, qint64 &offset)
{
    Batch batch;
    for (int i = 0; i < count; ++i) {
        const QByteArray text = "word " + QByteArray::number(++n);
        Record record;
        record.kind = RecordKind::HttpData;
        record.flags = PrintsOctets;
        record.from = From::Server;
        record.session = 1;
        record.connection = 1;
        record.t = n;
        record.at = { offset, offset + text.size() };
        record.size = text.size();
        batch.pieces.push_back(
            { 1, From::Server, Layer::Wire, offset, text.size(), n, batch.octets.size() });
        batch.octets += text;
        offset += text.size();
        batch.records.push_back(record);
    }
    return batch;
}

} // namespace

class TestFilterScan : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void agreesWithThePredicate_data();
    void agreesWithThePredicate();
    void pagesAndRows();
    void findsPayloads();
    void followsTheLiveEnd();
    void findsNotesAfterwards();
    void droppedIsQuiet();
    void severalAtOnce();

private:
    std::unique_ptr<CaptureStore> create();
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFilterScan::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<CaptureStore> TestFilterScan::create()
{
    Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ m_folder->filePath(QStringLiteral("a.pushscope")) });
    return store ? std::move(*store) : nullptr;
}

void TestFilterScan::agreesWithThePredicate_data()
{
    QTest::addColumn<QByteArray>("expression");
    for (const char *expression :
         { "", "conn:2", "from:client kind:ws.*", "violation:any", "seq>5000 seq<5100",
           "not from:server", "t>100ms t<200ms", "size>50 or conn:3", "code:7", "exchange<50",
           "technique:websocket", "kind:ws.message violation:cut-off", "seq>9000000" })
        QTest::addRow("%s",
                      *expression != '\0' ? QByteArray(expression).replace(':', '=').data()
                                          : "everything")
            << QByteArray(expression);
}

void TestFilterScan::agreesWithThePredicate()
{
    QFETCH(QByteArray, expression);
    const std::shared_ptr<const Filter> filter = filterOf(expression.constData());
    QVERIFY(filter);
    std::unique_ptr<CaptureStore> store = create();
    RandomTraffic traffic(99);
    Record session;
    session.kind = RecordKind::SessionStart;
    session.session = 1;
    session.detail = R"({"technique":"websocket"})";
    Batch first;
    first.records.push_back(session);
    static_cast<void>(store->sink()->append(std::move(first)));
    for (int i = 0; i < 200; ++i) {
        Batch batch = traffic.next(80, 60);
        for (Record &record : batch.records) {
            if (record.kind == RecordKind::SessionStart)
                record.kind = RecordKind::WsMessage;
        }
        static_cast<void>(store->sink()->append(std::move(batch)));
    }
    QVERIFY(store->finish("done"));
    NoSubject subject;
    std::vector<Record> expected;
    for (const Record &record : allRows(store->pages())) {
        if (matches(*filter, record, subject))
            expected.push_back(record);
    }
    Progress progress;
    const RecordPages::FilterId id = store->pages().startFilter(filter, progress.handler());
    QVERIFY(id != RecordPages::Everything);
    QTRY_VERIFY(progress.isDone);
    QCOMPARE(progress.rows.load(), static_cast<qint64>(expected.size()));
    QCOMPARE(progress.scanned.load(), store->pages().extent().records);
    QCOMPARE(store->pages().rowCount(id), progress.rows.load());
    std::vector<Record> found;
    while (true) {
        const std::vector<Record> page
            = rowsOf(store->pages(), static_cast<qint64>(found.size()), 333, id);
        if (page.empty())
            break;
        found.insert(found.end(), page.begin(), page.end());
    }
    QVERIFY(found == expected);
}

void TestFilterScan::pagesAndRows()
{
    std::unique_ptr<CaptureStore> store = create();
    qint64 n = 0;
    qint64 offset = 0;
    static_cast<void>(store->sink()->append(spokenBatch(n, 1000, offset)));
    QVERIFY(store->finish("done"));
    Progress progress;
    RecordPages &pages = store->pages();
    const RecordPages::FilterId id
        = pages.startFilter(filterOf("seq>=100 seq<200"), progress.handler());
    QTRY_VERIFY(progress.isDone);
    const std::vector<Record> rows = rowsOf(pages, 10, 5, id);
    QCOMPARE(rows.size(), std::size_t{ 5 });
    QCOMPARE(rows.front().seq, qint64{ 110 });
    QVERIFY(rowsOf(pages, 100, 5, id).empty());
    QCOMPARE(rowsOf(pages, 98, 5, id).size(), std::size_t{ 2 });
    const auto rowOf = [&](RecordPages::FilterId filter, qint64 seq) {
        std::promise<qint64> promise;
        pages.requestRowOf(filter, seq, [&](qint64 row) { promise.set_value(row); });
        return promise.get_future().get();
    };
    QCOMPARE(rowOf(id, 150), qint64{ 50 });
    QCOMPARE(rowOf(id, 1), qint64{ 0 });
    QCOMPARE(rowOf(id, 200), RecordPages::NoRow);
    QCOMPARE(rowOf(RecordPages::Everything, 150), qint64{ 149 });
    QCOMPARE(rowOf(RecordPages::Everything, 2000), RecordPages::NoRow);
}

void TestFilterScan::findsPayloads()
{
    std::unique_ptr<CaptureStore> store = create();
    qint64 n = 0;
    qint64 offset = 0;
    for (int i = 0; i < 20; ++i)
        static_cast<void>(store->sink()->append(spokenBatch(n, 500, offset)));
    QVERIFY(store->finish("done"));
    Progress word;
    Progress regex;
    store->pages().startFilter(filterOf("\"word 1234\""), word.handler());
    store->pages().startFilter(filterOf("/word \\d5$/ conn:1"), regex.handler());
    QTRY_VERIFY(word.isDone && regex.isDone);
    QCOMPARE(word.rows.load(), qint64{ 1 });
    QCOMPARE(regex.rows.load(), qint64{ 9 });
}

void TestFilterScan::followsTheLiveEnd()
{
    std::unique_ptr<CaptureStore> store = create();
    qint64 n = 0;
    qint64 offset = 0;
    Progress progress;
    const RecordPages::FilterId id
        = store->pages().startFilter(filterOf("/0$/ kind:http.data"), progress.handler());
    for (int i = 1; i <= 10; ++i) {
        static_cast<void>(store->sink()->append(spokenBatch(n, 100, offset)));
        QTRY_COMPARE(progress.rows.load(), qint64{ 10 * i });
        QCOMPARE(store->pages().rowCount(id), qint64{ 10 * i });
    }
    QVERIFY(store->finish("done"));
    QTRY_COMPARE(progress.scanned.load(), qint64{ 1003 });
    QCOMPARE(rowsOf(store->pages(), 99, 1, id).size(), std::size_t{ 1 });
}

void TestFilterScan::findsNotesAfterwards()
{
    std::unique_ptr<CaptureStore> store = create();
    QVERIFY(store->finish("done"));
    Progress progress;
    const RecordPages::FilterId id
        = store->pages().startFilter(filterOf("kind:note"), progress.handler());
    QTRY_VERIFY(progress.isDone);
    QCOMPARE(progress.rows.load(), qint64{ 0 });
    QVERIFY(store->addNote(QStringLiteral("a"), 0));
    QTRY_COMPARE(progress.rows.load(), qint64{ 1 });
    QVERIFY(store->addNote(QStringLiteral("b"), 0));
    QTRY_COMPARE(progress.rows.load(), qint64{ 2 });
    QCOMPARE(rowsOf(store->pages(), 0, 9, id).size(), std::size_t{ 2 });
}

void TestFilterScan::droppedIsQuiet()
{
    std::unique_ptr<CaptureStore> store = create();
    qint64 n = 0;
    qint64 offset = 0;
    static_cast<void>(store->sink()->append(spokenBatch(n, 1000, offset)));
    Progress progress;
    const RecordPages::FilterId id = store->pages().startFilter(filterOf(""), progress.handler());
    QTRY_VERIFY(progress.rows >= 1000);
    store->pages().dropFilter(id);
    QCOMPARE(store->pages().rowCount(id), qint64{ 0 });
    QVERIFY(rowsOf(store->pages(), 0, 5, id).empty());
    const qint64 rows = progress.rows;
    static_cast<void>(store->sink()->append(spokenBatch(n, 1000, offset)));
    QVERIFY(store->finish("done"));
    QVERIFY(!rowsOf(store->pages(), 0, 5).empty());
    QCOMPARE(progress.rows.load(), rows);
}

void TestFilterScan::severalAtOnce()
{
    std::unique_ptr<CaptureStore> store = create();
    qint64 n = 0;
    qint64 offset = 0;
    std::array<Progress, 5> progress;
    for (Progress &one : progress)
        store->pages().startFilter(filterOf("word"), one.handler());
    for (int i = 0; i < 20; ++i)
        static_cast<void>(store->sink()->append(spokenBatch(n, 500, offset)));
    QVERIFY(store->finish("done"));
    for (const Progress &one : progress)
        QTRY_COMPARE(one.rows.load(), n);
}

QTEST_GUILESS_MAIN(TestFilterScan)
#include "tst_filterscan.moc"
