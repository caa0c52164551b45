// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/capturefile.h"
#include "storage/stores.h"

#include "capturetools.h"
#include "floodpattern.h"
#include "savetools.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <thread>

using namespace Pushscope;

/// Saving: while recording and afterwards, by name and by copy.
class TestCaptureSave : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whileRecording_data();
    void whileRecording();
    void inMidFlood_data();
    void inMidFlood();
    void canBeCancelled_data();
    void canBeCancelled();
    void againElsewhere();
    void whereAnotherRecords();
    void whereThereIsNoFolder();
    void overAnOlderCapture();
    void keepsWhatItCannotReplace();
    void listsWhatCannotBeOpened();
    void whenFinished_data();
    void whenFinished();
    void ofAnOpenedOne();
    void withoutAFile();
    void discards();
    void notesAreAddedToFinished();

private:
    [[nodiscard]] QString file(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files);
    }
    /// A folder on another filesystem than the tests'.
    [[nodiscard]] static std::unique_ptr<QTemporaryDir> otherFilesystem();
    static std::unique_ptr<CaptureStore> recordInto(const QString &folder);
    static void addTargets();

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCaptureSave::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<QTemporaryDir> TestCaptureSave::otherFilesystem()
{
    return std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/pushscope-XXXXXX"));
}

std::unique_ptr<CaptureStore> TestCaptureSave::recordInto(const QString &folder)
{
    RecordingOptions options;
    options.folder = folder;
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    return store ? std::move(*store) : nullptr;
}

void TestCaptureSave::addTargets()
{
    QTest::addColumn<bool>("isElsewhere");
    QTest::newRow("same filesystem") << false;
    QTest::newRow("another filesystem") << true;
}

void TestCaptureSave::whileRecording_data()
{
    addTargets();
}

void TestCaptureSave::whileRecording()
{
    QFETCH(bool, isElsewhere);
    const std::unique_ptr<QTemporaryDir> other = otherFilesystem();
    const QString target
        = isElsewhere ? other->filePath(QStringLiteral("b.pushscope")) : file("b.pushscope");
    const QString data = m_folder->filePath(QStringLiteral("data"));
    std::unique_ptr<CaptureStore> store = recordInto(data);
    QVERIFY(store);
    QVERIFY(!store->isSaved());
    FloodPattern pattern;
    for (int i = 0; i < 20; ++i)
        static_cast<void>(store->sink()->append(pattern.nextBatch()));
    QVERIFY(!saveAndWait(*store, target));
    QCOMPARE(store->path(), target);
    QVERIFY(store->isSaved());
    QVERIFY(store->isRecording());
    QCOMPARE(QDir(data).entryList(QDir::Files), QStringList());
    const qint64 before = store->pages().extent().records;
    for (int i = 0; i < 20; ++i)
        static_cast<void>(store->sink()->append(pattern.nextBatch()));
    QTRY_VERIFY(store->pages().extent().records > before);
    QVERIFY(recordAt(store->pages(), store->pages().extent().records));
    QVERIFY(store->finish("done"));
    QCOMPARE(QFileInfo(target).dir().entryList(QDir::Files),
             QStringList{ QStringLiteral("b.pushscope") });
    store.reset();

    Result<std::unique_ptr<CaptureStore>> opened = openCapture(target);
    QVERIFY(opened);
    QVERIFY(!(*opened)->damage());
    QCOMPARE(allRows((*opened)->pages()).size(),
             std::size_t{ 40 * FloodPattern::BatchRecords + 3 });
}

void TestCaptureSave::inMidFlood_data()
{
    addTargets();
}

void TestCaptureSave::inMidFlood()
{
    QFETCH(bool, isElsewhere);
    const std::unique_ptr<QTemporaryDir> other = otherFilesystem();
    const QString target
        = isElsewhere ? other->filePath(QStringLiteral("b.pushscope")) : file("b.pushscope");
    std::unique_ptr<CaptureStore> store = recordInto(m_folder->filePath(QStringLiteral("data")));
    QVERIFY(store);
    std::atomic<bool> isOver{ false };
    qint64 batches = 0;
    std::thread flood([&] {
        FloodPattern pattern;
        RecordSink &sink = *store->sink();
        while (!isOver) {
            if (!sink.isFull()) {
                static_cast<void>(sink.append(pattern.nextBatch()));
                ++batches;
            }
        }
    });
    bool hasPages = false;
    while (store->pages().extent().records < 20'000)
        hasPages = !rowsOf(store->pages(), 0, 10).empty();
    QVERIFY(hasPages);
    QVERIFY(!saveAndWait(*store, target));
    const qint64 saved = store->pages().extent().records;
    while (store->pages().extent().records < saved + 20'000)
        hasPages = !rowsOf(store->pages(), saved, 10).empty();
    isOver = true;
    flood.join();
    QVERIFY(store->finish("done"));
    store.reset();

    Result<std::unique_ptr<CaptureStore>> opened = openCapture(target);
    QVERIFY(opened);
    const std::vector<Record> rows = allRows((*opened)->pages());
    QCOMPARE(static_cast<qint64>(rows.size()), batches * FloodPattern::BatchRecords + 3);
    for (const Record &row : rows) {
        if (row.seq % 1000 == 7)
            QVERIFY(octetsOf((*opened)->pages(), row.connection, row.from, Layer::Wire, row.at)
                    == FloodPattern::octets(row.connection, row.at));
    }
}

void TestCaptureSave::canBeCancelled_data()
{
    QTest::addColumn<bool>("isFinished");
    QTest::newRow("while recording") << false;
    QTest::newRow("finished") << true;
}

void TestCaptureSave::canBeCancelled()
{
    QFETCH(bool, isFinished);
    constexpr qint64 SeveralSteps = 16 * 1024 * 1024;
    const std::unique_ptr<QTemporaryDir> other = otherFilesystem();
    const QString target = other->filePath(QStringLiteral("b.pushscope"));
    std::unique_ptr<CaptureStore> store = recordInto(m_folder->filePath(QStringLiteral("data")));
    QVERIFY(store);
    FloodPattern pattern;
    while (store->pages().extent().fileOctets < SeveralSteps) {
        if (!store->sink()->isFull())
            static_cast<void>(store->sink()->append(pattern.nextBatch()));
    }
    if (isFinished)
        QVERIFY(store->finish("done"));
    const QString before = store->path();
    const qint64 records = store->pages().extent().records;

    std::promise<std::pair<int, bool>> outcome;
    store->save(target, [&](int perMille, bool isDone, const std::optional<Error> &error) {
        if (isDone)
            outcome.set_value({ perMille, error.has_value() });
        else
            store->cancelSaving();
    });
    const auto [perMille, isFailed] = outcome.get_future().get();
    QVERIFY(!isFailed);
    QVERIFY(perMille < 1000);
    QCOMPARE(store->path(), before);
    QVERIFY(!store->isSaved());
    QTRY_COMPARE(QDir(other->path()).entryList(QDir::Files), QStringList());
    QVERIFY(recordAt(store->pages(), records)); // It can be read where it was.
    QVERIFY(!saveAndWait(*store, target));      // The next one is not cancelled.
    QCOMPARE(store->path(), target);
}

void TestCaptureSave::againElsewhere()
{
    std::unique_ptr<CaptureStore> store = recordInto(m_folder->filePath(QStringLiteral("data")));
    FloodPattern pattern;
    static_cast<void>(store->sink()->append(pattern.nextBatch()));
    QVERIFY(!saveAndWait(*store, file("a.pushscope")));
    static_cast<void>(store->sink()->append(pattern.nextBatch()));
    QVERIFY(!saveAndWait(*store, file("b.pushscope")));
    static_cast<void>(store->sink()->append(pattern.nextBatch()));
    QVERIFY(!saveAndWait(*store, file("b.pushscope"))); // Where it is already.
    QVERIFY(store->finish("done"));
    QCOMPARE(files(),
             (QStringList{ QStringLiteral("a.pushscope"), QStringLiteral("b.pushscope") }));
    // What was saved first is what there was then, cut off.
    Result<std::unique_ptr<CaptureStore>> first = openCapture(file("a.pushscope"));
    QVERIFY(first);
    QVERIFY((*first)->damage());
    const std::size_t firstRows = allRows((*first)->pages()).size();
    QVERIFY(firstRows >= FloodPattern::BatchRecords + 2);
    Result<std::unique_ptr<CaptureStore>> second = openCapture(file("b.pushscope"));
    QVERIFY(second);
    QVERIFY(!(*second)->damage());
    QCOMPARE(allRows((*second)->pages()).size(), std::size_t{ 3 * FloodPattern::BatchRecords + 3 });
}

void TestCaptureSave::whereAnotherRecords()
{
    Result<std::unique_ptr<CaptureStore>> there = createCapture({ file("a.pushscope") });
    QVERIFY(there);
    const Result<std::unique_ptr<CaptureStore>> taken = createCapture({ file("a.pushscope") });
    QVERIFY(!taken);
    QCOMPARE(taken.error().code, ErrorCode::Locked);
    std::unique_ptr<CaptureStore> store = recordInto(m_folder->filePath(QStringLiteral("data")));
    const std::optional<Error> error = saveAndWait(*store, file("a.pushscope"));
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::Locked);
    QVERIFY(!store->isSaved());
    static_cast<void>(store->sink()->append(FloodPattern().nextBatch()));
    QVERIFY(store->finish("done")); // Goes on where it was.
}

void TestCaptureSave::whereThereIsNoFolder()
{
    std::unique_ptr<CaptureStore> store = recordInto(m_folder->filePath(QStringLiteral("data")));
    const std::optional<Error> error = saveAndWait(*store, file("no/such/a.pushscope"));
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::StorageFailed);
    QVERIFY(error->value("path").endsWith("no/such/a.pushscope"));
    QVERIFY(!error->value("system").isEmpty());
    QVERIFY(store->finish("done"));
}

void TestCaptureSave::overAnOlderCapture()
{
    std::unique_ptr<CaptureStore> older = recordInto(m_folder->filePath(QStringLiteral("data")));
    static_cast<void>(older->sink()->append(FloodPattern().nextBatch()));
    QVERIFY(!saveAndWait(*older, file("a.pushscope")));
    QVERIFY(older->finish("done"));
    older.reset();
    // A -wal that belongs to nobody must not be taken for the newcomer's.
    QFile wal(file("a.pushscope-wal"));
    QVERIFY(wal.open(QFile::WriteOnly));
    wal.write(QByteArray(4096, 'x'));
    wal.close();
    std::unique_ptr<CaptureStore> store = recordInto(m_folder->filePath(QStringLiteral("data")));
    QVERIFY(!saveAndWait(*store, file("a.pushscope")));
    QVERIFY(store->finish("done"));
    QCOMPARE(files(), QStringList{ QStringLiteral("a.pushscope") });
    QCOMPARE(allRows(store->pages()).size(), std::size_t{ 3 });
}

void TestCaptureSave::keepsWhatItCannotReplace()
{
    const auto write = [this](const char *name, const QByteArray &octets) {
        QFile out(file(name));
        return out.open(QFile::WriteOnly) && out.write(octets) == octets.size();
    };
    const auto read = [this](const char *name) {
        QFile in(file(name));
        return in.open(QFile::ReadOnly) ? in.readAll() : QByteArray();
    };
    QVERIFY(write("new.pushscope", "new") && write("old.pushscope-wal", "newest of the old"));
    // No file takes the place of a folder, even for root.
    QVERIFY(QDir().mkdir(file("old.pushscope")));
    QVERIFY(!CaptureFile::rename(file("new.pushscope"), file("old.pushscope")));
    QCOMPARE(read("old.pushscope-wal"), QByteArray("newest of the old"));
    QCOMPARE(read("new.pushscope"), QByteArray("new"));
    QVERIFY(QDir().rmdir(file("old.pushscope")));
    QVERIFY(write("old.pushscope", "old"));
    QVERIFY(CaptureFile::rename(file("new.pushscope"), file("old.pushscope")));
    QCOMPARE(files(), QStringList{ QStringLiteral("old.pushscope") });
    QCOMPARE(read("old.pushscope"), QByteArray("new"));
}

void TestCaptureSave::listsWhatCannotBeOpened()
{
    std::unique_ptr<CaptureStore> store = recordInto(m_folder->path());
    QVERIFY(store && store->finish("done"));
    const QString whole = store->path();
    store.reset();
    QFile source(whole);
    QVERIFY(source.open(QFile::ReadOnly));
    const auto write = [this](const char *name, const QByteArray &octets) {
        QFile out(file(name));
        return out.open(QFile::WriteOnly) && out.write(octets) == octets.size();
    };
    constexpr int Cut = 600; // Within the first page.
    QVERIFY(write("cut.pushscope", source.read(Cut)) && write("cut.pushscope-wal", "rest"));
    QVERIFY(write("other.pushscope", QByteArray(5000, 'x')));
    QVERIFY(source.seek(0));
    QByteArray octets = source.readAll();
    constexpr qsizetype PageSizeAt = 16; // Of SQLite's header, section 1.3.2 of its file format.
    const auto page = qFromBigEndian<quint16>(octets.constData() + PageSizeAt);
    QVERIFY(page > Cut && page < octets.size());
    octets.replace(page, octets.size() - page, QByteArray(octets.size() - page, '\xff'));
    QVERIFY(write("spoilt.pushscope", octets));
    const std::vector<UnsavedCapture> found = unsavedCaptures(m_folder->path());
    QCOMPARE(found.size(), std::size_t{ 4 });
    for (const UnsavedCapture &capture : found) {
        QCOMPARE(capture.fault.has_value(), capture.path != whole);
        QCOMPARE(capture.records > 0, capture.path == whole);
        if (capture.path == file("other.pushscope"))
            QCOMPARE(capture.fault->code, ErrorCode::NotACapture);
        if (capture.path == file("spoilt.pushscope"))
            QCOMPARE(capture.fault->code, ErrorCode::Damaged);
        if (capture.path == file("cut.pushscope"))
            QCOMPARE(capture.fileOctets, qint64{ Cut + 4 });
        deleteUnsavedCapture(capture.path);
    }
    QCOMPARE(files(), QStringList());

    store = recordInto(m_folder->path());
    deleteUnsavedCapture(store->path());
    QVERIFY(QFile::exists(store->path())); // Somebody records into it.
}

void TestCaptureSave::whenFinished_data()
{
    addTargets();
}

void TestCaptureSave::whenFinished()
{
    QFETCH(bool, isElsewhere);
    const std::unique_ptr<QTemporaryDir> other = otherFilesystem();
    const QString target
        = isElsewhere ? other->filePath(QStringLiteral("b.pushscope")) : file("b.pushscope");
    const QString data = m_folder->filePath(QStringLiteral("data"));
    std::unique_ptr<CaptureStore> store = recordInto(data);
    static_cast<void>(store->sink()->append(FloodPattern().nextBatch()));
    QVERIFY(store->finish("done"));
    QCOMPARE(QDir(data).entryList(QDir::Files).size(), qsizetype{ 1 });
    QVERIFY(!saveAndWait(*store, target));
    QCOMPARE(store->path(), target);
    QVERIFY(store->isSaved());
    QCOMPARE(QDir(data).entryList(QDir::Files), QStringList());
    QCOMPARE(QFileInfo(target).dir().entryList(QDir::Files),
             QStringList{ QStringLiteral("b.pushscope") });
    QCOMPARE(allRows(store->pages()).size(), std::size_t{ FloodPattern::BatchRecords + 3 });
}

void TestCaptureSave::ofAnOpenedOne()
{
    {
        Result<std::unique_ptr<CaptureStore>> store = createCapture({ file("a.pushscope") });
        static_cast<void>((*store)->sink()->append(FloodPattern().nextBatch()));
        QVERIFY((*store)->finish("done"));
    }
    Result<std::unique_ptr<CaptureStore>> opened = openCapture(file("a.pushscope"));
    QVERIFY(opened);
    QVERIFY(!saveAndWait(**opened, file("b.pushscope")));
    QCOMPARE((*opened)->path(), file("b.pushscope"));
    QCOMPARE(files(),
             (QStringList{ QStringLiteral("a.pushscope"), QStringLiteral("b.pushscope") }));
    QFile a(file("a.pushscope"));
    QFile b(file("b.pushscope"));
    QVERIFY(a.open(QFile::ReadOnly) && b.open(QFile::ReadOnly));
    QVERIFY(a.readAll() == b.readAll());
    QCOMPARE(allRows((*opened)->pages()).size(), std::size_t{ FloodPattern::BatchRecords + 3 });
}

void TestCaptureSave::withoutAFile()
{
    std::vector<qint64> seen;
    RecordingOptions options;
    options.consumer = [&](const CommittedRecords &committed) {
        for (const Record &record : committed.records)
            seen.push_back(record.seq);
    };
    Result<std::unique_ptr<CaptureStore>> store = createCapture(options);
    QVERIFY(store);
    QVERIFY((*store)->path().isEmpty());
    QVERIFY(saveAndWait(**store, file("a.pushscope")));
    static_cast<void>((*store)->sink()->append(FloodPattern().nextBatch()));
    QVERIFY((*store)->finish("done"));
    QCOMPARE(seen.size(), std::size_t{ FloodPattern::BatchRecords + 3 });
    QCOMPARE(files(), QStringList());
    QVERIFY(allRows((*store)->pages()).empty());
}

void TestCaptureSave::discards()
{
    const QString data = m_folder->filePath(QStringLiteral("data"));
    std::unique_ptr<CaptureStore> live = recordInto(data);
    static_cast<void>(live->sink()->append(FloodPattern().nextBatch()));
    live->discard();
    QCOMPARE(QDir(data).entryList(QDir::Files), QStringList());
    std::unique_ptr<CaptureStore> finished = recordInto(data);
    QVERIFY(finished->finish("done"));
    const QString path = finished->path();
    finished.reset();
    QCOMPARE(unsavedCaptures(data).size(), std::size_t{ 1 });
    Result<std::unique_ptr<CaptureStore>> recovered = recoverCapture(path);
    QVERIFY(recovered);
    (*recovered)->discard();
    QCOMPARE(QDir(data).entryList(QDir::Files), QStringList());
}

void TestCaptureSave::notesAreAddedToFinished()
{
    Result<std::unique_ptr<CaptureStore>> store = createCapture({ file("a.pushscope") });
    static_cast<void>((*store)->sink()->append(FloodPattern().nextBatch()));
    QVERIFY((*store)->addNote(QStringLiteral("while recording"), 0));
    QVERIFY((*store)->finish("done"));
    QVERIFY((*store)->addNote(QStringLiteral("afterwards \"quoted\""), 5));
    QCOMPARE(files(), QStringList{ QStringLiteral("a.pushscope") });
    store->reset();
    store = openCapture(file("a.pushscope"));
    QVERIFY(store);
    QVERIFY(!(*store)->damage());
    QVERIFY((*store)->addNote(QStringLiteral("opened"), 0));
    const std::vector<Record> rows = allRows((*store)->pages());
    QCOMPARE(rows.size(), std::size_t{ FloodPattern::BatchRecords + 6 });
    QCOMPARE(rows[rows.size() - 4].kind, RecordKind::Note);
    QCOMPARE(rows[rows.size() - 3].kind, RecordKind::CaptureEnd);
    QCOMPARE(rows[rows.size() - 2].kind, RecordKind::Note);
    QVERIFY(rows[rows.size() - 2].detail.startsWith(
        R"({"text":"afterwards \"quoted\"","about":5,"written":")"));
    QCOMPARE(rows.back().seq, static_cast<qint64>(rows.size()));
    QCOMPARE(rows.back().t, Record::NoTime);
    QCOMPARE(recordAt((*store)->pages(), rows.back().seq), std::optional(rows.back()));
    QCOMPARE(files(), QStringList{ QStringLiteral("a.pushscope") });
}

QTEST_GUILESS_MAIN(TestCaptureSave)
#include "tst_capturesave.moc"
