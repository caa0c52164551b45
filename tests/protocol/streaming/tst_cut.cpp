// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/cut.h"

#include "protocol/streaming/cuttest.h"

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestCut : public QObject
{
    Q_OBJECT

private slots:
    void namesAreDistinct();
    void contentLiesInItsOctets_data();
    void contentLiesInItsOctets();
};

void TestCut::namesAreDistinct()
{
    for (Cut cut : allCuts())
        QCOMPARE(cutFromName(cutName(cut)), std::optional(cut));
    QVERIFY(!cutFromName("Line"));
    QVERIFY(!cutFromName(""));
}

void TestCut::contentLiesInItsOctets_data()
{
    QTest::addColumn<Cut>("cut");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<quint64>("violations");
    QTest::addColumn<QByteArray>("content");
    const auto none = ViolationSet().bits();
    const auto tooLarge = ViolationSet{ Violation::TooLarge }.bits();
    const auto badFraming = ViolationSet{ Violation::BadFraming }.bits();
    QTest::newRow("line") << Cut::Line << QByteArray("ab\r\n") << none << QByteArray("ab");
    QTest::newRow("line too large") << Cut::Line << QByteArray("ab\r") << tooLarge
                                    << QByteArray("ab\r");
    QTest::newRow("block") << Cut::BlankLine << QByteArray("a\r\nb\n\r\n") << none
                           << QByteArray("a\r\nb");
    QTest::newRow("block too large") << Cut::BlankLine << QByteArray("a\n\n") << tooLarge
                                     << QByteArray("a\n\n");
    QTest::newRow("sequence") << Cut::RecordSeparator << QByteArray("\x1E{}\n") << none
                              << QByteArray("{}");
    QTest::newRow("sequence, no RS") << Cut::RecordSeparator << QByteArray("{}\n") << badFraming
                                     << QByteArray("{}");
    QTest::newRow("length line") << Cut::LengthLine << QByteArray("1\na") << none << QByteArray("a");
    QTest::newRow("no length line") << Cut::LengthLine << QByteArray("x\n") << badFraming
                                    << QByteArray("x\n");
    QTest::newRow("flags unknown") << Cut::GrpcWeb << QByteArray("\x08\0\0\0\1a", 6) << badFraming
                                   << QByteArray("a");
    QTest::newRow("shorter than its length") << Cut::Length32 << QByteArray("\0", 1) << none
                                             << QByteArray();
}

void TestCut::contentLiesInItsOctets()
{
    QFETCH(Cut, cut);
    QFETCH(QByteArray, octets);
    QFETCH(quint64, violations);
    QFETCH(QByteArray, content);
    const ByteRange range = contentRange(cut, octets, ViolationSet::fromBits(violations));
    QCOMPARE(octets.sliced(range.begin, range.size()), content);
}

QTEST_APPLESS_MAIN(TestCut)
#include "tst_cut.moc"
