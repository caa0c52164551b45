// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/mainwindow.h"

#include "gui/address/addressbar.h"
#include "gui/address/filtercontroller.h"
#include "gui/address/filteredit.h"
#include "gui/address/optionsdialog.h"
#include "gui/composer/composerpane.h"
#include "gui/document/capturedocument.h"
#include "gui/document/encryption.h"
#include "gui/document/failurefinder.h"
#include "gui/findings/findingspane.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/mock/mockpane.h"
#include "gui/records/recordview.h"
#include "gui/sessions/rowtree.h"
#include "gui/sessions/sessionscontroller.h"
#include "gui/sessions/sessionsmodel.h"
#include "gui/statistics/statisticspane.h"
#include "gui/stock/stocktrial.h"
#include "gui/timeline/timelineview.h"
#include "gui/tour/tour.h"
#include "gui/tour/tourpanel.h"
#include "gui/window/bench.h"
#include "gui/window/dialogs.h"
#include "gui/window/noticebar.h"
#include "models/describe.h"
#include "ui_mainwindow.h"

#include <QMenu>

namespace Pushscope {

void MainWindow::setUpAddressBar()
{
    connect(m_address, &AddressBar::connectRequested, this, &MainWindow::connectFromBar);
    connect(m_address, &AddressBar::disconnectRequested, this, &MainWindow::disconnectCurrent);
    connect(m_address, &AddressBar::optionsRequested, this, &MainWindow::editOptions);
    connect(m_address, &AddressBar::edited, this, [this] {
        m_isAddressEdited = true;
        refreshActions();
    });
    connect(m_address, &AddressBar::commandRead, this,
            [this](const QString &sentence, bool isWhole) {
                m_notice->showNotice(
                    isWhole ? NoticeBar::Kind::Information : NoticeBar::Kind::Warning, sentence);
            });
    connect(m_address, &AddressBar::pauseToggled, this, [this](bool isPaused) {
        m_ui->pauseAction->setChecked(isPaused);
        m_bench->records()->setPaused(isPaused);
        m_bench->timeline()->setPaused(isPaused);
        m_bench->statistics()->setPaused(isPaused);
    });
}

void MainWindow::setUpBench()
{
    MockPane *mock = m_bench->mockPane();
    mock->setSurroundings(m_surroundings.services, m_surroundings.dialogs);
    m_ui->mockMenu->addSeparator();
    m_ui->mockMenu->addActions(mock->menuActions());
    connect(mock, &MockPane::startRequested, this, &MainWindow::startMock);
    connect(mock, &MockPane::restartRequested, this, [this] {
        m_document->disconnectSession(mockSession());
        startMock();
    });
    connect(mock, &MockPane::kickRequested, this, [this](quint32 client, const MockKick &kick) {
        m_document->kick(mockSession(), client, kick);
    });
    connect(mock, &MockPane::faultRequested, this, [this](quint32 client, const QByteArray &kind) {
        m_document->fault(mockSession(), client, kind);
    });
    connect(mock, &MockPane::stopRequested, this, &MainWindow::toggleMock);
    connect(mock, &MockPane::stateChanged, this, &MainWindow::refreshActions);
    connect(mock, &MockPane::scenarioFileRequested, this, [this, mock] {
        m_surroundings.dialogs.askScenarioFile(mock, [mock](const QString &path) {
            if (!path.isEmpty())
                mock->setScenarioFile(path);
        });
    });
    connect(mock, &MockPane::refused, this, [this, mock](const QString &sentence) {
        if (!mock->isVisible()) // On the start page.
            m_notice->showNotice(NoticeBar::Kind::Failure, sentence);
    });
    connect(mock, &MockPane::publishRequested, this,
            [this](const QByteArray &channel, const QByteArray &message) {
                m_document->publish(mockSession(), channel, message);
            });
    connect(mock, &MockPane::connectRequested, this,
            [this](const QUrl &url, const QByteArray &technique) {
                ClientOptions options;
                options.url = url;
                options.technique = techniqueFromName(technique).value_or(Technique::Auto);
                connectTo(options);
            });
    m_bench->composer()->setUp(m_surroundings.services, m_surroundings.dialogs);
    m_bench->composer()->setOptionsOf([this](quint32 session) {
        return m_document ? m_document->optionsOf(session) : std::nullopt;
    });
    connect(m_bench->composer(), &ComposerPane::sendRequested, this,
            [this](quint32 session, const OutgoingMessage &message) {
                m_document->send(session, message);
            });
    connect(m_bench, &Bench::newSessionRequested, m_address, &AddressBar::focusAddress);
    connect(m_tourPanel, &TourPanel::sessionChosen, this, &MainWindow::selectSession);
}

void MainWindow::setUpSelection()
{
    m_sessions = new SessionsController({ *m_bench->sessionsView(), *m_bench->sessionsModel(),
                                          *m_notice, *m_address, *m_filter,
                                          m_surroundings.services, *this });
    m_sessions->fillMenu(*m_ui->sessionMenu);
    connect(m_sessions, &SessionsController::sessionChosen, this, &MainWindow::selectSession);
    connect(m_sessions, &SessionsController::sessionPicked, this, &MainWindow::showNewestOf);
    connect(m_sessions, &SessionsController::connectRequested, this, &MainWindow::connectTo);
    connect(m_sessions, &SessionsController::optionsRequested, this, &MainWindow::editOptions);
    connect(m_sessions, &SessionsController::endpointChosen, m_bench->mockPane(),
            &MockPane::connectTo);
    connect(m_sessions, &SessionsController::menuRequested, this,
            [this](const QModelIndex &index, const QPoint &where) {
                auto *menu = new QMenu(this);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                if (SessionsModel::kindOf(index) == SessionItem::Session) {
                    menu->addAction(m_ui->reconnectAction);
                    menu->addAction(m_ui->disconnectAction);
                    menu->addMenu(findChild<QMenu *>(QStringLiteral("copyAsMenu")));
                    menu->addAction(m_stock->action());
                }
                m_sessions->fillMenu(*menu);
                menu->popup(where);
            });
    connect(m_bench->mockPane(), &MockPane::undoOffered, m_sessions,
            &SessionsController::offerUndo);
}

void MainWindow::setUpViews()
{
    connect(m_bench->timeline(), &TimelineView::rangeSelected, m_filter,
            &FilterController::setRange);
    connect(m_failures, &FailureFinder::found, this, [this, shown = qint64(0)](qint64 seq) mutable {
        // What went wrong is explained, unless the user looks at something.
        RecordView &records = *m_bench->records();
        const qint64 current = records.currentSeq();
        if (current != 0 && (current != shown || records.isChosenByUser()))
            return;
        shown = seq;
        records.showInPassing(seq);
    });
    connect(m_encryption, &Encryption::changed, this, &MainWindow::refreshStatusStrip);
}

void MainWindow::connectTo(const ClientOptions &wanted)
{
    ClientOptions options = wanted;
    m_bench->mockPane()->addTrust(options);
    withLiveDocument([options](MainWindow &window) {
        window.m_notice->dismiss();
        window.selectSession(window.m_document->connectClient(options));
    });
}

void MainWindow::connectFromBar()
{
    if (!m_address->settle())
        return; // A command line that cannot be read: it says why.
    const ClientOptions options = m_address->options();
    if (m_address->addressText().trimmed().isEmpty()) {
        m_notice->showNotice(NoticeBar::Kind::Information,
                             tr("Type the address of an endpoint first."));
        m_address->focusAddress();
        return;
    }
    connectTo(options);
}

void MainWindow::disconnectCurrent()
{
    if (m_document)
        m_document->disconnectSession(m_session);
}

void MainWindow::reconnectCurrent()
{
    if (!m_document || !m_document->optionsOf(m_session))
        return;
    m_notice->dismiss();
    m_document->reconnectSession(m_session);
}

void MainWindow::startMock()
{
    const auto options = m_bench->mockPane()->options();
    if (!options) {
        m_bench->showMockPane(); // Where it says why.
        return;
    }
    m_notice->dismiss();
    withLiveDocument([options = *options](MainWindow &window) {
        window.m_bench->showMockPane();
        window.m_document->startMock(options);
    });
}

void MainWindow::toggleMock()
{
    if (const quint32 running = mockSession())
        m_document->disconnectSession(running);
    else
        startMock();
}

void MainWindow::startTour()
{
    if (!isVacant()) {
        m_surroundings.openWindow([](MainWindow &other) { other.startTour(); });
        return;
    }
    withLiveDocument([](MainWindow &window) {
        window.m_tour = std::make_unique<Tour>(*window.m_document);
        window.watchTour();
        window.m_tour->start();
    });
}

void MainWindow::watchTour()
{
    connect(m_tour.get(), &Tour::started, this, [this] {
        m_tourPanel->setStops(m_tour->stops());
        selectSession(m_tour->stops().first().session);
    });
    connect(m_tour.get(), &Tour::messageFound, m_bench->records(), &RecordView::showInPassing);
    connect(m_tour.get(), &Tour::failed, this, &MainWindow::showFailure);
}

void MainWindow::editOptions()
{
    openOptions();
}

OptionsDialog *MainWindow::openOptions()
{
    auto *dialog = new OptionsDialog(m_surroundings.dialogs, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOptions(m_address->options());
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_address->setOptions(dialog->options());
        m_isAddressEdited = true;
        refreshActions();
    });
    dialog->open();
    return dialog;
}

void MainWindow::selectSession(quint32 session)
{
    if (session == 0 || !m_document)
        return;
    m_session = session;
    m_tourPanel->showSession(session);
    m_sessions->showSession(session);
    if (auto options = m_document->optionsOf(session)) {
        options->isInsecure = false; // It was said of that session only.
        m_address->setOptions(*options);
        m_isAddressEdited = false;
    }
    m_bench->composer()->setSessions(m_document->statuses(), m_session);
    refreshActions();
}

void MainWindow::takeStatuses()
{
    m_bench->composer()->setSessions(m_document->statuses(), m_session);
    m_bench->inspector()->setStatuses(m_document->statuses());
    m_bench->mockPane()->setStatus(m_document->status(mockSession()));
    m_tourPanel->showFigures(m_document->statuses());
    for (const SessionStatus &status : m_document->statuses())
        tellWhyItWaits(status);
    watchWriting();
    refreshActions();
}

void MainWindow::tellWhyItWaits(const SessionStatus &status)
{
    if (status.state == SessionState::Open)
        m_toldErrors.remove(status.session);
    if (status.state != SessionState::Waiting || !status.error)
        return;
    const auto told = m_toldErrors.constFind(status.session);
    if (told != m_toldErrors.cend() && *told == *status.error)
        return;
    m_toldErrors.insert(status.session, *status.error);
    m_notice->showNotice(NoticeBar::Kind::Warning,
                         tr("%1 It tries again by itself.").arg(describe(*status.error)));
}

void MainWindow::takeSessions()
{
    m_bench->timeline()->setSessionView(m_document->sessionNames(), m_document->hiddenSessions());
    m_bench->records()->setSessions(m_document->sessions());
    m_bench->inspector()->setSessions(m_document->sessions());
    m_bench->findings()->setSessions(m_document->sessions());
}

bool MainWindow::isCurrentLive() const
{
    const SessionStatus *status = m_document ? m_document->status(m_session) : nullptr;
    return status && !isOver(status->state);
}

quint32 MainWindow::mockSession() const
{
    quint32 newest = 0;
    if (m_document) {
        for (const SessionStatus &status : m_document->statuses()) {
            if (status.isMock && !isOver(status.state))
                newest = status.session;
        }
    }
    return newest;
}

} // namespace Pushscope
