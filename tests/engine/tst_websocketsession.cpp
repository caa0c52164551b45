// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A WebSocket client against a server that a test plays.
class TestWebSocketSession : public QObject
{
    Q_OBJECT

private slots:
    void opens();
    void runsTheScriptInOrder();
    void echoes();
    void answersPings();
    void serverCloses();
    void clientCloses();
    void bothClose();
    void closesWhenCountIsReached();
    void endsEarly();
    void serverDoesNotCloseTheTransport();
    void resetsAfterTheClosingHandshakeAreNoFailure();

    void fails_data();
    void fails();
    void answersNothingAtFault();
    void timesOutWaitingForTheResponse();
    void timesOutWaitingForTheCloseFrame();
    void boundsMemory();
    void boundsInflating();

    void userLeaves_data();
    void userLeaves();
    void userLeavesTwice();
    void reconnects();
    void reconnectsOnDemand();
    void keepsNoConnections();
};

namespace {

ClientOptions options()
{
    ClientOptions options = clientOf(Technique::WebSocket, "ws://feed.example/prices");
    options.offersDeflate = false;
    return options;
}

/// A client whose handshake is done; its story so far is taken.
struct OpenClient : LoopFixture {
    explicit OpenClient(const ClientOptions &clientOptions = options())
    {
        connect(clientOptions);
        open();
        takeStory();
    }
    void open()
    {
        peer().accept();
        peer().send(switching(peer().takeWritten()));
    }
    void says(quint8 firstOctet, const QByteArray &payload)
    {
        peer().send(frame(Role::Server, firstOctet, payload));
    }
};

OutgoingMessage outgoing(OutgoingMessage::Type type, const QByteArray &payload,
                         std::optional<quint16> code = std::nullopt)
{
    OutgoingMessage message;
    message.type = type;
    message.payload = payload;
    message.closeCode = code;
    return message;
}

} // namespace

void TestWebSocketSession::opens()
{
    LoopFixture f;
    f.connect(options());
    QCOMPARE(f.peer().target().host, QStringLiteral("feed.example"));
    QCOMPARE(f.peer().target().port, 80);
    QCOMPARE(f.client().status().state, SessionState::Connecting);
    f.peer().accept();
    const QByteArray request = f.peer().takeWritten();
    QVERIFY(request.startsWith("GET /prices HTTP/1.1\r\nHost: feed.example\r\n"));
    f.peer().send(switching(request));
    f.peer().send(frame(Role::Server, 0x81, "hello"));

    QCOMPARE(f.takeStory(),
             QByteArray("session.start\n"
                        "state CONNECTING\n"
                        "conn.attempt\n"
                        "conn.open\n"
                        "http.request client auto GET /prices\n"
                        "http.response server 101 Switching Protocols\n"
                        "ws.handshake server accepted\n"
                        "state OPEN open\n"
                        "ws.message server text hello\n"));
    QCOMPARE(f.client().status().state, SessionState::Open);
    QCOMPARE(f.client().status().messagesReceived, 1);
    QVERIFY(f.client().status().canSend);
}

void TestWebSocketSession::runsTheScriptInOrder()
{
    using Type = OutgoingMessage::Type;
    ClientOptions scripted = options();
    scripted.script = { outgoing(Type::Text, "one"), outgoing(Type::Binary, "two"),
                        outgoing(Type::Ping, "p"), outgoing(Type::Close, "bye", 4000) };
    OpenClient f(scripted);
    f.client().send(outgoing(Type::Text, "too late"), Cause::User);
    f.peer().send(closeFrame(Role::Server, 4000, "bye"));
    f.peer().finish();
    // The story of opening was taken with the handshake; the script went out in the same event.
    const QByteArray told = story(f.sink().objects());
    QCOMPARE(only(told, "ws.message ws.ping ws.close"),
             QByteArray("ws.message client script text one\n"
                        "ws.message client script binary two\n"
                        "ws.ping client script p\n"
                        "ws.close client script 4000 bye\n"
                        "ws.close server 4000 bye\n"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestWebSocketSession::echoes()
{
    ClientOptions echoing = options();
    echoing.echoes = true;
    OpenClient f(echoing);
    f.says(0x81, "a");
    f.says(0x82, "b");
    QCOMPARE(f.takeStory(),
             QByteArray("ws.message server text a\n"
                        "ws.message client echo text a\n"
                        "ws.message server binary b\n"
                        "ws.message client echo binary b\n"));
    f.client().send(outgoing(OutgoingMessage::Type::Text, "mine"), Cause::User);
    f.settle();
    QCOMPARE(f.takeStory(), QByteArray("ws.message client user text mine\n"));
}

void TestWebSocketSession::answersPings()
{
    OpenClient f;
    f.says(0x89, "are you there");
    QCOMPARE(f.takeStory(), QByteArray("ws.ping server are you there\n"
                                       "ws.pong client auto are you there\n"));
    QVERIFY(f.sink().last("ws.pong").contains(QLatin1StringView("rtt_ns")));
}

void TestWebSocketSession::serverCloses()
{
    OpenClient f;
    f.peer().send(closeFrame(Role::Server, 1001, "restart"));
    QCOMPARE(f.client().status().state, SessionState::Closing);
    QVERIFY(!f.client().status().closeCode);
    f.peer().finish();
    QCOMPARE(f.client().status().closeCode, std::optional(1001));
    QCOMPARE(f.takeStory(),
             QByteArray("ws.close server 1001 restart\n"
                        "state CLOSING\n"
                        "ws.close client auto 1001\n"
                        "ws.closed 1001 restart clean server handshake\n"
                        "state CLOSED close\n"
                        "conn.close server fin\n"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
}

void TestWebSocketSession::clientCloses()
{
    OpenClient f;
    f.disconnect();
    QCOMPARE(f.takeStory(), QByteArray("state CLOSING\nws.close client auto 1000\n"));
    f.peer().send(closeFrame(Role::Server, 1000));
    QVERIFY(!f.outcome()); // §7.1.1: the server closes the transport.
    f.peer().finish();
    QCOMPARE(f.takeStory(),
             QByteArray("ws.close server 1000\n"
                        "ws.closed 1000 clean client handshake\n"
                        "state CLOSED close\n"
                        "conn.close server fin\n"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestWebSocketSession::bothClose()
{
    OpenClient f;
    f.peer().setAutoConfirming(false);
    f.disconnect();
    f.peer().send(closeFrame(Role::Server, 4001, "mine"));
    f.peer().setAutoConfirming(true);
    f.peer().finish();
    // Theirs was on the wire before ours left.
    QCOMPARE(f.takeStory(),
             QByteArray("state CLOSING\n"
                        "ws.close server 4001 mine\n"
                        "ws.close client auto 1000\n"
                        "ws.closed 4001 mine clean server handshake\n"
                        "state CLOSED close\n"
                        "conn.close server fin\n"));
    QVERIFY(f.outcome()->isDone);
}

void TestWebSocketSession::closesWhenCountIsReached()
{
    ClientOptions counting = options();
    counting.stop.messageCount = 2;
    OpenClient f(counting);
    const QByteArray one = frame(Role::Server, 0x81, "1");
    f.peer().send(one + one + one); // What came in the same read is still recorded.
    QCOMPARE(f.takeStory("ws.message state ws.close"),
             QByteArray("ws.message server text 1\n"
                        "ws.message server text 1\n"
                        "state CLOSING\n"
                        "ws.message server text 1\n"
                        "ws.close client auto 1000\n"));
    f.peer().send(closeFrame(Role::Server, 1000));
    f.peer().finish();
    QVERIFY(f.outcome()->isDone);
}

void TestWebSocketSession::endsEarly()
{
    ClientOptions counting = options();
    counting.stop.messageCount = 2;
    OpenClient f(counting);
    f.says(0x81, "1");
    f.peer().send(closeFrame(Role::Server, 1000));
    f.peer().finish();
    QVERIFY(f.takeStory().contains("error ended-early\nws.closed 1000 clean server handshake\n"));
    QVERIFY(!f.outcome()->isDone);
    QCOMPARE(f.outcome()->error->code, ErrorCode::EndedEarly);
}

void TestWebSocketSession::serverDoesNotCloseTheTransport()
{
    OpenClient f;
    f.peer().send(closeFrame(Role::Server, 1000));
    QVERIFY(!f.outcome());
    f.advance(30s);
    f.advance(2s);
    QVERIFY(f.takeStory().endsWith("ws.closed 1000 clean server handshake\n"
                                   "state CLOSED close\n"
                                   "conn.close client fin\n"));
    QVERIFY(f.outcome()->isDone);
}

void TestWebSocketSession::resetsAfterTheClosingHandshakeAreNoFailure()
{
    OpenClient f;
    f.peer().send(closeFrame(Role::Server, 1000));
    f.peer().reset();
    QVERIFY(f.takeStory().endsWith("ws.closed 1000 clean server handshake\n"
                                   "state CLOSED close\n"
                                   "conn.close server reset reset\n"));
    QVERIFY(f.outcome()->isDone);
}

void TestWebSocketSession::fails_data()
{
    QTest::addColumn<QByteArray>("answer"); // Instead of the 101 where it begins with HTTP.
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("told");

    QTest::newRow("4.1 404") << response("404 Not Found", {}, "no feed here") << QByteArray("fin")
                             << QByteArray("error 404 http-status\n"
                                           "ws.closed 1006 !clean error http-refusal\n"
                                           "state CLOSED error\n"
                                           "state CLOSED close\n"
                                           "conn.close client fin http-status\n");
    QTest::newRow("4.1 426") << response("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n")
                             << QByteArray("fin")
                             << QByteArray("error 426 http-status\n"
                                           "ws.closed 1006 !clean error http-refusal\n"
                                           "state CLOSED error\n"
                                           "state CLOSED close\n"
                                           "conn.close client fin http-status\n");
    QTest::newRow("4.1 400") << response("400 Bad Request") << QByteArray("fin")
                             << QByteArray("error 400 http-status\n"
                                           "ws.closed 1006 !clean error http-refusal\n"
                                           "state CLOSED error\n"
                                           "state CLOSED close\n"
                                           "conn.close client fin http-status\n");
    QTest::newRow("4.1 accept mismatch")
        << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                      "Connection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n")
        << QByteArray("fin")
        << QByteArray("error handshake-refused\n"
                      "ws.closed 1006 !clean error fin\n"
                      "state CLOSED error\n"
                      "state CLOSED close\n"
                      "conn.close client fin handshake-refused\n");
    QTest::newRow("4.1 subprotocol not asked for")
        << QByteArray("Sec-WebSocket-Protocol: chat\r\n") << QByteArray("fin")
        << QByteArray("error handshake-refused\n"
                      "ws.closed 1006 !clean error fin\n"
                      "state CLOSED error\n"
                      "state CLOSED close\n"
                      "conn.close client fin handshake-refused\n");
    QTest::newRow("no HTTP") << QByteArray("\x15\x03\x01 SSH-2.0-OpenSSH\r\n\r\n\r\n")
                             << QByteArray("fin")
                             << QByteArray("error protocol-error\n"
                                           "ws.closed 1006 !clean error reset\n"
                                           "state CLOSED error\n"
                                           "state CLOSED close\n"
                                           "conn.close client reset protocol-error\n");
    QTest::newRow("7.1.5 reset in a frame")
        << frame(Role::Server, 0x81, "hello").chopped(2) << QByteArray("reset")
        << QByteArray("ws.frame server hel cut-off\n"
                      "error reset\n"
                      "ws.closed 1006 !clean error reset\n"
                      "state CLOSED error\n"
                      "state CLOSED close\n"
                      "conn.close server reset reset\n");
    QTest::newRow("7.1.5 FIN without Close")
        << frame(Role::Server, 0x81, "hello") << QByteArray("fin")
        << QByteArray("ws.message server text hello\n"
                      "error closed-early\n"
                      "ws.closed 1006 !clean error fin\n"
                      "state CLOSED error\n"
                      "state CLOSED close\n"
                      "conn.close server fin\n");
    QTest::newRow("5.1 masked by server")
        << frame(Role::Client, 0x81, "hello") << QByteArray("fin")
        << QByteArray("ws.message server text hello masked-by-server\n"
                      "state CLOSING\n"
                      "ws.close client auto 1002\n"
                      "error protocol-error\n"
                      "ws.closed 1006 !clean client fin\n"
                      "state CLOSED error\n"
                      "state CLOSED close\n"
                      "conn.close client fin protocol-error\n");
    QTest::newRow("8.1 invalid UTF-8")
        << frame(Role::Server, 0x81, "\xC3\x28") << QByteArray("fin")
        << QByteArray("ws.message server text wyg= invalid-utf8\n"
                      "state CLOSING\n"
                      "ws.close client auto 1007\n"
                      "error protocol-error\n"
                      "ws.closed 1006 !clean client fin\n"
                      "state CLOSED error\n"
                      "state CLOSED close\n"
                      "conn.close client fin protocol-error\n");
}

void TestWebSocketSession::fails()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, end);
    QFETCH(QByteArray, told);
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    const QByteArray request = f.peer().takeWritten();
    const bool isFrame = static_cast<uchar>(answer.front()) >= 0x80;
    if (answer.startsWith("Sec-"))
        f.peer().send(switching(request, answer));
    else if (isFrame)
        f.peer().send(switching(request));
    if (!answer.startsWith("Sec-"))
        f.peer().send(answer);
    if (end == "reset")
        f.peer().reset();
    else
        f.peer().finish();
    const QByteArray all = f.takeStory();
    QVERIFY2(all.endsWith(told), all.constData());
    QCOMPARE(all.count("ws.closed"), 1);
    QVERIFY(f.outcome() && !f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
    QCOMPARE(f.client().status().state, SessionState::Closed);
}

void TestWebSocketSession::answersNothingAtFault()
{
    ClientOptions echoing = options();
    echoing.echoes = true;
    LoopFixture f;
    f.connect(echoing);
    f.peer().accept();
    f.peer().send(switching(f.peer().takeWritten()));
    f.takeStory();
    f.peer().send(frame(Role::Server, 0x81, "fine") + frame(Role::Server, 0x81, "\xFF")
                  + frame(Role::Server, 0x89, "ping"));
    const QByteArray story = only(f.takeStory(), "ws.message ws.pong ws.close");
    QVERIFY2(story.contains("ws.message client echo text fine\nws.close client auto 1007"),
             story.constData());
    QCOMPARE(story.count(" client "), 2);
    QCOMPARE(f.client().status().messagesReceived, 1);
}

void TestWebSocketSession::timesOutWaitingForTheResponse()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.advance(29s);
    QVERIFY(!f.outcome());
    f.advance(1s);
    QVERIFY(f.peer().isAborted());
    QVERIFY(f.takeStory().endsWith("error response-timeout\n"
                                   "ws.closed 1006 !clean error timeout\n"
                                   "state CLOSED error\n"
                                   "state CLOSED close\n"
                                   "conn.close error timeout response-timeout\n"));
    QCOMPARE(f.outcome()->error->code, ErrorCode::ResponseTimeout);
}

void TestWebSocketSession::timesOutWaitingForTheCloseFrame()
{
    OpenClient f;
    f.disconnect();
    f.advance(30s);
    QCOMPARE(f.takeStory(),
             QByteArray("state CLOSING\n"
                        "ws.close client auto 1000\n"
                        "error response-timeout\n"
                        "ws.closed 1006 !clean client timeout\n"
                        "state CLOSED error\n"
                        "state CLOSED close\n"
                        "conn.close error timeout response-timeout\n"));
}

void TestWebSocketSession::boundsMemory()
{
    OpenClient f;
    // 1 GiB announced, never sent.
    f.peer().send(QByteArray::fromHex("817f0000000040000000") + QByteArray(64, 'x'));
    f.peer().finish();
    const QByteArray told = f.takeStory();
    QVERIFY2(told.contains("ws.close client auto 1009"), told.constData());
    QVERIFY2(told.contains("error too-large\nws.closed 1006"), told.constData());
    QCOMPARE(f.outcome()->error->value("limit"), QByteArray::number(64 * 1024 * 1024));
}

void TestWebSocketSession::boundsInflating()
{
    ClientOptions small = clientOf(Technique::WebSocket, "ws://feed.example/");
    small.maxMessageOctets = 64 * 1024;
    LoopFixture f;
    f.connect(small);
    f.peer().accept();
    f.peer().send(switching(f.peer().takeWritten(),
                            "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
    // 8 MiB of zeros, 8 KiB on the wire; zlib's header and checksum taken off.
    QByteArray bomb = qCompress(QByteArray(8 * 1024 * 1024, '\0'), 9).mid(6).chopped(4);
    bomb[0] = static_cast<char>(bomb[0] & ~1); // Not the last block.
    f.peer().send(frame(Role::Server, 0xC1, bomb));
    f.peer().finish();
    const QByteArray told = f.takeStory();
    QVERIFY2(told.contains("ws.close client auto 1009"), told.left(2000).constData());
    QCOMPARE(f.outcome()->error->code, ErrorCode::TooLarge);
    const QJsonObject message = f.sink().last("ws.message");
    QVERIFY(message.value(QLatin1StringView("text")).toString().size() <= small.maxMessageOctets);
}

void TestWebSocketSession::userLeaves_data()
{
    QTest::addColumn<int>("step"); // 0 connecting, 1 connected, 2 refused, 3 before any network.
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("connecting") << 0
                                << QByteArray("ws.closed 1006 !clean error never-connected\n"
                                              "state CLOSED error\n"
                                              "state CLOSED close\n"
                                              "conn.close client never-connected\n");
    QTest::newRow("waiting for the response") << 1
                                              << QByteArray("ws.closed 1006 !clean error fin\n"
                                                            "state CLOSED error\n"
                                                            "state CLOSED close\n"
                                                            "conn.close client fin\n");
}

void TestWebSocketSession::userLeaves()
{
    QFETCH(int, step);
    QFETCH(QByteArray, told);
    LoopFixture f;
    f.connect(options());
    if (step > 0)
        f.peer().accept();
    f.disconnect();
    const QByteArray all = f.takeStory();
    QVERIFY2(all.endsWith(told), all.constData());
    QVERIFY(!all.contains("\nerror "));
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestWebSocketSession::userLeavesTwice()
{
    OpenClient f;
    f.disconnect();
    f.disconnect();
    QVERIFY(f.peer().isAborted());
    QCOMPARE(f.takeStory(),
             QByteArray("state CLOSING\n"
                        "ws.close client auto 1000\n"
                        "ws.closed 1006 !clean client reset\n"
                        "state CLOSED error\n"
                        "state CLOSED close\n"
                        "conn.close client reset\n"));
    QCOMPARE(f.timesEnded(), 1);
    f.disconnect(); // Over: no effect.
    QCOMPARE(f.takeStory(), QByteArray());
}

void TestWebSocketSession::reconnects()
{
    ClientOptions stubborn = options();
    stubborn.reconnects = true;
    OpenClient f(stubborn);
    f.peer().reset();
    QVERIFY(f.takeStory().contains("\nreconnect 1 "));
    QCOMPARE(f.client().status().state, SessionState::Waiting);
    QCOMPARE(f.client().status().closeCode, std::optional(1006));
    QVERIFY(!f.outcome());
    QCOMPARE(f.peers(), 1U);
    f.advance(1200ms); // A second, with a fifth of jitter.
    QCOMPARE(f.peers(), 2U);
    const Error refused { ErrorCode::Refused, ErrorSite::Tcp, {} };
    f.peer().refuse(refused);
    QVERIFY(f.takeStory().contains("error refused\nws.closed 1006 !clean error never-connected\n"));
    const auto delay = f.sink().last("reconnect").value(QLatin1StringView("delay_ms")).toInt();
    QVERIFY(delay >= 1600 && delay <= 2400);
    f.advance(2400ms);
    QCOMPARE(f.peers(), 3U);
    f.open(); // A good response begins the count anew.
    QVERIFY(!f.client().status().closeCode);
    f.peer().finish();
    QCOMPARE(f.sink().last("reconnect").value(QLatin1StringView("attempt")).toInt(), 1);
    f.disconnect();
    QVERIFY(f.outcome() && f.outcome()->isDone);
    f.advance(10min);
    QCOMPARE(f.peers(), 3U);
}

void TestWebSocketSession::reconnectsOnDemand()
{
    OpenClient f;
    f.client().reconnect();
    f.settle();
    QCOMPARE(f.takeStory(),
             QByteArray("ws.closed 1006 !clean error reset\n"
                        "state CLOSED error\n"
                        "state CLOSED close\n"
                        "conn.close client reset\n"
                        "state CONNECTING\n"
                        "conn.attempt\n"));
    QCOMPARE(f.timesEnded(), 0);
    f.open();
    QCOMPARE(f.client().status().state, SessionState::Open);
    f.peer().send(closeFrame(Role::Server, 1000));
    f.peer().finish();
    QCOMPARE(f.timesEnded(), 1);
    f.client().reconnect(); // Also once it is over.
    f.settle();
    QCOMPARE(f.peers(), 3U);
}

void TestWebSocketSession::keepsNoConnections()
{
    ClientOptions stubborn = options();
    stubborn.reconnects = true;
    OpenClient f(stubborn);
    for (int i = 0; i < 50; ++i) {
        f.peer().finish();
        f.advance(1200ms);
        f.open();
    }
    QCOMPARE(f.peers(), 51U);
    for (std::size_t i = 0; i + 1 < f.peers(); ++i)
        QVERIFY(!f.network().peers()[i]->isStreamAlive());
}

QTEST_GUILESS_MAIN(TestWebSocketSession)
#include "tst_websocketsession.moc"
