// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"
#include "support/cannedstore.h"

#include <QFile>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSemaphore>
#include <QTest>

using namespace Pushscope;

/// What a window does while the disk is slow, and where it cannot be written.
class TestMainWindowDisk : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysThatItOpensAndShowsWhatItOpened();
    void cancelsOpening();
    void opensInAnotherWindowMeanwhile();
    void closesWithoutWaiting();
    void savesOnceAtATime();
    void cancelsSaving();
    void offersThreeWaysWhereItCannotWrite();
    void savesInAnotherPlace();
    void saysWhyAnotherPlaceIsNone();
    void goesOnUnrecorded();
    void disconnectsEverything();
    void goesOnByItselfOnceThereIsRoom();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] NoticeBar *notice() const { return find<NoticeBar>("noticeBar"); }
    [[nodiscard]] SessionStatus status() const { return newestStatus(*m_window); }
    void openNewWindow() { m_window = &m_fixture->open(); }
    /// A client on the mock's feed, recorded until the folder goes away.
    void loseTheFolder();
    void bringTheFolderBack();
    [[nodiscard]] bool isTold() const;

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
    QSemaphore m_gate;
};

void TestMainWindowDisk::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    openNewWindow();
}

void TestMainWindowDisk::cleanup()
{
    m_gate.release(10); // Whatever a failed test left waiting.
    m_fixture.reset();
    m_peer.reset();
    m_gate.acquire(m_gate.available());
}

void TestMainWindowDisk::loseTheFolder()
{
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = m_peer->url(QStringLiteral("/ws"), true);
    const auto count = [this] {
        return m_window->document() ? m_window->document()->statuses().size() : 0;
    };
    const qsizetype before = count();
    m_window->connectTo(options);
    QTRY_COMPARE(count(), before + 1); // Until then the newest is another one.
    QTRY_COMPARE(status().state, SessionState::Open);
    QTRY_VERIFY(m_window->document()->extent().records > 5);
    QVERIFY(QFile::rename(m_fixture->captureFolder(), m_fixture->path(QStringLiteral("gone"))));
    m_peer->publish("tick", R"({"unwritten":1})");
    QTRY_VERIFY(isTold());
}

void TestMainWindowDisk::bringTheFolderBack()
{
    QVERIFY(QFile::rename(m_fixture->path(QStringLiteral("gone")), m_fixture->captureFolder()));
}

bool TestMainWindowDisk::isTold() const
{
    return notice()->isVisible() && find<QPushButton>("thirdButton")->isVisible();
}

void TestMainWindowDisk::saysThatItOpensAndShowsWhatItOpened()
{
    m_fixture->services().openCapture
        = [this](const QString &) -> Result<std::unique_ptr<CaptureStore>> {
        m_gate.acquire();
        return std::unique_ptr<CaptureStore>(std::make_unique<CannedStore>());
    };
    m_window->openFile(QStringLiteral("/far/away/large.pushscope"));
    QVERIFY(m_window->isOpening());
    QTRY_VERIFY(notice()->isVisible());
    QCOMPARE(notice()->text(), QStringLiteral("Opening large.pushscope…"));
    QVERIFY(m_window->windowTitle().startsWith(QStringLiteral("Opening…")));
    m_gate.release();
    QTRY_VERIFY(m_window->document());
    QVERIFY(!m_window->isOpening());
    QVERIFY(!notice()->isVisible());
    QVERIFY(m_window->windowTitle().startsWith(QLatin1String("canned.pushscope")));
}

void TestMainWindowDisk::cancelsOpening()
{
    QSemaphore closed;
    struct Told final : CannedStore {
        explicit Told(QSemaphore &semaphore)
            : m_semaphore(semaphore)
        {
        }
        ~Told() override { m_semaphore.release(); }
        QSemaphore &m_semaphore;
    };
    m_fixture->services().openCapture
        = [this, &closed](const QString &) -> Result<std::unique_ptr<CaptureStore>> {
        m_gate.acquire();
        return std::unique_ptr<CaptureStore>(std::make_unique<Told>(closed));
    };
    m_window->openFile(QStringLiteral("/far/away/large.pushscope"));
    auto *cancel = find<QPushButton>("actionButton");
    QTRY_VERIFY(cancel->isVisible());
    QTest::keyClick(cancel, Qt::Key_Space);
    QVERIFY(m_window->isVacant());
    QVERIFY(!notice()->isVisible());
    QCOMPARE(m_window->windowTitle(), QStringLiteral("Pushscope"));
    m_gate.release();
    QTRY_COMPARE(closed.available(), 1); // What came all the same is closed again.
    QVERIFY(!m_window->document());
}

void TestMainWindowDisk::opensInAnotherWindowMeanwhile()
{
    m_fixture->services().openCapture
        = [this](const QString &) -> Result<std::unique_ptr<CaptureStore>> {
        m_gate.acquire();
        return std::unique_ptr<CaptureStore>(std::make_unique<CannedStore>());
    };
    m_window->openFile(QStringLiteral("one.pushscope"));
    m_window->startMock();
    QCOMPARE(m_fixture->windowCount(), 2);
    QVERIFY(m_fixture->newest()->document());
    m_gate.release();
    QTRY_VERIFY(m_window->document());
}

void TestMainWindowDisk::closesWithoutWaiting()
{
    QSemaphore finished;
    struct Slow final : CannedStore {
        Slow(QSemaphore &gate, QSemaphore &done)
            : m_gate(gate)
            , m_done(done)
        {
        }
        ~Slow() override
        {
            m_gate.acquire();
            m_done.release();
        }
        QSemaphore &m_gate;
        QSemaphore &m_done;
    };
    m_fixture->services().openCapture
        = [this, &finished](const QString &) -> Result<std::unique_ptr<CaptureStore>> {
        return std::unique_ptr<CaptureStore>(std::make_unique<Slow>(m_gate, finished));
    };
    m_window->openFile(QStringLiteral("one.pushscope"));
    QTRY_VERIFY(m_window->document());
    m_window->close();
    QTRY_COMPARE(m_fixture->windowCount(), 0);
    QCOMPARE(finished.available(), 0);
    m_gate.release();
    m_fixture.reset(); // Which waits for it.
    QCOMPARE(finished.available(), 1);
}

void TestMainWindowDisk::savesOnceAtATime()
{
    m_window->startMock();
    QTRY_VERIFY(m_window->document()->extent().records > 0);
    QVERIFY(find<QAction>("saveAsAction")->isEnabled());
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("a.pushscope"));
    find<QAction>("saveAsAction")->trigger();
    QVERIFY(!find<QAction>("saveAsAction")->isEnabled());
    QTRY_VERIFY(m_window->document()->isSaved());
    QTRY_VERIFY(find<QAction>("saveAsAction")->isEnabled());
}

namespace {

/// A disk so slow that saving ends when it is cancelled.
class SlowStore final : public CannedStore
{
public:
    [[nodiscard]] QString path() const override { return m_path; }
    void save(const QString &path, ProgressHandler handler) override
    {
        m_target = path;
        m_handler = std::move(handler);
        m_handler(430, false, std::nullopt);
    }
    void cancelSaving() override { m_handler(430, true, std::nullopt); }

private:
    QString m_path = QStringLiteral("slow.pushscope");
    QString m_target;
    ProgressHandler m_handler;
};

} // namespace

void TestMainWindowDisk::cancelsSaving()
{
    m_fixture->services().openCapture
        = [](const QString &) -> Result<std::unique_ptr<CaptureStore>> {
        return std::unique_ptr<CaptureStore>(std::make_unique<SlowStore>());
    };
    openNewWindow();
    m_window->openFile(QStringLiteral("slow.pushscope"));
    QTRY_VERIFY(m_window->document());
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("copy.pushscope"));
    find<QAction>("saveAsAction")->trigger();
    QTRY_VERIFY(notice()->isVisible());
    QVERIFY2(notice()->text().contains(QLatin1String("Saving")), qPrintable(notice()->text()));
    QVERIFY(find<QLabel>("recordingName")->text().contains(QLatin1String("43")));
    QVERIFY(!find<QAction>("saveAsAction")->isEnabled());
    QTest::keyClick(find<QPushButton>("actionButton"), Qt::Key_Space);
    QTRY_VERIFY(!notice()->isVisible());
    QVERIFY(find<QAction>("saveAsAction")->isEnabled());
    QCOMPARE(m_window->document()->path(), QStringLiteral("slow.pushscope"));
}

void TestMainWindowDisk::offersThreeWaysWhereItCannotWrite()
{
    loseTheFolder();
    QVERIFY2(notice()->text().contains(QLatin1String("nothing is lost")),
             qPrintable(notice()->text()));
    // What happened to it, and what helps there: room does not.
    QVERIFY2(notice()->text().contains(QLatin1String("removed or moved")),
             qPrintable(notice()->text()));
    QVERIFY(notice()->text().contains(QLatin1String("Put it back")));
    QVERIFY(!notice()->text().contains(QLatin1String("Make room")));
    QStringList words;
    for (const char *name : { "actionButton", "secondButton", "thirdButton" }) {
        auto *button = find<QPushButton>(name);
        QVERIFY(button->isVisible());
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
        QVERIFY(button->text().contains(QLatin1Char('&')));
        words << button->text();
    }
    QCOMPARE(words.size(), qsizetype(3));
    QVERIFY(!find<QWidget>("closeButton")->isVisible()); // It is a question.
    QTRY_VERIFY(find<QLabel>("lossLabel")->text().contains(QLatin1String("held up")));
    QVERIFY(m_window->minimumSizeHint().width() <= 1200);
    bringTheFolderBack();
}

void TestMainWindowDisk::savesInAnotherPlace()
{
    loseTheFolder();
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("elsewhere.pushscope"));
    QTest::keyClick(find<QPushButton>("actionButton"), Qt::Key_Space);
    QTRY_VERIFY(m_window->document()->isSaved());
    QTRY_VERIFY(!notice()->isVisible());
    QVERIFY(!m_window->document()->recording().error);
    // What waited is stored, and what comes.
    const qint64 records = m_window->document()->extent().records;
    m_peer->publish("tick", R"({"written":1})");
    QTRY_VERIFY(m_window->document()->extent().records > records);
    QVERIFY(QFile::exists(m_fixture->dialogs.savePath));
}

void TestMainWindowDisk::saysWhyAnotherPlaceIsNone()
{
    loseTheFolder();
    m_fixture->dialogs.savePath = m_fixture->path(QStringLiteral("no-such-folder/a.pushscope"));
    QTest::keyClick(find<QPushButton>("actionButton"), Qt::Key_Space);
    QTRY_VERIFY2(notice()->text().contains(QLatin1String("no-such-folder")),
                 qPrintable(notice()->text()));
    QVERIFY(isTold());
    bringTheFolderBack();
}

void TestMainWindowDisk::goesOnUnrecorded()
{
    loseTheFolder();
    QTest::keyClick(find<QPushButton>("secondButton"), Qt::Key_Space);
    QTRY_VERIFY(!notice()->isVisible());
    const qint64 records = m_window->document()->extent().records;
    const qint64 received = status().messagesReceived;
    m_peer->publish("tick", R"({"unrecorded":1})");
    QTRY_VERIFY(status().messagesReceived > received); // Reading goes on.
    QCOMPARE(m_window->document()->extent().records, records);
    QTRY_VERIFY(find<QLabel>("lossLabel")->text().contains(QLatin1String("not recorded since")));

    bringTheFolderBack();
    m_fixture->dialogs.closeChoice = CloseChoice::KeepForLater;
    m_window->close();
    QTRY_COMPARE(m_fixture->windowCount(), 0);
    openNewWindow();
    QTRY_COMPARE(find<QAbstractItemView>("unsavedList")->model()->rowCount(), 1);
    find<QAbstractItemView>("unsavedList")
        ->setCurrentIndex(find<QAbstractItemView>("unsavedList")->model()->index(0, 0));
    find<QPushButton>("openUnsavedButton")->click();
    QTRY_VERIFY(m_window->document());
    // The gap and the end are told in the file.
    QCOMPARE(m_window->document()->extent().records, records + 2);
    QVERIFY(!m_window->document()->damage());
}

void TestMainWindowDisk::disconnectsEverything()
{
    ClientOptions options;
    options.technique = Technique::Sse;
    options.url = m_peer->url(QStringLiteral("/sse"));
    m_window->connectTo(options);
    QTRY_COMPARE(status().state, SessionState::Open);
    loseTheFolder();
    QTest::keyClick(find<QPushButton>("thirdButton"), Qt::Key_Space);
    QTRY_VERIFY(!m_window->document()->hasLiveSessions());
    // What was recorded up to then still waits for room.
    QVERIFY(isTold());
    bringTheFolderBack();
    QTRY_VERIFY(!notice()->isVisible());
    QVERIFY(!m_window->document()->recording().error);
}

void TestMainWindowDisk::goesOnByItselfOnceThereIsRoom()
{
    loseTheFolder();
    const qint64 records = m_window->document()->extent().records;
    bringTheFolderBack();
    QTRY_VERIFY(!notice()->isVisible());
    QVERIFY(m_window->document()->extent().records > records);
    const qint64 received = status().messagesReceived;
    m_peer->publish("tick", R"({"again":1})");
    QTRY_VERIFY(status().messagesReceived > received);
}

QTEST_MAIN(TestMainWindowDisk)
#include "tst_mainwindow_disk.moc"
