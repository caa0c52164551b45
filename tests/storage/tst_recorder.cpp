// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recorder.h"

#include "storage/capturefile.h"

#include "floodpattern.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace Pushscope;

namespace {

/// Moved by hand.
class HandClock final : public Clock
{
public:
    [[nodiscard]] qint64 monotonicNs() const override { return m_monotonicNs; }
    [[nodiscard]] qint64 wallNs() const override { return m_wallNs; }
    void advance(qint64 ns)
    {
        m_monotonicNs += ns;
        m_wallNs += ns;
    }
    void stepWall(qint64 ns) { m_wallNs += ns; }
    void reset()
    {
        m_monotonicNs = 5'000;
        m_wallNs = 1'700'000'000'123'456'789;
    }

private:
    std::atomic<qint64> m_monotonicNs{ 0 };
    std::atomic<qint64> m_wallNs{ 0 };
};

constexpr qint64 Second = 1'000'000'000;

QJsonObject detailOf(const Record &record)
{
    return QJsonDocument::fromJson(record.detail).object();
}

} // namespace

/// The sink of a capture and its thread.
class TestRecorder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void beginsAndEnds();
    void notesTheClock();
    void consumerGetsAllInOrder_data();
    void consumerGetsAllInOrder();
    void slowConsumerHoldsUp();
    void octetsOfOlderTransactionsAreThere_data();
    void octetsOfOlderTransactionsAreThere();
    void retriesWhereTheFolderCameBack();
    void givesUp();

private:
    std::unique_ptr<Recorder> start(const RecordingOptions &options);
    /// Lets the recorder's thread come round once more.
    void wake()
    {
        m_recorder->post([](Recorder &) { return Recorder::TaskState::Over; });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Recorder> m_recorder;
    std::mutex m_mutex;
    std::vector<Record> m_seen;
    HandClock m_clock;
    bool m_hasFile = false;
};

void TestRecorder::init()
{
    m_recorder.reset();
    m_seen.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_hasFile = false;
    m_clock.reset();
}

std::unique_ptr<Recorder> TestRecorder::start(const RecordingOptions &options)
{
    QString path;
    if (m_hasFile) {
        path = m_folder->filePath(QStringLiteral("a.pushscope"));
        if (!CaptureFile::makeEmpty(path))
            return nullptr;
    }
    Result<std::unique_ptr<Recorder>> recorder = Recorder::create(path, options, {});
    if (!recorder)
        return nullptr;
    (*recorder)->start();
    return std::move(*recorder);
}

void TestRecorder::beginsAndEnds()
{
    RecordingOptions options;
    options.clock = &m_clock;
    options.command = "pushscope-cli connect \"ws://a\"";
    options.consumer = [&](const CommittedRecords &committed) {
        m_seen.insert(m_seen.end(), committed.records.begin(), committed.records.end());
    };
    m_recorder = start(options);
    QVERIFY(m_recorder);
    QCOMPARE(m_recorder->originNs(), m_clock.monotonicNs());
    m_clock.advance(3 * Second);
    QVERIFY(m_recorder->finish("signal"));
    QCOMPARE(m_seen.size(), std::size_t{ 3 });

    QCOMPARE(m_seen[0].kind, RecordKind::CaptureStart);
    QCOMPARE(m_seen[0].t, qint64{ 0 });
    const QJsonObject start = detailOf(m_seen[0]);
    QCOMPARE(start.value(QLatin1String("format")).toInt(), 1);
    QCOMPARE(start.value(QLatin1String("id")).toString().size(), qsizetype{ 36 });
    QCOMPARE(start.value(QLatin1String("started")).toString(),
             QStringLiteral("2023-11-14T22:13:20.123456789Z"));
    QCOMPARE(start.value(QLatin1String("command")).toString(),
             QString::fromLatin1(options.command));
    QVERIFY(m_seen[0].detail.startsWith("{\"format\":1,\"id\":"));

    QCOMPARE(m_seen[1].kind, RecordKind::Clock);
    QCOMPARE(m_seen[1].detail, QByteArray(R"({"wall":"2023-11-14T22:13:20.123456789Z"})"));
    QCOMPARE(m_seen[2].kind, RecordKind::CaptureEnd);
    QCOMPARE(m_seen[2].t, 3 * Second);
    QCOMPARE(m_seen[2].detail, QByteArray(R"({"reason":"signal","records":3})"));
    QVERIFY(m_recorder->append(FloodPattern().nextBatch()).isDropped);
}

void TestRecorder::notesTheClock()
{
    RecordingOptions options;
    options.clock = &m_clock;
    std::atomic<int> clocks{ 0 };
    options.consumer = [&](const CommittedRecords &committed) {
        for (const Record &record : committed.records) {
            const std::lock_guard lock(m_mutex);
            if (record.kind == RecordKind::Clock) {
                m_seen.push_back(record);
                ++clocks;
            }
        }
    };
    m_recorder = start(options);
    QTRY_COMPARE(clocks.load(), 1);
    m_clock.advance(59 * Second);
    m_clock.stepWall(Second / 100); // 10 ms is no step yet.
    wake();
    m_clock.advance(Second); // A minute.
    wake();
    QTRY_COMPARE(clocks.load(), 2);
    m_clock.advance(Second);
    m_clock.stepWall(-Second / 90);
    wake();
    QTRY_COMPARE(clocks.load(), 3);
    QVERIFY(m_recorder->finish("done"));
    QCOMPARE(m_seen.size(), std::size_t{ 3 });
    QCOMPARE(m_seen[1].t, 60 * Second);
    QCOMPARE(m_seen[2].t, 61 * Second);
    QCOMPARE(m_seen[2].detail, QByteArray(R"({"wall":"2023-11-14T22:14:21.122345678Z"})"));
}

void TestRecorder::consumerGetsAllInOrder_data()
{
    QTest::addColumn<bool>("hasFile");
    QTest::newRow("without a file") << false;
    QTest::newRow("with a file") << true;
}

void TestRecorder::consumerGetsAllInOrder()
{
    QFETCH(bool, hasFile);
    m_hasFile = hasFile;
    RecordingOptions options;
    qint64 seq = 0;
    qint64 wrong = 0;
    bool wasLast = true;
    options.consumer = [&](const CommittedRecords &committed) {
        for (const Record &record : committed.records) {
            wrong += record.seq == ++seq ? 0 : 1;
            if (record.connection != 0
                && committed.octets.octets(record.connection, record.from, Layer::Wire, record.at)
                    != FloodPattern::octets(record.connection, record.at))
                ++wrong;
        }
        wasLast = committed.isLast;
    };
    m_recorder = start(options);
    QVERIFY(m_recorder);
    FloodPattern pattern;
    constexpr int Batches = 60;
    for (int i = 0; i < Batches; ++i)
        static_cast<void>(m_recorder->append(pattern.nextBatch()));
    QVERIFY(m_recorder->finish("done"));
    QCOMPARE(wrong, qint64{ 0 });
    QCOMPARE(seq, qint64{ Batches * FloodPattern::BatchRecords + 3 });
    QVERIFY(wasLast);
}

void TestRecorder::slowConsumerHoldsUp()
{
    RecordingOptions options;
    std::promise<void> entered;
    std::promise<void> mayGoOn;
    std::future<void> goOn = mayGoOn.get_future();
    qint64 records = 0;
    options.consumer = [&](const CommittedRecords &committed) {
        if (records == 0) {
            entered.set_value();
            goOn.wait();
        }
        records += static_cast<qint64>(committed.records.size());
    };
    m_recorder = start(options);
    entered.get_future().wait();
    std::atomic<int> drained{ 0 };
    const int token = m_recorder->addDrainListener([&] { ++drained; });
    FloodPattern pattern;
    qint64 appended = 0;
    while (!m_recorder->isFull()) {
        QVERIFY(!m_recorder->append(pattern.nextBatch()).isFailed);
        appended += FloodPattern::BatchRecords;
    }
    // Records and the pieces they lie in both count.
    const RecordQueue::Limits limits;
    QVERIFY(2 * appended <= limits.records + 4 * FloodPattern::BatchRecords);
    const RecordingStatus status = m_recorder->status();
    QVERIFY(status.isFull);
    QVERIFY(status.queuedRecords >= 2 * appended);
    QVERIFY(status.queuedOctets > 0 && status.queuedOctets <= limits.octets);
    QCOMPARE(drained.load(), 0);
    mayGoOn.set_value();
    QTRY_VERIFY(!m_recorder->isFull());
    QTRY_COMPARE(drained.load(), 1);
    m_recorder->removeDrainListener(token);
    QVERIFY(m_recorder->finish("done"));
    QCOMPARE(records, appended + 3); // Nothing was dropped.
    QCOMPARE(m_recorder->status().queuedRecords, qint64{ 0 });
}

void TestRecorder::octetsOfOlderTransactionsAreThere_data()
{
    consumerGetsAllInOrder_data();
}

void TestRecorder::octetsOfOlderTransactionsAreThere()
{
    QFETCH(bool, hasFile);
    m_hasFile = hasFile;
    RecordingOptions options;
    std::atomic<qint64> seen{ 0 };
    QByteArray found;
    options.consumer = [&](const CommittedRecords &committed) {
        for (const Record &record : committed.records) {
            if (record.kind == RecordKind::HttpEnd)
                found = committed.octets.octets(1, From::Server, Layer::Wire, record.at);
            seen = record.seq;
        }
    };
    m_recorder = start(options);
    constexpr int Parts = 20;
    for (int i = 0; i < Parts; ++i) {
        Batch batch;
        batch.octets = FloodPattern::octets(1, { i * 1000, (i + 1) * 1000 });
        batch.pieces.push_back({ 1, From::Server, Layer::Wire, i * 1000, 1000, i, 0 });
        Record record;
        record.kind = RecordKind::HttpData;
        batch.records.push_back(record);
        const qint64 seq = m_recorder->append(std::move(batch)).firstSeq;
        QTRY_VERIFY(seen >= seq); // A transaction each.
    }
    Batch last;
    Record record;
    record.kind = RecordKind::HttpEnd;
    record.at = { 0, Parts * 1000 };
    last.records.push_back(record);
    static_cast<void>(m_recorder->append(std::move(last)));
    QVERIFY(m_recorder->finish("done"));
    QVERIFY(found == FloodPattern::octets(1, { 0, Parts * 1000 }));
}

void TestRecorder::retriesWhereTheFolderCameBack()
{
    m_hasFile = true;
    m_recorder = start({});
    QTRY_COMPARE(m_recorder->status().records, qint64{ 2 });
    const QString moved = m_folder->path() + QStringLiteral("-moved");
    QVERIFY(QFile::rename(m_folder->path(), moved));
    FloodPattern pattern;
    static_cast<void>(m_recorder->append(pattern.nextBatch()));
    QTRY_VERIFY(m_recorder->status().error);
    const Error error = *m_recorder->status().error;
    QCOMPARE(error.code, ErrorCode::StorageFailed);
    QVERIFY(error.value("path").endsWith("a.pushscope"));
    QVERIFY(!error.value("system").isEmpty());
    QVERIFY(m_recorder->isFull());
    QVERIFY(m_recorder->append(pattern.nextBatch()).isFailed);
    QVERIFY(QFile::rename(moved, m_folder->path()));
    std::atomic<int> drained{ 0 };
    m_recorder->addDrainListener([&] { ++drained; });
    m_recorder->retry();
    QTRY_VERIFY(!m_recorder->isFull());
    QVERIFY(!m_recorder->status().error);
    QCOMPARE(drained.load(), 1);
    const Result<Done> finished = m_recorder->finish("done");
    QVERIFY2(finished, finished ? "" : finished.error().value("system").constData());
    QCOMPARE(m_recorder->status().records, qint64{ 2 * FloodPattern::BatchRecords + 3 });
}

void TestRecorder::givesUp()
{
    m_hasFile = true;
    m_recorder = start({});
    QTRY_COMPARE(m_recorder->status().records, qint64{ 2 });
    QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("a.pushscope"))));
    static_cast<void>(m_recorder->append(FloodPattern().nextBatch()));
    QTRY_VERIFY(m_recorder->isFull());
    m_recorder->giveUp();
    QTRY_VERIFY(!m_recorder->isFull());
    const RecordSink::Appended appended = m_recorder->append(FloodPattern().nextBatch());
    QVERIFY(appended.isDropped);
    QVERIFY(!appended.isFailed);
    QVERIFY(!appended.isFull);
    QVERIFY(m_recorder->status().unrecordedSince);
    const Result<Done> finished = m_recorder->finish("done");
    QVERIFY(!finished);
    QCOMPARE(finished.error().code, ErrorCode::StorageFailed);
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
