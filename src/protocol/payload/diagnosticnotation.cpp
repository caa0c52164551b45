// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/diagnosticnotation.h"

#include "protocol/payload/cbor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace Pushscope::Payload {

namespace {

constexpr qsizetype NoLimit = std::numeric_limits<qsizetype>::max();
/// A bignum with more octets is written as its octets: to find its decimal digits takes time that
/// grows with the square of them.
constexpr qsizetype MostBignumOctets = 256;

/// 16 bits as IEEE 754 has them: RFC 8949 Appendix D.
double halfValue(quint16 half)
{
    const int exponent = (half >> 10) & 0x1f;
    const int mantissa = half & 0x3ff;
    double value = 0;
    if (exponent == 0)
        value = std::ldexp(mantissa, -24);
    else if (exponent != 31)
        value = std::ldexp(mantissa + 1024, exponent - 25);
    else
        value = mantissa == 0 ? std::numeric_limits<double>::infinity()
                              : std::numeric_limits<double>::quiet_NaN();
    return half & 0x8000 ? -value : value;
}

/// The shortest digits that give @p value back, set as ECMAScript sets them, with a `.0` where it
/// would have no point.
QByteArray floatText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::scientific)
                         .ptr;
    QByteArray digits(buffer.data(), end - buffer.data());
    const bool isNegative = digits.startsWith('-');
    if (isNegative)
        digits.remove(0, 1);
    const qsizetype e = digits.indexOf('e');
    const int exponent = digits.sliced(e + 1).toInt();
    digits = digits.first(e).replace(".", "");
    QByteArray text;
    if (exponent >= 0 && exponent < 21) {
        const qsizetype whole = exponent + 1;
        text = digits.leftJustified(whole, '0').first(whole) + '.'
            + (digits.size() > whole ? digits.sliced(whole) : QByteArray("0"));
    } else if (exponent < 0 && exponent > -7) {
        text = "0." + QByteArray(-exponent - 1, '0') + digits;
    } else {
        text = digits.first(1) + '.' + (digits.size() > 1 ? digits.sliced(1) : QByteArray("0"))
            + (exponent < 0 ? "e-" : "e+") + QByteArray::number(std::abs(exponent));
    }
    return isNegative ? QByteArray('-' + text) : text;
}

QByteArray negativeText(quint64 number)
{
    if (number == std::numeric_limits<quint64>::max())
        return "-18446744073709551616";
    return '-' + QByteArray::number(number + 1);
}

QByteArray binaryText(QByteArrayView octets, qsizetype limit)
{
    const bool isCut = octets.size() > limit / 2;
    return "h'" + octets.first(isCut ? limit / 2 : octets.size()).toByteArray().toHex()
        + (isCut ? "…'" : "'");
}

/// As a JSON string (RFC 8259 §7); what is not UTF-8 stays as it is.
QByteArray quoted(QByteArrayView text, qsizetype limit)
{
    const bool isCut = text.size() > limit;
    QByteArray result = "\"";
    for (char octet : isCut ? text.first(limit) : text) {
        const auto value = static_cast<quint8>(octet);
        if (octet == '"' || octet == '\\')
            result += '\\';
        if (octet == '\n')
            result += "\\n";
        else if (octet == '\r')
            result += "\\r";
        else if (octet == '\t')
            result += "\\t";
        else if (value < 0x20 || value == 0x7f)
            result += "\\u" + QByteArray::number(value, 16).rightJustified(4, '0');
        else
            result += octet;
    }
    return result + (isCut ? "…\"" : "\"");
}

/// @p octets, most significant first, plus @p addend, in decimal.
QByteArray decimal(const QByteArray &octets, int addend)
{
    QByteArray digits = "0"; // Least significant first.
    const auto multiplyAndAdd = [&digits](int factor, int carry) {
        for (char &digit : digits) {
            const int value = (digit - '0') * factor + carry;
            digit = static_cast<char>('0' + value % 10);
            carry = value / 10;
        }
        for (; carry > 0; carry /= 10)
            digits += static_cast<char>('0' + carry % 10);
    };
    for (char octet : octets)
        multiplyAndAdd(256, static_cast<quint8>(octet));
    multiplyAndAdd(1, addend);
    std::ranges::reverse(digits);
    return digits;
}

/// §3.4.3; empty where @p index is none that is written as a number.
QByteArray bignumText(const Document &document, QByteArrayView octets, std::size_t index)
{
    const Item &tag = document.items[index];
    const bool isNegative = tag.number == CborTag::NegativeBignum;
    if (tag.type != ItemType::Tag || (!isNegative && tag.number != CborTag::Bignum)
        || index + 1 >= document.items.size() || tag.next <= static_cast<int>(index) + 1
        || document.items[index + 1].type != ItemType::Binary)
        return {};
    const QByteArray content = stringContent(document, octets, index + 1);
    if (content.size() > MostBignumOctets)
        return {};
    return isNegative ? QByteArray('-' + decimal(content, 1)) : decimal(content, 0);
}

QByteArray extensionText(const Item &item, QByteArrayView octets, qsizetype limit)
{
    const auto type = static_cast<qint8>(static_cast<quint8>(item.number));
    return "ext(" + QByteArray::number(type) + ", "
        + binaryText(octets.sliced(item.content.begin, item.content.size()), limit) + ')';
}

QByteArray beginOf(const Item &item)
{
    switch (item.type) {
    case ItemType::Array:
        return item.isIndefinite ? "[_ " : "[";
    case ItemType::Map:
        return item.isIndefinite ? "{_ " : "{";
    case ItemType::Tag:
        return QByteArray::number(item.number) + '(';
    default:
        return "(_ ";
    }
}

const char *endOf(const Item &item)
{
    return item.type == ItemType::Array ? "]" : item.type == ItemType::Map ? "}" : ")";
}

bool hasItemsInside(const Item &item)
{
    return item.isIndefinite || item.type == ItemType::Array || item.type == ItemType::Map
        || item.type == ItemType::Tag;
}

QByteArray scalarText(const Item &item, const QByteArray &content, QByteArrayView octets,
                      qsizetype limit)
{
    switch (item.type) {
    case ItemType::Nil:
        return "null";
    case ItemType::Undefined:
        return "undefined";
    case ItemType::Boolean:
        return item.number != 0 ? "true" : "false";
    case ItemType::Integer:
        return QByteArray::number(item.number);
    case ItemType::Negative:
        return negativeText(item.number);
    case ItemType::Float:
        return floatText(floatValue(item));
    case ItemType::Text:
        return quoted(content, limit);
    case ItemType::Binary:
        return binaryText(content, limit);
    case ItemType::Extension:
        return extensionText(item, octets, limit);
    case ItemType::Simple:
        return "simple(" + QByteArray::number(item.number) + ')';
    default:
        return beginOf(item);
    }
}

/// Writes @p index with all that is inside; nothing recurses.
class NotationWriter
{
public:
    NotationWriter(const Document &document, QByteArrayView octets)
        : m_document(document)
        , m_octets(octets)
    {
    }

    QByteArray write()
    {
        std::vector<Open> open;
        std::size_t index = 0;
        while (index < m_document.items.size() || !open.empty()) {
            if (!open.empty() && static_cast<int>(index) >= open.back().next) {
                m_text += open.back().end;
                open.pop_back();
                continue;
            }
            separate(open.empty() ? m_top : open.back());
            index = writeItem(index, open);
        }
        return m_text;
    }

private:
    struct Open {
        int next = 0;
        const char *end = "";
        int count = 0;
        bool isMap = false;
    };

    void separate(Open &open)
    {
        if (open.count > 0)
            m_text += open.isMap && open.count % 2 != 0 ? ": " : ", ";
        ++open.count;
    }

    std::size_t writeItem(std::size_t index, std::vector<Open> &open)
    {
        const Item &item = m_document.items[index];
        const QByteArray bignum = bignumText(m_document, m_octets, index);
        if (!bignum.isEmpty()) {
            m_text += bignum;
            return static_cast<std::size_t>(item.next);
        }
        if (!hasItemsInside(item)) {
            m_text += itemNotation(m_document, m_octets, index, NoLimit);
            return index + 1;
        }
        m_text += beginOf(item);
        open.push_back({ item.next, endOf(item), 0, item.type == ItemType::Map });
        return index + 1;
    }

    const Document &m_document;
    QByteArrayView m_octets;
    QByteArray m_text;
    Open m_top;
};

} // namespace

double floatValue(const Item &item)
{
    if (item.width == 2)
        return halfValue(static_cast<quint16>(item.number));
    if (item.width == 4)
        return static_cast<double>(std::bit_cast<float>(static_cast<quint32>(item.number)));
    return std::bit_cast<double>(item.number);
}

QByteArray stringContent(const Document &document, QByteArrayView octets, std::size_t index)
{
    const Item &item = document.items[index];
    if (!item.isIndefinite)
        return octets.sliced(item.content.begin, item.content.size()).toByteArray();
    QByteArray joined;
    for (std::size_t i = index + 1; i < static_cast<std::size_t>(item.next); ++i) {
        const ByteRange chunk = document.items[i].content;
        joined.append(octets.sliced(chunk.begin, chunk.size()));
    }
    return joined;
}

QByteArray itemNotation(const Document &document, QByteArrayView octets, std::size_t index,
                        qsizetype limit)
{
    const Item &item = document.items[index];
    const QByteArray bignum = bignumText(document, octets, index);
    if (!bignum.isEmpty())
        return bignum;
    const bool isString = item.type == ItemType::Text || item.type == ItemType::Binary;
    return scalarText(item, isString ? stringContent(document, octets, index) : QByteArray(),
                      octets, limit);
}

QByteArray diagnosticNotation(const Document &document, QByteArrayView octets)
{
    return NotationWriter(document, octets).write();
}

} // namespace Pushscope::Payload
