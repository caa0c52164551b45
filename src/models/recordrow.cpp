// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordrow.h"

#include "capture/recordfold.h"

namespace Pushscope {

namespace {

Carriage carriageOf(const Record &record)
{
    switch (record.kind) {
    case RecordKind::WsMessage:
        return record.carrier > 0 ? Carriage::Frames : Carriage::None;
    case RecordKind::SseEvent:
    case RecordKind::StreamMessage:
    case RecordKind::MultipartPart:
    case RecordKind::IframeScript:
    case RecordKind::JsonpCallback:
        return record.has(IsWholeChunk) ? Carriage::None : Carriage::Body;
    case RecordKind::PollResult:
        return record.exchange > 0 ? Carriage::Round : Carriage::None;
    case RecordKind::EioPacket:
    case RecordKind::SioPacket:
        if (record.carrier <= 0)
            return Carriage::None;
        return record.has(IsOverWebSocket) ? Carriage::PacketMessage : Carriage::PacketBody;
    default:
        return Carriage::None;
    }
}

/// Between the packet of Engine.IO that carried @p row's and @p row, or that packet's message.
bool carriedPacket(const RecordRow &row, const Record &record)
{
    if (record.from != row.from || record.seq >= row.seq)
        return false;
    const bool isSocketIo = row.kind == RecordKind::SioPacket;
    if (record.kind == RecordKind::EioPacket)
        return isSocketIo && record.seq >= row.carrier;
    // The packet of Engine.IO follows its message at once.
    return record.kind == RecordKind::WsMessage && record.seq >= row.carrier - (isSocketIo ? 1 : 0);
}

bool overlap(ByteRange a, ByteRange b)
{
    return a.begin < b.end && b.begin < a.end;
}

} // namespace

RecordRow makeRecordRow(const Record &record, OctetSource &octets)
{
    RecordRow row;
    row.seq = record.seq;
    row.t = record.t;
    row.kind = record.kind;
    row.from = record.from;
    row.session = record.session;
    row.connection = record.connection;
    row.size = record.size;
    // A handshake's octets are those of its response, which shows their size.
    row.hasSize = record.from != From::Nobody && record.kind != RecordKind::WsHandshake;
    row.violations = record.violations;
    row.text = describe(record, octets);
    row.carriage = carriageOf(record);
    row.exchange = record.exchange;
    row.carrier = record.carrier;
    if (!record.has(LiesInContent)) {
        row.at = record.at;
        if (!record.moreAt.empty())
            row.at.end = record.moreAt.back().end;
    }
    return row;
}

bool isCarrierOf(const RecordRow &row, const Record &record)
{
    const bool isOfRound = row.carriage == Carriage::Round && isOfExchange(record);
    if (record.connection != row.connection || (!isPlainCarrier(record) && !isOfRound))
        return false;
    switch (row.carriage) {
    case Carriage::None:
        return false;
    case Carriage::Frames:
        return record.kind == RecordKind::WsFrame && record.from == row.from
            && record.seq >= row.carrier && record.seq < row.seq;
    case Carriage::Body:
        if (record.exchange != row.exchange || record.from != row.from)
            return false;
        // What was decoded came out when the read that completed it was there.
        return row.at.isEmpty() ? record.t == row.t : overlap(row.at, record.at);
    case Carriage::PacketMessage:
        return carriedPacket(row, record);
    case Carriage::PacketBody:
        if (record.kind == RecordKind::EioPacket)
            return carriedPacket(row, record);
        return record.exchange == row.exchange && record.has(CarriesPackets);
    case Carriage::Round:
        break;
    }
    return record.exchange == row.exchange;
}

} // namespace Pushscope
