// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/engineiosession.h"
#include "engine/socketiovisitor.h"

#include <QSet>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;
using EngineIo::Revision;

/// Engine.IO sessions of the mock: handshake, polling, JSONP, and their end.
class TestMockEngineIo : public QObject
{
    Q_OBJECT

private slots:
    void shakesHands_data();
    void shakesHands();
    void refuses_data();
    void refuses();
    void asksForTheQuery();
    void holdsAPoll();
    void answersTheWaitingPoll();
    void endsAtTwoPolls();
    void endsWhereAPollIsGivenUp();
    void endsAtBadPackets_data();
    void endsAtBadPackets();
    void endsAtLongPosts();
    void isClosedByTheClient();
    void speaksJsonp_data();
    void speaksJsonp();
    void sendsBinaryPayloads_data();
    void sendsBinaryPayloads();
    void isOneClient();
    void sendsAwayWhoDoesNotPoll();
    void answersOtherMethods_data();
    void answersOtherMethods();
    void kicks_data();
    void kicks();
    void saysFarewell();
    void answersCors();
};

namespace {

using Mock = EngineIoMock;
using Visitor = EngineIoVisitor;

} // namespace

void TestMockEngineIo::shakesHands_data()
{
    QTest::addColumn<Revision>("revision");
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("first");
    const auto row = [](const char *name, Revision revision, const char *members,
                        const char *first) {
        QTest::newRow(name) << revision << QByteArray(members) << QByteArray(first);
    };
    row("revision 4", Revision::V4, "",
        R"(0{"sid":"SID","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})");
    row("revision 3", Revision::V3, "",
        R"(0{"sid":"SID","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":5000}|40)");
    row("as the scenario says", Revision::V4,
        R"("ping_interval_ms":300,"ping_timeout_ms":200,"max_payload":1000)",
        R"(0{"sid":"SID","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200,"maxPayload":1000})");
    row("polling alone", Revision::V4, R"("transports":["polling"])",
        R"(0{"sid":"SID","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})");
    row("no upgrade", Revision::V4, R"("upgrade":false)",
        R"(0{"sid":"SID","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000})");
}

void TestMockEngineIo::shakesHands()
{
    QFETCH(Revision, revision);
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, first);
    Mock f(members);
    Visitor visitor(f, revision);
    QCOMPARE(visitor.begin(), first);
    QCOMPARE(visitor.sid.size(), 20);
    QCOMPARE(f.status().clients, 1);
}

void TestMockEngineIo::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const char *line, int status, const char *body) {
        QTest::newRow(name) << QByteArray(line) << status << QByteArray(body);
    };
    row("0 unknown transport", "GET /io/?EIO=4&transport=tcp", 400,
        R"({"code":0,"message":"Transport unknown"})");
    row("0 no transport", "GET /io/?EIO=4", 400, R"({"code":0,"message":"Transport unknown"})");
    row("1 unknown sid", "GET /io/?EIO=4&transport=polling&sid=x", 400, UnknownSid);
    row("1 unknown sid of a POST", "POST /io/?EIO=4&transport=polling&sid=x", 400, UnknownSid);
    row("2 POST as handshake", "POST /io/?EIO=4&transport=polling", 400,
        R"({"code":2,"message":"Bad handshake method"})");
    // As engine.io 3.x, 5.x and 6.x answer: by the handshake's method before anything else.
    for (const char *method : { "PUT", "DELETE", "PATCH" }) {
        for (const char *transport : { "polling", "websocket" }) {
            const QByteArray line = QByteArray(method) + " /io/?EIO=4&transport=" + transport;
            const QByteArray name = QByteArray("2 ") + method + ' ' + transport;
            row(name.constData(), line.constData(), 400,
                R"({"code":2,"message":"Bad handshake method"})");
        }
    }
    row("0 PUT and unknown transport", "PUT /io/?EIO=4&transport=tcp", 400,
        R"({"code":0,"message":"Transport unknown"})");
    row("1 unknown sid of a PUT", "PUT /io/?EIO=4&transport=polling&sid=x", 400, UnknownSid);
    row("3 WebSocket without upgrade", "GET /io/?EIO=4&transport=websocket", 400, BadRequest);
    row("5 no revision", "GET /io/?transport=polling", 400,
        R"({"code":5,"message":"Unsupported protocol version"})");
    row("5 unknown revision", "GET /io/?EIO=5&transport=polling", 400,
        R"({"code":5,"message":"Unsupported protocol version"})");
    row("elsewhere", "GET /io/other?EIO=4&transport=polling", 404, nullptr);
}

void TestMockEngineIo::refuses()
{
    QFETCH(QByteArray, line);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Mock f;
    const QByteArray answer = f.ask(line, line.startsWith("POST") ? "Content-Length: 0\r\n" : "");
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status))), answer.constData());
    if (!body.isNull()) {
        QVERIFY(answer.contains("Content-Type: application/json\r\n"));
        QCOMPARE(answer.mid(answer.indexOf("\r\n\r\n") + 4), body);
    }
    QCOMPARE(f.status().clients, 0);
}

void TestMockEngineIo::asksForTheQuery()
{
    Mock f(R"("query":{"token":"a b"},"revisions":[4])");
    Visitor without(f);
    const QByteArray refused = without.get(without.target());
    QVERIFY(refused.startsWith("HTTP/1.1 403 "));
    QVERIFY(refused.endsWith(R"({"code":4,"message":"Forbidden"})"));
    Visitor with(f, Revision::V4, "&token=a%20b");
    QVERIFY(with.begin().startsWith("0{"));
    Visitor older(f, Revision::V3, "&token=a%20b");
    QVERIFY(older.get(older.target()).endsWith(
        R"({"code":5,"message":"Unsupported protocol version"})"));
}

void TestMockEngineIo::holdsAPoll()
{
    Mock f;
    Visitor visitor(f);
    visitor.connect();
    const auto poll = visitor.poll();
    QCOMPARE(poll->written(), QByteArray());
    f.publish("1");
    QCOMPARE(visitor.takeBody(*poll), QByteArray(R"(42["n",1])"));
    f.publish("2");
    f.publish("3");
    QCOMPARE(visitor.polled(), QByteArray(R"(42["n",2]|42["n",3])"));
}

void TestMockEngineIo::answersTheWaitingPoll()
{
    Mock f(R"("on_event":[{"event":"ask","ack":["yes",{"n":"{{message}}"}]}])");
    Visitor visitor(f);
    visitor.connect();
    const auto poll = visitor.poll();
    QCOMPARE(visitor.post(R"(427["ask",5])"), QByteArray("ok"));
    QCOMPARE(visitor.takeBody(*poll), QByteArray(R"(437["yes",{"n":5}])"));
}

void TestMockEngineIo::endsAtTwoPolls()
{
    Mock f;
    Visitor visitor(f);
    visitor.connect();
    const auto first = visitor.poll();
    const auto second = visitor.poll();
    QCOMPARE(visitor.takeBody(*first), QByteArray("1"));
    QCOMPARE(visitor.takeBody(*second), QByteArray(BadRequest));
    QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
    QCOMPARE(f.status().clients, 0);
}

void TestMockEngineIo::endsWhereAPollIsGivenUp()
{
    for (const bool isReset : { true, false }) {
        Mock f;
        Visitor visitor(f);
        visitor.connect();
        const auto poll = visitor.poll();
        QCOMPARE(f.status().clients, 1);
        if (isReset)
            poll->reset();
        else
            poll->finish();
        QCOMPARE(f.status().clients, 0);
        QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
    }
}

void TestMockEngineIo::endsAtBadPackets_data()
{
    QTest::addColumn<Revision>("revision");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("4 unknown type") << Revision::V4 << QByteArray("abc");
    QTest::newRow("4 nothing") << Revision::V4 << QByteArray();
    QTest::newRow("4 ping of a client") << Revision::V4 << QByteArray("2");
    QTest::newRow("4 bad base64") << Revision::V4 << QByteArray("b?");
    QTest::newRow("4 Socket.IO of an unknown type") << Revision::V4 << QByteArray("49");
    QTest::newRow("4 Socket.IO, bad JSON") << Revision::V4 << QByteArray("42[");
    QTest::newRow("4 Socket.IO, where it is not") << Revision::V4 << QByteArray(R"(42/x,["a"])");
    QTest::newRow("4 binary that nothing announced") << Revision::V4 << QByteArray("bAQID");
    QTest::newRow("3 no length") << Revision::V3 << QByteArray("42[\"a\"]");
    QTest::newRow("3 pong of a client") << Revision::V3 << QByteArray("1:3");
}

void TestMockEngineIo::endsAtBadPackets()
{
    QFETCH(Revision, revision);
    QFETCH(QByteArray, body);
    Mock f;
    Visitor visitor(f, revision);
    visitor.begin();
    if (revision == Revision::V4) {
        visitor.post("40");
        visitor.polled();
    }
    visitor.postBody(body);
    f.advance(1ms);
    QCOMPARE(f.status().clients, 0);
}

void TestMockEngineIo::endsAtLongPosts()
{
    Mock f(R"("max_payload":100)");
    Visitor visitor(f);
    visitor.connect();
    QCOMPARE(visitor.postBody("42[\"a\",\"" + QByteArray(90, 'x') + "\"]"), QByteArray("ok"));
    QVERIFY(visitor.postBody("42[\"a\",\"" + QByteArray(91, 'x') + "\"]").startsWith("413"));
    QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
}

void TestMockEngineIo::isClosedByTheClient()
{
    Mock f;
    Visitor visitor(f);
    visitor.connect();
    const auto poll = visitor.poll();
    QCOMPARE(visitor.post("1"), QByteArray("ok"));
    QCOMPARE(visitor.takeBody(*poll), QByteArray("6"));
    QCOMPARE(f.status().clients, 0);
    QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
}

void TestMockEngineIo::speaksJsonp_data()
{
    addRevisions();
}

void TestMockEngineIo::speaksJsonp()
{
    QFETCH(Revision, revision);
    const bool isV3 = revision == Revision::V3;
    Mock f(R"("on_event":[{"event":"say","reply":{"event":"said"}}])");
    Visitor visitor(f, revision, "&j=7");
    const QByteArray head = visitor.get(visitor.target());
    QVERIFY(head.contains("Content-Type: text/javascript; charset=UTF-8\r\n"));
    const QByteArray first = head.mid(head.indexOf("\r\n\r\n") + 4);
    QVERIFY2(first.startsWith("___eio[7](\""), first.constData());
    QVERIFY(first.endsWith(");"));
    visitor.takeSid(QByteArray(first).replace("\\\"", "\""));
    const QByteArray connect = isV3 ? "2%3A40" : "40";
    if (!isV3) {
        QCOMPARE(visitor.postBody("d=" + connect), QByteArray("ok"));
        visitor.takeBody(*visitor.poll());
    }
    const QByteArray say = R"(42%5B%22say%22%2C%22a%22%5D)";
    QCOMPARE(visitor.postBody("d=" + (isV3 ? "13%3A" : QByteArray()) + say), QByteArray("ok"));
    const QByteArray said = visitor.takeBody(*visitor.poll());
    QCOMPARE(said, QByteArray(isV3 ? R"(___eio[7]("14:42[\"said\",\"a\"]");)"
                                   : R"(___eio[7]("42[\"said\",\"a\"]");)"));
    visitor.postBody("c=1");
    QCOMPARE(f.status().clients, 0);
}

void TestMockEngineIo::sendsBinaryPayloads_data()
{
    QTest::addColumn<Revision>("revision");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray text = "text/plain; charset=UTF-8";
    QTest::newRow("4 base64") << Revision::V4 << QByteArray() << text
                              << QByteArray("451-[\"n\",{\"_placeholder\":true,\"num\":0}]\x1e"
                                            "bAQID");
    QTest::newRow("3 base64") << Revision::V3 << QByteArray("&b64=1") << text
                              << QByteArray(
                                     "39:451-[\"n\",{\"_placeholder\":true,\"num\":0}]6:b4AQID");
    QTest::newRow("3 octets")
        << Revision::V3 << QByteArray() << QByteArray("application/octet-stream")
        << QByteArray(QByteArray("\0\3\x9\xff", 4)
                      + "451-[\"n\",{\"_placeholder\":true,\"num\":0}]"
                      + QByteArray("\1\4\xff\4\1\2\3", 7));
}

void TestMockEngineIo::sendsBinaryPayloads()
{
    QFETCH(Revision, revision);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    Mock f;
    Visitor visitor(f, revision, query);
    visitor.begin();
    if (revision == Revision::V4) {
        visitor.post("40");
        visitor.polled();
    }
    f.publish(R"({"base64":"AQID"})");
    const QByteArray answer = visitor.poll()->takeWritten();
    QVERIFY(answer.contains(QByteArray("Content-Type: " + type + "\r\n")));
    QCOMPARE(answer.mid(answer.indexOf("\r\n\r\n") + 4), body);
}

void TestMockEngineIo::isOneClient()
{
    Mock f;
    Visitor visitor(f);
    visitor.begin();
    const MockClientStatus first = f.status().list.at(0);
    visitor.post("40");
    visitor.polled();
    f.advance(1ms);
    const auto poll = visitor.poll();
    QCOMPARE(f.status().clients, 1);
    const MockClientStatus now = f.status().list.at(0);
    QCOMPARE(now.client, first.client);
    QCOMPARE(now.since, first.since);
    QVERIFY(now.connection > first.connection);
    QVERIFY(now.octetsReceived > first.octetsReceived);
    QVERIFY(!now.isWebSocket);
    // All that carries it is one stream.
    QSet<int> streams;
    for (const QJsonObject &record : f.sink().objects()) {
        const QByteArray kind = record.value(QLatin1StringView("kind")).toString().toUtf8();
        if (kind.startsWith("http.") || kind.startsWith("eio.") || kind.startsWith("sio."))
            streams.insert(record.value(QLatin1StringView("stream")).toInt());
    }
    QCOMPARE(streams, QSet<int> { static_cast<int>(first.client) });
    // Another session on a connection that had one is another client.
    const auto shared = f.visit("GET /io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
    shared->send("GET /io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(f.status().clients, 3);
    QCOMPARE(f.status().list.size(), 3);
}

void TestMockEngineIo::sendsAwayWhoDoesNotPoll()
{
    Mock f;
    Visitor visitor(f);
    visitor.connect();
    const QByteArray half = '"' + QByteArray(EngineIoSession::MaxQueuedOctets / 2, 'x') + '"';
    f.publish(half);
    f.publish(half);
    QCOMPARE(f.status().clients, 1); // Judged before a message joins.
    const MockClientStatus client = f.status().list.front();
    f.publish("1");
    QCOMPARE(f.status().clients, 0);
    // Recorded of the connection that it was on last.
    const QJsonObject error = f.sink().last("error");
    QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("slow-consumer"));
    QCOMPARE(error.value(QLatin1StringView("where")).toString(), QStringLiteral("engine.io"));
    QCOMPARE(error.value(QLatin1StringView("conn")).toInt(), static_cast<int>(client.connection));
    QCOMPARE(error.value(QLatin1StringView("stream")).toInt(), static_cast<int>(client.client));
}

/// A handshake has the one method, a session two.
void TestMockEngineIo::answersOtherMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : { "HEAD", "PUT", "DELETE" })
        QTest::newRow(method) << QByteArray(method);
}

void TestMockEngineIo::answersOtherMethods()
{
    QFETCH(QByteArray, method);
    Mock f;
    Visitor visitor(f);
    QVERIFY(visitor.get(visitor.target(), method).startsWith("HTTP/1.1 400 "));
    visitor.begin();
    const QByteArray answer = visitor.get(visitor.target(), method);
    QVERIFY2(answer.startsWith("HTTP/1.1 500 "), answer.constData());
    QVERIFY(answer.endsWith("\r\n\r\n"));
    QCOMPARE(f.status().clients, 1); // And goes on.
    QCOMPARE(visitor.post("40"), QByteArray("ok"));
}

void TestMockEngineIo::kicks_data()
{
    QTest::addColumn<bool>("isWebSocket");
    QTest::addColumn<MockKick>("kick");
    QTest::addColumn<QByteArray>("told");
    constexpr auto Close = MockKick::How::Close;
    QTest::newRow("poll") << false << MockKick { Close, {}, {} } << QByteArray("41|1");
    QTest::newRow("poll, reset") << false << MockKick { MockKick::How::Reset, {}, {} }
                                 << QByteArray();
    QTest::newRow("WebSocket") << true << MockKick { Close, 1013, "later" }
                               << QByteArray("41|close 1013");
    QTest::newRow("WebSocket, reset") << true << MockKick { MockKick::How::Reset, {}, {} }
                                      << QByteArray();
}

void TestMockEngineIo::kicks()
{
    QFETCH(bool, isWebSocket);
    QFETCH(MockKick, kick);
    QFETCH(QByteArray, told);
    Mock f;
    Visitor visitor(f);
    std::shared_ptr<ScriptedPeer> poll;
    if (isWebSocket) {
        visitor.openWebSocket();
        visitor.send("40");
        visitor.received();
    } else {
        visitor.connect();
        poll = visitor.poll();
    }
    f.mock().kick(f.status().list.at(0).client, kick);
    f.settle();
    QCOMPARE(isWebSocket ? visitor.received() : visitor.takeBody(*poll).replace('\x1e', '|'), told);
    QCOMPARE((isWebSocket ? visitor.socket() : *poll).isAborted(),
             kick.how == MockKick::How::Reset);
    QCOMPARE(f.status().clients, 0);
}

/// One who is between two polls hears it with the next, for a while.
void TestMockEngineIo::saysFarewell()
{
    Mock f;
    for (const bool isInTime : { true, false }) {
        Visitor visitor(f);
        visitor.connect();
        f.mock().kick(f.status().list.at(0).client, {});
        f.settle();
        QCOMPARE(f.status().clients, 0);
        QCOMPARE(visitor.postBody("42[\"a\"]"), QByteArray(BadRequest));
        f.advance(isInTime ? EngineIoSession::FarewellTime - 1s : EngineIoSession::FarewellTime);
        QCOMPARE(visitor.takeBody(*visitor.poll()),
                 isInTime ? QByteArray("41\x1e" "1") : QByteArray(UnknownSid));
        QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
    }
}

void TestMockEngineIo::answersCors()
{
    Mock f(R"("cors":"*")");
    const QByteArray answer = f.ask("GET /io/?EIO=4&transport=polling",
                                    "Origin: http://example.com\r\n");
    QVERIFY(answer.contains("Access-Control-Allow-Origin: *\r\n"));
    const QByteArray preflight
        = f.ask("OPTIONS /io/?EIO=4&transport=polling",
                "Origin: http://example.com\r\nAccess-Control-Request-Method: POST\r\n");
    QVERIFY(preflight.startsWith("HTTP/1.1 204 "));
    QVERIFY(preflight.contains("Access-Control-Allow-Methods: GET, POST"));
}

QTEST_GUILESS_MAIN(TestMockEngineIo)
#include "tst_mockengineio.moc"
