// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/diagnosticnotation.h"

#include <array>

// The names that the two formats give to the forms of their items.

namespace Pushscope::Payload {

namespace {

/// 0xc0 to 0xdf of the MessagePack specification's overview.
constexpr std::array<QByteArrayView, 32> MessagePackNames{
    "nil",      "(never used)", "false",    "true",      "bin 8",    "bin 16", "bin 32",
    "ext 8",    "ext 16",       "ext 32",   "float 32",  "float 64", "uint 8", "uint 16",
    "uint 32",  "uint 64",      "int 8",    "int 16",    "int 32",   "int 64", "fixext 1",
    "fixext 2", "fixext 4",     "fixext 8", "fixext 16", "str 8",    "str 16", "str 32",
    "array 16", "array 32",     "map 16",   "map 32",
};

QByteArrayView messagePackName(int octet)
{
    if (octet <= 0x7f)
        return "positive fixint";
    if (octet <= 0x8f)
        return "fixmap";
    if (octet <= 0x9f)
        return "fixarray";
    if (octet <= 0xbf)
        return "fixstr";
    if (octet <= 0xdf)
        return MessagePackNames[static_cast<std::size_t>(octet - 0xc0)];
    return "negative fixint";
}

/// RFC 8949 §3.1 and §3.3.
QByteArray cborName(const Item &item)
{
    constexpr std::array<QByteArrayView, 7> Names{
        "unsigned integer", "negative integer", "byte string", "text string", "array", "map", "tag",
    };
    const auto name = [&](std::size_t majorType) {
        const QByteArray own = Names[majorType].toByteArray();
        return item.isIndefinite ? QByteArray("indefinite-length " + own) : own;
    };
    switch (item.type) {
    case ItemType::Integer:
        return name(0);
    case ItemType::Negative:
        return name(1);
    case ItemType::Binary:
        return name(2);
    case ItemType::Text:
        return name(3);
    case ItemType::Array:
        return name(4);
    case ItemType::Map:
        return name(5);
    case ItemType::Tag:
        return name(6);
    case ItemType::Float:
        return item.width == 2 ? "half-precision float"
            : item.width == 4  ? "single-precision float"
                               : "double-precision float";
    default:
        return "simple value";
    }
}

} // namespace

QByteArray itemTypeName(const Document &document, QByteArrayView octets, std::size_t index)
{
    const Item &item = document.items[index];
    if (document.format == Format::Cbor)
        return cborName(item);
    return messagePackName(static_cast<quint8>(octets[item.range.begin])).toByteArray();
}

} // namespace Pushscope::Payload
