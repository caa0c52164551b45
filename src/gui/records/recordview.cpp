// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordview.h"

#include "gui/records/followpill.h"
#include "gui/records/recordaccessible.h"
#include "gui/records/recordcopier.h"
#include "gui/records/recordheader.h"
#include "gui/records/recordrowpainter.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope {

namespace {

constexpr int RowHeight = RecordRowPainter::RowHeight;
constexpr int HeaderHeight = 24;

} // namespace

RecordView::RecordView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_header(new RecordHeader(this))
    , m_pill(new FollowPill(viewport()))
    , m_copier(new RecordCopier(this))
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
        if (m_isPaused)
            emit resumeRequested();
        else
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
    connect(m_header, &RecordHeader::columnsChanged, this, [this] {
        m_clock.setWanted(m_header->isShown(ClockColumn));
        layOut();
        viewport()->update();
    });
    connect(m_header, &QHeaderView::geometriesChanged, this, &RecordView::layOut);
    connect(&m_clock, &WallClock::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&m_notes, &RecordNotes::changed, this, [this] {
        viewport()->update();
        emit notesChanged();
    });
    connect(m_copier, &RecordCopier::copied, this, &RecordView::copied);
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
    connect(&m_rows, &RecordOutline::rowCountChanged, this, &RecordView::takeRowCount);
    connect(&m_rows, &RecordOutline::rowsArrived, this, &RecordView::takeRows);
    connect(&m_rows, &RecordOutline::unfolded, this, &RecordView::takeUnfolded);
    connect(&m_rows, &RecordOutline::reset, this, [this] {
        m_currentRow = std::min(m_currentRow, rowCount() - 1);
        m_anchorRow = m_currentRow;
        takeRowCount();
        viewport()->update();
    });
}

void RecordView::setPages(RecordPages *pages)
{
    ++m_search;
    m_copier->cancel();
    m_soughtSeq = 0;
    m_currentRow = -1;
    m_isPaused = false;
    m_isSearching = false;
    m_rowCountWhenLeft = 0;
    m_rows.setPages(pages);
    m_notes.setPages(pages);
    m_clock.setPages(pages);
    clearMarks();
    setFollowing(true);
    m_currentSeq = 0;
    m_wantedSeq = 0;
    m_passingSeq = 0;
    m_partsOf = 0;
    emit currentRecordChanged(0);
}

void RecordView::takeHeartbeats(qint64 rows, qint64 scanned, bool isDone)
{
    m_rows.takeHeartbeats(rows, scanned, isDone);
}

void RecordView::setSessions(const std::vector<SessionRow> &sessions)
{
    m_sessions = SessionTable(sessions);
    QList<FilterSession> named;
    QStringList names;
    for (const SessionRow &session : sessions) {
        named.append({ session.id, QString::fromUtf8(session.name) });
        names.append(named.last().name);
    }
    m_header->makeRoomForSessions(names);
    emit sessionsChanged(named);
    viewport()->update();
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
    m_header->stretchPreview(area.width());
    horizontalScrollBar()->setRange(0, std::max(0, m_header->length() - area.width()));
    horizontalScrollBar()->setPageStep(area.width());
    updateRange();
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

void RecordView::setFollowing(bool isFollowing)
{
    if (m_isPaused) { // What stands still follows nothing; it will.
        m_followsAfterPause = isFollowing;
        return;
    }
    m_rows.setFollowing(isFollowing);
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
    if (!m_rows.pages())
        return;
    if (seq == m_currentSeq && m_currentRow >= 0) {
        m_wantedSeq = 0;
        m_passingSeq = 0;
        return;
    }
    if (seq != m_passingSeq)
        m_passingSeq = 0;
    const quint64 search = ++m_search;
    m_soughtSeq = 0;
    m_rows.findRow(seq, [this, search, seq](qint64 row) {
        if (search != m_search)
            return;
        if (row >= 0 && row < rowCount())
            makeCurrentFor(seq, row);
        else if (row >= 0 || m_isSearching)
            m_soughtSeq = seq; // It came after what is shown, or is still to be found.
    });
}

void RecordView::showInPassing(qint64 seq)
{
    m_passingSeq = seq;
    setCurrentSeq(seq);
}

void RecordView::makeCurrent(qint64 row, bool isByUser, bool extends)
{
    if (rowCount() == 0 || row < 0)
        return;
    ++m_search; // What is still looked for is not wanted any more.
    m_soughtSeq = 0;
    m_passingSeq = 0;
    m_followsOnceRead = false;
    row = std::min(row, rowCount() - 1);
    if (row < rowCount() - 1 || !isByUser)
        setFollowing(false);
    m_currentRow = row;
    m_isChosenByUser = isByUser;
    m_wantedSeq = 0;
    if (!extends || m_anchorRow < 0)
        m_anchorRow = row;
    scrollTo(row);
    m_rows.want(firstVisibleRow(), firstVisibleRow() + visibleRows());
    publishCurrent();
    viewport()->update();
}

void RecordView::makeCurrentFor(qint64 seq, qint64 row)
{
    // What the user chose stays so where a filter gives it another row, or the next stands for it.
    const bool isChosen = m_isChosenByUser && seq == meantSeq();
    const bool isInPassing = seq == m_passingSeq;
    makeCurrent(row, false);
    m_isChosenByUser = isChosen;
    m_wantedSeq = seq;
    m_followsOnceRead = isInPassing;
    publishCurrent();
}

void RecordView::publishCurrent()
{
    const RecordRow *row = m_rows.row(m_currentRow);
    if (!row)
        return;
    if (row->seq != m_currentSeq) {
        m_currentSeq = row->seq;
        m_partsOf = row->kind == RecordKind::MultipartPart ? row->connection : 0;
        emit currentRecordChanged(m_currentSeq);
        tellCurrentRow(this, m_currentRow);
    }
    if (std::exchange(m_followsOnceRead, false))
        setFollowing(true);
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
    const RecordFacts facts = this->facts();
    const RecordRowPainter rows(theme, facts);
    const qint64 first = firstVisibleRow();
    const qint64 last = std::min(rowCount() - 1, first + viewport()->height() / RowHeight);
    int bottom = 0;
    for (qint64 row = first; row <= last; ++row) {
        const QRect rect(0, static_cast<int>(row - first) * RowHeight, viewport()->width(),
                         RowHeight);
        rows.paint(painter, *m_header, rect, m_rows.row(row),
                   { row == m_currentRow, isSelected(row), hasFocus(), (row & 1) != 0,
                     m_rows.areCarriersFolded(), m_rows.placeOf(row) });
        bottom = rect.bottom() + 1;
    }
    painter.fillRect(0, bottom, viewport()->width(), viewport()->height() - bottom, theme.pane);
    m_rows.want(first, last);
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
