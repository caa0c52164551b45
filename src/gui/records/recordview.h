// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/records/recordcolumns.h"
#include "models/mailbox.h"
#include "models/recordcopy.h"
#include "models/recordlistmodel.h"
#include "models/sessiontable.h"

#include <QAbstractScrollArea>

class QHeaderView;
class QMenu;
class QStandardItemModel;

namespace Pushscope {

class FollowPill;

/// The record list: millions of rows, live, of which only what is seen is in memory.
///
/// Follows the newest row until the user scrolls up or picks another row; a pill then counts what
/// came since and leads back. While it follows and the current row is a part of a multipart body,
/// the newest part of that connection becomes current: so a camera's pictures play where the
/// current record is shown.
///
/// Threads: GUI thread.
class RecordView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit RecordView(QWidget *parent = nullptr);
    ~RecordView() override;

    /// Shows @p pages, which outlives this or is replaced first; nullptr: an empty list.
    void setPages(RecordPages *pages);
    /// Shows only what the filter lets pass; the current record stays current.
    void setFilter(RecordPages::FilterId filter);
    void setSessions(const std::vector<SessionRow> &sessions);
    /// Looks for rows that came since. Call it when the capture said that it changed.
    void refresh();
    /// While paused the list stands still; the recording goes on.
    void setPaused(bool isPaused);
    /// What an empty list says in its middle.
    void setEmptyText(const QString &text);

    [[nodiscard]] qint64 rowCount() const { return m_model.rowCount(); }
    /// -1 where none is.
    [[nodiscard]] qint64 currentRow() const { return m_currentRow; }
    /// 0 where none is, or the row has not been read yet.
    [[nodiscard]] qint64 currentSeq() const { return m_currentSeq; }
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    [[nodiscard]] qint64 firstVisibleRow() const;
    [[nodiscard]] int visibleRows() const; ///< Whole ones.
    /// nullptr while it has not been read.
    [[nodiscard]] const RecordRow *row(qint64 row) const { return m_model.row(row); }
    [[nodiscard]] QRect rowRect(qint64 row) const; ///< In the viewport.
    [[nodiscard]] qint64 rowAt(int y) const;       ///< Of the viewport; -1 below the last.
    [[nodiscard]] const SessionTable &sessions() const { return m_sessions; }
    [[nodiscard]] QHeaderView *header() const { return m_header; }
    /// As a screen reader says it: direction, kind, size, preview, what is wrong.
    [[nodiscard]] QString rowDescription(qint64 row) const;

public slots:
    /// Makes record @p seq current, or the next that the filter lets pass, and shows it.
    void setCurrentSeq(qint64 seq);
    void setFollowing(bool isFollowing);
    /// Puts the current record on the clipboard.
    void copyCurrent(Pushscope::CopyForm form);

signals:
    /// 0: none. Also when the row of an earlier choice was read at last.
    void currentRecordChanged(qint64 seq);
    /// Enter or a double click on it.
    void recordActivated(qint64 seq);
    void followingChanged(bool isFollowing);
    void rowCountChanged(qint64 rowCount);
    /// The user wants to see only what @p expression lets pass; contract §2.
    void filterRequested(const QString &expression);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void setUpHeader();
    void setUpScrolling();
    void setUpModel();
    void layOut();
    void fitColumns();
    void updateRange();
    void updatePill();
    void takeRowCount();
    void takeRows(qint64 first, qint64 last);
    void makeCurrent(qint64 row, bool isByUser);
    void publishCurrent();
    void followParts();
    void scrollTo(qint64 row);
    void paintEmpty(QPainter &painter);
    [[nodiscard]] bool showToolTip(const QPoint &position, const QPoint &globalPosition);
    [[nodiscard]] QMenu *makeRecordMenu();
    void addFilterActions(QMenu &menu);
    void addColumnActions(QMenu &menu);

    RecordListModel m_model;
    SessionTable m_sessions;
    QHeaderView *m_header;
    QStandardItemModel *m_columns;
    FollowPill *m_pill;
    QString m_emptyText;
    qint64 m_currentRow = -1;
    qint64 m_currentSeq = 0;
    quint32 m_partsOf = 0; ///< The connection whose part is current; 0 where none is.
    qint64 m_rowCountWhenLeft = 0; ///< When it stopped to follow.
    qint64 m_soughtSeq = 0;        ///< To be made current once its row is known here; 0: none.
    quint64 m_search = 0;          ///< Answers to an older setCurrentSeq() are dropped.
    bool m_isFollowing = true;
    bool m_isPaused = false;
    bool m_isAdjusting = false; ///< The scroll bar moves because of us, not of the user.
    Mailbox m_mailbox;
};

} // namespace Pushscope
