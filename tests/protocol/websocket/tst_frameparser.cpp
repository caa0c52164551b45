// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/frameparser.h"

#include "protocol/websocket/reading.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

/// Headers, joined payloads and ends as lines; pieces are checked to have no gaps.
struct Parsing {
    QByteArrayList lines;

    void drain(FrameParser &parser)
    {
        while (const std::optional<FrameEvent> event = parser.next()) {
            if (const auto *header = std::get_if<FrameHeader>(&*event)) {
                lines += eventText(*header);
                m_payload.clear();
                m_next = header->range.end;
                m_begin = header->range.begin;
            } else if (const auto *piece = std::get_if<PayloadPiece>(&*event)) {
                QVERIFY(!piece->octets.isEmpty());
                QCOMPARE(piece->range.begin, m_next);
                QCOMPARE(piece->range.size(), qint64(piece->octets.size()));
                m_payload += piece->octets;
                m_next = piece->range.end;
                QCOMPARE(parser.offset(), m_next);
            } else {
                const auto &end = std::get<FrameEnd>(*event);
                QCOMPARE(end.range, (ByteRange{ m_begin, m_next }));
                lines += octetsText(m_payload);
                lines += eventText(end);
            }
        }
    }

private:
    QByteArray m_payload;
    qint64 m_begin = 0;
    qint64 m_next = 0;
};

QByteArrayList parse(FrameParser parser, QByteArrayView octets, const QList<qsizetype> &cuts)
{
    Parsing parsing;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= cuts.size(); ++i) {
        const qsizetype end = i < cuts.size() ? cuts[i] : octets.size();
        const QByteArray part = octets.sliced(begin, end - begin).toByteArray();
        parser.feed(part);
        parsing.drain(parser);
        begin = end;
    }
    parser.finish();
    parsing.drain(parser);
    return parsing.lines;
}

} // namespace

class TestFrameParser : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void stops_data();
    void stops();
    void handsOutHeadersAsSoonAsTheyAreWhole_data();
    void handsOutHeadersAsSoonAsTheyAreWhole();
    void yieldsPayloadAsItTrickles();
    void showsUnmaskedPayloadWhereItWasFed();
    void leavesWhatWasFedMasked();
    void cutsMaskedPayloadInPieces();
    void definesRsvForFirstFramesOnly_data();
    void definesRsvForFirstFramesOnly();
    void keepsWhatWasFedTooEarly();
    void ignoresWhatIsFedAfterTheEnd();
    void knowsWhetherItIsInsideAFrame();
    void rebuildsMembersFromTheHeader();
};

void TestFrameParser::parses_data()
{
    QTest::addColumn<Role>("sender");
    QTest::addColumn<QByteArray>("wire"); // Hexadecimal digits; blanks between fields.
    QTest::addColumn<QByteArrayList>("lines");

    const auto row = [](const char *name, Role sender, const char *wire, QByteArrayList lines) {
        QTest::newRow(name) << sender << QByteArray(wire) << lines;
    };
    const Role client = Role::Client;
    const Role server = Role::Server;

    // The worked examples of RFC 6455 section 5.7.
    row("5.7 unmasked text", server, "8105 48656c6c6f",
        { "text fin length=5 0-2 x'8105'", "\"Hello\"", "end 0-7" });
    row("5.7 masked text", client, "8185 37fa213d 7f9f4d5158",
        { "text fin mask=37fa213d length=5 0-6 x'818537fa213d'", "\"Hello\"", "end 0-11" });
    row("5.7 fragmented text", server, "0103 48656c 8002 6c6f",
        { "text length=3 0-2 x'0103'", "\"Hel\"", "end 0-5",
          "continuation fin length=2 5-7 x'8002'", "\"lo\"", "end 5-9" });
    row("5.7 ping", server, "8905 48656c6c6f",
        { "ping fin length=5 0-2 x'8905'", "\"Hello\"", "end 0-7" });
    row("5.7 masked pong", client, "8a85 37fa213d 7f9f4d5158",
        { "pong fin mask=37fa213d length=5 0-6 x'8a8537fa213d'", "\"Hello\"", "end 0-11" });

    // Section 5.1: who masks.
    row("5.1 client did not mask", client, "8101 41",
        { "text fin length=1 0-2 x'8101' !unmasked-by-client", "\"A\"",
          "end 0-3 !unmasked-by-client" });
    row("5.1 server masked", server, "8181 01020304 40",
        { "text fin mask=01020304 length=1 0-6 x'818101020304' !masked-by-server", "\"A\"",
          "end 0-7 !masked-by-server" });
    row("5.1 control frames are masked too", client, "8900",
        { "ping fin length=0 0-2 x'8900' !unmasked-by-client", "\"\"",
          "end 0-2 !unmasked-by-client" });

    // Section 5.3: a masking key of four zero octets is a key, not the absence of one.
    row("5.3 zero masking key", client, "8181 00000000 41",
        { "text fin mask=00000000 length=1 0-6 x'818100000000'", "\"A\"", "end 0-7" });
    row("5.3 zero masking key from a server", server, "8180 00000000",
        { "text fin mask=00000000 length=0 0-6 x'818000000000' !masked-by-server", "\"\"",
          "end 0-6 !masked-by-server" });
    row("5.3 key turns over the whole payload", client, "828b 01020304 0000000000000000000000",
        { "binary fin mask=01020304 length=11 0-6 x'828b01020304'", "x'0102030401020304010203'",
          "end 0-17" });

    // Section 5.2: RSV bits and opcodes.
    row("5.2 rsv1", server, "c100",
        { "text fin rsv4 length=0 0-2 x'c100' !undefined-rsv-bit", "\"\"",
          "end 0-2 !undefined-rsv-bit" });
    row("5.2 rsv2", server, "a100",
        { "text fin rsv2 length=0 0-2 x'a100' !undefined-rsv-bit", "\"\"",
          "end 0-2 !undefined-rsv-bit" });
    row("5.2 rsv3", server, "9100",
        { "text fin rsv1 length=0 0-2 x'9100' !undefined-rsv-bit", "\"\"",
          "end 0-2 !undefined-rsv-bit" });
    for (int opcode : { 3, 4, 5, 6, 7, 11, 12, 13, 14, 15 }) {
        const QByteArray wire = QByteArray::number(0x8000 | opcode << 8, 16);
        QTest::addRow("5.2 reserved opcode %d", opcode)
            << server << wire
            << QByteArrayList{ "opcode" + QByteArray::number(opcode) + " fin length=0 0-2 x'" + wire
                                   + "' !reserved-opcode",
                               "\"\"", "end 0-2 !reserved-opcode" };
    }

    // Section 5.2: payload length.
    row("5.2 16-bit length not minimal", server, "817e 0001 41",
        { "text fin length=1 0-4 x'817e0001' !non-minimal-length", "\"A\"",
          "end 0-5 !non-minimal-length" });
    row("5.2 64-bit length not minimal", server, "827f 0000000000000001 00",
        { "binary fin length=1 0-10 x'827f0000000000000001' !non-minimal-length", "x'00'",
          "end 0-11 !non-minimal-length" });

    // Section 5.5: control frames.
    row("5.5 fragmented ping", server, "0901 41",
        { "ping length=1 0-2 x'0901' !control-fragmented", "\"A\"",
          "end 0-3 !control-fragmented" });
    row("5.5 fragmented reserved control frame", server, "0b00",
        { "opcode11 length=0 0-2 x'0b00' !reserved-opcode !control-fragmented", "\"\"",
          "end 0-2 !reserved-opcode !control-fragmented" });
    row("5.5 reserved data frame may be a fragment", server, "0300",
        { "opcode3 length=0 0-2 x'0300' !reserved-opcode", "\"\"", "end 0-2 !reserved-opcode" });
    row("5.5 short control frame in a long form", server, "897e 0001 41",
        { "ping fin length=1 0-4 x'897e0001' !non-minimal-length", "\"A\"",
          "end 0-5 !non-minimal-length" });

    // Several rules at once.
    row("5.2 everything wrong", client, "7b00",
        { "opcode11 rsv7 length=0 0-2 x'7b00' !unmasked-by-client !undefined-rsv-bit"
          " !reserved-opcode !control-fragmented",
          "\"\"",
          "end 0-2 !unmasked-by-client !undefined-rsv-bit !reserved-opcode !control-fragmented" });

    // The stream ends inside a frame.
    row("5.2 cut off after one octet", server, "81",
        { "text fin incomplete length=0 0-1 x'81'", "\"\"", "end 0-1 !cut-off" });
    row("5.2 cut off in the length", server, "827e 01",
        { "binary fin incomplete length=0 0-3 x'827e01'", "\"\"", "end 0-3 !cut-off" });
    row("5.2 cut off in the masking key", client, "8181 0102",
        { "text fin incomplete length=1 0-4 x'81810102'", "\"\"", "end 0-4 !cut-off" });
    row("5.2 cut off before the masking key", server, "8185",
        { "text fin incomplete length=5 0-2 x'8185' !masked-by-server", "\"\"",
          "end 0-2 !masked-by-server !cut-off" });
    row("5.2 cut off in the payload", server, "8105 4865",
        { "text fin length=5 0-2 x'8105'", "\"He\"", "end 0-4 !cut-off" });
    row("5.2 cut off before the payload", client, "8105",
        { "text fin length=5 0-2 x'8105' !unmasked-by-client", "\"\"",
          "end 0-2 !unmasked-by-client !cut-off" });
    row("5.2 second frame cut off", server, "8100 c1",
        { "text fin length=0 0-2 x'8100'", "\"\"", "end 0-2",
          "text fin rsv4 incomplete length=0 2-3 x'c1' !undefined-rsv-bit", "\"\"",
          "end 2-3 !undefined-rsv-bit !cut-off" });
    row("5.2 nothing at all", server, "", {});
}

void TestFrameParser::parses()
{
    QFETCH(Role, sender);
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, lines);
    const QByteArray octets = QByteArray::fromHex(wire);

    for (qsizetype split = 0; split <= octets.size(); ++split)
        QCOMPARE(parse(FrameParser(sender), octets, { split }), lines);
    QCOMPARE(parse(FrameParser(sender), octets, everyOctet(octets.size())), lines);
}

void TestFrameParser::stops_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<FrameParser::Stop>("stop");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<qint64>("offset");

    QTest::newRow("5.2 top bit of a 64-bit length")
        << QByteArray("827f 8000000000000000 8100") << FrameParser::Stop::LengthTopBitSet
        << QByteArrayList{ "binary fin length=9223372036854775808 0-10 x'827f8000000000000000'"
                           " !length-top-bit",
                           "\"\"", "end 0-10 !length-top-bit" }
        << qint64{ 10 };
    QTest::newRow("5.2 all bits of a 64-bit length")
        << QByteArray("8100 89ff ffffffffffffffff 01020304 00")
        << FrameParser::Stop::LengthTopBitSet
        << QByteArrayList{ "text fin length=0 0-2 x'8100'",
                           "\"\"",
                           "end 0-2",
                           "ping fin mask=01020304 length=18446744073709551615 2-16"
                           " x'89ffffffffffffffffff01020304' !masked-by-server !length-top-bit"
                           " !control-too-long",
                           "\"\"",
                           "end 2-16 !masked-by-server !length-top-bit !control-too-long" }
        << qint64{ 16 };
    QTest::newRow("10.4 payload above our limit")
        << QByteArray("827e 0081 00") << FrameParser::Stop::PayloadTooLarge
        << QByteArrayList{ "binary fin length=129 0-4 x'827e0081' !too-large", "\"\"",
                           "end 0-4 !too-large" }
        << qint64{ 4 };
    QTest::newRow("10.4 longest length that 63 bits can say")
        << QByteArray("827f 7fffffffffffffff 00") << FrameParser::Stop::PayloadTooLarge
        << QByteArrayList{ "binary fin length=9223372036854775807 0-10 x'827f7fffffffffffffff'"
                           " !too-large",
                           "\"\"", "end 0-10 !too-large" }
        << qint64{ 10 };
}

void TestFrameParser::stops()
{
    QFETCH(QByteArray, wire);
    QFETCH(FrameParser::Stop, stop);
    QFETCH(QByteArrayList, lines);
    QFETCH(qint64, offset);
    const QByteArray octets = QByteArray::fromHex(wire);

    for (qsizetype split = 0; split <= octets.size(); ++split) {
        const QByteArray first = octets.first(split);
        const QByteArray second = octets.sliced(split);
        FrameParser parser(Role::Server, NoRsv, 128);
        Parsing parsing;
        parser.feed(first);
        parsing.drain(parser);
        QCOMPARE(parser.stopped().has_value(), split >= offset); // Not early, not late.
        parser.feed(second);
        parsing.drain(parser);
        parser.finish();
        parsing.drain(parser);

        QCOMPARE(parsing.lines, lines);
        QCOMPARE(parser.stopped(), std::optional(stop));
        QCOMPARE(parser.unparsed(), (ByteRange{ offset, octets.size() })); // Kept as octets.
        QVERIFY(!parser.isInsideFrame());
    }
}

void TestFrameParser::handsOutHeadersAsSoonAsTheyAreWhole_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<quint64>("length");
    QTest::addColumn<LengthForm>("form");

    QTest::newRow("5.2 7 bits") << QByteArray("827d") << quint64{ 125 } << LengthForm::SevenBits;
    QTest::newRow("5.2 7 bits and key")
        << QByteArray("8280 01020304") << quint64{ 0 } << LengthForm::SevenBits;
    QTest::newRow("5.2 16 bits") << QByteArray("827e 007e") << quint64{ 126 }
                                 << LengthForm::SixteenBits;
    QTest::newRow("5.2 16 bits, all set")
        << QByteArray("827e ffff") << quint64{ 65535 } << LengthForm::SixteenBits;
    QTest::newRow("5.2 16 bits and key")
        << QByteArray("82fe 0102 01020304") << quint64{ 258 } << LengthForm::SixteenBits;
    QTest::newRow("5.2 64 bits") << QByteArray("827f 0000000000010000") << quint64{ 65536 }
                                 << LengthForm::SixtyFourBits;
    QTest::newRow("5.2 64 bits and key") << QByteArray("82ff 0000000000010203 01020304")
                                         << quint64{ 66051 } << LengthForm::SixtyFourBits;
}

void TestFrameParser::handsOutHeadersAsSoonAsTheyAreWhole()
{
    QFETCH(QByteArray, wire);
    QFETCH(quint64, length);
    QFETCH(LengthForm, form);
    const QByteArray octets = QByteArray::fromHex(wire);
    const bool isMasked = (octets[1] & 0x80) != 0;

    FrameParser parser(isMasked ? Role::Client : Role::Server);
    QByteArray octet;
    for (qsizetype i = 0; i < octets.size(); ++i) {
        QVERIFY(!parser.next());
        octet = octets.sliced(i, 1);
        parser.feed(octet);
        if (i + 1 < octets.size())
            QVERIFY(!parser.next());
    }
    const std::optional<FrameEvent> event = parser.next();
    QVERIFY(event);
    const auto &header = std::get<FrameHeader>(*event);
    QCOMPARE(header.payloadLength, length);
    QCOMPARE(header.lengthForm(), form);
    QCOMPARE(header.maskingKey.has_value(), isMasked);
    QCOMPARE(header.hasMaskBit(), isMasked);
    QCOMPARE(header.raw().toByteArray(), octets);
    QCOMPARE(header.violations, ViolationSet());
    QVERIFY(header.isComplete);
}

void TestFrameParser::yieldsPayloadAsItTrickles()
{
    // Nothing waits for the end of a frame, and nothing is set aside for what it announces.
    FrameParser parser(Role::Server, NoRsv, qint64{ 1 } << 40);
    const QByteArray header = QByteArray::fromHex("827f 0000004000000000");
    parser.feed(header);
    QVERIFY(parser.next());
    QVERIFY(!parser.next());
    for (int i = 0; i < 3; ++i) {
        const QByteArray octets("abc");
        parser.feed(octets);
        const std::optional<FrameEvent> event = parser.next();
        QVERIFY(event);
        QCOMPARE(std::get<PayloadPiece>(*event).octets.toByteArray(), octets);
        QCOMPARE(std::get<PayloadPiece>(*event).range.begin, qint64(10 + 3 * i));
        QVERIFY(!parser.next());
        QVERIFY(parser.isInsideFrame());
    }
}

void TestFrameParser::showsUnmaskedPayloadWhereItWasFed()
{
    const QByteArray octets = QByteArray::fromHex("8105 48656c6c6f");
    FrameParser parser(Role::Server);
    parser.feed(octets);
    QVERIFY(parser.next());
    const std::optional<FrameEvent> event = parser.next();
    QCOMPARE(std::get<PayloadPiece>(*event).octets.data(), octets.constData() + 2);
}

void TestFrameParser::leavesWhatWasFedMasked()
{
    // The capture keeps the wire: unmasking must not write into it.
    const QByteArray octets = QByteArray::fromHex("8185 37fa213d 7f9f4d5158");
    const QByteArray before(octets.constData(), octets.size());
    FrameParser parser(Role::Client);
    parser.feed(octets);
    while (parser.next()) { }
    QCOMPARE(octets, before);
}

void TestFrameParser::cutsMaskedPayloadInPieces()
{
    const qsizetype size = 3 * FrameParser::MaxUnmaskedPiece + 1;
    QByteArray octets = QByteArray::fromHex("82ff 0000000000030001 01020304");
    for (qsizetype i = 0; i < size; ++i)
        octets += static_cast<char>("abcd"[i % 4] ^ (i % 4 + 1));
    FrameParser parser(Role::Client);
    parser.feed(octets);
    QVERIFY(parser.next());
    QByteArray payload;
    for (int i = 0; i < 4; ++i) {
        const std::optional<FrameEvent> event = parser.next();
        QVERIFY(event);
        payload += std::get<PayloadPiece>(*event).octets;
        QVERIFY(std::get<PayloadPiece>(*event).octets.size() <= FrameParser::MaxUnmaskedPiece);
    }
    QCOMPARE(payload, QByteArray("abcd").repeated(size / 4) + 'a');
    QVERIFY(std::holds_alternative<FrameEnd>(*parser.next()));
    QVERIFY(!parser.next());
}

void TestFrameParser::definesRsvForFirstFramesOnly_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<ViolationSet>("violations");
    const ViolationSet none;
    const ViolationSet undefined{ Violation::UndefinedRsvBit };

    QTest::newRow("RFC 7692 6 text") << QByteArray("c100") << none;
    QTest::newRow("RFC 7692 6 binary") << QByteArray("c200") << none;
    QTest::newRow("RFC 7692 6 first fragment") << QByteArray("4100") << none;
    QTest::newRow("RFC 7692 6 not set") << QByteArray("8100") << none;
    QTest::newRow("RFC 7692 6 continuation") << QByteArray("c000") << undefined;
    QTest::newRow("RFC 7692 6 ping") << QByteArray("c900") << undefined;
    QTest::newRow("RFC 7692 6 close") << QByteArray("c800") << undefined;
    QTest::newRow("6455 5.2 another bit beside") << QByteArray("e100") << undefined;
    QTest::newRow("6455 5.2 another bit") << QByteArray("9100") << undefined;
}

void TestFrameParser::definesRsvForFirstFramesOnly()
{
    QFETCH(QByteArray, wire);
    QFETCH(ViolationSet, violations);
    const QByteArray octets = QByteArray::fromHex(wire);
    FrameParser parser(Role::Server, Rsv1);
    parser.feed(octets);
    const std::optional<FrameEvent> event = parser.next();
    QVERIFY(event);
    QCOMPARE(std::get<FrameHeader>(*event).violations, violations);
}

void TestFrameParser::keepsWhatWasFedTooEarly()
{
    // Fed in parts without asking in between; each part is gone once the next has been fed.
    const QByteArray octets
        = QByteArray::fromHex("8105 48656c6c6f 827e 0080") + QByteArray(128, 'x') + "\x89\x01!";
    FrameParser parser(Role::Server);
    std::array<QByteArray, 2> parts;
    for (qsizetype i = 0; i < octets.size(); ++i) {
        QByteArray &part = parts[static_cast<std::size_t>(i % 2)];
        part = QByteArray(1, octets[i]);
        parser.feed(part);
    }
    Parsing parsing;
    parsing.drain(parser);
    QCOMPARE(parsing.lines, parse(FrameParser(Role::Server), octets, {}));
    QCOMPARE(parser.unparsed(), (ByteRange{ octets.size(), octets.size() }));

    // Now and then one event is taken.
    FrameParser second(Role::Server);
    QByteArray payload;
    for (int i = 0; i < 1000; ++i) {
        QByteArray &part = parts[static_cast<std::size_t>(i % 2)];
        part = QByteArray::fromHex("8203 616263");
        second.feed(part);
        const std::optional<FrameEvent> event = second.next();
        QVERIFY(event);
        if (const auto *piece = std::get_if<PayloadPiece>(&*event))
            payload += piece->octets;
    }
    while (const std::optional<FrameEvent> event = second.next()) {
        if (const auto *piece = std::get_if<PayloadPiece>(&*event))
            payload += piece->octets;
    }
    QCOMPARE(payload, QByteArray("abc").repeated(1000));
    QCOMPARE(second.offset(), qint64{ 5000 });
}

void TestFrameParser::ignoresWhatIsFedAfterTheEnd()
{
    const QByteArray octets = QByteArray::fromHex("8101");
    FrameParser parser(Role::Server);
    parser.feed(octets);
    parser.finish();
    parser.feed(octets);
    QVERIFY(std::holds_alternative<FrameHeader>(*parser.next()));
    QCOMPARE(std::get<FrameEnd>(*parser.next()).violations, ViolationSet{ Violation::CutOff });
    parser.feed(octets);
    QVERIFY(!parser.next());
    QVERIFY(!parser.isInsideFrame());
    QVERIFY(parser.unparsed().isEmpty());
}

void TestFrameParser::knowsWhetherItIsInsideAFrame()
{
    const QByteArray octets = QByteArray::fromHex("8102 4142");
    FrameParser parser(Role::Server);
    QVERIFY(!parser.isInsideFrame());
    for (qsizetype i = 0; i < octets.size(); ++i) {
        const QByteArray octet = octets.sliced(i, 1);
        parser.feed(octet);
        QVERIFY(parser.isInsideFrame());
        while (parser.next()) { }
        QCOMPARE(parser.isInsideFrame(), i + 1 < octets.size());
    }
}

void TestFrameParser::rebuildsMembersFromTheHeader()
{
    // Equal frames give equal headers whatever was in the buffer before.
    const QByteArray octets = QByteArray::fromHex("82fe 0080 01020304") + QByteArray(128, '\0')
        + QByteArray::fromHex("8200") + QByteArray::fromHex("8200");
    FrameParser parser(Role::Server);
    parser.feed(octets);
    QList<FrameHeader> headers;
    while (const std::optional<FrameEvent> event = parser.next()) {
        if (const auto *header = std::get_if<FrameHeader>(&*event))
            headers += *header;
    }
    QCOMPARE(headers.size(), 3);
    headers[1].range = headers[2].range;
    QVERIFY(headers[1] == headers[2]);
}

QTEST_APPLESS_MAIN(TestFrameParser)
#include "tst_frameparser.moc"
