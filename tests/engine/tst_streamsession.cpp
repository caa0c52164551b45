// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/streamsession.h"
#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A client of HTTP streaming against a server that a test plays.
class TestStreamSession : public QObject
{
    Q_OBJECT

private slots:
    void streams();
    void posts();
    void readsUntilClose();
    void readsUntilReset();
    void followsARedirect();
    void cutsAsToldTo();
    void readsAnEventStream();
    void servesItsKin_data();
    void servesItsKin();
    void ends_data();
    void ends();
    void refusals_data();
    void refusals();
    void offersWhatItIs_data();
    void offersWhatItIs();
    void readsARefusalOnlySoLong();
    void firstAttemptFails();
    void comesBackWhereAskedTo();
    void comesBackWithTheLastEventId();
    void comesBackFromAServerError();
    void stops_data();
    void stops();
    void assemblesAText();
    void showsWhatIsInProgress();
    void userLeaves_data();
    void userLeaves();
    void mayBeDroppedAnyTime();
    void timesOut();
    void saysHowItWasAsked();
};

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n";
const QByteArray Events = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n";

ClientOptions options()
{
    return clientOf(Technique::HttpStream, "http://feed.example/stream");
}

struct OpenClient : LoopFixture {
    explicit OpenClient(const ClientOptions &clientOptions = options(),
                        const QByteArray &head = StreamHead)
    {
        connect(clientOptions);
        peer().accept();
        peer().takeWritten();
        peer().send(head);
        takeStory();
    }
};

} // namespace

void TestStreamSession::streams()
{
    LoopFixture f;
    f.connect(options());
    QCOMPARE(f.client().status().state, SessionState::Connecting);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().startsWith("GET /stream HTTP/1.1\r\nHost: feed.example\r\n"
                                              "Accept: */*\r\n"));
    f.peer().send(StreamHead + chunk("{\"a\":1}\n") + chunk("\n") + chunk("{\"a\":2}\n{\"a\""));
    QCOMPARE(f.takeStory(),
             QByteArray("session.start\n"
                        "conn.attempt\n"
                        "conn.open\n"
                        "http.request client auto GET /stream\n"
                        "http.response server 200 OK\n"
                        "stream.message server {\"a\":1}\n"
                        "http.chunk server\n"
                        "stream.message server {\"a\":2}\n"
                        "http.chunk server\n"));
    const SessionStatus status = f.client().status();
    QCOMPARE(status.technique, Technique::HttpStream);
    QCOMPARE(status.state, SessionState::Open);
    QCOMPARE(status.messagesReceived, 2);
    QCOMPARE(status.octetsReceived, 16);
}

void TestStreamSession::posts()
{
    ClientOptions posting = options();
    posting.body = R"({"stream":true})";
    posting.headers = { { "Authorization", "Bearer x" } };
    LoopFixture f;
    f.connect(posting);
    f.peer().accept();
    const QByteArray request = f.peer().takeWritten();
    QVERIFY(request.startsWith("POST /stream HTTP/1.1\r\n"));
    QVERIFY(request.contains("\r\nContent-Type: application/json\r\n"));
    QVERIFY(request.contains("\r\nAuthorization: Bearer x\r\n"));
    QVERIFY(request.endsWith("\r\n\r\n{\"stream\":true}"));
}

void TestStreamSession::readsUntilClose()
{
    OpenClient f(options(), "HTTP/1.1 200 OK\r\n\r\n");
    f.peer().send("a\nb");
    QCOMPARE(f.takeStory("stream.message"), QByteArray("stream.message server a\n"));
    f.peer().finish();
    QCOMPARE(f.takeStory(), QByteArray("stream.message server b cut-off\n"
                                       "http.end server close complete\n"
                                       "conn.close server fin\n"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

/// RFC 9112 section 8: complete "unless an error was indicated by the underlying connection".
void TestStreamSession::readsUntilReset()
{
    OpenClient f(options(), "HTTP/1.1 200 OK\r\n\r\n");
    f.peer().send("a\nb");
    f.takeStory();
    f.peer().reset();
    QCOMPARE(f.takeStory(), QByteArray("stream.message server b cut-off\n"
                                       "http.end server close !complete cut-off\n"
                                       "error reset\n"
                                       "conn.close server reset reset\n"));
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->code, ErrorCode::Reset);
}

void TestStreamSession::followsARedirect()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send(response("307 Temporary Redirect", "Location: /other\r\n", "elsewhere\n"));
    QVERIFY(f.peer().takeWritten().startsWith("GET /other HTTP/1.1\r\n"));
    f.peer().send(StreamHead + chunk("{}\n"));
    QCOMPARE(f.client().status().messagesReceived, 1);
    QCOMPARE(f.takeStory("stream.message"), QByteArray("stream.message server {}\n"));
}

void TestStreamSession::cutsAsToldTo()
{
    ClientOptions cutting = options();
    cutting.cut = Streaming::Cut::Json;
    OpenClient f(cutting, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
    f.peer().send("{\"a\": 1}{\"b\":2");
    f.peer().send("}");
    QCOMPARE(f.takeStory("stream.message"), QByteArray("stream.message server {\"a\": 1}\n"
                                                       "stream.message server {\"b\":2}\n"));
}

/// As language models are asked: POST, answered by events.
void TestStreamSession::readsAnEventStream()
{
    ClientOptions asking = options();
    asking.body = "{}";
    asking.stop.eventType = "message_stop";
    OpenClient f(asking, Events);
    f.peer().send(chunk("event: ping\ndata: {}\n\n") + chunk(": hi\n\nevent: nothing\n\n"));
    QCOMPARE(f.takeStory("sse.event sse.comment stream.message"),
             QByteArray("sse.event server ping {} dispatched\n"
                        "sse.comment server  hi\n"
                        "sse.event server empty-data nothing !dispatched\n"));
    QCOMPARE(f.client().status().messagesReceived, 1);
    f.peer().send(chunk("event: message_stop\ndata: {}\n\n"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestStreamSession::servesItsKin_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("told"); // Messages, or the error.
    const QByteArray parts = "Content-Type: multipart/mixed; boundary=b\r\n";
    QTest::newRow("2046 5.1 parts")
        << Technique::Multipart
        << QByteArray("HTTP/1.1 200 OK\r\n" + parts + "\r\n--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b")
        << QByteArray("2");
    QTest::newRow("2046 5.1 no parts")
        << Technique::Multipart << response("200 OK", "Content-Type: text/plain\r\n", "a")
        << QByteArray("wrong-type multipart/x-mixed-replace");
    QTest::newRow("a page of scripts")
        << Technique::IframeStream
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
                      "<script>parent.a(1)</script>\n<script>parent.postMessage(2,'*')</script>")
        << QByteArray("2");
    QTest::newRow("no page") << Technique::IframeStream
                             << response("200 OK", "Content-Type: image/png\r\n", "a")
                             << QByteArray("wrong-type text/html");
    QTest::newRow("a page of a failure")
        << Technique::IframeStream
        << response("404 Not Found", "Content-Type: text/html\r\n", "<p>no</p>")
        << QByteArray("http-status");
}

void TestStreamSession::servesItsKin()
{
    QFETCH(Technique, technique);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, told);
    LoopFixture f;
    f.connect(clientOf(technique, "http://feed.example/"));
    f.peer().accept();
    f.peer().send(answer);
    QCOMPARE(f.client().status().technique, technique);
    if (f.sink().objects("error").isEmpty()) {
        QCOMPARE(QByteArray::number(f.client().status().messagesReceived), told);
        return;
    }
    const QJsonObject error = f.sink().last("error");
    QCOMPARE(QByteArray(error.value(QLatin1StringView("code")).toString().toUtf8() + ' '
                        + error.value(QLatin1StringView("expected")).toString().toUtf8())
                 .trimmed(),
             told);
    QVERIFY(f.outcome() && !f.outcome()->isDone);
}

void TestStreamSession::ends_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("count"); // 0: none asked for.
    QTest::addColumn<QByteArray>("error"); // Empty: done.
    QTest::newRow("6202 3 the server ends it")
        << QByteArray(chunk("{}\n") + "0\r\n\r\n") << qint64(0) << QByteArray();
    QTest::newRow("asked for more")
        << QByteArray(chunk("{}\n") + "0\r\n\r\n") << qint64(2) << QByteArray("ended-early");
    QTest::newRow("nothing at all")
        << QByteArray("0\r\n\r\n") << qint64(1) << QByteArray("ended-early");
    QTest::newRow("9112 8 cut off in a chunk")
        << QByteArray("5\r\n{}\n") << qint64(0) << QByteArray("closed-early");
}

void TestStreamSession::ends()
{
    QFETCH(QByteArray, body);
    QFETCH(qint64, count);
    QFETCH(QByteArray, error);
    ClientOptions counting = options();
    if (count > 0)
        counting.stop.messageCount = count;
    OpenClient f(counting);
    f.peer().send(body);
    f.peer().finish();
    QVERIFY(f.outcome());
    QCOMPARE(f.timesEnded(), 1);
    QCOMPARE(f.outcome()->isDone, error.isEmpty());
    QCOMPARE(f.sink().last("error").value(QLatin1StringView("code")).toString().toUtf8(), error);
    f.advance(1h);
    QCOMPARE(f.peers(), 1U); // What was sent is not sent again.
}

void TestStreamSession::refusals_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::newRow("9110 15.5 unauthorized")
        << response("401 Unauthorized", "Content-Type: application/json\r\n", "{\"error\":1}")
        << 401;
    QTest::newRow("9110 15.6 server error") << response("503 Unavailable") << 503;
    QTest::newRow("9110 15.4 a redirect to nowhere") << response("302 Found") << 302;
    QTest::newRow("an event stream of a failure")
        << response("429 Too Many Requests", "Content-Type: text/event-stream\r\n", "data: a\n\n")
        << 429;
}

void TestStreamSession::refusals()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, status);
    ClientOptions staying = options();
    staying.reconnects = true;
    LoopFixture f;
    f.connect(staying);
    f.peer().accept();
    f.peer().send(answer);
    const QJsonObject error = f.sink().last("error");
    QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("http-status"));
    QCOMPARE(error.value(QLatin1StringView("status")).toVariant().toInt(), status);
    QVERIFY(f.outcome() && !f.outcome()->isDone);
    QVERIFY(f.sink().objects("stream.message").isEmpty());
    f.advance(1h);
    QCOMPARE(f.peers(), 1U); // A first attempt that fails is the last.
}

void TestStreamSession::offersWhatItIs_data()
{
    QTest::addColumn<Technique>("asked");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("offers");
    QTest::newRow("lines") << Technique::Sse << QByteArray("application/x-ndjson")
                           << QStringLiteral("http-stream");
    QTest::newRow("parts") << Technique::Sse << QByteArray("multipart/mixed; boundary=a")
                           << QStringLiteral("multipart");
    QTest::newRow("events") << Technique::Multipart << QByteArray("text/event-stream")
                            << QStringLiteral("sse");
    QTest::newRow("anything") << Technique::Sse << QByteArray("text/plain")
                              << QStringLiteral("short-poll");
}

void TestStreamSession::offersWhatItIs()
{
    QFETCH(Technique, asked);
    QFETCH(QByteArray, type);
    LoopFixture f;
    f.connect(clientOf(asked, "http://feed.example/x"));
    f.peer().accept();
    f.peer().send(response("200 OK", "Content-Type: " + type + "\r\n", "a"));
    QTEST(f.sink().last("error").value(QLatin1StringView("offers")).toString(), "offers");
}

void TestStreamSession::readsARefusalOnlySoLong()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("why\n"));
    QVERIFY(!f.outcome());
    f.advance(2s);
    QVERIFY(f.outcome() && !f.outcome()->isDone);
    QCOMPARE(f.outcome()->error->code, ErrorCode::HttpStatus);
}

void TestStreamSession::firstAttemptFails()
{
    ClientOptions staying = options();
    staying.reconnects = true;
    LoopFixture f;
    f.connect(staying);
    f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    QVERIFY(f.outcome() && !f.outcome()->isDone);
    QCOMPARE(f.outcome()->error->code, ErrorCode::Refused);
    f.advance(1h);
    QCOMPARE(f.peers(), 1U);
}

void TestStreamSession::comesBackWhereAskedTo()
{
    ClientOptions staying = options();
    staying.reconnects = true;
    OpenClient f(staying);
    f.peer().send(chunk("{}\n") + "0\r\n\r\n");
    QCOMPARE(f.client().status().state, SessionState::Waiting);
    QVERIFY(f.takeStory().contains("reconnect 1 "));
    f.advance(2s);
    QVERIFY(f.peer().takeWritten().startsWith("GET /stream HTTP/1.1\r\n"));
    f.peer().send(StreamHead + chunk("{\"again\":1}\n"));
    QCOMPARE(f.client().status().messagesReceived, 2);
    f.peer().reset();
    const QByteArray told = f.takeStory("error reconnect");
    QVERIFY2(told.startsWith("error reset\nreconnect 1 "), told.constData());
    f.disconnect();
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestStreamSession::comesBackWithTheLastEventId()
{
    ClientOptions staying = options();
    staying.reconnects = true;
    staying.lastEventId = "6";
    LoopFixture f;
    f.connect(staying);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().contains("\r\nLast-Event-ID: 6\r\n"));
    f.peer().send(Events + chunk("id: 7\ndata: a\n\nid: 8\ndata: cut off"));
    f.peer().finish();
    QVERIFY(f.takeStory("reconnect").endsWith(" 7\n"));
    f.advance(2s);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().contains("\r\nLast-Event-ID: 7\r\n"));
}

void TestStreamSession::comesBackFromAServerError()
{
    ClientOptions staying = options();
    staying.reconnects = true;
    OpenClient f(staying);
    f.peer().send("0\r\n\r\n");
    f.advance(2s);
    f.peer().takeWritten();
    f.peer().send(response("502 Bad Gateway"));
    QCOMPARE(f.client().status().state, SessionState::Waiting);
    QVERIFY(!f.outcome());
    f.advance(3s);
    f.peer().send(response("404 Not Found"));
    QVERIFY(f.outcome() && !f.outcome()->isDone); // That will not change by itself.
}

void TestStreamSession::stops_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::newRow("count") << QByteArray("count");
    QTest::newRow("until") << QByteArray("until");
    QTest::newRow("until-ok") << QByteArray("until-ok");
    QTest::newRow("duration") << QByteArray("duration");
}

void TestStreamSession::stops()
{
    QFETCH(QByteArray, condition);
    ClientOptions stopping = options();
    if (condition == "count")
        stopping.stop.messageCount = 3;
    else if (condition == "until")
        stopping.stop.pointerEquals = { "/a/0", "3" };
    else if (condition == "until-ok")
        stopping.stop.atFirstOk = true;
    else
        stopping.stop.duration = 5s;
    OpenClient f(stopping);
    if (condition != "until-ok") {
        f.peer().send(chunk("{\"a\":[1]}\n{\"a\":[2]}\n"));
        QVERIFY(!f.outcome());
        f.advance(5s);
        f.peer().send(chunk("{\"a\":[3]}\n"));
    }
    f.settle();
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.sink().last("conn.close").value(QLatin1StringView("by")).toString(),
             QStringLiteral("client"));
}

void TestStreamSession::assemblesAText()
{
    ClientOptions asking = options();
    asking.textPointer = "/choices/0/delta/content";
    asking.reconnects = true;
    OpenClient f(asking, Events);
    const auto token = [](const QByteArray &text) {
        return chunk("data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n");
    };
    f.peer().send(chunk("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"));
    f.peer().send(token("Hel"));
    f.advance(500ms);
    f.peer().send(token("lo\\n"));
    f.peer().send(chunk("data: [DONE]\n\n"));
    SessionStatus status = f.client().status();
    QCOMPARE(status.text, QByteArray("Hello\n"));
    QCOMPARE(status.textMessages, 2);
    QCOMPARE(status.textMessagesPerSecond, 2.0);
    QCOMPARE(status.messagesReceived, 4);
    f.takeStory();
    f.peer().send("0\r\n\r\n");
    QCOMPARE(f.client().status().text, QByteArray("Hello\n"));
    QVERIFY(f.takeStory().startsWith("http.end server chunked complete\n"
                                     "note text: 6 octets in 2 messages, 2.0/s\n\nHello\n\n"));
    f.advance(2s);
    f.peer().send(Events + token("New"));
    QCOMPARE(f.client().status().text, QByteArray("New"));
}

void TestStreamSession::showsWhatIsInProgress()
{
    OpenClient f;
    const auto inProgress = [&] {
        const SessionStatus status = f.client().status();
        return QByteArray(QByteArray::number(status.inProgressOctets) + ' ' + status.inProgress);
    };
    QCOMPARE(inProgress(), QByteArray("0 "));
    f.peer().send(chunk("{}\n{\"a\""));
    QCOMPARE(inProgress(), QByteArray("4 {\"a\""));
    f.peer().send(chunk(":1"));
    QCOMPARE(inProgress(), QByteArray("6 {\"a\":1"));
    f.peer().send(chunk("}\n"));
    QCOMPARE(inProgress(), QByteArray("0 "));
    f.peer().send(chunk("ab"));
    f.peer().send(chunk("\ncd"));
    QCOMPARE(inProgress(), QByteArray("2 cd"));
    const QByteArray large(StreamSession::MaxShownInProgress, 'x');
    f.peer().send(chunk(large));
    const SessionStatus status = f.client().status();
    QCOMPARE(status.inProgressOctets, 2 + large.size());
    QCOMPARE(status.inProgress.size(), large.size());
    f.peer().finish();
    QCOMPARE(inProgress(), QByteArray("0 "));
}

void TestStreamSession::userLeaves_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("connecting") << 0;
    QTest::newRow("asking") << 1;
    QTest::newRow("streaming") << 2;
    QTest::newRow("refused") << 3;
    QTest::newRow("waiting") << 4;
}

void TestStreamSession::userLeaves()
{
    QFETCH(int, step);
    ClientOptions staying = options();
    staying.reconnects = true;
    staying.stop.messageCount = 100; // Leaving is not ending early.
    LoopFixture f;
    f.connect(staying);
    if (step > 0)
        f.peer().accept();
    if (step == 2)
        f.peer().send(StreamHead + chunk("{}\n"));
    if (step == 3)
        f.peer().send("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nw");
    if (step == 4)
        f.peer().send(response("200 OK"));
    f.disconnect();
    QVERIFY(f.outcome());
    QCOMPARE(f.outcome()->isDone, step != 3);
    QCOMPARE(f.timesEnded(), 1);
    QCOMPARE(f.sink().objects("conn.close").size(), 1);
    f.advance(1h);
    QCOMPARE(f.peers(), 1U);
}

void TestStreamSession::mayBeDroppedAnyTime()
{
    for (int step = 0; step < 5; ++step) {
        LoopFixture f;
        f.connect(options());
        if (step > 0)
            f.peer().accept();
        if (step > 1)
            f.peer().send(StreamHead + chunk("{}\n{"));
        if (step > 2)
            f.client().disconnect();
        if (step > 3)
            f.client().abandon();
        f.dropClient();
        f.advance(1h);
        QCOMPARE(f.timesEnded(), 0);
    }
}

void TestStreamSession::timesOut()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.advance(30s);
    QVERIFY(f.outcome() && !f.outcome()->isDone);
    QCOMPARE(f.outcome()->error->code, ErrorCode::ResponseTimeout);
    OpenClient silent;
    silent.advance(24h);
    QVERIFY(!silent.outcome()); // Once the response has begun, silence is no fault.
}

void TestStreamSession::saysHowItWasAsked()
{
    ClientOptions asking = options();
    asking.cut = Streaming::Cut::RecordSeparator;
    asking.textPointer = "/t";
    LoopFixture f;
    f.connect(asking);
    const QJsonObject said
        = f.sink().last("session.start").value(QLatin1StringView("options")).toObject();
    QCOMPARE(said.value(QLatin1StringView("cut")).toString(), QStringLiteral("rs"));
    QCOMPARE(said.value(QLatin1StringView("text_pointer")).toString(), QStringLiteral("/t"));
}

QTEST_GUILESS_MAIN(TestStreamSession)
#include "tst_streamsession.moc"
