// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/mockpane.h"

#include "gui/mock/endpointdelegate.h"
#include "gui/mock/endpointsmodel.h"
#include "gui/mock/mocktlsbox.h"
#include "gui/mock/scenariodesk.h"
#include "gui/services.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/describe.h"
#include "ui_mockpane.h"

#include <QKeyEvent>
#include <QMenu>

namespace Pushscope {

namespace {

const QString ScenarioKey = QStringLiteral("mock/scenario");
const QString PortKey = QStringLiteral("mock/port");
const QString MessagesKey = QStringLiteral("mock/messages");
/// From here on there is room for words on small buttons.
constexpr int WideFrom = 300;
constexpr int NarrowChannel = 68;
constexpr int WideChannel = 160;
/// An endpoint shows its clients by itself where the list is that short.
constexpr int FewEndpoints = 4;

} // namespace

MockPane::MockPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MockPane>())
    , m_endpoints(new EndpointsModel(this))
{
    m_ui->setupUi(this);
    m_desk = new ScenarioDesk(m_ui->scenarioCombo);
    setUpControls();
    setUpPublish();
    setUpEndpoints();
    setUpActions();
    setUpScenario();
    setUpTls();
    showScenario();
    refreshState();
}

MockPane::~MockPane() = default;

void MockPane::setUpControls()
{
    m_ui->stateLabel->setContentsMargins(10, 0, 10, 8);
    QPalette failurePalette = palette();
    failurePalette.setColor(QPalette::WindowText, Theme::of(palette()).error);
    m_ui->stateLabel->setPalette(failurePalette);
    connect(m_ui->startButton, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            emit stopRequested();
        else
            emit startRequested();
    });
    connect(m_ui->portSpin, &QSpinBox::valueChanged, this, [this](int port) {
        if (m_isRunning)
            return;
        m_wantedPort = port;
        if (m_services)
            m_services->remember(PortKey, QByteArray::number(port));
    });
}

void MockPane::setUpPublish()
{
    m_ui->messageEdit->setFont(wireFont());
    m_ui->messageEdit->installEventFilter(this);
    connect(m_ui->publishButton, &QToolButton::clicked, this, &MockPane::publish);
    connect(m_ui->messageEdit, &QLineEdit::returnPressed, this, &MockPane::publish);
    connect(m_ui->messageEdit, &QLineEdit::textEdited, this, [this] { m_recalled = -1; });
    connect(m_ui->messageEdit, &QLineEdit::textChanged, this, &MockPane::refreshState);
}

void MockPane::setUpScenario()
{
    connect(m_desk, &ScenarioDesk::fileWanted, this, &MockPane::scenarioFileRequested);
    connect(m_desk, &ScenarioDesk::failed, this, &MockPane::setFailure);
    connect(m_desk, &ScenarioDesk::changed, this, &MockPane::showScenario);
    connect(m_desk, &ScenarioDesk::scenarioChosen, this, [this] {
        if (m_services)
            m_services->remember(ScenarioKey, m_desk->chosen().toUtf8());
        showScenario();
        // At once, not only when it is to start: its writer is at work on it.
        if (scenarioOptions())
            setFailure({});
    });
}

void MockPane::setUpTls()
{
    MockTlsBox *box = m_ui->tlsBox;
    m_ui->portLabel->setMinimumWidth(box->labelWidth());
    QWidget *before = m_ui->portSpin;
    for (QWidget *input : box->inputs()) {
        setTabOrder(before, input);
        before = input;
    }
    connect(box, &MockTlsBox::failed, this, &MockPane::setFailure);
}

void MockPane::setSurroundings(const Services &services, Dialogs &dialogs)
{
    m_services = &services;
    m_desk->setDialogs(dialogs, *this);
    m_desk->recall(QString::fromUtf8(services.recall(ScenarioKey)));
    m_ui->tlsBox->setSurroundings(services, dialogs);
    m_history.restore(services.recall(MessagesKey));
    bool isNumber = false;
    const int port = services.recall(PortKey).toInt(&isNumber);
    if (isNumber)
        m_ui->portSpin->setValue(port);
    showScenario();
}

void MockPane::fillScenarioMenu(QMenu &menu)
{
    m_desk->fillMenu(menu);
}

void MockPane::setScenarioFile(const QString &path)
{
    m_desk->addFile(path);
}

bool MockPane::isScenarioChanged() const
{
    return m_desk->isChanged();
}

void MockPane::askToLeave(std::function<void()> proceed)
{
    m_desk->askToLeave(std::move(proceed));
}

std::optional<MockOptions> MockPane::options()
{
    auto options = scenarioOptions();
    if (!options)
        return std::nullopt;
    MockTlsBox *box = m_ui->tlsBox;
    if (const QString fault = box->fault(); !fault.isEmpty()) {
        box->focusFault(); // Where it stands already what is wrong.
        emit refused(fault);
        return std::nullopt;
    }
    const auto tls = box->tls();
    if (!tls)
        return refuse(describe(tls.error()));
    options->tls = *tls;
    return options;
}

std::nullopt_t MockPane::refuse(const QString &sentence)
{
    setFailure(sentence);
    emit refused(sentence);
    return std::nullopt;
}

std::optional<MockOptions> MockPane::scenarioOptions()
{
    MockOptions options;
    // Clients of one that starts anew look for it where it was.
    options.port = static_cast<quint16>(m_isRunning ? m_url.port(0) : m_wantedPort);
    const auto scenario = m_desk->scenario();
    if (!scenario)
        return refuse(describe(scenario.error()));
    options.scenario = *scenario;
    return options;
}

void MockPane::setUpEndpoints()
{
    QTreeView *view = m_ui->endpointsView;
    view->setModel(m_endpoints);
    view->setItemDelegate(new EndpointDelegate(view));
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &MockPane::refreshActions);
    connect(view, &QTreeView::activated, this, &MockPane::activateCurrent);
    connect(m_endpoints, &QAbstractItemModel::rowsInserted, this,
            [this, view](const QModelIndex &parent) {
                if (parent.isValid() && m_endpoints->rowCount(parent) == 1
                    && m_endpoints->rowCount() <= FewEndpoints)
                    view->expand(parent);
            });
}

/// What would be there, while none runs.
void MockPane::showScenario()
{
    if (!m_isRunning) {
        m_endpoints->setEndpoints(m_desk->endpoints(), false);
        if (!m_ui->endpointsView->currentIndex().isValid())
            m_ui->endpointsView->setCurrentIndex(m_endpoints->index(0, 0));
    }
    refreshActions();
}

void MockPane::setStatus(const SessionStatus *status)
{
    const bool wasRunning = m_isRunning;
    m_isRunning = status && status->state != SessionState::Closed;
    if (!m_isRunning)
        m_url.clear(); // The next one may listen elsewhere, and by TLS.
    else if (!status->url.isEmpty())
        m_url = status->url;
    if (m_isRunning)
        m_endpoints->setEndpoints(status->endpoints);
    else if (wasRunning)
        showScenario();
    chooseWanted();
    if (!m_ui->endpointsView->currentIndex().isValid() && m_endpoints->rowCount() > 0)
        m_ui->endpointsView->setCurrentIndex(m_endpoints->index(0, 0));
    refreshChannels(m_isRunning ? status->endpoints : QList<MockEndpointStatus>());
    refreshState();
}

void MockPane::chooseWanted()
{
    const QModelIndex index
        = m_wantedEndpoint.isEmpty() ? QModelIndex() : m_endpoints->indexOf(m_wantedEndpoint);
    if (!index.isValid())
        return;
    m_wantedEndpoint.clear();
    m_ui->endpointsView->setCurrentIndex(index);
    m_ui->endpointsView->scrollTo(index);
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
    refreshState();
}

QString MockPane::addressText() const
{
    return m_isRunning ? m_url.authority() : QString();
}

void MockPane::refreshState()
{
    m_ui->startButton->setText(m_isRunning ? tr("Stop") : tr("Start"));
    m_ui->portSpin->setEnabled(!m_isRunning);
    m_ui->scenarioCombo->setEnabled(!m_isRunning);
    if (m_isRunning && m_url.port() > 0)
        m_ui->portSpin->setValue(m_url.port());
    else if (!m_isRunning)
        m_ui->portSpin->setValue(m_wantedPort);
    m_ui->portBox->setVisible(!m_isRunning);
    m_ui->tlsBox->setRunning(m_isRunning, m_url);
    m_ui->publishBox->setVisible(m_isRunning);
    m_ui->publishButton->setEnabled(m_isRunning && !m_ui->messageEdit->text().isEmpty());
    m_ui->stateLabel->setText(m_failure);
    m_ui->stateLabel->setVisible(!m_failure.isEmpty());
    refreshActions();
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
    const QString message = m_ui->messageEdit->text();
    const QString channel = m_ui->channelCombo->currentText();
    if (!m_isRunning || message.isEmpty() || channel.isEmpty())
        return;
    m_history.add(channel, message);
    m_recalled = -1;
    if (m_services)
        m_services->remember(MessagesKey, m_history.saved());
    emit publishRequested(channel.toUtf8(), message.toUtf8());
    m_ui->messageEdit->selectAll();
}

/// @p step: 1 is older, -1 newer.
void MockPane::recallMessage(int step)
{
    const QStringList messages = m_history.of(m_ui->channelCombo->currentText());
    const int wanted = m_recalled + step;
    if (wanted < 0 || wanted >= messages.size())
        return;
    m_recalled = wanted;
    m_ui->messageEdit->setText(messages.at(wanted));
}

bool MockPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->messageEdit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            recallMessage(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void MockPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() >= WideFrom;
    m_ui->channelCombo->setMaximumWidth(isWide ? WideChannel : NarrowChannel);
    m_ui->publishButton->setText(isWide ? tr("Publish") : QStringLiteral("↑"));
}

} // namespace Pushscope
