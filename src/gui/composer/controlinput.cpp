// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/controlinput.h"

#include "gui/composer/composition.h"
#include "gui/theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace Pushscope {

namespace {

/// RFC 6455 §5.5: "All control frames MUST have a payload length of 125 bytes or less".
constexpr qsizetype MaxControlOctets = 125;

enum Form { Text, Hex };

} // namespace

ControlInput::ControlInput(OutgoingMessage::Type type, QWidget *parent)
    : MessageInput(parent)
    , m_type(type)
    , m_edit(new QLineEdit(this))
    , m_form(new QComboBox(this))
{
    const bool isPing = type == OutgoingMessage::Type::Ping;
    auto *label = new QLabel(isPing ? tr("Application data of the Ping")
                                    : tr("Application data of the Pong"),
                             this);
    label->setBuddy(m_edit);
    m_edit->setObjectName(isPing ? QStringLiteral("pingEdit") : QStringLiteral("pongEdit"));
    m_edit->setAccessibleName(label->text());
    m_edit->setFont(wireFont());
    m_edit->setPlaceholderText(tr("up to 125 octets"));
    m_form->setObjectName(isPing ? QStringLiteral("pingFormCombo")
                                 : QStringLiteral("pongFormCombo"));
    m_form->setAccessibleName(tr("How the application data is given"));
    m_form->addItems({ tr("Text"), tr("Hexadecimal") });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label, 0, Qt::AlignTop);
    row->addWidget(m_edit, 1, Qt::AlignTop);
    row->addWidget(m_form, 0, Qt::AlignTop);
    label->setMinimumHeight(m_edit->sizeHint().height()); // On one line with what it names.
    connect(m_edit, &QLineEdit::textChanged, this, &ControlInput::changed);
    connect(m_form, &QComboBox::currentIndexChanged, this, &ControlInput::changed);
}

std::optional<QByteArray> ControlInput::octets() const
{
    return m_form->currentIndex() == Hex ? octetsFromHex(m_edit->text())
                                         : std::optional(m_edit->text().toUtf8());
}

InputVerdict ControlInput::verdict() const
{
    InputVerdict verdict;
    const auto found = octets();
    if (!found)
        verdict.problem = tr("Two hexadecimal digits an octet.");
    else if (found->size() > MaxControlOctets)
        verdict.warning = tr("It has %1 octets; a control frame carries at most 125 "
                             "(RFC 6455 §5.5). It is sent all the same.")
                              .arg(found->size());
    else if (m_type == OutgoingMessage::Type::Pong)
        verdict.note = tr("A Pong that answers no Ping is a heartbeat of one side (RFC 6455 §5.5.3).");
    else
        verdict.note = tr("%1 of 125 octets; the Pong brings them back.").arg(found->size());
    return verdict;
}

std::optional<OutgoingMessage> ControlInput::message(const MessageTemplate::Values &) const
{
    const auto found = octets();
    if (!found)
        return std::nullopt;
    OutgoingMessage message;
    message.type = m_type;
    message.payload = *found;
    return message;
}

QJsonObject ControlInput::draft() const
{
    return { { QStringLiteral("form"), m_form->currentIndex() },
             { QStringLiteral("text"), m_edit->text() } };
}

void ControlInput::setDraft(const QJsonObject &draft)
{
    m_form->setCurrentIndex(draft.value(QLatin1String("form")).toInt());
    m_edit->setText(draft.value(QLatin1String("text")).toString());
}

} // namespace Pushscope
