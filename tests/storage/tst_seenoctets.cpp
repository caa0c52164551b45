// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/seenoctets.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;

class TestSeenOctets : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithOneByOne();
    void keepsDirectionsApart();
};

/// Against a flag for each octet.
void TestSeenOctets::agreesWithOneByOne()
{
    constexpr int Octets = 200;
    QRandomGenerator random(5);
    const SeenOctets::Direction direction{ 1, From::Client, Layer::Wire };
    for (int round = 0; round < 300; ++round) {
        SeenOctets seen;
        std::vector<bool> isSeen(Octets, false);
        for (int i = 0; i < round / 10; ++i) {
            const qint64 begin = random.bounded(Octets);
            const qint64 end = std::min<qint64>(Octets, begin + random.bounded(20));
            seen.add(direction, { begin, end });
            std::fill(isSeen.begin() + begin, isSeen.begin() + end, true);
        }
        const ByteRange asked{ random.bounded(Octets / 2),
                               Octets / 2 + random.bounded(Octets / 2) };
        std::vector<bool> isMissing(Octets, false);
        qint64 last = -1;
        for (const ByteRange &range : seen.missing(direction, asked)) {
            QVERIFY(!range.isEmpty() && range.begin > last && range.end <= asked.end);
            last = range.end;
            std::fill(isMissing.begin() + range.begin, isMissing.begin() + range.end, true);
        }
        for (qint64 at = 0; at < Octets; ++at) {
            const bool isAsked = at >= asked.begin && at < asked.end;
            const auto i = static_cast<std::size_t>(at);
            QCOMPARE(bool(isMissing[i]), isAsked && !isSeen[i]);
        }
        const auto first = std::find(isSeen.begin(), isSeen.end(), true);
        QCOMPARE(seen.first(direction),
                 first == isSeen.end() ? qint64{ -1 } : qint64{ first - isSeen.begin() });
    }
}

void TestSeenOctets::keepsDirectionsApart()
{
    SeenOctets seen;
    seen.add({ 1, From::Client, Layer::Wire }, { 10, 20 });
    QCOMPARE(seen.missing({ 1, From::Client, Layer::Content }, { 10, 20 }).size(),
             std::size_t{ 1 });
    QCOMPARE(seen.missing({ 2, From::Client, Layer::Wire }, { 10, 20 }).size(), std::size_t{ 1 });
    QVERIFY(seen.missing({ 1, From::Client, Layer::Wire }, { 12, 18 }).empty());
    QCOMPARE(seen.endBefore({ 1, From::Client, Layer::Wire }, 30), qint64{ 20 });
    QCOMPARE(seen.endBefore({ 1, From::Client, Layer::Wire }, 15), qint64{ 20 });
    QCOMPARE(seen.endBefore({ 1, From::Client, Layer::Wire }, 5), qint64{ 0 });
    QCOMPARE(seen.endBefore({ 1, From::Server, Layer::Wire }, 30), qint64{ 0 });
}

QTEST_APPLESS_MAIN(TestSeenOctets)
#include "tst_seenoctets.moc"
