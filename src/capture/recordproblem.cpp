// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordproblem.h"

#include "capture/filtersql.h"
#include "capture/filterterm.h"
#include "protocol/socketio/packet.h"
#include "protocol/websocket/closecode.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

constexpr qint32 FirstErrorStatus = 400; // RFC 9110 §15.5
constexpr qint32 Dispatched = 1;         // Record::code of an sse.event.

// As the transcripts write them; inside a string the quotation marks would be escaped.
constexpr QByteArrayView Dropped = "\"dropped\":true";
constexpr QByteArrayView Outcome = "\"outcome\":\"";
constexpr QByteArrayView Answered = "\"outcome\":\"answered\"";
constexpr QByteArrayView Called = "\"called\":true";
constexpr QByteArrayView NotCalled = "\"called\":false";
constexpr QByteArrayView Unterminated = "\"why\":\"unterminated-block\"";
constexpr QByteArrayView Outside = "\"outside\":\"";
constexpr QByteArrayView Accepted = "\"accepted\":true";
constexpr QByteArrayView Clean = "\"clean\":true";

constexpr auto ConnectError = static_cast<qint32>(SocketIo::PacketType::ConnectError);

constexpr KindSet AlwaysKinds = kindBit(RecordKind::Error) | kindBit(RecordKind::Fault)
    | kindBit(RecordKind::RecordingStall);

/// RFC 6455 §7.4.1: nothing went wrong.
constexpr std::array ExpectedCodes{ WebSocket::StatusCode::NormalClosure,
                                    WebSocket::StatusCode::GoingAway,
                                    WebSocket::StatusCode::NoStatusReceived };

bool isBadRound(const Record &record)
{
    if (record.detail.contains(Outcome) && !record.detail.contains(Answered))
        return true;
    // The page learns of a script only that it called back, or did not.
    if (record.detail.contains(Called))
        return false;
    return record.detail.contains(NotCalled) || record.code >= FirstErrorStatus;
}

QByteArray holds(QByteArrayView part)
{
    return "ifnull(instr(detail,'" + part.toByteArray() + "'),0)>0";
}

QByteArray codeAtLeast(qint32 code)
{
    return "ifnull(code,-1)>=" + QByteArray::number(code);
}

QByteArray ofKind(RecordKind kind, const QByteArray &condition)
{
    return "(kind=" + QByteArray::number(static_cast<int>(kind)) + " AND (" + condition + "))";
}

} // namespace

QByteArrayView problemName()
{
    return "problem";
}

bool isProblem(const Record &record)
{
    if (record.kind == RecordKind::RecordingStall && record.detail.contains(Dropped))
        return false; // It stands in place of a record, and is in no file.
    if (!record.violations.isEmpty() || (AlwaysKinds & kindBit(record.kind)) != 0)
        return true;
    switch (record.kind) {
    case RecordKind::HttpResponse:
        return record.code >= FirstErrorStatus;
    case RecordKind::PollResult:
        return isBadRound(record);
    case RecordKind::SseEvent:
        // One that is cut off where its reader left breaks no rule.
        return record.code != Dispatched && !record.detail.contains(Unterminated);
    case RecordKind::MultipartPart:
        return record.detail.contains(Outside);
    case RecordKind::WsHandshake:
        return !record.detail.contains(Accepted);
    case RecordKind::SioPacket:
        return record.code == ConnectError;
    case RecordKind::WsClosed:
        return !record.detail.contains(Clean)
            || std::ranges::find(ExpectedCodes, record.code) == ExpectedCodes.end();
    default:
        return false;
    }
}

QByteArray problemSql()
{
    QByteArray expected;
    for (const auto code : ExpectedCodes)
        expected += (expected.isEmpty() ? "" : ",") + QByteArray::number(code);
    const QByteArrayList conditions{
        "violations<>0",
        kindIn(AlwaysKinds),
        ofKind(RecordKind::HttpResponse, codeAtLeast(FirstErrorStatus)),
        ofKind(RecordKind::PollResult,
               '(' + holds(Outcome) + " AND NOT " + holds(Answered) + ") OR (NOT " + holds(Called)
                   + " AND (" + holds(NotCalled) + " OR " + codeAtLeast(FirstErrorStatus) + "))"),
        ofKind(RecordKind::SseEvent,
               "ifnull(code,-1)<>" + QByteArray::number(Dispatched) + " AND NOT "
                   + holds(Unterminated)),
        ofKind(RecordKind::MultipartPart, holds(Outside)),
        ofKind(RecordKind::WsHandshake, "NOT " + holds(Accepted)),
        ofKind(RecordKind::SioPacket, "ifnull(code,-1)=" + QByteArray::number(ConnectError)),
        ofKind(RecordKind::WsClosed,
               "NOT " + holds(Clean) + " OR ifnull(code,-1) NOT IN (" + expected + ')'),
    };
    return conditions.join(" OR ");
}

quint64 problemKinds()
{
    return AlwaysKinds | kindBit(RecordKind::HttpResponse) | kindBit(RecordKind::PollResult)
        | kindBit(RecordKind::SseEvent)
        | kindBit(RecordKind::MultipartPart) | kindBit(RecordKind::WsHandshake)
        | kindBit(RecordKind::SioPacket) | kindBit(RecordKind::WsClosed);
}

} // namespace Pushscope
