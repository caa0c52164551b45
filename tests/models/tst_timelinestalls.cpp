// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinestalls.h"
#include "support/cannedstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

class TestTimelineStalls : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatARecordSays_data();
    void readsWhatARecordSays();
    void findsThemAmongOthers();
    void readsManyInOrder();
    void forgetsWithThePages();
};

namespace {

Record stallRecord(qint64 from, qint64 to)
{
    Record record;
    record.kind = RecordKind::RecordingStall;
    record.t = to;
    record.detail = "{\"from_t\":" + QByteArray::number(from)
        + ",\"to_t\":" + QByteArray::number(to) + '}';
    return record;
}

Record otherRecord()
{
    Record record;
    record.kind = RecordKind::Clock;
    return record;
}

} // namespace

void TestTimelineStalls::readsWhatARecordSays_data()
{
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<qint64>("tFrom");
    QTest::addColumn<qint64>("tTo");
    QTest::addColumn<bool>("isUnrecorded");

    QTest::newRow("a stall") << QByteArray(R"({"from_t":5,"to_t":9})") << qint64(5) << qint64(9)
                             << false;
    QTest::newRow("a gap") << QByteArray(R"({"from_t":5,"to_t":9,"unrecorded":true})") << qint64(5)
                           << qint64(9) << true;
    // A stranger's file.
    QTest::newRow("backwards") << QByteArray(R"({"from_t":9,"to_t":5})") << qint64(9) << qint64(9)
                               << false;
    QTest::newRow("before the beginning")
        << QByteArray(R"({"from_t":-9,"to_t":-5})") << qint64(0) << qint64(0) << false;
    QTest::newRow("nothing") << QByteArray() << qint64(0) << qint64(0) << false;
}

void TestTimelineStalls::readsWhatARecordSays()
{
    QFETCH(QByteArray, detail);
    QFETCH(qint64, tFrom);
    QFETCH(qint64, tTo);
    QFETCH(bool, isUnrecorded);

    Record record = stallRecord(0, 0);
    record.detail = detail;
    const TimelineStall expected{ tFrom, tTo, isUnrecorded };
    QVERIFY(stallOf(record) == expected);
}

void TestTimelineStalls::findsThemAmongOthers()
{
    CannedPages pages;
    pages.add(otherRecord());
    pages.add(stallRecord(100, 200));
    pages.add(otherRecord());
    pages.add(stallRecord(50, 80)); // Of another loop, which noticed it later.
    TimelineStalls stalls;
    QSignalSpy changed(&stalls, &TimelineStalls::changed);
    stalls.setPages(&pages);
    QTRY_COMPARE(stalls.stalls().size(), std::size_t(2));
    QCOMPARE(stalls.stalls().front().tFrom, qint64(50));
    QCOMPARE(stalls.stalls().back().tTo, qint64(200));
    QVERIFY(!changed.isEmpty());
}

void TestTimelineStalls::readsManyInOrder()
{
    constexpr qint64 Count = 1000;
    CannedPages pages;
    for (qint64 i = 0; i < Count; ++i)
        pages.add(stallRecord(10 * i, 10 * i + 5));
    TimelineStalls stalls;
    stalls.setPages(&pages);
    QTRY_COMPARE(stalls.stalls().size(), std::size_t(Count));
    for (std::size_t i = 1; i < stalls.stalls().size(); ++i)
        QVERIFY(stalls.stalls()[i - 1].tFrom < stalls.stalls()[i].tFrom);
}

void TestTimelineStalls::forgetsWithThePages()
{
    CannedPages pages;
    pages.add(stallRecord(1, 2));
    TimelineStalls stalls;
    stalls.setPages(&pages);
    QTRY_COMPARE(stalls.stalls().size(), std::size_t(1));
    stalls.setPages(nullptr);
    QVERIFY(stalls.stalls().empty());
}

QTEST_GUILESS_MAIN(TestTimelineStalls)
#include "tst_timelinestalls.moc"
