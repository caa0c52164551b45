// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/payloadparser.h"
#include "protocol/engineio/serializer.h"

#include "packetlog.h"
#include "packetrows.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::EngineIo;

class TestPayloadParser : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void comesOutWithItsLastOctet();
    void limits_data();
    void limits();
    void saysWhatIsPending();
    void writes_data();
    void writes();
    void fillsAPayload();
};

void TestPayloadParser::parses_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<bool>("isValid");
    const std::vector<PacketRow> rows = packetRows(true);
    QVERIFY(rows.size() >= 70);
    for (const PacketRow &row : rows)
        QTest::newRow(row.name.constData())
            << static_cast<int>(row.revision) << row.octets << row.lines << row.isValid;
}

void TestPayloadParser::parses()
{
    QFETCH(int, revision);
    QFETCH(QByteArray, octets);
    QFETCH(QByteArrayList, lines);
    QFETCH(bool, isValid);
    const auto spoken = static_cast<Revision>(revision);
    for (qsizetype piece = 1; piece <= qMax<qsizetype>(octets.size(), 1); ++piece)
        QCOMPARE(linesOf(packetsOf(octets, spoken, piece)), lines);

    // What the parser read is what it reads of what the serializer makes of that.
    if (!isValid || octets.isEmpty())
        return;
    const std::vector<Packet> packets = packetsOf(octets, spoken, octets.size());
    for (BinaryForm form : { BinaryForm::Base64, BinaryForm::Octets }) {
        const QByteArray again = serializePayload(packets, spoken, form);
        const std::vector<Packet> reread = packetsOf(again, spoken, again.size());
        QCOMPARE(reread.size(), packets.size());
        for (std::size_t i = 0; i < packets.size(); ++i) {
            QCOMPARE(reread[i].type, packets[i].type);
            QCOMPARE(reread[i].data, packets[i].data);
            QCOMPARE(reread[i].isBinary, packets[i].isBinary);
            QVERIFY(reread[i].violations.isEmpty());
        }
    }
    if (spoken == Revision::V4)
        QCOMPARE(serializePayload(packets, spoken), octets);
}

void TestPayloadParser::comesOutWithItsLastOctet()
{
    PayloadParser parser(Revision::V3);
    parser.feed("2:4");
    QVERIFY(!parser.next());
    parser.feed("a");
    QVERIFY(parser.next());
    parser.feed("2:4\xc3");
    QVERIFY(!parser.next());
    parser.feed("\xbc");
    QVERIFY(parser.next());

    PayloadParser separated(Revision::V4);
    separated.feed("4a");
    QVERIFY(!separated.next());
    separated.feed("\x1e");
    QVERIFY(separated.next());
    QVERIFY(!separated.next());
}

void TestPayloadParser::limits_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::newRow("Packet encoding at the limit")
        << 4 << QByteArray("4abc") << QByteArrayList{ "message text 616263 [0,4)" };
    QTest::newRow("Packet encoding above the limit")
        << 4 << QByteArray("4abcd\x1e" "4a")
        << QByteArrayList{ "message text  [0,5) too-large", "message text 61 [6,8)" };
    QTest::newRow("Packet encoding far above the limit, and the last")
        << 4 << QByteArray("1" + QByteArray(100, 'x'))
        << QByteArrayList{ "close text  [0,101) too-large" };
    QTest::newRow("Payload, revision 3, text")
        << 3 << QByteArray("4:4abc6:4abcde2:4a")
        << QByteArrayList{ "message text 616263 [0,6)", "message text  [6,14) too-large",
                           "message text 61 [14,18)" };
    QTest::newRow("Payload, revision 3, octets count against the limit")
        << 3 << QByteArray("3:4\xe2\x82\xac" "a2:4a")
        << QByteArrayList{ "message text  [0,7) too-large", "message text 61 [7,11)" };
    QTest::newRow("Payload, revision 3, binary")
        << 3 << QByteArray::fromHex("0105ff0401020304" "0102ff0407")
        << QByteArrayList{ "message binary  [0,8) too-large", "message binary 07 [8,13)" };
    QTest::newRow("Payload, revision 3, text in the binary form")
        << 3 << QByteArray::fromHex("0005ff3461626364" "0002ff3461")
        << QByteArrayList{ "message text  [0,8) too-large", "message text 61 [8,13)" };
}

void TestPayloadParser::limits()
{
    QFETCH(int, revision);
    QFETCH(QByteArray, octets);
    QFETCH(QByteArrayList, lines);
    constexpr qint64 Most = 4;
    for (qsizetype piece = 1; piece <= octets.size(); ++piece)
        QCOMPARE(linesOf(packetsOf(octets, static_cast<Revision>(revision), piece, Most)), lines);
}

void TestPayloadParser::saysWhatIsPending()
{
    PayloadParser parser(Revision::V4);
    QCOMPARE(parser.pendingFrom(), 0);
    parser.feed("4a\x1e" "4b");
    QVERIFY(parser.next());
    QVERIFY(!parser.next());
    QCOMPARE(parser.pendingFrom(), 3);
    QCOMPARE(parser.offset(), 5);
    parser.finish();
    parser.feed("ignored");
    QVERIFY(parser.next());
    QVERIFY(!parser.next());
    QCOMPARE(parser.pendingFrom(), parser.offset());
    QCOMPARE(parser.offset(), 5);
}

void TestPayloadParser::writes_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<bool>("isOctets");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("HTTP long-polling, revision 4")
        << 4 << false << QByteArray("4\xe2\x82\xac\x1e" "bAQID\x1e" "2");
    QTest::newRow("Payload, revision 3, base64")
        << 3 << false << QByteArray("2:4\xe2\x82\xac" "6:b4AQID1:2");
    QTest::newRow("Payload, revision 3, octets")
        << 3 << true
        << QByteArray::fromHex("0004ff34e282ac" "0104ff04010203" "0001ff32");
}

void TestPayloadParser::writes()
{
    QFETCH(int, revision);
    QFETCH(bool, isOctets);
    QFETCH(QByteArray, octets);
    std::vector<Packet> packets(3);
    packets[0].type = packets[1].type = PacketType::Message;
    packets[0].data = "\xe2\x82\xac";
    packets[1].data = QByteArray("\1\2\3");
    packets[1].isBinary = true;
    packets[2].type = PacketType::Ping;
    QCOMPARE(serializePayload(packets, static_cast<Revision>(revision),
                              isOctets ? BinaryForm::Octets : BinaryForm::Base64),
             octets);
    QCOMPARE(serializePayload({}, Revision::V3), QByteArray("0:"));
    QCOMPARE(serializePayload({}, Revision::V4), QByteArray());
}

void TestPayloadParser::fillsAPayload()
{
    std::vector<Packet> packets(3);
    for (Packet &packet : packets) {
        packet.type = PacketType::Message;
        packet.data = "abcd";
    }
    packets[1].isBinary = true;
    for (qint64 most = 0; most < 30; ++most) {
        const std::size_t count = packetsThatFit(packets, most);
        const auto octets = [&](std::size_t first) {
            return serializePayload(std::span(packets).first(first), Revision::V4).size();
        };
        QVERIFY(count == 1 || octets(count) <= most);
        QVERIFY(count == packets.size() || octets(count + 1) > most);
    }
    QCOMPARE(packetsThatFit({}, 10), std::size_t{ 0 });
}

QTEST_APPLESS_MAIN(TestPayloadParser)
#include "tst_payloadparser.moc"
