// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/commandoptions.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Pushscope {

/// What a command line of another program, as people copy them from browsers and documents, says
/// of a connection. Nothing is run and no file is read.
struct PastedCommand {
    QString program {}; ///< `curl`, `wscat` or `websocat`
    CommandOptions options {};
    /// What of it is not carried over, a sentence each, without any value that may be secret.
    QStringList remarks {};
    /// One sentence where there is no connection in it; options are of no use then.
    std::optional<QString> fault {};
};

/// Whether @p text begins as a command line that readCommand() knows; cheap.
[[nodiscard]] bool looksLikeCommand(const QString &text);

/// Reads a command line of curl, wscat or websocat, in the quoting of POSIX shells or of cmd.exe.
/// nullopt where it is of another program.
[[nodiscard]] std::optional<PastedCommand> readCommand(const QString &text);

} // namespace Pushscope
