// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/jsontextscanner.h"

#include "protocol/streaming/cuttest.h"

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestJsonTextScanner : public QObject
{
    Q_OBJECT

private slots:
    void cuts_data();
    void cuts() { checkCut(); }
    void comesWithItsLastOctet();
    void nests();
};

void TestJsonTextScanner::cuts_data()
{
    addCutColumns();
    newCut("2 objects in a row", Cut::Json, R"({"a":1}{"b":2})", { R"(0-7 {"a":1})", R"(7-14 {"b":2})" });
    newCut("2 every kind of value", Cut::Json, "{} [] \"s\" 12 -1.5e3 true false null",
           { "0-2 {}", "3-5 []", "6-9 \"s\"", "10-12 12", "13-19 -1.5e3", "20-24 true",
             "25-30 false", "31-35 null" });
    newCut("2 white space between and around", Cut::Json, " \t\r\n{}\n\n[]\t", { "4-6 {}", "8-10 []" });
    newCut("2 commas between", Cut::Json, "{},\n{},1,2", { "0-2 {}", "4-6 {}", "7-8 1", "9-10 2" });
    newCut("RFC 7464 2 RS between", Cut::Json, "\x1E{}\n\x1E{}\n\x1E" "1\x1E", { "1-3 {}", "5-7 {}", "9-10 1" });
    newCut("2 no white space needed", Cut::Json, "1{}2[]3\"s\"true\"t\"",
           { "0-1 1", "1-3 {}", "3-4 2", "4-6 []", "6-7 3", "7-10 \"s\"", "10-14 true", "14-17 \"t\"" });
    newCut("4 nested", Cut::Json, R"({"a":[{"b":[]}]}[[],{}])",
           { R"(0-16 {"a":[{"b":[]}]})", "16-23 [[],{}]" });
    newCut("7 brackets and quotes in a string", Cut::Json, R"({"a":"}]{[\"}\\"}"]\\"[])",
           { R"(0-17 {"a":"}]{[\x5c"}\x5c\x5c"})", R"(17-22 "]\x5c\x5c")", "22-24 []" });
    newCut("8.1 BOM before all", Cut::Json, "\xEF\xBB\xBF{}", { "3-5 {}" });
    newCut("8.1 a BOM and nothing else", Cut::Json, "\xEF\xBB\xBF", {});
    newCut("8.1 what begins as a BOM does", Cut::Json, "\xEF\xBB" "1 2", { R"(0-3 \xef\xbb1)", "4-5 2" });
    newCut("8.1 the first octet of a BOM", Cut::Json, "\xEF", { R"(0-1 \xef)" });
    newCut("4 pretty-printed", Cut::Json, "{\n  \"a\": 1\n}\n{\n}\n",
           { "0-12 {\\n  \"a\": 1\\n}", "13-16 {\\n}" });
    newCut("the end is in an object", Cut::Json, "{}{\"a\":", { "0-2 {}", "2-7 {\"a\": ! cut-off" });
    newCut("the end is in a string", Cut::Json, "\"ab", { "0-3 \"ab ! cut-off" });
    newCut("the end is behind a number", Cut::Json, "12 34", { "0-2 12", "3-5 34" });
    newCut("7 LF in a string", Cut::Json, "{\"a\":\"b\n{}", { "0-7 {\"a\":\"b ! bad-json", "8-10 {}" });
    newCut("RFC 7464 2.3 RS in a text", Cut::Json, "{\"a\":\x1E{}", { "0-5 {\"a\": ! bad-json", "6-8 {}" });
    newCut("RS in a string", Cut::Json, "\"a\x1E[]", { "0-2 \"a ! bad-json", "3-5 []" });
    newCut("words that are no JSON", Cut::Json, "hello {}\n} x:y",
           { "0-5 hello", "6-8 {}", "9-10 }", "11-14 x:y" });
    newCut("4 an array is one message", Cut::Json, "[1,2][3]", { "0-5 [1,2]", "5-8 [3]" });
    newCut("nothing", Cut::Json, "", {});
    newCut("only separators", Cut::Json, " ,\n\x1E", {});

    newCut("5 elements of one array", Cut::JsonArray, "[{\"a\":1}\n,\r\n{\"b\":2}]\n",
           { R"(1-8 {"a":1})", R"(12-19 {"b":2})" });
    newCut("5 elements of every kind", Cut::JsonArray, "[1,\"]\",[2,[]],true]",
           { "1-2 1", "3-6 \"]\"", "7-13 [2,[]]", "14-18 true" });
    newCut("5 an empty array", Cut::JsonArray, "[]", {});
    newCut("5 an array without end", Cut::JsonArray, "[{},", { "1-3 {}" });
    newCut("5 one array after another", Cut::JsonArray, "[1][2]", { "1-2 1", "4-5 2" });
    newCut("5 a value that is in no array", Cut::JsonArray, "{} [{}]", { "0-2 {}", "4-6 {}" });
    newCut("5 a bracket too many", Cut::JsonArray, "[1]]", { "1-2 1", "3-4 ]" });
    newCut("5 the end is in an element", Cut::JsonArray, "[[1,[2]", { "1-7 [1,[2] ! cut-off" });
}

/// What delimits itself is not held back until the next octet.
void TestJsonTextScanner::comesWithItsLastOctet()
{
    for (const QByteArray &text : { QByteArray("{}"), QByteArray("[[]]"), QByteArray("\"a\"") }) {
        MessageCutter cutter(Cut::Json);
        cutter.feed(QByteArrayView(text).chopped(1));
        QVERIFY(!cutter.next());
        cutter.feed(QByteArrayView(text).last(1));
        const auto message = cutter.next();
        QVERIFY(message);
        QCOMPARE(message->content, text);
    }
}

void TestJsonTextScanner::nests()
{
    // Deep enough that anything that recurses would not come back.
    constexpr qsizetype Deep = 1'000'000;
    const QByteArray body = QByteArray(Deep, '[') + QByteArray(Deep, ']') + "{}";
    MessageCutter cutter(Cut::Json);
    cutter.feed(body);
    const auto deep = cutter.next();
    QVERIFY(deep);
    QCOMPARE(deep->range, (ByteRange{ 0, 2 * Deep }));
    const auto flat = cutter.next();
    QVERIFY(flat);
    QCOMPARE(flat->content, QByteArrayView("{}"));
}

QTEST_APPLESS_MAIN(TestJsonTextScanner)
#include "tst_jsontextscanner.moc"
