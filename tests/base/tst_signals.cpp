// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/signals.h"

#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

using namespace Pushscope;

class TestSignals : public QObject
{
    Q_OBJECT

private slots:
    void areCallsFromTheEventLoop_data();
    void areCallsFromTheEventLoop();
    void leaveAHangUpIgnored();
};

void TestSignals::areCallsFromTheEventLoop_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("status");
    QTest::newRow("SIGHUP") << SIGHUP << 129;
    QTest::newRow("SIGINT") << SIGINT << 130;
    QTest::newRow("SIGTERM") << SIGTERM << 143;
}

void TestSignals::areCallsFromTheEventLoop()
{
    QFETCH(int, number);
    QFETCH(int, status);

    std::vector<int> told;
    const Signals ending([&told](int got) { told.push_back(got); });
    (void)std::raise(number);
    QVERIFY(told.empty()); // Not from within the handler.
    (void)std::raise(number);
    QTRY_COMPARE(told.size(), std::size_t(2));
    QCOMPARE(told, (std::vector<int>{ status, status }));
}

void TestSignals::leaveAHangUpIgnored()
{
    std::signal(SIGHUP, SIG_IGN);
    bool isTold = false;
    auto ending = std::make_unique<Signals>([&isTold](int) { isTold = true; });
    (void)std::raise(SIGHUP);
    QCoreApplication::processEvents();
    QVERIFY(!isTold);
    ending.reset();
    QVERIFY(std::signal(SIGHUP, SIG_DFL) == SIG_IGN);
}

QTEST_GUILESS_MAIN(TestSignals)
#include "tst_signals.moc"
