// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticsplotview.h"

#include "gui/statistics/statisticsplotpainter.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int TitleHeight = 20;
constexpr int Margin = 8;
constexpr QSize LeastSize{ 220, 96 };

} // namespace

StatisticsPlotView::StatisticsPlotView(StatisticsPlot::Kind kind, QWidget *parent)
    : QWidget(parent)
{
    m_plot.kind = kind;
    setAccessibleName(statisticsPlotTitle(kind));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

QSize StatisticsPlotView::sizeHint() const
{
    return LeastSize * 1.5;
}

QSize StatisticsPlotView::minimumSizeHint() const
{
    return LeastSize;
}

QRectF StatisticsPlotView::area() const
{
    return QRectF(rect()).adjusted(2, TitleHeight, -2, -2);
}

void StatisticsPlotView::setPlot(const StatisticsPlot &plot)
{
    if (plot == m_plot)
        return;
    const bool hadCursor = m_cursor.has_value();
    m_plot = plot;
    m_cursor.reset();
    if (hadCursor && !plot.isEmpty()) {
        const auto found = std::ranges::lower_bound(plot.columns, m_cursorFrom, {},
                                                    &StatisticsPlot::Column::from);
        m_cursor = std::min(static_cast<std::size_t>(found - plot.columns.begin()),
                            plot.columns.size() - 1);
    }
    setAccessibleDescription(plot.isEmpty() ? emptyText() : readout());
    update();
}

QString StatisticsPlotView::readout() const
{
    return m_cursor ? statisticsColumnText(m_plot, m_plot.columns[*m_cursor]) : QString();
}

QString StatisticsPlotView::emptyText() const
{
    switch (m_plot.kind) {
    case StatisticsPlot::Kind::Messages:
        return tr("No message.");
    case StatisticsPlot::Kind::Octets:
        return tr("Nothing on the wire.");
    case StatisticsPlot::Kind::Gaps:
        return tr("It takes two messages to make a gap.");
    case StatisticsPlot::Kind::RoundTrips:
        return tr("No ping of this end was answered. The composer sends one.");
    }
    return {};
}

void StatisticsPlotView::setCursorColumn(std::optional<std::size_t> cursor)
{
    if (cursor == m_cursor)
        return;
    m_cursor = cursor;
    if (cursor)
        m_cursorFrom = m_plot.columns[*cursor].from;
    setAccessibleDescription(readout());
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    update();
}

void StatisticsPlotView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    const QRectF title(Margin, 0, width() - 2 * Margin, TitleHeight);
    painter.setFont(textFont(SmallPixels));
    painter.setPen(theme.dim);
    const QString said = readout();
    const QString name = statisticsPlotTitle(m_plot.kind);
    if (said.isEmpty()) {
        painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(name, Qt::ElideRight,
                                                          static_cast<int>(title.width())));
    } else {
        painter.setFont(wireFont(SmallPixels));
        painter.setPen(theme.text);
        painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(said, Qt::ElideRight,
                                                          static_cast<int>(title.width())));
    }
    if (m_plot.isEmpty()) {
        painter.setFont(textFont(SmallPixels));
        painter.setPen(theme.dim);
        painter.drawText(area(), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
    } else {
        StatisticsPlotPainter(theme, m_plot).paintLarge(painter, area(), m_cursor);
    }
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void StatisticsPlotView::mouseMoveEvent(QMouseEvent *event)
{
    setCursorColumn(StatisticsPlotPainter(Theme::of(palette()), m_plot)
                        .columnAt(event->position().x(), area()));
}

void StatisticsPlotView::leaveEvent(QEvent *)
{
    if (!hasFocus())
        setCursorColumn(std::nullopt);
}

void StatisticsPlotView::keyPressEvent(QKeyEvent *event)
{
    const auto last = static_cast<std::ptrdiff_t>(m_plot.columns.size()) - 1;
    auto wanted = static_cast<std::ptrdiff_t>(m_cursor.value_or(0));
    switch (event->key()) {
    case Qt::Key_Left:
        --wanted;
        break;
    case Qt::Key_Right:
        wanted += m_cursor ? 1 : 0;
        break;
    case Qt::Key_Home:
        wanted = 0;
        break;
    case Qt::Key_End:
        wanted = last;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (last >= 0)
        setCursorColumn(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(wanted, 0, last)));
}

void StatisticsPlotView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void StatisticsPlotView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    setCursorColumn(std::nullopt);
    update();
}

} // namespace Pushscope
