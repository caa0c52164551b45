// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/techniques.h"
#include "gui/document/capturedocument.h"
#include "gui/records/recordview.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>

#include <algorithm>

using namespace Pushscope;

/// Start page, closing, what is left unsaved, recent files.
class TestMainWindowFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsWithWhatCanBeDone();
    void startsTheTour();
    void opensAnotherWindowBesideAFile();
    void asksOnceWhenAnUnsavedCaptureCloses();
    void asksOnceWhenAnUnsavedCaptureCloses_data();
    void offersWhatWasKeptForLater();
    void deletesWhatWasKeptForLaterOnceAsked();
    void deletesNothingByEnter();
    void remembersRecentFiles();
    void saysThatAFileIsNoCapture();
    void remembersTheLayout();
    void savesACopyToShare();
    void savesOnClosingOnceACopyIsDone_data();
    void savesOnClosingOnceACopyIsDone();
    void listsDamagedCapturesToo();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void record();
    [[nodiscard]] int capturesLeft() const;

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
};

void TestMainWindowFiles::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    m_window = &m_fixture->open();
}

void TestMainWindowFiles::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
}

void TestMainWindowFiles::record()
{
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = m_peer->url(QStringLiteral("/ws"), true);
    m_window->connectTo(options);
    QTRY_VERIFY(m_window->document() && m_window->document()->needsSaving());
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
}

int TestMainWindowFiles::capturesLeft() const
{
    const QDir folder(m_fixture->captureFolder());
    return static_cast<int>(
        folder.entryList({ QStringLiteral("*.pushscope") }, QDir::Files).size());
}

void TestMainWindowFiles::startsWithWhatCanBeDone()
{
    QVERIFY(find<QPushButton>("urlLink")->isVisible());
    QVERIFY(!m_window->document());
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Pushscope"));
    find<QPushButton>("mockLink")->click();
    QVERIFY(m_window->document());
    QVERIFY(!find<QPushButton>("urlLink")->isVisible());
}

void TestMainWindowFiles::startsTheTour()
{
    find<QPushButton>("tourLink")->click();
    auto *panel = find<QWidget>("tourPanel");
    QTRY_VERIFY(panel->isVisible());
    // The mock, a client of each technique but auto, and the echo.
    const auto served = std::ranges::count_if(
        techniqueTable(), [](const TechniqueRow &row) { return *row.path != '\0'; });
    QTRY_COMPARE(m_window->document()->statuses().size(), static_cast<qsizetype>(served) + 2);
    for (const SessionStatus &status : m_window->document()->statuses()) {
        QVERIFY(panel->findChild<QWidget *>(
            QStringLiteral("tourChip_") + (status.isMock ? QStringLiteral("mock") : status.name)));
    }
    const auto isBusy = [this](const SessionStatus &status) {
        return status.isMock || status.messagesReceived > 0;
    };
    const auto &statuses = m_window->document()->statuses();
    QTRY_VERIFY(std::all_of(statuses.begin(), statuses.end(), isBusy));
    find<QWidget>("tourCloseButton")->setFocus();
    QTest::keyClick(find<QWidget>("tourCloseButton"), Qt::Key_Space);
    QVERIFY(!panel->isVisible());
}

void TestMainWindowFiles::opensAnotherWindowBesideAFile()
{
    record();
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("a.pushscope"));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->document()->isSaved());
    m_window->close();
    m_window = &m_fixture->open();
    m_window->openFile(m_fixture->dialogs.savePath);
    QVERIFY(!m_window->isVacant());
    QTRY_VERIFY(m_window->document());
    QVERIFY(!m_window->document()->isLive());
    // Nobody is there to send to: the composer says so, and leaves its room to the records.
    QVERIFY(!find<QWidget>("sendButton")->isVisible());
    QVERIFY(find<QLabel>("receiveOnlyLabel")->text().contains(QStringLiteral("connect")));

    const MainWindow *shown = m_window;
    ClientOptions options;
    options.technique = Technique::Sse;
    options.url = m_peer->url(QStringLiteral("/sse"));
    m_window->connectTo(options);
    QCOMPARE(m_fixture->windowCount(), 2);
    QVERIFY(m_fixture->newest() != shown);
    QVERIFY(m_fixture->newest()->document()->isLive());
}

void TestMainWindowFiles::asksOnceWhenAnUnsavedCaptureCloses_data()
{
    QTest::addColumn<CloseChoice>("choice");
    QTest::addColumn<int>("windows");
    QTest::addColumn<int>("kept");
    QTest::addColumn<bool>("isSaved");

    QTest::newRow("save") << CloseChoice::Save << 0 << 0 << true;
    QTest::newRow("discard") << CloseChoice::Discard << 0 << 0 << false;
    QTest::newRow("keep for later") << CloseChoice::KeepForLater << 0 << 1 << false;
    QTest::newRow("cancel") << CloseChoice::Cancel << 1 << 1 << false;
}

void TestMainWindowFiles::asksOnceWhenAnUnsavedCaptureCloses()
{
    QFETCH(CloseChoice, choice);
    QFETCH(int, windows);
    QFETCH(int, kept);
    QFETCH(bool, isSaved);

    record();
    m_fixture->dialogs.closeChoice = choice;
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("kept.pushscope"));
    QTest::keyClick(m_window, Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->windowCount(), windows);
    QCOMPARE(m_fixture->dialogs.closeQuestions, 1);
    QTRY_COMPARE(capturesLeft(), kept);
    QCOMPARE(QFile::exists(m_fixture->dialogs.savePath), isSaved);
}

void TestMainWindowFiles::offersWhatWasKeptForLater()
{
    record();
    m_fixture->dialogs.closeChoice = CloseChoice::KeepForLater;
    m_window->close();
    QTRY_COMPARE(m_fixture->windowCount(), 0);

    m_window = &m_fixture->open();
    auto *list = find<QListWidget>("unsavedList");
    QTRY_COMPARE(list->count(), 1); // Once it is closed.
    QVERIFY(list->isVisible());
    list->setCurrentRow(0);
    find<QPushButton>("openUnsavedButton")->click();
    QTRY_VERIFY(m_window->document());
    QTRY_VERIFY(m_window->findChild<RecordView *>()->rowCount() > 5);
    QVERIFY(!m_window->document()->isLive());
}

void TestMainWindowFiles::deletesWhatWasKeptForLaterOnceAsked()
{
    record();
    m_fixture->dialogs.closeChoice = CloseChoice::KeepForLater;
    m_window->close();
    QTRY_COMPARE(m_fixture->windowCount(), 0);

    m_window = &m_fixture->open();
    QTRY_COMPARE(find<QListWidget>("unsavedList")->count(), 1);
    find<QListWidget>("unsavedList")->setCurrentRow(0);
    const QString listed = find<QListWidget>("unsavedList")->item(0)->text();
    m_fixture->dialogs.agreesToDelete = false;
    find<QListWidget>("unsavedList")->setFocus();
    QTest::keyClick(find<QListWidget>("unsavedList"), Qt::Key_Delete);
    QCOMPARE(m_fixture->dialogs.deleteQuestions, 1);
    QCOMPARE(find<QListWidget>("unsavedList")->count(), 1);
    m_fixture->dialogs.agreesToDelete = true;
    find<QPushButton>("deleteUnsavedButton")->click();
    QCOMPARE(m_fixture->dialogs.deleteQuestions, 2);
    const QString question = m_fixture->dialogs.deleteQuestion;
    QVERIFY2(question.contains(listed), qPrintable(question));
    QTRY_COMPARE(find<QListWidget>("unsavedList")->count(), 0);
    QCOMPARE(capturesLeft(), 0);
}

void TestMainWindowFiles::deletesNothingByEnter()
{
    SystemDialogs dialogs;
    QWidget parent;
    std::optional<bool> answer;
    dialogs.askDelete(&parent, QStringLiteral("Delete it?"),
                      [&answer](bool isAgreed) { answer = isAgreed; });
    auto *box = parent.findChild<QMessageBox *>();
    QVERIFY(box);
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(answer, std::optional(false));
}

void TestMainWindowFiles::remembersRecentFiles()
{
    record();
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("recent.pushscope"));
    QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_window->windowTitle().startsWith(QLatin1String("recent.pushscope")));
    auto *menu = find<QMenu>("recentMenu");
    emit menu->aboutToShow();
    QVERIFY(menu->actions().first()->text().endsWith(QLatin1String("recent.pushscope")));
    m_window->close();

    m_window = &m_fixture->open();
    auto *list = find<QListWidget>("recentList");
    QCOMPARE(list->count(), 1);
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(m_window->document());
    QVERIFY(m_window->windowTitle().contains(QLatin1String("recent.pushscope")));
}

void TestMainWindowFiles::saysThatAFileIsNoCapture()
{
    const QString path = m_fixture->path(QStringLiteral("letter.pushscope"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Dear reader");
    file.close();
    m_fixture->dialogs.openPath = path;
    QTest::keyClick(m_window, Qt::Key_O, Qt::ControlModifier);
    auto *notice = find<NoticeBar>("noticeBar");
    QTRY_VERIFY(notice->isVisible() && !m_window->isOpening());
    QVERIFY2(notice->text().contains(QLatin1String("not a Pushscope capture")),
             qPrintable(notice->text()));
    QVERIFY(!m_window->document());
}

void TestMainWindowFiles::remembersTheLayout()
{
    find<QPushButton>("mockLink")->click();
    auto *inspector = find<QWidget>("inspectorDock");
    QVERIFY(inspector->isVisible());
    inspector->setVisible(false);
    m_fixture->dialogs.closeChoice = CloseChoice::Discard;
    m_window->close();

    m_window = &m_fixture->open();
    find<QPushButton>("mockLink")->click();
    QVERIFY(!find<QWidget>("inspectorDock")->isVisible());
    find<QAction>("resetLayoutAction")->trigger();
    QVERIFY(find<QWidget>("inspectorDock")->isVisible());
}

void TestMainWindowFiles::savesACopyToShare()
{
    auto *action = find<QAction>("shareAction");
    QVERIFY(!action->isEnabled());
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = m_peer->url(QStringLiteral("/ws"), true);
    options.url.setQuery(QStringLiteral("ticket=Geheim7"));
    m_window->connectTo(options);
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    QTRY_VERIFY(action->isEnabled());

    // Cancelled first: nothing is written.
    action->trigger();
    auto *dialog = find<QDialog>("shareDialog");
    QTRY_VERIFY(dialog->isVisible());
    auto *members = dialog->findChild<QPlainTextEdit *>(QStringLiteral("shareMembers"));
    QVERIFY(members->toPlainText().contains(QStringLiteral("password")));
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("out.pushscope"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!find<QDialog>("shareDialog"));
    QVERIFY(!QFile::exists(m_fixture->dialogs.savePath));

    action->trigger();
    dialog = find<QDialog>("shareDialog");
    members = dialog->findChild<QPlainTextEdit *>(QStringLiteral("shareMembers"));
    members->setPlainText(QStringLiteral("password, Ticket"));
    dialog->findChild<QPushButton *>(QStringLiteral("shareSave"))->click();
    auto *notice = m_window->findChild<NoticeBar *>();
    QTRY_VERIFY(notice->text().contains(QStringLiteral("out.pushscope")));
    QVERIFY(m_fixture->dialogs.suggestedPath.endsWith(QStringLiteral("-shared.pushscope")));
    QFile copy(m_fixture->dialogs.savePath);
    QVERIFY(copy.open(QFile::ReadOnly));
    const QByteArray octets = copy.readAll();
    QVERIFY(!octets.contains("Geheim7"));
    QVERIFY(octets.contains("ticket=*******"));
    // The capture stays what it is and goes on; the names are asked for once.
    QVERIFY(!m_window->document()->isSaved());
    QCOMPARE(newestStatus(*m_window).state, SessionState::Open);
    QTRY_VERIFY(!find<QDialog>("shareDialog"));
    action->trigger();
    QCOMPARE(find<QPlainTextEdit>("shareMembers")->toPlainText(), QStringLiteral("password, Ticket"));
}

void TestMainWindowFiles::savesOnClosingOnceACopyIsDone_data()
{
    QTest::addColumn<bool>("isCancelled");
    QTest::newRow("saved") << false;
    QTest::newRow("cancelled") << true;
}

void TestMainWindowFiles::savesOnClosingOnceACopyIsDone()
{
    QFETCH(bool, isCancelled);
    record();
    const QString copy = m_fixture->path(QStringLiteral("copy.pushscope"));
    const QString kept = m_fixture->path(QStringLiteral("kept.pushscope"));
    find<QAction>("shareAction")->trigger();
    m_fixture->dialogs.savePath = copy;
    find<QPushButton>("shareSave")->click();
    QVERIFY(m_window->document()->isSaving());
    // Before its end can be told.
    m_fixture->dialogs.savePath = isCancelled ? QString() : kept;
    m_fixture->dialogs.closeChoice = CloseChoice::Save;
    m_window->close();
    QCOMPARE(m_fixture->dialogs.closeQuestions, 1);
    QCOMPARE(m_fixture->windowCount(), 1);
    QVERIFY(find<NoticeBar>("noticeBar")->text().contains(QLatin1String("is saved once that")));
    if (!isCancelled) {
        QTRY_COMPARE(m_fixture->windowCount(), 0);
        QVERIFY(QFile::exists(copy) && QFile::exists(kept));
        return;
    }
    QTRY_VERIFY(QFile::exists(copy) && !m_window->document()->isSaving());
    QVERIFY(!m_window->document()->isSaved());
    // What was called off does not come back with an ordinary Save.
    m_fixture->dialogs.savePath = kept;
    QTRY_VERIFY(find<QAction>("saveAction")->isEnabled());
    find<QAction>("saveAction")->trigger();
    QTRY_VERIFY(m_window->windowTitle().startsWith(QLatin1String("kept.pushscope")));
    QCOMPARE(m_fixture->windowCount(), 1);
}

void TestMainWindowFiles::listsDamagedCapturesToo()
{
    record();
    m_fixture->dialogs.closeChoice = CloseChoice::KeepForLater;
    m_window->close();
    QTRY_COMPARE(m_fixture->windowCount(), 0);
    QTRY_COMPARE(capturesLeft(), 1);
    const QString damaged = m_fixture->captureFolder() + QStringLiteral("/damaged.pushscope");
    {
        QFile file(damaged);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(5000, 'x'));
    }
    m_window = &m_fixture->open();
    auto *list = find<QListWidget>("unsavedList");
    QTRY_COMPARE(list->count(), 2);
    QListWidgetItem *item = nullptr;
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->toolTip().contains(QLatin1String("damaged.pushscope")))
            item = list->item(row);
    }
    QVERIFY(item);
    QVERIFY2(item->text().contains(QLatin1String("not a capture")), qPrintable(item->text()));
    QVERIFY2(item->text().contains(QLatin1String("kB"), Qt::CaseInsensitive)
                 || item->text().contains(QLatin1String("KiB")),
             qPrintable(item->text()));
    list->setCurrentItem(item);
    QVERIFY(!find<QPushButton>("openUnsavedButton")->isEnabled());
    m_fixture->dialogs.agreesToDelete = true;
    find<QPushButton>("deleteUnsavedButton")->click();
    QTRY_COMPARE(list->count(), 1);
    QVERIFY(!QFile::exists(damaged));
    list->setCurrentRow(0);
    QVERIFY(find<QPushButton>("openUnsavedButton")->isEnabled());
}

QTEST_MAIN(TestMainWindowFiles)
#include "tst_mainwindow_files.moc"
