// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/pollsession.h"
#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A long-polling client against a server that a test plays.
class TestLongPoll : public QObject
{
    Q_OBJECT

private slots:
    void asksAgainAtOnce();
    void tellsHoldAndGap();
    void carriesACursorOn_data();
    void carriesACursorOn();
    void keepsTheCursorOverAnEmptyRound();
    void itsOwnTimeOutIsNoFailure();
    void connectsLikeAnyOther();
    void backsOffOnErrors_data();
    void backsOffOnErrors();
    void firstClientErrorIsFatal();
    void doesNotAskAgainWhereItShallNot();
    void comesBackWithTheCursor();
    void leavesAServerAloneThatHoldsNothing();
    void doesAsItIsTold();
};

namespace {

ClientOptions options()
{
    return clientOf(Technique::LongPoll, "http://feed.example/wait?room=7");
}

QByteArray json(const QByteArray &body, const QByteArray &fields = {})
{
    return response("200 OK", "Content-Type: application/json\r\n" + fields, body);
}

struct LongPolling : LoopFixture {
    explicit LongPolling(const ClientOptions &clientOptions = options())
    {
        connect(clientOptions);
        peer().accept();
    }
};

} // namespace

void TestLongPoll::asksAgainAtOnce()
{
    LongPolling f;
    f.advance(20s); // Held.
    QCOMPARE(f.sink().objects("http.request").size(), 1);
    f.takeStory();
    f.peer().takeWritten();
    f.peer().send(json(R"({"messages":[{"n":4,"message":"a"}],"next":4})"));
    f.advance(0ms);
    QVERIFY(f.peer().written().startsWith("GET /wait?room=7&since=4 HTTP/1.1\r\n"));
    QCOMPARE(f.takeStory("poll.result"),
             QByteArray("poll.result server 200 {\"messages\":[{\"n\":4,\"message\":\"a\"}],"
                        "\"next\":4} 1 answered !overlapped changed !empty 4\n"));
    QCOMPARE(f.peers(), 1U);
}

void TestLongPoll::tellsHoldAndGap()
{
    ClientOptions waiting = options();
    waiting.pollInterval = 200ms;
    LongPolling f(waiting);
    f.advance(3s);
    f.peer().send(json("[1]"));
    QJsonObject first = f.sink().last("poll.result");
    QCOMPARE(first.value(QLatin1StringView("hold_ns")).toInteger(), 3'000'000'000);
    QVERIFY(!first.contains(QLatin1StringView("gap_ns"))); // There was none before.
    f.advance(200ms);
    f.advance(1s);
    f.peer().send(json("[2]"));
    QJsonObject second = f.sink().last("poll.result");
    QCOMPARE(second.value(QLatin1StringView("hold_ns")).toInteger(), 1'000'000'000);
    QCOMPARE(second.value(QLatin1StringView("gap_ns")).toInteger(), 200'000'000);
}

void TestLongPoll::carriesACursorOn_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("asked"); // In the next request.
    const QByteArray plain = "GET /wait?room=7 HTTP/1.1\r\n";
    QTest::newRow("the mock's") << QByteArray() << json(R"({"messages":[],"next":9})")
                                << QByteArray("GET /wait?room=7&since=9 HTTP/1.1\r\n");
    QTest::newRow("13.1.2 entity tag by itself")
        << QByteArray() << json("[1]", "ETag: \"a\"\r\n") << QByteArray("If-None-Match: \"a\"\r\n");
    QTest::newRow("13.1.3 time by itself")
        << QByteArray() << json("[1]", "Last-Modified: Sat, 21 Nov 2026 00:00:00 GMT\r\n")
        << QByteArray("If-Modified-Since: Sat, 21 Nov 2026 00:00:00 GMT\r\n");
    QTest::newRow("both, as nchan wants them")
        << QByteArray("auto") << json("[1]", "Last-Modified: x\r\nETag: 1\r\n")
        << QByteArray("If-None-Match: 1\r\nIf-Modified-Since: x\r\n");
    QTest::newRow("13.1.2 entity tag alone") << QByteArray("etag")
                                             << json("[1]", "Last-Modified: x\r\nETag: 1\r\n")
                                             << QByteArray("If-None-Match: 1\r\nUser-Agent");
    QTest::newRow("5.5 a tag with control characters does not go back")
        << QByteArray("etag") << json("[1]", "ETag: \"x\rX-Evil: 1\"\r\n")
        << QByteArray(plain + "Host: feed.example\r\nAccept: */*\r\nUser-Agent");
    QTest::newRow("5.5 nor does such a time")
        << QByteArray("last-modified") << json("[1]", "Last-Modified: x\x01\r\n")
        << QByteArray(plain + "Host: feed.example\r\nAccept: */*\r\nUser-Agent");
    QTest::newRow("13.1.3 time alone")
        << QByteArray("last-modified") << json("[1]", "Last-Modified: x\r\nETag: 1\r\n")
        << QByteArray("Accept: */*\r\nIf-Modified-Since: x\r\n");
    QTest::newRow("none") << QByteArray("none") << json(R"({"next":9})", "ETag: 1\r\n")
                          << QByteArray(plain + "Host: feed.example\r\nAccept: */*\r\nUser-Agent");
    QTest::newRow("CouchDB's") << QByteArray("/last_seq=since")
                               << json(R"({"results":[],"last_seq":"5-g1AA&x"})")
                               << QByteArray("GET /wait?room=7&since=5-g1AA%26x HTTP/1.1\r\n");
    QTest::newRow("Telegram's")
        << QByteArray("/result/-/update_id=offset+1")
        << json(R"({"ok":true,"result":[{"update_id":12},{"update_id":13}]})")
        << QByteArray("GET /wait?room=7&offset=14 HTTP/1.1\r\n");
    QTest::newRow("a number of more than 64 bits stays as it is")
        << QByteArray("/id=after") << json(R"({"id":123456789012345678901234567890})")
        << QByteArray("&after=123456789012345678901234567890 HTTP/1.1\r\n");
    QTest::newRow("takes the place of a parameter")
        << QByteArray("/id=room") << json(R"({"id":8})")
        << QByteArray("GET /wait?room=8 HTTP/1.1\r\n");
    QTest::newRow("a plus in the parameter")
        << QByteArray("/id=a+b+0") << json(R"({"id":8})")
        << QByteArray("GET /wait?room=7&a+b=8 HTTP/1.1\r\n");
    QTest::newRow("nothing there") << QByteArray("/id=after") << json(R"({"key":8})") << plain;
    QTest::newRow("null") << QByteArray("/id=after") << json(R"({"id":null})") << plain;
    QTest::newRow("no JSON") << QByteArray("/id=after") << json("<p>") << plain;
}

void TestLongPoll::carriesACursorOn()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, asked);
    ClientOptions carrying = options();
    if (!rule.isEmpty()) {
        const auto parsed = parseCursorRule(rule);
        QVERIFY(parsed);
        QCOMPARE(cursorRuleText(*parsed), rule);
        carrying.cursor = *parsed;
    }
    LongPolling f(carrying);
    f.peer().takeWritten();
    f.peer().send(answer);
    f.advance(0ms);
    QVERIFY2(f.peer().written().contains(asked), f.peer().written().constData());
}

void TestLongPoll::keepsTheCursorOverAnEmptyRound()
{
    LongPolling f;
    f.peer().send(json(R"({"messages":[1],"next":9})"));
    f.advance(25s);
    f.peer().takeWritten();
    f.peer().send("HTTP/1.1 204 No Content\r\n\r\n");
    f.advance(0ms);
    QVERIFY(f.peer().written().startsWith("GET /wait?room=7&since=9 "));
    QVERIFY(f.sink().last("poll.result").value(QLatin1StringView("empty")).toBool());
}

void TestLongPoll::itsOwnTimeOutIsNoFailure()
{
    ClientOptions hasty = options();
    hasty.timeout = 2s;
    LongPolling f(hasty);
    f.takeStory();
    f.advance(2s);
    const QByteArray story = f.takeStory();
    QCOMPARE(only(story, "poll.result"),
             QByteArray("poll.result server 1 timeout !overlapped\n"));
    QCOMPARE(only(story, "error"), QByteArray());
    QCOMPARE(only(story, "reconnect"), QByteArray());
    QCOMPARE(f.peers(), 2U); // The one before is lost with its request.
    f.peer().accept();
    f.peer().send(json("[1]"));
    QCOMPARE(f.takeStory("poll.result"),
             QByteArray("poll.result server 200 [1] 2 answered !overlapped changed !empty\n"));
}

void TestLongPoll::connectsLikeAnyOther()
{
    LoopFixture f;
    f.connect(options());
    f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    f.settle();
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->code, ErrorCode::Refused);
}

void TestLongPoll::backsOffOnErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("500") << response("500 Oops") << true;
    QTest::newRow("429") << response("429 Slow down") << true;
    QTest::newRow("408") << response("408 Late") << true;
    QTest::newRow("later 404") << response("404 Gone") << true;
}

void TestLongPoll::backsOffOnErrors()
{
    QFETCH(QByteArray, answer);
    LongPolling f;
    f.peer().send(json(R"({"messages":[1],"next":9})"));
    f.advance(0ms);
    f.takeStory();
    f.peer().takeWritten();
    f.peer().send(answer);
    const QByteArray story = f.takeStory();
    QVERIFY2(only(story, "error").contains("http"), story.constData());
    QVERIFY2(only(story, "reconnect").startsWith("reconnect 1 "), story.constData());
    f.advance(700ms); // A second, and a fifth of it of jitter.
    QCOMPARE(f.peer().written(), QByteArray());
    f.advance(600ms);
    QVERIFY(f.peer().written().startsWith("GET /wait?room=7&since=9 "));
}

void TestLongPoll::firstClientErrorIsFatal()
{
    LongPolling f;
    f.peer().send(response("404 Not Found"));
    f.settle();
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->code, ErrorCode::HttpStatus);
}

void TestLongPoll::doesNotAskAgainWhereItShallNot()
{
    ClientOptions once = options();
    once.reconnects = false;
    LongPolling f(once);
    f.peer().send(response("504 Gateway Time-out"));
    f.settle();
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->code, ErrorCode::HttpStatus);
}

void TestLongPoll::comesBackWithTheCursor()
{
    LongPolling f;
    f.peer().send(json(R"({"messages":[1],"next":9})"));
    f.advance(1s);
    f.peer().reset();
    f.peer().accept(); // It may have been closed before the request came: once more, at once.
    QCOMPARE(f.takeStory("reconnect"), QByteArray());
    f.peer().reset();
    QCOMPARE(f.takeStory("reconnect").count('\n'), 1);
    f.advance(2s);
    QCOMPARE(f.peers(), 3U);
    f.peer().accept();
    QVERIFY(f.peer().written().startsWith("GET /wait?room=7&since=9 "));
}

void TestLongPoll::leavesAServerAloneThatHoldsNothing()
{
    LongPolling f;
    for (int round = 0; round <= PollSession::MaxQuickRounds; ++round) {
        f.peer().send(json("[]"));
        f.advance(0ms);
    }
    QCOMPARE(f.takeStory("note").count('\n'), 1);
    const qsizetype asked = f.sink().objects("http.request").size();
    f.advance(999ms);
    QCOMPARE(f.sink().objects("http.request").size(), asked);
    f.advance(1ms);
    QCOMPARE(f.sink().objects("http.request").size(), asked + 1);
}

void TestLongPoll::doesAsItIsTold()
{
    ClientOptions told = options();
    told.pollInterval = 0ms;
    LongPolling f(told);
    for (int round = 0; round <= 2 * PollSession::MaxQuickRounds; ++round) {
        f.peer().send(json("[]"));
        f.advance(0ms);
    }
    QCOMPARE(f.sink().objects("poll.result").size(), 2 * PollSession::MaxQuickRounds + 1);
}

QTEST_GUILESS_MAIN(TestLongPoll)
#include "tst_longpoll.moc"
