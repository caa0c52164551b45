// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLoggingCategory>
#include <QTabBar>
#include <QTest>

#include <mutex>

using namespace Pushscope;

namespace {

const QString Secret = QStringLiteral("Geheim7");

std::mutex g_mutex; // Engines log on their own threads.
QString g_log;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    const std::lock_guard lock(g_mutex);
    g_log += message + QLatin1Char('\n');
}

} // namespace

/// What a window shows around a connection whose address and options hold secrets.
class TestShownSecrets : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void ofAWebSocket();
    void ofAFailure();

private:
    [[nodiscard]] ClientOptions secretOptions(const QString &path) const;
    [[nodiscard]] QStringList shownTexts() const;
    void checkShown();

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
    QStringList m_remembered;
    QtMessageHandler m_handler = nullptr;
};

void TestShownSecrets::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    Services &services = m_fixture->services();
    services.remember = [this, remember = services.remember](const QString &key,
                                                             const QByteArray &value) {
        m_remembered.append(QString::fromUtf8(value));
        remember(key, value);
    };
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    m_window = &m_fixture->open();
    QLoggingCategory::setFilterRules(QStringLiteral("qt.network.*=true\npushscope*=true"));
    m_handler = qInstallMessageHandler(keepLog);
}

void TestShownSecrets::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
    qInstallMessageHandler(m_handler);
    QLoggingCategory::setFilterRules({});
    for (const QString &value : std::as_const(m_remembered))
        QVERIFY2(!value.contains(Secret), qPrintable(value));
    m_remembered.clear();
    const std::lock_guard lock(g_mutex);
    QVERIFY2(!g_log.contains(Secret), qPrintable(g_log));
    g_log.clear();
}

ClientOptions TestShownSecrets::secretOptions(const QString &path) const
{
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = m_peer->url(path, true);
    options.url.setUserInfo(QStringLiteral("me:") + Secret);
    options.url.setQuery(QStringLiteral("room=7&access_token=") + Secret);
    options.headers = { { "X-Api-Key", Secret.toLatin1() } };
    return options;
}

QStringList TestShownSecrets::shownTexts() const
{
    QStringList texts;
    for (const QWidget *widget : QApplication::allWidgets()) {
        texts << widget->windowTitle() << widget->toolTip() << widget->accessibleName()
              << widget->accessibleDescription();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
            for (int tab = 0; tab < tabs->count(); ++tab)
                texts << tabs->tabText(tab) << tabs->tabToolTip(tab);
        }
    }
    const auto *sessions = m_window->findChild<SessionsModel *>();
    for (int row = 0; row < sessions->rowCount(); ++row) {
        for (int role = 0; role < Qt::UserRole + 32; ++role)
            texts << sessions->index(row, 0).data(role).toString();
    }
    for (const SessionRow &row : m_window->document()->sessions())
        texts << QString::fromUtf8(row.name) << QString::fromUtf8(row.url);
    return texts;
}

void TestShownSecrets::checkShown()
{
    QTRY_VERIFY(!m_window->document()->sessions().empty());
    QTRY_VERIFY(m_window->findChild<SessionsModel *>()->rowCount() > 0);
    const QStringList texts = shownTexts();
    for (const QString &text : texts)
        QVERIFY2(!text.contains(Secret), qPrintable(text));
    // And yet one sees which it is.
    QVERIFY(texts.filter(QStringLiteral("?room=7&access_token=***")).size() > 1);
}

void TestShownSecrets::ofAWebSocket()
{
    m_window->connectTo(secretOptions(QStringLiteral("/ws")));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    checkShown();
    // Kept for later, and connected once more, which needs all of it.
    m_window->findChild<QAction *>(QStringLiteral("saveConnectionAction"))->trigger();
    QVERIFY(!m_remembered.filter(QStringLiteral("room=7")).isEmpty());
    const auto options = m_window->document()->optionsOf(newestStatus(*m_window).session);
    QVERIFY(options && options->url.query().endsWith(Secret));
    checkShown();
    m_window->close();
}

void TestShownSecrets::ofAFailure()
{
    m_window->connectTo(secretOptions(QStringLiteral("/nothing")));
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Closed);
    QVERIFY(newestStatus(*m_window).error);
    QVERIFY(!newestStatus(*m_window).error->value("url").contains(Secret.toLatin1()));
    checkShown();
}

QTEST_MAIN(TestShownSecrets)
#include "tst_shownsecrets.moc"
