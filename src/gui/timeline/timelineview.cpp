// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelineview.h"

#include "gui/theme/fonts.h"
#include "gui/timeline/timelineaccessible.h"
#include "models/formatting.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace Pushscope {

namespace {

constexpr qint64 LeastFit = 1'000'000'000; // A capture that just began shows a second.
constexpr int EndRoom = 24; // Pixels: half of the word for an end, where it is the newest.
constexpr int LeastHeight = TimelineGeometry::AxisHeight + 2 * TimelineGeometry::LaneHeight;
// What grows is asked for so often at most, and no more than a quarter of the time is spent on it.
constexpr qint64 GrowthInterval = 100; // ms
constexpr qint64 GrowthShare = 4;

QString plainSeconds(qint64 t)
{
    return QString::number(static_cast<double>(t) / 1e9, 'f', 3);
}

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_scale{ 0, LeastFit, 1 }
    , m_endFinder(this)
    , m_mailbox(this)
{
    installTimelineAccessibility();
    setObjectName(QStringLiteral("timelineView"));
    setAccessibleName(tr("Timeline"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(LeastHeight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    m_growthTimer.setSingleShot(true);
    connect(&m_growthTimer, &QTimer::timeout, this, &TimelineView::ask);
    connect(&m_model, &TimelineModel::sceneChanged, this, &TimelineView::takeScene);
    connect(&m_stalls, &TimelineStalls::changed, this, [this] {
        tellSummary();
        redraw();
    });
    connect(&m_endFinder, &EndFinder::found, this, &TimelineView::recordPicked);
    connect(&m_model, &TimelineModel::sessionsChanged, this, &TimelineView::sessionsChanged);
    connect(&m_model, &TimelineModel::lastTimeChanged, this, &TimelineView::followGrowth);
    updateScrolling();
}

TimelineView::~TimelineView() = default;

int TimelineView::timeWidth() const
{
    return std::max(1, viewport()->width() - m_gutter);
}

TimelineGeometry TimelineView::geometryNow() const
{
    return { m_scale, verticalScrollBar()->value(), viewport()->height(), m_laneHeight, m_gutter };
}

void TimelineView::setPages(RecordPages *pages)
{
    ++m_search;
    m_cursor.reset();
    m_endConnection = 0;
    m_endFinder.setPages(pages);
    m_isPaused = false;
    m_previewSeq = 0;
    setCurrentLane(std::nullopt);
    m_model.setPages(pages);
    m_stalls.setPages(pages);
    setRange(std::nullopt);
    fit();
}

void TimelineView::refresh()
{
    if (!m_isPaused)
        m_model.refresh();
}

void TimelineView::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    refresh();
}

void TimelineView::followGrowth()
{
    const qint64 last = m_model.lastTime();
    const qint64 before = m_scale.tTo;
    switch (m_mode) {
    case Mode::Fit: {
        // The newest is not glued to the edge, and the word for an end has its place there; what
        // is drawn moves only every now and then.
        const int width = timeWidth();
        const int most = std::min(2 * EndRoom, width / 12);
        const qint64 to = std::max(LeastFit, last + last / (width - most) * most);
        const bool isKept = m_scale.tFrom == 0 && m_scale.width == width
            && before >= LeastFit && before - last >= most / 2 * m_scale.pixelNs()
            && before <= to + to / 12;
        if (!isKept)
            showScale(TimelineScale::aligned(0, (to - 1) / timeWidth() + 1, timeWidth()));
        break;
    }
    case Mode::Follow: {
        const qint64 span = m_scale.span();
        const qint64 pixel = m_scale.pixelNs();
        const qint64 to = std::max(span, last + std::min(span / 12, EndRoom * pixel));
        showScale(TimelineScale::aligned(to - span + pixel - 1, pixel, timeWidth()));
        break;
    }
    case Mode::Still:
        break; // What is still open may reach further into what is shown.
    }
    askForGrowth();
}

void TimelineView::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    emit modeChanged(mode);
}

TimelineView::Place TimelineView::place() const
{
    return { m_mode,  m_scale.tFrom,       m_scale.tTo,
             m_range, m_model.collapsed(), verticalScrollBar()->value() };
}

void TimelineView::takePlace(const Place &place)
{
    m_model.setCollapsed(place.collapsed);
    m_scrolledTo = place.scrolled;
    if (place.mode == Mode::Fit) {
        fit();
    } else {
        showStretch(place.tFrom, place.tTo);
        setMode(place.mode);
    }
    setRange(place.range);
}

void TimelineView::fit()
{
    setMode(Mode::Fit);
    m_scale = {}; // What is kept while it grows is not kept when it is asked for.
    followGrowth();
    ask();
}

void TimelineView::follow()
{
    setMode(Mode::Follow);
    followGrowth();
    ask();
}

void TimelineView::showScale(const TimelineScale &scale)
{
    if (scale == m_scale)
        return;
    m_scale = scale;
    tellSummary();
    redraw();
}

void TimelineView::showStretch(qint64 tFrom, qint64 tTo)
{
    setMode(Mode::Still);
    const qint64 span = std::max<qint64>(1, tTo - tFrom);
    showScale(TimelineScale::aligned(tFrom, (span - 1) / timeWidth() + 1, timeWidth()));
    ask();
}

void TimelineView::ask()
{
    m_growthTimer.stop();
    m_sinceAsked.start();
    // Half a width more on either side, so that a pan finds something to show at once.
    const qint64 pixel = m_scale.pixelNs();
    const qint64 left = std::min<qint64>(m_scale.width / 2, m_scale.tFrom / pixel);
    const qint64 right = m_scale.width / 2;
    m_model.want(m_scale.tFrom - left * pixel, m_scale.tFrom + (m_scale.width + right) * pixel,
                 static_cast<int>(left + m_scale.width + right));
}

void TimelineView::askForGrowth()
{
    if (m_growthTimer.isActive())
        return;
    const qint64 interval = GrowthInterval + GrowthShare * m_answerMs;
    const qint64 passed = m_sinceAsked.isValid() ? m_sinceAsked.elapsed() : interval;
    if (passed >= interval && !m_model.isAsked())
        ask();
    else
        m_growthTimer.start(static_cast<int>(std::max<qint64>(1, interval - passed)));
}

void TimelineView::takeScene()
{
    if (m_sinceAsked.isValid())
        m_answerMs = m_sinceAsked.elapsed();
    if (m_lane && *m_lane >= scene().lanes.size())
        setCurrentLane(std::nullopt);
    findCursorLane();
    updateScrolling();
    tellSummary();
    redraw();
    setPointer(m_pointer); // Something else may be under it now.
}

void TimelineView::findCursorLane()
{
    m_cursorLane.reset();
    for (std::size_t i = 0; i < scene().lanes.size() && m_cursorConnection != 0; ++i) {
        if (std::ranges::count(scene().lanes[i].connections, m_cursorConnection) > 0)
            m_cursorLane = i;
    }
}

void TimelineView::redraw()
{
    m_isPictureCurrent = false;
    viewport()->update();
}

void TimelineView::zoom(double factor, qint64 t)
{
    const qint64 pixel = m_scale.pixelNs();
    const double most
        = 4.0 * static_cast<double>(std::max(LeastFit, m_model.lastTime())) / m_scale.width;
    const double wanted
        = std::clamp(std::round(static_cast<double>(pixel) * factor), 1.0, std::max(1.0, most));
    auto next = static_cast<qint64>(wanted);
    if (next == pixel && factor > 1)
        ++next; // From the finest there is a way out.
    const qint64 column = std::clamp(m_scale.columnOf(t), 0, m_scale.width);
    const bool isAtEnd = m_mode != Mode::Still && column > m_scale.width * 9 / 10;
    setMode(isAtEnd ? Mode::Follow : Mode::Still);
    showScale(TimelineScale::aligned(t - column * next + next / 2, next, m_scale.width));
    ask();
}

qint64 TimelineView::center() const
{
    const qint64 middle = m_scale.timeAt(m_scale.width / 2.0);
    const bool isShown = m_cursor && *m_cursor >= m_scale.tFrom && *m_cursor <= m_scale.tTo;
    return isShown ? *m_cursor : middle;
}

void TimelineView::zoomHere(double factor)
{
    zoom(factor, center());
}

void TimelineView::zoomToRange()
{
    if (m_range)
        showStretch(m_range->first, m_range->second);
}

void TimelineView::pan(double widths)
{
    const qint64 pixel = m_scale.pixelNs();
    const auto by = static_cast<qint64>(std::round(m_scale.width * widths)) * pixel;
    const qint64 latest = std::max<qint64>(0, m_model.lastTime() - m_scale.span() / 10);
    const qint64 from = std::clamp<qint64>(m_scale.tFrom + by, 0, std::max(latest, m_scale.tFrom));
    setMode(Mode::Still);
    showScale(TimelineScale::aligned(from, pixel, m_scale.width));
    ask();
}

void TimelineView::moveTo(qint64 t)
{
    const int column = m_scale.columnOf(t);
    if (column < 0 || column >= m_scale.width)
        pan(static_cast<double>(column) / m_scale.width - 0.5);
}

void TimelineView::setRange(std::optional<std::pair<qint64, qint64>> range)
{
    if (range == m_range)
        return;
    m_range = range;
    viewport()->update();
    tellSummary();
    if (range)
        emit rangeSelected(range->first, range->second);
    else
        emit rangeSelected(-1, -1);
}

void TimelineView::clearRange()
{
    setRange(std::nullopt);
}

void TimelineView::setCurrentRecord(qint64 seq)
{
    const quint64 search = ++m_search;
    if (seq <= 0 || !m_model.pages()) {
        m_cursor.reset();
        m_endConnection = 0;
        viewport()->update();
        return;
    }
    m_model.pages()->requestRecord(
        seq, [this, address = m_mailbox.address(), search](const Record *record, OctetSource &) {
            if (!record || record->t == Record::NoTime)
                return;
            address->post([this, search, t = record->t, connection = record->connection] {
                if (search != m_search)
                    return;
                m_cursor = t;
                m_cursorConnection = connection;
                findCursorLane();
                viewport()->update();
            });
        });
}

QString TimelineView::summary() const
{
    // The room behind the newest, which is there to be looked at, is no time that was recorded.
    const qint64 last = std::min(m_scale.tTo, std::max(m_scale.tFrom, m_model.lastTime()));
    const QString shown = durationText(last - m_scale.tFrom);
    if (!m_range)
        return shown;
    return tr("%1 · %2–%3 s selected")
        .arg(shown, plainSeconds(m_range->first), plainSeconds(m_range->second));
}

void TimelineView::tellSummary()
{
    const QString text = summary();
    emit summaryChanged(text);
    QString description
        = tr("%1; %2 lanes. Up and Down choose a lane, the brackets go from event to event in it "
             "and Enter picks one; Left and Right move, plus and minus zoom, 0 shows everything.")
              .arg(text)
              .arg(scene().lanes.size());
    if (!stalls().empty())
        description += QLatin1Char(' ')
            + tr("Recording held the peers up; the first time at %1 s.")
                  .arg(plainSeconds(stalls().front().tFrom));
    if (description != accessibleDescription())
        setAccessibleDescription(description);
}

void TimelineView::updateScrolling()
{
    const int lanes = static_cast<int>(scene().lanes.size());
    const int room = viewport()->height() - TimelineGeometry::AxisHeight;
    verticalScrollBar()->setRange(0, std::max(0, lanes * m_laneHeight - room));
    verticalScrollBar()->setPageStep(std::max(1, room));
    verticalScrollBar()->setSingleStep(TimelineGeometry::LaneHeight);
    if (m_scrolledTo > 0 && verticalScrollBar()->maximum() >= m_scrolledTo)
        verticalScrollBar()->setValue(std::exchange(m_scrolledTo, 0));
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrolling();
    if (m_scale.width == timeWidth()) {
        redraw();
        return;
    }
    if (m_mode == Mode::Fit) {
        followGrowth();
        ask();
        return;
    }
    const Mode mode = m_mode;
    showStretch(m_scale.tFrom, m_scale.tTo);
    setMode(mode);
}

void TimelineView::scrollContentsBy(int, int)
{
    redraw();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::FontChange) {
        m_pills.clear();
        redraw();
    } else if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Timeline"));
        tellSummary();
        redraw();
    }
}

void TimelineView::drawPicture(const TimelineGeometry &geometry)
{
    const qreal ratio = viewport()->devicePixelRatioF();
    const QSize size = viewport()->size() * ratio;
    if (m_picture.size() != size || m_picture.devicePixelRatio() != ratio) {
        m_picture = QPixmap(size);
        m_picture.setDevicePixelRatio(ratio);
    }
    QPainter painter(&m_picture);
    TimelinePainter(Theme::of(palette()), geometry).paintScene(painter, scene(), stalls(), m_pills);
    m_isPictureCurrent = true;
}

void TimelineView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = Theme::of(palette());
    const TimelineGeometry geometry = geometryNow();
    if (!m_isPictureCurrent || m_picture.size() != viewport()->size() * devicePixelRatioF())
        drawPicture(geometry);
    QPainter painter(viewport());
    const qreal ratio = m_picture.devicePixelRatio();
    const QRectF part(event->rect());
    painter.drawPixmap(part, m_picture, QRectF(part.topLeft() * ratio, part.size() * ratio));
    TimelinePainter::State state;
    state.range = m_range;
    state.cursor = m_cursor;
    state.cursorLane = m_cursorLane;
    state.lane = m_lane;
    state.hasFocus = hasFocus();
    state.hovered = m_hovered;
    state.end = chosenEndRect();
    if (m_cursor)
        state.spared = pillsAt(geometry.xOf(*m_cursor));
    if (m_pointer && m_pointer->x() >= m_gutter)
        state.pointer = m_pointer->x();
    TimelinePainter(theme, geometry).paintState(painter, state);
    if (!scene().lanes.empty())
        return;
    painter.setFont(textFont());
    painter.setPen(theme.dim);
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Connections will be drawn here."));
}

} // namespace Pushscope
