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
    // What has no version is HTTP/0.9, which never kept a connection.
    if (version.isEmpty() || version == "HTTP/1.0" || version == "HTTP/0.9")
        return hasToken(fields, "Connection", "keep-alive");
    return true;
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
    const auto add = [&members](QByteArrayView member) {
        if (const QByteArrayView trimmed = trimBlanks(member); !trimmed.isEmpty())
            members.push_back(trimmed.toByteArray());
    };
    qsizetype begin = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == '"') {
            isQuoted = !isQuoted;
        } else if (isQuoted && value[i] == '\\') {
            ++i; // A quoted-pair: what follows ends nothing.
        } else if (!isQuoted && value[i] == separator) {
            add(value.sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    add(value.sliced(begin));
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
