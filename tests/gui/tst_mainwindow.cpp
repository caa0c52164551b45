// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filteredit.h"
#include "gui/address/optionsdialog.h"
#include "gui/document/capturedocument.h"
#include "gui/document/failurefinder.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/records/recordview.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTreeView>
#include <QTextBrowser>

using namespace Pushscope;

/// The real window with a real engine and a real file, driven by keys and object names.
class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void connectsSeesInspectsSavesAndReopens();
    void looksTheSameAfterReopening();
    void saysWhyItWaitsToTryAgain();
    void becomesDisconnectAndConnectAgain();
    void reconnectsWithF5();
    void sendsWithTheKeyboard();
    void saysWhyNothingCanBeSent();
    void saysWhatWentWrong();
    void saysWhatWentWrong_data();
    void explainsTheNewerFailure();
    void explainsNothingInPlaceOfAChosenRow();
    void leadsToAccess_data();
    void leadsToAccess();
    void namesTheCertificateAndConnectsAnyway();
    void filtersByTheBox();
    void underlinesWhatTheFilterBoxDoesNotUnderstand();
    void onlyFillsTheAddressForALink();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        T *found = m_window->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qCritical("there is no %s", name);
        return found;
    }
    void typeAddress(const QUrl &url);
    void connectTo(const QUrl &url, Technique technique = Technique::Auto);
    [[nodiscard]] SessionState state() const { return newestStatus(*m_window).state; }
    /// What every pane says of the capture, a line each.
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] qint64 records() const { return find<RecordView>("recordView")->rowCount(); }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
};

void TestMainWindow::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    m_window = &m_fixture->open();
}

void TestMainWindow::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
}

void TestMainWindow::typeAddress(const QUrl &url)
{
    QTest::keyClick(m_window, Qt::Key_L, Qt::ControlModifier);
    auto *edit = find<QLineEdit>("urlEdit");
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, url.toString());
}

void TestMainWindow::connectTo(const QUrl &url, Technique technique)
{
    auto *combo = find<QComboBox>("techniqueCombo");
    combo->setCurrentIndex(combo->findData(static_cast<int>(technique)));
    typeAddress(url);
    QTest::keyClick(find<QLineEdit>("urlEdit"), Qt::Key_Return);
}

void TestMainWindow::connectsSeesInspectsSavesAndReopens()
{
    connectTo(m_peer->url(QStringLiteral("/ws"), true), Technique::WebSocket);
    QTRY_COMPARE(state(), SessionState::Open);
    m_peer->publish("tick", R"({"seen":true})");
    auto *view = find<RecordView>("recordView");
    QTRY_VERIFY(view->rowCount() > 8);

    QTest::keyClick(view, Qt::Key_Home);
    QTest::keyClick(view, Qt::Key_Down);
    auto *inspector = m_window->findChild<InspectorPane *>();
    QTRY_COMPARE(inspector->currentSeq(), qint64(2));

    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("one.pushscope"));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->windowTitle().startsWith(QLatin1String("one.pushscope")));
    QVERIFY(m_fixture->dialogs.suggestedPath.endsWith(QLatin1String(".pushscope")));
    QVERIFY(!m_window->isWindowModified());
    const qint64 whenSaved = view->rowCount();
    m_window->close();
    QCOMPARE(m_fixture->dialogs.closeQuestions, 0); // It is saved.

    m_window = &m_fixture->open();
    m_window->openFile(m_fixture->dialogs.savePath);
    QTRY_VERIFY(m_window->document());
    QTRY_VERIFY(records() >= whenSaved);
    auto *sessions = find<QTreeView>("sessionsView");
    QTRY_COMPARE(sessions->model()->rowCount(), 1);
    QVERIFY(!m_window->document()->isLive());
}

QStringList TestMainWindow::texts() const
{
    QStringList lines;
    const QAbstractItemModel *sessions = find<QTreeView>("sessionsView")->model();
    for (int row = 0; row < sessions->rowCount(); ++row)
        lines << sessions->index(row, 0).data(Qt::AccessibleTextRole).toString();
    auto *view = find<RecordView>("recordView");
    for (qint64 row = 0; row < view->rowCount(); ++row)
        lines << view->rowDescription(row);
    return lines;
}

void TestMainWindow::looksTheSameAfterReopening()
{
    connectTo(m_peer->url(QStringLiteral("/ws/echo"), true), Technique::WebSocket);
    QTRY_VERIFY(find<QPushButton>("sendButton")->isEnabled());
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("to be seen twice"));
    find<QPushButton>("sendButton")->click();
    QTRY_COMPARE(newestStatus(*m_window).messagesReceived, qint64(1));
    find<QPushButton>("connectButton")->click();
    QTRY_COMPARE(state(), SessionState::Closed);
    const auto isRead = [this] {
        const auto *view = find<RecordView>("recordView");
        return view->rowCount() > 0 && view->row(0) && view->row(view->rowCount() - 1)
            && !texts().join(QLatin1Char(' ')).contains(QLatin1String("not read"));
    };
    QTRY_VERIFY(texts().first().contains(QLatin1String("closed 1000")));
    QTRY_VERIFY(m_window->document()->connections().size() == 1
                && m_window->document()->connections().front().closeCode == 1000);
    QTRY_VERIFY(isRead());
    const QStringList live = texts();

    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("twice.pushscope"));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->document()->isSaved());
    m_window->close();
    m_window = &m_fixture->open();
    m_window->openFile(m_fixture->dialogs.savePath);
    QTRY_VERIFY(isRead());
    QTRY_VERIFY(texts().size() >= live.size());
    // Only the end of the capture came after what was read live.
    QCOMPARE(texts().first(live.size()), live);
    QVERIFY2(texts().last().contains(QLatin1String("capture ends")), qPrintable(texts().last()));
}

void TestMainWindow::saysWhyItWaitsToTryAgain()
{
    // A stream that ends and wants nobody to wait for long before trying again.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&server, socket] {
            server.close(); // Before the client can come back.
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                          "Connection: close\r\n\r\nretry: 10\n\n");
            socket->disconnectFromHost();
        });
    });
    connectTo(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port)), Technique::Sse);
    // The end of a stream is no failure; that nobody answers afterwards is one.
    auto *notice = find<NoticeBar>("noticeBar");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(QLatin1String("tries again")), qPrintable(notice->text()));
}

void TestMainWindow::becomesDisconnectAndConnectAgain()
{
    connectTo(m_peer->url(QStringLiteral("/sse")), Technique::Sse);
    auto *button = find<QPushButton>("connectButton");
    QTRY_COMPARE(button->text(), QStringLiteral("Disconnect"));
    QTRY_COMPARE(state(), SessionState::Open);
    QTest::keyClicks(find<QLineEdit>("urlEdit"), QStringLiteral("x"));
    QCOMPARE(button->text(), QStringLiteral("Connect")); // To another address by now.
    QTest::keyClick(find<QLineEdit>("urlEdit"), Qt::Key_Backspace);
    find<QTreeView>("sessionsView")->setCurrentIndex({});
    find<QTreeView>("sessionsView")
        ->setCurrentIndex(find<QTreeView>("sessionsView")->model()->index(0, 0));
    QCOMPARE(button->text(), QStringLiteral("Disconnect"));
    button->click();
    QTRY_COMPARE(state(), SessionState::Closed);
    QTRY_COMPARE(button->text(), QStringLiteral("Connect"));
}

void TestMainWindow::reconnectsWithF5()
{
    connectTo(m_peer->url(QStringLiteral("/ws"), true), Technique::WebSocket);
    QTRY_COMPARE(state(), SessionState::Open);
    m_window->document()->disconnectSession(m_window->document()->statuses().last().session);
    QTRY_COMPARE(state(), SessionState::Closed);
    QTest::keyClick(m_window, Qt::Key_F5);
    QTRY_COMPARE(state(), SessionState::Open);
    QTRY_COMPARE(m_window->document()->connections().size(), std::size_t(2));
}

void TestMainWindow::sendsWithTheKeyboard()
{
    connectTo(m_peer->url(QStringLiteral("/ws/echo"), true), Technique::WebSocket);
    QTRY_VERIFY(find<QPushButton>("sendButton")->isEnabled());
    auto *edit = find<QPlainTextEdit>("textEdit");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("needle one"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    find<FilterEdit>("filterEdit")->setText(QStringLiteral("needle kind:ws.message"));
    QTRY_COMPARE(records(), qint64(2)); // What was sent and its echo.

    find<QTabBar>("kindTabs")->setCurrentIndex(3);
    auto *octets = find<QPlainTextEdit>("binaryEdit");
    octets->setFocus();
    QTest::keyClicks(octets, QStringLiteral("6e 6"));
    QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
    QVERIFY(find<QLabel>("composeHintLabel")->isVisible());
    octets->setPlainText(QStringLiteral("6e 65 65 64 6c 65"));
    QVERIFY(find<QPushButton>("sendButton")->isEnabled());
    QTest::keyClick(octets, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(newestStatus(*m_window).messagesSent, qint64(2));
}

void TestMainWindow::saysWhyNothingCanBeSent()
{
    connectTo(m_peer->url(QStringLiteral("/sse")), Technique::Sse);
    QTRY_COMPARE(state(), SessionState::Open);
    QVERIFY(!find<QPushButton>("sendButton")->isEnabled());
    QCOMPARE(find<QLabel>("composeHintLabel")->text(),
             QStringLiteral("Nothing to send to: connect a WebSocket or Socket.IO."));
    QVERIFY(!find<QPushButton>("sendButton")->accessibleDescription().isEmpty());
}

void TestMainWindow::saysWhatWentWrong_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("word");

    QTest::newRow("nobody listens")
        << QStringLiteral("ws://127.0.0.1:1/") << QStringLiteral("refused");
    QTest::newRow("no such page") << QStringLiteral("/nothing") << QStringLiteral("404");
    QTest::newRow("no stream") << QStringLiteral("/poll") << QStringLiteral("not a stream");
}

void TestMainWindow::saysWhatWentWrong()
{
    QFETCH(QString, address);
    QFETCH(QString, word);

    if (address.startsWith(QLatin1Char('/')))
        connectTo(m_peer->url(address), Technique::Sse);
    else
        connectTo(QUrl(address), Technique::WebSocket);
    auto *notice = find<NoticeBar>("noticeBar");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(word), qPrintable(notice->text()));
    // The inspector explains it.
    auto *summary = find<QTextBrowser>("summaryBrowser");
    QTRY_VERIFY2(summary->toPlainText().contains(word), qPrintable(summary->toPlainText()));
    QVERIFY(find<RecordView>("recordView")->isFollowing());
    QTest::keyClick(notice, Qt::Key_Escape);
    QVERIFY(!notice->isVisible());
}

void TestMainWindow::explainsTheNewerFailure()
{
    auto *summary = find<QTextBrowser>("summaryBrowser");
    const auto explains = [summary](const char *word) {
        return summary->toPlainText().contains(QLatin1String(word));
    };
    connectTo(m_peer->url(QStringLiteral("/nothing")), Technique::Sse);
    QTRY_VERIFY(explains("404"));
    connectTo(QUrl(QStringLiteral("ws://127.0.0.1:1/")), Technique::WebSocket);
    QTRY_VERIFY2(explains("refused"), qPrintable(summary->toPlainText()));
    // But not where the user looks at something.
    auto *list = find<RecordView>("recordView");
    QTest::keyClick(list, Qt::Key_Home);
    QTRY_COMPARE(list->currentSeq(), qint64(1));
    connectTo(m_peer->url(QStringLiteral("/nothing")), Technique::Sse);
    QTRY_VERIFY(find<NoticeBar>("noticeBar")->text().contains(QLatin1String("404")));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    QCOMPARE(list->currentSeq(), qint64(1));
}

void TestMainWindow::explainsNothingInPlaceOfAChosenRow()
{
    connectTo(m_peer->url(QStringLiteral("/nothing")), Technique::Sse);
    auto *list = find<RecordView>("recordView");
    QTRY_VERIFY(list->currentSeq() > 0);
    const qint64 shown = list->currentSeq();
    // The same one, but now by the user.
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->rowRect(list->currentRow()).center());
    QVERIFY(list->isChosenByUser());
    list->setFollowing(false); // As where it is not the last.
    const qint64 all = list->rowCount();
    QTest::keyClick(m_window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(list->rowCount() < all && list->currentRow() >= 0);
    QSignalSpy found(m_window->findChild<FailureFinder *>(), &FailureFinder::found);
    connectTo(QUrl(QStringLiteral("ws://127.0.0.1:1/")), Technique::WebSocket);
    QTRY_COMPARE(found.size(), 1);
    QCoreApplication::processEvents(); // Where it would be shown.
    QCOMPARE(list->currentSeq(), shown);
}

void TestMainWindow::leadsToAccess_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("input");
    QTest::newRow("401") << QByteArray("401 Unauthorized\r\nWWW-Authenticate: Basic")
                         << QStringLiteral("userEdit");
    QTest::newRow("407") << QByteArray("407 Proxy Authentication Required") << QStringLiteral("proxyEdit");
}

void TestMainWindow::leadsToAccess()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, input);

    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server, head] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, head] {
            socket->write("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n");
        });
    });
    connectTo(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort())), Technique::Sse);
    auto *button = find<QPushButton>("actionButton");
    QTRY_VERIFY(button->isVisible());
    QVERIFY2(button->text().contains(QLatin1String("Access")), qPrintable(button->text()));
    QTest::keyClick(button, Qt::Key_Space);
    auto *dialog = m_window->findChild<OptionsDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    QCOMPARE(dialog->focusWidget()->objectName(), input);
}

void TestMainWindow::namesTheCertificateAndConnectsAnyway()
{
    MockPeer peer;
    QVERIFY(peer.start(true));
    connectTo(peer.url(QStringLiteral("/ws"), true), Technique::WebSocket);
    auto *notice = find<NoticeBar>("noticeBar");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(QLatin1String("localhost")), qPrintable(notice->text()));
    QVERIFY2(notice->text().contains(QLatin1String(". The certificate is valid until ")),
             qPrintable(notice->text()));
    QVERIFY(notice->text().endsWith(u'.') && !notice->text().contains(u'·'));
    auto *button = find<QPushButton>("actionButton");
    QCOMPARE(button->text(), QStringLiteral("Connect anyway, this session only"));
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(state(), SessionState::Open);
    QVERIFY(!notice->isVisible());
    auto *tls = find<QLabel>("tlsLabel");
    QTRY_VERIFY2(tls->text().contains(QLatin1String("not verified")), qPrintable(tls->text()));

    // Only that session: the next one asks again.
    connectTo(peer.url(QStringLiteral("/ws/echo"), true), Technique::WebSocket);
    QTRY_VERIFY(notice->isVisible());
}

void TestMainWindow::filtersByTheBox()
{
    connectTo(m_peer->url(QStringLiteral("/ws"), true), Technique::WebSocket);
    QTRY_COMPARE(state(), SessionState::Open);
    QTest::keyClick(m_window, Qt::Key_F, Qt::ControlModifier);
    auto *edit = find<FilterEdit>("filterEdit");
    QTest::keyClicks(edit, QStringLiteral("kind:ws.handshake"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(records(), qint64(1));
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(records() > 1);
}

void TestMainWindow::underlinesWhatTheFilterBoxDoesNotUnderstand()
{
    auto *edit = find<FilterEdit>("filterEdit");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("kind:sse.* colour:red"));
    QVERIFY(edit->problem().isEmpty());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY2(edit->problem().contains(QLatin1String("colour")), qPrintable(edit->problem()));
    QTest::keyClick(edit, Qt::Key_Backspace);
    QVERIFY(edit->problem().isEmpty());
}

void TestMainWindow::onlyFillsTheAddressForALink()
{
    m_window->fillAddress(QStringLiteral("ws://127.0.0.1:1/live"));
    QCOMPARE(find<QLineEdit>("urlEdit")->text(), QStringLiteral("ws://127.0.0.1:1/live"));
    QVERIFY(!m_window->document());
    QCOMPARE(find<QPushButton>("connectButton")->text(), QStringLiteral("Connect"));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
