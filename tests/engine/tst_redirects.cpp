// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// How clients follow redirects. Spec: RFC 9110 section 15.4, WHATWG Fetch.
class TestRedirects : public QObject
{
    Q_OBJECT

private slots:
    void choosesTheMethod_data();
    void choosesTheMethod();
    void keepsCredentialsToTheirOrigin_data();
    void keepsCredentialsToTheirOrigin();
    void showsTheCertificateAtHomeOnly();
    void sendsTheHostOfTheNewOrigin();
    void asksTheEnvironmentForEachProxy();
    void keepsTheUserOfTheUrl();
    void leavesAClosingConnection_data();
    void leavesAClosingConnection();
    void givesUpAfterTwenty();
    void refusesOtherSchemes();
    void countsNothingOfARefusedRedirect_data();
    void countsNothingOfARefusedRedirect();
    void doesNotWaitForABodyWithoutEnd();
    void followsWhereTheBodyIsCutOff_data();
    void followsWhereTheBodyIsCutOff();
    void isNoRedirectWithoutLocation();
    void namesWhoAnswered_data();
    void namesWhoAnswered();
    void namesWhoAnsweredEngineIo_data();
    void namesWhoAnsweredEngineIo();
    void tellsNoRedirectToItself();
};

namespace {

ClientOptions options(const char *url = "http://feed.example/a")
{
    return clientOf(Technique::ShortPoll, url);
}

QByteArray redirect(const QByteArray &status, const QByteArray &location,
                    const QByteArray &fields = {})
{
    return response(status + " Elsewhere", "Location: " + location + "\r\n" + fields);
}

} // namespace

void TestRedirects::choosesTheMethod_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<QByteArray>("next");
    const struct {
        const char *status;
        const char *method;
        bool hasBody;
        const char *next;
    } rows[] = {
        { "301", "POST", true, "GET" },   { "301", "GET", false, "GET" },
        { "301", "PUT", true, "PUT" },    { "301", "HEAD", false, "HEAD" },
        { "302", "POST", true, "GET" },   { "302", "POST", false, "GET" },
        { "302", "PUT", true, "PUT" },    { "303", "POST", true, "GET" },
        { "303", "PUT", true, "GET" },    { "303", "HEAD", false, "HEAD" },
        { "307", "POST", true, "POST" },  { "307", "GET", false, "GET" },
        { "308", "POST", true, "POST" },  { "308", "PUT", true, "PUT" },
    };
    for (const auto &row : rows) {
        QTest::addRow("15.4 %s %s%s", row.status, row.method, row.hasBody ? " with body" : "")
            << QByteArray(row.status) << QByteArray(row.method) << row.hasBody
            << QByteArray(row.next);
    }
}

void TestRedirects::choosesTheMethod()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, method);
    QFETCH(bool, hasBody);
    QFETCH(QByteArray, next);
    ClientOptions asking = options();
    asking.method = method;
    if (hasBody)
        asking.body = "body";
    asking.headers = { { "Content-Type", QByteArray("text/csv") } };
    LoopFixture f;
    f.connect(asking);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().startsWith(QByteArray(method + " /a HTTP/1.1\r\n")));
    f.peer().send(redirect(status, "b?c=1"));
    const QByteArray second = f.peer().takeWritten();
    QVERIFY2(second.startsWith(QByteArray(next + " /b?c=1 HTTP/1.1\r\n")), second.constData());
    const bool keepsBody = hasBody && next == method;
    QCOMPARE(second.endsWith("\r\n\r\nbody"), keepsBody);
    QCOMPARE(second.contains("Content-Length"), keepsBody);
    if (next != method)
        QVERIFY(!second.contains("Content-Type"));
    QCOMPARE(f.peers(), 1U); // Over the same connection.
}

void TestRedirects::keepsCredentialsToTheirOrigin_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<bool>("isSame");
    QTest::newRow("another path") << QByteArray("/b") << true;
    QTest::newRow("the default port spelt out") << QByteArray("http://feed.example:80/") << true;
    QTest::newRow("another host") << QByteArray("http://other.example/") << false;
    QTest::newRow("another port") << QByteArray("http://feed.example:8000/") << false;
    QTest::newRow("another scheme") << QByteArray("https://feed.example/") << false;
    QTest::newRow("a user in the Location") << QByteArray("http://a:b@other.example/") << false;
}

void TestRedirects::keepsCredentialsToTheirOrigin()
{
    QFETCH(QByteArray, location);
    QFETCH(bool, isSame);
    ClientOptions secret = options();
    secret.user = "me:secret";
    secret.cookies = { "sid=1" };
    secret.headers = { { "authorization", QByteArray("Bearer x") },
                       { "X-Api-Key", QByteArray("k") },
                       { "X-Page", QByteArray("1") } };
    LoopFixture f;
    f.connect(secret);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().contains("authorization: Bearer x"));
    f.peer().send(redirect("307", location));
    if (!isSame)
        f.peer().accept();
    const QByteArray second = f.peer().takeWritten().toLower();
    QVERIFY(!second.isEmpty());
    QCOMPARE(second.contains("authorization"), isSame);
    QCOMPARE(second.contains("cookie"), isSame);
    QCOMPARE(second.contains("x-api-key: k"), isSame);
    QVERIFY(second.contains("x-page: 1"));
    if (isSame)
        return;
    // Not even where it leads back.
    f.peer().send(redirect("307", "http://feed.example/back"));
    for (const auto &peer : f.network().peers()) {
        const QByteArray third = peer->takeWritten().toLower();
        QVERIFY(!third.contains("authorization") && !third.contains("cookie"));
    }
}

void TestRedirects::showsTheCertificateAtHomeOnly()
{
    ClientOptions known = options("https://feed.example/a");
    known.clientCertificateFile = QStringLiteral("cert.pem");
    known.clientKeyFile = QStringLiteral("key.pem");
    LoopFixture f;
    f.connect(known);
    QCOMPARE(f.peer().target().tls.certificateFile, QStringLiteral("cert.pem"));
    QCOMPARE(f.peer().target().tls.keyFile, QStringLiteral("key.pem"));
    f.peer().accept();
    QVERIFY(!f.peer().target().tls.isCertificateWithheld);
    f.peer().send(redirect("302", "https://other.example/"));
    QVERIFY(f.peer().target().tls.certificateFile.isEmpty());
    QVERIFY(f.peer().target().tls.isCertificateWithheld);
    QVERIFY(f.peer().target().tls.keyFile.isEmpty());
    f.peer().accept();
    f.peer().send(redirect("302", "https://feed.example:8443/"));
    QVERIFY(f.peer().target().tls.certificateFile.isEmpty());
    // Where the files lie is recorded, nothing else.
    QVERIFY(f.sink().lines().join('\n').contains(R"("client_key":"key.pem")"));
}

void TestRedirects::sendsTheHostOfTheNewOrigin()
{
    ClientOptions named = options();
    named.headers = { { "Host", QByteArray("virtual.example") } };
    LoopFixture f;
    f.connect(named);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().contains("\r\nHost: virtual.example\r\n"));
    f.peer().send(redirect("302", "http://other.example:81/x"));
    f.peer().accept();
    QCOMPARE(f.peer().target().port, 81);
    QVERIFY(f.peer().written().startsWith("GET /x HTTP/1.1\r\nHost: other.example:81\r\n"));
    QCOMPARE(f.peer().written().count("Host:"), 1);
}

void TestRedirects::asksTheEnvironmentForEachProxy()
{
    const auto proxy = [](const char *text) { return *parseProxy(QString::fromLatin1(text)); };
    ClientOptions asking = options("http://localhost/a");
    ProxyEnvironment &environment = asking.proxyEnvironment.emplace();
    environment.http = proxy("http://li:s3@plain.example:3128");
    environment.https = proxy("http://tls.example:3129");
    environment.exceptions = "localhost ::1";
    LoopFixture f;
    f.connect(asking);
    QVERIFY(!f.peer().target().proxy);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().startsWith("GET /a HTTP/1.1\r\n"));
    f.peer().send(redirect("302", "http://feed.example/b"));
    QVERIFY(f.peer().target().proxy);
    QCOMPARE(f.peer().target().proxy->host, QStringLiteral("plain.example"));
    f.peer().accept();
    const QByteArray asked = f.peer().takeWritten();
    QVERIFY(asked.startsWith("GET http://feed.example/b HTTP/1.1\r\n"));
    QVERIFY(asked.contains("\r\nProxy-Authorization: Basic bGk6czM=\r\n"));
    f.peer().send(redirect("302", "https://feed.example/c"));
    QCOMPARE(f.peer().target().proxy->host, QStringLiteral("tls.example"));
    QVERIFY(f.peer().target().proxy->tunnel);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().startsWith("GET /c HTTP/1.1\r\n"));
    f.peer().send(redirect("302", "http://[::1]/d"));
    QCOMPARE(f.peer().target().host, QStringLiteral("::1"));
    QVERIFY(!f.peer().target().proxy);
}

void TestRedirects::keepsTheUserOfTheUrl()
{
    LoopFixture f;
    f.connect(options("http://me:secret@feed.example/a"));
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().contains("Authorization: Basic bWU6c2VjcmV0"));
    f.peer().send(redirect("302", "/b"));
    QVERIFY(f.peer().takeWritten().contains("Authorization: Basic bWU6c2VjcmV0"));
    for (const QByteArray &line : f.sink().lines()) {
        if (!line.contains("\"kind\":\"http.request\""))
            QVERIFY2(!line.contains("secret"), line.constData());
    }
}

void TestRedirects::leavesAClosingConnection_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("the server says close")
        << redirect("302", "/b", "Connection: close\r\n");
    QTest::newRow("a body until close")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\nmoved");
}

void TestRedirects::leavesAClosingConnection()
{
    QFETCH(QByteArray, answer);
    for (bool isReset : { false, true }) {
        LoopFixture f;
        f.connect(options());
        f.peer().accept();
        f.peer().takeWritten();
        const auto first = f.network().peers().front();
        first->send(answer);
        if (isReset)
            first->end({ Role::Server, EndedHow::Fin, std::nullopt, 0 });
        else
            first->finish();
        QCOMPARE(f.peers(), 2U);
        QCOMPARE(first->takeWritten(), QByteArray());
        f.peer().accept();
        QVERIFY(f.peer().takeWritten().startsWith("GET /b HTTP/1.1\r\n"));
        f.peer().send(response("200 OK", {}, "here"));
        QVERIFY(f.takeStory().contains("poll.result server 200 here 1 answered"));
    }
}

void TestRedirects::givesUpAfterTwenty()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    for (int i = 0; i < 20; ++i) {
        f.peer().takeWritten();
        f.peer().send(redirect("302", "/" + QByteArray::number(i)));
        QVERIFY(!f.outcome());
    }
    f.peer().send(redirect("302", "/21"));
    QCOMPARE(f.sink().objects("http.request").size(), 21);
    QCOMPARE(f.outcome()->error->code, ErrorCode::TooManyRedirects);
    QCOMPARE(f.outcome()->error->value("limit"), QByteArray("20"));
}

void TestRedirects::refusesOtherSchemes()
{
    for (const char *location : { "ftp://feed.example/", "ws://feed.example/", "http://" }) {
        LoopFixture f;
        f.connect(options());
        f.peer().accept();
        f.peer().send(redirect("302", location));
        QVERIFY2(f.outcome() && f.outcome()->error, location);
        QCOMPARE(f.outcome()->error->code, ErrorCode::BadUrl);
        QVERIFY(f.outcome()->error->value("url").startsWith(location));
        QVERIFY(f.outcome()->error->value("from").startsWith("http://feed.example"));
        QCOMPARE(f.peers(), 1U);
    }
}

void TestRedirects::countsNothingOfARefusedRedirect_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("sse") << Technique::Sse << QByteArray("text/event-stream")
                         << QByteArray("data: hello\n\n");
    QTest::newRow("iframe-poll") << Technique::IframePoll << QByteArray("text/html")
                                 << QByteArray("<script>parent.postMessage(\"a\",\"*\")</script>");
    QTest::newRow("multipart") << Technique::Multipart << QByteArray("multipart/mixed; boundary=b")
                               << QByteArray("--b\r\n\r\na\r\n--b--\r\n");
}

void TestRedirects::countsNothingOfARefusedRedirect()
{
    QFETCH(Technique, technique);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    ClientOptions counting = clientOf(technique, "http://feed.example/a");
    counting.stop.messageCount = 1;
    LoopFixture f;
    f.connect(counting);
    f.peer().accept();
    f.peer().send(response("302 Found",
                           "Location: ftp://x/\r\nContent-Type: " + type + "\r\n", body));
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->code, ErrorCode::BadUrl);
    QCOMPARE(f.client().status().messagesReceived, 0);
    // No page ever saw it: it is octets, and no events.
    QVERIFY(only(f.takeStory(), "sse.event iframe.script multipart.part").isEmpty());
}

void TestRedirects::doesNotWaitForABodyWithoutEnd()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Type: text/html\r\n\r\nMoved");
    f.advance(1999ms);
    QCOMPARE(f.peers(), 1U);
    f.advance(1ms);
    QCOMPARE(f.peers(), 2U);
    QVERIFY(f.network().peers().front()->isClosing());
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().startsWith("GET /b "));
    f.peer().send(response("200 OK", {}, "here"));
    QVERIFY(f.takeStory().contains("poll.result server 200 here 1 answered"));
    QCOMPARE(f.sink().objects("error").size(), 0);
}

void TestRedirects::followsWhereTheBodyIsCutOff_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::newRow("FIN") << false;
    QTest::newRow("reset") << true;
}

void TestRedirects::followsWhereTheBodyIsCutOff()
{
    QFETCH(bool, isReset);
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 10\r\n\r\nMoved");
    if (isReset)
        f.peer().reset();
    else
        f.peer().finish();
    QCOMPARE(f.peers(), 2U);
    f.peer().accept();
    QVERIFY(f.peer().takeWritten().startsWith("GET /b "));
    QCOMPARE(f.sink().objects("error").size(), 0);
}

void TestRedirects::isNoRedirectWithoutLocation()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().send(response("302 Found", {}, "where to"));
    QVERIFY(f.takeStory().contains("poll.result server 302 where to 1 answered"));
}

void TestRedirects::namesWhoAnswered_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("answer"); // Empty: the connection is refused.
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("from");
    const QByteArray none = response("404 Not Found");
    const QByteArray text = response("200 OK", "Content-Type: text/plain\r\n", "hi");
    const QByteArray asked = "http://feed.example/a";
    QTest::newRow("sse, status") << Technique::Sse << QByteArray("/b?token=x") << none
                                 << QByteArray("http://feed.example/b?token=***") << asked;
    QTest::newRow("sse, type") << Technique::Sse << QByteArray("/b") << text
                               << QByteArray("http://feed.example/b") << asked;
    QTest::newRow("sse, back to itself")
        << Technique::Sse << QByteArray("/a") << none << asked << QByteArray();
    QTest::newRow("http-stream") << Technique::HttpStream << QByteArray("/b") << none
                                 << QByteArray("http://feed.example/b") << asked;
    QTest::newRow("multipart, type") << Technique::Multipart << QByteArray("/b") << text
                                     << QByteArray("http://feed.example/b") << asked;
    QTest::newRow("short-poll") << Technique::ShortPoll << QByteArray("/b") << none
                                << QByteArray("http://feed.example/b") << asked;
    QTest::newRow("auto") << Technique::Auto << QByteArray("/b") << none
                          << QByteArray("http://feed.example/b") << asked;
    QTest::newRow("sse, refused") << Technique::Sse << QByteArray("http://feed.example:81/")
                                  << QByteArray() << QByteArray() << asked;
}

void TestRedirects::namesWhoAnswered()
{
    QFETCH(Technique, technique);
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, from);
    ClientOptions once = clientOf(technique, "http://feed.example/a");
    once.reconnects = false;
    LoopFixture f;
    f.connect(once);
    f.peer().accept();
    f.peer().send(redirect("301", location));
    if (answer.isEmpty())
        f.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    else
        f.peer().send(answer);
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->value("url"), url);
    QCOMPARE(f.outcome()->error->value("redirected_from"), from);
    const QList<QJsonObject> errors = f.sink().objects("error");
    QVERIFY(!errors.isEmpty());
    const auto recorded = [&errors](const char *name) {
        return errors.last().value(QLatin1StringView(name)).toString().toUtf8();
    };
    QCOMPARE(recorded("url"), url);
    QCOMPARE(recorded("redirected_from"), from);
}

void TestRedirects::namesWhoAnsweredEngineIo_data()
{
    QTest::addColumn<bool>("isElsewhere");
    QTest::newRow("elsewhere") << true;
    QTest::newRow("back to itself") << false;
}

void TestRedirects::namesWhoAnsweredEngineIo()
{
    QFETCH(bool, isElsewhere);
    LoopFixture f;
    ClientOptions polling = clientOf(Technique::SocketIo, "http://feed.example/");
    polling.socketIo.transports = SocketIoTransports::Polling;
    f.connect(polling);
    f.peer().accept();
    const QByteArray target = f.peer().takeWritten().split(' ').at(1);
    QVERIFY2(target.startsWith("/socket.io/?EIO=4&"), target.constData());
    f.peer().send(redirect("307", isElsewhere ? QByteArray("/b") : target));
    f.peer().send(response("404 Not Found"));
    QVERIFY(f.outcome() && f.outcome()->error);
    const Error &error = *f.outcome()->error;
    QCOMPARE(error.value("url"),
             QByteArray(isElsewhere ? "http://feed.example/b" : "http://feed.example/socket.io/"));
    QCOMPARE(error.value("redirected_from"),
             isElsewhere ? QByteArray("http://feed.example" + target) : QByteArray());
}

void TestRedirects::tellsNoRedirectToItself()
{
    LoopFixture f;
    ClientOptions polling = clientOf(Technique::SocketIo, "http://feed.example/");
    polling.reconnects = false;
    polling.socketIo.transports = SocketIoTransports::Polling;
    f.connect(polling);
    f.peer().accept();
    f.peer().send(redirect("307", f.peer().takeWritten().split(' ').at(1)));
    f.peer().reset(); // Over a connection that had served one before, so it is asked once more.
    f.peer().accept();
    f.peer().reset();
    QVERIFY(f.outcome() && f.outcome()->error);
    QCOMPARE(f.outcome()->error->value("redirected_from"), QByteArray());
}

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
