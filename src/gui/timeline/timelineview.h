// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/timeline/endfinder.h"
#include "gui/timeline/timelinepainter.h"
#include "models/mailbox.h"
#include "models/timelinemodel.h"
#include "models/timelinestalls.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QPixmap>
#include <QTimer>

#include <optional>
#include <set>
#include <utility>

namespace Pushscope {

/// The story of a capture at a glance: a lane per connection, requests as bars, messages as ticks,
/// silences, breaks and what followed them.
///
/// The wheel zooms at the cursor (with Shift it moves along, with Ctrl it makes lanes higher and
/// lower), dragging chooses a range, a double click shows everything. All of it goes by keys too.
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

    /// What is shown and chosen, for a view that takes over from another.
    struct Place {
        Mode mode = Mode::Fit;
        qint64 tFrom = 0;
        qint64 tTo = 1;
        std::optional<std::pair<qint64, qint64>> range{};
        std::set<quint32> collapsed{};
        int scrolled = 0;
    };

    explicit TimelineView(QWidget *parent = nullptr);
    ~TimelineView() override;

    /// Shows @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// See TimelineModel::setSessionView().
    void setSessionView(const QHash<quint32, QString> &names, const QSet<quint32> &hidden)
    {
        m_model.setSessionView(names, hidden);
    }
    /// Looks for what came since. Call it when the capture said that it changed.
    void refresh();
    /// While paused it stands still; the recording goes on.
    void setPaused(bool isPaused);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] Place place() const;
    /// Of the same capture.
    void takePlace(const Place &place);
    [[nodiscard]] const TimelineScene &scene() const { return m_model.scene(); }
    /// All sessions of the capture; see sessionsChanged().
    [[nodiscard]] const std::vector<SessionRow> &sessions() const { return m_model.sessions(); }
    [[nodiscard]] const std::vector<TimelineStall> &stalls() const { return m_stalls.stalls(); }
    [[nodiscard]] TimelineGeometry geometryNow() const;
    /// The chosen stretch, in ns; nullopt where none is.
    [[nodiscard]] std::optional<std::pair<qint64, qint64>> range() const { return m_range; }
    /// The lane that the keys work on; nullopt: none was chosen yet.
    [[nodiscard]] std::optional<std::size_t> currentLane() const { return m_lane; }
    /// What is shown and what is chosen, as a title has it: `40 s · 20.200–25.000 s selected`.
    [[nodiscard]] QString summary() const;
    /// A lane in a sentence: name, technique, state, counts, how it ended.
    [[nodiscard]] QString laneDescription(std::size_t lane) const;
    /// The end that was chosen; nullptr: none is.
    [[nodiscard]] const TimelineEnd *currentEnd() const;
    /// The tick of the current lane at the cursor, or the end that is chosen, in a sentence; empty
    /// where there is none.
    [[nodiscard]] QString currentMarkDescription() const;

public slots:
    /// Puts the cursor on record @p seq; 0: nowhere.
    void setCurrentRecord(qint64 seq);
    /// Shows the whole capture and what it grows by.
    void fit();
    /// Keeps the newest at the right edge.
    void follow();
    void clearRange();
    /// Shows the chosen stretch and no more.
    void zoomToRange();
    /// @p factor below 1 shows less, around @p t.
    void zoom(double factor, qint64 t);
    /// The same around the cursor, or the middle.
    void zoomHere(double factor);
    /// Shows [@p tFrom, @p tTo], in ns, and stays there.
    void showStretch(qint64 tFrom, qint64 tTo);
    /// @p height in pixels, kept between what can be told apart and what is of use.
    void setLaneHeight(int height);
    void setGutter(int width);
    void setCurrentLane(std::optional<std::size_t> lane);
    /// One lane for all connections of @p session, or each its own.
    void toggleSession(quint32 session);
    void setAllCollapsed(bool areCollapsed);
    /// Goes to the next tick of the current lane, or with @p step -1 to the one before.
    void stepToMark(int step);
    /// Picks the tick of the current lane that is nearest to the cursor.
    void pickNearest();
    /// Goes to the next connection, of any lane, of which the end has a word; with @p step -1 to
    /// the one before.
    void stepToEnd(int step);

signals:
    /// A stretch was chosen, in ns since the capture began; -1, -1: none any more.
    void rangeSelected(qint64 tFrom, qint64 tTo);
    /// A tick or an end was chosen.
    void recordPicked(qint64 seq);
    void modeChanged(Pushscope::TimelineView::Mode mode);
    /// The height of lanes, or the room for their names, is another.
    void sizesChanged();
    void sessionsChanged();
    void summaryChanged(const QString &summary);
    void currentLaneChanged();

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
    /// What the pressed button does when the pointer moves.
    enum class Drag : quint8 { None, Maybe, Range, RangeStart, RangeEnd, Pan, Gutter };

    /// An end, and where its pill is.
    struct EndPlace {
        std::size_t lane = 0;
        const TimelineEnd *end = nullptr;
        QRect pill; ///< Where that was asked for and it has one.
    };

    void setMode(Mode mode);
    void showScale(const TimelineScale &scale);
    void pan(double widths);
    void followGrowth();
    void ask();
    void askForGrowth();
    void redraw(); ///< The lanes, not only what lies above them.
    void updateScrolling();
    void takeScene();
    void findCursorLane();
    void setRange(std::optional<std::pair<qint64, qint64>> range);
    void extendRange(int columns);
    bool handleMoveKey(QKeyEvent *event);
    bool handleLaneKey(QKeyEvent *event);
    void tellSummary();
    void drawPicture(const TimelineGeometry &geometry);
    [[nodiscard]] int timeWidth() const;
    [[nodiscard]] qint64 center() const;
    void moveTo(qint64 t); ///< Pans where it is out of sight.
    void pickMark(const TimelineMark &mark);
    void pickEnd(const EndPlace &place);
    void clearEnd();
    [[nodiscard]] std::vector<EndPlace> toldEnds() const; ///< By time.
    [[nodiscard]] std::optional<EndPlace> endAt(const QPoint &position) const;
    /// Pills that @p x goes through: those at the cursor, or all where it is in no lane.
    [[nodiscard]] QRegion pillsAt(int x) const;
    [[nodiscard]] std::optional<EndPlace> chosenEnd() const;
    [[nodiscard]] QRect chosenEndRect() const;
    [[nodiscard]] QString endText(const EndPlace &place) const;
    [[nodiscard]] Drag gripAt(const QPoint &position) const;
    void drag(const QPoint &position);
    void setPointer(std::optional<QPoint> position);
    [[nodiscard]] bool clickOnName(const QPoint &position);
    /// The tick nearest to @p position in its lane; nullptr where none is near.
    [[nodiscard]] const TimelineMark *markAt(const QPoint &position) const;
    [[nodiscard]] QRect markRect(const TimelineMark &mark, std::size_t lane) const;
    void showToolTip(const QPoint &position);
    void askForPreview(qint64 seq);
    [[nodiscard]] QString toolTipAt(const QPoint &position) const;
    [[nodiscard]] QString stallTextAt(int x) const;

    TimelineModel m_model;
    TimelineStalls m_stalls;
    Mode m_mode = Mode::Fit;
    TimelineScale m_scale;
    int m_laneHeight = TimelineGeometry::LaneHeight;
    int m_gutter = TimelineGeometry::Gutter;
    std::optional<std::pair<qint64, qint64>> m_range;
    std::optional<qint64> m_cursor;
    quint32 m_cursorConnection = 0;
    quint32 m_endConnection = 0; ///< Of the end that is chosen; 0: none is.
    EndFinder m_endFinder;
    std::optional<std::size_t> m_cursorLane; ///< Where that connection is.
    std::optional<std::size_t> m_lane;
    std::optional<QPoint> m_pointer; ///< Over the lanes.
    QRect m_hovered;
    QPoint m_pressed;         ///< Where the button went down.
    qint64 m_pressedFrom = 0; ///< What was shown then.
    Drag m_drag = Drag::None;
    bool m_isPaused = false;
    QPixmap m_picture; ///< The lanes as they are; what lies above them is drawn anew.
    bool m_isPictureCurrent = false;
    TimelineLanePainter::Pills m_pills;
    int m_scrolledTo = 0; ///< To be scrolled to once there are as many lanes; 0: nowhere.
    QTimer m_growthTimer;
    QElapsedTimer m_sinceAsked;
    qint64 m_answerMs = 0; ///< How long the last answer took.
    quint64 m_search = 0;  ///< Answers to an older setCurrentRecord() are dropped.
    qint64 m_previewSeq = 0;
    QString m_preview; ///< What the record under the pointer says.
    QPoint m_toolTipAt;
    Mailbox m_mailbox;
};

} // namespace Pushscope
