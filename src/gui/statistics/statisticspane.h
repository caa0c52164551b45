// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/statisticsmodel.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QLabel;
class QMenu;
class QProgressBar;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace Pushscope {

class StatisticsPlotView;
class StatisticsTable;

/// The statistics of a capture: a row for each session, and the one that is chosen at large.
/// Counts only while it is seen.
///
/// Threads: GUI thread.
class StatisticsPane : public QWidget
{
    Q_OBJECT

public:
    /// What can be written into a file.
    enum class Export : quint8 { Png, Svg, TimesCsv, SummaryCsv };

    explicit StatisticsPane(QWidget *parent = nullptr);

    /// Counts @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// Looks for what came since, at most four times a second. Call it when the capture changed.
    void refresh();
    /// While paused it stands still; the recording goes on.
    void setPaused(bool isPaused);
    /// Only records of these times, ns; tTo < tFrom: all.
    void setRange(qint64 tFrom, qint64 tTo);

    [[nodiscard]] const StatisticsModel &model() const { return m_model; }
    /// The session that is shown at large; nullopt while all are listed.
    [[nodiscard]] std::optional<quint32> shownSession() const { return m_shown; }
    void showSession(quint32 session);
    void showAll();
    /// Goes under a button, and into a menu.
    [[nodiscard]] QMenu *exportMenu() const { return m_exportMenu; }
    /// Says @p text where the user looks, until something else is to be said.
    void say(const QString &text, bool isFailure = false);
    /// All that it says of the capture.
    [[nodiscard]] QString text() const;

signals:
    /// The user wants all times.
    void wholeRequested();
    void exportRequested(Pushscope::StatisticsPane::Export what);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpStrip();
    void setUpTable();
    void setUpLarge();
    void setUpExports();
    void refreshRows();
    void refreshLarge();
    void refreshStrip();
    void refreshColors();
    void fitColumns();

    StatisticsModel m_model;
    StatisticsTable *m_table = nullptr;
    QWidget *m_strip = nullptr;
    QLabel *m_rangeLabel = nullptr;
    QToolButton *m_whole = nullptr;
    QLabel *m_notice = nullptr;
    QLabel *m_progressLabel = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_stop = nullptr;
    QStackedWidget *m_pages = nullptr;
    QLabel *m_empty = nullptr;
    QTableView *m_view = nullptr;
    QWidget *m_large = nullptr;
    QLabel *m_name = nullptr;
    std::array<QLabel *, 4> m_sentences{};
    std::array<StatisticsPlotView *, 4> m_plots{};
    QMenu *m_exportMenu = nullptr;
    std::optional<quint32> m_shown;
    bool m_isPaused = false;
    bool m_isNoticeFailure = false;
    QTimer m_refreshTimer; ///< Holds back the next refresh.
};

} // namespace Pushscope
