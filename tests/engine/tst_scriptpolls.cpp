// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// The pollings whose answers are scripts, jsonp and iframe-poll, against a server that a test
/// plays.
class TestScriptPolls : public QObject
{
    Q_OBJECT

private slots:
    void namesTheCallback_data();
    void namesTheCallback();
    void aNewNameForEveryRound();
    void failsSilently_data();
    void failsSilently();
    void countsCalls();
    void carriesACursorOn();
    void outlivesItsTime();
    void timesOutOtherwise();
    void leavesWhatIsLate();
    void readsAPageARound();
    void countsScripts();
};

namespace {

ClientOptions jsonp(const char *url = "http://feed.example/data")
{
    return clientOf(Technique::Jsonp, url);
}

QByteArray script(const QByteArray &body, const QByteArray &status = "200 OK")
{
    return response(status, "Content-Type: application/javascript\r\n", body);
}

QByteArray page(const QByteArray &body)
{
    return response("200 OK", "Content-Type: text/html\r\n", body);
}

struct Polling : LoopFixture {
    explicit Polling(const ClientOptions &options)
    {
        connect(options);
        peer().accept();
    }
    QJsonObject lastRound() { return sink().last("poll.result"); }
};

} // namespace

void TestScriptPolls::namesTheCallback_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("parameter");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("by itself") << QByteArray("http://a/x") << QByteArray()
                               << QByteArray("/x?callback=pushscope_1");
    QTest::newRow("beside other parameters") << QByteArray("http://a/x?q=1%202") << QByteArray()
                                             << QByteArray("/x?q=1%202&callback=pushscope_1");
    QTest::newRow("in the parameter that was given")
        << QByteArray("http://a/x") << QByteArray("cb") << QByteArray("/x?cb=pushscope_1");
    QTest::newRow("in the parameter of the URL") << QByteArray("http://a/x?jsonp=?") << QByteArray()
                                                 << QByteArray("/x?jsonp=pushscope_1");
    QTest::newRow("the name of the URL") << QByteArray("http://a/x?cb=app.show&z=1") << QByteArray()
                                         << QByteArray("/x?cb=app.show&z=1");
}

void TestScriptPolls::namesTheCallback()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, parameter);
    QFETCH(QByteArray, target);
    ClientOptions options = jsonp(url.constData());
    options.callbackParameter = parameter;
    Polling f(options);
    QVERIFY2(f.peer().written().startsWith(QByteArray("GET " + target + " HTTP/1.1\r\n")),
             f.peer().written().constData());
}

void TestScriptPolls::aNewNameForEveryRound()
{
    Polling f(jsonp());
    f.peer().send(script("pushscope_1({\"a\":1});"));
    QJsonObject call = f.sink().last("jsonp.callback");
    QCOMPARE(call.value(QLatin1StringView("callback")).toString(), QStringLiteral("pushscope_1"));
    QCOMPARE(f.lastRound().value(QLatin1StringView("fires")).toString(), QStringLiteral("load"));
    QVERIFY(f.lastRound().value(QLatin1StringView("called")).toBool());
    QVERIFY(!f.lastRound().contains(QLatin1StringView("text"))); // The call has the octets.
    f.peer().takeWritten();
    f.advance(1s);
    QVERIFY(f.peer().written().startsWith("GET /data?callback=pushscope_2 "));
    f.peer().send(script("pushscope_1({\"a\":1});")); // The name of the round before.
    call = f.sink().last("jsonp.callback");
    QVERIFY(call.value(QLatin1StringView("violations")).toArray().contains(
        QStringLiteral("wrong-callback")));
    QVERIFY(!f.lastRound().value(QLatin1StringView("called")).toBool());
}

void TestScriptPolls::failsSilently_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("fires");
    QTest::newRow("no call") << script("{\"a\":1}") << QStringLiteral("load");
    QTest::newRow("another's name") << script("other({\"a\":1});") << QStringLiteral("load");
    QTest::newRow("cut off") << script("pushscope_1({\"a\":1") << QStringLiteral("load");
    QTest::newRow("two calls") << script("pushscope_1(1);pushscope_1(2);")
                               << QStringLiteral("load");
    QTest::newRow("nothing") << script({}) << QStringLiteral("load");
    QTest::newRow("4.12.1 a failure is not run")
        << script("pushscope_1({\"a\":1});", "500 Oops") << QStringLiteral("error");
}

void TestScriptPolls::failsSilently()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, fires);
    Polling f(jsonp());
    f.peer().send(answer);
    QCOMPARE(f.lastRound().value(QLatin1StringView("outcome")).toString(),
             QStringLiteral("answered"));
    QCOMPARE(f.lastRound().value(QLatin1StringView("fires")).toString(), fires);
    QVERIFY(!f.lastRound().value(QLatin1StringView("called")).toBool(true));
    QCOMPARE(f.client().status().messagesReceived, 0);
    QVERIFY(!f.outcome()); // It asks on.
}

void TestScriptPolls::countsCalls()
{
    ClientOptions options = jsonp();
    options.stop.messageCount = 2;
    Polling f(options);
    f.peer().send(script("pushscope_1(1);"));
    f.advance(1s);
    f.peer().send(script("nothing"));
    f.advance(1s);
    QVERIFY(!f.outcome());
    f.peer().send(script("pushscope_3(3);"));
    f.advance(3s);
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.client().status().messagesReceived, 2);
}

void TestScriptPolls::carriesACursorOn()
{
    ClientOptions options = jsonp();
    options.cursor.kind = CursorRule::Kind::Automatic;
    Polling f(options);
    f.peer().send(script("pushscope_1({\"messages\":[],\"next\":7});"));
    f.peer().takeWritten();
    f.advance(1s);
    QVERIFY2(f.peer().written().startsWith("GET /data?since=7&callback=pushscope_2 "),
             f.peer().written().constData());
}

void TestScriptPolls::outlivesItsTime()
{
    ClientOptions options = jsonp();
    options.timeout = 500ms;
    options.outlivesTimeout = true;
    Polling f(options);
    f.advance(500ms);
    QCOMPARE(f.takeStory("poll.result"), QByteArray("poll.result server 1 timeout !overlapped\n"));
    f.advance(1s);
    QCOMPARE(f.peers(), 2U); // The next round; the one before goes on.
    f.peer().accept();
    f.network().peers().front()->send(script("pushscope_1(1);"));
    QCOMPARE(f.client().status().messagesReceived, 1);
    const QJsonObject late = f.lastRound();
    QCOMPARE(late.value(QLatin1StringView("round")).toInteger(), 1);
    QCOMPARE(late.value(QLatin1StringView("outcome")).toString(), QStringLiteral("answered"));
    QVERIFY(late.value(QLatin1StringView("late")).toBool());
    QVERIFY(late.value(QLatin1StringView("called")).toBool());
    f.peer().send(script("pushscope_2(2);"));
    QCOMPARE(f.client().status().messagesReceived, 2);
    QVERIFY(!f.lastRound().contains(QLatin1StringView("late")));
}

void TestScriptPolls::timesOutOtherwise()
{
    ClientOptions options = jsonp();
    options.timeout = 500ms;
    Polling f(options);
    f.peer().send(script("pushscope_1(1);"));
    f.advance(1s);
    f.advance(500ms);
    QCOMPARE(f.lastRound().value(QLatin1StringView("outcome")).toString(),
             QStringLiteral("timeout"));
    QVERIFY(f.network().peers().front()->isAborted());
}

void TestScriptPolls::leavesWhatIsLate()
{
    ClientOptions options = jsonp();
    options.timeout = 500ms;
    options.outlivesTimeout = true;
    Polling f(options);
    f.advance(600ms);
    f.disconnect();
    f.advance(1s);
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QVERIFY(f.network().peers().front()->hasEnded());
}

void TestScriptPolls::readsAPageARound()
{
    Polling f(clientOf(Technique::IframePoll, "http://feed.example/frame"));
    QVERIFY(f.peer().written().contains("\r\nAccept: text/html,"));
    f.peer().send(page("<script>parent.postMessage({\"a\":1}, '*')</script>"));
    QCOMPARE(f.sink().objects("iframe.script").size(), 1);
    QVERIFY(!f.lastRound().contains(QLatin1StringView("text")));
    QVERIFY(f.lastRound().value(QLatin1StringView("changed")).toBool());
    f.advance(1s);
    f.peer().send(page("<script>parent.postMessage({\"a\":1}, '*')</script>"));
    QVERIFY(!f.lastRound().value(QLatin1StringView("changed")).toBool(true));
}

void TestScriptPolls::countsScripts()
{
    ClientOptions options = clientOf(Technique::IframePoll, "http://feed.example/frame");
    options.stop.messageCount = 2;
    Polling f(options);
    f.peer().send(page("<p>nothing yet</p>"));
    f.advance(1s);
    QVERIFY(!f.outcome());
    f.peer().send(page("<script>parent.on(1)</script><script>parent.on(2)</script>"));
    f.advance(3s);
    QVERIFY(f.outcome() && f.outcome()->isDone);
}

QTEST_GUILESS_MAIN(TestScriptPolls)
#include "tst_scriptpolls.moc"
