// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/handshake.h"

#include <QTest>

using namespace Pushscope::EngineIo;
using namespace std::chrono_literals;

class TestHandshake : public QObject
{
    Q_OBJECT

private slots:
    void reads();
    void writesWhatItReads();
    void refuses_data();
    void refuses();
};

void TestHandshake::reads()
{
    const auto handshake = parseHandshake(
        R"({"sid":"a b","upgrades":["websocket","webtransport"],"pingInterval":25000,)"
        R"("pingTimeout":20000,"maxPayload":1000000})");
    QVERIFY(handshake);
    QCOMPARE(handshake->sid, QByteArray("a b"));
    QCOMPARE(handshake->upgrades, (QByteArrayList{ "websocket", "webtransport" }));
    QCOMPARE(handshake->pingInterval, 25s);
    QCOMPARE(handshake->pingTimeout, 20s);
    QCOMPARE(handshake->maxPayloadOctets, std::optional<qint64>(1'000'000));
}

void TestHandshake::writesWhatItReads()
{
    const Handshake handshake{ "x\"\\\xc3\xbc", { "websocket" }, 300ms, 200ms, std::nullopt };
    QCOMPARE(parseHandshake(serializeHandshake(handshake)), std::optional(handshake));
    const Handshake limited{ "a", {}, 25s, 20s, 1'000'000 };
    QCOMPARE(serializeHandshake(limited),
             QByteArray(R"({"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,)"
                        R"("maxPayload":1000000})"));
}

void TestHandshake::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("Handshake, nothing") << QByteArray();
    QTest::newRow("Handshake, no object") << QByteArray("[1]");
    QTest::newRow("Handshake, endless time")
        << QByteArray(R"({"sid":"a","upgrades":[],"pingInterval":1e300,"pingTimeout":1})");
    QTest::newRow("Handshake, negative maxPayload")
        << QByteArray(R"({"sid":"a","upgrades":[],"pingInterval":1,"pingTimeout":1,)"
                      R"("maxPayload":-1})");
    QTest::newRow("Handshake, null for a time")
        << QByteArray(R"({"sid":"a","upgrades":[],"pingInterval":null,"pingTimeout":1})");
}

void TestHandshake::refuses()
{
    QFETCH(QByteArray, json);
    QVERIFY(!parseHandshake(json));
}

QTEST_APPLESS_MAIN(TestHandshake)
#include "tst_handshake.moc"
