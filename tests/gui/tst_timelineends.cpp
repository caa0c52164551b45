// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/theme/theme.h"
#include "gui/timeline/timelineview.h"
#include "support/cannedtraffic.h"
#include "timelinepointer.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <algorithm>
#include <memory>

using namespace Pushscope;

/// The pills that tell how connections ended: where they are, clicked, and gone to by keys.
class TestTimelineEnds : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void endsAreButtons();
    void cleanEndsAreQuietButtons();
    void quietEndsKeepClear();
    void keysGoFromEndToEnd();

private:

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<TimelineView> m_view;
};

void TestTimelineEnds::init()
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

void TestTimelineEnds::cleanup()
{
    QToolTip::hideText();
    m_view.reset();
    m_pages.reset();
}

void TestTimelineEnds::endsAreButtons()
{
    const TimelineEnd end = m_view->scene().lanes[0].ends.at(0);
    const QRect pill
        = m_view->geometryNow().pillRect(end, 0, TimelineLanePainter::pillFont());
    // At the moment, not beside it.
    QVERIFY(std::abs(pill.center().x() - m_view->geometryNow().xOf(end.t)) <= 1);
    hover(*m_view, pill.center());
    QCOMPARE(m_view->viewport()->cursor().shape(), Qt::PointingHandCursor);
    const QImage before = m_view->viewport()->grab().toImage();
    QSignalSpy picked(m_view.get(), &TimelineView::recordPicked);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, pill.center());
    QTRY_COMPARE(picked.size(), 1);
    std::optional<Record> record;
    m_pages->requestRecord(picked.last().first().toLongLong(),
                           [&](const Record *found, OctetSource &) { record = *found; });
    QTRY_VERIFY(record);
    QCOMPARE(record->kind, RecordKind::WsClosed);
    QCOMPARE(record->code, 1006);
    QCOMPARE(record->connection, end.connection);
    QVERIFY(m_view->currentEnd() && m_view->currentEnd()->label == end.label);
    const QImage after = m_view->viewport()->grab().toImage();
    QVERIFY(after != before);
    // The cursor stands there and does not cross the word out.
    const QRect word = pill.adjusted(4, 4, -4, -4);
    const QRgb cursor = Theme::dark().accent.rgb();
    for (int x = word.left(); x <= word.right(); ++x)
        QVERIFY(after.pixel(x, word.center().y()) != cursor);
    QCOMPARE(after.pixel(m_view->geometryNow().xOf(end.t), after.height() - 10), cursor);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(!m_view->currentEnd());
}

void TestTimelineEnds::cleanEndsAreQuietButtons()
{
    const qint64 t = m_pages->extent().tLast / 2;
    SessionRow session;
    session.id = 9;
    session.name = "clean";
    session.technique = "websocket";
    m_pages->addSession(session);
    ConnectionRow connection;
    connection.id = 90;
    connection.session = 9;
    connection.tAttempt = connection.tOpen = t / 2;
    connection.tClose = t;
    connection.closeCode = 1000;
    connection.how = "handshake";
    m_pages->addConnection(connection);
    Record closed;
    closed.kind = RecordKind::WsClosed;
    closed.session = 9;
    closed.connection = 90;
    closed.t = m_pages->extent().tLast + 1'000'000'000;
    closed.code = 1000;
    const qint64 seq = m_pages->add(closed);
    m_view->refresh();
    QTRY_COMPARE(m_view->scene().lanes.size(), 6U);
    constexpr std::size_t Lane = 5;
    const TimelineGeometry geometry = m_view->geometryNow();
    const auto &ends = m_view->scene().lanes[Lane].ends;
    QCOMPARE(ends.size(), 1U);
    const QRect badge
        = geometry.pillRects(ends, Lane, TimelineLanePainter::pillFont()).front();
    QVERIFY(badge.left() > geometry.xOf(t)); // Its stop is to be seen.
    m_view->resize(m_view->width(), geometry.laneTop(Lane + 1) + 40);
    const QImage picture = m_view->viewport()->grab().toImage();
    const Theme theme = Theme::dark();
    QVERIFY(contrastRatio(theme.dim, theme.pane) >= 4.5);
    QCOMPARE(picture.pixelColor(badge.left() + 3, badge.top() + 2), theme.pane);
    QVERIFY(toolTipAt(*m_view, badge.center()).contains(QStringLiteral("closed 1000")));
    hover(*m_view, badge.center());
    QCOMPARE(m_view->viewport()->cursor().shape(), Qt::PointingHandCursor);
    QSignalSpy picked(m_view.get(), &TimelineView::recordPicked);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, badge.center());
    QTRY_COMPARE(picked.size(), 1);
    QCOMPARE(picked.last().first().toLongLong(), seq);
    QVERIFY(m_view->currentEnd() && m_view->currentEnd()->label == QStringLiteral("1000"));
    QVERIFY(m_view->viewport()->grab().toImage() != picture); // A ring around it.
}

void TestTimelineEnds::quietEndsKeepClear()
{
    TimelineGeometry geometry;
    geometry.scale = { 0, 1000, 1000 };
    geometry.height = 200;
    const auto end = [](qint64 t, Severity severity) {
        return TimelineEnd{ t, 1, RecordKind::WsClosed, QStringLiteral("1000"), {}, severity };
    };
    const QFont font = TimelineLanePainter::pillFont();
    const auto rectsOf = [&](const std::vector<TimelineEnd> &ends) {
        return geometry.pillRects(ends, 0, font);
    };
    // One of its own, and the last of a crowd.
    std::vector<TimelineEnd> ends{ end(100, Severity::Normal) };
    for (qint64 t = 400; t < 500; t += 5)
        ends.push_back(end(t, Severity::Normal));
    std::vector<QRect> rects = rectsOf(ends);
    QCOMPARE(rects.size(), ends.size());
    QVERIFY(!rects.front().isEmpty() && !rects.back().isEmpty());
    QCOMPARE(std::ranges::count_if(rects, [](const QRect &rect) { return !rect.isEmpty(); }), 2);
    // What went wrong goes first, on either side.
    const int width = rects.front().width();
    ends = { end(200 - width, Severity::Normal), end(200, Severity::Error),
             end(210, Severity::Normal), end(600, Severity::Warning), end(640, Severity::Normal) };
    rects = rectsOf(ends);
    QVERIFY(rects[0].isEmpty() && !rects[1].isEmpty() && rects[2].isEmpty());
    QVERIFY(!rects[3].isEmpty() && !rects[4].isEmpty());
    // At the edge it is whole, and nothing is drawn in lanes that are too low for a word.
    rects = rectsOf({ end(999, Severity::Normal) });
    QVERIFY(!rects.front().isEmpty() && rects.front().right() < geometry.width());
    geometry.laneHeight = TimelineGeometry::LabelHeight - 1;
    QVERIFY(rectsOf({ end(100, Severity::Error) }).front().isEmpty());
}

void TestTimelineEnds::keysGoFromEndToEnd()
{
    QSignalSpy picked(m_view.get(), &TimelineView::recordPicked);
    QTest::keyClick(m_view.get(), Qt::Key_E);
    QTRY_COMPARE(picked.size(), 1);
    QVERIFY(m_view->currentEnd());
    const TimelineEnd first = *m_view->currentEnd();
    QVERIFY(m_view->currentLane());
    auto *face = QAccessible::queryAccessibleInterface(m_view.get());
    const int lane = static_cast<int>(*m_view->currentLane());
    QVERIFY(face->child(lane)->text(QAccessible::Value).contains(first.sentence));
    QTest::keyClick(m_view.get(), Qt::Key_Return); // Once more the same.
    QTRY_COMPARE(picked.size(), 2);
    QCOMPARE(picked.first(), picked.last());
    QTest::keyClick(m_view.get(), Qt::Key_E);
    QTest::keyClick(m_view.get(), Qt::Key_E, Qt::ShiftModifier);
    QVERIFY(m_view->currentEnd() && *m_view->currentEnd() == first);
    QTest::keyClick(m_view.get(), Qt::Key_E, Qt::ShiftModifier);
    QVERIFY(*m_view->currentEnd() == first); // There is none before it.
    m_view->setPages(nullptr);
    QTest::keyClick(m_view.get(), Qt::Key_E);
    QVERIFY(!m_view->currentEnd());
}

QTEST_MAIN(TestTimelineEnds)
#include "tst_timelineends.moc"
