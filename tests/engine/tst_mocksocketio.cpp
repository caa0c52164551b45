// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/socketioclient.h"
#include "engine/socketiovisitor.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;
using EngineIo::Revision;

/// Socket.IO of the mock: the chat room, namespaces, rooms, rules and binary.
class TestMockSocketIo : public QObject
{
    Q_OBJECT

private slots:
    void chats();
    void isFedByChannels();
    void acknowledgesWhatItDoesNotKnow();
    void connects_data();
    void connects();
    void connectsOlderClients_data();
    void connectsOlderClients();
    void followsRules_data();
    void followsRules();
    void broadcasts_data();
    void broadcasts();
    void keepsNamespacesApart();
    void takesBinary();
    void takesBinaryByPolling();
    void playsSteps();
    void playsChannelsOfEachClient();
    void disconnects();
    void leavesANamespace();
    void waitsForAConnect();
    void limitsRooms();
    void recordsWhatIsSaid_data();
    void recordsWhatIsSaid();
    void readsArguments_data();
    void readsArguments();
};

namespace {

QByteArray endpoint(const QByteArray &members, const QByteArray &channels = "{}")
{
    return R"({"channels":)" + channels + R"(,"endpoints":[{"path":"/io/","technique":"socket.io",)"
        + members + "}]}";
}

/// A client in a namespace, by WebSocket.
struct Visitor : SocketIoVisitor {
    explicit Visitor(LoopFixture &fixture, const QByteArray &path = "/io/",
                     Revision revision = Revision::V4, const QByteArray &query = {})
        : SocketIoVisitor(fixture, revision, path, query)
    {
        openWebSocket();
        opened = received();
    }
    Visitor &in(const QByteArray &space = {})
    {
        send("40" + space);
        connected = received();
        return *this;
    }
    QByteArray ask(const QByteArray &packet)
    {
        send(packet);
        return received();
    }
    QByteArray opened;
    QByteArray connected;
};

} // namespace

void TestMockSocketIo::chats()
{
    LoopFixture f;
    f.serve();
    Visitor one(f, "/socket.io/");
    one.in();
    Visitor other(f, "/socket.io/");
    other.in();
    SocketIoVisitor polling(f, Revision::V3);
    polling.begin();
    const auto page = f.visit(upgrade("/chat"));
    page->takeWritten();
    one.send(R"(42["chat message","42"])");
    const QByteArray told = R"(42["chat message","42"])";
    QCOMPARE(one.received(), told);
    QCOMPARE(other.received(), told);
    QCOMPARE(polling.polled(), told);
    QCOMPARE(page->takeWritten(), textFromServer("42")); // The room is the same.
    page->send(textFromClient("hi"));
    QCOMPARE(one.received(), QByteArray(R"(42["chat message","hi"])"));
}

void TestMockSocketIo::isFedByChannels()
{
    LoopFixture f;
    f.serve();
    Visitor visitor(f, "/socket.io");
    visitor.in();
    f.advance(1s);
    const QByteArray tick = visitor.received();
    QVERIFY2(tick.startsWith(R"(42["message",{"n":1,"time":")"), tick.constData());
    const QByteArray published = "{\"a\":1}";
    f.visit("POST /publish/tick HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 7\r\n\r\n"
            + published);
    QCOMPARE(visitor.received(), QByteArray(R"(42["message",{"a":1}])"));
    const QList<MockEndpointStatus> endpoints = f.mock().status().endpoints;
    const auto found = std::ranges::find(endpoints, QByteArray("/socket.io/"),
                                         &MockEndpointStatus::path);
    QVERIFY(found != endpoints.end());
    QCOMPARE(found->technique, QByteArray("socket.io"));
    QCOMPARE(found->channel, QByteArray("tick"));
    QCOMPARE(found->sent, 2);
}

void TestMockSocketIo::acknowledgesWhatItDoesNotKnow()
{
    LoopFixture f;
    f.serve();
    Visitor visitor(f, "/socket.io/");
    visitor.in();
    QCOMPARE(visitor.ask(R"(420["any",1,{"b":[true]}])"), QByteArray(R"(430[1,{"b":[true]}])"));
    QCOMPARE(visitor.ask(R"(42["any",1])"), QByteArray());
    QCOMPARE(visitor.ask(R"(421["chat message","x"])"),
             QByteArray(R"(42["chat message","x"]|431["ok"])"));
}

void TestMockSocketIo::connects_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *members, const char *packet,
                        const char *answer) {
        QTest::newRow(name) << QByteArray(members) << QByteArray(packet) << QByteArray(answer);
    };
    row("main", R"("cors":"*")", "40", R"(40{"sid":"SID"})");
    row("payload that nobody wants", R"("cors":"*")", R"(40{"token":1})", R"(40{"sid":"SID"})");
    row("unknown namespace", R"("cors":"*")", "40/admin,",
        R"(44/admin,{"message":"Invalid namespace"})");
    row("namespace", R"("namespaces":{"/admin":{}})", "40/admin,", R"(40/admin,{"sid":"SID"})");
    row("namespace with a query", R"("namespaces":{"/admin":{}})", "40/admin?a=b,",
        R"(40/admin,{"sid":"SID"})");
    const char *secret = R"("auth":{"token":"secret"},"refuse":{"message":"not authorized",
        "data":{"status":401,"got":"{{message.token}}"}})";
    row("right payload", secret, R"(40{"token":"secret","more":1})", R"(40{"sid":"SID"})");
    row("wrong payload", secret, R"(40{"token":"public"})",
        R"(44{"message":"not authorized","data":{"status":401,"got":"public"}})");
    row("no payload", secret, "40",
        R"(44{"message":"not authorized","data":{"status":401,"got":null}})");
    row("refused without a word", R"("auth":{"token":"secret"})", "40",
        R"(44{"message":"not authorized"})");
    row("everyone is refused", R"("refuse":{"message":"full"})", R"(40{"a":1})",
        R"(44{"message":"full"})");
}

void TestMockSocketIo::connects()
{
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, packet);
    QFETCH(QByteArray, answer);
    ScenarioFixture f(endpoint(members));
    Visitor visitor(f);
    visitor.send(packet);
    QByteArray told = visitor.received();
    if (answer.contains("SID"))
        told = visitor.takeSid(told);
    QCOMPARE(told, answer);
    if (answer.contains("SID"))
        QCOMPARE(visitor.ask(packet), QByteArray()); // It is in already.
}

void TestMockSocketIo::connectsOlderClients_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *members, const char *query,
                        const char *first, const char *packet, const char *answer) {
        QTest::newRow(name) << QByteArray(members) << QByteArray(query) << QByteArray(first)
                            << QByteArray(packet) << QByteArray(answer);
    };
    row("unknown namespace", R"("cors":"*")", "", "40", "40/x,", R"(44/x,"Invalid namespace")");
    row("namespace", R"("namespaces":{"/x":{}})", "", "40", "40/x,", "40/x,");
    const char *secret = R"("auth":{"token":"secret"},"refuse":{"message":"no","data":{"a":1}},
        "namespaces":{"/x":{"auth":{"token":"other"},"refuse":{"message":"no"}}})";
    row("right query", secret, "&token=secret", "40", "40/x?token=other,", "40/x,");
    row("wrong query", secret, "&token=other", R"(44{"a":1})", "40/x?token=secret,",
        R"(44/x,"no")");
    row("query of the handshake", secret, "&token=other", R"(44{"a":1})", "40/x,", "40/x,");
}

void TestMockSocketIo::connectsOlderClients()
{
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, packet);
    QFETCH(QByteArray, answer);
    ScenarioFixture f(endpoint(members));
    Visitor visitor(f, "/io/", Revision::V3, query);
    QCOMPARE(visitor.opened.mid(visitor.opened.indexOf('|') + 1), first);
    QCOMPARE(visitor.ask(packet), answer);
}

void TestMockSocketIo::followsRules_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *rule, const char *packet,
                        const char *answer) {
        QTest::newRow(name) << QByteArray(rule) << QByteArray(packet) << QByteArray(answer);
    };
    row("same event, same arguments", R"({"event":"a","reply":{}})", R"(42["a",1,"x"])",
        R"(42["a",1,"x"])");
    row("another event", R"({"event":"a","reply":{"event":"b"}})", R"(42["a",1])",
        R"(42["b",1])");
    row("arguments", R"({"event":"a","reply":{"args":["{{message.name}}","{{args.1}}",2]}})",
        R"(42["a",{"name":"Ada"},[3]])", R"(42["a","Ada",[3],2])");
    row("one argument", R"({"event":"a","reply":{"args":{"all":"{{args}}"}}})", R"(42["a",1,2])",
        R"(42["a",{"all":[1,2]}])");
    row("no arguments", R"({"event":"a","reply":{"args":[]}})", R"(42["a",1])", R"(42["a"])");
    row("any event", R"({"event":"*","reply":{}})", R"(42["x"])", R"(42["x"])");
    row("not this event", R"({"event":"a","reply":{}})", R"(42["x"])", "");
    row("match", R"({"event":"a","match":{"op":"go"},"reply":{}})", R"(42["a",{"op":"go","x":1}])",
        R"(42["a",{"op":"go","x":1}])");
    row("no match", R"({"event":"a","match":{"op":"go"},"reply":{}})", R"(42["a",{"op":"stop"}])",
        "");
    row("no argument to match", R"({"event":"a","match":1,"reply":{}})", R"(42["a"])", "");
    row("ack", R"({"event":"a","ack":["got {{message}}",{"n":"{{n}}"}]})", R"(4212["a","x"])",
        R"(4312["got x",{"n":1}])");
    row("ack of one value", R"({"event":"a","ack":true})", R"(420["a"])", "430[true]");
    row("ack that nobody asked for", R"({"event":"a","ack":true})", R"(42["a"])", "");
    row("ack in order", R"({"event":"a","reply":{},"ack":1})", R"(421["a"])", R"(42["a"]|431[1])");
    row("asks for an ack", R"({"event":"a","reply":{"wants_ack":true}})", R"(42["a"])",
        R"(420["a"])");
    row("escapes", R"({"event":"a\"b","reply":{"event":"c\"\u00e9"}})", R"(42["a\"b"])",
        "42[\"c\\\"\xc3\xa9\"]");
    row("binary", R"({"event":"a","reply":{"args":[{"x":{"base64":"AQID"}}]}})", R"(42["a"])",
        R"(451-["a",{"x":{"_placeholder":true,"num":0}}]|bAQID)");
    row("binary ack", R"({"event":"a","ack":[1,{"base64":"AQID"}]})", R"(427["a"])",
        R"(461-7[1,{"_placeholder":true,"num":0}]|bAQID)");
    row("disconnects", R"({"event":"a","disconnect":true})", R"(42["a"])", "41|close");
    row("publishes", R"({"event":"a","publish":{"channel":"c"}})", R"(42["a","1"])",
        R"(42["fed","1"])");
    row("publishes a message", R"({"event":"a","publish":{"channel":"c","message":["{{args}}"]}})",
        R"(42["a",1,2])", R"(42["fed",[[1,2]]])");
}

void TestMockSocketIo::followsRules()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, packet);
    QFETCH(QByteArray, answer);
    ScenarioFixture f(endpoint(R"("channel":"c","event":"fed","on_event":[)" + rule + "]",
                               R"({"c":{}})"));
    Visitor visitor(f);
    visitor.in();
    QCOMPARE(visitor.ask(packet), answer);
}

void TestMockSocketIo::broadcasts_data()
{
    QTest::addColumn<QByteArray>("broadcast");
    QTest::addColumn<QByteArray>("sender");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("stranger");
    const QByteArray told = R"(42["say","x"])";
    QTest::newRow("all") << QByteArray("{}") << told << told << told;
    QTest::newRow("others") << QByteArray(R"({"to":"others"})") << QByteArray() << told << told;
    QTest::newRow("room") << QByteArray(R"({"room":"r{{client}}"})") << told << told
                          << QByteArray();
    QTest::newRow("others in the room")
        << QByteArray(R"({"to":"others","room":"r1"})") << QByteArray() << told << QByteArray();
    QTest::newRow("empty room")
        << QByteArray(R"({"room":"r9"})") << QByteArray() << QByteArray() << QByteArray();
}

void TestMockSocketIo::broadcasts()
{
    QFETCH(QByteArray, broadcast);
    QFETCH(QByteArray, sender);
    QFETCH(QByteArray, member);
    QFETCH(QByteArray, stranger);
    ScenarioFixture f(endpoint(
        R"("on_event":[{"event":"join","join":"{{message}}"},{"event":"leave","leave":"{{message}}"},
           {"event":"say","broadcast":)"
        + broadcast + "}]"));
    Visitor one(f);
    one.in().send(R"(42["join","r1"])");
    Visitor two(f);
    two.in().send(R"(42["join","r1"])");
    Visitor three(f);
    three.in().send(R"(42["join","r1"])");
    three.send(R"(42["leave","r1"])");
    one.send(R"(42["say","x"])");
    QCOMPARE(one.received(), sender);
    QCOMPARE(two.received(), member);
    QCOMPARE(three.received(), stranger);
}

void TestMockSocketIo::keepsNamespacesApart()
{
    ScenarioFixture f(endpoint(
        R"("on_event":[{"event":"a","broadcast":{"event":"main"}}],
           "namespaces":{"/x":{"channel":"c","events":{"also":"d"},
               "on_event":[{"event":"a","broadcast":{"event":"x"},"ack":1}]}})",
        R"({"c":{},"d":{}})"));
    Visitor one(f);
    one.in().in("/x,");
    Visitor two(f);
    two.in();
    QCOMPARE(one.ask(R"(42/x,3["a"])"), QByteArray(R"(42/x,["x"]|43/x,3[1])"));
    QCOMPARE(two.received(), QByteArray());
    QCOMPARE(one.ask(R"(42["a"])"), QByteArray(R"(42["main"])"));
    QCOMPARE(two.received(), QByteArray(R"(42["main"])"));
    f.mock().publish("c", "1");
    f.mock().publish("d", "2");
    f.settle();
    QCOMPARE(one.received(), QByteArray(R"(42/x,["message",1]|42/x,["also",2])"));
    QCOMPARE(two.received(), QByteArray());
}

void TestMockSocketIo::takesBinary()
{
    ScenarioFixture f(endpoint(
        R"("channel":"c","event":"fed","on_event":[{"event":"same","broadcast":{}},
           {"event":"pick","reply":{"args":["{{args.1}}","{{message.file}}"]}},
           {"event":"publish","publish":{"channel":"c"}}])",
        R"({"c":{}})"));
    Visitor visitor(f);
    visitor.in();
    visitor.send(R"(452-["same",{"_placeholder":true,"num":1},{"a":[{"_placeholder":true,"num":0}]}])");
    visitor.sendBinary("one");
    QCOMPARE(visitor.received(), QByteArray());
    visitor.sendBinary("two");
    QCOMPARE(visitor.received(),
             QByteArray(R"(452-["same",{"_placeholder":true,"num":1},{"a":[{"_placeholder":true,"num":0}]}])"
                        "|b" + QByteArray("one").toBase64() + "|b" + QByteArray("two").toBase64()));
    visitor.send(R"(451-["pick",{"file":{"_placeholder":true,"num":0}},7])");
    visitor.sendBinary("\1\2");
    QCOMPARE(visitor.received(),
             QByteArray(R"(451-["pick",7,{"_placeholder":true,"num":0}]|bAQI=)"));
    visitor.send(R"(451-["publish",{"_placeholder":true,"num":0}])");
    visitor.sendBinary("\1\2");
    QCOMPARE(visitor.received(),
             QByteArray(R"(451-["fed",{"_placeholder":true,"num":0}]|bAQI=)"));
}

void TestMockSocketIo::takesBinaryByPolling()
{
    for (const Revision revision : { Revision::V4, Revision::V3 }) {
        ScenarioFixture f(endpoint(R"("on_event":[{"event":"*","ack":"{{args}}"}])"));
        SocketIoVisitor visitor(f, revision, "/io/");
        visitor.begin();
        if (revision == Revision::V4) {
            visitor.post("40");
            visitor.polled();
        }
        const QByteArray binary = revision == Revision::V4 ? "bAQI=" : "b4AQI=";
        QCOMPARE(visitor.post(R"(451-5["a",{"_placeholder":true,"num":0}]|)" + binary),
                 QByteArray("ok"));
        QCOMPARE(visitor.polled(),
                 QByteArray(R"(461-5[{"_placeholder":true,"num":0}]|bAQI=)"));
    }
}

void TestMockSocketIo::playsSteps()
{
    ScenarioFixture f(endpoint(
        R"("steps":[{"event":"hello","args":["{{client}}","{{n}}"]},
           {"after_ms":100,"event":"ask","wants_ack":true},
           {"after_ms":100,"publish":{"channel":"c","message":1}},
           {"after_ms":100,"disconnect":true}],"channel":"c")",
        R"({"c":{}})"));
    Visitor visitor(f);
    visitor.send("40");
    f.advance(0ms);
    QVERIFY(visitor.received().endsWith(R"(42["hello",1,1])"));
    f.advance(100ms);
    QCOMPARE(visitor.received(), QByteArray(R"(420["ask"])"));
    visitor.send("430[\"fine\"]");
    f.advance(100ms);
    QCOMPARE(visitor.received(), QByteArray(R"(42["message",1])"));
    f.advance(100ms);
    QCOMPARE(visitor.received(), QByteArray("41|close"));
    QCOMPARE(f.mock().status().endpoints.at(0).clients, 0);
}

void TestMockSocketIo::playsChannelsOfEachClient()
{
    ScenarioFixture f(endpoint(
        R"("channel":"own")",
        R"({"own":{"every_ms":100,"per":"client","messages":["a{{client}}","b"],"end":true}})"));
    Visitor one(f);
    one.in();
    f.advance(100ms);
    Visitor two(f);
    two.in();
    f.advance(100ms);
    QCOMPARE(one.received(), QByteArray(R"(42["message","a1"]|42["message","b"]|41|close)"));
    QCOMPARE(two.received(), QByteArray(R"(42["message","a2"])"));
}

void TestMockSocketIo::disconnects()
{
    ScenarioFixture f(endpoint(R"("namespaces":{"/x":{}})"));
    Visitor visitor(f);
    visitor.in().in("/x,");
    f.mock().stop();
    f.settle();
    QCOMPARE(visitor.received(), QByteArray("41|41/x,|close 1001"));
}

void TestMockSocketIo::leavesANamespace()
{
    ScenarioFixture f(endpoint(R"("channel":"c","namespaces":{"/x":{"channel":"c"}})",
                               R"({"c":{}})"));
    Visitor visitor(f);
    visitor.in().in("/x,");
    QCOMPARE(visitor.ask("41/x,"), QByteArray());
    f.mock().publish("c", "1");
    f.settle();
    QCOMPARE(visitor.received(), QByteArray(R"(42["message",1])"));
    // And it may come back.
    visitor.in("/x,");
    QVERIFY(visitor.connected.startsWith("40/x,"));
    QCOMPARE(visitor.ask("41"), QByteArray());
    f.mock().publish("c", "2");
    f.settle();
    QCOMPARE(visitor.received(), QByteArray(R"(42/x,["message",2])"));
}

void TestMockSocketIo::waitsForAConnect()
{
    ScenarioFixture f(endpoint(R"("ping_timeout_ms":60000)"));
    Visitor never(f);
    Visitor late(f);
    f.advance(SocketIoClient::ConnectTime - 1s);
    late.in();
    never.received();
    f.advance(1s);
    QCOMPARE(never.received(), QByteArray("close"));
    QCOMPARE(late.received(), QByteArray());
}

void TestMockSocketIo::limitsRooms()
{
    ScenarioFixture f(endpoint(R"("on_event":[{"event":"join","join":"{{message}}"},
        {"event":"say","broadcast":{"room":"{{message}}"}}])"));
    Visitor visitor(f);
    visitor.in();
    for (std::size_t i = 0; i <= SocketIoClient::MaxRooms; ++i)
        visitor.send("42[\"join\",\"r" + QByteArray::number(i) + "\"]");
    QCOMPARE(visitor.ask(R"(42["say","r99"])"), QByteArray(R"(42["say","r99"])"));
    QCOMPARE(visitor.ask(R"(42["say","r100"])"), QByteArray());
}

void TestMockSocketIo::recordsWhatIsSaid_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("isWebSocket");
    QTest::newRow("polling") << QByteArray() << false;
    QTest::newRow("JSONP") << QByteArray("&j=0") << false;
    QTest::newRow("WebSocket") << QByteArray() << true;
}

void TestMockSocketIo::recordsWhatIsSaid()
{
    QFETCH(QByteArray, query);
    QFETCH(bool, isWebSocket);
    ScenarioFixture f(endpoint(R"("on_event":[{"event":"a","reply":{},"ack":1}])"));
    SocketIoVisitor visitor(f, Revision::V4, "/io/", query);
    if (isWebSocket) {
        visitor.openWebSocket();
        visitor.send("40");
        visitor.send(R"(420["a",{"b":2}])");
    } else {
        const QByteArray first = visitor.takeBody(*visitor.poll()).replace("\\\"", "\"");
        visitor.takeSid(first);
        visitor.postBody(query.isEmpty() ? "40" : "d=40");
        visitor.takeBody(*visitor.poll());
        visitor.postBody(query.isEmpty() ? R"(420["a",{"b":2}])"
                                         : "d=420%5B%22a%22%2C%7B%22b%22%3A2%7D%5D");
        visitor.takeBody(*visitor.poll());
    }
    QByteArrayList told;
    for (const QJsonObject &record : f.sink().objects()) {
        const auto text = [&](const char *name) {
            return record.value(QLatin1StringView(name)).toString().toUtf8();
        };
        QVERIFY(!record.contains(QLatin1StringView("violations")));
        if (text("kind") == "sio.packet")
            told.append(QByteArray(text("from") + ' ' + text("type") + ' ' + text("event")));
        if (text("kind") == "eio.packet")
            QCOMPARE(text("transport"), QByteArray(isWebSocket ? "websocket" : "polling"));
    }
    QCOMPARE(told, QByteArrayList({ "client CONNECT ", "server CONNECT ", "client EVENT a",
                                    "server EVENT a", "server ACK " }));
}

void TestMockSocketIo::readsArguments_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArrayList>("attachments");
    QTest::newRow("list") << QByteArray("[1,\"a\"]") << QByteArray("[1,\"a\"]")
                          << QByteArrayList();
    QTest::newRow("one") << QByteArray("{\"a\":1}") << QByteArray("[{\"a\":1}]")
                         << QByteArrayList();
    QTest::newRow("none") << QByteArray("[]") << QByteArray("[]") << QByteArrayList();
    QTest::newRow("binary") << QByteArray(R"({"base64":"AQI="})")
                            << QByteArray(R"([{"_placeholder":true,"num":0}])")
                            << QByteArrayList { QByteArray("\1\2") };
    QTest::newRow("binary inside")
        << QByteArray(R"([{"x":{"base64":"AQI="},"y":[{"base64":""}]},3])")
        << QByteArray(R"([{"x":{"_placeholder":true,"num":0},"y":[{"_placeholder":true,"num":1}]},3])")
        << QByteArrayList { QByteArray("\1\2"), QByteArray("") };
}

void TestMockSocketIo::readsArguments()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArrayList, attachments);
    const SocketIoEmission emission = socketIoArguments(json);
    QCOMPARE(emission.arguments, arguments);
    QCOMPARE(emission.attachments, attachments);
    QCOMPARE(inlinedArguments(emission), json.startsWith('[') ? json : '[' + json + ']');
}

QTEST_GUILESS_MAIN(TestMockSocketIo)
#include "tst_mocksocketio.moc"
