// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/addressbar.h"
#include "gui/address/techniquelabels.h"
#include "gui/document/capturedocument.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/records/recordview.h"
#include "gui/sessions/savedoptions.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTreeView>

using namespace Pushscope;

/// The tree of sessions in the window, with real traffic.
class TestSessions : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void renames();
    void showsWhatWasConcluded();
    void keepsNamesWhileTyped();
    void removesAndTakesBack();
    void connectsOnceMore();
    void showsTheEndpointsOfAMock();
    void keepsConnections();
    void renamesAndRemovesWhatIsKept();
    void keepsNoSecret();
    void takesSecretsOut_data();
    void takesSecretsOut();
    void restoresOptions();
    void namesOtherWindows();
    void pickingASessionShowsIt();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QTreeView *view() const { return find<QTreeView>("sessionsView"); }
    [[nodiscard]] SessionsModel *model() const { return m_window->findChild<SessionsModel *>(); }
    [[nodiscard]] QStringList saved() const;
    void connectTo(const ClientOptions &options);
    void connectToPeer(const QString &path);
    void rename(const QString &name);

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
};

void TestSessions::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    m_window = &m_fixture->open();
}

void TestSessions::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
}

/// Returns once it is open, recorded and chosen.
void TestSessions::connectTo(const ClientOptions &options)
{
    m_window->connectTo(options);
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    const quint32 session = newestStatus(*m_window).session;
    QTRY_COMPARE(view()->currentIndex().data(SessionsModel::SessionRole).toUInt(), session);
    QTRY_VERIFY(!m_window->document()->sessions().empty());
}

void TestSessions::connectToPeer(const QString &path)
{
    ClientOptions options;
    options.url = m_peer->url(path, true);
    options.technique = Technique::WebSocket;
    connectTo(options);
}

/// Of the row that is chosen, by keys.
void TestSessions::rename(const QString &name)
{
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_F2);
    auto *editor = view()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, name);
    QTest::keyClick(editor, Qt::Key_Return);
}

QStringList TestSessions::saved() const
{
    const QModelIndex section = model()->indexOf(QByteArray("saved"));
    QStringList names;
    for (int row = 0; section.isValid() && row < model()->rowCount(section); ++row)
        names.append(model()->index(row, 0, section).data().toString());
    return names;
}

void TestSessions::renames()
{
    connectToPeer(QStringLiteral("/ws"));
    const QString before = view()->currentIndex().data().toString();
    rename(QStringLiteral("quotes"));
    QTRY_COMPARE(view()->currentIndex().data().toString(), QStringLiteral("quotes"));
    QCOMPARE(m_window->document()->sessions().front().name, QByteArray("quotes"));
    QCOMPARE(newestStatus(*m_window).name, QStringLiteral("quotes"));
    QTest::keyClick(m_window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(view()->currentIndex().data().toString(), before);
    rename(QStringLiteral("prices"));
    auto *records = m_window->findChild<RecordView *>();
    QTRY_VERIFY(records->rowCount() > 3 && records->row(3));
    QTRY_VERIFY2(records->rowDescription(3).contains(QLatin1String("prices")),
                 qPrintable(records->rowDescription(3)));

    find<QAction>("disconnectAction")->trigger();
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("named.pushscope"));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->document()->isSaved());
    m_window->close();
    m_window = &m_fixture->open();
    m_window->openFile(m_fixture->dialogs.savePath);
    QTRY_VERIFY(model()->rowCount() > 0);
    QTRY_COMPARE(model()->index(0, 0).data().toString(), QStringLiteral("prices"));
}

/// While it polls, once it has left, and reopened; with its rounds folded all the while.
void TestSessions::showsWhatWasConcluded()
{
    find<QAction>("foldCarriersAction")->setChecked(true);
    ClientOptions options;
    options.url = m_peer->url(QStringLiteral("/poll"));
    options.pollInterval = std::chrono::milliseconds(1);
    m_window->connectTo(options);
    QTRY_VERIFY(newestStatus(*m_window).round > 3);
    const QString technique = techniqueLabel(Technique::ShortPoll);
    const auto isCalledRight = [&] {
        const QModelIndex row = model()->index(0, 0);
        const QString subLine = row.data(SessionsModel::SubLineRole).toString();
        return row.data(SessionsModel::SessionRole).toUInt() > 0 && subLine.startsWith(technique);
    };
    QTRY_VERIFY(isCalledRight());
    find<QAction>("disconnectAction")->trigger();
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    QTRY_VERIFY(!m_window->document()->sessions().empty());
    QTRY_COMPARE(m_window->document()->sessions().front().technique, QByteArray("short-poll"));
    QVERIFY(isCalledRight());
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("polls.pushscope"));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->document()->isSaved());
    const auto rows = [this] {
        const auto *records = m_window->findChild<RecordView *>();
        QStringList texts;
        for (qint64 row = 0; row < records->rowCount() && records->row(row); ++row)
            texts.append(records->rowDescription(row));
        return texts;
    };
    const auto isFolded = [](const QStringList &texts) {
        return !texts.isEmpty() && texts.filter(QStringLiteral("GET /poll")).isEmpty();
    };
    QTRY_VERIFY2(isFolded(rows()), qPrintable(rows().join(u'\n')));
    const QStringList live = rows();
    m_window->close();
    m_window = &m_fixture->open();
    m_window->openFile(m_fixture->dialogs.savePath);
    QTRY_VERIFY(isCalledRight());
    QTRY_VERIFY(rows().size() >= live.size());
    QCOMPARE(rows().first(live.size()), live); // The end of the capture came after it.
}

void TestSessions::keepsNamesWhileTyped()
{
    connectToPeer(QStringLiteral("/ws"));
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_F2);
    auto *editor = view()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("half a na"));
    // The row goes on changing: messages come, a rate is drawn.
    const qint64 before = newestStatus(*m_window).messagesReceived;
    m_peer->publish("tick", "1");
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived > before);
    QTRY_VERIFY(view()->currentIndex().data(SessionsModel::HistoryRole).value<QList<double>>().size()
                > 0);
    QCOMPARE(editor->text(), QStringLiteral("half a na"));
    QTest::keyClick(editor, Qt::Key_Escape);
}

void TestSessions::removesAndTakesBack()
{
    connectToPeer(QStringLiteral("/ws"));
    auto *remove = find<QAction>("removeSessionAction");
    QVERIFY(!remove->isEnabled()); // Not while it is open.
    find<QAction>("disconnectAction")->trigger();
    QTRY_VERIFY(remove->isEnabled());
    auto *records = m_window->findChild<RecordView *>();
    QTRY_VERIFY(records->rowCount() > 5);
    const qint64 all = records->rowCount();
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Delete);
    QTRY_COMPARE(model()->rowCount(), 0);
    QTRY_VERIFY(records->rowCount() < 5); // What is the capture's own stays.
    auto *notice = find<NoticeBar>("noticeBar");
    QVERIFY(notice->text().contains(QLatin1String("stays in the capture")));
    notice->findChild<QPushButton *>(QStringLiteral("actionButton"))->click();
    QTRY_COMPARE(model()->rowCount(), 1);
    QTRY_VERIFY(records->rowCount() >= all);
    QVERIFY(!find<QAction>("undoAction")->isEnabled());
}

void TestSessions::connectsOnceMore()
{
    connectToPeer(QStringLiteral("/ws/echo"));
    QTest::keyClick(m_window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_window->document()->statuses().size(), qsizetype(2));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    QCOMPARE(newestStatus(*m_window).url, m_peer->url(QStringLiteral("/ws/echo"), true));
    QTRY_COMPARE(view()->currentIndex().row(), 1); // The new one is looked at.
}

void TestSessions::showsTheEndpointsOfAMock()
{
    find<QSpinBox>("portSpin")->setValue(0);
    QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(model()->rowCount() == 1 && model()->rowCount(model()->index(0, 0)) > 3);
    const QPersistentModelIndex mock(model()->index(0, 0));
    const QModelIndex endpoint = model()->indexOf(QByteArray("/ws"), mock);
    QVERIFY(endpoint.isValid());
    QCOMPARE(endpoint.data(SessionsModel::SubLineRole).toString(), QStringLiteral("0"));
    view()->setFocus();
    view()->expand(mock);
    view()->setCurrentIndex(endpoint);
    QTest::keyClick(view(), Qt::Key_Return);
    QTRY_COMPARE(m_window->document()->statuses().size(), qsizetype(2));
    QTRY_COMPARE(model()->rowCount(model()->indexOf(QByteArray("/ws"), mock)), 1);
    const QModelIndex client = model()->index(0, 0, model()->indexOf(QByteArray("/ws"), mock));
    QVERIFY(client.data().toString().startsWith(QLatin1String("127.0.0.1:")));
    QVERIFY(client.data(SessionsModel::ConnectionRole).toUInt() > 0);
}

void TestSessions::keepsConnections()
{
    QVERIFY(saved().isEmpty());
    ClientOptions options;
    options.url = m_peer->url(QStringLiteral("/sse"));
    options.technique = Technique::Sse;
    options.headers = { { "X-Desk", "7" } };
    options.name = QStringLiteral("feed");
    connectTo(options);
    QTest::keyClick(m_window, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(saved(), QStringList(QStringLiteral("feed")));
    QVERIFY(find<NoticeBar>("noticeBar")->text().contains(QLatin1String("kept for later")));

    m_fixture->closeAll();
    m_window = &m_fixture->open();
    // On the start page too what is kept is there: another session shows the tree.
    connectToPeer(QStringLiteral("/ws"));
    QCOMPARE(saved(), QStringList(QStringLiteral("feed")));
    const QModelIndex section = model()->indexOf(QByteArray("saved"));
    QVERIFY(view()->isExpanded(section));
    view()->setFocus();
    view()->setCurrentIndex(model()->index(0, 0, section));
    const qint64 before = newestStatus(*m_window).messagesReceived;
    m_peer->publish("tick", "1");
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived > before);
    QCOMPARE(view()->currentIndex().parent(), section); // It stays chosen while others go on.
    QTest::keyClick(view(), Qt::Key_Return);
    QTRY_COMPARE(m_window->document()->statuses().size(), qsizetype(2));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    QCOMPARE(newestStatus(*m_window).name, QStringLiteral("feed"));
    const auto again = m_window->document()->optionsOf(newestStatus(*m_window).session);
    QCOMPARE(again->headers, options.headers);
    QCOMPARE(again->technique, Technique::Sse);
}

void TestSessions::renamesAndRemovesWhatIsKept()
{
    connectToPeer(QStringLiteral("/ws"));
    find<QAction>("saveConnectionAction")->trigger();
    view()->setCurrentIndex(model()->index(0, 0, model()->indexOf(QByteArray("saved"))));
    rename(QStringLiteral("mine"));
    QTRY_COMPARE(saved(), QStringList(QStringLiteral("mine")));
    view()->setCurrentIndex(model()->index(0, 0, model()->indexOf(QByteArray("saved"))));
    QTest::keyClick(view(), Qt::Key_Delete);
    QVERIFY(saved().isEmpty());
    QVERIFY(find<NoticeBar>("noticeBar")->text().contains(QStringLiteral("“mine”")));
    QTest::keyClick(m_window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(saved(), QStringList(QStringLiteral("mine")));
}

void TestSessions::keepsNoSecret()
{
    QByteArray settings;
    const auto remember = m_fixture->services().remember;
    m_fixture->services().remember = [&](const QString &key, const QByteArray &value) {
        settings += value;
        remember(key, value);
    };
    m_window = &m_fixture->open();
    ClientOptions options;
    options.url = m_peer->url(QStringLiteral("/sse"));
    options.url.setQuery(QStringLiteral("token=abracadabra&room=7"));
    options.technique = Technique::Sse;
    options.user = "me:opensesame";
    connectTo(options);
    find<QAction>("saveConnectionAction")->trigger();
    QVERIFY2(!settings.contains("abracadabra") && !settings.contains("opensesame"),
             settings.constData());
    QVERIFY(settings.contains("room=7"));
    const auto *notice = find<NoticeBar>("noticeBar");
    QVERIFY2(notice->text().contains(QLatin1String("token in the address, user and password")),
             qPrintable(notice->text()));

    // It is not connected without them: they are to be filled in.
    view()->setFocus();
    view()->setCurrentIndex(model()->index(0, 0, model()->indexOf(QByteArray("saved"))));
    QTest::keyClick(view(), Qt::Key_Return);
    QVERIFY2(notice->text().contains(QLatin1String("Fill in again")), qPrintable(notice->text()));
    QCOMPARE(m_window->document()->statuses().size(), qsizetype(1));
    QVERIFY(m_window->findChild<AddressBar *>()->addressText().contains(
        QLatin1String("token=&room=7")));
}

void TestSessions::takesSecretsOut_data()
{
    QTest::addColumn<ClientOptions>("options");
    QTest::addColumn<QString>("taken");
    const auto row = [](const char *name, const char *taken, auto change) {
        ClientOptions options;
        options.url = QUrl(QStringLiteral("https://feed.example/v1?q=1"));
        change(options);
        QTest::newRow(name) << options << QString::fromUtf8(taken);
    };
    row("nothing", "", [](ClientOptions &) {});
    row("userinfo", "user and password of the address", [](ClientOptions &options) {
        options.url.setUserInfo(QStringLiteral("me:SECRET"));
    });
    row("Authorization", "Authorization", [](ClientOptions &options) {
        options.headers = { { "Authorization", "Bearer SECRET" }, { "Accept", "*/*" } };
    });
    row("Cookie", "cookie", [](ClientOptions &options) {
        options.headers = { { "cookie", "sid=SECRET" } };
    });
    row("X-Api-Key", "X-Api-Key", [](ClientOptions &options) {
        options.headers = { { "X-Api-Key", "SECRET" } };
    });
    row("a removed field is none", "", [](ClientOptions &options) {
        options.headers = { { "Authorization", std::nullopt } };
    });
    row("user", "user and password", [](ClientOptions &options) { options.user = "me:SECRET"; });
    row("cookies", "cookies", [](ClientOptions &options) { options.cookies = { "sid=SECRET" }; });
    row("access_token", "access_token in the address", [](ClientOptions &options) {
        options.url.setQuery(QStringLiteral("access_token=SECRET&symbol=EURUSD"));
    });
    row("proxy", "user and password of the proxy", [](ClientOptions &options) {
        options.proxy = ProxyOptions { ProxyOptions::Kind::Socks5, QStringLiteral("p"), 1080,
                                       "me", "SECRET" };
    });
    row("JSON body", "password in what is sent", [](ClientOptions &options) {
        options.body = R"({"login":{"name":"me","password":"SECRET"}})";
    });
    row("all that a secret holds", "auth in what is sent", [](ClientOptions &options) {
        options.body = R"({"auth":{"name":"SECRET","codes":["SECRET","SECRET"]},"a":1})";
    });
    row("X-Functions-Key", "X-Functions-Key", [](ClientOptions &options) {
        options.headers = { { "X-Functions-Key", "SECRET" } };
    });
    row("ticket", "ticket in the address", [](ClientOptions &options) {
        options.url.setQuery(QStringLiteral("ticket=SECRET"));
    });
    row("first message", "token in what is sent", [](ClientOptions &options) {
        OutgoingMessage message;
        message.payload = R"({"op":"auth","token":"SECRET"})";
        options.script = { message };
    });
}

void TestSessions::takesSecretsOut()
{
    QFETCH(ClientOptions, options);
    QFETCH(QString, taken);
    QStringList names;
    const ClientOptions stripped = withoutSecrets(options, &names);
    QCOMPARE(names.join(QStringLiteral(", ")), taken);
    const QByteArray text = QJsonDocument(savedOptions(options)).toJson();
    QVERIFY2(!text.contains("SECRET"), text.constData());
    QVERIFY(!text.contains(QByteArray("SECRET").toBase64().left(6)));
    QVERIFY(!stripped.url.toString().contains(QLatin1String("SECRET")));
}

void TestSessions::restoresOptions()
{
    ClientOptions options;
    options.technique = Technique::ShortPoll;
    options.url = QUrl(QStringLiteral("http://h.example/a%20b?x=%2F&y=%C3%A4"));
    options.headers = { { "A", "1" }, { "User-Agent", std::nullopt } };
    options.method = "PUT";
    options.body = QByteArray("\0\x01", 2);
    options.origin = "http://o.example";
    options.subprotocols = { "v1", "v2" };
    options.offersDeflate = false;
    options.pollInterval = std::chrono::milliseconds(250);
    options.overlap = Overlap::Abort;
    options.timeout = std::chrono::milliseconds(0);
    options.cursor.kind = CursorRule::Kind::EntityTag;
    options.maxMessageOctets = 5LL * 1024 * 1024 * 1024;
    options.reconnects = false;
    options.lastEventId = "7";
    options.cut = Streaming::Cut::GrpcWeb;
    options.textPointer = "/delta";
    OutgoingMessage close;
    close.type = OutgoingMessage::Type::Close;
    close.closeCode = 4000;
    close.payload = "bye";
    options.script = { close };
    options.echoes = true;
    options.socketIo.transports = SocketIoTransports::Polling;
    options.socketIo.revision = EngineIo::Revision::V3;
    options.socketIo.path = "/push/";
    options.socketIo.namespaces = { { .name = "/" }, { .name = "/x", .query = "q=1" } };
    options.socketIo.auth = R"({"room":7})";
    options.socketIo.acknowledgement = "[]";
    options.proxy = ProxyOptions { ProxyOptions::Kind::Http, QStringLiteral("p.example"), 3128,
                                   {}, {} };
    const QJsonObject saved = savedOptions(options);
    const ClientOptions again = restoredOptions(saved);
    QCOMPARE(savedOptions(again), saved);
    QCOMPARE(again.url.toEncoded(), options.url.toEncoded());
    QCOMPARE(again.headers, options.headers);
    QCOMPARE(again.body, options.body);
    QCOMPARE(again.timeout, options.timeout);
    QCOMPARE(again.reconnects, options.reconnects);
    QCOMPARE(again.maxMessageOctets, options.maxMessageOctets);
    QCOMPARE(again.cut, options.cut);
    QCOMPARE(again.proxy, options.proxy);
    QVERIFY(again.socketIo == options.socketIo);
    QCOMPARE(again.script.first().closeCode, close.closeCode);
    QVERIFY(restoredOptions({}).url.isEmpty());
}

void TestSessions::namesOtherWindows()
{
    connectToPeer(QStringLiteral("/ws"));
    QVERIFY(!model()->indexOf(QByteArray("windows")).isValid());
    MainWindow &other = m_fixture->open();
    m_window->activateWindow();
    QTRY_VERIFY(model()->indexOf(QByteArray("windows")).isValid());
    const QModelIndex section = model()->indexOf(QByteArray("windows"));
    QCOMPARE(model()->rowCount(section), 1);
    view()->setFocus();
    view()->setCurrentIndex(model()->index(0, 0, section));
    QTest::keyClick(view(), Qt::Key_Return);
    QTRY_VERIFY(other.isActiveWindow());
}

void TestSessions::pickingASessionShowsIt()
{
    connectToPeer(QStringLiteral("/ws"));
    connectToPeer(QStringLiteral("/ws/echo"));
    auto *records = find<RecordView>("recordView");
    QTRY_COMPARE(m_window->document()->sessions().size(), std::size_t(2));
    auto *inspector = m_window->findChild<InspectorPane *>();
    auto *filter = find<QLineEdit>("filterEdit");
    filter->setText(QStringLiteral("session:2"));
    QTRY_VERIFY(records->rowCount() > 0);
    // Chosen by the window, nothing is filtered; by the user, the list goes along.
    QCOMPARE(filter->text(), QStringLiteral("session:2"));
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
    view()->setFocus();
    QTest::keyClick(view(), Qt::Key_Up);
    QTRY_COMPARE(view()->currentIndex().data(SessionsModel::SessionRole).toUInt(), 1U);
    QCOMPARE(filter->text(), QStringLiteral("session:1"));
    QTRY_COMPARE(inspector->currentSession(), 1U);
    QVERIFY(records->isFollowing());
    // What else is typed stays.
    filter->setText(QStringLiteral("kind:ws.*"));
    QTest::keyClick(view(), Qt::Key_Down);
    QTRY_COMPARE(inspector->currentSession(), 2U);
    QCOMPARE(filter->text(), QStringLiteral("kind:ws.*"));
}

QTEST_MAIN(TestSessions)
#include "tst_sessions.moc"
