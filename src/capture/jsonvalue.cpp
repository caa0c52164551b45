// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonvalue.h"

#include "protocol/jsonscanner.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <map>

namespace Pushscope {

namespace {

/// A number as its significant digits and the power of ten behind the last of them.
struct Decimal {
    bool isNegative = false;
    QByteArray digits; ///< Without zeros at either end; empty for zero.
    qint64 exponent = 0;
    bool operator==(const Decimal &) const = default;
};

qint64 exponentOf(QByteArrayView digits)
{
    // Larger ones only meet their like: they compare equal to each other, which no message does.
    constexpr qint64 Largest = 1'000'000'000'000'000;
    const bool isNegative = digits.startsWith('-');
    qint64 exponent = 0;
    for (char octet : digits) {
        if (octet != '-' && octet != '+')
            exponent = std::min(exponent * 10 + (octet - '0'), Largest);
    }
    return isNegative ? -exponent : exponent;
}

Decimal decimalOf(QByteArrayView number)
{
    Decimal decimal;
    decimal.isNegative = number.startsWith('-');
    const auto *exponentAt = std::find_if(number.begin(), number.end(),
                                          [](char octet) { return octet == 'e' || octet == 'E'; });
    if (exponentAt != number.end())
        decimal.exponent = exponentOf(QByteArrayView(exponentAt + 1, number.end()));
    bool isFraction = false;
    for (const char *at = number.begin() + (decimal.isNegative ? 1 : 0); at != exponentAt; ++at) {
        if (*at == '.') {
            isFraction = true;
            continue;
        }
        decimal.digits += *at;
        decimal.exponent -= isFraction ? 1 : 0;
    }
    while (decimal.digits.endsWith('0')) {
        decimal.digits.chop(1);
        ++decimal.exponent;
    }
    const auto isZero = [](char octet) { return octet == '0'; };
    const auto *first = std::find_if_not(decimal.digits.cbegin(), decimal.digits.cend(), isZero);
    decimal.digits.remove(0, first - decimal.digits.cbegin());
    return decimal.digits.isEmpty() ? Decimal{} : decimal;
}

/// The UTF-16 unit that the four hexadecimal digits at @p at say.
char16_t unitAt(QByteArrayView octets, qsizetype at)
{
    return static_cast<char16_t>(octets.sliced(at, 4).toUShort(nullptr, 16));
}

char plainOf(char escape)
{
    switch (escape) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return escape;
    }
}

/// Appends what the \u escape at @p at says, or two of them; returns where the next octet is.
qsizetype appendUnicode(QByteArray &to, QByteArrayView octets, qsizetype at)
{
    constexpr qsizetype Length = 6; // \uXXXX
    const char16_t unit = unitAt(octets, at + 2);
    if (!QChar::isSurrogate(unit)) {
        to += QString(QChar(unit)).toUtf8();
        return at + Length;
    }
    const qsizetype next = at + Length;
    const bool hasNext = next + Length <= octets.size() && octets.sliced(next).startsWith("\\u");
    const char16_t low = hasNext ? unitAt(octets, next + 2) : u'\0';
    if (QChar::isHighSurrogate(unit) && QChar::isLowSurrogate(low)) {
        const QChar pair[] = { QChar(unit), QChar(low) };
        to += QString(pair, 2).toUtf8();
        return next + Length;
    }
    to += "\xEF\xBF\xBD"; // U+FFFD
    return next;
}

std::map<QByteArray, QByteArrayView> lastMembers(QByteArrayView object)
{
    std::map<QByteArray, QByteArrayView> last;
    if (const auto members = jsonMembers(object)) {
        for (const auto &[key, value] : *members)
            last[key] = value;
    }
    return last;
}

QByteArray unescapedToken(QByteArrayView token)
{
    // "first transforming any occurrence of the sequence '~1' to '/', and then … '~0' to '~'"
    // (RFC 6901 §4).
    return token.toByteArray().replace("~1", "/").replace("~0", "~");
}

/// What a token `-` names.
enum class Dash { Nothing, LastElement };

std::optional<QByteArrayView> elementAt(QByteArrayView array, QByteArrayView token, Dash dash)
{
    if (token == "-" && dash == Dash::LastElement) {
        const auto elements = jsonElements(array);
        return elements && !elements->empty() ? std::optional(elements->back()) : std::nullopt;
    }
    // "array-index = %x30 / ( %x31-39 *(%x30-39) )": no leading zeros; `-` names no element.
    if (token.isEmpty() || (token.size() > 1 && token.front() == '0'))
        return std::nullopt;
    const bool isIndex = std::all_of(token.begin(), token.end(),
                                     [](char octet) { return octet >= '0' && octet <= '9'; });
    bool isNumber = false;
    const qulonglong index = token.toULongLong(&isNumber);
    if (!isIndex || !isNumber)
        return std::nullopt;
    const auto elements = jsonElements(array);
    if (!elements || index >= elements->size())
        return std::nullopt;
    return (*elements)[index];
}

bool isSameScalar(QByteArrayView one, QByteArrayView other)
{
    const bool isNumber = one.front() == '-' || (one.front() >= '0' && one.front() <= '9');
    const bool isOtherNumber
        = other.front() == '-' || (other.front() >= '0' && other.front() <= '9');
    if (isNumber && isOtherNumber)
        return decimalOf(one) == decimalOf(other);
    if (one.front() == '"' && other.front() == '"')
        return jsonString(one) == jsonString(other);
    return one == other;
}

/// Recurses at most JsonScanner::MaxDepth deep, since both are valid.
bool isSameValue(QByteArrayView one, QByteArrayView other)
{
    if (one.front() != other.front() && (one.front() == '{' || one.front() == '['))
        return false;
    if (one.front() == '{') {
        const auto members = lastMembers(one);
        const auto others = lastMembers(other);
        return std::equal(members.begin(), members.end(), others.begin(), others.end(),
                          [](const auto &a, const auto &b) {
                              return a.first == b.first && isSameValue(a.second, b.second);
                          });
    }
    if (one.front() == '[') {
        const auto elements = jsonElements(one);
        const auto others = jsonElements(other);
        return std::equal(elements->begin(), elements->end(), others->begin(), others->end(),
                          isSameValue);
    }
    return isSameScalar(one, other);
}

QByteArrayView slice(QByteArrayView octets, ByteRange range)
{
    return octets.sliced(range.begin, range.size());
}

std::optional<QByteArrayView> valueAt(QByteArrayView json, QByteArrayView pointer, Dash dash)
{
    const std::optional<ByteRange> range = findJsonValue(json);
    if (!range || !isJsonPointer(pointer))
        return std::nullopt;
    QByteArrayView value = slice(json, *range);
    while (!pointer.isEmpty()) {
        qsizetype end = pointer.indexOf('/', 1);
        end = end < 0 ? pointer.size() : end;
        const QByteArray token = unescapedToken(pointer.sliced(1, end - 1));
        pointer = pointer.sliced(end);
        if (value.front() == '[') {
            const std::optional<QByteArrayView> element = elementAt(value, token, dash);
            if (!element)
                return std::nullopt;
            value = *element;
            continue;
        }
        const auto members = lastMembers(value);
        const auto member = members.find(token);
        if (member == members.end())
            return std::nullopt;
        value = member->second;
    }
    return value;
}

} // namespace

std::optional<ByteRange> findJsonValue(QByteArrayView octets)
{
    JsonScanner scanner(octets);
    scanner.skipBlanks();
    const qsizetype begin = scanner.offset();
    if (!scanner.skipValue())
        return std::nullopt;
    const qsizetype end = scanner.offset();
    scanner.skipBlanks();
    if (!scanner.isAtEnd())
        return std::nullopt;
    return ByteRange{ begin, end };
}

bool isValidJson(QByteArrayView octets)
{
    return findJsonValue(octets).has_value();
}

QByteArray jsonOnOneLine(QByteArrayView json)
{
    QByteArray line;
    line.reserve(json.size());
    std::copy_if(json.begin(), json.end(), std::back_inserter(line),
                 [](char octet) { return octet != '\n' && octet != '\r'; });
    return line;
}

std::optional<QByteArray> jsonString(QByteArrayView json)
{
    JsonScanner scanner(json);
    if (!scanner.skipString() || !scanner.isAtEnd())
        return std::nullopt;
    const QByteArrayView octets = json.sliced(1, json.size() - 2);
    QByteArray text;
    text.reserve(octets.size());
    for (qsizetype at = 0; at < octets.size();) {
        if (octets[at] != '\\') {
            text += octets[at++];
        } else if (octets[at + 1] == 'u') {
            at = appendUnicode(text, octets, at);
        } else {
            text += plainOf(octets[at + 1]);
            at += 2;
        }
    }
    return text;
}

std::optional<std::vector<std::pair<QByteArray, QByteArrayView>>> jsonMembers(QByteArrayView json)
{
    JsonScanner scanner(json);
    scanner.skipBlanks();
    if (!scanner.take('{'))
        return std::nullopt;
    std::vector<std::pair<QByteArray, QByteArrayView>> members;
    scanner.skipBlanks();
    QByteArrayView key;
    while (scanner.skipKey(key)) {
        const qsizetype begin = scanner.offset();
        if (!scanner.skipValue())
            return std::nullopt;
        members.emplace_back(*jsonString(key), scanner.from(begin));
        scanner.skipBlanks();
        scanner.take(',');
        scanner.skipBlanks();
    }
    return members;
}

std::optional<std::vector<QByteArrayView>> jsonElements(QByteArrayView json)
{
    JsonScanner scanner(json);
    scanner.skipBlanks();
    if (!scanner.take('['))
        return std::nullopt;
    std::vector<QByteArrayView> elements;
    scanner.skipBlanks();
    while (!scanner.isAtEnd() && scanner.peek() != ']') {
        const qsizetype begin = scanner.offset();
        if (!scanner.skipValue())
            return std::nullopt;
        elements.push_back(scanner.from(begin));
        scanner.skipBlanks();
        scanner.take(',');
        scanner.skipBlanks();
    }
    return elements;
}

bool isJsonPointer(QByteArrayView pointer)
{
    if (!pointer.isEmpty() && pointer.front() != '/')
        return false;
    for (qsizetype at = pointer.indexOf('~'); at >= 0; at = pointer.indexOf('~', at + 1)) {
        if (at + 1 == pointer.size() || (pointer[at + 1] != '0' && pointer[at + 1] != '1'))
            return false;
    }
    return pointer.isValidUtf8();
}

std::optional<QByteArrayView> jsonAt(QByteArrayView json, QByteArrayView pointer)
{
    return valueAt(json, pointer, Dash::Nothing);
}

std::optional<QByteArrayView> jsonAtLast(QByteArrayView json, QByteArrayView pointer)
{
    return valueAt(json, pointer, Dash::LastElement);
}

bool isSameJson(QByteArrayView one, QByteArrayView other)
{
    const std::optional<ByteRange> range = findJsonValue(one);
    const std::optional<ByteRange> otherRange = findJsonValue(other);
    return range && otherRange && isSameValue(slice(one, *range), slice(other, *otherRange));
}

} // namespace Pushscope
