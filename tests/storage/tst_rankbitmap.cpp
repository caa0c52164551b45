// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/rankbitmap.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Pushscope;

class TestRankBitmap : public QObject
{
    Q_OBJECT

private slots:
    void emptyHasNothing();
    void agreesWithAList_data();
    void agreesWithAList();
    void takesABitANumber();
};

void TestRankBitmap::emptyHasNothing()
{
    const RankBitmap bitmap;
    QCOMPARE(bitmap.count(), qint64{ 0 });
    QCOMPARE(bitmap.rank(1000), qint64{ 0 });
}

void TestRankBitmap::agreesWithAList_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("every number") << 1;
    QTest::newRow("dense") << 3;
    QTest::newRow("sparse") << 1000;
    QTest::newRow("very sparse") << 100'000;
}

void TestRankBitmap::agreesWithAList()
{
    QFETCH(int, step);
    QRandomGenerator random(9);
    RankBitmap bitmap;
    std::vector<qint64> numbers;
    qint64 number = 0;
    for (int i = 0; i < 5000; ++i) {
        numbers.push_back(number);
        bitmap.add(number);
        bitmap.add(number); // Twice is once.
        number += 1 + random.bounded(step);
    }
    QCOMPARE(bitmap.count(), static_cast<qint64>(numbers.size()));
    for (std::size_t i = 0; i < numbers.size(); ++i)
        QCOMPARE(bitmap.at(static_cast<qint64>(i)), numbers[i]);
    for (int i = 0; i < 5000; ++i) {
        const qint64 asked = static_cast<qint64>(random.generate64() % quint64(number + 10));
        const auto below = std::lower_bound(numbers.begin(), numbers.end(), asked);
        QCOMPARE(bitmap.rank(asked), static_cast<qint64>(below - numbers.begin()));
    }
    QCOMPARE(bitmap.rank(-5), qint64{ 0 });
    QCOMPARE(bitmap.rank(number + 1'000'000), bitmap.count());
}

void TestRankBitmap::takesABitANumber()
{
    constexpr qint64 Numbers = 1'000'000;
    RankBitmap bitmap;
    for (qint64 number = 0; number < Numbers; number += 2)
        bitmap.add(number);
    QVERIFY(bitmap.memoryOctets() < Numbers / 2); // With what a growing vector holds in reserve.
}

QTEST_APPLESS_MAIN(TestRankBitmap)
#include "tst_rankbitmap.moc"
