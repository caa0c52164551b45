// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/randomnumber.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Pushscope;

class TestRandomNumber : public QObject
{
    Q_OBJECT

private slots:
    void knowsRanges_data();
    void knowsRanges();
    void drawsBothBounds();
    void keepsTheDecimals();
};

void TestRandomNumber::knowsRanges_data()
{
    QTest::addColumn<QByteArray>("lower");
    QTest::addColumn<QByteArray>("upper");
    QTest::addColumn<bool>("isRange");
    QTest::newRow("integers") << QByteArray("1") << QByteArray("6") << true;
    QTest::newRow("one number") << QByteArray("-3") << QByteArray("-3") << true;
    QTest::newRow("decimals") << QByteArray("0.5") << QByteArray("1") << true;
    QTest::newRow("six decimals") << QByteArray("0.000001") << QByteArray("1") << true;
    QTest::newRow("seven decimals") << QByteArray("0.0000001") << QByteArray("1") << false;
    QTest::newRow("upside down") << QByteArray("6") << QByteArray("1") << false;
    QTest::newRow("a word") << QByteArray("a") << QByteArray("1") << false;
    QTest::newRow("an exponent") << QByteArray("1") << QByteArray("1e3") << false;
    QTest::newRow("infinity") << QByteArray("0") << QByteArray("inf") << false;
    QTest::newRow("not a number") << QByteArray("nan") << QByteArray("1") << false;
    QTest::newRow("too large") << QByteArray("0") << QByteArray("1000000000001") << false;
    QTest::newRow("nothing") << QByteArray() << QByteArray("1") << false;
}

void TestRandomNumber::knowsRanges()
{
    QFETCH(QByteArray, lower);
    QFETCH(QByteArray, upper);
    QTEST(isNumberRange(lower, upper), "isRange");
}

void TestRandomNumber::drawsBothBounds()
{
    QRandomGenerator random(1);
    QSet<QByteArray> drawn;
    for (int i = 0; i < 200; ++i)
        drawn.insert(randomNumber("-1", "1", random));
    QCOMPARE(drawn, (QSet<QByteArray>{ "-1", "0", "1" }));
}

void TestRandomNumber::keepsTheDecimals()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 50; ++i) {
        const QByteArray number = randomNumber("1.25", "2", random);
        QCOMPARE(number.size(), 4);
        QVERIFY(number.toDouble() >= 1.25 && number.toDouble() <= 2);
    }
}

QTEST_APPLESS_MAIN(TestRandomNumber)
#include "tst_randomnumber.moc"
