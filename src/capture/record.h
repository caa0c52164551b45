// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "base/role.h"
#include "capture/recordkind.h"
#include "protocol/violation.h"

#include <QByteArray>

#include <vector>

namespace Pushscope {

/// The layers of octets of one direction of a connection.
enum class Layer : quint8 {
    Wire = 0, ///< What was read or written, inside TLS.
    Content = 1, ///< What is no stretch of the wire: inflated, content-decoded.
};

/// Bits of Record::flags.
enum RecordFlag : quint8 {
    /// The octets at `at` (or `content`) are this record's to print; clear where a record above
    /// prints them (http.chunk under an SSE event).
    PrintsOctets = 0x01,
    /// The octets lie in Layer::Content and `at` counts there (gzip under SSE, say).
    LiesInContent = 0x02,
    /// The record is exactly one chunk and carries it: `chunk` in JSON lines.
    IsWholeChunk = 0x04,
    /// sse.event: the first block of its stream, where a BOM may stand.
    IsFirstBlock = 0x08,
    /// ws.message: was compressed, the inflated content is `content`.
    /// sio.packet: `content` has the packet and its attachments, which are no stretch of the wire.
    IsCompressed = 0x10,
    /// ws.message, http.*: packets of Engine.IO are what it carries, and records of their own.
    CarriesPackets = 0x20,
    /// eio.packet, sio.packet: it came by a WebSocket; else by polling.
    IsOverWebSocket = 0x40,
    /// eio.packet, sio.packet: of revision 3 of Engine.IO; else of revision 4.
    IsEngineIo3 = 0x80,
};

/// The one unit that everything downstream of the engines knows: what the capture indexes, the
/// list shows, the filter matches and the JSON line prints.
///
/// A record is an index into the recorded octets plus what they mean; it holds no payload. What
/// can be read again from the octets (field lines, frame headers, SSE fields) is not stored twice:
/// see capture/recorddecoder.h. Contract §3 has the meaning of every member by kind.
///
/// Column names of the `record` table are those in the comments.
struct Record {
    static constexpr qint64 NoTime = -1;
    static constexpr qint32 NoCode = -1;

    qint64 seq = 0; ///< seq: from 1; 0 until the queue assigned it.
    qint64 t = NoTime; ///< t: ns since the capture began; NULL where NoTime.
    RecordKind kind = RecordKind::Note; ///< kind
    From from = From::Nobody; ///< origin
    Cause cause = Cause::None; ///< cause
    quint8 flags = 0; ///< flags: RecordFlag bits
    qint32 code = NoCode; ///< code: HTTP status, close code, opcode, error code, by kind; NULL
    quint32 session = 0; ///< session; 0 where none
    quint32 connection = 0; ///< connection; 0 where none
    quint32 stream = 0; ///< stream; 0 where none
    quint32 exchange = 0; ///< exchange; 0 where none
    qint64 carrier = 0; ///< carrier: `in`, a seq; 0 where none. Negative in a batch: see Batch.
    ByteRange at; ///< first, length: the first stretch of its octets
    std::vector<ByteRange> moreAt; ///< more: the further stretches
    ByteRange content; ///< content_first, content_length: in Layer::Content, empty where none
    qint64 size = 0; ///< size: octets on the wire
    ViolationSet violations; ///< violations: bit mask
    /// detail: the rarer members, a JSON object in the order of the contract; empty where none.
    QByteArray detail;

    [[nodiscard]] bool has(RecordFlag flag) const { return (flags & flag) != 0; }
    bool operator==(const Record &) const = default;
};

[[nodiscard]] constexpr From fromRole(Role role)
{
    return role == Role::Client ? From::Client : From::Server;
}

} // namespace Pushscope
