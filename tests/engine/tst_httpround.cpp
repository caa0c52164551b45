// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// What one request makes of a connection that goes, a proxy that refuses, an answer that cannot be
/// one. Redirects have a test of their own.
class TestHttpRound : public QObject
{
    Q_OBJECT

private slots:
    void asksOnceMoreWhereAnIdleConnectionWent_data();
    void asksOnceMoreWhereAnIdleConnectionWent();
    void asksOnceMoreBehindARedirect();
    void doesNotAskOnceMore_data();
    void doesNotAskOnceMore();
    void failsWhereNobodyAskedForAnUpgrade_data();
    void failsWhereNobodyAskedForAnUpgrade();
    void toldByTheProxyWhoAsks_data();
    void toldByTheProxyWhoAsks();
    void leavesTheProxysCookies();
    void takesA407OfAServerForItsOwn();
    void boundsTheBodyOfAPoll_data();
    void boundsTheBodyOfAPoll();
    void failsAPollWhoseCodingIsCut();
    void failsAPollThatInflatesTooMuch();
};

namespace {

constexpr char Url[] = "http://feed.example/a";

/// Every technique that asks by HTTP.
void addTechniques()
{
    QTest::addColumn<Technique>("technique");
    for (Technique technique : allTechniques()) {
        if (technique != Technique::WebSocket)
            QTest::newRow(techniqueName(technique).toByteArray().constData()) << technique;
    }
}

ClientOptions behindAProxy(Technique technique, bool isOfEnvironment = false)
{
    ClientOptions options = clientOf(technique, Url);
    const ProxyOptions proxy { ProxyOptions::Kind::Http, QStringLiteral("proxy.example"), 3128,
                               {}, {} };
    if (isOfEnvironment)
        options.proxyEnvironment.emplace().http = proxy;
    else
        options.proxy = proxy;
    return options;
}

const QByteArray ProxyRefusal
    = response("407 Proxy Authentication Required",
               "Proxy-Authenticate: Basic realm=\"x\"\r\nSet-Cookie: proxy=1\r\n", "<html>no");

} // namespace

void TestHttpRound::asksOnceMoreWhereAnIdleConnectionWent_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("isReset");
    QTest::newRow("9112 9.3.1 GET, FIN") << Technique::LongPoll << QByteArray() << false;
    QTest::newRow("9112 9.3.1 GET, reset") << Technique::ShortPoll << QByteArray() << true;
    QTest::newRow("9112 9.3.1 PUT, FIN") << Technique::ShortPoll << QByteArray("PUT") << false;
    QTest::newRow("9112 9.3.1 script") << Technique::IframePoll << QByteArray() << false;
}

void TestHttpRound::asksOnceMoreWhereAnIdleConnectionWent()
{
    QFETCH(Technique, technique);
    QFETCH(QByteArray, method);
    QFETCH(bool, isReset);
    ClientOptions asking = clientOf(technique, Url);
    asking.method = method;
    asking.reconnects = false;
    LoopFixture f;
    f.connect(asking);
    f.peer().accept();
    f.peer().takeWritten();
    f.peer().send(response("200 OK", "Content-Type: text/html\r\n", "1"));
    f.advance(1s);
    const QByteArray lost = f.peer().takeWritten();
    QVERIFY(lost.contains(" HTTP/1.1\r\n"));
    if (isReset)
        f.peer().reset();
    else
        f.peer().finish();
    QCOMPARE(f.peers(), 2U);
    f.peer().accept();
    QCOMPARE(f.peer().takeWritten(), lost);
    QCOMPARE(f.sink().objects("error").size(), 0);
    f.peer().send(response("200 OK", "Content-Type: text/html\r\n", "2"));
    QCOMPARE(f.sink().objects("poll.result").size(), 2);
    QCOMPARE(f.sink().last("poll.result").value(QLatin1StringView("outcome")).toString(),
             QStringLiteral("answered"));
    QVERIFY(!f.outcome());
}

void TestHttpRound::asksOnceMoreBehindARedirect()
{
    // The server closes right behind its answer, and does not say so in it.
    for (Technique technique : { Technique::Sse, Technique::ShortPoll, Technique::Auto }) {
        LoopFixture f;
        f.connect(clientOf(technique, Url));
        f.peer().accept();
        f.peer().takeWritten();
        f.peer().send(response("302 Found", "Location: /b\r\n"));
        QVERIFY(f.peer().takeWritten().startsWith("GET /b "));
        f.peer().finish();
        QCOMPARE(f.peers(), 2U);
        f.peer().accept();
        QVERIFY(f.peer().takeWritten().startsWith("GET /b "));
        f.peer().send(response("200 OK", "Content-Type: text/event-stream\r\n", "data: 1\n\n"));
        QCOMPARE(f.client().status().messagesReceived, 1);
        QCOMPARE(f.sink().objects("error").size(), 0);
        QCOMPARE(f.sink().objects("conn.close").size(), 1);
    }
}

void TestHttpRound::doesNotAskOnceMore_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("answered"); // Of the second request.
    QTest::addColumn<bool>("isReused");
    QTest::newRow("9110 9.2.2 POST is not idempotent") << QByteArray("POST") << QByteArray() << true;
    QTest::newRow("9110 9.2.2 nor is one nobody knows")
        << QByteArray("FETCH") << QByteArray() << true;
    QTest::newRow("the answer had begun") << QByteArray() << QByteArray("HTT") << true;
    QTest::newRow("an interim answer came")
        << QByteArray() << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") << true;
    QTest::newRow("a new connection") << QByteArray() << QByteArray() << false;
}

void TestHttpRound::doesNotAskOnceMore()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, answered);
    QFETCH(bool, isReused);
    ClientOptions asking = clientOf(Technique::ShortPoll, Url);
    asking.method = method;
    asking.reconnects = false;
    LoopFixture f;
    f.connect(asking);
    f.peer().accept();
    if (isReused) {
        f.peer().send(response("200 OK", {}, "1"));
        f.advance(1s);
    }
    if (!answered.isEmpty())
        f.peer().send(answered);
    f.peer().finish();
    QCOMPARE(f.peers(), 1U);
    QVERIFY(f.outcome() && f.outcome()->error);
}

void TestHttpRound::failsWhereNobodyAskedForAnUpgrade_data()
{
    addTechniques();
}

void TestHttpRound::failsWhereNobodyAskedForAnUpgrade()
{
    QFETCH(Technique, technique);
    LoopFixture f;
    f.connect(clientOf(technique, Url));
    f.peer().accept();
    f.peer().send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\nConnection: upgrade\r\n\r\n"
                  "hello");
    QVERIFY(f.outcome() && f.outcome()->error); // Without waiting for anything.
    QCOMPARE(f.outcome()->error->code, ErrorCode::ProtocolError);
    QCOMPARE(f.outcome()->error->where, ErrorSite::Http);
    QCOMPARE(f.client().status().messagesReceived, 0);
}

void TestHttpRound::toldByTheProxyWhoAsks_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<bool>("isOfEnvironment");
    for (Technique technique : allTechniques()) {
        if (technique == Technique::WebSocket)
            continue;
        const QByteArray name = techniqueName(technique).toByteArray();
        QTest::newRow(name.constData()) << technique << false;
        QTest::newRow(QByteArray(name + ", of the environment").constData()) << technique << true;
    }
}

void TestHttpRound::toldByTheProxyWhoAsks()
{
    QFETCH(Technique, technique);
    QFETCH(bool, isOfEnvironment);
    LoopFixture f;
    f.connect(behindAProxy(technique, isOfEnvironment));
    f.peer().accept();
    f.peer().send(ProxyRefusal);
    f.advance(0ms);
    QVERIFY(f.outcome() && f.outcome()->error);
    const Error &error = *f.outcome()->error;
    QCOMPARE(error.code, ErrorCode::ProxyAuth);
    QCOMPARE(error.where, ErrorSite::Proxy);
    QCOMPARE(error.value("host"), QByteArray("proxy.example"));
    QCOMPARE(error.value("port"), QByteArray("3128"));
    QCOMPARE(error.value("status"), QByteArray("407"));
    QCOMPARE(f.sink().objects("error").size(), 1);
    QCOMPARE(f.client().status().messagesReceived, 0);
    QCOMPARE(f.sink().objects("reconnect").size(), 0);
}

void TestHttpRound::leavesTheProxysCookies()
{
    ClientOptions keeping = behindAProxy(Technique::Sse);
    keeping.keepsCookies = true;
    LoopFixture f;
    f.connect(keeping);
    f.peer().accept();
    f.peer().send(ProxyRefusal);
    f.advance(0ms);
    f.client().reconnect();
    f.settle();
    QCOMPARE(f.peers(), 2U);
    f.peer().accept();
    QVERIFY(!f.peer().takeWritten().contains("Cookie:"));
}

void TestHttpRound::takesA407OfAServerForItsOwn()
{
    // Nobody between us and it: it is a status like another.
    LoopFixture f;
    f.connect(clientOf(Technique::Sse, Url));
    f.peer().accept();
    f.peer().send(ProxyRefusal);
    f.advance(2s);
    QCOMPARE(f.outcome()->error->code, ErrorCode::HttpStatus);
}

void TestHttpRound::boundsTheBodyOfAPoll_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isTooLarge");
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    QTest::newRow("as much as may be") << chunked << chunk(QByteArray(1000, 'a')) << false;
    QTest::newRow("one octet more") << chunked << chunk(QByteArray(1001, 'a')) << true;
    QTest::newRow("in pieces") << chunked << chunk(QByteArray(500, 'a')).repeated(3) << true;
    QTest::newRow("until the connection closes") << QByteArray() << QByteArray(1001, 'a') << true;
    QTest::newRow("of a known length")
        << QByteArray("Content-Length: 5000\r\n") << QByteArray(1001, 'a') << true;
    QTest::newRow("once decoded") << QByteArray("Content-Encoding: deflate\r\n")
                                  << qCompress(QByteArray(1001, 'a')).mid(4) << true;
}

void TestHttpRound::boundsTheBodyOfAPoll()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    QFETCH(bool, isTooLarge);
    for (Technique technique : { Technique::ShortPoll, Technique::LongPoll }) {
        ClientOptions bounded = clientOf(technique, Url);
        bounded.maxMessageOctets = 1000;
        LoopFixture f;
        f.connect(bounded);
        f.peer().accept();
        f.peer().send(QByteArray("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body));
        QCOMPARE(f.outcome().has_value(), isTooLarge);
        if (!isTooLarge)
            continue;
        QCOMPARE(f.outcome()->error->code, ErrorCode::TooLarge);
        QCOMPARE(f.outcome()->error->where, ErrorSite::Http);
        QCOMPARE(f.outcome()->error->value("limit"), QByteArray("1000"));
        QCOMPARE(f.sink().last("poll.result").value(QLatin1StringView("outcome")).toString(),
                 QStringLiteral("error"));
    }
}

/// RFC 9110 §8.4: the message is whole, and what it was coded from is not.
void TestHttpRound::failsAPollWhoseCodingIsCut()
{
    const QByteArray cut = qCompress(R"({"a":[1,2,3]})").mid(4).chopped(6);
    for (Technique technique : { Technique::ShortPoll, Technique::LongPoll }) {
        LoopFixture f;
        f.connect(clientOf(technique, Url));
        f.peer().accept();
        f.peer().send(QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: "
                                 + QByteArray::number(cut.size()) + "\r\n\r\n" + cut));
        const QJsonObject end = f.sink().last("http.end");
        QVERIFY(!end.value(QLatin1StringView("complete")).toBool(true));
        QCOMPARE(f.outcome()->error->code, ErrorCode::ProtocolError);
        QCOMPARE(f.outcome()->error->value("violation"), QByteArray("bad-content-coding"));
        QCOMPARE(f.sink().last("poll.result").value(QLatin1StringView("outcome")).toString(),
                 QStringLiteral("error"));
    }
}

void TestHttpRound::failsAPollThatInflatesTooMuch()
{
    const QByteArray bomb = qCompress(QByteArray(8 * 1024 * 1024, 'a'), 9).mid(4);
    LoopFixture f;
    f.connect(clientOf(Technique::ShortPoll, Url));
    f.peer().accept();
    f.peer().send(QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: "
                             + QByteArray::number(bomb.size()) + "\r\n\r\n" + bomb));
    QCOMPARE(f.outcome()->error->code, ErrorCode::TooLarge);
    QCOMPARE(f.outcome()->error->value("ratio"), QByteArray("300"));
    QVERIFY(!f.sink().last("http.end").value(QLatin1StringView("complete")).toBool(true));
}

QTEST_GUILESS_MAIN(TestHttpRound)
#include "tst_httpround.moc"
