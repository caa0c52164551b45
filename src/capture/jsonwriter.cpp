// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonwriter.h"

#include <QByteArray>

#include <array>
#include <charconv>

namespace Pushscope {

namespace {

constexpr char HexDigits[] = "0123456789abcdef";

void appendEscaped(QByteArray &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += HexDigits[(static_cast<uchar>(c) >> 4) & 0x0F];
        out += HexDigits[static_cast<uchar>(c) & 0x0F];
    }
}

bool needsEscape(char c)
{
    return static_cast<uchar>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

} // namespace

bool isValidUtf8(QByteArrayView octets)
{
    return octets.isValidUtf8();
}

void appendJsonString(QByteArray &out, QByteArrayView octets)
{
    out += '"';
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < octets.size(); ++i) {
        if (!needsEscape(octets[i]))
            continue;
        out += octets.sliced(plainFrom, i - plainFrom);
        appendEscaped(out, octets[i]);
        plainFrom = i + 1;
    }
    out += octets.sliced(plainFrom);
    out += '"';
}

void appendJsonStringOrBase64(QByteArray &out, QByteArrayView octets)
{
    if (isValidUtf8(octets)) {
        appendJsonString(out, octets);
        return;
    }
    out += "{\"base64\":\"";
    out += QByteArray::fromRawData(octets.data(), octets.size()).toBase64();
    out += "\"}";
}

JsonWriter::JsonWriter(QByteArray &out)
    : m_out(out)
{
    m_out += '{';
    m_closers += '}';
}

void JsonWriter::finish()
{
    while (!m_closers.isEmpty())
        end();
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_out += ',';
    m_needsComma = true;
}

void JsonWriter::key(QByteArrayView key)
{
    separate();
    m_out += '"';
    m_out += key;
    m_out += "\":";
}

void JsonWriter::integer(QByteArrayView name, qint64 value)
{
    key(name);
    std::array<char, 24> digits {}; // A qint64 has at most 20 characters.
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    m_out.append(digits.data(), result.ptr - digits.data());
}

void JsonWriter::boolean(QByteArrayView name, bool value)
{
    key(name);
    m_out += value ? "true" : "false";
}

void JsonWriter::string(QByteArrayView name, QByteArrayView octets)
{
    key(name);
    appendJsonStringOrBase64(m_out, octets);
}

void JsonWriter::octets(QByteArrayView octets)
{
    const bool isText = isValidUtf8(octets);
    key(isText ? "text" : "base64");
    if (isText) {
        appendJsonString(m_out, octets);
        return;
    }
    m_out += '"';
    m_out += QByteArray::fromRawData(octets.data(), octets.size()).toBase64();
    m_out += '"';
}

void JsonWriter::verbatim(QByteArrayView name, QByteArrayView json)
{
    key(name);
    m_out += json;
}

void JsonWriter::membersOf(QByteArrayView object)
{
    if (object.size() <= 2)
        return; // Empty, or `{}`.
    separate();
    m_out += object.sliced(1, object.size() - 2);
}

void JsonWriter::beginArray(QByteArrayView name)
{
    key(name);
    m_out += '[';
    m_closers += ']';
    m_needsComma = false;
}

void JsonWriter::beginObject(QByteArrayView name)
{
    key(name);
    m_out += '{';
    m_closers += '}';
    m_needsComma = false;
}

void JsonWriter::beginElementArray()
{
    separate();
    m_out += '[';
    m_closers += ']';
    m_needsComma = false;
}

void JsonWriter::elementsVerbatim(QByteArrayView json)
{
    if (json.isEmpty())
        return;
    separate();
    m_out += json;
}

void JsonWriter::end()
{
    m_out += m_closers.back();
    m_closers.chop(1);
    m_needsComma = true;
}

void JsonWriter::element(QByteArrayView string)
{
    separate();
    appendJsonStringOrBase64(m_out, string);
}

void JsonWriter::element(qint64 value)
{
    separate();
    m_out += QByteArray::number(value);
}

} // namespace Pushscope
