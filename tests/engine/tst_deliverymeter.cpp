// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/deliverymeter.h"

#include <QDateTime>
#include <QTest>

using namespace Pushscope;

class TestDeliveryMeter : public QObject
{
    Q_OBJECT

private slots:
    void measures_data();
    void measures();
    void givesTheMedian();
    void keepsTheNewest();
};

namespace {

const qint64 Noon
    = QDateTime::fromString(QStringLiteral("2026-11-21T12:00:00.000Z"), Qt::ISODateWithMs)
          .toMSecsSinceEpoch();

} // namespace

void TestDeliveryMeter::measures_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<qint64>("ms"); // -1: nothing is measured.
    QTest::newRow("a tick") << QByteArray(R"({"n":1,"time":"2026-11-21T11:59:59.750Z"})")
                            << qint64(250);
    QTest::newRow("another zone")
        << QByteArray(R"({"time":"2026-11-21T13:59:59.990+02:00"})") << qint64(10);
    QTest::newRow("the last of several")
        << QByteArray(R"([{"time":"2026-11-21T11:59:58.000Z"},{"time":"2026-11-21T11:59:59.000Z"}])")
        << qint64(1000);
    QTest::newRow("a clock that is ahead")
        << QByteArray(R"({"time":"2026-11-21T12:00:01.000Z"})") << qint64(0);
    QTest::newRow("no time") << QByteArray("{}") << qint64(-1);
    QTest::newRow("no end") << QByteArray(R"({"time":"2026)") << qint64(-1);
    QTest::newRow("no date") << QByteArray(R"({"time":"soon"})") << qint64(-1);
}

void TestDeliveryMeter::measures()
{
    QFETCH(QByteArray, content);
    DeliveryMeter meter;
    meter.messageArrived(content, Noon);
    QTEST(meter.medianMs().value_or(-1), "ms");
}

void TestDeliveryMeter::givesTheMedian()
{
    DeliveryMeter meter;
    for (qint64 delay : { 900, 3, 5, 4, 1 })
        meter.messageArrived(R"({"time":"2026-11-21T12:00:00.000Z"})", Noon + delay);
    QCOMPARE(meter.medianMs(), std::optional<qint64>(4));
}

void TestDeliveryMeter::keepsTheNewest()
{
    DeliveryMeter meter;
    for (std::size_t i = 0; i < DeliveryMeter::MaxKept; ++i)
        meter.messageArrived(R"({"time":"2026-11-21T12:00:00.000Z"})", Noon + 5);
    for (std::size_t i = 0; i < DeliveryMeter::MaxKept; ++i)
        meter.messageArrived(R"({"time":"2026-11-21T12:00:00.000Z"})", Noon + 7);
    QCOMPARE(meter.medianMs(), std::optional<qint64>(7));
}

QTEST_APPLESS_MAIN(TestDeliveryMeter)
#include "tst_deliverymeter.moc"
