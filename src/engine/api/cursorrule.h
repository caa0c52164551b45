// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <optional>

namespace Pushscope {

/// What a polling client carries on from an answer into the next request.
struct CursorRule {
    enum class Kind : quint8 {
        Habit, ///< Automatic where the technique holds or names messages, else nothing.
        None,
        /// The mock's `next` to `since`; else the answer's ETag and Last-Modified, as conditions.
        Automatic,
        EntityTag, ///< `ETag` to `If-None-Match`.
        LastModified, ///< `Last-Modified` to `If-Modified-Since`.
        Pointer, ///< What lies at a JSON Pointer into the content, to a query parameter.
    };
    Kind kind = Kind::Habit;
    /// RFC 6901; a token `-` is the last element of an array, of which the RFC knows none.
    QByteArray pointer = {};
    QByteArray parameter = {};
    qint64 add = 0; ///< To an integer: Telegram wants the last one and one.
    bool operator==(const CursorRule &) const = default;
};

/// As `--cursor` spells it; nullopt where @p text is none.
[[nodiscard]] std::optional<CursorRule> parseCursorRule(const QByteArray &text);
/// The same back; empty for Habit.
[[nodiscard]] QByteArray cursorRuleText(const CursorRule &rule);

} // namespace Pushscope
