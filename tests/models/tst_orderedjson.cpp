// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonvalue.h"
#include "models/orderedjson.h"

#include <QTest>

using namespace Pushscope;

/// JSON that is edited and keeps its order.
class TestOrderedJson : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrderAndNumbers();
    void edits();
    void formats();
    void takesWhatIsTyped_data();
    void takesWhatIsTyped();
    void refusesWhatIsNone();
};

void TestOrderedJson::keepsOrderAndNumbers()
{
    const QByteArray text = R"({ "z": 1.0, "a": [1e3, "ä\n"], "m": {}, "l": [], "n": null })";
    const auto json = OrderedJson::parse(text);
    QVERIFY(json);
    QCOMPARE(json->compact(), text);
    QCOMPARE(json->keys(), (QList<QByteArray> { "z", "a", "m", "l", "n" }));
    QCOMPARE(json->member("a")->values().at(1).text(), QStringLiteral("ä\n"));
    QCOMPARE(json->member("z")->integer(7), qint64(7)); // Written as a fraction: none to edit.
}

void TestOrderedJson::edits()
{
    OrderedJson json = OrderedJson::object();
    json.set("b", OrderedJson::number(1));
    json.set("a", OrderedJson::string(QStringLiteral("say \"hi\"")));
    json.set("b", OrderedJson::boolean(true));
    OrderedJson list = OrderedJson::array();
    list.append(OrderedJson());
    list.append(OrderedJson::number(-2));
    json.set("c", list);
    QCOMPARE(json.compact(), QByteArray(R"({ "b": true, "a": "say \"hi\"", "c": [null, -2] })"));
    QVERIFY(json.member("b")->isTrue());
    json.member("c")->removeAt(0);
    json.remove("a");
    QVERIFY(!json.has("a"));
    json.removeAt(0);
    json.removeAt(9);
    QCOMPARE(json.compact(), QByteArray(R"({ "c": [-2] })"));
    QCOMPARE(json.member("c")->values().front().integer(), qint64(-2));
}

void TestOrderedJson::formats()
{
    const QByteArray text = R"({ "endpoints": [
        { "path": "/a-path-that-is-quite-long", "technique": "websocket", "steps": [
            { "after_ms": 10000, "close": { "code": 1013, "reason": "come back later" } } ] } ],
        "defaults": true })";
    const auto json = OrderedJson::parse(text);
    QVERIFY(json);
    const QByteArray formatted = json->formatted();
    QCOMPARE(formatted, QByteArray(R"({
  "endpoints": [
    {
      "path": "/a-path-that-is-quite-long",
      "technique": "websocket",
      "steps": [{ "after_ms": 10000, "close": { "code": 1013, "reason": "come back later" } }]
    }
  ],
  "defaults": true
}
)"));
    QVERIFY(isSameJson(formatted, text));
    QCOMPARE(OrderedJson::parse(formatted), json);
}

void TestOrderedJson::takesWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("text") << QStringLiteral("hello there") << QByteArray("\"hello there\"");
    QTest::newRow("number") << QStringLiteral("42") << QByteArray("42");
    QTest::newRow("a number as text") << QStringLiteral("\"42\"") << QByteArray("\"42\"");
    QTest::newRow("object") << QStringLiteral("{ \"n\": \"{{n}}\" }")
                            << QByteArray("{ \"n\": \"{{n}}\" }");
    QTest::newRow("template") << QStringLiteral("{{message}}") << QByteArray("\"{{message}}\"");
    QTest::newRow("nothing") << QString() << QByteArray("\"\"");
}

void TestOrderedJson::takesWhatIsTyped()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, json);
    const OrderedJson value = OrderedJson::fromTyped(typed);
    QCOMPARE(value.compact(), json);
    QCOMPARE(value.typed(), typed);
}

void TestOrderedJson::refusesWhatIsNone()
{
    QVERIFY(!OrderedJson::parse("{"));
    QVERIFY(!OrderedJson::parse(""));
    QVERIFY(!OrderedJson::parse("1 2"));
}

QTEST_GUILESS_MAIN(TestOrderedJson)
#include "tst_orderedjson.moc"
