// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filteredit.h"
#include "gui/document/capturedocument.h"
#include "gui/mock/endpointsmodel.h"
#include "gui/mock/endpointsnippets.h"
#include "gui/records/recordview.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Pushscope;

/// The mock pane, with a real mock behind it.
class TestMainWindowMock : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsPublishesAndStops();
    void saysThatThePortIsTaken();
    void playsReadyScenarios();
    void opensScenarioFiles();
    void choosesScenariosFromTheMenu();
    void copiesAnEndpoint();
    void copiesAnEndpoint_data();
    void connectsAClientToAnEndpoint();
    void writesSnippets();
    void writesSnippets_data();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void startMock();
    void choose(const QString &path);
    void chooseScenario(const QString &label);
    [[nodiscard]] QString paths() const;

    std::unique_ptr<WindowFixture> m_fixture;
    MainWindow *m_window = nullptr;
};

void TestMainWindowMock::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_window = &m_fixture->open();
}

void TestMainWindowMock::cleanup()
{
    m_fixture.reset();
}

void TestMainWindowMock::startMock()
{
    find<QSpinBox>("portSpin")->setValue(0);
    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY2(find<QPushButton>("startButton")->text() == QLatin1String("Stop"),
                 qPrintable(find<QLabel>("stateLabel")->text()));
}

void TestMainWindowMock::choose(const QString &path)
{
    auto *view = find<QTreeView>("endpointsView");
    const QModelIndexList found = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole,
                                                       path, 1, Qt::MatchExactly);
    QVERIFY(!found.isEmpty());
    view->setCurrentIndex(found.first());
}

void TestMainWindowMock::startsPublishesAndStops()
{
    startMock();
    QTRY_COMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Stop"));
    QVERIFY(find<QLabel>("mockStateLabel")->text().contains(QLatin1String("running")));

    choose(QStringLiteral("/ws"));
    find<QToolButton>("clientButton")->click();
    auto *endpoints = find<QTreeView>("endpointsView");
    QTRY_COMPARE(endpoints->currentIndex().data(EndpointsModel::ClientsTextRole).toString(),
                 QStringLiteral("1 client(s)"));

    find<QComboBox>("channelCombo")->setCurrentText(QStringLiteral("tick"));
    auto *message = find<QLineEdit>("messageEdit");
    QVERIFY(!find<QToolButton>("publishButton")->isEnabled());
    QTest::keyClicks(message, QStringLiteral("needle in the channel"));
    QTest::keyClick(message, Qt::Key_Return);
    find<FilterEdit>("filterEdit")->setText(QStringLiteral("needle kind:ws.message"));
    // Written by the mock, received by the client.
    QTRY_COMPARE(m_window->findChild<RecordView *>()->rowCount(), qint64(2));

    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Start"));
    QVERIFY(find<QLabel>("mockStateLabel")->text().contains(QLatin1String("stopped")));
}

void TestMainWindowMock::saysThatThePortIsTaken()
{
    MockPeer other;
    QVERIFY(other.start());
    find<QSpinBox>("portSpin")->setValue(other.url(QStringLiteral("/")).port());
    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    auto *state = find<QLabel>("stateLabel");
    QTRY_VERIFY(state->isVisible());
    QVERIFY2(state->text().contains(QLatin1String("in use")), qPrintable(state->text()));
    QCOMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Start"));
}

void TestMainWindowMock::chooseScenario(const QString &label)
{
    auto *box = find<QComboBox>("scenarioCombo");
    const int index = box->findText(label);
    QVERIFY2(index >= 0, qPrintable(label));
    box->setCurrentIndex(index);
    emit box->activated(index); // As the list under the box does.
}

QString TestMainWindowMock::paths() const
{
    const QAbstractItemModel *model = find<QTreeView>("endpointsView")->model();
    QStringList paths;
    for (int row = 0; row < model->rowCount(); ++row)
        paths.append(model->index(row, 0).data().toString());
    return paths.join(QLatin1Char(' '));
}

void TestMainWindowMock::playsReadyScenarios()
{
    const auto *box = find<QComboBox>("scenarioCombo");
    QCOMPARE(box->itemText(0), QStringLiteral("All techniques"));
    QVERIFY(box->findText(QStringLiteral("Chat room")) > 0);
    chooseScenario(QStringLiteral("QR login"));
    startMock();
    QCOMPARE(paths(), QStringLiteral("/login/state"));
    QVERIFY(!box->isEnabled()); // What runs does not change under its clients.
    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(box->isEnabled());
    chooseScenario(QStringLiteral("All techniques"));
    startMock();
    QVERIFY(paths().contains(QLatin1String("/ws/echo")));
}

void TestMainWindowMock::opensScenarioFiles()
{
    const auto *box = find<QComboBox>("scenarioCombo");
    const auto *state = find<QLabel>("stateLabel");
    chooseScenario(QStringLiteral("Open file…")); // And thinks better of it.
    QCOMPARE(box->currentIndex(), 0);
    QVERIFY(state->isHidden());

    const QString path = m_fixture->path(QStringLiteral("mine.json"));
    const auto write = [&](const QByteArray &octets) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(octets);
    };
    write("{\n  \"endpoints\": [{ \"path\": \"/mine\" }]\n}");
    m_fixture->dialogs.scenarioPath = path;
    chooseScenario(QStringLiteral("Open file…"));
    QCOMPARE(box->currentText(), QStringLiteral("mine.json"));
    QVERIFY(!state->isHidden());
    QCOMPARE(state->text(),
             QString(path + QLatin1String(", line 2, column 17: expected the member technique or static.")));
    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Start")); // Nothing starts.

    write(R"({"endpoints": [{ "path": "/mine", "technique": "websocket" }]})");
    startMock();
    QCOMPARE(paths(), QStringLiteral("/mine"));
    QVERIFY(state->isHidden());
}

void TestMainWindowMock::choosesScenariosFromTheMenu()
{
    // On the start page, where no pane is to be seen.
    auto *menu = find<QMenu>("scenarioMenu");
    const auto trigger = [&](const QString &label) {
        emit menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == label && action->isEnabled()) {
                action->trigger();
                return true;
            }
        }
        return false;
    };
    const QString path = m_fixture->path(QStringLiteral("bad.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[]");
    file.close();
    m_fixture->dialogs.scenarioPath = path;
    QVERIFY(trigger(QStringLiteral("Open file…")));
    const auto *notice = m_window->findChild<NoticeBar *>();
    QVERIFY(notice->isVisible());
    const auto labels = notice->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->text().contains(QLatin1String("line 1, column 1: expected an object."));
    }));
    QVERIFY(trigger(QStringLiteral("Echo")));
    startMock();
    QVERIFY(!notice->isVisible());
    QCOMPARE(paths(), QStringLiteral("/echo"));
    QVERIFY(!trigger(QStringLiteral("Ticker"))); // Not while it runs.
}

void TestMainWindowMock::copiesAnEndpoint_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("part");

    QTest::newRow("URL") << QStringLiteral("copyUrlAction") << QStringLiteral("http://127.0.0.1:") << QStringLiteral("/sse");
    QTest::newRow("curl") << QStringLiteral("copyCurlAction") << QStringLiteral("curl ") << QStringLiteral("text/event-stream");
    QTest::newRow("JavaScript") << QStringLiteral("copyJavaScriptAction") << QStringLiteral("const source = new EventSource('http://")
                                << QStringLiteral("/sse')");
}

void TestMainWindowMock::copiesAnEndpoint()
{
    QFETCH(QString, action);
    QFETCH(QString, beginning);
    QFETCH(QString, part);

    startMock();
    choose(QStringLiteral("/sse"));
    find<QAction>(qPrintable(action))->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(beginning) && copied.contains(part), qPrintable(copied));
}

void TestMainWindowMock::connectsAClientToAnEndpoint()
{
    startMock();
    choose(QStringLiteral("/poll"));
    auto *view = find<QTreeView>("endpointsView");
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(m_window->document()->statuses().size(), qsizetype(2));
    QCOMPARE(m_window->document()->statuses().last().technique, Technique::ShortPoll);
    QTRY_VERIFY(m_window->document()->statuses().last().round > 0);
}

void TestMainWindowMock::writesSnippets_data()
{
    QTest::addColumn<QUrl>("mock");
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("curlPart");

    const QUrl plain(QStringLiteral("http://127.0.0.1:8080/"));
    const QUrl secure(QStringLiteral("https://127.0.0.1:8443/"));
    QTest::newRow("websocket") << plain << QByteArray("websocket")
                               << QStringLiteral("ws://127.0.0.1:8080/a")
                               << QStringLiteral("Upgrade: websocket");
    QTest::newRow("websocket, TLS")
        << secure << QByteArray("websocket") << QStringLiteral("wss://127.0.0.1:8443/a")
        << QStringLiteral("--insecure");
    QTest::newRow("sse") << plain << QByteArray("sse") << QStringLiteral("http://127.0.0.1:8080/a")
                         << QStringLiteral("Accept: text/event-stream");
    QTest::newRow("short-poll") << plain << QByteArray("short-poll")
                                << QStringLiteral("http://127.0.0.1:8080/a")
                                << QStringLiteral(" http://127.0.0.1:8080/a");
}

void TestMainWindowMock::writesSnippets()
{
    QFETCH(QUrl, mock);
    QFETCH(QByteArray, technique);
    QFETCH(QString, url);
    QFETCH(QString, curlPart);

    MockEndpointStatus endpoint;
    endpoint.path = "/a";
    endpoint.technique = technique;
    QCOMPARE(endpointUrl(mock, endpoint).toString(), url);
    QVERIFY(endpointCurl(mock, endpoint).contains(curlPart));
    endpoint.path = "/it's";
    QVERIFY(endpointCurl(mock, endpoint).endsWith(QLatin1String("/it'\\''s'"))); // One word.
    endpoint.path = "/a";
    QVERIFY(
        endpointJavaScript(mock, endpoint).contains(QLatin1Char('\'') + url + QLatin1Char('\'')));
    endpoint.technique.clear();
    QVERIFY(endpointJavaScript(mock, endpoint).isEmpty());
}

QTEST_MAIN(TestMainWindowMock)
#include "tst_mainwindow_mock.moc"
