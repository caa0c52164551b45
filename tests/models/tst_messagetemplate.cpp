// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/messagetemplate.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Pushscope;

using Form = MessageTemplate::Form;
using Rule = MessageTemplate::Fault::Rule;

/// Templates in what a person writes.
class TestMessageTemplate : public QObject
{
    Q_OBJECT

private slots:
    void expands_data();
    void expands();
    void drawsAnew();
    void refuses_data();
    void refuses();
    void knowsPlainTexts();
};

void TestMessageTemplate::expands_data()
{
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("nothing") << Form::Text << QByteArray() << QByteArray();
    QTest::newRow("plain") << Form::Text << QByteArray("a } { b }}") << QByteArray("a } { b }}");
    QTest::newRow("n") << Form::Text << QByteArray("{{n}}") << QByteArray("7");
    QTest::newRow("blanks") << Form::Text << QByteArray("{{  n }}") << QByteArray("7");
    QTest::newRow("several") << Form::Text << QByteArray("a{{n}}b{{time}}c")
                             << QByteArray("a7b2026-01-02T03:04:05.678Zc");
    QTest::newRow("quoted text") << Form::Text << QByteArray("\"{{n}}\"") << QByteArray("\"7\"");
    QTest::newRow("one number") << Form::Text << QByteArray("{{random 3 3}}") << QByteArray("3");
    QTest::newRow("a value with its type")
        << Form::Json << QByteArray(R"({"a":"{{n}}","b":"{{ random 2 2 }}"})")
        << QByteArray(R"({"a":7,"b":2})");
    QTest::newRow("a string in a string") << Form::Json << QByteArray(R"(["no. {{n}}","{{n}}!"])")
                                          << QByteArray(R"(["no. 7","7!"])");
    QTest::newRow("a string stays one") << Form::Json << QByteArray(R"(["{{time}}"])")
                                        << QByteArray(R"(["2026-01-02T03:04:05.678Z"])");
    QTest::newRow("an escaped quote before it")
        << Form::Json << QByteArray(R"(["\"{{n}}"])") << QByteArray(R"(["\"7"])");
    QTest::newRow("a quote that ends") << Form::Json << QByteArray(R"({"a":""{{n}}""})")
                                       << QByteArray(R"({"a":""7""})");
    QTest::newRow("two in a row") << Form::Json << QByteArray(R"(["{{n}}","{{n}}"])")
                                  << QByteArray("[7,7]");
    QTest::newRow("two in a string") << Form::Json << QByteArray(R"(["{{n}}{{n}}"])")
                                     << QByteArray(R"(["77"])");
}

void TestMessageTemplate::expands()
{
    QFETCH(Form, form);
    QFETCH(QByteArray, text);
    const auto compiled = MessageTemplate::compile(text, form);
    QVERIFY(std::holds_alternative<MessageTemplate>(compiled));
    QRandomGenerator random(1);
    QTEST(std::get<MessageTemplate>(compiled).expand({ 7, "2026-01-02T03:04:05.678Z" }, random),
          "sent");
}

void TestMessageTemplate::drawsAnew()
{
    const auto compiled
        = std::get<MessageTemplate>(MessageTemplate::compile("{{uuid}} {{random 1 1000000}}",
                                                             Form::Text));
    QRandomGenerator random(1);
    const QByteArray first = compiled.expand({}, random);
    const QByteArray second = compiled.expand({}, random);
    static const QRegularExpression shape(
        QStringLiteral("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [0-9]{1,7}$"));
    QVERIFY2(shape.match(QString::fromLatin1(first)).hasMatch(), first.constData());
    QVERIFY(first.left(36) != second.left(36));
}

void TestMessageTemplate::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << QByteArray("a {{name}}") << Rule::Unknown << qsizetype(2)
                             << QStringLiteral("{{name}} is no template");
    QTest::newRow("too many words") << QByteArray("{{n 1}}") << Rule::Unknown << qsizetype(0)
                                    << QStringLiteral("{{n 1}} is no template");
    QTest::newRow("nothing") << QByteArray("{{}}") << Rule::Unknown << qsizetype(0)
                             << QStringLiteral("is no template");
    QTest::newRow("unclosed") << QByteArray("a {{n} b") << Rule::Unclosed << qsizetype(2)
                              << QStringLiteral("not closed");
    QTest::newRow("no range") << QByteArray("{{random}}") << Rule::BadRange << qsizetype(0)
                              << QStringLiteral("two numbers");
    QTest::newRow("upside down") << QByteArray("{{random 6 1}}") << Rule::BadRange << qsizetype(0)
                                 << QStringLiteral("two numbers");
    QTest::newRow("not in JSON") << QByteArray("{{client}}") << Rule::Unknown << qsizetype(0)
                                 << QStringLiteral("{{n}}, {{time}}, {{uuid}}");
}

void TestMessageTemplate::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const auto compiled = MessageTemplate::compile(text, Form::Text);
    QVERIFY(std::holds_alternative<MessageTemplate::Fault>(compiled));
    const auto &fault = std::get<MessageTemplate::Fault>(compiled);
    QTEST(fault.rule, "rule");
    QTEST(fault.offset, "offset");
    QVERIFY2(describe(fault).contains(words), qPrintable(describe(fault)));
}

void TestMessageTemplate::knowsPlainTexts()
{
    const auto has = [](const char *text) {
        return std::get<MessageTemplate>(MessageTemplate::compile(text, Form::Json)).hasTemplates();
    };
    QVERIFY(!has("{\"a\":{}}"));
    QVERIFY(has("\"{{n}}\""));
}

QTEST_APPLESS_MAIN(TestMessageTemplate)
#include "tst_messagetemplate.moc"
