// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/bench.h"

#include "gui/composer/composerpane.h"
#include "gui/mock/mockpane.h"
#include "gui/records/recordview.h"
#include "gui/sessions/sessiondelegate.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/theme/theme.h"
#include "gui/window/panedock.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QToolButton>

namespace Pushscope {

namespace {

constexpr int EdgeMargin = 6;
constexpr int LeftWidth = 214;
constexpr int ComposerHeight = 104;
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
    setUpMiddle();
    resetLayout();
}

void Bench::setUpSessions()
{
    m_sessionsModel = new SessionsModel(this);
    m_sessionsView = new QListView(this);
    m_sessionsView->setObjectName(QStringLiteral("sessionsView"));
    m_sessionsView->setAccessibleName(tr("Sessions"));
    m_sessionsView->setModel(m_sessionsModel);
    m_sessionsView->setItemDelegate(new SessionDelegate(m_sessionsView));
    m_sessionsView->setFrameShape(QFrame::NoFrame);
    m_sessionsView->setUniformItemSizes(true);
    m_sessionsView->setContextMenuPolicy(Qt::CustomContextMenu);
    m_sessionsDock
        = new PaneDock(QStringLiteral("sessionsDock"), tr("Sessions"), m_sessionsView, this);
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
    m_mockDock = new PaneDock(QStringLiteral("mockDock"), tr("Mock"), m_mock, this);
    auto *state = new QLabel(this);
    state->setObjectName(QStringLiteral("mockStateLabel"));
    m_mockDock->header()->addWidget(state);
    connect(m_mock, &MockPane::stateChanged, this, &Bench::refreshMockHeader);
    refreshMockHeader();
}

void Bench::setUpMiddle()
{
    m_records = new RecordView(this);
    setCentralWidget(new PaneFrame(m_records, this));
    m_composer = new ComposerPane(this);
    m_composerDock = new PaneDock(QStringLiteral("composerDock"), tr("Compose"), m_composer, this);
    // Its tabs are its header.
    m_composerDock->setTitleBarWidget(new QWidget(m_composerDock));
}

QList<QAction *> Bench::paneActions() const
{
    return { m_sessionsDock->toggleViewAction(), m_mockDock->toggleViewAction(),
             m_composerDock->toggleViewAction() };
}

void Bench::resetLayout()
{
    for (PaneDock *dock : { m_sessionsDock, m_mockDock, m_composerDock }) {
        removeDockWidget(dock);
        dock->setFeatures(PaneFeatures);
        dock->setFloating(false);
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_sessionsDock);
    addDockWidget(Qt::LeftDockWidgetArea, m_mockDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_composerDock);
    for (PaneDock *dock : { m_sessionsDock, m_mockDock, m_composerDock })
        dock->show();
    m_needsSizes = true;
    if (isVisible())
        applyDefaultSizes();
}

void Bench::applyDefaultSizes()
{
    m_needsSizes = false;
    resizeDocks({ m_sessionsDock }, { LeftWidth }, Qt::Horizontal);
    const int half = height() / 2;
    resizeDocks({ m_sessionsDock, m_mockDock }, { half, half }, Qt::Vertical);
    resizeDocks({ m_composerDock }, { ComposerHeight }, Qt::Vertical);
}

void Bench::showMockPane()
{
    m_mockDock->show();
    m_mockDock->raise();
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
    m_mockDock->header()->setTitle(address.isEmpty() ? tr("Mock") : tr("Mock · %1").arg(address));
    auto *state = m_mockDock->header()->findChild<QLabel *>(QStringLiteral("mockStateLabel"));
    const Theme &theme = Theme::of(palette());
    QPalette statePalette = palette();
    statePalette.setColor(QPalette::WindowText, m_mock->isRunning() ? theme.ok : theme.dim);
    state->setPalette(statePalette);
    state->setText(m_mock->isRunning() ? tr("● running") : tr("○ stopped"));
}

} // namespace Pushscope
