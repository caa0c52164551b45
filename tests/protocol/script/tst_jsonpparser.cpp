// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/scriptlog.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Script;

class TestJsonpParser : public QObject
{
    Q_OBJECT

private slots:
    void calls_data();
    void calls();
    void violations_data();
    void violations() { calls(); }
    void names_data();
    void names();
    void limit();
    void saysNothingOfNothing();
    void waitsForTheEnd();
    void everyPrefixIsCutOffOrNoCall();
};

void TestJsonpParser::calls_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &expected) {
        QTest::newRow(name) << body << expected;
    };

    row("13.3.6 call", "cb({\"n\":1});", "cb value {\"n\":1} @3-10");
    row("13.3.6 without semicolon", "cb({\"n\":1})", "cb value {\"n\":1} @3-10");
    row("13.3.6 blanks", " \r\n cb ( {\"n\": 1} ) ; \n", "cb value {\"n\": 1} @9-17");
    row("13.3.6 several semicolons", ";;cb(1);;", "cb value 1 @5-6");
    row("12.2 BOM", "\xEF\xBB\xBF" "cb(1)", "cb value 1 @6-7");
    row("12.4 comment against Flash", "/**/cb(1);", "cb value 1 @7-8");
    row("12.4 comments everywhere", "//a\ncb/*b*/(/*c*/1/*d*/)/*e*/;//f", "cb value 1 @17-18");
    row("12.4 HTML-like comment", "<!-- a\ncb(1)\n-->", "cb value 1 @10-11");
    row("13.5.3 guard", "typeof cb === 'function' && cb(1);", "cb value 1 @31-32");
    row("13.5.3 guard with ==", "typeof cb == \"function\" && cb(1);", "cb value 1 @30-31");
    row("13.5.3 comment and guard", "/**/ typeof cb === 'function' && cb({\"a\":[]});",
        "cb value {\"a\":[]} @36-44");
    row("13.13 guard by name", "cb && cb(1)", "cb value 1 @9-10");
    row("13.13 guard by member", "window.cb && window.cb(1)", "cb value 1 @23-24");
    row("13.13 guard of the window's", "window.cb&&cb(1)", "cb value 1 @14-15");
    row("14.6 condition", "if (typeof cb === 'function') cb(1);", "cb value 1 @33-34");
    row("14.6 condition and braces", "if(window.cb){cb(1);}", "cb value 1 @17-18");
    row("14.15 try", "try{cb(1);}catch(e){}", "cb value 1 @7-8");
    row("14.15 try without name", "try { typeof cb==='function'&&cb(1) } catch {}",
        "cb value 1 @33-34");
    row("13.3.2 of the window", "window.cb(1)", "cb value 1 @10-11");
    row("13.3.2 brackets", "window[\"cb\"](1)", "cb value 1 @13-14");
    row("13.3.2 self", "self['cb'](1);", "cb value 1 @11-12");
    row("13.3.9 optional call", "window.cb?.(1)", "cb value 1 @12-13");
    row("string", "cb('a')", "cb string \"a\" @3-6");
    row("object of JavaScript", "cb({a:'b',})", "cb value {\"a\":\"b\"} @3-11");
    row("parse", "cb(JSON.parse('[1]'))", "cb value [1] @3-20");
    row("argument that is to be run", "cb(new Date(1))", "cb expression new Date(1) @3-14");
    row("trailing comma", "cb(1,)", "cb value 1 @3-4");
    row("parenthesis in a string", "cb(\")\")", "cb string \")\" @3-6");
}

/// However the octets are cut, the same comes out.
void TestJsonpParser::calls()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    for (qsizetype step = 1; step <= body.size(); ++step)
        QCOMPARE(logOfJsonp(body, "cb", step), expected);
    QCOMPARE(logLine(parseJsonp(body, "cb")), expected);
}

void TestJsonpParser::violations_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &expected) {
        QTest::newRow(name) << body << expected;
    };
    const QByteArray no("? none @0-0 ! not-a-call");

    row("JSON alone", "{\"n\":1}", no);
    row("array alone", "[1]", no);
    row("HTML", "<html><body>Error's</body></html>", no);
    row("text", "Not found", no);
    row("text with a quote", "don't", no);
    row("one word", "error", no);
    row("blanks", " \n", no);
    row("semicolons", ";;", no);
    row("comment", "/* nothing */", no);
    row("text that begins like a condition", "if only", no);
    row("no argument", "cb()", "cb none @0-0 ! not-a-call");
    row("two arguments", "cb(1,2)", "cb value 1 @3-4 ! not-a-call");
    row("two calls", "cb(1);cb(2)", "cb value 1 @3-4 ! not-a-call");
    row("call and more", "cb(1)+1", "cb value 1 @3-4 ! not-a-call");
    row("call of the result", "cb(1)(2)", "cb value 1 @3-4 ! not-a-call");
    row("assignment", "cb = 1", no);
    row("declaration", "var a = 1; cb(a)", no);
    row("new", "new cb(1)", no);
    row("guard of another function", "typeof a === 'function' && cb(1)", "cb none @0-0 ! not-a-call");
    row("guard of another type", "typeof cb === 'object' && cb(1)", no);
    row("argument that cannot be", "cb({\"a\":})", "cb broken {\"a\":} @3-9 ! not-a-call");
    row("two commas", "cb({\"a\":1,,})", "cb broken {\"a\":1,,} @3-12 ! not-a-call");
    row("brackets that do not match", "cb({\"a\":1)", "cb broken {\"a\":1) @3-10 ! not-a-call");
    row("line end in a string", "cb(\"a\nb\")", "cb broken \"a\\nb\") @3-9 ! not-a-call");
    row("another name", "other(1);", "other value 1 @6-7 ! wrong-callback");
    row("member of that name", "a.cb(1)", "a.cb value 1 @5-6 ! wrong-callback");
    row("name in capitals", "CB(1)", "CB value 1 @3-4 ! wrong-callback");
    row("cut in the argument", "cb({\"n\":", "cb broken {\"n\": @3-8 ! cut-off");
    row("cut in a string", "cb(\"a", "cb broken \"a @3-5 ! cut-off");
    row("cut before the parenthesis", "cb(1", "cb value 1 @3-4 ! cut-off");
    row("cut before the argument", "cb(", "cb none @0-0 ! cut-off");
    row("cut in the guard", "typeof cb === 'fun", "? none @0-0 ! cut-off");
    row("cut behind the guard", "typeof cb === 'function' &&", "? none @0-0 ! cut-off");
    row("cut in the first comment", "/* cb(1);", "? none @0-0 ! cut-off");
    row("cut in the last comment", "cb(1);/*", "cb value 1 @3-4 ! cut-off");
    row("cut in the try", "try{cb(1);", "cb value 1 @7-8 ! cut-off");
}

void TestJsonpParser::names_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("any") << QByteArray() << QByteArray("whatever(1)") << true;
    QTest::newRow("members") << QByteArray("a.b") << QByteArray("a['b'](1)") << true;
    QTest::newRow("index") << QByteArray("a[0]") << QByteArray("a[0](1)") << true;
    QTest::newRow("asked of the window") << QByteArray("window.a") << QByteArray("a(1)") << true;
    QTest::newRow("digits") << QByteArray("jQuery1_2") << QByteArray("jQuery1_2(1)") << true;
    QTest::newRow("longer") << QByteArray("a") << QByteArray("ab(1)") << false;
    QTest::newRow("fewer members") << QByteArray("a.b") << QByteArray("b(1)") << false;
    QTest::newRow("no name at all") << QByteArray("1-2") << QByteArray("a(1)") << false;
}

void TestJsonpParser::names()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, body);
    QFETCH(bool, isRight);
    const Callback callback = parseJsonp(body, asked);
    QCOMPARE(callback.violations,
             isRight ? ViolationSet() : ViolationSet { Violation::WrongCallback });
}

void TestJsonpParser::limit()
{
    const QByteArray body("cb(1);");
    const QByteArray tooLarge("? none @0-0 ! too-large");
    for (qsizetype step = 1; step <= body.size(); ++step) {
        QCOMPARE(logOfJsonp(body, "cb", step, 6), QByteArray("cb value 1 @3-4"));
        QCOMPARE(logOfJsonp(body, "cb", step, 5), tooLarge);
        QCOMPARE(logOfJsonp(body.repeated(3), "cb", step, 0), tooLarge);
    }
    JsonpParser parser("cb", 5);
    parser.feed("cb(1)");
    QVERIFY(!parser.next());
    parser.feed(";");
    const std::optional<Callback> callback = parser.next(); // Before the end.
    QVERIFY(callback);
    QCOMPARE(callback->range.end, 5);
    QCOMPARE(parser.pendingFrom(), 6);
    parser.feed("more");
    parser.finish();
    QVERIFY(!parser.next());
    QCOMPARE(parser.pendingFrom(), 10);
}

void TestJsonpParser::saysNothingOfNothing()
{
    QCOMPARE(logOfJsonp("", "cb", 1), QByteArray());
}

void TestJsonpParser::waitsForTheEnd()
{
    JsonpParser parser("cb");
    parser.feed("cb(1);");
    QVERIFY(!parser.next());
    QCOMPARE(parser.pendingFrom(), 0);
    parser.finish();
    parser.feed("ignored");
    const std::optional<Callback> callback = parser.next();
    QVERIFY(callback);
    QCOMPARE(callback->range.begin, 0);
    QCOMPARE(callback->range.end, 6);
    QVERIFY(!parser.next());
    QCOMPARE(parser.pendingFrom(), 6);
}

void TestJsonpParser::everyPrefixIsCutOffOrNoCall()
{
    const QByteArray body("/**/ typeof cb === 'function' && cb({\"a\":[1,\"b\"]})");
    for (qsizetype size = 1; size < body.size(); ++size) {
        const ViolationSet violations = parseJsonp(body.first(size), "cb").violations;
        const bool hasGuard = size >= 11;
        QVERIFY2(violations.contains(Violation::CutOff) || !hasGuard, body.first(size).constData());
        QVERIFY2(!violations.isEmpty(), body.first(size).constData());
    }
    QVERIFY(parseJsonp(body, "cb").violations.isEmpty());
}

QTEST_APPLESS_MAIN(TestJsonpParser)
#include "tst_jsonpparser.moc"
