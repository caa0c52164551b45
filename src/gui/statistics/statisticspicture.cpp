// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticspicture.h"

#include "gui/address/techniquelabels.h"
#include "gui/statistics/statisticsplotpainter.h"
#include "gui/statistics/statisticstable.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace Pushscope {

namespace {

constexpr int Margin = 24;
constexpr int LineHeight = 20;
constexpr int NameHeight = 30;
constexpr int PlotHeight = 150;
constexpr int PlotSpacing = 28; // Beside each other.
constexpr int CardHeight = NameHeight + 2 * (2 * LineHeight + PlotHeight) + 24;

/// The translation context of what is written into pictures.
class PictureWords
{
    Q_DECLARE_TR_FUNCTIONS(PictureWords)
};

} // namespace

StatisticsPicture::StatisticsPicture(std::vector<StatisticsRow> rows, const QString &range)
    : m_rows(std::move(rows))
    , m_range(range)
{
    if (m_rows.size() > MaxSessions) {
        m_leftOut = m_rows.size() - MaxSessions;
        m_rows.resize(MaxSessions);
    }
}

int StatisticsPicture::topHeight() const
{
    return m_range.isEmpty() ? 0 : LineHeight;
}

QSize StatisticsPicture::size() const
{
    const int last = m_leftOut > 0 ? LineHeight : 0;
    return { Width,
             2 * Margin + topHeight() + static_cast<int>(m_rows.size()) * CardHeight + last };
}

void StatisticsPicture::paint(QPainter &painter) const
{
    const Theme &theme = Theme::light();
    painter.fillRect(QRect(QPoint(0, 0), size()), Qt::white);
    double top = Margin;
    const auto line = [&](const QString &text) {
        painter.setFont(textFont(SmallPixels));
        painter.setPen(theme.dim);
        painter.drawText(QRectF(Margin, top, Width - 2 * Margin, LineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        top += LineHeight;
    };
    if (!m_range.isEmpty())
        line(m_range);
    for (const StatisticsRow &row : m_rows) {
        paintCard(painter, top, row);
        top += CardHeight;
    }
    if (m_leftOut > 0)
        line(PictureWords::tr("%n further session(s); the tables (CSV) have them all.", nullptr,
                              static_cast<int>(m_leftOut)));
}

void StatisticsPicture::paintCard(QPainter &painter, double top, const StatisticsRow &row) const
{
    const Theme &theme = Theme::light();
    painter.setFont(textFont(15));
    painter.setPen(theme.text);
    const QRectF name(Margin, top, Width - 2 * Margin, NameHeight);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter, row.name);
    QStringList facts;
    if (!row.technique.isEmpty())
        facts.append(techniqueLabel(QByteArrayView(row.technique)));
    facts.append(StatisticsTable::tr("%n reconnect(s)", nullptr, static_cast<int>(row.reconnects)));
    painter.setFont(textFont());
    painter.setPen(theme.dim);
    painter.drawText(name, Qt::AlignRight | Qt::AlignVCenter, facts.join(QStringLiteral(" · ")));
    painter.fillRect(QRectF(Margin, top + NameHeight - 1, name.width(), 1), theme.line);

    const double width = (name.width() - PlotSpacing) / 2;
    for (std::size_t i = 0; i < row.plots.size(); ++i) {
        const double left = Margin + static_cast<double>(i % 2) * (width + PlotSpacing);
        double y
            = top + NameHeight + 6 + static_cast<double>(i / 2) * (2 * LineHeight + PlotHeight);
        painter.setFont(textFont());
        painter.setPen(theme.text);
        painter.drawText(QRectF(left, y, width, LineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         statisticsPlotTitle(row.plots[i].kind));
        y += LineHeight;
        painter.setFont(textFont(SmallPixels));
        painter.setPen(theme.dim);
        painter.drawText(QRectF(left, y, width, LineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         row.groups[i].sentence);
        y += LineHeight;
        StatisticsPlotPainter(theme, row.plots[i])
            .paintLarge(painter, QRectF(left, y, width, PlotHeight - 10));
    }
}

bool StatisticsPicture::writePng(QIODevice &device) const
{
    QImage image(size() * PngScale, QImage::Format_RGB32);
    if (image.isNull())
        return false;
    image.setDevicePixelRatio(PngScale);
    QPainter painter(&image);
    paint(painter);
    painter.end();
    return image.save(&device, "PNG");
}

bool StatisticsPicture::writeSvg(QIODevice &device) const
{
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    constexpr int PixelsPerInch = 96; // As CSS has it: a browser shows it in the size of the PNG.
    generator.setResolution(PixelsPerInch);
    generator.setSize(size());
    generator.setViewBox(QRect(QPoint(0, 0), size()));
    generator.setTitle(PictureWords::tr("Statistics"));
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    paint(painter);
    return painter.end();
}

} // namespace Pushscope
