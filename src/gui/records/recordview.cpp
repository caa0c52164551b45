// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordview.h"

#include "gui/records/followpill.h"
#include "gui/records/recordaccessible.h"
#include "gui/records/recordrowpainter.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>

#include <algorithm>
#include <array>
#include <limits>

namespace Pushscope {

namespace {

constexpr int RowHeight = RecordRowPainter::RowHeight;
constexpr int HeaderHeight = 24;
constexpr int PillGap = 10; ///< Between the pill and the lower edge.
constexpr int LeastPreview = 100;
// In the order of RecordColumn; the last one takes what is left.
using Widths = std::array<int, RecordColumnCount>;
constexpr Widths NarrowWidths{ 72, 92, 64, 96, 24, 136, 60, 240 };
constexpr Widths WideWidths{ 72, 96, 64, 132, 26, 176, 64, 240 };
constexpr int LeastForWide = 800; // Pixels of the list from which a preview has room beside them.

// Whether the columns are as they were made, so that nobody has moved them since.
bool areWidths(const QHeaderView &header, const Widths &widths)
{
    for (int column = TimeColumn; column < PreviewColumn; ++column) {
        if (header.sectionSize(column) != widths[static_cast<std::size_t>(column)])
            return false;
    }
    return true;
}

} // namespace

RecordView::RecordView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_header(new QHeaderView(Qt::Horizontal, this))
    , m_columns(new QStandardItemModel(0, RecordColumnCount, this))
    , m_pill(new FollowPill(viewport()))
    , m_emptyText(tr("Nothing recorded yet."))
    , m_mailbox(this)
{
    installRecordAccessibility();
    setObjectName(QStringLiteral("recordView"));
    setAccessibleName(tr("Records"));
    setAccessibleDescription(
        tr("Every record of the capture in order; the arrow keys walk, End follows the newest."));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setUpHeader();
    setUpScrolling();
    setUpModel();
    connect(m_pill, &FollowPill::clicked, this, [this] {
        setFollowing(true);
        setFocus();
    });
}

RecordView::~RecordView()
{
    // These outlive what the slots rest on.
    m_header->disconnect(this);
    verticalScrollBar()->disconnect(this);
}

void RecordView::setUpHeader()
{
    m_columns->setHorizontalHeaderLabels({ tr("#", "column: number of the record"), tr("time s"),
                                           tr("Δ", "column: time since the row before"),
                                           tr("session"), QString(), tr("what"), tr("size"),
                                           tr("preview") });
    m_columns->setHeaderData(DirectionColumn, Qt::Horizontal, tr("direction"),
                             Qt::AccessibleTextRole);
    for (int column : { SeqColumn, TimeColumn, DeltaColumn, SizeColumn }) {
        m_columns->setHeaderData(column, Qt::Horizontal,
                                 QVariant(Qt::AlignRight | Qt::AlignVCenter),
                                 Qt::TextAlignmentRole);
    }
    m_header->setObjectName(QStringLiteral("recordHeader"));
    m_header->setAccessibleName(tr("Columns of the record list"));
    m_header->setModel(m_columns);
    m_header->setFont(textFont(SmallPixels));
    m_header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_header->setHighlightSections(false);
    m_header->setMinimumSectionSize(24);
    for (int column = 0; column < RecordColumnCount; ++column)
        m_header->resizeSection(column, NarrowWidths[static_cast<std::size_t>(column)]);
    m_header->setFocusPolicy(Qt::NoFocus);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QHeaderView::customContextMenuRequested, this,
            [this](const QPoint &position) {
                auto *menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                addColumnActions(*menu);
                menu->popup(m_header->mapToGlobal(position));
            });
    connect(m_header, &QHeaderView::sectionResized, viewport(), qOverload<>(&QWidget::update));
    connect(m_header, &QHeaderView::geometriesChanged, this, &RecordView::layOut);
}

void RecordView::setUpScrolling()
{
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    verticalScrollBar()->setSingleStep(1);
    horizontalScrollBar()->setSingleStep(20);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_isAdjusting)
            setFollowing(value >= verticalScrollBar()->maximum());
    });
}

void RecordView::setUpModel()
{
    connect(&m_model, &RecordListModel::rowCountChanged, this, &RecordView::takeRowCount);
    connect(&m_model, &RecordListModel::rowsArrived, this, &RecordView::takeRows);
    connect(&m_model, &RecordListModel::reset, this, [this] {
        takeRowCount();
        viewport()->update();
    });
}

void RecordView::setPages(RecordPages *pages)
{
    ++m_search;
    m_soughtSeq = 0;
    m_currentRow = -1;
    m_isPaused = false;
    m_rowCountWhenLeft = 0;
    m_model.setPages(pages);
    setFollowing(true);
    m_currentSeq = 0;
    m_partsOf = 0;
    emit currentRecordChanged(0);
}

void RecordView::setFilter(RecordPages::FilterId filter)
{
    if (filter == m_model.filter())
        return;
    const qint64 seq = m_currentSeq;
    m_currentRow = -1;
    m_model.setPages(m_model.pages(), filter);
    if (seq > 0 && !m_isFollowing)
        setCurrentSeq(seq);
}

void RecordView::setSessions(const std::vector<SessionRow> &sessions)
{
    m_sessions = SessionTable(sessions);
    viewport()->update();
}

void RecordView::refresh()
{
    if (m_isPaused)
        return;
    m_model.refresh();
    if (m_soughtSeq > 0)
        setCurrentSeq(m_soughtSeq);
}

void RecordView::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    refresh();
}

void RecordView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

qint64 RecordView::firstVisibleRow() const
{
    return verticalScrollBar()->value();
}

int RecordView::visibleRows() const
{
    return std::max(1, viewport()->height() / RowHeight);
}

QRect RecordView::rowRect(qint64 row) const
{
    const qint64 top = (row - firstVisibleRow()) * RowHeight;
    if (top < -RowHeight || top > viewport()->height())
        return {};
    return { 0, static_cast<int>(top), viewport()->width(), RowHeight };
}

qint64 RecordView::rowAt(int y) const
{
    const qint64 row = firstVisibleRow() + y / RowHeight;
    return y >= 0 && row < rowCount() ? row : -1;
}

void RecordView::layOut()
{
    const int height = HeaderHeight;
    setViewportMargins(0, height, 0, 0);
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - height, area.width(), height);
    int others = 0;
    for (int column = 0; column < PreviewColumn; ++column)
        others += m_header->sectionSize(column);
    m_header->resizeSection(PreviewColumn, std::max(LeastPreview, area.width() - others));
    horizontalScrollBar()->setRange(0, std::max(0, m_header->length() - area.width()));
    horizontalScrollBar()->setPageStep(area.width());
    updateRange();
}

void RecordView::fitColumns()
{
    const bool isWide = viewport()->width() >= LeastForWide;
    if (!areWidths(*m_header, isWide ? NarrowWidths : WideWidths))
        return;
    const Widths &widths = isWide ? WideWidths : NarrowWidths;
    for (int column = TimeColumn; column < PreviewColumn; ++column)
        m_header->resizeSection(column, widths[static_cast<std::size_t>(column)]);
}

void RecordView::updateRange()
{
    m_isAdjusting = true;
    const qint64 last = std::max<qint64>(0, rowCount() - visibleRows());
    verticalScrollBar()->setRange(
        0, static_cast<int>(std::min<qint64>(last, std::numeric_limits<int>::max())));
    verticalScrollBar()->setPageStep(visibleRows());
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_isAdjusting = false;
    updatePill();
}

void RecordView::updatePill()
{
    m_pill->setCount(m_isFollowing ? 0 : rowCount() - m_rowCountWhenLeft);
    m_pill->move((viewport()->width() - m_pill->width()) / 2,
                 viewport()->height() - m_pill->height() - PillGap);
}

void RecordView::takeRowCount()
{
    updateRange();
    if (m_soughtSeq > 0) // No other change may come to look again.
        setCurrentSeq(m_soughtSeq);
    if (m_isFollowing && m_partsOf != 0)
        followParts();
    viewport()->update();
    emit rowCountChanged(rowCount());
}

void RecordView::takeRows(qint64 first, qint64 last)
{
    if (first <= firstVisibleRow() + visibleRows() && last >= firstVisibleRow())
        viewport()->update();
    if (m_currentRow >= first && m_currentRow <= last)
        publishCurrent();
}

void RecordView::setFollowing(bool isFollowing)
{
    m_model.setFollowing(isFollowing);
    if (isFollowing != m_isFollowing) {
        m_isFollowing = isFollowing;
        m_rowCountWhenLeft = rowCount();
        emit followingChanged(isFollowing);
    }
    updateRange();
    if (isFollowing)
        refresh();
}

void RecordView::setCurrentSeq(qint64 seq)
{
    if (!m_model.pages() || (seq == m_currentSeq && m_currentRow >= 0))
        return;
    const quint64 search = ++m_search;
    m_soughtSeq = 0;
    m_model.pages()->requestRowOf(m_model.filter(), seq,
                                  [this, address = m_mailbox.address(), search, seq](qint64 row) {
                                      address->post([this, search, seq, row] {
                                          if (search != m_search || row < 0)
                                              return;
                                          if (row < rowCount())
                                              makeCurrent(row, false);
                                          else
                                              m_soughtSeq = seq; // It came after what is shown.
                                      });
                                  });
}

void RecordView::makeCurrent(qint64 row, bool isByUser)
{
    if (rowCount() == 0 || row < 0)
        return;
    ++m_search; // What is still looked for is not wanted any more.
    m_soughtSeq = 0;
    row = std::min(row, rowCount() - 1);
    if (row < rowCount() - 1 || !isByUser)
        setFollowing(false);
    m_currentRow = row;
    scrollTo(row);
    m_model.want(firstVisibleRow(), firstVisibleRow() + visibleRows());
    publishCurrent();
    viewport()->update();
}

void RecordView::publishCurrent()
{
    const RecordRow *row = m_model.row(m_currentRow);
    if (!row || row->seq == m_currentSeq)
        return;
    m_currentSeq = row->seq;
    m_partsOf = row->kind == RecordKind::MultipartPart ? row->connection : 0;
    emit currentRecordChanged(m_currentSeq);
    tellCurrentRow(this, m_currentRow);
}

/// Says nothing to a screen reader: it would have to speak thirty times a second.
void RecordView::followParts()
{
    const qint64 least = std::max(m_currentRow, rowCount() - RecordListModel::PageRows);
    for (qint64 number = rowCount() - 1; number > least; --number) {
        const RecordRow *row = m_model.row(number);
        if (!row || row->kind != RecordKind::MultipartPart || row->connection != m_partsOf)
            continue;
        m_currentRow = number;
        m_currentSeq = row->seq;
        emit currentRecordChanged(m_currentSeq);
        return;
    }
}

void RecordView::scrollTo(qint64 row)
{
    const qint64 first = firstVisibleRow();
    m_isAdjusting = true;
    if (row < first - visibleRows() || row > first + 2 * visibleRows()) // Far: into the middle.
        verticalScrollBar()->setValue(static_cast<int>(row - visibleRows() / 2));
    else if (row < first)
        verticalScrollBar()->setValue(static_cast<int>(row));
    else if (row >= first + visibleRows())
        verticalScrollBar()->setValue(static_cast<int>(row - visibleRows() + 1));
    m_isAdjusting = false;
}

void RecordView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    if (rowCount() == 0) {
        paintEmpty(painter);
        return;
    }
    const RecordRowPainter rows(theme, m_sessions);
    const qint64 first = firstVisibleRow();
    const qint64 last = std::min(rowCount() - 1, first + viewport()->height() / RowHeight);
    int bottom = 0;
    for (qint64 row = first; row <= last; ++row) {
        const QRect rect(0, static_cast<int>(row - first) * RowHeight, viewport()->width(),
                         RowHeight);
        rows.paint(painter, *m_header, rect, m_model.row(row),
                   { row == m_currentRow, hasFocus(), (row & 1) != 0 });
        bottom = rect.bottom() + 1;
    }
    painter.fillRect(0, bottom, viewport()->width(), viewport()->height() - bottom, theme.pane);
    m_model.want(first, last);
}

void RecordView::paintEmpty(QPainter &painter)
{
    const Theme &theme = Theme::of(palette());
    painter.fillRect(viewport()->rect(), theme.pane);
    painter.setPen(theme.dim);
    painter.setFont(textFont());
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24),
                     Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace Pushscope
