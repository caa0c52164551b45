// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/wallclock.h"
#include "support/cannedstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

class TestWallClock : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void parses_data();
    void parses();
    void writes();
    void tellsTheTimeOfDay();
    void readsOnlyWhenWanted();
};

namespace {

void addClock(CannedPages &pages, qint64 t, const char *wall)
{
    Record clock;
    clock.kind = RecordKind::Clock;
    clock.t = t;
    clock.detail = QByteArray("{\"wall\":\"") + wall + "\"}";
    pages.add(clock);
}

} // namespace

void TestWallClock::initTestCase()
{
    qputenv("TZ", "UTC");
}

void TestWallClock::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<qint64>("ns");

    QTest::newRow("nine digits") << QStringLiteral("1970-01-01T00:00:01.123456789Z") << true
                                 << qint64{ 1'123'456'789 };
    QTest::newRow("three digits") << QStringLiteral("1970-01-01T00:00:01.120Z") << true
                                  << qint64{ 1'120'000'000 };
    QTest::newRow("no fraction") << QStringLiteral("1970-01-01T00:01:00Z") << true
                                 << qint64{ 60'000'000'000 };
    QTest::newRow("offset") << QStringLiteral("1970-01-01T02:00:00.5+02:00") << true
                            << qint64{ 500'000'000 };
    QTest::newRow("more than ns") << QStringLiteral("1970-01-01T00:00:00.0000000019Z") << true
                                  << qint64{ 1 };
    QTest::newRow("point without digits")
        << QStringLiteral("1970-01-01T00:00:00.Z") << false << qint64{ 0 };
    QTest::newRow("year without nanoseconds")
        << QStringLiteral("9999-12-31T00:00:00Z") << false << qint64{ 0 };
    QTest::newRow("nonsense") << QStringLiteral("yesterday") << false << qint64{ 0 };
    QTest::newRow("empty") << QString() << false << qint64{ 0 };
}

void TestWallClock::parses()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    QFETCH(qint64, ns);
    const std::optional<qint64> parsed = wallNsFromText(text);
    QCOMPARE(parsed.has_value(), isGood);
    if (isGood)
        QCOMPARE(*parsed, ns);
}

void TestWallClock::writes()
{
    const qint64 ns = *wallNsFromText(QStringLiteral("2026-11-21T06:14:21.568818821Z"));
    QCOMPARE(timeOfDayText(ns), QStringLiteral("06:14:21.568\u2009818"));
    QCOMPARE(dateTimeText(ns), QStringLiteral("2026-11-21 06:14:21.568818821 Z"));
    QCOMPARE(timeOfDayText(-1), QStringLiteral("23:59:59.999\u2009999"));
}

void TestWallClock::tellsTheTimeOfDay()
{
    CannedPages pages;
    addClock(pages, 100, "1970-01-01T00:00:10Z");
    addClock(pages, 1'000, "1970-01-01T01:00:00Z"); // Somebody set it.
    WallClock clock;
    QSignalSpy changed(&clock, &WallClock::changed);
    clock.setWanted(true);
    clock.setPages(&pages);
    QTRY_VERIFY(clock.wallNs(100));
    constexpr qint64 TenSeconds = 10'000'000'000;
    constexpr qint64 Hour = 3'600'000'000'000;
    QCOMPARE(*clock.wallNs(100), TenSeconds);
    QCOMPARE(*clock.wallNs(150), TenSeconds + 50);
    QCOMPARE(*clock.wallNs(0), TenSeconds - 100); // Before the first one.
    QCOMPARE(*clock.wallNs(999), TenSeconds + 899);
    QCOMPARE(*clock.wallNs(1'001), Hour + 1);
    QVERIFY(!clock.wallNs(-1));
    QVERIFY(!changed.isEmpty());
    clock.setPages(nullptr);
    QVERIFY(!clock.wallNs(100));
}

void TestWallClock::readsOnlyWhenWanted()
{
    CannedPages pages;
    addClock(pages, 0, "1970-01-01T00:00:10Z");
    WallClock clock;
    clock.setPages(&pages);
    QCOMPARE(pages.answered(), 0);
    QVERIFY(!clock.wallNs(1));
    clock.setWanted(true);
    QTRY_VERIFY(clock.wallNs(1));
    clock.setWanted(false);
    QVERIFY(!clock.wallNs(1));
    clock.setPages(nullptr);
}

QTEST_GUILESS_MAIN(TestWallClock)
#include "tst_wallclock.moc"
