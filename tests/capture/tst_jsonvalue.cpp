// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonvalue.h"
#include "protocol/jsonscanner.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;

namespace {

template <std::size_t Size> void row(const char *name, const char (&json)[Size], bool isValid)
{
    QTest::newRow(name) << QByteArray(json, Size - 1) << isValid;
}

QByteArray nested(qsizetype depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

/// JSON that says most of what JSON can, @p depth deep at most.
QByteArray randomJson(QRandomGenerator &random, int depth)
{
    static constexpr const char *Scalars[] = { "0",
                                               "-1",
                                               "1.5",
                                               "1e3",
                                               "-0.0E-2",
                                               "true",
                                               "false",
                                               "null",
                                               "\"\"",
                                               "\"a b\"",
                                               "\"\\u00e9\\n\"",
                                               "\"\xC3\xA9\"",
                                               "\"\\\"\"",
                                               "\"\\ud83d\\ude00\"",
                                               "12345678901" };
    const quint32 choice = random.bounded(depth > 0 ? 4U : 1U);
    if (choice < 2)
        return Scalars[random.bounded(15U)];
    QByteArray json = choice == 2 ? "[" : "{";
    for (quint32 i = 0, count = random.bounded(4U); i < count; ++i) {
        json += i > 0 ? ", " : "";
        if (choice == 3)
            json += "\"k" + QByteArray::number(i) + "\" :";
        json += randomJson(random, depth - 1);
    }
    return json + (choice == 2 ? "]" : "}");
}

bool isValidForQt(const QByteArray &json)
{
    QJsonParseError error{};
    QJsonDocument::fromJson(json, &error);
    return error.error == QJsonParseError::NoError;
}

} // namespace

class TestJsonValue : public QObject
{
    Q_OBJECT

private slots:
    void validity_data();
    void validity();
    void acceptsOnlyWhatQtDoes();
    void finds_data();
    void finds();
    void depth();
    void scannerStopsBehindTheValue();
    void oneLine();
    void strings_data();
    void strings();
    void members();
    void elements();
    void pointers_data();
    void pointers();
    void pointerSyntax_data();
    void pointerSyntax();
    void slicesAreVerbatim();
    void same_data();
    void same();
};

void TestJsonValue::validity_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isValid");

    row("8259-2 object", "{}", true);
    row("8259-2 array", "[]", true);
    row("8259-2 string", "\"\"", true);
    row("8259-2 number", "0", true);
    row("8259-2 blanks around", " \t\r\n1 \t\r\n", true);
    row("8259-2 nothing", "", false);
    row("8259-2 blanks alone", "  ", false);
    row("8259-2 two values", "1 2", false);
    row("8259-2 form feed is no blank", "\f1", false);
    row("8259-2 U+00A0 is no blank",
        "\xC2\xA0"
        "1",
        false);
    row("8259-3 true", "true", true);
    row("8259-3 false", "false", true);
    row("8259-3 null", "null", true);
    row("8259-3 names are lower case", "True", false);
    row("8259-3 cut name", "tru", false);
    row("8259-3 name with more behind", "nulls", false);
    row("8259-3 NaN", "NaN", false);
    row("8259-3 Infinity", "-Infinity", false);
    row("8259-4 members", "{\"a\":1,\"b\":{\"c\":[2]}}", true);
    row("8259-4 equal keys", "{\"a\":1,\"a\":2}", true);
    row("8259-4 blanks everywhere", " { \"a\" : 1 , \"b\" : 2 } ", true);
    row("8259-4 empty key", "{\"\":0}", true);
    row("8259-4 comma at the end", "{\"a\":1,}", false);
    row("8259-4 no comma", "{\"a\":1 \"b\":2}", false);
    row("8259-4 no colon", "{\"a\" 1}", false);
    row("8259-4 no value", "{\"a\":}", false);
    row("8259-4 key not quoted", "{a:1}", false);
    row("8259-4 key is a number", "{1:1}", false);
    row("8259-4 single quotes", "{'a':1}", false);
    row("8259-4 not closed", "{\"a\":1", false);
    row("8259-4 closed by a bracket", "{\"a\":1]", false);
    row("8259-4 comma alone", "{,}", false);
    row("8259-5 elements", "[1,\"a\",null,[],{}]", true);
    row("8259-5 comma at the end", "[1,]", false);
    row("8259-5 comma at the start", "[,1]", false);
    row("8259-5 two commas", "[1,,2]", false);
    row("8259-5 not closed", "[1", false);
    row("8259-5 closed by a brace", "[1}", false);
    row("8259-5 closed twice", "[1]]", false);
    row("8259-6 minus", "-1", true);
    row("8259-6 minus zero", "-0", true);
    row("8259-6 fraction", "0.5", true);
    row("8259-6 exponents", "[1e1,1E+1,1.5e-10]", true);
    row("8259-6 more digits than a double", "123456789012345678901234567890.123456789", true);
    row("8259-6 beyond a double", "1e400", true);
    row("8259-6 plus", "+1", false);
    row("8259-6 minus alone", "-", false);
    row("8259-6 leading zero", "01", false);
    row("8259-6 minus and leading zero", "-01", false);
    row("8259-6 no digit before the point", ".5", false);
    row("8259-6 no digit after the point", "1.", false);
    row("8259-6 no digit in the exponent", "1e", false);
    row("8259-6 sign alone in the exponent", "1e+", false);
    row("8259-6 two signs in the exponent", "1e+-1", false);
    row("8259-6 hexadecimal", "0x10", false);
    row("8259-7 escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uABCD\\uabcd\"", true);
    row("8259-7 lone surrogate escape", "\"\\ud800\"", true);
    row("8259-7 DEL is no control character", "\"\x7F\"", true);
    row("8259-7 U+2028", "\"\xE2\x80\xA8\"", true);
    row("8259-7 other escape", "\"\\a\"", false);
    row("8259-7 escaped apostrophe", "\"\\'\"", false);
    row("8259-7 short u escape", "\"\\u12\"", false);
    row("8259-7 u escape not hexadecimal", "\"\\u12g4\"", false);
    row("8259-7 capital U", "\"\\U0041\"", false);
    row("8259-7 LF", "\"a\nb\"", false);
    row("8259-7 NUL", "\"a\0b\"", false);
    row("8259-7 U+001F", "\"\x1F\"", false);
    row("8259-7 not closed", "\"a", false);
    row("8259-7 not closed after a backslash", "\"a\\", false);
    row("8259-8.1 UTF-8", "\"\xF0\x9F\x98\x80\"", true);
    row("8259-8.1 not UTF-8", "\"\xFF\"", false);
    row("8259-8.1 overlong", "\"\xC0\xAF\"", false);
    row("8259-8.1 key not UTF-8", "{\"\xFF\":1}", false);
    row("8259-8.1 BOM",
        "\xEF\xBB\xBF"
        "1",
        false);
    row("8259-9 comment", "[1 /* one */]", false);
}

void TestJsonValue::validity()
{
    QFETCH(QByteArray, json);
    QTEST(isValidJson(json), "isValid");
    QTEST(findJsonValue(json).has_value(), "isValid");
}

void TestJsonValue::acceptsOnlyWhatQtDoes()
{
    QRandomGenerator random(8259);
    static constexpr QByteArrayView Octets("[]{}\":,\\ntru01-.+ \n\x01\xC3\xA9");
    int valid = 0;
    for (int round = 0; round < 40000; ++round) {
        QByteArray json = randomJson(random, 4);
        QVERIFY2(isValidJson(json), json.constData());
        for (quint32 i = random.bounded(3U); i > 0; --i) {
            const qsizetype at = random.bounded(static_cast<int>(json.size()));
            const char octet = Octets[random.bounded(static_cast<int>(Octets.size()))];
            if (random.bounded(2))
                json[at] = octet;
            else
                json.insert(at, octet);
        }
        // Qt takes no scalars, but takes `.1`, `1.` and any character behind a backslash.
        const QByteArray array = '[' + json + ']';
        QVERIFY2(!isValidJson(array) || isValidForQt(array), array.constData());
        valid += isValidJson(array) ? 1 : 0;
    }
    QVERIFY(valid > 10000 && valid < 25000);
}

void TestJsonValue::finds_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<ByteRange>("range");
    QTest::newRow("alone") << QByteArray("12") << ByteRange{ 0, 2 };
    QTest::newRow("blanks around") << QByteArray(" \n[1] ") << ByteRange{ 2, 5 };
    QTest::newRow("string") << QByteArray("\t\" \"") << ByteRange{ 1, 4 };
}

void TestJsonValue::finds()
{
    QFETCH(QByteArray, octets);
    const std::optional<ByteRange> found = findJsonValue(octets);
    QVERIFY(found);
    QFETCH(ByteRange, range);
    QVERIFY(*found == range);
}

void TestJsonValue::depth()
{
    QVERIFY(isValidJson(nested(JsonScanner::MaxDepth)));
    QVERIFY(!isValidJson(nested(JsonScanner::MaxDepth + 1)));
    QVERIFY(!isValidJson(nested(1'000'000)));
    QVERIFY(!isValidJson(QByteArray(1'000'000, '[')));
    QVERIFY(!isValidJson(QByteArray("{\"a\":").repeated(1'000'000)));
    // Beside each other is not inside each other.
    const QByteArray wide = '[' + QByteArray("[],").repeated(1000) + "[]]";
    QVERIFY(isValidJson(wide));
}

void TestJsonValue::scannerStopsBehindTheValue()
{
    JsonScanner scanner("[1] {\"a\" : 2}x");
    QVERIFY(scanner.skipValue());
    QCOMPARE(scanner.offset(), 3);
    scanner.skipBlanks();
    QVERIFY(scanner.take('{'));
    QVERIFY(!scanner.take('{'));
    QByteArrayView key;
    QVERIFY(scanner.skipKey(key));
    QCOMPARE(key.toByteArray(), QByteArray("\"a\""));
    const qsizetype begin = scanner.offset();
    QVERIFY(scanner.skipValue());
    QCOMPARE(scanner.from(begin).toByteArray(), QByteArray("2"));
    QVERIFY(scanner.take('}'));
    QCOMPARE(scanner.peek(), 'x');
    QVERIFY(!scanner.isAtEnd() && scanner.take('x') && scanner.isAtEnd());
    QCOMPARE(scanner.peek(), '\0');
}

void TestJsonValue::oneLine()
{
    QCOMPARE(jsonOnOneLine("{\r\n  \"a\": 1.0,\n  \"b\\n\": [\r]\n}"),
             QByteArray("{  \"a\": 1.0,  \"b\\n\": []}"));
}

void TestJsonValue::strings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isString");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("8259-7 empty") << QByteArray("\"\"") << true << QByteArray();
    QTest::newRow("8259-7 plain") << QByteArray("\"a\xC3\xA9\"") << true << QByteArray("a\xC3\xA9");
    QTest::newRow("8259-7 escapes")
        << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"") << true << QByteArray("\"\\/\b\f\n\r\t");
    QTest::newRow("8259-7 u escape")
        << QByteArray("\"\\u0041\\u00e9\\u20AC\"") << true << QByteArray("A\xC3\xA9\xE2\x82\xAC");
    QTest::newRow("8259-7 u0000") << QByteArray("\"a\\u0000b\"") << true << QByteArray("a\0b", 3);
    QTest::newRow("8259-7 surrogate pair")
        << QByteArray("\"\\ud83d\\ude00\"") << true << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("8259-8.2 high surrogate alone")
        << QByteArray("\"\\ud83dx\"") << true << QByteArray("\xEF\xBF\xBDx");
    QTest::newRow("8259-8.2 low surrogate alone")
        << QByteArray("\"\\ude00\"") << true << QByteArray("\xEF\xBF\xBD");
    QTest::newRow("8259-8.2 two high surrogates")
        << QByteArray("\"\\ud83d\\ud83d\"") << true << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("8259-8.2 high surrogate, then another escape")
        << QByteArray("\"\\ud83d\\n\"") << true << QByteArray("\xEF\xBF\xBD\n");
    QTest::newRow("8259-7 number") << QByteArray("1") << false << QByteArray();
    QTest::newRow("8259-7 more behind it") << QByteArray("\"a\"b") << false << QByteArray();
}

void TestJsonValue::strings()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isString);
    const std::optional<QByteArray> text = jsonString(json);
    QCOMPARE(text.has_value(), isString);
    if (text)
        QTEST(*text, "text");
}

void TestJsonValue::members()
{
    const auto members = jsonMembers(" { \"b\" : 1.0 , \"a\\n\":[ 2 ],\"b\":\"x\" } ");
    QVERIFY(members);
    QCOMPARE(members->size(), std::size_t{ 3 });
    QCOMPARE(members->at(0).first, QByteArray("b"));
    QCOMPARE(members->at(0).second.toByteArray(), QByteArray("1.0"));
    QCOMPARE(members->at(1).first, QByteArray("a\n"));
    QCOMPARE(members->at(1).second.toByteArray(), QByteArray("[ 2 ]"));
    QCOMPARE(members->at(2).second.toByteArray(), QByteArray("\"x\""));
    QVERIFY(jsonMembers("{}")->empty());
    QVERIFY(!jsonMembers("[]"));
    QVERIFY(!jsonMembers("1"));
}

void TestJsonValue::elements()
{
    const auto elements = jsonElements(" [ 1.0 , {\"a\":[2]},\"x\" ] ");
    QVERIFY(elements);
    QCOMPARE(elements->size(), std::size_t{ 3 });
    QCOMPARE(elements->at(0).toByteArray(), QByteArray("1.0"));
    QCOMPARE(elements->at(1).toByteArray(), QByteArray("{\"a\":[2]}"));
    QVERIFY(jsonElements("[ ]")->empty());
    QVERIFY(!jsonElements("{}"));
}

void TestJsonValue::pointers_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value"); // Empty: there is none.

    // The table of RFC 6901 section 5.
    QTest::newRow("6901-5 foo") << QByteArray("/foo") << QByteArray("[\"bar\", \"baz\"]");
    QTest::newRow("6901-5 foo 0") << QByteArray("/foo/0") << QByteArray("\"bar\"");
    QTest::newRow("6901-5 empty key") << QByteArray("/") << QByteArray("0");
    QTest::newRow("6901-5 slash") << QByteArray("/a~1b") << QByteArray("1");
    QTest::newRow("6901-5 per cent") << QByteArray("/c%d") << QByteArray("2");
    QTest::newRow("6901-5 caret") << QByteArray("/e^f") << QByteArray("3");
    QTest::newRow("6901-5 bar") << QByteArray("/g|h") << QByteArray("4");
    QTest::newRow("6901-5 backslash") << QByteArray("/i\\j") << QByteArray("5");
    QTest::newRow("6901-5 quote") << QByteArray("/k\"l") << QByteArray("6");
    QTest::newRow("6901-5 blank") << QByteArray("/ ") << QByteArray("7");
    QTest::newRow("6901-5 tilde") << QByteArray("/m~0n") << QByteArray("8");

    QTest::newRow("6901-4 no such member") << QByteArray("/bar") << QByteArray();
    QTest::newRow("6901-4 keys are case-sensitive") << QByteArray("/Foo") << QByteArray();
    QTest::newRow("6901-4 no such element") << QByteArray("/foo/2") << QByteArray();
    QTest::newRow("6901-4 past the last element") << QByteArray("/foo/-") << QByteArray();
    QTest::newRow("6901-4 leading zero") << QByteArray("/foo/00") << QByteArray();
    QTest::newRow("6901-4 sign") << QByteArray("/foo/+1") << QByteArray();
    QTest::newRow("6901-4 index beyond 64 bits")
        << QByteArray("/foo/18446744073709551616") << QByteArray();
    QTest::newRow("6901-4 empty index") << QByteArray("/foo/") << QByteArray();
    QTest::newRow("6901-4 into a string") << QByteArray("/foo/0/0") << QByteArray();
    QTest::newRow("6901-4 into a number") << QByteArray("//x") << QByteArray();
    QTest::newRow("6901-4 tilde 0 then 1") << QByteArray("/o~01p") << QByteArray("9");
    QTest::newRow("6901-4 deep") << QByteArray("/q/1/r/0") << QByteArray("1.50");
    QTest::newRow("6901-4 key with an escape in the text")
        << QByteArray("/\xC3\xA9") << QByteArray("10");
    QTest::newRow("6901-4 the last of equal keys") << QByteArray("/twice") << QByteArray("\"b\"");
    QTest::newRow("6901-3 no slash") << QByteArray("foo") << QByteArray();
}

void TestJsonValue::pointers()
{
    const QByteArray json = "{\"foo\": [\"bar\", \"baz\"], \"\": 0, \"a/b\": 1, \"c%d\": 2,"
                            " \"e^f\": 3, \"g|h\": 4, \"i\\\\j\": 5, \"k\\\"l\": 6, \" \": 7,"
                            " \"m~n\": 8, \"o~1p\": 9, \"q\": [0, {\"r\": [1.50]}],"
                            " \"\\u00E9\": 10, \"twice\": \"a\", \"twice\": \"b\"}";
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    const std::optional<QByteArrayView> found = jsonAt(json, pointer);
    QCOMPARE(found.has_value(), !value.isEmpty());
    if (found)
        QCOMPARE(found->toByteArray(), value);
}

void TestJsonValue::pointerSyntax_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<bool>("isPointer");
    QTest::newRow("6901-3 empty") << QByteArray() << true;
    QTest::newRow("6901-3 slash") << QByteArray("/") << true;
    QTest::newRow("6901-3 tilde 0 and 1") << QByteArray("/~0~1") << true;
    QTest::newRow("6901-3 no slash first") << QByteArray("a/b") << false;
    QTest::newRow("6901-3 tilde at the end") << QByteArray("/a~") << false;
    QTest::newRow("6901-3 tilde before another character") << QByteArray("/~2") << false;
    QTest::newRow("6901-3 not UTF-8") << QByteArray("/\xFF") << false;
}

void TestJsonValue::pointerSyntax()
{
    QFETCH(QByteArray, pointer);
    QTEST(isJsonPointer(pointer), "isPointer");
}

void TestJsonValue::slicesAreVerbatim()
{
    const QByteArray json = " {\"z\": 1.000000000000000000001, \"a\": [ 1e2 ] }\n";
    QCOMPARE(jsonAt(json, "")->toByteArray(), json.trimmed());
    QCOMPARE(jsonAt(json, "/z")->toByteArray(), QByteArray("1.000000000000000000001"));
    QCOMPARE(jsonAt(json, "/a")->toByteArray(), QByteArray("[ 1e2 ]"));
    QVERIFY(!jsonAt("{\"a\":1", "/a"));
}

void TestJsonValue::same_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("isSame");

    QTest::newRow("6 equal numbers") << QByteArray("100") << QByteArray("1e2") << true;
    QTest::newRow("6 zeros") << QByteArray("0") << QByteArray("-0.0e7") << true;
    QTest::newRow("6 fractions") << QByteArray("0.25") << QByteArray("25.0E-2") << true;
    QTest::newRow("6 sign") << QByteArray("1") << QByteArray("-1") << false;
    QTest::newRow("6 digits a double has not")
        << QByteArray("9007199254740993") << QByteArray("9007199254740992") << false;
    QTest::newRow("6 power of ten") << QByteArray("1") << QByteArray("10") << false;
    QTest::newRow("7 string escapes")
        << QByteArray("\"\\u0041/\"") << QByteArray("\"A\\/\"") << true;
    QTest::newRow("7 strings") << QByteArray("\"a\"") << QByteArray("\"b\"") << false;
    QTest::newRow("3 number and string") << QByteArray("1") << QByteArray("\"1\"") << false;
    QTest::newRow("3 true") << QByteArray("true") << QByteArray(" true ") << true;
    QTest::newRow("3 null and false") << QByteArray("null") << QByteArray("false") << false;
    QTest::newRow("4 order of members")
        << QByteArray("{\"a\":1,\"b\":[2]}") << QByteArray("{ \"b\":[2.0], \"a\":1 }") << true;
    QTest::newRow("4 further member")
        << QByteArray("{\"a\":1}") << QByteArray("{\"a\":1,\"b\":2}") << false;
    QTest::newRow("4 the last of equal keys")
        << QByteArray("{\"a\":1,\"a\":2}") << QByteArray("{\"a\":2}") << true;
    QTest::newRow("4 object and array") << QByteArray("{}") << QByteArray("[]") << false;
    QTest::newRow("5 order of elements") << QByteArray("[1,2]") << QByteArray("[2,1]") << false;
    QTest::newRow("5 further element") << QByteArray("[1]") << QByteArray("[1,1]") << false;
    QTest::newRow("2 not valid") << QByteArray("[1") << QByteArray("[1") << false;
}

void TestJsonValue::same()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QTEST(isSameJson(one, other), "isSame");
    QTEST(isSameJson(other, one), "isSame");
}

QTEST_APPLESS_MAIN(TestJsonValue)
#include "tst_jsonvalue.moc"
