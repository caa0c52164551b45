// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recordqueue.h"

#include <QTest>

#include <thread>

using namespace Pushscope;

namespace {

Batch batchOf(int records, quint32 session = 0)
{
    Batch batch;
    batch.records.resize(static_cast<std::size_t>(records));
    for (Record &record : batch.records)
        record.session = session;
    return batch;
}

RecordQueue::TimePoint soon()
{
    return std::chrono::steady_clock::now() + std::chrono::seconds(60);
}

} // namespace

class TestRecordQueue : public QObject
{
    Q_OBJECT

private slots:
    void numbersWithoutGaps();
    void carriersBecomeAbsolute();
    void emptyBatchesAreNothing();
    void producersKeepTheirOrder();
    void isFullUntilHalfIsReleased();
    void octetsFillToo();
    void takesWhatIsWorthATransaction();
    void lastRecordKnowsItsNumber();
    void failureStopsUntilMended();
    void discardedTakesNothing();
    void pausedKeepsWhatItTook();
    void removedListenerIsQuiet();
    void waitsForEnoughOrTime();
};

void TestRecordQueue::numbersWithoutGaps()
{
    RecordQueue queue;
    QCOMPARE(queue.append(batchOf(3)).firstSeq, qint64{ 1 });
    QCOMPARE(queue.append(batchOf(2)).firstSeq, qint64{ 4 });
    const RecordQueue::Group group = queue.take();
    qint64 seq = 0;
    for (const Batch &batch : group.batches) {
        for (const Record &record : batch.records)
            QCOMPARE(record.seq, ++seq);
    }
    QCOMPARE(seq, qint64{ 5 });
}

void TestRecordQueue::carriersBecomeAbsolute()
{
    RecordQueue queue;
    static_cast<void>(queue.append(batchOf(10)));
    Batch batch = batchOf(4);
    batch.records[1].carrier = -1; // records[0]
    batch.records[2].carrier = -2; // records[1]
    batch.records[3].carrier = 7;  // seq 7
    static_cast<void>(queue.append(std::move(batch)));
    const RecordQueue::Group group = queue.take();
    const std::vector<Record> &records = group.batches.back().records;
    QCOMPARE(records[0].carrier, qint64{ 0 });
    QCOMPARE(records[1].carrier, records[0].seq);
    QCOMPARE(records[2].carrier, records[1].seq);
    QCOMPARE(records[3].carrier, qint64{ 7 });
}

void TestRecordQueue::emptyBatchesAreNothing()
{
    RecordQueue queue;
    QCOMPARE(queue.append({}).firstSeq, qint64{ 1 });
    QVERIFY(queue.take().isEmpty());
    Batch pieces;
    pieces.octets = "ab";
    pieces.pieces.push_back({ 1, From::Client, Layer::Wire, 0, 2, 0, 0 });
    static_cast<void>(queue.append(std::move(pieces)));
    QCOMPARE(queue.take().batches.size(), std::size_t{ 1 }); // Octets alone are kept.
}

void TestRecordQueue::producersKeepTheirOrder()
{
    constexpr int Producers = 4;
    constexpr int Batches = 2000;
    RecordQueue queue;
    std::vector<std::thread> producers;
    for (quint32 number = 1; number <= Producers; ++number) {
        producers.emplace_back([&queue, number] {
            for (quint32 i = 0; i < Batches; ++i) {
                Batch batch = batchOf(1 + static_cast<int>(i % 3), number);
                batch.records.front().stream = i;
                static_cast<void>(queue.append(std::move(batch)));
            }
        });
    }
    qint64 seq = 0;
    int batches = 0;
    std::array<quint32, Producers + 1> next{};
    while (batches < Producers * Batches) {
        queue.wait(soon(), soon() - std::chrono::seconds(59));
        RecordQueue::Group group = queue.take();
        for (const Batch &batch : group.batches) {
            ++batches;
            quint32 &expected = next[batch.records.front().session];
            if (batch.records.front().stream != expected++)
                QFAIL("a producer's batches changed places");
            for (const Record &record : batch.records) {
                if (record.seq != ++seq)
                    QFAIL("the order of taking is not that of seq");
            }
        }
        queue.release(group);
    }
    for (std::thread &producer : producers)
        producer.join();
    QCOMPARE(queue.size().records, qint64{ 0 });
}

void TestRecordQueue::isFullUntilHalfIsReleased()
{
    RecordQueue queue({ 100, 1'000'000 });
    int drained = 0;
    queue.addDrainListener([&] { ++drained; });
    QVERIFY(!queue.append(batchOf(99)).isFull);
    const RecordQueue::Group first = queue.take();
    QVERIFY(!queue.isFull());
    QVERIFY(queue.append(batchOf(1)).isFull);  // Taken is not stored.
    QVERIFY(queue.append(batchOf(20)).isFull); // Always taken all the same.
    QVERIFY(queue.isFull());
    QCOMPARE(queue.size().records, qint64{ 120 });
    queue.release(first);
    QVERIFY(!queue.isFull());
    QCOMPARE(drained, 1);
    QCOMPARE(queue.size().records, qint64{ 21 });
    queue.release(queue.take());
    QCOMPARE(drained, 1); // Was not full any more.
}

void TestRecordQueue::octetsFillToo()
{
    RecordQueue queue({ 1000, 1000 });
    Batch batch = batchOf(1);
    batch.octets = QByteArray(600, 'x');
    QVERIFY(!queue.append(std::move(batch)).isFull);
    batch = batchOf(1);
    batch.records[0].detail = QByteArray(400, 'x');
    QVERIFY(queue.append(std::move(batch)).isFull);
    RecordQueue::Group group = queue.take();
    QCOMPARE(group.octets, qint64{ 1000 });
    queue.release(group);
    QVERIFY(!queue.isFull());
}

void TestRecordQueue::takesWhatIsWorthATransaction()
{
    RecordQueue queue;
    constexpr int Batches = 3 * RecordQueue::GroupRecords / 1000;
    for (int i = 0; i < Batches; ++i)
        static_cast<void>(queue.append(batchOf(1000)));
    qint64 records = 0;
    int groups = 0;
    while (records < Batches * 1000) {
        const RecordQueue::Group group = queue.take();
        QVERIFY(!group.isEmpty());
        QVERIFY(group.records < RecordQueue::GroupRecords + 1000);
        records += group.records;
        ++groups;
        queue.release(group);
    }
    QCOMPARE(groups, 3);
}

void TestRecordQueue::lastRecordKnowsItsNumber()
{
    RecordQueue queue;
    static_cast<void>(queue.append(batchOf(4)));
    queue.appendLast(std::vector<Record>(1),
                     [](Record &record) { record.detail = QByteArray::number(record.seq); });
    const RecordSink::Appended late = queue.append(batchOf(1));
    QVERIFY(late.isDropped);
    const RecordQueue::Group group = queue.take();
    QCOMPARE(group.batches.size(), std::size_t{ 2 });
    QCOMPARE(group.batches.back().records.front().detail, QByteArray("5"));
}

void TestRecordQueue::failureStopsUntilMended()
{
    RecordQueue queue;
    int drained = 0;
    queue.addDrainListener([&] { ++drained; });
    queue.fail();
    QVERIFY(queue.isFull());
    const RecordSink::Appended appended = queue.append(batchOf(2));
    QVERIFY(appended.isFailed);
    QVERIFY(appended.isFull);
    QCOMPARE(appended.firstSeq, qint64{ 1 }); // Kept for later.
    queue.mend();
    QVERIFY(!queue.isFull());
    QCOMPARE(drained, 1);
    QCOMPARE(queue.take().records, qint64{ 2 });
}

void TestRecordQueue::discardedTakesNothing()
{
    RecordQueue queue({ 10, 1000 });
    int drained = 0;
    queue.addDrainListener([&] { ++drained; });
    static_cast<void>(queue.append(batchOf(10)));
    queue.fail();
    queue.discard(5);
    QVERIFY(!queue.isFull());
    QCOMPARE(drained, 1);
    const RecordSink::Appended appended = queue.append(batchOf(2));
    QVERIFY(appended.isDropped);
    QVERIFY(!appended.isFailed); // Nobody need wait.
    QVERIFY(!appended.isFull);
    QVERIFY(queue.take().isEmpty());
    // The last records follow what was committed, without a gap in their numbers.
    queue.appendLast(std::vector<Record>(2),
                     [](Record &record) { record.detail = QByteArray::number(record.seq); });
    const RecordQueue::Group group = queue.take();
    QCOMPARE(group.records, qint64{ 2 });
    QCOMPARE(group.batches.front().records.front().seq, qint64{ 5 });
    QCOMPARE(group.batches.front().records.back().detail, QByteArray("6"));
}

void TestRecordQueue::pausedKeepsWhatItTook()
{
    RecordQueue queue;
    static_cast<void>(queue.append(batchOf(4)));
    queue.pause();
    const RecordSink::Appended appended = queue.append(batchOf(2));
    QVERIFY(appended.isDropped);
    QVERIFY(!appended.isFull);
    Batch opening = batchOf(2);
    opening.records[1].kind = RecordKind::ConnOpen;
    opening.records[1].connection = 7;
    opening.records[1].carrier = -1;
    QVERIFY(queue.append(std::move(opening)).isDropped);
    Record gap;
    gap.kind = RecordKind::RecordingStall;
    queue.resume(gap);
    QCOMPARE(queue.append(batchOf(1)).firstSeq, qint64{ 7 });
    const RecordQueue::Group group = queue.take();
    QCOMPARE(group.records, qint64{ 7 });
    const std::vector<Record> &resumed = group.batches.at(1).records;
    QCOMPARE(resumed.size(), std::size_t(2));
    QCOMPARE(resumed.front().kind, RecordKind::ConnOpen);
    QCOMPARE(resumed.front().connection, 7U);
    QCOMPARE(resumed.front().carrier, qint64{ 0 });
    QCOMPARE(resumed.back().kind, RecordKind::RecordingStall);
    QCOMPARE(resumed.back().seq, qint64{ 6 });
}

void TestRecordQueue::removedListenerIsQuiet()
{
    RecordQueue queue({ 10, 1000 });
    int first = 0;
    int second = 0;
    const int token = queue.addDrainListener([&] { ++first; });
    queue.addDrainListener([&] { ++second; });
    queue.removeDrainListener(token);
    static_cast<void>(queue.append(batchOf(10)));
    queue.release(queue.take());
    QCOMPARE(first, 0);
    QCOMPARE(second, 1);
}

void TestRecordQueue::waitsForEnoughOrTime()
{
    using Clock = std::chrono::steady_clock;
    RecordQueue queue;
    const Clock::time_point past = Clock::now();
    static_cast<void>(queue.append(batchOf(1)));
    queue.wait(past, soon()); // Something, and the last transaction is old.
    static_cast<void>(queue.append(batchOf(static_cast<int>(RecordQueue::WorthwhileRecords))));
    queue.wait(soon(), soon()); // Enough.
    static_cast<void>(queue.take());
    queue.wake();
    queue.wait(soon(), soon());
    queue.wait(past, past); // Nothing, and it is late.
    std::thread waker([&] { queue.wake(); });
    queue.waitForWake(soon());
    waker.join();
    QVERIFY(Clock::now() < soon());
}

QTEST_APPLESS_MAIN(TestRecordQueue)
#include "tst_recordqueue.moc"
