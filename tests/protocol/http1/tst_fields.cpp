// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/fields.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

class TestFields : public QObject
{
    Q_OBJECT

private slots:
    void findsInAnyCase();
    void lists_data();
    void lists();
    void tokens_data();
    void tokens();
    void parameters_data();
    void parameters();
    void unquotes_data();
    void unquotes();
    void contentTypes_data();
    void contentTypes();
    void contentLengths_data();
    void contentLengths();
    void keepAlive_data();
    void keepAlive();
    void upgrades_data();
    void upgrades();
};

namespace {

/// One field named X per value.
std::vector<FieldLine> fieldsNamed(const char *name, const QByteArrayList &values)
{
    std::vector<FieldLine> fields;
    for (const QByteArray &value : values)
        fields.push_back({ name, value, {} });
    return fields;
}

QByteArrayList listOf(const std::vector<QByteArray> &members)
{
    return { members.begin(), members.end() };
}

} // namespace

void TestFields::findsInAnyCase()
{
    const std::vector<FieldLine> fields{
        { "X-A", "1", {} }, { "x-b", QByteArray(), {} }, { "", "X-A: 9", {} }, { "x-a", "2", {} }
    };
    QCOMPARE(findField(fields, "x-A"), &fields[0]);
    QCOMPARE(findField(fields, "X-C"), nullptr);
    QCOMPARE(fieldValue(fields, "x-a"), QByteArray("1"));
    QVERIFY(!fieldValue(fields, "X-B").isNull()); // Empty is not absent.
    QVERIFY(fieldValue(fields, "X-C").isNull());
    QCOMPARE(listOf(fieldValues(fields, "X-A")), QByteArrayList({ "1", "2" }));
    QVERIFY(fieldValues(fields, "X-C").empty());
}

void TestFields::lists_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<QByteArrayList>("members");
    const auto row
        = [](const char *name, const QByteArrayList &values, const QByteArrayList &members) {
              QTest::newRow(name) << values << members;
          };

    row("5.6.1 one member", { "a" }, { "a" });
    row("5.6.1 white space", { " a ,\tb\t, c" }, { "a", "b", "c" });
    row("5.6.1 empty members", { ",a,, ,b," }, { "a", "b" });
    row("5.6.1 nothing", { "", " , " }, {});
    row("5.3 several lines", { "a, b", "c" }, { "a", "b", "c" });
    row("5.6.4 comma in quotes", { "a=\"x, y\", b" }, { "a=\"x, y\"", "b" });
    row("5.6.4 escaped quote", { "\"x\\\", y\", b" }, { "\"x\\\", y\"", "b" });
    row("5.6.4 escaped backslash", { "\"x\\\\\", y" }, { "\"x\\\\\"", "y" });
    row("5.6.4 open quote", { "\"a, b" }, { "\"a", "b" });
    row("5.6.4 open quote behind a closed one", { "\"a,b\", \"c, d" }, { "\"a,b\"", "\"c", "d" });
    row("5.6.4 escape at the end", { "\"a, b\\" }, { "\"a", "b\\" });
    row("5.6.4 quotes do not span lines", { "\"a", "b\"" }, { "\"a", "b\"" });
    row("5.6.4 backslash outside quotes", { "a\\, b" }, { "a\\", "b" });
}

void TestFields::lists()
{
    QFETCH(QByteArrayList, values);
    QFETCH(QByteArrayList, members);
    QCOMPARE(listOf(fieldList(fieldsNamed("X", values), "x")), members);
}

void TestFields::tokens_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<bool>("isThere");

    QTest::newRow("7.6.1 alone") << QByteArrayList{ "Upgrade" } << true;
    QTest::newRow("7.6.1 in a list") << QByteArrayList{ "keep-alive, upgrade" } << true;
    QTest::newRow("7.6.1 in another line") << QByteArrayList{ "keep-alive", "UPGRADE" } << true;
    QTest::newRow("7.6.1 as part of a word") << QByteArrayList{ "upgrades, x-upgrade" } << false;
    QTest::newRow("7.6.1 with a parameter") << QByteArrayList{ "upgrade;q=1" } << false;
    QTest::newRow("7.6.1 empty") << QByteArrayList{ "" } << false;
}

void TestFields::tokens()
{
    QFETCH(QByteArrayList, values);
    QFETCH(bool, isThere);
    QCOMPARE(hasToken(fieldsNamed("Connection", values), "connection", "upgrade"), isThere);
}

void TestFields::parameters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArrayList>("parameters"); // As name=value, or name alone.
    const auto row = [](const char *name, const char *text, const char *value,
                        const QByteArrayList &parameters) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(value) << parameters;
    };

    row("5.6.6 none", "text/html", "text/html", {});
    row("5.6.6 one", "text/html;charset=utf-8", "text/html", { "charset=utf-8" });
    row("5.6.6 white space", " a ; b = c ;\td=e ", "a", { "b=c", "d=e" });
    row("5.6.6 name in lower case", "a;Charset=UTF-8", "a", { "charset=UTF-8" });
    row("5.6.6 quoted", "a;b=\"c;d\\\"e\"", "a", { "b=c;d\"e" });
    row("5.6.6 without a value", "permessage-deflate; client_max_window_bits", "permessage-deflate",
        { "client_max_window_bits" });
    row("5.6.6 empty value", "a;b=", "a", { "b=" });
    row("5.6.6 equals sign in the value", "a;b=c=d", "a", { "b=c=d" });
    row("5.6.6 empty parameters", "a;;b=c;", "a", { "b=c" });
    row("5.6.6 no value before", ";b=c", "", { "b=c" });
    row("5.6.6 nothing", "", "", {});
    row("5.6.6 same name twice", "a;b=1;b=2", "a", { "b=1", "b=2" });
}

void TestFields::parameters()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, value);
    QFETCH(QByteArrayList, parameters);
    const ParameterizedValue parsed = parseParameterized(text);
    QCOMPARE(parsed.value, value);
    QByteArrayList found;
    for (const Parameter &parameter : parsed.parameters) {
        found.append(parameter.isPresent ? QByteArray(parameter.name + '=' + parameter.value)
                                         : parameter.name);
    }
    QCOMPARE(found, parameters);
    QVERIFY(!parsed.parameter("nowhere"));
    if (!parsed.parameters.empty()) {
        const Parameter &first = parsed.parameters.front();
        QCOMPARE(parsed.parameter(first.name), std::optional(first.value));
    }
}

void TestFields::unquotes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");

    QTest::newRow("5.6.4 token") << QByteArray("a") << QByteArray("a");
    QTest::newRow("5.6.4 quoted") << QByteArray("\"a b\"") << QByteArray("a b");
    QTest::newRow("5.6.4 empty") << QByteArray("\"\"") << QByteArray();
    QTest::newRow("5.6.4 pairs") << QByteArray("\"\\a\\\"\\\\\"") << QByteArray("a\"\\");
    QTest::newRow("5.6.4 backslash last") << QByteArray("\"a\\\"") << QByteArray("a\\");
    QTest::newRow("5.6.4 one quote") << QByteArray("\"") << QByteArray("\"");
    QTest::newRow("5.6.4 open") << QByteArray("\"a") << QByteArray("\"a");
    QTest::newRow("5.6.4 nothing") << QByteArray() << QByteArray();
}

void TestFields::unquotes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, plain);
    QCOMPARE(unquote(text), plain);
}

void TestFields::contentTypes_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<QByteArray>("type"); // Null: none.
    QTest::addColumn<QByteArray>("charset");

    QTest::newRow("8.3 type") << QByteArrayList{ "text/event-stream" }
                              << QByteArray("text/event-stream") << QByteArray();
    QTest::newRow("8.3 parameter") << QByteArrayList{ "Text/Event-Stream;charset=\"UTF-8\"" }
                                   << QByteArray("text/event-stream") << QByteArray("UTF-8");
    QTest::newRow("8.3 none") << QByteArrayList() << QByteArray() << QByteArray();
    QTest::newRow("8.3 empty") << QByteArrayList{ "" } << QByteArray() << QByteArray();
    QTest::newRow("8.3 parameter alone")
        << QByteArrayList{ ";charset=a" } << QByteArray() << QByteArray();
    QTest::newRow("8.3 several") << QByteArrayList{ "text/html", "text/plain" }
                                 << QByteArray("text/plain") << QByteArray();
}

void TestFields::contentTypes()
{
    QFETCH(QByteArrayList, values);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, charset);
    const auto found = contentType(fieldsNamed("content-type", values));
    QCOMPARE(found.has_value(), !type.isNull());
    if (found) {
        QCOMPARE(found->value, type);
        QCOMPARE(found->parameter("charset").value_or(QByteArray()), charset);
    }
}

void TestFields::contentLengths_data()
{
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<qint64>("octets");

    QTest::newRow("8.6 number") << QByteArrayList{ "42" } << qint64(42);
    QTest::newRow("8.6 none") << QByteArrayList() << qint64(-1);
    QTest::newRow("8.6 no number") << QByteArrayList{ "a" } << qint64(-1);
    QTest::newRow("8.6 the same twice") << QByteArrayList{ "4", "4" } << qint64(4);
    QTest::newRow("8.6 different") << QByteArrayList{ "4", "5" } << qint64(-1);
}

void TestFields::contentLengths()
{
    QFETCH(QByteArrayList, values);
    QFETCH(qint64, octets);
    QCOMPARE(contentLength(fieldsNamed("Content-Length", values)).value_or(-1), octets);
}

void TestFields::keepAlive_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArrayList>("values");
    QTest::addColumn<bool>("isKept");

    QTest::newRow("9.3 HTTP 1.1") << QByteArray("HTTP/1.1") << QByteArrayList() << true;
    QTest::newRow("9.3 HTTP 1.1 close")
        << QByteArray("HTTP/1.1") << QByteArrayList{ "x, Close" } << false;
    QTest::newRow("9.3 close wins")
        << QByteArray("HTTP/1.1") << QByteArrayList{ "keep-alive", "close" } << false;
    QTest::newRow("9.3 HTTP 1.2") << QByteArray("HTTP/1.2") << QByteArrayList() << true;
    QTest::newRow("9.3 HTTP 1.0") << QByteArray("HTTP/1.0") << QByteArrayList() << false;
    QTest::newRow("9.3 HTTP 1.0 keep-alive")
        << QByteArray("HTTP/1.0") << QByteArrayList{ "Keep-Alive" } << true;
    QTest::newRow("9.3 HTTP 1.0 both")
        << QByteArray("HTTP/1.0") << QByteArrayList{ "keep-alive, close" } << false;
    QTest::newRow("9.3 no version") << QByteArray() << QByteArrayList() << false;
    QTest::newRow("9.3 HTTP 2.0") << QByteArray("HTTP/2.0") << QByteArrayList() << false;
    QTest::newRow("9.3 another protocol") << QByteArray("ICY") << QByteArrayList() << false;
    QTest::newRow("9.3 version that cannot be told")
        << QByteArray("http/1.x") << QByteArrayList() << true;
}

void TestFields::keepAlive()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArrayList, values);
    QFETCH(bool, isKept);
    RequestHead request;
    request.version = version;
    request.fields = fieldsNamed("Connection", values);
    QCOMPARE(isKeepAlive(request), isKept);
    ResponseHead response;
    response.version = version;
    response.fields = request.fields;
    QCOMPARE(isKeepAlive(response), isKept);
}

void TestFields::upgrades_data()
{
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<QByteArray>("upgrade");
    QTest::addColumn<bool>("isAsked");

    QTest::newRow("7.8 both") << QByteArray("keep-alive, Upgrade") << QByteArray("websocket")
                              << true;
    QTest::newRow("7.8 no option") << QByteArray("keep-alive") << QByteArray("websocket") << false;
    QTest::newRow("7.8 no protocol") << QByteArray("Upgrade") << QByteArray() << false;
}

void TestFields::upgrades()
{
    QFETCH(QByteArray, connection);
    QFETCH(QByteArray, upgrade);
    QFETCH(bool, isAsked);
    RequestHead request;
    request.fields = { { "Connection", connection, {} }, { "Upgrade", upgrade, {} } };
    QCOMPARE(isUpgrade(request), isAsked);
}

QTEST_APPLESS_MAIN(TestFields)
#include "tst_fields.moc"
