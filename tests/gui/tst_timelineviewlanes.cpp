// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/services.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timelineactions.h"
#include "gui/timeline/timelineview.h"
#include "support/cannedtraffic.h"
#include "timelinepointer.h"

#include <QAccessible>
#include <QApplication>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

#include <memory>

using namespace Pushscope;

/// Lanes of the timeline: chosen, walked, folded, measured and read out.
class TestTimelineViewLanes : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void keysChooseALane();
    void bracketsGoFromEventToEvent();
    void enterPicksTheNearest();
    void clickAndKeyFoldASession();
    void foldedSessionsStayWhenTheCaptureGrows();
    void controlWheelChangesTheHeight();
    void lowLanesAreDrawnToo();
    void edgesOfTheRangeCanBeDragged();
    void gutterCanBeDragged();
    void axisAndMiddleButtonPan();
    void hoverShowsTheRecord();
    void phasesAreNamed();
    void roundTripsAreNamed();
    void lanesAreReadOut();
    void menuDoesTheSame();
    void anotherViewTakesThePlace();
    void sizesAreRemembered();
    void pointerDoesNotRedrawTheLanes();

private:
    [[nodiscard]] QPoint pointOf(std::size_t lane, qint64 t, int below = 0) const;
    void wheel(const QPointF &position, int delta, Qt::KeyboardModifiers modifiers);

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineViewLanes::init()
{
    applyScheme(*qApp, Scheme::Dark);
    m_pages = std::make_unique<CannedPages>();
    fillWithTraffic(*m_pages);
    m_view = std::make_unique<TimelineView>();
    m_view->resize(918, 220);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->setPages(m_pages.get());
    QTRY_COMPARE(m_view->scene().lanes.size(), 5U);
}

void TestTimelineViewLanes::cleanup()
{
    QToolTip::hideText();
    m_view.reset();
    m_pages.reset();
}

QPoint TestTimelineViewLanes::pointOf(std::size_t lane, qint64 t, int below) const
{
    const TimelineGeometry geometry = m_view->geometryNow();
    return { geometry.xOf(t), geometry.laneMiddle(lane) + below };
}

void TestTimelineViewLanes::wheel(const QPointF &position, int delta,
                                  Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(position, m_view->viewport()->mapToGlobal(position), {}, QPoint(0, delta),
                      Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_view->viewport(), &event);
}

void TestTimelineViewLanes::keysChooseALane()
{
    QSignalSpy changed(m_view.get(), &TimelineView::currentLaneChanged);
    QVERIFY(!m_view->currentLane());
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentLane(), std::optional<std::size_t>(0));
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentLane(), std::optional<std::size_t>(1));
    QCOMPARE(changed.size(), 4);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(!m_view->currentLane());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(80, pointOf(3, 0).y()));
    QCOMPARE(m_view->currentLane(), std::optional<std::size_t>(3));
}

void TestTimelineViewLanes::bracketsGoFromEventToEvent()
{
    QSignalSpy picked(m_view.get(), &TimelineView::recordPicked);
    QTest::keyClick(m_view.get(), Qt::Key_BracketRight);
    const std::vector<TimelineMark> marks = m_view->scene().lanes[0].marks;
    QCOMPARE(m_view->currentLane(), std::optional<std::size_t>(0));
    QCOMPARE(picked.last().first().toLongLong(), marks[0].firstSeq);
    QTest::keyClick(m_view.get(), Qt::Key_BracketRight);
    QTest::keyClick(m_view.get(), Qt::Key_BracketRight);
    QVERIFY(picked.last().first().toLongLong() > marks[1].firstSeq);
    QTest::keyClick(m_view.get(), Qt::Key_BracketLeft);
    QTest::keyClick(m_view.get(), Qt::Key_BracketLeft);
    QCOMPARE(picked.last().first().toLongLong(), marks[0].firstSeq);
    QVERIFY(m_view->currentMarkDescription().contains(QStringLiteral("ws.")));
}

void TestTimelineViewLanes::enterPicksTheNearest()
{
    const TimelineMark mark = m_view->scene().lanes[0].marks[7];
    m_view->setCurrentRecord(mark.firstSeq);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QSignalSpy picked(m_view.get(), &TimelineView::recordPicked);
    const auto pick = [&] {
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        return picked.last().first().toLongLong();
    };
    QTRY_COMPARE(pick(), mark.firstSeq); // The cursor comes from the reader.
}

void TestTimelineViewLanes::clickAndKeyFoldASession()
{
    const TimelineGroup group = m_view->scene().groups.at(0);
    QCOMPARE(group.lanes, std::size_t{ 2 }); // It was reset and came back.
    QVERIFY(!group.isCollapsed);
    const QPoint triangle = TimelinePainter::triangleRect(m_view->geometryNow(), 0).center();
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, triangle);
    QTRY_COMPARE(m_view->scene().lanes.size(), 4U);
    QVERIFY(m_view->scene().groups.at(0).isCollapsed);
    QCOMPARE(m_view->scene().lanes[0].connections.size(), 2U);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QTRY_COMPARE(m_view->scene().lanes.size(), 5U);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(80, triangle.y()));
    QTRY_COMPARE(m_view->scene().lanes.size(), 4U);
}

void TestTimelineViewLanes::foldedSessionsStayWhenTheCaptureGrows()
{
    m_view->setAllCollapsed(true);
    QTRY_COMPARE(m_view->scene().lanes.size(), 4U);
    Record record;
    record.kind = RecordKind::WsMessage;
    record.from = From::Server;
    record.connection = 2;
    record.session = 1;
    record.t = 2 * m_pages->extent().tLast;
    m_pages->add(record);
    m_view->refresh();
    QTRY_VERIFY(m_view->scene().tTo > record.t);
    QCOMPARE(m_view->scene().lanes.size(), 4U);
    m_view->setPages(m_pages.get()); // Another capture has other sessions.
    QTRY_COMPARE(m_view->scene().lanes.size(), 5U);
}

void TestTimelineViewLanes::controlWheelChangesTheHeight()
{
    const qint64 span = m_view->geometryNow().scale.span();
    for (int i = 0; i < 40; ++i)
        wheel(QPointF(500, 100), -120, Qt::ControlModifier);
    QCOMPARE(m_view->geometryNow().laneHeight, TimelineGeometry::LeastLaneHeight);
    for (int i = 0; i < 40; ++i)
        wheel(QPointF(500, 100), 120, Qt::ControlModifier);
    QCOMPARE(m_view->geometryNow().laneHeight, TimelineGeometry::MostLaneHeight);
    QVERIFY(m_view->verticalScrollBar()->maximum() > 0);
    QCOMPARE(m_view->geometryNow().scale.span(), span);
    QTest::keyClick(m_view.get(), Qt::Key_Minus, Qt::ControlModifier);
    QVERIFY(m_view->geometryNow().laneHeight < TimelineGeometry::MostLaneHeight);
    QTest::keyClick(m_view.get(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_view->geometryNow().laneHeight, TimelineGeometry::LaneHeight);
    const qint64 from = m_view->geometryNow().scale.tFrom;
    m_view->zoom(0.1, 20'000'000'000);
    wheel(QPointF(500, 100), -120, Qt::ShiftModifier);
    QVERIFY(m_view->geometryNow().scale.tFrom > from);
}

void TestTimelineViewLanes::lowLanesAreDrawnToo()
{
    m_view->setLaneHeight(TimelineGeometry::LeastLaneHeight);
    const QImage picture = m_view->viewport()->grab().toImage();
    QSet<QRgb> colors;
    for (int y = TimelineGeometry::AxisHeight; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            colors.insert(picture.pixel(x, y));
    }
    const Theme &theme = Theme::dark();
    for (const QColor &color : { theme.in, theme.out, theme.stream, theme.error })
        QVERIFY2(colors.contains(color.rgb()), qPrintable(color.name()));
}

void TestTimelineViewLanes::edgesOfTheRangeCanBeDragged()
{
    QSignalSpy selected(m_view.get(), &TimelineView::rangeSelected);
    QWidget *area = m_view->viewport();
    const auto dragFrom = [area](int from, int to) {
        QTest::mousePress(area, Qt::LeftButton, {}, QPoint(from, 100));
        QTest::mouseMove(area, QPoint((from + to) / 2, 100));
        QTest::mouseMove(area, QPoint(to, 100));
        QTest::mouseRelease(area, Qt::LeftButton, {}, QPoint(to, 100));
    };
    dragFrom(300, 500);
    const TimelineGeometry geometry = m_view->geometryNow();
    QVERIFY(m_view->range() == std::pair(geometry.tAt(300), geometry.tAt(500)));
    dragFrom(501, 600);
    QVERIFY(m_view->range() == std::pair(geometry.tAt(300), geometry.tAt(600)));
    dragFrom(299, 700); // Over the other edge.
    QVERIFY(m_view->range() == std::pair(geometry.tAt(600), geometry.tAt(700)));
    QCOMPARE(selected.size(), 3);
    m_view->zoomToRange();
    QVERIFY(std::abs(m_view->geometryNow().scale.tFrom - geometry.tAt(600))
            <= m_view->geometryNow().scale.pixelNs());
    QVERIFY(m_view->geometryNow().xOf(geometry.tAt(700)) > m_view->geometryNow().width() * 9 / 10);
}

void TestTimelineViewLanes::gutterCanBeDragged()
{
    QWidget *area = m_view->viewport();
    const int before = m_view->geometryNow().gutter;
    QTest::mousePress(area, Qt::LeftButton, {}, QPoint(before, 100));
    QTest::mouseMove(area, QPoint(before + 50, 100));
    QTest::mouseRelease(area, Qt::LeftButton, {}, QPoint(before + 50, 100));
    QCOMPARE(m_view->geometryNow().gutter, before + 50);
    QCOMPARE(m_view->geometryNow().width(), area->width());
    QCOMPARE(m_view->mode(), TimelineView::Mode::Fit);
    m_view->setGutter(0);
    QCOMPARE(m_view->geometryNow().gutter, TimelineGeometry::LeastGutter);
}

void TestTimelineViewLanes::axisAndMiddleButtonPan()
{
    QWidget *area = m_view->viewport();
    m_view->zoom(0.1, 20'000'000'000);
    for (const auto &[button, y] :
         { std::pair(Qt::LeftButton, 8), std::pair(Qt::MiddleButton, 90) }) {
        const qint64 from = m_view->geometryNow().scale.tFrom;
        const qint64 pixel = m_view->geometryNow().scale.pixelNs();
        QTest::mousePress(area, button, {}, QPoint(400, y));
        QMouseEvent move(QEvent::MouseMove, QPointF(370, y), area->mapToGlobal(QPointF(370, y)),
                         Qt::NoButton, button, Qt::NoModifier);
        QApplication::sendEvent(area, &move);
        QTest::mouseRelease(area, button, {}, QPoint(370, y));
        QCOMPARE(m_view->geometryNow().scale.tFrom, from + 30 * pixel);
        QVERIFY(!m_view->range());
    }
}

void TestTimelineViewLanes::hoverShowsTheRecord()
{
    const auto &marks = m_view->scene().lanes[0].marks;
    const auto message = std::ranges::find_if(marks, [](const TimelineMark &mark) {
        return mark.count == 1 && mark.role == TimelineMark::Role::Message
            && mark.direction == Direction::Incoming;
    });
    QVERIFY(message != marks.end());
    const QPoint place = pointOf(0, message->tFirst, 4);
    QVERIFY(toolTipAt(*m_view, place).contains(QStringLiteral("quotes")));
    QTRY_VERIFY2(toolTipAt(*m_view, place).contains(QLatin1Char('{')),
                 qPrintable(toolTipAt(*m_view, place)));
}

void TestTimelineViewLanes::phasesAreNamed()
{
    ConnectionRow row;
    row.id = 50;
    row.session = 4;
    row.stream = 50;
    row.tAttempt = 33'000'000'000;
    row.tOpen = 36'000'000'000;
    row.dnsNs = 1'000'000'000;
    row.connectNs = 1'000'000'000;
    row.tlsNs = 1'000'000'000;
    m_pages->addConnection(row);
    m_view->setPages(m_pages.get());
    const auto lane = [&] {
        const auto &lanes = m_view->scene().lanes;
        return static_cast<std::size_t>(
            std::ranges::find_if(lanes,
                                 [](const TimelineLane &candidate) {
                                     return std::ranges::count(candidate.connections, 50U) > 0;
                                 })
            - lanes.begin());
    };
    QTRY_VERIFY(lane() < m_view->scene().lanes.size());
    const std::size_t index = lane();
    QVERIFY(toolTipAt(*m_view, pointOf(index, 33'500'000'000))
                .contains(QStringLiteral("name look-up")));
    QVERIFY(toolTipAt(*m_view, pointOf(index, 34'500'000'000))
                .contains(QStringLiteral("connecting")));
    QVERIFY(toolTipAt(*m_view, pointOf(index, 35'500'000'000))
                .contains(QStringLiteral("TLS handshake")));
    const QImage picture = m_view->viewport()->grab().toImage();
    QSet<QRgb> tones;
    for (qint64 t : { 33'500'000'000, 34'500'000'000, 35'500'000'000 })
        tones.insert(picture.pixel(pointOf(index, t)));
    QCOMPARE(tones.size(), 3);
}

void TestTimelineViewLanes::roundTripsAreNamed()
{
    TimelineTick pong;
    pong.connection = 1;
    pong.from = From::Server;
    pong.kind = RecordKind::WsPong;
    pong.kinds = quint64{ 1 } << static_cast<int>(RecordKind::WsPong);
    pong.tFirst = pong.tLast = 5'000'000'000;
    pong.rttNs = 2'000'000'000;
    TimelineSlice slice;
    slice.tTo = 10'000'000'000;
    slice.sessions = { { 1, 1, 0, "s", "client", "websocket", "ws://a/", {} } };
    ConnectionRow row;
    row.id = 1;
    row.session = 1;
    row.stream = 1;
    slice.connections = { row };
    slice.ticks = { pong };
    const TimelineScene scene = makeScene(slice, slice.tTo);
    QCOMPARE(scene.lanes.at(0).marks.at(0).rttNs, 2'000'000'000);
    TimelineGeometry geometry;
    geometry.scale = { 0, 10'000'000'000, 500 };
    geometry.height = 100;
    QImage picture(geometry.width(), geometry.height, QImage::Format_ARGB32);
    TimelineLanePainter::Pills pills;
    const auto colorsBetween = [&](qint64 from, qint64 to) {
        QPainter painter(&picture);
        TimelinePainter(Theme::dark(), geometry).paintScene(painter, scene, {}, pills);
        QSet<QRgb> colors;
        for (int x = geometry.xOf(from); x < geometry.xOf(to); ++x)
            colors.insert(picture.pixel(x, geometry.laneMiddle(0) + 2));
        return colors.size();
    };
    QVERIFY(colorsBetween(3'500'000'000, 4'500'000'000) > 1); // A line leads to the pong.
    QCOMPARE(colorsBetween(6'000'000'000, 6'400'000'000), 1);
}

void TestTimelineViewLanes::lanesAreReadOut()
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(face);
    QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Timeline"));
    QCOMPARE(face->role(), QAccessible::List);
    QCOMPARE(face->childCount(), 5);
    const QString broken = face->child(0)->text(QAccessible::Name);
    for (const char *part : { "quotes", "wss", "closed 1006", " in, " })
        QVERIFY2(broken.contains(QLatin1String(part)), qPrintable(broken));
    QVERIFY(face->child(1)->text(QAccessible::Name).contains(QStringLiteral("reconnect")));
    QCOMPARE(face->indexOfChild(face->child(3)), 3);
    QVERIFY(!face->child(5));
    const QPoint third = m_view->viewport()->mapToGlobal(QPoint(30, pointOf(2, 0).y()));
    QCOMPARE(face->childAt(third.x(), third.y()), face->child(2));
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_BracketRight);
    QCOMPARE(face->focusChild(), face->child(0));
    QVERIFY(face->child(0)->state().selected);
    QVERIFY(!face->child(1)->state().selected);
    QVERIFY(face->child(0)->text(QAccessible::Value).contains(QStringLiteral("record")));
    QVERIFY(face->child(0)->rect().isValid());
    m_view->setPages(nullptr);
    QCOMPARE(face->childCount(), 0);
}

void TestTimelineViewLanes::menuDoesTheSame()
{
    QMenu menu;
    const Services services;
    new TimelineActions(*m_view, menu, services);
    const auto trigger = [&menu](const char *name) {
        auto *action = menu.findChild<QAction *>(QLatin1String(name));
        QVERIFY2(action, name);
        action->trigger();
    };
    const qint64 span = m_view->geometryNow().scale.span();
    trigger("timelineZoomInAction");
    QVERIFY(m_view->geometryNow().scale.span() <= span / 2 + 1000);
    trigger("timelineZoomOutAction");
    trigger("timelineFollowAction");
    QCOMPARE(m_view->mode(), TimelineView::Mode::Follow);
    trigger("timelineFitAction");
    QCOMPARE(m_view->mode(), TimelineView::Mode::Fit);
    trigger("timelineTallerAction");
    QVERIFY(m_view->geometryNow().laneHeight > TimelineGeometry::LaneHeight);
    trigger("timelineLowerAction");
    QSignalSpy picked(m_view.get(), &TimelineView::recordPicked);
    trigger("timelineNextAction");
    trigger("timelineNextAction");
    trigger("timelinePreviousAction");
    QCOMPARE(picked.size(), 3);
    trigger("timelineNextEndAction");
    QVERIFY(m_view->currentEnd());
    trigger("timelinePreviousEndAction");
    trigger("timelineCollapseAction");
    QTRY_COMPARE(m_view->scene().lanes.size(), 4U);
    trigger("timelineExpandAction");
    QTRY_COMPARE(m_view->scene().lanes.size(), 5U);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(m_view->range());
    trigger("timelineZoomToRangeAction");
    QCOMPARE(m_view->mode(), TimelineView::Mode::Still);
    trigger("timelineClearRangeAction");
    QVERIFY(!m_view->range());
}

void TestTimelineViewLanes::anotherViewTakesThePlace()
{
    m_view->showStretch(2'000'000'000, 9'000'000'000);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(m_view->range());
    TimelineView other;
    other.resize(m_view->size());
    QSignalSpy range(&other, &TimelineView::rangeSelected);
    QSignalSpy mode(&other, &TimelineView::modeChanged);
    other.setPages(m_pages.get());
    other.takePlace(m_view->place());
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&other));
    QCOMPARE(other.mode(), TimelineView::Mode::Still);
    QCOMPARE(mode.size(), 1);
    const TimelineScale shown = other.geometryNow().scale;
    const TimelineScale wanted = m_view->geometryNow().scale;
    QVERIFY(std::abs(shown.tFrom - wanted.tFrom) <= wanted.pixelNs());
    QVERIFY(std::abs(shown.span() - wanted.span()) <= shown.width * 2);
    QCOMPARE(other.range(), m_view->range());
    QCOMPARE(range.last(), (QList<QVariant>{ m_view->range()->first, m_view->range()->second }));
    m_view->follow();
    other.takePlace(m_view->place());
    QCOMPARE(other.mode(), TimelineView::Mode::Follow);
    m_view->fit();
    other.takePlace(m_view->place());
    QCOMPARE(other.mode(), TimelineView::Mode::Fit);
    other.setPages(nullptr);
}

void TestTimelineViewLanes::sizesAreRemembered()
{
    QHash<QString, QByteArray> memory;
    Services services;
    services.recall = [&memory](const QString &key) { return memory.value(key); };
    services.remember = [&memory](const QString &key, const QByteArray &value) {
        memory[key] = value;
    };
    QMenu menu;
    new TimelineActions(*m_view, menu, services);
    QCOMPARE(m_view->geometryNow().laneHeight, TimelineGeometry::LaneHeight);
    m_view->setLaneHeight(31);
    m_view->setGutter(190);
    TimelineView next;
    new TimelineActions(next, menu, services);
    QCOMPARE(next.geometryNow().laneHeight, 31);
    QCOMPARE(next.geometryNow().gutter, 190);
    for (const char *strange : { "x", "7", "-4 -4", "1 2 3" }) {
        memory.clear();
        services.remember(QStringLiteral("timeline/sizes"), strange);
        TimelineView other;
        new TimelineActions(other, menu, services);
        QCOMPARE(other.geometryNow().laneHeight, TimelineGeometry::LaneHeight);
        QCOMPARE(other.geometryNow().gutter, TimelineGeometry::Gutter);
    }
}

void TestTimelineViewLanes::pointerDoesNotRedrawTheLanes()
{
    const QImage before = m_view->viewport()->grab().toImage();
    hover(*m_view, QPoint(500, 100));
    const QImage with = m_view->viewport()->grab().toImage();
    QVERIFY(before != with); // The time is told on the axis, and a line leads to it.
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(m_view->viewport(), &leave);
    QCOMPARE(m_view->viewport()->grab().toImage(), before);
}

QTEST_MAIN(TestTimelineViewLanes)
#include "tst_timelineviewlanes.moc"
