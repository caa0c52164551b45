// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/copiedcommand.h"
#include "models/pastedcommand.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

#include <functional>

using namespace Pushscope;

Q_DECLARE_METATYPE(Pushscope::CommandOptions)

namespace {

CommandOptions made(const char *url, Technique technique,
                    const std::function<void(CommandOptions &)> &change = {})
{
    CommandOptions options;
    options.url = QUrl(QString::fromUtf8(url));
    options.technique = technique;
    if (change)
        change(options);
    return options;
}

void everything(CommandOptions &o)
{
    o.headers = { { "X-A", QByteArray("it's \"b\" $c `d` \\") },
                  { "User-Agent", std::nullopt },
                  { "X-Empty", QByteArray("") } };
    o.origin = "https://p.example";
    o.proxy = "http://pat:hush@p.example:3128";
    o.user = "ann:pass word";
    o.cookies = { "a=1", "b=2" };
    o.lastEventId = "7";
    o.caCertificateFile = QStringLiteral("/etc/a ca.pem");
    o.clientCertificateFile = QStringLiteral("/etc/my:own\\ cert.pem");
    o.clientKeyFile = QStringLiteral("/etc/my key.pem");
    o.isInsecure = true;
    o.timeoutMs = 2500;
    o.durationMs = 60'000;
}

} // namespace

/// A connection told to other programs, and read back.
class TestCopiedCommand : public QObject
{
    Q_OBJECT

private slots:
    void curlComesBack_data();
    void curlComesBack();
    void websocatComesBack_data();
    void websocatComesBack();
    void websocatIsForWebSockets();
    void saysWhatIsLost();
    void masksCredentials();
    void masksBodies();
    void writesJavaScript_data();
    void writesJavaScript();
    void javaScriptParses_data();
    void javaScriptParses();
    void quotesForScripts();

private:
    static void checkMasked(const CommandOptions &options, bool inEach = true);
};

void TestCopiedCommand::curlComesBack_data()
{
    using O = CommandOptions;
    QTest::addColumn<CommandOptions>("options");
    QTest::newRow("address") << made("https://x.example/a?b=c%20d&e", Technique::Auto);
    QTest::newRow("sse") << made("http://x.example/sse", Technique::Sse);
    QTest::newRow("sse with everything") << made("https://x.example/sse", Technique::Sse, everything);
    QTest::newRow("post of JSON")
        << made("http://x.example/", Technique::Auto, [](O &o) { o.body = "{\"a\":\"it's\\n\"}"; });
    QTest::newRow("post of text") << made("http://x.example/", Technique::Auto,
                                          [](O &o) { o.body = "@a\nb\x01\xc3\xa9"; });
    QTest::newRow("empty body")
        << made("http://x.example/", Technique::Auto, [](O &o) { o.body = ""; });
    QTest::newRow("a body of another type") << made("http://x.example/", Technique::Auto, [](O &o) {
        o.body = "<a/>";
        o.headers = { { "Content-Type", QByteArray("application/xml") } };
    });
    QTest::newRow("method")
        << made("http://x.example/", Technique::Auto, [](O &o) { o.method = "PATCH"; });
    QTest::newRow("head")
        << made("http://x.example/", Technique::Auto, [](O &o) { o.method = "HEAD"; });
    QTest::newRow("get with a body") << made("http://x.example/", Technique::Auto, [](O &o) {
        o.method = "GET";
        o.body = "a";
    });
    QTest::newRow("websocket") << made("wss://x.example/ws", Technique::WebSocket);
    QTest::newRow("websocket with everything")
        << made("ws://x.example:8080/ws?a=b", Technique::WebSocket, [](O &o) {
               everything(o);
               o.subprotocols = { "chat", "v2" };
               o.offersDeflate = false;
           });
    QTest::newRow("not ASCII") << made("http://x.example/é?q=日本", Technique::Auto, [](O &o) {
        o.headers = { { "X-A", QByteArray("\xe6\x97\xa5") } };
    });
}

void TestCopiedCommand::curlComesBack()
{
    QFETCH(CommandOptions, options);
    const QString text = copiedCurl(options);
    const auto command = readCommand(text);
    QVERIFY2(command, qPrintable(text));
    QVERIFY2(!command->fault, qPrintable(text));
    QCOMPARE(command->options.url, options.url);
    QCOMPARE(command->options.headers, options.headers);
    QCOMPARE(command->options.body, options.body);
    QVERIFY2(command->options == options, qPrintable(text));
}

void TestCopiedCommand::websocatComesBack_data()
{
    using O = CommandOptions;
    QTest::addColumn<CommandOptions>("options");
    QTest::newRow("address") << made("wss://x.example/ws?a=b", Technique::WebSocket);
    QTest::newRow("everything it has") << made("ws://x.example/ws", Technique::WebSocket, [](O &o) {
        o.headers = { { "X-A", QByteArray("it's") } };
        o.origin = "https://p.example";
        o.user = "ann:pass word";
        o.cookies = { "a=1", "b=2" };
        o.lastEventId = "7";
        o.isInsecure = true;
        o.reconnects = true;
        o.proxy = "socks5://127.0.0.1:9050";
        o.subprotocols = { "chat", "v2" };
    });
}

void TestCopiedCommand::websocatComesBack()
{
    QFETCH(CommandOptions, options);
    const QString text = copiedWebsocat(options);
    const auto command = readCommand(text);
    QVERIFY2(command && !command->fault, qPrintable(text));
    QVERIFY2(command->remarks.isEmpty(), qPrintable(text));
    QVERIFY2(command->options == options, qPrintable(text));
}

void TestCopiedCommand::websocatIsForWebSockets()
{
    QVERIFY(copiedWebsocat(made("http://x.example/", Technique::Sse)).isEmpty());
}

void TestCopiedCommand::saysWhatIsLost()
{
    const CommandOptions options = made("ws://x.example/", Technique::WebSocket, [](auto &o) {
        everything(o);
        o.texts = { "hello" };
    });
    const QString websocat = copiedWebsocat(options);
    QVERIFY(websocat.startsWith(QLatin1String("# Not carried over: ")));
    for (const char *lost : { "CA certificates", "client certificate", "time-out", "User-Agent", "sent once" })
        QVERIFY2(websocat.section(QLatin1Char('\n'), 0, 0).contains(QLatin1String(lost)), lost);
    QVERIFY(copiedCurl(options).contains(QLatin1String("# Not carried over: what is sent")));
    QVERIFY(copiedCurl(made("http://x.example/", Technique::ShortPoll))
                .startsWith(QLatin1String("# Polling")));
    const QString script = copiedJavaScript(options, {});
    QVERIFY(script.startsWith(QLatin1String("// A page cannot set: ")));
    for (const char *lost : { "X-A", "Origin", "Cookie", "certificate", "Authorization" })
        QVERIFY2(script.section(QLatin1Char('\n'), 0, 0).contains(QLatin1String(lost)), lost);
    QVERIFY(script.contains(QLatin1String("socket.send('hello');")));
}

void TestCopiedCommand::masksCredentials()
{
    const CommandOptions options = made("wss://x.example/", Technique::WebSocket, [](auto &o) {
        o.user = "ann:hush";
        o.proxy = "http://pat:hush@p.example:3128";
        o.cookies = { "sid=hush" };
        o.headers = { { "Authorization", QByteArray("Bearer hush") } };
    });
    checkMasked(options, false);
    // Each by itself is told of.
    checkMasked(made("wss://x.example/?room=7&access_token=hush", Technique::WebSocket));
    checkMasked(made("wss://x.example/", Technique::WebSocket, [](auto &o) {
        o.texts = { R"({"op":"login","token":"hush"})" };
    }), false);
    checkMasked(made("wss://x.example/", Technique::WebSocket,
                     [](auto &o) { o.headers = { { "X-Api-Key", QByteArray("hush") } }; }), false);
    checkMasked(made("wss://x.example/", Technique::WebSocket,
                     [](auto &o) { o.subprotocols = { "v1.json", "bearer.hush" }; }), false);
    QVERIFY(copiedCurl(options).contains(QLatin1String("ann:hush")));
    QVERIFY(!copiedCurl(options).contains(QLatin1String("left out")));
}

void TestCopiedCommand::masksBodies()
{
    const CommandOptions options = made("https://x.example/?sig=hush&a=1", Technique::Auto, [](auto &o) {
        o.body = R"({"user":"ann","password":"hush","pin":{"pwd":4711}})";
    });
    const CommandOptions masked = withoutCredentials(options);
    QCOMPARE(masked.url.toString(), QStringLiteral("https://x.example/?sig=***&a=1"));
    QCOMPARE(masked.body, QByteArray(R"({"user":"ann","password":"***","pin":{"pwd":"***"}})"));
    QVERIFY(hasCredentials(options) && hasCredentials(masked));
    const QString curl = copiedCurl(masked);
    QVERIFY2(curl.contains(QLatin1String("application/json")), qPrintable(curl)); // As the whole.
    QVERIFY2(curl.contains(QLatin1String("Credentials are left out")), qPrintable(curl));
    QVERIFY(!hasCredentials(made("https://x.example/?a=1", Technique::Auto,
                                 [](auto &o) { o.body = R"({"max_tokens":7})"; })));
}

void TestCopiedCommand::checkMasked(const CommandOptions &options, bool inEach)
{
    const CommandOptions masked = withoutCredentials(options);
    for (const QString &text : { copiedCurl(masked), copiedWebsocat(masked),
                                 copiedJavaScript(masked, {}) }) {
        QVERIFY2(!text.contains(QLatin1String("hush")), qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("Credentials are left out")), qPrintable(text));
        if (inEach)
            QVERIFY2(text.section(QLatin1Char('\n'), 1).contains(QLatin1String("***")), qPrintable(text));
    }
}

void TestCopiedCommand::writesJavaScript_data()
{
    using O = CommandOptions;
    QTest::addColumn<CommandOptions>("options");
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<QString>("without");
    QTest::newRow("WebSocket") << made("wss://x.example/ws", Technique::WebSocket,
                                       [](O &o) { o.subprotocols = { "chat", "v2" }; })
                               << QStringList{ QStringLiteral("new WebSocket('wss://x.example/ws', "
                                                              "['chat', 'v2']);") }
                               << QStringLiteral("// A page");
    QTest::newRow("EventSource")
        << made("https://x.example/sse", Technique::Sse)
        << QStringList{ QStringLiteral("new EventSource('https://x.example/sse');"),
                        QStringLiteral("source.addEventListener('price', ") }
        << QStringLiteral("fetch");
    QTest::newRow("EventSource with cookies")
        << made("https://x.example/sse", Technique::Sse, [](O &o) { o.cookies = { "a=1" }; })
        << QStringList{ QStringLiteral("{ withCredentials: true }"), QStringLiteral("Cookie") }
        << QStringLiteral("fetch");
    QTest::newRow("events by fetch")
        << made("https://x.example/sse", Technique::Sse,
                [](O &o) {
                    o.headers = { { "X-A", QByteArray("it's") } };
                    o.lastEventId = "7";
                })
        << QStringList{ QStringLiteral("fetch('https://x.example/sse', {"),
                        QStringLiteral("'X-A': 'it\\'s'"), QStringLiteral("'Last-Event-ID': '7'"),
                        QStringLiteral("// Events seen: price.") }
        << QStringLiteral("EventSource(");
    QTest::newRow("post") << made("https://x.example/a", Technique::Auto,
                                  [](O &o) {
                                      o.body = "{\"a\":1}";
                                      o.user = "ann:pw";
                                      o.headers = { { "X-A", QByteArray("%1 fetch(%1)") } };
                                  })
                          << QStringList{ QStringLiteral("method: 'POST'"),
                                          QStringLiteral("'Content-Type': 'application/json'"),
                                          QStringLiteral("'Authorization': 'Basic YW5uOnB3'"),
                                          QStringLiteral("'X-A': '%1 fetch(%1)'"),
                                          QStringLiteral("body: '{\"a\":1}'") }
                          << QStringLiteral("EventSource");
}

void TestCopiedCommand::writesJavaScript()
{
    QFETCH(CommandOptions, options);
    QFETCH(QStringList, parts);
    QFETCH(QString, without);
    const QString script = copiedJavaScript(options, { { QStringLiteral("price") }, {} });
    if (options.headers.size() == 1 && options.body) {
        // The technique's own snippet keeps its shape.
        const QString polled = copiedJavaScript(
            options, { {}, QStringLiteral("setInterval(() => fetch(%1), 1000);") });
        QVERIFY(polled.contains(QLatin1String("fetch('https://x.example/a', {")));
        QVERIFY(polled.contains(QLatin1String("'X-A': '%1 ")));
    }
    for (const QString &part : parts)
        QVERIFY2(script.contains(part), qPrintable(script));
    QVERIFY2(!script.contains(without), qPrintable(script));
}

void TestCopiedCommand::javaScriptParses_data()
{
    writesJavaScript_data();
}

void TestCopiedCommand::javaScriptParses()
{
    QFETCH(CommandOptions, options);
    QVERIFY(copiedJavaScript(options, {}).endsWith(QLatin1Char('\n')));
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (node.isEmpty())
        return; // Machines without it have said what they can.
    QTemporaryFile file(QStringLiteral("XXXXXX.mjs"));
    QVERIFY(file.open());
    file.write(copiedJavaScript(options, { { QStringLiteral("a'b\n</script>") }, {} }).toUtf8());
    file.close();
    QProcess checker;
    checker.start(node, { QStringLiteral("--check"), file.fileName() });
    QVERIFY(checker.waitForFinished());
    QVERIFY2(checker.exitCode() == 0, checker.readAllStandardError().constData());
}

void TestCopiedCommand::quotesForScripts()
{
    QCOMPARE(javaScriptString(QStringLiteral("a'b\\c\nd</script>")),
             QStringLiteral("'a\\'b\\\\c\\nd\\u003c/script>'"));
    QCOMPARE(javaScriptString(QString(QChar(0x2028))), QStringLiteral("'\\u2028'"));
}

QTEST_GUILESS_MAIN(TestCopiedCommand)
#include "tst_copiedcommand.moc"
