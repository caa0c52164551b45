// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/flashpolicy.h"
#include "engine/mock/socketio09.h"
#include "engine/scenariofixture.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Pushscope;
using namespace std::chrono_literals;

/// The fallbacks of Socket.IO before 1.0: their handshake, and what streams after it.
class TestMockSocketIo09 : public QObject
{
    Q_OBJECT

private slots:
    void shakesHands();
    void refusesWhoDidNot();
    void streamsScripts();
    void streamsParts();
    void speaksWebSocket_data();
    void speaksWebSocket();
    void takesPosts_data();
    void takesPosts();
    void beats();
    void letsGo();
    void answersFlashPlayers();
    void takesOthersForWhatTheyAre();
};

namespace {

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost:8080\r\n\r\n";
}

QByteArray bodyOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

struct Mock : LoopFixture {
    Mock() { serve({}); }
    QByteArray handshake() { return bodyOf(visit(get("/socket.io/1/?t=1"))->takeWritten()); }
    QByteArray sid() { return handshake().split(':').value(0); }
    void say(const QByteArray &json)
    {
        mock().publish("chat", json);
        settle();
    }
    qint64 clients()
    {
        for (const MockEndpointStatus &status : mock().status().endpoints) {
            if (status.path == "/socket.io/")
                return status.clients;
        }
        return -1;
    }
};

} // namespace

void TestMockSocketIo09::shakesHands()
{
    Mock f;
    const QList<QByteArray> parts = f.handshake().split(':');
    QCOMPARE(parts.size(), 4);
    QCOMPARE(parts.at(0).size(), 20);
    QCOMPARE(parts.at(1), QByteArray("60"));
    QCOMPARE(parts.at(2), QByteArray("60"));
    QCOMPARE(parts.at(3), QByteArray("websocket,flashsocket,htmlfile,xhr-multipart"));
    const QJsonObject packet = f.sink().last("sio.packet");
    QCOMPARE(packet.value(QLatin1StringView("type")).toString(), QStringLiteral("HANDSHAKE"));
    QCOMPARE(packet.value(QLatin1StringView("args")).toObject().value(QLatin1StringView("sid")).toString().toLatin1(),
             parts.at(0));
}

void TestMockSocketIo09::refusesWhoDidNot()
{
    Mock f;
    QCOMPARE(bodyOf(f.visit(get("/socket.io/1/htmlfile/nobody"))->takeWritten()),
             QByteArray("7:::1+0"));
    const QByteArray first = f.sid();
    QVERIFY(f.visit(get("/socket.io/1/carrier-pigeon/" + first))
                ->takeWritten()
                .startsWith("HTTP/1.1 404 "));
    for (std::size_t i = 0; i < SocketIo09::MaxHandshakes; ++i)
        f.handshake();
    QCOMPARE(bodyOf(f.visit(get("/socket.io/1/htmlfile/" + first))->takeWritten()),
             QByteArray("7:::1+0"));
}

void TestMockSocketIo09::streamsScripts()
{
    Mock f;
    const auto visitor = f.visit(get("/socket.io/1/htmlfile/" + f.sid()));
    QVERIFY(visitor->takeWritten().contains("<script>parent.s._(\"1::\", document);</script>"));
    QCOMPARE(f.clients(), 1);
    f.takeStory();
    f.say(R"("</script>")");
    const QByteArray told = visitor->takeWritten();
    QVERIFY2(told.contains(R"(<script>parent.s._("5:::{\"name\":\"chat message\",\"args\":[\"\u003c/script>\"]}", document);</script>)"),
             told.constData());
    const QByteArray story = f.takeStory("iframe.script");
    QVERIFY2(story.startsWith("iframe.script server scenario"), story.constData());
    QCOMPARE(f.sink().last("sio.packet").value(QLatin1StringView("event")).toString(),
             QStringLiteral("chat message"));
    QVERIFY(f.sink().last("iframe.script").value(QLatin1StringView("message")).toString().startsWith(
        QStringLiteral("5:::{\"name\":\"chat message\"")));
}

void TestMockSocketIo09::streamsParts()
{
    Mock f;
    const auto visitor = f.visit(get("/socket.io/1/xhr-multipart/" + f.sid()));
    const QByteArray head = visitor->takeWritten();
    QVERIFY(head.contains("Content-Type: multipart/x-mixed-replace; boundary=\"socketio\"\r\n"));
    f.takeStory();
    f.say("[1]");
    QVERIFY(visitor->takeWritten().contains(
        "\r\n\r\n5:::{\"name\":\"chat message\",\"args\":[[1]]}\r\n--socketio\r\n"));
    QCOMPARE(f.sink().last("multipart.part").value(QLatin1StringView("text")).toString(),
             QStringLiteral(R"(5:::{"name":"chat message","args":[[1]]})"));
    QCOMPARE(f.sink().last("sio.packet").value(QLatin1StringView("args")).toArray().size(), 1);
}

void TestMockSocketIo09::speaksWebSocket_data()
{
    QTest::addColumn<QByteArray>("transport");
    QTest::newRow("websocket") << QByteArray("websocket");
    QTest::newRow("flashsocket") << QByteArray("flashsocket");
}

void TestMockSocketIo09::speaksWebSocket()
{
    QFETCH(QByteArray, transport);
    Mock f;
    const auto visitor = f.visit(upgrade("/socket.io/1/" + transport + '/' + f.sid()));
    QVERIFY(visitor->takeWritten().endsWith(textFromServer("1::")));
    visitor->send(textFromClient(R"(5:::{"name":"chat message","args":["hi"]})"));
    QCOMPARE(visitor->takeWritten(),
             textFromServer(R"(5:::{"name":"chat message","args":["hi"]})"));
    visitor->send(textFromClient("2::"));
    QCOMPARE(visitor->takeWritten(), QByteArray());
}

void TestMockSocketIo09::takesPosts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("heard");
    QTest::newRow("event") << QByteArray(R"(5:::{"name":"chat message","args":["a",1]})")
                           << QByteArray(R"(5:::{"name":"chat message","args":["a"]})");
    QTest::newRow("without arguments") << QByteArray(R"(5:::{"name":"chat message"})")
                                       << QByteArray(R"(5:::{"name":"chat message","args":[null]})");
    QTest::newRow("another event") << QByteArray(R"(5:::{"name":"x","args":["a"]})")
                                   << QByteArray();
    QTest::newRow("message") << QByteArray("3:::hello") << QByteArray();
    QTest::newRow("broken") << QByteArray("5:::{") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestMockSocketIo09::takesPosts()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, heard);
    Mock f;
    const QByteArray sid = f.sid();
    const auto listener = f.visit(upgrade("/socket.io/1/websocket/" + sid));
    listener->takeWritten();
    const auto poster = f.visit("POST /socket.io/1/xhr-multipart/" + sid
                                + " HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: "
                                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QCOMPARE(bodyOf(poster->takeWritten()), QByteArray("1"));
    const auto packets = f.sink().objects("sio.packet");
    const auto isPosted = [](const QJsonObject &packet) {
        return packet.value(QLatin1StringView("from")) == QLatin1StringView("client");
    };
    QCOMPARE(std::ranges::any_of(packets, isPosted), !body.isEmpty());
    QCOMPARE(listener->takeWritten(), heard.isEmpty() ? QByteArray() : textFromServer(heard));
}

void TestMockSocketIo09::beats()
{
    ScenarioFixture f(R"({"endpoints":[{"path":"/io/","technique":"socket.io"}]})");
    const QByteArray sid = bodyOf(f.ask("GET /io/1/")).split(':').value(0);
    const auto visitor = f.open("/io/1/websocket/" + sid);
    f.advance(SocketIo09::HeartbeatInterval - 1ms);
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.advance(1ms);
    QCOMPARE(visitor->takeWritten(), textFromServer("2::"));
    f.advance(SocketIo09::HeartbeatInterval);
    QCOMPARE(visitor->takeWritten(), textFromServer("2::"));
}

void TestMockSocketIo09::letsGo()
{
    Mock f;
    const auto visitor = f.visit(get("/socket.io/1/htmlfile/" + f.sid()));
    QCOMPARE(f.clients(), 1);
    visitor->reset();
    f.settle();
    QCOMPARE(f.clients(), 0);
    f.say("1"); // To nobody.
}

void TestMockSocketIo09::answersFlashPlayers()
{
    const QByteArray question = FlashPolicyRequest.toByteArray();
    for (qsizetype split = 0; split <= question.size(); ++split) {
        Mock f;
        const auto visitor = f.visit(question.first(split));
        if (split < question.size()) {
            QCOMPARE(visitor->written(), QByteArray());
            visitor->send(question.mid(split));
        }
        QCOMPARE(visitor->takeWritten(), flashPolicy());
        QVERIFY(visitor->isClosing());
        const QByteArray story = f.takeStory();
        QVERIFY2(story.contains("policy-file-request"), story.constData());
        QVERIFY2(story.contains("cross-domain-policy"), story.constData());
        QCOMPARE(f.sink().last("http.data").value(QLatin1StringView("flash")).toString(),
                 QStringLiteral("policy"));
    }
    QVERIFY(flashPolicy().endsWith(QByteArray("</cross-domain-policy>\n\0", 24)));
    QVERIFY(!flashPolicy().contains("domain=\"*\""));
}

void TestMockSocketIo09::takesOthersForWhatTheyAre()
{
    Mock f;
    const auto visitor = f.visit("<policy-file-requests/>\r\n\r\n");
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 400 "));
    // Behind a request it is none.
    const auto late = f.visit(get("/status") + FlashPolicyRequest.toByteArray());
    QVERIFY(late->takeWritten().startsWith("HTTP/1.1 200 "));
    QVERIFY(!late->takeWritten().contains("cross-domain-policy"));
}

QTEST_GUILESS_MAIN(TestMockSocketIo09)
#include "tst_mocksocketio09.moc"
