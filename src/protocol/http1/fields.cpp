// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/fields.h"

#include "protocol/http1/bodylength.h"
#include "protocol/http1/grammar.h"

#include <algorithm>

namespace Pushscope::Http1 {

namespace {

bool isPersistent(QByteArrayView version, const std::vector<FieldLine> &fields)
{
    if (hasToken(fields, "Connection", "close"))
        return false;
    // HTTP/1.0 and what came before closes; of what came after, or says no version that can be
    // told, nothing is known.
    const bool isFrom11 = version.size() > 7 && isEqualIgnoringCase(version.first(7), "HTTP/1.")
        && version.sliced(7) != "0";
    return isFrom11 || hasToken(fields, "Connection", "keep-alive");
}

/// Where the quoted string ends that begins at @p open; -1 where it does not.
/// Spec: RFC 9110 §5.6.4.
qsizetype closingQuote(QByteArrayView text, qsizetype open)
{
    for (qsizetype i = open + 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i;
        if (text[i] == '\\')
            ++i; // A quoted-pair: what follows ends nothing.
    }
    return -1;
}

} // namespace

const FieldLine *findField(const std::vector<FieldLine> &fields, QByteArrayView name)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const FieldLine &field) {
        return isEqualIgnoringCase(field.name, name);
    });
    return found == fields.end() ? nullptr : &*found;
}

QByteArray fieldValue(const std::vector<FieldLine> &fields, QByteArrayView name)
{
    const FieldLine *field = findField(fields, name);
    if (!field)
        return {};
    return field->value.isNull() ? QByteArray("") : field->value;
}

std::vector<QByteArray> fieldValues(const std::vector<FieldLine> &fields, QByteArrayView name)
{
    std::vector<QByteArray> values;
    for (const FieldLine &field : fields) {
        if (isEqualIgnoringCase(field.name, name))
            values.push_back(field.value);
    }
    return values;
}

std::vector<QByteArray> fieldList(const std::vector<FieldLine> &fields, QByteArrayView name)
{
    std::vector<QByteArray> members;
    for (const FieldLine &field : fields) {
        if (!isEqualIgnoringCase(field.name, name))
            continue;
        for (QByteArray &member : splitOutsideQuotes(field.value, ','))
            members.push_back(std::move(member));
    }
    return members;
}

bool hasToken(const std::vector<FieldLine> &fields, QByteArrayView name, QByteArrayView token)
{
    const std::vector<QByteArray> members = fieldList(fields, name);
    return std::any_of(members.begin(), members.end(), [token](const QByteArray &member) {
        return isEqualIgnoringCase(member, token);
    });
}

std::vector<QByteArray> splitOutsideQuotes(QByteArrayView value, char separator)
{
    std::vector<QByteArray> members;
    qsizetype begin = 0;
    const auto endMember = [&](qsizetype end) {
        const QByteArrayView member = trimBlanks(value.sliced(begin, end - begin));
        if (!member.isEmpty())
            members.push_back(member.toByteArray());
        begin = end + 1;
    };
    bool mayQuote = true; // A quote that is never closed is a character as any other.
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == separator) {
            endMember(i);
        } else if (value[i] == '"' && mayQuote) {
            const qsizetype close = closingQuote(value, i);
            mayQuote = close >= 0;
            i = mayQuote ? close : i;
        }
    }
    endMember(value.size());
    return members;
}

std::optional<QByteArray> ParameterizedValue::parameter(QByteArrayView name) const
{
    for (const Parameter &parameter : parameters) {
        if (parameter.name == name)
            return parameter.value;
    }
    return std::nullopt;
}

ParameterizedValue parseParameterized(QByteArrayView text)
{
    ParameterizedValue result;
    bool isFirst = !trimBlanks(text).startsWith(';');
    for (const QByteArray &member : splitOutsideQuotes(text, ';')) {
        if (isFirst) {
            result.value = member;
            isFirst = false;
            continue;
        }
        const qsizetype equals = member.indexOf('=');
        const QByteArrayView name
            = QByteArrayView(member).first(equals < 0 ? member.size() : equals);
        Parameter parameter;
        parameter.name = trimBlanks(name).toByteArray().toLower();
        parameter.isPresent = equals >= 0;
        if (parameter.isPresent)
            parameter.value = unquote(trimBlanks(QByteArrayView(member).sliced(equals + 1)));
        result.parameters.push_back(std::move(parameter));
    }
    return result;
}

QByteArray unquote(QByteArrayView text)
{
    if (text.size() < 2 || !text.startsWith('"') || !text.endsWith('"'))
        return text.toByteArray();
    QByteArray plain;
    const QByteArrayView inside = text.sliced(1, text.size() - 2);
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] == '\\' && i + 1 < inside.size())
            ++i;
        plain.append(inside[i]);
    }
    return plain;
}

std::optional<ParameterizedValue> contentType(const std::vector<FieldLine> &fields)
{
    const std::vector<QByteArray> values = fieldValues(fields, "Content-Type");
    if (values.empty())
        return std::nullopt;
    ParameterizedValue type = parseParameterized(values.back());
    if (type.value.isEmpty())
        return std::nullopt;
    type.value = type.value.toLower();
    return type;
}

std::optional<qint64> contentLength(const std::vector<FieldLine> &fields)
{
    const ContentLength length = readContentLength(fields);
    if (length.violations.contains(Violation::ContentLengthMismatch))
        return std::nullopt;
    return length.octets;
}

bool isKeepAlive(const RequestHead &head)
{
    return isPersistent(head.version, head.fields);
}

bool isKeepAlive(const ResponseHead &head)
{
    return isPersistent(head.version, head.fields);
}

bool isUpgrade(const RequestHead &head)
{
    return hasToken(head.fields, "Connection", "upgrade")
        && !fieldList(head.fields, "Upgrade").empty();
}

} // namespace Pushscope::Http1
