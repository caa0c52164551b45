// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/multipart/multipartparser.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QCryptographicHash>

namespace Pushscope::Multipart {

/// How the tests write values down, a line each:
///
///     part by boundary | Content-Type=text/plain | body=hello ! bare-lf
///     close
///     preamble 12 octets ! missing-boundary
///
/// Octets outside printable ASCII, and `\` and `|`, are \xNN; CR is \r and LF is \n. Of a long
/// body, its size and a digest.

inline QByteArray escaped(QByteArrayView octets)
{
    constexpr qsizetype Long = 100;
    if (octets.size() > Long) {
        const QByteArray digest
            = QCryptographicHash::hash(octets.toByteArray(), QCryptographicHash::Md5).toHex();
        return QByteArray::number(octets.size()) + " octets " + digest.first(8);
    }
    QByteArray text;
    for (char octet : octets) {
        if (octet == '\n')
            text += "\\n";
        else if (octet == '\r')
            text += "\\r";
        else if (octet < ' ' || octet > '~' || octet == '\\' || octet == '|')
            text += "\\x" + QByteArray(1, octet).toHex();
        else
            text += octet;
    }
    return text;
}

inline QByteArray violationsText(ViolationSet violations)
{
    QByteArray text;
    for (Violation violation : violations.toVector())
        text += (text.isEmpty() ? " ! " : " ") + violationName(violation).toByteArray();
    return text;
}

inline QByteArray whereText(Outside::Where where)
{
    switch (where) {
    case Outside::Where::Preamble:
        return "preamble";
    case Outside::Where::Rest:
        return "rest";
    case Outside::Where::Epilogue:
        return "epilogue";
    }
    return {};
}

inline QByteArray logLine(const Part &part)
{
    const QByteArray by = byName(part.by).toByteArray();
    QByteArray line = "part by " + (by.isEmpty() ? QByteArray("nothing") : by);
    for (const Http1::FieldLine &field : part.fields)
        line += " | " + escaped(field.name) + '=' + escaped(field.value);
    return line + " | body=" + escaped(part.body) + violationsText(part.violations);
}

inline QByteArray logLine(const Value &value)
{
    if (const Part *part = std::get_if<Part>(&value))
        return logLine(*part);
    if (const CloseDelimiter *close = std::get_if<CloseDelimiter>(&value))
        return "close" + violationsText(close->violations);
    const Outside &outside = std::get<Outside>(value);
    return whereText(outside.where) + ' ' + QByteArray::number(outside.range.size()) + " octets"
        + violationsText(outside.violations);
}

/// Everything @p parser gives now.
inline void drain(MultipartParser &parser, QByteArrayList &log)
{
    while (const std::optional<Value> value = parser.next())
        log += logLine(*value);
}

/// What comes of @p wire, fed in pieces of @p step octets; to its end.
inline QByteArrayList logOf(QByteArrayView wire, qsizetype step, const Boundary &boundary,
                            qint64 maxBody = MultipartParser::DefaultMaxBody)
{
    MultipartParser parser(boundary, maxBody);
    QByteArrayList log;
    for (qsizetype at = 0; at < wire.size(); at += step) {
        parser.feed(wire.sliced(at, qMin(step, wire.size() - at)));
        drain(parser, log);
    }
    parser.finish();
    drain(parser, log);
    return log;
}

/// The first octet of @p wire that its values do not account for as they should: each octet in
/// one value and in order, views showing what they say, parts coming out of their octets again,
/// nothing left but what pendingFrom() says. -1 where all is well.
inline qint64 faultIn(QByteArrayView wire, const Boundary &boundary,
                      qint64 maxBody = MultipartParser::DefaultMaxBody)
{
    MultipartParser parser(boundary, maxBody);
    parser.feed(wire);
    parser.finish();
    qint64 at = 0;
    const auto slice = [&](ByteRange range) { return wire.sliced(range.begin, range.size()); };
    while (const std::optional<Value> value = parser.next()) {
        if (const Outside *outside = std::get_if<Outside>(&*value)) {
            if (outside->range.begin != at || outside->range.isEmpty()
                || outside->octets != slice(outside->range))
                return at;
            at = outside->range.end;
        } else if (const CloseDelimiter *close = std::get_if<CloseDelimiter>(&*value)) {
            if (close->range.begin != at || !slice(close->range).endsWith("--"))
                return at;
            at = close->range.end;
        } else {
            const Part &part = std::get<Part>(*value);
            if (part.delimiter.begin != at || part.delimiter.isEmpty()
                || part.range.begin != part.delimiter.end || part.range.size() < part.body.size()
                || part.knownAt < part.range.end || part.knownAt > wire.size()
                || slice(part.range).last(part.body.size()) != part.body)
                return at;
            const std::optional<Part> again = parsePart(slice(part.range));
            if (again ? again->fields != part.fields || again->body != part.body
                      : !part.range.isEmpty())
                return at;
            at = part.range.end;
        }
    }
    return parser.pendingFrom() == at && parser.offset() == wire.size() ? -1 : at;
}

} // namespace Pushscope::Multipart
