// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/decimaltext.h"
#include "models/formatting.h"

#include <QTest>

#include <limits>

using namespace Pushscope;

class TestFormatting : public QObject
{
    Q_OBJECT

private slots:
    void groups_data();
    void groups();
    void seconds();
    void deltas();
    void durations();
    void sizes();
    void zeros();
};

void TestFormatting::groups_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{ 0 } << QStringLiteral("0");
    QTest::newRow("three digits") << qint64{ 999 } << QStringLiteral("999");
    QTest::newRow("four digits") << qint64{ 1000 } << QStringLiteral("1\u2009000");
    QTest::newRow("seven digits") << qint64{ 1204521 } << QStringLiteral("1\u2009204\u2009521");
    QTest::newRow("negative") << qint64{ -123456 } << QStringLiteral("-123\u2009456");
    QTest::newRow("least") << std::numeric_limits<qint64>::min()
                           << QStringLiteral("-9\u2009223\u2009372\u2009036\u2009854\u2009775"
                                             "\u2009808");
}

void TestFormatting::groups()
{
    QFETCH(qint64, number);
    QFETCH(QString, text);
    QCOMPARE(groupedNumber(number), text);
}

void TestFormatting::seconds()
{
    QCOMPARE(secondsText(0), QStringLiteral("0.000\u2009000"));
    QCOMPARE(secondsText(20'918'113'999), QStringLiteral("20.918\u2009113"));
    QCOMPARE(secondsText(1'234'000'000'000), QStringLiteral("1\u2009234.000\u2009000"));
    QCOMPARE(secondsText(-1), QString());
}

void TestFormatting::deltas()
{
    QCOMPARE(deltaText(0), QStringLiteral("+0.000"));
    QCOMPARE(deltaText(231'900'000), QStringLiteral("+0.231"));
    QCOMPARE(deltaText(-1'500'000'000), QStringLiteral("-1.500"));
    QCOMPARE(deltaText(-20'000), QStringLiteral("+0.000"));
    QCOMPARE(deltaText(1'234'567'000'000), QStringLiteral("+1\u2009234"));
}

void TestFormatting::durations()
{
    QCOMPARE(durationText(12), QStringLiteral("12 ns"));
    QCOMPARE(durationText(1'500), QStringLiteral("1.5 µs"));
    QCOMPARE(durationText(38'500'000), QStringLiteral("38.5 ms"));
    QCOMPARE(durationText(20'882'000'000), QStringLiteral("20.882 s"));
    QCOMPARE(durationText(200'000'000'000), QStringLiteral("3 min 20 s"));
    QCOMPARE(durationText(3'900'000'000'000), QStringLiteral("1 h 5 min"));
    QCOMPARE(durationText(-1), QString());
    QCOMPARE(durationText(999'960'000), QStringLiteral("1\u2009000 ms"));
    QCOMPARE(durationText(9'999'000), QStringLiteral("10 ms"));
}

void TestFormatting::sizes()
{
    QCOMPARE(octetsText(1), QStringLiteral("1 octet"));
    QCOMPARE(octetsText(2412), QStringLiteral("2\u2009412 octets"));
    QCOMPARE(sizeText(82), QStringLiteral("82 B"));
    QCOMPARE(sizeText(1536), QStringLiteral("1.5 KiB"));
    QCOMPARE(sizeText(222'298'112), QStringLiteral("212 MiB"));
}

void TestFormatting::zeros()
{
    QCOMPARE(withoutTrailingZeros(QStringLiteral("1.500")), QStringLiteral("1.5"));
    QCOMPARE(withoutTrailingZeros(QStringLiteral("2.0")), QStringLiteral("2"));
    QCOMPARE(withoutTrailingZeros(QStringLiteral("100")), QStringLiteral("100"));
    QCOMPARE(withoutTrailingZeros(QStringLiteral("0.000001")), QStringLiteral("0.000001"));
    QCOMPARE(sizeText(1024 * 1024 - 1), QStringLiteral("1\u2009024 KiB"));
}

QTEST_APPLESS_MAIN(TestFormatting)
#include "tst_formatting.moc"
