// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/commands/commandsearch.h"
#include "gui/commands/commandsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Pushscope;

class TestCommandSearch : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void ranks_data();
    void ranks();
    void findsByTheNameOfItsMenu();
};

void TestCommandSearch::matches_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isFound");
    QTest::addColumn<QList<int>>("positions");
    const auto row = [](const char *tag, const QString &name, const QString &typed, bool isFound,
                        const QList<int> &positions) {
        QTest::newRow(tag) << name << typed << isFound << positions;
    };
    const QString reset = QStringLiteral("Reset layout");
    row("nothing typed", reset, {}, true, {});
    row("only blanks", reset, QStringLiteral("  "), true, {});
    row("beginnings of words", reset, QStringLiteral("rl"), true, { 0, 6 });
    row("whatever case", reset, QStringLiteral("RESET"), true, { 0, 1, 2, 3, 4 });
    row("blanks are nothing", reset, QStringLiteral("re la"), true, { 0, 1, 6, 7 });
    row("neighbours rather than the first", QStringLiteral("Close and open"),
        QStringLiteral("op"), true, { 10, 11 });
    row("wrong order", reset, QStringLiteral("tuoyal tes"), false, {});
    row("one too many", reset, QStringLiteral("resetlayoutt"), false, {});
    row("Chinese", QStringLiteral("重置布局"), QStringLiteral("布局"), true, { 2, 3 });
    row("empty name", {}, QStringLiteral("a"), false, {});
    row("longer than anybody types", QString(100, QLatin1Char('a')), QString(99, QLatin1Char('a')),
        true, [] {
            QList<int> first;
            for (int i = 0; i < 64; ++i)
                first.append(i);
            return first;
        }());
}

void TestCommandSearch::matches()
{
    QFETCH(QString, name);
    QFETCH(QString, typed);
    QFETCH(bool, isFound);
    QFETCH(QList<int>, positions);
    const auto match = matchCommand(name, typed);
    QCOMPARE(match.has_value(), isFound);
    if (match)
        QCOMPARE(match->positions, positions);
}

void TestCommandSearch::ranks_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("beginnings of words first") << QStringLiteral("sl") << QStringList{
        QStringLiteral("Save log"), QStringLiteral("Search the whole log"),
        QStringLiteral("Reset layout") };
    QTest::newRow("order kept") << QString() << QStringList{
        QStringLiteral("Search the whole log"), QStringLiteral("Reset layout"),
        QStringLiteral("Save log") };
    QTest::newRow("nothing") << QStringLiteral("xyz") << QStringList{};
}

void TestCommandSearch::ranks()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, found);
    CommandsModel model({ { QStringLiteral("Search the whole log"), {}, {}, false },
                          { QStringLiteral("Reset layout"), {}, {}, false },
                          { QStringLiteral("Save log"), {}, {}, false } });
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.search(typed);
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names << model.index(row).data().toString();
    QCOMPARE(names, found);
}

void TestCommandSearch::findsByTheNameOfItsMenu()
{
    CommandsModel model({ { QStringLiteral("Inspector"), QStringLiteral("View › Panes"), {}, true },
                          { QStringLiteral("Pan a view"), QStringLiteral("Other"), {}, false } });
    model.search(QStringLiteral("panes insp"));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("Inspector"));
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Inspector, View › Panes"));
    model.search(QStringLiteral("pan"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("Pan a view"));
}

QTEST_APPLESS_MAIN(TestCommandSearch)
#include "tst_commandsearch.moc"
