// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"
#include "gui/document/limitsdialog.h"
#include "gui/document/recordinglimits.h"
#include "gui/document/sizebox.h"
#include "gui/window/noticebar.h"
#include "gui/windowfixture.h"
#include "support/cannedstore.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Pushscope;

namespace {

constexpr qint64 GiB = qint64{ 1024 } * 1024 * 1024;

QLineEdit *edit(const QDialog &dialog, const char *box)
{
    return dialog.findChild<QLineEdit *>(QLatin1String(box) + QLatin1String("Number"));
}

void type(const QDialog &dialog, const char *box, const char *text)
{
    edit(dialog, box)->selectAll();
    QTest::keyClicks(edit(dialog, box), QLatin1String(text));
}

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
    void takesFractions();
    void refusesWhatItCannotTake_data();
    void refusesWhatItCannotTake();
    void readsNumbersAsTheyAreWritten_data();
    void readsNumbersAsTheyAreWritten();
    void readsWhatItWrote_data();
    void readsWhatItWrote();
    void stepsByKeys();
    void stepsFromWhatIsNoNumberNowhere();
    void saysWhatOneMakesOfTheOther();
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
    QCOMPARE(dialog->limits(), RecordingLimits());
    type(*dialog, "stopAtBox", "2");
    type(*dialog, "keepBox", "1");
    QVERIFY(find<QLabel>("limitsHint")->text().contains(QLatin1String("hardly")));
    QTest::keyClick(dialog->findChild<QPushButton *>(QStringLiteral("limitsApply")),
                    Qt::Key_Space);
    const RecordingLimits chosen{ .stopAtOctets = 2 * GiB, .keepOctets = GiB };
    QCOMPARE(recallLimits(m_fixture->services()), chosen);
    QTRY_VERIFY(!find<LimitsDialog>("limitsDialog"));
    QCOMPARE(openDialog()->limits(), chosen);
}

void TestMainWindowLimits::takesFractions()
{
    LimitsDialog dialog({});
    dialog.show();
    type(dialog, "stopAtBox", "0.03");
    QCOMPARE(edit(dialog, "stopAtBox")->text(), QStringLiteral("0.03"));
    QCOMPARE(dialog.limits().stopAtOctets, std::llround(0.03 * static_cast<double>(GiB)));
    auto *unit = dialog.findChild<QComboBox *>(QStringLiteral("keepBoxUnit"));
    QTest::keyClick(unit, Qt::Key_Home);
    QCOMPARE(unit->currentText(), QStringLiteral("MiB"));
    type(dialog, "keepBox", "16");
    QCOMPARE(dialog.limits().keepOctets, RecordingLimits::LeastKeepOctets);
}

void TestMainWindowLimits::refusesWhatItCannotTake_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("word");
    QTest::newRow("no number") << QStringLiteral("a lot") << QStringLiteral("no number");
    QTest::newRow("two points") << QStringLiteral("0.0.3") << QStringLiteral("no number");
    QTest::newRow("groups or a fraction") << QStringLiteral("1,000") << QStringLiteral("no number");
    QTest::newRow("too little") << QStringLiteral("0.015") << QStringLiteral("16 MiB at the least");
    QTest::newRow("too much") << QStringLiteral("99999999") << QStringLiteral("at the most");
    QTest::newRow("negative") << QStringLiteral("-1") << QStringLiteral("no number");
}

void TestMainWindowLimits::refusesWhatItCannotTake()
{
    QFETCH(QString, typed);
    QFETCH(QString, word);

    LimitsDialog dialog({ .keepOctets = GiB });
    dialog.show();
    auto *apply = dialog.findChild<QPushButton *>(QStringLiteral("limitsApply"));
    QVERIFY(apply->isEnabled());
    type(dialog, "keepBox", typed.toLatin1().constData());
    QVERIFY(!apply->isEnabled());
    const auto *hint = dialog.findChild<QLabel *>(QStringLiteral("limitsHint"));
    QVERIFY2(hint->text().contains(word), qPrintable(hint->text()));
    QCOMPARE(edit(dialog, "keepBox")->text(), typed); // As it was typed.
    QCOMPARE(dialog.limits().keepOctets, GiB);
}

void TestMainWindowLimits::readsNumbersAsTheyAreWritten_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("point") << QStringLiteral("en") << QStringLiteral("0.03") << 0.03;
    QTest::newRow("point, three digits") << QStringLiteral("en") << QStringLiteral("1.125") << 1.125;
    QTest::newRow("comma") << QStringLiteral("de") << QStringLiteral("0,03") << 0.03;
    QTest::newRow("the other one") << QStringLiteral("de") << QStringLiteral("0.03") << 0.03;
    QTest::newRow("may be groups") << QStringLiteral("de") << QStringLiteral("1.000") << -1.0;
    QTest::newRow("whole") << QStringLiteral("zh_CN") << QStringLiteral(" 16 ") << 16.0;
    QTest::newRow("only a point") << QStringLiteral("en") << QStringLiteral(".") << -1.0;
    // Digits of another script, as such a locale writes them.
    QTest::newRow("Persian") << QStringLiteral("fa_IR") << QStringLiteral("۱۲") << 12.0;
    QTest::newRow("Persian fraction") << QStringLiteral("fa_IR") << QStringLiteral("۰٫۰۳") << 0.03;
    QTest::newRow("Arabic") << QStringLiteral("ar_EG") << QStringLiteral("١٫٥") << 1.5;
    QTest::newRow("of another keyboard") << QStringLiteral("fa_IR") << QStringLiteral("0.03") << 0.03;
    QTest::newRow("Devanagari") << QStringLiteral("en") << QStringLiteral("१६") << 16.0;
    QTest::newRow("no decimal digit") << QStringLiteral("en") << QStringLiteral("²") << -1.0;
}

void TestMainWindowLimits::readsNumbersAsTheyAreWritten()
{
    QFETCH(QString, locale);
    QFETCH(QString, text);
    QFETCH(double, number);
    QCOMPARE(SizeBox::numberOf(text, QLocale(locale)).value_or(-1), number);
}

void TestMainWindowLimits::readsWhatItWrote_data()
{
    QTest::addColumn<QString>("text"); // Of 1.5.
    QTest::newRow("fa_IR") << QStringLiteral("۱٫۵");
    QTest::newRow("ar_EG") << QStringLiteral("١٫٥");
    QTest::newRow("de_DE") << QStringLiteral("1,5");
    QTest::newRow("zh_CN") << QStringLiteral("1.5");
}

void TestMainWindowLimits::readsWhatItWrote()
{
    QFETCH(QString, text);
    const QLocale former;
    QLocale::setDefault(QLocale(QString::fromLatin1(QTest::currentDataTag())));
    const auto back = qScopeGuard([former] { QLocale::setDefault(former); });
    SizeBox box(QStringLiteral("box"));
    box.setOctets(3 * GiB / 2);
    const auto *number = box.findChild<QLineEdit *>(QStringLiteral("boxNumber"));
    QCOMPARE(number->text(), text);
    QTest::keyClick(box.findChild<QComboBox *>(QStringLiteral("boxUnit")), Qt::Key_Home);
    QCOMPARE(box.problem(), QString());
    QCOMPARE(box.octets(), 3 * SizeBox::MiB / 2);
}

void TestMainWindowLimits::stepsByKeys()
{
    SizeBox box(QStringLiteral("box"));
    auto *number = box.findChild<QLineEdit *>(QStringLiteral("boxNumber"));
    QSignalSpy changed(&box, &SizeBox::changed);
    QTest::keyClick(number, Qt::Key_Up);
    QCOMPARE(box.octets(), GiB);
    QCOMPARE(changed.size(), 1);
    QTest::keyClick(number, Qt::Key_PageUp);
    QCOMPARE(number->text(), QStringLiteral("11"));
    QTest::keyClicks(number, QStringLiteral(".5"));
    QTest::keyClick(number, Qt::Key_Down);
    QCOMPARE(number->text(), QStringLiteral("10.5"));
    QTest::keyClick(number, Qt::Key_PageDown);
    QCOMPARE(box.octets(), GiB / 2);
    QTest::keyClick(number, Qt::Key_Down);
    QCOMPARE(box.octets(), qint64{ 0 });
    QCOMPARE(number->text(), QString()); // No limit.
    QTest::keyClick(number, Qt::Key_Down);
    QCOMPARE(box.octets(), qint64{ 0 });
    box.setOctets(SizeBox::MostOctets);
    QTest::keyClick(number, Qt::Key_PageUp);
    QCOMPARE(box.octets(), SizeBox::MostOctets);
}

void TestMainWindowLimits::stepsFromWhatIsNoNumberNowhere()
{
    SizeBox box(QStringLiteral("box"));
    auto *number = box.findChild<QLineEdit *>(QStringLiteral("boxNumber"));
    QTest::keyClicks(number, QStringLiteral("a lot"));
    QTest::keyClick(number, Qt::Key_Up);
    QCOMPARE(number->text(), QStringLiteral("a lot"));
}

void TestMainWindowLimits::saysWhatOneMakesOfTheOther()
{
    const LimitsDialog dialog({ .stopAtOctets = GiB, .keepOctets = 2 * GiB });
    const auto *hint = dialog.findChild<QLabel *>(QStringLiteral("limitsHint"));
    QVERIFY(hint->text().contains(QLatin1String("nothing is deleted")));
    const LimitsDialog other({ .stopAtOctets = 2 * GiB, .keepOctets = GiB });
    hint = other.findChild<QLabel *>(QStringLiteral("limitsHint"));
    QVERIFY(hint->text().contains(QLatin1String("hardly")));
    const LimitsDialog one({ .stopAtOctets = 2 * GiB });
    QVERIFY(one.findChild<QLabel *>(QStringLiteral("limitsHint"))->text().isEmpty());
}

void TestMainWindowLimits::smallOnesStayAsTheyAre()
{
    const RecordingLimits limits{ .stopAtOctets = 1, .keepOctets = 3 * GiB / 2 };
    const LimitsDialog dialog(limits);
    QCOMPARE(edit(dialog, "stopAtBox")->text(), QStringLiteral("0.000001"));
    QCOMPARE(edit(dialog, "keepBox")->text(), QStringLiteral("1.5"));
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
    type(*dialog, "stopAtBox", "5");
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
