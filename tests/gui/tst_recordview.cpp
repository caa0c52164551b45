// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/followpill.h"
#include "gui/records/recordheader.h"
#include "gui/records/recordview.h"
#include "gui/theme/theme.h"
#include "support/cannedtraffic.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Pushscope;

class TestRecordView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void emptyListSaysSo();
    void startsAtTheEnd();
    void keysWalk();
    void endFollowsAgain();
    void pillCountsWhatCame();
    void choosingARowStopsFollowing();
    void mousePicks();
    void showsARecordFarAway();
    void showsARecordThatJustCame();
    void keepsTheRecordThroughAFilter();
    void whatTheUserChoseStaysSoThroughFilters();
    void showsInPassing();
    void whatNeverPassedDoesNotFollowLater();
    void pausedStandsStill();
    void pausedSaysSo();
    void filteringWhilePausedKeepsTheRow();
    void millionsOfRows();
    void copies_data();
    void copies();
    void menuCopies();
    void isReadOut();
    void isDrawnInBothThemes();
    void narrowListScrollsSideways();

private:
    [[nodiscard]] QString what(qint64 row) const;
    void add(int count);

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<RecordView> m_view;
};

void TestRecordView::init()
{
    applyScheme(*qApp, Scheme::Dark);
    m_pages = std::make_unique<CannedPages>();
    m_view = std::make_unique<RecordView>();
    m_view->resize(900, 464); // A header of 24 and 20 rows.
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestRecordView::cleanup()
{
    m_view.reset();
    m_pages.reset();
}

QString TestRecordView::what(qint64 row) const
{
    const RecordRow *found = m_view->row(row);
    return found ? found->text.what : QString();
}

void TestRecordView::add(int count)
{
    for (int i = 0; i < count; ++i)
        m_pages->add(Record(), "x");
}

void TestRecordView::emptyListSaysSo()
{
    QCOMPARE(m_view->rowCount(), 0);
    m_view->setEmptyText(QStringLiteral("Nothing here."));
    const QImage picture = m_view->viewport()->grab().toImage();
    bool hasText = false;
    for (int x = 0; x < picture.width() && !hasText; ++x)
        hasText = picture.pixelColor(x, picture.height() / 2) != Theme::dark().pane;
    QVERIFY(hasText);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentRow(), -1);
}

void TestRecordView::startsAtTheEnd()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    QCOMPARE(m_view->rowCount(), m_pages->rowCount(RecordPages::Everything));
    QCOMPARE(m_view->visibleRows(), 20);
    QCOMPARE(m_view->firstVisibleRow(), m_view->rowCount() - 20);
    QVERIFY(m_view->isFollowing());
    QTRY_VERIFY(m_view->row(m_view->rowCount() - 1));
}

void TestRecordView::keysWalk()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    QSignalSpy changed(m_view.get(), &RecordView::currentRecordChanged);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentRow(), 0);
    QCOMPARE(m_view->firstVisibleRow(), 0);
    QTRY_COMPARE(m_view->currentSeq(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentRow(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QCOMPARE(m_view->currentRow(), 21);
    QCOMPARE(m_view->firstVisibleRow(), 2);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(m_view->currentRow(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentRow(), 0);
    QTRY_VERIFY(!changed.isEmpty());
    QTRY_COMPARE(changed.last().first().toLongLong(), 1);

    QSignalSpy activated(m_view.get(), &RecordView::recordActivated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toLongLong(), 1);
}

void TestRecordView::endFollowsAgain()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    QSignalSpy following(m_view.get(), &RecordView::followingChanged);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QVERIFY(!m_view->isFollowing());
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->isFollowing());
    QCOMPARE(m_view->currentRow(), m_view->rowCount() - 1);
    QCOMPARE(following.size(), 2);
}

void TestRecordView::pillCountsWhatCame()
{
    fillWithFlood(*m_pages, 1000);
    m_view->setPages(m_pages.get());
    auto *pill = m_view->findChild<FollowPill *>();
    QVERIFY(pill);
    QVERIFY(!pill->isVisible());
    m_view->verticalScrollBar()->setValue(500); // As the user does.
    QVERIFY(!m_view->isFollowing());
    QVERIFY(!pill->isVisible());
    m_pages->grow(214);
    m_view->refresh();
    QTRY_COMPARE(pill->count(), 214);
    QVERIFY(pill->isVisible());
    QVERIFY(pill->text().contains(QStringLiteral("214")));
    QCOMPARE(m_view->firstVisibleRow(), 500);
    QTest::mouseClick(pill, Qt::LeftButton);
    QVERIFY(m_view->isFollowing());
    QVERIFY(!pill->isVisible());
    QCOMPARE(m_view->firstVisibleRow(), 1214 - 20);
}

void TestRecordView::choosingARowStopsFollowing()
{
    fillWithFlood(*m_pages, 1000);
    m_view->setPages(m_pages.get());
    m_view->refresh();
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QVERIFY(!m_view->isFollowing());
    const qint64 first = m_view->firstVisibleRow();
    m_pages->grow(100);
    m_view->refresh();
    QCOMPARE(m_view->firstVisibleRow(), first);
    m_view->setFollowing(true);
    QTRY_COMPARE(m_view->rowCount(), 1100);
    QCOMPARE(m_view->firstVisibleRow(), 1080);
}

void TestRecordView::mousePicks()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(50, 22 * 5 + 3));
    QCOMPARE(m_view->currentRow(), 5);
    QTRY_COMPARE(m_view->currentSeq(), 6);
    QSignalSpy activated(m_view.get(), &RecordView::recordActivated);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(50, 22 * 5 + 3));
    QCOMPARE(activated.size(), 1);
}

void TestRecordView::showsARecordFarAway()
{
    fillWithFlood(*m_pages, 100'000);
    m_view->setPages(m_pages.get());
    QSignalSpy changed(m_view.get(), &RecordView::currentRecordChanged);
    m_view->setCurrentSeq(50'000);
    QTRY_COMPARE(m_view->currentSeq(), 50'000);
    QCOMPARE(m_view->currentRow(), 49'999);
    QVERIFY(m_view->rowRect(49'999).isValid());
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(changed.last().first().toLongLong(), 50'000);
}

void TestRecordView::showsARecordThatJustCame()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    QTRY_VERIFY(m_view->row(m_view->rowCount() - 1));
    Record record;
    record.kind = RecordKind::Error;
    const qint64 seq = m_pages->add(record);
    const int answered = m_pages->answered();
    m_view->setCurrentSeq(seq); // Before the view was told that there are more.
    QTRY_VERIFY(m_pages->answered() > answered);
    QCoreApplication::processEvents();
    QVERIFY(m_view->currentSeq() == 0 || m_view->currentSeq() == seq); // None in its place.
    m_view->refresh();
    QTRY_COMPARE(m_view->currentSeq(), seq);
}

void TestRecordView::keepsTheRecordThroughAFilter()
{
    fillWithTraffic(*m_pages);
    const auto filter = m_pages->addFilter(
        [](const Record &record) { return record.kind == RecordKind::WsMessage; });
    qint64 seq = 0;
    for (const Record &record : m_pages->added()) {
        if (record.kind == RecordKind::WsMessage && record.seq > 100 && seq == 0)
            seq = record.seq;
    }
    m_view->setPages(m_pages.get());
    m_view->setCurrentSeq(seq);
    QTRY_COMPARE(m_view->currentSeq(), seq);
    m_view->setFilter(filter);
    QCOMPARE(m_view->rowCount(), m_pages->rowCount(filter));
    QTRY_VERIFY(m_view->currentRow() >= 0);
    QTRY_COMPARE(m_view->currentSeq(), seq);
    // The row's page arrives later than its number.
    QTRY_VERIFY(m_view->row(m_view->currentRow()));
    QCOMPARE(m_view->row(m_view->currentRow())->seq, seq);
}

void TestRecordView::whatTheUserChoseStaysSoThroughFilters()
{
    add(1000);
    m_view->setPages(m_pages.get());
    const auto even
        = m_pages->addFilter([](const Record &record) { return record.seq % 2 == 0; });
    const auto odd = m_pages->addFilter([](const Record &record) { return record.seq % 2 != 0; });
    m_view->setCurrentSeq(500);
    QTRY_COMPARE(m_view->currentSeq(), 500);
    QVERIFY(!m_view->isChosenByUser());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                      m_view->rowRect(m_view->currentRow()).center());
    QCOMPARE(m_view->currentSeq(), 500);
    QVERIFY(m_view->isChosenByUser());
    m_view->setFilter(even);
    QTRY_COMPARE(m_view->currentRow(), 249);
    QVERIFY(m_view->isChosenByUser());
    m_view->setFilter(odd); // The next stands for it.
    QTRY_COMPARE(m_view->currentSeq(), 501);
    QVERIFY(m_view->isChosenByUser());
    m_view->setFilter(RecordPages::Everything);
    QTRY_COMPARE(m_view->currentSeq(), 500);
    QVERIFY(m_view->isChosenByUser());
    m_view->setCurrentSeq(700);
    QTRY_COMPARE(m_view->currentSeq(), 700);
    QVERIFY(!m_view->isChosenByUser());
}

void TestRecordView::showsInPassing()
{
    fillWithFlood(*m_pages, 1000);
    m_view->setPages(m_pages.get());
    m_view->showInPassing(500);
    QTRY_COMPARE(m_view->currentSeq(), 500);
    QTRY_VERIFY(m_view->isFollowing());
    QCOMPARE(m_view->firstVisibleRow(), 1000 - 20);
    m_view->setCurrentSeq(400);
    QTRY_COMPARE(m_view->currentSeq(), 400);
    QVERIFY(!m_view->isFollowing());
}

void TestRecordView::whatNeverPassedDoesNotFollowLater()
{
    add(1000);
    m_view->setPages(m_pages.get());
    m_view->setFilter(
        m_pages->addFilter([](const Record &record) { return record.seq <= 600; }));
    m_view->takeFilterProgress(true);
    QTRY_COMPARE(m_view->rowCount(), 600);
    const int answered = m_pages->answered();
    m_view->showInPassing(900); // Which the filter does not let pass, nor what comes after it.
    QTRY_VERIFY(m_pages->answered() > answered);
    m_view->verticalScrollBar()->setValue(100);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(50, 22 * 5 + 3));
    QTRY_COMPARE(m_view->currentSeq(), 106);
    QVERIFY(!m_view->isFollowing());
    QCOMPARE(m_view->firstVisibleRow(), 100);
    // Neither does what somebody else shows.
    m_view->showInPassing(900);
    m_view->setCurrentSeq(300);
    QTRY_COMPARE(m_view->currentSeq(), 300);
    QVERIFY(!m_view->isFollowing());
}

void TestRecordView::pausedStandsStill()
{
    fillWithFlood(*m_pages, 100);
    m_view->setPages(m_pages.get());
    m_view->setPaused(true);
    m_pages->grow(50);
    m_view->refresh();
    QCOMPARE(m_view->rowCount(), 100);
    m_view->setPaused(false);
    QTRY_COMPARE(m_view->rowCount(), 150);
}

void TestRecordView::pausedSaysSo()
{
    fillWithFlood(*m_pages, 1000);
    m_view->setPages(m_pages.get());
    auto *pill = m_view->findChild<FollowPill *>();
    m_view->setPaused(true);
    QVERIFY(pill->isVisible());
    QCOMPARE(pill->text(), QStringLiteral("Paused"));
    m_pages->grow(214);
    m_view->refresh();
    QCOMPARE(pill->text(), QStringLiteral("Paused · 214 new"));
    QVERIFY(pill->accessibleName().contains(QStringLiteral("paused")));
    QCOMPARE(m_view->rowCount(), 1000);
    QVERIFY(m_view->isFollowing()); // It will.
    QSignalSpy resumed(m_view.get(), &RecordView::resumeRequested);
    QTest::mouseClick(pill, Qt::LeftButton);
    QCOMPARE(resumed.size(), 1);
    m_view->setPaused(false);
    QTRY_COMPARE(m_view->rowCount(), 1214);
    QVERIFY(!pill->isVisible());
    QCOMPARE(m_view->firstVisibleRow(), 1214 - 20);

    // Who scrolled away before stays there.
    m_view->verticalScrollBar()->setValue(500);
    m_view->setPaused(true);
    m_pages->grow(10);
    m_view->setPaused(false);
    QTRY_COMPARE(m_view->rowCount(), 1224);
    QCOMPARE(m_view->firstVisibleRow(), 500);
    QVERIFY(!m_view->isFollowing());
}

void TestRecordView::filteringWhilePausedKeepsTheRow()
{
    add(1000);
    m_view->setPages(m_pages.get());
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QTRY_COMPARE(m_view->currentSeq(), 1000);
    m_view->setPaused(true);
    add(100);
    m_view->refresh();
    const auto even
        = m_pages->addFilter([](const Record &record) { return record.seq % 2 == 0; });
    m_view->setFilter(even);
    m_view->takeFilterProgress(true);
    QTRY_COMPARE(m_view->rowCount(), 550); // What was there when it was asked for.
    QTRY_COMPARE(m_view->currentRow(), 499);
    QCOMPARE(m_view->currentSeq(), 1000);
    QVERIFY(m_view->firstVisibleRow() > 470 && m_view->firstVisibleRow() < 500);
    add(100);
    m_view->takeFilterProgress(true);
    m_view->refresh();
    QCOMPARE(m_view->rowCount(), 550);
    QCOMPARE(m_view->findChild<FollowPill *>()->count(), 100);
}

void TestRecordView::millionsOfRows()
{
    constexpr qint64 Count = 10'000'000;
    fillWithFlood(*m_pages, Count);
    m_view->setPages(m_pages.get());
    QCOMPARE(m_view->rowCount(), Count);
    QTRY_VERIFY(m_view->row(Count - 1));
    QCOMPARE(m_view->row(Count - 1)->seq, Count);
    QVERIFY(m_view->row(Count - 1)->text.preview.contains(QStringLiteral("10000000")));
    // Only what is looked at was read: neighbours of the end, and not the start.
    QVERIFY(!m_view->row(0));
    QVERIFY(m_pages->answered() < 10);
}

void TestRecordView::copies_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("part");
    QTest::newRow("text") << static_cast<int>(CopyForm::Text) << R"({"n":7,)";
    QTest::newRow("json") << static_cast<int>(CopyForm::Json) << R"("kind":"ws.message")";
    QTest::newRow("hex") << static_cast<int>(CopyForm::Hex) << R"(0000018c  81 40 7b 22)";
    QTest::newRow("base64") << static_cast<int>(CopyForm::Base64) << "eyJuIjo3L";
}

void TestRecordView::copies()
{
    QFETCH(int, form);
    QFETCH(QString, part);
    fillWithFlood(*m_pages, 10);
    m_view->setPages(m_pages.get());
    m_view->setCurrentSeq(7);
    QTRY_COMPARE(m_view->currentSeq(), 7);
    QGuiApplication::clipboard()->clear();
    m_view->copySelected(static_cast<CopyForm>(form));
    QTRY_VERIFY2(QGuiApplication::clipboard()->text().contains(part),
                 qPrintable(QGuiApplication::clipboard()->text()));
}

void TestRecordView::menuCopies()
{
    fillWithFlood(*m_pages, 10);
    m_view->setPages(m_pages.get());
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTRY_COMPARE(m_view->currentSeq(), 1);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(10, 10), QPoint(10, 10));
    QApplication::sendEvent(m_view->viewport(), &event);
    auto *menu = m_view->findChild<QMenu *>(QStringLiteral("recordMenu"));
    QVERIFY(menu);
    QSignalSpy filtered(m_view.get(), &RecordView::filterRequested);
    QStringList expressions;
    for (QAction *action : menu->actions()) {
        if (action->text().startsWith(QStringLiteral("Show only")))
            action->trigger();
    }
    for (const QList<QVariant> &call : filtered)
        expressions << call.first().toString();
    QCOMPARE(expressions,
             (QStringList{ QStringLiteral("session:1"), QStringLiteral("conn:1"),
                           QStringLiteral("kind:ws.message") }));
    QMenu *columns = menu->actions().constLast()->menu();
    QVERIFY(columns);
    QAction *session = columns->findChild<QAction *>(QStringLiteral("column3Action"));
    QVERIFY(session && session->isChecked());
    session->setChecked(false);
    QVERIFY(m_view->header()->isSectionHidden(SessionColumn));
    QCOMPARE(m_view->header()->length(), m_view->viewport()->width());
    QGuiApplication::clipboard()->clear();
    menu->actions().constFirst()->trigger();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1String("{\"n\":1")));
    menu->close();
}

void TestRecordView::isReadOut()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    m_view->setSessions({ { 1, 1, 0, "quotes", "client", "websocket", "wss://a/", {} } });
    qint64 row = -1;
    for (const Record &record : m_pages->added()) {
        if (record.kind == RecordKind::SseEvent && !record.violations.isEmpty())
            row = record.seq - 1;
    }
    QVERIFY(row > 0);
    m_view->setCurrentSeq(row + 1);
    QTRY_COMPARE(m_view->currentRow(), row);

    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), static_cast<int>(m_view->rowCount()));
    QAccessibleInterface *item = list->child(static_cast<int>(row));
    QVERIFY(item);
    QTRY_VERIFY(item->text(QAccessible::Name).contains(QStringLiteral("incoming")));
    const QString name = item->text(QAccessible::Name);
    QVERIFY2(name.contains(QStringLiteral("octets")), qPrintable(name));
    QVERIFY2(name.contains(QStringLiteral("problem: ")), qPrintable(name));
    QVERIFY(item->state().selected);
    QCOMPARE(list->focusChild(), item);
    QCOMPARE(list->indexOfChild(item), static_cast<int>(row));
    QVERIFY(item->rect().isValid());
    QCOMPARE(item->parent(), list);
    QVERIFY(!list->child(list->childCount()));
}

void TestRecordView::isDrawnInBothThemes()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTRY_COMPARE(what(1), QStringLiteral("connected"));
    for (Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        QTRY_COMPARE(&Theme::of(m_view->palette()), &theme);
        const QImage picture = m_view->viewport()->grab().toImage();
        QSet<QRgb> colors;
        for (int y = 0; y < picture.height(); y += 2) {
            for (int x = 0; x < picture.width(); x += 2)
                colors.insert(picture.pixel(x, y));
        }
        QVERIFY2(colors.size() > 20, qPrintable(QString::number(colors.size())));
        QVERIFY(colors.contains(theme.pane.rgb()));
        QVERIFY(colors.contains(theme.selection.rgb()));
    }
}

void TestRecordView::narrowListScrollsSideways()
{
    fillWithFlood(*m_pages, 10);
    m_view->setPages(m_pages.get());
    QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    m_view->resize(400, 300);
    QTRY_VERIFY(m_view->horizontalScrollBar()->maximum() > 0);
    m_view->horizontalScrollBar()->setValue(100);
    QCOMPARE(m_view->header()->offset(), 100);
}

QTEST_MAIN(TestRecordView)
#include "tst_recordview.moc"
