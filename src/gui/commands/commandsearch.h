// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace Pushscope {

/// How well a name answers what was typed.
struct CommandMatch {
    int score = 0;          ///< Higher is better; comparable among matches of one typed text.
    QList<int> positions;   ///< Of the characters of the name that were typed, ascending.
    bool operator==(const CommandMatch &) const = default;
};

/// Finds the characters of @p typed in @p name in their order, blanks apart and whatever their
/// case; nullopt where one is missing. Beginnings of words and neighbours count more, so that
/// `rl` finds *Reset layout* before *Disconnect everything*.
[[nodiscard]] std::optional<CommandMatch> matchCommand(const QString &name, const QString &typed);

} // namespace Pushscope
