// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QComboBox>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace Pushscope;

/// Command lines in the real window: pasted and connected, copied and pasted again.
class TestMainWindowCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void pastesAndConnects();
    void saysWhyItDoesNot();
    void copiesWithoutCredentials();
    void copiesTheEventsThatWereSeen();
    void copiesWhatIsTyped();
    void sendsARawFrame();

private:
    template<typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void paste(const QString &text);
    [[nodiscard]] QString notice() const { return find<NoticeBar>("noticeBar")->text(); }
    [[nodiscard]] QString clipboard() const { return QGuiApplication::clipboard()->text(); }

    MockPeer m_peer;
    std::unique_ptr<WindowFixture> m_fixture;
    MainWindow *m_window = nullptr;
};

void TestMainWindowCommands::initTestCase()
{
    QVERIFY(m_peer.start());
}

void TestMainWindowCommands::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_window = &m_fixture->open();
}

void TestMainWindowCommands::cleanup()
{
    m_fixture.reset();
}

void TestMainWindowCommands::paste(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    QTest::keyClick(m_window, Qt::Key_L, Qt::ControlModifier);
    auto *edit = find<QLineEdit>("urlEdit");
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestMainWindowCommands::pastesAndConnects()
{
    paste(QStringLiteral("curl -N '%1' \\\n  -H 'Accept: text/event-stream' \\\n"
                         "  -H 'X-Probe: yes'")
              .arg(m_peer.url(QStringLiteral("/sse")).toString()));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    QCOMPARE(newestStatus(*m_window).technique, Technique::Sse);
    const auto options = m_window->document()->optionsOf(newestStatus(*m_window).session);
    QVERIFY(options);
    QCOMPARE(options->headers.value(0).first, QByteArray("X-Probe"));
}

void TestMainWindowCommands::saysWhyItDoesNot()
{
    paste(QStringLiteral("curl -H 'X-A: 1"));
    QVERIFY(!m_window->document());
    QVERIFY2(notice().contains(QLatin1String("not closed")), qPrintable(notice()));
    paste(QStringLiteral("wscat -l 8080"));
    QVERIFY2(notice().contains(QLatin1String("mock server")), qPrintable(notice()));
}

void TestMainWindowCommands::copiesWithoutCredentials()
{
    paste(QStringLiteral("websocat --basic-auth ann:hush -H 'X-A: 1' %1")
              .arg(m_peer.url(QStringLiteral("/ws/echo"), true).toString()));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    for (const char *name : { "copyAsCurlAction", "copyAsWebsocatAction", "copyAsJavaScriptAction" }) {
        find<QAction>(name)->trigger();
        QVERIFY2(clipboard().contains(QLatin1String("/ws/echo")), name);
        QVERIFY2(!clipboard().contains(QLatin1String("hush")), name);
    }
    find<QAction>("copyAsWebsocatAction")->trigger();
    QVERIFY(clipboard().contains(QLatin1String("***")));
    auto *button = find<NoticeBar>("noticeBar")->findChild<QPushButton *>(
        QStringLiteral("actionButton"));
    QVERIFY(button->isVisible());
    button->click();
    QVERIFY(clipboard().contains(QLatin1String("ann:hush")));
    QVERIFY(!button->isVisible());
    // And back again, into another session.
    const QString command = clipboard();
    paste(command);
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    QTRY_COMPARE(m_window->document()->statuses().size(), 2);
}

void TestMainWindowCommands::copiesTheEventsThatWereSeen()
{
    paste(QStringLiteral("curl -H 'Accept: text/event-stream' %1")
              .arg(m_peer.url(QStringLiteral("/sse")).toString()));
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived > 0);
    QGuiApplication::clipboard()->clear();
    QTRY_VERIFY(m_window->document()->extent().records > 3);
    find<QAction>("copyAsJavaScriptAction")->trigger();
    QTRY_VERIFY(clipboard().contains(QLatin1String("new EventSource(")));
    auto *menu = find<QMenu>("copyAsMenu");
    emit menu->aboutToShow();
    QVERIFY(!find<QAction>("copyAsWebsocatAction")->isEnabled());
    emit menu->aboutToHide();
    find<QAction>("copyAsWebsocatAction")->trigger();
    QVERIFY2(notice().contains(QLatin1String("WebSocket only")), qPrintable(notice()));
}

void TestMainWindowCommands::copiesWhatIsTyped()
{
    find<QAction>("copyAsCurlAction")->trigger();
    QVERIFY2(notice().contains(QLatin1String("no connection")), qPrintable(notice()));
    find<QLineEdit>("urlEdit")->setText(QStringLiteral("feed.example/sse"));
    find<QAction>("copyAsCurlAction")->trigger();
    QVERIFY2(clipboard().contains(QLatin1String("https://feed.example/sse")),
             qPrintable(clipboard()));
}

void TestMainWindowCommands::sendsARawFrame()
{
    paste(QStringLiteral("wscat -c %1").arg(m_peer.url(QStringLiteral("/ws/echo"), true).toString()));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    constexpr int FrameTab = 7;
    find<QTabBar>("kindTabs")->setCurrentIndex(FrameTab);
    find<QComboBox>("opcodeCombo")->setCurrentIndex(3); // Reserved: RFC 6455 §5.2.
    auto *send = find<QPushButton>("sendButton");
    QTRY_VERIFY(send->isEnabled());
    send->click();
    QTRY_VERIFY(isOver(newestStatus(*m_window).state));
    const auto code = [this] {
        const auto &connections = m_window->document()->connections();
        return connections.empty() ? -1 : connections.back().closeCode;
    };
    QTRY_COMPARE(code(), 1002);
}

QTEST_MAIN(TestMainWindowCommands)
#include "tst_mainwindow_commands.moc"
