// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>

class QColor;
class QPainter;
class QRectF;

namespace Pushscope {

/// The window's own small drawings, in one stroke width and whatever colour the theme asks for.
enum class Glyph : quint8 { Search, Clear, Pause, Play, Connect, Server, Tour, Open, Problem };

/// Draws @p glyph into the square @p area.
void paintGlyph(QPainter &painter, const QRectF &area, Glyph glyph, const QColor &color);

/// Looks the same on a disabled control: for marks that are no buttons.
[[nodiscard]] QIcon glyphIcon(Glyph glyph, const QColor &color);

} // namespace Pushscope
