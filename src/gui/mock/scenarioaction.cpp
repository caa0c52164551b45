// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/scenarioaction.h"

#include "gui/mock/closecodebox.h"
#include "gui/theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedWidget>

namespace Pushscope {

namespace {

constexpr int ChannelWidth = 110;
constexpr int CodeWidth = 190;

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    return row;
}

} // namespace

ScenarioAction::ScenarioAction(const QByteArray &send, QWidget *parent)
    : QWidget(parent)
    , m_send(send)
    , m_kind(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_message(new QLineEdit(this))
{
    m_kind->setObjectName(QStringLiteral("actionCombo"));
    m_kind->setAccessibleName(tr("What happens"));
    m_kind->addItems({ send == "reply" ? tr("reply") : tr("send"), tr("close"), tr("publish") });
    m_message->setObjectName(QStringLiteral("actionMessageEdit"));
    m_message->setAccessibleName(tr("Message"));
    m_message->setPlaceholderText(tr("JSON or text, {{n}}, {{time}}"));
    m_message->setFont(wireFont());
    m_pages->addWidget(m_message);
    setUpClose();
    setUpPublish();
    QHBoxLayout *row = rowIn(this);
    row->addWidget(m_kind);
    row->addWidget(m_pages, 1);
    connect(m_kind, &QComboBox::currentIndexChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ScenarioAction::changed);
    connect(m_message, &QLineEdit::textEdited, this, &ScenarioAction::changed);
}

void ScenarioAction::setUpClose()
{
    auto *page = new QWidget(this);
    QHBoxLayout *row = rowIn(page);
    m_code = new CloseCodeBox(page);
    m_code->setObjectName(QStringLiteral("actionCodeCombo"));
    m_code->setFixedWidth(CodeWidth);
    m_code->setCode(1000);
    m_reason = new QLineEdit(page);
    m_reason->setObjectName(QStringLiteral("actionReasonEdit"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("reason"));
    row->addWidget(m_code);
    row->addWidget(m_reason, 1);
    m_pages->addWidget(page);
    connect(m_code, &CloseCodeBox::codeChanged, this, &ScenarioAction::changed);
    connect(m_reason, &QLineEdit::textEdited, this, &ScenarioAction::changed);
}

void ScenarioAction::setUpPublish()
{
    auto *page = new QWidget(this);
    QHBoxLayout *row = rowIn(page);
    m_channel = new QLineEdit(page);
    m_channel->setObjectName(QStringLiteral("actionChannelEdit"));
    m_channel->setAccessibleName(tr("Channel"));
    m_channel->setPlaceholderText(tr("channel"));
    m_channel->setFixedWidth(ChannelWidth);
    m_published = new QLineEdit(page);
    m_published->setObjectName(QStringLiteral("actionPublishEdit"));
    m_published->setAccessibleName(tr("Message"));
    m_published->setFont(wireFont());
    m_published->setPlaceholderText(m_send == "reply" ? tr("empty: what came")
                                                      : tr("JSON or text, {{n}}, {{time}}"));
    row->addWidget(m_channel);
    row->addWidget(m_published, 1);
    m_pages->addWidget(page);
    for (QLineEdit *edit : { m_channel, m_published })
        connect(edit, &QLineEdit::textEdited, this, &ScenarioAction::changed);
}

QByteArray ScenarioAction::memberOf(int kind) const
{
    return kind == Send ? m_send : kind == Close ? QByteArray("close") : QByteArray("publish");
}

void ScenarioAction::read(const OrderedJson &owner)
{
    const QSignalBlocker blocker(this);
    m_found = Send;
    for (const Kind kind : { Send, Close, Publish }) {
        if (owner.has(memberOf(kind))) {
            m_found = kind;
            break;
        }
    }
    m_kind->setCurrentIndex(m_found);
    const OrderedJson *value = owner.member(memberOf(m_found));
    const auto typed = [value](QByteArrayView name) {
        const OrderedJson *member = value->member(name);
        return member ? member->typed() : QString();
    };
    if (value && m_found == Send)
        m_message->setText(value->typed());
    if (value && m_found == Close) {
        const OrderedJson *code = value->member("code");
        m_code->setCode(code ? std::optional(static_cast<quint16>(code->integer())) : std::nullopt);
        m_reason->setText(typed("reason"));
    }
    if (value && m_found == Publish) {
        m_channel->setText(typed("channel"));
        m_published->setText(typed("message"));
    }
}

OrderedJson ScenarioAction::closing() const
{
    OrderedJson close = OrderedJson::object();
    if (const auto code = m_code->code(); code && m_isWebSocket) {
        close.set("code", OrderedJson::number(*code));
        if (!m_reason->text().isEmpty())
            close.set("reason", OrderedJson::string(m_reason->text()));
    }
    return close;
}

OrderedJson ScenarioAction::publishing() const
{
    OrderedJson publish = OrderedJson::object();
    publish.set("channel", OrderedJson::string(m_channel->text()));
    if (!m_published->text().isEmpty() || m_send != "reply")
        publish.set("message", OrderedJson::fromTyped(m_published->text()));
    return publish;
}

void ScenarioAction::write(OrderedJson &owner) const
{
    const int kind = m_kind->currentIndex();
    if (kind != m_found)
        owner.remove(memberOf(m_found));
    owner.set(memberOf(kind),
              kind == Send        ? OrderedJson::fromTyped(m_message->text())
                  : kind == Close ? closing()
                                  : publishing());
}

void ScenarioAction::setWebSocket(bool isWebSocket)
{
    m_isWebSocket = isWebSocket;
    m_code->setVisible(isWebSocket);
    m_reason->setVisible(isWebSocket);
}

} // namespace Pushscope
