// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/jsonscanner.h"

namespace Pushscope {

namespace {

bool isDigit(char octet)
{
    return octet >= '0' && octet <= '9';
}

bool isHexDigit(char octet)
{
    return isDigit(octet) || (octet >= 'a' && octet <= 'f') || (octet >= 'A' && octet <= 'F');
}

} // namespace

void JsonScanner::skipBlanks()
{
    // "ws = *( %x20 / %x09 / %x0A / %x0D )" (§2).
    while (!isAtEnd()) {
        const char octet = m_octets[m_offset];
        if (octet != ' ' && octet != '\t' && octet != '\n' && octet != '\r')
            return;
        ++m_offset;
    }
}

bool JsonScanner::take(char octet)
{
    if (isAtEnd() || m_octets[m_offset] != octet)
        return false;
    ++m_offset;
    return true;
}

bool JsonScanner::skipValue()
{
    m_closers.clear();
    for (;;) {
        bool hasElement = false;
        if (peek() == '{') {
            if (!open('}', hasElement))
                return false;
        } else if (peek() == '[') {
            if (!open(']', hasElement))
                return false;
        } else if (!skipScalar()) {
            return false;
        }
        if (hasElement)
            continue;
        bool isDone = false;
        if (!finishValue(isDone))
            return false;
        if (isDone)
            return true;
    }
}

bool JsonScanner::open(char closer, bool &hasElement)
{
    if (static_cast<qsizetype>(m_closers.size()) == MaxDepth)
        return false;
    ++m_offset;
    skipBlanks();
    hasElement = !take(closer);
    if (!hasElement)
        return true;
    m_closers.push_back(closer);
    QByteArrayView key;
    return closer == ']' || skipKey(key);
}

bool JsonScanner::finishValue(bool &isDone)
{
    while (!m_closers.empty()) {
        skipBlanks();
        if (take(m_closers.back())) {
            m_closers.pop_back();
            continue;
        }
        if (!take(','))
            return false;
        skipBlanks();
        QByteArrayView key;
        return m_closers.back() == ']' || skipKey(key);
    }
    isDone = true;
    return true;
}

bool JsonScanner::skipKey(QByteArrayView &key)
{
    const qsizetype begin = m_offset;
    if (!skipString())
        return false;
    key = from(begin);
    skipBlanks();
    if (!take(':'))
        return false;
    skipBlanks();
    return true;
}

bool JsonScanner::skipScalar()
{
    switch (peek()) {
    case '"':
        return skipString();
    case 't':
        return skipLiteral("true");
    case 'f':
        return skipLiteral("false");
    case 'n':
        return skipLiteral("null");
    default:
        return skipNumber();
    }
}

bool JsonScanner::skipLiteral(QByteArrayView literal)
{
    if (!m_octets.sliced(m_offset).startsWith(literal))
        return false;
    m_offset += literal.size();
    return true;
}

bool JsonScanner::skipDigits()
{
    const qsizetype begin = m_offset;
    while (isDigit(peek()))
        ++m_offset;
    return m_offset > begin;
}

bool JsonScanner::skipNumber()
{
    // "number = [ minus ] int [ frac ] [ exp ]", "int = zero / ( digit1-9 *DIGIT )" (§6).
    take('-');
    if (!take('0') && !skipDigits())
        return false;
    if (take('.') && !skipDigits())
        return false;
    if (!take('e') && !take('E'))
        return true;
    if (!take('+'))
        take('-');
    return skipDigits();
}

bool JsonScanner::skipString()
{
    if (!take('"'))
        return false;
    const qsizetype begin = m_offset;
    while (!isAtEnd()) {
        const char octet = m_octets[m_offset];
        if (octet == '"') {
            const bool isUtf8 = from(begin).isValidUtf8();
            ++m_offset;
            return isUtf8;
        }
        if (octet == '\\') {
            if (!skipEscape())
                return false;
            continue;
        }
        // "unescaped = %x20-21 / %x23-5B / %x5D-10FFFF" (§7).
        if (static_cast<uchar>(octet) < 0x20)
            return false;
        ++m_offset;
    }
    return false;
}

bool JsonScanner::skipEscape()
{
    ++m_offset;
    if (take('u')) {
        for (int i = 0; i < 4; ++i) {
            if (!isHexDigit(peek()))
                return false;
            ++m_offset;
        }
        return true;
    }
    if (isAtEnd() || !QByteArrayView("\"\\/bfnrt").contains(peek()))
        return false;
    ++m_offset;
    return true;
}

} // namespace Pushscope
