// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/stringliteral.h"

namespace Pushscope::Script {

namespace {

constexpr char32_t LastCodePoint = 0x10FFFF;

int hexDigit(char16_t unit)
{
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0';
    if (unit >= u'a' && unit <= u'f')
        return unit - u'a' + 10;
    return unit >= u'A' && unit <= u'F' ? unit - u'A' + 10 : -1;
}

bool isOctalDigit(char16_t unit)
{
    return unit >= u'0' && unit <= u'7';
}

/// Steps through a literal's content from escape to escape.
class Decoder
{
public:
    Decoder(QStringView content, bool isTemplate)
        : m_content(content)
        , m_isTemplate(isTemplate)
    {
    }

    [[nodiscard]] std::optional<QString> decode()
    {
        while (m_at < m_content.size()) {
            const char16_t unit = take();
            if (unit == u'\\') {
                if (!takeEscape())
                    return std::nullopt;
            } else if (unit == u'\r' && m_isTemplate) {
                // "The TV of LineTerminatorSequence :: <CR><LF> is the code unit 0x000A": and of
                // a CR alone.
                skip(u'\n');
                m_string += u'\n';
            } else {
                m_string += QChar(unit);
            }
        }
        return std::move(m_string);
    }

private:
    [[nodiscard]] char16_t peek() const
    {
        return m_at < m_content.size() ? m_content[m_at].unicode() : u'\0';
    }
    char16_t take() { return m_content[m_at++].unicode(); }
    void skip(char16_t unit)
    {
        if (m_at < m_content.size() && peek() == unit)
            ++m_at;
    }

    [[nodiscard]] bool takeEscape()
    {
        if (m_at == m_content.size())
            return false;
        const char16_t unit = take();
        // Table 37: "single escape sequences" and what they say.
        const qsizetype single = QStringView(u"btnvfr").indexOf(unit);
        if (single >= 0) {
            m_string += QStringView(u"\b\t\n\v\f\r")[single];
            return true;
        }
        switch (unit) {
        case u'x':
            return takeHex(2);
        case u'u':
            return takeUnicode();
        case u'\r':
            skip(u'\n');
            return true;
        case u'\n':
        case u'\u2028':
        case u'\u2029':
            return true; // A line continuation says nothing.
        default:
            break;
        }
        if (isOctalDigit(unit))
            return takeOctal(unit);
        if (m_isTemplate && (unit == u'8' || unit == u'9'))
            return false;
        m_string += QChar(unit);
        return true;
    }

    [[nodiscard]] bool takeHex(int digits)
    {
        char16_t value = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = hexDigit(peek());
            if (digit < 0)
                return false;
            ++m_at;
            value = static_cast<char16_t>(value * 16 + digit);
        }
        m_string += QChar(value);
        return true;
    }

    [[nodiscard]] bool takeUnicode()
    {
        if (peek() != u'{')
            return takeHex(4);
        ++m_at;
        char32_t value = 0;
        const qsizetype begin = m_at;
        while (hexDigit(peek()) >= 0 && value <= LastCodePoint)
            value = value * 16 + static_cast<char32_t>(hexDigit(take()));
        if (m_at == begin || value > LastCodePoint || peek() != u'}')
            return false;
        ++m_at;
        m_string += QChar::fromUcs4(value);
        return true;
    }

    /// §B.1.2: up to three digits, and no more than 255.
    [[nodiscard]] bool takeOctal(char16_t first)
    {
        if (m_isTemplate && (first != u'0' || (peek() >= u'0' && peek() <= u'9')))
            return false; // Only "\0" is known to templates.
        int value = first - u'0';
        const int more = first <= u'3' ? 2 : 1;
        for (int i = 0; i < more && isOctalDigit(peek()); ++i)
            value = value * 8 + (take() - u'0');
        m_string += QChar(static_cast<char16_t>(value));
        return true;
    }

    QStringView m_content;
    bool m_isTemplate;
    qsizetype m_at = 0;
    QString m_string;
};

void appendEscape(QByteArray &to, char16_t unit)
{
    constexpr char Digits[] = "0123456789abcdef";
    to += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        to += Digits[(unit >> shift) & 0xF];
}

} // namespace

std::optional<QString> decodeStringLiteral(QByteArrayView literal)
{
    constexpr qsizetype Quotes = 2;
    if (literal.size() < Quotes || !literal.isValidUtf8())
        return std::nullopt;
    const QString content = QString::fromUtf8(literal.sliced(1, literal.size() - Quotes));
    return Decoder(content, literal.front() == '`').decode();
}

std::optional<QByteArray> decodeToUtf8(QByteArrayView literal)
{
    std::optional<QString> string = decodeStringLiteral(literal);
    if (!string)
        return std::nullopt;
    for (qsizetype at = 0; at < string->size(); ++at) {
        if (!string->at(at).isSurrogate())
            continue;
        const bool isPair = string->at(at).isHighSurrogate() && at + 1 < string->size()
            && string->at(at + 1).isLowSurrogate();
        if (isPair)
            ++at;
        else
            (*string)[at] = QChar::ReplacementCharacter;
    }
    return string->toUtf8();
}

bool isJsonString(QByteArrayView literal)
{
    constexpr qsizetype Quotes = 2;
    if (literal.size() < Quotes || literal.front() != '"' || !literal.isValidUtf8())
        return false;
    const qsizetype end = literal.size() - 1;
    for (qsizetype at = 1; at < end; ++at) {
        // "unescaped = %x20-21 / %x23-5B / %x5D-10FFFF".
        if (static_cast<uchar>(literal[at]) < 0x20)
            return false;
        if (literal[at] != '\\')
            continue;
        ++at;
        if (literal[at] != 'u') {
            if (!QByteArrayView("\"\\/bfnrt").contains(literal[at]))
                return false;
            continue;
        }
        constexpr int Digits = 4;
        for (int i = 0; i < Digits; ++i) {
            ++at;
            if (at >= end || hexDigit(static_cast<uchar>(literal[at])) < 0)
                return false;
        }
    }
    return true;
}

void appendAsJson(QByteArray &to, QStringView string)
{
    to += '"';
    for (qsizetype at = 0; at < string.size(); ++at) {
        const char16_t unit = string[at].unicode();
        if (unit == u'"' || unit == u'\\') {
            to += '\\';
            to += static_cast<char>(unit);
        } else if (unit == u'\n') {
            to += "\\n";
        } else if (unit < u' ') {
            appendEscape(to, unit);
        } else if (unit < 0x80) {
            to += static_cast<char>(unit);
        } else if (QChar::isHighSurrogate(unit) && at + 1 < string.size()
                   && string[at + 1].isLowSurrogate()) {
            to += string.sliced(at, 2).toUtf8();
            ++at;
        } else if (QChar::isSurrogate(unit)) {
            appendEscape(to, unit);
        } else {
            to += string.sliced(at, 1).toUtf8();
        }
    }
    to += '"';
}

} // namespace Pushscope::Script
