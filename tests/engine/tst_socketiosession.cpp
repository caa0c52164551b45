// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/socketiosession.h"
#include "engine/socketioserver.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A Socket.IO client against a server that a test plays.
class TestSocketIoSession : public QObject
{
    Q_OBJECT

private slots:
    void connectsByPolling();
    void asksForThePathOfTheUrl_data();
    void asksForThePathOfTheUrl();
    void connectsByWebSocket();
    void upgrades();
    void keepsWhatIsSentDuringTheUpgrade();
    void staysWhereTheUpgradeFails();
    void findsOutRevision3ByPolling();
    void findsOutRevision3ByWebSocket();
    void asksForRevision3WhereToldTo();
    void answersPings();
    void noticesASilentServer();
    void batchesWithinMaxPayload();
    void emits_data();
    void emits();
    void acknowledges();
    void connectsToNamespaces();
    void toldOfARefusedNamespace();
    void comesBackWhenTheSessionIsUnknown();
    void asksAnewWhereAnIdleConnectionWasClosed();
    void firstRefusalIsFatal();
    void keepsCookies();
    void keepsCookiesToTheirOrigin();
    void keepsWhatARedirectSets();
    void sendsTheNewestCookie();
    void countsEvents();
    void leavesWithAWord();
    void serverDisconnects();
    void echoes();
};

namespace {

constexpr auto Polling = SocketIoTransports::Polling;
constexpr auto Socket = SocketIoTransports::WebSocket;
constexpr auto Upgrade = SocketIoTransports::Upgrade;

OutgoingMessage emission(const QByteArray &text, bool wantsAck = false)
{
    OutgoingMessage message;
    message.type = OutgoingMessage::Type::Emission;
    message.emission = *parseSocketIoEmission(text);
    message.emission.wantsAck = wantsAck;
    return message;
}

QByteArray text(const QByteArray &payload)
{
    return frame(Role::Server, 0x81, payload);
}

} // namespace

void TestSocketIoSession::connectsByPolling()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    QVERIFY(f.poll(QByteArray("0") + SocketIoDialogue::Handshake));
    QVERIFY(f.lastRequest.startsWith("GET /socket.io/?EIO=4&transport=polling&t="));
    QVERIFY(!f.lastRequest.contains("sid="));
    QCOMPARE(f.posted(), QByteArray("40"));
    QVERIFY(f.lastRequest.contains("&sid=s1 "));
    QVERIFY(f.lastRequest.contains("Content-Type: text/plain;charset=UTF-8\r\n"));
    QVERIFY(f.poll(R"(40{"sid":"n1"})"));
    QCOMPARE(f.client().status().state, SessionState::Open);
    QVERIFY(f.client().status().canSend);
    QVERIFY(f.poll(QByteArray("42[\"news\",1]\x1e") + "42[\"news\",2]"));
    QCOMPARE(f.client().status().messagesReceived, 2);
    const QByteArray told = f.takeStory("eio.packet sio.packet");
    QCOMPARE(told.count("sio.packet server EVENT news"), 2);
    QCOMPARE(f.sink().objects("sio.packet").size(), 4);
    QVERIFY(f.sink().last("note").value(QLatin1StringView("text")).toString().contains(
        QLatin1StringView("revision 4 of Engine.IO")));
}

void TestSocketIoSession::asksForThePathOfTheUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char *name, const char *url, const char *path, const char *target) {
        QTest::newRow(name) << QString::fromLatin1(url) << QByteArray(path) << QByteArray(target);
    };
    row("none", "http://a", "", "/socket.io/?EIO=4&");
    row("root", "http://a/", "", "/socket.io/?EIO=4&");
    row("own", "http://a/chat/io/", "", "/chat/io/?EIO=4&");
    row("option", "http://a/x", "push", "/push?EIO=4&");
    row("query stays", "http://a?token=7", "", "/socket.io/?token=7&EIO=4&");
    row("its own query goes", "http://a/?EIO=3&transport=polling&t=1&sid=x&j=0&b64=1&q=1", "",
        "/socket.io/?q=1&EIO=3&");
    row("a WebSocket's URL", "ws://a", "", "/socket.io/?EIO=4&");
}

void TestSocketIoSession::asksForThePathOfTheUrl()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, target);
    ClientOptions options = socketIoOptions(Polling);
    options.url = QUrl(url);
    options.socketIo.path = path;
    SocketIoDialogue f(options);
    QVERIFY2(f.asking("GET " + target + "transport=polling&t=") >= 0,
             f.peer().written().constData());
}

void TestSocketIoSession::connectsByWebSocket()
{
    SocketIoDialogue f(socketIoOptions(Socket));
    ScriptedPeer &peer = f.upgrade();
    QVERIFY(f.lastRequest.startsWith("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"));
    peer.send(text(QByteArray("0") + SocketIoDialogue::Handshake));
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray("40"));
    peer.send(text(R"(40{"sid":"n1"})"));
    QCOMPARE(f.client().status().state, SessionState::Open);
    f.client().send(emission(R"(up,{"base64":"AAEC"})"), Cause::User);
    QCOMPARE(SocketIoDialogue::frames(peer),
             QByteArray(R"(451-["up",{"_placeholder":true,"num":0}]|)")
                 + QByteArray::fromHex("000102"));
    QCOMPARE(f.peers(), 1U);
}

void TestSocketIoSession::upgrades()
{
    SocketIoDialogue f(socketIoOptions(Upgrade));
    f.open();
    ScriptedPeer &peer = f.upgrade();
    QVERIFY(f.lastRequest.contains("transport=websocket&sid=s1 "));
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray("2probe"));
    QVERIFY(f.poll("42[\"before\"]")); // Polling goes on meanwhile.
    peer.send(text("3probe"));
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray()); // A poll is still out.
    QVERIFY(f.poll("6"));
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray("5"));
    QVERIFY(!f.poll("6")); // No further one is made.
    f.client().send(emission("a"), Cause::User);
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray("42[\"a\"]"));
    peer.send(text("42[\"after\"]"));
    QCOMPARE(f.client().status().messagesReceived, 2);
    QCOMPARE(only(story(f.sink().objects()), "ws.handshake").count('\n'), 1);
}

void TestSocketIoSession::keepsWhatIsSentDuringTheUpgrade()
{
    SocketIoDialogue f(socketIoOptions(Upgrade));
    f.open();
    ScriptedPeer &peer = f.upgrade();
    peer.send(text("3probe"));
    SocketIoDialogue::frames(peer);
    f.client().send(emission("a"), Cause::User);
    QCOMPARE(f.posted(), QByteArray()); // Neither here nor there.
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray());
    QVERIFY(f.poll("6"));
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray("5|42[\"a\"]"));
}

void TestSocketIoSession::staysWhereTheUpgradeFails()
{
    SocketIoDialogue f(socketIoOptions(Upgrade));
    f.open();
    QVERIFY(f.answer("GET /socket.io/?EIO=4&transport=websocket", "no", "400 Bad Request"));
    f.settle();
    f.advance(0ms);
    QVERIFY(f.sink().last("note").value(QLatin1StringView("text")).toString().contains(
        QLatin1StringView("polling goes on")));
    QVERIFY(f.poll("42[\"still here\"]"));
    QCOMPARE(f.client().status().messagesReceived, 1);
    QVERIFY(!f.outcome());
}

void TestSocketIoSession::findsOutRevision3ByPolling()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    const QByteArray open
        = R"(0{"sid":"s1","upgrades":["websocket"],"pingInterval":5000,"pingTimeout":2000})";
    QVERIFY(f.poll(QByteArray::number(open.size()) + ':' + open + "2:40"));
    QCOMPARE(f.posted(), QByteArray()); // The server connected by itself.
    QCOMPARE(f.client().status().state, SessionState::Open);
    f.client().send(emission(R"(a,"é")"), Cause::User);
    QCOMPARE(f.posted(), QByteArray("11:42[\"a\",\"é\"]"));
    QVERIFY(f.lastRequest.contains("EIO=3"));
    f.advance(5s); // Now it is the client who pings.
    QCOMPARE(f.posted(), QByteArray("1:2"));
    QVERIFY(f.poll("1:3"));
    f.advance(5s);
    QCOMPARE(f.posted(), QByteArray("1:2"));
    f.advance(2s);
    QCOMPARE(f.outcome()->error->code, ErrorCode::PingTimeout);
    QVERIFY(!story(f.sink().objects()).contains("bad-"));
}

void TestSocketIoSession::findsOutRevision3ByWebSocket()
{
    SocketIoDialogue f(socketIoOptions(Socket));
    ScriptedPeer &first = f.upgrade();
    const QByteArray open
        = R"(0{"sid":"s1","upgrades":[],"pingInterval":5000,"pingTimeout":2000})";
    first.send(text(open) + text("40"));
    QCOMPARE(SocketIoDialogue::frames(first), QByteArray("close"));
    ScriptedPeer &second = f.upgrade();
    QVERIFY(f.lastRequest.contains("EIO=3&transport=websocket "));
    second.send(text(open) + text("40"));
    QCOMPARE(f.client().status().state, SessionState::Open);
    f.advance(5s);
    QCOMPARE(SocketIoDialogue::frames(second), QByteArray("2"));
}

void TestSocketIoSession::asksForRevision3WhereToldTo()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    QVERIFY(f.answer("GET ", R"({"code":5,"message":"Unsupported protocol version"})",
                     "400 Bad Request"));
    f.advance(0ms);
    const QByteArray open
        = R"(0{"sid":"s1","upgrades":[],"pingInterval":25000,"pingTimeout":20000})";
    QVERIFY(f.poll(QByteArray::number(open.size()) + ':' + open + "2:40"));
    QVERIFY(f.lastRequest.contains("EIO=3"));
    QCOMPARE(f.client().status().state, SessionState::Open);
}

void TestSocketIoSession::answersPings()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    f.open();
    for (int beat = 0; beat < 4; ++beat) {
        f.advance(25s);
        QVERIFY(f.poll("2"));
        QCOMPARE(f.posted(), QByteArray("3"));
    }
    QVERIFY(!f.outcome());
}

void TestSocketIoSession::noticesASilentServer()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    f.open();
    f.advance(44'999ms);
    QVERIFY(!f.outcome());
    f.advance(1ms);
    QVERIFY(f.outcome());
    QCOMPARE(f.outcome()->error->code, ErrorCode::PingTimeout);
    const QJsonObject error = f.sink().last("error");
    QCOMPARE(error.value(QLatin1StringView("where")).toString(), QStringLiteral("engine.io"));
    QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("ping-timeout"));
}

void TestSocketIoSession::batchesWithinMaxPayload()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    f.open(R"({"sid":"s1","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":20})");
    for (const char *one : { "aaaa", "bbbb", "cccc" })
        f.client().send(emission(one), Cause::User);
    QCOMPARE(f.posted(), QByteArray("42[\"aaaa\"]"));
    QCOMPARE(f.posted(), QByteArray("42[\"bbbb\"]"));
    QCOMPARE(f.posted(), QByteArray("42[\"cccc\"]"));
    for (const char *one : { "a", "b", "c", "d" })
        f.client().send(emission(one), Cause::User);
    QCOMPARE(f.posted(), QByteArray("42[\"a\"]"));
    QCOMPARE(f.posted(), QByteArray("42[\"b\"]\x1e") + "42[\"c\"]");
    QCOMPARE(f.posted(), QByteArray("42[\"d\"]"));
}

void TestSocketIoSession::emits_data()
{
    QTest::addColumn<OutgoingMessage>("message");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("event") << emission("a,1") << QByteArray("42[\"a\",1]");
    QTest::newRow("wants an acknowledgement") << emission("a,1", true) << QByteArray("420[\"a\",1]");
    OutgoingMessage message;
    message.payload = "say \"it\"";
    QTest::newRow("text") << message << QByteArray(R"(42["message","say \"it\""])");
    message.type = OutgoingMessage::Type::Binary;
    message.payload = "\1";
    QTest::newRow("binary") << message
                            << QByteArray("451-[\"message\",{\"_placeholder\":true,\"num\":0}]\x1e")
            + "bAQ==";
    QTest::newRow("in a namespace nobody asked for")
        << emission("/x,a") << QByteArray("42/x,[\"a\"]");
}

void TestSocketIoSession::emits()
{
    QFETCH(OutgoingMessage, message);
    SocketIoDialogue f(socketIoOptions(Polling));
    f.open();
    f.client().send(message, Cause::User);
    QTEST(f.posted(), "payload");
    QCOMPARE(f.client().status().messagesSent, 1);
    QVERIFY(story(f.sink().objects()).contains("http.request client user POST"));
}

void TestSocketIoSession::acknowledges()
{
    ClientOptions options = socketIoOptions(Polling);
    options.socketIo.acknowledgement = R"(["ok",{"base64":"AA=="}])";
    SocketIoDialogue f(options);
    f.open();
    QVERIFY(f.poll("4217[\"ask\",1]"));
    QCOMPARE(f.posted(),
             QByteArray("461-17[\"ok\",{\"_placeholder\":true,\"num\":0}]\x1e") + "bAA==");
    QVERIFY(f.poll("42[\"tell\"]"));
    QCOMPARE(f.posted(), QByteArray());
}

void TestSocketIoSession::connectsToNamespaces()
{
    ClientOptions options = socketIoOptions(Polling);
    options.socketIo.auth = R"({"token":"t"})";
    options.socketIo.namespaces = { { .name = "/" }, { .name = "/admin", .auth = "{}" } };
    options.script = { emission("first"), emission("/admin,second") };
    SocketIoDialogue f(options);
    QVERIFY(f.poll(QByteArray("0") + SocketIoDialogue::Handshake));
    // What could go with the first POST went.
    QCOMPARE(f.posted() + f.posted(), QByteArray("40{\"token\":\"t\"}\x1e") + "40/admin,{}");
    QVERIFY(f.poll(R"(40/admin,{"sid":"n2"})"));
    QCOMPARE(f.client().status().state, SessionState::Open);
    QCOMPARE(f.posted(), QByteArray()); // In order: the first waits for its namespace.
    QVERIFY(f.poll(R"(40{"sid":"n1"})"));
    QCOMPARE(f.posted(), QByteArray("42[\"first\"]"));
    QCOMPARE(f.posted(), QByteArray("42/admin,[\"second\"]"));
}

void TestSocketIoSession::toldOfARefusedNamespace()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    QVERIFY(f.poll(QByteArray("0") + SocketIoDialogue::Handshake));
    QCOMPARE(f.posted(), QByteArray("40"));
    QVERIFY(f.poll(R"(44{"message":"no entry","data":1})"));
    QCOMPARE(f.posted(), QByteArray("1"));
    f.poll("6");
    f.advance(3s);
    QVERIFY(f.outcome());
    QCOMPARE(f.outcome()->error->code, ErrorCode::ConnectError);
    QCOMPARE(f.outcome()->error->value("server_message"), QByteArray("no entry"));
    QCOMPARE(f.sink().last("error").value(QLatin1StringView("where")).toString(),
             QStringLiteral("socket.io"));
}

void TestSocketIoSession::comesBackWhenTheSessionIsUnknown()
{
    ClientOptions options = socketIoOptions(Polling);
    options.reconnects.reset();
    SocketIoDialogue f(options);
    f.open();
    QVERIFY(f.answer("GET ", R"({"code":1,"message":"Session ID unknown"})", "400 Bad Request"));
    f.advance(0ms);
    const QJsonObject error = f.sink().last("error");
    QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("server-error"));
    QCOMPARE(error.value(QLatin1StringView("server_code")).toString(), QStringLiteral("1"));
    QCOMPARE(f.client().status().state, SessionState::Waiting);
    QCOMPARE(f.sink().objects("reconnect").size(), 1);
    f.advance(2s);
    f.open();
    QCOMPARE(f.client().status().state, SessionState::Open);
    QCOMPARE(f.client().status().reconnectAttempt, 0);
}

void TestSocketIoSession::asksAnewWhereAnIdleConnectionWasClosed()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    f.open();
    // The poll that follows goes over the connection that served one before.
    ScriptedPeer &idle = f.taken("GET /socket.io/?EIO=4");
    idle.finish();
    f.advance(0ms);
    QVERIFY(!f.outcome());
    QVERIFY(f.poll("42[\"news\"]"));
    QCOMPARE(f.client().status().messagesReceived, 1);
    f.client().send(emission("first"), Cause::User);
    QCOMPARE(f.posted(), QByteArray("42[\"first\"]"));
    f.client().send(emission("a"), Cause::User);
    ScriptedPeer &poster = f.taken("POST ");
    poster.reset();
    f.advance(0ms);
    QCOMPARE(f.posted(), QByteArray("42[\"a\"]"));
    QVERIFY(!f.outcome());
    QCOMPARE(f.sink().objects("error").size(), 0);
}

void TestSocketIoSession::firstRefusalIsFatal()
{
    ClientOptions options = socketIoOptions(Polling);
    options.reconnects.reset();
    SocketIoDialogue f(options);
    QVERIFY(f.answer("GET ", R"({"code":4,"message":"Forbidden"})", "403 Forbidden"));
    f.advance(3s);
    QVERIFY(f.outcome() && !f.outcome()->isDone);
    QCOMPARE(f.outcome()->error->code, ErrorCode::ServerError);
    QCOMPARE(f.sink().objects("error").size(), 1);
}

void TestSocketIoSession::keepsCookies()
{
    ClientOptions options = socketIoOptions(Upgrade);
    options.cookies = { "own=1" };
    SocketIoDialogue f(options);
    QVERIFY(f.answer("GET ", QByteArray("0") + SocketIoDialogue::Handshake, "200 OK",
                     "Set-Cookie: io=s1; Path=/; HttpOnly\r\nSet-Cookie: own=2\r\n"));
    QCOMPARE(f.posted(), QByteArray("40"));
    QVERIFY(f.lastRequest.contains("Cookie: own=1; io=s1\r\n"));
    f.upgrade();
    QVERIFY(f.lastRequest.contains("Cookie: own=1; io=s1\r\n"));
}

void TestSocketIoSession::keepsCookiesToTheirOrigin()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    const QByteArray handshake = QByteArray("0") + SocketIoDialogue::Handshake;
    QVERIFY(f.answer("GET ", {}, "307 Temporary Redirect",
                     "Set-Cookie: a=1\r\nLocation: http://other.example/socket.io/?EIO=4\r\n"));
    QVERIFY(f.answer("GET ", handshake, "200 OK", "Set-Cookie: secret=b; HttpOnly\r\n"));
    QVERIFY(f.lastRequest.contains("Host: other.example\r\n"));
    QVERIFY(!f.lastRequest.contains("Cookie"));
    QCOMPARE(f.posted(), QByteArray("40"));
    QVERIFY(f.lastRequest.contains("Host: feed.example\r\n"));
    QVERIFY(f.lastRequest.contains("\r\nCookie: a=1\r\n"));
    f.taken("GET ");
    QVERIFY(f.lastRequest.contains("Host: feed.example\r\n"));
    QVERIFY(f.lastRequest.contains("\r\nCookie: a=1\r\n"));
}

void TestSocketIoSession::keepsWhatARedirectSets()
{
    // A load balancer that marks its choice while it sends the client there.
    SocketIoDialogue f(socketIoOptions(Upgrade));
    QVERIFY(f.answer("GET ", {}, "307 Temporary Redirect",
                     "Set-Cookie: LB=7; Path=/\r\nLocation: /r/socket.io/?EIO=4\r\n"));
    QVERIFY(f.answer("GET /r/", QByteArray("0") + SocketIoDialogue::Handshake));
    QVERIFY(f.lastRequest.contains("\r\nCookie: LB=7\r\n"));
    QCOMPARE(f.posted(), QByteArray("40"));
    QVERIFY(f.lastRequest.contains("\r\nCookie: LB=7\r\n"));
    f.upgrade();
    QVERIFY(f.lastRequest.contains("\r\nCookie: LB=7\r\n"));
}

void TestSocketIoSession::sendsTheNewestCookie()
{
    SocketIoDialogue f(socketIoOptions(Polling));
    QVERIFY(f.answer("GET ", QByteArray("0") + SocketIoDialogue::Handshake, "200 OK",
                     "Set-Cookie: LB=old; Path=/\r\n"));
    QVERIFY(f.answer("GET ", {}, "307 Temporary Redirect",
                     "Set-Cookie: LB=new; Path=/\r\nLocation: /r/socket.io/?EIO=4\r\n"));
    QVERIFY(f.answer("GET /r/", "6"));
    QVERIFY(f.lastRequest.contains("\r\nCookie: LB=new\r\n"));
    f.taken("GET ");
    QVERIFY(f.lastRequest.contains("\r\nCookie: LB=new\r\n"));
}

void TestSocketIoSession::countsEvents()
{
    ClientOptions options = socketIoOptions(Polling);
    options.stop.eventType = "done";
    SocketIoDialogue f(options);
    f.open();
    QVERIFY(f.poll("42[\"go\"]"));
    QVERIFY(!f.client().isLeaving());
    QVERIFY(f.poll("42[\"done\"]"));
    QCOMPARE(f.posted(), QByteArray("41"));
    QCOMPARE(f.posted(), QByteArray("1"));
    f.advance(3s);
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestSocketIoSession::leavesWithAWord()
{
    SocketIoDialogue f(socketIoOptions(Socket));
    ScriptedPeer &peer = f.upgrade();
    peer.send(text(QByteArray("0") + SocketIoDialogue::Handshake) + text(R"(40{"sid":"n1"})"));
    SocketIoDialogue::frames(peer);
    f.disconnect();
    QCOMPARE(SocketIoDialogue::frames(peer), QByteArray("41|close"));
    peer.send(closeFrame(Role::Server, 1000));
    peer.finish();
    f.advance(0ms);
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestSocketIoSession::serverDisconnects()
{
    ClientOptions options = socketIoOptions(Polling);
    options.reconnects.reset();
    options.stop.messageCount = 3;
    SocketIoDialogue f(options);
    f.open();
    QVERIFY(f.poll("41"));
    QCOMPARE(f.posted(), QByteArray("1"));
    f.advance(3s);
    QVERIFY(f.outcome());
    QCOMPARE(f.outcome()->error->code, ErrorCode::EndedEarly);
    QCOMPARE(f.sink().objects("reconnect").size(), 0);
}

void TestSocketIoSession::echoes()
{
    ClientOptions options = socketIoOptions(Polling);
    options.echoes = true;
    SocketIoDialogue f(options);
    f.open();
    QVERIFY(f.poll("451-[\"up\",{\"_placeholder\":true,\"num\":0}]\x1e" "bAQ=="));
    QCOMPARE(f.posted(),
             QByteArray("451-[\"up\",{\"_placeholder\":true,\"num\":0}]\x1e" "bAQ=="));
    QVERIFY(story(f.sink().objects()).contains("http.request client echo POST"));
}

QTEST_APPLESS_MAIN(TestSocketIoSession)
#include "tst_socketiosession.moc"
