// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/scenariodesk.h"

#include "engine/api/scenarios.h"
#include "gui/mock/scenariochooser.h"
#include "gui/window/dialogs.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <utility>

namespace Pushscope {

ScenarioDesk::ScenarioDesk(QComboBox *box)
    : QObject(box)
    , m_chooser(new ScenarioChooser(box))
{
    connect(m_chooser, &ScenarioChooser::fileWanted, this,
            [this] { askToLeave([this] { emit fileWanted(); }); });
    connect(m_chooser, &ScenarioChooser::chosen, this, [this] {
        m_draft.reset();
        emit scenarioChosen();
    });
    m_chooser->setGuard(
        [this](std::function<void()> proceed) { askToLeave(std::move(proceed)); });
}

void ScenarioDesk::setDialogs(Dialogs &dialogs, QWidget &over)
{
    m_dialogs = &dialogs;
    m_over = &over;
}

QString ScenarioDesk::chosen() const
{
    return m_chooser->scenario();
}

void ScenarioDesk::recall(const QString &chosen)
{
    m_chooser->recall(chosen);
}

void ScenarioDesk::addFile(const QString &path)
{
    m_chooser->addFile(path);
}

void ScenarioDesk::fillMenu(QMenu &menu)
{
    m_chooser->fillMenu(menu);
}

bool ScenarioDesk::isFile() const
{
    return QFileInfo(chosen()).isFile();
}

QString ScenarioDesk::folder() const
{
    return isFile() ? QFileInfo(chosen()).absolutePath() : QDir::homePath();
}

Result<std::shared_ptr<const Scenario>> ScenarioDesk::scenario() const
{
    if (m_draft)
        return m_draft->check(chosen(), folder());
    if (chosen().isEmpty())
        return std::shared_ptr<const Scenario>();
    return loadScenario(chosen());
}

std::optional<ScenarioDraft> ScenarioDesk::draft() const
{
    if (m_draft)
        return m_draft;
    if (chosen().isEmpty())
        return ScenarioDraft::ofDefaults();
    QFile file(chosen());
    if (file.open(QIODevice::ReadOnly))
        return ScenarioDraft::read(file.readAll());
    return ScenarioDraft::read(readyScenarioFile(chosen().toUtf8()));
}

QList<MockEndpointStatus> ScenarioDesk::endpoints() const
{
    const auto present = draft();
    return present ? present->endpoints() : QList<MockEndpointStatus>();
}

void ScenarioDesk::setDraft(const ScenarioDraft &edited)
{
    if (draft() == edited)
        return;
    const bool isAsWithout = chosen().isEmpty() && edited == ScenarioDraft::ofDefaults();
    m_draft = isAsWithout ? std::nullopt : std::optional(edited);
    m_chooser->setChanged(isChanged());
    emit changed();
}

void ScenarioDesk::drop()
{
    m_draft.reset();
    m_chooser->setChanged(false);
    emit changed();
}

void ScenarioDesk::save(std::function<void()> proceed)
{
    if (!isFile()) {
        saveAs(std::move(proceed));
        return;
    }
    if (m_draft && !write(chosen()))
        return;
    m_draft.reset();
    m_chooser->setChanged(false);
    emit changed();
    if (proceed)
        proceed();
}

void ScenarioDesk::saveAs(std::function<void()> proceed)
{
    if (!m_dialogs)
        return;
    const QString suggested = isFile() ? chosen() : QStringLiteral("scenario.json");
    m_dialogs->askScenarioSavePath(
        m_over, suggested, [this, proceed = std::move(proceed)](const QString &path) {
            if (path.isEmpty() || !write(path))
                return;
            m_draft.reset();
            m_chooser->addFile(path);
            if (proceed)
                proceed();
        });
}

bool ScenarioDesk::write(const QString &path)
{
    const auto present = draft();
    QSaveFile file(path);
    const bool isWritten = present && file.open(QIODevice::WriteOnly)
        && file.write(present->text()) >= 0 && file.commit();
    if (!isWritten)
        emit failed(tr("%1 could not be written: %2.").arg(path, file.errorString()));
    return isWritten;
}

void ScenarioDesk::askToLeave(std::function<void()> proceed)
{
    if (!isChanged() || !m_dialogs) {
        proceed();
        return;
    }
    m_dialogs->askScenarioChanges(
        m_over, [this, proceed = std::move(proceed)](CloseChoice choice) {
            if (choice == CloseChoice::Save) {
                save(proceed);
            } else if (choice == CloseChoice::Discard) {
                drop();
                proceed();
            }
        });
}

} // namespace Pushscope
