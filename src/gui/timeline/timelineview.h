// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/timeline/timelinepainter.h"
#include "models/mailbox.h"
#include "models/timelinemodel.h"
#include "models/timelinestalls.h"

#include <QAbstractScrollArea>

#include <optional>
#include <utility>

namespace Pushscope {

/// The story of a capture at a glance: a lane per connection, requests as bars, messages as ticks,
/// silences, breaks and what followed them.
///
/// The wheel zooms at the cursor, dragging chooses a range, a double click shows everything.
///
/// Threads: GUI thread.
class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// What happens to the shown stretch when the capture grows.
    enum class Mode : quint8 {
        Fit,    ///< It grows with it.
        Follow, ///< It keeps its length and moves along.
        Still,  ///< Nothing.
    };

    explicit TimelineView(QWidget *parent = nullptr);
    ~TimelineView() override;

    /// Shows @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// Looks for what came since. Call it when the capture said that it changed.
    void refresh();
    /// While paused it stands still; the recording goes on.
    void setPaused(bool isPaused);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] const TimelineScene &scene() const { return m_model.scene(); }
    /// All sessions of the capture; see sessionsChanged().
    [[nodiscard]] const std::vector<SessionRow> &sessions() const { return m_model.sessions(); }
    [[nodiscard]] const std::vector<TimelineStall> &stalls() const { return m_stalls.stalls(); }
    [[nodiscard]] TimelineGeometry geometryNow() const;
    /// The chosen stretch, in ns; nullopt where none is.
    [[nodiscard]] std::optional<std::pair<qint64, qint64>> range() const { return m_range; }
    /// What is shown and what is chosen, as a title has it: `40 s · 20.200–25.000 s selected`.
    [[nodiscard]] QString summary() const;

public slots:
    /// Puts the cursor on record @p seq; 0: nowhere.
    void setCurrentRecord(qint64 seq);
    /// Shows the whole capture and what it grows by.
    void fit();
    /// Keeps the newest at the right edge.
    void follow();
    void clearRange();
    /// @p factor below 1 shows less, around @p t.
    void zoom(double factor, qint64 t);

signals:
    /// A stretch was chosen, in ns since the capture began; -1, -1: none any more.
    void rangeSelected(qint64 tFrom, qint64 tTo);
    /// A tick was clicked.
    void recordPicked(qint64 seq);
    void sessionsChanged();
    void summaryChanged(const QString &summary);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void showStretch(qint64 tFrom, qint64 tTo);
    void pan(double widths);
    void followGrowth();
    void ask();
    void updateScrolling();
    void setRange(std::optional<std::pair<qint64, qint64>> range);
    void extendRange(int columns);
    void tellSummary();
    [[nodiscard]] int timeWidth() const;
    /// The tick nearest to @p position in its lane; nullptr where none is near.
    [[nodiscard]] const TimelineMark *markAt(const QPoint &position) const;
    [[nodiscard]] QString stallTextAt(int x) const;
    [[nodiscard]] QString toolTipAt(const QPoint &position) const;

    TimelineModel m_model;
    TimelineStalls m_stalls;
    Mode m_mode = Mode::Fit;
    qint64 m_tFrom = 0;
    qint64 m_tTo = 1;
    std::optional<std::pair<qint64, qint64>> m_range;
    std::optional<qint64> m_cursor;
    std::optional<QPoint> m_pressed; ///< Where the left button went down.
    bool m_isDragging = false;
    bool m_isPaused = false;
    quint64 m_search = 0; ///< Answers to an older setCurrentRecord() are dropped.
    Mailbox m_mailbox;
};

} // namespace Pushscope
