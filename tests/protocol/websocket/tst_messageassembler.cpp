// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/messageassembler.h"

#include "protocol/websocket/closecode.h"
#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/outcome.h"
#include "protocol/websocket/reading.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

constexpr Role Client = Role::Client;
constexpr Role Server = Role::Server;

const std::optional<Failure> NoFailure;

std::optional<Failure> failed(quint16 code, Violation violation)
{
    return Failure{ code, violation };
}

} // namespace

/// Octets of one direction in, outcomes out, without compression.
class TestMessageAssembler : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void failsAsEarlyAsItCan_data();
    void failsAsEarlyAsItCan();
    void knowsFailCodes_data();
    void knowsFailCodes();
    void showsContentInPlace();
    void boundsMessages_data();
    void boundsMessages();
    void boundsStretches();
    void keepsOneStretchForFramesInARow();
    void tellsProgress();
    void handsOutEveryOutcomeOnce();
};

void TestMessageAssembler::reads_data()
{
    QTest::addColumn<Role>("sender");
    QTest::addColumn<QByteArray>("wire"); // Hexadecimal digits; blanks between fields.
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<std::optional<Failure>>("failure");

    const auto row = [](const char *name, Role sender, const char *wire, QByteArrayList lines,
                        const std::optional<Failure> &failure = {}) {
        QTest::newRow(name) << sender << QByteArray(wire) << lines << failure;
    };
    const auto protocolError = [](Violation violation) { return failed(1002, violation); };

    // Whole messages: section 5.6 and the examples of section 5.7.
    row("5.7 unmasked text", Server, "8105 48656c6c6f",
        { R"(message text frames=1 wire=7 0-7 (text fin length=5) "Hello")" });
    row("5.7 masked text", Client, "8185 37fa213d 7f9f4d5158",
        { R"(message text frames=1 wire=11 0-11 (text fin mask=37fa213d length=5) "Hello")" });
    row("5.6 binary", Server, "8202 00ff",
        { "message binary frames=1 wire=4 0-4 (binary fin length=2) x'00ff'" });
    row("5.6 empty text", Server, "8100",
        { R"(message text frames=1 wire=2 0-2 (text fin length=0) "")" });
    row("5.6 two messages", Server, "810141 820142",
        { R"(message text frames=1 wire=3 0-3 (text fin length=1) "A")",
          R"(message binary frames=1 wire=3 3-6 (binary fin length=1) "B")" });

    // Section 5.4: fragmentation.
    row("5.7 fragmented text", Server, "0103 48656c 8002 6c6f",
        { R"(fragment first 0-5 (text length=3) "Hel")",
          R"(fragment last 5-9 (continuation fin length=2) "lo")",
          R"(message text frames=2 wire=9 0-9 "Hello")" });
    row("5.4 ping between fragments", Server, "010141 890150 000142 8a00 800143",
        { R"(fragment first 0-3 (text length=1) "A")", R"(control 3-6 (ping fin length=1) "P")",
          R"(fragment 6-9 (continuation length=1) "B")", R"(control 9-11 (pong fin length=0) "")",
          R"(fragment last 11-14 (continuation fin length=1) "C")",
          R"(message text frames=3 wire=9 0-3 6-9 11-14 "ABC")" });
    row("5.4 empty fragments", Server, "0200 0000 8000",
        { R"(fragment first 0-2 (binary length=0) "")",
          R"(fragment 2-4 (continuation length=0) "")",
          R"(fragment last 4-6 (continuation fin length=0) "")",
          R"(message binary frames=3 wire=6 0-6 "")" });
    row("5.4 continuation of nothing", Server, "800141 810142",
        { R"(odd 0-3 (continuation fin length=1) "A" !unexpected-continuation)",
          R"(message text frames=1 wire=3 3-6 (text fin length=1) "B")" },
        protocolError(Violation::UnexpectedContinuation));
    row("5.4 continuation after a whole message", Server, "010141 800142 800143",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(fragment last 3-6 (continuation fin length=1) "B")",
          R"(message text frames=2 wire=6 0-6 "AB")",
          R"(odd 6-9 (continuation fin length=1) "C" !unexpected-continuation)" },
        protocolError(Violation::UnexpectedContinuation));
    row("5.4 new message inside a fragmented one", Server, "010141 810142",
        { R"(fragment first 0-3 (text length=1) "A")",
          "message text frames=1 wire=3 3-6 (text fin length=1) \"B\" !expected-continuation" },
        protocolError(Violation::ExpectedContinuation));
    row("5.4 new fragmented message inside a fragmented one", Server, "010141 020142 800143",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(fragment first 3-6 (binary length=1) "B" !expected-continuation)",
          R"(fragment last 6-9 (continuation fin length=1) "C")",
          R"(message binary frames=2 wire=6 3-9 "BC")" },
        protocolError(Violation::ExpectedContinuation));
    row("5.4 stream ends between fragments", Server, "010141 000142",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(fragment 3-6 (continuation length=1) "B")",
          R"(message text frames=2 wire=6 0-6 "AB" !cut-off)" });
    row("5.4 stream ends after a ping between fragments", Server, "010141 8900",
        { R"(fragment first 0-3 (text length=1) "A")", R"(control 3-5 (ping fin length=0) "")",
          R"(message text frames=1 wire=3 0-3 "A" !cut-off)" });

    // Section 5.1 and 5.2: what a header alone breaks stays with its frame.
    row("5.1 server masked", Server, "8181 01020304 40",
        { "message text frames=1 wire=7 0-7 (text fin mask=01020304 length=1) \"A\""
          " !masked-by-server" },
        protocolError(Violation::MaskedByServer));
    row("5.1 client did not mask one fragment", Client, "0181 00000000 41 8001 42",
        { R"(fragment first 0-7 (text mask=00000000 length=1) "A")",
          R"(fragment last 7-10 (continuation fin length=1) "B" !unmasked-by-client)",
          R"(message text frames=2 wire=10 0-10 "AB")" },
        protocolError(Violation::UnmaskedByClient));
    row("5.2 non-minimal length", Server, "817e 0001 41",
        { "message text frames=1 wire=5 0-5 (text fin length=1) \"A\" !non-minimal-length" });
    row("5.2 undefined RSV bit", Server, "d10141 810142",
        { R"(odd 0-3 (text fin rsv5 length=1) "A" !undefined-rsv-bit)",
          R"(message text frames=1 wire=3 3-6 (text fin length=1) "B")" },
        protocolError(Violation::UndefinedRsvBit));
    row("5.2 undefined RSV bit on the first fragment", Server, "410141 000142 800143 810144",
        { R"(odd 0-3 (text rsv4 length=1) "A" !undefined-rsv-bit)",
          R"(fragment 3-6 (continuation length=1) "B")",
          R"(fragment last 6-9 (continuation fin length=1) "C")",
          R"(message text frames=1 wire=3 9-12 (text fin length=1) "D")" },
        protocolError(Violation::UndefinedRsvBit));
    row("5.2 undefined RSV bit and what follows is no UTF-8", Server, "4101ff 8001ff",
        { "odd 0-3 (text rsv4 length=1) x'ff' !undefined-rsv-bit",
          "fragment last 3-6 (continuation fin length=1) x'ff'" },
        protocolError(Violation::UndefinedRsvBit));
    row("5.2 undefined RSV bit on the last fragment", Server, "010141 a00142 810144",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(odd 3-6 (continuation fin rsv2 length=1) "B" !undefined-rsv-bit)",
          R"(message text frames=1 wire=3 6-9 (text fin length=1) "D")" },
        protocolError(Violation::UndefinedRsvBit));
    row("5.2 undefined RSV bit on a control frame", Server, "c90141 d800 810142",
        { R"(odd 0-3 (ping fin rsv4 length=1) "A" !undefined-rsv-bit)",
          R"(odd 3-5 (close fin rsv5 length=0) "" !undefined-rsv-bit)",
          R"(message text frames=1 wire=3 5-8 (text fin length=1) "B")" },
        protocolError(Violation::UndefinedRsvBit));
    row("5.2 undefined RSV bits and the stream ends", Server, "410141 000142",
        { R"(odd 0-3 (text rsv4 length=1) "A" !undefined-rsv-bit)",
          R"(fragment 3-6 (continuation length=1) "B")" },
        protocolError(Violation::UndefinedRsvBit));
    row("5.2 reserved opcodes leave a message alone", Server, "010141 830142 8b00 800143",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(odd 3-6 (opcode3 fin length=1) "B" !reserved-opcode)",
          R"(odd 6-8 (opcode11 fin length=0) "" !reserved-opcode)",
          R"(fragment last 8-11 (continuation fin length=1) "C")",
          R"(message text frames=2 wire=6 0-3 8-11 "AC")" },
        protocolError(Violation::ReservedOpcode));
    row("5.2 length with top bit", Server, "810141 827f 8000000000000000 414243",
        { R"(message text frames=1 wire=3 0-3 (text fin length=1) "A")",
          "odd 3-13 (binary fin length=9223372036854775808) \"\" !length-top-bit" },
        protocolError(Violation::LengthTopBit));

    // Section 5.5: control frames.
    row("5.5.2 ping", Server, "8905 48656c6c6f", { R"(control 0-7 (ping fin length=5) "Hello")" });
    row("5.5.3 pong that nobody asked for", Client, "8a80 01020304",
        { R"(control 0-6 (pong fin mask=01020304 length=0) "")" });
    row("5.5 fragmented ping", Server, "0901 41",
        { R"(control 0-3 (ping length=1) "A" !control-fragmented)" },
        protocolError(Violation::ControlFragmented));
    row("5.5 fragmented close", Server, "0800",
        { R"(close 0-2 (close length=0) no-code "" !control-fragmented)" },
        protocolError(Violation::ControlFragmented));
    QTest::newRow("5.5 ping of 126 octets")
        << Server << "897e007e" + QByteArray(126, 'a').toHex()
        << QByteArrayList{ "control 0-130 (ping fin length=126) <126> !control-too-long" }
        << protocolError(Violation::ControlTooLong);
    QTest::newRow("5.5 ping of 125 octets")
        << Server << "897d" + QByteArray(125, 'a').toHex()
        << QByteArrayList{ "control 0-127 (ping fin length=125) <125>" } << NoFailure;

    // Section 5.5.1: Close.
    row("5.5.1 close without body", Server, "8800",
        { R"(close 0-2 (close fin length=0) no-code "")" });
    row("5.5.1 close with code", Server, "8802 03e8",
        { R"(close 0-4 (close fin length=2) code=1000 "")" });
    row("5.5.1 close with reason", Server, "8805 03e9 627965",
        { R"(close 0-7 (close fin length=5) code=1001 "bye")" });
    row("5.5.1 close with half a code", Server, "8801 03",
        { R"(close 0-3 (close fin length=1) no-code "" !close-payload-one-octet)" },
        protocolError(Violation::ClosePayloadOneOctet));
    row("7.4.1 close with 1005", Server, "8802 03ed",
        { R"(close 0-4 (close fin length=2) code=1005 "" !invalid-close-code)" },
        protocolError(Violation::InvalidCloseCode));
    row("7.4.2 close with 5000", Server, "8802 1388",
        { R"(close 0-4 (close fin length=2) code=5000 "" !invalid-close-code)" },
        protocolError(Violation::InvalidCloseCode));
    row("5.5.1 close reason is not UTF-8", Server, "8803 03e8 ff",
        { R"(close 0-5 (close fin length=3) code=1000 x'ff' !invalid-utf8)" },
        failed(1007, Violation::InvalidUtf8));
    row("5.5.1 close reason ends inside a character", Server, "8804 03e8 e282",
        { R"(close 0-6 (close fin length=4) code=1000 x'e282' !invalid-utf8)" },
        failed(1007, Violation::InvalidUtf8));
    row("5.5.1 close between fragments", Server, "010141 8800",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(close 3-5 (close fin length=0) no-code "")",
          R"(message text frames=1 wire=3 0-3 "A" !cut-off)" });

    // Section 5.5.1: after the Close frame nothing has a meaning.
    row("5.5.1 data after close", Server, "8800 810141 020142 800143 830144",
        { R"(close 0-2 (close fin length=0) no-code "")",
          R"(odd 2-5 (text fin length=1) "A" !data-after-close)",
          R"(odd 5-8 (binary length=1) "B" !data-after-close)",
          R"(odd 8-11 (continuation fin length=1) "C" !data-after-close)",
          R"(odd 11-14 (opcode3 fin length=1) "D" !reserved-opcode !data-after-close)" });
    row("5.5.1 control frames after close", Server, "8802 03e8 890141 8a00 8802 03e9",
        { R"(close 0-4 (close fin length=2) code=1000 "")", R"(odd 4-7 (ping fin length=1) "A")",
          R"(odd 7-9 (pong fin length=0) "")", "odd 9-13 (close fin length=2) x'03e9'" });
    row("5.5.1 rest of a message after close", Server, "010141 8800 800142",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(close 3-5 (close fin length=0) no-code "")",
          R"(odd 5-8 (continuation fin length=1) "B" !data-after-close)",
          R"(message text frames=1 wire=3 0-3 "A" !cut-off)" });

    // Section 8.1: text is UTF-8, however it is cut into fragments.
    row("8.1 character in two fragments", Server, "0101 e2 8002 82ac",
        { R"(fragment first 0-3 (text length=1) x'e2')",
          R"(fragment last 3-7 (continuation fin length=2) x'82ac')",
          R"(message text frames=2 wire=7 0-7 x'e282ac')" });
    row("8.1 invalid octet", Server, "8103 41ff42",
        { "message text frames=1 wire=5 0-5 (text fin length=3) x'41ff42' !invalid-utf8" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 ends inside a character", Server, "8102 e282",
        { "message text frames=1 wire=4 0-4 (text fin length=2) x'e282' !invalid-utf8" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 second fragment breaks the character", Server, "0101 e2 0001 41 8000",
        { R"(fragment first 0-3 (text length=1) x'e2')",
          R"(fragment 3-6 (continuation length=1) "A" !invalid-utf8)",
          R"(fragment last 6-8 (continuation fin length=0) "")",
          R"(message text frames=3 wire=8 0-8 x'e241')" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 message ends inside a character", Server, "0101 e2 8001 82",
        { R"(fragment first 0-3 (text length=1) x'e2')",
          R"(fragment last 3-6 (continuation fin length=1) x'82' !invalid-utf8)",
          R"(message text frames=2 wire=6 0-6 x'e282')" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 overlong form", Server, "8102 c0af",
        { "message text frames=1 wire=4 0-4 (text fin length=2) x'c0af' !invalid-utf8" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 surrogate", Server, "8103 eda080",
        { "message text frames=1 wire=5 0-5 (text fin length=3) x'eda080' !invalid-utf8" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 above U+10FFFF", Server, "8104 f4908080",
        { "message text frames=1 wire=6 0-6 (text fin length=4) x'f4908080' !invalid-utf8" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 binary may be anything", Server, "8202 fffe",
        { "message binary frames=1 wire=4 0-4 (binary fin length=2) x'fffe'" });
    row("8.1 next message starts anew", Server, "8101 e2 8102 c3a9",
        { "message text frames=1 wire=3 0-3 (text fin length=1) x'e2' !invalid-utf8",
          "message text frames=1 wire=4 3-7 (text fin length=2) x'c3a9'" },
        failed(1007, Violation::InvalidUtf8));
    row("8.1 binary fragments may be anything", Server, "0201 ff 8001 fe",
        { "fragment first 0-3 (binary length=1) x'ff'",
          "fragment last 3-6 (continuation fin length=1) x'fe'",
          "message binary frames=2 wire=6 0-6 x'fffe'" });

    // The stream ends inside a frame.
    row("7.1.5 cut off in a header", Server, "810141 81",
        { R"(message text frames=1 wire=3 0-3 (text fin length=1) "A")",
          R"(odd 3-4 (text fin incomplete length=0) "" !cut-off)" });
    row("7.1.5 cut off in a message", Server, "8105 4865",
        { R"(odd 0-4 (text fin length=5) "He" !cut-off)" });
    row("7.1.5 cut off in a message that is no UTF-8", Server, "8105 48ff",
        { R"(odd 0-4 (text fin length=5) x'48ff' !invalid-utf8 !cut-off)" },
        failed(1007, Violation::InvalidUtf8));
    row("7.1.5 cut off in a fragment", Server, "010141 8005 4243",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(odd 3-7 (continuation fin length=5) "BC" !cut-off)" });
    row("7.1.5 cut off in a ping", Server, "8905 48",
        { R"(odd 0-3 (ping fin length=5) "H" !cut-off)" });
    row("7.1.5 cut off in a close", Server, "8802 03",
        { "odd 0-3 (close fin length=2) x'03' !cut-off" });
    row("7.1.5 cut off in a ping between fragments", Server, "010141 89",
        { R"(fragment first 0-3 (text length=1) "A")",
          R"(odd 3-4 (ping fin incomplete length=0) "" !cut-off)" });
    row("7.1.5 nothing at all", Server, "", {});
}

void TestMessageAssembler::reads()
{
    QFETCH(Role, sender);
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, lines);
    QFETCH(std::optional<Failure>, failure);
    const QByteArray octets = QByteArray::fromHex(wire);

    const auto check = [&](const QList<qsizetype> &cuts) {
        MessageReader reader(sender);
        const Reading reading = readAll(reader, octets, cuts);
        QCOMPARE(reading.lines, lines);
        QCOMPARE(reading.failure.has_value(), failure.has_value());
        QVERIFY(reading.failure == failure);
    };
    for (qsizetype split = 0; split <= octets.size() && !QTest::currentTestFailed(); ++split)
        check({ split });
    check(everyOctet(octets.size()));
}

void TestMessageAssembler::failsAsEarlyAsItCan_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qsizetype>("octets"); // With how many of them it must fail.
    QTest::addColumn<quint16>("code");

    const auto row = [](const char *name, const char *wire, qsizetype octets, quint16 code) {
        QTest::newRow(name) << QByteArray(wire) << octets << code;
    };
    row("5.1 masked, before the payload", "8185 01020304 4040404040", 6, 1002);
    row("5.2 RSV bit, at the end of the header", "c105 4141414141", 2, 1002);
    row("5.2 reserved opcode, at the end of the header", "8305 4141414141", 2, 1002);
    row("5.2 top bit of the length", "827f 8000000000000000", 10, 1002);
    row("5.4 unexpected continuation", "8005 4141414141", 2, 1002);
    row("5.4 expected continuation", "010141 8105 4141414141", 5, 1002);
    row("5.5 control frame too long", "897e 0080 4141", 4, 1002);
    row("5.5 fragmented control frame", "0905 4141414141", 2, 1002);
    row("8.1 invalid octet in mid-frame", "8105 41ff414141", 4, 1007);
    row("8.1 second octet of an overlong form", "8105 41e0804141", 5, 1007);
    row("8.1 second octet of a surrogate", "8105 eda0414141", 4, 1007);
    row("8.1 second octet above U+10FFFF", "8105 f490808041", 4, 1007);
    row("8.1 in the second fragment", "0101 e2 0005 8241414141", 7, 1007);
    row("8.1 at the end of the message", "0101 e2 8001 82", 6, 1007);
    row("5.5.1 close code when the frame is whole", "8803 03ed41", 5, 1002);
    row("5.5.1 close reason when the frame is whole", "8804 03e8ff41", 6, 1007);
    row("10.4 announced above our limit", "827e 1001 41", 4, 1009);
    row("10.4 fragments above our limit", "027e0fff", 4, 0); // Not yet: see boundsMessages().
}

void TestMessageAssembler::failsAsEarlyAsItCan()
{
    QFETCH(QByteArray, wire);
    QFETCH(qsizetype, octets);
    QFETCH(quint16, code);
    const QByteArray all = QByteArray::fromHex(wire);
    MessageReader reader(Server, {}, 4096);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QByteArray octet = all.sliced(i, 1);
        reader.feed(octet);
        while (reader.next()) { }
        const bool isExpected = code != 0 && i + 1 >= octets;
        QCOMPARE(reader.failure().has_value(), isExpected); // Not early, not late.
        if (isExpected)
            QCOMPARE(reader.failure()->code, code);
    }
}

void TestMessageAssembler::knowsFailCodes_data()
{
    QTest::addColumn<Violation>("violation");
    QTest::addColumn<int>("code");

    for (int i = 0; i < ViolationCount; ++i) {
        const auto violation = static_cast<Violation>(i);
        int code = 0;
        if (violation <= Violation::ClosePayloadOneOctet)
            code = StatusCode::ProtocolError;
        if (violation == Violation::NonMinimalLength) // A MUST, but nothing says to fail for it.
            code = 0;
        if (violation == Violation::InvalidUtf8 || violation == Violation::BadDeflate)
            code = StatusCode::InvalidPayloadData;
        if (violation == Violation::TooLarge)
            code = StatusCode::MessageTooBig;
        QTest::addRow("7.1.7 %s", violationName(violation).data()) << violation << code;
    }
}

void TestMessageAssembler::knowsFailCodes()
{
    QFETCH(Violation, violation);
    QFETCH(int, code);
    QCOMPARE(int(failCode(violation).value_or(0)), code);
}

void TestMessageAssembler::showsContentInPlace()
{
    // No copy of what is one unmasked frame in one read.
    const QByteArray octets = QByteArray::fromHex("8105 48656c6c6f");
    MessageReader reader(Server);
    reader.feed(octets);
    const std::optional<Outcome> outcome = reader.next();
    QVERIFY(outcome);
    QCOMPARE(std::get<Message>(*outcome).content.data(), octets.constData() + 2);
}

void TestMessageAssembler::boundsMessages_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<bool>("isFailed");

    const auto row = [](const char *name, const char *wire, QByteArrayList lines, bool isFailed) {
        QTest::newRow(name) << QByteArray(wire) << lines << isFailed;
    };
    row("10.4 one frame at the limit", "8204 41424344",
        { R"(message binary frames=1 wire=6 0-6 (binary fin length=4) "ABCD")" }, false);
    row("10.4 one frame above the limit", "8205 4142434445",
        { R"(odd 0-2 (binary fin length=5) "" !too-large)" }, true);
    row("10.4 fragments at the limit", "0203 414243 8001 44",
        { R"(fragment first 0-5 (binary length=3) "ABC")",
          R"(fragment last 5-8 (continuation fin length=1) "D")",
          R"(message binary frames=2 wire=8 0-8 "ABCD")" },
        false);
    row("10.4 fragments above the limit", "0203 414243 0002 4445 8001 46 820147",
        { R"(fragment first 0-5 (binary length=3) "ABC")",
          R"(fragment 5-9 (continuation length=2) "D")",
          R"(fragment last 9-12 (continuation fin length=1) "")",
          R"(message binary frames=3 wire=12 0-12 "ABCD" !too-large)",
          R"(message binary frames=1 wire=3 12-15 (binary fin length=1) "G")" },
        true);
    row("10.4 text cut at the limit inside a character", "0103 616263 8002 c3a9",
        { R"(fragment first 0-5 (text length=3) "abc")",
          "fragment last 5-9 (continuation fin length=2) x'c3'",
          "message text frames=2 wire=9 0-9 x'616263c3' !too-large" },
        true);
    row("10.4 endless message", "0203 414243 0003 444546",
        { R"(fragment first 0-5 (binary length=3) "ABC")",
          R"(fragment 5-10 (continuation length=3) "D")",
          R"(message binary frames=2 wire=10 0-10 "ABCD" !too-large !cut-off)" },
        true);
    row("10.4 too large and cut off in a frame", "0203 414243 0003 4445",
        { R"(fragment first 0-5 (binary length=3) "ABC")",
          R"(odd 5-9 (continuation length=3) "D" !too-large !cut-off)" },
        true);
    row("10.4 invalid text behind the limit", "0104 61626364 8001 ff",
        { R"(fragment first 0-6 (text length=4) "abcd")",
          R"(fragment last 6-9 (continuation fin length=1) "")",
          R"(message text frames=2 wire=9 0-9 "abcd" !too-large)" },
        true);
}

void TestMessageAssembler::boundsMessages()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, lines);
    QFETCH(bool, isFailed);
    const QByteArray octets = QByteArray::fromHex(wire);
    for (qsizetype split = 0; split <= octets.size(); ++split) {
        MessageReader reader(Server, {}, 4);
        const Reading reading = readAll(reader, octets, { split });
        QCOMPARE(reading.lines, lines);
        QCOMPARE(reading.failure.has_value(), isFailed);
        if (isFailed)
            QVERIFY(reading.failure == failed(1009, Violation::TooLarge));
    }
}

void TestMessageAssembler::boundsStretches()
{
    // An endless message of empty fragments between pings is bounded as well.
    const QByteArray part = QByteArray::fromHex("0000 8900");
    MessageReader reader(Server);
    const QByteArray first = QByteArray::fromHex("0200 8900");
    reader.feed(first);
    while (reader.next()) { }
    for (std::size_t i = 1; i < MessageAssembler::MaxStretches; ++i) {
        reader.feed(part);
        while (reader.next()) { }
    }
    QVERIFY(!reader.failure());
    reader.feed(part);
    while (reader.next()) { }
    QVERIFY(reader.failure() == failed(1009, Violation::TooLarge));
    const QByteArray last = QByteArray::fromHex("8000");
    reader.feed(last);
    QVERIFY(std::holds_alternative<Fragment>(*reader.next()));
    const std::optional<Outcome> outcome = reader.next();
    QVERIFY(outcome);
    const auto &message = std::get<Message>(*outcome);
    QCOMPARE(message.stretches.size(), MessageAssembler::MaxStretches);
    QCOMPARE(message.frameCount, int(MessageAssembler::MaxStretches) + 2);
    QCOMPARE(message.violations, ViolationSet{ Violation::TooLarge });
}

void TestMessageAssembler::keepsOneStretchForFramesInARow()
{
    MessageReader reader(Server);
    const QByteArray octets = QByteArray::fromHex("020141")
        + QByteArray::fromHex("000142").repeated(100'000) + QByteArray::fromHex("8000");
    reader.feed(octets);
    int fragments = 0;
    while (const std::optional<Outcome> outcome = reader.next()) {
        if (std::holds_alternative<Fragment>(*outcome)) {
            ++fragments;
            continue;
        }
        const auto &message = std::get<Message>(*outcome);
        QCOMPARE(message.stretches.size(), std::size_t{ 1 });
        QCOMPARE(message.stretches.front(), (ByteRange{ 0, octets.size() }));
        QCOMPARE(message.wireOctets, qint64(octets.size()));
        QCOMPARE(message.frameCount, fragments);
        QCOMPARE(message.content.size(), 100'001);
    }
    QCOMPARE(fragments, 100'002);
}

void TestMessageAssembler::tellsProgress()
{
    // A fragmented message with a ping inside, then one of a single frame.
    const QByteArray octets = QByteArray::fromHex("0202 4142 890150 8003 434445 8203 464748");
    const QList<qint64> gathered{ 0, 0, 1, 2, 2, 2, 2, 2, 2, 3, 4, 0, 0, 0, 1, 2, 0 };
    MessageReader reader(Server);
    for (qsizetype i = 0; i < octets.size(); ++i) {
        const QByteArray octet = octets.sliced(i, 1);
        reader.feed(octet);
        while (reader.next()) { }
        QCOMPARE(reader.assembler().gatheredOctets(), gathered[i]);
        const bool isBetween = i == 11 || i + 1 == octets.size();
        QCOMPARE(reader.isInside(), !isBetween);
        // A message begins with its first header.
        QCOMPARE(reader.assembler().isInsideMessage(), !isBetween && i != 0 && i != 12);
    }
}

void TestMessageAssembler::handsOutEveryOutcomeOnce()
{
    // Told one by one, the outcomes are there right after the FrameEnd that completes them.
    const QByteArray octets = QByteArray::fromHex("010141 800142 8900");
    FrameParser parser(Server);
    MessageAssembler assembler(Server);
    parser.feed(octets);
    QList<int> counts;
    while (const std::optional<FrameEvent> event = parser.next()) {
        assembler.feed(*event);
        QCOMPARE(assembler.hasNext(), std::holds_alternative<FrameEnd>(*event));
        int count = 0;
        while (assembler.next())
            ++count;
        counts += count;
        QVERIFY(!assembler.hasNext());
    }
    QCOMPARE(counts, (QList<int>{ 0, 0, 1, 0, 0, 2, 0, 1 }));
    assembler.finish();
    QVERIFY(!assembler.hasNext());
}

QTEST_APPLESS_MAIN(TestMessageAssembler)
#include "tst_messageassembler.moc"
