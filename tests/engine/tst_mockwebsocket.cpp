// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include "protocol/websocket/openinghandshake.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// The mock's WebSocket endpoints against clients that a test plays.
class TestMockWebSocket : public QObject
{
    Q_OBJECT

private slots:
    void feeds();
    void echoes();
    void echoesUntilTheLastMessage();
    void keepsTheOrderOfARoom();
    void answersPings();
    void answersClose();
    void failsBrokenClients_data();
    void failsBrokenClients();
    void answersNothingAtFault();
    void refuses_data();
    void refuses();
    void tellsNoWebSocketOfPlainRequests();
    void agreesOnDeflate();
    void sendsSlowConsumersAway();
    void holdsEchoingClientsThatDoNotRead();
    void saysFarewell();
    void listsClients();
    void kicks_data();
    void kicks();
    void kicksNobodyWhoLeft();
};

namespace {

struct Mock : LoopFixture {
    Mock() { serve(); }
    /// A client of @p path whose handshake is done.
    std::shared_ptr<ScriptedPeer> open(const QByteArray &path, const QByteArray &fields = {})
    {
        const auto visitor = visit(upgrade(path, fields));
        handshake = visitor->takeWritten();
        takeStory();
        return visitor;
    }
    QByteArray handshake;
};

QByteArray fromClient(const QByteArray &text)
{
    return frame(Role::Client, 0x81, text);
}

QByteArray fromServer(const QByteArray &text)
{
    return frame(Role::Server, 0x81, text);
}

} // namespace

void TestMockWebSocket::feeds()
{
    Mock f;
    const auto visitor = f.open("/ws");
    QVERIFY(f.handshake.startsWith("HTTP/1.1 101 Switching Protocols\r\n"));
    QVERIFY(f.handshake.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
    visitor->send(fromClient("ignored"));
    f.mock().publish("tick", "\"hello\"");
    f.mock().publish("tick", R"({"base64":"AAE="})");
    f.settle();
    QCOMPARE(visitor->takeWritten(),
             fromServer("hello") + frame(Role::Server, 0x82, QByteArray("\0\x01", 2)));
    f.advance(1s);
    QVERIFY(visitor->takeWritten().contains("{\"n\":3,\"time\":"));
    QCOMPARE(f.takeStory().count("ws.message server"), 3);
}

void TestMockWebSocket::echoes()
{
    Mock f;
    const auto visitor = f.open("/ws/echo");
    visitor->send(fromClient("a") + frame(Role::Client, 0x02, "b") + frame(Role::Client, 0x80, "c"));
    QCOMPARE(visitor->takeWritten(), fromServer("a") + frame(Role::Server, 0x82, "bc"));
    QVERIFY(f.takeStory().contains("ws.message server echo text a\n"));
    visitor->send(fromClient(QByteArray(3'000'000, 'x'))); // Longer than the whole queue.
    QCOMPARE(visitor->takeWritten().size(), 3'000'000 + 10);
    visitor->send(fromClient("still there"));
    QCOMPARE(visitor->takeWritten(), fromServer("still there"));
}

void TestMockWebSocket::echoesUntilTheLastMessage()
{
    Mock f;
    const auto visitor = f.open("/ws/echo");
    visitor->send(fromClient("a") + closeFrame(Role::Client, 1000) + fromClient("late"));
    QCOMPARE(visitor->takeWritten(), fromServer("a") + closeFrame(Role::Server, 1000));
    QVERIFY(f.takeStory().contains("data-after-close"));
}

void TestMockWebSocket::keepsTheOrderOfARoom()
{
    Mock f;
    const auto one = f.open("/chat");
    const auto two = f.open("/chat");
    const auto gone = f.open("/chat");
    gone->reset();
    one->send(fromClient("1"));
    two->send(fromClient("2") + fromClient("\"3\""));
    one->send(frame(Role::Client, 0x82, "\xFF"));
    const QByteArray all = fromServer("1") + fromServer("2") + fromServer("\"3\"")
        + frame(Role::Server, 0x82, "\xFF");
    QCOMPARE(one->takeWritten(), all); // The sender too.
    QCOMPARE(two->takeWritten(), all);
}

void TestMockWebSocket::answersPings()
{
    Mock f;
    const auto visitor = f.open("/ws/echo");
    visitor->send(frame(Role::Client, 0x89, "p"));
    QCOMPARE(visitor->takeWritten(), frame(Role::Server, 0x8A, "p"));
}

void TestMockWebSocket::answersClose()
{
    Mock f;
    const auto visitor = f.open("/ws");
    visitor->send(closeFrame(Role::Client, 4000, "bye"));
    QCOMPARE(visitor->takeWritten(), closeFrame(Role::Server, 4000));
    QVERIFY(visitor->hasEnded()); // RFC 6455 section 7.1.1: the server closes first.
    QCOMPARE(f.takeStory(), QByteArray("ws.close client 4000 bye\n"
                                       "ws.close server auto 4000\n"
                                       "ws.closed 4000 bye clean client handshake\n"
                                       "conn.close server fin\n"));
    QCOMPARE(f.mock().status().endpoints.front().clients, 0);
}

void TestMockWebSocket::failsBrokenClients_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("code");
    QTest::newRow("5.1 not masked") << frame(Role::Server, 0x81, "a") << 1002;
    QTest::newRow("5.2 reserved opcode") << frame(Role::Client, 0x83, "a") << 1002;
    QTest::newRow("8.1 invalid UTF-8") << frame(Role::Client, 0x81, "\xFF") << 1007;
    QTest::newRow("10.4 1 GiB announced")
        << QByteArray::fromHex("81ff000000004000000001020304") + QByteArray(10, 'x') << 1009;
}

void TestMockWebSocket::failsBrokenClients()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, code);
    Mock f;
    const auto visitor = f.open("/ws");
    visitor->send(octets);
    QVERIFY(f.takeStory().contains(QByteArray("ws.close server auto " + QByteArray::number(code))));
    QVERIFY(visitor->hasEnded());
    QCOMPARE(f.sink().objects("ws.closed").size(), 1);
}

void TestMockWebSocket::answersNothingAtFault()
{
    Mock f;
    const auto visitor = f.open("/ws/echo");
    // All in one read; RFC 6455 §7.1.7: what follows a fault is not processed.
    visitor->send(frame(Role::Client, 0x81, "fine") + frame(Role::Client, 0x81, "\xFF")
                  + frame(Role::Client, 0x89, "ping") + frame(Role::Client, 0x81, "more"));
    const QByteArray story = only(f.takeStory(), "ws.message ws.pong ws.close");
    QVERIFY2(story.contains("ws.message server echo text fine\nws.close server auto 1007"),
             story.constData());
    QCOMPARE(story.count(" server "), 2);
    QCOMPARE(story.count("ws.message client"), 3); // Recorded they are, all of them.
}

void TestMockWebSocket::refuses_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("4.2.1 POST") << upgrade("/ws").replace("GET ", "POST ")
                                << QByteArray("405 Method Not Allowed");
    QTest::newRow("4.2.1 version 8") << upgrade("/ws").replace("Version: 13", "Version: 8")
                                     << QByteArray("426 Upgrade Required");
    QTest::newRow("4.2.1 no key") << upgrade("/ws").replace("Sec-WebSocket-Key", "X-Key")
                                  << QByteArray("400 Bad Request");
    QTest::newRow("no such path") << upgrade("/nope") << QByteArray("404 Not Found");
}

void TestMockWebSocket::refuses()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, status);
    Mock f;
    const auto visitor = f.visit(asked);
    QVERIFY2(visitor->written().startsWith(QByteArray("HTTP/1.1 " + status + "\r\n")),
             visitor->written().constData());
    visitor->finish();
    QVERIFY(visitor->hasEnded());
    QVERIFY(f.sink().objects("ws.closed").size() <= 1);
}

/// Nobody asked for one, so none ends.
void TestMockWebSocket::tellsNoWebSocketOfPlainRequests()
{
    Mock f;
    const auto visitor = f.visit("GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 426 Upgrade Required\r\n"));
    visitor->finish();
    QVERIFY(visitor->hasEnded());
    QVERIFY(!f.sink().kinds().contains("ws."));
}

void TestMockWebSocket::agreesOnDeflate()
{
    Mock f;
    const auto visitor = f.open("/ws/echo", "Sec-WebSocket-Extensions: permessage-deflate\r\n");
    QVERIFY(f.handshake.contains("\r\nSec-WebSocket-Extensions: permessage-deflate"));
    visitor->send(fromClient(QByteArray(10'000, 'x')));
    QVERIFY(visitor->takeWritten().size() < 200);
    QVERIFY(f.sink().last("ws.message").value(QLatin1StringView("compressed")).toBool());
}

void TestMockWebSocket::sendsSlowConsumersAway()
{
    Mock f;
    const auto slow = f.open("/ws");
    slow->setAutoConfirming(false);
    for (int i = 0; i < 40; ++i) {
        f.mock().publish("tick", QByteArray(100'000, 'x'));
        slow->send(frame(Role::Client, 0x89, "p"));
    }
    QVERIFY(slow->written().size() < 2 * 1024 * 1024);
    QVERIFY(slow->written().endsWith(closeFrame(Role::Server, 1013, "slow consumer")));
    QCOMPARE(f.sink().objects("error").size(), 1);
    f.advance(30s);
    QVERIFY(slow->isAborted());
    QVERIFY(f.takeStory().contains("ws.closed 1006 !clean"));
}

void TestMockWebSocket::holdsEchoingClientsThatDoNotRead()
{
    Mock f;
    const auto visitor = f.open("/ws/echo");
    visitor->setAutoConfirming(false);
    // All of it comes in one go, before anything could be taken.
    const QByteArray message = fromClient(QByteArray(800'000, 'x'));
    visitor->send(message + message + message + frame(Role::Client, 0x89, "p"));
    QVERIFY(visitor->isReadingPaused());
    QVERIFY(visitor->written().endsWith(frame(Role::Server, 0x8A, "p")));
    const qsizetype held = visitor->written().size();
    visitor->send(message);
    QCOMPARE(visitor->written().size(), held); // It does not grow.
    f.advance(4s);
    visitor->confirm(100'000); // Slow, but it takes some.
    f.advance(4s);
    QVERIFY(f.sink().objects("error").isEmpty());
    visitor->setAutoConfirming(true);
    f.settle();
    QVERIFY(!visitor->isReadingPaused());
    QVERIFY(visitor->written().size() > held + 800'000);

    visitor->setAutoConfirming(false);
    visitor->send(message + message);
    f.advance(5s);
    QVERIFY(visitor->written().endsWith(closeFrame(Role::Server, 1013, "slow consumer")));
    QCOMPARE(f.sink().objects("error").size(), 1);
    f.advance(30s);
    QVERIFY(visitor->hasEnded());
}

void TestMockWebSocket::saysFarewell()
{
    Mock f;
    const auto polite = f.open("/ws");
    polite->setAnsweringClose(false);
    f.mock().stop();
    f.settle();
    QCOMPARE(polite->takeWritten(), closeFrame(Role::Server, 1001, "server stops"));
    QVERIFY(!f.mock().isStopped());
    polite->send(closeFrame(Role::Client, 1001));
    polite->finish();
    QVERIFY(f.mock().isStopped());
    QVERIFY(f.takeStory().contains("ws.closed 1001 server stops clean server handshake\n"));
}

void TestMockWebSocket::listsClients()
{
    Mock f;
    const auto first = f.open("/ws");
    f.advance(300ms);
    const auto second = f.open("/ws");
    const auto status = [&f] { return f.mock().status().endpoints.at(0); };
    QCOMPARE(status().clients, 2);
    QCOMPARE(status().list.size(), 2);
    const MockClientStatus older = status().list.at(0);
    QVERIFY(older.isWebSocket);
    QVERIFY(!older.address.isEmpty());
    QVERIFY(older.octetsReceived > 0 && older.octetsSent > 0);
    QVERIFY(older.connection < status().list.at(1).connection);
    QVERIFY(older.since + 300'000'000 <= status().list.at(1).since);
    f.mock().publish("tick", "1");
    f.settle();
    QCOMPARE(status().list.at(0).octetsSent, older.octetsSent + 3);
    first->reset();
    QCOMPARE(status().list.size(), 1);
    QVERIFY(status().list.at(0) != older);
    std::vector<std::shared_ptr<ScriptedPeer>> many;
    for (int i = 0; i < MockEndpointStatus::MaxListed; ++i)
        many.push_back(f.open("/ws"));
    QCOMPARE(status().clients, MockEndpointStatus::MaxListed + 1);
    QCOMPARE(status().list.size(), MockEndpointStatus::MaxListed);
}

void TestMockWebSocket::kicks_data()
{
    QTest::addColumn<MockKick>("kick");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("told");
    constexpr auto Close = MockKick::How::Close;
    QTest::newRow("7.4.1 code and reason")
        << MockKick { Close, 1013, "come back later" }
        << closeFrame(Role::Server, 1013, "come back later")
        << QByteArray("ws.closed 1013 come back later clean server handshake");
    QTest::newRow("7.1.5 no code") << MockKick { Close, std::nullopt, {} }
                                   << closeFrame(Role::Server, std::nullopt)
                                   << QByteArray("ws.closed 1005 clean server handshake");
    QTest::newRow("7.4.2 a code of ours") << MockKick { Close, 4999, {} }
                                          << closeFrame(Role::Server, 4999)
                                          << QByteArray("ws.closed 4999 clean server handshake");
    QTest::newRow("7.1.7 reset") << MockKick { MockKick::How::Reset, {}, {} } << QByteArray()
                                 << QByteArray("ws.closed 1006 !clean error reset");
}

void TestMockWebSocket::kicks()
{
    QFETCH(MockKick, kick);
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, told);
    Mock f;
    const auto visitor = f.open("/ws");
    const auto other = f.open("/ws");
    f.mock().kick(f.mock().status().endpoints.at(0).list.at(0).client, kick);
    f.settle();
    QCOMPARE(visitor->takeWritten(), written);
    QCOMPARE(other->takeWritten(), QByteArray());
    if (!written.isEmpty()) {
        QCOMPARE(f.sink().last("ws.close").value(QLatin1StringView("cause")).toString(),
                 QStringLiteral("user"));
        visitor->send(written.size() > 2 ? closeFrame(Role::Client, kick.code)
                                         : closeFrame(Role::Client, std::nullopt));
        visitor->finish();
    }
    const QByteArray story = f.takeStory();
    QVERIFY2(story.contains(told), story.constData());
    QCOMPARE(f.mock().status().endpoints.at(0).clients, 1);
}

void TestMockWebSocket::kicksNobodyWhoLeft()
{
    Mock f;
    const auto visitor = f.open("/ws");
    const quint32 connection = f.mock().status().endpoints.at(0).list.at(0).client;
    visitor->reset();
    f.takeStory();
    f.mock().kick(connection, { MockKick::How::Close, 1000, {} });
    f.settle();
    QCOMPARE(f.takeStory(), QByteArray());
}

QTEST_GUILESS_MAIN(TestMockWebSocket)
#include "tst_mockwebsocket.moc"
