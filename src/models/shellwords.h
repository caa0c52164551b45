// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace Pushscope {

/// Whose rules a command line was written for.
enum class Shell : quint8 {
    Posix,
    Windows, ///< cmd.exe, and behind it the rules by which C programs read their arguments.
};

/// A command line cut into words, as far as that can be done without running anything.
struct ShellWords {
    QList<QByteArray> words {};
    bool isUnclosed = false; ///< A quote was not closed; the last word goes to the end.
    /// The operator that ended the command, as `|` or `>`; empty where it went to the end.
    QByteArray stoppedAt {};
    QList<QByteArray> variables {}; ///< As `$TOKEN`: they stand as they are in the words.
    bool operator==(const ShellWords &) const = default;
};

/// The shell that @p line was written for: Windows where a caret escapes a quote or ends a line.
[[nodiscard]] Shell shellOf(QByteArrayView line);

/// The words of the first command in @p line. A prompt (`$ `, `% `, `> `) and assignments before
/// the command are left out.
///
/// Spec: POSIX.1-2017 Shell Command Language §2.2 (quoting), §2.3 (tokens); `$'…'` as Issue 8.
[[nodiscard]] ShellWords shellWords(QByteArrayView line, Shell shell);

/// @p word as one POSIX word: as it stands where nothing in it is special, else in quotes; `$'…'`
/// where it holds control characters.
[[nodiscard]] QByteArray shellQuoted(const QByteArray &word);

} // namespace Pushscope
