// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "gui/mock/scenariodraft.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QMenu;
class QWidget;

namespace Pushscope {

class Dialogs;
class ScenarioChooser;

/// The scenario that a mock is to play: chosen, opened, changed, saved.
class ScenarioDesk : public QObject
{
    Q_OBJECT

public:
    /// @p box, which outlives it, is where one is chosen.
    explicit ScenarioDesk(QComboBox *box);

    /// Where questions are asked; both outlive it. Without, changes are lost without a word.
    void setDialogs(Dialogs &dialogs, QWidget &over);
    /// What is remembered between runs, and taken up again.
    [[nodiscard]] QString chosen() const;
    void recall(const QString &chosen);
    void addFile(const QString &path);
    void fillMenu(QMenu &menu);

    /// What a mock plays; nullptr: it does as without a scenario.
    [[nodiscard]] Result<std::shared_ptr<const Scenario>> scenario() const;
    /// What it has, for a list; nothing where the file cannot be read.
    [[nodiscard]] QList<MockEndpointStatus> endpoints() const;
    /// To be edited; nullopt where the file is none that could be.
    [[nodiscard]] std::optional<ScenarioDraft> draft() const;
    void setDraft(const ScenarioDraft &draft);
    [[nodiscard]] bool isChanged() const { return m_draft.has_value(); }
    /// From where folders of files are seen.
    [[nodiscard]] QString folder() const;

    /// Forgets what is not saved.
    void drop();
    /// Asks for a name where the scenario is no file yet.
    void save(std::function<void()> proceed = {});
    void saveAs(std::function<void()> proceed = {});
    /// Calls @p proceed unless the user wants to keep what is changed, after asking.
    void askToLeave(std::function<void()> proceed);

signals:
    /// Another one is chosen, or the same file again.
    void scenarioChosen();
    /// It is another by an edit, or is saved.
    void changed();
    void fileWanted();
    void failed(const QString &sentence);

private:
    [[nodiscard]] bool isFile() const;
    bool write(const QString &path);

    ScenarioChooser *m_chooser;
    Dialogs *m_dialogs = nullptr;
    QWidget *m_over = nullptr;
    std::optional<ScenarioDraft> m_draft; ///< What is not saved.
};

} // namespace Pushscope
