// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/keyedtreemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

/// A tree that is told how it should look.
class TestKeyedTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatItIsTold();
    void keepsWhatStays();
    void changesNoMoreThanItMust();
    void looksAsTold();
};

namespace {

TreeRow row(const QByteArray &key, const QString &text, std::vector<TreeRow> children = {})
{
    TreeRow made;
    made.key = key;
    made.values[Qt::DisplayRole] = text;
    made.children = std::move(children);
    return made;
}

/// `a(b c) d`: the texts, as they stand.
QString printed(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList texts;
    for (int i = 0; i < model.rowCount(parent); ++i) {
        const QModelIndex index = model.index(i, 0, parent);
        QString text = index.data().toString();
        if (model.rowCount(index) > 0)
            text += QLatin1Char('(') + printed(model, index) + QLatin1Char(')');
        texts.append(text);
    }
    return texts.join(QLatin1Char(' '));
}

QString printed(const std::vector<TreeRow> &rows)
{
    QStringList texts;
    for (const TreeRow &one : rows) {
        QString text = one.values.value(Qt::DisplayRole).toString();
        if (!one.children.empty())
            text += QLatin1Char('(') + printed(one.children) + QLatin1Char(')');
        texts.append(text);
    }
    return texts.join(QLatin1Char(' '));
}

/// Some of eight keys, in any order, two floors high.
std::vector<TreeRow> someRows(QRandomGenerator &random, int floors)
{
    QList<int> keys { 0, 1, 2, 3, 4, 5, 6, 7 };
    std::vector<TreeRow> rows;
    for (int count = random.bounded(8); count > 0; --count) {
        const int key = keys.takeAt(random.bounded(static_cast<int>(keys.size())));
        rows.push_back(row(QByteArray::number(key), QString::number(random.bounded(3)),
                           floors > 1 ? someRows(random, floors - 1) : std::vector<TreeRow>()));
    }
    return rows;
}

} // namespace

void TestKeyedTreeModel::showsWhatItIsTold()
{
    KeyedTreeModel model;
    const QAbstractItemModelTester tester(&model);
    TreeRow special = row("c", QStringLiteral("C"));
    special.isEditable = true;
    special.isSelectable = false;
    model.setRows({ row("a", QStringLiteral("A"), { row("b", QStringLiteral("B")) }), special });
    QCOMPARE(printed(model), QStringLiteral("A(B) C"));
    const QModelIndex inner = model.indexOf("b", model.indexOf("a"));
    QCOMPARE(model.key(inner), QByteArray("b"));
    QCOMPARE(inner.parent(), model.indexOf("a"));
    QVERIFY(!model.indexOf("b").isValid());
    QCOMPARE(model.flags(model.indexOf("c")), Qt::ItemIsEnabled | Qt::ItemIsEditable);
    QCOMPARE(model.flags(inner), Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

void TestKeyedTreeModel::keepsWhatStays()
{
    KeyedTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setRows({ row("a", QStringLiteral("A"), { row("b", QStringLiteral("B")) }),
                    row("c", QStringLiteral("C")) });
    const QPersistentModelIndex inner(model.indexOf("b", model.indexOf("a")));
    model.setRows({ row("c", QStringLiteral("C")),
                    row("a", QStringLiteral("A2"),
                        { row("x", QStringLiteral("X")), row("b", QStringLiteral("B2")) }) });
    QCOMPARE(printed(model), QStringLiteral("C A2(X B2)"));
    QVERIFY(inner.isValid());
    QCOMPARE(inner.data().toString(), QStringLiteral("B2"));
    QCOMPARE(inner.row(), 1);
}

void TestKeyedTreeModel::changesNoMoreThanItMust()
{
    KeyedTreeModel model;
    model.setRows({ row("a", QStringLiteral("A")), row("b", QStringLiteral("B")) });
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setRows({ row("a", QStringLiteral("A")), row("b", QStringLiteral("B")) });
    QCOMPARE(changed.size() + inserted.size() + removed.size(), 0);
    model.setRows({ row("a", QStringLiteral("A")), row("b", QStringLiteral("other")) });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex(), model.indexOf("b"));
    QCOMPARE(inserted.size() + removed.size(), 0);
}

void TestKeyedTreeModel::looksAsTold()
{
    QRandomGenerator random(1);
    KeyedTreeModel model;
    const QAbstractItemModelTester tester(&model);
    for (int round = 0; round < 200; ++round) {
        const std::vector<TreeRow> rows = someRows(random, 2);
        model.setRows(rows);
        QCOMPARE(printed(model), printed(rows));
    }
}

QTEST_GUILESS_MAIN(TestKeyedTreeModel)
#include "tst_keyedtreemodel.moc"
