// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/records/recordfacts.h"
#include "models/filtercompletion.h"
#include "models/mailbox.h"
#include "models/recordcopy.h"
#include "models/recordmarks.h"
#include "models/recordnotes.h"
#include "models/recordoutline.h"
#include "models/sessiontable.h"
#include "models/wallclock.h"

#include <QAbstractScrollArea>

class QMenu;

namespace Pushscope {

class FollowPill;
class RecordCopier;
class RecordHeader;

/// The record list: millions of rows, live, of which only what is seen is in memory.
///
/// Follows the newest row until the user scrolls up or picks another row; a pill then counts what
/// came since and leads back. While it follows and the current row is a part of a multipart body,
/// the newest part of that connection becomes current: so a camera's pictures play where the
/// current record is shown.
///
/// Rows can be marked, and Δ measured from the mark set last. Marks are the view's: they go with
/// it. What is to stay is a note, which is a record of the capture; see RecordNotes.
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
    /// Shows only what the filter lets pass; the current record stays current. Where it does not
    /// pass, the next stands for it until a filter lets it pass again or another is chosen.
    void setFilter(RecordPages::FilterId filter);
    void setSessions(const std::vector<SessionRow> &sessions);
    /// Looks for rows that came since. Call it when the capture said that it changed.
    void refresh();
    /// While paused the list stands still and a pill says so; the recording goes on. It follows
    /// afterwards if it did, or was told to meanwhile.
    void setPaused(bool isPaused);
    /// What an empty list says in its middle.
    void setEmptyText(const QString &text);

    /// What folds heartbeats away in the list's filter; see RecordOutline::setHeartbeats().
    void setHeartbeats(RecordPages::FilterId heartbeats) { m_rows.setHeartbeats(heartbeats); }
    void takeHeartbeats(qint64 rows, qint64 scanned, bool isDone);
    /// The filter found more, or all there is.
    void takeFilterProgress(bool isDone);
    /// Where a filter had better begin to look: at what is seen.
    [[nodiscard]] qint64 seqInSight() const;
    void setCarriersFolded(bool areFolded) { m_rows.setCarriersFolded(areFolded); }

    [[nodiscard]] RecordPages *pages() const { return m_rows.pages(); }
    [[nodiscard]] qint64 rowCount() const { return m_rows.rowCount(); }
    /// -1 where none is.
    [[nodiscard]] qint64 currentRow() const { return m_currentRow; }
    /// 0 where none is, or the row has not been read yet.
    [[nodiscard]] qint64 currentSeq() const { return m_currentSeq; }
    /// Somebody made the current row current in the list, by a key or the mouse.
    [[nodiscard]] bool isChosenByUser() const { return m_isChosenByUser; }
    /// While paused: whether it will.
    [[nodiscard]] bool isFollowing() const
    {
        return m_isPaused ? m_followsAfterPause : m_isFollowing;
    }
    /// Where a search begins that the user starts: at the current record, or what is seen first.
    [[nodiscard]] qint64 seqToFindFrom() const;
    [[nodiscard]] qint64 firstVisibleRow() const;
    [[nodiscard]] int visibleRows() const; ///< Whole ones.
    /// nullptr while it has not been read.
    [[nodiscard]] const RecordRow *row(qint64 row) const { return m_rows.row(row); }
    [[nodiscard]] RecordOutline::Place placeOf(qint64 row) const { return m_rows.placeOf(row); }
    [[nodiscard]] bool isSelected(qint64 row) const;
    /// First and last of the rows that are selected together; -1, -1 where none is.
    [[nodiscard]] std::pair<qint64, qint64> selectedRows() const;
    [[nodiscard]] QRect rowRect(qint64 row) const; ///< In the viewport.
    [[nodiscard]] qint64 rowAt(int y) const;       ///< Of the viewport; -1 below the last.
    [[nodiscard]] const SessionTable &sessions() const { return m_sessions; }
    [[nodiscard]] RecordHeader *header() const { return m_header; }
    [[nodiscard]] const RecordMarks &marks() const { return m_marks; }
    /// Those of a view of the same capture.
    void setMarks(const RecordMarks &marks);
    [[nodiscard]] const RecordNotes &notes() const { return m_notes; }
    [[nodiscard]] RecordFacts facts() const { return { m_sessions, m_marks, m_notes, m_clock }; }
    /// As a screen reader says it: direction, kind, size, preview, what is wrong, marks and notes.
    [[nodiscard]] QString rowDescription(qint64 row) const;

public slots:
    /// Makes record @p seq current, or the next that the filter lets pass, and shows it.
    void setCurrentSeq(qint64 seq);
    /// The same, while the list goes on following the newest.
    void showInPassing(qint64 seq);
    void setFollowing(bool isFollowing);
    /// Puts the selected records on the clipboard.
    void copySelected(Pushscope::CopyForm form);
    void selectAll();
    /// Marks the current row, or takes its mark away.
    void toggleMark();
    void clearMarks();
    void goToNextMark();
    void goToPreviousMark();
    /// Shows what is folded at the current row, or folds it again.
    void toggleFold();

signals:
    /// 0: none. Also when the row of an earlier choice was read at last.
    void currentRecordChanged(qint64 seq);
    /// Enter or a double click on it.
    void recordActivated(qint64 seq);
    void followingChanged(bool isFollowing);
    /// The user wants the list to go on that is paused.
    void resumeRequested();
    void rowCountChanged(qint64 rowCount);
    /// The user wants to see only what @p expression lets pass; contract §2.
    void filterRequested(const QString &expression);
    /// The user wants to write a note about record @p seq.
    void noteRequested(qint64 seq);
    void sessionsChanged(const QList<Pushscope::FilterSession> &sessions);
    void marksChanged();
    void notesChanged();
    /// @p count records are on the clipboard; isCut: there were more than fit.
    void copied(qint64 count, bool isCut);

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
    void updateRange();
    void updatePill();
    void takeRowCount();
    void takeRows(qint64 first, qint64 last);
    void makeRoomForNumbers(qint64 first, qint64 last);
    void takeUnfolded(qint64 row, qint64 count);
    void makeCurrent(qint64 row, bool isByUser, bool extends = false);
    /// The current record, or what it only stands for, which nobody chose.
    [[nodiscard]] qint64 meantSeq() const { return m_wantedSeq > 0 ? m_wantedSeq : m_currentSeq; }
    /// @p row, which shows record @p seq or the next after it.
    void makeCurrentFor(qint64 seq, qint64 row);
    void publishCurrent();
    void followParts();
    void readRows();
    void scrollTo(qint64 row);
    /// Puts record @p seq, or the next that is shown, where it stood: @p offset rows below the top.
    void restorePlace(qint64 seq, qint64 offset, bool isCurrent);
    void goToMark(const std::optional<RecordMarks::Mark> &mark);
    void takeMarks();
    [[nodiscard]] bool walk(QKeyEvent &event);
    [[nodiscard]] bool act(const QKeyEvent &event);
    [[nodiscard]] bool foldOrUnfold(bool isUnfolding);
    [[nodiscard]] bool clickFold(const QPoint &position);
    void paintEmpty(QPainter &painter);
    [[nodiscard]] bool showToolTip(const QPoint &position, const QPoint &globalPosition);
    [[nodiscard]] QString toolTipOf(const RecordRow &row) const;
    [[nodiscard]] QMenu *makeRecordMenu();
    void addFilterActions(QMenu &menu);

    RecordOutline m_rows;
    SessionTable m_sessions;
    RecordMarks m_marks;
    RecordNotes m_notes;
    WallClock m_clock;
    RecordHeader *m_header;
    FollowPill *m_pill;
    RecordCopier *m_copier;
    QString m_emptyText;
    qint64 m_currentRow = -1;
    qint64 m_anchorRow = -1; ///< Where the selection began; it reaches to the current row.
    qint64 m_currentSeq = 0;
    qint64 m_wantedSeq = 0; ///< What the current row was looked for; 0: the user chose the row.
    quint32 m_partsOf = 0;         ///< The connection whose part is current; 0 where none is.
    qint64 m_rowCountWhenLeft = 0; ///< When it stopped to follow.
    qint64 m_passingSeq = 0;       ///< To be shown in passing once it is found; 0: none.
    qint64 m_soughtSeq = 0;        ///< To be made current once its row is known here; 0: none.
    quint64 m_search = 0;          ///< Answers to an older setCurrentSeq() are dropped.
    bool m_isChosenByUser = false;
    bool m_followsOnceRead = false; ///< The current row is shown in passing.
    bool m_isFollowing = true;
    bool m_isPaused = false;
    bool m_followsAfterPause = false;
    qint64 m_recordsWhenPaused = 0; ///< Or when the filter changed since.
    bool m_isSearching = false; ///< The filter may still find rows between those that are known.
    bool m_isAdjusting = false; ///< The scroll bar moves because of us, not of the user.
    Mailbox m_mailbox;
};

} // namespace Pushscope
