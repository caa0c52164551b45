// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/payload/document.h"

#include <QByteArray>

namespace Pushscope::Payload {

/// `cut-off@3, invalid-utf8@1`
inline QByteArray problemsText(const Document &document)
{
    constexpr const char *Names[]
        = { "cut-off",          "too-deep",      "too-many-items",  "reserved-octet",
            "unexpected-break", "missing-value", "bad-chunk",       "bad-simple",
            "invalid-utf8",     "bad-timestamp", "octets-after-end" };
    QByteArray text;
    for (const Problem &problem : document.problems) {
        if (!text.isEmpty())
            text += ", ";
        text += Names[static_cast<int>(problem.rule)];
        text += '@';
        text += QByteArray::number(problem.offset);
    }
    return text;
}

/// What holds for every document, whatever was decoded: empty where it does.
inline QByteArray inconsistency(const Document &document, QByteArrayView octets)
{
    const int count = static_cast<int>(document.items.size());
    if (count > MaxItems || document.end < 0 || document.end > octets.size())
        return "limits";
    for (const Problem &problem : document.problems) {
        if (problem.offset < 0 || problem.offset > octets.size())
            return "a problem lies outside";
    }
    for (int i = 0; i < count; ++i) {
        const Item &item = document.items[static_cast<std::size_t>(i)];
        if (item.range.begin < 0 || item.range.isEmpty() || item.range.end > octets.size())
            return "an item lies outside";
        if (item.content.begin > item.content.end
            || (!item.content.isEmpty()
                && (item.content.begin < item.range.begin || item.content.end > item.range.end)))
            return "content lies outside of its item";
        if (item.next <= i || item.next > count || item.parent >= i || item.depth > MaxDepth)
            return "the tree is none";
        if (item.parent < 0)
            continue;
        const Item &parent = document.items[static_cast<std::size_t>(item.parent)];
        if (parent.next < item.next || parent.depth + 1 != item.depth
            || item.range.begin < parent.range.begin || item.range.end > parent.range.end)
            return "an item lies outside of the one that contains it";
    }
    return {};
}

} // namespace Pushscope::Payload
