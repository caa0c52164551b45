// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/bench.h"

#include "gui/composer/composerpane.h"
#include "gui/findings/findingspane.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/mock/mockpane.h"
#include "gui/records/recordspane.h"
#include "gui/records/recordview.h"
#include "gui/sessions/rowtree.h"
#include "gui/sessions/sessiondelegate.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/statistics/statisticspane.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timelineview.h"
#include "gui/window/panedock.h"
#include "gui/window/panefocus.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int EdgeMargin = 6;
constexpr int LeftWidth = 214;
constexpr int RightWidth = 340;
constexpr int TimelineHeight = 212;
constexpr int ComposerHeight = 116;
constexpr int StatisticsHeight = 280;
constexpr int FindingsHeight = 210;
constexpr int LeastListHeight = 116;
constexpr QDockWidget::DockWidgetFeatures PaneFeatures = QDockWidget::DockWidgetMovable
    | QDockWidget::DockWidgetFloatable | QDockWidget::DockWidgetClosable;

} // namespace

Bench::Bench(QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
{
    setObjectName(QStringLiteral("bench"));
    setContentsMargins(EdgeMargin, EdgeMargin, EdgeMargin, EdgeMargin);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setUpSessions();
    setUpMock();
    setUpTimeline();
    setUpMiddle();
    setUpInspector();
    setUpStatistics();
    setUpFindings();
    resetLayout();
}

void Bench::setUpSessions()
{
    m_sessionsModel = new SessionsModel(this);
    m_sessionsView = new RowTree(this);
    m_sessionsView->setObjectName(QStringLiteral("sessionsView"));
    m_sessionsView->setAccessibleName(tr("Sessions"));
    m_sessionsView->setModel(m_sessionsModel);
    m_sessionsView->setItemDelegate(new SessionDelegate(m_sessionsView));
    m_sessionsView->setRootIsDecorated(false);
    m_sessionsDock = new PaneDock(QStringLiteral("sessionsDock"), tr("Sessions"), m_sessionsView,
                                  PaneDock::Header::Shown, this);
    auto *add = new QToolButton(this);
    add->setObjectName(QStringLiteral("newSessionButton"));
    add->setText(QStringLiteral("+"));
    add->setAutoRaise(true);
    add->setAccessibleName(tr("New session"));
    add->setToolTip(tr("Go to the address bar for a new session (Ctrl+L)"));
    connect(add, &QToolButton::clicked, this, &Bench::newSessionRequested);
    m_sessionsDock->header()->addWidget(add);
}

void Bench::setUpMock()
{
    m_mock = new MockPane(this);
    m_mockDock = new PaneDock(QStringLiteral("mockDock"), tr("Mock"), m_mock,
                              PaneDock::Header::Shown, this);
    auto *state = new QLabel(this);
    state->setObjectName(QStringLiteral("mockStateLabel"));
    state->setFont(textFont(SmallPixels));
    m_mockDock->header()->addWidget(state);
    connect(m_mock, &MockPane::stateChanged, this, &Bench::refreshMockHeader);
    refreshMockHeader();
}

void Bench::setUpTimeline()
{
    m_timeline = new TimelineView(this);
    m_timelineDock = new PaneDock(QStringLiteral("timelineDock"), tr("Timeline"), m_timeline,
                                  PaneDock::Header::Shown, this);
    const auto addButton = [this](const QString &name, const QString &text, const QString &tip) {
        auto *button = new QToolButton(this);
        button->setObjectName(name);
        button->setText(text);
        button->setToolTip(tip);
        button->setFont(textFont(SmallPixels));
        button->setCheckable(true); // On while it holds; nothing it did is undone by a click.
        m_timelineDock->header()->addWidget(button);
        return button;
    };
    auto *fit = addButton(QStringLiteral("fitButton"), tr("Fit"), tr("Show the whole capture"));
    auto *follow = addButton(QStringLiteral("followButton"), tr("Follow"),
                             tr("Keep the newest at the right edge"));
    const auto refresh = [this, fit, follow] {
        fit->setChecked(m_timeline->mode() == TimelineView::Mode::Fit);
        follow->setChecked(m_timeline->mode() == TimelineView::Mode::Follow);
    };
    refresh();
    connect(m_timeline, &TimelineView::modeChanged, this, refresh);
    connect(fit, &QToolButton::clicked, m_timeline, &TimelineView::fit);
    connect(follow, &QToolButton::clicked, m_timeline, &TimelineView::follow);
    for (const QToolButton *button : { fit, follow })
        connect(button, &QToolButton::clicked, this, refresh);
    connect(m_timeline, &TimelineView::summaryChanged, this, [this](const QString &summary) {
        m_timelineDock->header()->setTitle(summary.isEmpty() ? tr("Timeline")
                                                             : tr("Timeline · %1").arg(summary));
    });
}

void Bench::setUpMiddle()
{
    m_recordsPane = new RecordsPane(this);
    m_records = m_recordsPane->view();
    setCentralWidget(new PaneFrame(m_recordsPane, this));
    m_composer = new ComposerPane(this);
    m_composerDock = new PaneDock(QStringLiteral("composerDock"), tr("Compose"), m_composer,
                                  PaneDock::Header::Grip, this);
    connect(m_composer, &ComposerPane::compactChanged, this, &Bench::makeRoomForComposer);
}

void Bench::makeRoomForComposer(bool isCompact)
{
    if (isCompact && isVisible())
        m_composerHeight = m_composerDock->height();
    // Once the layout knows how high it may be; statistics beside it keep what they have.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_composerDock->isVisible() || m_composerDock->isFloating()
                || m_statisticsDock->isVisible() || m_findingsDock->isVisible())
                return;
            const int height = m_composer->isCompact()
                ? m_composerDock->minimumSizeHint().height()
                : std::max(m_composerHeight, ComposerHeight);
            resizeDocks({ m_composerDock }, { height }, Qt::Vertical);
        },
        Qt::QueuedConnection);
}

void Bench::setUpInspector()
{
    m_inspector = new InspectorPane(this);
    m_inspectorDock = new PaneDock(QStringLiteral("inspectorDock"), tr("Inspector"), m_inspector,
                                   PaneDock::Header::Grip, this);
    connect(m_records, &RecordView::currentRecordChanged, m_inspector,
            &InspectorPane::setCurrentRecord);
    connect(m_records, &RecordView::currentRecordChanged, m_timeline,
            &TimelineView::setCurrentRecord);
    connect(m_records, &RecordView::recordActivated, m_inspector, &InspectorPane::focusPage);
    connect(m_timeline, &TimelineView::recordPicked, m_records, &RecordView::setCurrentSeq);
    connect(m_inspector, &InspectorPane::recordPicked, m_records, &RecordView::setCurrentSeq);
}

void Bench::setUpStatistics()
{
    m_statistics = new StatisticsPane(this);
    m_statisticsDock = new PaneDock(QStringLiteral("statisticsDock"), tr("Statistics"),
                                    m_statistics, PaneDock::Header::Shown, this);
    auto *button = new QToolButton(this);
    button->setObjectName(QStringLiteral("statisticsExportButton"));
    button->setText(tr("Export…"));
    button->setToolTip(tr("Write the statistics into a file; pictures are dark on white"));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(m_statistics->exportMenu());
    m_statisticsDock->header()->addWidget(button);
    connect(m_timeline, &TimelineView::rangeSelected, m_statistics, &StatisticsPane::setRange);
    connect(m_statistics, &StatisticsPane::wholeRequested, m_timeline, &TimelineView::clearRange);
    // Sizes can be set once it is in its place.
    connect(
        m_statisticsDock, &QDockWidget::visibilityChanged, this,
        [this](bool isSeen) {
            makeRoomFor(m_statisticsDock, std::max(StatisticsHeight, height() * 2 / 5), isSeen);
        },
        Qt::QueuedConnection);
}

void Bench::setUpFindings()
{
    m_findings = new FindingsPane(this);
    m_findingsDock = new PaneDock(QStringLiteral("findingsDock"), tr("Problems"), m_findings,
                                  PaneDock::Header::Shown, this);
    connect(m_findings, &FindingsPane::recordPicked, m_records, &RecordView::setCurrentSeq);
    connect(m_findings, &FindingsPane::findingsChanged, m_inspector, &InspectorPane::setFindings);
    connect(
        m_findingsDock, &QDockWidget::visibilityChanged, this,
        [this](bool isSeen) { makeRoomFor(m_findingsDock, FindingsHeight, isSeen); },
        Qt::QueuedConnection);
}

void Bench::makeRoomFor(PaneDock *dock, int wanted, bool isSeen)
{
    const bool isBelow = isVisible() && !dock->isFloating()
        && dockWidgetArea(dock) == Qt::BottomDockWidgetArea;
    // Some rows are to be seen beside it.
    const int list = centralWidget()->height();
    const bool isTight = list < LeastListHeight;
    if (isSeen && isBelow && (isTight || dock->height() < wanted)) {
        m_heightBefore = isTight ? ComposerHeight : dock->height();
        const int room = dock->height() + list - LeastListHeight;
        resizeDocks({ dock }, { std::min(wanted, room) }, Qt::Vertical);
    } else if (!isSeen && m_heightBefore > 0) {
        if (m_composerDock->isVisible())
            resizeDocks({ m_composerDock }, { m_heightBefore }, Qt::Vertical);
        m_heightBefore = 0;
    }
}

QList<PaneDock *> Bench::docks() const
{
    return { m_sessionsDock, m_mockDock,      m_timelineDock,
             m_composerDock, m_inspectorDock, m_statisticsDock, m_findingsDock };
}

QList<QAction *> Bench::paneActions() const
{
    QList<QAction *> actions;
    for (const PaneDock *dock : docks())
        actions.append(dock->toggleViewAction());
    return actions;
}

QList<PaneTarget> Bench::paneTargets() const
{
    return {
        { QStringLiteral("goSessionsAction"), tr("&Sessions"), m_sessionsView },
        { QStringLiteral("goTimelineAction"), tr("&Timeline"), m_timeline },
        { QStringLiteral("goRecordsAction"), tr("&Records"), m_records },
        { QStringLiteral("goInspectorAction"), tr("&Inspector"), m_inspector },
        { QStringLiteral("goComposerAction"), tr("&Compose"), m_composer },
        { QStringLiteral("goMockAction"), tr("&Mock"), m_mock },
        { QStringLiteral("goStatisticsAction"), tr("St&atistics"), m_statistics },
        { QStringLiteral("goProblemsAction"), tr("&Problems"), m_findings },
    };
}

void Bench::resetLayout()
{
    for (PaneDock *dock : docks()) {
        removeDockWidget(dock);
        dock->setFeatures(PaneFeatures);
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_sessionsDock);
    addDockWidget(Qt::LeftDockWidgetArea, m_mockDock);
    addDockWidget(Qt::TopDockWidgetArea, m_timelineDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_composerDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_statisticsDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_findingsDock);
    addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
    tabifyDockWidget(m_composerDock, m_statisticsDock);
    tabifyDockWidget(m_statisticsDock, m_findingsDock);
    for (PaneDock *dock : docks()) {
        dock->setFloating(false); // Has its effect only where it has a place.
        dock->show();
    }
    m_statisticsDock->hide(); // They want room; who wants them, opens them.
    m_findingsDock->hide();   // The status bar leads to it.
    m_needsSizes = true;
    if (isVisible())
        applyDefaultSizes();
}

void Bench::applyDefaultSizes()
{
    m_needsSizes = false;
    // On a large screen they have their share: what stands at the sides is cut less.
    const int left = std::max(LeftWidth, width() / 7);
    const int right = std::max(RightWidth, width() * 2 / 9);
    resizeDocks({ m_sessionsDock, m_inspectorDock }, { left, right }, Qt::Horizontal);
    const int half = height() / 2;
    resizeDocks({ m_sessionsDock, m_mockDock }, { half, half }, Qt::Vertical);
    const int timeline = std::max(TimelineHeight, height() * 3 / 10);
    resizeDocks({ m_timelineDock, m_composerDock }, { timeline, ComposerHeight }, Qt::Vertical);
    if (m_composer->isCompact())
        makeRoomForComposer(true);
}

void Bench::showMockPane()
{
    m_mockDock->show();
    m_mockDock->raise();
}

void Bench::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_mockDock)
        refreshMockHeader();
}

void Bench::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (m_needsSizes)
        applyDefaultSizes();
}

void Bench::refreshMockHeader()
{
    const QString address = m_mock->addressText();
    // There is little room: of this machine's own address the port is what counts.
    const bool isLoopback = address.startsWith(QLatin1StringView("127.0.0.1:"));
    const QString shown = isLoopback ? address.mid(address.indexOf(QLatin1Char(':'))) : address;
    m_mockDock->header()->setTitle(address.isEmpty() ? tr("Mock") : tr("Mock · %1").arg(shown));
    auto *state = m_mockDock->header()->findChild<QLabel *>(QStringLiteral("mockStateLabel"));
    const Theme &theme = Theme::of(palette());
    QPalette statePalette = palette();
    statePalette.setColor(QPalette::WindowText, m_mock->isRunning() ? theme.ok : theme.dim);
    state->setPalette(statePalette);
    state->setText(m_mock->isRunning() ? tr("● running") : tr("○ stopped"));
}

} // namespace Pushscope
