// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/jsontreemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Pushscope;

class TestJsonTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void trees_data();
    void trees();
    void pointers();
    void valuesStayVerbatim();
    void longValuesAreShownShort();
    void replacedWhileShown();
};

namespace {

/// The tree as indented lines: `key value`.
QByteArray printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QByteArray text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex key = model.index(row, JsonTreeModel::KeyColumn, parent);
        const QModelIndex value = model.index(row, JsonTreeModel::ValueColumn, parent);
        text += QByteArray(depth, ' ') + key.data().toString().toUtf8() + '='
            + value.data().toString().toUtf8() + '\n';
        if (model.hasChildren(key))
            text += printed(model, key, depth + 1);
    }
    return text;
}

} // namespace

void TestJsonTreeModel::trees_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<QByteArray>("tree");
    QTest::newRow("keys keep their order")
        << QByteArray(R"({"b":1,"a":2})") << true << QByteArray("b=1\na=2\n");
    QTest::newRow("a key twice") << QByteArray(R"({"a":1,"a":2})") << true
                                 << QByteArray("a=1\na=2\n");
    QTest::newRow("digits stay") << QByteArray("[1.10,12345678901234567890]") << true
                                 << QByteArray("[0]=1.10\n[1]=12345678901234567890\n");
    QTest::newRow("nested") << QByteArray(R"( {"a":{"b":[true,null]},"c":[],"d":{}} )") << true
                            << QByteArray("a={ 1 }\n b=[ 2 ]\n  [0]=true\n  [1]=null\nc=[]\n"
                                          "d={}\n");
    QTest::newRow("bare value") << QByteArray("\"x\"") << true << QByteArray("=\"x\"\n");
    QTest::newRow("invalid") << QByteArray("{\"a\":") << false << QByteArray();
    QTest::newRow("empty") << QByteArray() << false << QByteArray();
}

void TestJsonTreeModel::trees()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isValid);
    QFETCH(QByteArray, tree);
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.setJson(json), isValid);
    QCOMPARE(printed(model), tree);
}

void TestJsonTreeModel::pointers()
{
    JsonTreeModel model;
    QVERIFY(model.setJson(R"({"a/b":[10,{"m~n":1}]})"));
    const QModelIndex array = model.index(0, 0);
    QCOMPARE(array.data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/a~1b"));
    const QModelIndex object = model.index(1, 0, array);
    QCOMPARE(object.data(JsonTreeModel::PointerRole).toString(), QStringLiteral("/a~1b/1"));
    QCOMPARE(model.index(0, 0, object).data(JsonTreeModel::PointerRole).toString(),
             QStringLiteral("/a~1b/1/m~0n"));
    QCOMPARE(model.parent(object), array);
}

void TestJsonTreeModel::valuesStayVerbatim()
{
    JsonTreeModel model;
    QVERIFY(model.setJson("{\"a\": { \"x\" :\n1.0 } }"));
    QCOMPARE(model.index(0, 0).data(JsonTreeModel::JsonRole).toByteArray(),
             QByteArray("{ \"x\" :\n1.0 }"));
    QCOMPARE(model.index(0, 0).data(JsonTreeModel::TypeRole).toInt(),
             static_cast<int>(JsonTreeModel::Type::Object));
}

void TestJsonTreeModel::longValuesAreShownShort()
{
    JsonTreeModel model;
    const QByteArray value = '"' + QByteArray(1024 * 1024, 'x') + '"';
    QVERIFY(model.setJson(QByteArray('[' + value + ']')));
    const QModelIndex index = model.index(0, JsonTreeModel::ValueColumn);
    QVERIFY(index.data().toString().size() <= 1024);
    QCOMPARE(index.data(JsonTreeModel::JsonRole).toByteArray(), value);
}

void TestJsonTreeModel::replacedWhileShown()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.setJson("[[1,2],[3]]"));
    QCOMPARE(model.rowCount(model.index(0, 0)), 2);
    QVERIFY(model.setJson("{}"));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.hasChildren());
    QVERIFY(!model.index(0, 0).isValid());
}

QTEST_GUILESS_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
