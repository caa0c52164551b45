// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/olderpacket.h"
#include "protocol/socketio/packetparser.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::SocketIo;

/// What the libraries before 1.0 say, and how several messages come in one go.
class TestOlderPacket : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void readsFields();
    void readsHandshakes_data();
    void readsHandshakes();
    void cutsFrames_data();
    void cutsFrames();
    void survivesEveryPrefix();
};

namespace {

const QByteArray Mark("\xef\xbf\xbd");

} // namespace

void TestOlderPacket::parses_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("type"); // -1: none.
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<ViolationSet>("violations");
    const auto row = [](const char *name, const QByteArray &octets, int type,
                        const QByteArray &data, ViolationSet violations = {}) {
        QTest::newRow(name) << octets << type << data << violations;
    };
    const auto number = [](PacketType type) { return static_cast<int>(type); };
    const int event = number(PacketType::Event);
    const int ack = number(PacketType::Ack);
    const int json = number(PacketType::Json);
    const int message = number(PacketType::Message);

    row("Messages, 0 disconnect", "0", -1, "0", { Violation::BadPacket });
    row("Messages, 0 disconnect of an endpoint", "0::/test", number(PacketType::Disconnect), "");
    row("Messages, 1 connect", "1::", number(PacketType::Connect), "");
    row("Messages, 1 connect with query", "1::/test?my=param", number(PacketType::Connect), "");
    row("Messages, 2 heartbeat", "2::", number(PacketType::Heartbeat), "");
    row("Messages, 2 heartbeat with colon", "2:::", number(PacketType::Heartbeat), "");
    row("Messages, 3 message", "3:1::blabla", message, "blabla");
    row("Messages, 3 message with colons", "3:::a:b::c", message, "a:b::c");
    row("Messages, 4 JSON", R"(4:1::{"a":"b"})", json, R"({"a":"b"})");
    row("Messages, 4 JSON that is none", "4:::{", json, "{", { Violation::BadJson });
    row("Messages, 5 event", R"(5:::{"name":"e","args":[1,"a"]})", event, R"(["e",1,"a"])");
    row("Messages, 5 event without arguments", R"(5:::{"name":"e"})", event, R"(["e"])");
    row("Messages, 5 event with none", R"(5:::{"name":"e","args":[ ]})", event, R"(["e"])");
    row("Messages, 5 event in another order", R"(5::: {"x":[{}],"args":["a"],"name":"e"} )", event,
        R"(["e","a"])");
    row("Messages, 5 event without name", R"(5:::{"args":[]})", event, R"({"args":[]})",
        { Violation::BadPacket });
    row("Messages, 5 event whose arguments are no list", R"(5:::{"name":"e","args":1})", event,
        R"({"name":"e","args":1})", { Violation::BadPacket });
    row("Messages, 5 event that is a list", "5:::[1]", event, "[1]", { Violation::BadPacket });
    row("Messages, 5 event that is no JSON", "5:::x", event, "x", { Violation::BadJson });
    row("Messages, 5 event of nothing", "5:::", event, "", { Violation::BadJson });
    row("Messages, 6 ack", "6:::4", ack, "");
    row("Messages, 6 ack with data", R"(6:::4+["A","B"])", ack, R"(["A","B"])");
    row("Messages, 6 ack of nothing", "6:::", ack, "", { Violation::BadPacket });
    row("Messages, 6 ack whose data is no JSON", "6:::4+[", ack, "[", { Violation::BadJson });
    row("Messages, 7 error", "7:::1+0", number(PacketType::ConnectError), "1+0");
    row("Messages, 8 noop", "8::", number(PacketType::Noop), "");
    row("Messages, 9 is none", "9:::x", -1, "x", { Violation::UnknownPacketType });
    row("Messages, id that is none", "3:x::a", message, "a", { Violation::BadPacket });
    row("Messages, id of plus alone", "3:+::a", message, "a", { Violation::BadPacket });
    row("Messages, one colon", "3:a", -1, "3:a", { Violation::BadPacket });
    row("Messages, no colon", "ok", -1, "ok", { Violation::BadPacket });
    row("Messages, nothing", "", -1, "", { Violation::BadPacket });
    row("Framing, U+FFFD", QByteArray(Mark + "6" + Mark + "3:::\xe2\x82\xac" "a"), message,
        "\xe2\x82\xac" "a");
    row("Framing, cut off", QByteArray(Mark + "9" + Mark + "3:::a"), message, "a",
        { Violation::CutOff });
    row("Framing, no length", QByteArray(Mark + Mark + "3:::a"), -1, "",
        { Violation::BadPayloadLength });
    row("Framing, 0.6 text", "~m~5~m~hello", message, "hello");
    row("Framing, 0.6 heartbeat", "~m~4~m~~h~1", number(PacketType::Heartbeat), "1");
    row("Framing, 0.6 JSON", R"(~m~10~m~~j~{"a":1})", json, R"({"a":1})");
    row("Framing, 0.6 JSON that is none", "~m~4~m~~j~{", json, "{", { Violation::BadJson });
}

void TestOlderPacket::parses()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, type);
    QFETCH(QByteArray, data);
    QFETCH(ViolationSet, violations);
    const Packet packet = parseOlderPacket(octets, 7);
    QCOMPARE(packet.type ? static_cast<int>(*packet.type) : -1, type);
    QCOMPARE(packet.data, data);
    QCOMPARE(packet.violations, violations);
    QCOMPARE(packet.range, (ByteRange { 7, 7 + octets.size() }));
    QVERIFY(packet.dataRange.begin >= 7 && packet.dataRange.end <= packet.range.end);
    QCOMPARE(parsePacket(octets, Revision::V1, 7), packet);
}

void TestOlderPacket::readsFields()
{
    const Packet event = parseOlderPacket(R"(5:1+:/chat:{"name":"\u0061","args":[]})");
    QCOMPARE(event.event, QByteArray("a"));
    QCOMPARE(event.ackId, std::optional<quint64>(1));
    QCOMPARE(event.ackIdRange, (ByteRange { 2, 4 }));
    QCOMPARE(event.namespaceName, QByteArray("/chat"));
    QCOMPARE(event.namespaceRange, (ByteRange { 5, 10 }));
    QCOMPARE(event.typeRange, (ByteRange { 0, 1 }));
    QCOMPARE(event.dataRange.begin, 11);
    const Packet connect = parseOlderPacket("1::/test?my=param");
    QCOMPARE(connect.namespaceName, QByteArray("/test"));
    QCOMPARE(connect.query, QByteArray("my=param"));
    const Packet ack = parseOlderPacket(R"(6:::140+["A"])");
    QCOMPARE(ack.ackId, std::optional<quint64>(140));
    QCOMPARE(ack.ackIdRange, (ByteRange { 4, 7 }));
    QCOMPARE(ack.dataRange, (ByteRange { 8, 13 }));
    QCOMPARE(packetTypeName(PacketType::ConnectError, Revision::V1), QByteArrayView("ERROR"));
    QCOMPARE(packetTypeName(PacketType::Heartbeat, Revision::V1), QByteArrayView("HEARTBEAT"));
}

void TestOlderPacket::readsHandshakes_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("data"); // Empty: it is none.
    QTest::newRow("Handshake, example")
        << QByteArray("4d4f185e96a7b:15:10:websocket,xhr-polling")
        << QByteArray(R"({"close_timeout_s":10,"heartbeat_timeout_s":15,"sid":"4d4f185e96a7b",)"
                      R"("transports":["websocket","xhr-polling"]})");
    QTest::newRow("Handshake, no heartbeats")
        << QByteArray("ab::10:htmlfile")
        << QByteArray(R"({"close_timeout_s":10,"sid":"ab","transports":["htmlfile"]})");
    QTest::newRow("Handshake, no number") << QByteArray("ab:x:10:htmlfile") << QByteArray();
    QTest::newRow("Handshake, a message") << QByteArray("5:15:10:x") << QByteArray();
    QTest::newRow("Handshake, too few") << QByteArray("ab:15:10") << QByteArray();
    QTest::newRow("Handshake, too many") << QByteArray("ab:15:10:x:y") << QByteArray();
}

void TestOlderPacket::readsHandshakes()
{
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, data);
    const Packet packet = parseOlderPacket(octets);
    QCOMPARE(packet.type == PacketType::Handshake, !data.isEmpty());
    if (!data.isEmpty())
        QCOMPARE(packet.data, data);
}

void TestOlderPacket::cutsFrames_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("contents");
    QTest::addColumn<ViolationSet>("violations"); // Of the last.
    const auto row = [](const char *name, const QByteArray &body, const QByteArrayList &contents,
                        ViolationSet violations = {}) {
        QTest::newRow(name) << body << contents << violations;
    };
    row("nothing", "", {});
    row("one without length", "3:::a", { "3:::a" });
    row("one", QByteArray(Mark + "1" + Mark + "a"), { "a" });
    row("two", QByteArray(Mark + "1" + Mark + "a" + Mark + "2" + Mark + "bc"), { "a", "bc" });
    row("an empty one", QByteArray(Mark + "0" + Mark + Mark + "1" + Mark + "a"), { "", "a" });
    row("units of UTF-16", QByteArray(Mark + "3" + Mark + "\xf0\x9f\x98\x80" "a" + Mark + "1" + Mark + "b"),
        { "\xf0\x9f\x98\x80" "a", "b" });
    row("a length inside a pair", QByteArray(Mark + "1" + Mark + "\xf0\x9f\x98\x80"),
        { "\xf0\x9f\x98\x80" }, { Violation::BadPayloadLength });
    row("too short", QByteArray(Mark + "5" + Mark + "ab"), { "ab" }, { Violation::CutOff });
    row("ends in the length", QByteArray(Mark + "5"), { "" }, { Violation::CutOff });
    row("ends in the second mark", QByteArray(Mark + "5" + Mark.left(2)), { "" },
        { Violation::CutOff });
    row("letters for a length", QByteArray(Mark + "x" + Mark + "a"), { "" },
        { Violation::BadPayloadLength });
    row("far too long", QByteArray(Mark + "99999999999999999999" + Mark + "a"), { "" },
        { Violation::BadPayloadLength });
    row("something behind", QByteArray(Mark + "1" + Mark + "abc"), { "a", "" },
        { Violation::BadPayloadLength });
    row("half a mark behind", QByteArray(Mark + "1" + Mark + "a" + Mark.left(1)), { "a", "" },
        { Violation::CutOff });
    row("0.6", "~m~1~m~a~m~2~m~bc", { "a", "bc" });
}

void TestOlderPacket::cutsFrames()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, contents);
    QFETCH(ViolationSet, violations);
    const std::vector<OlderFrame> frames = olderFrames(body);
    QByteArrayList cut;
    qint64 end = 0;
    for (const OlderFrame &frame : frames) {
        QCOMPARE(frame.range.begin, end); // Nothing is left out.
        end = frame.range.end;
        cut.append(body.sliced(frame.content.begin, frame.content.size()));
        QCOMPARE(frame.violations, &frame == &frames.back() ? violations : ViolationSet());
    }
    QCOMPARE(end, body.size());
    QCOMPARE(cut, contents);
}

/// Whatever is cut off, something comes out that lies inside.
void TestOlderPacket::survivesEveryPrefix()
{
    const QByteArray whole(Mark + "37" + Mark + R"(5:1+:/a?b:{"name":"e","args":[1,{}]}x)" + Mark
                           + "8" + Mark + "6:::4+[]");
    for (qsizetype size = 0; size <= whole.size(); ++size) {
        const QByteArrayView part = QByteArrayView(whole).first(size);
        for (const OlderFrame &frame : olderFrames(part)) {
            const QByteArrayView octets = part.sliced(frame.range.begin, frame.range.size());
            const Packet packet = parseOlderPacket(octets, frame.range.begin);
            QCOMPARE(packet.range, frame.range);
            QVERIFY(frame.violations.isEmpty() || !packet.violations.isEmpty());
        }
    }
}

QTEST_APPLESS_MAIN(TestOlderPacket)
#include "tst_olderpacket.moc"
