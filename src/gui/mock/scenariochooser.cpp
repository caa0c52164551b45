// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/scenariochooser.h"

#include "engine/api/scenarios.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFileInfo>
#include <QMenu>

namespace Pushscope {

namespace {

// The labels stand in the list of ready scenarios; this only shows them to lupdate.
[[maybe_unused]] const char *const Labels[] = {
    QT_TRANSLATE_NOOP("Scenarios", "Echo"),
    QT_TRANSLATE_NOOP("Scenarios", "Chat room"),
    QT_TRANSLATE_NOOP("Scenarios", "Ticker"),
    QT_TRANSLATE_NOOP("Scenarios", "LLM token stream"),
    QT_TRANSLATE_NOOP("Scenarios", "Job progress"),
    QT_TRANSLATE_NOOP("Scenarios", "QR login"),
    QT_TRANSLATE_NOOP("Scenarios", "Worker pool"),
};

} // namespace

ScenarioChooser::ScenarioChooser(QComboBox *box)
    : QObject(box)
    , m_box(box)
{
    box->addItem(tr("All techniques"), QString());
    for (const ReadyScenario &ready : readyScenarios()) {
        box->addItem(QCoreApplication::translate("Scenarios", ready.label),
                     QString::fromUtf8(ready.name));
    }
    box->insertSeparator(box->count());
    box->addItem(tr("Open file…")); // Without data: it is no scenario.
    connect(box, &QComboBox::activated, this, &ScenarioChooser::activate);
}

QString ScenarioChooser::scenario() const
{
    return m_box->itemData(m_chosen).toString();
}

void ScenarioChooser::activate(int index)
{
    if (!m_box->itemData(index).isValid()) {
        m_box->setCurrentIndex(m_chosen);
        emit fileWanted();
        return;
    }
    if (index != m_chosen && m_guard) {
        m_box->setCurrentIndex(m_chosen);
        m_guard([this, index] { choose(index); });
        return;
    }
    choose(index);
}

void ScenarioChooser::choose(int index)
{
    setChanged(false);
    m_box->setCurrentIndex(index);
    m_chosen = index;
    emit chosen();
}

void ScenarioChooser::recall(const QString &scenario)
{
    int index = m_box->findData(scenario);
    if (index < 0 && QFileInfo(scenario).isFile()) {
        index = m_box->count() - 1;
        m_box->insertItem(index, QFileInfo(scenario).fileName(), scenario);
        m_box->setItemData(index, scenario, Qt::ToolTipRole);
    }
    if (index < 0 || scenario.isEmpty())
        return;
    m_box->setCurrentIndex(index);
    m_chosen = index;
}

void ScenarioChooser::setChanged(bool isChanged)
{
    if (isChanged == m_isChanged)
        return;
    m_isChanged = isChanged;
    const QString mark = tr("%1 (changed)", "scenario");
    const QString text = m_box->itemText(m_chosen);
    const QString tail = mark.section(QStringLiteral("%1"), 1);
    m_box->setItemText(m_chosen, isChanged ? mark.arg(text) : text.chopped(tail.size()));
}

void ScenarioChooser::fillMenu(QMenu &menu)
{
    menu.clear();
    for (int index = 0; index < m_box->count(); ++index) {
        if (m_box->itemText(index).isEmpty()) {
            menu.addSeparator();
            continue;
        }
        QAction *action = menu.addAction(m_box->itemText(index));
        action->setCheckable(m_box->itemData(index).isValid());
        action->setChecked(index == m_chosen);
        action->setEnabled(m_box->isEnabled());
        connect(action, &QAction::triggered, this, [this, index] {
            m_box->setCurrentIndex(index);
            activate(index);
        });
    }
}

void ScenarioChooser::addFile(const QString &path)
{
    int index = m_box->findData(path);
    if (index < 0) {
        index = m_box->count() - 1; // Before the entry that asks.
        m_box->insertItem(index, QFileInfo(path).fileName(), path);
        m_box->setItemData(index, path, Qt::ToolTipRole);
    }
    choose(index);
}

} // namespace Pushscope
