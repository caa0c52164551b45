// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordrowpainter.h"

#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QPainter>

namespace Pushscope {

namespace {

constexpr int DotSize = 8;
constexpr int DotGap = 7;

bool isTinted(const RecordRow &row)
{
    return row.text.severity == Severity::Error || row.text.severity == Severity::Warning;
}

bool isWire(RecordColumn column)
{
    return column == SeqColumn || column == TimeColumn || column == DeltaColumn
        || column == SizeColumn || column == PreviewColumn;
}

Qt::Alignment alignmentOf(RecordColumn column)
{
    switch (column) {
    case SeqColumn:
    case TimeColumn:
    case DeltaColumn:
    case SizeColumn:
        return Qt::AlignRight | Qt::AlignVCenter;
    case DirectionColumn:
        return Qt::AlignHCenter | Qt::AlignVCenter;
    default:
        return Qt::AlignLeft | Qt::AlignVCenter;
    }
}

} // namespace

QChar directionGlyph(Direction direction)
{
    switch (direction) {
    case Direction::Incoming:
        return QChar(0x2193);
    case Direction::Outgoing:
        return QChar(0x2191);
    case Direction::None:
        break;
    }
    return QChar(0x00b7);
}

QString cellText(const RecordRow &row, RecordColumn column, const SessionTable &sessions)
{
    switch (column) {
    case SeqColumn:
        return groupedNumber(row.seq);
    case TimeColumn:
        return secondsText(row.t);
    case DeltaColumn:
        return row.deltaNs ? deltaText(*row.deltaNs) : QString();
    case SessionColumn:
        return sessions.name(row.session);
    case DirectionColumn:
        return directionGlyph(directionOf(row.from, sessions.isServer(row.session)));
    case WhatColumn:
        return row.text.what;
    case SizeColumn:
        return row.hasSize ? groupedNumber(row.size) : QString();
    case PreviewColumn:
        return row.text.preview;
    case RecordColumnCount:
        break;
    }
    return {};
}

RecordRowPainter::RecordRowPainter(const Theme &theme, const SessionTable &sessions)
    : m_theme(theme)
    , m_sessions(sessions)
    , m_text(textFont())
    , m_bold(m_text)
    , m_wire(wireFont())
{
    m_bold.setWeight(QFont::DemiBold);
}

void RecordRowPainter::paint(QPainter &painter, const QHeaderView &header, const QRect &rect,
                             const RecordRow *row, State state) const
{
    paintGround(painter, rect, row, state);
    if (row) {
        const bool isOnSelection = state.isCurrent && !isTinted(*row);
        for (int column = 0; column < RecordColumnCount; ++column) {
            const QRect cell(header.sectionViewportPosition(column), rect.top(),
                             header.sectionSize(column), rect.height());
            if (!header.isSectionHidden(column) && cell.intersects(rect))
                paintCell(painter, cell, static_cast<RecordColumn>(column), *row, isOnSelection);
        }
    }
    if (state.isCurrent) {
        painter.setPen(QPen(state.hasFocus ? m_theme.accent : m_theme.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
        if (state.hasFocus)
            painter.drawRect(rect.adjusted(1, 1, -2, -2));
    }
}

void RecordRowPainter::paintGround(QPainter &painter, const QRect &rect, const RecordRow *row,
                                   State state) const
{
    QColor ground = state.isAlternate ? m_theme.alternate : m_theme.pane;
    if (row && row->text.severity == Severity::Error)
        ground = m_theme.errorTint;
    else if (row && row->text.severity == Severity::Warning)
        ground = m_theme.warningTint;
    else if (state.isCurrent)
        ground = m_theme.selection;
    painter.fillRect(rect, ground);
}

QColor RecordRowPainter::textColor(const RecordRow &row, RecordColumn column,
                                   bool isOnSelection) const
{
    if (isOnSelection)
        return m_theme.text;
    if (column == WhatColumn && row.text.severity == Severity::Error)
        return m_theme.error;
    if (column == WhatColumn && row.text.severity == Severity::Warning)
        return m_theme.warning;
    if (column == DirectionColumn) {
        switch (directionOf(row.from, m_sessions.isServer(row.session))) {
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
    const bool isDim
        = row.text.severity == Severity::Dim && column != SeqColumn && column != TimeColumn;
    return isDim || column == DeltaColumn ? m_theme.dim : m_theme.text;
}

void RecordRowPainter::paintCell(QPainter &painter, const QRect &cell, RecordColumn column,
                                 const RecordRow &row, bool isOnSelection) const
{
    const QColor color = textColor(row, column, isOnSelection);
    if (column == SessionColumn) {
        paintSession(painter, cell, row, color);
        return;
    }
    const QString text = cellText(row, column, m_sessions);
    if (text.isEmpty())
        return;
    const bool isBold = (column == WhatColumn && isTinted(row)) || column == DirectionColumn;
    painter.setFont(isWire(column) ? m_wire : isBold ? m_bold : m_text);
    painter.setPen(color);
    const int margin = column == DirectionColumn ? 0 : CellMargin;
    const QRect inner = cell.adjusted(margin, 0, -margin, 0);
    painter.drawText(inner, static_cast<int>(alignmentOf(column)) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
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
                     painter.fontMetrics().elidedText(m_sessions.name(row.session), Qt::ElideMiddle,
                                                      rest.width()));
}

} // namespace Pushscope
