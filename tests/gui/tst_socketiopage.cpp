// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/socketiopage.h"

#include "gui/mock/socketioaction.h"
#include "gui/mock/socketiorow.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace Pushscope;

/// Rules and steps of a Socket.IO endpoint in fields, and back.
class TestSocketIoPage : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatItReads_data();
    void keepsWhatItReads();
    void addsARule();
    void addsActions();
    void addsAStep();
    void keepsNamespacesApart();
    void removesNamespaces();
    void namesItsFields();
};

namespace {

OrderedJson parsed(const QByteArray &json)
{
    return OrderedJson::parse(json).value_or(OrderedJson());
}

QByteArray compact(const QByteArray &json)
{
    return parsed(json).compact();
}

QByteArray written(const SocketIoPage &page, const QByteArray &endpoint = "{}")
{
    OrderedJson json = parsed(endpoint);
    page.write(json);
    return json.compact();
}

template <typename T> T *find(const QWidget &owner, const char *name)
{
    // What was added is to be laid out, and what was removed waits to go.
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return owner.findChild<T *>(QString::fromLatin1(name));
}

void type(const QWidget &owner, const char *name, const QString &text)
{
    auto *edit = find<QLineEdit>(owner, name);
    QVERIFY(edit);
    edit->selectAll();
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    else
        QTest::keyClicks(edit, text);
}

void act(const QWidget &row, SocketIoAction::Kind kind)
{
    for (QAction *action : find<QPushButton>(row, "addActionButton")->menu()->actions()) {
        if (action->text() == SocketIoAction::label(kind)) {
            action->trigger();
            return;
        }
    }
    QFAIL("it is not offered");
}

void chooseNamespace(SocketIoPage &page, const QString &name)
{
    auto *combo = find<QComboBox>(page, "ruleNamespaceCombo");
    combo->setFocus();
    combo->lineEdit()->selectAll();
    QTest::keyClicks(combo->lineEdit(), name);
    QTest::keyClick(combo->lineEdit(), Qt::Key_Return);
}

} // namespace

void TestSocketIoPage::keepsWhatItReads_data()
{
    QTest::addColumn<QByteArray>("endpoint");
    const auto row = [](const char *name, const char *json) {
        QTest::newRow(name) << compact(json);
    };
    row("nothing", R"({"path": "/io/"})");
    row("acks", R"({"on_event": [{"event": "a", "ack": "ok"}, {"event": "*", "match": {"a": 1}, "ack": ["x", 1]}]})");
    row("emissions",
        R"({"on_event": [{"event": "a", "reply": {"event": "b", "args": ["{{args}}"], "wants_ack": true}},
            {"event": "c", "broadcast": {"to": "others", "room": "{{message}}", "event": "d", "args": 1}},
            {"event": "e", "broadcast": {}}]})");
    row("rooms", R"({"on_event": [{"event": "enter", "join": "{{message}}", "ack": "in"}, {"event": "go", "leave": "r", "disconnect": true}]})");
    row("publications", R"({"on_event": [{"event": "a", "publish": {"channel": "c"}}, {"event": "b", "publish": {"channel": "c", "message": {"n": 1.50}}}]})");
    row("steps", R"({"steps": [{"event": "hi", "args": ["x"], "wants_ack": true}, {"after_ms": 10, "publish": {"channel": "c", "message": 1}}, {"after_ms": 0, "disconnect": true}]})");
    row("namespaces", R"({"on_event": [{"event": "a", "ack": 1}], "namespaces": {"/a": {"auth": {"t": 1}, "on_event": [{"event": "x", "ack": 2}]}, "/b": {"steps": [{"event": "y"}]}}})");
}

void TestSocketIoPage::keepsWhatItReads()
{
    QFETCH(QByteArray, endpoint);
    SocketIoPage page;
    page.read(parsed(endpoint));
    QCOMPARE(written(page, endpoint), endpoint);
    // What the rows say, once one of them was touched, is the same.
    for (auto *row : page.findChildren<SocketIoRow *>())
        emit row->changed();
    QCOMPARE(written(page, endpoint), endpoint);
}

void TestSocketIoPage::addsARule()
{
    SocketIoPage page;
    page.show();
    QSignalSpy changed(&page, &SocketIoPage::changed);
    find<QPushButton>(page, "addEventRuleButton")->click();
    QCOMPARE(changed.size(), 1);
    type(page, "ruleEventEdit", QStringLiteral("chat"));
    type(page, "ackEdit", QStringLiteral("{\"n\":1}"));
    type(page, "ruleMatchEdit", QStringLiteral("hello"));
    QCOMPARE(written(page),
             compact(R"({"on_event": [{"event": "chat", "ack": {"n": 1}, "match": "hello"}]})"));
    find<QToolButton>(page, "removeRowButton")->click();
    QCOMPARE(written(page), compact("{}"));
}

void TestSocketIoPage::addsActions()
{
    SocketIoPage page;
    page.show();
    page.read(parsed(R"({"on_event": [{"event": "enter"}]})"));
    auto *row = page.findChild<SocketIoRow *>();
    act(*row, SocketIoAction::Kind::Join);
    type(page, "actionRoomEdit", QStringLiteral("{{message}}"));
    act(*row, SocketIoAction::Kind::Broadcast);
    find<QComboBox>(page, "broadcastToCombo")->setCurrentIndex(1);
    type(page, "actionEventEdit", QStringLiteral("entered"));
    act(*row, SocketIoAction::Kind::Disconnect);
    QCOMPARE(written(page),
             compact(R"({"on_event": [{"event": "enter", "join": "{{message}}", )"
                        R"("broadcast": {"to": "others", "event": "entered"}, "disconnect": true}]})"));
    find<QToolButton>(page, "removeActionButton")->click(); // The first.
    QVERIFY(!written(page).contains("join"));
}

void TestSocketIoPage::addsAStep()
{
    SocketIoPage page;
    page.show();
    find<QPushButton>(page, "addEventStepButton")->click();
    find<QSpinBox>(page, "afterSpin")->setValue(250);
    type(page, "actionEventEdit", QStringLiteral("tick"));
    type(page, "actionArgumentsEdit", {});
    QCOMPARE(written(page), compact(R"({"steps": [{"after_ms": 250, "event": "tick"}]})"));
    act(*page.findChild<SocketIoRow *>(), SocketIoAction::Kind::Disconnect);
    QCOMPARE(written(page), compact(R"({"steps": [{"after_ms": 250, "disconnect": true}]})"));
}

void TestSocketIoPage::keepsNamespacesApart()
{
    SocketIoPage page;
    page.show();
    page.read(parsed(R"({"on_event": [{"event": "a", "ack": 1}]})"));
    chooseNamespace(page, QStringLiteral("admin"));
    QCOMPARE(find<QComboBox>(page, "ruleNamespaceCombo")->currentText(), QStringLiteral("/admin"));
    find<QPushButton>(page, "addEventRuleButton")->click();
    type(page, "ruleEventEdit", QStringLiteral("b"));
    QCOMPARE(written(page),
             compact(R"({"on_event": [{"event": "a", "ack": 1}], )"
                        R"("namespaces": {"/admin": {"on_event": [{"event": "b", "ack": "ok"}]}}})"));
    chooseNamespace(page, QStringLiteral("/"));
    QCOMPARE(find<QLineEdit>(page, "ruleEventEdit")->text(), QStringLiteral("a"));
}

void TestSocketIoPage::removesNamespaces()
{
    SocketIoPage page;
    page.show();
    page.read(parsed(R"({"namespaces": {"/a": {"steps": [{"event": "x"}]}}})"));
    QVERIFY(!find<QToolButton>(page, "removeNamespaceButton")->isEnabled());
    chooseNamespace(page, QStringLiteral("/a"));
    QCOMPARE(find<QLineEdit>(page, "actionEventEdit")->text(), QStringLiteral("x"));
    find<QToolButton>(page, "removeNamespaceButton")->click();
    QCOMPARE(written(page), compact("{}"));
    QCOMPARE(find<QComboBox>(page, "ruleNamespaceCombo")->currentText(), QStringLiteral("/"));
}

void TestSocketIoPage::namesItsFields()
{
    SocketIoPage page;
    page.read(parsed(R"({"on_event": [{"event": "a", "ack": 1, "reply": {}, "broadcast": {}, "publish": {"channel": "c"}, "join": "r", "leave": "r"}]})"));
    for (const QLineEdit *edit : page.findChildren<QLineEdit *>()) {
        if (!qobject_cast<QComboBox *>(edit->parentWidget()) && !edit->parentWidget()->inherits("QAbstractSpinBox"))
            QVERIFY2(!edit->accessibleName().isEmpty(), qPrintable(edit->objectName()));
    }
}

QTEST_MAIN(TestSocketIoPage)
#include "tst_socketiopage.moc"
