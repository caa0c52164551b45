// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/mockcertificate.h"
#include "gui/document/capturedocument.h"
#include "gui/mock/endpointsmodel.h"
#include "gui/mock/mockpane.h"
#include "gui/mock/mocktlsbox.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QWebSocket>

#include <sys/stat.h>

using namespace Pushscope;

/// The mock of the window over TLS, with real traffic and a peer that is not ours.
class TestMockTlsBox : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void servesPlainUnlessAsked();
    void servesClientsOfTheWindow();
    void servesAnotherLibrary();
    void verifiesAllOthers();
    void copiesWhatTrusts();
    void savesTheCertificateAlone();
    void refusesToTellWhatIsAtFault();
    void staysTrustedWhenItIsRenewed();
    void looksAtFilesOnceTheyAreNamed();
    void isNotHeldUp();
    void servesGivenFiles();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void refusesWhatChangedMeanwhile();
    void saysThatItCannotMakeOne();
    void remembersBetweenRuns();
    void goesOverToAnotherWindow();
    void isReachedByTab();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void open();
    /// With the keyboard, as the choice stands in its order.
    void choose(int choice);
    void toggleMock()
    {
        QTest::keyClick(m_window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    }
    void startMock();
    void stopMock();
    void chooseEndpoint(const QByteArray &path);
    [[nodiscard]] QUrl mockUrl() const;
    /// The newest session is no mock, and open.
    [[nodiscard]] bool isClientOpen() const
    {
        const SessionStatus newest = newestStatus(*m_window);
        return !newest.isMock && newest.state == SessionState::Open;
    }
    [[nodiscard]] MockTls made(const char *folder) const;
    [[nodiscard]] QString copied(const char *action) const;
    [[nodiscard]] QString put(const char *name, const QByteArray &content) const;
    [[nodiscard]] static QByteArray contentOf(const QString &path);

    std::unique_ptr<WindowFixture> m_fixture;
    MainWindow *m_window = nullptr;
};

namespace {

constexpr int Plain = 0;
constexpr int SelfSigned = 1;
constexpr int FromFiles = 2;

} // namespace

void TestMockTlsBox::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    open();
}

void TestMockTlsBox::open()
{
    m_window = &m_fixture->open();
    find<QPushButton>("mockLink")->click(); // The bench, where the pane is.
    QTRY_COMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Stop"));
    stopMock();
    find<QSpinBox>("portSpin")->setValue(0);
}

void TestMockTlsBox::cleanup()
{
    m_fixture.reset();
}

void TestMockTlsBox::choose(int choice)
{
    auto *combo = find<QComboBox>("tlsCombo");
    combo->setFocus();
    while (combo->currentIndex() != choice)
        QTest::keyClick(combo, combo->currentIndex() < choice ? Qt::Key_Down : Qt::Key_Up);
}

void TestMockTlsBox::startMock()
{
    toggleMock();
    QTRY_VERIFY2(find<QPushButton>("startButton")->text() == QLatin1String("Stop")
                     && find<MockPane>("MockPane")->addressText().contains(QLatin1Char(':')),
                 qPrintable(find<QLabel>("stateLabel")->text()));
}

void TestMockTlsBox::stopMock()
{
    toggleMock();
    QTRY_COMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Start"));
}

void TestMockTlsBox::chooseEndpoint(const QByteArray &path)
{
    auto *view = find<QTreeView>("endpointsView");
    const QModelIndex index = qobject_cast<EndpointsModel *>(view->model())->indexOf(path);
    QVERIFY(index.isValid());
    view->setFocus();
    view->setCurrentIndex(index);
}

QUrl TestMockTlsBox::mockUrl() const
{
    for (const SessionStatus &status : m_window->document()->statuses()) {
        if (status.isMock && status.state == SessionState::Open)
            return status.url;
    }
    return {};
}

/// A certificate with its key, in files of their own.
MockTls TestMockTlsBox::made(const char *folder) const
{
    return *keptMockTls(m_fixture->path(QString::fromLatin1(folder)));
}

QString TestMockTlsBox::copied(const char *action) const
{
    find<QAction>(action)->trigger();
    return QGuiApplication::clipboard()->text();
}

QString TestMockTlsBox::put(const char *name, const QByteArray &content) const
{
    QFile file(m_fixture->path(QString::fromLatin1(name)));
    return file.open(QIODevice::WriteOnly) && file.write(content) >= 0 ? file.fileName()
                                                                       : QString();
}

QByteArray TestMockTlsBox::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestMockTlsBox::servesPlainUnlessAsked()
{
    QCOMPARE(find<QComboBox>("tlsCombo")->currentIndex(), Plain);
    QVERIFY(!find<QLineEdit>("mockCertificateEdit")->isVisible());
    QVERIFY(!find<QAction>("copyCertificateAction")->isEnabled());
    startMock();
    QCOMPARE(mockUrl().scheme(), QStringLiteral("http"));
    QVERIFY(!find<MockTlsBox>("tlsBox")->isVisible()); // As the port: nothing is to be chosen.
    QVERIFY(!QFile::exists(keptMockCertificate(m_fixture->services().dataFolder)));
}

void TestMockTlsBox::servesClientsOfTheWindow()
{
    choose(SelfSigned);
    startMock();
    QCOMPARE(mockUrl().scheme(), QStringLiteral("https"));
    QVERIFY(find<QComboBox>("tlsCombo")->isVisible());
    QVERIFY(!find<QComboBox>("tlsCombo")->isEnabled()); // Not under its clients.

    chooseEndpoint("/ws");
    QTest::keyClick(find<QTreeView>("endpointsView"), Qt::Key_Return);
    const auto client = [this] { return newestStatus(*m_window); };
    QTRY_VERIFY(isClientOpen());
    QCOMPARE(client().url.scheme(), QStringLiteral("wss"));
    QTRY_VERIFY(client().messagesReceived > 0);
    const auto options = m_window->document()->optionsOf(client().session);
    QVERIFY(options);
    QVERIFY(!options->isInsecure);
    QCOMPARE(options->caCertificateFile,
             keptMockAuthorities(m_fixture->services().dataFolder));

    const quint32 first = client().session;
    chooseEndpoint("/sse");
    find<QToolButton>("clientButton")->click();
    QTRY_VERIFY(client().session > first && client().messagesReceived > 0);
    QCOMPARE(client().url.scheme(), QStringLiteral("https"));
}

void TestMockTlsBox::servesAnotherLibrary()
{
    choose(SelfSigned);
    startMock();
    const auto certificates = QSslCertificate::fromData(copied("copyCertificateAction").toLatin1());
    QCOMPARE(certificates.size(), qsizetype(1));
    QWebSocket socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(certificates); // Verified, by that one alone.
    socket.setSslConfiguration(configuration);
    const QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    chooseEndpoint("/ws");
    QUrl url(copied("copyUrlAction"));
    QCOMPARE(url.scheme(), QStringLiteral("wss"));
    socket.open(url);
    QTRY_VERIFY2(!messages.isEmpty(), qPrintable(socket.errorString()));

    // Who was not told does not trust it.
    QSslSocket stranger;
    const QSignalSpy failed(&stranger, &QSslSocket::sslErrors);
    stranger.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
    QTRY_VERIFY(!failed.isEmpty());
}

/// What was done for clients of the mock holds for no other server, whose address is typed over.
void TestMockTlsBox::verifiesAllOthers()
{
    MockPeer other;
    QVERIFY(other.start(true));
    choose(SelfSigned);
    startMock();
    chooseEndpoint("/ws");
    find<QToolButton>("clientButton")->click();
    QTRY_VERIFY(isClientOpen());

    const auto connectTo = [this](const QUrl &url) {
        const quint32 before = newestStatus(*m_window).session;
        auto *edit = find<QLineEdit>("urlEdit");
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, url.toString());
        QTest::keyClick(edit, Qt::Key_Return);
        return QTest::qWaitFor([&] { return newestStatus(*m_window).session > before; });
    };
    QVERIFY(connectTo(other.url(QStringLiteral("/ws"), true)));
    const quint32 session = newestStatus(*m_window).session;
    QCOMPARE(m_window->document()->optionsOf(session)->caCertificateFile, QString());
    QTRY_VERIFY(newestStatus(*m_window).error);
    QCOMPARE(newestStatus(*m_window).error->code, ErrorCode::TlsUntrusted);

    // By its name the mock is the same.
    QUrl again = mockUrl();
    again.setScheme(QStringLiteral("wss"));
    again.setHost(QStringLiteral("localhost"));
    again.setPath(QStringLiteral("/ws/echo"));
    QVERIFY(connectTo(again));
    QTRY_VERIFY(isClientOpen());
}

void TestMockTlsBox::copiesWhatTrusts()
{
    choose(SelfSigned);
    startMock();
    chooseEndpoint("/sse");
    const QString file = keptMockAuthorities(m_fixture->services().dataFolder);
    const QString curl = copied("copyCurlAction");
    QVERIFY2(curl.contains(QString(QStringLiteral("--cacert ") + file + QLatin1Char(' '))),
             qPrintable(curl));
    QVERIFY(curl.contains(QLatin1String(" https://127.0.0.1:")));
    QVERIFY(!curl.contains(QLatin1String("--insecure")));
    QVERIFY(copied("copyJavaScriptAction").contains(QLatin1String("'https://127.0.0.1:")));
    QVERIFY(copied("copyUrlAction").startsWith(QLatin1String("https://")));
    const QString pem = copied("copyCertificateAction");
    QCOMPARE(pem.toLatin1(), contentOf(file));
    // A restart is no news to who was told.
    stopMock();
    startMock();
    QCOMPARE(copied("copyCertificateAction"), pem);
}

void TestMockTlsBox::savesTheCertificateAlone()
{
    const MockTls given = made("given");
    const QString both = put("both.pem", QByteArray(contentOf(given.keyFile)
                                                    + contentOf(given.certificateFile)));
    choose(FromFiles);
    find<QLineEdit>("mockCertificateEdit")->setText(both);
    m_fixture->dialogs.exportPath = m_fixture->path(QStringLiteral("told.pem"));
    find<QAction>("saveCertificateAction")->trigger();
    QCOMPARE(m_fixture->dialogs.suggestedPath, QStringLiteral("pushscope-mock.pem"));
    QCOMPARE(contentOf(m_fixture->dialogs.exportPath), contentOf(given.certificateFile));

    // Before it was ever started, too.
    choose(SelfSigned);
    find<QAction>("saveCertificateAction")->trigger();
    QCOMPARE(contentOf(m_fixture->dialogs.exportPath),
             contentOf(keptMockCertificate(m_fixture->services().dataFolder)));

    m_fixture->dialogs.exportPath = m_fixture->path(QStringLiteral("no/such/folder.pem"));
    find<QAction>("saveCertificateAction")->trigger();
    const QString said = find<QLabel>("stateLabel")->text();
    QVERIFY2(said.contains(QLatin1String("could not be written")), qPrintable(said));
}

/// A file that is at fault is told nothing of: it may be another than is meant.
void TestMockTlsBox::refusesToTellWhatIsAtFault()
{
    const MockTls given = made("given");
    const QByteArray certificate = contentOf(given.certificateFile);
    // Its END line is lost, and its key is behind it.
    const QString both = put("both.pem", QByteArray(certificate.left(certificate.indexOf("-----END"))
                                                    + contentOf(given.keyFile)));
    choose(FromFiles);
    find<QLineEdit>("mockCertificateEdit")->setText(both);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QCOMPARE(copied("copyCertificateAction"), QStringLiteral("before"));
    const auto *state = find<QLabel>("stateLabel");
    QVERIFY2(state->text().contains(both), qPrintable(state->text()));
    m_fixture->dialogs.exportPath = m_fixture->path(QStringLiteral("told.pem"));
    find<QAction>("saveCertificateAction")->trigger();
    QVERIFY(!QFile::exists(m_fixture->dialogs.exportPath));
    // Nor of one that no mock could be started with.
    find<QLineEdit>("mockCertificateEdit")->setText(given.certificateFile);
    QCOMPARE(copied("copyCertificateAction"), QStringLiteral("before"));
    QVERIFY2(state->text().contains(QLatin1String("no private key")), qPrintable(state->text()));
    find<QLineEdit>("mockKeyEdit")->setText(given.keyFile);
    QCOMPARE(copied("copyCertificateAction").toLatin1(), certificate);
}

/// Another window made another certificate in time: this one's clients get to their mock.
void TestMockTlsBox::staysTrustedWhenItIsRenewed()
{
    choose(SelfSigned);
    startMock();
    const QString folder = m_fixture->services().dataFolder;
    const QByteArray former = contentOf(keptMockCertificate(folder));
    QVERIFY(QFile::remove(keptMockCertificate(folder)));
    QVERIFY(keptMockTls(folder));
    QVERIFY(contentOf(keptMockCertificate(folder)) != former);
    chooseEndpoint("/ws");
    find<QToolButton>("clientButton")->click();
    QTRY_VERIFY(isClientOpen());
    QVERIFY(copied("copyCertificateAction").toLatin1().endsWith(former));
}

/// Each key would have the file read: a path may lie on a slow mount.
void TestMockTlsBox::looksAtFilesOnceTheyAreNamed()
{
    choose(FromFiles);
    auto *certificate = find<QLineEdit>("mockCertificateEdit");
    const auto *problem = find<QLabel>("mockTlsProblem");
    certificate->setFocus();
    QTest::keyClicks(certificate, QStringLiteral("/no/such.pem"));
    QVERIFY(!problem->isVisible());
    QTest::keyClick(certificate, Qt::Key_Tab);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(QLatin1String("/no/such.pem")), qPrintable(problem->text()));
    certificate->setFocus();
    QTest::keyClick(certificate, Qt::Key_End);
    QTest::keyClick(certificate, Qt::Key_Backspace);
    QVERIFY(!problem->isVisible()); // What was said is of another path.
    find<QPushButton>("startButton")->click();
    QVERIFY(problem->isVisible());
    QVERIFY(certificate->hasFocus());
}

/// A FIFO is waited for by nobody, nor a device read.
void TestMockTlsBox::isNotHeldUp()
{
    const QString fifo = m_fixture->path(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    choose(FromFiles);
    const auto *problem = find<QLabel>("mockTlsProblem");
    for (const QString &path : { fifo, QStringLiteral("/dev/zero") }) {
        find<QLineEdit>("mockCertificateEdit")->setText(path);
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(QString(path + QLatin1String(" is a folder, a device"))),
                 qPrintable(problem->text()));
    }
    m_fixture->closeAll(); // And again where it is recalled.
    m_window = &m_fixture->open();
    QCOMPARE(find<QLineEdit>("mockCertificateEdit")->text(), QStringLiteral("/dev/zero"));
}

void TestMockTlsBox::servesGivenFiles()
{
    const MockTls given = made("given");
    choose(FromFiles);
    // One typed, one chosen.
    auto *certificate = find<QLineEdit>("mockCertificateEdit");
    certificate->setFocus();
    QTest::keyClicks(certificate, given.certificateFile);
    m_fixture->dialogs.openPath = given.keyFile;
    find<QToolButton>("mockKeyButton")->click();
    QCOMPARE(find<QLineEdit>("mockKeyEdit")->text(), given.keyFile);
    QVERIFY(!find<QLabel>("mockTlsProblem")->isVisible());
    startMock();
    QVERIFY(!certificate->isVisible());

    QSslSocket socket;
    const auto expected = QSslCertificate::fromPath(given.certificateFile);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(expected);
    socket.setSslConfiguration(configuration);
    const QUrl url = mockUrl();
    socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
    QTRY_VERIFY2(socket.isEncrypted(), qPrintable(socket.errorString()));
    QCOMPARE(socket.peerCertificate(), expected.first());

    // Trusted or not, as any server's.
    chooseEndpoint("/ws");
    find<QToolButton>("clientButton")->click();
    QTRY_VERIFY(newestStatus(*m_window).error);
    QCOMPARE(newestStatus(*m_window).error->code, ErrorCode::TlsUntrusted);
}

void TestMockTlsBox::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("certificate"); // What the file has; empty: none is named.
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("sentence"); // %1 and %2 are the files.
    QTest::addColumn<QByteArray>("field");
    const QTemporaryDir room;
    const auto identity = [&room](const char *name) {
        const MockTls tls = *keptMockTls(room.filePath(QString::fromLatin1(name)));
        return std::pair{ contentOf(tls.certificateFile), contentOf(tls.keyFile) };
    };
    const auto one = identity("one");
    const auto other = identity("other");
    const QByteArray certificateField("mockCertificateEdit");
    const QByteArray keyField("mockKeyEdit");
    QTest::newRow("nothing named")
        << QByteArray() << QByteArray()
        << QStringLiteral("Name the PEM file of the certificate to serve.") << certificateField;
    QTest::newRow("no certificate")
        << QByteArray("x") << one.second
        << QStringLiteral("✕ There is no certificate in %1: it is not a PEM file, or holds "
                          "something else.")
        << certificateField;
    QTest::newRow("no key beside it")
        << one.first << QByteArray()
        << QStringLiteral("✕ There is no private key in %1: it is not a PEM file, or holds "
                          "something else.")
        << certificateField;
    QTest::newRow("no key") << one.first << QByteArray("x")
                            << QStringLiteral("✕ There is no private key in %2: it is not a PEM "
                                              "file, or holds something else.")
                            << keyField;
    QTest::newRow("the key of another")
        << one.first << other.second
        << QStringLiteral("✕ The private key in %2 is not that of the certificate in %1.")
        << keyField;
}

void TestMockTlsBox::saysWhatIsWrong()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QString, sentence);
    QFETCH(QByteArray, field);
    const QString certificateFile
        = certificate.isEmpty() ? QString() : put("certificate.pem", certificate);
    const QString keyFile = key.isEmpty() ? QString() : put("key.pem", key);
    choose(FromFiles);
    find<QLineEdit>("mockCertificateEdit")->setText(certificateFile);
    find<QLineEdit>("mockKeyEdit")->setText(keyFile);
    const auto *problem = find<QLabel>("mockTlsProblem");
    QVERIFY(problem->isVisible()); // At once.
    QCOMPARE(problem->text(), sentence.replace(QLatin1String("%1"), certificateFile)
                                  .replace(QLatin1String("%2"), keyFile));

    const qsizetype sessions = m_window->document()->statuses().size();
    find<QPushButton>("startButton")->setFocus();
    find<QPushButton>("startButton")->click();
    QCOMPARE(m_window->document()->statuses().size(), sessions); // Nothing starts.
    QCOMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Start"));
    QVERIFY(find<QLineEdit>(field.constData())->hasFocus()); // Where it is mended.

    choose(Plain);
    QVERIFY(!problem->isVisible());
    startMock();
}

void TestMockTlsBox::refusesWhatChangedMeanwhile()
{
    const MockTls given = made("given");
    choose(FromFiles);
    find<QLineEdit>("mockCertificateEdit")->setText(given.certificateFile);
    find<QLineEdit>("mockKeyEdit")->setText(given.keyFile);
    const auto *problem = find<QLabel>("mockTlsProblem");
    QVERIFY(!problem->isVisible());
    QVERIFY(QFile::remove(given.keyFile));
    find<QPushButton>("startButton")->click();
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(given.keyFile), qPrintable(problem->text()));
    QVERIFY(find<QLineEdit>("mockKeyEdit")->hasFocus());
}

void TestMockTlsBox::saysThatItCannotMakeOne()
{
    m_fixture->closeAll();
    m_fixture->services().dataFolder = QString(put("file", "x") + QStringLiteral("/data"));
    open();
    choose(SelfSigned);
    find<QPushButton>("startButton")->click();
    QCOMPARE(find<QPushButton>("startButton")->text(), QStringLiteral("Start"));
    const auto *state = find<QLabel>("stateLabel");
    QVERIFY(state->isVisible() && !state->text().isEmpty());
    find<QAction>("copyCertificateAction")->trigger();
    QVERIFY(!state->text().isEmpty());
}

void TestMockTlsBox::remembersBetweenRuns()
{
    choose(FromFiles);
    find<QLineEdit>("mockCertificateEdit")->setText(QStringLiteral("/certificate.pem"));
    find<QLineEdit>("mockKeyEdit")->setText(QStringLiteral("/key.pem"));
    m_fixture->closeAll();
    m_window = &m_fixture->open();
    QCOMPARE(find<QComboBox>("tlsCombo")->currentIndex(), FromFiles);
    QCOMPARE(find<QLineEdit>("mockCertificateEdit")->text(), QStringLiteral("/certificate.pem"));
    QCOMPARE(find<QLineEdit>("mockKeyEdit")->text(), QStringLiteral("/key.pem"));
    // Where no pane is to be seen yet, the window says it.
    toggleMock();
    const auto *notice = m_window->findChild<NoticeBar *>();
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(QLatin1String("/certificate.pem")), qPrintable(notice->text()));
}

/// As when the language changes: what runs stays trusted, whatever was chosen elsewhere since.
void TestMockTlsBox::goesOverToAnotherWindow()
{
    choose(SelfSigned);
    startMock();
    m_fixture->services().remember(QStringLiteral("mock/tls"), "plain");
    MainWindow *former = m_window;
    m_window = &m_fixture->open();
    m_window->takeOver(*former);
    QCOMPARE(find<QComboBox>("tlsCombo")->currentIndex(), SelfSigned);
    QTRY_VERIFY(!find<QComboBox>("tlsCombo")->isEnabled());
    chooseEndpoint("/ws");
    find<QToolButton>("clientButton")->click();
    QTRY_VERIFY(isClientOpen());
}

void TestMockTlsBox::isReachedByTab()
{
    choose(FromFiles);
    find<QSpinBox>("portSpin")->setFocus();
    for (const char *name : { "tlsCombo", "mockCertificateEdit", "mockCertificateButton",
                              "mockKeyEdit", "mockKeyButton", "endpointsView" }) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QString::fromLatin1(name));
        QVERIFY(!QApplication::focusWidget()->accessibleName().isEmpty());
    }
}

QTEST_MAIN(TestMockTlsBox)
#include "tst_mocktlsbox.moc"
