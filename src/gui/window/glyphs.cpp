// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/glyphs.h"

#include <QPainter>
#include <QPainterPath>

namespace Pushscope {

namespace {

// Everything is drawn in a square of 16 by 16.
constexpr double Side = 16;
constexpr double Stroke = 1.4;
constexpr int IconPixels = 48;

QPainterPath polyline(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    for (const QPointF &point : points) {
        if (path.elementCount() == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    return path;
}

QPainterPath connectPath()
{
    // Two ends of a line, and what goes between them.
    QPainterPath path;
    path.addEllipse(QPointF(3.5, 8), 2, 2);
    path.addEllipse(QPointF(12.5, 8), 2, 2);
    path.addPath(polyline({ { 5.5, 8 }, { 10.5, 8 } }));
    return path;
}

QPainterPath serverPath()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(2, 2.5, 12, 4.5), 1, 1);
    path.addRoundedRect(QRectF(2, 9, 12, 4.5), 1, 1);
    path.addPath(polyline({ { 4.5, 4.75 }, { 5.5, 4.75 } }));
    path.addPath(polyline({ { 4.5, 11.25 }, { 5.5, 11.25 } }));
    return path;
}

QPainterPath openPath()
{
    QPainterPath path = polyline(
        { { 2, 12.5 }, { 2, 3.5 }, { 6, 3.5 }, { 7.5, 5.5 }, { 14, 5.5 }, { 14, 12.5 } });
    path.closeSubpath();
    return path;
}

QPainterPath pathOf(Glyph glyph)
{
    QPainterPath path;
    switch (glyph) {
    case Glyph::Search:
        path.addEllipse(QRectF(3, 3, 7, 7));
        path.addPath(polyline({ { 9, 9 }, { 13, 13 } }));
        return path;
    case Glyph::Clear:
        path = polyline({ { 4.5, 4.5 }, { 11.5, 11.5 } });
        path.addPath(polyline({ { 11.5, 4.5 }, { 4.5, 11.5 } }));
        return path;
    case Glyph::Pause:
        path.addRect(QRectF(4.5, 3.5, 2, 9));
        path.addRect(QRectF(9.5, 3.5, 2, 9));
        return path;
    case Glyph::Play:
        path = polyline({ { 5, 3 }, { 13, 8 }, { 5, 13 } });
        path.closeSubpath();
        return path;
    case Glyph::Connect:
        return connectPath();
    case Glyph::Server:
        return serverPath();
    case Glyph::Tour: // What an oscilloscope draws.
        return polyline({ { 1.5, 8 },
                          { 4, 8 },
                          { 4, 12.5 },
                          { 7.5, 12.5 },
                          { 7.5, 3.5 },
                          { 11, 3.5 },
                          { 11, 8 },
                          { 14.5, 8 } });
    case Glyph::Open:
        return openPath();
    case Glyph::Problem:
        path = polyline({ { 8, 2.5 }, { 14, 13 }, { 2, 13 } });
        path.closeSubpath();
        path.addPath(polyline({ { 8, 6.5 }, { 8, 9 } }));
        path.addPath(polyline({ { 8, 11 }, { 8, 11.1 } }));
        return path;
    }
    return path;
}

} // namespace

void paintGlyph(QPainter &painter, const QRectF &area, Glyph glyph, const QColor &color)
{
    const bool isFilled = glyph == Glyph::Pause || glyph == Glyph::Play;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.topLeft());
    painter.scale(area.width() / Side, area.height() / Side);
    painter.setPen(isFilled ? QPen(Qt::NoPen)
                            : QPen(color, Stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(isFilled ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawPath(pathOf(glyph));
    painter.restore();
}

QIcon glyphIcon(Glyph glyph, const QColor &color)
{
    QPixmap pixmap(IconPixels, IconPixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintGlyph(painter, QRectF(0, 0, IconPixels, IconPixels), glyph, color);
    painter.end();
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Disabled);
    return icon;
}

} // namespace Pushscope
