// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/messagehistory.h"

#include <QTest>

using namespace Pushscope;

class TestMessageHistory : public QObject
{
    Q_OBJECT

private slots:
    void boundsWhatIsRemembered();
};

void TestMessageHistory::boundsWhatIsRemembered()
{
    MessageHistory history;
    const auto entry = [](const QString &text) {
        return MessageHistory::Entry{ "text", { { QStringLiteral("text"), text } } };
    };
    history.add({ "text", {} }); // Nothing.
    QVERIFY(history.entries().isEmpty());
    for (int i = 0; i < 300; ++i)
        history.add(entry(QString::number(i)));
    QCOMPARE(history.entries().size(), MessageHistory::MostEntries);
    history.add(entry(QStringLiteral("250")));
    QCOMPARE(history.entries().size(), MessageHistory::MostEntries); // Each once.
    QCOMPARE(history.entries().last(), entry(QStringLiteral("250")));
    history.add(entry(QString(MessageHistory::LongestKept, QLatin1Char('l'))));
    MessageHistory loaded;
    loaded.load(history.saved());
    QCOMPARE(loaded.entries().size(), MessageHistory::MostEntries - 1);
    for (int i = 0; i < 100; ++i)
        history.add(entry(QString(10'000, QLatin1Char('x')) + QString::number(i)));
    QVERIFY(history.saved().size() < MessageHistory::MostKept + 10'000);
}

QTEST_GUILESS_MAIN(TestMessageHistory)
#include "tst_messagehistory.moc"
