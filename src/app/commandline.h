// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace Pushscope {

/// What the command line asks for.
struct CommandLine {
    enum class Wish { Window, Help, Version, Refused };

    Wish wish = Wish::Window;
    QString text;                ///< Help, Version: what to print; Refused: why, one line.
    QString file;                ///< A capture to open.
    std::optional<QUrl> url;     ///< To connect to.
    std::optional<QString> link; ///< Handed over by another program: only fills the address bar.
    bool isDemo = false;
    QString theme;    ///< `light`, `dark`, `system`; empty: as remembered.
    QString language; ///< As `zh_CN`; empty: the system's.
};

/// Reads @p arguments, the program's name first. English in every locale.
[[nodiscard]] CommandLine parseCommandLine(const QStringList &arguments);

} // namespace Pushscope
