// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/stock/stockdialog.h"

#include "gui/document/capturedocument.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

#include <chrono>

using namespace Pushscope;

/// The second opinion in a window, on real connections.
class TestStockDialog : public QObject
{
    Q_OBJECT

private slots:
    void looksForAWhile_data();
    void looksForAWhile();
    void wantsAConnectionFirst();
    void comparesAnEcho();
    void comparesARefusal();
    void doesNotCompareWhatCannotBe();
};

void TestStockDialog::looksForAWhile_data()
{
    constexpr qint64 Longest = StockClient::LongestLook.count();
    QTest::addColumn<qint64>("duration"); // In ms; below zero: none is given.
    QTest::addColumn<qint64>("limit");
    QTest::newRow("no duration") << qint64(-1) << Longest;
    QTest::newRow("zero is no limit") << qint64(0) << Longest;
    QTest::newRow("shorter") << qint64(1) << qint64(1);
    QTest::newRow("longer") << Longest + 1 << Longest;
}

void TestStockDialog::looksForAWhile()
{
    QFETCH(qint64, duration);
    QFETCH(qint64, limit);
    ClientOptions options;
    if (duration >= 0)
        options.stop.duration = std::chrono::milliseconds(duration);
    options = withinOneLook(options);
    QVERIFY(options.stop.duration);
    QCOMPARE(qint64(options.stop.duration->count()), limit);
}

void TestStockDialog::wantsAConnectionFirst()
{
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    window.findChild<QAction *>(QStringLiteral("stockAction"))->trigger();
    QVERIFY(!window.findChild<StockDialog *>());
}

void TestStockDialog::comparesAnEcho()
{
    WindowFixture fixture;
    MockPeer peer;
    QVERIFY(peer.start());
    MainWindow &window = fixture.open();
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = peer.url(QStringLiteral("/ws/echo"), true);
    options.script = { { OutgoingMessage::Type::Text, "hello" } };
    options.stop.messageCount = 1;
    window.connectTo(options);
    QTRY_COMPARE(newestStatus(window).state, SessionState::Closed);
    window.findChild<QAction *>(QStringLiteral("stockAction"))->trigger();
    auto *dialog = window.findChild<StockDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("stockCopyButton"))->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isOver(), 20'000);
    auto *browser = dialog->findChild<QTextBrowser *>(QStringLiteral("stockBrowser"));
    QTRY_VERIFY(browser->toPlainText().contains(QStringLiteral("connected")));
    dialog->findChild<QPushButton *>(QStringLiteral("stockCopyButton"))->click();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("QWebSocket")));
    QVERIFY(dialog->text().contains(QStringLiteral("Messages")));
    dialog->close();
    QTRY_VERIFY(!window.findChild<StockDialog *>());
}

void TestStockDialog::comparesARefusal()
{
    WindowFixture fixture;
    MockPeer peer;
    QVERIFY(peer.start());
    MainWindow &window = fixture.open();
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = peer.url(QStringLiteral("/nothing"), true);
    window.connectTo(options);
    QTRY_COMPARE(newestStatus(window).state, SessionState::Closed);
    QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = window.findChild<StockDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isOver(), 20'000);
    QTRY_VERIFY(dialog->text().contains(QStringLiteral("1006")));
    QTRY_VERIFY(dialog->text().contains(QStringLiteral("404")));
    // Its capture may go before it does.
    fixture.closeAll();
}

void TestStockDialog::doesNotCompareWhatCannotBe()
{
    WindowFixture fixture;
    MockPeer peer;
    QVERIFY(peer.start());
    MainWindow &window = fixture.open();
    ClientOptions options;
    options.technique = Technique::Sse;
    options.url = peer.url(QStringLiteral("/sse"));
    window.connectTo(options);
    QTRY_COMPARE(newestStatus(window).state, SessionState::Open);
    peer.publish("tick", R"({"n":1})");
    QTRY_VERIFY(newestStatus(window).messagesReceived > 0);
    window.findChild<QAction *>(QStringLiteral("stockAction"))->trigger();
    auto *dialog = window.findChild<StockDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QPushButton *>(QStringLiteral("stockStopButton"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isOver(), 20'000);
    const QString said = dialog->findChild<QLabel *>(QStringLiteral("stockStateLabel"))->text();
    QVERIFY2(said.contains(QLatin1String("two connections")), qPrintable(said));
    auto *browser = dialog->findChild<QTextBrowser *>(QStringLiteral("stockBrowser"));
    const QString text = browser->toPlainText();
    const qsizetype messages = text.indexOf(QLatin1String("Messages"));
    const qsizetype next = text.indexOf(QLatin1String("Error"), messages);
    QVERIFY2(messages >= 0 && next > messages, qPrintable(text));
    QVERIFY2(!text.mid(messages, next - messages).contains(QChar(0x2260)), qPrintable(text));
}

QTEST_MAIN(TestStockDialog)
#include "tst_stockdialog.moc"
