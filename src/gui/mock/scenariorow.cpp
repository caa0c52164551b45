// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/scenariorow.h"

#include "gui/mock/groupedspinbox.h"
#include "gui/mock/scenarioaction.h"
#include "gui/theme/fonts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace Pushscope {

namespace {

constexpr int DayInMs = 86'400'000;
constexpr int StepMs = 500;
constexpr int PatternWidth = 130;
enum Match { Every, Json, Regex, Glob };
constexpr const char *MatchMembers[] = { "match", "match", "match_regex", "match_glob" };

} // namespace

ScenarioRow::ScenarioRow(bool isStep, const OrderedJson &value, QWidget *parent)
    : QWidget(parent)
    , m_value(value)
    , m_action(new ScenarioAction(isStep ? "send" : "reply", this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    if (isStep)
        setUpStep(row);
    else
        setUpRule(row);
    m_action->read(m_value);
    connect(m_action, &ScenarioAction::changed, this, &ScenarioRow::changed);
    row->addWidget(m_action, 1);
    auto *remove = new QToolButton(this);
    remove->setObjectName(QStringLiteral("removeRowButton"));
    remove->setText(QStringLiteral("×"));
    remove->setAutoRaise(true);
    remove->setAccessibleName(tr("Remove"));
    remove->setToolTip(isStep ? tr("Remove this step") : tr("Remove this rule"));
    connect(remove, &QToolButton::clicked, this, &ScenarioRow::removeRequested);
    row->addWidget(remove);
}

void ScenarioRow::setUpStep(QHBoxLayout *row)
{
    m_after = new GroupedSpinBox(this);
    m_after->setObjectName(QStringLiteral("afterSpin"));
    m_after->setRange(0, DayInMs);
    m_after->setSingleStep(StepMs);
    m_after->setSuffix(tr(" ms"));
    m_after->setAccessibleName(tr("After how many milliseconds"));
    const OrderedJson *after = m_value.member("after_ms");
    m_after->setValue(after ? static_cast<int>(after->integer()) : 0);
    auto *label = new QLabel(tr("after"), this);
    label->setBuddy(m_after);
    row->addWidget(label);
    row->addWidget(m_after);
    connect(m_after, &QSpinBox::valueChanged, this, &ScenarioRow::changed);
}

void ScenarioRow::setUpRule(QHBoxLayout *row)
{
    m_match = new QComboBox(this);
    m_match->setObjectName(QStringLiteral("matchCombo"));
    m_match->setAccessibleName(tr("Which messages"));
    m_match->addItems({ tr("every message"), tr("has JSON or is text"), tr("regular expression"),
                        tr("pattern with * and ?") });
    m_pattern = new QLineEdit(this);
    m_pattern->setObjectName(QStringLiteral("patternEdit"));
    m_pattern->setAccessibleName(tr("Pattern"));
    m_pattern->setFont(wireFont());
    m_pattern->setMinimumWidth(PatternWidth);
    const OrderedJson *match = m_value.member("match");
    int kind = m_value.has("match_regex") ? Regex : m_value.has("match_glob") ? Glob : Every;
    if (match && match->text() != QLatin1String("*"))
        kind = Json;
    m_match->setCurrentIndex(kind);
    if (kind != Every)
        m_pattern->setText(m_value.member(MatchMembers[kind])->typed());
    m_pattern->setVisible(kind != Every);
    row->addWidget(m_match);
    row->addWidget(m_pattern);
    connect(m_match, &QComboBox::currentIndexChanged, this, [this](int chosen) {
        m_pattern->setVisible(chosen != Every);
        emit changed();
    });
    connect(m_pattern, &QLineEdit::textEdited, this, &ScenarioRow::changed);
}

void ScenarioRow::writeMatch(OrderedJson &value) const
{
    const int kind = m_match->currentIndex();
    for (const char *member : MatchMembers) {
        if (qstrcmp(member, MatchMembers[kind]) != 0)
            value.remove(member);
    }
    const QString pattern = m_pattern->text();
    value.set(MatchMembers[kind],
              kind == Every      ? OrderedJson::string(QStringLiteral("*"))
                  : kind == Json ? OrderedJson::fromTyped(pattern)
                                 : OrderedJson::string(pattern));
}

OrderedJson ScenarioRow::value() const
{
    OrderedJson value = m_value;
    if (m_match)
        writeMatch(value);
    else if (m_after->value() > 0 || value.has("after_ms"))
        value.set("after_ms", OrderedJson::number(m_after->value()));
    m_action->write(value);
    return value;
}

void ScenarioRow::setWebSocket(bool isWebSocket)
{
    m_action->setWebSocket(isWebSocket);
}

void ScenarioRow::focusFirst()
{
    if (m_after) {
        m_after->setFocus();
        m_after->selectAll();
    } else {
        m_match->setFocus();
    }
}

} // namespace Pushscope
