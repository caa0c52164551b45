// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filtercontroller.h"
#include "gui/address/filteredit.h"
#include "gui/address/filterhistory.h"
#include "gui/address/filterpopup.h"
#include "gui/theme/theme.h"
#include "support/cannedtraffic.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QHash>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace Pushscope;

/// The filter box with its offers, its history and what it starts.
class TestFilterEdit : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void offersKeysThenValues();
    void tabTakesTheFirst();
    void downAndReturnTake();
    void escapeHidesThenClears();
    void saysWhatIsWrongWhereItIs();
    void hintsAtAKeyThatStandsAlone();
    void keepsTheListWhileSomethingIsWrong();
    void tellsHowFarItIs();
    void remembersFilters();
    void foldsOnceDone();
    void looksAnewOnceATechniqueIsKnown();
    void foldingLeavesKindsAlone();
    void rangeAndTypedHoldBoth();
    void offersSessionsByName();
    void isDrawnInBothThemes();

private:
    void type(const char *text) { QTest::keyClicks(m_edit, QString::fromLatin1(text)); }

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<QWidget> m_window;
    FilterEdit *m_edit = nullptr;
    QWidget *m_other = nullptr;
};

void TestFilterEdit::init()
{
    applyScheme(*qApp, Scheme::Dark);
    m_pages = std::make_unique<CannedPages>();
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    m_edit = new FilterEdit(m_window.get());
    m_other = new QLineEdit(m_window.get());
    layout->addWidget(m_edit);
    layout->addWidget(m_other);
    m_window->resize(1000, 300);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_edit->setFocus();
}

void TestFilterEdit::cleanup()
{
    m_window.reset();
    m_pages.reset();
}

void TestFilterEdit::offersKeysThenValues()
{
    type("ki");
    QVERIFY(m_edit->popup()->isVisible());
    QCOMPARE(m_edit->popup()->offers(), QStringList{ QStringLiteral("kind:") });
    type("nd:ws.p");
    QCOMPARE(m_edit->popup()->offers(),
             (QStringList{ QStringLiteral("kind:ws.ping"), QStringLiteral("kind:ws.pong") }));
    type(" ");
    QVERIFY(!m_edit->popup()->isVisible());
    QTest::keyClick(m_edit, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(m_edit->popup()->offers().contains(QStringLiteral("violation:")));
}

void TestFilterEdit::tabTakesTheFirst()
{
    type("vio");
    QTest::keyClick(m_edit, Qt::Key_Tab);
    QCOMPARE(m_edit->text(), QStringLiteral("violation:"));
    QVERIFY(m_edit->hasFocus());
    QVERIFY(m_edit->popup()->isVisible()); // Its values.
    type("an");
    QTest::keyClick(m_edit, Qt::Key_Tab);
    QCOMPARE(m_edit->text(), QStringLiteral("violation:any "));
    QVERIFY(!m_edit->popup()->isVisible());
    QTest::keyClick(m_edit, Qt::Key_Tab); // Nothing is offered: on to what comes next.
    QVERIFY(m_other->hasFocus());
}

void TestFilterEdit::downAndReturnTake()
{
    type("from:");
    auto *view = m_edit->findChild<QAbstractItemView *>(QStringLiteral("filterPopup"));
    if (!view) {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QLatin1String("filterPopup"))
                view = qobject_cast<QAbstractItemView *>(widget);
        }
    }
    QVERIFY(view && view->isVisible());
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(m_edit->text(), QStringLiteral("from:server "));
}

void TestFilterEdit::escapeHidesThenClears()
{
    QSignalSpy changed(m_edit, &FilterEdit::expressionChanged);
    type("si");
    QVERIFY(m_edit->popup()->isVisible());
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QVERIFY(!m_edit->popup()->isVisible());
    QCOMPARE(m_edit->text(), QStringLiteral("si"));
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QVERIFY(m_edit->text().isEmpty());
    // At once: a search that takes long ends with it.
    QVERIFY(!changed.isEmpty());
    QCOMPARE(changed.last().first().toString(), QString());
}

void TestFilterEdit::saysWhatIsWrongWhereItIs()
{
    FilterController controller(*m_edit);
    controller.setPages(m_pages.get());
    type("a kidn:note");
    QTest::keyClick(m_edit, Qt::Key_Return);
    QVERIFY(m_edit->problem().contains(QStringLiteral("kidn")));
    auto *label = m_window->findChild<QLabel *>(QStringLiteral("filterProblem"));
    QVERIFY(label && label->isVisible());
    QVERIFY(label->y() >= m_edit->geometry().bottom());
    // Under the word, which begins after two characters.
    QVERIFY(label->x() > m_edit->x() + 10);
    QCOMPARE(m_edit->accessibleDescription(), m_edit->problem());
    const Theme &theme = Theme::of(m_edit->palette());
    const QImage picture = m_edit->grab().toImage();
    bool hasWave = false;
    for (int y = 0; y < picture.height() && !hasWave; ++y) {
        for (int x = 0; x < picture.width() && !hasWave; ++x)
            hasWave = picture.pixelColor(x, y) == theme.error;
    }
    QVERIFY(hasWave);
    controller.setPages(nullptr);
}

void TestFilterEdit::hintsAtAKeyThatStandsAlone()
{
    fillWithTraffic(*m_pages);
    FilterController controller(*m_edit);
    controller.setPages(m_pages.get());
    type("size");
    QVERIFY(m_edit->popup()->offers().contains(QStringLiteral("size>=")));
    QTest::keyClick(m_edit, Qt::Key_Escape);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QVERIFY(m_edit->problem().isEmpty()); // It is looked for.
    QCOMPARE(controller.expression(), QStringLiteral("size"));
    QVERIFY(m_edit->hint().contains(QStringLiteral("size>1k")));
    QCOMPARE(m_edit->accessibleDescription(), m_edit->hint());
    auto *label = m_window->findChild<QLabel *>(QStringLiteral("filterHint"));
    QVERIFY(label && label->isVisible());
    type(" > 1 kB");
    QVERIFY(m_edit->hint().isEmpty());
    QVERIFY(!label->isVisible());
    QTest::keyClick(m_edit, Qt::Key_Return);
    QVERIFY(m_edit->problem().isEmpty());
    QCOMPARE(controller.expression(), QStringLiteral("size > 1 kB"));
    type(" siez > 2");
    QTest::keyClick(m_edit, Qt::Key_Return);
    QVERIFY(m_edit->problem().contains(QStringLiteral("siez")));
    controller.setPages(nullptr);
}

void TestFilterEdit::keepsTheListWhileSomethingIsWrong()
{
    fillWithTraffic(*m_pages);
    FilterController controller(*m_edit);
    controller.setPages(m_pages.get());
    type("kind:ws.message");
    QTest::keyClick(m_edit, Qt::Key_Return);
    const RecordPages::FilterId filter = controller.filter();
    QVERIFY(filter != RecordPages::Everything);
    type(" size>x");
    QTest::keyClick(m_edit, Qt::Key_Return);
    QVERIFY(!m_edit->problem().isEmpty());
    QCOMPARE(controller.filter(), filter);
    QCOMPARE(controller.expression(), QStringLiteral("kind:ws.message"));
    controller.setPages(nullptr);
}

void TestFilterEdit::tellsHowFarItIs()
{
    QCOMPARE(m_edit->progressText(), QString());
    m_edit->setText(QStringLiteral("size>1k"));
    m_edit->showProgress(1234, 0.43);
    QCOMPARE(m_edit->progressText(), QStringLiteral("1\u2009234 · 43 %"));
    const Theme &theme = Theme::of(m_edit->palette());
    const QImage picture = m_edit->grab().toImage();
    QCOMPARE(picture.pixelColor(m_edit->width() / 4, m_edit->height() - 2), theme.accent);
    QVERIFY(picture.pixelColor(m_edit->width() * 3 / 4, m_edit->height() - 2) != theme.accent);
    QCOMPARE(m_edit->accessibleDescription(), m_edit->progressText());
    m_edit->showProgress(4321, 1);
    QCOMPARE(m_edit->progressText(), QStringLiteral("4\u2009321"));
    m_edit->showProgress(0, -1);
    QCOMPARE(m_edit->progressText(), QString());
}

void TestFilterEdit::remembersFilters()
{
    QHash<QString, QByteArray> memory;
    Services services;
    services.recall = [&](const QString &key) { return memory.value(key); };
    services.remember
        = [&](const QString &key, const QByteArray &value) { memory.insert(key, value); };
    {
        FilterHistory history(*m_edit, services);
        for (const char *typed : { "size>1k", "kind:note", "size>1k" }) {
            m_edit->clear();
            type(typed);
            QTest::keyClick(m_edit, Qt::Key_Return);
        }
    }
    m_edit->clear();
    FilterHistory history(*m_edit, services);
    QTest::keyClick(m_edit, Qt::Key_Down);
    QVERIFY(m_edit->popup()->isVisible());
    QCOMPARE(m_edit->popup()->offers(),
             (QStringList{ QStringLiteral("size>1k"), QStringLiteral("kind:note") }));
    QSignalSpy changed(m_edit, &FilterEdit::expressionChanged);
    QVERIFY(m_edit->popup()->accept(true));
    QCOMPARE(m_edit->text(), QStringLiteral("size>1k"));
    QCOMPARE(changed.last().first().toString(), QStringLiteral("size>1k"));
}

void TestFilterEdit::foldsOnceDone()
{
    fillWithTraffic(*m_pages);
    FilterController controller(*m_edit);
    controller.setPages(m_pages.get());
    QSignalSpy changed(&controller, &FilterController::filterChanged);
    QSignalSpy heartbeats(&controller, &FilterController::heartbeatsChanged);
    m_pages->hold(true);
    controller.setFolding(true, true);
    QCoreApplication::processEvents();
    QVERIFY(changed.isEmpty()); // What is shown stays until the other is there.
    m_pages->hold(false);
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(controller.filter() != RecordPages::Everything);
    QCOMPARE(controller.expression(), QStringLiteral("-is:heartbeat -is:carrier"));
    QVERIFY(controller.areCarriersFolded());
    QVERIFY(heartbeats.last().first().value<RecordPages::FilterId>() != RecordPages::Everything);
    controller.setFolding(false, false);
    QCOMPARE(controller.filter(), RecordPages::Everything);
    QCOMPARE(heartbeats.last().first().value<RecordPages::FilterId>(), RecordPages::Everything);
    controller.setPages(nullptr);
}

/// A client that was to find out its technique has: what was judged before is judged again.
void TestFilterEdit::looksAnewOnceATechniqueIsKnown()
{
    fillWithTraffic(*m_pages);
    FilterController controller(*m_edit);
    controller.setPages(m_pages.get());
    QSignalSpy changed(&controller, &FilterController::filterChanged);
    controller.takeTechniques();
    controller.setFolding(true, false);
    QTRY_COMPARE(changed.size(), 1);
    controller.takeTechniques();
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 1); // It decides nothing here.
    controller.setFolding(true, true);
    QTRY_COMPARE(changed.size(), 2);
    controller.takeTechniques();
    QTRY_COMPARE(changed.size(), 3);
    controller.setFolding(false, false);
    type("technique:short-poll");
    QTest::keyClick(m_edit, Qt::Key_Return);
    QTRY_COMPARE(changed.size(), 5);
    controller.takeTechniques();
    QTRY_COMPARE(changed.size(), 6);
    controller.setPages(nullptr);
}

void TestFilterEdit::foldingLeavesKindsAlone()
{
    fillWithTraffic(*m_pages);
    FilterController controller(*m_edit);
    controller.setPages(m_pages.get());
    controller.setFolding(true, false);
    type("size>10");
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(controller.expression(), QStringLiteral("-is:heartbeat (size>10)"));
    m_edit->setText(QStringLiteral("kind:ws.p*"));
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(controller.expression(), QStringLiteral("kind:ws.p*"));
    QVERIFY(m_pages->rowCount(controller.filter()) > 0);
    controller.setPages(nullptr);
}

void TestFilterEdit::rangeAndTypedHoldBoth()
{
    fillWithTraffic(*m_pages);
    FilterController controller(*m_edit);
    controller.setPages(m_pages.get());
    controller.setRange(5, 10);
    QCOMPARE(controller.expression(), QStringLiteral("t>=5ns t<=10ns"));
    type("a or b");
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(controller.expression(), QStringLiteral("t>=5ns t<=10ns (a or b)"));
    controller.setRange(0, -1);
    QCOMPARE(controller.expression(), QStringLiteral("a or b"));
    controller.setPages(nullptr);
}

void TestFilterEdit::offersSessionsByName()
{
    m_edit->setSessions({ { 3, QStringLiteral("quotes") } });
    type("session:");
    QCOMPARE(m_edit->popup()->offers(), QStringList{ QStringLiteral("session:3") });
}

void TestFilterEdit::isDrawnInBothThemes()
{
    m_edit->setText(QStringLiteral("size>1k"));
    m_edit->showProgress(5, 0.5);
    for (Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        QTRY_COMPARE(&Theme::of(m_edit->palette()), &theme);
        QCOMPARE(m_edit->grab().toImage().pixelColor(m_edit->width() / 4, m_edit->height() - 2),
                 theme.accent);
    }
}

QTEST_MAIN(TestFilterEdit)
#include "tst_filteredit.moc"
