// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/sqlite.h"
#include "storage/stores.h"

#include "capturetools.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

namespace {

struct Answer {
    FiguresPage page;
    std::vector<RecordFigures> figures{};
};

Answer ask(RecordPages &pages, const FiguresQuestion &question)
{
    std::promise<Answer> promise;
    pages.requestFigures(question,
                         [&](const FiguresPage &page, std::span<const RecordFigures> figures) {
                             promise.set_value({ page, { figures.begin(), figures.end() } });
                         });
    return promise.get_future().get();
}

/// Page by page to the end, behind which @p question stands afterwards.
std::vector<RecordFigures> allFigures(RecordPages &pages, FiguresQuestion &question,
                                      qint64 *questions = nullptr)
{
    std::vector<RecordFigures> all;
    while (true) {
        const Answer answer = ask(pages, question);
        all.insert(all.end(), answer.figures.begin(), answer.figures.end());
        if (questions != nullptr)
            ++*questions;
        const bool isOver = answer.page.isEnd || answer.page.lastSeq <= question.afterSeq;
        question.afterSeq = answer.page.lastSeq;
        if (isOver)
            return all;
    }
}

std::vector<RecordFigures> expectedOf(RecordPages &pages, const FiguresQuestion &question = {})
{
    std::vector<RecordFigures> expected;
    for (const Record &record : allRows(pages)) {
        const bool isIn = !question.hasRange()
            || (record.t != Record::NoTime && record.t >= question.tFrom
                && record.t <= question.tTo);
        if (isIn)
            expected.push_back(figuresOf(record));
    }
    return expected;
}

/// Traffic whose details are such as count.
Batch countedBatch(RandomTraffic &traffic)
{
    Batch batch = traffic.next(80, 60);
    for (Record &record : batch.records) {
        switch (record.kind) {
        case RecordKind::WsPong:
            record.detail = "{\"rtt_ns\":" + QByteArray::number(record.size * 1000) + '}';
            break;
        case RecordKind::PollResult:
            record.detail = record.size % 2 ? R"({"changed":true,"empty":false})" : "";
            break;
        case RecordKind::MultipartPart:
            record.detail = record.size % 2 ? R"({"outside":"preamble"})" : "";
            break;
        default:
            break;
        }
    }
    return batch;
}

} // namespace

class TestFigureReader : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void agreesWithTheRecords_data();
    void agreesWithTheRecords();
    void readsARangeOnly_data();
    void readsARangeOnly();
    void skipsWhatIsFarFromTheRange();
    void followsTheLiveEnd();
    void leavesOutWhatIsDamaged();
    void takesNoForgedBound();

private:
    std::unique_ptr<CaptureStore> record(int batches, bool isFinished = true);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RandomTraffic> m_traffic;
};

void TestFigureReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_traffic = std::make_unique<RandomTraffic>(31);
}

std::unique_ptr<CaptureStore> TestFigureReader::record(int batches, bool isFinished)
{
    auto store = createCapture({ m_folder->filePath(QStringLiteral("a.pushscope")) });
    for (int i = 0; i < batches; ++i)
        static_cast<void>((*store)->sink()->append(countedBatch(*m_traffic)));
    if (isFinished && !(*store)->finish("done"))
        return nullptr;
    return std::move(*store);
}

void TestFigureReader::agreesWithTheRecords_data()
{
    QTest::addColumn<int>("count");
    for (const int count : { 1, 7, 1000, 1'000'000 })
        QTest::addRow("pages of %d", count) << count;
}

void TestFigureReader::agreesWithTheRecords()
{
    QFETCH(int, count);
    const std::unique_ptr<CaptureStore> store = record(count == 1 ? 5 : 60);
    QVERIFY(store);
    FiguresQuestion question;
    question.count = count;
    const std::vector<RecordFigures> figures = allFigures(store->pages(), question);
    QVERIFY(!figures.empty());
    QVERIFY(figures == expectedOf(store->pages()));
}

void TestFigureReader::readsARangeOnly_data()
{
    QTest::addColumn<double>("from"); // Of the whole time.
    QTest::addColumn<double>("to");
    QTest::newRow("middle") << 0.4 << 0.6;
    QTest::newRow("beginning") << -0.5 << 0.1;
    QTest::newRow("end") << 0.9 << 2.0;
    QTest::newRow("a moment") << 0.5 << 0.5001;
    QTest::newRow("behind the end") << 3.0 << 4.0;
    QTest::newRow("backwards") << 0.6 << 0.4;
}

void TestFigureReader::readsARangeOnly()
{
    QFETCH(double, from);
    QFETCH(double, to);
    const std::unique_ptr<CaptureStore> store = record(100);
    QVERIFY(store);
    const auto last = static_cast<double>(m_traffic->now());
    FiguresQuestion question;
    question.count = 500;
    question.tFrom = static_cast<qint64>(last * from);
    question.tTo = static_cast<qint64>(last * to);
    QVERIFY(allFigures(store->pages(), question) == expectedOf(store->pages(), question));
}

void TestFigureReader::skipsWhatIsFarFromTheRange()
{
    const std::unique_ptr<CaptureStore> store = record(400);
    QVERIFY(store);
    FiguresQuestion question;
    question.count = 100;
    question.tFrom = m_traffic->now() / 2;
    question.tTo = question.tFrom + m_traffic->now() / 100;
    qint64 questions = 0;
    const std::vector<RecordFigures> figures = allFigures(store->pages(), question, &questions);
    QVERIFY(!figures.empty());
    const qint64 wholeQuestions = store->pages().extent().records / question.count;
    QVERIFY2(questions < wholeQuestions / 4,
             qPrintable(QStringLiteral("%1 of %2").arg(questions).arg(wholeQuestions)));
}

void TestFigureReader::followsTheLiveEnd()
{
    const std::unique_ptr<CaptureStore> store = record(3, false);
    RecordPages &pages = store->pages();
    FiguresQuestion question;
    question.count = 50;
    question.tFrom = 0;
    std::vector<RecordFigures> figures;
    for (int round = 0; round < 5; ++round) {
        const qint64 before = pages.extent().records;
        static_cast<void>(store->sink()->append(countedBatch(*m_traffic)));
        QTRY_VERIFY(pages.extent().records > before);
        const std::vector<RecordFigures> more = allFigures(pages, question);
        figures.insert(figures.end(), more.begin(), more.end());
    }
    QVERIFY(store->finish("done"));
    const std::vector<RecordFigures> rest = allFigures(pages, question);
    figures.insert(figures.end(), rest.begin(), rest.end());
    const Answer answer = ask(pages, question);
    QVERIFY(answer.page.isEnd);
    QVERIFY(answer.figures.empty());
    QVERIFY(figures == expectedOf(pages, question));
}

void TestFigureReader::leavesOutWhatIsDamaged()
{
    const QString path = m_folder->filePath(QStringLiteral("a.pushscope"));
    QVERIFY(record(60));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    constexpr qint64 PageOctets = 16 * 1024;
    const QByteArray zeros(PageOctets, '\0');
    const qint64 pageCount = file.size() / PageOctets;
    for (qint64 page = pageCount / 2; page < pageCount / 2 + 6; ++page) {
        QVERIFY(file.seek(page * PageOctets));
        QCOMPARE(file.write(zeros), PageOctets);
    }
    file.close();
    auto opened = openCapture(path);
    if (!opened)
        return; // Damaged beyond opening; others look at that.
    FiguresQuestion question;
    question.count = 300;
    const std::vector<RecordFigures> figures = allFigures((*opened)->pages(), question);
    for (std::size_t i = 1; i < figures.size(); ++i)
        QVERIFY(figures[i - 1].seq < figures[i].seq);
    QVERIFY(figures.size() <= expectedOf((*opened)->pages()).size());
    QVERIFY(!figures.empty());
}

/// Where the first record of a summary cannot be, one less would be the last of all.
void TestFigureReader::takesNoForgedBound()
{
    const QString path = m_folder->filePath(QStringLiteral("a.pushscope"));
    QVERIFY(record(5));
    Result<Database> database = Database::open(path, Database::Access::Write);
    QVERIFY(database && database->run("UPDATE OR IGNORE summary SET first_seq=-9223372036854775808"));
    database->close();
    const auto opened = openCapture(path);
    QVERIFY(bool(opened));
    FiguresQuestion question;
    question.count = 300;
    question.tFrom = 0;
    QVERIFY(!allFigures((*opened)->pages(), question).empty());
}

QTEST_GUILESS_MAIN(TestFigureReader)
#include "tst_figurereader.moc"
