// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/eventstreamserializer.h"

#include <algorithm>

namespace Pushscope::EventStream {

namespace {

bool isLineEnd(char octet)
{
    return octet == '\n' || octet == '\r';
}

/// Calls @p take with each line of @p text; text without a line end is one line.
template <typename Take> void forEachLine(QByteArrayView text, Take take)
{
    const char *begin = text.begin();
    for (;;) {
        const char *end = std::find_if(begin, text.end(), isLineEnd);
        take(QByteArrayView(begin, end));
        if (end == text.end())
            return;
        const bool isCrLf = *end == '\r' && end + 1 != text.end() && end[1] == '\n';
        begin = end + (isCrLf ? 2 : 1);
    }
}

bool isOneLine(const std::optional<QByteArray> &value)
{
    return !value
        || (value->isValidUtf8() && std::none_of(value->begin(), value->end(), isLineEnd));
}

} // namespace

void EventStreamSerializer::bom(QByteArray &to) const
{
    to.append("\xEF\xBB\xBF");
}

void EventStreamSerializer::block(QByteArray &to, const Block &block) const
{
    if (block.type)
        field(to, "event", *block.type);
    if (block.id)
        field(to, "id", *block.id);
    if (block.retry)
        field(to, "retry", *block.retry);
    if (block.data)
        forEachLine(*block.data, [&](QByteArrayView line) { field(to, "data", line); });
    if (block.hasBlankLine)
        lineEnd(to);
}

void EventStreamSerializer::field(QByteArray &to, QByteArrayView name, QByteArrayView value) const
{
    to.append(name).append(": ").append(value);
    lineEnd(to);
}

void EventStreamSerializer::comment(QByteArray &to, QByteArrayView text) const
{
    forEachLine(text, [&](QByteArrayView line) {
        to.append(':').append(line);
        lineEnd(to);
    });
}

void EventStreamSerializer::lineEnd(QByteArray &to) const
{
    switch (m_lineEnd) {
    case LineEnd::Lf:
        to.append('\n');
        break;
    case LineEnd::Cr:
        to.append('\r');
        break;
    case LineEnd::CrLf:
        to.append("\r\n");
        break;
    }
}

bool EventStreamSerializer::isRepresentable(const Block &block)
{
    if (!block.hasBlankLine || !block.data || !block.data->isValidUtf8())
        return false;
    if (!isOneLine(block.type) || !isOneLine(block.id))
        return false;
    if (block.id && block.id->contains('\0'))
        return false;
    return !block.retry
        || (!block.retry->isEmpty()
            && std::all_of(block.retry->begin(), block.retry->end(),
                           [](char c) { return c >= '0' && c <= '9'; }));
}

} // namespace Pushscope::EventStream
