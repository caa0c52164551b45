// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composerpane.h"

#include "engine/api/techniques.h"
#include "gui/composer/binaryinput.h"
#include "gui/composer/eventinput.h"
#include "gui/composer/eventnames.h"
#include "gui/composer/fileinput.h"
#include "gui/composer/historypopup.h"
#include "gui/services.h"
#include "gui/sessions/sessionwords.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "gui/window/dialogs.h"
#include "models/previewtext.h"
#include "ui_composerpane.h"

#include <QDateTime>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollArea>

#include <algorithm>

namespace Pushscope {

namespace {

/// A hint that is longer stands in its tool tip.
constexpr qsizetype LongestHint = 260;

MessageTemplate::Values valuesOf(qint64 n)
{
    return { n, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() };
}

} // namespace

ComposerPane::ComposerPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ComposerPane>())
{
    m_ui->setupUi(this);
    setUpPages();
    setUpInputs();
    setUpHistory();
    refresh();
}

ComposerPane::~ComposerPane() = default;

void ComposerPane::setUpInputs()
{
    m_ui->receiveOnlyLabel->hide();
    // While it is all there is, keys that lead to the pane end on it, and it is read out.
    m_ui->receiveOnlyLabel->setTextInteractionFlags(Qt::TextSelectableByMouse
                                                    | Qt::TextSelectableByKeyboard);
    m_ui->receiveOnlyLabel->setFocusPolicy(Qt::StrongFocus);
    m_ui->receiveOnlyLabel->setForegroundRole(QPalette::PlaceholderText);
    m_ui->composeHintLabel->setFont(textFont(SmallPixels));
    m_ui->composeHintLabel->setMinimumHeight(m_ui->composeHintLabel->fontMetrics().lineSpacing());
    m_ui->templatesCheck->setFont(textFont(SmallPixels));
    m_ui->sendButton->setDefault(true);
    connect(m_ui->sendButton, &QPushButton::clicked, this, &ComposerPane::send);
    connect(m_ui->targetCombo, &QComboBox::currentIndexChanged, this, &ComposerPane::refresh);
    connect(m_ui->templatesCheck, &QCheckBox::toggled, this, [this](bool areExpanded) {
        for (const Page &each : std::as_const(m_pages))
            each.input->setTemplates(areExpanded);
        store();
    });
    connect(m_binary, &BinaryInput::fileRequested, this,
            [this] { askFile([this](const QString &path) { m_binary->setFile(path); }); });
    connect(m_event, &EventInput::attachmentFileRequested, this,
            [this] { askFile([this](const QString &path) { m_event->setAttachmentFile(path); }); });
    connect(m_event, &EventInput::namesWanted, m_eventNames, &EventNames::look);
    connect(m_eventNames, &EventNames::found, this, [this](const QStringList &names) {
        for (const QString &name : names)
            m_event->addName(name);
    });
    connect(m_file, &FileInput::fileRequested, this,
            [this] { askFile([this](const QString &path) { m_file->setFile(path); }); });
}

void ComposerPane::askFile(const std::function<void(const QString &)> &take)
{
    if (!m_dialogs)
        return;
    m_dialogs->askMessageFile(this, [take](const QString &path) {
        if (!path.isEmpty())
            take(path);
    });
}

void ComposerPane::setUp(const Services &services, Dialogs &dialogs)
{
    m_services = &services;
    m_dialogs = &dialogs;
    m_history.load(services.recall(QStringLiteral("composer/history")));
    for (const MessageHistory::Entry &entry : m_history.entries())
        m_event->addName(entry.draft.value(QLatin1String("event")).toString());
    m_ui->templatesCheck->setChecked(services.recall(QStringLiteral("composer/templates")) != "off");
    refresh();
}

void ComposerPane::store()
{
    if (!m_services || !m_services->remember)
        return;
    m_services->remember(QStringLiteral("composer/history"), m_history.saved());
    m_services->remember(QStringLiteral("composer/templates"),
                         m_ui->templatesCheck->isChecked() ? "on" : "off");
}

void ComposerPane::setSessions(const QList<SessionStatus> &statuses, quint32 current)
{
    m_knowsSessions = true;
    QList<SessionStatus> targets;
    for (const SessionStatus &status : statuses) {
        if (!status.isMock && techniqueRow(status.technique).canSend)
            targets.append(status);
    }
    const auto isSame = [](const SessionStatus &a, const SessionStatus &b) {
        return a.session == b.session && a.name == b.name;
    };
    const bool isSameList
        = std::equal(targets.begin(), targets.end(), m_targets.begin(), m_targets.end(), isSame);
    // The number alone: target() points into the list that is replaced here.
    const quint32 chosen = target() ? target()->session : 0;
    const quint32 wanted = current != m_current || chosen == 0 ? current : chosen;
    m_targets = targets;
    m_current = current;
    if (!isSameList || chosen == 0 || chosen != wanted) {
        const QSignalBlocker blocker(m_ui->targetCombo);
        m_ui->targetCombo->clear();
        for (const SessionStatus &status : targets)
            m_ui->targetCombo->addItem(
                sessionName(status.name, status.url.toString(QUrl::RemoveUserInfo)),
                status.session);
        const int found = m_ui->targetCombo->findData(wanted);
        m_ui->targetCombo->setCurrentIndex(
            found < 0 && current == 0 ? static_cast<int>(targets.size()) - 1 : found);
    }
    if (m_file->sender().isUnderWay()) {
        const auto same = [this](const SessionStatus &status) {
            return status.session == m_file->sender().session();
        };
        const auto found = std::find_if(m_targets.cbegin(), m_targets.cend(), same);
        m_file->sender().takeStatus(found == m_targets.cend() ? nullptr : &*found);
    }
    refresh();
}

const ComposerPane::Page &ComposerPane::page() const
{
    return m_pages.at(std::max(0, m_ui->kindTabs->currentIndex()));
}

const SessionStatus *ComposerPane::target() const
{
    const quint32 session = m_ui->targetCombo->currentData().toUInt();
    for (const SessionStatus &status : m_targets) {
        if (status.session == session)
            return &status;
    }
    return nullptr;
}

std::optional<OutgoingMessage> ComposerPane::composed() const
{
    const SessionStatus *status = target();
    const qint64 n = (status ? m_numbers.value(status->session) : 0) + 1;
    return page().input->message(valuesOf(n));
}

QString ComposerPane::sessionProblem() const
{
    if (m_targets.isEmpty())
        return tr("Nothing to send to: connect a WebSocket or Socket.IO.");
    const SessionStatus *status = target();
    if (!status)
        return tr("The selected session cannot send: its technique only receives.");
    if (status->canSend)
        return {};
    switch (status->state) {
    case SessionState::Connecting:
        return tr("The session is still connecting.");
    case SessionState::Waiting:
        return tr("The session waits to reconnect.");
    case SessionState::Closing:
        return tr("The session is closing.");
    default:
        return tr("The session is closed; F5 reconnects it.");
    }
}

void ComposerPane::refresh()
{
    if (m_pages.size() < m_ui->kindTabs->count() || m_pages.isEmpty())
        return; // Being set up.
    showPagesFor(target());
    const QString session = sessionProblem();
    InputVerdict verdict = page().input->verdict();
    if (m_isSocketIo && page().input != m_event && verdict.note.isEmpty())
        verdict.note = tr("Goes as the event “message”, as what socket.send() sends.");
    m_ui->sendButton->setEnabled(session.isEmpty() && verdict.problem.isEmpty()
                                 && verdict.missing.isEmpty());
    m_ui->sendButton->setText(page().input == m_file ? tr("Start", "sending a file") : tr("Send"));
    m_ui->targetLabel->setVisible(!m_targets.isEmpty());
    m_ui->targetCombo->setVisible(!m_targets.isEmpty());
    // A file on its way is watched to its end.
    setCompact(m_knowsSessions && !target() && !m_file->sender().isUnderWay());
    m_ui->templatesCheck->setVisible(page().input->knowsTemplates());
    m_ui->receiveOnlyLabel->setText(session);
    m_ui->historyButton->setEnabled(!offeredEntries().isEmpty());
    showVerdict(session, verdict);
    applyColors();
    emit canSendChanged();
}

/// A session that only receives leaves the room to its records.
void ComposerPane::setCompact(bool isCompact)
{
    if (isCompact == m_isCompact)
        return;
    m_isCompact = isCompact;
    m_ui->kindTabs->setVisible(!isCompact);
    m_ui->tabLine->setVisible(!isCompact);
    m_ui->inputBox->setVisible(!isCompact);
    m_ui->receiveOnlyLabel->setVisible(isCompact);
    emit compactChanged(isCompact);
}

void ComposerPane::showVerdict(const QString &session, const InputVerdict &verdict)
{
    const Theme &theme = Theme::of(palette());
    const std::pair<QString, QColor> choices[] = {
        { session, theme.dim },
        { verdict.missing, theme.dim },
        { verdict.problem, theme.error },
        { verdict.warning, theme.warning },
        { verdict.note, theme.dim },
    };
    const auto *said = std::find_if(std::begin(choices), std::end(choices),
                                    [](const auto &choice) { return !choice.first.isEmpty(); });
    const QString hint = said == std::end(choices) ? QString() : said->first;
    m_ui->composeHintLabel->setText(shortText(hint, LongestHint));
    m_ui->composeHintLabel->setToolTip(hint.size() > LongestHint ? hint : QString());
    m_ui->sendButton->setAccessibleDescription(hint);
    QPalette hintPalette = palette();
    hintPalette.setColor(QPalette::WindowText, said == std::end(choices) ? theme.dim : said->second);
    if (m_ui->composeHintLabel->palette() != hintPalette)
        m_ui->composeHintLabel->setPalette(hintPalette);
}

void ComposerPane::applyColors()
{
    QPalette inputPalette = palette();
    inputPalette.setColor(QPalette::Base, Theme::of(palette()).raised);
    for (const Page &each : std::as_const(m_pages)) {
        QPlainTextEdit *edit = each.input->historyEditor();
        if (edit && edit->palette() != inputPalette)
            edit->setPalette(inputPalette);
    }
    QPalette pagePalette = palette(); // A scroll area paints a window, and this is a pane.
    pagePalette.setColor(QPalette::Window, Theme::of(palette()).pane);
    for (auto *area : m_ui->inputStack->findChildren<QScrollArea *>()) {
        if (area->palette() != pagePalette)
            area->setPalette(pagePalette);
    }
}

void ComposerPane::send()
{
    const SessionStatus *status = target();
    if (!m_ui->sendButton->isEnabled() || !status)
        return;
    MessageInput *input = page().input;
    if (input == m_file) {
        startFile(*status);
        return;
    }
    const auto outgoing = composed();
    if (!outgoing)
        return;
    if (input->hasTemplates())
        ++m_numbers[status->session];
    remember();
    emit sendRequested(status->session, *outgoing);
    input->afterSending();
}

void ComposerPane::startFile(const SessionStatus &status)
{
    remember();
    m_file->start(status, lineWriter(status.session));
}

LineSender::Send ComposerPane::lineWriter(quint32 session)
{
    return [this, session](const QByteArray &line) {
        OutgoingMessage message;
        message.payload = line;
        emit sendRequested(session, message);
    };
}

void ComposerPane::takeOver(ComposerPane &former)
{
    m_numbers = former.m_numbers;
    m_file->takeOver(*former.m_file, lineWriter(former.m_file->sender().session()));
    refresh();
    m_event->setDraft(former.m_event->draft()); // With the namespaces that are offered by now.
}

bool ComposerPane::canSend() const
{
    return m_ui->sendButton->isEnabled();
}

void ComposerPane::paintEvent(QPaintEvent *)
{
    if (m_isCompact)
        return;
    QPainter painter(this);
    painter.fillRect(m_ui->tabLine->geometry(), Theme::of(palette()).line);
}

void ComposerPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace Pushscope
