// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/scriptlog.h"
#include "protocol/script/scriptserializer.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Script;

class TestScriptSerializer : public QObject
{
    Q_OBJECT

private slots:
    void writes();
    void comesBack_data();
    void comesBack();
    void safeNames_data();
    void safeNames();
};

void TestScriptSerializer::writes()
{
    QByteArray to("-");
    ScriptSerializer::postMessage(to, "{\"n\":1}", "http://a.b");
    QCOMPARE(to, "-<script>window.parent.postMessage({\"n\":1}, \"http://a.b\")</script>");
    to.clear();
    ScriptSerializer::parentCall(to, "app.on", "[1]");
    QCOMPARE(to, "<script>parent.app.on([1])</script>");
    to.clear();
    ScriptSerializer::jsonp(to, "cb", "\"a\"");
    QCOMPARE(to, "/**/cb(\"a\");");
    to.clear();
    ScriptSerializer::safeJson(to, "\"<\xE2\x80\xA8-\xE2\x80\xA9\xE2\x80\xAA<\"");
    QCOMPARE(to, "\"\\u003c\\u2028-\\u2029\xE2\x80\xAA\\u003c\"");
}

void TestScriptSerializer::comesBack_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("object") << QByteArray("{\"a\":[1,2.50,null]}");
    QTest::newRow("string") << QByteArray("\"text\"");
    QTest::newRow("4.12.1.3 end tag") << QByteArray("\"</script><script>alert(1)</script>\"");
    QTest::newRow("4.12.1.3 comment") << QByteArray("{\"<!--\":\"<script>-->\"}");
    QTest::newRow("12.3 line separators") << QByteArray("\"\xE2\x80\xA8\xE2\x80\xA9\"");
    QTest::newRow("12.3 cut line separator") << QByteArray("\"\xE2\x80\x9C\"");
    QTest::newRow("quotes and escapes") << QByteArray("\"\\\"\\\\'`\\n\"");
    QTest::newRow("9.3 null") << QByteArray("null");
}

/// What is written is read as one script with one call, and says the same.
void TestScriptSerializer::comesBack()
{
    QFETCH(QByteArray, json);
    QByteArray block;
    ScriptSerializer::postMessage(block, json, "http://a.b:1/\"</script>");
    QByteArray call;
    ScriptSerializer::parentCall(call, "fn", json);
    for (const QByteArray &element : { block, call }) {
        const std::optional<Pushscope::Script::Script> script = parseScript(element);
        QVERIFY(script);
        QCOMPARE(script->range.end, element.size());
        QVERIFY(script->violations.isEmpty());
        const std::vector<Call> calls = scanCalls(script->text);
        QCOMPARE(calls.size(), std::size_t(1));
        QCOMPARE(calls[0].isPostMessage, element == block);
        if (calls[0].isPostMessage)
            QCOMPARE(*calls[0].targetOrigin, QByteArray("http://a.b:1/\"</script>"));
        QCOMPARE(calls[0].argument.content, readArgument(calls[0].argument.json).content);
        QByteArray safe;
        ScriptSerializer::safeJson(safe, json);
        QCOMPARE(calls[0].argument.json, safe);
    }
    QByteArray jsonp;
    ScriptSerializer::jsonp(jsonp, "cb", json);
    const Callback callback = parseJsonp(jsonp, "cb");
    QVERIFY(callback.violations.isEmpty());
    if (json.startsWith('"'))
        QCOMPARE(callback.argument.content, readArgument(json).content);
}

void TestScriptSerializer::safeNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isSafe");
    QTest::newRow("letters") << QByteArray("callback") << true;
    QTest::newRow("all kinds") << QByteArray("_a.$B9") << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("parenthesis") << QByteArray("a(") << false;
    QTest::newRow("blank") << QByteArray("a b") << false;
    QTest::newRow("not ASCII") << QByteArray("\xC3\xA9") << false;
    QTest::newRow("less-than") << QByteArray("<script>") << false;
}

void TestScriptSerializer::safeNames()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isSafe);
    QCOMPARE(ScriptSerializer::isSafeName(name), isSafe);
}

QTEST_APPLESS_MAIN(TestScriptSerializer)
#include "tst_scriptserializer.moc"
