// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/stores.h"

#include "capturetools.h"
#include "floodpattern.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

/// A process that records a flood is killed; what it committed is there and whole.
class TestKilledRecording : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsAPrefix_data();
    void keepsAPrefix();
    void isFollowedUntilItDies();
    void isRecovered();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("a.pushscope")); }
    /// Starts the flooder and kills it after it reported @p transactions; gives the last seq it
    /// reported, 0 where it failed.
    [[nodiscard]] qint64 recordAndKill(int transactions);
    [[nodiscard]] QByteArray folderHash() const;
    void checkRecords(RecordPages &pages, qint64 atLeast);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestKilledRecording::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

qint64 TestKilledRecording::recordAndKill(int transactions)
{
    QProcess process;
    process.start(QStringLiteral(FLOODER), { path() });
    qint64 last = 0;
    for (int i = 0; i < transactions;) {
        if (!process.canReadLine() && !process.waitForReadyRead())
            return 0;
        for (; process.canReadLine() && i < transactions; ++i)
            last = process.readLine().trimmed().toLongLong();
    }
    process.kill();
    process.waitForFinished();
    // What it reported until it died counts as well.
    while (process.canReadLine()) {
        const QByteArray line = process.readLine();
        if (line.endsWith('\n'))
            last = line.trimmed().toLongLong();
    }
    return last;
}

QByteArray TestKilledRecording::folderHash() const
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const QFileInfoList files
        = QDir(m_folder->path()).entryInfoList(QDir::Files | QDir::Hidden, QDir::Name);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (file.open(QFile::ReadOnly)) {
            hash.addData(info.fileName().toUtf8());
            hash.addData(&file);
        }
    }
    return hash.result();
}

void TestKilledRecording::checkRecords(RecordPages &pages, qint64 atLeast)
{
    const std::vector<Record> rows = allRows(pages);
    QVERIFY2(static_cast<qint64>(rows.size()) >= atLeast,
             qPrintable(QStringLiteral("%1 of %2").arg(rows.size()).arg(atLeast)));
    std::map<quint32, qint64> ends;
    qint64 seq = 0;
    for (const Record &row : rows) {
        if (row.seq != ++seq)
            QCOMPARE(row.seq, seq);
        if (row.kind != RecordKind::WsMessage)
            continue;
        if (row.at.begin != ends[row.connection]) // Nothing between two records is missing.
            QCOMPARE(row.at.begin, ends[row.connection]);
        ends[row.connection] = row.at.end;
    }
    for (const auto &[connection, end] : ends) {
        const QByteArray octets
            = octetsOf(pages, connection, From::Server, Layer::Wire, { 0, end });
        QCOMPARE(octets.size(), end);
        QVERIFY(octets == FloodPattern::octets(connection, { 0, end }));
    }
}

void TestKilledRecording::keepsAPrefix_data()
{
    QTest::addColumn<int>("transactions");
    QTest::newRow("after the first transaction") << 1;
    QTest::newRow("early") << 4;
    QTest::newRow("before the first checkpoint") << 10;
    QTest::newRow("after some checkpoints") << 40;
}

void TestKilledRecording::keepsAPrefix()
{
    QFETCH(int, transactions);
    const qint64 committed = recordAndKill(transactions);
    QVERIFY(committed > 0);
    const QByteArray before = folderHash();
    {
        Result<std::unique_ptr<CaptureStore>> store = openCapture(path());
        QVERIFY(store);
        QVERIFY((*store)->damage());
        QCOMPARE((*store)->damage()->code, ErrorCode::Damaged);
        QCOMPARE((*store)->damage()->value("what"), QByteArray("cut-off"));
        checkRecords((*store)->pages(), committed);
    }
    QCOMPARE(folderHash(), before); // Reading wrote nothing.
}

void TestKilledRecording::isFollowedUntilItDies()
{
    QProcess process;
    process.start(QStringLiteral(FLOODER), { path() });
    QVERIFY(process.waitForReadyRead());
    Result<std::unique_ptr<CaptureStore>> store = openCapture(path());
    QVERIFY(store);
    QVERIFY(!(*store)->damage());
    RecordPages &pages = (*store)->pages();
    QTRY_VERIFY(pages.extent().records > 0);
    const qint64 seen = pages.extent().records;
    QTRY_VERIFY(pages.extent().records > seen + 10'000);
    const CaptureExtent extent = pages.extent();
    const qint64 now = extent.records;
    const std::optional<Record> newest = recordAt(pages, now);
    QVERIFY(newest);
    QVERIFY(extent.tLast >= newest->t); // It is measured from where it was before.
    QVERIFY(octetsOf(pages, newest->connection, newest->from, Layer::Wire, newest->at)
            == FloodPattern::octets(newest->connection, newest->at));
    process.kill();
    process.waitForFinished();
    store->reset();
    store = openCapture(path());
    QVERIFY(store);
    checkRecords((*store)->pages(), now);
}

void TestKilledRecording::isRecovered()
{
    const qint64 committed = recordAndKill(5);
    QVERIFY(committed > 0);
    const std::vector<UnsavedCapture> found = unsavedCaptures(m_folder->path());
    QCOMPARE(found.size(), std::size_t{ 1 });
    QCOMPARE(found[0].path, path());
    QVERIFY(found[0].records >= committed);
    QVERIFY(found[0].fileOctets > 0);

    Result<std::unique_ptr<CaptureStore>> store = recoverCapture(path());
    QVERIFY(store);
    QVERIFY(!(*store)->isSaved());
    const QString saved = m_folder->filePath(QStringLiteral("saved.pushscope"));
    std::promise<std::optional<Error>> outcome;
    (*store)->save(saved, [&](int, bool isDone, std::optional<Error> error) {
        if (isDone)
            outcome.set_value(std::move(error));
    });
    QVERIFY(!outcome.get_future().get());
    QCOMPARE((*store)->path(), saved);
    QVERIFY((*store)->isSaved());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files),
             QStringList{ QStringLiteral("saved.pushscope") });
    checkRecords((*store)->pages(), committed);
}

QTEST_GUILESS_MAIN(TestKilledRecording)
#include "tst_killedrecording.moc"
