// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/packetparser.h"
#include "protocol/socketio/placeholders.h"
#include "protocol/socketio/serializer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::SocketIo;

class TestPacketParser : public QObject
{
    Q_OBJECT

private slots:
    void saysWhereThingsStand();
    void judgesSenders_data();
    void judgesSenders();
    void namesTypes();
    void writes();
    void findsPlaceholders_data();
    void findsPlaceholders();
    void takesNoDepthForGranted();
};

void TestPacketParser::saysWhereThingsStand()
{
    const QByteArray octets = R"(51-/admin?a=b,12["x",{"_placeholder":true,"num":0}])";
    const Packet packet = parsePacket(octets, Revision::V4, 100);
    const auto at = [&](ByteRange range) -> QByteArray {
        return octets.sliced(range.begin - 100, range.size());
    };
    QCOMPARE(at(packet.range), octets);
    QCOMPARE(at(packet.typeRange), QByteArray("5"));
    QCOMPARE(at(packet.attachmentsRange), QByteArray("1"));
    QCOMPARE(at(packet.namespaceRange), QByteArray("/admin?a=b"));
    QCOMPARE(at(packet.ackIdRange), QByteArray("12"));
    QCOMPARE(at(packet.dataRange), packet.data);
    QCOMPARE(packet.namespaceName, QByteArray("/admin"));
    QCOMPARE(packet.query, QByteArray("a=b"));
    QVERIFY(packet.violations.isEmpty());
    QCOMPARE(serializePacket(packet), octets);
}

void TestPacketParser::judgesSenders_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("revision");
    QTest::addColumn<bool>("client");
    QTest::addColumn<bool>("server");
    QTest::newRow("Connection, without sid in revision 5") << QByteArray("0") << 5 << true << false;
    QTest::newRow("Connection, with sid in revision 5")
        << QByteArray(R"(0{"sid":"a"})") << 5 << true << true;
    QTest::newRow("Connection, without sid in revision 4") << QByteArray("0") << 4 << true << true;
    QTest::newRow("Connection, refused") << QByteArray("4{}") << 5 << false << true;
    QTest::newRow("Connection, error in revision 3") << QByteArray("4\"a\"") << 3 << false << true;
    QTest::newRow("Sending, event") << QByteArray("2[\"a\"]") << 5 << true << true;
}

void TestPacketParser::judgesSenders()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, revision);
    QFETCH(bool, client);
    QFETCH(bool, server);
    const auto spoken = static_cast<Revision>(revision);
    const Packet packet = parsePacket(octets, spoken);
    QCOMPARE(judgeSender(packet, spoken, Role::Client).isEmpty(), client);
    QCOMPARE(judgeSender(packet, spoken, Role::Server).isEmpty(), server);
}

void TestPacketParser::namesTypes()
{
    QCOMPARE(packetTypeName(PacketType::ConnectError), QByteArrayView("CONNECT_ERROR"));
    QCOMPARE(packetTypeName(PacketType::ConnectError, Revision::V4), QByteArrayView("ERROR"));
    QCOMPARE(packetTypeName(PacketType::BinaryAck), QByteArrayView("BINARY_ACK"));
    QVERIFY(isBinary(PacketType::BinaryEvent) && !isBinary(PacketType::Event));
}

void TestPacketParser::writes()
{
    Packet packet;
    packet.type = PacketType::BinaryAck;
    packet.attachments = 1;
    packet.ackId = 15;
    packet.data = '[' + placeholder(0) + ']';
    QCOMPARE(serializePacket(packet), QByteArray(R"(61-15[{"_placeholder":true,"num":0}])"));
    packet = {};
    packet.type = PacketType::Connect;
    packet.query = "token=1";
    QCOMPARE(serializePacket(packet), QByteArray("0/?token=1,"));
}

void TestPacketParser::findsPlaceholders_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("attachments");
    QTest::addColumn<bool>("isMissing");
    QTest::addColumn<bool>("isUnexpected");
    QTest::newRow("Packet encoding, none") << QByteArray("[]") << 0 << false << false;
    QTest::newRow("Packet encoding, twice the same")
        << QByteArray(R"([{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}])") << 1
        << false << false;
    QTest::newRow("Packet encoding, a fraction")
        << QByteArray(R"([{"_placeholder":true,"num":0.5}])") << 1 << true << true;
    QTest::newRow("Packet encoding, no number")
        << QByteArray(R"([{"_placeholder":true}])") << 0 << true << false;
    QTest::newRow("Packet encoding, mark that is not true")
        << QByteArray(R"([{"_placeholder":false,"num":0}])") << 1 << false << true;
    QTest::newRow("Packet encoding, mark that is no truth value")
        << QByteArray(R"([{"_placeholder":1,"num":0}])") << 0 << false << false;
}

void TestPacketParser::findsPlaceholders()
{
    QFETCH(QByteArray, json);
    QFETCH(int, attachments);
    QFETCH(bool, isMissing);
    QFETCH(bool, isUnexpected);
    const ViolationSet violations
        = judgePlaceholders(QJsonDocument::fromJson(json).array(), attachments);
    QCOMPARE(violations.contains(Violation::MissingAttachment), isMissing);
    QCOMPARE(violations.contains(Violation::UnexpectedAttachment), isUnexpected);
}

void TestPacketParser::takesNoDepthForGranted()
{
    constexpr qsizetype Depth = 100'000;
    const QByteArray deep = "51-" + QByteArray(Depth, '[') + QByteArray(Depth, ']');
    QCOMPARE(parsePacket(deep, Revision::V5).violations, ViolationSet{ Violation::BadJson });
}

QTEST_APPLESS_MAIN(TestPacketParser)
#include "tst_packetparser.moc"
