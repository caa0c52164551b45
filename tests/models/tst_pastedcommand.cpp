// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/pastedcommand.h"

#include <QTest>

#include <functional>

using namespace Pushscope;

namespace {

/// What a line must say: starts from the address alone.
using Change = std::function<void(CommandOptions &)>;

void header(CommandOptions &options, const char *name, const char *value)
{
    options.headers.append({ name, QByteArray(value) });
}

CommandOptions expected(const char *url, Technique technique, const Change &change)
{
    CommandOptions options;
    options.url = QUrl(QString::fromLatin1(url));
    options.technique = technique;
    if (change)
        change(options);
    return options;
}

} // namespace

Q_DECLARE_METATYPE(Pushscope::CommandOptions)

/// Command lines as people copy them.
class TestPastedCommand : public QObject
{
    Q_OBJECT

private slots:
    void readsCurl_data();
    void readsCurl();
    void readsBrowsers_data();
    void readsBrowsers();
    void readsWebSocketPrograms_data();
    void readsWebSocketPrograms();
    void remarks_data();
    void remarks();
    void refuses_data();
    void refuses();
    void knowsCommands();
    void hidesCredentials();

private:
    void compare();
};

void TestPastedCommand::compare()
{
    QFETCH(QString, line);
    QFETCH(CommandOptions, options);
    QVERIFY(looksLikeCommand(line));
    const auto command = readCommand(line);
    QVERIFY(command);
    QVERIFY2(!command->fault, qPrintable(command->fault.value_or(QString())));
    const CommandOptions &read = command->options;
    QCOMPARE(read.url.toString(), options.url.toString());
    QCOMPARE(read.technique, options.technique);
    QCOMPARE(read.headers, options.headers);
    QCOMPARE(read.body, options.body);
    QCOMPARE(read.method, options.method);
    QCOMPARE(read.cookies, options.cookies);
    QCOMPARE(read.user, options.user);
    QCOMPARE(read.offersDeflate, options.offersDeflate);
    QVERIFY(read == options);
    QVERIFY2(command->remarks.isEmpty(), qPrintable(command->remarks.join(QLatin1Char('|'))));
}

void TestPastedCommand::readsCurl_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<CommandOptions>("options");
    const auto row = [](const char *name, const char *line, const char *url,
                        const Change &change = {}, Technique technique = Technique::Auto) {
        QTest::newRow(name) << QString::fromUtf8(line) << expected(url, technique, change);
    };
    using O = CommandOptions;
    row("address alone", "curl https://x.example/feed", "https://x.example/feed");
    row("no scheme", "curl x.example", "http://x.example/");
    row("port", "curl localhost:8080/sse", "http://localhost:8080/sse");
    row("--url", "curl --url http://x.example/a", "http://x.example/a");
    row("path of the program", "/usr/bin/curl http://x.example/a", "http://x.example/a");
    row("curl.exe", "curl.exe http://x.example/a", "http://x.example/a");
    row("prompt", "$ curl http://x.example/a", "http://x.example/a");
    row("-N and prints", "curl -sSN -i -o out.txt -w '%{time_total}' --no-progress-meter http://x.example/a",
        "http://x.example/a");
    row("Accept", "curl -N -H 'Accept: text/event-stream' http://x.example/sse",
        "http://x.example/sse", {}, Technique::Sse);
    row("-H", "curl -H 'X-A: b: c' -H'X-D:e' http://x.example/", "http://x.example/", [](O &o) {
        header(o, "X-A", "b: c");
        header(o, "X-D", "e");
    });
    row("-H removes", "curl -H 'User-Agent:' http://x.example/", "http://x.example/",
        [](O &o) { o.headers.append({ "User-Agent", std::nullopt }); });
    row("-H empty", "curl -H 'X-A;' http://x.example/", "http://x.example/",
        [](O &o) { header(o, "X-A", ""); });
    row("-A and -e", "curl -A me -e http://r.example/ http://x.example/", "http://x.example/",
        [](O &o) {
            header(o, "User-Agent", "me");
            header(o, "Referer", "http://r.example/");
        });
    row("-X", "curl -X DELETE http://x.example/a", "http://x.example/a",
        [](O &o) { o.method = "DELETE"; });
    row("-X clustered", "curl -sXPUT http://x.example/a", "http://x.example/a",
        [](O &o) { o.method = "PUT"; });
    row("-X of what is usual", "curl -X GET http://x.example/a", "http://x.example/a");
    row("-I", "curl -I http://x.example/a", "http://x.example/a", [](O &o) { o.method = "HEAD"; });
    row("-d", "curl -d a=1 -d b=2 http://x.example/a", "http://x.example/a", [](O &o) {
        o.body = "a=1&b=2";
        header(o, "Content-Type", "application/x-www-form-urlencoded");
    });
    row("-d of JSON", "curl -H 'Content-Type: application/json' -d '{\"a\":1}' http://x.example/a",
        "http://x.example/a", [](O &o) { o.body = "{\"a\":1}"; });
    row("--data-raw", "curl --data-raw '@a' -H 'content-type: text/plain' http://x.example/a",
        "http://x.example/a", [](O &o) { o.body = "@a"; });
    row("--data-urlencode", "curl --data-urlencode 'q=a b&c' http://x.example/a",
        "http://x.example/a", [](O &o) {
            o.body = "q=a%20b%26c";
            header(o, "Content-Type", "application/x-www-form-urlencoded");
        });
    row("--json", "curl --json '{\"a\":1}' http://x.example/a", "http://x.example/a", [](O &o) {
        o.body = "{\"a\":1}";
        header(o, "Accept", "application/json");
    });
    row("-G", "curl -G -d a=1 -d b=2 'http://x.example/a?c=3#d'",
        "http://x.example/a?c=3&a=1&b=2#d");
    row("-G urlencode", "curl --get http://x.example/a --data-urlencode 'q=a b'",
        "http://x.example/a?q=a%20b");
    row("--url-query", "curl --url-query 'q=a b' http://x.example/a", "http://x.example/a?q=a%20b");
    row("-u", "curl -u ann:secret http://x.example/", "http://x.example/",
        [](O &o) { o.user = "ann:secret"; });
    row("userinfo", "curl http://ann:se%40cret@x.example/", "http://x.example/",
        [](O &o) { o.user = "ann:se@cret"; });
    row("--oauth2-bearer", "curl --oauth2-bearer abc http://x.example/", "http://x.example/",
        [](O &o) { header(o, "Authorization", "Bearer abc"); });
    row("-b", "curl -b 'a=1; b=2' http://x.example/", "http://x.example/", [](O &o) {
        o.cookies = { "a=1", "b=2" };
    });
    row("Cookie", "curl -H 'Cookie: a=1' http://x.example/", "http://x.example/",
        [](O &o) { o.cookies = { "a=1" }; });
    row("-x", "curl -x p.example http://x.example/", "http://x.example/",
        [](O &o) { o.proxy = "http://p.example:1080"; });
    row("-x and -U", "curl -U 'ann:p@w' -x http://p.example:3128/ http://x.example/",
        "http://x.example/", [](O &o) { o.proxy = "http://ann:p%40w@p.example:3128"; });
    row("--socks5", "curl --socks5-hostname p.example:9050 http://x.example/", "http://x.example/",
        [](O &o) { o.proxy = "socks5://p.example:9050"; });
    row("-k --cacert", "curl -k --cacert ca.pem https://x.example/", "https://x.example/",
        [](O &o) {
            o.isInsecure = true;
            o.caCertificateFile = QStringLiteral("ca.pem");
        });
    row("times", "curl --connect-timeout 2.5 -m 60 http://x.example/", "http://x.example/",
        [](O &o) {
            o.timeoutMs = 2500;
            o.durationMs = 60'000;
        });
    row("--compressed", "curl --compressed http://x.example/", "http://x.example/",
        [](O &o) { header(o, "Accept-Encoding", "gzip, deflate, br"); });
    row("-r", "curl -r 0-99 http://x.example/", "http://x.example/",
        [](O &o) { header(o, "Range", "bytes=0-99"); });
    row("Last-Event-ID", "curl -H 'Last-Event-ID: 7' http://x.example/", "http://x.example/",
        [](O &o) { o.lastEventId = "7"; });
    row("Origin", "curl -H 'Origin: https://p.example' http://x.example/", "http://x.example/",
        [](O &o) { o.origin = "https://p.example"; });
    row("end of options", "curl -v -- http://x.example/-a", "http://x.example/-a");
    row("ws address", "curl ws://x.example/ws", "ws://x.example/ws", {}, Technique::WebSocket);
    row("lines", "curl \\\n  -H 'X-A: 1' \\\n  'http://x.example/a'", "http://x.example/a",
        [](O &o) { header(o, "X-A", "1"); });
    row("ansi quotes", "curl --data-raw $'a\\nb' -H 'Content-Type: text/plain' http://x.example/",
        "http://x.example/", [](O &o) { o.body = "a\nb"; });
}

void TestPastedCommand::readsCurl()
{
    compare();
}

void TestPastedCommand::readsBrowsers_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<CommandOptions>("options");
    QTest::addColumn<QString>("remark");
    // Chromium, Copy as cURL (bash), of an EventSource.
    CommandOptions options
        = expected("https://x.example/sse", Technique::Sse, [](CommandOptions &o) {
              header(o, "Cache-Control", "no-cache");
              header(o, "User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
              header(o, "sec-ch-ua", "\"Chromium\";v=\"130\"");
              o.cookies = { "sid=abc" };
          });
    QTest::newRow("EventSource, bash")
        << QStringLiteral("curl 'https://x.example/sse' \\\n  -H 'Accept: text/event-stream' \\\n"
                          "  -H 'Cache-Control: no-cache' \\\n  -b 'sid=abc' \\\n"
                          "  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64)' \\\n"
                          "  -H 'sec-ch-ua: \"Chromium\";v=\"130\"'")
        << options << QString();
    // The same from Windows.
    QTest::newRow("EventSource, cmd")
        << QStringLiteral("curl ^\"https://x.example/sse^\" ^\n  -H ^\"Accept: text/event-stream^\" ^\n"
                          "  -H ^\"Cache-Control: no-cache^\" ^\n  -b ^\"sid=abc^\" ^\n"
                          "  -H ^\"User-Agent: Mozilla/5.0 (X11; Linux x86_64)^\" ^\n"
                          "  -H ^\"sec-ch-ua: ^\\^\"Chromium^\\^\";v=^\\^\"130^\\^\"^\"")
        << options << QString();
    options = expected("wss://x.example/ws?a=1", Technique::WebSocket, [](CommandOptions &o) {
        header(o, "Pragma", "no-cache");
        o.origin = "https://x.example";
        o.subprotocols = { "chat", "v2" };
    });
    QTest::newRow("WebSocket, Chromium")
        << QStringLiteral("curl 'wss://x.example/ws?a=1' \\\n  -H 'Upgrade: websocket' \\\n"
                          "  -H 'Origin: https://x.example' \\\n  -H 'Pragma: no-cache' \\\n"
                          "  -H 'Connection: Upgrade' \\\n  -H 'Sec-WebSocket-Key: abc==' \\\n"
                          "  -H 'Sec-WebSocket-Version: 13' \\\n"
                          "  -H 'Sec-WebSocket-Protocol: chat, v2' \\\n"
                          "  -H 'Sec-WebSocket-Extensions: permessage-deflate; "
                          "client_max_window_bits'")
        << options << QStringLiteral("Sec-WebSocket-Key");
    // Firefox names the scheme of HTTP.
    options.offersDeflate = false;
    QTest::newRow("WebSocket, Firefox")
        << QStringLiteral("curl 'https://x.example/ws?a=1' -H 'Upgrade: websocket' "
                          "-H 'Origin: https://x.example' -H 'Pragma: no-cache' "
                          "-H 'Connection: keep-alive, Upgrade' -H 'Sec-WebSocket-Key: abc==' "
                          "-H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Protocol: chat, v2'")
        << options << QStringLiteral("Sec-WebSocket-Key");
    options = expected("https://x.example/api", Technique::Auto, [](CommandOptions &o) {
        header(o, "accept", "*/*");
        header(o, "Accept-Encoding", "gzip, deflate, br");
        header(o, "authorization", "Bearer abc");
        o.body = "{\"q\":\"it's\"}";
        o.origin = "https://x.example";
    });
    QTest::newRow("fetch, bash")
        << QStringLiteral("curl 'https://x.example/api' -X POST -H 'accept: */*' "
                          "-H 'Accept-Encoding: gzip, deflate, br, zstd' "
                          "-H 'authorization: Bearer abc' -H 'content-type: application/json' "
                          "-H 'origin: https://x.example' --data-raw $'{\"q\":\"it\\'s\"}'")
        << options << QStringLiteral("zstd");
    options.headers.removeAt(1);
    QTest::newRow("fetch, cmd")
        << QStringLiteral("curl ^\"https://x.example/api^\" ^\n  -H ^\"accept: */*^\" ^\n"
                          "  -H ^\"authorization: Bearer abc^\" ^\n"
                          "  -H ^\"content-type: application/json^\" ^\n"
                          "  -H ^\"origin: https://x.example^\" ^\n"
                          "  --data-raw ^\"^{^\\^\"q^\\^\":^\\^\"it's^\\^\"^}^\"")
        << options << QString();
}

void TestPastedCommand::readsBrowsers()
{
    QFETCH(QString, line);
    QFETCH(CommandOptions, options);
    QFETCH(QString, remark);
    const auto command = readCommand(line);
    QVERIFY(command && !command->fault);
    QCOMPARE(command->options.url, options.url);
    QCOMPARE(command->options.headers, options.headers);
    QCOMPARE(command->options.body, options.body);
    QVERIFY(command->options == options);
    QCOMPARE(command->remarks.size(), remark.isEmpty() ? 0 : 1);
    if (!remark.isEmpty())
        QVERIFY(command->remarks.first().contains(remark));
}

void TestPastedCommand::readsWebSocketPrograms_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<CommandOptions>("options");
    const auto row = [](const char *name, const char *line, const char *url,
                        const Change &change = {}) {
        QTest::newRow(name) << QString::fromUtf8(line)
                            << expected(url, Technique::WebSocket, change);
    };
    using O = CommandOptions;
    row("wscat -c", "wscat -c ws://x.example/ws", "ws://x.example/ws");
    row("wscat no scheme", "wscat -c x.example", "ws://x.example/");
    row("wscat --connect=", "wscat --connect=wss://x.example/a", "wss://x.example/a");
    row("wscat -H -s -o", "wscat -H 'X-A: 1' -s chat -s v2 -o https://p.example -c ws://x.example/",
        "ws://x.example/", [](O &o) {
            header(o, "X-A", "1");
            o.subprotocols = { "chat", "v2" };
            o.origin = "https://p.example";
        });
    row("wscat --auth", "wscat --auth ann:secret -c wss://x.example/", "wss://x.example/",
        [](O &o) { o.user = "ann:secret"; });
    row("wscat -n --ca", "wscat -n --ca ca.pem -c wss://x.example/", "wss://x.example/",
        [](O &o) {
            o.isInsecure = true;
            o.caCertificateFile = QStringLiteral("ca.pem");
        });
    row("wscat -x -w", "wscat -c ws://x.example/ -x '{\"op\":\"a\"}' -w 2", "ws://x.example/",
        [](O &o) {
            o.texts = { "{\"op\":\"a\"}" };
            o.durationMs = 2000;
        });
    row("wscat --proxy", "wscat --proxy http://p.example:3128 -c ws://x.example/",
        "ws://x.example/", [](O &o) { o.proxy = "http://p.example:3128"; });
    row("websocat --socks5", "websocat --socks5 127.0.0.1:9050 ws://x.example/", "ws://x.example/",
        [](O &o) { o.proxy = "socks5://127.0.0.1:9050"; });
    row("wscat -P", "wscat -P --no-color --slash -c ws://x.example/", "ws://x.example/");
    row("wscat --host", "wscat --host y.example -c ws://x.example/", "ws://x.example/",
        [](O &o) { header(o, "Host", "y.example"); });
    row("npx aside", "wscat -c ws://localhost:8080/ws", "ws://localhost:8080/ws");
    row("websocat", "websocat ws://x.example/ws", "ws://x.example/ws");
    row("websocat - and address", "websocat -t - wss://x.example/ws", "wss://x.example/ws");
    row("websocat -H=", "websocat -H='X-A: 1' --header 'X-B: 2' ws://x.example/",
        "ws://x.example/", [](O &o) {
            header(o, "X-A", "1");
            header(o, "X-B", "2");
        });
    row("websocat -k --origin", "websocat -k --origin https://p.example wss://x.example/",
        "wss://x.example/", [](O &o) {
            o.isInsecure = true;
            o.origin = "https://p.example";
        });
    row("websocat --protocol", "websocat --protocol 'chat, v2' ws://x.example/", "ws://x.example/",
        [](O &o) { o.subprotocols = { "chat", "v2" }; });
    row("websocat --basic-auth=", "websocat --basic-auth=ann:secret ws://x.example/",
        "ws://x.example/", [](O &o) { o.user = "ann:secret"; });
    row("wscat --cert", "wscat --cert me.pem --key me.key -c ws://x.example/", "ws://x.example/",
        [](O &o) {
            o.clientCertificateFile = QStringLiteral("me.pem");
            o.clientKeyFile = QStringLiteral("me.key");
        });
    row("websocat autoreconnect", "websocat autoreconnect:ws://x.example/", "ws://x.example/",
        [](O &o) { o.reconnects = true; });
    row("websocat -nEB", "websocat -nE -B 65536 ws://x.example/", "ws://x.example/");
}

void TestPastedCommand::readsWebSocketPrograms()
{
    compare();
}

void TestPastedCommand::remarks_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("remarks");
    const QString url = QStringLiteral(" http://x.example/");
    const auto row = [&](const char *name, const char *line, const QStringList &remarks) {
        QTest::newRow(name) << QString::fromUtf8(line) + url << remarks;
    };
    row("proxy", "curl -x https://ann:pw@p.example:3128 --socks4 p.example",
        { QStringLiteral("Not carried over, for want of a counterpart: -x, --socks4.") });
    row("unknown", "curl --frob -?", { QStringLiteral("Not understood: --frob, -?.") });
    row("files", "curl -d @body.json -b jar.txt -H @head.txt",
        { QStringLiteral("The file of -d, -b, -H is not read.") });
    row("password of a certificate", "curl -E me.pem:pw",
        { QStringLiteral("Not carried over, for want of a counterpart: -E (its password).") });
    row("form", "curl -F a=b",
        { QStringLiteral("Not carried over, for want of a counterpart: -F.") });
    row("variable", "curl -H \"X-A: $A\"",
        { QStringLiteral("Put in the value of $A, which only the shell knows.") });
    row("two addresses", "curl http://y.example/",
        { QStringLiteral("Of several addresses the first is taken.") });
    row("second transfer", "curl http://y.example/ --next",
        { QStringLiteral("Only the first command is read.") });
    QTest::newRow("pipe") << QStringLiteral("curl http://x.example/ | jq .")
                          << QStringList{ QStringLiteral("What stands behind | is left out.") };
    QTest::newRow("websocat") << QStringLiteral("websocat --ping-interval 5 ws://x.example/ cmd:id")
                              << QStringList{ QStringLiteral(
                                     "Not carried over, for want of a counterpart: "
                                     "--ping-interval, cmd:.") };
    QTest::newRow("wscat") << QStringLiteral("wscat -p 8 -c ws://x.example/")
                           << QStringList{ QStringLiteral(
                                  "Not carried over, for want of a counterpart: -p.") };
}

void TestPastedCommand::remarks()
{
    QFETCH(QString, line);
    const auto command = readCommand(line);
    QVERIFY(command);
    QVERIFY(!command->fault);
    QTEST(command->remarks, "remarks");
}

void TestPastedCommand::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("word");
    QTest::newRow("no address") << QStringLiteral("curl -v") << QStringLiteral("no address");
    QTest::newRow("open quote") << QStringLiteral("curl 'http://x.example/")
                                << QStringLiteral("not closed");
    QTest::newRow("a server") << QStringLiteral("wscat -l 8080") << QStringLiteral("server");
    QTest::newRow("websocat -s") << QStringLiteral("websocat -s 1234") << QStringLiteral("server");
    QTest::newRow("ftp") << QStringLiteral("curl ftp://x.example/") << QStringLiteral("none of ws");
}

void TestPastedCommand::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, word);
    const auto command = readCommand(line);
    QVERIFY(command && command->fault);
    QVERIFY2(command->fault->contains(word), qPrintable(*command->fault));
}

void TestPastedCommand::knowsCommands()
{
    QVERIFY(looksLikeCommand(QStringLiteral("  curl http://x.example/")));
    QVERIFY(looksLikeCommand(QStringLiteral("websocat ws://x.example/")));
    QVERIFY(!looksLikeCommand(QStringLiteral("curl")));
    QVERIFY(!looksLikeCommand(QStringLiteral("curl.example/feed")));
    QVERIFY(!looksLikeCommand(QStringLiteral("https://x.example/?q=curl x")));
    QVERIFY(!looksLikeCommand(QString()));
    QVERIFY(!readCommand(QStringLiteral("wget http://x.example/")));
}

void TestPastedCommand::hidesCredentials()
{
    const auto command = readCommand(QStringLiteral(
        "curl -u ann:secret1 -b sid=secret2 -H 'Authorization: Bearer secret3' "
        "-H 'X-Api-Key: secret4' -H 'X-A: kept' https://bob:secret5@x.example/"));
    QVERIFY(command);
    QVERIFY(hasCredentials(command->options));
    QVERIFY(!command->options.url.toString().contains(QLatin1String("secret")));
    const CommandOptions hidden = withoutCredentials(command->options);
    QCOMPARE(hidden.user, QByteArray("***"));
    QCOMPARE(hidden.cookies, QList<QByteArray>{ "sid=***" });
    QCOMPARE(hidden.headers.value(0).second, QByteArray("***"));
    QCOMPARE(hidden.headers.value(1).second, QByteArray("***"));
    QCOMPARE(hidden.headers.value(2).second, QByteArray("kept"));
    QVERIFY(!hasCredentials(CommandOptions()));
}

QTEST_APPLESS_MAIN(TestPastedCommand)
#include "tst_pastedcommand.moc"
