// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/template.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Pushscope;

class TestTemplate : public QObject
{
    Q_OBJECT

private slots:
    void expands_data();
    void expands();
    void drawsAtRandom_data();
    void drawsAtRandom();
    void differsEachTime();
    void refuses_data();
    void refuses();
    void knowsTheMessageItself();
};

namespace {

std::variant<Template, ScenarioError> compiled(const QByteArray &json)
{
    const ScenarioText text = readScenarioJson(json);
    return Template::compile(std::get<ScenarioNode>(text), { true, true, true });
}

QByteArray expanded(const QByteArray &json)
{
    const auto made = compiled(json);
    if (!std::holds_alternative<Template>(made))
        return "refused";
    return std::get<Template>(made).expand(
        { .n = 7,
          .client = 2,
          .channel = "prices",
          .message = R"({"name":"An\"n","age":42.0,"list":[1,{"a/b":true}],"none":null})",
          .arguments = R"(["a",{"b":[1]}])" });
}

} // namespace

void TestTemplate::expands_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &text) {
        QTest::newRow(name) << json << text;
    };
    row("none", R"({ "a": [1, 2.50, true, null, "x"] })", R"({"a":[1,2.50,true,null,"x"]})");
    row("empty", R"([{}, [], ""])", R"([{},[],""])");
    row("number alone", R"("{{n}}")", "7");
    row("number with blanks", R"("{{ n }}")", "7");
    row("number in text", R"("no. {{n}} of {{n}}")", R"("no. 7 of 7")");
    row("two side by side", R"("{{n}}{{n}}")", R"("77")");
    row("blank beside it", R"(" {{n}}")", R"(" 7")");
    row("channel", R"({"c":"{{channel}}"})", R"({"c":"prices"})");
    row("client", R"(["{{client}}", "c{{client}}"])", R"([2,"c2"])");
    row("message alone", R"({"m":"{{message}}"})",
        R"({"m":{"name":"An\"n","age":42.0,"list":[1,{"a/b":true}],"none":null}})");
    row("member", R"("{{message.name}}")", R"("An\"n")");
    row("member in text", R"("hi {{message.name}}!")", R"("hi An\"n!")");
    row("number as it came", R"("{{message.age}}")", "42.0");
    row("element", R"("{{message.list.0}}")", "1");
    row("odd name", R"("{{message.list.1.a/b}}")", "true");
    row("value in text", R"("{{message.list}}!")", R"("[1,{\"a/b\":true}]!")");
    row("missing member", R"("{{message.no.more}}")", "null");
    row("missing member in text", R"("<{{message.no}}>")", R"("<>")");
    row("arguments", R"("{{args}}")", R"(["a",{"b":[1]}])");
    row("one argument", R"(["{{args.0}}","{{args.1.b.0}}","{{args.2}}"])", R"(["a",1,null])");
    row("arguments in text", R"("<{{args.0}}>")", R"("<a>")");
    row("escapes stay", R"("\u00e9\n{{n}}\"")", R"("\u00e9\n7\"")");
    row("keys are not touched", R"({"{{n}}":1})", R"({"{{n}}":1})");
    row("braces alone", R"("{n} } {")", R"("{n} } {")");
}

void TestTemplate::expands()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, text);
    QCOMPARE(expanded(json), text);
}

void TestTemplate::drawsAtRandom_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("integers") << QByteArray(R"("{{random 99 101}}")") << QByteArray("^(99|100|101)$")
                              << 99.0 << 101.0;
    QTest::newRow("one") << QByteArray(R"("{{random 5 5}}")") << QByteArray("^5$") << 5.0 << 5.0;
    QTest::newRow("decimals") << QByteArray(R"("{{random -1 1.25}}")")
                              << QByteArray("^-?[01]\\.[0-9]{2}$") << -1.0 << 1.25;
    QTest::newRow("large") << QByteArray(R"("{{random -1000000000000 999999999999.000001}}")")
                           << QByteArray("^-?[0-9]+\\.[0-9]{6}$") << -1e12 << 1e12 + 1;
}

void TestTemplate::drawsAtRandom()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, form);
    QFETCH(double, least);
    QFETCH(double, most);
    const QRegularExpression expression(QString::fromLatin1(form));
    for (int i = 0; i < 100; ++i) {
        const QByteArray number = expanded(json);
        QVERIFY2(expression.match(QString::fromLatin1(number)).hasMatch(), number.constData());
        QVERIFY(number.toDouble() >= least && number.toDouble() <= most);
    }
}

void TestTemplate::differsEachTime()
{
    QSet<QByteArray> all;
    const QRegularExpression uuid(
        QStringLiteral("^\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\"$"));
    for (int i = 0; i < 50; ++i) {
        const QByteArray text = expanded(R"("{{uuid}}")");
        QVERIFY2(uuid.match(QString::fromLatin1(text)).hasMatch(), text.constData());
        all.insert(text);
    }
    QCOMPARE(all.size(), 50);
    const QRegularExpression time(
        QStringLiteral("^\"at [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z\"$"));
    QVERIFY(time.match(QString::fromLatin1(expanded(R"("at {{time}}")"))).hasMatch());
}

void TestTemplate::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("name");
    const auto row = [](const char *label, const QByteArray &json, int column, const char *rule,
                        const char *name) {
        QTest::newRow(label) << json << column << QByteArray(rule) << QByteArray(name);
    };
    row("unknown", R"("{{now}}")", 2, "unknown-template", "now");
    row("unknown inside", R"({"a":["x{{n}}{{ Time }}"]})", 14, "unknown-template", "Time");
    row("nothing", R"("{{}}")", 2, "unknown-template", "");
    row("too many words", R"("{{n 1}}")", 2, "unknown-template", "n 1");
    row("behind other characters", "\"\xC3\xA9\xE4\xBA\xBA {{x}}\"", 5, "unknown-template", "x");
    row("without end", R"("a {{n} b")", 4, "template", "{{n} b");
    row("random of nothing", R"("{{random}}")", 2, "template", "random");
    row("random of one", R"("{{random 1}}")", 2, "template", "random 1");
    row("random of words", R"("{{random a b}}")", 2, "template", "random a b");
    row("random turned round", R"("{{random 2 1}}")", 2, "template", "random 2 1");
    row("random of infinity", R"("{{random 0 inf}}")", 2, "template", "random 0 inf");
    row("random by exponents", R"("{{random 0 1e3}}")", 2, "template", "random 0 1e3");
    row("random too fine", R"("{{random 0 0.0000001}}")", 2, "template", "random 0 0.0000001");
    row("random too large", R"("{{random 0 1000000000001}}")", 2, "template",
        "random 0 1000000000001");
    row("path without a name", R"("{{message.}}")", 2, "template", "message.");
    row("argument without a number", R"("{{args.}}")", 2, "template", "args.");
    row("path with a hole", R"("{{message.a..b}}")", 2, "template", "message.a..b");
}

void TestTemplate::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(int, column);
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, name);
    const auto made = compiled(json);
    const auto *error = std::get_if<ScenarioError>(&made);
    QVERIFY(error);
    QCOMPARE(scenarioRuleName(error->rule).toByteArray(), rule);
    QCOMPARE(error->position, (ScenarioPosition { 1, column }));
    QCOMPARE(error->name, name);
    QVERIFY(!error->expected.isEmpty());
}

void TestTemplate::knowsTheMessageItself()
{
    QVERIFY(std::get<Template>(compiled(R"("{{message}}")")).isMessage());
    QVERIFY(!std::get<Template>(compiled(R"("{{message}} ")")).isMessage());
    QVERIFY(!std::get<Template>(compiled(R"("{{message.a}}")")).isMessage());
    QVERIFY(!std::get<Template>(compiled(R"(["{{message}}"])")).isMessage());
}

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"
