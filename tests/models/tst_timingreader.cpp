// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timingreader.h"

#include "support/cannedstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

class TestTimingReader : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void findsAllThree();
    void longConnectionsAreSampled();
    void roundsAreCountedOverConnections();
    void nothingToMeasure();
    void onlyTheNewestQuestionIsAnswered();
    void rowsBeforeAndBehind();

private:
    qint64 add(RecordKind kind, From from, qint64 t, quint32 exchange = 0,
               const QByteArray &detail = {}, qint32 code = Record::NoCode);
    [[nodiscard]] QList<TimingSection> read(qint64 seq);

    std::unique_ptr<CannedPages> m_pages;
    quint32 m_connection = 1;
};

namespace {

constexpr qint64 Ms = 1'000'000;

} // namespace

void TestTimingReader::init()
{
    m_pages = std::make_unique<CannedPages>();
    m_connection = 1;
}

qint64 TestTimingReader::add(RecordKind kind, From from, qint64 t, quint32 exchange,
                             const QByteArray &detail, qint32 code)
{
    Record record;
    record.kind = kind;
    record.from = from;
    record.t = t;
    record.session = 1;
    record.stream = 1;
    record.connection = m_connection;
    record.exchange = exchange;
    record.detail = detail;
    record.code = code;
    return m_pages->add(record);
}

QList<TimingSection> TestTimingReader::read(qint64 seq)
{
    TimingReader reader;
    reader.setPages(m_pages.get());
    QSignalSpy found(&reader, &TimingReader::found);
    reader.read(seq);
    if (!found.wait() || found.first().first().toLongLong() != seq)
        return {};
    return found.first().at(1).value<QList<TimingSection>>();
}

void TestTimingReader::findsAllThree()
{
    add(RecordKind::ConnAttempt, From::Nobody, 0);
    add(RecordKind::ConnOpen, From::Nobody, 3 * Ms, 0,
        R"({"dns_ns":1000000,"connect_ns":2000000})");
    add(RecordKind::HttpRequest, From::Client, 4 * Ms, 1, R"({"reused":false})");
    add(RecordKind::HttpResponse, From::Server, 9 * Ms, 1, {}, 101);
    add(RecordKind::WsMessage, From::Server, 10 * Ms, 1);
    add(RecordKind::WsMessage, From::Client, 11 * Ms, 1); // The other direction.
    const qint64 second = add(RecordKind::WsMessage, From::Server, 30 * Ms, 1);
    add(RecordKind::WsPong, From::Server, 33 * Ms, 1, R"({"rtt_ns":3000000})");
    add(RecordKind::WsPong, From::Server, 34 * Ms, 1, "{}"); // Asked for by nobody.
    m_connection = 2;
    add(RecordKind::WsMessage, From::Server, 31 * Ms, 2); // Another connection.

    const QList<TimingSection> sections = read(second);
    QCOMPARE(sections.size(), 3);
    QStringList labels;
    for (const TimingRow &row : sections.at(0).rows)
        labels << row.label;
    QCOMPARE(labels,
             (QStringList{ QStringLiteral("Name look-up"), QStringLiteral("Connecting"),
                           QStringLiteral("Idle"), QStringLiteral("Wait for response"),
                           QStringLiteral("WebSocket open") }));
    QCOMPARE(sections.at(1).rows.size(), 1);
    QCOMPARE(sections.at(1).rows.first().label, QStringLiteral("20 ms – 50 ms"));
    QCOMPARE(sections.at(2).rows.size(), 1);
    QCOMPARE(sections.at(2).rows.first().value, QStringLiteral("3 ms"));
}

void TestTimingReader::longConnectionsAreSampled()
{
    // A message each millisecond; all of them are counted up to the limit.
    qint64 last = 0;
    for (qint64 i = 0; i < TimingReader::MostGaps; ++i)
        last = add(RecordKind::SseEvent, From::Server, i * Ms, 1);
    QList<TimingSection> sections = read(last);
    QCOMPARE(sections.size(), 1);
    QCOMPARE(sections.first().rows.size(), 1);
    QVERIFY2(sections.first().caption.endsWith(QStringLiteral("all 4\u2009095 gaps")),
             qPrintable(sections.first().caption));
    QCOMPARE(sections.first().rows.first().value, QStringLiteral("4\u2009095"));

    for (qint64 i = 0; i < 20'000; ++i)
        last = add(RecordKind::SseEvent, From::Server, (TimingReader::MostGaps + i) * Ms, 1);
    sections = read(last);
    QCOMPARE(sections.first().rows.first().value, QStringLiteral("4\u2009080"));
    QVERIFY2(
        sections.first().caption.contains(QStringLiteral("4\u2009080 of 24\u2009095 gaps counted")),
        qPrintable(sections.first().caption));
}

void TestTimingReader::roundsAreCountedOverConnections()
{
    qint64 last = 0;
    for (quint32 round = 1; round <= 3; ++round) {
        m_connection = round;
        last = add(RecordKind::PollResult, From::Server, round * 1000 * Ms, round);
    }
    const QList<TimingSection> sections = read(last);
    QCOMPARE(sections.size(), 1);
    QCOMPARE(sections.first().rows.first().label, QStringLiteral("1 s – 2 s"));
    QVERIFY(sections.first().caption.endsWith(QStringLiteral("all 2 gaps, over all connections")));
}

void TestTimingReader::nothingToMeasure()
{
    m_connection = 0;
    QVERIFY(read(add(RecordKind::Note, From::Nobody, 0)).isEmpty());
    QVERIFY(read(1000).isEmpty()); // There is no such record.
}

void TestTimingReader::onlyTheNewestQuestionIsAnswered()
{
    const qint64 first = add(RecordKind::SseEvent, From::Server, 0, 1);
    const qint64 second = add(RecordKind::SseEvent, From::Server, Ms, 1);
    TimingReader reader;
    reader.setPages(m_pages.get());
    QSignalSpy found(&reader, &TimingReader::found);
    m_pages->hold(true);
    reader.read(first);
    reader.read(second);
    m_pages->hold(false);
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toLongLong(), second);
    reader.read(first);
    reader.setPages(nullptr); // Nothing comes any more.
    reader.read(second);
    TimingReader other;
    other.setPages(m_pages.get());
    QSignalSpy foundOther(&other, &TimingReader::found);
    other.read(second);
    QTRY_COMPARE(foundOther.size(), 1);
    QCOMPARE(found.size(), 1);
}

void TestTimingReader::rowsBeforeAndBehind()
{
    for (int i = 0; i < 10; ++i)
        add(i % 2 ? RecordKind::PollResult : RecordKind::HttpEnd, From::Server, i * Ms);
    RowsReader reader;
    reader.setPages(m_pages.get());
    qint64 rows = -1;
    reader.find(QStringLiteral("kind:poll.result"), [&](qint64 found) { rows = found; });
    QTRY_COMPARE(rows, 5);
    std::vector<qint64> seqs;
    bool isDone = false;
    reader.read(
        1, 2,
        [&](std::span<const Record> records, OctetSource &) {
            for (const Record &record : records)
                seqs.push_back(record.seq);
        },
        [&] { isDone = true; });
    QTRY_VERIFY(isDone);
    QCOMPARE(seqs, (std::vector<qint64>{ 4, 6 }));
    reader.find(QStringLiteral("kind:("), [&](qint64) { QFAIL("is no expression"); });
}

QTEST_GUILESS_MAIN(TestTimingReader)
#include "tst_timingreader.moc"
