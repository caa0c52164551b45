// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/records/recordfacts.h"
#include "gui/theme/theme.h"
#include "models/recordoutline.h"

#include <QFont>
#include <QRect>

class QHeaderView;
class QPainter;

namespace Pushscope {

/// Draws rows of the record list.
///
/// Threads: GUI thread.
class RecordRowPainter
{
public:
    static constexpr int RowHeight = 22;
    static constexpr int CellMargin = 8; ///< Left and right of every cell's text.
    static constexpr int Indent = 14;    ///< Of the triangle, and of what is unfolded.

    struct State {
        bool isCurrent = false;
        bool isSelected = false; ///< With others, or alone.
        bool hasFocus = false;   ///< The list has it.
        bool isAlternate = false;
        bool hasTriangles = false; ///< Some rows have one, so that all leave room for it.
        RecordOutline::Place place;
    };

    RecordRowPainter(const Theme &theme, const RecordFacts &facts);

    /// @p row may be nullptr: it has not been read yet.
    void paint(QPainter &painter, const QHeaderView &header, const QRect &rect,
               const RecordRow *row, const State &state) const;

    /// Where a click unfolds: the triangle, and the words about heartbeats; empty where there are
    /// none. @p rect is the row's.
    [[nodiscard]] static QRect triangleRect(const QHeaderView &header, const QRect &rect,
                                            const State &state);
    [[nodiscard]] static QRect heartbeatsRect(const QHeaderView &header, const QRect &rect,
                                              const RecordOutline::Place &place);

private:
    void paintGround(QPainter &painter, const QRect &rect, const RecordRow *row,
                     const State &state) const;
    void paintEdges(QPainter &painter, const QRect &rect, const State &state) const;
    void paintCell(QPainter &painter, const QRect &cell, RecordColumn column, const RecordRow &row,
                   const State &state) const;
    void paintText(QPainter &painter, const QRect &inner, RecordColumn column, const RecordRow &row,
                   const QColor &color) const;
    void paintSession(QPainter &painter, const QRect &cell, const RecordRow &row,
                      const QColor &color) const;
    void paintTriangle(QPainter &painter, const QRect &area, bool isUnfolded,
                       const QColor &color) const;
    /// Marks, notes and heartbeats; returns what is left for the text.
    [[nodiscard]] QRect paintChips(QPainter &painter, const QRect &inner, const RecordRow &row,
                                   const State &state) const;
    [[nodiscard]] int paintChip(QPainter &painter, const QRect &inner, const QString &text,
                                const QColor &color) const;
    [[nodiscard]] QColor textColor(const RecordRow &row, RecordColumn column,
                                   const State &state) const;

    const Theme &m_theme;
    const RecordFacts &m_facts;
    QFont m_text;
    QFont m_bold;
    QFont m_wire;
    QFont m_small;
};

} // namespace Pushscope
