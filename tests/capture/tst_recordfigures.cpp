// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordfigures.h"

#include <QTest>

using namespace Pushscope;

class TestRecordFigures : public QObject
{
    Q_OBJECT

private slots:
    void takesWhatCounts();
    void spansItsStretches_data();
    void spansItsStretches();
    void readsTheDetail_data();
    void readsTheDetail();
};

void TestRecordFigures::takesWhatCounts()
{
    Record record;
    record.seq = 7;
    record.t = 8;
    record.kind = RecordKind::SseEvent;
    record.from = From::Server;
    record.flags = IsWholeChunk;
    record.code = 1;
    record.session = 2;
    record.connection = 3;
    record.stream = 4;
    const RecordFigures figures = figuresOf(record);
    QCOMPARE(figures.seq, 7);
    QCOMPARE(figures.t, 8);
    QVERIFY(figures.kind == RecordKind::SseEvent);
    QVERIFY(figures.from == From::Server);
    QVERIFY(figures.has(IsWholeChunk));
    QCOMPARE(figures.code, 1);
    QCOMPARE(figures.session, 2U);
    QCOMPARE(figures.connection, 3U);
    QCOMPARE(figures.stream, 4U);
    QVERIFY(figures.wire.isEmpty());
    QCOMPARE(figures.rttNs, -1);
}

void TestRecordFigures::spansItsStretches_data()
{
    QTest::addColumn<QList<qint64>>("ranges");
    QTest::addColumn<bool>("isContent");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");

    QTest::newRow("none") << QList<qint64>{ 0, 0 } << false << qint64(0) << qint64(0);
    QTest::newRow("one") << QList<qint64>{ 5, 9 } << false << qint64(5) << qint64(9);
    QTest::newRow("several") << QList<qint64>{ 5, 9, 12, 20 } << false << qint64(5) << qint64(20);
    QTest::newRow("out of order") << QList<qint64>{ 5, 30, 12, 20 } << false << qint64(5)
                                  << qint64(30);
    QTest::newRow("not on the wire")
        << QList<qint64>{ 5, 9, 12, 20 } << true << qint64(0) << qint64(0);
}

void TestRecordFigures::spansItsStretches()
{
    QFETCH(QList<qint64>, ranges);
    QFETCH(bool, isContent);
    QFETCH(qint64, begin);
    QFETCH(qint64, end);

    Record record;
    record.at = { ranges[0], ranges[1] };
    for (qsizetype i = 2; i < ranges.size(); i += 2)
        record.moreAt.push_back({ ranges[i], ranges[i + 1] });
    if (isContent)
        record.flags = LiesInContent;
    QCOMPARE(figuresOf(record).wire.begin, begin);
    QCOMPARE(figuresOf(record).wire.end, end);
}

void TestRecordFigures::readsTheDetail_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<qint64>("rttNs");
    QTest::addColumn<bool>("isNews");
    QTest::addColumn<bool>("isOutside");
    const auto row = [](const char *name, RecordKind kind, const char *detail, qint64 rttNs,
                        bool isNews, bool isOutside) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(detail) << rttNs << isNews
                            << isOutside;
    };
    row("pong", RecordKind::WsPong, R"({"rtt_ns":1234})", 1234, false, false);
    row("pong to no ping", RecordKind::WsPong, "", -1, false, false);
    row("pong of a stranger", RecordKind::WsPong, R"({"rtt_ns":-5})", -1, false, false);
    row("pong with words", RecordKind::WsPong, R"({"rtt_ns":"soon"})", -1, false, false);
    row("no JSON", RecordKind::WsPong, "{", -1, false, false);
    row("poll with news", RecordKind::PollResult, R"({"changed":true,"empty":false})", -1, true,
        false);
    row("poll without", RecordKind::PollResult, R"({"changed":false,"empty":false})", -1, false,
        false);
    row("poll that is empty now", RecordKind::PollResult, R"({"changed":true,"empty":true})", -1,
        false, false);
    row("poll that failed", RecordKind::PollResult, R"({"outcome":"error"})", -1, false, false);
    row("part", RecordKind::MultipartPart, R"({"by":"boundary"})", -1, false, false);
    row("preamble", RecordKind::MultipartPart, R"({"outside":"preamble"})", -1, false, true);
    row("another kind", RecordKind::Error, R"({"rtt_ns":1,"changed":true,"outside":1})", -1, false,
        false);
}

void TestRecordFigures::readsTheDetail()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, detail);
    QFETCH(qint64, rttNs);
    QFETCH(bool, isNews);
    QFETCH(bool, isOutside);

    Record record;
    record.kind = static_cast<RecordKind>(kind);
    record.detail = detail;
    const RecordFigures figures = figuresOf(record);
    QCOMPARE(figures.rttNs, rttNs);
    QCOMPARE(figures.isNews, isNews);
    QCOMPARE(figures.isOutside, isOutside);
}

QTEST_APPLESS_MAIN(TestRecordFigures)
#include "tst_recordfigures.moc"
