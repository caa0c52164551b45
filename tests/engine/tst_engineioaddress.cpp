// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/clientoptions.h"
#include "engine/client/engineioaddress.h"

#include <QTest>

using namespace Pushscope;
using EngineIo::Revision;

class TestEngineIoAddress : public QObject
{
    Q_OBJECT

private slots:
    void namesRequests();
    void readsTheRevisionOfAUrl();
    void refusesWhatIsNoUrl();
    void readsRefusals_data();
    void readsRefusals();
};

namespace {

ClientOptions optionsOf(const char *url)
{
    ClientOptions options;
    options.url = QUrl(QString::fromLatin1(url));
    return options;
}

} // namespace

void TestEngineIoAddress::namesRequests()
{
    const auto address = engineIoAddress(optionsOf("https://u:p@a:8443?k=%20v"));
    QVERIFY(address);
    const ClientUrl first = pollingUrl(address->url, Revision::V4, {}, "t1");
    QCOMPARE(first.target, QByteArray("/socket.io/?k=%20v&EIO=4&transport=polling&t=t1"));
    QVERIFY(first.isTls && !first.isWebSocket);
    QCOMPARE(pollingUrl(address->url, Revision::V3, "s", "t2").target,
             QByteArray("/socket.io/?k=%20v&EIO=3&transport=polling&t=t2&sid=s"));
    const ClientUrl socket = webSocketUrl(address->url, Revision::V4, "s");
    QCOMPARE(socket.target, QByteArray("/socket.io/?k=%20v&EIO=4&transport=websocket&sid=s"));
    QVERIFY(socket.isTls && socket.isWebSocket);
    QCOMPARE(socket.port, 8443);
    QCOMPARE(socket.userInfo, QByteArray("u:p"));
}

void TestEngineIoAddress::readsTheRevisionOfAUrl()
{
    QVERIFY(!engineIoAddress(optionsOf("http://a"))->revision);
    QCOMPARE(engineIoAddress(optionsOf("http://a?EIO=3"))->revision, Revision::V3);
    QCOMPARE(engineIoAddress(optionsOf("http://a?EIO=4"))->revision, Revision::V4);
    QVERIFY(!engineIoAddress(optionsOf("http://a?EIO=5"))->revision);
}

void TestEngineIoAddress::refusesWhatIsNoUrl()
{
    QCOMPARE(engineIoAddress(optionsOf("ftp://a")).error().code, ErrorCode::BadUrl);
    QCOMPARE(engineIoAddress(optionsOf("http:///x")).error().code, ErrorCode::BadUrl);
}

void TestEngineIoAddress::readsRefusals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<bool>("isRevision");
    QTest::newRow("unknown session")
        << QByteArray(R"({"code":1,"message":"Session ID unknown"})") << ErrorCode::ServerError
        << QByteArray("Session ID unknown") << false;
    QTest::newRow("another revision")
        << QByteArray(R"({"code":5,"message":"Unsupported protocol version"})")
        << ErrorCode::ServerError << QByteArray("Unsupported protocol version") << true;
    QTest::newRow("a page") << QByteArray("<h1>400</h1>") << ErrorCode::HttpStatus << QByteArray()
                            << false;
    QTest::newRow("no words") << QByteArray(R"({"code":1})") << ErrorCode::HttpStatus
                              << QByteArray() << false;
    QTest::newRow("nothing") << QByteArray() << ErrorCode::HttpStatus << QByteArray() << false;
}

void TestEngineIoAddress::readsRefusals()
{
    QFETCH(QByteArray, body);
    const ClientUrl url = engineIoAddress(optionsOf("http://a"))->url;
    const Error error = engineIoRefusal(url, 400, body);
    QTEST(error.code, "code");
    QCOMPARE(error.where, ErrorSite::EngineIo);
    QCOMPARE(error.value("status"), QByteArray("400"));
    QTEST(error.value("server_message"), "words");
    QTEST(isRevisionRefused(error), "isRevision");
}

QTEST_APPLESS_MAIN(TestEngineIoAddress)
#include "tst_engineioaddress.moc"
