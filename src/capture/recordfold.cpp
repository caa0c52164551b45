// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordfold.h"

#include "capture/filtersql.h"
#include "capture/filterterm.h"
#include "capture/packetfacts.h"
#include "capture/recordproblem.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// As pollresults write it; inside a string the quotation marks would be escaped.
constexpr QByteArrayView EmptyAnswer = "\"empty\":true";
constexpr qint32 LastDataOpcode = 2; // 0 continuation, 1 text, 2 binary.

constexpr KindSet BeatKinds
    = kindBit(RecordKind::WsPing) | kindBit(RecordKind::WsPong) | kindBit(RecordKind::SseComment);
constexpr KindSet BodyKinds = kindBit(RecordKind::HttpChunk) | kindBit(RecordKind::HttpData);
constexpr KindSet ExchangeKinds
    = kindBit(RecordKind::HttpRequest) | kindBit(RecordKind::HttpResponse) | kindBit(RecordKind::HttpEnd);

/// Those with RecordFlag::CarriesPackets.
constexpr KindSet PacketCarrierKinds = ExchangeKinds | BodyKinds | kindBit(RecordKind::WsMessage)
    | kindBit(RecordKind::IframeScript) | kindBit(RecordKind::MultipartPart);
constexpr QByteArrayView Probe = "\"probe\":true"; // As EngineIoTranscript writes it.
constexpr auto PingType = static_cast<qint32>(EngineIo::PacketType::Ping);
constexpr auto PongType = static_cast<qint32>(EngineIo::PacketType::Pong);
constexpr auto BeatType = static_cast<qint32>(SocketIo::PacketType::Heartbeat);
constexpr auto MessageType = static_cast<qint32>(EngineIo::PacketType::Message);

QByteArray kindIs(RecordKind kind)
{
    return "kind=" + QByteArray::number(static_cast<int>(kind));
}

} // namespace

bool isPolling(Technique technique)
{
    return std::ranges::find(PollingTechniques, technique) != PollingTechniques.end();
}

QByteArrayView foldName(Fold fold)
{
    return fold == Fold::Heartbeat ? QByteArrayView("heartbeat") : QByteArrayView("carrier");
}

bool isHeartbeat(const Record &record)
{
    if (!record.violations.isEmpty())
        return false;
    if (record.kind == RecordKind::EioPacket)
        return (record.code == PingType || record.code == PongType) && !isProbe(record);
    if (record.kind == RecordKind::SioPacket)
        return record.code == BeatType;
    return (BeatKinds & kindBit(record.kind)) != 0
        || (record.kind == RecordKind::PollResult && record.detail.contains(EmptyAnswer)
            && !isProblem(record));
}

bool isOfExchange(const Record &record)
{
    return record.violations.isEmpty() && (ExchangeKinds & kindBit(record.kind)) != 0;
}

bool isPlainCarrier(const Record &record)
{
    if (!record.violations.isEmpty())
        return false;
    if (record.kind == RecordKind::WsFrame)
        return record.code >= 0 && record.code <= LastDataOpcode;
    if (record.kind == RecordKind::EioPacket)
        return record.code == MessageType;
    if ((PacketCarrierKinds & kindBit(record.kind)) != 0 && record.has(CarriesPackets))
        return true;
    return (BodyKinds & kindBit(record.kind)) != 0 && !record.has(PrintsOctets);
}

QByteArray foldSql(Fold fold)
{
    if (fold == Fold::Heartbeat) {
        return "violations=0 AND (" + kindIn(BeatKinds) + " OR (" + kindIs(RecordKind::PollResult)
            + " AND ifnull(instr(detail,'" + EmptyAnswer.toByteArray() + "'),0)>0 AND NOT ("
            + problemSql() + ")) OR (" + kindIs(RecordKind::EioPacket)
            + " AND ifnull(code,-1) IN (" + QByteArray::number(PingType) + ','
            + QByteArray::number(PongType) + ") AND ifnull(instr(detail,'" + Probe.toByteArray()
            + "'),0)=0) OR (" + kindIs(RecordKind::SioPacket)
            + " AND ifnull(code,-1)=" + QByteArray::number(BeatType) + "))";
    }
    QByteArray techniques;
    for (Technique technique : PollingTechniques)
        techniques += (techniques.isEmpty() ? "'" : ",'") + techniqueName(technique) + '\'';
    return "violations=0 AND ((" + kindIs(RecordKind::WsFrame)
        + " AND ifnull(code,-1) BETWEEN 0 AND " + QByteArray::number(LastDataOpcode) + ") OR ("
        + kindIs(RecordKind::EioPacket) + " AND ifnull(code,-1)=" + QByteArray::number(MessageType)
        + ") OR (" + kindIn(PacketCarrierKinds) + " AND (flags&"
        + QByteArray::number(CarriesPackets) + ")<>0) OR ("
        + kindIn(BodyKinds) + " AND (flags&" + QByteArray::number(PrintsOctets) + ")=0) OR ("
        + kindIn(ExchangeKinds) + " AND session IN (SELECT id FROM session WHERE technique IN ("
        + techniques + "))))";
}

quint64 foldKinds(Fold fold)
{
    return kindBit(RecordKind::EioPacket)
        | (fold == Fold::Heartbeat ? BeatKinds | kindBit(RecordKind::PollResult) | kindBit(RecordKind::SioPacket)
                                   : PacketCarrierKinds | kindBit(RecordKind::WsFrame));
}

} // namespace Pushscope
