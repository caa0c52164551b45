// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// Cookies that servers set, in a client that was told to keep them. Spec: RFC 6265 section 5.
class TestClientCookies : public QObject
{
    Q_OBJECT

private slots:
    void areKeptBetweenRounds();
    void areLeftWhereNobodyAsked();
    void areKeptOverARedirect();
    void followTheirDomain();
    void goBesideTheUsersOwn();
    void areKeptOnReconnecting_data();
    void areKeptOnReconnecting();
    void areKeptOverHandshakes();
    void areSentAfterARefusal();
    void outliveTheGuess();
    void outliveAReconnectOfTheGuess();
};

namespace {

ClientOptions keeping(Technique technique, const char *url)
{
    ClientOptions options = clientOf(technique, url);
    options.keepsCookies = true;
    return options;
}

QByteArray set(const QByteArray &cookie)
{
    return "Set-Cookie: " + cookie + "\r\n";
}

/// The Cookie field of a request, empty where there is none.
QByteArray cookieIn(const QByteArray &request)
{
    const qsizetype start = request.indexOf("\r\nCookie: ");
    if (start < 0)
        return {};
    const qsizetype value = start + 10;
    return request.mid(value, request.indexOf("\r\n", value) - value);
}

} // namespace

void TestClientCookies::areKeptBetweenRounds()
{
    LoopFixture f;
    f.connect(keeping(Technique::ShortPoll, "http://feed.example/a"));
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray());
    f.peer().send(response("200 OK", set("node=7; Max-Age=2") + set("sid=1; Path=/"), "x"));
    f.advance(1s);
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("node=7; sid=1"));
    f.peer().send(response("200 OK", set("sid=2; Path=/"), "x"));
    f.advance(1s);
    QVERIFY(cookieIn(f.peer().takeWritten()).endsWith("sid=2"));
}

void TestClientCookies::areLeftWhereNobodyAsked()
{
    LoopFixture f;
    f.connect(clientOf(Technique::ShortPoll, "http://feed.example/a"));
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send(response("200 OK", set("sid=1"), "x"));
    f.advance(1s);
    QVERIFY(!f.peer().takeWritten().contains("Cookie"));
}

void TestClientCookies::areKeptOverARedirect()
{
    // As a login does it: the redirect sets what its target asks for.
    LoopFixture f;
    f.connect(keeping(Technique::ShortPoll, "http://feed.example/login"));
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send(response("302 Found", set("sid=1; Path=/") + "Location: /feed\r\n"));
    const QByteArray second = f.peer().takeWritten();
    QVERIFY(second.startsWith("GET /feed "));
    QCOMPARE(cookieIn(second), QByteArray("sid=1"));
}

void TestClientCookies::followTheirDomain()
{
    LoopFixture f;
    f.connect(keeping(Technique::ShortPoll, "http://a.feed.example/"));
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send(response("302 Found",
                           set("own=1") + set("all=2; Domain=feed.example")
                               + set("tls=3; Domain=.Feed.Example; Secure")
                               + set("foreign=4; Domain=other.example")
                               + "Location: http://b.feed.example/\r\n"));
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("all=2"));
    f.peer().send(response("302 Found", "Location: https://b.feed.example/\r\n"));
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("all=2; tls=3"));
    f.peer().send(response("302 Found", "Location: http://other.example/\r\n"));
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray());
}

void TestClientCookies::goBesideTheUsersOwn()
{
    ClientOptions options = keeping(Technique::ShortPoll, "http://a.feed.example/");
    options.cookies = { "user=me", "sid=mine" };
    LoopFixture f;
    f.connect(options);
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("user=me; sid=mine"));
    f.peer().send(response("302 Found",
                           set("sid=1; Domain=feed.example") + set("node=7; Domain=feed.example")
                               + "Location: /b\r\n"));
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("user=me; sid=mine; node=7"));
    // Another origin gets what its own domain set, and nothing of the user's.
    f.peer().send(response("302 Found", "Location: http://b.feed.example/\r\n"));
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("sid=1; node=7"));
}

void TestClientCookies::areKeptOnReconnecting_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("sse") << Technique::Sse << QByteArray("text/event-stream");
    QTest::newRow("http-stream") << Technique::HttpStream << QByteArray("application/x-ndjson");
    QTest::newRow("long-poll") << Technique::LongPoll << QByteArray("application/json");
    QTest::newRow("multipart") << Technique::Multipart
                               << QByteArray("multipart/mixed; boundary=b");
    QTest::newRow("iframe-stream") << Technique::IframeStream << QByteArray("text/html");
    QTest::newRow("iframe-poll") << Technique::IframePoll << QByteArray("text/html");
    QTest::newRow("jsonp") << Technique::Jsonp << QByteArray("text/javascript");
}

void TestClientCookies::areKeptOnReconnecting()
{
    QFETCH(Technique, technique);
    QFETCH(QByteArray, type);
    ClientOptions options = keeping(technique, "http://feed.example/feed");
    options.reconnects = true;
    LoopFixture f;
    f.connect(options);
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send("HTTP/1.1 200 OK\r\n" + set("node=7") + "Content-Type: " + type
                  + "\r\nConnection: close\r\n\r\n");
    f.peer().finish();
    for (int second = 0; second < 60 && f.peers() < 2; ++second)
        f.advance(1s);
    QCOMPARE(f.peers(), 2U);
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("node=7"));
}

void TestClientCookies::areKeptOverHandshakes()
{
    ClientOptions options = keeping(Technique::WebSocket, "ws://feed.example/ws");
    options.reconnects = true;
    LoopFixture f;
    f.connect(options);
    f.peer().accept();
    f.peer().send(switching(f.peer().takeWritten(), set("node=7")));
    f.peer().send(closeFrame(Role::Server, 1001));
    f.peer().finish();
    f.advance(2s);
    QCOMPARE(f.peers(), 2U);
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("node=7"));
}

void TestClientCookies::areSentAfterARefusal()
{
    LoopFixture f;
    f.connect(keeping(Technique::WebSocket, "ws://feed.example/ws"));
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send(response("401 Unauthorized", set("csrf=1")));
    f.peer().finish();
    QVERIFY(f.outcome());
    f.client().reconnect();
    f.settle();
    f.peer().accept();
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("csrf=1"));
}

void TestClientCookies::outliveTheGuess()
{
    // The first answer decides the technique, and its cookie goes on with it.
    LoopFixture f;
    f.connect(keeping(Technique::Auto, "http://feed.example/feed"));
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send(response("200 OK", set("node=7") + "Content-Type: application/json\r\n", "1"));
    f.advance(1s);
    QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("node=7"));
}

void TestClientCookies::outliveAReconnectOfTheGuess()
{
    LoopFixture f;
    f.connect(keeping(Technique::Auto, "http://feed.example/feed"));
    f.peer().accept();
    f.peer().send(response("200 OK", set("node=7") + "Content-Type: application/json\r\n", "1"));
    for (int i = 0; i < 2; ++i) {
        f.client().reconnect();
        f.advance(0ms);
        f.peer().accept();
        QCOMPARE(cookieIn(f.peer().takeWritten()), QByteArray("node=7"));
        f.peer().send(response("200 OK", "Content-Type: application/json\r\n", "1"));
    }
}

QTEST_GUILESS_MAIN(TestClientCookies)
#include "tst_clientcookies.moc"
