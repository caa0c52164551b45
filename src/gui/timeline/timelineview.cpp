// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelineview.h"

#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qint64 LeastSpan = 1'000;        // 1 µs: reads are not told apart more finely.
constexpr qint64 LeastFit = 1'000'000'000; // A capture that just began shows a second.
constexpr int LeastHeight = TimelineGeometry::AxisHeight + 2 * TimelineGeometry::LaneHeight;

QString plainSeconds(qint64 t)
{
    return QString::number(static_cast<double>(t) / 1e9, 'f', 3);
}

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_tTo(LeastFit)
    , m_mailbox(this)
{
    setObjectName(QStringLiteral("timelineView"));
    setAccessibleName(tr("Timeline"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(LeastHeight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(TimelineGeometry::LaneHeight);
    connect(&m_model, &TimelineModel::sceneChanged, this, [this] {
        updateScrolling();
        tellSummary();
        viewport()->update();
    });
    connect(&m_stalls, &TimelineStalls::changed, this, [this] {
        tellSummary();
        viewport()->update();
    });
    connect(&m_model, &TimelineModel::sessionsChanged, this, &TimelineView::sessionsChanged);
    connect(&m_model, &TimelineModel::lastTimeChanged, this, &TimelineView::followGrowth);
}

TimelineView::~TimelineView() = default;

int TimelineView::timeWidth() const
{
    return std::max(1, viewport()->width() - TimelineGeometry::Gutter);
}

TimelineGeometry TimelineView::geometryNow() const
{
    return { { m_tFrom, m_tTo, timeWidth() }, verticalScrollBar()->value(), viewport()->height() };
}

void TimelineView::setPages(RecordPages *pages)
{
    ++m_search;
    m_cursor.reset();
    m_isPaused = false;
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
    switch (m_mode) {
    case Mode::Fit:
        showStretch(0,
                    std::max(LeastFit, last + last / 50)); // The newest is not glued to the edge.
        break;
    case Mode::Follow: {
        const qint64 span = m_tTo - m_tFrom;
        const qint64 to = std::max(span, last + span / 50);
        showStretch(to - span, to);
        break;
    }
    case Mode::Still:
        ask(); // What is still open may reach further into what is shown.
        break;
    }
}

void TimelineView::fit()
{
    m_mode = Mode::Fit;
    followGrowth();
}

void TimelineView::follow()
{
    m_mode = Mode::Follow;
    followGrowth();
}

void TimelineView::showStretch(qint64 tFrom, qint64 tTo)
{
    m_tFrom = std::max<qint64>(0, tFrom);
    m_tTo = std::max(m_tFrom + LeastSpan, tTo);
    ask();
    tellSummary();
    viewport()->update();
}

void TimelineView::ask()
{
    // Half a width more on either side, so that a pan finds something to show at once.
    const qint64 margin = (m_tTo - m_tFrom) / 2;
    m_model.want(std::max<qint64>(0, m_tFrom - margin), m_tTo + margin, 2 * timeWidth());
}

void TimelineView::zoom(double factor, qint64 t)
{
    const auto span = static_cast<double>(m_tTo - m_tFrom);
    const double most = 4.0 * static_cast<double>(std::max(LeastFit, m_model.lastTime()));
    const double wanted = std::clamp(span * factor, static_cast<double>(LeastSpan), most);
    const double part = static_cast<double>(t - m_tFrom) / span;
    const auto from = std::max<qint64>(0, t - static_cast<qint64>(wanted * part));
    const bool isAtEnd = m_mode != Mode::Still && part > 0.9;
    m_mode = isAtEnd ? Mode::Follow : Mode::Still;
    showStretch(from, from + static_cast<qint64>(wanted));
}

void TimelineView::pan(double widths)
{
    const qint64 span = m_tTo - m_tFrom;
    const auto by = static_cast<qint64>(static_cast<double>(span) * widths);
    const qint64 latest = std::max<qint64>(0, m_model.lastTime() - span / 10);
    const qint64 from = std::clamp<qint64>(m_tFrom + by, 0, latest);
    m_mode = Mode::Still;
    showStretch(from, from + span);
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
        viewport()->update();
        return;
    }
    m_model.pages()->requestRecord(
        seq, [this, address = m_mailbox.address(), search](const Record *record, OctetSource &) {
            if (!record || record->t == Record::NoTime)
                return;
            address->post([this, search, t = record->t] {
                if (search != m_search)
                    return;
                m_cursor = t;
                viewport()->update();
            });
        });
}

QString TimelineView::summary() const
{
    const QString shown = durationText(m_tTo - m_tFrom);
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
        = tr("%1; %2 lanes. The arrow keys move, plus and minus zoom, Home shows everything.")
              .arg(text)
              .arg(scene().lanes.size());
    if (!stalls().empty())
        description += QLatin1Char(' ')
            + tr("Recording held the peers up; the first time at %1 s.")
                  .arg(plainSeconds(stalls().front().tFrom));
    setAccessibleDescription(description);
}

void TimelineView::updateScrolling()
{
    const int lanes = static_cast<int>(scene().lanes.size());
    const int room = viewport()->height() - TimelineGeometry::AxisHeight;
    verticalScrollBar()->setRange(0, std::max(0, lanes * TimelineGeometry::LaneHeight - room));
    verticalScrollBar()->setPageStep(std::max(1, room));
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrolling();
    ask();
}

void TimelineView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void TimelineView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        viewport()->update();
}

void TimelineView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    const TimelineGeometry geometry = geometryNow();
    TimelinePainter(theme, geometry)
        .paint(painter, scene(), { m_range, m_cursor, hasFocus(), stalls() });
    if (!scene().lanes.empty())
        return;
    painter.setFont(textFont());
    painter.setPen(theme.dim);
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Connections will be drawn here."));
}

} // namespace Pushscope
