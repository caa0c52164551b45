// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/treepaths.h"

#include <QTest>

using namespace Pushscope;

class TestTreePaths : public QObject
{
    Q_OBJECT

private slots:
    void writes_data();
    void writes();
};

void TestTreePaths::writes_data()
{
    QTest::addColumn<TreePath>("path");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("dotted");
    const auto key = [](const char *text) { return TreeStep{ QString::fromUtf8(text), false }; };
    const TreeStep second{ QStringLiteral("1"), true };
    QTest::newRow("the whole") << TreePath() << QString() << QStringLiteral(".");
    QTest::newRow("RFC 6901 3") << TreePath{ key("a"), second, key("b") }
                                << QStringLiteral("/a/1/b") << QStringLiteral(".a[1].b");
    QTest::newRow("RFC 6901 3 escapes")
        << TreePath{ key("m~n"), key("a/b") } << QStringLiteral("/m~0n/a~1b")
        << QStringLiteral(".[\"m~n\"][\"a/b\"]");
    QTest::newRow("an element first")
        << TreePath{ second, key("x_1") } << QStringLiteral("/1/x_1") << QStringLiteral(".[1].x_1");
    QTest::newRow("an empty key") << TreePath{ key("") } << QStringLiteral("/")
                                  << QStringLiteral(".[\"\"]");
    QTest::newRow("quotes") << TreePath{ key("a"), key("say \"\\\"") }
                            << QStringLiteral("/a/say \"\\\"")
                            << QStringLiteral(".a[\"say \\\"\\\\\\\"\"]");
    QTest::newRow("a key of digits")
        << TreePath{ key("1") } << QStringLiteral("/1") << QStringLiteral(".[\"1\"]");
}

void TestTreePaths::writes()
{
    QFETCH(TreePath, path);
    QFETCH(QString, pointer);
    QFETCH(QString, dotted);
    QCOMPARE(jsonPointer(path), pointer);
    QCOMPARE(dottedPath(path), dotted);
}

QTEST_APPLESS_MAIN(TestTreePaths)
#include "tst_treepaths.moc"
