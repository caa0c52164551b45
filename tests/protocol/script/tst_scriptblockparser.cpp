// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/script.h"
#include "protocol/script/scriptlog.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Script;

namespace {

void columns()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("log");
}

/// A row: octets (NUL and all) and the log that comes of them; see scriptlog.h.
template<std::size_t Size>
void row(const char *name, const char (&wire)[Size], const QByteArrayList &log)
{
    QTest::newRow(name) << QByteArray(wire, Size - 1) << log;
}

void verifyAgain(const QByteArray &wire)
{
    ScriptBlockParser parser;
    parser.feed(wire);
    parser.finish();
    while (const std::optional<ScriptView> view = parser.next()) {
        const ByteRange range = view->range;
        std::optional<Pushscope::Script::Script> again
            = parseScript(QByteArrayView(wire).sliced(range.begin, range.size()));
        QVERIFY(again);
        again->range = { again->range.begin + range.begin, again->range.end + range.begin };
        again->textRange
            = { again->textRange.begin + range.begin, again->textRange.end + range.begin };
        QCOMPARE(logLine(*again), logLine(toScript(*view)));
        QVERIFY(*again == toScript(*view));
    }
}

/// However the octets are cut, the same elements come out; and each comes out again of its own
/// octets.
void verify()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, log);

    QCOMPARE(logOf(wire, qMax<qsizetype>(wire.size(), 1)), log);
    QCOMPARE(logOf(wire, 1), log);
    for (qsizetype split = 1; split < wire.size(); ++split) {
        ScriptBlockParser parser;
        QByteArrayList values;
        parser.feed(QByteArrayView(wire).first(split));
        drain(parser, values);
        parser.feed(QByteArrayView(wire).sliced(split));
        drain(parser, values);
        parser.finish();
        drain(parser, values);
        QVERIFY2(values == log, qPrintable(QStringLiteral("split at octet %1").arg(split)));
        QCOMPARE(parser.offset(), wire.size());
    }

    ScriptBlockParser undrained;
    for (char octet : wire)
        undrained.feed(QByteArrayView(&octet, 1));
    undrained.finish();
    QByteArrayList values;
    drain(undrained, values);
    QCOMPARE(values, log);
    verifyAgain(wire);
}

} // namespace

class TestScriptBlockParser : public QObject
{
    Q_OBJECT

private slots:
    void elements_data();
    void elements() { verify(); }
    void attributes_data();
    void attributes() { verify(); }
    void comments_data();
    void comments() { verify(); }
    void rawText_data();
    void rawText() { verify(); }
    void escapedText_data();
    void escapedText() { verify(); }
    void cutOff_data();
    void cutOff() { verify(); }
    void types_data();
    void types();
    void limit_data();
    void limit();
    void comesWithItsLastOctet();
    void keepsOnlyWhatMayBeAScript();
    void tellsWhetherItRuns();
    void ignoresOctetsAfterTheEnd();
    void noElementInOtherOctets();
};

void TestScriptBlockParser::elements_data()
{
    columns();
    const QByteArrayList none;

    row("4.12.1 one", "<script>f(1)</script>", { "0-21 classic text=f(1)@8-12" });
    row("4.12.1 empty", "<script></script>", { "0-17 classic text=@8-8" });
    row("4.12.1 two with text between", "a<script>x</script> b \n<script>y</script>c",
        { "1-19 classic text=x@9-10", "23-41 classic text=y@31-32" });
    row("4.12.1 no HTML around it", "", none);
    row("4.12.1 text alone", "script>f()</script>", none);
    row("13.2.5.8 names without case", "<SCRIPT>x</sCrIpT>", { "0-18 classic text=x@8-9" });
    row("13.2.5.8 longer name", "<scripts>x</scripts><scrip>y</scrip>", none);
    row("13.2.5.8 blank ends the name", "<script\n>x</script\t>",
        { "0-20 classic text=x@9-10" });
    row("13.2.5.8 solidus ends the name", "<script/>x</script/>",
        { "0-20 classic text=x@9-10" });
    row("13.2.5.40 self-closing means nothing", "<script/>x<b></script>",
        { "0-22 classic text=x<b>@9-13" });
    row("13.2.5.6 blank before the name", "< script>x</script>", none);
    row("13.2.5.6 less-than twice", "<<script>x</script>", { "1-19 classic text=x@9-10" });
    row("13.2.5.7 end tag without start", "</script><script>x</script>",
        { "9-27 classic text=x@17-18" });
    row("13.2.5.7 end tag without name", "</><script>x</script>", { "3-21 classic text=x@11-12" });
    row("13.2.5.7 end tag with a digit is a comment", "</1 <script>x</script>", none);
    row("13.2.5.1 NUL in text", "\0<script>\0</script>", { "1-19 classic text=\\x00@9-10" });
    row("13.2.6.4.4 within a document",
        "<!DOCTYPE html><html><head><title>t</title></head><body>\n"
        "<script>parent.f({\"n\":1})</script>\n",
        { "57-91 classic text=parent.f({\"n\":1})@65-82" });
    row("not UTF-8", "<script>\xFF</script>", { "0-18 classic text=\\xff@8-9" });
}

void TestScriptBlockParser::attributes_data()
{
    columns();

    row("13.2.5.36 double quotes", "<script src=\"a.js\">x</script>",
        { "0-29 classic src=a.js text=x@19-20" });
    row("13.2.5.37 single quotes", "<script src='a.js'>x</script>",
        { "0-29 classic src=a.js text=x@19-20" });
    row("13.2.5.38 no quotes", "<script src=a.js>x</script>",
        { "0-27 classic src=a.js text=x@17-18" });
    row("13.2.5.38 solidus within", "<script src=/a/>x</script>",
        { "0-26 classic src=/a/ text=x@16-17" });
    row("13.2.5.35 blanks around equals", "<script src = 'a' >x</script>",
        { "0-29 classic src=a text=x@19-20" });
    row("13.2.5.35 no value", "<script src=>x</script>", { "0-23 classic src= text=x@13-14" });
    row("13.2.5.33 name alone", "<script async src>x</script>",
        { "0-28 classic src= text=x@18-19" });
    row("13.2.5.33 name alone before a solidus", "<script src/>x</script>",
        { "0-23 classic src= text=x@13-14" });
    row("13.2.5.33 the first of two", "<script src=a src=b SRC=c>x</script>",
        { "0-36 classic src=a text=x@26-27" });
    row("13.2.5.33 names without case", "<script SRC=a TyPe=module>x</script>",
        { "0-36 module type=module src=a text=x@26-27" });
    row("13.2.5.32 equals first", "<script =src=a>x</script>", { "0-25 classic text=x@15-16" });
    row("13.2.5.39 no blank between", "<script src=\"a\"type='module'>x</script>",
        { "0-39 module type=module src=a text=x@29-30" });
    row("13.2.5.36 greater-than within quotes", "<script data-a=\"1>2\">x</script>",
        { "0-31 classic text=x@21-22" });
    row("13.2.5.36 end tag within quotes", "<script data-a='</script>'>x</script>",
        { "0-37 classic text=x@27-28" });
    row("13.2.5.36 script within another tag's quotes",
        "<a title=\"<script>no</script>\"><script>x</script>",
        { "31-49 classic text=x@39-40" });
    row("13.2.5.36 the other tag's single quotes", "<a b='<script>'c=\"<script>\">",
        QByteArrayList());
    row("13.2.5.38 quote within an unquoted value", "<a b=c\"d><script>x</script>",
        { "9-27 classic text=x@17-18" });
    row("13.2.5.8 attributes of the end tag", "<script>x</script a=\">\" b>y",
        { "0-26 classic text=x@8-9" });
    row("13.2.5.73 references stay", "<script src=\"a?b&amp;c\">x</script>",
        { "0-34 classic src=a?b&amp;c text=x@24-25" });
    row("4.12.1 data block", "<script type=application/json>{}</script>",
        { "0-41 data type=application/json text={}@30-32" });
    row("4.12.1 type with parameters is a data block",
        "<script type=\"text/javascript;charset=utf-8\">x</script>",
        { "0-55 data type=text/javascript;charset=utf-8 text=x@45-46" });
    row("4.12.1 language", "<script language=JavaScript1.2>x</script>",
        { "0-41 classic text=x@31-32" });
    row("4.12.1 language of another kind", "<script language=vbscript>x</script>",
        { "0-36 data text=x@26-27" });
}

void TestScriptBlockParser::comments_data()
{
    columns();
    const QByteArrayList none;
    const QByteArrayList atNine { "9-27 classic text=x@17-18" };

    row("13.2.5.45 comment", "<!-- <script>no</script> --><script>x</script>",
        { "28-46 classic text=x@36-37" });
    row("13.2.5.43 abrupt", "<!--><script>x</script>", { "5-23 classic text=x@13-14" });
    row("13.2.5.44 abrupt with a dash", "<!---><script>x</script>", { "6-24 classic text=x@14-15" });
    row("13.2.5.44 shortest", "<!----><script>x</script>", { "7-25 classic text=x@15-16" });
    row("13.2.5.51 more dashes", "<!-----><script>x</script>", { "8-26 classic text=x@16-17" });
    row("13.2.5.50 dash and text", "<!--a-b--><script>x</script>", { "10-28 classic text=x@18-19" });
    row("13.2.5.51 dashes and text", "<!--a--b><script>no</script>", none);
    row("13.2.5.52 exclamation mark", "<!--a--!><script>x</script>", atNine);
    row("13.2.5.52 exclamation mark and a dash", "<!----!-><script>no</script>", none);
    row("13.2.5.52 exclamation mark and text", "<!----!a><script>no</script>", none);
    row("13.2.5.52 exclamation mark and dashes", "<!----!--><script>x</script>",
        { "10-28 classic text=x@18-19" });
    row("13.2.5.46 comment in a comment", "<!--<!--><script>x</script>", atNine);
    row("13.2.5.46 bang within", "<!--a<!-b--><script>x</script>",
        { "12-30 classic text=x@20-21" });
    row("13.2.5.42 one dash is a bogus comment", "<!-a <script>no</script>",
        none);
    row("13.2.5.42 one dash and its end", "<!-><script>x</script>", { "4-22 classic text=x@12-13" });
    row("13.2.5.41 question mark", "<?a <b><script>x</script>", { "7-25 classic text=x@15-16" });
    row("13.2.5.42 document type", "<!DOCTYPE html \"><script>x</script>",
        { "17-35 classic text=x@25-26" });
    row("13.2.5.42 CDATA is none in HTML", "<![CDATA[ > <script>x</script> ]]>",
        { "12-30 classic text=x@20-21" });
    row("13.2.5.45 quotes mean nothing", "<!-- \" --><script>x</script>",
        { "10-28 classic text=x@18-19" });
    row("13.2.5.45 unended", "<!-- <script>no</script>", none);
}

void TestScriptBlockParser::rawText_data()
{
    columns();
    const QByteArrayList none;

    for (const char *name : { "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes",
                              "noscript" }) {
        const QByteArray open = QByteArray("<") + name + '>';
        const QByteArray close = QByteArray("</") + name + '>';
        const QByteArray before = open + "<script>no</script>" + close;
        const auto at = before.size();
        QTest::addRow("13.2.6.4.7 %s", name)
            << before + "<script>x</script>"
            << QByteArrayList { rangeText({ at, at + 18 }) + " classic text=x@"
                                + rangeText({ at + 8, at + 9 }) };
    }
    row("13.2.5.11 case of the end tag", "<Style><script>no</script></sTYLE ><script>x</script>",
        { "35-53 classic text=x@43-44" });
    row("13.2.5.11 other end tag", "<title></textarea><script>no</script></title>", none);
    row("13.2.5.11 longer end tag", "<title></titles><script>no</script></title>", none);
    row("13.2.5.11 end tag with attributes", "<title></title a='<script>'><script>x</script>",
        { "28-46 classic text=x@36-37" });
    row("13.2.5.9 less-than and no end tag", "<style>a < b <! </ > </1 </style><script>x</script>",
        { "33-51 classic text=x@41-42" });
    row("13.2.5.9 unended", "<textarea><script>no</script>", none);
    row("13.2.5.5 plaintext has no end", "<plaintext></plaintext><script>no</script>", none);
    row("13.2.6.4.7 attributes of the start tag", "<style media='</style>'><script></style>"
        "<script>x</script>", { "40-58 classic text=x@48-49" });
    row("13.2.6.4.7 what is no raw text", "<pre><script>x</script></pre>",
        { "5-23 classic text=x@13-14" });
}

void TestScriptBlockParser::escapedText_data()
{
    columns();

    row("13.2.5.15 less-than in text", "<script>a<b</script>", { "0-20 classic text=a<b@8-11" });
    row("13.2.5.15 start tag in text", "<script>a<script>b</script>",
        { "0-27 classic text=a<script>b@8-18" });
    row("13.2.5.16 end tag in a string ends it", "<script>s='</script>'</script>",
        { "0-20 classic text=s='@8-11" });
    row("13.2.5.16 escaped end tag", "<script>s='<\\/script>'</script>",
        { "0-31 classic text=s='<\\/script>'@8-22" });
    row("13.2.5.17 longer end tag", "<script>a</scripts>b</script>",
        { "0-29 classic text=a</scripts>b@8-20" });
    row("13.2.5.17 other end tag", "<script>a</b></script>", { "0-22 classic text=a</b>@8-13" });
    row("13.2.5.16 end tag and less-than", "<script>a</<</script>",
        { "0-21 classic text=a</<@8-12" });
    row("13.2.5.17 end tag and an end tag", "<script>a</scrip</script>",
        { "0-25 classic text=a</scrip@8-16" });
    row("13.2.5.18 escaped, as in the nineties", "<script><!--\na\n//--></script>",
        { "0-29 classic text=<!--\\na\\n//-->@8-20" });
    row("13.2.5.20 end tag while escaped", "<script><!-- a</script>-->",
        { "0-23 classic text=<!-- a@8-14" });
    row("13.2.5.26 double escaped", "<script><!--<script>a</script>--></script>",
        { "0-42 classic text=<!--<script>a</script>-->@8-33" });
    row("13.2.5.26 double escaped and ended twice", "<script><!--<script>a</script></script>",
        { "0-39 classic text=<!--<script>a</script>@8-30" });
    row("13.2.5.31 comment's end leaves both",
        "<script><!--<script>--></script>a</script>",
        { "0-32 classic text=<!--<script>-->@8-23" });
    row("13.2.5.22 comment's end with more dashes", "<script><!--<script>a---></script>",
        { "0-34 classic text=<!--<script>a--->@8-25" });
    row("13.2.5.26 start tag of another name", "<script><!--<scripts></script>",
        { "0-30 classic text=<!--<scripts>@8-21" });
    row("13.2.5.26 name that does not end", "<script><!--<script-a></script>",
        { "0-31 classic text=<!--<script-a>@8-22" });
    row("13.2.5.26 blank behind the name", "<script><!--<script </script> --></script>",
        { "0-42 classic text=<!--<script </script> -->@8-33" });
    row("13.2.5.31 end tag of another name", "<script><!--<script></scripts></script></script>",
        { "0-48 classic text=<!--<script></scripts></script>@8-39" });
    row("13.2.5.19 one dash", "<script><!-<script></script>",
        { "0-28 classic text=<!-<script>@8-19" });
    row("13.2.5.18 no dash", "<script><!<script></script>", { "0-27 classic text=<!<script>@8-18" });
    row("13.2.5.19 ended at once", "<script><!--><script></script>",
        { "0-30 classic text=<!--><script>@8-21" });
    row("13.2.5.21 dash and text", "<script><!-- a-b<script>-c</script>--></script>",
        { "0-47 classic text=<!-- a-b<script>-c</script>-->@8-38" });
    row("13.2.5.23 less-than while escaped", "<script><!-- < <1 </1 </script>",
        { "0-31 classic text=<!-- < <1 </1 @8-22" });
    row("13.2.5.23 end tag of another name while escaped", "<script><!-- </b></script>",
        { "0-26 classic text=<!-- </b>@8-17" });
}

void TestScriptBlockParser::cutOff_data()
{
    columns();
    const QByteArrayList none;

    row("cut in the text", "<script>parent.f(", { "0-17 classic text=parent.f(@8-17 ! cut-off" });
    row("cut before the text", "<script>", { "0-8 classic text=@8-8 ! cut-off" });
    row("cut in the start tag", "<script type=mod", { "0-16 classic text=@16-16 ! cut-off" });
    row("cut behind the name", "<script ", { "0-8 classic text=@8-8 ! cut-off" });
    row("cut in the name", "<script", none);
    row("cut in the end tag's name", "<script>a</scrip",
        { "0-16 classic text=a</scrip@8-16 ! cut-off" });
    row("cut in the end tag", "<script>a</script ", { "0-18 classic text=a@8-9 ! cut-off" });
    row("cut behind a whole one", "<script>a</script><scr", { "0-18 classic text=a@8-9" });
    row("cut while double escaped", "<script><!--<script></script>-",
        { "0-30 classic text=<!--<script></script>-@8-30 ! cut-off" });
}

void TestScriptBlockParser::types_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<ScriptType>("expected");
    const QByteArray absent;
    const QByteArray empty("");

    QTest::newRow("4.12.1.1 neither") << absent << absent << ScriptType::Classic;
    QTest::newRow("4.12.1.1 empty type") << empty << QByteArray("vbscript") << ScriptType::Classic;
    QTest::newRow("4.12.1.1 blank type") << QByteArray(" ") << absent << ScriptType::DataBlock;
    QTest::newRow("4.12.1.1 empty language") << absent << empty << ScriptType::Classic;
    QTest::newRow("4.12.1.1 language") << absent << QByteArray("ecmascript") << ScriptType::Classic;
    QTest::newRow("4.12.1.1 type before language")
        << QByteArray("text/plain") << QByteArray("javascript") << ScriptType::DataBlock;
    QTest::newRow("4.12.1.1 blanks around type")
        << QByteArray(" text/JavaScript\n") << absent << ScriptType::Classic;
    QTest::newRow("4.6 x-javascript")
        << QByteArray("application/x-javascript") << absent << ScriptType::Classic;
    QTest::newRow("4.12.1.1 module") << QByteArray("Module") << absent << ScriptType::Module;
    QTest::newRow("4.12.1.1 module with a blank")
        << QByteArray("module ") << absent << ScriptType::Module;
    QTest::newRow("4.12.1.1 import map") << QByteArray("importmap") << absent
                                         << ScriptType::DataBlock;
    QTest::newRow("4.12.1.1 JSON") << QByteArray("application/json") << absent
                                   << ScriptType::DataBlock;
}

void TestScriptBlockParser::types()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, language);
    QFETCH(ScriptType, expected);
    const auto attribute = [](const QByteArray &value) {
        return value.isNull() ? std::nullopt : std::optional<QByteArrayView>(value);
    };
    QCOMPARE(scriptTypeOf(attribute(type), attribute(language)), expected);
}

void TestScriptBlockParser::limit_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qint64>("maxElement");
    QTest::addColumn<QByteArrayList>("log");

    const QByteArray wire("<script>abc</script>-<script>x</script>");
    const QByteArray second("21-39 classic text=x@29-30");
    QTest::newRow("as long as the limit")
        << wire << qint64(20) << QByteArrayList { "0-20 classic text=abc@8-11", second };
    QTest::newRow("cut in the end tag's name")
        << wire << qint64(18)
        << QByteArrayList { "0-18 classic text=abc</scrip@8-18 ! too-large", second };
    QTest::newRow("cut before the end tag's last octet")
        << wire << qint64(19)
        << QByteArrayList { "0-19 classic text=abc</script@8-19 ! too-large", second };
    QTest::newRow("cut in the end tag's attributes")
        << QByteArray("<script>a</script  >") << qint64(19)
        << QByteArrayList { "0-19 classic text=a@8-9 ! too-large" };
    QTest::newRow("cut in the text")
        << QByteArray("<script>abcdefghijklmnop</script>") << qint64(10)
        << QByteArrayList { "0-10 classic text=ab@8-10 ! too-large" };
    QTest::newRow("cut in the start tag")
        << QByteArray("<script src='abcdefghijk'>x</script>") << qint64(15)
        << QByteArrayList { "0-15 classic text=@15-15 ! too-large" };
    QTest::newRow("never ended")
        << QByteArray("<script>abcdef") << qint64(10)
        << QByteArrayList { "0-10 classic text=ab@8-10 ! too-large" };
    QTest::newRow("cut off at the limit")
        << QByteArray("<script>ab") << qint64(10)
        << QByteArrayList { "0-10 classic text=ab@8-10 ! cut-off" };
    QTest::newRow("no less than a start tag")
        << QByteArray("<script>ab") << qint64(0)
        << QByteArrayList { "0-8 classic text=@8-8 ! too-large" };
}

void TestScriptBlockParser::limit()
{
    QFETCH(QByteArray, wire);
    QFETCH(qint64, maxElement);
    QFETCH(QByteArrayList, log);
    for (qsizetype step = 1; step <= wire.size(); ++step)
        QCOMPARE(logOf(wire, step, maxElement), log);
}

void TestScriptBlockParser::comesWithItsLastOctet()
{
    const QByteArray wire("<p><script>a</script>");
    ScriptBlockParser parser;
    parser.feed(QByteArrayView(wire).chopped(1));
    QVERIFY(!parser.next());
    QVERIFY(parser.hasOpenElement());
    QCOMPARE(parser.pendingFrom(), 3);
    parser.feed(">");
    const std::optional<ScriptView> script = parser.next();
    QVERIFY(script);
    QCOMPARE(script->text, QByteArrayView("a"));
    QVERIFY(!parser.next());
    QVERIFY(!parser.hasOpenElement());
    QCOMPARE(parser.pendingFrom(), wire.size());
}

void TestScriptBlockParser::keepsOnlyWhatMayBeAScript()
{
    const auto pendingAfter = [](QByteArrayView octets) {
        ScriptBlockParser parser;
        parser.feed(octets);
        if (parser.next())
            return qint64(-1);
        return parser.pendingFrom();
    };
    QCOMPARE(pendingAfter("text"), 4);
    QCOMPARE(pendingAfter("text<"), 4);
    QCOMPARE(pendingAfter("text<sc"), 4);
    QCOMPARE(pendingAfter("text<script"), 4);
    QCOMPARE(pendingAfter("text<script>a"), 4);
    QCOMPARE(pendingAfter("text<st"), 7);
    QCOMPARE(pendingAfter("text<scripts"), 12);
    QCOMPARE(pendingAfter("text</sc"), 8);
    QCOMPARE(pendingAfter("text<a href='"), 13);
    QCOMPARE(pendingAfter("<!-- <script"), 12);
}

void TestScriptBlockParser::tellsWhetherItRuns()
{
    const auto isRun = [](QByteArrayView element) {
        const std::optional<Pushscope::Script::Script> script = parseScript(element);
        return script && script->isRun();
    };
    QVERIFY(isRun("<script>a</script>"));
    QVERIFY(isRun("<script type=module>a</script>"));
    QVERIFY(!isRun("<script type=a>a</script>"));
    QVERIFY(!isRun("<script src=a>a</script>"));
    QVERIFY(!isRun("<script>a"));
    QVERIFY(!isRun("<b>a</b>"));
}

void TestScriptBlockParser::ignoresOctetsAfterTheEnd()
{
    ScriptBlockParser parser;
    parser.feed("<script>a");
    parser.finish();
    parser.feed("</script>");
    QByteArrayList log;
    drain(parser, log);
    QCOMPARE(log, QByteArrayList { "0-9 classic text=a@8-9 ! cut-off" });
    QCOMPARE(parser.offset(), 9);
}

void TestScriptBlockParser::noElementInOtherOctets()
{
    QVERIFY(!parseScript(""));
    QVERIFY(!parseScript("<b>"));
    QVERIFY(!parseScript(" <script>a</script>"));
}

QTEST_APPLESS_MAIN(TestScriptBlockParser)
#include "tst_scriptblockparser.moc"
