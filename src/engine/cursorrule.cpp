// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/cursorrule.h"

#include "capture/jsonvalue.h"

namespace Pushscope {

std::optional<CursorRule> parseCursorRule(const QByteArray &text)
{
    if (text == "auto")
        return CursorRule { CursorRule::Kind::Automatic };
    if (text == "none")
        return CursorRule { CursorRule::Kind::None };
    if (text == "etag")
        return CursorRule { CursorRule::Kind::EntityTag };
    if (text == "last-modified")
        return CursorRule { CursorRule::Kind::LastModified };
    const qsizetype equals = text.indexOf('=');
    if (equals < 0)
        return std::nullopt;
    CursorRule rule { CursorRule::Kind::Pointer, text.left(equals), text.mid(equals + 1) };
    const qsizetype plus = rule.parameter.lastIndexOf('+');
    if (plus >= 0) {
        bool isNumber = false;
        rule.add = rule.parameter.mid(plus + 1).toLongLong(&isNumber);
        rule.parameter.truncate(plus);
        if (!isNumber)
            return std::nullopt;
    }
    if (rule.parameter.isEmpty() || !isJsonPointer(rule.pointer))
        return std::nullopt;
    return rule;
}

QByteArray cursorRuleText(const CursorRule &rule)
{
    switch (rule.kind) {
    case CursorRule::Kind::None:
        return "none";
    case CursorRule::Kind::Automatic:
        return "auto";
    case CursorRule::Kind::EntityTag:
        return "etag";
    case CursorRule::Kind::LastModified:
        return "last-modified";
    case CursorRule::Kind::Pointer: {
        const QByteArray text = rule.pointer + '=' + rule.parameter;
        // A plus in the name of the parameter must not be taken for this one.
        const bool isPlain = rule.add == 0 && !rule.parameter.contains('+');
        return isPlain ? text : QByteArray(text + '+' + QByteArray::number(rule.add));
    }
    case CursorRule::Kind::Habit:
        break;
    }
    return {};
}

} // namespace Pushscope
