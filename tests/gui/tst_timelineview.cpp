// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/theme/theme.h"
#include "gui/timeline/timelineview.h"
#include "support/cannedtraffic.h"
#include "timelinepointer.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <memory>

using namespace Pushscope;

class TestTimelineView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void fitsTheCapture();
    void growsAndFollows();
    void wheelZoomsAtThePointer();
    void keysMove();
    void dragChoosesARange();
    void clickPicksARecord();
    void doubleClickFits();
    void tellsWhatIsUnderThePointer();
    void drawsWhereRecordingStalled();
    void cursorFollowsTheList();
    void isDrawnInBothThemes();
    void manyLanesScroll();

private:
    void showTraffic();
    [[nodiscard]] QPoint markPosition(std::size_t lane, std::size_t mark) const;

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineView::init()
{
    applyScheme(*qApp, Scheme::Dark);
    m_pages = std::make_unique<CannedPages>();
    m_view = std::make_unique<TimelineView>();
    m_view->resize(918, 220);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TestTimelineView::cleanup()
{
    m_view.reset();
    m_pages.reset();
}

void TestTimelineView::showTraffic()
{
    fillWithTraffic(*m_pages);
    m_view->setPages(m_pages.get());
    QTRY_COMPARE(m_view->scene().lanes.size(), 5U);
}

QPoint TestTimelineView::markPosition(std::size_t lane, std::size_t mark) const
{
    const TimelineGeometry geometry = m_view->geometryNow();
    return { geometry.xOf(m_view->scene().lanes[lane].marks[mark].tFirst),
             geometry.laneMiddle(lane) + 4 };
}

void TestTimelineView::fitsTheCapture()
{
    QSignalSpy sessions(m_view.get(), &TimelineView::sessionsChanged);
    showTraffic();
    QCOMPARE(m_view->mode(), TimelineView::Mode::Fit);
    QCOMPARE(m_view->sessions().size(), 4U);
    QVERIFY(!sessions.isEmpty());
    const TimelineScale scale = m_view->geometryNow().scale;
    QCOMPARE(scale.tFrom, 0);
    const qint64 last = m_pages->extent().tLast;
    QVERIFY(scale.columnOf(last) < scale.width);
    QVERIFY(scale.columnOf(last) > scale.width * 9 / 10);
}

void TestTimelineView::growsAndFollows()
{
    showTraffic();
    const qint64 before = m_view->geometryNow().scale.tTo;
    Record record;
    record.kind = RecordKind::WsMessage;
    record.from = From::Server;
    record.connection = 2;
    record.session = 1;
    record.t = 2 * before;
    m_pages->add(record);
    m_view->refresh();
    QVERIFY(m_view->geometryNow().scale.tTo > record.t);

    m_view->zoom(0.25, m_view->geometryNow().scale.tTo);
    QCOMPARE(m_view->mode(), TimelineView::Mode::Follow);
    const qint64 span = m_view->geometryNow().scale.span();
    record.t += before;
    m_pages->add(record);
    m_view->refresh();
    QCOMPARE(m_view->geometryNow().scale.span(), span);
    QVERIFY(m_view->geometryNow().scale.tTo > record.t);

    m_view->setPaused(true);
    const qint64 paused = m_view->geometryNow().scale.tTo;
    record.t += before;
    m_pages->add(record);
    m_view->refresh();
    QCOMPARE(m_view->geometryNow().scale.tTo, paused);
}

void TestTimelineView::wheelZoomsAtThePointer()
{
    showTraffic();
    const QPointF position(500, 60);
    const qint64 t = m_view->geometryNow().tAt(500);
    const qint64 span = m_view->geometryNow().scale.span();
    QWheelEvent event(position, m_view->viewport()->mapToGlobal(position), {}, QPoint(0, 120),
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_view->viewport(), &event);
    QVERIFY(m_view->geometryNow().scale.span() < span);
    QVERIFY(std::abs(m_view->geometryNow().xOf(t) - 500) <= 1);
    QCOMPARE(m_view->mode(), TimelineView::Mode::Still);
}

void TestTimelineView::keysMove()
{
    showTraffic();
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    const TimelineScale near = m_view->geometryNow().scale;
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(m_view->geometryNow().scale.tFrom > near.tFrom);
    QCOMPARE(m_view->geometryNow().scale.span(), near.span());
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->geometryNow().scale.tFrom, near.tFrom);
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QVERIFY(m_view->geometryNow().scale.span() > near.span());
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    const qint64 span = m_view->geometryNow().scale.span();
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->geometryNow().scale.tFrom, 0);
    QCOMPARE(m_view->geometryNow().scale.span(), span);
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QCOMPARE(m_view->mode(), TimelineView::Mode::Fit);
    QCOMPARE(m_view->geometryNow().scale.tFrom, 0);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->mode(), TimelineView::Mode::Follow);

    QSignalSpy selected(m_view.get(), &TimelineView::rangeSelected);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(selected.size(), 1);
    QVERIFY(m_view->range());
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(!m_view->range());
}

void TestTimelineView::dragChoosesARange()
{
    showTraffic();
    QSignalSpy selected(m_view.get(), &TimelineView::rangeSelected);
    QWidget *area = m_view->viewport();
    QTest::mousePress(area, Qt::LeftButton, {}, QPoint(600, 100));
    QTest::mouseMove(area, QPoint(500, 100));
    QTest::mouseMove(area, QPoint(300, 100));
    QTest::mouseRelease(area, Qt::LeftButton, {}, QPoint(300, 100));
    QCOMPARE(selected.size(), 1);
    const TimelineGeometry geometry = m_view->geometryNow();
    QCOMPARE(selected.first().at(0).toLongLong(), geometry.tAt(300));
    QCOMPARE(selected.first().at(1).toLongLong(), geometry.tAt(600));
    QVERIFY2(m_view->summary().contains(QStringLiteral("selected")), qPrintable(m_view->summary()));
    QTest::mouseClick(area, Qt::LeftButton, {}, QPoint(400, 215)); // Beside every lane.
    QCOMPARE(selected.last().first().toLongLong(), -1);
    QVERIFY(!m_view->range());
}

void TestTimelineView::clickPicksARecord()
{
    showTraffic();
    QSignalSpy picked(m_view.get(), &TimelineView::recordPicked);
    const TimelineMark mark = m_view->scene().lanes[0].marks[3];
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, markPosition(0, 3));
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked.first().first().toLongLong(), mark.firstSeq);
}

void TestTimelineView::doubleClickFits()
{
    showTraffic();
    m_view->zoom(0.1, 10'000'000'000);
    QCOMPARE(m_view->mode(), TimelineView::Mode::Still);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(500, 100));
    QCOMPARE(m_view->mode(), TimelineView::Mode::Fit);
}

void TestTimelineView::drawsWhereRecordingStalled()
{
    constexpr qint64 From = 30'000'000'000;
    constexpr qint64 To = 33'000'000'000;
    Record stall;
    stall.kind = RecordKind::RecordingStall;
    stall.t = To;
    stall.detail = R"({"from_t":30000000000,"to_t":33000000000})";
    m_pages->add(stall);
    showTraffic();
    QTRY_COMPARE(m_view->stalls().size(), std::size_t(1));
    const TimelineGeometry geometry = m_view->geometryNow();
    const int bottom = geometry.laneTop(m_view->scene().lanes.size()) - 4;
    const QImage picture = m_view->viewport()->grab().toImage();
    const auto colorsAt = [&](qint64 t) {
        QSet<QRgb> colors;
        for (int x = geometry.xOf(t) - 4; x < geometry.xOf(t) + 4; ++x)
            colors.insert(picture.pixel(x, bottom));
        return colors.size();
    };
    QVERIFY(colorsAt((From + To) / 2) > colorsAt(To + 3'000'000'000)); // Hatched.
    const QPoint middle(geometry.xOf((From + To) / 2), bottom);
    QVERIFY2(toolTipAt(*m_view, middle).contains(QStringLiteral("nothing was read for 3.000 s")),
             qPrintable(toolTipAt(*m_view, middle)));
    QVERIFY(m_view->accessibleDescription().contains(QStringLiteral("held the peers up")));
}

void TestTimelineView::tellsWhatIsUnderThePointer()
{
    showTraffic();
    const TimelineGeometry geometry = m_view->geometryNow();
    QVERIFY(toolTipAt(*m_view, markPosition(0, 3)).contains(QStringLiteral("ws.message")));
    QVERIFY(toolTipAt(*m_view, QPoint(20, geometry.laneTop(0) + 5))
                .contains(QStringLiteral("quotes")));
    const TimelineEnd end = m_view->scene().lanes[0].ends.at(0);
    const QPoint pill = geometry.pillRect(end, 0, TimelineLanePainter::pillFont()).center();
    QVERIFY2(toolTipAt(*m_view, pill).contains(QStringLiteral("closed 1006")),
             qPrintable(toolTipAt(*m_view, pill)));
    const TimelineLane &jobs = m_view->scene().lanes[2];
    const auto silence
        = std::ranges::find(jobs.bars, TimelineBar::Role::Silence, &TimelineBar::role);
    QVERIFY(silence != jobs.bars.end());
    const QPoint middle(geometry.xOf((silence->tFrom + silence->tTo) / 2),
                        geometry.laneTop(2) + 12);
    QVERIFY2(toolTipAt(*m_view, middle).contains(QStringLiteral("silent")),
             qPrintable(toolTipAt(*m_view, middle)));
}

void TestTimelineView::cursorFollowsTheList()
{
    showTraffic();
    const TimelineMark mark = m_view->scene().lanes[0].marks[10];
    m_view->setCurrentRecord(mark.firstSeq);
    const int x = m_view->geometryNow().xOf(mark.tFirst);
    const auto color = [&] { return m_view->viewport()->grab().toImage().pixelColor(x, 215); };
    QTRY_COMPARE(color(), Theme::dark().accent);
    m_view->setCurrentRecord(0);
    QTRY_VERIFY(color() != Theme::dark().accent);
}

void TestTimelineView::isDrawnInBothThemes()
{
    showTraffic();
    for (Scheme scheme : { Scheme::Dark, Scheme::Light }) {
        applyScheme(*qApp, scheme);
        const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
        QTRY_COMPARE(&Theme::of(m_view->palette()), &theme);
        const QImage picture = m_view->viewport()->grab().toImage();
        QSet<QRgb> colors;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                colors.insert(picture.pixel(x, y));
        }
        for (const QColor &color : { theme.pane, theme.in, theme.out, theme.stream, theme.request,
                                     theme.ping, theme.error })
            QVERIFY2(colors.contains(color.rgb()), qPrintable(color.name()));
    }
}

void TestTimelineView::manyLanesScroll()
{
    for (quint32 id = 1; id <= 40; ++id) {
        m_pages->addSession({ id, 1, 0, QByteArray::number(id), "client", "sse", "http://a/", {} });
        Record record;
        record.kind = RecordKind::Note;
        record.t = id;
        m_pages->add(record);
    }
    m_view->setPages(m_pages.get());
    QTRY_COMPARE(m_view->scene().lanes.size(), 40U);
    QVERIFY(m_view->verticalScrollBar()->maximum() > 0);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentLane(), std::optional<std::size_t>(39));
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QVERIFY(m_view->verticalScrollBar()->value() < m_view->verticalScrollBar()->maximum());
}

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
