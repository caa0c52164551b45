// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordmarks.h"

#include <QTest>

using namespace Pushscope;

class TestRecordMarks : public QObject
{
    Q_OBJECT

private slots:
    void isEmptyAtFirst();
    void measuresFromTheMarkSetLast();
    void takesTheLowestFreeLetter();
    void goesRound();
    void namesLikeColumns();
};

void TestRecordMarks::isEmptyAtFirst()
{
    const RecordMarks marks;
    QVERIFY(marks.isEmpty());
    QVERIFY(!marks.reference());
    QVERIFY(!marks.next(1) && !marks.previous(1));
    QVERIFY(!marks.sinceReference(5));
}

void TestRecordMarks::measuresFromTheMarkSetLast()
{
    RecordMarks marks;
    QVERIFY(marks.toggle(10, 1000));
    QCOMPARE(marks.sinceReference(1500), std::optional<qint64>(500));
    QVERIFY(marks.toggle(20, 4000));
    QCOMPARE(marks.sinceReference(1000), std::optional<qint64>(-3000));
    QCOMPARE(marks.at(10)->number, 0);
    QCOMPARE(marks.at(20)->number, 1);
    QVERIFY(!marks.toggle(20, 4000));
    QCOMPARE(marks.sinceReference(1000), std::optional<qint64>(0));
    QVERIFY(!marks.sinceReference(-1)); // A record without a time.
    QVERIFY(marks.toggle(30, -1));
    QVERIFY(!marks.sinceReference(1000));
}

void TestRecordMarks::takesTheLowestFreeLetter()
{
    RecordMarks marks;
    for (qint64 seq : { 5, 3, 9 })
        marks.toggle(seq, seq);
    marks.toggle(3, 3); // Away.
    marks.toggle(7, 7);
    QCOMPARE(marks.at(7)->number, 1);
    std::vector<qint64> seqs;
    for (const RecordMarks::Mark &mark : marks.inOrder())
        seqs.push_back(mark.seq);
    QCOMPARE(seqs, (std::vector<qint64>{ 5, 7, 9 }));
}

void TestRecordMarks::goesRound()
{
    RecordMarks marks;
    for (qint64 seq : { 5, 3, 9 })
        marks.toggle(seq, seq);
    QCOMPARE(marks.next(3)->seq, 5);
    QCOMPARE(marks.next(9)->seq, 3);
    QCOMPARE(marks.previous(5)->seq, 3);
    QCOMPARE(marks.previous(3)->seq, 9);
    QCOMPARE(marks.previous(100)->seq, 9);
    marks.clear();
    QVERIFY(!marks.next(3));
}

void TestRecordMarks::namesLikeColumns()
{
    QCOMPARE(markName(0), QStringLiteral("A"));
    QCOMPARE(markName(25), QStringLiteral("Z"));
    QCOMPARE(markName(26), QStringLiteral("AA"));
    QCOMPARE(markName(27), QStringLiteral("AB"));
    QCOMPARE(markName(26 * 27 - 1), QStringLiteral("ZZ"));
    QCOMPARE(markName(26 * 27), QStringLiteral("AAA"));
}

QTEST_APPLESS_MAIN(TestRecordMarks)
#include "tst_recordmarks.moc"
