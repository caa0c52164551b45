// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordheader.h"

#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QFontMetrics>
#include <QMenu>
#include <QStandardItemModel>

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

constexpr int LeastPreview = 80;
constexpr int CellMargins = 18; // And what rounding of a width may cost.
constexpr int SessionDot = 17; // With its gap, before the name.
constexpr int MostForSession = 150;
constexpr int LeastForWide = 800; // Pixels of the list from which a preview has room beside them.
// In the order of RecordColumn.
constexpr std::array NarrowWidths{ 40, 80, 60, 104, 24, 112, 60, 240, 132, 68 };
constexpr std::array WideWidths{ 72, 108, 76, 132, 26, 176, 64, 240, 132, 80 };
// From left to right.
constexpr std::array Places{ SeqColumn,       TimeColumn,    ClockColumn,     DeltaColumn,
                             MarkDeltaColumn, SessionColumn, DirectionColumn, WhatColumn,
                             SizeColumn,      PreviewColumn };

// Such a column may be wider than it was made, also from an earlier run.
bool growsWithItsTexts(int column)
{
    return column == TimeColumn || column == DeltaColumn || column == SessionColumn
        || column == SizeColumn;
}

bool isHiddenAtFirst(int column)
{
    return column == ClockColumn || column == MarkDeltaColumn;
}

} // namespace

RecordHeader::RecordHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_titles(new QStandardItemModel(0, RecordColumnCount, this))
{
    // What earlier versions remembered under another name had fewer columns.
    setObjectName(QStringLiteral("recordColumns"));
    setAccessibleName(tr("Columns of the record list"));
    setUpTitles();
    setModel(m_titles);
    setFont(textFont(SmallPixels));
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setHighlightSections(false);
    setMinimumSectionSize(24);
    setSectionsMovable(true);
    setFirstSectionMovable(true);
    setFocusPolicy(Qt::NoFocus);
    reset();
    connect(this, &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        const auto at = static_cast<std::size_t>(column);
        if (before > 0 && now > 0) // Neither shown nor hidden.
            m_isMoved[at] = now != m_given[at];
        emit columnsChanged();
    });
    connect(this, &QHeaderView::sectionMoved, this, &RecordHeader::columnsChanged);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setObjectName(QStringLiteral("columnMenu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(mapToGlobal(position));
    });
}

void RecordHeader::setUpTitles()
{
    m_titles->setHorizontalHeaderLabels({ tr("#", "column: number of the record"), tr("time s"),
                                          tr("Δ", "column: time since the row before"),
                                          tr("session"), QString(), tr("what"), tr("size"),
                                          tr("preview"), tr("time of day"),
                                          tr("Δ mark", "column: time since the mark") });
    m_titles->setHeaderData(DirectionColumn, Qt::Horizontal, tr("direction"),
                            Qt::AccessibleTextRole);
    const std::array tips{ tr("Number of the record"),
                           tr("Seconds since the capture began"),
                           tr("Seconds since the row before"),
                           tr("Session"),
                           tr("Direction: ↓ came in, ↑ went out"),
                           tr("What the record is"),
                           tr("Octets on the wire"),
                           tr("Beginning of the payload, marks and notes"),
                           tr("Time of day, by the clock records of the capture"),
                           tr("Seconds since the mark that was set last (M)") };
    for (int column = 0; column < RecordColumnCount; ++column)
        m_titles->setHeaderData(column, Qt::Horizontal, tips[static_cast<std::size_t>(column)],
                                Qt::ToolTipRole);
    for (int column :
         { SeqColumn, TimeColumn, DeltaColumn, SizeColumn, ClockColumn, MarkDeltaColumn }) {
        m_titles->setHeaderData(column, Qt::Horizontal, QVariant(Qt::AlignRight | Qt::AlignVCenter),
                                Qt::TextAlignmentRole);
    }
}

QString RecordHeader::titleOf(RecordColumn column) const
{
    return column == DirectionColumn ? tr("direction")
                                     : m_titles->headerData(column, Qt::Horizontal).toString();
}

void RecordHeader::setShown(RecordColumn column, bool isShown)
{
    if (isShown == this->isShown(column))
        return;
    setSectionHidden(column, !isShown);
    if (isShown)
        growTo(column);
    emit columnsChanged();
}

void RecordHeader::moveColumn(RecordColumn column, bool isToTheRight)
{
    const int step = isToTheRight ? 1 : -1;
    const int from = visualIndex(column);
    int to = from + step;
    while (to >= 0 && to < count() && isSectionHidden(logicalIndex(to)))
        to += step;
    if (to >= 0 && to < count())
        moveSection(from, to);
}

void RecordHeader::reset()
{
    for (int place = 0; place < RecordColumnCount; ++place)
        moveSection(visualIndex(Places[static_cast<std::size_t>(place)]), place);
    for (int column = 0; column < RecordColumnCount; ++column) {
        setSectionHidden(column, false);
        give(column, NarrowWidths[static_cast<std::size_t>(column)]);
        setSectionHidden(column, isHiddenAtFirst(column));
    }
    emit columnsChanged();
}

void RecordHeader::fit(int width)
{
    const bool isWide = width >= LeastForWide;
    if (!areAsMade(isWide ? NarrowWidths : WideWidths))
        return;
    const Widths &widths = isWide ? WideWidths : NarrowWidths;
    for (int column = TimeColumn; column < PreviewColumn; ++column) {
        const int wanted = widths[static_cast<std::size_t>(column)];
        give(column, std::max(wanted, grown(column)));
    }
}

bool RecordHeader::areAsMade(const Widths &widths) const
{
    for (int column = TimeColumn; column < PreviewColumn; ++column) {
        const auto at = static_cast<std::size_t>(column);
        const int made = widths[at];
        const int now = sectionSize(column);
        const bool isAsMade = growsWithItsTexts(column) ? now >= made : now == made;
        if (!isSectionHidden(column) && (m_isMoved[at] || !isAsMade))
            return false;
    }
    return true;
}

void RecordHeader::give(int column, int width)
{
    const auto at = static_cast<std::size_t>(column);
    m_given[at] = width;
    m_isMoved[at] = false;
    resizeSection(column, width);
}

void RecordHeader::stretchPreview(int width)
{
    const int others = length() - sectionSize(PreviewColumn);
    give(PreviewColumn, std::max(LeastPreview, width - others));
}

void RecordHeader::makeRoomFor(qint64 seq, qint64 t)
{
    (void)widen(SeqColumn, groupedNumber(seq));
    grown(TimeColumn) = widen(TimeColumn, secondsText(t));
}

void RecordHeader::makeRoomForSessions(const QStringList &names)
{
    const QFontMetrics metrics(textFont());
    int needed = 0;
    for (const QString &name : names)
        needed = std::max(needed, metrics.horizontalAdvance(name) + CellMargins + SessionDot);
    grown(SessionColumn) = std::min(needed, MostForSession);
    growTo(SessionColumn);
}

void RecordHeader::makeRoomForText(RecordColumn column, const QString &text)
{
    const int needed = QFontMetrics(wireFont()).horizontalAdvance(text) + CellMargins;
    if (needed <= grown(column))
        return;
    grown(column) = needed;
    growTo(column);
}

void RecordHeader::growTo(RecordColumn column)
{
    const auto at = static_cast<std::size_t>(column);
    const int now = sectionSize(column);
    // One that is narrower than it was ever made was moved in an earlier run.
    if (isShown(column) && !m_isMoved[at] && now >= NarrowWidths[at] && now < grown(column))
        give(column, grown(column));
}

int RecordHeader::widen(RecordColumn column, const QString &text)
{
    const int needed = QFontMetrics(wireFont()).horizontalAdvance(text) + CellMargins;
    if (isShown(column) && sectionSize(column) < needed)
        give(column, needed);
    return needed;
}

void RecordHeader::fillMenu(QMenu &menu)
{
    for (int place = 0; place < count(); ++place) {
        const auto column = static_cast<RecordColumn>(logicalIndex(place));
        if (column == PreviewColumn)
            continue; // Marks and notes are shown there.
        QAction *action = menu.addAction(titleOf(column));
        action->setObjectName(QStringLiteral("column%1Action").arg(column));
        action->setCheckable(true);
        action->setChecked(isShown(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool isChosen) { setShown(column, isChosen); });
    }
    menu.addSeparator();
    addMoveMenu(menu);
    menu.addAction(tr("&Reset columns"), this, &RecordHeader::reset)
        ->setObjectName(QStringLiteral("resetColumnsAction"));
}

void RecordHeader::addMoveMenu(QMenu &menu)
{
    QMenu *move = menu.addMenu(tr("&Move"));
    for (int place = 0; place < count(); ++place) {
        const auto column = static_cast<RecordColumn>(logicalIndex(place));
        if (!isShown(column))
            continue;
        for (bool isToTheRight : { false, true }) {
            move->addAction(isToTheRight ? tr("%1 →", "move a column right").arg(titleOf(column))
                                         : tr("← %1", "move a column left").arg(titleOf(column)),
                            this,
                            [this, column, isToTheRight] { moveColumn(column, isToTheRight); });
        }
    }
}

} // namespace Pushscope
