// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// How a loop holds everybody up while the recording is behind.
class TestEngineLoop : public QObject
{
    Q_OBJECT

private slots:
    void holdsAllStreams();
    void holdsNewStreams();
    void recordsTheStall();
    void stallsAgainAtOnce();
    void noticesRoomByItself();
    void blamesNoPeerForOurStall();
    void outlivesWhatItPosts();
};

namespace {

const QByteArray StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

ClientOptions options()
{
    return clientOf(Technique::Sse, "http://feed.example/");
}

struct Stalling : LoopFixture {
    Stalling()
    {
        connect(options());
        peer().accept();
        peer().send(StreamHead);
    }
    void stall()
    {
        sink().setFull(true);
        peer().send("data: fills\n\n");
    }
};

} // namespace

void TestEngineLoop::holdsAllStreams()
{
    Stalling f;
    f.serve();
    const auto visitor = f.visit("GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(!visitor->isReadingPaused());
    f.sink().setFull(true);
    visitor->send("GET /poll HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(f.loop().isStalled());
    QVERIFY(visitor->isReadingPaused());
    const auto &client = f.network().peers().front();
    QVERIFY(client->isReadingPaused());
    client->send("data: later\n\n");
    QVERIFY(!f.takeStory().contains("later"));
    f.sink().setFull(false);
    f.settle();
    QVERIFY(!visitor->isReadingPaused());
    QVERIFY(!client->isReadingPaused());
    QVERIFY(f.takeStory().contains("sse.event server message later dispatched\n"));
}

void TestEngineLoop::holdsNewStreams()
{
    Stalling f;
    f.stall();
    f.serve();
    const auto visitor = f.visit("GET /poll HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QCOMPARE(visitor->written(), QByteArray());
    f.sink().setFull(false);
    f.settle();
    QVERIFY(!visitor->written().isEmpty());
}

void TestEngineLoop::recordsTheStall()
{
    Stalling f;
    f.advance(1s);
    f.stall();
    f.advance(3s);
    f.takeStory();
    f.sink().setFull(false);
    f.settle();
    QCOMPARE(f.takeStory(), QByteArray("recording.stall\n"));
    const QJsonObject stall = f.sink().last("recording.stall");
    QCOMPARE(stall.value(QLatin1StringView("from_t")).toInteger(), 1'000'000'000);
    QCOMPARE(stall.value(QLatin1StringView("to_t")).toInteger(), 4'000'000'000);
}

void TestEngineLoop::stallsAgainAtOnce()
{
    Stalling f;
    for (int i = 1; i <= 3; ++i) {
        f.stall();
        QVERIFY(f.loop().isStalled());
        QVERIFY(f.peer().isReadingPaused());
        f.sink().setFull(false);
        f.settle();
        QVERIFY(!f.loop().isStalled());
        QCOMPARE(f.sink().objects("recording.stall").size(), i);
    }
}

void TestEngineLoop::noticesRoomByItself()
{
    int calls = 0;
    Stalling f;
    const int token = f.loop().addStallListener([&](bool) { ++calls; });
    f.stall();
    QCOMPARE(calls, 1);
    f.loop().afterEvent(); // Still full.
    QVERIFY(f.loop().isStalled());
    f.sink().setFull(false);
    f.loop().afterEvent();
    QVERIFY(!f.loop().isStalled());
    QCOMPARE(calls, 2);
    f.loop().removeStallListener(token);
    f.stall();
    QCOMPARE(calls, 2);
}

void TestEngineLoop::blamesNoPeerForOurStall()
{
    LoopFixture f;
    f.sink().setFull(true);
    f.connect(options());
    f.peer().accept();
    QVERIFY(f.loop().isStalled());
    f.peer().send(StreamHead); // There, but not read.
    f.advance(2min);
    QVERIFY(!f.peer().isAborted());
    f.sink().setFull(false);
    f.settle();
    QCOMPARE(f.client().status().state, SessionState::Open);
}

void TestEngineLoop::outlivesWhatItPosts()
{
    int calls = 0;
    LoopFixture f;
    auto owner = std::make_shared<bool>(true);
    f.loop().later(owner, [&] { ++calls; });
    f.settle();
    QCOMPARE(calls, 1);
    f.loop().later(owner, [&] { ++calls; });
    owner.reset();
    f.settle();
    QCOMPARE(calls, 1);
}

QTEST_GUILESS_MAIN(TestEngineLoop)
#include "tst_engineloop.moc"
