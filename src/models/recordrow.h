// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "models/describe.h"

#include <QString>

#include <optional>

namespace Pushscope {

/// What may have carried a record, so that it can be unfolded under it.
enum class Carriage : quint8 {
    None,
    Frames, ///< A message: its fragments, or the one compressed frame.
    Body,   ///< Something read from a body: chunks or stretches of that.
    Round,  ///< The result of a poll: the exchange that brought it.
    PacketBody, ///< A packet of Engine.IO or Socket.IO: what is below it, and the poll or POST.
    PacketMessage, ///< The same, and the message of a WebSocket.
};

/// A record as the list shows it: values only, made on the reader's thread.
struct RecordRow {
    qint64 seq = 0;
    qint64 t = Record::NoTime;     ///< ns since the capture began
    std::optional<qint64> deltaNs; ///< Since the row before; nullopt on the first.
    RecordKind kind = RecordKind::Note;
    From from = From::Nobody;
    quint32 session = 0;
    quint32 connection = 0;
    qint64 size = 0;      ///< Octets on the wire.
    bool hasSize = false; ///< It has octets of its own, if only none.
    ViolationSet violations;
    RowText text;
    Carriage carriage = Carriage::None;
    quint32 exchange = 0;
    qint64 carrier = 0; ///< Record::carrier
    ByteRange at;       ///< Its octets on the wire; empty where they are not there.
};

/// Threads: where @p octets may be used.
[[nodiscard]] RecordRow makeRecordRow(const Record &record, OctetSource &octets);

/// Whether @p record carried what @p row shows: it is a Fold::Carrier of its connection.
[[nodiscard]] bool isCarrierOf(const RecordRow &row, const Record &record);

/// Which way octets went, seen from where they were recorded.
enum class Direction : quint8 { None, Incoming, Outgoing };

/// @param isServer the recording end was the server: a mock.
[[nodiscard]] constexpr Direction directionOf(From from, bool isServer)
{
    if (from == From::Nobody)
        return Direction::None;
    return (from == From::Server) == isServer ? Direction::Outgoing : Direction::Incoming;
}

} // namespace Pushscope
