// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/optionsdialog.h"
#include "gui/theme/theme.h"
#include "gui/windowfixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryFile>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// The dialog gives back what it was given, and shows the request as it will be sent.
class TestOptionsDialog : public QObject
{
    Q_OBJECT

private slots:
    void givesBackWhatItWasGiven();
    void showsTheRequestAsItWillBeSent();
    void showsTheRequestAsItWillBeSent_data();
    void editsFieldsByKeyboard();
    void saysThatTheAddressIsWrong();
    void staysCalmWithoutAnAddress();
    void offersOnlyWhatTheTechniqueUses();
    void asksForWhatSocketIoNeeds();
    void refusesAnAuthPayloadThatIsNone();
    void refusesACursorThatIsNone();
    void takesACertificateFile();
    void saysWhatIsWrongWithAuthorities();
    void takesAClientCertificate();
    void saysWhatIsWrongWithAccess();
    void saysWhichIsSent();
    void saysThatNeitherIsSent();
    void beginsWithWhoAsks();
    void refusesAProxyThatIsNone();
    void refusesWhatCannotBeSentInAField();
    void hidesPasswords();
};

namespace {

ClientOptions optionsFor(Technique technique, const QString &url)
{
    ClientOptions options;
    options.technique = technique;
    options.url = QUrl(url);
    return options;
}

} // namespace

void TestOptionsDialog::givesBackWhatItWasGiven()
{
    ClientOptions options = optionsFor(Technique::Auto, QStringLiteral("http://127.0.0.1:1/"));
    options.headers = { { "X-One", "1" }, { "Accept", std::nullopt } };
    options.method = "QUERY";
    options.body = "what?";
    options.origin = "http://localhost:3000";
    options.subprotocols = { "v1.json", "v2.json" };
    options.offersDeflate = false;
    options.caCertificateFile = QStringLiteral("/etc/ca.pem");
    options.clientCertificateFile = QStringLiteral("/etc/me.pem");
    options.clientKeyFile = QStringLiteral("/etc/me.key");
    options.keepsCookies = true;
    options.user = "me:se:cret";
    options.proxy = ProxyOptions { .kind = ProxyOptions::Kind::Socks5,
                                   .host = QStringLiteral("p.example"),
                                   .port = 1081,
                                   .user = "li",
                                   .password = "pw" };
    options.isInsecure = true;
    options.pollInterval = 250ms;
    options.overlap = Overlap::Abort;
    options.timeout = 1500ms;
    options.maxMessageOctets = 3 * 1024 * 1024;
    options.reconnects = false;
    options.lastEventId = "41";
    options.cut = Streaming::Cut::RecordSeparator;
    options.textPointer = "/delta/my~1text";
    options.cursor = *parseCursorRule("/result/-/update_id=offset+1");
    options.callbackParameter = "cb";
    options.outlivesTimeout = true;
    options.socketIo.transports = SocketIoTransports::WebSocket;
    options.socketIo.revision = EngineIo::Revision::V3;
    options.socketIo.path = "/push/";
    options.socketIo.namespaces = { { .name = "/" },
                                    { .name = "/admin", .query = "a=b", .auth = "{}" } };
    options.socketIo.auth = R"({"token":"t"})";
    options.socketIo.acknowledgement = R"(["ok"])";
    options.name = QStringLiteral("kept, though there is no input for it");

    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(options);
    const ClientOptions back = dialog.options();
    QCOMPARE(back.headers, options.headers);
    QCOMPARE(back.method, options.method);
    QCOMPARE(back.body, options.body);
    QCOMPARE(back.origin, options.origin);
    QCOMPARE(back.subprotocols, options.subprotocols);
    QCOMPARE(back.offersDeflate, options.offersDeflate);
    QCOMPARE(back.caCertificateFile, options.caCertificateFile);
    QCOMPARE(back.clientCertificateFile, options.clientCertificateFile);
    QCOMPARE(back.clientKeyFile, options.clientKeyFile);
    QCOMPARE(back.keepsCookies, options.keepsCookies);
    QCOMPARE(back.user, options.user);
    QCOMPARE(back.proxy, options.proxy);
    QCOMPARE(back.isInsecure, options.isInsecure);
    QCOMPARE(back.pollInterval, options.pollInterval);
    QCOMPARE(back.overlap, options.overlap);
    QCOMPARE(back.timeout, options.timeout);
    QCOMPARE(back.maxMessageOctets, options.maxMessageOctets);
    QCOMPARE(back.reconnects, options.reconnects);
    QCOMPARE(back.lastEventId, options.lastEventId);
    QCOMPARE(back.cut, options.cut);
    QCOMPARE(back.textPointer, options.textPointer);
    QCOMPARE(back.cursor, options.cursor);
    QCOMPARE(back.callbackParameter, options.callbackParameter);
    QCOMPARE(back.outlivesTimeout, options.outlivesTimeout);
    QVERIFY(back.socketIo == options.socketIo);
    QCOMPARE(back.name, options.name);

    dialog.setOptions(optionsFor(Technique::HttpStream, QStringLiteral("http://127.0.0.1:1/")));
    QVERIFY(!dialog.options().cut); // Nobody asked for a way.
    QVERIFY(dialog.options().textPointer.isEmpty());
}

void TestOptionsDialog::showsTheRequestAsItWillBeSent_data()
{
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("lines");

    QTest::newRow("websocket") << Technique::WebSocket
                               << QStringLiteral("ws://feed.example:8080/quotes?s=1")
                               << QStringList{ QStringLiteral("GET /quotes?s=1 HTTP/1.1"),
                                               QStringLiteral("Host: feed.example:8080"),
                                               QStringLiteral("Upgrade: websocket") };
    QTest::newRow("sse") << Technique::Sse << QStringLiteral("http://feed.example/jobs")
                         << QStringList{ QStringLiteral("GET /jobs HTTP/1.1"),
                                         QStringLiteral("Accept: text/event-stream") };
}

void TestOptionsDialog::showsTheRequestAsItWillBeSent()
{
    QFETCH(Technique, technique);
    QFETCH(QString, url);
    QFETCH(QStringList, lines);

    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(technique, url));
    const QStringList shown = dialog.preview().split(QLatin1Char('\n'));
    for (const QString &line : lines)
        QVERIFY2(shown.contains(line),
                 qPrintable(line + QLatin1String(" is not in ") + dialog.preview()));
}

void TestOptionsDialog::editsFieldsByKeyboard()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::Sse, QStringLiteral("http://feed.example/")));
    dialog.show();
    auto *add = dialog.findChild<QPushButton *>(QStringLiteral("addFieldButton"));
    QTest::keyClick(add, Qt::Key_Space);
    auto *table = dialog.findChild<QTableWidget *>(QStringLiteral("fieldsTable"));
    QCOMPARE(table->rowCount(), 1);
    table->item(0, 0)->setText(QStringLiteral("X-Trace"));
    table->item(0, 1)->setText(QStringLiteral("on"));
    QVERIFY(dialog.preview().contains(QLatin1String("X-Trace: on")));

    dialog.findChild<QLineEdit *>(QStringLiteral("originEdit"))
        ->setText(QStringLiteral("http://localhost:3000"));
    QVERIFY(dialog.preview().contains(QLatin1String("Origin: http://localhost:3000")));
    table->setCurrentCell(0, 0);
    QTest::keyClick(dialog.findChild<QPushButton *>(QStringLiteral("removeFieldButton")),
                    Qt::Key_Space);
    QVERIFY(!dialog.preview().contains(QLatin1String("X-Trace")));
}

void TestOptionsDialog::saysThatTheAddressIsWrong()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::Sse, QStringLiteral("gopher://feed.example/")));
    dialog.show();
    QVERIFY(dialog.preview().isEmpty());
    auto *error = dialog.findChild<QLabel *>(QStringLiteral("previewError"));
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().contains(QLatin1String("gopher://feed.example/")),
             qPrintable(error->text()));
}

void TestOptionsDialog::staysCalmWithoutAnAddress()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::Sse, QString()));
    dialog.show();
    auto *hint = dialog.findChild<QLabel *>(QStringLiteral("previewError"));
    QVERIFY(hint->isVisible());
    QVERIFY(hint->palette().color(QPalette::WindowText) != Theme::of(dialog.palette()).error);
    QVERIFY2(hint->text().contains(QLatin1String("once there is an address")),
             qPrintable(hint->text()));
    QVERIFY(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
}

void TestOptionsDialog::offersOnlyWhatTheTechniqueUses()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    const auto isEnabled = [&dialog](const char *name) {
        return dialog.findChild<QWidget *>(QString::fromLatin1(name))->isEnabledTo(&dialog);
    };
    dialog.setOptions(optionsFor(Technique::WebSocket, QStringLiteral("ws://feed.example/")));
    QVERIFY(isEnabled("subprotocolsEdit") && isEnabled("deflateCheck"));
    QVERIFY(!isEnabled("bodyEdit") && !isEnabled("intervalSpin"));
    QVERIFY(!isEnabled("cutCombo") && !isEnabled("textPointerCombo"));
    dialog.setOptions(optionsFor(Technique::HttpStream, QStringLiteral("http://feed.example/")));
    QVERIFY(isEnabled("cutCombo") && isEnabled("textPointerCombo") && isEnabled("bodyEdit"));
    dialog.setOptions(optionsFor(Technique::ShortPoll, QStringLiteral("http://feed.example/")));
    QVERIFY(isEnabled("bodyEdit") && isEnabled("intervalSpin") && isEnabled("overlapCombo"));
    QVERIFY(!isEnabled("subprotocolsEdit") && !isEnabled("lastEventIdEdit"));
    QVERIFY(isEnabled("cursorCombo") && !isEnabled("callbackEdit"));
    dialog.setOptions(optionsFor(Technique::Jsonp, QStringLiteral("http://feed.example/")));
    QVERIFY(isEnabled("intervalSpin") && isEnabled("callbackEdit") && isEnabled("outliveCheck"));
    auto *tabs = dialog.findChild<QTabWidget *>();
    auto *socketIo = dialog.findChild<QWidget *>(QStringLiteral("socketIoPage"));
    QVERIFY(!tabs->isTabEnabled(tabs->indexOf(socketIo)));
    dialog.setOptions(optionsFor(Technique::SocketIo, QStringLiteral("http://feed.example/")));
    QVERIFY(tabs->isTabEnabled(tabs->indexOf(socketIo)));
    QVERIFY(isEnabled("deflateCheck") && !isEnabled("bodyEdit"));
}

void TestOptionsDialog::asksForWhatSocketIoNeeds()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::SocketIo, QStringLiteral("http://feed.example")));
    QVERIFY(dialog.preview().startsWith(
        QStringLiteral("GET /socket.io/?EIO=4&transport=polling&t=")));
    auto *transports = dialog.findChild<QComboBox *>(QStringLiteral("transportsCombo"));
    transports->setCurrentIndex(
        transports->findData(static_cast<int>(SocketIoTransports::WebSocket)));
    QVERIFY(dialog.preview().contains(QStringLiteral("transport=websocket")));
    auto *revision = dialog.findChild<QComboBox *>(QStringLiteral("revisionCombo"));
    revision->setCurrentIndex(revision->findData(static_cast<int>(EngineIo::Revision::V3)));
    dialog.findChild<QLineEdit *>(QStringLiteral("socketIoPathEdit"))
        ->setText(QStringLiteral("/push/"));
    QVERIFY(dialog.preview().startsWith(QStringLiteral("GET /push/?EIO=3&")));
    dialog.findChild<QLineEdit *>(QStringLiteral("namespacesEdit"))
        ->setText(QStringLiteral(" / admin  /x?a=b "));
    const QList<SocketIoNamespace> wanted { { .name = "/" },
                                            { .name = "/admin" },
                                            { .name = "/x", .query = "a=b" } };
    QVERIFY(dialog.options().socketIo.namespaces == wanted);
}

void TestOptionsDialog::refusesAnAuthPayloadThatIsNone()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::SocketIo, QStringLiteral("http://feed.example")));
    auto *auth = dialog.findChild<QLineEdit *>(QStringLiteral("authEdit"));
    auto *error = dialog.findChild<QLabel *>(QStringLiteral("socketIoError"));
    auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QVERIFY(error->isHidden() && ok->isEnabled());
    auth->setText(QStringLiteral("[1]"));
    QVERIFY(!error->isHidden() && !ok->isEnabled());
    auth->setText(QStringLiteral("{\"a\":1}"));
    QVERIFY(error->isHidden() && ok->isEnabled());
    QCOMPARE(dialog.options().socketIo.auth, QByteArray("{\"a\":1}"));
    dialog.findChild<QLineEdit *>(QStringLiteral("acknowledgementEdit"))
        ->setText(QStringLiteral("{}"));
    QVERIFY(!error->isHidden() && !ok->isEnabled());
}

void TestOptionsDialog::refusesACursorThatIsNone()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::LongPoll, QStringLiteral("http://feed.example/")));
    dialog.show();
    auto *cursor = dialog.findChild<QComboBox *>(QStringLiteral("cursorCombo"));
    auto *error = dialog.findChild<QLabel *>(QStringLiteral("previewError"));
    auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    cursor->setEditText(QStringLiteral("last_seq"));
    QVERIFY(error->isVisible() && !ok->isEnabled());
    QVERIFY2(error->text().contains(QLatin1String("/last_seq=since")), qPrintable(error->text()));
    cursor->setEditText(QStringLiteral("/last_seq=since"));
    QVERIFY(!error->isVisible() && ok->isEnabled());
    QCOMPARE(dialog.options().cursor.parameter, QByteArray("since"));
}

void TestOptionsDialog::takesACertificateFile()
{
    FakeDialogs dialogs;
    dialogs.openPath = QStringLiteral("/etc/own-ca.pem");
    OptionsDialog dialog(dialogs);
    dialog.findChild<QPushButton *>(QStringLiteral("caButton"))->click();
    QCOMPARE(dialog.options().caCertificateFile, dialogs.openPath);
}

void TestOptionsDialog::saysWhatIsWrongWithAuthorities()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    ClientOptions options = optionsFor(Technique::Sse, QStringLiteral("https://127.0.0.1:1/"));
    options.caCertificateFile = QStringLiteral("/no/such.pem");
    dialog.setOptions(options);
    dialog.show();
    const auto *error = dialog.findChild<QLabel *>(QStringLiteral("caError"));
    QVERIFY(!error->isHidden());
    QVERIFY2(error->text().startsWith(QStringLiteral("The file /no/such.pem cannot be read.")),
             qPrintable(error->text()));
    // It may be there by the time of connecting.
    const auto *buttons = dialog.findChild<QDialogButtonBox *>();
    QVERIFY(buttons->button(QDialogButtonBox::Ok)->isEnabled());
    auto *edit = dialog.findChild<QLineEdit *>(QStringLiteral("caEdit"));
    QTest::keyClicks(edit, QStringLiteral("x"));
    QVERIFY(error->isHidden()); // It was another path's; this one is not whole yet.
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!error->isHidden());
    QVERIFY2(error->text().contains(QStringLiteral("/no/such.pemx")), qPrintable(error->text()));
    dialogs.openPath = QStringLiteral("/dev/zero");
    dialog.findChild<QPushButton *>(QStringLiteral("caButton"))->click();
    QVERIFY2(error->text().contains(QStringLiteral("a device")), qPrintable(error->text()));
    QTemporaryFile empty;
    QVERIFY(empty.open());
    edit->setText(empty.fileName());
    QVERIFY2(error->text().contains(QStringLiteral("no certificate")), qPrintable(error->text()));
    edit->clear();
    QVERIFY(error->isHidden());
}

void TestOptionsDialog::takesAClientCertificate()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialogs.openPath = QStringLiteral("/etc/me.pem");
    dialog.findChild<QPushButton *>(QStringLiteral("clientCertificateButton"))->click();
    dialogs.openPath = QStringLiteral("/etc/me.key");
    dialog.findChild<QPushButton *>(QStringLiteral("clientKeyButton"))->click();
    QCOMPARE(dialog.options().clientCertificateFile, QStringLiteral("/etc/me.pem"));
    QCOMPARE(dialog.options().clientKeyFile, QStringLiteral("/etc/me.key"));
}

void TestOptionsDialog::saysWhatIsWrongWithAccess()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::Sse, QStringLiteral("https://127.0.0.1:1/")));
    const auto *error = dialog.findChild<QLabel *>(QStringLiteral("accessError"));
    QVERIFY(error->text().isEmpty());
    auto *certificate = dialog.findChild<QLineEdit *>(QStringLiteral("clientCertificateEdit"));
    certificate->setText(QStringLiteral("/no/such.pem"));
    QVERIFY2(error->text().contains(QStringLiteral("/no/such.pem")), qPrintable(error->text()));
    // It may be there by the time of connecting.
    const auto *buttons = dialog.findChild<QDialogButtonBox *>();
    QVERIFY(buttons->button(QDialogButtonBox::Ok)->isEnabled());
    // Typed, it is looked at once it is whole, and not for the sake of another field.
    certificate->selectAll();
    QTest::keyClicks(certificate, QStringLiteral("/dev/zero"));
    QVERIFY(error->text().isEmpty());
    dialog.findChild<QLineEdit *>(QStringLiteral("userEdit"))->setText(QStringLiteral("me"));
    QVERIFY(error->text().isEmpty());
    QTest::keyClick(certificate, Qt::Key_Return);
    QVERIFY2(error->text().contains(QStringLiteral("a device")), qPrintable(error->text()));
}

void TestOptionsDialog::saysWhichIsSent()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    ClientOptions options = optionsFor(Technique::Sse, QStringLiteral("http://feed.example/"));
    options.headers = { { "authorization", "Bearer by-hand" } };
    dialog.setOptions(options);
    const auto *label = dialog.findChild<QLabel *>(QStringLiteral("accessSentLabel"));
    QVERIFY(label->isHidden());
    auto *user = dialog.findChild<QLineEdit *>(QStringLiteral("userEdit"));
    user->setText(QStringLiteral("me"));
    QVERIFY(!label->isHidden());
    QVERIFY2(dialog.preview().contains(QLatin1String("by-hand")), qPrintable(dialog.preview()));
    QVERIFY(!dialog.preview().contains(QLatin1String("Basic")));
    user->clear();
    QVERIFY(label->isHidden());
}

/// A field without a value leaves it out, whoever would send it.
void TestOptionsDialog::saysThatNeitherIsSent()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    ClientOptions options = optionsFor(Technique::Sse, QStringLiteral("http://feed.example/"));
    options.user = "me:pw";
    options.headers = { { "Authorization", std::nullopt } };
    dialog.setOptions(options);
    const auto *label = dialog.findChild<QLabel *>(QStringLiteral("accessSentLabel"));
    QVERIFY(!label->isHidden());
    QVERIFY2(label->text().contains(QLatin1String("left out")), qPrintable(label->text()));
    QVERIFY2(!dialog.preview().contains(QLatin1String("Authorization")),
             qPrintable(dialog.preview()));
    // Beside one with a value, that is sent.
    options.headers.prepend({ "Authorization", "Bearer by-hand" });
    dialog.setOptions(options);
    QVERIFY2(label->text().contains(QLatin1String("that is sent")), qPrintable(label->text()));
    QVERIFY(dialog.preview().contains(QLatin1String("by-hand")));
}

void TestOptionsDialog::beginsWithWhoAsks()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    ClientOptions options = optionsFor(Technique::Sse, QStringLiteral("http://feed.example/"));
    const auto begin = [&dialog, &options](bool isOfProxy) {
        dialog.setOptions(options);
        dialog.showAccess(isOfProxy);
        return dialog.focusWidget() ? dialog.focusWidget()->objectName() : QString();
    };
    QCOMPARE(begin(false), QStringLiteral("userEdit"));
    QCOMPARE(dialog.findChild<QTabWidget *>()->currentWidget()->objectName(),
             QStringLiteral("accessPage"));
    QCOMPARE(begin(true), QStringLiteral("proxyEdit"));
    options.proxy = parseProxy(QStringLiteral("http://127.0.0.1:1")).value();
    QCOMPARE(begin(true), QStringLiteral("proxyUserEdit"));
}

void TestOptionsDialog::refusesAProxyThatIsNone()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    dialog.setOptions(optionsFor(Technique::Sse, QStringLiteral("http://127.0.0.1:1/")));
    auto *proxy = dialog.findChild<QLineEdit *>(QStringLiteral("proxyEdit"));
    auto *user = dialog.findChild<QLineEdit *>(QStringLiteral("proxyUserEdit"));
    const auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    QVERIFY(!user->isEnabled());
    proxy->setText(QStringLiteral("ftp://p.example"));
    QVERIFY(!ok->isEnabled());
    const auto *error = dialog.findChild<QLabel *>(QStringLiteral("accessError"));
    QVERIFY2(error->text().contains(QStringLiteral("socks5://")), qPrintable(error->text()));
    proxy->setText(QStringLiteral("http://li:pw@p.example:3128"));
    QVERIFY(ok->isEnabled() && user->isEnabled() && error->text().isEmpty());
    QCOMPARE(dialog.options().proxy->user, QByteArray("li"));
    user->setText(QStringLiteral("other"));
    QCOMPARE(dialog.options().proxy->user, QByteArray("other"));
    proxy->clear();
    QVERIFY(!dialog.options().proxy);
}

void TestOptionsDialog::refusesWhatCannotBeSentInAField()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    auto *subprotocols = dialog.findChild<QLineEdit *>(QStringLiteral("subprotocolsEdit"));
    const auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    const auto *error = dialog.findChild<QLabel *>(QStringLiteral("previewError"));
    for (const char *url : { "ws://127.0.0.1:1/", "" }) { // Also before there is an address.
        dialog.setOptions(optionsFor(Technique::WebSocket, QString::fromUtf8(url)));
        subprotocols->setText(QStringLiteral("v1, v1"));
        QVERIFY(!ok->isEnabled());
        QVERIFY2(error->text().contains(QStringLiteral("“v1”")), qPrintable(error->text()));
        subprotocols->setText(QStringLiteral("v1, v2"));
        QVERIFY(ok->isEnabled());
    }
}

void TestOptionsDialog::hidesPasswords()
{
    FakeDialogs dialogs;
    OptionsDialog dialog(dialogs);
    for (const char *name : { "passwordEdit", "proxyPasswordEdit" }) {
        const auto *edit = dialog.findChild<QLineEdit *>(QString::fromLatin1(name));
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
    }
    // Nobody named: nothing is sent.
    QVERIFY(dialog.options().user.isEmpty());
}

QTEST_MAIN(TestOptionsDialog)
#include "tst_optionsdialog.moc"
