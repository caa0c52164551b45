// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/textunits.h"

#include <QTest>

using namespace Pushscope::EngineIo;

class TestTextUnits : public QObject
{
    Q_OBJECT

private slots:
    void counts_data();
    void counts();
};

void TestTextUnits::counts_data()
{
    QTest::addColumn<int>("expected");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("History, nothing") << 0 << QByteArray();
    QTest::newRow("History, ASCII") << 3 << QByteArray("abc");
    QTest::newRow("History, two octets") << 1 << QByteArray("\xc3\xbc");
    QTest::newRow("History, euro sign") << 1 << QByteArray("\xe2\x82\xac");
    QTest::newRow("History, surrogate pair") << 2 << QByteArray("\xf0\x9f\x98\x80");
    QTest::newRow("Encoding 8.1.1, octet that begins nothing") << 5 << QByteArray("\x80\xff\xc0\xc1\xf5");
    QTest::newRow("Encoding 8.1.1, cut off after one of three") << 2 << QByteArray("\xe2" "a");
    QTest::newRow("Encoding 8.1.1, cut off after two of three") << 2 << QByteArray("\xe2\x82" "a");
    QTest::newRow("Encoding 8.1.1, cut off after three of four") << 2 << QByteArray("\xf0\x9f\x98" "a");
    QTest::newRow("Encoding 8.1.1, one character cut by another") << 2 << QByteArray("\xe2\xc3\xbc");
    QTest::newRow("Encoding 8.1.1, overlong") << 7 << QByteArray("\xe0\x80\x80\xf0\x80\x80\x80");
    QTest::newRow("Encoding 8.1.1, surrogate") << 3 << QByteArray("\xed\xa0\x80");
    QTest::newRow("Encoding 8.1.1, beyond the last") << 4 << QByteArray("\xf4\x90\x80\x80");
}

void TestTextUnits::counts()
{
    QFETCH(int, expected);
    QFETCH(QByteArray, octets);
    TextUnits units;
    int count = 0;
    for (char octet : octets)
        count += units.take(static_cast<quint8>(octet));
    QCOMPARE(count, expected);
}

QTEST_APPLESS_MAIN(TestTextUnits)
#include "tst_textunits.moc"
