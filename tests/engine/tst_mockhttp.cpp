// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// The mock's HTTP endpoints against clients that a test plays.
class TestMockHttp : public QObject
{
    Q_OBJECT

private slots:
    void answersByPathAndMethod_data();
    void answersByPathAndMethod();
    void answersHeadWithoutBody();
    void polls_data();
    void polls();
    void streamsEvents();
    void replaysMissedEvents_data();
    void replaysMissedEvents();
    void publishes_data();
    void publishes();
    void guardsPublishing_data();
    void guardsPublishing();
    void saysItsStatus();
    void letsLoopbackPagesRead_data();
    void letsLoopbackPagesRead();
    void answersPreflights();
    void answersPipelinedRequests();
    void boundsPipelinedAnswers();
    void servesHttp10();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();
    void endsStreamsOfSlowConsumers();
    void takesLongMessagesForFastConsumers();
    void saysFarewell();
    void recordsOnlyWhatItIsToldTo_data();
    void recordsOnlyWhatItIsToldTo();
    void postponesTicksWhileStalled();
    void mayBeDestroyedAnyTime();
};

namespace {

QByteArray request(const QByteArray &line, const QByteArray &fields = {},
                   const QByteArray &body = {})
{
    QByteArray octets = line + " HTTP/1.1\r\nHost: localhost:8080\r\n" + fields;
    if (!body.isEmpty())
        octets += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return octets + "\r\n" + body;
}

QByteArray bodyOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

struct Mock : LoopFixture {
    explicit Mock(const MockOptions &options = {}) { serve(options); }
    QByteArray ask(const QByteArray &octets) { return visit(octets)->takeWritten(); }
};

} // namespace

void TestMockHttp::answersByPathAndMethod_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("has");
    QTest::newRow("page") << request("GET /") << QByteArray("200 OK") << QByteArray("text/html");
    QTest::newRow("icon") << request("GET /favicon.ico") << QByteArray("204 No Content")
                          << QByteArray();
    QTest::newRow("nothing there") << request("GET /nope") << QByteArray("404 Not Found")
                                   << QByteArray("/ws/echo");
    QTest::newRow("wrong method") << request("DELETE /sse") << QByteArray("405 Method Not Allowed")
                                  << QByteArray("Allow: GET, POST\r\n");
    QTest::newRow("GET on publish") << request("GET /publish/tick")
                                    << QByteArray("405 Method Not Allowed")
                                    << QByteArray("Allow: POST\r\n");
    QTest::newRow("POST poll") << request("POST /poll", {}, "x") << QByteArray("200 OK")
                               << QByteArray("{\"messages\":[],\"next\":0}");
    QTest::newRow("absolute form") << request("GET http://localhost:8080/status")
                                   << QByteArray("200 OK") << QByteArray("uptime_s");
    QTest::newRow("absolute form without a path") << request("GET http://localhost:8080")
                                                  << QByteArray("200 OK")
                                                  << QByteArray("text/html");
    QTest::newRow("WebSocket asked for by HTTP")
        << request("GET /ws") << QByteArray("426 Upgrade Required")
        << QByteArray("Upgrade: websocket\r\n");
}

void TestMockHttp::answersByPathAndMethod()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, has);
    Mock f;
    const QByteArray answer = f.ask(asked);
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + status + "\r\n")), answer.left(500).constData());
    QVERIFY2(answer.contains(has), answer.left(500).constData());
}

void TestMockHttp::answersHeadWithoutBody()
{
    Mock f;
    const auto visitor = f.visit(request("HEAD /poll"));
    QVERIFY(visitor->written().contains("Content-Length: 24\r\n"));
    QVERIFY(visitor->takeWritten().endsWith("\r\n\r\n"));
    visitor->send(request("HEAD /sse"));
    const QByteArray head = visitor->takeWritten();
    QVERIFY(head.contains("Content-Type: text/event-stream\r\n"));
    QVERIFY(head.endsWith("\r\n\r\n"));
    f.advance(3s);
    QCOMPARE(visitor->takeWritten(), QByteArray()); // No events behind it.
    visitor->send(request("GET /poll?since=3"));
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(f.mock().status().endpoints.at(3).clients, 0);
}

void TestMockHttp::polls_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("absent is the newest")
        << QByteArray() << QByteArray(R"({"messages":[{"n":3,"message":"c"}],"next":3})");
    QTest::newRow("exclusive") << QByteArray("?since=1")
                               << QByteArray(R"({"messages":[{"n":2,"message":"b"},)"
                                             R"({"n":3,"message":"c"}],"next":3})");
    QTest::newRow("all") << QByteArray("?since=0")
                         << QByteArray(R"({"messages":[{"n":1,"message":{"a": 1}},)"
                                       R"({"n":2,"message":"b"},{"n":3,"message":"c"}],"next":3})");
    QTest::newRow("nothing new") << QByteArray("?since=3")
                                 << QByteArray(R"({"messages":[],"next":3})");
    QTest::newRow("of the future") << QByteArray("?since=99")
                                   << QByteArray(R"({"messages":[],"next":3})");
    QTest::newRow("no number") << QByteArray("?since=x")
                               << QByteArray("since must be a number of a message, 0 or more\n");
    QTest::newRow("negative") << QByteArray("?since=-1")
                              << QByteArray("since must be a number of a message, 0 or more\n");
}

void TestMockHttp::polls()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, answer);
    Mock f;
    f.mock().publish("tick", "{\"a\": 1}");
    f.mock().publish("tick", "b");
    f.mock().publish("tick", "\"c\"");
    QCOMPARE(bodyOf(f.ask(request("GET /poll" + query))), answer);
}

void TestMockHttp::streamsEvents()
{
    Mock f;
    const auto visitor = f.visit(request("GET /sse"));
    const QByteArray head = visitor->takeWritten();
    QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"));
    QVERIFY(head.endsWith("\r\n\r\n"));
    f.advance(1s);
    const QByteArray event = visitor->takeWritten();
    QVERIFY2(event.contains("id: 1\ndata: {\"n\":1,\"time\":\"20"), event.constData());
    f.mock().publish("tick", "two\nlines");
    f.settle();
    QCOMPARE(visitor->takeWritten(), chunk("id: 2\ndata: two\ndata: lines\n\n"));
    QCOMPARE(f.sink().last("sse.event").value(QLatin1StringView("cause")).toString(),
             QStringLiteral("user"));
    visitor->finish();
    QVERIFY(visitor->hasEnded());
    QCOMPARE(f.mock().status().endpoints.at(3).clients, 0);
    QCOMPARE(f.mock().status().endpoints.at(3).sent, 2);
}

void TestMockHttp::replaysMissedEvents_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("replayed");
    QTest::newRow("none") << QByteArray() << 0;
    QTest::newRow("known") << QByteArray("Last-Event-ID: 1\r\n") << 2;
    QTest::newRow("from the beginning") << QByteArray("Last-Event-ID: 0\r\n") << 3;
    QTest::newRow("the newest") << QByteArray("Last-Event-ID: 3\r\n") << 0;
    QTest::newRow("unknown number") << QByteArray("Last-Event-ID: 1000\r\n") << 0;
    QTest::newRow("unknown text") << QByteArray("Last-Event-ID: abc\r\n") << 0;
}

void TestMockHttp::replaysMissedEvents()
{
    QFETCH(QByteArray, field);
    QFETCH(int, replayed);
    Mock f;
    for (const char *message : { "a", "b", "c" })
        f.mock().publish("tick", message);
    const auto visitor = f.visit(request("GET /sse", field));
    QCOMPARE(visitor->written().count("data: "), replayed);
    visitor->takeWritten();
    f.mock().publish("tick", "d");
    f.settle();
    QCOMPARE(visitor->takeWritten(), chunk("id: 4\ndata: d\n\n"));
}

void TestMockHttp::publishes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("JSON") << QByteArray("/publish/tick") << QByteArray(" {\"a\":\n1.50} ")
                          << QByteArray(R"({"channel":"tick","n":1,"subscribers":0})")
                          << QByteArray("{\"a\":1.50}");
    QTest::newRow("string") << QByteArray("/publish/tick") << QByteArray("hello \"you\"")
                            << QByteArray(R"({"channel":"tick","n":1,"subscribers":0})")
                            << QByteArray(R"("hello \"you\"")");
    QTest::newRow("binary") << QByteArray("/publish/tick") << QByteArray("\xFF\xFE")
                            << QByteArray(R"({"channel":"tick","n":1,"subscribers":0})")
                            << QByteArray(R"({"base64":"//4="})");
    QTest::newRow("binary as JSON")
        << QByteArray("/publish/tick") << QByteArray(R"({"base64":"AAE="})")
        << QByteArray(R"({"channel":"tick","n":1,"subscribers":0})")
        << QByteArray(R"({"base64":"AAE="})");
    QTest::newRow("unknown channel") << QByteArray("/publish/nope") << QByteArray("1")
                                     << QByteArray("there is no channel \"nope\"\n")
                                     << QByteArray();
}

void TestMockHttp::publishes()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, message);
    Mock f;
    const QByteArray said = f.ask(request("POST " + path, {}, body));
    QCOMPARE(bodyOf(said), answer);
    QVERIFY(said.startsWith(message.isEmpty() ? "HTTP/1.1 404 " : "HTTP/1.1 200 "));
    const QByteArray messages = message.isEmpty() ? QByteArray()
                                                  : "{\"n\":1,\"message\":" + message + '}';
    QVERIFY(bodyOf(f.ask(request("GET /poll"))).contains(QByteArray("[" + messages + "]")));
}

void TestMockHttp::guardsPublishing_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *name, const char *host, const char *origin, bool isAllowed) {
        QTest::newRow(name) << QByteArray(host) << QByteArray(origin) << isAllowed;
    };
    row("no Origin", "localhost:8080", "", true);
    row("loopback Origin", "127.0.0.1:8080", "http://localhost:3000", true);
    row("IPv6", "[::1]:8080", "http://[::1]:8080", true);
    row("another loopback address", "127.1.2.3", "", true);
    row("a name below localhost", "app.localhost:8080", "", true);
    row("foreign Origin", "localhost:8080", "https://evil.example", false);
    row("null Origin", "localhost:8080", "null", false);
    row("Origin that looks like loopback", "localhost", "http://localhost.evil.example", false);
    row("foreign Host", "evil.example:8080", "", false);
    row("Host that looks like loopback", "127.0.evil.example", "", false);
    row("Host beyond the octet", "127.0.0.256", "", false);
    row("Host that begins like loopback", "127.0.0.1.evil.example", "", false);
}

void TestMockHttp::guardsPublishing()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(bool, isAllowed);
    Mock f;
    const QByteArray field = origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n";
    const QByteArray answer = f.ask("POST /publish/tick HTTP/1.1\r\nHost: " + host + "\r\n" + field
                                    + "Content-Length: 1\r\n\r\n1");
    QVERIFY2(answer.startsWith(isAllowed ? "HTTP/1.1 200 " : "HTTP/1.1 403 "), answer.constData());
}

void TestMockHttp::saysItsStatus()
{
    Mock f;
    const auto visitor = f.visit(request("GET /sse"));
    f.advance(5s);
    const QByteArray status = bodyOf(f.ask(request("GET /status")));
    QVERIFY2(status.startsWith("{\"uptime_s\":5,\"endpoints\":[{\"path\":\"/ws\",\"clients\":0,"
                               "\"sent\":0},"),
             status.constData());
    QVERIFY2(status.contains("{\"path\":\"/sse\",\"clients\":1,\"sent\":5}"), status.constData());
}

void TestMockHttp::letsLoopbackPagesRead_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("isLet");
    QTest::newRow("loopback") << QByteArray("http://localhost:3000") << true;
    QTest::newRow("foreign") << QByteArray("https://evil.example") << false;
    QTest::newRow("looks like loopback") << QByteArray("https://127.0.0.evil") << false;
}

void TestMockHttp::letsLoopbackPagesRead()
{
    QFETCH(QByteArray, origin);
    QFETCH(bool, isLet);
    Mock f;
    for (const char *path : { "GET /poll", "GET /sse", "GET /nope" }) {
        const QByteArray answer = f.ask(request(path, "Origin: " + origin + "\r\n"));
        QCOMPARE(answer.contains(QByteArray("\r\nAccess-Control-Allow-Origin: " + origin
                                            + "\r\nAccess-Control-Allow-Credentials: true\r\n")),
                 isLet);
        QCOMPARE(answer.contains("Access-Control"), isLet);
    }
}

void TestMockHttp::answersPreflights()
{
    Mock f;
    const QByteArray asked = request(
        "OPTIONS /poll", "Origin: http://localhost:3000\r\nAccess-Control-Request-Method: POST\r\n"
                         "Access-Control-Request-Headers: x-token\r\n");
    const QByteArray answer = f.ask(asked);
    QVERIFY(answer.startsWith("HTTP/1.1 204 No Content\r\n"));
    QVERIFY(answer.contains("\r\nAccess-Control-Allow-Methods: GET, POST, OPTIONS\r\n"));
    QVERIFY(answer.contains("\r\nAccess-Control-Allow-Headers: x-token\r\n"));
    QVERIFY(!answer.contains("Content-Length"));
}

void TestMockHttp::answersPipelinedRequests()
{
    Mock f;
    f.mock().publish("tick", "1");
    const auto visitor = f.visit(request("GET /poll?since=0") + request("GET /favicon.ico")
                                 + request("POST /publish/tick", {}, "2")
                                 + request("GET /poll?since=1"));
    const QByteArray answers = visitor->takeWritten();
    QCOMPARE(answers.count("HTTP/1.1 "), 4);
    QVERIFY(answers.indexOf("\"message\":1}") < answers.indexOf("204 No Content"));
    QVERIFY(answers.indexOf("\"channel\"") < answers.indexOf("\"message\":2}"));
    QCOMPARE(f.takeStory("http.request").count('\n'), 4);
    visitor->send(request("GET /poll", "Connection: close\r\n") + request("GET /poll"));
    QCOMPARE(visitor->takeWritten().count("HTTP/1.1 "), 1); // RFC 9112 section 9.6
    QVERIFY(visitor->hasEnded());
}

void TestMockHttp::boundsPipelinedAnswers()
{
    Mock f;
    f.mock().publish("tick", QByteArray(100'000, 'x'));
    const auto visitor = f.visit();
    visitor->setAutoConfirming(false);
    for (int i = 0; i < 100; ++i)
        visitor->send(request("GET /poll"));
    QVERIFY(visitor->written().size() < 2 * 1024 * 1024);
    QVERIFY(visitor->isReadingPaused());
    visitor->setAutoConfirming(true);
    f.settle();
    QCOMPARE(visitor->written().count("HTTP/1.1 200 OK"), 100);
    QVERIFY(!visitor->hasEnded());
}

void TestMockHttp::servesHttp10()
{
    Mock f;
    const auto poller = f.visit("GET /poll HTTP/1.0\r\n\r\n");
    QVERIFY(poller->written().startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(poller->written().contains("\r\nConnection: close\r\n"));
    QVERIFY(poller->hasEnded());

    const auto kept = f.visit("GET /poll HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QVERIFY(kept->written().contains("\r\nConnection: keep-alive\r\n"));
    QVERIFY(!kept->hasEnded());

    const auto stream = f.visit("GET /sse HTTP/1.0\r\n\r\n");
    const QByteArray head = stream->takeWritten();
    QVERIFY(!head.contains("Transfer-Encoding"));
    QVERIFY(head.contains("\r\nConnection: close\r\n"));
    f.mock().publish("tick", "a");
    f.settle();
    QCOMPARE(stream->takeWritten(), QByteArray("id: 1\ndata: a\n\n"));
    f.mock().stop();
    f.settle();
    QVERIFY(stream->hasEnded());
}

void TestMockHttp::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("answers"); // Before the refusal.
    QTest::newRow("TLS") << QByteArray::fromHex("16030100a5010000a10303") + "\r\n\r\n" << 0;
    QTest::newRow("behind a request") << request("GET /poll") + "nonsense\r\n\r\n" << 1;
    QTest::newRow("behind two") << request("GET /poll") + request("GET /poll") + "nonsense\r\n\r\n"
                                << 2;
    QTest::newRow("no Host") << QByteArray("GET /poll HTTP/1.1\r\n\r\n") << 0;
    QTest::newRow("two Hosts") << request("GET /poll", "Host: other\r\n") << 0;
}

void TestMockHttp::refusesWhatIsNoRequest()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, answers);
    Mock f;
    const auto visitor = f.visit(octets);
    visitor->send("more nonsense\r\n\r\n");
    const QByteArray written = visitor->takeWritten();
    QCOMPARE(written.count("HTTP/1.1 200 OK"), answers);
    QCOMPARE(written.count("HTTP/1.1 400 Bad Request"), 1);
    QVERIFY(visitor->hasEnded());
    QCOMPARE(f.sink().objects("conn.close").size(), 1);
}

void TestMockHttp::endsStreamsOfSlowConsumers()
{
    Mock f;
    const auto slow = f.visit(request("GET /sse"));
    const auto fast = f.visit(request("GET /sse"));
    slow->setAutoConfirming(false);
    for (int i = 0; i < 40; ++i) {
        f.mock().publish("tick", QByteArray(100'000, 'x'));
        f.settle();
    }
    QVERIFY(slow->written().size() < 2 * 1024 * 1024); // It does not grow.
    QVERIFY(slow->written().endsWith("0\r\n\r\n"));
    QVERIFY(slow->isWritingFinished());
    QVERIFY(fast->written().size() > 4'000'000);
    QCOMPARE(f.sink().objects("error").size(), 1);
    QVERIFY(f.takeStory("error").startsWith("error slow-consumer"));
    f.advance(30s);
    QVERIFY(slow->isAborted()); // It took nothing more.
    QCOMPARE(f.takeStory("error"), QByteArray());
}

void TestMockHttp::takesLongMessagesForFastConsumers()
{
    Mock f;
    const auto visitor = f.visit(request("GET /sse"));
    f.mock().publish("tick", QByteArray(3'000'000, 'x')); // Longer than the whole queue.
    f.settle();
    f.mock().publish("tick", "short");
    f.settle();
    QVERIFY(visitor->written().contains("id: 2\ndata: short\n\n"));
    QVERIFY(f.sink().objects("error").isEmpty());
}

void TestMockHttp::saysFarewell()
{
    Mock f;
    const auto stream = f.visit(request("GET /sse"));
    const auto idle = f.visit(request("GET /poll"));
    stream->takeWritten();
    f.mock().stop();
    f.settle();
    QCOMPARE(stream->takeWritten(), QByteArray("0\r\n\r\n"));
    QVERIFY(stream->hasEnded() && idle->hasEnded());
    QVERIFY(f.mock().isStopped());
    QVERIFY(!f.visit());
    f.advance(10s); // No ticks any more.
    QCOMPARE(f.sink().objects("conn.close").size(), 2);

    Mock rude;
    const auto deaf = rude.visit(request("GET /sse"));
    deaf->setAutoConfirming(false);
    rude.mock().abandon();
    rude.settle();
    QVERIFY(deaf->isAborted());
    QVERIFY(rude.mock().isStopped());
}

void TestMockHttp::recordsOnlyWhatItIsToldTo_data()
{
    QTest::addColumn<MockRecording>("recording");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("all") << MockRecording::All
                         << QByteArray("session.start\n"
                                       "conn.open\n"
                                       "http.request client GET /sse\n"
                                       "http.response server auto 200 OK\n"
                                       "sse.event server user message 1 a dispatched\n"
                                       "http.end server !complete chunked\n"
                                       "conn.close client fin\n");
    QTest::newRow("heads") << MockRecording::Heads
                           << QByteArray("session.start\n"
                                         "conn.open\n"
                                         "http.request client GET /sse\n"
                                         "http.response server auto 200 OK\n"
                                         "http.end server !complete chunked\n"
                                         "conn.close client fin\n");
    QTest::newRow("none") << MockRecording::None << QByteArray("session.start\n");
}

void TestMockHttp::recordsOnlyWhatItIsToldTo()
{
    QFETCH(MockRecording, recording);
    QFETCH(QByteArray, told);
    MockOptions options;
    options.recording = recording;
    Mock f(options);
    const auto visitor = f.visit(request("GET /sse"));
    f.mock().publish("tick", "a");
    f.settle();
    QVERIFY(visitor->written().contains("data: a\n"));
    visitor->finish();
    QByteArray story = f.takeStory();
    // What our close cut off is the last chunk that we still sent.
    const auto withoutEnds = [](QByteArray text) {
        QByteArray rest;
        for (const QByteArray &line : text.split('\n')) {
            if (!line.isEmpty() && !line.startsWith("http.end"))
                rest += line + '\n';
        }
        return rest;
    };
    QCOMPARE(withoutEnds(story), withoutEnds(told));
    QCOMPARE(f.sink().wire(1, From::Server).contains("data: a"), recording == MockRecording::All);
}

void TestMockHttp::postponesTicksWhileStalled()
{
    Mock f;
    const auto visitor = f.visit(request("GET /sse"));
    visitor->takeWritten();
    f.sink().setFull(true);
    f.loop().afterEvent();
    visitor->send(""); // Something to record.
    f.mock().publish("tick", "fills");
    f.settle();
    QVERIFY(f.loop().isStalled());
    visitor->takeWritten();
    f.advance(5s);
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.sink().setFull(false);
    f.settle();
    QCOMPARE(visitor->takeWritten().count("data: "), 1);
    f.advance(1s);
    QCOMPARE(visitor->takeWritten().count("data: "), 1);
}

void TestMockHttp::mayBeDestroyedAnyTime()
{
    {
        Mock f;
        f.visit(request("GET /sse"));
        f.dropMock();
        f.advance(5s);
    }
    Mock f;
    const auto visitor = f.visit(request("GET /sse"));
    visitor->finish();
    f.mock().stop();
    f.dropMock(); // What stop() posted finds nobody.
    f.advance(5s);
    QVERIFY(!visitor->isStreamAlive());
}

QTEST_GUILESS_MAIN(TestMockHttp)
#include "tst_mockhttp.moc"
