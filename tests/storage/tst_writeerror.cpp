// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/stores.h"

#include "capturetools.h"
#include "floodpattern.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace Pushscope;

/// A recording whose disk is full.
class TestWriteError : public QObject
{
    Q_OBJECT

private slots:
    void diskFull_data();
    void diskFull();
    void removedFileIsSavedElsewhere();
    void noFolder();
    void noPermission();
};

void TestWriteError::diskFull_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("makes room") << QStringLiteral("retry")
                                << QByteArray("failed disk-full\nqueued 1 full 1\nfinished\n")
                                << true;
    QTest::newRow("goes on unrecorded")
        << QStringLiteral("give-up")
        << QByteArray("failed disk-full\nqueued 1 full 1\nunrecorded 1\nfinished\n") << true;
    QTest::newRow("goes on with the consumer alone")
        << QStringLiteral("leave")
        << QByteArray("failed disk-full\nqueued 1 full 1\ndropped 0 error 0\nfinished\n"
                      "consumed 1\n")
        << true;
    QTest::newRow("ends") << QStringLiteral("finish")
                          << QByteArray("failed disk-full\nqueued 1 full 1\nunfinished disk-full\n")
                          << false;
}

void TestWriteError::diskFull()
{
    QFETCH(QString, choice);
    QFETCH(QByteArray, output);
    QFETCH(bool, isWhole);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pushscope"));
    QProcess process;
    process.start(QStringLiteral(FULLWRITER), { path, choice });
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput(), output);
    QCOMPARE(process.exitCode(), 0);

    Result<std::unique_ptr<CaptureStore>> store = openCapture(path);
    QVERIFY(store);
    QCOMPARE((*store)->damage().has_value(), !isWhole);
    const std::vector<Record> rows = allRows((*store)->pages());
    QVERIFY(rows.size() > 1000);
    qint64 seq = 0;
    for (const Record &row : rows) {
        if (row.seq != ++seq)
            QCOMPARE(row.seq, seq);
        if (seq % 500 == 7)
            QVERIFY(octetsOf((*store)->pages(), row.connection, row.from, Layer::Wire, row.at)
                    == FloodPattern::octets(row.connection, row.at));
    }
    QCOMPARE(rows.back().kind == RecordKind::CaptureEnd, isWhole);
    const Record &beforeLast = rows.at(rows.size() - 2);
    const bool hasGap = choice == QLatin1String("give-up") || choice == QLatin1String("leave");
    QCOMPARE(beforeLast.kind == RecordKind::RecordingStall, hasGap);
    QCOMPARE(beforeLast.detail.contains("\"unrecorded\":true"), hasGap);
}

void TestWriteError::removedFileIsSavedElsewhere()
{
    const QTemporaryDir folder;
    RecordingOptions options;
    options.folder = folder.filePath(QStringLiteral("data"));
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    QVERIFY(store);
    FloodPattern pattern;
    static_cast<void>((*store)->sink()->append(pattern.nextBatch()));
    QTRY_COMPARE((*store)->status().records, qint64{ FloodPattern::BatchRecords + 2 });
    QVERIFY(QFile::remove((*store)->path()));
    static_cast<void>((*store)->sink()->append(pattern.nextBatch()));
    QTRY_VERIFY((*store)->status().error);
    QCOMPARE((*store)->status().error->value("what"), QByteArray("removed"));
    QVERIFY((*store)->sink()->isFull()); // Whoever feeds it holds its peer up.
    // It is open still: what was written before is not lost, and what waits goes there too.
    const QString path = folder.filePath(QStringLiteral("b.pushscope"));
    std::promise<std::optional<Error>> outcome;
    (*store)->save(path, [&](int, bool isDone, std::optional<Error> error) {
        if (isDone)
            outcome.set_value(std::move(error));
    });
    const std::optional<Error> error = outcome.get_future().get();
    QVERIFY2(!error, error ? error->value("system").constData() : "");
    QTRY_VERIFY(!(*store)->sink()->isFull());
    QVERIFY(!(*store)->status().error);
    QVERIFY((*store)->finish("done"));
    store->reset();

    store = openCapture(path);
    QVERIFY(store);
    QVERIFY(!(*store)->damage());
    const std::vector<Record> rows = allRows((*store)->pages());
    QCOMPARE(rows.size(), std::size_t{ 2 * FloodPattern::BatchRecords + 3 });
    for (const Record &row : rows) {
        if (row.kind == RecordKind::WsMessage)
            QVERIFY(octetsOf((*store)->pages(), row.connection, row.from, Layer::Wire, row.at)
                    == FloodPattern::octets(row.connection, row.at));
    }
}

void TestWriteError::noFolder()
{
    const Result<std::unique_ptr<CaptureStore>> store
        = createCapture({ QStringLiteral("/no/such/folder/a.pushscope") });
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StorageFailed);
    QCOMPARE(store.error().where, ErrorSite::Storage);
    QCOMPARE(store.error().value("path"), QByteArray("/no/such/folder/a.pushscope"));
    QVERIFY(!store.error().value("system").isEmpty());
}

void TestWriteError::noPermission()
{
    // A file where a folder should be: also root is refused.
    QTemporaryFile file;
    QVERIFY(file.open());
    RecordingOptions options;
    options.folder = file.fileName();
    const Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::StorageFailed);
}

QTEST_GUILESS_MAIN(TestWriteError)
#include "tst_writeerror.moc"
