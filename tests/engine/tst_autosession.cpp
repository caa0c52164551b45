// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A client that finds out what an endpoint is.
class TestAutoSession : public QObject
{
    Q_OBJECT

private slots:
    void concludes_data();
    void concludes();
    void concludesFromTheScheme();
    void goesOnAsEventSource();
    void waitsForTheEndOfTheBody_data();
    void waitsForTheEndOfTheBody();
    void findsScriptsInAPage_data();
    void findsScriptsInAPage();
    void goesOnCalling_data();
    void goesOnCalling();
    void goesOnStreaming();
    void takesALongBodyForAStream();
    void leavesWhileItWaits();
    void goesOnPolling();
    void failsWithoutAnAnswer();
    void userLeaves_data();
    void userLeaves();
    void handsItsConnectionsOn();
    void handsOnWhatIsClosing();
    void holdsNoEndlessChunks();
    void holdsNothingThatUnfolds();
    void reconnectsOnDemand();
    void mayBeDroppedAnyTime();
};

namespace {

ClientOptions options()
{
    return clientOf(Technique::Auto, "http://feed.example/");
}

const QByteArray Events = "Content-Type: text/event-stream\r\n";

} // namespace

void TestAutoSession::concludes_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("note");
    QTest::addColumn<Technique>("technique");
    QTest::newRow("event stream")
        << response("200 OK", Events) << QByteArray("auto: sse (status 200, text/event-stream)")
        << Technique::Sse;
    QTest::newRow("event stream with parameters")
        << response("200 OK", "content-type: Text/Event-Stream; charset=utf-8\r\n")
        << QByteArray("auto: sse (status 200, text/event-stream)") << Technique::Sse;
    QTest::newRow("parts")
        << response("200 OK", "Content-Type: multipart/x-mixed-replace; boundary=b\r\n")
        << QByteArray("auto: multipart (status 200, multipart/x-mixed-replace)")
        << Technique::Multipart;
    QTest::newRow("parts of a failure")
        << response("500 Oops", "Content-Type: multipart/mixed; boundary=b\r\n")
        << QByteArray("auto: short-poll (status 500, multipart/mixed)") << Technique::ShortPoll;
    QTest::newRow("JSON text sequence")
        << response("200 OK", "Content-Type: application/json-seq\r\n", "\x1E{}\n")
        << QByteArray("auto: http-stream (status 200, application/json-seq)")
        << Technique::HttpStream;
    QTest::newRow("a script that nobody asked to call")
        << response("200 OK", "Content-Type: text/javascript\r\n", "show(1)")
        << QByteArray("auto: short-poll (status 200, text/javascript)") << Technique::ShortPoll;
    QTest::newRow("a page that ends")
        << response("200 OK", "Content-Type: text/html\r\n", "<script>parent.a(1)</script>")
        << QByteArray("auto: short-poll (status 200, text/html)") << Technique::ShortPoll;
    QTest::newRow("JSON") << response("200 OK", "Content-Type: application/json\r\n", "{}")
                          << QByteArray("auto: short-poll (status 200, application/json)")
                          << Technique::ShortPoll;
    QTest::newRow("no type") << response("204 No Content")
                             << QByteArray("auto: short-poll (status 204, no Content-Type)")
                             << Technique::ShortPoll;
    QTest::newRow("426") << response("426 Upgrade Required", "Content-Type: text/plain\r\n", "ws")
                         << QByteArray("auto: short-poll (status 426, text/plain; the server asks "
                                       "for an upgrade: try ws://)")
                         << Technique::ShortPoll;
    QTest::newRow("400 naming Upgrade")
        << response("400 Bad Request", "Upgrade: websocket\r\n")
        << QByteArray("auto: short-poll (status 400, no Content-Type; the server asks for an "
                      "upgrade: try ws://)")
        << Technique::ShortPoll;
}

void TestAutoSession::concludes()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, note);
    QFETCH(Technique, technique);
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    QVERIFY(f.peer().written().contains("\r\nAccept: text/event-stream, */*;q=0.8\r\n"));
    f.peer().send(answer);
    QCOMPARE(f.sink().objects("note").size(), 1);
    QCOMPARE(f.sink().last("note").value(QLatin1StringView("text")).toString().toUtf8(), note);
    QCOMPARE(f.sink().last("note").value(QLatin1StringView("technique")).toString().toUtf8(),
             techniqueName(technique).toByteArray());
    QCOMPARE(f.client().status().technique, technique);
    QCOMPARE(f.sink().objects("session.start").size(), 1);
}

void TestAutoSession::concludesFromTheScheme()
{
    LoopFixture f;
    f.connect(clientOf(Technique::Auto, "ws://feed.example/"));
    QCOMPARE(f.takeStory(), QByteArray("session.start\n"
                                       "note auto: websocket (the URL says ws)\n"
                                       "state CONNECTING\n"
                                       "conn.attempt\n"));
}

void TestAutoSession::goesOnAsEventSource()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.takeStory();
    f.peer().send(response("200 OK", Events, "id: 1\ndata: a\n\n"));
    QCOMPARE(f.takeStory(),
             QByteArray("http.response server 200 OK\n"
                        "note auto: sse (status 200, text/event-stream)\n"
                        "state CONNECTING\n"
                        "state OPEN open\n"
                        "http.data server\n"
                        "sse.event server message 1 a dispatched\n"
                        "http.end server content-length complete\n"
                        "state CONNECTING error\n"
                        "reconnect 1 3000 1\n"));
    f.peer().takeWritten();
    f.advance(3s);
    QVERIFY(f.peer().takeWritten().contains("\r\nLast-Event-ID: 1\r\n"));
    f.disconnect();
    QVERIFY(f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
}

void TestAutoSession::waitsForTheEndOfTheBody_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("note"); // Once the body has not ended for two seconds.
    QTest::newRow("text") << QByteArray("Content-Type: text/plain\r\n")
                          << QByteArray("auto: http-stream (status 200, text/plain; the body does "
                                        "not end)");
    QTest::newRow("no type") << QByteArray()
                             << QByteArray("auto: http-stream (status 200, no Content-Type; the "
                                           "body does not end)");
    QTest::newRow("a length that is not reached")
        << QByteArray("Content-Type: application/json\r\nContent-Length: 100\r\n")
        << QByteArray("auto: http-stream (status 200, application/json; the body does not end)");
    QTest::newRow("a page without scripts")
        << QByteArray("Content-Type: text/html\r\n")
        << QByteArray("auto: http-stream (status 200, text/html; the body does not end)");
}

void TestAutoSession::waitsForTheEndOfTheBody()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, note);
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send(QByteArray("HTTP/1.1 200 OK\r\n" + head + "\r\na\n"));
    f.advance(1999ms);
    QCOMPARE(f.sink().objects("note").size(), 0);
    QCOMPARE(f.client().status().technique, Technique::Auto);
    f.advance(1ms);
    QCOMPARE(f.sink().last("note").value(QLatin1StringView("text")).toString().toUtf8(), note);
    QCOMPARE(f.client().status().technique, Technique::HttpStream);
    QCOMPARE(f.client().status().messagesReceived, 1);
}

void TestAutoSession::findsScriptsInAPage_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    const QByteArray page = "<!DOCTYPE html><SCRIPT>parent.show(1)</SCRIPT>\n";
    QTest::newRow("plain") << QByteArray() << page;
    QTest::newRow("9110 8.4.1 coded")
        << QByteArray("Content-Encoding: deflate\r\n") << qCompress(page).mid(4);
}

void TestAutoSession::findsScriptsInAPage()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send(QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + fields + "\r\n"
                             + body));
    f.advance(2s);
    QCOMPARE(f.sink().last("note").value(QLatin1StringView("text")).toString(),
             QStringLiteral("auto: iframe-stream (status 200, text/html; a page with scripts that "
                            "does not end)"));
    QCOMPARE(f.client().status().technique, Technique::IframeStream);
    QCOMPARE(f.client().status().messagesReceived, 1);
    QCOMPARE(f.sink().objects("iframe.script").size(), 1);
}

void TestAutoSession::goesOnCalling_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("callback") << QStringLiteral("?callback=show");
    QTest::newRow("jsonp") << QStringLiteral("?a=b&jsonp=show");
    QTest::newRow("cb") << QStringLiteral("?cb=show");
}

void TestAutoSession::goesOnCalling()
{
    QFETCH(QString, query);
    ClientOptions calling = options();
    calling.url = QUrl(QString(QStringLiteral("http://feed.example/feed") + query));
    calling.stop.messageCount = 1;
    LoopFixture f;
    f.connect(calling);
    f.peer().accept();
    f.peer().send(response("200 OK", "Content-Type: application/javascript\r\n", "show({\"a\":1});"));
    QCOMPARE(f.sink().last("note").value(QLatin1StringView("text")).toString(),
             QStringLiteral("auto: jsonp (status 200, application/javascript)"));
    QCOMPARE(f.sink().objects("jsonp.callback").size(), 1);
    f.settle();
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestAutoSession::goesOnStreaming()
{
    ClientOptions counting = options();
    counting.stop.messageCount = 3;
    LoopFixture f;
    f.connect(counting);
    f.peer().accept();
    f.takeStory();
    f.peer().send("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n{}\n");
    // That says it at once.
    QCOMPARE(f.takeStory(), QByteArray("http.response server 200 OK\n"
                                       "note auto: http-stream (status 200, application/x-ndjson)\n"
                                       "http.data server\n"
                                       "stream.message server {}\n"));
    f.peer().send("{}\n{}\n");
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
}

void TestAutoSession::takesALongBodyForAStream()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 200 OK\r\n\r\n");
    const QByteArray line = QByteArray(1024 * 1024 - 1, 'a') + '\n';
    for (int i = 0; i < 5; ++i)
        f.peer().send(line);
    QCOMPARE(f.client().status().technique, Technique::HttpStream);
    QCOMPARE(f.client().status().messagesReceived, 5);
}

void TestAutoSession::leavesWhileItWaits()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 200 OK\r\n\r\na\n");
    f.disconnect();
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
    QCOMPARE(f.sink().objects("note").size(), 0);
    QCOMPARE(f.sink().objects("http.data").size(), 1); // What had come is recorded.
    f.advance(1h);
    QCOMPARE(f.peers(), 1U);
}

void TestAutoSession::goesOnPolling()
{
    ClientOptions counting = options();
    counting.stop.messageCount = 2;
    LoopFixture f;
    f.connect(counting);
    f.peer().accept();
    f.peer().send(response("200 OK", "Content-Type: application/json\r\n", "[1]"));
    // The first answer is round 1, and its octets are the round's to print.
    QVERIFY(f.takeStory().endsWith(
        "http.data server\n"
        "http.end server content-length complete\n"
        "poll.result server 200 [1] 1 answered !overlapped changed !empty\n"));
    f.advance(1s);
    f.peer().send(response("200 OK", {}, "[2]"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.client().status().state, SessionState::Closed);
}

void TestAutoSession::failsWithoutAnAnswer()
{
    LoopFixture f;
    f.connect(options());
    f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    QCOMPARE(f.takeStory(), QByteArray("session.start\n"
                                       "conn.attempt\n"
                                       "error refused\n"
                                       "conn.close error never-connected refused\n"));
    QCOMPARE(f.outcome()->error->code, ErrorCode::Refused);
}

void TestAutoSession::userLeaves_data()
{
    QTest::addColumn<int>("step");
    QTest::newRow("connecting") << 0;
    QTest::newRow("asking") << 1;
    QTest::newRow("streaming") << 2;
    QTest::newRow("waiting") << 3;
}

void TestAutoSession::userLeaves()
{
    QFETCH(int, step);
    LoopFixture f;
    f.connect(options());
    if (step > 0)
        f.peer().accept();
    if (step == 2)
        f.peer().send("HTTP/1.1 200 OK\r\n" + Events + "\r\ndata: a\n\n");
    if (step == 3)
        f.peer().send(response("200 OK", Events));
    f.disconnect();
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
    QCOMPARE(f.sink().objects("conn.close").size(), 1);
    f.advance(1h);
    QCOMPARE(f.peers(), 1U);
}

void TestAutoSession::handsItsConnectionsOn()
{
    // Engine.IO wants to be asked otherwise: what the first answer set is sent then, and how its
    // connection ended is recorded like any other's.
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send(response("400 Bad Request",
                           "Content-Type: application/json\r\nSet-Cookie: LB=1\r\n",
                           R"({"code":0,"message":"Transport unknown"})"));
    QCOMPARE(f.client().status().technique, Technique::SocketIo);
    QCOMPARE(f.peers(), 1U); // Which is as good as another.
    QVERIFY(f.peer().written().contains("GET /socket.io/?EIO=4"));
    QVERIFY(f.peer().written().contains("\r\nCookie: LB=1\r\n"));
    QCOMPARE(f.client().status().requests, 2);
    f.disconnect();
    f.advance(5s);
    QVERIFY(f.outcome());
    QCOMPARE(f.sink().objects("conn.close").size(), 1);
}

void TestAutoSession::holdsNoEndlessChunks()
{
    // Few octets, but each with a size and an extension that have to be kept.
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    const QByteArray one = "1;" + QByteArray(10'000, 'x') + "\r\na\r\n";
    for (int i = 0; i < 2'000 && f.client().status().technique == Technique::Auto; ++i)
        f.peer().send(one);
    QCOMPARE(f.client().status().technique, Technique::HttpStream);
}

void TestAutoSession::handsOnWhatIsClosing()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send(response("400 Bad Request",
                           "Content-Type: application/json\r\nConnection: close\r\n",
                           R"({"code":0,"message":"Transport unknown"})"));
    QCOMPARE(f.peers(), 2U);
    f.disconnect();
    f.advance(5s);
    QVERIFY(f.outcome());
    QCOMPARE(f.sink().objects("conn.attempt").size(), 2);
    QCOMPARE(f.sink().objects("conn.close").size(), 2);
}

void TestAutoSession::holdsNothingThatUnfolds()
{
    // A few KiB that are many MiB: all of it would be decoded at once when it is known what it is.
    for (const QByteArray &type : { QByteArray("text/html"), QByteArray("application/json") }) {
        LoopFixture f;
        f.connect(options());
        f.peer().accept();
        f.peer().send("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Type: " + type
                      + "\r\n\r\n");
        const QByteArray body = qCompress(QByteArray(16 * 1024 * 1024, ' '), 9).mid(4);
        QVERIFY(body.size() < 64 * 1024);
        f.peer().send(body.first(body.size() / 8));
        QCOMPARE(f.client().status().technique, Technique::Auto);
        f.peer().send(body.mid(body.size() / 8, body.size() / 4));
        QCOMPARE(f.client().status().technique, Technique::HttpStream);
    }
}

void TestAutoSession::reconnectsOnDemand()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 200 OK\r\n" + Events + "\r\ndata: a\n\n");
    f.client().reconnect();
    f.settle();
    QCOMPARE(f.peers(), 2U);
    QCOMPARE(f.timesEnded(), 0);
    f.peer().accept();
    f.peer().send(response("200 OK", {}, "now something else"));
    QCOMPARE(f.client().status().technique, Technique::ShortPoll);
}

void TestAutoSession::mayBeDroppedAnyTime()
{
    for (int step = 0; step < 4; ++step) {
        LoopFixture f;
        f.connect(options());
        if (step > 0)
            f.peer().accept();
        if (step > 1)
            f.peer().send(response("200 OK", Events));
        if (step > 2)
            f.client().disconnect();
        f.dropClient();
        f.advance(1h);
        QCOMPARE(f.timesEnded(), 0);
    }
}

QTEST_GUILESS_MAIN(TestAutoSession)
#include "tst_autosession.moc"
