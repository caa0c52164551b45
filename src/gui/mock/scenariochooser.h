// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <utility>

class QComboBox;
class QMenu;

namespace Pushscope {

/// Fills a box with the scenarios that a mock can play: none, the ready ones, files that were
/// opened, and an entry that asks for another.
class ScenarioChooser : public QObject
{
    Q_OBJECT

public:
    /// @p box outlives it; all it has is its work.
    explicit ScenarioChooser(QComboBox *box);

    /// Name or file of the one that is chosen, as loadScenario() takes it; empty: none.
    [[nodiscard]] QString scenario() const;
    /// Offers the file @p path, and chooses it.
    void addFile(const QString &path);

    /// Chooses what scenario() said in an earlier run, without a word where there is no such file.
    void recall(const QString &scenario);
    /// Whether the chosen one is no longer as its file has it; the box says so.
    void setChanged(bool isChanged);
    /// Is asked before another one is chosen, and calls on if that may be.
    using Guard = std::function<void(std::function<void()> proceed)>;
    void setGuard(Guard guard) { m_guard = std::move(guard); }

    /// The same choice as a menu.
    void fillMenu(QMenu &menu);

signals:
    /// Another one is chosen, or the same file again.
    void chosen();
    /// The user wants to name a file; the choice stays until addFile().
    void fileWanted();

private:
    void activate(int index);
    void choose(int index);

    QComboBox *m_box;
    int m_chosen = 0;
    bool m_isChanged = false;
    Guard m_guard;
};

} // namespace Pushscope
