// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArrayView>

#include <vector>

/// The content formats that the inspector decodes: each turns the octets of a whole payload into a
/// document, which says what is in them and where, and what is wrong and where.
///
/// Sans-I/O, never throws, and bounded: nothing is allocated by an announced length, and neither
/// depth nor count of items goes beyond the limits below.
///
/// Threads: all reentrant.
namespace Pushscope::Payload {

enum class Format : quint8 { MessagePack, Cbor };

/// What an item is; the names are CBOR's where the formats differ (RFC 8949 §2).
enum class ItemType : quint8 {
    Nil,
    Undefined, ///< CBOR only.
    Boolean,
    Integer,  ///< 0 and above.
    Negative, ///< −1 − Item::number
    Float,
    Text,
    Binary,
    Array,
    Map,
    Extension, ///< MessagePack's ext.
    Tag,       ///< CBOR: its one child is what is tagged.
    Simple,    ///< CBOR: a simple value without a meaning of its own.
};

/// A value. Those inside of it follow it, in the order of the octets; a map has a key and a value
/// in turn, a text or binary of indefinite length its chunks.
struct Item {
    ItemType type = ItemType::Nil;
    quint8 width = 0;          ///< Octets of a Float: 2, 4 or 8.
    bool isIndefinite = false; ///< CBOR: ended by a break (RFC 8949 §3.2).
    int depth = 0;             ///< Of the items that contain it.
    int parent = -1;           ///< Index; -1 at the top.
    int next = 0;              ///< Index of the first item that is not inside of it.
    /// The integer, the bits of the float, 1 for true, the tag, the simple value, the ext type as
    /// an octet, or how many children were announced.
    quint64 number = 0;
    ByteRange range;   ///< All of it, with what is inside.
    ByteRange content; ///< Octets of a text, binary or ext; of chunks, each says its own.
    bool operator==(const Item &) const = default;
};

/// What can be wrong.
enum class Rule : quint8 {
    CutOff,          ///< The octets end inside the value.
    TooDeep,         ///< Our limit MaxDepth.
    TooManyItems,    ///< Our limit MaxItems.
    ReservedOctet,   ///< The octet begins no value in this version of the format.
    UnexpectedBreak, ///< CBOR: nothing of indefinite length is open there.
    MissingValue,    ///< CBOR: a break behind a key, or behind a tag.
    BadChunk,        ///< CBOR: within a text or binary, another type or an indefinite length.
    BadSimple,       ///< CBOR: a simple value below 32 in two octets (RFC 8949 §3.3).
    InvalidUtf8,     ///< A text that is none.
    BadTimestamp,    ///< MessagePack: ext type −1 of another form than its three.
    OctetsAfterEnd,  ///< More behind the value: the next of a sequence (RFC 8742), or garbage.
};

struct Problem {
    Rule rule = Rule::CutOff;
    qint64 offset = 0; ///< Of the octet that breaks it; one past the last where octets are missing.
    bool operator==(const Problem &) const = default;
};

/// Arrays, maps and tags in one another; as deep as JSON is read.
inline constexpr int MaxDepth = 200;
/// An item takes some 80 octets here and may take one on the wire: 8 MB at most.
inline constexpr int MaxItems = 100'000;

struct Document {
    Format format = Format::Cbor;
    std::vector<Item> items;       ///< In the order of the octets.
    std::vector<Problem> problems; ///< In the order in which they were met.
    qint64 end = 0;                ///< What lies behind was not read.
    bool operator==(const Document &) const = default;

    /// One value, and nothing is wrong with it.
    [[nodiscard]] bool isClean() const { return !items.empty() && problems.empty(); }
};

} // namespace Pushscope::Payload
