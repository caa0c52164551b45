// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/addressbar.h"
#include "gui/address/commandconversion.h"
#include "gui/windowfixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

/// Command lines pasted and typed into the address bar.
class TestAddressBar : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void readsAPastedCommand();
    void readsWhatWasTypedAtTheEnd();
    void saysWhatIsLeftOut();
    void leavesWhatItCannotRead();
    void showsNoCredentials();
    void keepsTheRestWhileTheAddressIsEdited();
    void convertsBothWays();
    void takesLongCommands();

private:
    void paste(const QString &text);

    std::unique_ptr<AddressBar> m_bar;
    QLineEdit *m_edit = nullptr;
};

void TestAddressBar::init()
{
    m_bar = std::make_unique<AddressBar>();
    m_edit = m_bar->findChild<QLineEdit *>(QStringLiteral("urlEdit"));
    m_bar->show();
    m_edit->setFocus();
}

void TestAddressBar::cleanup()
{
    m_bar.reset();
}

void TestAddressBar::paste(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    m_edit->selectAll();
    QTest::keyClick(m_edit, Qt::Key_V, Qt::ControlModifier);
}

void TestAddressBar::readsAPastedCommand()
{
    QSignalSpy read(m_bar.get(), &AddressBar::commandRead);
    QSignalSpy edited(m_bar.get(), &AddressBar::edited);
    paste(QStringLiteral("curl 'https://x.example/sse' \\\n  -H 'Accept: text/event-stream' \\\n"
                         "  -H 'X-A: 1' \\\n  --insecure\n"));
    QCOMPARE(m_edit->text(), QStringLiteral("https://x.example/sse"));
    QCOMPARE(m_bar->findChild<QComboBox *>(QStringLiteral("techniqueCombo"))->currentText(),
             QStringLiteral("SSE"));
    const ClientOptions options = m_bar->options();
    QCOMPARE(options.technique, Technique::Sse);
    QCOMPARE(options.headers.size(), 1);
    QVERIFY(options.isInsecure);
    QCOMPARE(read.size(), 1);
    QVERIFY(read.first().at(1).toBool());
    QVERIFY(read.first().first().toString().contains(QLatin1String("curl")));
    QVERIFY(!edited.isEmpty());
}

void TestAddressBar::readsWhatWasTypedAtTheEnd()
{
    QSignalSpy read(m_bar.get(), &AddressBar::commandRead);
    for (const QChar c : QStringLiteral("wscat -c ws://x.example/ws -s chat")) {
        QTest::keyClick(m_edit, c.toLatin1());
        QCoreApplication::processEvents();
    }
    QVERIFY(read.isEmpty());
    QVERIFY(m_bar->settle());
    QCOMPARE(read.size(), 1);
    QCOMPARE(m_bar->options().technique, Technique::WebSocket);
    QCOMPARE(m_bar->options().subprotocols, QList<QByteArray>{ "chat" });
    m_edit->setText(QStringLiteral("x.example"));
    QVERIFY(m_bar->settle()); // An address is none.
    QCOMPARE(read.size(), 1);
}

void TestAddressBar::saysWhatIsLeftOut()
{
    QSignalSpy read(m_bar.get(), &AddressBar::commandRead);
    paste(QStringLiteral("curl --resolve a:80:b http://x.example/"));
    QCOMPARE(read.size(), 1);
    QVERIFY(!read.first().at(1).toBool());
    QVERIFY(read.first().first().toString().contains(QLatin1String("--resolve")));
}

void TestAddressBar::leavesWhatItCannotRead()
{
    QSignalSpy read(m_bar.get(), &AddressBar::commandRead);
    const QString line = QStringLiteral("curl -H 'X-A: 1");
    paste(line);
    QCOMPARE(m_edit->text(), line);
    QCOMPARE(read.size(), 1);
    QVERIFY(!m_bar->settle());
}

void TestAddressBar::showsNoCredentials()
{
    QSignalSpy read(m_bar.get(), &AddressBar::commandRead);
    paste(QStringLiteral("curl -H 'Cookie: sid=hush' -x http://u:hush@p/ "
                         "https://ann:hush@x.example/"));
    QVERIFY(!m_edit->text().contains(QLatin1String("hush")));
    QVERIFY(!read.first().first().toString().contains(QLatin1String("hush")));
    QCOMPARE(m_bar->options().user, QByteArray("ann:hush"));
    QVERIFY(!m_bar->options().url.toString().contains(QLatin1String("hush")));
}

void TestAddressBar::keepsTheRestWhileTheAddressIsEdited()
{
    paste(QStringLiteral("curl -H 'X-A: 1' http://x.example/a"));
    QTest::keyClick(m_edit, Qt::Key_End);
    QTest::keyClick(m_edit, 'b');
    QCOMPARE(m_bar->options().url.path(), QStringLiteral("/ab"));
    QCOMPARE(m_bar->options().headers.size(), 1);
    paste(QStringLiteral("http://y.example/"));
    QCOMPARE(m_edit->text(), QStringLiteral("http://y.example/"));
}

void TestAddressBar::convertsBothWays()
{
    CommandOptions command;
    command.technique = Technique::WebSocket;
    command.url = QUrl(QStringLiteral("wss://x.example/ws"));
    command.headers = { { "X-A", QByteArray("1") }, { "User-Agent", std::nullopt } };
    command.method = "PUT";
    command.body = "{}";
    command.origin = "https://p.example";
    command.user = "a:b";
    command.proxy = "http://c:d%20e@p.example:3128";
    command.cookies = { "c=d" };
    command.subprotocols = { "chat" };
    command.lastEventId = "7";
    command.caCertificateFile = QStringLiteral("ca.pem");
    command.isInsecure = true;
    command.offersDeflate = false;
    command.reconnects = true;
    command.timeoutMs = 1;
    command.durationMs = 2;
    command.texts = { "hello" };
    QVERIFY(commandOptions(clientOptions(command)) == command);
    ClientOptions options;
    options.url = QUrl(QStringLiteral("ws://ann:p%40w@x.example/"));
    QCOMPARE(commandOptions(options).user, QByteArray("ann:p@w"));
    QCOMPARE(commandOptions(options).technique, Technique::WebSocket);
    QVERIFY(commandOptions(options).url.userInfo().isEmpty());
}

void TestAddressBar::takesLongCommands()
{
    const QString body(100'000, QLatin1Char('b'));
    paste(QStringLiteral("curl http://x.example/ --data-raw '%1'").arg(body));
    QCOMPARE(m_bar->options().body.value_or(QByteArray()).size(), 100'000);
}

QTEST_MAIN(TestAddressBar)
#include "tst_addressbar.moc"
