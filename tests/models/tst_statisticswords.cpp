// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticswords.h"

#include <QTest>

using namespace Pushscope;

class TestStatisticsWords : public QObject
{
    Q_OBJECT

private slots:
    void numbers_data();
    void numbers();
    void durations_data();
    void durations();
    void rates();
    void times();
};

void TestStatisticsWords::numbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << QStringLiteral("0");
    QTest::newRow("next to none") << 0.0001 << QStringLiteral("<0.001");
    QTest::newRow("a fraction") << 0.0421 << QStringLiteral("0.042");
    QTest::newRow("rounded up to one") << 0.9999 << QStringLiteral("1.00");
    QTest::newRow("one digit") << 5.3 << QStringLiteral("5.30");
    QTest::newRow("rounded up to ten") << 9.999 << QStringLiteral("10.0");
    QTest::newRow("two") << 42.04 << QStringLiteral("42.0");
    QTest::newRow("rounded up to a hundred") << 99.96 << QStringLiteral("100");
    QTest::newRow("thousands") << 1204.4 << QStringLiteral("1\u2009204");
    QTest::newRow("more than there is")
        << 1e30 << QStringLiteral("9\u2009000\u2009000\u2009000\u2009000\u2009000\u2009000");
}

void TestStatisticsWords::numbers()
{
    QFETCH(double, number);
    QFETCH(QString, text);
    QCOMPARE(statisticsNumber(number), text);
}

void TestStatisticsWords::durations_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(-1) << QStringLiteral("–");
    QTest::newRow("at once") << qint64(0) << QStringLiteral("0 ns");
    QTest::newRow("ns") << qint64(345) << QStringLiteral("345 ns");
    QTest::newRow("µs") << qint64(20'918) << QStringLiteral("20.9 µs");
    QTest::newRow("rounded up to ms") << qint64(999'900) << QStringLiteral("1.00 ms");
    QTest::newRow("ms") << qint64(118'400'000) << QStringLiteral("118 ms");
    QTest::newRow("rounded up to s") << qint64(999'900'000) << QStringLiteral("1.00 s");
    QTest::newRow("s") << qint64(20'882'000'000) << QStringLiteral("20.9 s");
    QTest::newRow("minutes") << qint64(200'000'000'000) << QStringLiteral("3 min 20 s");
}

void TestStatisticsWords::durations()
{
    QFETCH(qint64, ns);
    QFETCH(QString, text);
    QCOMPARE(statisticsDuration(ns), text);
}

void TestStatisticsWords::rates()
{
    QCOMPARE(statisticsRate(5.3), QStringLiteral("5.30/s"));
    QCOMPARE(statisticsOctetRate(81.6), QStringLiteral("82 B/s"));
    QCOMPARE(statisticsOctetRate(1536), QStringLiteral("1.5 KiB/s"));
}

void TestStatisticsWords::times()
{
    QCOMPARE(statisticsTimes(20'200'000'000, 25'000'000'000), QStringLiteral("20.2–25 s"));
    QCOMPARE(statisticsTimes(0, 7'812'500), QStringLiteral("0–0.007813 s"));
}

QTEST_APPLESS_MAIN(TestStatisticsWords)
#include "tst_statisticswords.moc"
