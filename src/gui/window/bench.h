// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QMainWindow>

namespace Pushscope {

class ComposerPane;
class FindingsPane;
class InspectorPane;
class MockPane;
class PaneDock;
class PaneFrame;
struct PaneTarget;
class RecordView;
class RecordsPane;
class RowTree;
class SessionsModel;
class StatisticsPane;
class TimelineView;

/// All panes and how they stand to one another. It is a main window inside the window, so that
/// the panes can be moved and floated while the address bar stays above all of them.
class Bench : public QMainWindow
{
    Q_OBJECT

public:
    explicit Bench(QWidget *parent = nullptr);

    [[nodiscard]] RowTree *sessionsView() const { return m_sessionsView; }
    [[nodiscard]] SessionsModel *sessionsModel() const { return m_sessionsModel; }
    [[nodiscard]] MockPane *mockPane() const { return m_mock; }
    [[nodiscard]] TimelineView *timeline() const { return m_timeline; }
    [[nodiscard]] RecordView *records() const { return m_records; }
    [[nodiscard]] RecordsPane *recordsPane() const { return m_recordsPane; }
    [[nodiscard]] ComposerPane *composer() const { return m_composer; }
    [[nodiscard]] InspectorPane *inspector() const { return m_inspector; }
    [[nodiscard]] StatisticsPane *statistics() const { return m_statistics; }
    [[nodiscard]] FindingsPane *findings() const { return m_findings; }

    /// Shows and hides a pane each, in the order of the View menu.
    [[nodiscard]] QList<QAction *> paneActions() const;
    /// Every pane, for the keyboard to go to.
    [[nodiscard]] QList<PaneTarget> paneTargets() const;
    /// Puts every pane where it stands in a new window.
    void resetLayout();
    void showMockPane();

signals:
    void newSessionRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpSessions();
    void setUpMock();
    void setUpTimeline();
    void setUpMiddle();
    void setUpInspector();
    void setUpStatistics();
    void setUpFindings();
    /// Gives a pane that wants room some while it is seen, and what is beside it its own afterwards.
    void makeRoomFor(PaneDock *dock, int wanted, bool isSeen);
    /// Leaves the composer one line where there is nothing to compose, and else what it had.
    void makeRoomForComposer(bool isCompact);
    void applyDefaultSizes();
    void refreshMockHeader();
    [[nodiscard]] QList<PaneDock *> docks() const;

    RowTree *m_sessionsView = nullptr;
    SessionsModel *m_sessionsModel = nullptr;
    MockPane *m_mock = nullptr;
    TimelineView *m_timeline = nullptr;
    RecordsPane *m_recordsPane = nullptr;
    RecordView *m_records = nullptr; ///< Of m_recordsPane.
    ComposerPane *m_composer = nullptr;
    InspectorPane *m_inspector = nullptr;
    StatisticsPane *m_statistics = nullptr;
    FindingsPane *m_findings = nullptr;
    PaneDock *m_sessionsDock = nullptr;
    PaneDock *m_mockDock = nullptr;
    PaneDock *m_timelineDock = nullptr;
    PaneDock *m_composerDock = nullptr;
    PaneDock *m_inspectorDock = nullptr;
    PaneDock *m_statisticsDock = nullptr;
    PaneDock *m_findingsDock = nullptr;
    int m_composerHeight = 0; ///< While it is compact: what it had; 0: it never had any.
    int m_heightBefore = 0; ///< Of the composer; 0: it was not touched.
    bool m_needsSizes = false; ///< Sizes of docks can be set once they are shown.
};

} // namespace Pushscope
