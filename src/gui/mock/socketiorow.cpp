// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/socketiorow.h"

#include "gui/mock/groupedspinbox.h"
#include "gui/theme/fonts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

using Kind = SocketIoAction::Kind;

constexpr int DayInMs = 86'400'000;
constexpr int StepMs = 500;
constexpr int Indent = 18;
constexpr Kind RuleKinds[] = { Kind::Ack,     Kind::Reply, Kind::Broadcast, Kind::Publish,
                               Kind::Join,    Kind::Leave, Kind::Disconnect };
constexpr Kind StepKinds[] = { Kind::Emit, Kind::Publish, Kind::Disconnect };

QToolButton *removeButton(const char *name, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setText(QStringLiteral("×"));
    button->setAutoRaise(true);
    button->setAccessibleName(text);
    button->setToolTip(text);
    return button;
}

} // namespace

SocketIoRow::SocketIoRow(bool isStep, const OrderedJson &value, QWidget *parent)
    : QWidget(parent)
    , m_isStep(isStep)
    , m_value(value)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 6);
    m_column->setSpacing(4);
    setUpHead();
    for (Kind kind : SocketIoAction::kindsOf(value, isStep))
        add(kind);
    fillMenu();
}

void SocketIoRow::setUpHead()
{
    auto *head = new QHBoxLayout;
    auto *label = new QLabel(m_isStep ? tr("after") : tr("on"), this);
    head->addWidget(label);
    if (m_isStep) {
        m_after = new GroupedSpinBox(this);
        m_after->setObjectName(QStringLiteral("afterSpin"));
        m_after->setRange(0, DayInMs);
        m_after->setSingleStep(StepMs);
        m_after->setSuffix(tr(" ms"));
        m_after->setAccessibleName(tr("After how many milliseconds"));
        const OrderedJson *after = m_value.member("after_ms");
        m_after->setValue(after ? static_cast<int>(after->integer()) : 0);
        label->setBuddy(m_after);
        connect(m_after, &QSpinBox::valueChanged, this, &SocketIoRow::changed);
        head->addWidget(m_after);
        head->addStretch(1);
    } else {
        const auto edit = [&](const char *name, const QString &what, const char *member) {
            auto *made = new QLineEdit(this);
            made->setObjectName(QString::fromLatin1(name));
            made->setAccessibleName(what);
            made->setPlaceholderText(what);
            made->setFont(wireFont());
            if (const OrderedJson *value = m_value.member(member))
                made->setText(value->typed());
            connect(made, &QLineEdit::textEdited, this, &SocketIoRow::changed);
            head->addWidget(made, 1);
            return made;
        };
        m_event = edit("ruleEventEdit", tr("event, or * for every one"), "event");
        m_match = edit("ruleMatchEdit", tr("first argument: any"), "match");
        label->setBuddy(m_event);
    }
    m_addButton = new QPushButton(m_isStep ? tr("Instead") : tr("Also"), this);
    m_addButton->setObjectName(QStringLiteral("addActionButton"));
    m_addButton->setToolTip(m_isStep ? tr("What else may happen then") : tr("What else it leads to"));
    m_addButton->setAutoDefault(false);
    m_addButton->setMenu(new QMenu(m_addButton));
    head->addWidget(m_addButton);
    auto *remove = removeButton("removeRowButton",
                                m_isStep ? tr("Remove this step") : tr("Remove this rule"), this);
    connect(remove, &QToolButton::clicked, this, &SocketIoRow::removeRequested);
    head->addWidget(remove);
    m_column->addLayout(head);
}

/// What it does not do yet; a step does one thing.
void SocketIoRow::fillMenu()
{
    QMenu *menu = m_addButton->menu();
    menu->clear();
    const auto offer = [&](Kind kind) {
        const bool isThere = std::ranges::any_of(
            m_actions, [&](const SocketIoAction *action) { return action->kind() == kind; });
        if (isThere)
            return;
        connect(menu->addAction(SocketIoAction::label(kind)), &QAction::triggered, this,
                [this, kind] {
                    while (m_isStep && !m_actions.empty())
                        remove(m_actions.back());
                    add(kind);
                    fillMenu();
                    emit changed();
                });
    };
    if (m_isStep)
        std::ranges::for_each(StepKinds, offer);
    else
        std::ranges::for_each(RuleKinds, offer);
    m_addButton->setEnabled(!menu->isEmpty());
}

void SocketIoRow::add(Kind kind)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(Indent, 0, 0, 0);
    auto *action = new SocketIoAction(kind, m_value, line);
    row->addWidget(action, 1);
    if (!m_isStep) {
        auto *button = removeButton("removeActionButton", tr("Do not do this"), line);
        connect(button, &QToolButton::clicked, this, [this, action] {
            remove(action);
            fillMenu();
            emit changed();
        });
        row->addWidget(button);
    }
    m_column->addWidget(line);
    m_actions.push_back(action);
    connect(action, &SocketIoAction::changed, this, &SocketIoRow::changed);
}

void SocketIoRow::remove(SocketIoAction *action)
{
    m_actions.erase(std::ranges::find(m_actions, action));
    QWidget *line = action->parentWidget();
    line->hide();
    line->deleteLater();
}

OrderedJson SocketIoRow::value() const
{
    OrderedJson value = m_value;
    const auto has = [this](Kind kind) {
        return std::ranges::any_of(
            m_actions, [&](const SocketIoAction *action) { return action->kind() == kind; });
    };
    for (Kind kind : RuleKinds) {
        if (!has(kind))
            value.remove(SocketIoAction::member(kind));
    }
    if (m_isStep) {
        if (m_after->value() > 0 || value.has("after_ms"))
            value.set("after_ms", OrderedJson::number(m_after->value()));
        if (!has(Kind::Emit)) {
            for (const char *name : { "event", "args", "wants_ack" })
                value.remove(name);
        }
    } else {
        value.set("event", OrderedJson::string(m_event->text()));
        if (m_match->text().isEmpty())
            value.remove("match");
        else
            value.set("match", OrderedJson::fromTyped(m_match->text()));
    }
    for (const SocketIoAction *action : m_actions)
        action->write(value);
    return value;
}

void SocketIoRow::focusFirst()
{
    if (m_event) {
        m_event->setFocus();
        m_event->selectAll();
    } else {
        m_after->setFocus();
        m_after->selectAll();
    }
}

} // namespace Pushscope
