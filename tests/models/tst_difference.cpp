// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/difference.h"

#include <QTest>

using namespace Pushscope;

class TestDifference : public QObject
{
    Q_OBJECT

private slots:
    void compares_data();
    void compares();
    void saysWhetherAnythingChanged();
    void isBounded();
};

namespace {

QString told(const Difference &difference)
{
    QString text;
    for (const DifferenceRow &row : difference.rows) {
        switch (row.kind) {
        case DifferenceRow::Kind::Same:
            text += QStringLiteral("  %1: %2\n").arg(row.where, row.after);
            break;
        case DifferenceRow::Kind::Changed:
            text += QStringLiteral("~ %1: %2 > %3\n").arg(row.where, row.before, row.after);
            break;
        case DifferenceRow::Kind::Removed:
            text += QStringLiteral("- %1: %2\n").arg(row.where, row.before);
            break;
        case DifferenceRow::Kind::Added:
            text += QStringLiteral("+ %1: %2\n").arg(row.where, row.after);
            break;
        }
    }
    return text;
}

} // namespace

void TestDifference::compares_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<QString>("rows");
    const auto row = [](const char *name, const char *before, const char *after, bool isJson,
                        const char *rows) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << isJson
                            << QString::fromUtf8(rows);
    };
    row("value", R"({"a":1,"b":2})", R"({"a":1,"b":3})", true, "~ /b: 2 > 3\n");
    row("member more", R"({"a":1})", R"({"a":1,"b":[1]})", true, "+ /b: [1]\n");
    row("member less", R"({"a":1,"b":null})", R"({"a":1})", true, "- /b: null\n");
    row("order and blanks are nothing", R"({"a":1,"b":2})", R"({ "b":2, "a":1 })", true, "");
    row("numbers by value", R"([1.0, 1e2])", R"([1, 100])", true, "");
    row("nested", R"({"a":{"b":[1,{"c":"x"}]}})", R"({"a":{"b":[1,{"c":"y"}]}})", true,
        "~ /a/b/1/c: \"x\" > \"y\"\n");
    row("elements", "[1,2,3]", "[1,5]", true, "~ /1: 2 > 5\n- /2: 3\n");
    row("elements more", "[1]", "[1,2]", true, "+ /1: 2\n");
    row("another type", R"({"a":1})", R"({"a":{"b":1}})", true, "~ /a: 1 > {\"b\":1}\n");
    row("6901 3 keys are escaped", R"({"a/b~c":1})", R"({"a/b~c":2})", true, "~ /a~1b~0c: 1 > 2\n");
    row("the last of two keys", R"({"a":1,"a":2})", R"({"a":2})", true, "");
    row("an object and an array", R"({"a":1})", R"([1])", true, "~ : {\"a\":1} > [1]\n");
    row("lines", "one\ntwo\nthree", "one\n2\nthree", false, "  1: one\n~ 2: two > 2\n  3: three\n");
    row("line more", "one\nthree", "one\ntwo\nthree", false, "  1: one\n+ 2: two\n  3: three\n");
    row("line less", "one\ntwo\nthree", "one\nthree", false, "  1: one\n- : two\n  2: three\n");
    row("scalars are text", "1", "2", false, "~ 1: 1 > 2\n");
    row("JSON and none", R"({"a":1})", "plain", false, "~ 1: {\"a\":1} > plain\n");
    row("nothing before", "", "x", false, "~ 1:  > x\n");
    row("no text", "\xFF\xFE", "\xFF", false, "~ : 2 > 1\n");
}

void TestDifference::compares()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const Difference difference = differenceOf(before, after);
    QTEST(difference.isJson, "isJson");
    QTEST(told(difference), "rows");
}

void TestDifference::saysWhetherAnythingChanged()
{
    QVERIFY(differenceOf("a\nb", "a\nb").isEmpty());
    QVERIFY(!differenceOf("a\nb", "a\nc").isEmpty());
    QVERIFY(differenceOf("{}", " {} ").isEmpty());
}

void TestDifference::isBounded()
{
    QByteArray before;
    QByteArray after;
    QByteArray array = "[";
    QByteArray other = "[";
    for (int i = 0; i < 5'000; ++i) {
        before += QByteArray::number(i) + '\n';
        after += QByteArray::number(-i) + '\n';
        array += QByteArray::number(i) + ',';
        other += QByteArray::number(i + 1) + ',';
    }
    const Difference lines = differenceOf(before, after);
    QVERIFY(lines.isCut && !lines.isEmpty());
    QVERIFY(lines.rows.size() <= 3'000);
    const Difference values = differenceOf(array + "0]", other + "0]");
    QVERIFY(values.isCut);
    QCOMPARE(values.rows.size(), 2'000);
}

QTEST_APPLESS_MAIN(TestDifference)
#include "tst_difference.moc"
