// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A client as a browser's EventSource is one, against a server that a test plays.
class TestSseSession : public QObject
{
    Q_OBJECT

private slots:
    void opens();
    void reestablishes();
    void obeysRetry();
    void carriesTheLastEventId();
    void resumesWithTheGivenId();
    void finiteAnswersReuseTheConnection();
    void doesNotReconnectWhenToldSo();
    void fails_data();
    void fails();
    void readsARefusalOnlySoLong();
    void firstAttemptFails();
    void laterAttemptsMayFail();
    void posts();
    void stopsAtAnEvent();
    void leavesInTheMiddle_data();
    void leavesInTheMiddle();
    void failsWhatCannotBeReadOn_data();
    void failsWhatCannotBeReadOn();
    void userLeaves();
    void userLeavesWhileWaiting();
    void reconnectsOnDemand();
    void timesOut();
    void timesOutInAHead();
};

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n";

ClientOptions options()
{
    return clientOf(Technique::Sse, "http://feed.example/sse");
}

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
        peer().send(StreamHead);
    }
};

} // namespace

void TestSseSession::opens()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    const QByteArray request = f.peer().takeWritten();
    QVERIFY(request.startsWith("GET /sse HTTP/1.1\r\nHost: feed.example\r\n"
                               "Accept: text/event-stream\r\nCache-Control: no-cache\r\n"));
    QVERIFY(!request.contains("Last-Event-ID"));
    f.peer().send(StreamHead + chunk("event: bid\nid: 7\ndata: 99\n\n") + chunk(": hi\n\n"));
    QCOMPARE(f.takeStory(),
             QByteArray("session.start\n"
                        "state CONNECTING\n"
                        "conn.attempt\n"
                        "conn.open\n"
                        "http.request client auto GET /sse\n"
                        "http.response server 200 OK\n"
                        "state OPEN open\n"
                        "sse.event server bid 7 99 dispatched\n"
                        "sse.comment server  hi\n"
                        "http.chunk server\n"));
    QCOMPARE(f.client().status().state, SessionState::Open);
}

void TestSseSession::reestablishes()
{
    OpenClient f;
    f.peer().send(chunk("id: 1\ndata: a\n\n") + "0\r\n\r\n");
    f.peer().finish();
    QCOMPARE(f.takeStory(),
             QByteArray("sse.event server message 1 a dispatched\n"
                        "http.end server chunked complete\n"
                        "state CONNECTING error\n"
                        "reconnect 1 3000 1\n"
                        "conn.close server fin\n"));
    f.advance(2999ms);
    QCOMPARE(f.peers(), 1U);
    f.advance(1ms);
    QCOMPARE(f.peers(), 2U);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().contains("\r\nLast-Event-ID: 1\r\n"));
    f.peer().send(StreamHead);
    QCOMPARE(f.takeStory(),
             QByteArray("conn.attempt\n"
                        "conn.open\n"
                        "http.request client auto GET /sse\n"
                        "http.response server 200 OK\n"
                        "state OPEN open\n"));
}

void TestSseSession::obeysRetry()
{
    OpenClient f;
    f.peer().send(chunk("retry: 250\ndata: a\n\n"));
    f.peer().reset();
    QCOMPARE(f.takeStory(),
             QByteArray("sse.retry server 250\n"
                        "sse.event server message a dispatched\n"
                        "http.end server chunked !complete missing-last-chunk\n"
                        "error reset\n"
                        "state CONNECTING error\n"
                        "reconnect 1 250\n"
                        "conn.close server reset reset\n"));
    f.advance(250ms);
    QCOMPARE(f.peers(), 2U);
}

void TestSseSession::carriesTheLastEventId()
{
    OpenClient f;
    f.peer().send(chunk("id: 5\ndata: a\n\n") + chunk("data: b\n\n") + chunk("id\ndata: c\n\n"));
    QCOMPARE(f.takeStory("sse.event"), QByteArray("sse.event server message 5 a dispatched\n"
                                                  "sse.event server message 5 b dispatched\n"
                                                  "sse.event server message c dispatched\n"));
    f.peer().send(chunk("id: 6\ndata: unterminated"));
    f.peer().finish();
    f.advance(3s);
    f.peer().accept();
    // An empty id asks for nothing, and a block that never ended counts for nothing.
    QVERIFY(!f.peer().takeWritten().contains("Last-Event-ID"));
}

void TestSseSession::resumesWithTheGivenId()
{
    ClientOptions resuming = options();
    resuming.lastEventId = "41";
    LoopFixture f;
    f.connect(resuming);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().contains("\r\nLast-Event-ID: 41\r\n"));
    f.peer().send(StreamHead + chunk("data: a\n\n"));
    QCOMPARE(f.takeStory("sse.event"), QByteArray("sse.event server message 41 a dispatched\n"));
}

void TestSseSession::finiteAnswersReuseTheConnection()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().takeWritten();
    const QByteArray type = "Content-Type: text/event-stream\r\n";
    f.peer().send(response("200 OK", type, "id: 1\ndata: a\n\n"));
    QCOMPARE(f.client().status().state, SessionState::Waiting);
    f.advance(3s);
    QCOMPARE(f.peers(), 1U);
    QVERIFY(f.peer().takeWritten().contains("Last-Event-ID: 1"));
    QVERIFY(f.sink().last("http.request").value(QLatin1StringView("reused")).toBool());
    f.takeStory();
    f.peer().send(response("200 OK", type, "data: b\n\n"));
    // The second answer's events inherit what the second request said.
    QVERIFY(f.takeStory().contains("sse.event server message 1 b dispatched\n"));
    f.disconnect();
    QVERIFY(f.takeStory().endsWith("state CLOSED\nconn.close client fin\n"));
    QVERIFY(f.outcome()->isDone);
}

void TestSseSession::doesNotReconnectWhenToldSo()
{
    ClientOptions once = options();
    once.reconnects = false;
    LoopFixture f;
    f.connect(once);
    f.peer().accept();
    f.takeStory();
    f.peer().send(response("200 OK", "Content-Type: text/event-stream\r\n", "data: a\n\n"));
    QCOMPARE(f.takeStory(),
             QByteArray("http.response server 200 OK\n"
                        "state OPEN open\n"
                        "http.data server\n"
                        "sse.event server message a dispatched\n"
                        "http.end server content-length complete\n"
                        "state CLOSED error\n"
                        "conn.close client fin\n")); // Nothing is left open behind.
    QVERIFY(f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
}

void TestSseSession::fails_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("9.2.3 204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n")
                               << QByteArray("error 204 http-status No Content\n");
    QTest::newRow("9.2.3 404") << response("404 Not Found", "Content-Type: text/html\r\n", "no")
                               << QByteArray("error text/html 404 http-status Not Found\n");
    QTest::newRow("9.2.3 500") << response("500 Oops", "Content-Type: text/event-stream\r\n")
                               << QByteArray("error text/event-stream 500 http-status Oops\n");
    QTest::newRow("9.2.3 wrong type")
        << response("200 OK", "Content-Type: application/json\r\n", "{}")
        << QByteArray("error application/json 200 wrong-type OK short-poll\n");
    QTest::newRow("9.2.3 no type")
        << response("200 OK") << QByteArray("error 200 wrong-type OK short-poll\n");
}

void TestSseSession::fails()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, error);
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send(answer);
    const QByteArray told = f.takeStory();
    QVERIFY2(told.endsWith(QByteArray(error + "state CLOSED error\nconn.close client fin\n")), told.constData());
    QVERIFY(f.outcome() && !f.outcome()->isDone);
    f.advance(1h);
    QCOMPARE(f.peers(), 1U);
    const QJsonObject said = f.sink().last("error");
    QCOMPARE(said.value(QLatin1StringView("expected")).toString(),
             QStringLiteral("text/event-stream"));
}

void TestSseSession::readsARefusalOnlySoLong()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("why"));
    QVERIFY(!f.outcome());
    f.advance(2s);
    QVERIFY(f.outcome());
    QVERIFY(f.takeStory().contains("error 404 http-status Not Found\nstate CLOSED error\n"));
}

void TestSseSession::firstAttemptFails()
{
    LoopFixture f;
    f.connect(options());
    f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    QCOMPARE(f.takeStory(),
             QByteArray("session.start\n"
                        "state CONNECTING\n"
                        "conn.attempt\n"
                        "error refused\n"
                        "state CLOSED error\n"
                        "conn.close error never-connected refused\n"));
    QCOMPARE(f.outcome()->error->code, ErrorCode::Refused);
}

void TestSseSession::laterAttemptsMayFail()
{
    OpenClient f;
    f.peer().finish();
    f.advance(3s);
    f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    QVERIFY(f.takeStory().endsWith("error refused\n"
                                   "state CONNECTING error\n"
                                   "reconnect 2 3000\n"
                                   "conn.close error never-connected refused\n"));
    f.advance(3s);
    f.open();
    QCOMPARE(f.client().status().state, SessionState::Open);
    QCOMPARE(f.client().status().reconnectAttempt, 0);
}

void TestSseSession::posts()
{
    ClientOptions posting = options();
    posting.body = "{\"prompt\":1}";
    LoopFixture f;
    f.connect(posting);
    f.peer().accept();
    const QByteArray request = f.peer().takeWritten();
    QVERIFY(request.startsWith("POST /sse HTTP/1.1\r\n"));
    QVERIFY(request.contains("\r\nContent-Type: application/json\r\nContent-Length: 12\r\n"));
    QVERIFY(request.endsWith("\r\n\r\n{\"prompt\":1}"));
    QVERIFY(f.takeStory().contains("http.data client auto {\"prompt\":1}\n"
                                   "http.end client content-length complete\n"));
}

void TestSseSession::stopsAtAnEvent()
{
    ClientOptions waiting = options();
    waiting.stop.eventType = "done";
    OpenClient f(waiting);
    f.peer().send(chunk("data: a\n\n") + chunk("event: done\ndata: b\n\n"));
    QVERIFY(f.takeStory().endsWith("sse.event server done b dispatched\n"
                                   "http.end server chunked !complete\n"
                                   "state CLOSED\n"
                                   "conn.close client fin\n"));
    QVERIFY(f.outcome()->isDone);
}

void TestSseSession::leavesInTheMiddle_data()
{
    QTest::addColumn<QByteArray>("framing");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isOurs");
    QTest::addColumn<QByteArray>("told");
    const QByteArray chunked("Transfer-Encoding: chunked\r\n");
    const QByteArray sized("Content-Length: 100\r\n");
    QTest::newRow("RFC 9112 8, we leave between chunks")
        << chunked << chunk("data: a\n\n") << true
        << QByteArray("sse.event server message a dispatched\nhttp.end server chunked !complete\n");
    QTest::newRow("RFC 9112 8, the server leaves between chunks")
        << chunked << chunk("data: a\n\n") << false
        << QByteArray("sse.event server message a dispatched\n"
                      "http.end server chunked !complete missing-last-chunk\n");
    QTest::newRow("RFC 9112 8, we leave in a chunk")
        << chunked << QByteArray("20\r\ndata: a\ndata") << true
        << QByteArray("http.chunk server\nsse.event server unterminated-block message !dispatched\n"
                      "http.end server chunked !complete\n");
    QTest::newRow("RFC 9112 8, the server leaves in a chunk")
        << chunked << QByteArray("20\r\ndata: a\ndata") << false
        << QByteArray("http.chunk server cut-off\n"
                      "sse.event server unterminated-block message !dispatched unterminated-block\n"
                      "http.end server chunked !complete\n");
    QTest::newRow("RFC 9112 8, we leave before the content's length")
        << sized << QByteArray("data: a\n") << true
        << QByteArray("http.data server\nsse.event server unterminated-block message !dispatched\n"
                      "http.end server content-length !complete\n");
    QTest::newRow("RFC 9112 8, the server leaves before the content's length")
        << sized << QByteArray("data: a\n") << false
        << QByteArray("http.data server\nsse.event server unterminated-block message !dispatched unterminated-block\n"
                      "http.end server content-length !complete content-length-mismatch,cut-off\n");
    QTest::newRow("RFC 9112 6.3, we leave a body until close")
        << QByteArray() << QByteArray("data: a\n") << true
        << QByteArray("http.data server\nsse.event server unterminated-block message !dispatched\n"
                      "http.end server close !complete\n");
}

/// What is cut off is the fault of who cut it.
void TestSseSession::leavesInTheMiddle()
{
    QFETCH(QByteArray, framing);
    QFETCH(QByteArray, octets);
    QFETCH(bool, isOurs);
    QFETCH(QByteArray, told);
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + framing + "\r\n");
    f.peer().send(octets);
    if (isOurs)
        f.disconnect();
    else
        f.peer().finish();
    QCOMPARE(f.takeStory("sse.event http.chunk http.data http.end"), told);
}

void TestSseSession::failsWhatCannotBeReadOn_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("violation");
    const QByteArray chunked("Transfer-Encoding: chunked\r\n");
    QTest::newRow("RFC 9112 7.1 no chunk size")
        << chunked << QByteArray(chunk("data: a\n\n") + "ZZ\r\ndata: b\n\n") << QByteArray("bad-chunk-size");
    QTest::newRow("RFC 9112 7.1 a chunk beyond its size")
        << chunked << QByteArray("1\r\ndata: b\n\n") << QByteArray("bad-chunk-size");
    QTest::newRow("RFC 9110 8.4 no gzip")
        << QByteArray(chunked + "Content-Encoding: gzip\r\n") << chunk("data: a\n\n")
        << QByteArray("bad-content-coding");
    QTest::newRow("RFC 9110 8.4 no gzip until close")
        << QByteArray("Content-Encoding: gzip\r\n") << QByteArray("data: a\n\n")
        << QByteArray("bad-content-coding");
    const QByteArray coded = qCompress("data: a\n\n").mid(4);
    QTest::newRow("RFC 9110 8.4 cut in whole chunks")
        << QByteArray(chunked + "Content-Encoding: deflate\r\n")
        << QByteArray(chunk(coded.chopped(4)) + "0\r\n\r\n") << QByteArray("bad-content-coding");
    QTest::newRow("RFC 9110 8.4 octets behind its end")
        << QByteArray(chunked + "Content-Encoding: deflate\r\n") << chunk(coded + "more")
        << QByteArray("bad-content-coding");
}

/// To wait for more would be in vain: it ends at once, and comes back as after any other end.
void TestSseSession::failsWhatCannotBeReadOn()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, violation);
    for (const bool reconnects : { true, false }) {
        ClientOptions wishes = options();
        wishes.reconnects = reconnects;
        LoopFixture f;
        f.connect(wishes);
        f.peer().accept();
        f.peer().send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + fields + "\r\n");
        f.peer().send(octets);
        const QJsonObject error = f.sink().last("error");
        QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("protocol-error"));
        QCOMPARE(error.value(QLatin1StringView("violation")).toString().toLatin1(), violation);
        QVERIFY(f.peer().hasEnded());
        QCOMPARE(f.sink().objects("reconnect").size(), reconnects ? 1 : 0);
        QCOMPARE(f.outcome().has_value(), !reconnects);
        QVERIFY(reconnects || f.outcome()->error);
    }
}

void TestSseSession::userLeaves()
{
    OpenClient f;
    f.disconnect();
    QVERIFY(f.takeStory().endsWith("state CLOSED\nconn.close client fin\n"));
    QVERIFY(f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);

    LoopFixture connecting;
    connecting.connect(options());
    connecting.disconnect();
    QVERIFY(connecting.takeStory().endsWith("state CLOSED\nconn.close client never-connected\n"));
    QVERIFY(connecting.outcome()->isDone);
}

void TestSseSession::userLeavesWhileWaiting()
{
    OpenClient f;
    f.peer().finish();
    f.takeStory();
    f.disconnect();
    QCOMPARE(f.takeStory(), QByteArray("state CLOSED\n"));
    QVERIFY(f.outcome()->isDone);
    f.advance(1h);
    QCOMPARE(f.peers(), 1U);
}

void TestSseSession::reconnectsOnDemand()
{
    OpenClient f;
    f.client().reconnect();
    f.settle();
    QCOMPARE(f.takeStory(),
             QByteArray("http.end server chunked !complete\n"
                        "state CLOSED\n"
                        "conn.close client reset\n"
                        "state CONNECTING\n"
                        "conn.attempt\n"));
    QCOMPARE(f.timesEnded(), 0);
    f.open();
    f.peer().finish(); // While it waits, too.
    f.client().reconnect();
    f.settle();
    QCOMPARE(f.peers(), 3U);
    f.advance(3s);
    QCOMPARE(f.peers(), 3U);
}

/// What a head that is cut off lacks may have been to come.
void TestSseSession::timesOutInAHead()
{
    ClientOptions wishes = options();
    wishes.timeout = 2000ms;
    LoopFixture f;
    f.connect(wishes);
    f.peer().accept();
    f.peer().send("HTTP/1.1 200 OK\r\nCache-Control: no-st");
    f.advance(2s);
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->code, ErrorCode::ResponseTimeout);
    QCOMPARE(f.sink().objects("error").size(), 1);
    const QByteArray story = f.takeStory();
    QVERIFY2(story.contains("http.response server 200 OK\n"), story.constData());
    QVERIFY2(story.contains("error response-timeout\n"), story.constData());
}

void TestSseSession::timesOut()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.advance(30s);
    QVERIFY(f.takeStory().endsWith("error response-timeout\n"
                                   "state CLOSED error\n"
                                   "conn.close error timeout response-timeout\n"));
    QCOMPARE(f.outcome()->error->code, ErrorCode::ResponseTimeout);
}

QTEST_GUILESS_MAIN(TestSseSession)
#include "tst_ssesession.moc"
