// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/scenarios.h"
#include "gui/document/capturedocument.h"
#include "gui/mock/endpointsmodel.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Pushscope;

/// What is done with a mock's endpoints, clients and scenario in the window, with real traffic.
class TestMockPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsPublishesAndKicks();
    void kicksByReset();
    void endsAResponse();
    void doesWrongByHand();
    void closesAfterAWhile();
    void editsAnEndpoint();
    void restartsForAnEdit();
    void saysWhatIsWrong();
    void editsAsJson();
    void removesAndTakesBack();
    void savesAndOpens();
    void asksBeforeChangesAreLost();
    void remembersBetweenRuns();
    void bringsMessagesBack();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void startMock();
    void choose(const QString &path);
    void chooseClient(const QString &path);
    void trigger(const char *action) { find<QAction>(action)->trigger(); }
    [[nodiscard]] QString paths() const;
    QWidget *addStep(const char *button);
    [[nodiscard]] SessionStatus client() const { return newestStatus(*m_window); }
    [[nodiscard]] int closeCode() const;
    void applyDialog() const;
    void open();

    std::unique_ptr<WindowFixture> m_fixture;
    MainWindow *m_window = nullptr;
};

void TestMockPane::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    open();
}

void TestMockPane::open()
{
    m_window = &m_fixture->open();
    find<QSpinBox>("portSpin")->setValue(0);
}

void TestMockPane::cleanup()
{
    m_fixture.reset();
}

void TestMockPane::startMock()
{
    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Stop"));
    QTRY_VERIFY(find<QTreeView>("endpointsView")->model()->rowCount() > 0);
}

void TestMockPane::choose(const QString &path)
{
    auto *view = find<QTreeView>("endpointsView");
    const auto *model = qobject_cast<EndpointsModel *>(view->model());
    const QModelIndex index = model->indexOf(path.toUtf8());
    QVERIFY2(index.isValid(), qPrintable(paths()));
    view->setFocus();
    view->setCurrentIndex(index);
}

/// The first client of @p path, once there is one.
void TestMockPane::chooseClient(const QString &path)
{
    choose(path);
    auto *view = find<QTreeView>("endpointsView");
    const QPersistentModelIndex endpoint(view->currentIndex());
    QTRY_VERIFY(view->model()->rowCount(endpoint) > 0);
    QTest::keyClick(view, Qt::Key_Right); // Opens it.
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(view->currentIndex().parent(), QModelIndex(endpoint));
}

QString TestMockPane::paths() const
{
    const QAbstractItemModel *model = find<QTreeView>("endpointsView")->model();
    QStringList paths;
    for (int row = 0; row < model->rowCount(); ++row)
        paths.append(model->index(row, 0).data().toString());
    return paths.join(QLatin1Char(' '));
}

/// The row that @p button of the steps adds.
QWidget *TestMockPane::addStep(const char *button)
{
    find<QPushButton>(button)->click();
    const auto spins = find<QWidget>("stepRows")->findChildren<QSpinBox *>();
    return spins.isEmpty() ? nullptr : spins.last()->parentWidget();
}

/// Ends the dialog of an endpoint.
void TestMockPane::applyDialog() const
{
    find<QPushButton>("endpointApplyButton")->click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!find<QDialog>("endpointDialog"));
}

/// Of the newest client, as it is recorded; -1 while there is none.
int TestMockPane::closeCode() const
{
    int code = -1;
    for (const ConnectionRow &row : m_window->document()->connections()) {
        if (row.session == client().session)
            code = row.closeCode;
    }
    return code;
}

void TestMockPane::startsPublishesAndKicks()
{
    startMock();
    choose(QStringLiteral("/ws"));
    QTest::keyClick(find<QTreeView>("endpointsView"), Qt::Key_Return);
    QTRY_COMPARE(client().state, SessionState::Open);
    find<QComboBox>("channelCombo")->setCurrentText(QStringLiteral("tick"));
    QTest::keyClicks(find<QLineEdit>("messageEdit"), QStringLiteral("{\"hello\": 1}"));
    QTest::keyClick(find<QLineEdit>("messageEdit"), Qt::Key_Return);
    QTRY_VERIFY(client().messagesReceived > 0);

    chooseClient(QStringLiteral("/ws"));
    QCOMPARE(find<QToolButton>("clientButton")->text(), QStringLiteral("Send away…"));
    const QString said = find<QTreeView>("endpointsView")
                             ->currentIndex()
                             .data(Qt::AccessibleTextRole)
                             .toString();
    QVERIFY2(said.startsWith(QLatin1String("Client 127.0.0.1:")), qPrintable(said));
    QTest::keyClick(find<QTreeView>("endpointsView"), Qt::Key_Delete);
    auto *dialog = find<QDialog>("kickDialog");
    QVERIFY(dialog && dialog->isVisible());
    find<QComboBox>("kickCodeCombo")->setEditText(QStringLiteral("1013"));
    find<QLineEdit>("kickReasonEdit")->setText(QStringLiteral("come back later"));
    find<QPushButton>("kickButton")->click();
    QTRY_COMPARE(closeCode(), 1013);
    QTRY_VERIFY(!find<QAction>("kickAction")->isEnabled()); // It is gone, and nothing chosen of it.
}

void TestMockPane::kicksByReset()
{
    startMock();
    choose(QStringLiteral("/ws/echo"));
    find<QToolButton>("clientButton")->click();
    QTRY_COMPARE(client().state, SessionState::Open);
    chooseClient(QStringLiteral("/ws/echo"));
    trigger("kickAction");
    find<QRadioButton>("kickResetRadio")->setChecked(true);
    QVERIFY(!find<QComboBox>("kickCodeCombo")->isEnabled());
    find<QPushButton>("kickButton")->click();
    QTRY_COMPARE(closeCode(), 1006);
}

void TestMockPane::endsAResponse()
{
    startMock();
    choose(QStringLiteral("/stream"));
    find<QToolButton>("clientButton")->click();
    chooseClient(QStringLiteral("/stream"));
    trigger("kickAction");
    QVERIFY(!find<QComboBox>("kickCodeCombo")); // HTTP has no close codes.
    find<QPushButton>("kickButton")->click();
    QTRY_COMPARE(client().state, SessionState::Closed);
}

/// What goes wrong is offered by what the client is, and recorded as done by hand.
void TestMockPane::doesWrongByHand()
{
    startMock();
    choose(QStringLiteral("/ws/echo"));
    QAction *menu = find<QMenu>("faultMenu")->menuAction();
    QVERIFY(!menu->isEnabled()); // Of an endpoint nothing.
    find<QToolButton>("clientButton")->click();
    QTRY_COMPARE(client().state, SessionState::Open);
    chooseClient(QStringLiteral("/ws/echo"));
    QTRY_VERIFY(menu->isEnabled());
    QVERIFY(find<QAction>("masked-frameFaultAction")->isVisible());
    QVERIFY(!find<QAction>("id-nulFaultAction")->isVisible());
    trigger("no-close-frameFaultAction");
    QTRY_COMPARE(closeCode(), 1006);
    QTRY_VERIFY(!menu->isEnabled());
    // The same from the menu bar and of the pane.
    QVERIFY(find<QMenu>("mockMenu")->actions().contains(menu));
    QVERIFY(find<QToolButton>("moreButton")->menu()->actions().contains(menu));
}

/// A server that closes with 1013 after a while, as a new user would make it.
void TestMockPane::closesAfterAWhile()
{
    startMock();
    find<QToolButton>("addButton")->click();
    QVERIFY(find<QDialog>("endpointDialog"));
    find<QTabWidget>("endpointTabs")->setCurrentIndex(1);
    QWidget *step = addStep("addCloseButton");
    QVERIFY(step);
    QCOMPARE(step->findChild<QSpinBox *>()->value(), 10'000); // What is asked for most.
    step->findChild<QSpinBox *>()->setValue(150);
    step->findChild<QComboBox *>(QStringLiteral("actionCodeCombo"))
        ->setEditText(QStringLiteral("1013"));
    const auto *problem = find<QLabel>("endpointProblemLabel");
    QVERIFY2(problem->text().isEmpty(), qPrintable(problem->text()));
    applyDialog();
    QTRY_VERIFY2(paths().contains(QLatin1String("/new")), qPrintable(paths()));
    QVERIFY(paths().contains(QLatin1String("/sse"))); // The others stay.
    QTRY_COMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Stop"));
    choose(QStringLiteral("/new"));
    QTRY_VERIFY(find<QToolButton>("clientButton")->isEnabled());
    find<QToolButton>("clientButton")->click();
    QTRY_COMPARE(closeCode(), 1013);
}

void TestMockPane::editsAnEndpoint()
{
    // Before it is started: what it will have is there to be edited.
    QVERIFY(paths().contains(QLatin1String("/ws/echo")));
    choose(QStringLiteral("/sse"));
    trigger("editEndpointAction");
    find<QLineEdit>("eventEdit")->setText(QStringLiteral("quote"));
    emit find<QLineEdit>("eventEdit")->textEdited(QStringLiteral("quote"));
    find<QSpinBox>("everySpin")->setValue(50);
    find<QPlainTextEdit>("channelMessageEdit")->setPlainText(QStringLiteral("{\"bid\": \"{{n}}\"}"));
    applyDialog();
    const QString chosen = find<QComboBox>("scenarioCombo")->currentText();
    QVERIFY2(chosen.endsWith(QLatin1String("(changed)")), qPrintable(chosen));

    startMock();
    choose(QStringLiteral("/sse"));
    find<QToolButton>("clientButton")->click();
    QTRY_VERIFY(client().messagesReceived > 2); // Faster than one a second.
}

void TestMockPane::restartsForAnEdit()
{
    startMock();
    QTRY_VERIFY(newestStatus(*m_window).port > 0);
    const quint16 port = newestStatus(*m_window).port;
    const quint32 session = newestStatus(*m_window).session;
    choose(QStringLiteral("/poll"));
    QTest::keyClick(find<QTreeView>("endpointsView"), Qt::Key_E, Qt::ControlModifier);
    auto *path = find<QLineEdit>("endpointPathEdit");
    path->selectAll();
    QTest::keyClicks(path, QStringLiteral("/quotes"));
    const auto *button = find<QPushButton>("endpointApplyButton");
    QVERIFY(button->text().contains(QLatin1String("restart")));
    applyDialog();
    QTRY_VERIFY(newestStatus(*m_window).session > session);
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    QCOMPARE(newestStatus(*m_window).port, port);
    QTRY_VERIFY(paths().contains(QLatin1String("/quotes")));
    // What was worked on is chosen, where it is found now.
    const auto chosen = [this] {
        return find<QTreeView>("endpointsView")->currentIndex().data().toString();
    };
    QTRY_COMPARE(chosen(), QStringLiteral("/quotes"));
    const quint32 second = newestStatus(*m_window).session;
    trigger("addEndpointAction");
    path = find<QLineEdit>("endpointPathEdit");
    path->selectAll();
    QTest::keyClicks(path, QStringLiteral("/zz-new"));
    applyDialog();
    QTRY_VERIFY(newestStatus(*m_window).session > second);
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    QTRY_COMPARE(chosen(), QStringLiteral("/zz-new"));
    // The sessions of those before say that they are over.
    auto *sessions = m_window->findChild<QTreeView *>(QStringLiteral("sessionsView"));
    const QModelIndex first = sessions->model()->index(0, 0);
    QTRY_VERIFY2(first.data(Qt::AccessibleTextRole).toString().contains(QLatin1String("ended")),
                 qPrintable(first.data(Qt::AccessibleTextRole).toString()));
}

void TestMockPane::saysWhatIsWrong()
{
    trigger("addEndpointAction");
    const auto *problem = find<QLabel>("endpointProblemLabel");
    const auto *button = find<QPushButton>("endpointApplyButton");
    QVERIFY(button->isEnabled());
    auto *path = find<QLineEdit>("endpointPathEdit");
    path->selectAll();
    QTest::keyClicks(path, QStringLiteral("new"));
    QCOMPARE(problem->text(),
             QStringLiteral("✕ path: expected a path that begins with / and has no ?, # or blank."));
    QVERIFY(!button->isEnabled());
    path->selectAll();
    QTest::keyClicks(path, QStringLiteral("/status"));
    QCOMPARE(problem->text(),
             QStringLiteral("✕ path: /status is the server's own; expected another path."));
    path->selectAll();
    QTest::keyClicks(path, QStringLiteral("/fine"));
    QWidget *step = addStep("addCloseButton");
    auto *code = step->findChild<QComboBox *>(QStringLiteral("actionCodeCombo"));
    code->setEditText(QStringLiteral("1006"));
    QCOMPARE(problem->text(),
             QStringLiteral("✕ steps › 1 › close › code: expected a code that may be sent: "
                            "1000–1003, 1007–1014 or 3000–4999."));
    code->setEditText(QStringLiteral("4000"));
    QVERIFY(problem->text().isEmpty());
    // An event stream is fed by a channel or by steps.
    find<QComboBox>("endpointTechniqueCombo")->setCurrentIndex(1);
    QVERIFY2(problem->text().startsWith(QStringLiteral("✕ steps: “steps” cannot stand beside")),
             qPrintable(problem->text()));
    find<QComboBox>("endpointChannelCombo")->setCurrentText(QString());
    QVERIFY2(problem->text().isEmpty(), qPrintable(problem->text()));
}

void TestMockPane::editsAsJson()
{
    trigger("addEndpointAction");
    auto *json = find<QPlainTextEdit>("endpointJsonEdit");
    QVERIFY(json->toPlainText().contains(QLatin1String("\"/new\"")));
    json->setPlainText(QStringLiteral(R"({"technique": "websocket", "path": "/bot",
        "on_message": [{"match_glob": "hi*", "reply": "hello", "close": {"code": 1000}}]})"));
    QCOMPARE(find<QLineEdit>("endpointPathEdit")->text(), QStringLiteral("/bot"));
    QCOMPARE(find<QLineEdit>("patternEdit")->text(), QStringLiteral("hi*"));
    // What a field changes leaves the rest as it is, order and all.
    auto *reply = find<QWidget>("ruleRows")->findChild<QLineEdit *>(
        QStringLiteral("actionMessageEdit"));
    reply->selectAll();
    QTest::keyClicks(reply, QStringLiteral("bye"));
    QCOMPARE(json->toPlainText().simplified(),
             QStringLiteral(R"({ "technique": "websocket", "path": "/bot", "on_message": )"
                            R"([{ "match_glob": "hi*", "reply": "bye", "close": { "code": 1000 } }] })"));
    json->setPlainText(QStringLiteral("{"));
    QCOMPARE(find<QLabel>("endpointProblemLabel")->text(),
             QStringLiteral("✕ This is no JSON object."));
    QVERIFY(!find<QPushButton>("endpointApplyButton")->isEnabled());
}

void TestMockPane::removesAndTakesBack()
{
    trigger("addEndpointAction");
    applyDialog();
    choose(QStringLiteral("/new"));
    trigger("removeEndpointAction");
    QVERIFY(!paths().contains(QLatin1String("/new")));
    auto *notice = m_window->findChild<NoticeBar *>();
    QCOMPARE(notice->text(), QStringLiteral("/new is removed from the scenario."));
    notice->findChild<QPushButton *>(QStringLiteral("actionButton"))->click();
    QVERIFY(paths().contains(QLatin1String("/new")));

    choose(QStringLiteral("/sse"));
    trigger("removeEndpointAction");
    QVERIFY(paths().contains(QLatin1String("/sse")));
    QVERIFY(find<QLabel>("stateLabel")->text().contains(QLatin1String("without a scenario")));
}

void TestMockPane::savesAndOpens()
{
    const QString path = m_fixture->path(QStringLiteral("mine.json"));
    trigger("addEndpointAction");
    applyDialog();
    m_fixture->dialogs.scenarioPath = path;
    trigger("saveScenarioAction");
    QCOMPARE(m_fixture->dialogs.suggestedPath, QStringLiteral("scenario.json"));
    QCOMPARE(find<QComboBox>("scenarioCombo")->currentText(), QStringLiteral("mine.json"));
    QVERIFY(loadScenario(path));
    QVERIFY(paths().startsWith(QLatin1String("/new ")));

    // A file of one's own keeps its order and what no field knows.
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"description": "mine", "endpoints": [{"technique": "websocket", "path": "/a"}],
        "$schema": "scenario.schema.json"})");
    file.close();
    choose(QStringLiteral("/new"));
    find<QComboBox>("scenarioCombo")->setCurrentIndex(0);
    emit find<QComboBox>("scenarioCombo")->activated(0);
    const int index = find<QComboBox>("scenarioCombo")->findText(QStringLiteral("mine.json"));
    find<QComboBox>("scenarioCombo")->setCurrentIndex(index);
    emit find<QComboBox>("scenarioCombo")->activated(index);
    QCOMPARE(paths(), QStringLiteral("/a"));
    choose(QStringLiteral("/a"));
    trigger("editEndpointAction");
    find<QComboBox>("endpointTechniqueCombo")->setCurrentIndex(1);
    addStep("addSendButton");
    applyDialog();
    trigger("saveScenarioAction");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().simplified(),
             QByteArray(R"({ "description": "mine", "endpoints": [ { "technique": "sse", )"
                        R"("path": "/a", "steps": [{ "after_ms": 1000, "send": "hello" }] } ], )"
                        R"("$schema": "scenario.schema.json" })"));
    QVERIFY(loadScenario(path));
}

void TestMockPane::asksBeforeChangesAreLost()
{
    trigger("addEndpointAction");
    applyDialog();
    auto *box = find<QComboBox>("scenarioCombo");
    const QString changed = box->currentText();
    m_fixture->dialogs.scenarioChoice = CloseChoice::Cancel;
    const int echo = box->findText(QStringLiteral("Echo"));
    box->setCurrentIndex(echo);
    emit box->activated(echo);
    QCOMPARE(m_fixture->dialogs.scenarioQuestions, 1);
    QCOMPARE(box->currentText(), changed);
    m_window->close();
    QCOMPARE(m_fixture->dialogs.scenarioQuestions, 2);
    QVERIFY(m_window->isVisible());

    m_fixture->dialogs.scenarioChoice = CloseChoice::Save;
    m_fixture->dialogs.scenarioPath = m_fixture->path(QStringLiteral("kept.json"));
    box->setCurrentIndex(echo);
    emit box->activated(echo);
    QCOMPARE(box->currentText(), QStringLiteral("Echo"));
    QCOMPARE(box->itemText(0), QStringLiteral("All techniques"));
    QVERIFY(loadScenario(m_fixture->path(QStringLiteral("kept.json"))));

    trigger("addEndpointAction");
    applyDialog();
    m_fixture->dialogs.scenarioChoice = CloseChoice::Discard;
    const QPointer<MainWindow> window(m_window);
    m_window->close();
    QTRY_VERIFY(!window);
}

void TestMockPane::remembersBetweenRuns()
{
    auto *box = find<QComboBox>("scenarioCombo");
    const int chat = box->findText(QStringLiteral("Chat room"));
    box->setCurrentIndex(chat);
    emit box->activated(chat);
    find<QSpinBox>("portSpin")->setValue(8123);
    m_fixture->closeAll();
    m_window = &m_fixture->open();
    QCOMPARE(find<QComboBox>("scenarioCombo")->currentText(), QStringLiteral("Chat room"));
    QCOMPARE(find<QSpinBox>("portSpin")->value(), 8123);
    QCOMPARE(paths(), QStringLiteral("/room /socket.io/ /room/events"));
}

void TestMockPane::bringsMessagesBack()
{
    startMock();
    auto *edit = find<QLineEdit>("messageEdit");
    for (const char *message : { "one", "two" }) {
        edit->setText(QString::fromLatin1(message));
        QTest::keyClick(edit, Qt::Key_Return);
    }
    m_fixture->closeAll();
    open();
    startMock();
    edit = find<QLineEdit>("messageEdit");
    QVERIFY(edit->text().isEmpty());
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(edit->text(), QStringLiteral("two"));
    QTest::keyClick(edit, Qt::Key_Up);
    QTest::keyClick(edit, Qt::Key_Up); // There is no older one.
    QCOMPARE(edit->text(), QStringLiteral("one"));
    QTest::keyClick(edit, Qt::Key_Down);
    QCOMPARE(edit->text(), QStringLiteral("two"));
}

QTEST_MAIN(TestMockPane)
#include "tst_mockpane.moc"
