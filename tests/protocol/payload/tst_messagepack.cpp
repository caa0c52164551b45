// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/messagepack.h"

#include "protocol/payload/diagnosticnotation.h"
#include "protocol/payload/payloadlog.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Payload;

class TestMessagePack : public QObject
{
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void broken_data();
    void broken();
    void timestamps_data();
    void timestamps();
    void everyFirstOctet();
    void streams();
    void announcedLengthsAllocateNothing();
    void changedOctetsStayInBounds();
};

void TestMessagePack::formats_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("notation");
    QTest::addColumn<QByteArray>("name");
    const auto row
        = [](const char *section, const char *wire, const char *notation, const char *name) {
              QTest::addRow("%s %s", section, QByteArray(wire).left(24).constData())
                  << QByteArray(wire) << QByteArray(notation) << QByteArray(name);
          };
    row("nil", "c0", "null", "nil");
    row("bool", "c2", "false", "false");
    row("bool", "c3", "true", "true");
    row("int", "00", "0", "positive fixint");
    row("int", "7f", "127", "positive fixint");
    row("int", "e0", "-32", "negative fixint");
    row("int", "ff", "-1", "negative fixint");
    row("int", "cc80", "128", "uint 8");
    row("int", "cdffff", "65535", "uint 16");
    row("int", "ceffffffff", "4294967295", "uint 32");
    row("int", "cfffffffffffffffff", "18446744073709551615", "uint 64");
    row("int", "d080", "-128", "int 8");
    row("int", "d07f", "127", "int 8");
    row("int", "d18000", "-32768", "int 16");
    row("int", "d280000000", "-2147483648", "int 32");
    row("int", "d38000000000000000", "-9223372036854775808", "int 64");
    row("int", "d37fffffffffffffff", "9223372036854775807", "int 64");
    row("float", "ca3fc00000", "1.5", "float 32");
    row("float", "cb3ff199999999999a", "1.1", "float 64");
    row("float", "cb7ff8000000000000", "NaN", "float 64");
    row("str", "a0", "\"\"", "fixstr");
    row("str", "a161", "\"a\"", "fixstr");
    row("str", "d903e6b0b4", "\"\xe6\xb0\xb4\"", "str 8");
    row("str", "da00020a22", "\"\\n\\\"\"", "str 16");
    row("str", "db0000000161", "\"a\"", "str 32");
    row("bin", "c4020102", "h'0102'", "bin 8");
    row("bin", "c50000", "h''", "bin 16");
    row("bin", "c600000001ff", "h'ff'", "bin 32");
    row("array", "90", "[]", "fixarray");
    row("array", "9301a161c0", "[1, \"a\", null]", "fixarray");
    row("array", "dc00020102", "[1, 2]", "array 16");
    row("array", "dd0000000102", "[2]", "array 32");
    row("map", "80", "{}", "fixmap");
    row("map", "82a7636f6d70616374c3a6736368656d6100", "{\"compact\": true, \"schema\": 0}",
        "fixmap");
    row("map", "de000101c0", "{1: null}", "map 16");
    row("map", "df00000001a16191a162", "{\"a\": [\"b\"]}", "map 32");
    row("ext", "d405ff", "ext(5, h'ff')", "fixext 1");
    row("ext", "d57f0102", "ext(127, h'0102')", "fixext 2");
    row("ext", "d68001020304", "ext(-128, h'01020304')", "fixext 4");
    row("ext", "d7050102030405060708", "ext(5, h'0102030405060708')", "fixext 8");
    row("ext", "d80500000000000000000000000000000000",
        "ext(5, h'00000000000000000000000000000000')", "fixext 16");
    row("ext", "c70005", "ext(5, h'')", "ext 8");
    row("ext", "c8000105aa", "ext(5, h'aa')", "ext 16");
    row("ext", "c90000000105aa", "ext(5, h'aa')", "ext 32");
    row("timestamp", "d6ff514b67b0", "ext(-1, h'514b67b0')", "fixext 4");
    row("timestamp", "d7ff00000004ffffffff", "ext(-1, h'00000004ffffffff')", "fixext 8");
    row("timestamp", "c70cff00000000fffffffffffffff0", "ext(-1, h'00000000fffffffffffffff0')",
        "ext 8");
}

void TestMessagePack::formats()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, notation);
    QFETCH(QByteArray, name);
    const QByteArray octets = QByteArray::fromHex(wire);

    const Document document = decodeMessagePack(octets);
    QVERIFY2(document.isClean(), problemsText(document).constData());
    QCOMPARE(document.end, octets.size());
    QCOMPARE(diagnosticNotation(document, octets), notation);
    QCOMPARE(itemTypeName(document, octets, 0), name);
    QCOMPARE(inconsistency(document, octets), QByteArray());

    for (qsizetype size = 0; size < octets.size(); ++size) {
        const QByteArrayView cut = QByteArrayView(octets).first(size);
        const Document half = decodeMessagePack(cut);
        QCOMPARE(problemsText(half), QByteArray("cut-off@" + QByteArray::number(size)));
        QCOMPARE(inconsistency(half, cut), QByteArray());
    }
}

void TestMessagePack::broken_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("problems");
    QTest::newRow("formats, never used") << QByteArray("c1") << QByteArray("reserved-octet@0");
    QTest::newRow("formats, never used within")
        << QByteArray("9201c1") << QByteArray("reserved-octet@2");
    QTest::newRow("str, a character cut") << QByteArray("a1c3") << QByteArray("invalid-utf8@1");
    QTest::newRow("str, no character") << QByteArray("92a2c328c0") << QByteArray("invalid-utf8@2");
    QTest::newRow("str, a surrogate") << QByteArray("a3eda080") << QByteArray("invalid-utf8@1");
    QTest::newRow("timestamp, length") << QByteArray("d4ff00") << QByteArray("bad-timestamp@2");
    QTest::newRow("timestamp, nanoseconds")
        << QByteArray("d7ffee6b280000000000") << QByteArray("bad-timestamp@2");
    QTest::newRow("map, key without value") << QByteArray("81a161") << QByteArray("cut-off@3");
    QTest::newRow("behind the value") << QByteArray("c0c0") << QByteArray("octets-after-end@1");
}

void TestMessagePack::broken()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, problems);
    const QByteArray octets = QByteArray::fromHex(wire);
    const Document document = decodeMessagePack(octets);
    QCOMPARE(problemsText(document), problems);
    QCOMPARE(inconsistency(document, octets), QByteArray());
}

void TestMessagePack::timestamps_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isOne");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<quint32>("nanoseconds");
    const auto row = [](const char *name, const char *content, bool isOne, qint64 seconds,
                        quint32 nanoseconds) {
        QTest::newRow(name) << QByteArray(content) << isOne << seconds << nanoseconds;
    };
    row("timestamp 32", "514b67b0", true, 1363896240, 0);
    row("timestamp 32, most", "ffffffff", true, 4294967295, 0);
    row("timestamp 64", "00000004ffffffff", true, 4294967295, 1);
    row("timestamp 64, all bits of seconds", "00000003ffffffff", true, 17179869183, 0);
    row("timestamp 64, most nanoseconds", "ee6b27fc00000000", true, 0, 999'999'999);
    row("timestamp 64, a billion", "ee6b280000000000", false, 0, 0);
    row("timestamp 96, before 1970", "0000000fffffffffffffffff", true, -1, 15);
    row("timestamp 96, a billion", "3b9aca000000000000000000", false, 0, 0);
    row("another length", "0000000000", false, 0, 0);
    row("nothing", "", false, 0, 0);
}

void TestMessagePack::timestamps()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isOne);
    const auto timestamp = messagePackTimestamp(QByteArray::fromHex(content));
    QCOMPARE(timestamp.has_value(), isOne);
    if (timestamp) {
        QTEST(timestamp->seconds, "seconds");
        QTEST(timestamp->nanoseconds, "nanoseconds");
    }
}

void TestMessagePack::everyFirstOctet()
{
    // Followed by zeros, each is a value but the one that is never used.
    for (int octet = 0; octet < 256; ++octet) {
        const QByteArray octets = QByteArray(1, static_cast<char>(octet)) + QByteArray(64, '\0');
        const Document document = decodeMessagePack(octets);
        QCOMPARE(inconsistency(document, octets), QByteArray());
        QCOMPARE(document.items.empty(), octet == 0xc1);
        if (octet != 0xc1)
            QVERIFY(!itemTypeName(document, octets, 0).isEmpty());
    }
}

void TestMessagePack::streams()
{
    const QByteArray octets = QByteArray::fromHex("01 9102 a161");
    const Document document = decodeMessagePack(octets);
    QCOMPARE(diagnosticNotation(document, octets), QByteArray("1, [2], \"a\""));
    QCOMPARE(problemsText(document), QByteArray("octets-after-end@1"));
}

void TestMessagePack::announcedLengthsAllocateNothing()
{
    for (const char *wire :
         { "ddffffffff00", "dfffffffff00", "dbffffffff61", "c6ffffffff00", "c9ffffffff0500" }) {
        const QByteArray octets = QByteArray::fromHex(wire);
        const Document document = decodeMessagePack(octets);
        QCOMPARE(problemsText(document),
                 QByteArray("cut-off@" + QByteArray::number(octets.size())));
        QVERIFY(document.items.size() <= 2);
    }
}

void TestMessagePack::changedOctetsStayInBounds()
{
    QRandomGenerator random(5);
    const QByteArray seed = QByteArray::fromHex(
        "86a16192c4020102d405ffa162cb3ff199999999999aa163d6ff514b67b0a164dc000301cdffffd18000"
        "a165df00000001a16191a162a166d903e6b0b4");
    QVERIFY(decodeMessagePack(seed).isClean());
    for (int i = 0; i < 20'000; ++i) {
        QByteArray octets = seed;
        for (int n = random.bounded(1, 5); n > 0; --n) {
            octets[random.bounded(static_cast<int>(octets.size()))]
                = static_cast<char>(random.bounded(256));
        }
        const Document document = decodeMessagePack(octets);
        const QByteArray fault = inconsistency(document, octets);
        QVERIFY2(fault.isEmpty(), QByteArray(fault + ' ' + octets.toHex()).constData());
    }
}

QTEST_APPLESS_MAIN(TestMessagePack)
#include "tst_messagepack.moc"
