// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/stopwatcher.h"

#include <QTest>

using namespace Pushscope;

/// When a client has what it was asked for.
class TestStopWatcher : public QObject
{
    Q_OBJECT

private slots:
    void countsMessages();
    void findsAValue_data();
    void findsAValue();
    void waitsForAnEventType();
    void waitsForAnOkStatus();
    void expectsNothingByItself();
};

void TestStopWatcher::countsMessages()
{
    StopConditions conditions;
    conditions.messageCount = 2;
    StopWatcher watcher(conditions);
    QVERIFY(watcher.isExpecting());
    watcher.messageArrived("a");
    QVERIFY(!watcher.isMet());
    watcher.messageArrived("b");
    QVERIFY(watcher.isMet());
}

void TestStopWatcher::findsAValue_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("isMet");
    const auto row = [](const char *name, const char *pointer, const char *wanted,
                        const char *message, bool isMet) {
        QTest::newRow(name) << QByteArray(pointer) << QByteArray(wanted) << QByteArray(message)
                            << isMet;
    };
    row("member", "/state", "\"done\"", R"({"state":"done"})", true);
    row("another value", "/state", "\"done\"", R"({"state":"failed"})", false);
    row("whole message", "", "42", " 42 ", true);
    row("string message", "", "\"done\"", "\"done\"", true);
    row("element", "/1/n", "2", R"([{"n":1},{"n":2}])", true);
    row("escaped tokens", "/a~1b/c~0d", "true", R"({"a/b":{"c~d":true}})", true);
    row("same number, other digits", "/n", "1.0", R"({"n":1e0})", true);
    row("big numbers differ", "/n", "9007199254740993", R"({"n":9007199254740992})", false);
    row("order of members", "/o", R"({"a":1,"b":2})", R"({"o":{"b":2,"a":1}})", true);
    row("no such member", "/x", "null", R"({"y":null})", false);
    row("null", "/x", "null", R"({"x":null})", true);
    row("no JSON", "/x", "1", "hello", false);
    row("wanted is no JSON", "/x", "done", R"({"x":"done"})", false);
}

void TestStopWatcher::findsAValue()
{
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, wanted);
    QFETCH(QByteArray, message);
    QFETCH(bool, isMet);
    StopConditions conditions;
    conditions.pointerEquals = { pointer, wanted };
    StopWatcher watcher(conditions);
    watcher.messageArrived("{}");
    QVERIFY(!watcher.isMet());
    watcher.messageArrived(message);
    QCOMPARE(watcher.isMet(), isMet);
}

void TestStopWatcher::waitsForAnEventType()
{
    StopConditions conditions;
    conditions.eventType = "done";
    StopWatcher watcher(conditions);
    watcher.eventArrived("message");
    watcher.messageArrived("done");
    QVERIFY(!watcher.isMet());
    watcher.eventArrived("done");
    QVERIFY(watcher.isMet());
}

void TestStopWatcher::waitsForAnOkStatus()
{
    for (const auto &[status, isMet] : { std::pair(199, false), std::pair(200, true),
                                        std::pair(299, true), std::pair(304, false) }) {
        StopConditions conditions;
        conditions.atFirstOk = true;
        StopWatcher watcher(conditions);
        watcher.statusArrived(status);
        QCOMPARE(watcher.isMet(), isMet);
    }
}

void TestStopWatcher::expectsNothingByItself()
{
    StopConditions conditions;
    conditions.duration = std::chrono::seconds(1);
    StopWatcher watcher(conditions);
    watcher.messageArrived("a");
    watcher.statusArrived(200);
    QVERIFY(!watcher.isMet());
    QVERIFY(!watcher.isExpecting());
}

QTEST_APPLESS_MAIN(TestStopWatcher)
#include "tst_stopwatcher.moc"
