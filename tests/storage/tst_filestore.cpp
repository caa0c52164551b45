// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/stores.h"

#include "capturetools.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

class TestFileStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void roundTrip_data();
    void roundTrip();
    void readsWhileRecording();

private:
    [[nodiscard]] QString file(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFileStore::roundTrip_data()
{
    QTest::addColumn<int>("batches");
    QTest::addColumn<int>("pieces");
    QTest::addColumn<qint64>("maxPiece");
    QTest::newRow("no traffic") << 0 << 0 << qint64(1);
    QTest::newRow("small pieces") << 200 << 20 << qint64(100);
    QTest::newRow("pieces as long as a block") << 20 << 4 << qint64(80'000);
    QTest::newRow("pieces of several blocks") << 6 << 3 << qint64(400'000);
}

void TestFileStore::roundTrip()
{
    QFETCH(int, batches);
    QFETCH(int, pieces);
    QFETCH(qint64, maxPiece);
    RandomTraffic traffic(4711);
    std::vector<Record> sent;
    const QString path = file("a.pushscope");
    {
        Result<std::unique_ptr<CaptureStore>> store = createCapture({ path });
        QVERIFY(store);
        for (int i = 0; i < batches; ++i) {
            Batch batch = traffic.next(pieces, maxPiece);
            std::vector<Record> records = batch.records;
            const RecordSink::Appended appended = (*store)->sink()->append(std::move(batch));
            QVERIFY(!appended.isFailed);
            for (std::size_t k = 0; k < records.size(); ++k) {
                records[k].seq = appended.firstSeq + static_cast<qint64>(k);
                if (records[k].carrier < 0)
                    records[k].carrier = appended.firstSeq - records[k].carrier - 1;
                sent.push_back(records[k]);
            }
        }
        QVERIFY((*store)->finish("done"));
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files),
             QStringList{ QStringLiteral("a.pushscope") });
    QCOMPARE(QFile::permissions(path) & QFile::Permissions(0x0077), QFile::Permissions());

    Result<std::unique_ptr<CaptureStore>> opened = openCapture(path);
    QVERIFY(opened);
    RecordPages &pages = (*opened)->pages();
    QCOMPARE(pages.extent().records, static_cast<qint64>(sent.size()) + 3); // At once.
    QCOMPARE(pages.rowCount(RecordPages::Everything), pages.extent().records);
    std::vector<Record> rows = allRows(pages);
    QCOMPARE(rows.size(), sent.size() + 3);
    QCOMPARE(rows.front().kind, RecordKind::CaptureStart);
    QCOMPARE(rows[1].kind, RecordKind::Clock);
    QCOMPARE(rows.back().kind, RecordKind::CaptureEnd);
    QVERIFY(
        rows.back().detail.contains(QByteArray("\"records\":" + QByteArray::number(rows.size()))));
    for (std::size_t i = 0; i < sent.size(); ++i) {
        const Record &row = rows[i + 2];
        QVERIFY2(row == sent[i], qPrintable(QStringLiteral("row %1").arg(i)));
    }
    for (const auto &[direction, octets] : traffic.said()) {
        const auto &[connection, from, layer] = direction;
        QVERIFY(octetsOf(pages, connection, from, layer, { 0, octets.size() }) == octets);
        QRandomGenerator random(1);
        for (int i = 0; i < 20; ++i) {
            const qint64 begin = random.bounded(static_cast<int>(octets.size()));
            const qint64 end = begin + random.bounded(100'000);
            QVERIFY(octetsOf(pages, connection, from, layer, { begin, end })
                    == octets.mid(begin, end - begin));
        }
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files),
             QStringList{ QStringLiteral("a.pushscope") });
}

void TestFileStore::readsWhileRecording()
{
    RandomTraffic traffic(1);
    Result<std::unique_ptr<CaptureStore>> store = createCapture({ file("a.pushscope") });
    QVERIFY(store);
    RecordPages &pages = (*store)->pages();
    const RecordSink::Appended appended = (*store)->sink()->append(traffic.next(50, 50));
    const qint64 last = appended.firstSeq + 20;
    QTRY_VERIFY(pages.extent().records >= last);
    const std::optional<Record> record = recordAt(pages, last);
    QVERIFY(record);
    QCOMPARE(record->seq, last);
    QVERIFY(!recordAt(pages, 1'000'000));
    QVERIFY((*store)->finish("done"));
    QVERIFY(recordAt(pages, last));
    QVERIFY((*store)->sink() == nullptr);
}

QTEST_GUILESS_MAIN(TestFileStore)
#include "tst_filestore.moc"
