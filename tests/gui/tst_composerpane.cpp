// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composerpane.h"
#include "gui/windowfixture.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace Pushscope;

using Type = OutgoingMessage::Type;

/// The composer by its keys, against sessions that a test plays.
class TestComposerPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void hasATabForEachKind();
    void checksJsonAsItIsTyped();
    void laysJsonOut();
    void readsOctets_data();
    void readsOctets();
    void sendsAFile();
    void sendsControlFrames();
    void choosesCloseCodes_data();
    void choosesCloseCodes();
    void setsEveryBit();
    void turnsBitsWithTheKeyboard();
    void sendsAnyFrame();
    void drawsAKeyForEachFrame();
    void refusesWhatIsNoFrame();
    void expandsTemplates();
    void countsBySession();
    void sendsTemplatesAsTheyStand();
    void recallsAsAShell();
    void picksFromTheHistory();
    void remembersBetweenRuns();
    void sendsLines();
    void saysWhyNothingCanBeSent_data();
    void saysWhyNothingCanBeSent();

private:
    enum Tab { Event, Text, Json, Binary, Ping, Pong, Close, Frame, File };

    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        T *found = m_pane->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qCritical("there is no %s", name);
        return found;
    }
    void show(Tab tab) { find<QTabBar>("kindTabs")->setCurrentIndex(tab); }
    void makePane();
    void setStatus(bool canSend, SessionState state = SessionState::Open);
    [[nodiscard]] QString hint() const { return find<QLabel>("composeHintLabel")->text(); }
    [[nodiscard]] bool canSend() const { return find<QPushButton>("sendButton")->isEnabled(); }
    /// Presses Send.
    void send() { find<QPushButton>("sendButton")->click(); }
    [[nodiscard]] OutgoingMessage last() const { return m_sent.last(); }

    QHash<QString, QByteArray> m_memory;
    Services m_services;
    FakeDialogs m_dialogs;
    QTemporaryDir m_folder;
    std::unique_ptr<ComposerPane> m_pane;
    QList<OutgoingMessage> m_sent;
};

void TestComposerPane::init()
{
    m_memory.clear();
    m_services.recall = [this](const QString &key) { return m_memory.value(key); };
    m_services.remember
        = [this](const QString &key, const QByteArray &value) { m_memory.insert(key, value); };
    makePane();
}

void TestComposerPane::cleanup()
{
    m_pane.reset();
}

void TestComposerPane::makePane()
{
    m_pane = std::make_unique<ComposerPane>();
    m_pane->setUp(m_services, m_dialogs);
    m_pane->resize(700, 260);
    m_pane->show();
    m_sent.clear();
    connect(m_pane.get(), &ComposerPane::sendRequested, this,
            [this](quint32, const OutgoingMessage &message) { m_sent.append(message); });
    setStatus(true);
}

void TestComposerPane::setStatus(bool canSend, SessionState state)
{
    SessionStatus status;
    status.session = 1;
    status.technique = Technique::WebSocket;
    status.canSend = canSend;
    status.state = state;
    status.url = QUrl(QStringLiteral("ws://one.example/"));
    SessionStatus other = status;
    other.session = 2;
    other.url = QUrl(QStringLiteral("ws://two.example/"));
    m_pane->setSessions({ status, other }, 1);
}

void TestComposerPane::hasATabForEachKind()
{
    QCOMPARE(find<QTabBar>("kindTabs")->count(), 9);
    QVERIFY(!find<QTabBar>("kindTabs")->isTabVisible(Event)); // Of Socket.IO.
    for (int tab = Text; tab <= File; ++tab) {
        show(static_cast<Tab>(tab));
        QCOMPARE(find<QCheckBox>("templatesCheck")->isVisible(),
                 tab == Text || tab == Json || tab == File);
        QCOMPARE(find<QPushButton>("sendButton")->text() == QLatin1String("Start"), tab == File);
    }
}

void TestComposerPane::checksJsonAsItIsTyped()
{
    show(Json);
    auto *edit = find<QPlainTextEdit>("jsonEdit");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("{\"a\":1,"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClicks(edit, QStringLiteral("  b}"));
    QVERIFY2(hint().startsWith(QLatin1String("Line 2, column 3")), qPrintable(hint()));
    QCOMPARE(edit->extraSelections().size(), 1);
    QCOMPARE(edit->extraSelections().first().cursor.selectedText(), QStringLiteral("b"));
    QVERIFY(canSend()); // It is sent as it stands.
    edit->setPlainText(QStringLiteral("{\"a\":1}"));
    QVERIFY(hint().isEmpty());
    QVERIFY(edit->extraSelections().isEmpty());
    edit->setPlainText(QStringLiteral("{\"a\":"));
    QVERIFY(!hint().isEmpty());
    QCOMPARE(edit->extraSelections().size(), 1); // What came last.
}

void TestComposerPane::laysJsonOut()
{
    show(Json);
    auto *edit = find<QPlainTextEdit>("jsonEdit");
    edit->setPlainText(QStringLiteral("{\"b\":[1.50,{}],\"a\":\"x y\"}"));
    find<QPushButton>("formatButton")->click();
    QCOMPARE(edit->toPlainText(),
             QStringLiteral("{\n  \"b\": [\n    1.50,\n    {}\n  ],\n  \"a\": \"x y\"\n}"));
    find<QPushButton>("minifyButton")->click();
    QCOMPARE(edit->toPlainText(), QStringLiteral("{\"b\":[1.50,{}],\"a\":\"x y\"}"));
    edit->undo();
    QVERIFY(edit->toPlainText().contains(QLatin1Char('\n')));
    edit->setPlainText(QStringLiteral("{no"));
    find<QPushButton>("formatButton")->click();
    QCOMPARE(edit->toPlainText(), QStringLiteral("{no"));
}

void TestComposerPane::readsOctets_data()
{
    QTest::addColumn<int>("encoding");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("hexadecimal") << 0 << QStringLiteral("0x0a 1B,ff") << QByteArray("\x0a\x1b\xff")
                                 << true;
    QTest::newRow("half an octet") << 0 << QStringLiteral("0a1") << QByteArray() << false;
    QTest::newRow("base64") << 1 << QStringLiteral("Chv/\n") << QByteArray("\x0a\x1b\xff") << true;
    QTest::newRow("base64 of URLs, no padding") << 1 << QStringLiteral("Chv_LA")
                                                << QByteArray("\x0a\x1b\xff,") << true;
    QTest::newRow("no base64") << 1 << QStringLiteral("Ch?") << QByteArray() << false;
    QTest::newRow("base64 cut off") << 1 << QStringLiteral("Chv/L") << QByteArray() << false;
}

void TestComposerPane::readsOctets()
{
    QFETCH(int, encoding);
    QFETCH(QString, text);
    QFETCH(bool, isRight);
    show(Binary);
    find<QComboBox>("encodingCombo")->setCurrentIndex(encoding);
    find<QPlainTextEdit>("binaryEdit")->setPlainText(text);
    QCOMPARE(canSend(), isRight);
    QVERIFY(!hint().isEmpty());
    send();
    QCOMPARE(m_sent.size(), isRight ? 1 : 0);
    if (isRight) {
        QCOMPARE(last().type, Type::Binary);
        QTEST(last().payload, "octets");
    }
}

void TestComposerPane::sendsAFile()
{
    QFile file(m_folder.filePath(QStringLiteral("octets.bin")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("\x00\xff", 2));
    file.close();
    show(Binary);
    find<QComboBox>("encodingCombo")->setCurrentIndex(2);
    QVERIFY(!canSend());
    m_dialogs.messagePath = file.fileName();
    find<QPushButton>("binaryFileButton")->click();
    QVERIFY(canSend());
    QCOMPARE(find<QLabel>("binaryFileLabel")->text(), QStringLiteral("octets.bin"));
    send();
    QCOMPARE(last().payload, QByteArray("\x00\xff", 2));
    file.remove();
    m_dialogs.messagePath = m_folder.path(); // No file.
    find<QPushButton>("binaryFileButton")->click();
    QVERIFY(!canSend());
    QVERIFY2(hint().contains(QLatin1String("cannot be read")), qPrintable(hint()));
}

void TestComposerPane::sendsControlFrames()
{
    show(Ping);
    auto *ping = find<QLineEdit>("pingEdit");
    ping->setText(QStringLiteral("p"));
    send();
    QCOMPARE(last().type, Type::Ping);
    ping->setText(QString(126, QLatin1Char('p')));
    QVERIFY2(hint().contains(QLatin1String("5.5)")), qPrintable(hint()));
    QVERIFY(canSend()); // All the same.
    send();
    QCOMPARE(last().payload.size(), 126);
    show(Pong);
    find<QComboBox>("pongFormCombo")->setCurrentIndex(1);
    find<QLineEdit>("pongEdit")->setText(QStringLiteral("0001"));
    send();
    QCOMPARE(last().type, Type::Pong);
    QCOMPARE(last().payload, QByteArray("\0\1", 2));
    find<QLineEdit>("pongEdit")->setText(QStringLiteral("0"));
    QVERIFY(!canSend());
}

void TestComposerPane::choosesCloseCodes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("code"); // -1: none; -2: nothing is sent.
    QTest::addColumn<QString>("part");
    QTest::newRow("7.4.1 normal") << QStringLiteral("1000") << QStringLiteral("bye") << 1000
                                  << QStringLiteral("is done");
    QTest::newRow("7.4.1 with its name") << QStringLiteral("1001 Going Away") << QString() << 1001
                                         << QStringLiteral("goes away");
    QTest::newRow("7.4.2 private") << QStringLiteral("4711") << QString() << 4711
                                   << QStringLiteral("private");
    QTest::newRow("7.4.1 never sent") << QStringLiteral("1006") << QString() << 1006
                                      << QStringLiteral("§7.4");
    QTest::newRow("none") << QString() << QStringLiteral("lost") << -1 << QStringLiteral("1005");
    QTest::newRow("5.5 too long") << QStringLiteral("1000") << QString(124, QLatin1Char('r'))
                                  << 1000 << QStringLiteral("125");
    QTest::newRow("no number") << QStringLiteral("bye") << QString() << -2
                               << QStringLiteral("65535");
    QTest::newRow("too large") << QStringLiteral("65536") << QString() << -2
                               << QStringLiteral("65535");
}

void TestComposerPane::choosesCloseCodes()
{
    QFETCH(QString, typed);
    QFETCH(QString, reason);
    QFETCH(int, code);
    QFETCH(QString, part);
    show(Close);
    auto *combo = find<QComboBox>("codeCombo");
    QVERIFY(combo->findText(QStringLiteral("1013 "), Qt::MatchStartsWith) > 0);
    combo->setEditText(typed);
    find<QLineEdit>("reasonEdit")->setText(reason);
    QVERIFY2(hint().contains(part), qPrintable(hint()));
    QCOMPARE(find<QLabel>("reasonCountLabel")->text(),
             QStringLiteral("%1/123").arg(reason.size()));
    QCOMPARE(canSend(), code != -2);
    send();
    QCOMPARE(m_sent.size(), code == -2 ? 0 : 1);
    if (code == -2)
        return;
    QCOMPARE(last().type, Type::Close);
    QCOMPARE(last().closeCode ? *last().closeCode : -1, code);
    QCOMPARE(last().payload, code < 0 ? QByteArray() : reason.toUtf8());
}

void TestComposerPane::setsEveryBit()
{
    show(Frame);
    find<QLineEdit>("keyEdit")->setText(QStringLiteral("37fa213d"));
    find<QLineEdit>("payloadEdit")->setText(QStringLiteral("Hello"));
    auto *preview = find<QLabel>("octetsPreview");
    QVERIFY2(preview->text().startsWith(QLatin1String("81 85 37 fa 21 3d 7f 9f 4d 51 58")),
             qPrintable(preview->text()));
    QVERIFY(hint().isEmpty());
    const auto turn = [this](int bit) {
        find<QAbstractButton>(qPrintable(QStringLiteral("bit%1").arg(bit)))->click();
    };
    const auto first = [preview] { return preview->text().section(QLatin1Char(' '), 0, 0); };
    const auto second = [preview] { return preview->text().section(QLatin1Char(' '), 1, 1); };
    turn(0);
    QCOMPARE(first(), QStringLiteral("01"));
    turn(1);
    QCOMPARE(first(), QStringLiteral("41"));
    turn(2);
    turn(3);
    QCOMPARE(first(), QStringLiteral("71"));
    QVERIFY2(hint().contains(QLatin1String("5.2)")), qPrintable(hint()));
    turn(4);
    turn(5);
    turn(6);
    QCOMPARE(first(), QStringLiteral("7f"));
    QCOMPARE(find<QComboBox>("opcodeCombo")->currentIndex(), 15);
    turn(8); // MASK
    QCOMPARE(second(), QStringLiteral("05"));
    QVERIFY(!find<QLineEdit>("keyEdit")->isEnabled());
    turn(12); // 5 + 8
    QCOMPARE(second(), QStringLiteral("0d"));
    QCOMPARE(find<QLineEdit>("lengthEdit")->text(), QStringLiteral("13"));
    QVERIFY(canSend());
}

void TestComposerPane::turnsBitsWithTheKeyboard()
{
    show(Frame);
    auto *fin = find<QAbstractButton>("bit0");
    fin->setFocus();
    QTest::keyClick(fin, Qt::Key_Space);
    QVERIFY(!fin->isChecked());
    QTest::keyClick(fin, Qt::Key_Right);
    auto *rsv1 = find<QAbstractButton>("bit1");
    QCOMPARE(m_pane->focusWidget(), rsv1);
    QCOMPARE(rsv1->accessibleName(), QStringLiteral("RSV1"));
    QTest::keyClick(rsv1, Qt::Key_Space);
    QTest::keyClick(rsv1, Qt::Key_Left);
    QTest::keyClick(fin, Qt::Key_Left);
    QCOMPARE(m_pane->focusWidget(), find<QAbstractButton>("bit15"));
    send();
    QCOMPARE(last().frame.fin, false);
    QCOMPARE(last().frame.rsv, quint8(4));
}

void TestComposerPane::sendsAnyFrame()
{
    show(Frame);
    find<QComboBox>("opcodeCombo")->setCurrentIndex(3);
    find<QComboBox>("payloadFormCombo")->setCurrentIndex(1);
    find<QLineEdit>("payloadEdit")->setText(QStringLiteral("ff 00"));
    find<QLineEdit>("lengthEdit")->setText(QStringLiteral("9"));
    find<QComboBox>("lengthFormCombo")->setCurrentIndex(3);
    find<QLineEdit>("keyEdit")->setText(QStringLiteral("01020304"));
    QVERIFY2(hint().startsWith(QLatin1String("The server waits for 7 more octets")),
             qPrintable(hint()));
    send();
    QCOMPARE(last().type, Type::RawFrame);
    QCOMPARE(WebSocket::serializeFrame(last().frame, last().payload).toHex(),
             QByteArray("83ff000000000000000901020304fe02"));
}

void TestComposerPane::drawsAKeyForEachFrame()
{
    show(Frame);
    auto *key = find<QLineEdit>("keyEdit");
    const QString first = key->text();
    QCOMPARE(first.size(), 8);
    send();
    QVERIFY(key->text() != first);
    key->clear();
    QTest::keyClicks(key, QStringLiteral("00000000"));
    send();
    QCOMPARE(key->text(), QStringLiteral("00000000")); // Somebody wants that one.
    find<QPushButton>("keyButton")->click();
    const QString drawn = key->text();
    QVERIFY(drawn != QLatin1String("00000000"));
    send();
    QVERIFY(key->text() != drawn);
}

void TestComposerPane::refusesWhatIsNoFrame()
{
    show(Frame);
    find<QLineEdit>("keyEdit")->setText(QStringLiteral("0102"));
    QVERIFY(!canSend());
    QVERIFY2(hint().contains(QLatin1String("four octets")), qPrintable(hint()));
    find<QLineEdit>("keyEdit")->setText(QStringLiteral("01020304"));
    find<QLineEdit>("lengthEdit")->setText(QStringLiteral("99999999999999999999"));
    QVERIFY2(hint().contains(QLatin1String("64 bits")), qPrintable(hint()));
    find<QLineEdit>("lengthEdit")->clear();
    QVERIFY(canSend());
}

void TestComposerPane::expandsTemplates()
{
    auto *edit = find<QPlainTextEdit>("textEdit");
    edit->setPlainText(QStringLiteral("{{n}} {{time}} {{uuid}} {{random 6 6}}"));
    QVERIFY2(hint().startsWith(QLatin1String("Sends, for example: 1 20")), qPrintable(hint()));
    send();
    static const QRegularExpression shape(QStringLiteral(
        "^1 20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} 6$"));
    QVERIFY2(shape.match(QString::fromUtf8(last().payload)).hasMatch(), last().payload.constData());
    send();
    QVERIFY(last().payload.startsWith("2 "));
    show(Json);
    find<QPlainTextEdit>("jsonEdit")->setPlainText(QStringLiteral("{\"n\":\"{{n}}\"}"));
    send();
    QCOMPARE(last().payload, QByteArray("{\"n\":3}"));
    show(Text);
    edit->setPlainText(QStringLiteral("hello {{name}}"));
    QVERIFY(!canSend());
    QVERIFY2(hint().startsWith(QLatin1String("{{name}} is no template")), qPrintable(hint()));
}

void TestComposerPane::countsBySession()
{
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("{{n}}"));
    send();
    send();
    QCOMPARE(last().payload, QByteArray("2"));
    find<QComboBox>("targetCombo")->setCurrentIndex(1);
    send();
    QCOMPARE(last().payload, QByteArray("1"));
    find<QComboBox>("targetCombo")->setCurrentIndex(0);
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("plain"));
    send();
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("{{n}}"));
    send();
    QCOMPARE(last().payload, QByteArray("3"));
}

void TestComposerPane::sendsTemplatesAsTheyStand()
{
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("hello {{name}}"));
    find<QCheckBox>("templatesCheck")->click();
    QVERIFY(canSend());
    send();
    QCOMPARE(last().payload, QByteArray("hello {{name}}"));
    makePane(); // It is remembered.
    QVERIFY(!find<QCheckBox>("templatesCheck")->isChecked());
}

void TestComposerPane::recallsAsAShell()
{
    auto *edit = find<QPlainTextEdit>("textEdit");
    for (const char *text : { "one", "two\nlines", "three" }) {
        edit->setPlainText(QString::fromLatin1(text));
        send();
    }
    edit->setPlainText(QStringLiteral("being written"));
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("three"));
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("two\nlines"));
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("one"));
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("one"));
    QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Down);
    QCOMPARE(edit->toPlainText(), QStringLiteral("three"));
    QTest::keyClick(edit, Qt::Key_Down);
    QCOMPARE(edit->toPlainText(), QStringLiteral("being written"));
    // In the middle of what is written, the keys move the cursor.
    edit->setPlainText(QStringLiteral("first\nsecond"));
    edit->moveCursor(QTextCursor::End);
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("first\nsecond"));
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("three"));
    // Each kind has its own.
    show(Json);
    auto *json = find<QPlainTextEdit>("jsonEdit");
    QTest::keyClick(json, Qt::Key_Up);
    QVERIFY(json->toPlainText().isEmpty());
}

void TestComposerPane::picksFromTheHistory()
{
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("one"));
    send();
    show(Close);
    find<QComboBox>("codeCombo")->setEditText(QStringLiteral("4321"));
    find<QLineEdit>("reasonEdit")->setText(QStringLiteral("enough"));
    send();
    show(Frame);
    find<QComboBox>("opcodeCombo")->setCurrentIndex(5);
    find<QLineEdit>("payloadEdit")->setText(QStringLiteral("raw"));
    send();
    find<QComboBox>("opcodeCombo")->setCurrentIndex(1);
    find<QPushButton>("historyButton")->click();
    auto *list = find<QListWidget>("historyList");
    QVERIFY(list->isVisible());
    QCOMPARE(list->count(), 3);
    QVERIFY(list->item(0)->text().contains(QLatin1String("raw")));
    auto *search = find<QLineEdit>("historySearch");
    QTest::keyClicks(search, QStringLiteral("enough"));
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(!list->isVisible());
    QCOMPARE(find<QTabBar>("kindTabs")->currentIndex(), int(Close));
    QCOMPARE(m_pane->composed()->closeCode, std::optional<quint16>(4321));
    find<QPushButton>("historyButton")->click();
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(find<QTabBar>("kindTabs")->currentIndex(), int(Frame));
    QCOMPARE(int(m_pane->composed()->frame.opcode), 5);
    find<QPushButton>("historyButton")->click();
    QTest::keyClick(search, Qt::Key_Delete);
    QCOMPARE(list->count(), 2);
    find<QPushButton>("historyClearButton")->click();
    QVERIFY(!find<QPushButton>("historyButton")->isEnabled());
    QVERIFY(!m_memory.value(QStringLiteral("composer/history")).contains("enough"));
}

void TestComposerPane::remembersBetweenRuns()
{
    find<QPlainTextEdit>("textEdit")->setPlainText(QStringLiteral("kept"));
    send();
    makePane();
    auto *edit = find<QPlainTextEdit>("textEdit");
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->toPlainText(), QStringLiteral("kept"));
    m_memory.insert(QStringLiteral("composer/history"), "[1,{\"kind\":2},\"no JSON");
    makePane();
    QVERIFY(!find<QPushButton>("historyButton")->isEnabled());
}

void TestComposerPane::sendsLines()
{
    QFile file(m_folder.filePath(QStringLiteral("lines.ndjson")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"n\":\"{{n}}\"}\n\nplain {{n}}\n");
    file.close();
    show(File);
    QVERIFY(!canSend());
    m_dialogs.messagePath = file.fileName();
    find<QPushButton>("lineFileButton")->click();
    QVERIFY(canSend());
    find<QDoubleSpinBox>("rateSpin")->setValue(1000);
    send();
    QTRY_COMPARE(m_sent.size(), 2);
    QCOMPARE(m_sent.at(0).payload, QByteArray("{\"n\":1}"));
    QCOMPARE(m_sent.at(1).payload, QByteArray("plain 2"));
    QTRY_VERIFY(find<QLabel>("fileProgressLabel")->text().startsWith(QLatin1String("All sent")));
    QCOMPARE(find<QProgressBar>("fileProgress")->value(), 1000);
    // Slowly: it can be paused, stopped, and ends with its session.
    find<QDoubleSpinBox>("rateSpin")->setValue(0.1);
    send();
    QTRY_COMPARE(m_sent.size(), 3);
    QVERIFY(!canSend());
    find<QPushButton>("pauseFileButton")->click();
    QVERIFY(find<QLabel>("fileProgressLabel")->text().startsWith(QLatin1String("Paused")));
    find<QPushButton>("stopFileButton")->click();
    QVERIFY(canSend());
    send();
    QTRY_COMPARE(m_sent.size(), 4);
    setStatus(false, SessionState::Closed);
    QVERIFY2(find<QLabel>("fileProgressLabel")->text().contains(QLatin1String("line 1")),
             qPrintable(find<QLabel>("fileProgressLabel")->text()));
}

void TestComposerPane::saysWhyNothingCanBeSent_data()
{
    QTest::addColumn<SessionState>("state");
    QTest::addColumn<QString>("part");
    QTest::newRow("connecting") << SessionState::Connecting << QStringLiteral("connecting");
    QTest::newRow("waiting") << SessionState::Waiting << QStringLiteral("reconnect");
    QTest::newRow("closing") << SessionState::Closing << QStringLiteral("closing");
    QTest::newRow("closed") << SessionState::Closed << QStringLiteral("F5");
}

void TestComposerPane::saysWhyNothingCanBeSent()
{
    QFETCH(SessionState, state);
    QFETCH(QString, part);
    setStatus(false, state);
    QVERIFY(!canSend());
    QVERIFY2(hint().contains(part), qPrintable(hint()));
    QCOMPARE(find<QPushButton>("sendButton")->accessibleDescription(), hint());
    m_pane->setSessions({}, 0);
    QVERIFY2(hint().contains(QLatin1String("connect a WebSocket")), qPrintable(hint()));
    QVERIFY(!find<QComboBox>("targetCombo")->isVisible());
}

QTEST_MAIN(TestComposerPane)
#include "tst_composerpane.moc"
