// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/socketioaction.h"

#include "gui/theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace Pushscope {

namespace {

using Kind = SocketIoAction::Kind;

constexpr int NameWidth = 120;
constexpr int LabelWidth = 90;

const OrderedJson *memberIn(const OrderedJson &owner, const char *name)
{
    return owner.member(name);
}

void setTyped(OrderedJson &owner, const QByteArray &name, const QLineEdit &edit)
{
    if (edit.text().isEmpty())
        owner.remove(name);
    else
        owner.set(name, OrderedJson::fromTyped(edit.text()));
}

void setText(OrderedJson &owner, const QByteArray &name, const QLineEdit &edit)
{
    if (edit.text().isEmpty())
        owner.remove(name);
    else
        owner.set(name, OrderedJson::string(edit.text()));
}

} // namespace

QByteArray SocketIoAction::member(Kind kind)
{
    switch (kind) {
    case Kind::Ack:
        return "ack";
    case Kind::Reply:
        return "reply";
    case Kind::Broadcast:
        return "broadcast";
    case Kind::Publish:
        return "publish";
    case Kind::Join:
        return "join";
    case Kind::Leave:
        return "leave";
    case Kind::Disconnect:
        return "disconnect";
    case Kind::Emit:
        break;
    }
    return {};
}

QString SocketIoAction::label(Kind kind)
{
    switch (kind) {
    case Kind::Ack:
        return tr("acknowledge");
    case Kind::Reply:
        return tr("emit back");
    case Kind::Broadcast:
        return tr("emit to");
    case Kind::Publish:
        return tr("publish");
    case Kind::Join:
        return tr("join room");
    case Kind::Leave:
        return tr("leave room");
    case Kind::Disconnect:
        return tr("disconnect");
    case Kind::Emit:
        break;
    }
    return tr("emit");
}

QList<Kind> SocketIoAction::kindsOf(const OrderedJson &owner, bool isStep)
{
    QList<Kind> kinds;
    if (isStep && owner.has("event"))
        kinds << Kind::Emit;
    // In the order in which the mock does them.
    for (Kind kind : { Kind::Join, Kind::Leave, Kind::Reply, Kind::Broadcast, Kind::Publish,
                       Kind::Ack, Kind::Disconnect }) {
        if (owner.has(member(kind)))
            kinds << kind;
    }
    return kinds;
}

SocketIoAction::SocketIoAction(Kind kind, const OrderedJson &owner, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
{
    const OrderedJson *value = kind == Kind::Emit ? &owner : owner.member(member(kind));
    if (value)
        m_value = *value;
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto *name = new QLabel(label(kind), this);
    name->setMinimumWidth(LabelWidth);
    row->addWidget(name);
    switch (kind) {
    case Kind::Ack:
        m_content = addEdit("ackEdit", tr("arguments, JSON or text"), value, 0);
        break;
    case Kind::Broadcast:
        m_to = new QComboBox(this);
        m_to->setObjectName(QStringLiteral("broadcastToCombo"));
        m_to->setAccessibleName(tr("To whom"));
        m_to->addItem(tr("all"), QStringLiteral("all"));
        m_to->addItem(tr("the others"), QStringLiteral("others"));
        if (const OrderedJson *to = memberIn(m_value, "to"); to && to->text() == QLatin1String("others"))
            m_to->setCurrentIndex(1);
        connect(m_to, &QComboBox::currentIndexChanged, this, &SocketIoAction::changed);
        row->addWidget(m_to);
        m_room = addEdit("actionRoomEdit", tr("room, or all"), memberIn(m_value, "room"), NameWidth);
        [[fallthrough]];
    case Kind::Reply:
    case Kind::Emit:
        m_name = addEdit("actionEventEdit",
                         kind == Kind::Emit ? tr("event") : tr("event, or the same"),
                         memberIn(m_value, "event"), NameWidth);
        m_content = addEdit("actionArgumentsEdit",
                            kind == Kind::Emit ? tr("arguments, JSON or text")
                                               : tr("arguments, or the same"),
                            memberIn(m_value, "args"), 0);
        break;
    case Kind::Publish:
        m_name = addEdit("actionChannelEdit", tr("channel"), memberIn(m_value, "channel"), NameWidth);
        m_content = addEdit("actionPublishEdit", tr("message, or what came"),
                            memberIn(m_value, "message"), 0);
        break;
    case Kind::Join:
    case Kind::Leave:
        m_name = addEdit("actionRoomEdit", tr("room"), value, 0);
        break;
    case Kind::Disconnect:
        row->addStretch(1);
        break;
    }
}

QLineEdit *SocketIoAction::addEdit(const char *name, const QString &what, const OrderedJson *value,
                                   int width)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setPlaceholderText(what);
    edit->setAccessibleName(what);
    edit->setFont(wireFont());
    if (value)
        edit->setText(value->typed());
    if (width > 0)
        edit->setFixedWidth(width);
    static_cast<QHBoxLayout *>(layout())->addWidget(edit, width > 0 ? 0 : 1);
    connect(edit, &QLineEdit::textEdited, this, &SocketIoAction::changed);
    return edit;
}

void SocketIoAction::writeEmission(OrderedJson &emission) const
{
    setText(emission, "event", *m_name);
    setTyped(emission, "args", *m_content);
}

void SocketIoAction::write(OrderedJson &owner) const
{
    OrderedJson value = m_value.isObject() ? m_value : OrderedJson::object();
    switch (m_kind) {
    case Kind::Emit:
        writeEmission(owner);
        return;
    case Kind::Ack:
        owner.set("ack", OrderedJson::fromTyped(m_content->text()));
        return;
    case Kind::Join:
    case Kind::Leave:
        owner.set(member(m_kind), OrderedJson::string(m_name->text()));
        return;
    case Kind::Disconnect:
        owner.set("disconnect", OrderedJson::boolean(true));
        return;
    case Kind::Broadcast:
        if (m_to->currentIndex() > 0 || value.has("to"))
            value.set("to", OrderedJson::string(m_to->currentData().toString()));
        setText(value, "room", *m_room);
        writeEmission(value);
        break;
    case Kind::Reply:
        writeEmission(value);
        break;
    case Kind::Publish:
        value.set("channel", OrderedJson::string(m_name->text()));
        setTyped(value, "message", *m_content);
        break;
    }
    owner.set(member(m_kind), value);
}

} // namespace Pushscope
