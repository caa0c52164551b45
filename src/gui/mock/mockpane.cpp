// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/mockpane.h"

#include "engine/api/scenarios.h"
#include "gui/mock/endpointdelegate.h"
#include "gui/mock/endpointsmodel.h"
#include "gui/mock/endpointsnippets.h"
#include "gui/mock/scenariochooser.h"
#include "gui/theme/fonts.h"
#include "models/describe.h"
#include "ui_mockpane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace Pushscope {

MockPane::MockPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MockPane>())
    , m_endpoints(new EndpointsModel(this))
    , m_scenarios(nullptr)
    , m_copyMenu(new QMenu(this))
{
    m_ui->setupUi(this);
    m_scenarios = new ScenarioChooser(m_ui->scenarioCombo);
    setUpControls();
    setUpScenarios();
    setUpEndpoints();
    setUpCopyMenu();
    refreshState();
}

MockPane::~MockPane() = default;

void MockPane::setUpControls()
{
    m_ui->stateLabel->setContentsMargins(10, 0, 10, 8);
    m_ui->stateLabel->setForegroundRole(QPalette::PlaceholderText);
    m_ui->messageEdit->setFont(wireFont());
    connect(m_ui->startButton, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            emit stopRequested();
        else
            emit startRequested();
    });
    connect(m_ui->portSpin, &QSpinBox::valueChanged, this, [this](int port) {
        if (!m_isRunning)
            m_wantedPort = port;
    });
    connect(m_ui->publishButton, &QPushButton::clicked, this, &MockPane::publish);
    connect(m_ui->messageEdit, &QLineEdit::returnPressed, this, &MockPane::publish);
    connect(m_ui->messageEdit, &QLineEdit::textChanged, this, &MockPane::refreshState);
}

void MockPane::setUpScenarios()
{
    connect(m_scenarios, &ScenarioChooser::fileWanted, this, &MockPane::scenarioFileRequested);
    connect(m_scenarios, &ScenarioChooser::chosen, this, [this] {
        // At once, not only when it is to start: its writer is at work on it.
        if (options())
            setFailure({});
    });
}

void MockPane::fillScenarioMenu(QMenu &menu)
{
    m_scenarios->fillMenu(menu);
}

void MockPane::setScenarioFile(const QString &path)
{
    m_scenarios->addFile(path);
}

std::optional<MockOptions> MockPane::options()
{
    MockOptions options;
    options.port = static_cast<quint16>(m_wantedPort);
    if (m_scenarios->scenario().isEmpty())
        return options;
    const auto scenario = loadScenario(m_scenarios->scenario());
    if (!scenario) {
        const QString sentence = describe(scenario.error());
        setFailure(sentence);
        emit scenarioRefused(sentence);
        return std::nullopt;
    }
    options.scenario = *scenario;
    return options;
}

void MockPane::setUpEndpoints()
{
    QListView *view = m_ui->endpointsView;
    view->setModel(m_endpoints);
    view->setItemDelegate(new EndpointDelegate(view));
    view->setFrameShape(QFrame::NoFrame);
    view->setUniformItemSizes(true);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &MockPane::refreshState);
    connect(view, &QListView::customContextMenuRequested, this, [this, view](QPoint where) {
        if (view->indexAt(where).isValid())
            m_copyMenu->popup(view->viewport()->mapToGlobal(where));
    });
    const auto connectTo = [this](const QModelIndex &index) {
        const MockEndpointStatus endpoint = m_endpoints->endpoint(index);
        if (!endpoint.path.isEmpty())
            emit connectRequested(endpointUrl(m_url, endpoint), endpoint.technique);
    };
    connect(view, &QListView::activated, this, connectTo);
    connect(m_ui->clientButton, &QPushButton::clicked, this,
            [view, connectTo] { connectTo(view->currentIndex()); });
}

void MockPane::setUpCopyMenu()
{
    const auto current
        = [this] { return m_endpoints->endpoint(m_ui->endpointsView->currentIndex()); };
    m_copyMenu->addAction(tr("Copy &URL"), this, [this, current] {
        copyToClipboard(endpointUrl(m_url, current()).toString());
    });
    m_copyMenu->addAction(tr("Copy as &curl"), this,
                          [this, current] { copyToClipboard(endpointCurl(m_url, current())); });
    m_copyMenu->addAction(tr("Copy as &JavaScript"), this, [this, current] {
        copyToClipboard(endpointJavaScript(m_url, current()));
    });
    m_ui->copyButton->setMenu(m_copyMenu);
}

void MockPane::setStatus(const SessionStatus *status)
{
    m_isRunning = status && status->state != SessionState::Closed;
    if (m_isRunning && !status->url.isEmpty())
        m_url = status->url;
    const QList<MockEndpointStatus> endpoints
        = m_isRunning ? status->endpoints : QList<MockEndpointStatus>();
    m_endpoints->setEndpoints(endpoints);
    if (!m_ui->endpointsView->currentIndex().isValid() && m_endpoints->rowCount() > 0)
        m_ui->endpointsView->setCurrentIndex(m_endpoints->index(0));
    refreshChannels(endpoints);
    refreshState();
}

void MockPane::setUrl(const QUrl &url)
{
    m_url = url;
    m_failure.clear();
    refreshState();
}

void MockPane::setFailure(const QString &sentence)
{
    m_failure = sentence;
    m_isRunning = false;
    refreshState();
}

QString MockPane::addressText() const
{
    return m_isRunning ? m_url.authority() : QString();
}

void MockPane::refreshState()
{
    const bool hasEndpoint = m_isRunning && m_ui->endpointsView->currentIndex().isValid();
    m_ui->startButton->setText(m_isRunning ? tr("Stop") : tr("Start"));
    m_ui->portSpin->setEnabled(!m_isRunning);
    m_ui->scenarioCombo->setEnabled(!m_isRunning);
    m_ui->portSpin->setValue(m_isRunning ? m_url.port(m_wantedPort) : m_wantedPort);
    m_ui->stateLabel->setText(m_failure);
    m_ui->stateLabel->setVisible(!m_failure.isEmpty());
    m_ui->endpointsView->setVisible(m_isRunning);
    m_ui->publishBox->setVisible(m_isRunning);
    m_ui->filler->setVisible(!m_isRunning);
    m_ui->copyButton->setEnabled(hasEndpoint);
    m_ui->clientButton->setEnabled(hasEndpoint);
    m_ui->publishButton->setEnabled(m_isRunning && !m_ui->messageEdit->text().isEmpty());
    emit stateChanged();
}

void MockPane::refreshChannels(const QList<MockEndpointStatus> &endpoints)
{
    QStringList channels;
    for (const MockEndpointStatus &endpoint : endpoints) {
        const QString channel = QString::fromUtf8(endpoint.channel);
        if (!channel.isEmpty() && !channels.contains(channel))
            channels.append(channel);
    }
    QStringList shown;
    for (int i = 0; i < m_ui->channelCombo->count(); ++i)
        shown.append(m_ui->channelCombo->itemText(i));
    if (shown == channels)
        return;
    const QString current = m_ui->channelCombo->currentText();
    m_ui->channelCombo->clear();
    m_ui->channelCombo->addItems(channels);
    if (channels.contains(current))
        m_ui->channelCombo->setCurrentText(current);
}

void MockPane::publish()
{
    const QByteArray message = m_ui->messageEdit->text().toUtf8();
    const QByteArray channel = m_ui->channelCombo->currentText().toUtf8();
    if (m_isRunning && !message.isEmpty() && !channel.isEmpty())
        emit publishRequested(channel, message);
}

void MockPane::copyToClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace Pushscope
