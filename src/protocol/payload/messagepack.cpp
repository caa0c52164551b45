// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/messagepack.h"

#include "protocol/payload/documentbuilder.h"

#include <QtEndian>

namespace Pushscope::Payload {

namespace {

constexpr quint64 TimestampType = 0xff; // −1 as an octet.
constexpr quint32 NanosecondsPerSecond = 1'000'000'000;

// A number of @p width octets in two's complement.
Item signedItem(quint64 number, int width)
{
    const int unused = 64 - 8 * width;
    const auto value = static_cast<qint64>(number << unused) >> unused;
    return value < 0 ? itemOf(ItemType::Negative, ~static_cast<quint64>(value))
                     : itemOf(ItemType::Integer, static_cast<quint64>(value));
}

void addExtension(DocumentBuilder &builder, qint64 begin, quint64 length)
{
    quint64 type = 0;
    if (!builder.takeNumber(1, type))
        return;
    const qint64 contentBegin = builder.offset();
    builder.addString(itemOf(ItemType::Extension, type), begin, length);
    if (type != TimestampType || builder.isStopped())
        return;
    const QByteArrayView content
        = builder.octets().sliced(contentBegin, static_cast<qsizetype>(length));
    if (!messagePackTimestamp(content))
        builder.report(Rule::BadTimestamp, contentBegin);
}

// nil format family to ext format family: 0xc0 to 0xdf.
void addFormat(DocumentBuilder &builder, qint64 begin, int octet)
{
    quint64 number = 0;
    // The width of the number behind: 1, 2, 4 (and 8) octets, in each family.
    const auto take = [&](int width) { return builder.takeNumber(width, number); };
    switch (octet) {
    case 0xc0:
        builder.addScalar(itemOf(ItemType::Nil), begin);
        return;
    case 0xc1: // "never used"
        builder.stop(Rule::ReservedOctet, begin);
        return;
    case 0xc2:
    case 0xc3:
        builder.addScalar(itemOf(ItemType::Boolean, static_cast<quint64>(octet & 1)), begin);
        return;
    case 0xca:
    case 0xcb: {
        const int width = octet == 0xca ? 4 : 8;
        if (take(width))
            builder.addScalar(itemOf(ItemType::Float, number, width), begin);
        return;
    }
    default:
        break;
    }
    if (octet <= 0xc6) { // bin
        if (take(1 << (octet - 0xc4)))
            builder.addString(itemOf(ItemType::Binary), begin, number);
    } else if (octet <= 0xc9) { // ext
        if (take(1 << (octet - 0xc7)))
            addExtension(builder, begin, number);
    } else if (octet <= 0xcf) { // uint
        if (take(1 << (octet - 0xcc)))
            builder.addScalar(itemOf(ItemType::Integer, number), begin);
    } else if (octet <= 0xd3) { // int
        const int width = 1 << (octet - 0xd0);
        if (take(width))
            builder.addScalar(signedItem(number, width), begin);
    } else if (octet <= 0xd8) { // fixext
        addExtension(builder, begin, quint64{ 1 } << (octet - 0xd4));
    } else if (octet <= 0xdb) { // str
        if (take(1 << (octet - 0xd9)))
            builder.addString(itemOf(ItemType::Text), begin, number);
    } else if (octet <= 0xdd) { // array
        if (take(octet == 0xdc ? 2 : 4))
            builder.addContainer(itemOf(ItemType::Array, number), begin, number);
    } else if (take(octet == 0xde ? 2 : 4)) { // map
        builder.addContainer(itemOf(ItemType::Map, number), begin, number * 2);
    }
}

void addNext(DocumentBuilder &builder)
{
    const qint64 begin = builder.offset();
    quint64 first = 0;
    if (!builder.takeNumber(1, first))
        return;
    const int octet = static_cast<int>(first);
    if (octet <= 0x7f) {
        builder.addScalar(itemOf(ItemType::Integer, first), begin);
    } else if (octet <= 0x8f) {
        const quint64 count = first & 0x0f;
        builder.addContainer(itemOf(ItemType::Map, count), begin, count * 2);
    } else if (octet <= 0x9f) {
        const quint64 count = first & 0x0f;
        builder.addContainer(itemOf(ItemType::Array, count), begin, count);
    } else if (octet <= 0xbf) {
        builder.addString(itemOf(ItemType::Text), begin, first & 0x1f);
    } else if (octet <= 0xdf) {
        addFormat(builder, begin, octet);
    } else {
        builder.addScalar(signedItem(first, 1), begin);
    }
}

} // namespace

Document decodeMessagePack(QByteArrayView octets)
{
    DocumentBuilder builder(Format::MessagePack, octets);
    while (!builder.isAtEnd() && !builder.isStopped())
        addNext(builder);
    return builder.finish();
}

std::optional<Timestamp> messagePackTimestamp(QByteArrayView content)
{
    Timestamp timestamp;
    switch (content.size()) {
    case 4:
        timestamp.seconds = qFromBigEndian<quint32>(content.data());
        break;
    case 8: { // 30 bits of nanoseconds, 34 of seconds
        const auto both = qFromBigEndian<quint64>(content.data());
        timestamp.nanoseconds = static_cast<quint32>(both >> 34);
        timestamp.seconds = static_cast<qint64>(both & 0x3'ffff'ffff);
        break;
    }
    case 12:
        timestamp.nanoseconds = qFromBigEndian<quint32>(content.data());
        timestamp.seconds = qFromBigEndian<qint64>(content.data() + 4);
        break;
    default:
        return std::nullopt;
    }
    // "nanoseconds must not be larger than 999999999"
    if (timestamp.nanoseconds >= NanosecondsPerSecond)
        return std::nullopt;
    return timestamp;
}

} // namespace Pushscope::Payload
