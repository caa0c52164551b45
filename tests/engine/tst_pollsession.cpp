// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A short-polling client against a server that a test plays.
class TestPollSession : public QObject
{
    Q_OBJECT

private slots:
    void asksAgainAfterTheInterval();
    void tellsOfFailedRounds_data();
    void tellsOfFailedRounds();
    void saysWhatChanged_data();
    void saysWhatChanged();
    void waitsForARoundThatIsNotOver();
    void allowsOverlap();
    void abortsOverlap();
    void stopsAtTheFirstOk();
    void stopsAtACount();
    void stopsAtAValue();
    void timesOut();
    void backsOff();
    void firstClientErrorIsFatal();
    void laterClientErrorsAreAnswers();
    void firstAttemptFails();
    void userLeaves_data();
    void userLeaves();
    void reconnectsOnDemand();
    void keepsNoConnections();
};

namespace {

ClientOptions options()
{
    return clientOf(Technique::ShortPoll, "http://feed.example/poll");
}

QByteArray json(const QByteArray &body)
{
    return response("200 OK", "Content-Type: application/json\r\n", body);
}

struct Polling : LoopFixture {
    explicit Polling(const ClientOptions &clientOptions = options())
    {
        connect(clientOptions);
        peer().accept();
    }
};

} // namespace

void TestPollSession::asksAgainAfterTheInterval()
{
    Polling f;
    f.peer().send(json("[1]"));
    QCOMPARE(f.takeStory(),
             QByteArray("session.start\n"
                        "conn.attempt\n"
                        "conn.open\n"
                        "http.request client auto GET /poll\n"
                        "http.response server 200 OK\n"
                        "http.data server\n"
                        "http.end server content-length complete\n"
                        "poll.result server 200 [1] 1 answered !overlapped changed !empty\n"));
    f.peer().takeWritten();
    f.advance(999ms);
    QCOMPARE(f.peer().written(), QByteArray());
    f.advance(1ms);
    QVERIFY(!f.peer().written().isEmpty());
    QCOMPARE(f.peers(), 1U); // Over the same connection.
    QVERIFY(f.sink().last("http.request").value(QLatin1StringView("reused")).toBool());
    f.advance(5s); // The interval begins with the end of the answer.
    f.peer().send(json("[1]"));
    QCOMPARE(f.takeStory("poll.result"),
             QByteArray("poll.result server 200 [1] 2 answered !overlapped !changed !empty\n"));
    QCOMPARE(f.client().status().round, 2);
}

void TestPollSession::tellsOfFailedRounds_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("RFC 9110 15.6.1 500")
        << response("500 Internal Server Error", {}, "no") << QByteArray("error 500 http-status\n");
    QTest::newRow("RFC 9110 15.4.3 302 to nowhere")
        << response("302 Found") << QByteArray("error 302 http-status\n");
}

/// It goes on asking; but a run of which nothing came has failed.
void TestPollSession::tellsOfFailedRounds()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, told);
    for (const bool succeeds : { false, true }) {
        Polling f;
        f.peer().send(answer);
        f.advance(1s);
        f.peer().send(answer);
        QCOMPARE(f.takeStory("error"), QByteArray(told + told));
        f.advance(1s);
        QCOMPARE(f.sink().objects("http.request").size(), 3);
        if (succeeds)
            f.peer().send(json("[1]"));
        f.disconnect();
        f.settle();
        QVERIFY(f.outcome());
        QCOMPARE(f.outcome()->isDone, succeeds);
        QCOMPARE(f.outcome()->error.has_value(), !succeeds);
    }
}

void TestPollSession::saysWhatChanged_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("the same") << json("[1]") << QByteArray("!changed !empty\n");
    QTest::newRow("another") << json("[2]") << QByteArray("changed !empty\n");
    QTest::newRow("no messages") << json("{\"messages\":[],\"next\":4}")
                                 << QByteArray("changed empty\n");
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n")
                         << QByteArray("changed empty\n");
    QTest::newRow("304") << QByteArray("HTTP/1.1 304 Not Modified\r\n\r\n")
                         << QByteArray("changed empty\n");
    QTest::newRow("no octets") << response("200 OK") << QByteArray("changed empty\n");
    QTest::newRow("another status") << response("503 Busy", {}, "[1]")
                                    << QByteArray("changed !empty\n");
    QTest::newRow("chunked") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("[")
            + chunk("1]") + "0\r\n\r\n"
                             << QByteArray("!changed !empty\n");
}

void TestPollSession::saysWhatChanged()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, told);
    Polling f;
    f.peer().send(json("[1]"));
    f.advance(1s);
    f.takeStory();
    f.peer().send(answer);
    const QByteArray result = f.takeStory("poll.result");
    QVERIFY2(result.endsWith(QByteArray("2 answered !overlapped " + told)), result.constData());
}

void TestPollSession::waitsForARoundThatIsNotOver()
{
    Polling f;
    f.advance(20s);
    QCOMPARE(f.peers(), 1U);
    QCOMPARE(f.sink().objects("http.request").size(), 1);
}

void TestPollSession::allowsOverlap()
{
    ClientOptions overlapping = options();
    overlapping.overlap = Overlap::Allow;
    Polling f(overlapping);
    f.advance(1s);
    QCOMPARE(f.peers(), 2U);
    f.peer().accept();
    f.peer().send(json("[2]"));
    f.network().peers().front()->send(json("[1]"));
    QCOMPARE(f.takeStory("poll.result"),
             QByteArray("poll.result server 200 [2] 2 answered overlapped changed !empty\n"
                        "poll.result server 200 [1] 1 answered !overlapped changed !empty\n"));
    f.advance(1s); // Idle connections serve the next.
    QCOMPARE(f.peers(), 2U);
    f.disconnect();
    QVERIFY(f.outcome()->isDone);
    QCOMPARE(f.takeStory("conn.close"), QByteArray("conn.close client reset\n"
                                                   "conn.close client fin\n"));
}

void TestPollSession::abortsOverlap()
{
    ClientOptions impatient = options();
    impatient.overlap = Overlap::Abort;
    Polling f(impatient);
    f.advance(1s);
    QCOMPARE(f.peers(), 2U);
    QVERIFY(f.network().peers().front()->isAborted());
    const QByteArray told = f.takeStory();
    QVERIFY2(told.contains("poll.result server 1 aborted !overlapped\n"), told.constData());
    QVERIFY(!told.contains("\nerror"));
    QVERIFY(!f.outcome());
}

void TestPollSession::stopsAtTheFirstOk()
{
    ClientOptions untilOk = options();
    untilOk.stop.atFirstOk = true;
    Polling f(untilOk);
    f.peer().send(response("503 Busy"));
    QVERIFY(!f.outcome());
    f.advance(1s);
    f.peer().send(json("1"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QVERIFY(f.takeStory().endsWith("conn.close client fin\n"));
}

void TestPollSession::stopsAtACount()
{
    ClientOptions counting = options();
    counting.stop.messageCount = 2;
    Polling f(counting);
    f.peer().send(json("1"));
    f.advance(1s);
    QVERIFY(!f.outcome());
    f.peer().send(json("2"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
    f.advance(1h);
    QCOMPARE(f.sink().objects("http.request").size(), 2);
}

void TestPollSession::stopsAtAValue()
{
    ClientOptions waiting = options();
    waiting.stop.pointerEquals = { { "/job/state", "\"done\"" } };
    Polling f(waiting);
    f.peer().send(json("{\"job\":{\"state\":\"running\"}}"));
    f.advance(1s);
    QVERIFY(!f.outcome());
    f.peer().send(json("{\"job\":{\"state\":\"d\\u006fne\"}}"));
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

void TestPollSession::timesOut()
{
    Polling f;
    f.peer().send(json("1"));
    f.advance(1s);
    f.takeStory();
    f.advance(30s);
    QVERIFY(f.takeStory().startsWith("error response-timeout\n"
                                     "poll.result server 2 timeout !overlapped\n"
                                     "reconnect 1 "));
    QCOMPARE(f.sink().last("conn.close").value(QLatin1StringView("how")).toString(),
             QStringLiteral("timeout"));
}

void TestPollSession::backsOff()
{
    Polling f;
    f.peer().send(json("1"));
    f.peer().finish();
    f.advance(1s);
    QCOMPARE(f.peers(), 2U); // The server closed the idle connection: no failure.
    QVERIFY(!f.takeStory().contains("\nerror"));
    f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    QCOMPARE(f.takeStory("error poll.result conn.close"),
             QByteArray("error refused\n"
                        "poll.result server 2 error !overlapped\n"
                        "conn.close error never-connected refused\n"));
    f.advance(1200ms);
    QCOMPARE(f.peers(), 3U);
    f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    const auto delay = f.sink().last("reconnect").value(QLatin1StringView("delay_ms")).toInt();
    QVERIFY(delay >= 1600 && delay <= 2400);
    f.advance(2400ms);
    f.peer().accept();
    f.peer().send(json("2"));
    QCOMPARE(f.client().status().reconnectAttempt, 0);
}

void TestPollSession::firstClientErrorIsFatal()
{
    Polling f;
    f.peer().send(response("404 Not Found"));
    QVERIFY(f.takeStory().endsWith(
        "poll.result server 404 1 answered !overlapped changed empty\n"
        "error 404 http-status\n"
        "conn.close client fin\n"));
    QVERIFY(f.outcome() && !f.outcome()->isDone);
}

void TestPollSession::laterClientErrorsAreAnswers()
{
    Polling f;
    f.peer().send(json("1"));
    f.advance(1s);
    f.peer().send(response("404 Not Found"));
    QVERIFY(!f.outcome());
    f.advance(1s);
    f.peer().send(response("429 Too Many Requests"));
    QVERIFY(!f.outcome());
}

void TestPollSession::firstAttemptFails()
{
    LoopFixture f;
    f.connect(options());
    f.peer().refuse({ ErrorCode::DnsNotFound, ErrorSite::Dns, {} });
    QCOMPARE(f.takeStory(),
             QByteArray("session.start\n"
                        "conn.attempt\n"
                        "error dns-not-found\n"
                        "poll.result server 1 error !overlapped\n"
                        "conn.close error never-connected dns-not-found\n"));
    QCOMPARE(f.outcome()->error->code, ErrorCode::DnsNotFound);
}

void TestPollSession::userLeaves_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("connecting") << 0
                                << QByteArray("poll.result server 1 aborted !overlapped\n"
                                              "conn.close client never-connected\n");
    QTest::newRow("asking") << 1
                            << QByteArray("poll.result server 1 aborted !overlapped\n"
                                          "conn.close client reset\n");
    QTest::newRow("between rounds") << 2 << QByteArray("conn.close client fin\n");
}

void TestPollSession::userLeaves()
{
    QFETCH(int, step);
    QFETCH(QByteArray, told);
    LoopFixture f;
    f.connect(options());
    if (step > 0)
        f.peer().accept();
    if (step > 1)
        f.peer().send(json("1"));
    f.disconnect();
    const QByteArray all = f.takeStory();
    QVERIFY2(all.endsWith(told), all.constData());
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.timesEnded(), 1);
    f.advance(1h);
    QCOMPARE(f.peers(), 1U);
}

void TestPollSession::reconnectsOnDemand()
{
    Polling f;
    f.client().reconnect();
    f.settle();
    QCOMPARE(f.peers(), 2U);
    QCOMPARE(f.timesEnded(), 0);
    QVERIFY(!f.takeStory().contains("\nreconnect"));
    f.peer().accept();
    f.peer().send(json("1"));
    QVERIFY(f.takeStory().contains("2 answered !overlapped changed !empty\n"));
}

void TestPollSession::keepsNoConnections()
{
    ClientOptions fast = options();
    fast.pollInterval = 0ms;
    LoopFixture f;
    f.connect(fast);
    for (int i = 0; i < 100; ++i) {
        f.peer().accept();
        f.peer().send(response("200 OK", "Connection: close\r\n", "1"));
    }
    QCOMPARE(f.peers(), 101U);
    for (std::size_t i = 0; i + 1 < f.peers(); ++i)
        QVERIFY(!f.network().peers()[i]->isStreamAlive());
}

QTEST_GUILESS_MAIN(TestPollSession)
#include "tst_pollsession.moc"
