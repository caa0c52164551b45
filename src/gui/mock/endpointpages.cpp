// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/endpointpages.h"

#include "gui/mock/groupedspinbox.h"
#include "gui/theme/fonts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace Pushscope {

namespace {

constexpr int DayInMs = 86'400'000;
constexpr int MessageLines = 4;
constexpr int MaxWorkers = 10'000;

QSpinBox *millisecondsBox(const char *name, const QString &none, QWidget *parent)
{
    auto *box = new GroupedSpinBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(0, DayInMs);
    box->setSingleStep(100);
    box->setSuffix(EndpointMessagesPage::tr(" ms"));
    box->setSpecialValueText(none);
    return box;
}

QLineEdit *lineEdit(const char *name, const QString &placeholder, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setPlaceholderText(placeholder);
    return edit;
}

int numberIn(const OrderedJson &owner, QByteArrayView name)
{
    const OrderedJson *value = owner.member(name);
    return value ? static_cast<int>(value->integer()) : 0;
}

QString textIn(const OrderedJson &owner, QByteArrayView name)
{
    const OrderedJson *value = owner.member(name);
    return value ? value->text() : QString();
}

void setOrRemove(OrderedJson &owner, const QByteArray &name, const OrderedJson &value, bool isSet)
{
    if (isSet)
        owner.set(name, value);
    else
        owner.remove(name);
}

void setNumber(OrderedJson &owner, const QByteArray &name, const QSpinBox &box)
{
    setOrRemove(owner, name, OrderedJson::number(box.value()), box.value() > box.minimum());
}

void setText(OrderedJson &owner, const QByteArray &name, const QString &text)
{
    setOrRemove(owner, name, OrderedJson::string(text), !text.isEmpty());
}

/// `a, b` of a list of strings; of one string itself.
QString listText(const OrderedJson &owner, QByteArrayView name)
{
    const OrderedJson *list = owner.member(name);
    if (!list)
        return {};
    QStringList texts { list->text() };
    for (const OrderedJson &one : list->values())
        texts.append(one.text());
    texts.removeAll(QString());
    return texts.join(QStringLiteral(", "));
}

OrderedJson listOf(const QString &text)
{
    OrderedJson list = OrderedJson::array();
    for (const QString &one : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        list.append(OrderedJson::string(one.trimmed()));
    return list;
}

/// Its rows stand together at the top of @p page.
QFormLayout *formIn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    auto *form = new QFormLayout;
    form->setObjectName(QStringLiteral("form"));
    column->addLayout(form);
    column->addStretch(1);
    return form;
}

void setRowVisible(const QWidget *page, QWidget *field, bool isVisible)
{
    field->setVisible(isVisible);
    const auto *form = page->findChild<QFormLayout *>(QStringLiteral("form"));
    if (QWidget *label = form ? form->labelForField(field) : nullptr)
        label->setVisible(isVisible);
}

} // namespace

EndpointMessagesPage::EndpointMessagesPage(const ScenarioDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_channel(new QComboBox(this))
    , m_every(millisecondsBox("everySpin", tr("only what is published"), this))
    , m_message(new QPlainTextEdit(this))
    , m_limit(new QSpinBox(this))
    , m_event(lineEdit("eventEdit", tr("none"), this))
    , m_retry(new GroupedSpinBox(this))
{
    QFormLayout *form = formIn(this);
    setUpChannel(form);
    setUpEvents(form);
}

void EndpointMessagesPage::setUpChannel(QFormLayout *form)
{
    m_channel->setObjectName(QStringLiteral("endpointChannelCombo"));
    m_channel->setEditable(true);
    m_channel->lineEdit()->setPlaceholderText(tr("none"));
    m_channel->addItem(QString());
    for (const QByteArray &name : m_draft.channels())
        m_channel->addItem(QString::fromUtf8(name));
    m_channel->setToolTip(tr("Endpoints of one channel send the same messages; another name makes "
                             "another channel"));
    m_message->setObjectName(QStringLiteral("channelMessageEdit"));
    m_message->setFont(wireFont());
    m_message->setTabChangesFocus(true);
    m_message->setPlaceholderText(QStringLiteral("{\"n\": \"{{n}}\", \"time\": \"{{time}}\"}"));
    m_message->setFixedHeight(m_message->fontMetrics().lineSpacing() * MessageLines + 12);
    m_limit->setObjectName(QStringLiteral("limitSpin"));
    m_limit->setRange(0, std::numeric_limits<int>::max());
    m_limit->setSpecialValueText(tr("without end"));
    form->addRow(tr("&Channel"), m_channel);
    form->addRow(tr("A message &every"), m_every);
    form->addRow(tr("Me&ssage"), m_message);
    form->addRow(tr("How &many"), m_limit);
    connect(m_channel, &QComboBox::currentTextChanged, this, [this](const QString &name) {
        readChannel(name);
        emit changed();
    });
    for (QSpinBox *box : { m_every, m_limit })
        connect(box, &QSpinBox::valueChanged, this, &EndpointMessagesPage::changed);
    connect(m_message, &QPlainTextEdit::textChanged, this, &EndpointMessagesPage::changed);
}

void EndpointMessagesPage::setUpEvents(QFormLayout *form)
{
    m_retry->setObjectName(QStringLiteral("retrySpin"));
    m_retry->setRange(-1, DayInMs);
    m_retry->setSuffix(tr(" ms"));
    m_retry->setSpecialValueText(tr("not said"));
    m_retry->setValue(-1);
    form->addRow(tr("Event t&ype"), m_event);
    form->addRow(tr("Re&try"), m_retry);
    connect(m_event, &QLineEdit::textEdited, this, &EndpointMessagesPage::changed);
    connect(m_retry, &QSpinBox::valueChanged, this, &EndpointMessagesPage::changed);
}

void EndpointMessagesPage::setTechnique(const QByteArray &technique)
{
    setRowVisible(this, m_event, technique == "sse" || technique == "socket.io");
    setRowVisible(this, m_retry, technique == "sse");
}

void EndpointMessagesPage::readChannel(const QString &name)
{
    const QSignalBlocker blocker(this);
    const OrderedJson channel = m_draft.channel(name.toUtf8());
    m_hasMany = channel.has("messages");
    const OrderedJson *message = channel.member(m_hasMany ? "messages" : "message");
    const bool isNew = !m_draft.channels().contains(name.toUtf8());
    for (QWidget *field : { static_cast<QWidget *>(m_every), static_cast<QWidget *>(m_message),
                            static_cast<QWidget *>(m_limit) })
        field->setEnabled(!name.isEmpty());
    if (isNew)
        return; // Its name is being typed: what was said of the other holds for it.
    m_every->setValue(numberIn(channel, "every_ms"));
    m_limit->setValue(numberIn(channel, "limit"));
    m_message->setPlainText(message ? message->typed() : QString());
}

void EndpointMessagesPage::read(const OrderedJson &endpoint)
{
    const QSignalBlocker blocker(this);
    const QString name = textIn(endpoint, "channel");
    m_channel->setCurrentText(name);
    readChannel(name);
    m_event->setText(textIn(endpoint, "event"));
    m_retry->setValue(endpoint.has("retry_ms") ? numberIn(endpoint, "retry_ms") : -1);
}

void EndpointMessagesPage::write(OrderedJson &endpoint) const
{
    setText(endpoint, "channel", m_channel->currentText());
    setText(endpoint, "event", m_event->text());
    setNumber(endpoint, "retry_ms", *m_retry);
}

void EndpointMessagesPage::writeChannel(ScenarioDraft &draft) const
{
    const QByteArray name = m_channel->currentText().toUtf8();
    if (name.isEmpty())
        return;
    OrderedJson channel = draft.channel(name);
    const OrderedJson before = channel;
    const QByteArray member = m_hasMany ? "messages" : "message";
    const QString message = m_message->toPlainText();
    setNumber(channel, "every_ms", *m_every);
    if (m_every->value() == 0 && !m_hasMany && message.isEmpty()) {
        for (const char *alone : { "first_ms", "end" })
            channel.remove(alone); // They mean nothing without.
    }
    setOrRemove(channel, member, OrderedJson::fromTyped(message), !message.isEmpty());
    if (m_limit->value() > 0 || channel.has("limit"))
        setOrRemove(channel, "limit", OrderedJson::number(m_limit->value()),
                    m_limit->value() > 0 || m_hasMany);
    if (channel == before && draft.channels().contains(name))
        return; // As the program has it: nothing to say of it.
    draft.setChannel(name, channel);
}

EndpointAccessPage::EndpointAccessPage(QWidget *parent)
    : QWidget(parent)
    , m_subprotocols(lineEdit("subprotocolsEdit", tr("none, or v1.json, v2.json"), this))
    , m_origins(lineEdit("originsEdit", tr("all, or http://localhost:3000, …"), this))
    , m_cors(lineEdit("corsEdit", tr("pages of this machine, or *, or origins"), this))
    , m_key(lineEdit("keyEdit", tr("none"), this))
    , m_workers(new QSpinBox(this))
    , m_hold(millisecondsBox("holdSpin", tr("at once"), this))
{
    m_workers->setObjectName(QStringLiteral("workersSpin"));
    m_workers->setRange(0, MaxWorkers);
    m_workers->setSpecialValueText(tr("no limit"));
    m_key->setToolTip(tr("Query parameter that tells clients apart where each has its own messages"));
    QFormLayout *form = formIn(this);
    form->addRow(tr("S&ubprotocols"), m_subprotocols);
    form->addRow(tr("&Origins served"), m_origins);
    form->addRow(tr("Pages that may &read it"), m_cors);
    form->addRow(tr("Requests at a &time"), m_workers);
    form->addRow(tr("Answers a&fter"), m_hold);
    form->addRow(tr("&Key of a client"), m_key);
    for (QLineEdit *edit : { m_subprotocols, m_origins, m_cors, m_key })
        connect(edit, &QLineEdit::textEdited, this, &EndpointAccessPage::changed);
    for (QSpinBox *box : { m_workers, m_hold })
        connect(box, &QSpinBox::valueChanged, this, &EndpointAccessPage::changed);
}

void EndpointAccessPage::setTechnique(const QByteArray &technique)
{
    setRowVisible(this, m_subprotocols, technique == "websocket");
    setRowVisible(this, m_key, !technique.isEmpty() && technique != "socket.io");
}

void EndpointAccessPage::read(const OrderedJson &endpoint)
{
    const QSignalBlocker blocker(this);
    m_subprotocols->setText(listText(endpoint, "subprotocols"));
    m_origins->setText(listText(endpoint, "origins"));
    m_cors->setText(listText(endpoint, "cors"));
    m_key->setText(textIn(endpoint, "key"));
    m_workers->setValue(numberIn(endpoint, "workers"));
    m_hold->setValue(numberIn(endpoint, "hold_ms"));
}

void EndpointAccessPage::write(OrderedJson &endpoint) const
{
    const auto setList = [&](const QByteArray &name, const QLineEdit &edit) {
        setOrRemove(endpoint, name, listOf(edit.text()), !edit.text().trimmed().isEmpty());
    };
    setList("subprotocols", *m_subprotocols);
    setList("origins", *m_origins);
    // A string where there is one: `*` is no member of a list.
    const OrderedJson cors = listOf(m_cors->text());
    setOrRemove(endpoint, "cors", cors.values().size() == 1 ? cors.values().front() : cors,
                !cors.values().empty());
    setText(endpoint, "key", m_key->text());
    setNumber(endpoint, "workers", *m_workers);
    setNumber(endpoint, "hold_ms", *m_hold);
}

} // namespace Pushscope
