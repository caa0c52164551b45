// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/frameserializer.h"

#include "protocol/websocket/frameparser.h"
#include "protocol/websocket/outcometext.h"
#include "protocol/websocket/utf8validator.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

class TestFrameSerializer : public QObject
{
    Q_OBJECT

private slots:
    void writes_data();
    void writes();
    void writesTheShortestLength_data();
    void writesTheShortestLength();
    void parsesBack_data();
    void parsesBack();
    void appends();
    void writesHeadersAlone();
    void writesClosePayloads_data();
    void writesClosePayloads();
    void fitsReasons_data();
    void fitsReasons();
};

void TestFrameSerializer::writes_data()
{
    QTest::addColumn<FrameSpec>("spec");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("wire");

    const auto row
        = [](const char *name, const FrameSpec &spec, const char *payload, const char *wire) {
              QTest::newRow(name) << spec << QByteArray(payload)
                                  << QByteArray::fromHex(QByteArray(wire)).toHex();
          };
    const MaskingKey key{ 0x37, 0xfa, 0x21, 0x3d };

    // The worked examples of RFC 6455 section 5.7.
    row("5.7 unmasked text", {}, "Hello", "8105 48656c6c6f");
    row("5.7 masked text", { true, 0, Opcode::Text, key, {}, {} }, "Hello",
        "8185 37fa213d 7f9f4d5158");
    row("5.7 first fragment", { false, 0, Opcode::Text, {}, {}, {} }, "Hel", "0103 48656c");
    row("5.7 last fragment", { true, 0, Opcode::Continuation, {}, {}, {} }, "lo", "8002 6c6f");
    row("5.7 ping", { true, 0, Opcode::Ping, {}, {}, {} }, "Hello", "8905 48656c6c6f");
    row("5.7 masked pong", { true, 0, Opcode::Pong, key, {}, {} }, "Hello",
        "8a85 37fa213d 7f9f4d5158");

    // Wrong on purpose.
    row("5.2 all RSV bits", { true, 7, Opcode::Binary, {}, {}, {} }, "", "f200");
    row("5.2 reserved opcode", { true, 0, static_cast<Opcode>(15), {}, {}, {} }, "", "8f00");
    row("5.2 16-bit form for one octet", { true, 0, Opcode::Text, {}, LengthForm::SixteenBits, {} },
        "A", "817e 0001 41");
    row("5.2 64-bit form for one octet, masked",
        { true, 0, Opcode::Text, MaskingKey{ 0, 0, 0, 1 }, LengthForm::SixtyFourBits, {} }, "A",
        "81ff 0000000000000001 00000001 41");
    row("5.2 length with the top bit", { true, 0, Opcode::Binary, {}, {}, quint64{ 1 } << 63 }, "",
        "827f 8000000000000000");
    row("5.2 1 GiB announced", { true, 0, Opcode::Binary, {}, {}, quint64{ 1 } << 30 }, "AB",
        "827f 0000000040000000 4142");
    row("5.2 less announced than sent", { true, 0, Opcode::Text, {}, {}, quint64{ 1 } }, "AB",
        "8101 4142");
    row("5.2 form too short for the length",
        { true, 0, Opcode::Text, {}, LengthForm::SevenBits, quint64{ 0x105 } }, "A", "8105 41");
    row("5.2 16-bit form too short",
        { true, 0, Opcode::Text, {}, LengthForm::SixteenBits, quint64{ 0x10203 } }, "",
        "817e 0203");
    row("5.5 fragmented close", { false, 0, Opcode::Close, {}, {}, {} }, "", "0800");
    row("5.3 zero masking key", { true, 0, Opcode::Text, MaskingKey{}, {}, {} }, "A",
        "8181 00000000 41");
}

void TestFrameSerializer::writes()
{
    QFETCH(FrameSpec, spec);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, wire);
    QCOMPARE(serializeFrame(spec, payload).toHex(), wire);
}

void TestFrameSerializer::writesTheShortestLength_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("5.2 0") << 0 << QByteArray("8200");
    QTest::newRow("5.2 125") << 125 << QByteArray("827d");
    QTest::newRow("5.2 126") << 126 << QByteArray("827e007e");
    QTest::newRow("5.2 65535") << 65535 << QByteArray("827effff");
    QTest::newRow("5.2 65536") << 65536 << QByteArray("827f0000000000010000");
}

void TestFrameSerializer::writesTheShortestLength()
{
    QFETCH(int, size);
    QFETCH(QByteArray, header);
    const QByteArray wire
        = serializeFrame({ true, 0, Opcode::Binary, {}, {}, {} }, QByteArray(size, 'x'));
    QCOMPARE(wire.first(header.size() / 2).toHex(), header);
    QCOMPARE(wire.size(), header.size() / 2 + size);
}

void TestFrameSerializer::parsesBack_data()
{
    QTest::addColumn<FrameSpec>("spec");
    QTest::addColumn<int>("size");
    for (int size : { 0, 1, 125, 126, 65535, 65536 }) {
        for (int form = -1; form < 3; ++form) {
            for (int mask = 0; mask < 3; ++mask) {
                FrameSpec spec{
                    (size & 1) == 0, static_cast<quint8>((form + 1) * 2), Opcode::Text, {}, {}, {}
                };
                if (form >= 0)
                    spec.lengthForm = static_cast<LengthForm>(form);
                if (mask > 0)
                    spec.maskingKey = mask == 1 ? MaskingKey{} : MaskingKey{ 9, 8, 7, 6 };
                const bool isTooShort = (form == 0 && size > 125) || (form == 1 && size > 65535);
                if (!isTooShort)
                    QTest::addRow("5.2 %d octets, form %d, mask %d", size, form, mask)
                        << spec << size;
            }
        }
    }
    for (int opcode = 0; opcode < 16; ++opcode) {
        QTest::addRow("5.2 opcode %d", opcode)
            << FrameSpec{ true, 0, static_cast<Opcode>(opcode), {}, {}, {} } << 3;
    }
}

void TestFrameSerializer::parsesBack()
{
    QFETCH(FrameSpec, spec);
    QFETCH(int, size);
    QByteArray payload;
    for (int i = 0; i < size; ++i)
        payload += static_cast<char>(i);
    const QByteArray wire = serializeFrame(spec, payload);

    FrameParser parser(spec.maskingKey ? Role::Client : Role::Server, Rsv1);
    parser.feed(wire);
    std::optional<FrameEvent> event = parser.next();
    QVERIFY(event);
    const auto header = std::get<FrameHeader>(*event);
    QCOMPARE(header.fin, spec.fin);
    QCOMPARE(header.rsv, spec.rsv);
    QCOMPARE(header.opcode, spec.opcode);
    QVERIFY(header.maskingKey == spec.maskingKey);
    QCOMPARE(header.payloadLength, quint64(size));
    if (spec.lengthForm)
        QCOMPARE(header.lengthForm(), *spec.lengthForm);
    QByteArray read;
    while ((event = parser.next()) && std::holds_alternative<PayloadPiece>(*event))
        read += std::get<PayloadPiece>(*event).octets;
    QCOMPARE(read, payload);
    QVERIFY(event);
    QCOMPARE(std::get<FrameEnd>(*event).range, (ByteRange{ 0, wire.size() }));

    // And written again from what was read.
    const FrameSpec again{ header.fin,        header.rsv,          header.opcode,
                           header.maskingKey, header.lengthForm(), header.payloadLength };
    QCOMPARE(serializeFrame(again, read), wire);
    QCOMPARE(serializeHeader(again, 0), header.raw().toByteArray());
}

void TestFrameSerializer::appends()
{
    QByteArray out("before");
    appendFrame(out, { true, 0, Opcode::Text, MaskingKey{ 1, 1, 1, 1 }, {}, {} }, "AB");
    QCOMPARE(out, QByteArray("before") + QByteArray::fromHex("8182 01010101 4043"));
}

void TestFrameSerializer::writesHeadersAlone()
{
    QCOMPARE(serializeHeader({}, 300).toHex(), QByteArray("817e012c"));
    QCOMPARE(
        serializeHeader({ true, 0, Opcode::Text, MaskingKey{ 1, 2, 3, 4 }, {}, {} }, 0).toHex(),
        QByteArray("818001020304"));
}

void TestFrameSerializer::writesClosePayloads_data()
{
    QTest::addColumn<int>("code"); // -1 for none.
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("5.5.1 none") << -1 << QByteArray() << QByteArray();
    QTest::newRow("5.5.1 no reason without a code") << -1 << QByteArray("bye") << QByteArray();
    QTest::newRow("5.5.1 code") << 1000 << QByteArray() << QByteArray("03e8");
    QTest::newRow("5.5.1 code and reason") << 4999 << QByteArray("bye") << QByteArray("1387627965");
    QTest::newRow("7.4.1 a code that may not be sent")
        << 1006 << QByteArray() << QByteArray("03ee");
    QTest::newRow("7.4.2 any code") << 65535 << QByteArray() << QByteArray("ffff");
}

void TestFrameSerializer::writesClosePayloads()
{
    QFETCH(int, code);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, payload);
    std::optional<quint16> wanted;
    if (code >= 0)
        wanted = static_cast<quint16>(code);
    QCOMPARE(serializeClosePayload(wanted, reason).toHex(), payload);
}

void TestFrameSerializer::fitsReasons_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<int>("size");
    QTest::newRow("5.5 empty") << QByteArray() << 0;
    QTest::newRow("5.5 short") << QByteArray("bye") << 3;
    QTest::newRow("5.5 just fits") << QByteArray(123, 'x') << 123;
    QTest::newRow("5.5 one too long") << QByteArray(124, 'x') << 123;
    QTest::newRow("5.5 ends with a whole character")
        << QByteArray(121, 'x') + "\xc3\xa9" + "y" << 123;
    QTest::newRow("5.5 two octets do not fit") << QByteArray(122, 'x') + "\xc3\xa9" << 122;
    QTest::newRow("5.5 three octets do not fit") << QByteArray(121, 'x') + "\xe2\x82\xac" << 121;
    QTest::newRow("5.5 four octets do not fit") << QByteArray(120, 'x') + "\xf0\x9f\x98\x80" << 120;
    QTest::newRow("5.5 no UTF-8 at all") << QByteArray(200, '\x80') << 0;
}

void TestFrameSerializer::fitsReasons()
{
    QFETCH(QByteArray, reason);
    QFETCH(int, size);
    const QByteArrayView fitting = fittingReason(reason);
    QCOMPARE(int(fitting.size()), size);
    QVERIFY(reason.startsWith(fitting));
    QVERIFY(isUtf8(fitting));
}

QTEST_APPLESS_MAIN(TestFrameSerializer)
#include "tst_frameserializer.moc"
