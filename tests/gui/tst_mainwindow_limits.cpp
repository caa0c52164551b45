// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/document/limitsdialog.h"
#include "gui/document/recordinglimits.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"
#include "support/cannedstore.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace Pushscope;

namespace {

constexpr qint64 GiB = qint64{ 1024 } * 1024 * 1024;

/// As an earlier run left it.
class CutStore final : public CannedStore
{
public:
    [[nodiscard]] RecordingStatus status() const override
    {
        RecordingStatus status = CannedStore::status();
        status.droppedRecords = 41'999;
        return status;
    }
};

} // namespace

/// How much is recorded and kept, as chosen in a window.
class TestMainWindowLimits : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void areChosenInADialog();
    void smallOnesStayAsTheyAre();
    void saysWhereOneIsReached();
    void goesOnWhereItIsRaised();
    void goesOnUnrecorded();
    void disconnectsEverything();
    void saysThatTheBeginningIsGone();

private:
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] NoticeBar *notice() const { return find<NoticeBar>("noticeBar"); }
    [[nodiscard]] bool isTold() const
    {
        return notice()->isVisible() && find<QPushButton>("thirdButton")->isVisible();
    }
    LimitsDialog *openDialog();
    /// A client on the mock's feed whose capture is as long as it may be.
    void reachTheLimit();

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MockPeer> m_peer;
    MainWindow *m_window = nullptr;
};

void TestMainWindowLimits::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_peer = std::make_unique<MockPeer>();
    QVERIFY(m_peer->start());
    m_window = &m_fixture->open();
}

void TestMainWindowLimits::cleanup()
{
    m_fixture.reset();
    m_peer.reset();
}

LimitsDialog *TestMainWindowLimits::openDialog()
{
    find<QAction>("limitsAction")->trigger();
    return find<LimitsDialog>("limitsDialog");
}

void TestMainWindowLimits::reachTheLimit()
{
    rememberLimits(m_fixture->services(), { .stopAtOctets = 1 });
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = m_peer->url(QStringLiteral("/ws"), true);
    m_window->connectTo(options);
    QTRY_VERIFY(m_window->document());
    QTRY_COMPARE(newestStatus(*m_window).state, SessionState::Open);
    m_peer->publish("tick", R"({"unrecorded":1})");
    QTRY_VERIFY(isTold());
}

void TestMainWindowLimits::areChosenInADialog()
{
    const QList<QAction *> actions = find<QMenu>("fileMenu")->actions();
    QVERIFY(actions.contains(find<QAction>("limitsAction")));
    LimitsDialog *dialog = openDialog();
    QVERIFY(dialog);
    auto *stopAt = dialog->findChild<QSpinBox *>(QStringLiteral("stopAtBox"));
    auto *keep = dialog->findChild<QSpinBox *>(QStringLiteral("keepBox"));
    QCOMPARE(stopAt->text(), QStringLiteral("no limit"));
    QCOMPARE(keep->text(), QStringLiteral("no limit"));
    QCOMPARE(dialog->limits(), RecordingLimits());
    QTest::keyClick(stopAt, Qt::Key_Up);
    QTest::keyClick(stopAt, Qt::Key_Up);
    QTest::keyClick(keep, Qt::Key_Up);
    QCOMPARE(stopAt->text(), QStringLiteral("2 GiB"));
    QTest::keyClick(dialog->findChild<QPushButton *>(QStringLiteral("limitsApply")),
                    Qt::Key_Space);
    const RecordingLimits chosen{ .stopAtOctets = 2 * GiB, .keepOctets = GiB };
    QCOMPARE(recallLimits(m_fixture->services()), chosen);
    QTRY_VERIFY(!find<LimitsDialog>("limitsDialog"));
    QCOMPARE(openDialog()->limits(), chosen);
}

void TestMainWindowLimits::smallOnesStayAsTheyAre()
{
    const RecordingLimits limits{ .stopAtOctets = 1, .keepOctets = 3 * GiB / 2 };
    const LimitsDialog dialog(limits);
    QCOMPARE(dialog.findChild<QSpinBox *>(QStringLiteral("stopAtBox"))->value(), 1);
    QCOMPARE(dialog.findChild<QSpinBox *>(QStringLiteral("keepBox"))->value(), 2);
    QCOMPARE(dialog.limits(), limits);
}

void TestMainWindowLimits::saysWhereOneIsReached()
{
    reachTheLimit();
    QVERIFY2(notice()->text().contains(QLatin1String("nothing more is recorded")),
             qPrintable(notice()->text()));
    QTRY_VERIFY(find<QLabel>("lossLabel")->text().contains(QLatin1String("not recorded since")));
    QVERIFY(m_window->minimumSizeHint().width() <= 1200);
    // The connection goes on.
    const qint64 received = newestStatus(*m_window).messagesReceived;
    m_peer->publish("tick", R"({"unrecorded":2})");
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived > received);
    QCOMPARE(newestStatus(*m_window).state, SessionState::Open);
}

void TestMainWindowLimits::goesOnWhereItIsRaised()
{
    reachTheLimit();
    const qint64 records = m_window->document()->extent().records;
    QTest::keyClick(find<QPushButton>("actionButton"), Qt::Key_Space);
    auto *dialog = find<LimitsDialog>("limitsDialog");
    QVERIFY(dialog);
    dialog->findChild<QSpinBox *>(QStringLiteral("stopAtBox"))->setValue(5);
    dialog->accept();
    QVERIFY(!notice()->isVisible());
    QVERIFY(!m_window->document()->recording().isAtLimit);
    m_peer->publish("tick", R"({"recorded":1})");
    QTRY_VERIFY(m_window->document()->extent().records > records + 1);
}

void TestMainWindowLimits::goesOnUnrecorded()
{
    reachTheLimit();
    const qint64 records = m_window->document()->extent().records;
    QTest::keyClick(find<QPushButton>("secondButton"), Qt::Key_Space);
    QVERIFY(!notice()->isVisible());
    const qint64 received = newestStatus(*m_window).messagesReceived;
    m_peer->publish("tick", R"({"unrecorded":2})");
    QTRY_VERIFY(newestStatus(*m_window).messagesReceived > received);
    QVERIFY(!notice()->isVisible());
    QCOMPARE(m_window->document()->extent().records, records);
}

void TestMainWindowLimits::disconnectsEverything()
{
    reachTheLimit();
    QTest::keyClick(find<QPushButton>("thirdButton"), Qt::Key_Space);
    QTRY_VERIFY(!m_window->document()->hasLiveSessions());
    QVERIFY(!notice()->isVisible());
}

void TestMainWindowLimits::saysThatTheBeginningIsGone()
{
    m_fixture->services().openCapture
        = [](const QString &) -> Result<std::unique_ptr<CaptureStore>> {
        return std::unique_ptr<CaptureStore>(std::make_unique<CutStore>());
    };
    m_window = &m_fixture->open();
    m_window->openFile(QStringLiteral("cut.pushscope"));
    QTRY_VERIFY(m_window->document());
    QVERIFY2(notice()->text().contains(QStringLiteral("42\u2009000")), qPrintable(notice()->text()));
    QTRY_VERIFY(
        find<QLabel>("recordCount")->text().startsWith(QLatin1String("the newest")));
}

QTEST_MAIN(TestMainWindowLimits)
#include "tst_mainwindow_limits.moc"
