// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/memberchain.h"
#include "protocol/script/scriptlog.h"
#include "protocol/script/targetorigin.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Script;

class TestCallScanner : public QObject
{
    Q_OBJECT

private slots:
    void calls_data();
    void calls();
    void around_data();
    void around() { calls(); }
    void noCalls_data();
    void noCalls();
    void targetOrigins_data();
    void targetOrigins();
    void origins_data();
    void origins();
    void chains_data();
    void chains();
    void listsSoMany();
    void rangesDoNotOverlap();
};

void TestCallScanner::calls_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &expected) {
        QTest::newRow(name) << text << expected;
    };

    row("9.3.3 postMessage", "parent.postMessage({\"n\":1}, \"*\")",
        { "parent.postMessage value {\"n\":1} to * @19-26" });
    row("9.3.3 without origin", "parent.postMessage('a')", { "parent.postMessage string \"a\" @19-22" });
    row("7.2.2.1 of the window", "window.parent.postMessage(1,'/')",
        { "window.parent.postMessage value 1 to / @26-27" });
    row("7.2.2.1 of self", "self.parent.postMessage(1)", { "self.parent.postMessage value 1 @24-25" });
    row("7.2.2.1 topmost", "window.top.postMessage(1)", { "window.top.postMessage value 1 @23-24" });
    row("7.2.2.1 parent of the parent", "parent.parent.f(1)", { "parent.parent.f value 1 @16-17" });
    row("7.2.2.1 the parent's window", "parent.window.f(1)", { "parent.window.f value 1 @16-17" });
    row("7.2.2.1 the global object", "globalThis.parent.f(1)",
        { "globalThis.parent.f value 1 @20-21" });
    row("13.3.6 function", "parent.fn({\"a\":1});", { "parent.fn value {\"a\":1} @10-17" });
    row("13.3.6 function of the topmost", "top.fn('a')", { "top.fn string \"a\" @7-10" });
    row("13.3.2 brackets", "parent['fn'](1)", { "parent['fn'] value 1 @13-14" });
    row("13.3.2 brackets all along", "window[\"parent\"][`fn`](1)",
        { "window[\"parent\"][`fn`] value 1 @23-24" });
    row("13.3.2 members", "parent.app.onMessage(1)", { "parent.app.onMessage value 1 @21-22" });
    row("13.3.2 index", "parent.handlers[0](1)", { "parent.handlers[0] value 1 @19-20" });
    row("13.3.9 optional chain", "parent?.fn?.(1)", { "parent?.fn value 1 @13-14" });
    row("13.3.9 optional brackets", "parent?.['fn'](1)", { "parent?.['fn'] value 1 @15-16" });
    row("12.2 blanks and comments", "parent /*a*/ . fn\n ( /*b*/ 1 /*c*/ )",
        { "parent /*a*/ . fn value 1 @27-28" });
    row("13.3.8 no argument", "parent.ready()", { "parent.ready none @0-0" });
    row("13.3.8 several arguments", "parent.f(1, 2, 3)", { "parent.f value 1 @9-10" });
    row("13.3.8 trailing comma", "parent.f(1,)", { "parent.f value 1 @9-10" });
    row("argument that is to be run", "parent.f(a + b)", { "parent.f expression a + b @9-14" });
    row("argument that cannot be", "parent.f({a:})", { "parent.f broken {a:} @9-13" });
    row("commas within the argument", "parent.f([1,{\"a\":2,\"b\":3}],4)",
        { "parent.f value [1,{\"a\":2,\"b\":3}] @9-26" });
    row("parentheses within a string", "parent.f(')\"', 1)", { "parent.f string \")\\\"\" @9-13" });
    row("several", "parent.f(1);top.g(2)\nparent.h(3)",
        { "parent.f value 1 @9-10", "top.g value 2 @18-19", "parent.h value 3 @30-31" });
    row("a call in its argument is of it", "parent.f(parent.g(1), 2); parent.h(3)",
        { "parent.f expression parent.g(1) @9-20", "parent.h value 3 @35-36" });
    row("9.3.3 parse", "parent.postMessage(JSON.parse('{\"a\":1}'),'*')",
        { "parent.postMessage value {\"a\":1} to * @19-40" });
    row("9.3.3 stringify", "parent.postMessage(JSON.stringify({a:1}),'*')",
        { "parent.postMessage string \"{\\\"a\\\":1}\" to * @19-40" });
}

void TestCallScanner::calls()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, expected);
    QCOMPARE(logOfCalls(text), expected);
}

void TestCallScanner::around_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        const qsizetype at = before.size() + 9;
        QTest::newRow(name) << before + "parent.f(1)" + after
                            << QByteArrayList { "parent.f value 1 @" + rangeText({ at, at + 1 }) };
    };

    row("14.15 try", "try{", "}catch(e){}");
    row("14.15 try with more", "try { document.domain='a.b'; ", "; } catch (e) { log(e) } finally {}");
    row("14.6 condition", "if (parent && parent.f) ", ";");
    row("14.6 condition and braces", "if (typeof parent.f === 'function') { ", "; }");
    row("13.13 guard", "parent.f && ", "");
    row("13.3.5 operand", "var a = ", " + 1;");
    row("13.6 not", "!", "");
    row("13.5.2 void", "void ", ";");
    row("12.4 comment before", "// parent.f(2)\n", "");
    row("12.4 comments around", "/* parent.f(2) */", "/* parent.f(3) */");
    row("B.1.1 HTML-like comments around", "<!--\n", "\n//-->");
    row("12.9.4 string before", "'parent.f(2)';", "");
    row("12.9.5 regular expression before", "/parent.f(2)['\"]/.test(a);", "");
    row("12.9.6 template before", "`parent.f(2)`;", "");
    row("12.9.6 within a template", "`${", "}`");
    row("15.2 function that is called at once", "(function(){", "})()");
    row("15.3 arrow function", "setTimeout(() => { ", " }, 0)");
    row("15.2 function with a call of what is to be run", "function g(m) { parent.f(m) }", "");
    row("assigned first", "parent = window.parent;", "");
    row("call of another window's function", "frames[0].postMessage(2);", "");
    row("chain that only running tells", "parent[name](2);", "");
    row("brackets not closed before", "[(", "");
    row("string not ended before", "'a\n", "");
}

void TestCallScanner::noCalls_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };

    row("nothing", "");
    row("13.3.5 new", "new parent.F(1)");
    row("14.1 function of that name", "function parent(a) {}");
    row("13.3.2 member named parent", "node.parent.f(1)");
    row("13.3.2 member named parent in a chain", "node?.parent.f(1)");
    row("7.2.2 the window itself", "window.postMessage(1)");
    row("7.2.2 call of parent itself", "parent(1)");
    row("the parent's document", "parent.document.getElementById('a').innerHTML = 'b'");
    row("the parent's place", "window.parent.location.reload(1)");
    row("the parent's console", "top.console.log(1)");
    row("no call", "parent.fn = 1; a = parent.x");
    row("another name", "parents.f(1)");
    row("parenthesis not closed", "parent.f(1");
    row("parentheses that do not match", "parent.f({a:1)");
    row("string in it not ended", "parent.f('a)");
    row("only in a string", "'parent.f(1)'");
    row("only in a regular expression", "a=/parent.f(1)/");
    row("in a function and to be run", "function send(m) { window.parent.postMessage(m, '*') }");
    row("in a handler and to be run", "on('a', e => { parent.postMessage(e.data, '*') })");
    row("longer chain than anybody calls", "parent" + QByteArray(".a").repeated(40) + "(1)");
}

void TestCallScanner::noCalls()
{
    QFETCH(QByteArray, text);
    QCOMPARE(logOfCalls(text), QByteArrayList());
}

void TestCallScanner::targetOrigins_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("9.3.3 string") << QByteArray("'http://a.b'") << QByteArray("http://a.b");
    QTest::newRow("9.3.3 escapes") << QByteArray("\"http:\\/\\/a\"") << QByteArray("http://a");
    QTest::newRow("9.3.3 template") << QByteArray("`*`") << QByteArray("*");
    QTest::newRow("9.3.3 options") << QByteArray("{targetOrigin:'*'}") << QByteArray("*");
    QTest::newRow("9.3.3 options with more")
        << QByteArray("{includeUserActivation:true, 'targetOrigin' : \"/\"}") << QByteArray("/");
    QTest::newRow("9.3.3 options without") << QByteArray("{a:{targetOrigin:'*'}}") << QByteArray();
    QTest::newRow("9.3.3 options to be run") << QByteArray("{targetOrigin:a}") << QByteArray();
    QTest::newRow("9.3.3 to be run") << QByteArray("location.origin") << QByteArray();
    QTest::newRow("9.3.3 sum") << QByteArray("'http://'+host") << QByteArray();
}

void TestCallScanner::targetOrigins()
{
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, expected);
    const std::vector<Call> calls = scanCalls(QByteArray("parent.postMessage(1, " + second + ")"));
    QCOMPARE(calls.size(), std::size_t(1));
    QVERIFY(calls[0].isPostMessage);
    QCOMPARE(calls[0].targetOrigin.has_value(), !expected.isNull());
    QCOMPARE(calls[0].targetOrigin.value_or(QByteArray()), expected);

    // Of another function it is an argument like any other.
    const std::vector<Call> others = scanCalls(QByteArray("parent.fn(1, " + second + ")"));
    QCOMPARE(others.size(), std::size_t(1));
    QVERIFY(!others[0].isPostMessage);
    QVERIFY(!others[0].targetOrigin);
}

void TestCallScanner::origins_data()
{
    QTest::addColumn<QByteArray>("targetOrigin");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("isAllowed");
    const QByteArray page("https://a.example");
    const auto row = [](const char *name, const QByteArray &targetOrigin, const QByteArray &target,
                        bool isAllowed) {
        QTest::newRow(name) << targetOrigin << target << isAllowed;
    };
    row("9.3.3 any", "*", page, true);
    row("9.3.3 any, even an opaque one", "*", "null", true);
    row("9.3.3 the sender's own", "/", "http://frame.example:8080", true);
    row("9.3.3 not the sender's own", "/", page, false);
    row("9.3.3 the same", "https://a.example", page, true);
    row("9.3.3 the same with a path", "https://a.example/b?c#d", page, true);
    row("9.3.3 its port written", "https://a.example:443", page, true);
    row("9.3.3 in capitals", "HTTPS://A.EXAMPLE", page, true);
    row("9.3.3 another scheme", "http://a.example", page, false);
    row("9.3.3 another host", "https://b.example", page, false);
    row("9.3.3 a subdomain", "https://x.a.example", page, false);
    row("9.3.3 another port", "https://a.example:8443", page, false);
    row("9.3.3 no URL", "a.example", page, false);
    row("9.3.3 nothing", "", page, false);
    row("9.3.3 null", "null", "null", false);
    row("9.3.3 asterisk within", "https://*.example", page, false);
}

void TestCallScanner::origins()
{
    QFETCH(QByteArray, targetOrigin);
    QFETCH(QByteArray, target);
    QFETCH(bool, isAllowed);
    QCOMPARE(originAllows(targetOrigin, target, "http://frame.example:8080"), isAllowed);
}

void TestCallScanner::chains_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("one name") << QByteArray("cb") << QByteArray("cb");
    QTest::newRow("members") << QByteArray("a.b.c") << QByteArray("a.b.c");
    QTest::newRow("brackets") << QByteArray("a['b'][0]") << QByteArray("a.b.0");
    QTest::newRow("of the window") << QByteArray("window.self.a.window") << QByteArray("a.window");
    QTest::newRow("the window itself") << QByteArray("window") << QByteArray("window");
    QTest::newRow("a call") << QByteArray("a()") << QByteArray();
    QTest::newRow("a number") << QByteArray("1a") << QByteArray();
    QTest::newRow("a dot at the end") << QByteArray("a.") << QByteArray();
    QTest::newRow("a bracket not closed") << QByteArray("a['b'") << QByteArray();
    QTest::newRow("two names") << QByteArray("a b") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestCallScanner::chains()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, expected);
    QCOMPARE(dotted(namesOf(name)), expected);
}

void TestCallScanner::listsSoMany()
{
    const QByteArray call("parent.f(1);");
    QCOMPARE(scanCalls(call.repeated(static_cast<qsizetype>(MaxCalls))).size(), MaxCalls);
    QCOMPARE(scanCalls(call.repeated(static_cast<qsizetype>(MaxCalls) + 1)).size(), MaxCalls);
}

void TestCallScanner::rangesDoNotOverlap()
{
    const QByteArray text("parent.f(1);parent.g(parent.h(2));`${top.i(3)}`");
    qint64 at = 0;
    for (const Call &call : scanCalls(text)) {
        QVERIFY(call.range.begin >= at);
        QVERIFY(call.argumentRange.begin >= call.range.begin);
        QVERIFY(call.argumentRange.end < call.range.end);
        QCOMPARE(text.at(call.range.end - 1), ')');
        QVERIFY(text.sliced(call.range.begin).startsWith(call.callee));
        at = call.range.end;
    }
    QCOMPARE(at, text.size() - 2);
}

QTEST_APPLESS_MAIN(TestCallScanner)
#include "tst_callscanner.moc"
