// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/socketiopage.h"

#include "gui/mock/socketiorow.h"
#include "gui/theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr char NewRule[] = R"({"event": "message", "ack": "ok"})";
constexpr char NewStep[] = R"({"after_ms": 1000, "event": "message", "args": "hello"})";

QByteArray memberOf(bool isStep)
{
    return isStep ? "steps" : "on_event";
}

} // namespace

SocketIoPage::SocketIoPage(QWidget *parent)
    : QWidget(parent)
    , m_namespace(new QComboBox(this))
    , m_removeButton(new QToolButton(this))
{
    auto *column = new QVBoxLayout(this);
    setUpNamespaces(column);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *inner = new QWidget(scroll);
    auto *list = new QVBoxLayout(inner);
    list->setContentsMargins(0, 0, 0, 0);
    setUpSection(m_rules, list);
    setUpSection(m_steps, list);
    list->addStretch(1);
    scroll->setWidget(inner);
    column->addWidget(scroll, 1);
    read(m_endpoint);
}

void SocketIoPage::setUpNamespaces(QVBoxLayout *column)
{
    m_namespace->setObjectName(QStringLiteral("ruleNamespaceCombo"));
    m_namespace->setEditable(true);
    m_namespace->setInsertPolicy(QComboBox::NoInsert);
    m_namespace->lineEdit()->setFont(wireFont());
    m_namespace->setToolTip(tr("Another name and Enter make another namespace"));
    m_removeButton->setObjectName(QStringLiteral("removeNamespaceButton"));
    m_removeButton->setText(QStringLiteral("×"));
    m_removeButton->setAutoRaise(true);
    m_removeButton->setAccessibleName(tr("Remove this namespace"));
    m_removeButton->setToolTip(m_removeButton->accessibleName());
    auto *label = new QLabel(tr("Na&mespace"), this);
    label->setBuddy(m_namespace);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_namespace, 1);
    row->addWidget(m_removeButton);
    column->addLayout(row);
    connect(m_namespace, &QComboBox::activated, this,
            [this] { showNamespace(m_namespace->currentText()); });
    connect(m_namespace->lineEdit(), &QLineEdit::editingFinished, this,
            &SocketIoPage::addNamespace);
    connect(m_removeButton, &QToolButton::clicked, this, &SocketIoPage::removeNamespace);
}

void SocketIoPage::setUpSection(Section &section, QVBoxLayout *column)
{
    auto *hint = new QLabel(section.isStep
                                ? tr("What each client is sent, one step after the other, from "
                                     "when it connects.")
                                : tr("What happens when an event comes: the first rule that "
                                     "matches."),
                            this);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(hint);
    section.column = new QVBoxLayout;
    column->addLayout(section.column);
    auto *button = new QPushButton(section.isStep ? tr("Add a &step") : tr("Add a &rule"), this);
    button->setObjectName(section.isStep ? QStringLiteral("addEventStepButton")
                                         : QStringLiteral("addEventRuleButton"));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, &section] {
        add(section, OrderedJson::parse(section.isStep ? NewStep : NewRule)
                         .value_or(OrderedJson::object()));
        section.rows.back()->focusFirst();
        rowsChanged();
    });
    column->addWidget(button, 0, Qt::AlignLeft);
}

void SocketIoPage::read(const OrderedJson &endpoint)
{
    m_endpoint = endpoint;
    const OrderedJson *namespaces = endpoint.member("namespaces");
    QStringList names { QStringLiteral("/") };
    if (namespaces) {
        for (const QByteArray &key : namespaces->keys())
            names.append(QString::fromUtf8(key));
    }
    const QString shown = names.contains(m_name) ? m_name : names.first();
    const QSignalBlocker blocker(m_namespace);
    m_namespace->clear();
    m_namespace->addItems(names);
    showNamespace(shown);
}

void SocketIoPage::showNamespace(const QString &name)
{
    m_name = name;
    const QSignalBlocker blocker(m_namespace);
    m_namespace->setCurrentIndex(m_namespace->findText(name));
    m_removeButton->setEnabled(!isMain(name));
    const OrderedJson *namespaces = m_endpoint.member("namespaces");
    const OrderedJson *space = isMain(name) ? &m_endpoint
        : namespaces                        ? namespaces->member(name.toUtf8())
                                            : nullptr;
    for (Section *section : { &m_rules, &m_steps }) {
        while (!section->rows.empty())
            remove(*section, section->rows.back());
        const OrderedJson *list = space ? space->member(memberOf(section->isStep)) : nullptr;
        if (!list)
            continue;
        for (const OrderedJson &one : list->values())
            add(*section, one);
    }
}

/// Puts the rows into the namespace that they are of.
void SocketIoPage::store()
{
    OrderedJson namespaces = OrderedJson::object();
    if (const OrderedJson *present = m_endpoint.member("namespaces"))
        namespaces = *present;
    const QByteArray key = m_name.toUtf8();
    OrderedJson space = m_endpoint;
    if (!isMain(m_name)) {
        const OrderedJson *present = namespaces.member(key);
        space = present ? *present : OrderedJson::object();
    }
    for (const Section *section : { &m_rules, &m_steps }) {
        OrderedJson list = OrderedJson::array();
        for (const SocketIoRow *row : section->rows)
            list.append(row->value());
        if (list.values().empty())
            space.remove(memberOf(section->isStep));
        else
            space.set(memberOf(section->isStep), list);
    }
    if (isMain(m_name)) {
        m_endpoint = space;
    } else {
        namespaces.set(key, space);
        m_endpoint.set("namespaces", namespaces);
    }
}

void SocketIoPage::addNamespace()
{
    QString name = m_namespace->currentText().trimmed();
    if (name.isEmpty() || name == m_name) {
        showNamespace(m_name);
        return;
    }
    if (!name.startsWith(u'/'))
        name.prepend(u'/');
    if (m_namespace->findText(name) < 0) {
        const QSignalBlocker blocker(m_namespace);
        m_namespace->addItem(name);
        showNamespace(name);
        rowsChanged();
        return;
    }
    showNamespace(name);
}

void SocketIoPage::removeNamespace()
{
    OrderedJson *namespaces = m_endpoint.member("namespaces");
    if (isMain(m_name) || !namespaces)
        return;
    namespaces->remove(m_name.toUtf8());
    if (namespaces->values().empty())
        m_endpoint.remove("namespaces");
    read(OrderedJson(m_endpoint));
    emit changed();
}

void SocketIoPage::add(Section &section, const OrderedJson &value)
{
    auto *row = new SocketIoRow(section.isStep, value, this);
    section.column->addWidget(row);
    section.rows.push_back(row);
    connect(row, &SocketIoRow::changed, this, &SocketIoPage::rowsChanged);
    connect(row, &SocketIoRow::removeRequested, this, [this, &section, row] {
        remove(section, row);
        rowsChanged();
    });
}

void SocketIoPage::remove(Section &section, SocketIoRow *row)
{
    section.rows.erase(std::ranges::find(section.rows, row));
    row->hide();
    row->deleteLater();
}

void SocketIoPage::rowsChanged()
{
    store();
    emit changed();
}

void SocketIoPage::write(OrderedJson &endpoint) const
{
    for (const char *name : { "on_event", "steps", "namespaces" }) {
        if (const OrderedJson *value = m_endpoint.member(name))
            endpoint.set(name, *value);
        else
            endpoint.remove(name);
    }
}

} // namespace Pushscope
