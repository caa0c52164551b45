// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/proxyoptions.h"

#include <QHash>
#include <QTest>

using namespace Pushscope;

class TestProxyOptions : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void takesFromTheEnvironment_data();
    void takesFromTheEnvironment();
    void saysWhatIsWrongInTheEnvironment();
    void knowsExceptions_data();
    void knowsExceptions();
};

void TestProxyOptions::reads_data()
{
    using Kind = ProxyOptions::Kind;
    QTest::addColumn<QString>("text");
    QTest::addColumn<ProxyOptions>("proxy");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *text, const ProxyOptions &proxy, const char *shown) {
        QTest::newRow(QByteArray(text).replace(':', ' ').constData())
            << QString::fromUtf8(text) << proxy << QByteArray(shown);
    };
    row("http://proxy.example:3128", { Kind::Http, QStringLiteral("proxy.example"), 3128, {}, {} },
        "http://proxy.example:3128");
    row("proxy.example:3128", { Kind::Http, QStringLiteral("proxy.example"), 3128, {}, {} },
        "http://proxy.example:3128");
    row("http://a/", { Kind::Http, QStringLiteral("a"), 80, {}, {} }, "http://a:80");
    row("socks5://[::1]", { Kind::Socks5, QStringLiteral("::1"), 1080, {}, {} },
        "socks5://[::1]:1080");
    row("socks5h://li:p%40ss@b:9", { Kind::Socks5, QStringLiteral("b"), 9, "li", "p@ss" },
        "socks5://b:9");
}

void TestProxyOptions::reads()
{
    QFETCH(QString, text);
    const auto proxy = parseProxy(text);
    QVERIFY(proxy);
    QTEST(*proxy, "proxy");
    QTEST(proxyText(*proxy), "shown");
}

void TestProxyOptions::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("reason");
    const QByteArray proxy("proxy");
    for (const char *text : { "", "ftp://a", "https://a:1", "http://", "http://a:0", "http://a/b",
                              "http://a:99999", "http://a?b", "socks4://a" })
        QTest::newRow(QByteArray(text).replace(':', ' ').constData())
            << QString::fromUtf8(text) << proxy;
    const QString longest(255, u'x');
    QVERIFY(parseProxy(QString(u"socks5://" + longest + u':' + longest + u"@a")));
    QTest::newRow("RFC 1929 2 user") << QString(u"socks5://" + longest + u"x:p@a")
                                     << QByteArray("proxy-user-too-long");
    QTest::newRow("RFC 1929 2 password") << QString(u"socks5://u:" + longest + u"x@a")
                                         << QByteArray("proxy-user-too-long");
}

void TestProxyOptions::refuses()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, reason);
    const auto proxy = parseProxy(text);
    QVERIFY(!proxy);
    QCOMPARE(proxy.error().code, ErrorCode::BadUrl);
    QCOMPARE(proxy.error().value("reason"), reason);
}

void TestProxyOptions::takesFromTheEnvironment_data()
{
    using Environment = QHash<QByteArray, QByteArray>;
    QTest::addColumn<QString>("url");
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QByteArray>("shown"); // Empty: none.
    const auto row = [](const char *tag, const char *url, const Environment &environment,
                        const char *shown) {
        QTest::newRow(tag) << QString::fromUtf8(url) << environment << QByteArray(shown);
    };
    row("nothing set", "ws://a/", {}, "");
    row("ws is http", "ws://a/", { { "http_proxy", "p:1" } }, "http://p:1");
    row("wss is https", "wss://a/", { { "http_proxy", "p:1" }, { "https_proxy", "q:2" } },
        "http://q:2");
    row("capitals", "https://a/", { { "HTTPS_PROXY", "q:2" } }, "http://q:2");
    row("HTTP_PROXY is not read", "http://a/", { { "HTTP_PROXY", "q:2" } }, "");
    row("the rest", "http://a/", { { "all_proxy", "socks5://s" } }, "socks5://s:1080");
    row("its own first", "http://a/", { { "all_proxy", "x:1" }, { "http_proxy", "p:1" } },
        "http://p:1");
    row("no_proxy names it", "http://a.example/",
        { { "http_proxy", "p:1" }, { "no_proxy", "b, a.example" } }, "");
    row("no_proxy names its domain", "http://x.a.example/",
        { { "http_proxy", "p:1" }, { "NO_PROXY", ".a.example" } }, "");
    row("no_proxy names another", "http://ba.example/",
        { { "http_proxy", "p:1" }, { "no_proxy", "a.example" } }, "http://p:1");
    row("no_proxy names all", "http://a/", { { "http_proxy", "p:1" }, { "no_proxy", "*" } }, "");
}

void TestProxyOptions::takesFromTheEnvironment()
{
    QFETCH(QString, url);
    using Environment = QHash<QByteArray, QByteArray>;
    QFETCH(Environment, environment);
    QFETCH(QByteArray, shown);
    const auto found
        = readProxyEnvironment([&](const char *name) { return environment.value(name); });
    QVERIFY(found);
    const auto proxy = found->proxyFor(QUrl(url));
    QCOMPARE(proxy ? proxyText(*proxy) : QByteArray(), shown);
}

void TestProxyOptions::saysWhatIsWrongInTheEnvironment()
{
    const auto found = readProxyEnvironment([](const char *) { return QByteArray("gopher://x"); });
    QVERIFY(!found);
    QCOMPARE(found.error().value("url"), QByteArray("gopher://x"));
}

/// Each says what curl 7.88 does, but for brackets, which it knows in URLs alone.
void TestProxyOptions::knowsExceptions_data()
{
    QTest::addColumn<QByteArray>("exceptions");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isExcepted");
    const auto row = [](const char *exceptions, const char *host, bool isExcepted) {
        const QByteArray tag = QByteArray(host) + " of " + exceptions;
        QTest::newRow(QByteArray(tag).replace(':', '.').constData())
            << QByteArray(exceptions) << QString::fromLatin1(host) << isExcepted;
    };
    row("127.0.0.0/8", "127.1.2.3", true);
    row("localhost,127.0.0.0/8,::1", "127.0.0.1", true);
    row("192.168.4.0/22", "192.168.7.255", true);
    row("192.168.4.0/22", "192.168.8.0", false);
    row("192.168.4.1/32", "192.168.4.1", true);
    row("192.168.4.1/33", "192.168.4.1", false);
    row("192.168.4.1/x", "192.168.4.1", false);
    row("0.0.0.0/0", "10.0.0.1", true);
    row("0.0.0.0/0", "[::1]", false);
    row("fe80::/10", "[fe80::1]", true);
    row("fe80::/10", "[fe80::1%25lo]", true);
    row("fe80::/10", "[fec0::1]", false);
    row("::1", "[0:0::1]", true);
    row("[::1]", "[::1]", true);
    row("a b\tc", "b", true);
    row("a 127.0.0.1", "127.0.0.1", true);
    row("a , ,b", "b", true);
    row("0.0.1", "127.0.0.1", false);
    row("10.0.0.0/8", "10.0.0.1.example", false);
    row("localhost", "localhost.", true);
    row("localhost.", "localhost", true);
    row("example.org.", "www.example.org", true);
    row("EXAMPLE.org", "www.Example.ORG", true);
    row(".", "a", false);
    row("/8", "127.0.0.1", false);
}

void TestProxyOptions::knowsExceptions()
{
    QFETCH(QByteArray, exceptions);
    QFETCH(QString, host);
    ProxyEnvironment environment;
    environment.all = *parseProxy(QStringLiteral("p:1"));
    environment.exceptions = exceptions;
    const QUrl url(QLatin1String("http://") + host + QLatin1String("/"));
    QVERIFY(url.isValid());
    QTEST(!environment.proxyFor(url).has_value(), "isExcepted");
}

QTEST_APPLESS_MAIN(TestProxyOptions)
#include "tst_proxyoptions.moc"
