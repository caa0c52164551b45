// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Payload {

/// What octets may be compressed with.
enum class Compression : quint8 {
    Gzip,    ///< RFC 1952, several members in a row as one (§2.2).
    Zlib,    ///< RFC 1950
    Deflate, ///< RFC 1951, without any wrapper.
};

/// What the first octets say; raw DEFLATE has nothing to be known by. Gzip is sure; the two octets
/// that begin a zlib stream (§2.2 of RFC 1950) are so by chance in one payload of some thousand.
[[nodiscard]] std::optional<Compression> compressionOf(QByteArrayView octets);

/// What came out of compressed octets.
struct Inflated {
    enum class Outcome : quint8 {
        Whole,
        CutOff,  ///< The octets end inside the stream.
        Broken,  ///< They break the format at `consumed`.
        TooLong, ///< There is more than was wanted.
    };
    Outcome outcome = Outcome::Whole;
    QByteArray octets;
    qint64 consumed
        = 0; ///< Of the compressed octets; what lies behind a whole stream is not of it.
    bool operator==(const Inflated &) const = default;
};

/// Undoes @p compression; at most @p limit octets come out.
[[nodiscard]] Inflated inflated(QByteArrayView octets, Compression compression, qint64 limit);

} // namespace Pushscope::Payload
