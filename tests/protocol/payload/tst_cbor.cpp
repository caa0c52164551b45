// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/cbor.h"

#include "protocol/payload/diagnosticnotation.h"
#include "protocol/payload/payloadlog.h"

#include <QCborStreamReader>
#include <QCborValue>
#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Payload;

class TestCbor : public QObject
{
    Q_OBJECT

private slots:
    void examples_data();
    void examples();
    void notWellFormed_data();
    void notWellFormed();
    void names_data();
    void names();
    void ranges();
    void sequences();
    void announcedLengthsAllocateNothing();
    void bignums();
    void agreesWithQt();
};

void TestCbor::examples_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("notation");
    const auto row = [](const char *wire, const char *notation) {
        QTest::addRow("RFC 8949 A %s", wire) << QByteArray(wire) << QByteArray(notation);
    };
    // RFC 8949 Appendix A, in its order.
    row("00", "0");
    row("01", "1");
    row("0a", "10");
    row("17", "23");
    row("1818", "24");
    row("1819", "25");
    row("1864", "100");
    row("1903e8", "1000");
    row("1a000f4240", "1000000");
    row("1b000000e8d4a51000", "1000000000000");
    row("1bffffffffffffffff", "18446744073709551615");
    row("c249010000000000000000", "18446744073709551616");
    row("3bffffffffffffffff", "-18446744073709551616");
    row("c349010000000000000000", "-18446744073709551617");
    row("20", "-1");
    row("29", "-10");
    row("3863", "-100");
    row("3903e7", "-1000");
    row("f90000", "0.0");
    row("f98000", "-0.0");
    row("f93c00", "1.0");
    row("fb3ff199999999999a", "1.1");
    row("f93e00", "1.5");
    row("f97bff", "65504.0");
    row("fa47c35000", "100000.0");
    row("fa7f7fffff", "3.4028234663852886e+38");
    row("fb7e37e43c8800759c", "1.0e+300");
    row("f90001", "5.960464477539063e-8");
    row("f90400", "0.00006103515625");
    row("f9c400", "-4.0");
    row("fbc010666666666666", "-4.1");
    row("f97c00", "Infinity");
    row("f97e00", "NaN");
    row("f9fc00", "-Infinity");
    row("fa7f800000", "Infinity");
    row("fa7fc00000", "NaN");
    row("faff800000", "-Infinity");
    row("fb7ff0000000000000", "Infinity");
    row("fb7ff8000000000000", "NaN");
    row("fbfff0000000000000", "-Infinity");
    row("f4", "false");
    row("f5", "true");
    row("f6", "null");
    row("f7", "undefined");
    row("f0", "simple(16)");
    row("f8ff", "simple(255)");
    row("c074323031332d30332d32315432303a30343a30305a", "0(\"2013-03-21T20:04:00Z\")");
    row("c11a514b67b0", "1(1363896240)");
    row("c1fb41d452d9ec200000", "1(1363896240.5)");
    row("d74401020304", "23(h'01020304')");
    row("d818456449455446", "24(h'6449455446')");
    row("d82076687474703a2f2f7777772e6578616d706c652e636f6d", "32(\"http://www.example.com\")");
    row("40", "h''");
    row("4401020304", "h'01020304'");
    row("60", "\"\"");
    row("6161", "\"a\"");
    row("6449455446", "\"IETF\"");
    row("62225c", "\"\\\"\\\\\"");
    row("62c3bc", "\"\xc3\xbc\"");
    row("63e6b0b4", "\"\xe6\xb0\xb4\"");
    row("64f0908591", "\"\xf0\x90\x85\x91\"");
    row("80", "[]");
    row("83010203", "[1, 2, 3]");
    row("8301820203820405", "[1, [2, 3], [4, 5]]");
    row("98190102030405060708090a0b0c0d0e0f101112131415161718181819",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, "
        "25]");
    row("a0", "{}");
    row("a201020304", "{1: 2, 3: 4}");
    row("a26161016162820203", "{\"a\": 1, \"b\": [2, 3]}");
    row("826161a161626163", "[\"a\", {\"b\": \"c\"}]");
    row("a56161614161626142616361436164614461656145",
        "{\"a\": \"A\", \"b\": \"B\", \"c\": \"C\", \"d\": \"D\", \"e\": \"E\"}");
    row("5f42010243030405ff", "(_ h'0102', h'030405')");
    row("7f657374726561646d696e67ff", "(_ \"strea\", \"ming\")");
    row("9fff", "[_ ]");
    row("9f018202039f0405ffff", "[_ 1, [2, 3], [_ 4, 5]]");
    row("9f01820203820405ff", "[_ 1, [2, 3], [4, 5]]");
    row("83018202039f0405ff", "[1, [2, 3], [_ 4, 5]]");
    row("83019f0203ff820405", "[1, [_ 2, 3], [4, 5]]");
    row("9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
        "[_ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, "
        "25]");
    row("bf61610161629f0203ffff", "{_ \"a\": 1, \"b\": [_ 2, 3]}");
    row("826161bf61626163ff", "[\"a\", {_ \"b\": \"c\"}]");
    row("bf6346756ef563416d7421ff", "{_ \"Fun\": true, \"Amt\": -2}");
}

void TestCbor::examples()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, notation);
    const QByteArray octets = QByteArray::fromHex(wire);

    const Document document = decodeCbor(octets);
    QVERIFY2(document.isClean(), problemsText(document).constData());
    QCOMPARE(document.end, octets.size());
    QCOMPARE(diagnosticNotation(document, octets), notation);
    QCOMPARE(inconsistency(document, octets), QByteArray());

    // Cut anywhere, it says so, where octets are missing, and nothing else.
    for (qsizetype size = 0; size < octets.size(); ++size) {
        const QByteArrayView cut = QByteArrayView(octets).first(size);
        const Document broken = decodeCbor(cut);
        QCOMPARE(problemsText(broken), QByteArray("cut-off@" + QByteArray::number(size)));
        QCOMPARE(inconsistency(broken, cut), QByteArray());
        QVERIFY(broken.items.size() <= document.items.size());
    }
}

void TestCbor::notWellFormed_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("problems");
    const auto row = [](const char *wire, const char *problems) {
        QTest::addRow("RFC 8949 F.1 %s", wire) << QByteArray(wire) << QByteArray(problems);
    };
    // RFC 8949 Appendix F.1. End of input in a head.
    for (const char *wire :
         { "18", "19", "1a", "1b", "1901", "1a0102", "1b01020304050607", "38", "58", "78", "98",
           "9a01ff00", "b8", "d8", "f8", "f900", "fa0000", "fb000000" })
        row(wire, QByteArray("cut-off@" + QByteArray::number(qstrlen(wire) / 2)).constData());
    // Definite-length strings with short data; definite-length maps and arrays not closed with
    // enough items; tag number not followed by tag content.
    for (const char *wire :
         { "41", "61", "5affffffff00", "5bffffffffffffffff010203", "7affffffff00",
           "7b7fffffffffffffff010203", "81", "818181818181818181", "8200", "a1", "a20102", "a100",
           "a2000000", "c0" })
        row(wire, QByteArray("cut-off@" + QByteArray::number(qstrlen(wire) / 2)).constData());
    // Indefinite-length strings, maps and arrays not closed by a break.
    for (const char *wire : { "5f4100", "7f6100", "9f", "9f0102", "bf", "bf01020102", "819f",
                              "9f8000", "9f9f9f9f9fffffffff", "9f819f819f9fffffff" })
        row(wire, QByteArray("cut-off@" + QByteArray::number(qstrlen(wire) / 2)).constData());
    // Reserved additional information values.
    for (const char *wire :
         { "1c", "1d", "1e", "3c", "3d", "3e", "5c", "5d", "5e", "7c", "7d", "7e",
           "9c", "9d", "9e", "bc", "bd", "be", "dc", "dd", "de", "fc", "fd", "fe" })
        row(wire, "reserved-octet@0");
    // Reserved two-byte encodings of simple values.
    for (const char *wire : { "f800", "f801", "f818", "f81f" })
        row(wire, "bad-simple@0");
    // Indefinite-length string chunks not of the correct type, or not of definite length.
    for (const char *wire : { "5f00ff", "5f21ff", "5f6100ff", "5f80ff", "5fa0ff", "5fc000ff",
                              "5fe0ff", "7f4100ff", "5f5f4100ffff", "7f7f6100ffff" })
        row(wire, "bad-chunk@1");
    // Break occurring on its own, or in a definite-length array or map or a tag.
    row("ff", "unexpected-break@0");
    row("81ff", "unexpected-break@1");
    row("8200ff", "unexpected-break@2");
    row("a1ff", "unexpected-break@1");
    row("a1ff00", "unexpected-break@1");
    row("a100ff", "unexpected-break@2");
    row("a20000ff", "unexpected-break@3");
    row("9f81ff", "unexpected-break@2");
    row("9f829f819f9fffffffff", "unexpected-break@9");
    row("c0ff", "missing-value@1");
    // Break in an indefinite-length map that would lead to an odd number of items.
    row("bf00ff", "missing-value@2");
    row("bf000000ff", "missing-value@4");
    // Major type 0, 1, 6 with additional information 31.
    row("1f", "reserved-octet@0");
    row("3f", "reserved-octet@0");
    row("df", "reserved-octet@0");
    // §3.1: a text string is valid UTF-8, and so is each of its chunks (§3.2.3).
    row("62c328", "invalid-utf8@1");
    row("61c3", "invalid-utf8@1");
    row("7f61c361bcff", "invalid-utf8@2, invalid-utf8@4");
}

void TestCbor::notWellFormed()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, problems);
    const QByteArray octets = QByteArray::fromHex(wire);
    const Document document = decodeCbor(octets);
    QCOMPARE(problemsText(document), problems);
    QCOMPARE(inconsistency(document, octets), QByteArray());
    QVERIFY(!document.isClean());
    // What came before is there to be shown.
    QCOMPARE(diagnosticNotation(document, octets).isEmpty(), document.items.empty());
}

void TestCbor::names_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("3.1 major type 0") << QByteArray("17") << QByteArray("unsigned integer");
    QTest::newRow("3.1 major type 1") << QByteArray("20") << QByteArray("negative integer");
    QTest::newRow("3.1 major type 2") << QByteArray("40") << QByteArray("byte string");
    QTest::newRow("3.1 major type 3") << QByteArray("60") << QByteArray("text string");
    QTest::newRow("3.1 major type 4") << QByteArray("80") << QByteArray("array");
    QTest::newRow("3.1 major type 5") << QByteArray("a0") << QByteArray("map");
    QTest::newRow("3.1 major type 6") << QByteArray("c000") << QByteArray("tag");
    QTest::newRow("3.2.3 chunks") << QByteArray("7fff")
                                  << QByteArray("indefinite-length text string");
    QTest::newRow("3.2.2 map") << QByteArray("bfff") << QByteArray("indefinite-length map");
    QTest::newRow("3.3 half") << QByteArray("f93c00") << QByteArray("half-precision float");
    QTest::newRow("3.3 single") << QByteArray("fa47c35000") << QByteArray("single-precision float");
    QTest::newRow("3.3 double") << QByteArray("fb7ff0000000000000")
                                << QByteArray("double-precision float");
    QTest::newRow("3.3 simple") << QByteArray("f0") << QByteArray("simple value");
}

void TestCbor::names()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, name);
    const QByteArray octets = QByteArray::fromHex(wire);
    QCOMPARE(itemTypeName(decodeCbor(octets), octets, 0), name);
}

void TestCbor::ranges()
{
    // {"a": [h'0102', (_ "x", "yz")]}
    const QByteArray octets = QByteArray::fromHex("a1616182420102 7f6178 62797aff");
    const Document document = decodeCbor(octets);
    QVERIFY(document.isClean());
    QCOMPARE(document.items.size(), std::size_t(7));
    const ByteRange all[]
        = { { 0, 13 }, { 1, 3 }, { 3, 13 }, { 4, 7 }, { 7, 13 }, { 8, 10 }, { 10, 13 } };
    for (std::size_t i = 0; i < 5; ++i)
        QCOMPARE(document.items[i].range.begin, all[i].begin);
    QCOMPARE(document.items[3].range.end, 7);
    QVERIFY((document.items[3].content == ByteRange{ 5, 7 }));
    QCOMPARE(document.items[4].range.end, octets.size());
    QCOMPARE(document.items[4].next, 7);
    QCOMPARE(document.items[0].next, 7);
    QCOMPARE(document.items[5].parent, 4);
    QCOMPARE(stringContent(document, octets, 4), QByteArray("xyz"));
    QCOMPARE(itemNotation(document, octets, 4, 100), QByteArray("\"xyz\""));
    QCOMPARE(itemNotation(document, octets, 3, 2), QByteArray("h'01…'"));
}

void TestCbor::sequences()
{
    // RFC 8742: data items one behind the other.
    const QByteArray octets = QByteArray::fromHex("0182020361 61");
    const Document document = decodeCbor(octets);
    QCOMPARE(problemsText(document), QByteArray("octets-after-end@1"));
    QCOMPARE(diagnosticNotation(document, octets), QByteArray("1, [2, 3], \"a\""));
}

void TestCbor::announcedLengthsAllocateNothing()
{
    for (const char *wire : { "9bffffffffffffffff00", "bbffffffffffffffff00", "5bffffffffffffffff",
                              "bb800000000000000000" }) {
        const QByteArray octets = QByteArray::fromHex(wire);
        const Document document = decodeCbor(octets);
        QCOMPARE(document.problems.back().rule, Rule::CutOff);
        QVERIFY(document.items.size() <= 2);
    }
}

void TestCbor::bignums()
{
    // Longer ones stay octets: their digits would take too long to find.
    const QByteArray large = QByteArray::fromHex("c2590101") + QByteArray(257, '\x01');
    QVERIFY(diagnosticNotation(decodeCbor(large), large).startsWith("2(h'0101"));
    const QByteArray zero = QByteArray::fromHex("c340");
    QCOMPARE(diagnosticNotation(decodeCbor(zero), zero), QByteArray("-1"));
    // §3.4.3: the octets may come in chunks.
    const QByteArray chunks = QByteArray::fromHex("c25f41014100ff");
    QCOMPARE(diagnosticNotation(decodeCbor(chunks), chunks), QByteArray("256"));
    const QByteArray none = QByteArray::fromHex("c201"); // Tags no octets: not a bignum.
    QCOMPARE(diagnosticNotation(decodeCbor(none), none), QByteArray("2(1)"));
}

void TestCbor::agreesWithQt()
{
    QRandomGenerator random(8949);
    const QByteArray seed = QByteArray::fromHex(
        "a561616501020304056162bf9f5f42010243030405ffff7f657374726561646d696e67ff"
        "c249010000000000000000f97e00fb3ff199999999999af7d818456449455446");
    int clean = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray octets = seed.mid(random.bounded(static_cast<int>(seed.size())));
        for (int n = random.bounded(4); n > 0 && !octets.isEmpty(); --n) {
            octets[random.bounded(static_cast<int>(octets.size()))]
                = static_cast<char>(random.bounded(256));
        }
        octets.truncate(1 + random.bounded(12));
        QCborParserError error;
        QCborValue::fromCbor(octets, &error);
        const bool isGood = error.error == QCborError::NoError && error.offset == octets.size();
        const Document document = decodeCbor(octets);
        QCOMPARE(inconsistency(document, octets), QByteArray());
        // Qt has no simple values but those of one octet, and stops at depths of its own.
        if (error.error != QCborError::NestingTooDeep && error.error != QCborError::DataTooLarge)
            QVERIFY2(document.isClean() == isGood, octets.toHex().constData());
        clean += document.isClean() ? 1 : 0;
    }
    QVERIFY2(clean > 500, QByteArray::number(clean).constData());
}

QTEST_APPLESS_MAIN(TestCbor)
#include "tst_cbor.moc"
