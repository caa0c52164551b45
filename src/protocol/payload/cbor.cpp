// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/cbor.h"

#include "protocol/payload/documentbuilder.h"

#include <limits>

namespace Pushscope::Payload {

namespace {

constexpr int IndefiniteLength = 31;
constexpr int FirstReserved = 28; // 28 to 30: "reserved for future additions" (§3).

void addBreak(DocumentBuilder &builder, qint64 begin)
{
    const Item *open = builder.openItem();
    if (open && open->type == ItemType::Tag)
        builder.stop(Rule::MissingValue, begin);
    else if (!builder.closeIndefinite())
        builder.stop(Rule::UnexpectedBreak, begin);
}

// Major type 7: §3.3.
void addSimpleOrFloat(DocumentBuilder &builder, qint64 begin, int information, quint64 number)
{
    constexpr quint64 False = 20;
    constexpr quint64 True = 21;
    constexpr quint64 Null = 22;
    constexpr quint64 Undefined = 23;
    if (information >= 25) {
        builder.addScalar(itemOf(ItemType::Float, number, 1 << (information - 24)), begin);
        return;
    }
    if (information == 24 && number < 32) {
        // "an encoder MUST NOT issue two-byte sequences that start with 0xf8 and continue with a
        // byte less than 0x20"
        builder.report(Rule::BadSimple, begin);
        builder.addScalar(itemOf(ItemType::Simple, number), begin);
    } else if (number == False || number == True) {
        builder.addScalar(itemOf(ItemType::Boolean, number - False), begin);
    } else if (number == Null) {
        builder.addScalar(itemOf(ItemType::Nil), begin);
    } else if (number == Undefined) {
        builder.addScalar(itemOf(ItemType::Undefined), begin);
    } else {
        builder.addScalar(itemOf(ItemType::Simple, number), begin);
    }
}

void addDefinite(DocumentBuilder &builder, qint64 begin, int majorType, quint64 number)
{
    constexpr quint64 Most = std::numeric_limits<quint64>::max();
    switch (majorType) {
    case 0:
        builder.addScalar(itemOf(ItemType::Integer, number), begin);
        return;
    case 1:
        builder.addScalar(itemOf(ItemType::Negative, number), begin);
        return;
    case 2:
        builder.addString(itemOf(ItemType::Binary), begin, number);
        return;
    case 3:
        builder.addString(itemOf(ItemType::Text), begin, number);
        return;
    case 4:
        builder.addContainer(itemOf(ItemType::Array, number), begin, number);
        return;
    case 5: // Twice as many as 64 bits hold are as far away as half of them.
        builder.addContainer(itemOf(ItemType::Map, number), begin,
                             number > Most / 2 ? Most : number * 2);
        return;
    default:
        builder.addContainer(itemOf(ItemType::Tag, number), begin, 1);
        return;
    }
}

void addIndefinite(DocumentBuilder &builder, qint64 begin, int majorType)
{
    constexpr ItemType Types[]
        = { ItemType::Binary, ItemType::Text, ItemType::Array, ItemType::Map };
    if (majorType < 2 || majorType > 5)
        builder.stop(Rule::ReservedOctet, begin);
    else
        builder.addIndefinite(itemOf(Types[majorType - 2]), begin);
}

/// §3.2.3: chunks are "definite-length strings of the same major type".
bool isBadChunk(const DocumentBuilder &builder, int majorType, int information)
{
    const Item *open = builder.openItem();
    if (!open || (open->type != ItemType::Binary && open->type != ItemType::Text))
        return false;
    if (majorType == 7 && information == IndefiniteLength)
        return false; // The break.
    const int own = open->type == ItemType::Binary ? 2 : 3;
    return majorType != own || information == IndefiniteLength;
}

void addNext(DocumentBuilder &builder)
{
    const qint64 begin = builder.offset();
    quint64 initial = 0;
    if (!builder.takeNumber(1, initial))
        return;
    const int majorType = static_cast<int>(initial >> 5);
    const int information = static_cast<int>(initial & 0x1f);
    if (isBadChunk(builder, majorType, information)) {
        builder.stop(Rule::BadChunk, begin);
        return;
    }
    if (information == IndefiniteLength) {
        if (majorType == 7)
            addBreak(builder, begin);
        else
            addIndefinite(builder, begin, majorType);
        return;
    }
    if (information >= FirstReserved) {
        builder.stop(Rule::ReservedOctet, begin);
        return;
    }
    quint64 number = static_cast<quint64>(information);
    if (information >= 24 && !builder.takeNumber(1 << (information - 24), number))
        return;
    if (majorType == 7)
        addSimpleOrFloat(builder, begin, information, number);
    else
        addDefinite(builder, begin, majorType, number);
}

} // namespace

Document decodeCbor(QByteArrayView octets)
{
    DocumentBuilder builder(Format::Cbor, octets);
    while (!builder.isAtEnd() && !builder.isStopped())
        addNext(builder);
    return builder.finish();
}

} // namespace Pushscope::Payload
