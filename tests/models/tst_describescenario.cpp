// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describescenario.h"

#include "models/describe.h"

#include <QTest>

using namespace Pushscope;

class TestDescribeScenario : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatWasExpected_data();
    void saysWhatWasExpected();
    void saysWhichFile();
};

namespace {

Error errorOf(const QByteArray &rule, const QByteArray &name, const QByteArray &expected)
{
    return { ErrorCode::BadScenario,
             ErrorSite::Storage,
             { { "path", "/a.json" },
               { "line", "3" },
               { "column", "14" },
               { "rule", rule },
               { "name", name },
               { "expected", expected } } };
}

} // namespace

void TestDescribeScenario::saysWhatWasExpected_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *rule, const char *name, const char *expected,
                        const char16_t *words, const char *label = nullptr) {
        QTest::newRow(label ? label : rule)
            << QByteArray(rule) << QByteArray(name) << QByteArray(expected)
            << QString::fromUtf16(words);
    };
    row("syntax", "", ",\n}", u"expected \",\" or \"}\"");
    row("syntax", "", "value", u"expected a JSON value", "value");
    row("syntax", "", "name\n}", u"expected a member's name in quotes or \"}\"", "name");
    row("syntax", "", "string end",
        u"expected the closing quote of the string, and no line end or bad escape before it",
        "string");
    row("syntax", "", "end", u"expected the end of the file", "end");
    row("too-deep", "", "100", u"expected no more than 100 lists and objects in one another");
    row("duplicate-member", "a", "", u"“a” is here twice; expected one");
    row("unknown-member", "x", "a\nb", u"there is no member “x” here; expected one of a, b");
    row("unknown-member", "x\ny", "a", u"there is no member “x y” here; expected one of a",
        "line end in a name");
    row("missing-member", "", "a\nb\nc", u"expected the member a, b or c");
    row("wrong-type", "", "integer", u"expected a whole number");
    row("wrong-type", "", "string\narray", u"expected a string or a list", "two types");
    row("not-one-of", "x", "a\nb", u"expected one of a, b");
    row("too-small", "", "1", u"expected 1 or more");
    row("too-large", "", "9", u"expected 9 or less");
    row("too-few", "", "1", u"expected at least 1 in it");
    row("too-many", "", "9", u"expected at most 9 in it");
    row("format", "x", "path",
        u"expected a path that begins with / and has no ?, # or blank");
    row("format", "x", "close-code",
        u"expected a code that may be sent: 1000–1003, 1007–1014 or 3000–4999", "close code");
    row("format", "x", "namespace",
        u"expected a namespace that begins with / and has no comma or ?", "namespace");
    row("together", "a", "b", u"“a” cannot stand beside “b”; expected one of the two");
    row("needs", "a", "b", u"“a” has no meaning alone; expected “b” beside it");
    row("unknown-channel", "x", "a\nb", u"there is no channel “x”; expected one of a, b");
    row("unknown-channel", "x", "", u"there is no channel “x”; expected it in channels", "none");
    row("taken-path", "/a", "endpoint",
        u"/a is taken by an endpoint above; expected another path");
    row("taken-path", "/", "server", u"/ is the server's own; expected another path", "server");
    row("unknown-template", "now", "n\ntime",
        u"there is no template “now” here; expected one of n, time");
    row("template", "random", "random A B", u"“random” is no template; expected random A B");
    row("pattern", "missing )", "", u"expected a regular expression; this one: missing )");
    row("folder", "site", "", u"there is no folder site; expected one that can be read");
}

void TestDescribeScenario::saysWhatWasExpected()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, expected);
    QFETCH(QString, words);
    QCOMPARE(describe(errorOf(rule, name, expected)),
             QString(QStringLiteral("/a.json, line 3, column 14: ") + words + QLatin1Char('.')));
}

void TestDescribeScenario::saysWhichFile()
{
    QCOMPARE(describeScenario(errorOf("unread", "No such file or directory", {})),
             QStringLiteral("/a.json could not be read: No such file or directory."));
    QCOMPARE(describeScenario({ ErrorCode::BadScenario, ErrorSite::Storage, {} }),
             QStringLiteral("The scenario is no scenario file."));
    const Error pointed { ErrorCode::BadScenario,
                          ErrorSite::Storage,
                          { { "rule", "too-small" },
                            { "expected", "1" },
                            { "pointer", "/endpoints/0/a~1b/every_ms" } } };
    QCOMPARE(describeScenario(pointed),
             QStringLiteral("endpoints › 1 › a/b › every_ms: expected 1 or more."));
}

QTEST_APPLESS_MAIN(TestDescribeScenario)
#include "tst_describescenario.moc"
