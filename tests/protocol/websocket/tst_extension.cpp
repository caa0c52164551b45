// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/extension.h"

#include <QTest>

using namespace Pushscope::WebSocket;

namespace {

/// `name(parameter)(parameter=value)` for each, `none` where the grammar is broken.
QByteArray text(const std::optional<std::vector<Extension>> &extensions)
{
    if (!extensions)
        return "none";
    QByteArray out;
    for (const Extension &extension : *extensions) {
        out += extension.name;
        for (const ExtensionParameter &parameter : extension.parameters) {
            out += '(' + parameter.name;
            if (parameter.value)
                out += '=' + *parameter.value;
            out += ')';
        }
        out += ' ';
    }
    return out.trimmed();
}

} // namespace

class TestExtension : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void serializes();
};

void TestExtension::parses_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("extensions");
    const auto row = [](const char *name, const char *value, const char *extensions) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(extensions);
    };
    // The examples of RFC 6455 section 9.1.
    row("9.1 token only", "deflate-stream", "deflate-stream");
    row("9.1 several", "mux; max-channels=4; flow-control, deflate-stream",
        "mux(max-channels=4)(flow-control) deflate-stream");
    row("9.1 private", "private-extension", "private-extension");
    row("RFC 7692 7.1.3 fallback offers",
        "permessage-deflate; client_max_window_bits; server_max_window_bits=10, permessage-deflate",
        "permessage-deflate(client_max_window_bits)(server_max_window_bits=10) permessage-deflate");

    row("9.1 quoted value", "a; b=\"10\"", "a(b=10)");
    row("9.1 quoted pair", "a; b=\"1\\0\"", "a(b=10)");
    row("9.1 quoted value is no token", "a; b=\"1 0\"", "none");
    row("9.1 quoted value is empty", "a; b=\"\"", "none");
    row("9.1 quoted comma is no token", "a; b=\"1,0\"", "none");
    row("9.1 quotes never close", "a; b=\"10", "none");
    row("9.1 quoted pair never ends", "a; b=\"10\\", "none");
    row("9.1 something behind the quotes", "a; b=\"10\"x", "none");
    row("9.1 case is kept", "A; B=C", "A(B=C)");
    row("9.1 repeated parameter is kept", "a; b; b=1", "a(b)(b=1)");
    row("9.1 repeated extension is kept", "a, a", "a a");

    row("RFC 9110 5.6.1 blanks anywhere", " \ta\t ;\tb = 1 , c ", "a(b=1) c");
    row("RFC 9110 5.6.1 no blanks", "a;b=1,c", "a(b=1) c");
    row("RFC 9110 5.6.1 empty elements", ",a,, ,b,", "a b");
    row("RFC 9110 5.6.1 nothing", "", "");
    row("RFC 9110 5.6.1 only commas", " , ,", "");

    row("9.1 no name", "; b", "none");
    row("9.1 no parameter", "a;", "none");
    row("9.1 no parameter between", "a; ; b", "none");
    row("9.1 no value", "a; b=", "none");
    row("9.1 no parameter name", "a; =1", "none");
    row("9.1 two names", "a b", "none");
    row("9.1 two values", "a; b=1 2", "none");
    row("9.1 second equals", "a; b=1=2", "none");
    row("9.1 no token", "a/b", "none");
    row("9.1 quoted name", "\"a\"", "none");
    row("9.1 bad behind good", "a, ;", "none");
}

void TestExtension::parses()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, extensions);
    const auto parsed = parseExtensions(value);
    QCOMPARE(text(parsed), extensions);
    if (parsed) // Written and read again, the same.
        QVERIFY(parseExtensions(serializeExtensions(*parsed)) == parsed);
}

void TestExtension::serializes()
{
    QCOMPARE(serializeExtensions({}), QByteArray());
    QCOMPARE(
        serializeExtensions({ { "a", { { "b", std::nullopt }, { "c", "10" } } }, { "d", {} } }),
        QByteArray("a; b; c=10, d"));
    // What may not stand there can be written all the same.
    QCOMPARE(serializeExtensions({ { "a", { { "b", "1 \"0\\" } } } }),
             QByteArray("a; b=\"1 \\\"0\\\\\""));
    QCOMPARE(serializeExtensions({ { "a", { { "b", "" } } } }), QByteArray("a; b=\"\""));
}

QTEST_APPLESS_MAIN(TestExtension)
#include "tst_extension.moc"
