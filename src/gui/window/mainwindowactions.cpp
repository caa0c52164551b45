// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/mainwindow.h"

#include "gui/address/addressbar.h"
#include "gui/address/commandcopier.h"
#include "gui/address/filteredit.h"
#include "gui/composer/composerpane.h"
#include "gui/document/capturedocument.h"
#include "gui/help/helpactions.h"
#include "gui/mock/mockpane.h"
#include "gui/records/recordview.h"
#include "gui/findings/findingshint.h"
#include "gui/findings/findingspane.h"
#include "gui/statistics/statisticsexport.h"
#include "gui/stock/stocktrial.h"
#include "gui/timeline/timelineactions.h"
#include "gui/timeline/timelineview.h"
#include "gui/tour/tourpanel.h"
#include "gui/window/bench.h"
#include "gui/window/capturefiles.h"
#include "gui/window/dialogs.h"
#include "gui/window/panefocus.h"
#include "gui/window/recordingkeeper.h"
#include "gui/window/windowcommands.h"
#include "gui/window/windowdrop.h"
#include "ui_mainwindow.h"

#include <QActionGroup>
#include <QApplication>

namespace Pushscope {

void MainWindow::setUpFileActions()
{
    connect(m_ui->newAction, &QAction::triggered, this,
            [this] { m_surroundings.openWindow([](MainWindow &) {}); });
    connect(m_ui->openAction, &QAction::triggered, m_files, &CaptureFiles::askOpen);
    connect(m_files, &CaptureFiles::fileChosen, this, &MainWindow::openFile);
    connect(m_ui->saveAction, &QAction::triggered, m_files, &CaptureFiles::save);
    connect(m_ui->saveAsAction, &QAction::triggered, m_files, &CaptureFiles::saveAs);
    connect(m_ui->shareAction, &QAction::triggered, m_files, &CaptureFiles::saveToShare);
    const QList<QAction *> fileActions = m_ui->fileMenu->actions();
    m_keeper = new RecordingKeeper(
        m_surroundings.services, *m_notice, *m_ui->fileMenu,
        fileActions.value(fileActions.indexOf(m_ui->shareAction) + 1), *this);
    connect(m_ui->closeAction, &QAction::triggered, this, &QWidget::close);
    connect(m_ui->quitAction, &QAction::triggered, qApp, &QApplication::closeAllWindows);
    connect(m_ui->recentMenu, &QMenu::aboutToShow, this,
            [this] { m_files->fillRecentMenu(*m_ui->recentMenu); });
    connect(m_ui->tourAction, &QAction::triggered, this, &MainWindow::startTour);
    connect(m_ui->aboutAction, &QAction::triggered, this,
            [this] { m_surroundings.dialogs.showAbout(this); });
}

void MainWindow::setUpDrops()
{
    auto *drop = new WindowDrop(*this);
    connect(drop, &WindowDrop::captureDropped, this, &MainWindow::openFile);
    connect(drop, &WindowDrop::addressDropped, this, [this](const QString &text) {
        // A command line that cannot be read is answered with why.
        if (!text.contains(QLatin1Char(' ')))
            fillAddress(text);
        else if (m_address->takeCommand(text))
            m_address->focusAddress();
    });
    connect(drop, &WindowDrop::scenarioDropped, this, [this](const QString &path) {
        m_bench->mockPane()->setScenarioFile(path);
        if (m_document)
            m_bench->showMockPane();
        else
            startMock(); // There is no pane yet to start it from.
    });
}

void MainWindow::setUpSessionActions()
{
    connect(m_ui->addressAction, &QAction::triggered, m_address, &AddressBar::focusAddress);
    connect(m_ui->connectAction, &QAction::triggered, this, &MainWindow::connectFromBar);
    connect(m_ui->disconnectAction, &QAction::triggered, this, &MainWindow::disconnectCurrent);
    connect(m_ui->reconnectAction, &QAction::triggered, this, &MainWindow::reconnectCurrent);
    connect(m_ui->optionsAction, &QAction::triggered, this, &MainWindow::editOptions);
    connect(m_ui->mockAction, &QAction::triggered, this, &MainWindow::toggleMock);
    connect(m_ui->scenarioMenu, &QMenu::aboutToShow, this,
            [this] { m_bench->mockPane()->fillScenarioMenu(*m_ui->scenarioMenu); });
    auto *copier = new CommandCopier([this] { return copySubject(); }, *m_notice, this);
    m_ui->sessionMenu->insertMenu(m_ui->optionsAction, copier->menu());
    m_stock = new StockTrial([this] { return copySubject(); }, *m_bench->findings(), *m_notice, this);
    m_ui->sessionMenu->insertAction(m_ui->optionsAction, m_stock->action());
    connect(m_bench->composer(), &ComposerPane::canSendChanged, this, &MainWindow::refreshSend);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::refreshSend);
    // Where the user types decides what is sent: a message, or a request to connect.
    connect(m_ui->sendAction, &QAction::triggered, this, [this] {
        if (m_address->isAncestorOf(QApplication::focusWidget()))
            connectFromBar();
        else
            m_bench->composer()->send();
    });
}

std::optional<CommandCopier::Subject> MainWindow::copySubject() const
{
    const auto options = m_document ? m_document->optionsOf(m_session) : std::nullopt;
    if (options && !m_isAddressEdited)
        return CommandCopier::Subject{ *options, m_session, &m_document->pages() };
    if (m_address->addressText().trimmed().isEmpty())
        return std::nullopt;
    return CommandCopier::Subject{ m_address->options(), 0, nullptr };
}

void MainWindow::setUpViewActions()
{
    connect(m_ui->filterAction, &QAction::triggered, this, [this] {
        m_address->filterEdit()->setFocus(Qt::ShortcutFocusReason);
        m_address->filterEdit()->selectAll();
    });
    connect(m_ui->pauseAction, &QAction::toggled, m_address, &AddressBar::setPaused);
    for (QAction *action : m_bench->paneActions())
        m_ui->panesMenu->addAction(action);
    new PaneFocus(m_bench->paneTargets(), *m_ui->goMenu);
    new TimelineActions(*m_bench->timeline(), *m_ui->viewMenu, m_surroundings.services);
    connect(m_ui->statisticsAction, &QAction::triggered, m_bench->statistics(),
            [pane = m_bench->statistics()] { PaneFocus::enter(*pane); });
    auto *hint = new FindingsHint(m_ui->statusBar);
    m_ui->statusBar->addPermanentWidget(hint);
    connect(m_bench->findings(), &FindingsPane::findingsChanged, hint, &FindingsHint::setFindings);
    connect(hint, &QToolButton::clicked, m_bench->findings(),
            [pane = m_bench->findings()] { PaneFocus::enter(*pane); });
    const QList<QAction *> fileActions = m_ui->fileMenu->actions();
    m_ui->fileMenu->insertMenu(fileActions.value(fileActions.indexOf(m_ui->shareAction) + 1),
                               m_bench->statistics()->exportMenu());
    new StatisticsExport(*m_bench->statistics(), m_surroundings.services, m_surroundings.dialogs,
                         this);
    new HelpActions(*this, *m_ui->helpMenu, m_ui->aboutAction);
    auto *commands = new WindowCommands(m_surroundings.services, *this);
    connect(m_ui->commandsAction, &QAction::triggered, commands, &WindowCommands::show);
    connect(m_ui->resetLayoutAction, &QAction::triggered, m_bench, &Bench::resetLayout);
}

void MainWindow::setUpChoice(QMenu &menu, const QList<std::pair<QAction *, QString>> &choices,
                             const std::function<void(const QString &)> &choose,
                             const std::function<QString()> &chosen)
{
    auto *group = new QActionGroup(this);
    for (const auto &[action, name] : choices) {
        group->addAction(action);
        connect(action, &QAction::triggered, this, [choose, choice = name] { choose(choice); });
    }
    connect(&menu, &QMenu::aboutToShow, this, [choices, chosen] {
        for (const auto &[action, name] : choices)
            action->setChecked(name == chosen());
    });
}

void MainWindow::setUpThemeActions()
{
    setUpChoice(*m_ui->themeMenu,
                { { m_ui->systemThemeAction, QStringLiteral("system") },
                  { m_ui->lightThemeAction, QStringLiteral("light") },
                  { m_ui->darkThemeAction, QStringLiteral("dark") } },
                m_surroundings.setTheme, m_surroundings.theme);
}

/// What the key does depends on where the user types.
void MainWindow::refreshSend()
{
    const bool isInBar = m_address->isAncestorOf(QApplication::focusWidget());
    m_ui->sendAction->setEnabled(m_bench->composer()->canSend()
                                 || (isInBar && !m_address->addressText().isEmpty()));
}

void MainWindow::refreshActions()
{
    const bool isLive = isCurrentLive();
    const bool isShown = isLive && !m_isAddressEdited;
    const bool canReconnect
        = m_document && m_document->isLive() && m_document->optionsOf(m_session).has_value();
    m_address->setLive(isShown);
    m_ui->connectAction->setEnabled(!isShown); // The button says Disconnect then.
    m_ui->disconnectAction->setEnabled(isLive);
    m_ui->reconnectAction->setEnabled(canReconnect);
    refreshSend();
    const bool canSave = m_document && !m_document->isSaving();
    m_ui->saveAction->setEnabled(canSave && m_document->isLive());
    m_ui->saveAsAction->setEnabled(canSave);
    m_ui->shareAction->setEnabled(canSave);
    m_ui->mockAction->setText(m_bench->mockPane()->isRunning() ? tr("&Stop the mock server")
                                                               : tr("&Start the mock server"));
}

} // namespace Pushscope
