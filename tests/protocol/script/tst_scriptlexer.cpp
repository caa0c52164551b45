// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/scriptlexer.h"
#include "protocol/script/stringliteral.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Script;

namespace {

QByteArray kindText(Token::Kind kind)
{
    switch (kind) {
    case Token::Kind::End:
        return "end";
    case Token::Kind::Identifier:
        return "word";
    case Token::Kind::Punctuator:
        return "";
    case Token::Kind::String:
        return "string";
    case Token::Kind::Template:
        return "template";
    case Token::Kind::TemplatePart:
        return "part";
    case Token::Kind::Number:
        return "number";
    case Token::Kind::Regex:
        return "regex";
    case Token::Kind::Invalid:
        return "invalid";
    }
    return {};
}

QByteArrayList tokensOf(QByteArrayView text)
{
    QByteArrayList tokens;
    ScriptLexer lexer(text);
    qint64 at = 0;
    for (Token token = lexer.next(); token.kind != Token::Kind::End; token = lexer.next()) {
        const QByteArray kind = kindText(token.kind);
        tokens += (kind.isEmpty() ? QByteArray() : kind + ' ') + token.text.toByteArray();
        if (token.range.begin < at || token.range.size() != token.text.size())
            tokens += "(range)";
        at = token.range.end;
    }
    if (lexer.isBroken())
        tokens += "(broken)";
    if (lexer.isCutOff())
        tokens += "(cut off)";
    return tokens;
}

} // namespace

class TestScriptLexer : public QObject
{
    Q_OBJECT

private slots:
    void tokens_data();
    void tokens();
    void strings_data();
    void strings();
    void malformedStrings_data();
    void malformedStrings();
    void jsonStrings_data();
    void jsonStrings();
    void countsBracketsAndGaps();
    void staysAtTheEnd();
    void deepBracketsCostNoStack();
};

void TestScriptLexer::tokens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &expected) {
        QTest::newRow(name) << text << expected;
    };

    row("12.2 blanks", " \t\v\f\r\n\xC2\xA0\xEF\xBB\xBF\xE2\x80\xA8x\xE2\x80\xA9", { "word x" });
    row("12.4 comments", "a//b\nc/*d*/e/**/", { "word a", "word c", "word e" });
    row("12.4 comment over lines", "a/*\n*/b", { "word a", "word b" });
    row("12.4 quote in a comment", "a/*'*/b//'\nc", { "word a", "word b", "word c" });
    row("12.4 comment cut off", "a/*b", { "word a", "(cut off)" });
    row("12.4 line comment ended by U+2028", "//a\xE2\x80\xA8" "b", { "word b" });
    row("12.5 hashbang", "#!a\nb", { "word b" });
    row("B.1.1 HTML-like comment", "a<!--b\nc", { "word a", "word c" });
    row("B.1.1 end of one at the start", "-->a\nb", { "word b" });
    row("B.1.1 end of one on a line of its own", "a\n /**/ --> b\nc", { "word a", "word c" });
    row("B.1.1 end of one behind a comment of lines", "a/*\n*/-->b\nc", { "word a", "word c" });
    row("B.1.1 no end of one within a line", "a-->b", { "word a", "--", ">", "word b" });
    row("12.7 names", "$a _b c1 \xC3\xA9 #p d\\u0061", { "word $a", "word _b", "word c1",
        "word \xC3\xA9", "word #p", "word d\\u0061" });
    row("12.8 punctuators", "a?.b?.5:c===d==e=>f&&g||h??i...j", { "word a", "?.", "word b", "?",
        "number .5", ":", "word c", "===", "word d", "==", "word e", "=>", "word f", "&&",
        "word g", "||", "word h", "??", "word i", "...", "word j" });
    row("12.9.3 numbers", "1 .5 5. 1e+5 0x1F 0b1 1_0 1n 1.5e-3",
        { "number 1", "number .5", "number 5.", "number 1e+5", "number 0x1F", "number 0b1",
          "number 1_0", "number 1n", "number 1.5e-3" });
    row("12.9.3 hexadecimal e is a digit", "0x1e+2", { "number 0x1e", "+", "number 2" });
    row("12.9.4 strings", "'a' \"b\" 'c\"d' \"e'f\"", { "string 'a'", "string \"b\"",
        "string 'c\"d'", "string \"e'f\"" });
    row("12.9.4 escaped quote", "'a\\'b' \"\\\\\"", { "string 'a\\'b'", "string \"\\\\\"" });
    row("12.9.4 continued line", "'a\\\nb' 'c\\\r\nd'", { "string 'a\\\nb'",
        "string 'c\\\r\nd'" });
    row("12.9.4 U+2028 within", "'\xE2\x80\xA8'", { "string '\xE2\x80\xA8'" });
    row("12.9.4 not ended on its line", "'a\nb", { "invalid 'a", "word b", "(broken)" });
    row("12.9.4 not ended", "'a", { "invalid 'a", "(cut off)" });
    row("12.9.4 not ended behind an escape", "'a\\", { "invalid 'a\\", "(cut off)" });
    row("12.9.5 regular expression", "x=/'/g;y", { "word x", "=", "regex /'/g", ";", "word y" });
    row("12.9.5 solidus in a class", "x=/[/']/;y", { "word x", "=", "regex /[/']/", ";", "word y" });
    row("12.9.5 escaped solidus", "x=/\\/'/;y", { "word x", "=", "regex /\\/'/", ";", "word y" });
    row("12.9.5 escaped bracket", "x=/\\[/;y", { "word x", "=", "regex /\\[/", ";", "word y" });
    row("12.9.5 first of all", "/a/.test(b)", { "regex /a/", ".", "word test", "(", "word b", ")" });
    row("12.9.5 behind return", "return /'/", { "word return", "regex /'/" });
    row("12.9.5 behind a property named return", "a.return /b/ c", { "word a", ".", "word return",
        "/", "word b", "/", "word c" });
    row("12.9.5 behind a condition", "if(a)/'/.b", { "word if", "(", "word a", ")", "regex /'/",
        ".", "word b" });
    row("12.9.5 behind a block", "if(a){b}/'/.c", { "word if", "(", "word a", ")", "{", "word b",
        "}", "regex /'/", ".", "word c" });
    row("12.9.5 behind a statement", "a;/'/.b", { "word a", ";", "regex /'/", ".", "word b" });
    row("12.9.5 not ended on its line", "x=/a\nb", { "word x", "=", "invalid /a", "word b",
        "(broken)" });
    row("12.9.5 not ended", "x=/a", { "word x", "=", "invalid /a", "(cut off)" });
    row("13.7 division", "a/b/c", { "word a", "/", "word b", "/", "word c" });
    row("13.7 division behind a number", "1/2/g", { "number 1", "/", "number 2", "/", "word g" });
    row("13.7 division behind parentheses", "(a)/b/g", { "(", "word a", ")", "/", "word b", "/",
        "word g" });
    row("13.7 division behind an index", "a[0]/b/g", { "word a", "[", "number 0", "]", "/",
        "word b", "/", "word g" });
    row("13.7 division behind an object", "x={}/b/g", { "word x", "=", "{", "}", "/", "word b", "/",
        "word g" });
    row("13.7 division behind an increment", "a++/b/g", { "word a", "++", "/", "word b", "/",
        "word g" });
    row("13.7 division behind a string", "'a'/b/g", { "string 'a'", "/", "word b", "/", "word g" });
    row("13.7 division behind a call", "f()/b/g", { "word f", "(", ")", "/", "word b", "/",
        "word g" });
    row("13.7 division within a returned object", "return{a:1/2/g}", { "word return", "{", "word a",
        ":", "number 1", "/", "number 2", "/", "word g", "}" });
    row("12.9.6 template", "`a'b\n${1}` `c`", { "part `a'b\n${", "number 1", "part }`",
        "template `c`" });
    row("12.9.6 template in a template", "`${`b${c}`}d`", { "part `${", "part `b${", "word c",
        "part }`", "part }d`" });
    row("12.9.6 object in a template", "`${{a:{}}}b${1}c`", { "part `${", "{", "word a", ":", "{",
        "}", "}", "part }b${", "number 1", "part }c`" });
    row("12.9.6 regular expression in a template", "`${/}/}`", { "part `${", "regex /}/",
        "part }`" });
    row("12.9.6 escapes", "`\\`\\${`", { "template `\\`\\${`" });
    row("12.9.6 dollar sign alone", "`$` `$$`", { "template `$`", "template `$$`" });
    row("12.9.6 not ended", "`a${b", { "part `a${", "word b" });
    row("12.9.6 not ended behind a substitution", "`a${b}", { "part `a${", "word b", "invalid }",
        "(cut off)" });
    row("bracket closed that was not open", "a)b]}", { "word a", ")", "word b", "]", "}",
        "(broken)" });
    row("brackets that do not match", "(]", { "(", "]", "(broken)" });
    row("NUL", QByteArray("a\0b", 3), { "word a", QByteArray("\0", 1), "word b" });
}

void TestScriptLexer::tokens()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, expected);
    QCOMPARE(tokensOf(text), expected);
}

void TestScriptLexer::strings_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &literal, const QString &expected,
                        const QByteArray &json) {
        QTest::newRow(name) << literal << expected << json;
    };

    row("12.9.4 empty", "''", QString(), "\"\"");
    row("12.9.4 quotes", "'\"\\''", QStringLiteral("\"'"), "\"\\\"'\"");
    row("12.9.4.2 single escapes", "'\\b\\t\\n\\v\\f\\r\\\\'", QStringLiteral("\b\t\n\v\f\r\\"),
        "\"\\u0008\\u0009\\n\\u000b\\u000c\\u000d\\\\\"");
    row("12.9.4.2 escapes of nothing special", "'\\a\\/\\-\\\xC3\xA9'", QStringLiteral("a/-\u00E9"),
        "\"a/-\xC3\xA9\"");
    row("12.9.4.2 hexadecimal", "'\\x41\\x0a'", QStringLiteral("A\n"), "\"A\\n\"");
    row("12.9.4.2 Unicode", "'\\u0041\\u{42}\\u{00043}'", QStringLiteral("ABC"), "\"ABC\"");
    row("12.9.4.2 beyond 16 bits", "'\\u{1F600}'", QStringLiteral("\U0001F600"),
        "\"\xF0\x9F\x98\x80\"");
    row("12.9.4.2 surrogates of a pair", "'\\ud83d\\ude00'", QStringLiteral("\U0001F600"),
        "\"\xF0\x9F\x98\x80\"");
    row("12.9.4.2 surrogate alone", "'\\ud83d-'", QString(QChar(0xD83D)) + QLatin1Char('-'),
        "\"\\ud83d-\"");
    row("12.9.4.2 low surrogate alone", "'\\ude00'", QString(QChar(0xDE00)), "\"\\ude00\"");
    row("12.9.4 continued line", "'a\\\nb\\\r\nc\\\rd\\\xE2\x80\xA8" "e'", QStringLiteral("abcde"),
        "\"abcde\"");
    row("12.9.4.2 NUL", "'\\0'", QString(QChar(0)), "\"\\u0000\"");
    row("B.1.2 octal", "'\\101\\7\\0012\\47\\377\\400'",
        QStringLiteral("A\u0007\u0001" "2'\u00FF 0"), "\"A\\u0007\\u00012'\xC3\xBF 0\"");
    row("B.1.2 not octal", "'\\8\\9'", QStringLiteral("89"), "\"89\"");
    row("12.9.6 template", "`a'\"\n`", QStringLiteral("a'\"\n"), "\"a'\\\"\\n\"");
    row("12.9.6 line ends in a template", "`\r\n\r\n\r-`", QStringLiteral("\n\n\n-"),
        "\"\\n\\n\\n-\"");
    row("12.9.6 NUL in a template", "`\\0`", QString(QChar(0)), "\"\\u0000\"");
    row("U+2028 as it stands", "'\xE2\x80\xA8'", QString(QChar(0x2028)), "\"\xE2\x80\xA8\"");
}

void TestScriptLexer::strings()
{
    QFETCH(QByteArray, literal);
    QFETCH(QString, expected);
    QFETCH(QByteArray, json);
    const std::optional<QString> string = decodeStringLiteral(literal);
    QVERIFY(string);
    QCOMPARE(*string, expected);
    QByteArray written;
    appendAsJson(written, *string);
    QCOMPARE(written, json);
    if (string->isValidUtf16())
        QCOMPARE(decodeToUtf8(literal), std::optional(string->toUtf8()));
    QVERIFY(isJsonString(written));
    QCOMPARE(decodeStringLiteral(written), string); // JSON strings are literals.
}

void TestScriptLexer::malformedStrings_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::newRow("12.9.4.2 one hexadecimal digit") << QByteArray("'\\x4'");
    QTest::newRow("12.9.4.2 three digits") << QByteArray("'\\u004'");
    QTest::newRow("12.9.4.2 no digits") << QByteArray("'\\u{}'");
    QTest::newRow("12.9.4.2 brace not closed") << QByteArray("'\\u{41'");
    QTest::newRow("12.9.4.2 beyond Unicode") << QByteArray("'\\u{110000}'");
    QTest::newRow("12.9.4.2 very far beyond") << QByteArray("'\\u{fffffffffffff}'");
    QTest::newRow("12.9.6 octal in a template") << QByteArray("`\\1`");
    QTest::newRow("12.9.6 NUL and a digit in a template") << QByteArray("`\\00`");
    QTest::newRow("12.9.6 8 in a template") << QByteArray("`\\8`");
    QTest::newRow("not UTF-8") << QByteArray("'\xFF'");
    QTest::newRow("no quotes") << QByteArray("'");
}

void TestScriptLexer::malformedStrings()
{
    QFETCH(QByteArray, literal);
    QVERIFY(!decodeStringLiteral(literal));
    QVERIFY(!decodeToUtf8(literal));
}

void TestScriptLexer::jsonStrings_data()
{
    QTest::addColumn<QByteArray>("literal");
    QTest::addColumn<bool>("isJson");
    QTest::newRow("7 plain") << QByteArray("\"a\"") << true;
    QTest::newRow("7 all escapes") << QByteArray("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u12aF\"") << true;
    QTest::newRow("7 single quotes") << QByteArray("'a'") << false;
    QTest::newRow("7 escaped quote of the other kind") << QByteArray("\"\\'\"") << false;
    QTest::newRow("7 hexadecimal escape") << QByteArray("\"\\x41\"") << false;
    QTest::newRow("7 braces") << QByteArray("\"\\u{41}\"") << false;
    QTest::newRow("7 control character") << QByteArray("\"\t\"") << false;
    QTest::newRow("7 few digits") << QByteArray("\"\\u12\"") << false;
    QTest::newRow("8.1 not UTF-8") << QByteArray("\"\xFF\"") << false;
    QTest::newRow("7 one quote") << QByteArray("\"") << false;
}

void TestScriptLexer::jsonStrings()
{
    QFETCH(QByteArray, literal);
    QFETCH(bool, isJson);
    QCOMPARE(isJsonString(literal), isJson);
}

void TestScriptLexer::countsBracketsAndGaps()
{
    ScriptLexer lexer("function f(a) { x = () => { /**/ y({ b() { ");
    while (lexer.next().kind != Token::Kind::End) { }
    QCOMPARE(lexer.depth(), 5);
    QCOMPARE(lexer.functionDepth(), 3);
    QCOMPARE(lexer.oddGaps(), 1);

    ScriptLexer blocks("if (a) { for (;;) { try { class A { x = {");
    while (blocks.next().kind != Token::Kind::End) { }
    QCOMPARE(blocks.depth(), 5);
    QCOMPARE(blocks.functionDepth(), 0);

    ScriptLexer closed("(function () { }) (async function* g() { }()); ");
    while (closed.next().kind != Token::Kind::End) { }
    QCOMPARE(closed.depth(), 0);
    QCOMPARE(closed.functionDepth(), 0);
    QVERIFY(!closed.isBroken());
}

void TestScriptLexer::staysAtTheEnd()
{
    ScriptLexer lexer(" a ");
    QCOMPARE(lexer.next().kind, Token::Kind::Identifier);
    for (int i = 0; i < 3; ++i) {
        const Token token = lexer.next();
        QCOMPARE(token.kind, Token::Kind::End);
        QCOMPARE(token.range.begin, 3);
        QVERIFY(token.text.isEmpty());
    }
}

void TestScriptLexer::deepBracketsCostNoStack()
{
    constexpr int Depth = 1000 * 1000;
    const QByteArray text = QByteArray("`${").repeated(Depth) + QByteArray("[").repeated(Depth);
    ScriptLexer lexer(text);
    while (lexer.next().kind != Token::Kind::End) { }
    QCOMPARE(lexer.depth(), 2 * Depth);
}

QTEST_APPLESS_MAIN(TestScriptLexer)
#include "tst_scriptlexer.moc"
