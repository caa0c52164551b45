// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"
#include "engine/mock/parentcall.h"
#include "engine/mock/pngpicture.h"
#include "engine/mock/pollanswer.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// The mock's endpoints of the HTTP techniques beyond SSE and short polling.
class TestMockPush : public QObject
{
    Q_OBJECT

private slots:
    void holdsALongPoll();
    void endsAHoldInTime_data();
    void endsAHoldInTime();
    void answersALongPollAtOnce();
    void everyMessageOnce();
    void letsGoOfAHeldClientThatLeaves();
    void answersAHeldClientThatAsksNoMore();
    void servesTheNextAfterAHold();
    void streamsLines_data();
    void streamsLines();
    void streamsUntilCloseForHttp10();
    void streamsParts();
    void streamsPictures();
    void namesThePartsAsAsked();
    void streamsScripts_data();
    void streamsScripts();
    void callsBack_data();
    void callsBack();
    void refuses_data();
    void refuses();
    void nothingEndsAScript();
    void marksTheOriginAfterTls();
    void kicksStreams_data();
    void kicksStreams();
    void kicksAHeldPoll();
};

namespace {

QByteArray get(const QByteArray &target, const QByteArray &fields = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost:8080\r\n" + fields + "\r\n";
}

QByteArray bodyOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

struct Mock : LoopFixture {
    Mock() { serve({}); }
    void publish(const QByteArray &message)
    {
        mock().publish("tick", message);
        settle();
    }
};

} // namespace

void TestMockPush::holdsALongPoll()
{
    Mock f;
    f.publish("1");
    const auto visitor = f.visit(get("/long-poll"));
    QCOMPARE(visitor->written(), QByteArray()); // What is there already is not for the first.
    QCOMPARE(f.mock().status().endpoints.at(5).path, QByteArray("/long-poll"));
    QCOMPARE(f.mock().status().endpoints.at(5).clients, 1);
    f.advance(500ms);
    f.publish("\"new\"");
    QCOMPARE(bodyOf(visitor->takeWritten()),
             QByteArray(R"({"messages":[{"n":2,"message":"new"}],"next":2})"));
    QCOMPARE(f.mock().status().endpoints.at(5).clients, 0);
    QCOMPARE(f.mock().status().endpoints.at(5).sent, 1);
}

void TestMockPush::endsAHoldInTime_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("ms");
    QTest::newRow("as asked") << QByteArray("?since=50&timeout=300") << 300;
    QTest::newRow("at once") << QByteArray("?since=50&timeout=0") << 0;
}

void TestMockPush::endsAHoldInTime()
{
    QFETCH(QByteArray, query);
    QFETCH(int, ms);
    Mock f;
    const auto visitor = f.visit(get("/long-poll" + query));
    if (ms > 0) {
        f.advance(std::chrono::milliseconds(ms - 1));
        QCOMPARE(visitor->written(), QByteArray());
        f.advance(1ms);
    }
    QCOMPARE(bodyOf(visitor->takeWritten()), QByteArray(R"({"messages":[],"next":0})"));
}

void TestMockPush::answersALongPollAtOnce()
{
    Mock f;
    f.publish("1");
    f.publish("2");
    const auto visitor = f.visit(get("/long-poll?since=1"));
    QCOMPARE(bodyOf(visitor->takeWritten()),
             QByteArray(R"({"messages":[{"n":2,"message":2}],"next":2})"));
}

void TestMockPush::everyMessageOnce()
{
    Mock f;
    const auto visitor = f.visit(get("/long-poll?since=0"));
    QByteArray got;
    const auto takeAnswer = [&] {
        const QByteArray body = bodyOf(visitor->takeWritten());
        got += body.mid(body.indexOf('['), body.indexOf(']') - body.indexOf('[') + 1);
        return body.mid(body.lastIndexOf(':') + 1).chopped(1);
    };
    constexpr int Last = 20;
    for (int n = 1; n <= Last; ++n) {
        f.publish(QByteArray::number(n));
        if (n % 3 == 0) // Some come while nobody asks.
            visitor->send(get("/long-poll?since=" + takeAnswer()));
    }
    visitor->send(get("/long-poll?timeout=0&since=" + takeAnswer()));
    takeAnswer();
    for (int n = 1; n <= Last; ++n)
        QCOMPARE(got.count(QByteArray("{\"n\":" + QByteArray::number(n) + ',')), 1);
}

void TestMockPush::letsGoOfAHeldClientThatLeaves()
{
    Mock f;
    const auto visitor = f.visit(get("/long-poll"));
    visitor->reset();
    f.settle();
    QCOMPARE(f.mock().status().endpoints.at(5).clients, 0);
    f.publish("1"); // To nobody.
    f.advance(30s);
    QCOMPARE(visitor->written(), QByteArray());
}

/// Its FIN says that it asks for nothing more, not that it reads nothing more.
void TestMockPush::answersAHeldClientThatAsksNoMore()
{
    Mock f;
    const auto patient = f.visit(get("/long-poll?timeout=500"));
    patient->finish();
    const auto other = f.visit(get("/long-poll"));
    other->finish();
    QCOMPARE(f.mock().status().endpoints.at(5).clients, 2);
    f.advance(500ms);
    QVERIFY(patient->written().contains("Connection: close\r\n"));
    QCOMPARE(bodyOf(patient->takeWritten()), QByteArray(R"({"messages":[],"next":0})"));
    QVERIFY(patient->hasEnded());
    f.publish("1");
    QVERIFY(bodyOf(other->takeWritten()).contains("\"message\":1"));
    QVERIFY(other->hasEnded());
    QCOMPARE(f.mock().status().endpoints.at(5).clients, 0);
}

void TestMockPush::servesTheNextAfterAHold()
{
    Mock f;
    const auto visitor = f.visit(get("/long-poll?timeout=100") + get("/poll?since=0"));
    f.advance(100ms);
    const QByteArray answers = visitor->takeWritten();
    QCOMPARE(answers.count("HTTP/1.1 200 OK"), 2);
    f.advance(60s); // No second answer to the first.
    QCOMPARE(visitor->written(), QByteArray());
}

void TestMockPush::streamsLines_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("chunk");
    QTest::newRow("JSON") << QByteArray(R"({"a": 1})") << QByteArray("9\r\n{\"a\": 1}\n\r\n");
    QTest::newRow("text") << QByteArray("\"hi\"") << QByteArray("5\r\n\"hi\"\n\r\n");
    QTest::newRow("text of two lines")
        << QByteArray(R"("a\nb")") << QByteArray("7\r\n\"a\\nb\"\n\r\n");
    QTest::newRow("no text") << QByteArray("\"\"") << QByteArray("3\r\n\"\"\n\r\n");
    QTest::newRow("octets") << QByteArray(R"({"base64":"/w=="})")
                            << QByteArray("12\r\n{\"base64\":\"/w==\"}\n\r\n");
}

void TestMockPush::streamsLines()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, chunk);
    Mock f;
    const auto visitor = f.visit(get("/stream"));
    QVERIFY(visitor->takeWritten().contains("Content-Type: application/x-ndjson\r\n"));
    f.publish(message);
    QCOMPARE(visitor->takeWritten(), chunk);
}

void TestMockPush::streamsUntilCloseForHttp10()
{
    Mock f;
    const auto visitor = f.visit("GET /stream HTTP/1.0\r\n\r\n");
    const QByteArray head = visitor->takeWritten();
    QVERIFY(head.contains("Connection: close\r\n"));
    QVERIFY(!head.contains("Transfer-Encoding"));
    f.publish("1");
    QCOMPARE(visitor->takeWritten(), QByteArray("1\n"));
}

void TestMockPush::streamsParts()
{
    Mock f;
    const auto visitor = f.visit(get("/multipart"));
    const QByteArray begin = visitor->takeWritten();
    const qsizetype at = begin.indexOf("multipart/x-mixed-replace; boundary=");
    QVERIFY(at > 0);
    const QByteArray boundary = begin.mid(at + 36, begin.indexOf("\r\n", at) - at - 36);
    const QByteArray delimiter = "--" + boundary + "\r\n";
    QVERIFY(begin.endsWith(QByteArray("\r\n" + delimiter + "\r\n")));
    f.publish(R"({"a":1})");
    // The delimiter behind it tells at once that it is whole.
    QVERIFY(visitor->takeWritten().endsWith(QByteArray(
        "Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}\r\n" + delimiter
        + "\r\n")));
}

void TestMockPush::streamsPictures()
{
    Mock f;
    const auto visitor = f.visit(get("/multipart?picture"));
    visitor->takeWritten();
    f.publish("1");
    const QByteArray part = visitor->takeWritten();
    QVERIFY(part.contains("Content-Type: image/png\r\n"));
    QVERIFY(part.contains(pngPicture(1)));
    QVERIFY(pngPicture(1) != pngPicture(2));
    // §11.2.1: width and height are the first of IHDR.
    QCOMPARE(pngPicture(7).mid(16, 8), QByteArray::fromHex("0000006b 0000003c"));
    QCOMPARE(pngPicture(7), pngPicture(7 + PictureCycle));
}

void TestMockPush::namesThePartsAsAsked()
{
    Mock f;
    const auto visitor = f.visit(get("/multipart", "Accept: multipart/mixed\r\n"));
    QVERIFY(visitor->takeWritten().contains("Content-Type: multipart/mixed; boundary="));
}

void TestMockPush::streamsScripts_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("own origin")
        << QByteArray()
        << QByteArray(R"(<script>window.parent.postMessage({"a":1}, "http://localhost:8080")</script>)");
    QTest::newRow("given origin")
        << QByteArray("?origin=http://127.0.0.1:9")
        << QByteArray(R"(<script>window.parent.postMessage({"a":1}, "http://127.0.0.1:9")</script>)");
    QTest::newRow("an origin that would end the script")
        << QByteArray("?origin=%22)%3C/script%3E")
        << QByteArray(
               R"(<script>window.parent.postMessage({"a":1}, "\")\u003c/script>")</script>)");
    QTest::newRow("callback") << QByteArray("?callback=app.on")
                              << QByteArray(R"(<script>parent.app.on({"a":1})</script>)");
}

void TestMockPush::streamsScripts()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, script);
    Mock f;
    const auto visitor = f.visit(get("/iframe" + query));
    QVERIFY(visitor->takeWritten().contains("Content-Type: text/html"));
    f.publish(R"({"a":1})");
    const QByteArray piece = visitor->takeWritten();
    QVERIFY2(piece.contains(script), piece.constData());
    const auto poller = f.visit(get("/iframe-poll" + query));
    QByteArray answer = script;
    answer.replace(R"({"a":1})", R"({"messages":[{"n":1,"message":{"a":1}}],"next":1})");
    QVERIFY2(poller->written().contains(answer), poller->written().constData());
}

void TestMockPush::callsBack_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("named") << QByteArray("?callback=app.show_1$")
                           << QByteArray(
                                  R"(app.show_1$({"messages":[{"n":1,"message":"\u003cb>"}],"next":1});)");
    QTest::newRow("without a name")
        << QByteArray("?since=1") << QByteArray(R"(callback({"messages":[],"next":1});)");
}

void TestMockPush::callsBack()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);
    Mock f;
    f.publish("\"<b>\"");
    const auto visitor = f.visit(get("/jsonp" + query));
    const QByteArray answer = visitor->takeWritten();
    QVERIFY(answer.contains("Content-Type: application/javascript"));
    QCOMPARE(bodyOf(answer), body);
}

void TestMockPush::refuses_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         { "/long-poll?since=x", "/long-poll?since=-1", "/long-poll?timeout=soon",
           "/long-poll?timeout=-1", "/long-poll?timeout=86400001", "/jsonp?callback=alert(1)",
           "/jsonp?callback=a%3Cb", "/jsonp?since=x", "/iframe?callback=a-b",
           "/iframe-poll?callback=a;b", "/iframe-poll?since=1.5" })
        QTest::newRow(target) << QByteArray(target);
}

void TestMockPush::refuses()
{
    QFETCH(QByteArray, target);
    Mock f;
    const auto visitor = f.visit(get(target));
    QVERIFY2(visitor->written().startsWith("HTTP/1.1 400 Bad Request\r\n"),
             visitor->written().constData());
    f.publish("1");
    QCOMPARE(visitor->written().count("HTTP/1.1"), 1);
}

void TestMockPush::nothingEndsAScript()
{
    QCOMPARE(inScript("\"</script><!--\xE2\x80\xA8\xE2\x80\xA9\""),
             QByteArray("\"\\u003c/script>\\u003c!--\\u2028\\u2029\""));
}

void TestMockPush::marksTheOriginAfterTls()
{
    MockRequest request;
    request.head.fields.push_back({ "Host", "localhost:8443", {} });
    QCOMPARE(parentCall(request)->origin, QByteArray("http://localhost:8443"));
    request.isTls = true;
    QCOMPARE(parentCall(request)->origin, QByteArray("https://localhost:8443"));
}

void TestMockPush::kicksStreams_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("isReset");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("7.1 last chunk") << get("/stream") << false << QByteArray("0\r\n\r\n");
    QTest::newRow("7.1 last chunk of events") << get("/sse") << false << QByteArray("0\r\n\r\n");
    QTest::newRow("6.3 close ends it")
        << get("/stream").replace("HTTP/1.1", "HTTP/1.0") << false << QByteArray();
    QTest::newRow("9.5 reset") << get("/stream") << true << QByteArray();
}

void TestMockPush::kicksStreams()
{
    QFETCH(QByteArray, request);
    QFETCH(bool, isReset);
    QFETCH(QByteArray, written);
    Mock f;
    const auto visitor = f.visit(request);
    visitor->takeWritten();
    const auto client = [&f] {
        for (const MockEndpointStatus &endpoint : f.mock().status().endpoints) {
            if (!endpoint.list.isEmpty())
                return endpoint.list.first();
        }
        return MockClientStatus();
    };
    QVERIFY(client().connection > 0);
    QVERIFY(!client().isWebSocket);
    f.mock().kick(client().client,
                  { isReset ? MockKick::How::Reset : MockKick::How::Close, {}, {} });
    f.settle();
    QCOMPARE(visitor->takeWritten(), written);
    QCOMPARE(client().connection, quint32(0));
    if (!written.isEmpty()) {
        // It ended the response, not the connection: the next request is answered on it.
        visitor->send(get("/poll"));
        QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 200 OK\r\n"));
    }
    if (isReset)
        QVERIFY(visitor->hasEnded());
}

void TestMockPush::kicksAHeldPoll()
{
    Mock f;
    const auto visitor = f.visit(get("/long-poll"));
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.mock().kick(f.mock().status().endpoints.at(5).list.at(0).client, {});
    f.settle();
    QCOMPARE(bodyOf(visitor->takeWritten()), QByteArray(R"({"messages":[],"next":0})"));
    f.advance(30s);
    QCOMPARE(visitor->takeWritten(), QByteArray());
}

QTEST_GUILESS_MAIN(TestMockPush)
#include "tst_mockpush.moc"
