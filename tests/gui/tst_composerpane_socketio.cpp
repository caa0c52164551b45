// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composerpane.h"
#include "gui/windowfixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace Pushscope;

using Type = OutgoingMessage::Type;

/// What the composer emits over Socket.IO: by its keys, and through a window to a mock.
class TestComposerPaneSocketIo : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void emitsAnEvent();
    void emitsWithTheKeyboard();
    void readsArguments_data();
    void readsArguments();
    void liftsAttachments();
    void saysWhereArgumentsBreak_data();
    void saysWhereArgumentsBreak();
    void namesTheEvent();
    void warnsOfReservedNames();
    void expandsTemplates();
    void refusesTemplatesThatBreakTheJson();
    void offersTheNamespacesOfTheSession();
    void changesPagesWithTheSession();
    void saysWhatATextBecomes();
    void keepsAHistory();
    void offersNamesThatWereUsed();
    void anotherPaneTakesTheEventOver();
    void reachesTheServer();

private:
    enum Tab { Event, Text, Json, Binary, Ping, Pong, Close, Frame, File };
    enum Session : quint32 { Chat = 1, Rooms, Socket };

    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        T *found = m_root->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qCritical("there is no %s", name);
        return found;
    }
    void makePane();
    void look(Session session);
    void write(const QString &event, const QString &arguments)
    {
        find<QLineEdit>("emitEventEdit")->setText(event);
        find<QPlainTextEdit>("emitArgumentsEdit")->setPlainText(arguments);
    }
    [[nodiscard]] int tab() const { return find<QTabBar>("kindTabs")->currentIndex(); }
    [[nodiscard]] QString hint() const { return find<QLabel>("composeHintLabel")->text(); }
    [[nodiscard]] bool canSend() const { return find<QPushButton>("sendButton")->isEnabled(); }
    void send() { find<QPushButton>("sendButton")->click(); }
    [[nodiscard]] SocketIoEmission last() const { return m_sent.last().emission; }

    QHash<QString, QByteArray> m_memory;
    Services m_services;
    FakeDialogs m_dialogs;
    std::unique_ptr<ComposerPane> m_pane;
    QWidget *m_root = nullptr; ///< The pane, or the window that it is in.
    QList<OutgoingMessage> m_sent;
};

void TestComposerPaneSocketIo::init()
{
    m_memory.clear();
    m_services.recall = [this](const QString &key) { return m_memory.value(key); };
    m_services.remember
        = [this](const QString &key, const QByteArray &value) { m_memory.insert(key, value); };
    makePane();
}

void TestComposerPaneSocketIo::cleanup()
{
    m_pane.reset();
}

void TestComposerPaneSocketIo::makePane()
{
    m_pane = std::make_unique<ComposerPane>();
    m_root = m_pane.get();
    m_pane->setUp(m_services, m_dialogs);
    m_pane->setOptionsOf([](quint32 session) {
        ClientOptions options;
        if (session == Rooms)
            options.socketIo.namespaces = { { "/one" }, { "/" }, { "/two" } };
        return std::optional(options);
    });
    m_pane->resize(700, 260);
    m_pane->show();
    m_sent.clear();
    connect(m_pane.get(), &ComposerPane::sendRequested, this,
            [this](quint32, const OutgoingMessage &message) { m_sent.append(message); });
    look(Chat);
}

void TestComposerPaneSocketIo::look(Session session)
{
    QList<SessionStatus> statuses;
    for (const quint32 each : { Chat, Rooms, Socket }) {
        SessionStatus status;
        status.session = each;
        status.technique = each == Socket ? Technique::WebSocket : Technique::SocketIo;
        status.canSend = true;
        status.state = SessionState::Open;
        status.url = QUrl(QStringLiteral("http://%1.example/").arg(each));
        statuses.append(status);
    }
    m_pane->setSessions(statuses, session);
}

void TestComposerPaneSocketIo::emitsAnEvent()
{
    QCOMPARE(tab(), int(Event));
    QVERIFY(find<QLineEdit>("emitEventEdit")->isVisible());
    write(QStringLiteral("chat message"), QStringLiteral("\"hello\", {\"n\": 1.50}"));
    QVERIFY2(hint().contains(QLatin1String("[\"chat message\",\"hello\"")), qPrintable(hint()));
    QVERIFY(canSend());
    send();
    QCOMPARE(m_sent.size(), 1);
    QCOMPARE(m_sent.last().type, Type::Emission);
    QCOMPARE(last().namespaceName, QByteArray("/"));
    QCOMPARE(last().event, QByteArray("chat message"));
    QCOMPARE(emissionData(last()), QByteArray("[\"chat message\",\"hello\",{\"n\": 1.50}]"));
    QVERIFY(last().attachments.isEmpty());
    QVERIFY(!last().wantsAck);
    find<QCheckBox>("emitAckCheck")->click();
    send();
    QVERIFY(last().wantsAck);
}

void TestComposerPaneSocketIo::emitsWithTheKeyboard()
{
    auto *event = find<QLineEdit>("emitEventEdit");
    auto *arguments = find<QPlainTextEdit>("emitArgumentsEdit");
    event->setFocus();
    QTest::keyClicks(event, QStringLiteral("join"));
    QTest::keyClick(event, Qt::Key_Tab);
    QCOMPARE(m_pane->focusWidget(), arguments);
    QTest::keyClicks(arguments, QStringLiteral("\"room\""));
    QTest::keyClick(arguments, Qt::Key_Tab);
    QCOMPARE(m_pane->focusWidget(), find<QComboBox>("emitNamespaceCombo"));
    QTest::keyClick(m_pane->focusWidget(), Qt::Key_Tab);
    auto *ack = find<QCheckBox>("emitAckCheck");
    QCOMPARE(m_pane->focusWidget(), ack);
    QTest::keyClick(ack, Qt::Key_Space);
    m_pane->send();
    QCOMPARE(emissionData(last()), QByteArray("[\"join\",\"room\"]"));
    QVERIFY(last().wantsAck);
    QCOMPARE(arguments->textCursor().selectedText(), QStringLiteral("\"room\""));
}

void TestComposerPaneSocketIo::readsArguments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("none") << QString() << QByteArray("[\"e\"]");
    QTest::newRow("an array is one") << QStringLiteral("[1,2]") << QByteArray("[\"e\",[1,2]]");
    QTest::newRow("several lines") << QStringLiteral("1,\nnull") << QByteArray("[\"e\",1,null]");
    QTest::newRow("another script") << QStringLiteral("\"日本\"") << QByteArray("[\"e\",\"日本\"]");
}

void TestComposerPaneSocketIo::readsArguments()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, data);
    write(QStringLiteral("e"), text);
    QVERIFY(canSend());
    send();
    QCOMPARE(emissionData(last()), data);
}

void TestComposerPaneSocketIo::liftsAttachments()
{
    write(QStringLiteral("upload"), QStringLiteral("\"a.bin\", {\"base64\":\"AP8=\"}"));
    QVERIFY2(hint().contains(QLatin1String("attachments: 1")), qPrintable(hint()));
    send();
    QCOMPARE(last().attachments, QList<QByteArray>{ QByteArray("\x00\xff", 2) });
    QVERIFY(last().arguments.contains("\"_placeholder\":true"));
}

void TestComposerPaneSocketIo::saysWhereArgumentsBreak_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("marked");
    QTest::newRow("a name") << QStringLiteral("\"a\",\n  b") << QStringLiteral("Line 2, column 3:")
                            << QStringLiteral("b");
    QTest::newRow("no comma") << QStringLiteral("1 2") << QStringLiteral("Line 1, column 3:")
                              << QStringLiteral("2");
    QTest::newRow("a bracket too many")
        << QStringLiteral("1]") << QStringLiteral("Line 1, column 2:") << QStringLiteral("]");
    QTest::newRow("unfinished") << QStringLiteral("{\"a\":") << QStringLiteral("Line 1, column 6:")
                                << QStringLiteral(":");
}

void TestComposerPaneSocketIo::saysWhereArgumentsBreak()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    QFETCH(QString, marked);
    write(QStringLiteral("e"), text);
    QVERIFY2(hint().startsWith(place), qPrintable(hint()));
    auto *edit = find<QPlainTextEdit>("emitArgumentsEdit");
    QCOMPARE(edit->extraSelections().size(), 1);
    QCOMPARE(edit->extraSelections().first().cursor.selectedText(), marked);
    QVERIFY(!canSend()); // No packet can carry it.
    m_pane->send();
    QVERIFY(m_sent.isEmpty());
    edit->setPlainText(QStringLiteral("1"));
    QVERIFY(edit->extraSelections().isEmpty());
    QVERIFY(canSend());
}

void TestComposerPaneSocketIo::namesTheEvent()
{
    write(QString(), QStringLiteral("1"));
    QVERIFY(!canSend());
    QCOMPARE(hint(), QStringLiteral("Name the event first."));
    QVERIFY(!m_pane->composed());
}

void TestComposerPaneSocketIo::warnsOfReservedNames()
{
    write(QStringLiteral("disconnect"), QString());
    QVERIFY2(hint().contains(QLatin1String("keeps for itself")), qPrintable(hint()));
    QVERIFY(canSend()); // All the same.
}

void TestComposerPaneSocketIo::expandsTemplates()
{
    QVERIFY(find<QCheckBox>("templatesCheck")->isVisible());
    write(QStringLiteral("{{n}}"), QStringLiteral("\"{{n}}\", \"no. {{n}}\""));
    QVERIFY2(hint().endsWith(QLatin1String(",1, \"no. 1\"]"))
                 || hint().endsWith(QLatin1String(",1,\"no. 1\"]")),
             qPrintable(hint()));
    send();
    send();
    QCOMPARE(emissionData(last()), QByteArray("[\"{{n}}\",2,\"no. 2\"]")); // Not in the name.
    find<QPlainTextEdit>("emitArgumentsEdit")->setPlainText(QStringLiteral("\"{{name}}\""));
    QVERIFY(!canSend());
    find<QCheckBox>("templatesCheck")->click();
    send();
    QCOMPARE(emissionData(last()), QByteArray("[\"{{n}}\",\"{{name}}\"]"));
}

void TestComposerPaneSocketIo::refusesTemplatesThatBreakTheJson()
{
    write(QStringLiteral("e"), QStringLiteral("{\"{{n}}\":1}"));
    QVERIFY(!canSend());
    QVERIFY2(hint().startsWith(QLatin1String("With the templates replaced")), qPrintable(hint()));
    QVERIFY(!m_pane->composed());
}

void TestComposerPaneSocketIo::offersTheNamespacesOfTheSession()
{
    auto *combo = find<QComboBox>("emitNamespaceCombo");
    QCOMPARE(combo->count(), 1);
    QCOMPARE(combo->currentText(), QStringLiteral("/"));
    look(Rooms);
    QCOMPARE(combo->count(), 3);
    QCOMPARE(combo->itemText(0), QStringLiteral("/"));
    QCOMPARE(combo->itemText(1), QStringLiteral("/one"));
    QCOMPARE(combo->currentIndex(), 0);
    combo->setCurrentIndex(2);
    look(Rooms); // Its status changes all the time.
    QCOMPARE(combo->currentText(), QStringLiteral("/two"));
    write(QStringLiteral("e"), QString());
    send();
    QCOMPARE(last().namespaceName, QByteArray("/two"));
    look(Chat);
    send();
    QCOMPARE(last().namespaceName, QByteArray("/"));
}

void TestComposerPaneSocketIo::changesPagesWithTheSession()
{
    auto *tabs = find<QTabBar>("kindTabs");
    const auto shown = [tabs] {
        QList<int> found;
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->isTabVisible(i) && tabs->isTabEnabled(i))
                found.append(i);
        }
        return found;
    };
    QCOMPARE(shown(), (QList<int>{ Event, Text, Binary, File }));
    const int gap = tabs->tabRect(Binary).left() - tabs->tabRect(Text).right();
    QVERIFY2(gap < 20, qPrintable(QString::number(gap))); // What is hidden takes no room.
    look(Socket);
    QCOMPARE(shown(), (QList<int>{ Text, Json, Binary, Ping, Pong, Close, Frame, File }));
    QCOMPARE(tab(), int(Text));
    QVERIFY(find<QPlainTextEdit>("textEdit")->isVisible());
    tabs->setCurrentIndex(Frame);
    find<QComboBox>("targetCombo")->setCurrentIndex(0); // By hand.
    QCOMPARE(tab(), int(Event));
    QVERIFY(find<QLineEdit>("emitEventEdit")->isVisible());
    tabs->setFocus();
    QTest::keyClick(tabs, Qt::Key_Right);
    QTest::keyClick(tabs, Qt::Key_Right);
    QCOMPARE(tab(), int(Binary)); // What is hidden is passed over.
    find<QComboBox>("targetCombo")->setCurrentIndex(2);
    QCOMPARE(tab(), int(Frame));
    m_pane->setSessions({}, 0);
    QCOMPARE(tab(), int(Frame));
}

void TestComposerPaneSocketIo::saysWhatATextBecomes()
{
    find<QTabBar>("kindTabs")->setCurrentIndex(Text);
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("hello"));
    QVERIFY2(hint().contains(QLatin1String("socket.send()")), qPrintable(hint()));
    send();
    QCOMPARE(m_sent.last().type, Type::Text);
    look(Socket);
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("hello"));
    QVERIFY2(hint().isEmpty(), qPrintable(hint()));
}

void TestComposerPaneSocketIo::keepsAHistory()
{
    write(QStringLiteral("one"), QStringLiteral("1"));
    find<QCheckBox>("emitAckCheck")->click();
    send();
    find<QCheckBox>("emitAckCheck")->click();
    write(QStringLiteral("two"), QStringLiteral("2"));
    auto *edit = find<QPlainTextEdit>("emitArgumentsEdit");
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(find<QLineEdit>("emitEventEdit")->text(), QStringLiteral("one"));
    QCOMPARE(edit->toPlainText(), QStringLiteral("1"));
    QVERIFY(find<QCheckBox>("emitAckCheck")->isChecked());
    QTest::keyClick(edit, Qt::Key_Down); // What was being written is back, as a whole.
    QCOMPARE(find<QLineEdit>("emitEventEdit")->text(), QStringLiteral("two"));
    QVERIFY(!find<QCheckBox>("emitAckCheck")->isChecked());
    send();
    look(Socket); // It cannot emit: what was emitted is not offered there.
    QVERIFY(!find<QPushButton>("historyButton")->isEnabled());
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("text"));
    find<QTabBar>("kindTabs")->setCurrentIndex(Json);
    find<QPlainTextEdit>("jsonEdit")->setPlainText(QStringLiteral("{}"));
    send();
    look(Chat);
    find<QPushButton>("historyButton")->click();
    auto *list = find<QListWidget>("historyList");
    QCOMPARE(list->count(), 2);
    QVERIFY2(list->item(1)->text().contains(QLatin1String("one 1")),
             qPrintable(list->item(1)->text()));
    list->setCurrentRow(1);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(find<QLineEdit>("emitEventEdit")->text(), QStringLiteral("one"));
    QCOMPARE(tab(), int(Event));
}

void TestComposerPaneSocketIo::offersNamesThatWereUsed()
{
    write(QStringLiteral("typing"), QString());
    send();
    makePane(); // Between runs too.
    auto *edit = find<QLineEdit>("emitEventEdit");
    QTest::keyClicks(edit, QStringLiteral("ty"));
    QCOMPARE(edit->completer()->completionCount(), 1);
    QCOMPARE(edit->completer()->currentCompletion(), QStringLiteral("typing"));
}

void TestComposerPaneSocketIo::anotherPaneTakesTheEventOver()
{
    look(Rooms);
    write(QStringLiteral("join"), QStringLiteral("\"room\""));
    find<QComboBox>("emitNamespaceCombo")->setCurrentIndex(2);
    find<QCheckBox>("emitAckCheck")->click();
    const std::unique_ptr<ComposerPane> former = std::move(m_pane);
    makePane(); // As a window of another language does.
    look(Rooms);
    m_pane->takeOver(*former);
    send();
    QCOMPARE(last().namespaceName, QByteArray("/two"));
    QCOMPARE(emissionData(last()), QByteArray("[\"join\",\"room\"]"));
    QVERIFY(last().wantsAck);
}

void TestComposerPaneSocketIo::reachesTheServer()
{
    MockPeer peer;
    QVERIFY(peer.start());
    WindowFixture fixture;
    MainWindow &window = fixture.open();
    m_root = &window;
    ClientOptions options;
    options.url = peer.url(QStringLiteral("/socket.io/"));
    options.technique = Technique::SocketIo;
    options.socketIo.namespaces = { { "/" }, { "/nowhere" } };
    window.connectTo(options);
    QTRY_VERIFY(newestStatus(window).canSend);
    QTRY_COMPARE(tab(), int(Event));
    QCOMPARE(find<QComboBox>("emitNamespaceCombo")->count(), 2);
    auto *arguments = find<QPlainTextEdit>("emitArgumentsEdit");
    arguments->setFocus();
    write(QStringLiteral("chat message"), QStringLiteral("\"hello\""));
    QTRY_VERIFY(canSend());
    const qint64 before = newestStatus(window).messagesSent;
    QTest::keyClick(arguments, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(newestStatus(window).messagesSent, before + 1);
    QTRY_VERIFY(newestStatus(window).messagesReceived > 0); // The chat goes to all.
}

QTEST_MAIN(TestComposerPaneSocketIo)
#include "tst_composerpane_socketio.moc"
