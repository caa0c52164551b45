// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/argument.h"
#include "protocol/script/literalreader.h"
#include "protocol/script/scriptlog.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Script;

namespace {

/// A row: an argument as written and what argumentText() makes of it.
void row(const char *name, const QByteArray &source, const QByteArray &expected)
{
    QTest::newRow(name) << source << expected;
}

void columns()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("expected");
}

void verify()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, expected);
    QCOMPARE(argumentText(readArgument(source)), expected);
}

} // namespace

class TestLiteralReader : public QObject
{
    Q_OBJECT

private slots:
    void verbatim_data();
    void verbatim() { verify(); }
    void converted_data();
    void converted() { verify(); }
    void numbers_data();
    void numbers();
    void expressions_data();
    void expressions() { verify(); }
    void broken_data();
    void broken() { verify(); }
    void jsonFunctions_data();
    void jsonFunctions() { verify(); }
    void contentOfStrings();
    void depthIsLimited();
    void tellsWhatFollows();
};

void TestLiteralReader::verbatim_data()
{
    columns();
    row("8259-3 object", "{\"b\": 1.0e2, \"a\" :[true,false, null]}",
        "value {\"b\": 1.0e2, \"a\" :[true,false, null]}");
    row("8259-3 blanks around", " \n{ }\r\n", "value { }");
    row("8259-3 line ends within", "{\n\"a\":\n1}", "value {\\n\"a\":\\n1}");
    row("8259-5 empty array", "[ ]", "value [ ]");
    row("8259-5 nested", "[[],[{}],{\"a\":[]}]", "value [[],[{}],{\"a\":[]}]");
    row("8259-6 numbers", "[0,-1,0.50,1E+3]", "value [0,-1,0.50,1E+3]");
    row("8259-6 many digits", "12345678901234567890.12345678901234567890",
        "value 12345678901234567890.12345678901234567890");
    row("8259-7 string", "\"a\\u0041\\n\"", "string \"a\\u0041\\n\"");
    row("8259-7 repeated keys", "{\"a\":1,\"a\":2}", "value {\"a\":1,\"a\":2}");
    row("8259-3 literal names", "null", "value null");
    row("comment behind it", "{\"a\": 1} // '", "value {\"a\": 1}");
    row("comment before it", "/*'*/ {\"a\": 1}", "value {\"a\": 1}");
}

void TestLiteralReader::converted_data()
{
    columns();
    row("13.2.5 key without quotes", "{a:1,$b:2,_:3}", "value {\"a\":1,\"$b\":2,\"_\":3}");
    row("13.2.5 reserved word as key", "{if:1,null:2}", "value {\"if\":1,\"null\":2}");
    row("13.2.5 key in single quotes", "{'a b': 'c\"d'}", "value {\"a b\":\"c\\\"d\"}");
    row("13.2.5 number as key", "{1:2}", "value {\"1\":2}");
    row("13.2.5 key that is not ASCII", "{\xC3\xA9:1}", "value {\"\\xc3\\xa9\":1}");
    row("13.2.5 trailing comma", "{\"a\":1,}", "value {\"a\":1}");
    row("13.2.4 trailing comma", "[1,]", "value [1]");
    row("13.2.4 holes", "[,1,,2,]", "value [null,1,null,2]");
    row("13.2.4 one hole", "[,]", "value [null]");
    row("13.2.4 holes at the end", "[1,,]", "value [1,null]");
    row("12.4 comment within", "{\"a\":/* ' */1}", "value {\"a\":1}");
    row("12.2 blank that JSON does not know", "[1,\v2]", "value [1,2]");
    row("13.2.9 parentheses", "({\"a\":1})", "value {\"a\":1}");
    row("13.2.9 parentheses around a value", "[(1),((2))]", "value [1,2]");
    row("12.9.4 single quotes", "'it\\'s'", "string \"it's\"");
    row("12.9.6 template", "`a\"b`", "string \"a\\\"b\"");
    row("12.9.4 line separators stay", "'\xE2\x80\xA8'", "string \"\\xe2\\x80\\xa8\"");
    row("13.5.7 minified true and false", "[!0,!1]", "value [true,false]");
    row("13.5.4 sign", "+1", "value 1");
    row("13.5.5 sign with a blank", "[- 1]", "value [-1]");
    row("order and digits stay", "{b:1.10,a:0.0}", "value {\"b\":1.10,\"a\":0.0}");
}

void TestLiteralReader::numbers_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("isJson");
    const auto number = [](const char *name, const QByteArray &text, const QByteArray &expected,
                           bool isJson) { QTest::newRow(name) << text << expected << isJson; };
    number("12.9.3 zero", "0", "0", true);
    number("12.9.3 decimal", "10.50", "10.50", true);
    number("12.9.3 exponent", "1e5", "1e5", true);
    number("12.9.3 exponent with a sign", "1E-05", "1E-05", true);
    number("12.9.3 fraction of zero", "0.5", "0.5", true);
    number("12.9.3 exponent of zero", "0e1", "0e1", true);
    number("12.9.3 no digit before the point", ".5", "0.5", false);
    number("12.9.3 no digit behind the point", "5.", "5", false);
    number("12.9.3 no digit behind the point, exponent", "5.e2", "5e2", false);
    number("12.9.3 separators", "1_000.5", "1000.5", false);
    number("12.9.3 separator at the end", "1_", "", false);
    number("12.9.3 two separators", "1__0", "", false);
    number("12.9.3 separator before the point", "1_.5", "", false);
    number("12.9.3 hexadecimal", "0xfF", "255", false);
    number("12.9.3 octal", "0o17", "15", false);
    number("12.9.3 binary", "0B101", "5", false);
    number("12.9.3 hexadecimal beyond 53 bits", "0x20000000000000", "", false);
    number("12.9.3 hexadecimal of 53 bits", "0x1fffffffffffff", "9007199254740991", false);
    number("12.9.3 hexadecimal without digits", "0x", "", false);
    number("12.9.3 BigInt", "1n", "", false);
    number("B.1.1 legacy octal", "017", "15", false);
    number("B.1.1 no octal digit", "019", "19", false);
    number("malformed exponent", "1e", "", false);
    number("malformed exponent sign", "1e+", "", false);
    number("two points", "1.2.3", "", false);
    number("letters", "1abc", "", false);
    number("point alone", ".", "", false);
}

void TestLiteralReader::numbers()
{
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, expected);
    QFETCH(bool, isJson);
    bool isWrittenAsJson = true;
    QCOMPARE(numberAsJson(number, isWrittenAsJson), expected);
    QCOMPARE(isWrittenAsJson && !expected.isEmpty(), isJson);
}

void TestLiteralReader::expressions_data()
{
    columns();
    row("13.1 name", " data ", "expression data");
    row("13.1 undefined", "undefined", "expression undefined");
    row("13.1 NaN in an array", "[NaN]", "expression [NaN]");
    row("13.3.5 new", "new Date()", "expression new Date()");
    row("13.3.6 call within", "{a:f()}", "expression {a:f()}");
    row("13.8 sum", "'a'+'b'", "expression 'a'+'b'");
    row("13.8 sum within", "[1+2]", "expression [1+2]");
    row("13.14 conditional", "1?2:3", "expression 1?2:3");
    row("13.3.2 member of a literal", "[1][0]", "expression [1][0]");
    row("13.10 in", "['a' in b]", "expression ['a' in b]");
    row("13.2.5 shorthand", "{a}", "expression {a}");
    row("13.2.5 shorthand before another", "{a,b:1}", "expression {a,b:1}");
    row("13.2.5 method", "{a(){}}", "expression {a(){}}");
    row("13.2.5 getter", "{get a(){}}", "expression {get a(){}}");
    row("13.2.5 computed key", "{[a]:1}", "expression {[a]:1}");
    row("13.2.5 key that is no index", "{1.5:1}", "expression {1.5:1}");
    row("13.2.4 spread", "[...a]", "expression [...a]");
    row("13.2.5 spread", "{...a}", "expression {...a}");
    row("13.2.8 template with a substitution", "`a${b}`", "expression `a${b}`");
    row("13.2.7 regular expression", "/a/", "expression /a/");
    row("13.2.6 function", "function(){}", "expression function(){}");
    row("15.3 arrow function", "()=>1", "expression ()=>1");
    row("13.16 comma", "(1,2)", "expression (1,2)");
    row("BigInt", "1n", "expression 1n");
    row("not of a number", "!2", "expression !2");
    row("not of a name", "!a", "expression !a");
    row("not UTF-8", "'\xFF'", "expression '\\xff'");
    row("B.1.1 no comment but a decrement", "-->1", "expression -->1");
    row("12.5 no hashbang", "#!1", "expression #!1");
    row("nothing", " ", "none");
}

void TestLiteralReader::broken_data()
{
    columns();
    row("13.2.5 two commas", "{\"a\":1,,}", "broken {\"a\":1,,}");
    row("13.2.5 no comma", "{\"a\":1 \"b\":2}", "broken {\"a\":1 \"b\":2}");
    row("13.2.5 no value", "{\"a\":}", "broken {\"a\":}");
    row("13.2.5 no value and a comma", "{\"a\":,}", "broken {\"a\":,}");
    row("13.2.5 no colon", "{\"a\" 1}", "broken {\"a\" 1}");
    row("13.2.5 comma alone", "{,}", "broken {,}");
    row("13.2.5 two colons", "{\"a\"::1}", "broken {\"a\"::1}");
    row("12.9.3 no number", "[1abc]", "broken [1abc]");
    row("13.2.4 colon", "[1:2]", "broken [1:2]");
    row("13.2.4 two values", "[1 2]", "broken [1 2]");
    row("13.2.4 semicolon", "[1;2]", "broken [1;2]");
    row("brackets that do not match", "[1}", "broken [1}");
    row("bracket not closed", "[1", "broken [1");
    row("12.9.4 line end in a string", "['a\n']", "broken ['a\\n']");
    row("12.9.4.2 malformed escape", "'\\u12'", "broken '\\u12'");
}

void TestLiteralReader::jsonFunctions_data()
{
    columns();
    row("25.5.1 parse", "JSON.parse('{\"a\": 1}')", "value {\"a\": 1}");
    row("25.5.1 parse of a string", "JSON.parse('\"a\"')", "string \"a\"");
    row("25.5.1 parse of escapes", "JSON . parse ( \"{\\\"a\\\":\\\"\\\\u0041\\\"}\" )",
        "value {\"a\":\"\\u0041\"}");
    row("25.5.1 parse of a template", "JSON.parse(`[1,\n2]`)", "value [1,\\n2]");
    row("25.5.1 what JSON is not", "JSON.parse('{a:1}')", "broken JSON.parse('{a:1}')");
    row("25.5.1 nothing", "JSON.parse('')", "broken JSON.parse('')");
    row("25.5.1 more behind it", "JSON.parse('1 2')", "broken JSON.parse('1 2')");
    row("25.5.1 parse of a name", "JSON.parse(a)", "expression JSON.parse(a)");
    row("25.5.1 a reviver", "JSON.parse('1',f)", "expression JSON.parse('1',f)");
    row("25.5.1 member of the result", "JSON.parse('[1]').length",
        "expression JSON.parse('[1]').length");
    row("25.5.2 stringify", "JSON.stringify({a: 'b'})", "string \"{\\\"a\\\":\\\"b\\\"}\"");
    row("25.5.2 stringify of JSON", "JSON.stringify({\"a\":1})", "string \"{\\\"a\\\":1}\"");
    row("25.5.2 stringify of a name", "JSON.stringify(a)", "expression JSON.stringify(a)");
    row("25.5.2 an indent", "JSON.stringify({},null,2)", "expression JSON.stringify({},null,2)");
    row("another function", "JSON.other('1')", "expression JSON.other('1')");
    row("the object alone", "JSON", "expression JSON");
}

void TestLiteralReader::contentOfStrings()
{
    QCOMPARE(readArgument("'a\\n\"b\"'").content, QByteArray("a\n\"b\""));
    QCOMPARE(readArgument("JSON.stringify({a:1})").content, QByteArray("{\"a\":1}"));
    QCOMPARE(readArgument("{a:1}").content, QByteArray("{\"a\":1}"));
    QCOMPARE(readArgument(" a + b ").content, QByteArray("a + b"));
    QCOMPARE(readArgument("'\\ud83d'").content, QByteArray("\xEF\xBF\xBD")); // As UTF-8 has none.
}

void TestLiteralReader::depthIsLimited()
{
    const auto nested = [](qsizetype depth) {
        return QByteArray(QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth));
    };
    QCOMPARE(readArgument(nested(LiteralReader::MaxDepth)).kind, Argument::Kind::Value);
    QCOMPARE(readArgument(nested(LiteralReader::MaxDepth + 1)).kind, Argument::Kind::Expression);
    QCOMPARE(readArgument(QByteArray("(").repeated(1000000)).kind, Argument::Kind::Expression);
}

void TestLiteralReader::tellsWhatFollows()
{
    ScriptLexer lexer("{a:1} , 2");
    LiteralReader reader(lexer);
    QCOMPARE(reader.read(lexer.next()), LiteralReader::Outcome::Converted);
    QCOMPARE(reader.json(), QByteArray("{\"a\":1}"));
    QCOMPARE(reader.range().begin, 0);
    QCOMPARE(reader.range().end, 5);
    QVERIFY(reader.following().is(","));
    QCOMPARE(reader.read(lexer.next()), LiteralReader::Outcome::Json);
    QCOMPARE(reader.range().begin, 8);
    QCOMPARE(reader.following().kind, Token::Kind::End);
}

QTEST_APPLESS_MAIN(TestLiteralReader)
#include "tst_literalreader.moc"
