// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composerpane.h"

#include "engine/api/techniques.h"
#include "gui/composer/composition.h"
#include "gui/sessions/sessionwords.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "ui_composerpane.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace Pushscope {

namespace {

/// RFC 6455 §5.5: control frames carry at most 125 octets, of which a Close spends two on its code.
constexpr qsizetype MaxPingOctets = 125;
constexpr qsizetype MaxReasonOctets = 123;
constexpr qsizetype HistoryLength = 100;

OutgoingMessage message(OutgoingMessage::Type type, const QByteArray &payload)
{
    OutgoingMessage made;
    made.type = type;
    made.payload = payload;
    return made;
}

} // namespace

ComposerPane::ComposerPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ComposerPane>())
{
    m_ui->setupUi(this);
    setUpTabs();
    setUpInputs();
    refresh();
}

ComposerPane::~ComposerPane() = default;

void ComposerPane::setUpTabs()
{
    m_ui->kindTabs->setDrawBase(false);
    m_ui->kindTabs->setExpanding(false);
    m_ui->kindTabs->addTab(tr("Text"));
    m_ui->kindTabs->addTab(QStringLiteral("JSON"));
    m_ui->kindTabs->addTab(tr("Binary"));
    m_ui->kindTabs->addTab(QStringLiteral("Ping"));
    m_ui->kindTabs->addTab(QStringLiteral("Close"));
    connect(m_ui->kindTabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_ui->inputStack->setCurrentIndex(tab);
        refresh();
    });
    m_ui->hintLabel->setFont(textFont(SmallPixels));
    m_ui->sendButton->setDefault(true);
    connect(m_ui->sendButton, &QPushButton::clicked, this, &ComposerPane::send);
    connect(m_ui->targetCombo, &QComboBox::currentIndexChanged, this, &ComposerPane::refresh);
}

void ComposerPane::setUpInputs()
{
    for (QPlainTextEdit *edit : { m_ui->textEdit, m_ui->jsonEdit, m_ui->binaryEdit }) {
        edit->setFont(wireFont());
        edit->setTabChangesFocus(true);
        edit->installEventFilter(this);
        connect(edit, &QPlainTextEdit::textChanged, this, &ComposerPane::refresh);
    }
    for (QLineEdit *edit : { m_ui->pingEdit, m_ui->reasonEdit }) {
        edit->setFont(wireFont());
        connect(edit, &QLineEdit::textChanged, this, &ComposerPane::refresh);
    }
    m_ui->binaryEdit->setPlaceholderText(QStringLiteral("0a 1b ff …"));
    m_ui->jsonEdit->setPlaceholderText(QStringLiteral("{\"op\":\"subscribe\"}"));
}

void ComposerPane::setSessions(const QList<SessionStatus> &statuses, quint32 current)
{
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
    refresh();
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
    switch (m_ui->kindTabs->currentIndex()) {
    case TextTab:
        return message(OutgoingMessage::Type::Text, m_ui->textEdit->toPlainText().toUtf8());
    case JsonTab:
        return message(OutgoingMessage::Type::Text, m_ui->jsonEdit->toPlainText().toUtf8());
    case BinaryTab:
        if (const auto octets = octetsFromHex(m_ui->binaryEdit->toPlainText()))
            return message(OutgoingMessage::Type::Binary, *octets);
        return std::nullopt;
    case PingTab:
        return message(OutgoingMessage::Type::Ping, m_ui->pingEdit->text().toUtf8());
    default:
        break;
    }
    OutgoingMessage close
        = message(OutgoingMessage::Type::Close, m_ui->reasonEdit->text().toUtf8());
    if (m_ui->codeSpin->value() > 0)
        close.closeCode = static_cast<quint16>(m_ui->codeSpin->value());
    return close;
}

QString ComposerPane::inputProblem() const
{
    switch (m_ui->kindTabs->currentIndex()) {
    case JsonTab:
        if (const QString text = m_ui->jsonEdit->toPlainText(); !text.isEmpty()) {
            if (const auto at = jsonProblem(text))
                return tr("No JSON from character %1 on; it is sent as it stands.").arg(*at + 1);
        }
        return {};
    case BinaryTab:
        if (!octetsFromHex(m_ui->binaryEdit->toPlainText()))
            return tr("Two hexadecimal digits an octet.");
        return {};
    case PingTab:
        if (m_ui->pingEdit->text().toUtf8().size() > MaxPingOctets)
            return tr("A Ping carries at most 125 octets (RFC 6455 §5.5).");
        return {};
    case CloseTab:
        if (m_ui->reasonEdit->text().toUtf8().size() > MaxReasonOctets)
            return tr("The reason has at most 123 octets (RFC 6455 §5.5).");
        return {};
    default:
        return {};
    }
}

QString ComposerPane::sessionProblem() const
{
    if (m_targets.isEmpty())
        return tr("Nothing to send to: connect a WebSocket.");
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
    const QString session = sessionProblem();
    const QString input = inputProblem();
    const bool isJson = m_ui->kindTabs->currentIndex() == JsonTab;
    const bool canSend = session.isEmpty() && (input.isEmpty() || isJson);
    m_ui->sendButton->setEnabled(canSend);
    m_ui->targetLabel->setVisible(!m_targets.isEmpty());
    m_ui->targetCombo->setVisible(!m_targets.isEmpty());
    const QString hint = session.isEmpty() ? input : session;
    m_ui->hintLabel->setText(hint);
    m_ui->hintLabel->setVisible(!hint.isEmpty());
    m_ui->sendButton->setAccessibleDescription(hint);
    const Theme &theme = Theme::of(palette());
    QPalette inputPalette = palette();
    inputPalette.setColor(QPalette::Base, theme.raised);
    for (QPlainTextEdit *edit : { m_ui->textEdit, m_ui->jsonEdit, m_ui->binaryEdit }) {
        if (edit->palette() != inputPalette)
            edit->setPalette(inputPalette);
    }
    QPalette hintPalette = palette();
    hintPalette.setColor(QPalette::WindowText, session.isEmpty() ? theme.warning : theme.dim);
    if (m_ui->hintLabel->palette() != hintPalette)
        m_ui->hintLabel->setPalette(hintPalette);
}

void ComposerPane::send()
{
    const SessionStatus *status = target();
    const auto outgoing = composed();
    if (!m_ui->sendButton->isEnabled() || !status || !outgoing)
        return;
    emit sendRequested(status->session, *outgoing);
    if (auto *edit = m_ui->inputStack->currentWidget()->findChild<QPlainTextEdit *>()) {
        const QString text = edit->toPlainText();
        m_history.removeAll(text);
        m_history.append(text);
        if (m_history.size() > HistoryLength)
            m_history.removeFirst();
        m_recalled = -1;
        edit->selectAll(); // The next message overwrites it, or is it once more.
    }
}

void ComposerPane::recall(QPlainTextEdit *edit, int step)
{
    if (m_history.isEmpty())
        return;
    const qsizetype from = m_recalled < 0 ? m_history.size() : m_recalled;
    m_recalled = std::clamp<qsizetype>(from + step, 0, m_history.size() - 1);
    edit->setPlainText(m_history[m_recalled]);
    edit->selectAll();
}

bool ComposerPane::eventFilter(QObject *watched, QEvent *event)
{
    auto *edit = qobject_cast<QPlainTextEdit *>(watched);
    if (edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::ControlModifier
            && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            recall(edit, key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ComposerPane::paintEvent(QPaintEvent *)
{
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
