// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/pollcursor.h"

#include "capture/jsonvalue.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/grammar.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// The value of a field that may go back as it came; empty where there is none, or where it holds
/// what no field may (RFC 9110 §5.5), as a CR: that would be a field of its own to some.
QByteArray returnableValue(const Http1::ResponseHead &head, const char *name)
{
    const QByteArray value = Http1::fieldValue(head.fields, name);
    return std::ranges::all_of(value, Http1::isFieldChar) ? value : QByteArray();
}

} // namespace

PollCursor::PollCursor(CursorRule rule)
    : m_rule(std::move(rule))
{
}

void PollCursor::learn(const Http1::ResponseHead &head, QByteArrayView content)
{
    switch (m_rule.kind) {
    case CursorRule::Kind::Habit:
    case CursorRule::Kind::None:
        return;
    case CursorRule::Kind::Pointer:
        learnPointer(content, m_rule.pointer, m_rule.add, m_rule.parameter);
        return;
    case CursorRule::Kind::Automatic:
        learnPointer(content, "/next", 0, "since");
        if (!m_value)
            learnFields(head);
        return;
    case CursorRule::Kind::EntityTag:
    case CursorRule::Kind::LastModified:
        learnFields(head);
        return;
    }
}

void PollCursor::learnPointer(QByteArrayView content, const QByteArray &pointer, qint64 add,
                              const QByteArray &parameter)
{
    const auto found = jsonAtLast(content, pointer);
    if (!found || *found == "null")
        return;
    m_parameter = parameter;
    if (const auto text = jsonString(*found)) {
        m_value = *text;
        return;
    }
    m_value = found->toByteArray();
    bool isInteger = false;
    const qint64 number = found->toLongLong(&isInteger);
    if (add != 0 && isInteger)
        m_value = QByteArray::number(number + add);
}

void PollCursor::learnFields(const Http1::ResponseHead &head)
{
    if (m_rule.kind != CursorRule::Kind::LastModified) {
        const QByteArray tag = returnableValue(head, "etag");
        if (!tag.isEmpty())
            m_entityTag = tag;
    }
    if (m_rule.kind != CursorRule::Kind::EntityTag) {
        const QByteArray time = returnableValue(head, "last-modified");
        if (!time.isEmpty())
            m_lastModified = time;
    }
}

void PollCursor::apply(ClientUrl &url, RequestHabits &habits) const
{
    if (m_value) {
        setQueryParameter(url, m_parameter, *m_value);
        return;
    }
    // RFC 9110 §13.1.2, §13.1.3.
    if (!m_entityTag.isEmpty())
        habits.conditions.push_back({ "If-None-Match", m_entityTag, {} });
    if (!m_lastModified.isEmpty())
        habits.conditions.push_back({ "If-Modified-Since", m_lastModified, {} });
}

QByteArray PollCursor::shown() const
{
    if (m_value)
        return *m_value;
    if (m_entityTag.isEmpty() || m_lastModified.isEmpty())
        return m_entityTag + m_lastModified;
    return m_entityTag + "; " + m_lastModified;
}

} // namespace Pushscope
