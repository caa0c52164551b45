// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/fieldsection.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

class TestFieldSection : public QObject
{
    Q_OBJECT

private slots:
    void readsALine_data();
    void readsALine();
    void foldsIntoTheFieldBefore();
    void tellsWhatWouldBeFolded();
    void manyFoldsMakeOneField();
    void isEmptyAfterTaking();
};

void TestFieldSection::readsALine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isBareLf");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<ViolationSet>("violations");
    const auto row = [](const char *name, const QByteArray &line, const char *fieldName,
                        const QByteArray &value, ViolationSet violations, bool isBareLf = false) {
        QTest::newRow(name) << line << isBareLf << QByteArray(fieldName) << value << violations;
    };

    row("5 field line", "Host: example.org", "Host", "example.org", {});
    row("5 no white space", "Host:example.org", "Host", "example.org", {});
    row("5 empty value", "X:", "X", "", {});
    row("5 colons in the value", "X: a:b", "X", "a:b", {});
    row("5.1 white space around", "X: \t a b \t", "X", "a b", {});
    row("5.1 space before the colon", "X : a", "X", "a", { Violation::SpaceBeforeColon });
    row("5.1 only space before the colon", " : a", "", " : a", { Violation::BadFieldLine });
    row("5.1 blank in the name", "X Y: a", "X Y", "a", { Violation::BadFieldLine });
    row("5.1 blank in and after the name", "X Y : a", "X Y", "a",
        { Violation::BadFieldLine, Violation::SpaceBeforeColon });
    row("5.1 delimiter in the name", "X[]: a", "X[]", "a", { Violation::BadFieldLine });
    row("5 no colon", "nothing", "", "nothing", { Violation::BadFieldLine });
    row("5 no name", ": a", "", ": a", { Violation::BadFieldLine });
    row("2.2 white space first", " X: a", "", " X: a", { Violation::BadFieldLine });
    row("2.2 bare LF", "X: a", "X", "a", { Violation::BareLf }, true);
    row("2.2 bare CR", "X: a\rb", "X", "a\rb", { Violation::BadFieldLine });
    row("5.5 NUL", QByteArray("X: a\0b", 6), "X", QByteArray("a\0b", 3),
        { Violation::BadFieldLine });
    row("5.5 control character", "X: \x1b[0m", "X", "\x1b[0m", { Violation::BadFieldLine });
    row("5.5 tab", "X: a\tb", "X", "a\tb", {});
    row("5.5 obs-text", "X: \xff", "X", "\xff", {});
}

void TestFieldSection::readsALine()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isBareLf);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(ViolationSet, violations);
    FieldSection section;
    section.add(line, { 10, 20 }, isBareLf);
    QCOMPARE(section.takeViolations(), violations);
    const std::vector<FieldLine> fields = section.takeFields();
    QCOMPARE(fields.size(), std::size_t(1));
    QCOMPARE(fields[0].name, name);
    QCOMPARE(fields[0].value, value);
    QCOMPARE(fields[0].range.begin, 10);
    QCOMPARE(fields[0].range.end, 20);
}

void TestFieldSection::foldsIntoTheFieldBefore()
{
    FieldSection section;
    section.add("X: a ", { 0, 7 }, false);
    section.add("\tb\t", { 7, 12 }, false);
    section.add("  ", { 12, 16 }, false);
    section.add(" c", { 16, 20 }, false);
    QCOMPARE(section.size(), 1);
    QCOMPARE(section.takeViolations(), ViolationSet{ Violation::ObsFold });
    const std::vector<FieldLine> fields = section.takeFields();
    QCOMPARE(fields[0].value, QByteArray("a b c"));
    QCOMPARE(fields[0].range.end, 20);
}

void TestFieldSection::tellsWhatWouldBeFolded()
{
    FieldSection section;
    QVERIFY(!section.isFold(" a")); // Nothing to fold it into.
    section.add("no field", { 0, 10 }, false);
    QVERIFY(!section.isFold(" a"));
    section.add("X: a", { 10, 16 }, false);
    QVERIFY(section.isFold(" a"));
    QVERIFY(section.isFold("\ta"));
    QVERIFY(!section.isFold("a"));
}

void TestFieldSection::manyFoldsMakeOneField()
{
    FieldSection section;
    section.add("X:", { 0, 4 }, false);
    for (qint64 i = 0; i < 5'000; ++i)
        section.add(" a", { 4 + i * 4, 8 + i * 4 }, false);
    QCOMPARE(section.size(), 1);
    QCOMPARE(section.takeFields()[0].value.size(), 9'999);
}

void TestFieldSection::isEmptyAfterTaking()
{
    FieldSection section;
    section.add("X : a", { 0, 7 }, true);
    QVERIFY(!section.takeViolations().isEmpty());
    QVERIFY(section.takeViolations().isEmpty());
    QCOMPARE(section.takeFields().size(), std::size_t(1));
    QCOMPARE(section.size(), 0);
    QVERIFY(section.takeFields().empty());
}

QTEST_APPLESS_MAIN(TestFieldSection)
#include "tst_fieldsection.moc"
