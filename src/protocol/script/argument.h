// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope::Script {

/// What a call was given, as far as it can be told without running anything.
struct Argument {
    enum class Kind : quint8 {
        None,       ///< Nothing was given.
        Value,      ///< json says it.
        String,     ///< json says it, and content is the string.
        Expression, ///< Only running it would tell.
        Broken,     ///< No JavaScript can be written so: nothing runs.
    };

    Kind kind = Kind::None;
    /// The value: octets as sent where these are JSON, else what says the same in JSON. Empty
    /// where there is none.
    QByteArray json;
    /// What the message is: a string's characters, a value's JSON, else the argument as written.
    QByteArray content;
    bool operator==(const Argument &) const = default;
};

/// What @p source says: a literal (see LiteralReader), `JSON.parse` of a string, or
/// `JSON.stringify` of a literal.
///
/// Threads: reentrant.
[[nodiscard]] Argument readArgument(QByteArrayView source);

} // namespace Pushscope::Script
