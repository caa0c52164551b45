// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/packetparser.h"
#include "protocol/engineio/packet.h"
#include "protocol/engineio/serializer.h"

#include "packetlog.h"
#include "packetrows.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::EngineIo;

class TestPacketParser : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void saysWhereThingsStand();
    void judgesSenders_data();
    void judgesSenders();
    void namesTypes();
};

void TestPacketParser::parses_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<bool>("isBinary");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<bool>("isValid");
    const std::vector<PacketRow> rows = packetRows(false);
    QVERIFY(rows.size() >= 60);
    for (const PacketRow &row : rows)
        QTest::newRow(row.name.constData()) << static_cast<int>(row.revision)
                                            << (row.carrier == "binary") << row.octets << row.lines
                                            << row.isValid;
}

void TestPacketParser::parses()
{
    QFETCH(int, revision);
    QFETCH(bool, isBinary);
    QFETCH(QByteArray, octets);
    QFETCH(QByteArrayList, lines);
    QFETCH(bool, isValid);
    const auto spoken = static_cast<Revision>(revision);
    const Carrier carrier = isBinary ? Carrier::WebSocketBinary : Carrier::WebSocketText;
    const Packet packet = parsePacket(octets, carrier, spoken);
    QCOMPARE(QByteArrayList{ lineOf(packet) }, lines);
    if (isValid && !packet.isBase64)
        QCOMPARE(serializePacket(packet, spoken), octets);

    // Ranges go with the offset.
    constexpr qint64 Offset = 1000;
    const Packet moved = parsePacket(octets, carrier, spoken, Offset);
    QCOMPARE(moved.range.begin, packet.range.begin + Offset);
    QCOMPARE(moved.dataRange.end, packet.dataRange.end + Offset);
    QCOMPARE(moved.typeRange.size(), packet.typeRange.size());
}

void TestPacketParser::saysWhereThingsStand()
{
    const Packet text = parsePacket("4hello", Carrier::WebSocketText, Revision::V4, 10);
    QCOMPARE(text.typeRange, (ByteRange{ 10, 11 }));
    QCOMPARE(text.dataRange, (ByteRange{ 11, 16 }));
    const Packet base64 = parsePacket("b4AQID", Carrier::PayloadText, Revision::V3);
    QCOMPARE(base64.typeRange, (ByteRange{ 1, 2 }));
    QCOMPARE(base64.dataRange, (ByteRange{ 2, 6 }));
    QVERIFY(base64.isBase64);
    const Packet implied = parsePacket("bAQID", Carrier::PayloadText, Revision::V4);
    QVERIFY(implied.typeRange.isEmpty());
    QCOMPARE(implied.dataRange, (ByteRange{ 1, 5 }));
}

void TestPacketParser::judgesSenders_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("allowed"); // client and server of revision 3, then of 4
    QTest::newRow("Handshake open") << QByteArray("0{}") << QByteArray("-s-s");
    QTest::newRow("Protocol close") << QByteArray("1") << QByteArray("cscs");
    QTest::newRow("Heartbeat ping") << QByteArray("2") << QByteArray("c--s");
    QTest::newRow("Heartbeat pong") << QByteArray("3") << QByteArray("-sc-");
    QTest::newRow("Upgrade probe") << QByteArray("2probe") << QByteArray("c-c-");
    QTest::newRow("Upgrade answer to the probe") << QByteArray("3probe") << QByteArray("-s-s");
    QTest::newRow("Message") << QByteArray("4a") << QByteArray("cscs");
    QTest::newRow("Upgrade upgrade") << QByteArray("5") << QByteArray("c-c-");
    QTest::newRow("Upgrade noop") << QByteArray("6") << QByteArray("-s-s");
    QTest::newRow("Packet types unknown") << QByteArray("9") << QByteArray("cscs");
}

void TestPacketParser::judgesSenders()
{
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, allowed);
    QByteArray found;
    for (Revision revision : { Revision::V3, Revision::V4 }) {
        const Packet packet = parsePacket(octets, Carrier::WebSocketText, revision);
        const auto isAllowed = [&](Role sender) {
            return judgeSender(packet, revision, sender).isEmpty();
        };
        found += isAllowed(Role::Client) ? 'c' : '-';
        found += isAllowed(Role::Server) ? 's' : '-';
    }
    QCOMPARE(found, allowed);
}

void TestPacketParser::namesTypes()
{
    for (int number = 0; number < PacketTypeCount; ++number) {
        const auto type = static_cast<PacketType>(number);
        QCOMPARE(packetTypeFromName(packetTypeName(type)), std::optional(type));
    }
    QCOMPARE(packetTypeName(PacketType::Noop), QByteArrayView("noop"));
    QVERIFY(!packetTypeFromName("error"));
}

QTEST_APPLESS_MAIN(TestPacketParser)
#include "tst_packetparser.moc"
