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
    for (const char *text : { "", "ftp://a", "https://a:1", "http://", "http://a:0", "http://a/b",
                              "http://a:99999", "http://a?b", "socks4://a" })
        QTest::newRow(QByteArray(text).replace(':', ' ').constData()) << QString::fromUtf8(text);
}

void TestProxyOptions::refuses()
{
    QFETCH(QString, text);
    const auto proxy = parseProxy(text);
    QVERIFY(!proxy);
    QCOMPARE(proxy.error().code, ErrorCode::BadUrl);
    QCOMPARE(proxy.error().value("reason"), QByteArray("proxy"));
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
    const auto found = proxyFromEnvironment(
        QUrl(url), [&environment](const char *name) { return environment.value(name); });
    QVERIFY(found);
    QCOMPARE(*found ? proxyText(**found) : QByteArray(), shown);
}

void TestProxyOptions::saysWhatIsWrongInTheEnvironment()
{
    const auto found = proxyFromEnvironment(QUrl(QStringLiteral("http://a/")),
                                            [](const char *) { return QByteArray("gopher://x"); });
    QVERIFY(!found);
    QCOMPARE(found.error().value("url"), QByteArray("gopher://x"));
}

QTEST_APPLESS_MAIN(TestProxyOptions)
#include "tst_proxyoptions.moc"
