// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/records/recordcolumns.h"
#include "gui/theme/theme.h"
#include "models/recordrow.h"
#include "models/sessiontable.h"

#include <QFont>
#include <QRect>

class QHeaderView;
class QPainter;

namespace Pushscope {

/// The text of a cell as it is drawn and read out; empty for SessionColumn's dot.
[[nodiscard]] QString cellText(const RecordRow &row, RecordColumn column,
                               const SessionTable &sessions);
/// `↓` what came in, `↑` what went out, `·` what nobody wrote.
[[nodiscard]] QChar directionGlyph(Direction direction);

/// Draws rows of the record list.
///
/// Threads: GUI thread.
class RecordRowPainter
{
public:
    static constexpr int RowHeight = 22;
    static constexpr int CellMargin = 8; ///< Left and right of every cell's text.

    struct State {
        bool isCurrent = false;
        bool hasFocus = false; ///< The list has it.
        bool isAlternate = false;
    };

    RecordRowPainter(const Theme &theme, const SessionTable &sessions);

    /// @p row may be nullptr: it has not been read yet.
    void paint(QPainter &painter, const QHeaderView &header, const QRect &rect,
               const RecordRow *row, State state) const;

private:
    void paintGround(QPainter &painter, const QRect &rect, const RecordRow *row, State state) const;
    void paintCell(QPainter &painter, const QRect &cell, RecordColumn column, const RecordRow &row,
                   bool isOnSelection) const;
    void paintSession(QPainter &painter, const QRect &cell, const RecordRow &row,
                      const QColor &color) const;
    [[nodiscard]] QColor textColor(const RecordRow &row, RecordColumn column,
                                   bool isOnSelection) const;

    const Theme &m_theme;
    const SessionTable &m_sessions;
    QFont m_text;
    QFont m_bold;
    QFont m_wire;
};

} // namespace Pushscope
