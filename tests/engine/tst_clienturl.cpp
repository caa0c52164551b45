// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/clientoptions.h"
#include "engine/client/clientproxy.h"
#include "engine/client/clienturl.h"

#include <QTest>

using namespace Pushscope;

class TestClientUrl : public QObject
{
    Q_OBJECT

private slots:
    void tellsPeersItsHost_data();
    void tellsPeersItsHost();
    void tellsProxiesNoZone();
};

namespace {

ClientUrl urlOf(const QByteArray &text)
{
    return *parseClientUrl(QUrl::fromEncoded(text));
}

} // namespace

void TestClientUrl::tellsPeersItsHost_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("hostField");
    QTest::addColumn<QString>("host"); // Where to connect to.
    const auto row = [](const char *tag, const char *url, const char *field, const char *host) {
        QTest::newRow(tag) << QByteArray(url) << QByteArray(field) << QString::fromUtf8(host);
    };
    row("RFC 9110 7.2 a name", "http://feed.example/", "feed.example", "feed.example");
    row("RFC 9110 7.2 its own port", "wss://feed.example:443/", "feed.example", "feed.example");
    row("RFC 9110 7.2 another port", "ws://feed.example:8080/", "feed.example:8080",
        "feed.example");
    row("RFC 3986 3.2.2 IPv6", "http://[::1]:8080/", "[::1]:8080", "::1");
    row("RFC 6874 4 a zone", "http://[fe80::1%25eth0]:8080/", "[fe80::1]:8080", "fe80::1%eth0");
    row("RFC 6874 4 a zone and no port", "http://[fe80::1%25eth0]/", "[fe80::1]", "fe80::1%eth0");
}

void TestClientUrl::tellsPeersItsHost()
{
    QFETCH(QByteArray, url);
    const ClientUrl parsed = urlOf(url);
    QTEST(parsed.hostField, "hostField");
    QTEST(parsed.host, "host");
}

/// RFC 6874 section 4: it means something on this machine alone.
void TestClientUrl::tellsProxiesNoZone()
{
    ClientOptions options;
    options.proxy = *parseProxy(QStringLiteral("http://p:1"));
    const auto http = proxyHop(options, urlOf("wss://[fe80::1%25eth0]/"));
    QVERIFY(http && http->tunnel);
    QCOMPARE(http->tunnel->takeOutput(), QByteArray("CONNECT [fe80::1]:443 HTTP/1.1\r\n"
                                                    "Host: [fe80::1]:443\r\n\r\n"));
    options.proxy = *parseProxy(QStringLiteral("socks5://p:1"));
    const auto socks = proxyHop(options, urlOf("ws://[fe80::1%25eth0]/"));
    QVERIFY(socks && socks->tunnel);
    socks->tunnel->feed(QByteArray::fromHex("0500"));
    QVERIFY(socks->tunnel->takeOutput().endsWith(
        QByteArray::fromHex("05010004 fe800000000000000000000000000001 0050")));
}

QTEST_APPLESS_MAIN(TestClientUrl)
#include "tst_clienturl.moc"
