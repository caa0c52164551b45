// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordrowpainter.h"

#include "gui/theme/fonts.h"
#include "models/recordmarks.h"
#include "models/recordnotes.h"
#include "models/sessiontable.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QPainter>
#include <QPainterPath>

namespace Pushscope {

namespace {

constexpr int DotSize = 8;
constexpr int DotGap = 7;
constexpr int ChipPadding = 5;
constexpr int ChipHeight = 16;
constexpr int ChipGap = 6;
constexpr int EdgeWidth = 3;     ///< Of the bar that tells selected rows where they are tinted.
constexpr int LeastForNote = 160; ///< Below, a note is only its sign.
constexpr int LeastPreview = 40; ///< Below, heartbeats give way to the text.

bool isTinted(const RecordRow &row)
{
    return row.text.severity == Severity::Error || row.text.severity == Severity::Warning;
}

bool isWire(RecordColumn column)
{
    return column != SessionColumn && column != DirectionColumn && column != WhatColumn;
}

Qt::Alignment alignmentOf(RecordColumn column)
{
    switch (column) {
    case SeqColumn:
    case TimeColumn:
    case ClockColumn:
    case DeltaColumn:
    case MarkDeltaColumn:
    case SizeColumn:
        return Qt::AlignRight | Qt::AlignVCenter;
    case DirectionColumn:
        return Qt::AlignHCenter | Qt::AlignVCenter;
    default:
        return Qt::AlignLeft | Qt::AlignVCenter;
    }
}

QRect cellOf(const QHeaderView &header, int column, const QRect &rect)
{
    return { header.sectionViewportPosition(column), rect.top(), header.sectionSize(column),
             rect.height() };
}

QString foldedText(const RecordOutline::Place &place)
{
    // The triangle says which way it goes, also where there is no other.
    return (place.isUnfolded ? QStringLiteral("▾ ") : QStringLiteral("▸ "))
        + heartbeatsText(place.heartbeats);
}

} // namespace

RecordRowPainter::RecordRowPainter(const Theme &theme, const RecordFacts &facts)
    : m_theme(theme)
    , m_facts(facts)
    , m_text(textFont())
    , m_bold(m_text)
    , m_wire(wireFont())
    , m_small(textFont(SmallPixels))
{
    m_bold.setWeight(QFont::DemiBold);
}

QRect RecordRowPainter::triangleRect(const QHeaderView &header, const QRect &rect,
                                     const State &state)
{
    const bool hasOne = state.hasTriangles && !state.place.isUnder
        && (state.place.canUnfold || state.place.isUnfolded);
    if (!hasOne || header.isSectionHidden(WhatColumn))
        return {};
    const QRect cell = cellOf(header, WhatColumn, rect);
    return { cell.left(), cell.top(), CellMargin + Indent, cell.height() };
}

QRect RecordRowPainter::heartbeatsRect(const QHeaderView &header, const QRect &rect,
                                       const RecordOutline::Place &place)
{
    if (place.heartbeats == 0)
        return {};
    const QRect cell = cellOf(header, PreviewColumn, rect).adjusted(CellMargin, 0, -CellMargin, 0);
    const int width = QFontMetrics(textFont(SmallPixels)).horizontalAdvance(foldedText(place))
        + 2 * ChipPadding;
    if (width + LeastPreview > cell.width())
        return {};
    return { cell.right() + 1 - width, cell.top(), width, cell.height() };
}

void RecordRowPainter::paint(QPainter &painter, const QHeaderView &header, const QRect &rect,
                             const RecordRow *row, const State &state) const
{
    paintGround(painter, rect, row, state);
    if (row) {
        for (int column = 0; column < RecordColumnCount; ++column) {
            const QRect cell = cellOf(header, column, rect);
            if (!header.isSectionHidden(column) && cell.intersects(rect))
                paintCell(painter, cell, static_cast<RecordColumn>(column), *row, state);
        }
        const QRect triangle = triangleRect(header, rect, state);
        if (!triangle.isEmpty())
            paintTriangle(painter, triangle, state.place.isUnfolded,
                          state.isSelected ? m_theme.text : m_theme.dim);
    }
    paintEdges(painter, rect, state);
}

void RecordRowPainter::paintEdges(QPainter &painter, const QRect &rect, const State &state) const
{
    if (state.isSelected)
        painter.fillRect(rect.left(), rect.top(), EdgeWidth, rect.height(),
                         state.hasFocus ? m_theme.accent : m_theme.dim);
    if (!state.isCurrent)
        return;
    painter.setPen(QPen(state.hasFocus ? m_theme.accent : m_theme.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    if (state.hasFocus)
        painter.drawRect(rect.adjusted(1, 1, -2, -2));
}

void RecordRowPainter::paintGround(QPainter &painter, const QRect &rect, const RecordRow *row,
                                   const State &state) const
{
    QColor ground = state.isAlternate ? m_theme.alternate : m_theme.pane;
    if (row && row->text.severity == Severity::Error)
        ground = m_theme.errorTint;
    else if (row && row->text.severity == Severity::Warning)
        ground = m_theme.warningTint;
    else if (state.isSelected)
        ground = m_theme.selection;
    painter.fillRect(rect, ground);
}

QColor RecordRowPainter::textColor(const RecordRow &row, RecordColumn column,
                                   const State &state) const
{
    if (state.isSelected && !isTinted(row))
        return m_theme.text;
    if (column == WhatColumn && row.text.severity == Severity::Error)
        return m_theme.error;
    if (column == WhatColumn && row.text.severity == Severity::Warning)
        return m_theme.warning;
    if (column == DirectionColumn) {
        switch (directionOf(row.from, m_facts.sessions.isServer(row.session))) {
        case Direction::Incoming:
            return m_theme.in;
        case Direction::Outgoing:
            return m_theme.out;
        case Direction::None:
            break;
        }
    }
    if (isTinted(row))
        return m_theme.text;
    const bool isDim = (row.text.severity == Severity::Dim || state.place.isUnder)
        && column != SeqColumn && column != TimeColumn;
    return isDim || column == DeltaColumn || column == MarkDeltaColumn ? m_theme.dim : m_theme.text;
}

void RecordRowPainter::paintCell(QPainter &painter, const QRect &cell, RecordColumn column,
                                 const RecordRow &row, const State &state) const
{
    const QColor color = textColor(row, column, state);
    if (column == SessionColumn) {
        paintSession(painter, cell, row, color);
        return;
    }
    const int margin = column == DirectionColumn ? 0 : CellMargin;
    QRect inner = cell.adjusted(margin, 0, -margin, 0);
    if (column == WhatColumn && (state.hasTriangles || state.place.isUnder))
        inner.adjust(state.place.isUnder ? 2 * Indent : Indent, 0, 0, 0);
    if (column == PreviewColumn)
        inner = paintChips(painter, inner, row, state);
    paintText(painter, inner, column, row, color);
}

void RecordRowPainter::paintText(QPainter &painter, const QRect &inner, RecordColumn column,
                                 const RecordRow &row, const QColor &color) const
{
    const QString text = cellText(row, column, m_facts);
    if (text.isEmpty())
        return;
    const bool isBold = (column == WhatColumn && isTinted(row)) || column == DirectionColumn;
    painter.setFont(isWire(column) ? m_wire : isBold ? m_bold : m_text);
    painter.setPen(color);
    painter.drawText(inner, static_cast<int>(alignmentOf(column)) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
}

QRect RecordRowPainter::paintChips(QPainter &painter, const QRect &inner, const RecordRow &row,
                                   const State &state) const
{
    QRect rest = inner;
    if (const auto mark = m_facts.marks.at(row.seq))
        rest.setLeft(paintChip(painter, rest, QStringLiteral("⚑ ") + markName(mark->number),
                               state.isSelected ? m_theme.text : m_theme.accent));
    if (m_facts.notes.isNoted(row.seq)) {
        const QString note = rest.width() < LeastForNote
            ? QStringLiteral("✎") // The line below the list and the tool tip have the words.
            : QString(QStringLiteral("✎ ") + m_facts.notes.about(row.seq).constLast());
        rest.setLeft(paintChip(painter, rest, note, m_theme.text));
    }
    if (state.place.heartbeats > 0 && rest.width() > LeastPreview) {
        painter.setFont(m_small);
        const QString text = foldedText(state.place);
        const int width = painter.fontMetrics().horizontalAdvance(text) + 2 * ChipPadding;
        if (width + LeastPreview <= inner.width()) {
            painter.setPen(state.isSelected || isTinted(row) ? m_theme.text : m_theme.dim);
            painter.drawText(rest.adjusted(0, 0, -ChipPadding, 0),
                             Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
            rest.setRight(rest.right() - width - ChipGap);
        }
    }
    return rest;
}

int RecordRowPainter::paintChip(QPainter &painter, const QRect &inner, const QString &text,
                                const QColor &color) const
{
    painter.setFont(m_small);
    const QFontMetrics metrics = painter.fontMetrics();
    // A long note leaves half of the room to what it is about.
    const int most = std::max(LeastPreview, inner.width() / 2);
    const int width = std::min(metrics.horizontalAdvance(text) + 2 * ChipPadding, most);
    const QRectF chip(inner.left() + 0.5, inner.center().y() - ChipHeight / 2 + 0.5, width - 1,
                      ChipHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(chip, 3, 3);
    painter.restore();
    painter.setPen(color);
    painter.drawText(chip, Qt::AlignCenter | Qt::TextSingleLine,
                     metrics.elidedText(text, Qt::ElideRight, width - 2 * ChipPadding + 2));
    return inner.left() + width + ChipGap;
}

void RecordRowPainter::paintTriangle(QPainter &painter, const QRect &area, bool isUnfolded,
                                     const QColor &color) const
{
    constexpr double Half = 3.5;
    const QPointF middle(area.right() - Indent / 2.0, area.center().y() + 0.5);
    QPolygonF triangle;
    if (isUnfolded)
        triangle << middle + QPointF(-Half, -Half / 2) << middle + QPointF(Half, -Half / 2)
                 << middle + QPointF(0, Half);
    else
        triangle << middle + QPointF(-Half / 2, -Half) << middle + QPointF(-Half / 2, Half)
                 << middle + QPointF(Half, 0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(triangle);
    painter.restore();
}

void RecordRowPainter::paintSession(QPainter &painter, const QRect &cell, const RecordRow &row,
                                    const QColor &color) const
{
    if (row.session == 0)
        return;
    const QRect inner = cell.adjusted(CellMargin, 0, -CellMargin, 0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.sessionColor(row.session));
    painter.drawEllipse(
        QRectF(inner.left(), inner.center().y() - DotSize / 2.0 + 0.5, DotSize, DotSize));
    painter.restore();
    painter.setFont(m_text);
    painter.setPen(color);
    const QRect rest = inner.adjusted(DotSize + DotGap, 0, 0, 0);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_facts.sessions.name(row.session),
                                                      Qt::ElideMiddle, rest.width()));
}

} // namespace Pushscope
