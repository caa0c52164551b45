// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/sharedcopy.h"
#include "storage/sqlite.h"
#include "storage/stores.h"

#include "capture/batchbuilder.h"
#include "capture/capturestore.h"
#include "capture/filter.h"

#include "capturetools.h"
#include "floodpattern.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Pushscope;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr qint64 Keep = RecordingLimits::LeastKeepOctets;
/// What a transaction or two may add before the oldest go.
constexpr qint64 Slack = 16 * MiB;

std::shared_ptr<const Filter> filterOf(const char *expression)
{
    const Filter::Parsed parsed = Filter::parse(QString::fromUtf8(expression));
    const auto *const filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    return filter != nullptr ? *filter : nullptr;
}

/// Feeds @p store so many octets, as fast as it takes them.
void flood(CaptureStore &store, FloodPattern &pattern, qint64 octets)
{
    RecordSink &sink = *store.sink();
    for (qint64 fed = 0; fed < octets;) {
        if (sink.isFull()) {
            std::this_thread::yield();
            continue;
        }
        Batch batch = pattern.nextBatch();
        fed += batch.octets.size();
        static_cast<void>(sink.append(std::move(batch)));
    }
}

bool isWhole(RecordPages &pages, const Record &record)
{
    return octetsOf(pages, record.connection, record.from, Layer::Wire, record.at)
        == FloodPattern::octets(record.connection, record.at);
}

/// Of the messages among @p rows which are not what was sent; looks at the first and last of them
/// and some between.
qint64 brokenOf(RecordPages &pages, const std::vector<Record> &rows)
{
    constexpr std::size_t Edge = 1500;
    qint64 broken = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isEdge = i < Edge || i + Edge > rows.size();
        if (rows[i].kind == RecordKind::WsMessage && (isEdge || i % 97 == 0))
            broken += isWhole(pages, rows[i]) ? 0 : 1;
    }
    return broken;
}

std::vector<qint64> matchesOf(RecordPages &pages, const char *expression)
{
    std::promise<void> done;
    bool isTold = false;
    const RecordPages::FilterId id = pages.startFilter(
        filterOf(expression), [&](RecordPages::FilterId, qint64, qint64, bool isDone) {
            if (isDone && !std::exchange(isTold, true))
                done.set_value();
        });
    done.get_future().wait();
    const RecordPages::RowSpan span = pages.rowSpan(id);
    std::vector<qint64> found;
    for (qint64 row = span.first; row < span.end(); row += 1000) {
        for (const Record &record : rowsOf(pages, row, 1000, id))
            found.push_back(record.seq);
    }
    pages.dropFilter(id);
    return found;
}

} // namespace

/// How much of a capture is kept: up to a limit, or the newest.
class TestRecordingLimits : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void stopsAtTheLimit();
    void goesOnOnceItIsRaised();
    void whatWasNotTakenCarriesNothing();
    void keepsTheNewest();
    void keepsAllBelowTheLimit();
    void isReadWhileTheOldestGo();
    void goesOnAfterSaving();
    void octetsAloneGoAsWell();
    void whatEndedIsNoLongerListed();
    void isWholeWhereItWasKilled();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("a.pushscope")); }
    std::unique_ptr<CaptureStore> create(const RecordingLimits &limits);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordingLimits::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<CaptureStore> TestRecordingLimits::create(const RecordingLimits &limits)
{
    RecordingOptions options;
    options.path = path();
    options.limits = limits;
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    return store ? std::move(*store) : nullptr;
}

void TestRecordingLimits::stopsAtTheLimit()
{
    std::unique_ptr<CaptureStore> store = create({ .stopAtOctets = MiB });
    QVERIFY(store);
    FloodPattern pattern;
    qint64 fed = 0;
    while (!store->status().isAtLimit) {
        Batch batch = pattern.nextBatch();
        if (store->sink()->isFull())
            continue;
        fed += store->sink()->append(std::move(batch)).isDropped ? 0 : FloodPattern::BatchRecords;
    }
    // Nobody is held up, and what was taken is stored.
    const RecordSink::Appended appended = store->sink()->append(pattern.nextBatch());
    QVERIFY(appended.isDropped);
    QVERIFY(!appended.isFull);
    QTRY_COMPARE(store->status().records, fed + 2);
    QVERIFY(!store->status().error);
    QVERIFY(store->status().unrecordedSince);
    QTRY_VERIFY(!store->sink()->isFull());
    QVERIFY(store->finish("done"));
    store.reset();

    Result<std::unique_ptr<CaptureStore>> opened = openCapture(path());
    QVERIFY(opened);
    QVERIFY(!(*opened)->damage());
    const std::vector<Record> rows = allRows((*opened)->pages());
    QCOMPARE(static_cast<qint64>(rows.size()), fed + 4);
    QCOMPARE(rows[rows.size() - 2].kind, RecordKind::RecordingStall);
    QVERIFY(rows[rows.size() - 2].detail.contains(R"("unrecorded":true,"why":"limit")"));
    QCOMPARE(rows.back().kind, RecordKind::CaptureEnd);
    QCOMPARE(brokenOf((*opened)->pages(), rows), qint64{ 0 });
}

void TestRecordingLimits::goesOnOnceItIsRaised()
{
    std::unique_ptr<CaptureStore> store = create({ .stopAtOctets = MiB });
    QVERIFY(store);
    FloodPattern pattern;
    flood(*store, pattern, 2 * MiB);
    QTRY_VERIFY(store->status().isAtLimit);
    flood(*store, pattern, MiB); // Into the void.
    QTRY_COMPARE(store->status().queuedRecords, qint64{ 0 });
    const qint64 before = store->status().records;
    store->setLimits({ .stopAtOctets = MiB }); // No more room than there was.
    QVERIFY(store->status().isAtLimit);
    store->setLimits({ .stopAtOctets = 1024 * MiB });
    QVERIFY(!store->status().isAtLimit);
    QVERIFY(!store->status().unrecordedSince);
    flood(*store, pattern, MiB);
    QVERIFY(store->finish("done"));
    RecordPages &pages = store->pages();
    const std::vector<Record> rows = allRows(pages);
    QCOMPARE(rows.at(static_cast<std::size_t>(before)).kind, RecordKind::RecordingStall);
    QVERIFY(rows.at(static_cast<std::size_t>(before)).detail.contains("\"unrecorded\":true"));
    QVERIFY(static_cast<qint64>(rows.size()) > before + 5000);
    QCOMPARE(brokenOf(pages, rows), qint64{ 0 });
    // The gap itself has no octets.
    const Record &last = rows.at(static_cast<std::size_t>(before) - 1);
    QCOMPARE(octetsOf(pages, last.connection, last.from, Layer::Wire,
                      { last.at.begin, last.at.end + 1000 })
                 .size(),
             last.at.size());
}

void TestRecordingLimits::whatWasNotTakenCarriesNothing()
{
    std::unique_ptr<CaptureStore> store = create({ .stopAtOctets = 1 });
    QVERIFY(store);
    QTRY_VERIFY(store->status().isAtLimit);
    BatchBuilder batch(*store->sink());
    Record record;
    record.kind = RecordKind::WsFrame;
    const RecordHandle handle(batch, batch.add(Record(record)));
    batch.flush();
    store->setLimits({});
    record.kind = RecordKind::WsMessage;
    record.carrier = handle.carrierIn(batch);
    batch.add(std::move(record));
    batch.flush();
    QVERIFY(store->finish("done"));
    const std::vector<Record> rows = allRows(store->pages());
    QCOMPARE(rows.at(rows.size() - 2).kind, RecordKind::WsMessage);
    QCOMPARE(rows.at(rows.size() - 2).carrier, qint64{ 0 });
}

void TestRecordingLimits::keepsTheNewest()
{
    std::unique_ptr<CaptureStore> store = create({ .keepOctets = Keep });
    QVERIFY(store);
    FloodPattern pattern;
    flood(*store, pattern, 10 * Keep);
    QVERIFY(store->finish("done"));
    const RecordingStatus status = store->status();
    QVERIFY(status.droppedRecords > 500'000);
    QVERIFY2(QFileInfo(path()).size() < Keep + Slack, qPrintable(QString::number(QFileInfo(path()).size())));
    store.reset();

    Result<std::unique_ptr<CaptureStore>> opened = openCapture(path());
    QVERIFY(opened);
    QVERIFY(!(*opened)->damage());
    RecordPages &pages = (*opened)->pages();
    QCOMPARE((*opened)->status().droppedRecords, status.droppedRecords);
    const std::vector<Record> rows = allRows(pages);
    QVERIFY(rows.size() > 20'000);
    QCOMPARE(rows.front().seq, status.droppedRecords + 1);
    QCOMPARE(rows.back().seq, status.records);
    QCOMPARE(rows.back().seq - rows.front().seq + 1, static_cast<qint64>(rows.size()));
    QCOMPARE(brokenOf(pages, rows), qint64{ 0 });
    QVERIFY(!(*opened)->damage());

    std::vector<qint64> expected;
    for (const Record &row : rows) {
        if (row.kind == RecordKind::WsMessage && row.connection == 2 && row.size > 150)
            expected.push_back(row.seq);
    }
    QCOMPARE(matchesOf(pages, "kind:ws.message conn:2 size>150"), expected);
    QVERIFY(!expected.empty());

    // What is gone says so; who the capture is, is known.
    QCOMPARE(recordAt(pages, 7)->detail, QByteArray(R"({"dropped":true})"));
    QCOMPARE(recordAt(pages, 1)->kind, RecordKind::CaptureStart);
    QVERIFY(recordAt(pages, 1)->detail.contains("\"id\":"));
    QVERIFY(octetsOf(pages, 2, From::Server, Layer::Wire, { 0, 100 }).isEmpty());
    // A copy that can be given away says the same.
    const QString copy = m_folder->filePath(QStringLiteral("b.pushscope"));
    const std::atomic_bool isCancelled{ false };
    QVERIFY(writeSharedCopy(path(), copy, {}, isCancelled, [](int) {}));
    const Result<std::unique_ptr<CaptureStore>> shared = openCapture(copy);
    QVERIFY(shared);
    QVERIFY(!(*shared)->damage());
    QCOMPARE((*shared)->status().droppedRecords, status.droppedRecords);
    QCOMPARE(static_cast<std::size_t>((*shared)->pages().rowCount(RecordPages::Everything)),
             rows.size());
    std::promise<qint64> counted;
    pages.requestTimeline(0, pages.extent().tLast, 500, [&](const TimelineSlice &slice) {
        qint64 count = 0;
        for (const TimelineTick &tick : slice.ticks)
            count += tick.count;
        counted.set_value(count);
    });
    const qint64 ticks = counted.get_future().get();
    QVERIFY2(ticks >= static_cast<qint64>(rows.size()) - 10
                 && ticks < static_cast<qint64>(rows.size()) + 2000,
             qPrintable(QString::number(ticks)));
}

void TestRecordingLimits::keepsAllBelowTheLimit()
{
    std::unique_ptr<CaptureStore> store = create({ .keepOctets = Keep });
    QVERIFY(store);
    FloodPattern pattern;
    flood(*store, pattern, 2 * MiB);
    QVERIFY(store->finish("done"));
    QCOMPARE(store->status().droppedRecords, qint64{ 0 });
    QCOMPARE(allRows(store->pages()).front().seq, qint64{ 1 });
}

void TestRecordingLimits::isReadWhileTheOldestGo()
{
    std::unique_ptr<CaptureStore> store = create({ .keepOctets = Keep });
    QVERIFY(store);
    RecordPages &pages = store->pages();
    FloodPattern pattern;
    flood(*store, pattern, MiB);
    QTRY_VERIFY(pages.extent().records > 1000);
    std::atomic<bool> isOver{ false };
    std::atomic<qint64> misnumbered{ 0 };
    std::atomic<qint64> broken{ 0 };
    std::atomic<qint64> gone{ 0 };
    std::thread reader([&] {
        QRandomGenerator random(7);
        while (!isOver) {
            const qint64 first = random.bounded(static_cast<int>(pages.extent().records));
            const std::vector<Record> rows = rowsOf(pages, first, 50);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const Record &row = rows[i];
                misnumbered += row.seq != first + 1 + static_cast<qint64>(i) ? 1 : 0;
                gone += row.detail == R"({"dropped":true})" ? 1 : 0;
                if (row.kind != RecordKind::WsMessage || i % 10 != 0)
                    continue;
                const QByteArray octets
                    = octetsOf(pages, row.connection, row.from, Layer::Wire, row.at);
                const bool isRight
                    = FloodPattern::octets(row.connection, row.at).startsWith(octets);
                // It may have gone meanwhile.
                const bool isThere = recordAt(pages, row.seq)->kind == RecordKind::WsMessage;
                broken += !isRight || (isThere && octets.size() < row.at.size()) ? 1 : 0;
            }
        }
    });
    flood(*store, pattern, 4 * Keep);
    isOver = true;
    reader.join();
    QCOMPARE(misnumbered.load(), qint64{ 0 });
    QCOMPARE(broken.load(), qint64{ 0 });
    QVERIFY(gone.load() > 0);

    QTRY_COMPARE(store->status().queuedRecords, qint64{ 0 });
    QTRY_COMPARE(pages.extent().records, store->status().records);
    QVERIFY(!store->damage());
    const qint64 dropped = store->status().droppedRecords;
    QVERIFY(dropped > 0);
    std::vector<qint64> expected;
    for (qint64 row = dropped; row < pages.extent().records; row += 1000) {
        for (const Record &record : rowsOf(pages, row, 1000)) {
            if (record.connection == 1 && record.size < 40)
                expected.push_back(record.seq);
        }
    }
    QCOMPARE(matchesOf(pages, "conn:1 size<40"), expected);
    QVERIFY(store->finish("done"));
}

void TestRecordingLimits::goesOnAfterSaving()
{
    RecordingOptions options;
    options.folder = m_folder->filePath(QStringLiteral("data"));
    options.limits.keepOctets = Keep;
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    QVERIFY(store);
    FloodPattern pattern;
    flood(**store, pattern, 2 * Keep);
    QTRY_VERIFY((*store)->status().droppedRecords > 0);
    std::promise<std::optional<Error>> outcome;
    (*store)->save(path(), [&](int, bool isDone, std::optional<Error> error) {
        if (isDone)
            outcome.set_value(std::move(error));
    });
    const std::optional<Error> error = outcome.get_future().get();
    QVERIFY2(!error, error ? error->value("system").constData() : "");
    const qint64 dropped = (*store)->status().droppedRecords;
    QVERIFY(dropped > 0);
    // The rows keep their numbers.
    QCOMPARE(rowsOf((*store)->pages(), dropped + 10'000, 1).at(0).seq, dropped + 10'001);
    flood(**store, pattern, Keep);
    QVERIFY((*store)->finish("done"));
    QVERIFY((*store)->status().droppedRecords > dropped);
    const std::vector<Record> rows = allRows((*store)->pages());
    QCOMPARE(rows.front().seq, (*store)->status().droppedRecords + 1);
    QCOMPARE(brokenOf((*store)->pages(), rows), qint64{ 0 });
}

void TestRecordingLimits::octetsAloneGoAsWell()
{
    // A message so long that no record has told of it yet.
    std::unique_ptr<CaptureStore> store = create({ .keepOctets = Keep });
    QVERIFY(store);
    qint64 offset = 0;
    while (offset < 4 * Keep) {
        if (store->sink()->isFull())
            continue;
        Batch batch;
        batch.octets = FloodPattern::octets(1, { offset, offset + MiB / 4 });
        batch.pieces.push_back({ 1, From::Server, Layer::Wire, offset, MiB / 4, offset, 0 });
        offset += MiB / 4;
        static_cast<void>(store->sink()->append(std::move(batch)));
    }
    QVERIFY(store->finish("done"));
    QVERIFY2(QFileInfo(path()).size() < Keep + Slack, qPrintable(QString::number(QFileInfo(path()).size())));
    QVERIFY(octetsOf(store->pages(), 1, From::Server, Layer::Wire, { 0, 10 }).isEmpty());
    QCOMPARE(octetsOf(store->pages(), 1, From::Server, Layer::Wire, { offset - MiB, offset }),
             FloodPattern::octets(1, { offset - MiB, offset }));
    QVERIFY(!store->damage());
}

/// Polls: each has a connection of its own, and every third is left without an answer.
void TestRecordingLimits::whatEndedIsNoLongerListed()
{
    std::unique_ptr<CaptureStore> store = create({ .keepOctets = Keep });
    QVERIFY(store);
    constexpr quint32 Polls = 60'000;
    qint64 t = 0;
    const auto recordOf = [&t](RecordKind kind, From from, quint32 poll) {
        Record record;
        record.t = ++t;
        record.kind = kind;
        record.from = from;
        record.session = 1;
        record.connection = record.exchange = poll;
        record.detail = QByteArray(200, ' ');
        return record;
    };
    for (quint32 poll = 1; poll <= Polls;) {
        if (store->sink()->isFull())
            continue;
        Batch batch;
        for (int i = 0; i < 100; ++i, ++poll) {
            batch.records.push_back(recordOf(RecordKind::ConnOpen, From::Nobody, poll));
            batch.records.push_back(recordOf(RecordKind::HttpRequest, From::Client, poll));
            if (poll % 3 != 0)
                batch.records.push_back(recordOf(RecordKind::HttpEnd, From::Server, poll));
            if (poll != 7) // It stays open.
                batch.records.push_back(recordOf(RecordKind::ConnClose, From::Nobody, poll));
        }
        static_cast<void>(store->sink()->append(std::move(batch)));
    }
    QVERIFY(store->finish("done"));
    store.reset();

    Result<Database> file = Database::open(path(), Database::Access::Read);
    QVERIFY(file);
    const qint64 first = file->integer("SELECT connection FROM record WHERE connection>0", 0);
    QVERIFY(first > Polls / 4);
    // Of the poll at the edge some records went and others did not.
    QVERIFY(file->integer("SELECT min(id) FROM connection WHERE id<>7", 0) >= first - 1);
    QCOMPARE(file->integer("SELECT max(id) FROM connection", 0), qint64{ Polls });
    QCOMPARE(file->integer("SELECT count(*) FROM connection WHERE id=7", 0), qint64{ 1 });
    QVERIFY(file->integer("SELECT min(id) FROM exchange", 0) >= first - 1);
    QCOMPARE(file->integer("SELECT max(id) FROM exchange", 0), qint64{ Polls });
}

void TestRecordingLimits::isWholeWhereItWasKilled()
{
    QProcess process;
    process.start(QStringLiteral(FLOODER), { path(), QString::number(Keep) });
    constexpr qint64 Records = 400'000; // Some 50 MiB.
    qint64 last = 0;
    while (last < Records) {
        QVERIFY(process.canReadLine() || process.waitForReadyRead());
        while (process.canReadLine())
            last = process.readLine().trimmed().toLongLong();
    }
    process.kill();
    process.waitForFinished();
    Result<std::unique_ptr<CaptureStore>> store = openCapture(path());
    QVERIFY(store);
    QVERIFY((*store)->damage());
    QCOMPARE((*store)->damage()->value("what"), QByteArray("cut-off"));
    const qint64 dropped = (*store)->status().droppedRecords;
    QVERIFY(dropped > 0);
    const std::vector<Record> rows = allRows((*store)->pages());
    QCOMPARE(rows.front().seq, dropped + 1);
    QVERIFY(rows.back().seq >= last);
    QCOMPARE(rows.back().seq - rows.front().seq + 1, static_cast<qint64>(rows.size()));
    QCOMPARE(brokenOf((*store)->pages(), rows), qint64{ 0 });
    QCOMPARE((*store)->damage()->value("what"), QByteArray("cut-off"));
}

QTEST_GUILESS_MAIN(TestRecordingLimits)
#include "tst_recordinglimits.moc"
