// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticshistogram.h"

#include "statisticstools.h"

#include <QTest>

#include <limits>

using namespace Pushscope;

class TestStatisticsHistogram : public QObject
{
    Q_OBJECT

private slots:
    void beginsEmpty();
    void tellsOneValue_data();
    void tellsOneValue();
    void staysWithinItsError_data();
    void staysWithinItsError();
    void countsEveryValueInItsBucket();
    void staysSmall();
};

void TestStatisticsHistogram::beginsEmpty()
{
    const StatisticsHistogram histogram;
    QVERIFY(histogram.isEmpty());
    QCOMPARE(histogram.quantile(0.5), -1);
    QCOMPARE(histogram.least(), -1);
    QCOMPARE(histogram.largest(), -1);
    QVERIFY(histogram.buckets().empty());
}

void TestStatisticsHistogram::tellsOneValue_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<qint64>("told");
    for (const qint64 value :
         { qint64(0), qint64(1), qint64(63), qint64(64), qint64(127), qint64(128),
           qint64(1'000'000'007), std::numeric_limits<qint64>::max() })
        QTest::addRow("%lld", static_cast<long long>(value)) << value << value;
    QTest::newRow("below 0") << qint64(-5) << qint64(0);
}

void TestStatisticsHistogram::tellsOneValue()
{
    QFETCH(qint64, value);
    QFETCH(qint64, told);
    StatisticsHistogram histogram;
    histogram.add(value);
    for (const double part : { 0.0, 0.5, 0.99, 1.0 })
        QCOMPARE(histogram.quantile(part), told); // It cannot be outside the least and the largest.
    QCOMPARE(histogram.least(), told);
    QCOMPARE(histogram.largest(), told);
    QCOMPARE(histogram.buckets().size(), std::size_t(1));
    QVERIFY(histogram.buckets().front().from <= told);
    QVERIFY(histogram.buckets().front().to >= told);
}

void TestStatisticsHistogram::staysWithinItsError_data()
{
    QTest::addColumn<double>("exponent"); // Values are spread over so many powers of ten.
    QTest::addColumn<int>("count");
    QTest::newRow("two") << 0.3 << 2;
    QTest::newRow("narrow") << 0.2 << 20'000;
    QTest::newRow("wide") << 12.0 << 20'000;
    QTest::newRow("short ones") << 2.0 << 5'000;
    QTest::newRow("to the end") << 18.9 << 5'000;
}

void TestStatisticsHistogram::staysWithinItsError()
{
    QFETCH(double, exponent);
    QFETCH(int, count);
    static_assert(StatisticsHistogram::RelativeError <= 0.02); // What the window promises.
    QRandomGenerator random(5);
    StatisticsHistogram histogram;
    std::vector<qint64> values;
    for (int i = 0; i < count; ++i) {
        const auto value = static_cast<qint64>(std::pow(10.0, random.bounded(exponent)));
        values.push_back(value);
        histogram.add(value);
    }
    QCOMPARE(histogram.count(), static_cast<quint64>(count));
    for (const double part : { 0.0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1.0 }) {
        const qint64 exact = exactQuantile(values, part);
        const qint64 told = histogram.quantile(part);
        QVERIFY2(isWithin(told, exact, StatisticsHistogram::RelativeError),
                 qPrintable(QStringLiteral("%1: %2 for %3").arg(part).arg(told).arg(exact)));
    }
    QCOMPARE(histogram.least(), exactQuantile(values, 0));
    QCOMPARE(histogram.largest(), exactQuantile(values, 1));
}

void TestStatisticsHistogram::countsEveryValueInItsBucket()
{
    QRandomGenerator random(6);
    std::vector<qint64> values;
    StatisticsHistogram histogram;
    for (int i = 0; i < 3000; ++i) {
        values.push_back(static_cast<qint64>(std::pow(10.0, random.bounded(10.0))));
        histogram.add(values.back());
    }
    quint64 total = 0;
    qint64 last = -1;
    for (const StatisticsHistogram::Bucket &bucket : histogram.buckets()) {
        QVERIFY(bucket.from > last);
        QVERIFY(bucket.to >= bucket.from);
        last = bucket.to;
        const auto inside = std::ranges::count_if(
            values, [&bucket](qint64 value) { return value >= bucket.from && value <= bucket.to; });
        QCOMPARE(bucket.count, static_cast<quint64>(inside));
        total += bucket.count;
    }
    QCOMPARE(total, histogram.count());
}

void TestStatisticsHistogram::staysSmall()
{
    StatisticsHistogram histogram;
    for (int bit = 62; bit >= 0; --bit)
        histogram.add(qint64(1) << bit);
    histogram.add(std::numeric_limits<qint64>::max());
    QVERIFY2(histogram.octets() <= 64 * 1024, qPrintable(QString::number(histogram.octets())));
}

QTEST_APPLESS_MAIN(TestStatisticsHistogram)
#include "tst_statisticshistogram.moc"
