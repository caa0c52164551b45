// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/eventinput.h"

#include "capture/jsonvalue.h"
#include "gui/composer/attachmentdialog.h"
#include "gui/composer/composition.h"
#include "gui/theme/fonts.h"
#include "models/describe.h"
#include "models/previewtext.h"
#include "protocol/socketio/packetparser.h"
#include "protocol/socketio/serializer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QStringListModel>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qsizetype PreviewCharacters = 160;
constexpr int NameWidth = 250;

/// The rules that @p emission breaks, as the newest servers read it.
ViolationSet violationsOf(const SocketIoEmission &emission)
{
    using Type = SocketIo::PacketType;
    SocketIo::Packet packet;
    packet.type = emission.attachments.isEmpty() ? Type::Event : Type::BinaryEvent;
    packet.attachments = emission.attachments.size();
    packet.namespaceName = emission.namespaceName;
    packet.data = emissionData(emission);
    return SocketIo::parsePacket(SocketIo::serializePacket(packet), SocketIo::Revision::V5)
        .violations;
}

} // namespace

EventInput::EventInput(QWidget *parent)
    : MessageInput(parent)
    , m_event(new QLineEdit(this))
    , m_namespace(new QComboBox(this))
    , m_wantsAck(new QCheckBox(tr("Acknowledgement"), this))
    , m_arguments(new QPlainTextEdit(this))
    , m_names(new QStringListModel(this))
    , m_attachButton(new QPushButton(tr("&Attach…"), this))
{
    setUpEditors();
    setUpLayout();
    setNamespaces({});
    connect(m_event, &QLineEdit::textChanged, this, &EventInput::changed);
    connect(m_namespace, &QComboBox::currentIndexChanged, this, &EventInput::changed);
    connect(m_wantsAck, &QCheckBox::toggled, this, &EventInput::changed);
    connect(m_arguments, &QPlainTextEdit::textChanged, this, [this] {
        underline(*m_arguments, jsonListProblem(m_arguments->toPlainText()));
        emit changed();
    });
}

void EventInput::setUpEditors()
{
    auto *completer = new QCompleter(m_names, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_event->setObjectName(QStringLiteral("emitEventEdit"));
    m_event->setFont(wireFont());
    m_event->setPlaceholderText(QStringLiteral("chat message"));
    m_event->setCompleter(completer);
    m_event->installEventFilter(this);
    m_attachButton->setObjectName(QStringLiteral("emitAttachButton"));
    m_attachButton->setToolTip(tr("Inserts a binary argument: octets in hexadecimal or Base64, or a file"));
    m_attachButton->setAutoDefault(false);
    connect(m_attachButton, &QPushButton::clicked, this, &EventInput::askAttachment);
    m_namespace->setObjectName(QStringLiteral("emitNamespaceCombo"));
    m_namespace->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_wantsAck->setObjectName(QStringLiteral("emitAckCheck"));
    m_wantsAck->setToolTip(tr("Asks the server to answer; the list says after how long it did"));
    m_arguments->setObjectName(QStringLiteral("emitArgumentsEdit"));
    m_arguments->setAccessibleName(tr("Arguments as JSON, commas between them"));
    m_arguments->setFont(wireFont());
    m_arguments->setTabChangesFocus(true);
    m_arguments->setPlaceholderText(QStringLiteral("\"hello\", {\"n\":\"{{n}}\"}"));
    m_arguments->setToolTip(
        tr("JSON values with commas between them; {\"base64\":\"…\"} becomes an attachment"));
}

void EventInput::setUpLayout()
{
    auto *eventLabel = new QLabel(tr("Event"), this);
    eventLabel->setBuddy(m_event);
    m_event->setAccessibleName(eventLabel->text());
    auto *namespaceLabel = new QLabel(tr("Namespace"), this);
    namespaceLabel->setBuddy(m_namespace);
    m_namespace->setAccessibleName(namespaceLabel->text());
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    auto *where = new QHBoxLayout;
    where->setSpacing(8);
    where->addWidget(m_namespace, 1);
    where->addWidget(m_wantsAck);
    m_event->setMinimumWidth(NameWidth);
    grid->addWidget(eventLabel, 0, 0);
    grid->addWidget(m_event, 0, 1);
    grid->addWidget(namespaceLabel, 1, 0);
    grid->addLayout(where, 1, 1);
    grid->addWidget(m_attachButton, 2, 1, Qt::AlignLeft);
    grid->addWidget(m_arguments, 0, 2, 4, 1);
    grid->setColumnStretch(2, 1);
    grid->setRowStretch(3, 1);
    const QList<QWidget *> order{ m_event, m_arguments, m_namespace, m_wantsAck, m_attachButton };
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void EventInput::setNamespaces(const QList<QByteArray> &names)
{
    QStringList texts;
    for (const QByteArray &name : names) {
        if (name == "/")
            texts.prepend(QStringLiteral("/"));
        else
            texts.append(QString::fromUtf8(name));
    }
    if (texts.isEmpty())
        texts.append(QStringLiteral("/"));
    QStringList present;
    for (int i = 0; i < m_namespace->count(); ++i)
        present.append(m_namespace->itemText(i));
    if (present == texts)
        return;
    const QString chosen = m_namespace->currentText();
    const QSignalBlocker blocker(m_namespace);
    m_namespace->clear();
    m_namespace->addItems(texts);
    m_namespace->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, texts.indexOf(chosen))));
}

void EventInput::addName(const QString &name)
{
    QStringList names = m_names->stringList();
    if (name.isEmpty() || (!names.isEmpty() && names.first() == name))
        return;
    names.removeAll(name);
    names.prepend(name);
    m_names->setStringList(names.first(std::min(MostNames, names.size())));
}

bool EventInput::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_event && event->type() == QEvent::FocusIn)
        emit namesWanted();
    return MessageInput::eventFilter(watched, event);
}

void EventInput::askAttachment()
{
    m_dialog = new AttachmentDialog(this);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &AttachmentDialog::chosen, this, &EventInput::insertAttachment);
    connect(m_dialog, &AttachmentDialog::fileRequested, this, &EventInput::attachmentFileRequested);
    m_dialog->open();
}

void EventInput::setAttachmentFile(const QString &path)
{
    if (m_dialog)
        m_dialog->setFile(path);
}

void EventInput::insertAttachment(const QByteArray &octets)
{
    QTextCursor cursor = m_arguments->textCursor();
    const QString before
        = m_arguments->toPlainText().left(cursor.selectionStart()).trimmed();
    // Where a value may begin, nothing has to stand before it.
    const bool mayBegin = before.isEmpty() || QStringLiteral(",[{:").contains(before.back());
    cursor.insertText(QString((mayBegin ? QString() : QStringLiteral(", "))
                              + m_attachments.add(octets)));
    m_arguments->setTextCursor(cursor);
    m_arguments->setFocus(Qt::OtherFocusReason);
}

std::optional<SocketIoEmission> EventInput::emission(const QByteArray &arguments) const
{
    const QByteArray array = '[' + m_attachments.expanded(arguments) + ']';
    if (!isValidJson(array))
        return std::nullopt;
    SocketIoEmission emission;
    emission.namespaceName = m_namespace->currentText().toUtf8();
    emission.event = m_event->text().toUtf8();
    emission.arguments = liftAttachments(array, emission.attachments);
    emission.wantsAck = m_wantsAck->isChecked();
    return emission;
}

bool EventInput::hasTemplates() const
{
    if (!expandsTemplates())
        return false;
    const auto compiled = MessageTemplate::compile(m_arguments->toPlainText().toUtf8(),
                                                   MessageTemplate::Form::Json);
    const auto *made = std::get_if<MessageTemplate>(&compiled);
    return made && made->hasTemplates();
}

InputVerdict EventInput::verdict() const
{
    InputVerdict verdict;
    judgeArguments(verdict);
    if (m_event->text().isEmpty() && verdict.problem.isEmpty())
        verdict.missing = tr("Name the event first.");
    return verdict;
}

void EventInput::judgeArguments(InputVerdict &verdict) const
{
    const QString text = m_arguments->toPlainText();
    if (const auto at = jsonListProblem(text)) {
        const TextPlace place = placeIn(text, *at);
        verdict.problem = tr("Line %1, column %2: no JSON from here on; arguments are JSON values "
                             "with commas between them.")
                              .arg(place.line)
                              .arg(place.column);
        return;
    }
    QByteArray arguments = text.toUtf8();
    if (expandsTemplates()) {
        const auto compiled = MessageTemplate::compile(arguments, MessageTemplate::Form::Json);
        if (const auto *fault = std::get_if<MessageTemplate::Fault>(&compiled)) {
            verdict.problem
                = tr("%1 Without Templates it is sent as it stands.").arg(describe(*fault));
            return;
        }
        const QByteArray time
            = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
        QRandomGenerator sample(1); // The same with each letter typed.
        arguments = std::get<MessageTemplate>(compiled).expand({ 1, time }, sample);
    }
    const auto made = emission(arguments);
    if (!made) // A number for the key of a member, say.
        verdict.problem = tr("With the templates replaced the arguments are no JSON any more.");
    else if (!made->event.isEmpty())
        judgePacket(verdict, *made);
}

void EventInput::judgePacket(InputVerdict &verdict, const SocketIoEmission &emission) const
{
    QStringList rules;
    const ViolationSet violations = violationsOf(emission);
    for (int i = 0; i < ViolationCount; ++i) {
        const auto violation = static_cast<Violation>(i);
        if (violations.contains(violation))
            rules.append(describe(violation));
    }
    verdict.warning = rules.join(QLatin1Char(' '));
    const QString shown = shortText(lineText(emissionData(emission)), PreviewCharacters);
    verdict.note = emission.attachments.isEmpty()
        ? tr("Emits %1").arg(shown)
        : tr("Emits %1, attachments: %2").arg(shown).arg(emission.attachments.size());
}

std::optional<OutgoingMessage> EventInput::message(const MessageTemplate::Values &values) const
{
    QByteArray arguments = m_arguments->toPlainText().toUtf8();
    if (expandsTemplates()) {
        const auto compiled = MessageTemplate::compile(arguments, MessageTemplate::Form::Json);
        const auto *made = std::get_if<MessageTemplate>(&compiled);
        if (!made)
            return std::nullopt;
        arguments = made->expand(values, *QRandomGenerator::global());
    }
    const auto made = emission(arguments);
    if (!made || made->event.isEmpty())
        return std::nullopt;
    OutgoingMessage message;
    message.type = OutgoingMessage::Type::Emission;
    message.emission = *made;
    return message;
}

void EventInput::afterSending()
{
    addName(m_event->text());
    m_arguments->selectAll(); // The next ones overwrite them, or are they once more.
}

QJsonObject EventInput::draft() const
{
    QJsonObject draft { { QStringLiteral("event"), m_event->text() },
                        { QStringLiteral("text"), m_arguments->toPlainText() },
                        { QStringLiteral("namespace"), m_namespace->currentText() },
                        { QStringLiteral("ack"), m_wantsAck->isChecked() } };
    if (!m_attachments.isEmpty())
        draft.insert(QStringLiteral("attachments"), m_attachments.draft());
    return draft;
}

void EventInput::setDraft(const QJsonObject &draft)
{
    m_attachments.setDraft(draft.value(QLatin1String("attachments")).toArray());
    m_event->setText(draft.value(QLatin1String("event")).toString());
    m_wantsAck->setChecked(draft.value(QLatin1String("ack")).toBool());
    const int known = m_namespace->findText(draft.value(QLatin1String("namespace")).toString());
    if (known >= 0) // Another session may have others.
        m_namespace->setCurrentIndex(known);
    m_arguments->setPlainText(draft.value(QLatin1String("text")).toString());
    m_arguments->selectAll();
}

} // namespace Pushscope
