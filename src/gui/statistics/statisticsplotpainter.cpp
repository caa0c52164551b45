// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticsplotpainter.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"
#include "models/statisticswords.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace Pushscope {

namespace {

using Kind = StatisticsPlot::Kind;
using Column = StatisticsPlot::Column;

constexpr double LabelWidth = 76; // Of `1.05 KiB/s`.
constexpr double LabelHeight = 16;
constexpr double TickGap = 14;
constexpr double ShortestGap = 1e3; // ns; what is shorter stands left of it.
constexpr double OneColumn = 0.125; // Of a decade.
constexpr double LeastPart = 0.12;  // Of the height, for a side with nothing in it.

double decades(qint64 ns)
{
    return ns <= 0 ? std::log10(ShortestGap) - OneColumn : std::log10(static_cast<double>(ns));
}

/// `1 µs`, `10 ms`, `100 s`; units as SI writes them, in every language.
QString decadeText(int decade)
{
    static constexpr std::array<const char *, 4> Units{ " ns", " µs", " ms", " s" };
    const int unit = std::clamp(decade / 3, 0, 3);
    return groupedNumber(std::llround(std::pow(10.0, decade - 3 * unit)))
        + QString::fromUtf8(Units[static_cast<std::size_t>(unit)]);
}

/// 1, 2 or 5 times a power of ten, at least @p least.
double niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : { 1.0, 2.0, 5.0 }) {
        if (power * factor >= least)
            return power * factor;
    }
    return power * 10;
}

} // namespace

QRectF StatisticsPlotPainter::plotArea(const QRectF &area)
{
    return area.adjusted(LabelWidth, 4, -8, -LabelHeight);
}

void StatisticsPlotPainter::setArea(const QRectF &area)
{
    m_area = area;
    const double out = scaled(m_plot.mostOut);
    const double in = scaled(m_plot.mostIn);
    const double total = out + in;
    if (m_plot.kind == Kind::RoundTrips || total <= 0) {
        m_axis = area.bottom();
        m_perUnit = out > 0 ? area.height() / out : 0;
        return;
    }
    const double part = std::clamp(out / total, LeastPart, 1 - LeastPart);
    m_axis = area.top() + area.height() * part;
    const double over = out > 0 ? (m_axis - area.top()) / out : 1e300;
    const double under = in > 0 ? (area.bottom() - m_axis) / in : 1e300;
    m_perUnit = std::min(over, under);
}

double StatisticsPlotPainter::scaled(double value) const
{
    return m_plot.kind == Kind::Gaps ? std::log2(1 + value) : value;
}

double StatisticsPlotPainter::xOf(qint64 ns) const
{
    double part = 0;
    if (m_plot.isOverTime()) {
        const auto span = static_cast<double>(std::max<qint64>(1, m_plot.to - m_plot.from));
        part = static_cast<double>(ns - m_plot.from) / span;
    } else {
        const double from = decades(m_plot.from);
        part = (decades(ns) - from) / std::max(OneColumn, decades(m_plot.to) - from);
    }
    return m_area.left() + std::clamp(part, 0.0, 1.0) * m_area.width();
}

double StatisticsPlotPainter::yOf(double value) const
{
    return value < 0 ? m_axis + scaled(-value) * m_perUnit : m_axis - scaled(value) * m_perUnit;
}

QRectF StatisticsPlotPainter::columnRect(const Column &column, double value) const
{
    const double left = xOf(column.from);
    const double width = std::max(1.0, xOf(column.to) - left - (m_plot.isOverTime() ? 0 : 1));
    double y = yOf(value);
    if (std::abs(y - m_axis) < 1) // However little it is, it is there.
        y = value < 0 ? m_axis + 1 : m_axis - 1;
    return QRectF(QPointF(left, std::min(y, m_axis)), QPointF(left + width, std::max(y, m_axis)));
}

void StatisticsPlotPainter::paintColumns(QPainter &painter) const
{
    if (m_plot.kind != Kind::RoundTrips) {
        for (const Column &column : m_plot.columns) {
            if (column.out > 0)
                painter.fillRect(columnRect(column, column.out), m_theme.out);
            if (column.in > 0)
                painter.fillRect(columnRect(column, -column.in), m_theme.in);
        }
        return;
    }
    QColor band = m_theme.ping;
    band.setAlphaF(0.35F);
    QPainterPath means;
    for (const Column &column : m_plot.columns) {
        const double x = (xOf(column.from) + xOf(column.to)) / 2;
        painter.fillRect(
            QRectF(QPointF(x - 1, yOf(column.largest)), QPointF(x + 1, yOf(column.least) + 1)),
            band);
        const QPointF point(x, yOf(column.out));
        if (means.isEmpty())
            means.moveTo(point);
        else
            means.lineTo(point);
        painter.fillRect(QRectF(x - 1, point.y() - 1, 2, 2), m_theme.accent);
    }
    painter.strokePath(means, QPen(m_theme.accent, 1));
}

void StatisticsPlotPainter::paintSmall(QPainter &painter, const QRectF &area)
{
    if (m_plot.isEmpty())
        return;
    setArea(area);
    painter.fillRect(QRectF(area.left(), std::round(m_axis), area.width(), 1), m_theme.line);
    paintColumns(painter);
}

QString StatisticsPlotPainter::valueText(double value) const
{
    switch (m_plot.kind) {
    case Kind::Messages:
        return statisticsRate(value);
    case Kind::Octets:
        return statisticsOctetRate(value);
    case Kind::Gaps:
        return groupedNumber(std::llround(value));
    case Kind::RoundTrips:
        return statisticsDuration(std::llround(value));
    }
    return {};
}

void StatisticsPlotPainter::paintValueAxis(QPainter &painter) const
{
    double free = -1e300; // Labels begin below it.
    const auto label = [&](double y, double value) {
        painter.fillRect(QRectF(m_area.left(), std::round(y), m_area.width(), 1), m_theme.line);
        const double top
            = std::clamp(y - LabelHeight / 2, m_area.top() - 4, m_area.bottom() - LabelHeight + 6);
        if (top < free)
            return;
        free = top + LabelHeight - 3;
        painter.setPen(m_theme.dim);
        painter.drawText(QRectF(m_area.left() - LabelWidth, top, LabelWidth - 5, LabelHeight),
                         Qt::AlignRight | Qt::AlignVCenter, valueText(value));
    };
    const bool hasOut = m_plot.mostOut > 0;
    const bool hasIn = m_plot.mostIn > 0;
    if (hasOut)
        label(yOf(m_plot.mostOut), m_plot.mostOut);
    const bool isApart = std::abs(yOf(m_plot.mostOut) - m_axis) >= LabelHeight - 3;
    const bool isApartBelow = std::abs(yOf(-m_plot.mostIn) - m_axis) >= LabelHeight - 3;
    if ((!hasOut || isApart) && (!hasIn || isApartBelow))
        label(m_axis, 0);
    else
        painter.fillRect(QRectF(m_area.left(), std::round(m_axis), m_area.width(), 1),
                         m_theme.line);
    if (hasIn)
        label(yOf(-m_plot.mostIn), m_plot.mostIn);
}

void StatisticsPlotPainter::paintTick(QPainter &painter, double x, const QString &text,
                                      double &free) const
{
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
    const double left = std::min(x - width / 2, m_area.right() + 6 - width);
    painter.fillRect(QRectF(std::round(x), m_area.bottom(), 1, 3), m_theme.dim);
    if (left < free)
        return;
    free = left + width + TickGap;
    painter.setPen(m_theme.dim);
    painter.drawText(QRectF(left, m_area.bottom() + 2, width + 2, LabelHeight - 2),
                     Qt::AlignLeft | Qt::AlignVCenter, text);
}

void StatisticsPlotPainter::paintTimeAxis(QPainter &painter) const
{
    constexpr double NsPerSecond = 1e9;
    constexpr double PixelsPerTick = 80;
    const double from = static_cast<double>(m_plot.from) / NsPerSecond;
    const double to = static_cast<double>(m_plot.to) / NsPerSecond;
    const double ticks = std::max(2.0, m_area.width() / PixelsPerTick);
    const double step = niceStep(std::max(1e-9, (to - from) / ticks));
    const int digits = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
    double free = m_area.left() - LabelWidth;
    // As many as there can be, whatever the numbers of a stranger's file come to.
    const auto count = static_cast<int>(std::clamp((to - from) / step + 2, 0.0, 200.0));
    const double first = std::ceil(from / step - 1e-9);
    for (int i = 0; i < count; ++i) {
        const double t = (first + i) * step;
        if (t > to * (1 + 1e-12))
            break;
        paintTick(painter, xOf(static_cast<qint64>(t * NsPerSecond)),
                  QString::number(t, 'f', digits) + QStringLiteral(" s"), free);
    }
}

void StatisticsPlotPainter::paintGapAxis(QPainter &painter) const
{
    double free = m_area.left() - LabelWidth;
    const auto first = static_cast<int>(std::ceil(decades(m_plot.from) - 1e-6));
    const auto last = static_cast<int>(std::floor(decades(m_plot.to) + 1e-6));
    for (int decade = first; decade <= last; ++decade) {
        const auto ns = static_cast<qint64>(std::pow(10.0, std::min(decade, 18)));
        paintTick(painter, xOf(ns), decadeText(decade), free);
    }
}

void StatisticsPlotPainter::paintLarge(QPainter &painter, const QRectF &area,
                                       std::optional<std::size_t> cursor)
{
    if (m_plot.isEmpty())
        return;
    setArea(plotArea(area));
    painter.setFont(wireFont(SmallPixels));
    paintValueAxis(painter);
    if (m_plot.isOverTime())
        paintTimeAxis(painter);
    else
        paintGapAxis(painter);
    paintColumns(painter);
    if (!cursor || *cursor >= m_plot.columns.size())
        return;
    const Column &column = m_plot.columns[*cursor];
    const double x = std::round((xOf(column.from) + xOf(column.to)) / 2);
    painter.fillRect(QRectF(x, m_area.top(), 1, m_area.height()), m_theme.text);
}

std::optional<std::size_t> StatisticsPlotPainter::columnAt(double x, const QRectF &area)
{
    setArea(plotArea(area));
    if (m_plot.isEmpty() || x < m_area.left() - 2 || x > m_area.right() + 2)
        return std::nullopt;
    const auto distance = [this, x](const Column &column) {
        const double left = xOf(column.from);
        const double right = std::max(left + 1, xOf(column.to));
        return x < left ? left - x : std::max(0.0, x - right);
    };
    const auto nearest = std::ranges::min_element(m_plot.columns, {}, distance);
    return static_cast<std::size_t>(nearest - m_plot.columns.begin());
}

} // namespace Pushscope
