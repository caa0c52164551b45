// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/tunnelrequest.h"

#include <QTest>

using namespace Pushscope::Http1;

class TestTunnelRequest : public QObject
{
    Q_OBJECT

private slots:
    void asks_data();
    void asks();
    void readsTheAnswer_data();
    void readsTheAnswer();
    void isLost_data();
    void isLost();
};

void TestTunnelRequest::asks_data()
{
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<QByteArray>("credentials");
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("RFC 9112 3.2.3 authority form")
        << QByteArray("feed.example:443") << QByteArray()
        << QByteArray("CONNECT feed.example:443 HTTP/1.1\r\nHost: feed.example:443\r\n\r\n");
    QTest::newRow("RFC 9110 11.7.2 with credentials")
        << QByteArray("[::1]:80") << QByteArray("Basic YTpi")
        << QByteArray("CONNECT [::1]:80 HTTP/1.1\r\nHost: [::1]:80\r\n"
                      "Proxy-Authorization: Basic YTpi\r\n\r\n");
}

void TestTunnelRequest::asks()
{
    QFETCH(QByteArray, authority);
    QFETCH(QByteArray, credentials);
    QTEST(TunnelRequest(authority, credentials).request(), "request");
}

void TestTunnelRequest::readsTheAnswer_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("left"); // Octets behind the head.
    QTest::newRow("RFC 9110 9.3.6 established")
        << QByteArray("HTTP/1.1 200 Connection established\r\n\r\n") << 200 << 0;
    QTest::newRow("RFC 9110 9.3.6 what follows is the target's")
        << QByteArray("HTTP/1.0 200 OK\r\nVia: a\r\n\r\n\r\nabc") << 200 << 5;
    QTest::newRow("RFC 9110 9.3.6 Content-Length is nothing in a 2xx")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc") << 200 << 3;
    QTest::newRow("RFC 9110 15.2 interim first")
        << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 x\r\n\r\n") << 204 << 0;
    QTest::newRow("RFC 9112 2.2 empty line before, bare LF")
        << QByteArray("\r\nHTTP/1.1 200 OK\nA: b\n\nz") << 200 << 1;
    QTest::newRow("RFC 9110 15.5.8 credentials wanted")
        << QByteArray("HTTP/1.1 407 Who?\r\nContent-Length: 2\r\n\r\nno") << 407 << 2;
    QTest::newRow("403") << QByteArray("HTTP/1.1 403 Filtered\r\n\r\n") << 403 << 0;
}

void TestTunnelRequest::readsTheAnswer()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, status);
    QFETCH(int, left);
    for (qsizetype split = 0; split <= octets.size(); ++split) {
        TunnelRequest tunnel("a:1", {});
        qsizetype used = tunnel.feed(QByteArrayView(octets).first(split));
        QCOMPARE(tunnel.answer().has_value(), split >= octets.size() - left);
        if (!tunnel.answer())
            used += tunnel.feed(QByteArrayView(octets).sliced(split));
        QVERIFY(tunnel.answer());
        QCOMPARE(tunnel.answer()->status, status);
        QCOMPARE(used, octets.size() - left);
        QVERIFY(!tunnel.isLost());
    }
}

void TestTunnelRequest::isLost_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n");
    QTest::newRow("a status of two digits") << QByteArray("HTTP/1.1 20 OK\r\n\r\n");
    QTest::newRow("an endless head")
        << QByteArray("HTTP/1.1 200 OK\r\nA: " + QByteArray(TunnelRequest::MostHeadOctets, 'a'));
    QByteArray interim;
    while (interim.size() <= TunnelRequest::MostHeadOctets)
        interim += "HTTP/1.1 100 Continue\r\n\r\n";
    QTest::newRow("RFC 9110 15.2 endless interim heads") << interim;
    QTest::newRow("an endless line of empty lines")
        << QByteArray(TunnelRequest::MostHeadOctets + 1, '\n');
}

void TestTunnelRequest::isLost()
{
    QFETCH(QByteArray, octets);
    TunnelRequest tunnel("a:1", {});
    tunnel.feed(octets);
    QVERIFY(tunnel.isLost());
    QVERIFY(!tunnel.answer());
    QCOMPARE(tunnel.feed("HTTP/1.1 200 OK\r\n\r\n"), 0);
}

QTEST_APPLESS_MAIN(TestTunnelRequest)
#include "tst_tunnelrequest.moc"
