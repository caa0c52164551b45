// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/messageassembler.h"
#include "protocol/websocket/reading.h"
#include "support/printing.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

/// MessageAssembler with permessage-deflate agreed on.
class TestCompressedMessages : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void failsAsEarlyAsItCan_data();
    void failsAsEarlyAsItCan();
    void standsABomb();
    void carriesAllParametersBetweenBothRoles_data();
    void carriesAllParametersBetweenBothRoles();
};

void TestCompressedMessages::reads_data()
{
    QTest::addColumn<QByteArray>("wire"); // Hexadecimal digits; blanks between fields.
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<int>("code"); // To fail the connection with; 0 none.
    QTest::addColumn<QByteArray>("parameters");

    const auto row = [](const char *name, const char *wire, QByteArrayList lines, int code = 0,
                        const char *parameters = "") {
        QTest::newRow(name) << QByteArray(wire) << lines << code << QByteArray(parameters);
    };

    // The examples of RFC 7692 section 7.2.3.
    row("7.2.3.1 one frame", "c107 f248cdc9c90700",
        { "fragment first last 0-9 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 0-9 "Hello")" });
    row("7.2.3.1 two fragments", "4103 f248cd 8004 c9c90700",
        { "fragment first 0-5 (text rsv4 length=3) x'f248cd'",
          "fragment last 5-11 (continuation fin length=4) x'c9c90700'",
          R"(message text compressed frames=2 wire=11 0-11 "Hello")" });
    row("7.2.3.2 sharing the window", "c107 f248cdc9c90700 c105 f200110000",
        { "fragment first last 0-9 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 0-9 "Hello")",
          "fragment first last 9-16 (text fin rsv4 length=5) x'f200110000'",
          R"(message text compressed frames=1 wire=7 9-16 "Hello")" });
    row("7.2.3.6 empty", "c101 00",
        { "fragment first last 0-3 (text fin rsv4 length=1) x'00'",
          R"(message text compressed frames=1 wire=3 0-3 "")" });
    row("6 not compressed all the same", "8105 48656c6c6f c107 f248cdc9c90700",
        { R"(message text frames=1 wire=7 0-7 (text fin length=5) "Hello")",
          "fragment first last 7-16 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 7-16 "Hello")" });
    row("6.1 ping between fragments", "4103 f248cd 890141 8004 c9c90700",
        { "fragment first 0-5 (text rsv4 length=3) x'f248cd'",
          R"(control 5-8 (ping fin length=1) "A")",
          "fragment last 8-14 (continuation fin length=4) x'c9c90700'",
          R"(message text compressed frames=2 wire=11 0-5 8-14 "Hello")" });
    row("6.1 empty fragments", "4200 0007 f248cdc9c90700 8000",
        { R"(fragment first 0-2 (binary rsv4 length=0) "")",
          "fragment 2-11 (continuation length=7) x'f248cdc9c90700'",
          R"(fragment last 11-13 (continuation fin length=0) "")",
          R"(message binary compressed frames=3 wire=13 0-13 "Hello")" });
    row("6 RSV1 on a continuation", "4103 f248cd c004 c9c90700 8100",
        { "fragment first 0-5 (text rsv4 length=3) x'f248cd'",
          "odd 5-11 (continuation fin rsv4 length=4) x'c9c90700' !undefined-rsv-bit",
          R"(message text frames=1 wire=2 11-13 (text fin length=0) "")" },
        1002);
    row("6 RSV1 on a ping", "c90141",
        { R"(odd 0-3 (ping fin rsv4 length=1) "A" !undefined-rsv-bit)" }, 1002);
    row("6455 5.2 RSV2 beside RSV1", "e107 f248cdc9c90700",
        { "odd 0-9 (text fin rsv6 length=7) x'f248cdc9c90700' !undefined-rsv-bit" }, 1002);

    // Data that is not DEFLATE, or not whole.
    row("7.2.2 bad data", "c103 07ffff c107 f248cdc9c90700",
        { "fragment first last 0-5 (text fin rsv4 length=3) x'07ffff' !bad-deflate",
          R"(message text compressed frames=1 wire=5 0-5 "")",
          "fragment first last 5-14 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 5-14 "Hello")" },
        1007);
    row("7.2.2 bad data in the second fragment", "4107 f248cdc9c90700 0001 07 8001 00",
        { "fragment first 0-9 (text rsv4 length=7) x'f248cdc9c90700'",
          "fragment 9-12 (continuation length=1) x'07'",
          "fragment last 12-15 (continuation fin length=1) x'00' !bad-deflate",
          R"(message text compressed frames=3 wire=15 0-15 "Hello")" },
        1007);
    row("7.2.2 cut in a block", "c103 f248cd",
        { "fragment first last 0-5 (text fin rsv4 length=3) x'f248cd' !bad-deflate",
          R"(message text compressed frames=1 wire=5 0-5 "He")" },
        1007);
    row("7.2.1 nothing behind BFINAL, which need not fail", "c107 f348cdc9c90700",
        { "fragment first last 0-9 (text fin rsv4 length=7) x'f348cdc9c90700' !bad-deflate",
          R"(message text compressed frames=1 wire=9 0-9 "Hello")" });
    row("7.2.1 no octet at all, which need not fail", "c100",
        { R"(fragment first last 0-2 (text fin rsv4 length=0) "" !bad-deflate)",
          R"(message text compressed frames=1 wire=2 0-2 "")" });
    row("7.1.1.1 window used against what was agreed", "c107 f248cdc9c90700 c105 f200110000",
        { "fragment first last 0-9 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 0-9 "Hello")",
          "fragment first last 9-16 (text fin rsv4 length=5) x'f200110000' !bad-deflate",
          R"(message text compressed frames=1 wire=7 9-16 "H")" },
        1007, "server_no_context_takeover");
    row("7.1.1.2 the other direction's parameter", "c107 f248cdc9c90700 c105 f200110000",
        { "fragment first last 0-9 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 0-9 "Hello")",
          "fragment first last 9-16 (text fin rsv4 length=5) x'f200110000'",
          R"(message text compressed frames=1 wire=7 9-16 "Hello")" },
        0, "client_no_context_takeover");

    // UTF-8 is judged by what comes out: stored blocks, so that the octets can be read here.
    row("6455 8.1 invalid octet inside", "c109 000300fcff 41ff42 00",
        { "fragment first last 0-11 (text fin rsv4 length=9) x'000300fcff41ff4200'",
          "message text compressed frames=1 wire=11 0-11 x'41ff42' !invalid-utf8" },
        1007);
    row("6455 8.1 ends inside a character", "c108 000200fdff e282 00",
        { "fragment first last 0-10 (text fin rsv4 length=8) x'000200fdffe28200'",
          "message text compressed frames=1 wire=10 0-10 x'e282' !invalid-utf8" },
        1007);
    row("6455 8.1 character in two fragments", "4106 000300fcff e2 8003 82ac 00",
        { "fragment first 0-8 (text rsv4 length=6) x'000300fcffe2'",
          "fragment last 8-13 (continuation fin length=3) x'82ac00'",
          "message text compressed frames=2 wire=13 0-13 x'e282ac'" });
    row("6455 8.1 binary may be anything", "c207 000100feff ff 00",
        { "fragment first last 0-9 (binary fin rsv4 length=7) x'000100feffff00'",
          "message binary compressed frames=1 wire=9 0-9 x'ff'" });
    row("6455 8.1 bad data cuts a character", "c107 000100feff e2 07",
        { "fragment first last 0-9 (text fin rsv4 length=7) x'000100feffe207' !bad-deflate",
          "message text compressed frames=1 wire=9 0-9 x'e2'" },
        1007);

    // Above the limit of 16 octets.
    row("10.4 inflated to the limit", "c106 4a4c44050000",
        { "fragment first last 0-8 (text fin rsv4 length=6) x'4a4c44050000'",
          R"(message text compressed frames=1 wire=8 0-8 "aaaaaaaaaaaaaaaa")" });
    row("10.4 one frame inflated above the limit", "c106 4a4cc40e0000 c107 f248cdc9c90700",
        { "fragment first last 0-8 (text fin rsv4 length=6) x'4a4cc40e0000'",
          R"(message text compressed frames=1 wire=8 0-8 "aaaaaaaaaaaaaaaa" !too-large)",
          "fragment first last 8-17 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 8-17 "Hello")" },
        1009);
    row("10.4 announced above the limit",
        "4105 001200edff 8012 6162636465666768696a6b6c6d6e6f707172",
        { "fragment first 0-7 (text rsv4 length=5) x'001200edff'",
          R"(odd 7-9 (continuation fin length=18) "" !too-large)" },
        1009);
    row("10.4 inflated above the limit in small frames",
        "4105 001200edff 000c 6162636465666768696a6b6c 8006 6d6e6f707172 c107 f248cdc9c90700",
        { "fragment first 0-7 (text rsv4 length=5) x'001200edff'",
          R"(fragment 7-21 (continuation length=12) "abcdefghijkl")",
          R"(fragment last 21-29 (continuation fin length=6) "mnopqr")",
          R"(message text compressed frames=3 wire=29 0-29 "abcdefghijklmnop" !too-large)",
          "fragment first last 29-38 (text fin rsv4 length=7) x'f248cdc9c90700'",
          R"(message text compressed frames=1 wire=9 29-38 "Hello")" },
        1009);

    // Abandoned and cut off.
    row("6455 5.4 compressed message never ends", "4103 f248cd c107 f248cdc9c90700",
        { "fragment first 0-5 (text rsv4 length=3) x'f248cd'",
          "fragment first last 5-14 (text fin rsv4 length=7) x'f248cdc9c90700'"
          " !expected-continuation",
          R"(message text compressed frames=1 wire=9 5-14 "Hello")" },
        1002);
    row("6455 7.1.5 cut off in a compressed frame", "c107 f248cd",
        { "odd 0-5 (text fin rsv4 length=7) x'f248cd' !cut-off" });
    row("6455 7.1.5 cut off between compressed fragments", "4103 f248cd",
        { "fragment first 0-5 (text rsv4 length=3) x'f248cd'",
          R"(message text compressed frames=1 wire=5 0-5 "He" !cut-off)" });
    row("6455 7.1.5 cut off behind invalid content", "c109 000300fcff 41ff42",
        { "odd 0-10 (text fin rsv4 length=9) x'000300fcff41ff42' !invalid-utf8 !cut-off" }, 1007);
    row("6455 5.5.1 compressed after close", "8800 c107 f248cdc9c90700",
        { R"(close 0-2 (close fin length=0) no-code "")",
          "odd 2-11 (text fin rsv4 length=7) x'f248cdc9c90700' !data-after-close" });
}

void TestCompressedMessages::reads()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, lines);
    QFETCH(int, code);
    QFETCH(QByteArray, parameters);
    const QByteArray octets = QByteArray::fromHex(wire);
    const std::optional<DeflateParameters> agreed = parseDeflateParameters(parameters);
    QVERIFY(agreed);
    const qint64 maxMessage = QByteArray(QTest::currentDataTag()).startsWith("10.4") ? 16 : 1 << 20;

    const auto check = [&](const QList<qsizetype> &cuts) {
        MessageReader reader(Role::Server, agreed, maxMessage);
        const Reading reading = readAll(reader, octets, cuts);
        QCOMPARE(reading.lines, lines);
        QCOMPARE(reading.failure ? int(reading.failure->code) : 0, code);
    };
    for (qsizetype split = 0; split <= octets.size() && !QTest::currentTestFailed(); ++split)
        check({ split });
    check(everyOctet(octets.size()));
}

void TestCompressedMessages::failsAsEarlyAsItCan_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qsizetype>("octets"); // With how many of them it must fail.
    QTest::addColumn<quint16>("code");
    QTest::newRow("7.2.2 bad block type")
        << QByteArray("c103 07 ffff") << qsizetype{ 3 } << quint16{ 1007 };
    QTest::newRow("6455 8.1 invalid octet in a stored block")
        << QByteArray("c109 000300fcff 41ff42 00") << qsizetype{ 9 } << quint16{ 1007 };
    QTest::newRow("10.4 more than the limit of 4 in a stored block")
        << QByteArray("c20b 000500faff 4142434445 00") << qsizetype{ 2 } << quint16{ 1009 };
    QTest::newRow("10.4 more than the limit of 4 in a compressed block, sent in fragments")
        << QByteArray("4203 f248cd 0004 c9c90700") << qsizetype{ 10 } << quint16{ 1009 };
}

void TestCompressedMessages::failsAsEarlyAsItCan()
{
    QFETCH(QByteArray, wire);
    QFETCH(qsizetype, octets);
    QFETCH(quint16, code);
    const QByteArray all = QByteArray::fromHex(wire);
    const bool isLimited = QByteArray(QTest::currentDataTag()).startsWith("10.4");
    MessageReader reader(Role::Server, DeflateParameters(), isLimited ? 4 : 100);
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QByteArray octet = all.sliced(i, 1);
        reader.feed(octet);
        while (reader.next()) { }
        QCOMPARE(reader.failure().has_value(), i + 1 >= octets);
    }
    QCOMPARE(reader.failure()->code, code);
}

void TestCompressedMessages::standsABomb()
{
    // 200 MB announced by 200 kB: content stops at the limit and the buffer with it.
    constexpr qint64 Limit = 1 << 20;
    Deflater deflater;
    const QByteArray bomb = deflater.deflate(QByteArray(200'000'000, '\0'));
    QVERIFY(bomb.size() < Limit);
    const QByteArray octets
        = serializeFrame({ true, Rsv1.value, Opcode::Binary, {}, {}, {} }, bomb);
    MessageReader reader(Role::Server, DeflateParameters(), Limit);
    qint64 most = 0;
    for (qsizetype i = 0; i < octets.size(); i += 1000) {
        const QByteArray part = octets.sliced(i, qMin<qsizetype>(1000, octets.size() - i));
        reader.feed(part);
        while (const std::optional<Outcome> outcome = reader.next()) {
            if (const auto *message = std::get_if<Message>(&*outcome)) {
                QCOMPARE(message->violations, ViolationSet{ Violation::TooLarge });
                QCOMPARE(qint64(message->content.size()), Limit);
            }
        }
        most = qMax(most, reader.assembler().gatheredOctets());
    }
    QCOMPARE(most, Limit);
    QCOMPARE(int(reader.failure()->code), 1009);
}

void TestCompressedMessages::carriesAllParametersBetweenBothRoles_data()
{
    QTest::addColumn<Role>("sender");
    QTest::addColumn<DeflateParameters>("agreed");
    for (Role sender : { Role::Client, Role::Server }) {
        for (int flags = 0; flags < 4; ++flags) {
            for (int bits = MinWindowBits; bits <= MaxWindowBits; ++bits) {
                const DeflateParameters agreed{ (flags & 1) != 0, (flags & 2) != 0, bits,
                                                MinWindowBits + MaxWindowBits - bits };
                QTest::addRow("7.1 %s sends, takeover %d%d, bits %d and %d",
                              sender == Role::Client ? "client" : "server",
                              agreed.serverNoContextTakeover, agreed.clientNoContextTakeover,
                              agreed.serverMaxWindowBits, agreed.clientMaxWindowBits)
                    << sender << agreed;
            }
        }
    }
}

void TestCompressedMessages::carriesAllParametersBetweenBothRoles()
{
    QFETCH(Role, sender);
    QFETCH(DeflateParameters, agreed);
    QRandomGenerator random(1);
    Deflater deflater(agreed.maxWindowBits(sender), agreed.noContextTakeover(sender));
    QByteArray wire;
    QList<QByteArray> contents;
    for (int i = 0; i < 12; ++i) {
        contents += QByteArray("{\"price\":") + QByteArray::number(random.bounded(1000)) + '}'
            + QByteArray("abcdefghijklmnop").repeated(int(random.bounded(300)));
        const QByteArray payload = deflater.deflate(contents.back());
        const qsizetype cut = payload.size() * i / 12;
        FrameSpec spec{ cut == 0, Rsv1.value, Opcode::Text, {}, {}, {} };
        if (sender == Role::Client)
            spec.maskingKey = MaskingKey{ 1, 2, 3, static_cast<quint8>(i) };
        appendFrame(wire, spec, QByteArrayView(payload).first(cut == 0 ? payload.size() : cut));
        if (cut != 0) {
            spec.fin = true;
            spec.rsv = 0;
            spec.opcode = Opcode::Continuation;
            appendFrame(wire, spec, QByteArrayView(payload).sliced(cut));
        }
    }
    for (qsizetype step : { qsizetype{ 1 }, qsizetype{ 100 }, wire.size() }) {
        MessageReader reader(sender, agreed);
        QList<QByteArray> read;
        for (qsizetype i = 0; i < wire.size(); i += step) {
            const QByteArray part = wire.sliced(i, qMin(step, wire.size() - i));
            reader.feed(part);
            while (const std::optional<Outcome> outcome = reader.next()) {
                if (const auto *message = std::get_if<Message>(&*outcome)) {
                    QCOMPARE(message->violations, ViolationSet());
                    QVERIFY(message->isCompressed);
                    read += message->content.toByteArray();
                } else {
                    QCOMPARE(std::get<Fragment>(*outcome).violations, ViolationSet());
                }
            }
        }
        QCOMPARE(read, contents);
        QVERIFY(!reader.failure());
    }
}

QTEST_APPLESS_MAIN(TestCompressedMessages)
#include "tst_compressedmessages.moc"
