// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/scenariorows.h"

#include "gui/mock/scenariorow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace Pushscope {

namespace {

/// What a button adds.
struct Addition {
    const char *name;
    QString text;
    const char *json;
};

} // namespace

ScenarioRows::ScenarioRows(Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
{
    auto *column = new QVBoxLayout(this);
    auto *hint = new QLabel(m_kind == Kind::Steps
                                ? tr("What each client is sent, one step after the other, from "
                                     "when it comes.")
                                : tr("What happens when a message comes: the first rule that "
                                     "matches."),
                            this);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(hint);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *inner = new QWidget(scroll);
    m_list = new QVBoxLayout(inner);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->addStretch(1);
    scroll->setWidget(inner);
    column->addWidget(scroll, 1);
    addButtons(column);
}

void ScenarioRows::addButtons(QVBoxLayout *column)
{
    const QList<Addition> additions = m_kind == Kind::Steps
        ? QList<Addition> { { "addSendButton", tr("Add a &message"),
                              R"({"after_ms": 1000, "send": "hello"})" },
                            { "addCloseButton", tr("Add a c&lose"),
                              R"({"after_ms": 10000, "close": {"code": 1000}})" },
                            { "addPublishButton", tr("Add a &publication"),
                              R"({"after_ms": 1000, "publish": {"channel": "", "message": ""}})" } }
        : QList<Addition> { { "addReplyButton", tr("Add a &reply"),
                              R"({"match": "*", "reply": "{{message}}"})" },
                            { "addRuleCloseButton", tr("Add a c&lose"),
                              R"({"match": "bye", "close": {"code": 1000}})" },
                            { "addRulePublishButton", tr("Add a &publication"),
                              R"({"match": "*", "publish": {"channel": ""}})" } };
    auto *row = new QHBoxLayout;
    for (const Addition &addition : additions) {
        auto *button = new QPushButton(addition.text, this);
        button->setObjectName(QString::fromLatin1(addition.name));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, json = addition.json] {
            add(OrderedJson::parse(json).value_or(OrderedJson::object()));
            m_rows.back()->focusFirst();
            emit changed();
        });
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
}

void ScenarioRows::add(const OrderedJson &value)
{
    auto *row = new ScenarioRow(m_kind == Kind::Steps, value, this);
    row->setWebSocket(m_isWebSocket);
    m_list->insertWidget(m_list->count() - 1, row); // Before the stretch.
    m_rows.push_back(row);
    connect(row, &ScenarioRow::changed, this, &ScenarioRows::changed);
    connect(row, &ScenarioRow::removeRequested, this, [this, row] {
        remove(row);
        emit changed();
    });
}

void ScenarioRows::remove(ScenarioRow *row)
{
    m_rows.erase(std::find(m_rows.begin(), m_rows.end(), row));
    row->hide();
    row->deleteLater();
}

OrderedJson ScenarioRows::value() const
{
    OrderedJson list = OrderedJson::array();
    for (const ScenarioRow *row : m_rows)
        list.append(row->value());
    return list;
}

void ScenarioRows::setValue(const OrderedJson &list)
{
    while (!m_rows.empty())
        remove(m_rows.back());
    for (const OrderedJson &row : list.values())
        add(row);
}

void ScenarioRows::setWebSocket(bool isWebSocket)
{
    m_isWebSocket = isWebSocket;
    for (ScenarioRow *row : m_rows)
        row->setWebSocket(isWebSocket);
}

} // namespace Pushscope
