// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/stores.h"

#include "capture/filter.h"
#include "storage/sqlite.h"

#include "capturetools.h"
#include "floodpattern.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

/// Files that are no captures, are damaged or were made to do harm.
class TestStrangeFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void notACapture_data();
    void notACapture();
    void changedSchema_data();
    void changedSchema();
    void truncatedAnywhere();
    void flippedBits();
    void smashedPages();
    void forgedValues_data();
    void forgedValues();
    void noSuchFile();

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("a.pushscope")); }
    void write(const QByteArray &octets) const;
    /// Runs SQL on a copy of the capture, as somebody else's program might.
    [[nodiscard]] bool change(const char *sql) const;
    /// Opens the file and asks for everything; nothing where it cannot be opened.
    void readAll(std::optional<std::size_t> &rows, bool &isDamaged);

    QTemporaryDir m_folder;
    QByteArray m_capture;
    std::size_t m_records = 0;
};

void TestStrangeFiles::initTestCase()
{
    {
        Result<std::unique_ptr<CaptureStore>> store = createCapture({ path() });
        QVERIFY(store);
        FloodPattern pattern;
        for (int i = 0; i < 12; ++i)
            static_cast<void>((*store)->sink()->append(pattern.nextBatch()));
        QVERIFY((*store)->finish("done"));
        m_records = allRows((*store)->pages()).size();
    }
    QFile file(path());
    QVERIFY(file.open(QFile::ReadOnly));
    m_capture = file.readAll();
    QVERIFY(m_capture.size() > 500'000);
}

void TestStrangeFiles::cleanup()
{
    QFile::remove(path());
}

void TestStrangeFiles::write(const QByteArray &octets) const
{
    QFile file(path());
    QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
    QCOMPARE(file.write(octets), octets.size());
}

bool TestStrangeFiles::change(const char *sql) const
{
    write(m_capture);
    Result<Database> database = Database::open(path(), Database::Access::Write);
    return database && database->run(sql);
}

void TestStrangeFiles::readAll(std::optional<std::size_t> &rows, bool &isDamaged)
{
    rows.reset();
    Result<std::unique_ptr<CaptureStore>> store = openCapture(path());
    if (!store) {
        QVERIFY(store.error().code == ErrorCode::NotACapture
                || store.error().code == ErrorCode::Damaged
                || store.error().code == ErrorCode::StorageFailed);
        return;
    }
    RecordPages &pages = (*store)->pages();
    const std::vector<Record> all = allRows(pages);
    qint64 last = 0;
    for (const Record &record : all) {
        QVERIFY(record.seq > last);
        last = record.seq;
        QVERIFY(!recordKindName(record.kind).isEmpty());
        QVERIFY(!record.at.isEmpty() || record.at.begin == record.at.end);
    }
    for (std::size_t i = 0; i < all.size(); i += 97) {
        const Record &record = all[i];
        const QByteArray octets
            = octetsOf(pages, record.connection, record.from, Layer::Wire,
                       { record.at.begin, std::min(record.at.end, record.at.begin + 10'000) });
        QVERIFY(octets.size() <= 10'000);
    }
    std::promise<std::size_t> ticks;
    pages.requestTimeline(0, Q_INT64_C(1) << 62, 100,
                          [&](const TimelineSlice &slice) { ticks.set_value(slice.ticks.size()); });
    QVERIFY(ticks.get_future().get() <= 100'000);
    std::promise<void> isScanned;
    std::atomic<bool> isTold{ false };
    const Filter::Parsed filter = Filter::parse(QStringLiteral("kind:ws.message or violation:any"));
    const RecordPages::FilterId id
        = pages.startFilter(std::get<std::shared_ptr<const Filter>>(filter),
                            [&](RecordPages::FilterId, qint64, qint64, bool isDone) {
                                if (isDone && !isTold.exchange(true))
                                    isScanned.set_value();
                            });
    isScanned.get_future().wait();
    QVERIFY(rowsOf(pages, 0, 1000, id).size() <= 1000);
    rows = all.size();
    isDamaged = (*store)->damage().has_value();
}

void TestStrangeFiles::notACapture_data()
{
    QTest::addColumn<QByteArray>("octets");
    QRandomGenerator random(1);
    for (const int size : { 0, 1, 99, 100, 511, 512, 4096, 100'000 }) {
        QByteArray octets(size, Qt::Uninitialized);
        for (char &octet : octets)
            octet = static_cast<char>(random.generate());
        QTest::addRow("%d random octets", size) << octets;
    }
    QTest::newRow("text") << QByteArray("not a database at all\n").repeated(1000);
    QTest::newRow("only the first words of a database") << m_capture.first(16);
    QTest::newRow("a header and nothing else") << m_capture.first(100);
    QTest::newRow("a header and octets of any kind")
        << m_capture.first(100) + QByteArray(100'000, 'x');
}

void TestStrangeFiles::notACapture()
{
    QFETCH(QByteArray, octets);
    write(octets);
    const Result<std::unique_ptr<CaptureStore>> store = openCapture(path());
    QVERIFY(!store);
    QVERIFY(store.error().code == ErrorCode::NotACapture
            || store.error().code == ErrorCode::Damaged);
    QCOMPARE(store.error().value("path"), path().toUtf8());
}

void TestStrangeFiles::changedSchema_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("another application") << QByteArray("PRAGMA application_id=1");
    QTest::newRow("a later version") << QByteArray("PRAGMA user_version=2");
    QTest::newRow("a table more") << QByteArray("CREATE TABLE more(x)");
    QTest::newRow("a table less") << QByteArray("DROP TABLE note");
    QTest::newRow("a column more") << QByteArray("ALTER TABLE note ADD COLUMN x");
    QTest::newRow("a view") << QByteArray("CREATE VIEW v AS SELECT * FROM record");
    QTest::newRow("a view in place of a table")
        << QByteArray("DROP TABLE note; CREATE VIEW note AS SELECT 1 AS id, 2 AS about, "
                      "'a' AS written, 'b' AS text");
    QTest::newRow("a trigger") << QByteArray(
        "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM record; END");
    QTest::newRow("an index") << QByteArray("CREATE INDEX i ON record(kind)");
    QTest::newRow("an index on an expression") << QByteArray("CREATE INDEX i ON record(abs(kind))");
    QTest::newRow("another text of the same table")
        << QByteArray("DROP TABLE note; CREATE TABLE note(id INTEGER PRIMARY KEY, about INTEGER, "
                      "written TEXT, text TEXT)");
    QTest::newRow("statistics") << QByteArray("ANALYZE");
}

void TestStrangeFiles::changedSchema()
{
    QFETCH(QByteArray, sql);
    QVERIFY(change(sql.constData()));
    const Result<std::unique_ptr<CaptureStore>> store = openCapture(path());
    QVERIFY(!store);
    QCOMPARE(store.error().code, ErrorCode::NotACapture);
}

void TestStrangeFiles::truncatedAnywhere()
{
    constexpr qsizetype Step = 4096;
    std::size_t most = 0;
    bool isDamaged = false;
    for (qsizetype size = 0; size < m_capture.size(); size += Step) {
        write(m_capture.first(size));
        std::optional<std::size_t> rows;
        readAll(rows, isDamaged);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("cut at %1").arg(size)));
        if (rows) {
            QVERIFY(isDamaged);
            most = std::max(most, *rows);
        }
    }
    QVERIFY2(most > m_records / 2, "what is whole is served");
    write(m_capture);
    std::optional<std::size_t> rows;
    readAll(rows, isDamaged);
    QCOMPARE(rows, std::optional(m_records));
    QVERIFY(!isDamaged);
}

void TestStrangeFiles::flippedBits()
{
    QRandomGenerator random(2);
    bool isDamaged = false;
    for (int i = 0; i < 150; ++i) {
        QByteArray octets = m_capture;
        for (int k = random.bounded(20); k >= 0; --k) {
            // Half of them where the schema and the roots are.
            const int place = random.bounded(2) == 0 ? random.bounded(160 * 1024)
                                                     : random.bounded(int(octets.size()));
            octets[place] = static_cast<char>(octets[place] ^ (1 << random.bounded(8)));
        }
        write(octets);
        std::optional<std::size_t> rows;
        readAll(rows, isDamaged);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("round %1").arg(i)));
    }
}

void TestStrangeFiles::smashedPages()
{
    constexpr qsizetype Page = 16 * 1024;
    bool isDamaged = false;
    for (qsizetype page = 1; page < m_capture.size() / Page; ++page) {
        for (const char filler : { '\0', '\xff', '\x0d', '\x05' }) {
            QByteArray octets = m_capture;
            octets.replace(page * Page, Page, QByteArray(Page, filler));
            write(octets);
            std::optional<std::size_t> rows;
            readAll(rows, isDamaged);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QStringLiteral("page %1").arg(page)));
        }
    }
}

void TestStrangeFiles::forgedValues_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("seq at the end of numbers")
        << QByteArray("UPDATE record SET seq=9223372036854775807 WHERE seq=6003");
    QTest::newRow("seq far away") << QByteArray(
        "UPDATE record SET seq=4611686018427387904 WHERE seq=6003");
    QTest::newRow("seq below zero") << QByteArray("UPDATE record SET seq=-seq WHERE seq=7");
    QTest::newRow("all seq below zero") << QByteArray("UPDATE record SET seq=-seq");
    QTest::newRow("gaps") << QByteArray("DELETE FROM record WHERE seq%7=0 OR seq<5");
    QTest::newRow("no records") << QByteArray("DELETE FROM record");
    QTest::newRow("kinds") << QByteArray("UPDATE record SET kind=seq-100");
    QTest::newRow("origins") << QByteArray("UPDATE record SET origin=3, cause=99, flags=-1");
    QTest::newRow("error codes") << QByteArray("UPDATE record SET kind=33, code=200");
    QTest::newRow("opcodes") << QByteArray("UPDATE record SET kind=23, code=16");
    QTest::newRow("stretches backwards") << QByteArray("UPDATE record SET length=-5");
    QTest::newRow("stretches at the end of numbers")
        << QByteArray("UPDATE record SET first=9223372036854775807, length=2");
    QTest::newRow("endless stretches")
        << QByteArray("UPDATE record SET first=0, length=9223372036854775807");
    QTest::newRow("garbled stretches") << QByteArray("UPDATE record SET more=randomblob(50)");
    QTest::newRow("details that are no JSON") << QByteArray("UPDATE record SET detail='{\"a'");
    QTest::newRow("text for numbers")
        << QByteArray("UPDATE record SET t='x', connection='y', violations='z'");
    QTest::newRow("blobs for numbers") << QByteArray("UPDATE record SET kind=randomblob(9)");
    QTest::newRow("garbled pieces") << QByteArray("UPDATE block SET pieces=randomblob(100)");
    QTest::newRow("no data") << QByteArray("UPDATE block SET data=NULL");
    QTest::newRow("too much data") << QByteArray("UPDATE block SET data=zeroblob(70000)");
    QTest::newRow("extents that lead nowhere") << QByteArray("UPDATE extent SET block=-1");
    QTest::newRow("extents without end")
        << QByteArray("UPDATE extent SET length=9223372036854775807");
    QTest::newRow("extents below zero") << QByteArray("UPDATE extent SET length=-1");
    QTest::newRow("summary at the end of numbers")
        << QByteArray("UPDATE summary SET last_seq=9223372036854775807, t_first="
                      "-9223372036854775808, t_last=9223372036854775807, count=-1, gap=-1");
    QTest::newRow("summary backwards") << QByteArray(
        "UPDATE summary SET last_seq=first_seq-1000, t_last=t_first-9223372036854775807");
    QTest::newRow("a summary of many rows that are no numbers") << QByteArray(
        "INSERT INTO summary SELECT 'x', printf('%s', r.seq), s.seq, s.seq, 1, 1, 1, 1, 1, 1, 1 "
        "FROM record r, record s WHERE r.seq<=10 AND s.seq<=5000");
    QTest::newRow("a summary of many rows beyond 32 bits") << QByteArray(
        "INSERT INTO summary SELECT 4294967296, r.seq, s.seq, s.seq, 1, 1, 1, 1, 1, 1, 1 "
        "FROM record r, record s WHERE r.seq<=10 AND s.seq<=5000");
    QTest::newRow("exchanges") << QByteArray(
        "INSERT INTO exchange SELECT seq, -1, -1, -9223372036854775808, 9223372036854775807, "
        "9223372036854775807, 1 FROM record");
    QTest::newRow("notes") << QByteArray(
        "INSERT INTO note SELECT seq, -5, x'ff', x'fe00fd' FROM record");
    QTest::newRow("names") << QByteArray(
        "INSERT INTO session VALUES(1,1,1,x'ff',NULL,5,randomblob(1000),'{')");
}

void TestStrangeFiles::forgedValues()
{
    QFETCH(QByteArray, sql);
    QVERIFY(change(sql.constData()));
    std::optional<std::size_t> rows;
    bool isDamaged = false;
    readAll(rows, isDamaged);
    QVERIFY(rows);
    QVERIFY(*rows <= 2 * m_records);
}

void TestStrangeFiles::noSuchFile()
{
    const Result<std::unique_ptr<CaptureStore>> missing
        = openCapture(m_folder.filePath(QStringLiteral("none.pushscope")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::StorageFailed);
    QVERIFY(!missing.error().value("system").isEmpty());
    const Result<std::unique_ptr<CaptureStore>> folder = openCapture(m_folder.path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::NotACapture);
}

QTEST_GUILESS_MAIN(TestStrangeFiles)
#include "tst_strangefiles.moc"
