// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/composition.h"

#include "protocol/jsonscanner.h"

#include <QRegularExpression>

#include <algorithm>
#include <cctype>

namespace Pushscope {

std::optional<QByteArray> octetsFromHex(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("\\b0[xX]|[\\s,]+"));
    QString digits = text;
    digits.replace(separators, QStringLiteral(" "));
    QByteArray octets;
    for (const QString &group : digits.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const bool isHex = std::all_of(group.begin(), group.end(), [](QChar c) {
            return c.unicode() < 128 && std::isxdigit(static_cast<unsigned char>(c.toLatin1()));
        });
        if (!isHex || group.size() % 2 != 0)
            return std::nullopt;
        octets += QByteArray::fromHex(group.toLatin1());
    }
    return octets;
}

std::optional<int> jsonProblem(const QString &text)
{
    const QByteArray octets = text.toUtf8();
    JsonScanner scanner(octets);
    scanner.skipBlanks();
    if (scanner.skipValue()) {
        scanner.skipBlanks();
        if (scanner.isAtEnd())
            return std::nullopt;
    }
    return static_cast<int>(QString::fromUtf8(octets.first(scanner.offset())).size());
}

std::optional<int> jsonListProblem(const QString &text)
{
    const QByteArray octets = text.toUtf8();
    JsonScanner scanner(octets);
    scanner.skipBlanks();
    if (scanner.isAtEnd())
        return std::nullopt;
    while (scanner.skipValue()) {
        scanner.skipBlanks();
        if (scanner.isAtEnd())
            return std::nullopt;
        if (!scanner.take(','))
            break;
        scanner.skipBlanks();
    }
    return static_cast<int>(QString::fromUtf8(octets.first(scanner.offset())).size());
}

std::optional<QByteArray> octetsFromBase64(const QString &text)
{
    QByteArray digits;
    for (const QChar c : text) {
        if (!c.isSpace())
            digits += c.unicode() < 128 ? c.toLatin1() : '?';
    }
    digits.replace('-', '+').replace('_', '/');
    while (digits.endsWith('='))
        digits.chop(1);
    if (digits.size() % 4 == 1)
        return std::nullopt;
    auto decoded = QByteArray::fromBase64Encoding(
        digits, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    return *decoded;
}

TextPlace placeIn(const QString &text, int offset)
{
    TextPlace place;
    for (qsizetype i = 0; i < std::min<qsizetype>(offset, text.size()); ++i) {
        if (text[i] == QLatin1Char('\n'))
            place = { place.line + 1, 1 };
        else if (!text[i].isLowSurrogate())
            ++place.column;
    }
    return place;
}

namespace {

/// Lays valid JSON out anew, token by token.
class JsonLayout
{
public:
    explicit JsonLayout(bool isIndented)
        : m_isIndented(isIndented)
    {
    }

    QByteArray laidOut(QByteArrayView json)
    {
        qsizetype at = 0;
        while (at < json.size()) {
            const char c = json[at];
            if (c == '"') {
                const qsizetype end = endOfString(json, at);
                m_out += json.sliced(at, end - at);
                at = end;
                continue;
            }
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
                put(c, next(json, at + 1));
            ++at;
        }
        return m_out;
    }

private:
    static qsizetype endOfString(QByteArrayView json, qsizetype at)
    {
        for (++at; at < json.size() && json[at] != '"'; ++at)
            at += json[at] == '\\' ? 1 : 0;
        return std::min(at + 1, json.size());
    }
    static char next(QByteArrayView json, qsizetype at)
    {
        while (at < json.size() && QByteArrayView(" \t\r\n").contains(json[at]))
            ++at;
        return at < json.size() ? json[at] : '\0';
    }
    void breakLine()
    {
        if (m_isIndented)
            m_out += '\n' + QByteArray(m_depth * 2, ' ');
    }
    void put(char c, char following)
    {
        if (c == '{' || c == '[') {
            m_out += c;
            m_isEmpty = following == '}' || following == ']';
            ++m_depth;
            if (!m_isEmpty)
                breakLine();
        } else if (c == '}' || c == ']') {
            --m_depth;
            if (!m_isEmpty)
                breakLine();
            m_isEmpty = false;
            m_out += c;
        } else if (c == ',') {
            m_out += c;
            breakLine();
        } else if (c == ':' && m_isIndented) {
            m_out += ": ";
        } else {
            m_out += c;
        }
    }

    bool m_isIndented;
    bool m_isEmpty = false; ///< What was opened last.
    qsizetype m_depth = 0;
    QByteArray m_out;
};

} // namespace

QByteArray jsonIndented(QByteArrayView json)
{
    return JsonLayout(true).laidOut(json);
}

QByteArray jsonMinified(QByteArrayView json)
{
    return JsonLayout(false).laidOut(json);
}

} // namespace Pushscope
