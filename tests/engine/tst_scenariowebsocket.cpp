// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenariomatch.h"
#include "engine/scenariofixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// WebSocket endpoints of scenarios: rules, steps, subprotocols.
class TestScenarioWebSocket : public QObject
{
    Q_OBJECT

private slots:
    void matchesJson_data();
    void matchesJson();
    void firstRuleWins_data();
    void firstRuleWins();
    void echoesOctetForOctet();
    void fillsTemplates();
    void publishes();
    void playsSteps();
    void closes();
    void leavesWhoDoesNotAnswerAClose();
    void agreesOnSubprotocols_data();
    void agreesOnSubprotocols();
    void refusesOrigins();
    void holdsClientsThatDoNotReadReplies();
};

namespace {

QByteArray endpoint(const QByteArray &members, const QByteArray &channels = "{}")
{
    return R"({"channels":)" + channels
        + R"(,"endpoints":[{"path":"/ws","technique":"websocket",)" + members + "}]}";
}

} // namespace

void TestScenarioWebSocket::matchesJson_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isMatch");
    const auto row = [](const char *name, const char *pattern, const char *json, bool isMatch) {
        QTest::newRow(name) << QByteArray(pattern) << QByteArray(json) << isMatch;
    };
    row("same", R"({"a":1})", R"({"a":1})", true);
    row("more members", R"({"a":1})", R"({"b":2,"a":1.0})", true);
    row("fewer members", R"({"a":1,"b":2})", R"({"a":1})", false);
    row("another value", R"({"a":1})", R"({"a":2})", false);
    row("another type", R"({"a":1})", R"({"a":"1"})", false);
    row("inside", R"({"a":{"b":[{"c":null}]}})", R"({"a":{"x":1,"b":[{"c":null,"d":1}]}})", true);
    row("any object", "{}", R"({"a":1})", true);
    row("no object", "{}", "[]", false);
    row("list", "[1,{}]", R"([1,{"a":1}])", true);
    row("longer list", "[1]", "[1,2]", false);
    row("list in another order", "[1,2]", "[2,1]", false);
    row("no list", "[]", "{}", false);
    row("string", R"("a\u0062")", R"("ab")", true);
    row("the last of two", R"({"a":2})", R"({"a":1,"a":2})", true);
    row("null is not absent", R"({"a":null})", "{}", false);
}

void TestScenarioWebSocket::matchesJson()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, json);
    QFETCH(bool, isMatch);
    const ScenarioText text = readScenarioJson(pattern);
    QCOMPARE(Pushscope::matchesJson(std::get<ScenarioNode>(text), json), isMatch);
}

void TestScenarioWebSocket::firstRuleWins_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("reply");
    const auto row = [](const char *name, const char *message, const char *reply) {
        QTest::newRow(name) << QByteArray(message) << QByteArray(reply);
    };
    row("subset", R"({"op":"hello","x":1})", "subset");
    row("text", "hello", "text");
    row("text as JSON", "\"hello\"", "text");
    row("regex", "ping 1", "regex");
    row("regex in the middle", "no ping", "");
    row("regex before glob", "ping.a", "regex");
    row("glob", "news.a/b", "glob");
    row("glob over lines", "news.a\nb.c", "glob");
    row("glob is whole", "my news.a", "");
    row("glob of one", "x1", "one");
    row("glob takes a dot for a dot", "newsXa", "");
    row("number", "42", "number");
    row("nothing", "", "");
}

void TestScenarioWebSocket::firstRuleWins()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, reply);
    ScenarioFixture f(endpoint(R"("on_message":[{"match":{"op":"hello"},"reply":"subset"},
        {"match":{"op":"hello"},"reply":"never"},{"match":"hello","reply":"text"},
        {"match_regex":"^ping","reply":"regex"},{"match_glob":"ping*","reply":"never"},
        {"match_glob":"news.*","reply":"glob"},{"match_glob":"x?","reply":"one"},
        {"match":42,"reply":"number"}])"));
    const auto visitor = f.open("/ws");
    visitor->send(textFromClient(message));
    QCOMPARE(visitor->takeWritten(), reply.isEmpty() ? QByteArray() : textFromServer(reply));
}

void TestScenarioWebSocket::echoesOctetForOctet()
{
    ScenarioFixture f(endpoint(R"("on_message":[{"match":"*","reply":"{{message}}"}])"));
    const auto visitor = f.open("/ws");
    for (const char *text : { "a", "{ \"a\" :\n 1.50 }", "\"quoted\"", "", "{\"base64\":\"AAE=\"}" }) {
        visitor->send(textFromClient(text));
        QCOMPARE(visitor->takeWritten(), textFromServer(text));
    }
    visitor->send(frame(Role::Client, 0x82, "\xFF"));
    QCOMPARE(visitor->takeWritten(), frame(Role::Server, 0x82, "\xFF"));
    QVERIFY(f.takeStory("ws.message").contains("ws.message server scenario"));
}

void TestScenarioWebSocket::fillsTemplates()
{
    ScenarioFixture f(endpoint(
        R"("channel":"c","on_message":[{"match":{"op":"hi"},"reply":{"you":"{{message.name}}",
        "n":"{{n}}","client":"{{client}}","in":"{{channel}}"}},
        {"match_glob":"raw","reply":{"base64":"AAE="}},{"match":"*","reply":"got {{message}}"}])",
        R"({"c":{}})"));
    const auto one = f.open("/ws");
    const auto two = f.open("/ws");
    one->send(textFromClient("a \"b\""));
    QCOMPARE(one->takeWritten(), textFromServer("got a \"b\""));
    two->send(textFromClient(R"({"op":"hi","name":["Ann"]})"));
    QCOMPARE(two->takeWritten(),
             textFromServer(R"({"you":["Ann"],"n":1,"client":2,"in":"c"})"));
    one->send(textFromClient(R"({"op":"hi"})"));
    QCOMPARE(one->takeWritten(), textFromServer(R"({"you":null,"n":2,"client":1,"in":"c"})"));
    one->send(textFromClient("raw"));
    QCOMPARE(one->takeWritten(), frame(Role::Server, 0x82, QByteArray("\0\x01", 2)));
}

void TestScenarioWebSocket::publishes()
{
    ScenarioFixture f(endpoint(
        R"("channel":"room","on_message":[{"match_glob":"/me *","reply":"ok",
        "publish":{"channel":"room","message":{"by":"{{client}}","does":"{{message}}"}}},
        {"match":"*","publish":{"channel":"room"}}])",
        R"({"room":{}})"));
    const auto one = f.open("/ws");
    const auto two = f.open("/ws");
    one->send(textFromClient("{ \"a\": 1 }"));
    QCOMPARE(one->takeWritten(), textFromServer("{ \"a\": 1 }"));
    QCOMPARE(two->takeWritten(), textFromServer("{ \"a\": 1 }"));
    two->send(textFromClient("/me waves"));
    QCOMPARE(one->takeWritten(), textFromServer(R"({"by":2,"does":"/me waves"})"));
    QCOMPARE(two->takeWritten(),
             textFromServer("ok") + textFromServer(R"({"by":2,"does":"/me waves"})"));
    one->send(frame(Role::Client, 0x82, "\xFF"));
    QCOMPARE(two->takeWritten(), frame(Role::Server, 0x82, "\xFF"));
    QCOMPARE(f.mock().status().endpoints[0].sent, 7);
}

void TestScenarioWebSocket::playsSteps()
{
    ScenarioFixture f(endpoint(
        R"("channel":"c","steps":[{"send":{"op":"ready","client":"{{client}}"}},
        {"after_ms":500,"send":"{{n}}"},{"after_ms":500,"publish":{"channel":"c",
        "message":"half"}},{"after_ms":1000,"close":{"code":1001,"reason":"restart"}}])",
        R"({"c":{}})"));
    const auto visitor = f.open("/ws");
    QCOMPARE(f.behind, textFromServer(R"({"op":"ready","client":1})"));
    f.advance(499ms);
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.advance(1ms);
    QCOMPARE(visitor->takeWritten(), textFromServer("2"));
    f.advance(500ms);
    QCOMPARE(visitor->takeWritten(), textFromServer("half"));
    f.advance(1s);
    QCOMPARE(visitor->takeWritten(), closeFrame(Role::Server, 1001, "restart"));
    visitor->send(closeFrame(Role::Client, 1001));
    QVERIFY(f.takeStory("ws.closed").contains("1001"));
    f.advance(10s);
    QCOMPARE(visitor->takeWritten(), QByteArray());
}

void TestScenarioWebSocket::closes()
{
    ScenarioFixture f(endpoint(R"("on_message":[{"match":"bye","reply":"see you",
        "close":{"code":4001,"reason":"bye"}},{"match":"*","close":{}}])"));
    const auto visitor = f.open("/ws");
    visitor->send(textFromClient("bye"));
    QCOMPARE(visitor->takeWritten(),
             textFromServer("see you") + closeFrame(Role::Server, 4001, "bye"));
    visitor->send(textFromClient("bye")); // Nothing is answered behind a Close frame.
    QCOMPARE(visitor->takeWritten(), QByteArray());
    const auto other = f.open("/ws");
    other->send(textFromClient("x"));
    QCOMPARE(other->takeWritten(), closeFrame(Role::Server, std::nullopt));
}

void TestScenarioWebSocket::leavesWhoDoesNotAnswerAClose()
{
    ScenarioFixture f(endpoint(R"("steps":[{"close":{"code":1000}}])"));
    const auto visitor = f.open("/ws");
    f.advance(4s);
    QVERIFY(!visitor->isClosing());
    f.advance(2s);
    QVERIFY(visitor->isClosing() || !visitor->isStreamAlive());
}

void TestScenarioWebSocket::agreesOnSubprotocols_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("agreed");
    QTest::newRow("the only one") << QByteArray("v1.json") << QByteArray("v1.json");
    QTest::newRow("one of two") << QByteArray("v9.json, v2.json") << QByteArray("v2.json");
    QTest::newRow("none of them") << QByteArray("v9.json") << QByteArray();
    QTest::newRow("none") << QByteArray() << QByteArray();
}

void TestScenarioWebSocket::agreesOnSubprotocols()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, agreed);
    ScenarioFixture f(endpoint(R"("subprotocols":["v1.json","v2.json"])"));
    f.open("/ws", offered.isEmpty() ? QByteArray() : "Sec-WebSocket-Protocol: " + offered + "\r\n");
    QVERIFY(f.handshake.startsWith("HTTP/1.1 101 "));
    QCOMPARE(f.handshake.contains("Sec-WebSocket-Protocol: "), !agreed.isEmpty());
    QVERIFY(f.handshake.contains(
        agreed.isEmpty() ? QByteArray() : "Sec-WebSocket-Protocol: " + agreed + "\r\n"));
}

void TestScenarioWebSocket::refusesOrigins()
{
    ScenarioFixture f(endpoint(R"("origins":["http://localhost:3000"])"));
    f.open("/ws", "Origin: http://localhost:3000\r\n");
    QVERIFY(f.handshake.startsWith("HTTP/1.1 101 "));
    f.open("/ws");
    QVERIFY(f.handshake.startsWith("HTTP/1.1 101 ")); // No browser's.
    f.open("/ws", "Origin: http://evil.example\r\n");
    QVERIFY(f.handshake.startsWith("HTTP/1.1 403 Forbidden\r\n"));
}

void TestScenarioWebSocket::holdsClientsThatDoNotReadReplies()
{
    ScenarioFixture f(endpoint(R"("on_message":[{"match":"*","reply":"{{message}}"}])"));
    const auto visitor = f.open("/ws");
    visitor->setAutoConfirming(false);
    const QByteArray half(600'000, 'x');
    for (int i = 0; i < 4; ++i)
        visitor->send(textFromClient(half));
    QVERIFY(visitor->isReadingPaused());
    f.advance(10s);
    QVERIFY(f.takeStory("error").contains("slow-consumer"));
}

QTEST_GUILESS_MAIN(TestScenarioWebSocket)
#include "tst_scenariowebsocket.moc"
