// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of WebSocket.

#include "models/recordwords.h"

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/websocket/closecode.h"

namespace Pushscope::RecordWords {

namespace {

namespace StatusCode = WebSocket::StatusCode;

RowText describeHandshake(const Record &record)
{
    const QJsonObject detail = detailOf(record);
    if (!detail.value(QLatin1StringView("accepted")).toBool()) {
        const auto why
            = violationFromName(detail.value(QLatin1StringView("why")).toString().toLatin1());
        return { Words::tr("handshake failed"), why ? describe(*why) : QString(), Severity::Error };
    }
    const QString subprotocol = text(detail, QLatin1StringView("subprotocol"));
    return { Words::tr("handshake"),
             joined(
                 { Words::tr("accept checked"),
                   subprotocol.isEmpty() ? QString() : Words::tr("subprotocol %1").arg(subprotocol),
                   text(detail, QLatin1StringView("extensions")) }),
             Severity::Normal };
}

QString opcodeText(int opcode)
{
    switch (static_cast<WebSocket::Opcode>(opcode)) {
    case WebSocket::Opcode::Text:
        return QStringLiteral("text");
    case WebSocket::Opcode::Binary:
        return QStringLiteral("binary");
    case WebSocket::Opcode::Close:
        return QStringLiteral("close");
    case WebSocket::Opcode::Ping:
        return QStringLiteral("ping");
    case WebSocket::Opcode::Pong:
        return QStringLiteral("pong");
    case WebSocket::Opcode::Continuation:
        break;
    }
    return QStringLiteral("continuation");
}

RowText describeFrame(const Record &record, OctetSource &octets)
{
    const auto opcode = static_cast<WebSocket::Opcode>(record.code);
    const auto facts = frameFacts(record, octets);
    QString what = Words::tr("fragment");
    if (WebSocket::isReserved(opcode))
        what = Words::tr("frame with opcode %1").arg(record.code);
    else if (facts && facts->header.fin && opcode != WebSocket::Opcode::Continuation)
        what = Words::tr("frame %1").arg(opcodeText(record.code));
    QStringList parts;
    if (facts) {
        parts << QStringLiteral("FIN %1").arg(facts->header.fin ? 1 : 0)
              << QStringLiteral("opcode %1").arg(record.code);
        if (facts->header.rsv != 0)
            parts << QStringLiteral("RSV %1").arg(facts->header.rsv);
    }
    // What is compressed is no text and says nothing in hexadecimal; its message does.
    const bool isCompressed = facts && facts->header.rsv == WebSocket::Rsv1.value;
    if (!facts || facts->header.rsv == 0)
        parts << contentPreview(record, octets);
    return { what, joined(parts), isCompressed ? Severity::Dim : Severity::Normal };
}

RowText describeMessage(const Record &record, OctetSource &octets)
{
    QString what = opcodeText(record.code);
    const qint64 frames = detailOf(record).value(QLatin1StringView("frames")).toInteger(1);
    if (frames > 1)
        what = Words::tr("%1 · %2 fragments").arg(what).arg(frames);
    return { what, contentPreview(record, octets), Severity::Normal };
}

RowText describePong(const Record &record, OctetSource &octets)
{
    // Of a pong that we sent ourselves, the time is ours: nothing went round.
    const qint64 rtt = record.cause != Cause::None
        ? -1
        : detailOf(record).value(QLatin1StringView("rtt_ns")).toInteger(-1);
    return { QStringLiteral("pong"),
             joined({ rtt < 0 ? QString() : Words::tr("round trip %1").arg(durationText(rtt)),
                      contentPreview(record, octets) }),
             Severity::Dim };
}

RowText describeClose(const Record &record, OctetSource &octets)
{
    constexpr qsizetype CodeOctets = 2;
    const QByteArray reason = contentOctets(record, octets, PreviewOctets).mid(CodeOctets);
    if (record.code == Record::NoCode)
        return { QStringLiteral("close"), Words::tr("without a status code"), Severity::Normal };
    return { QStringLiteral("close %1").arg(record.code),
             joined({ closeCodeText(record.code), lineText(reason) }), Severity::Normal };
}

RowText describeClosed(const Record &record)
{
    const QJsonObject detail = detailOf(record);
    const bool isClean = detail.value(QLatin1StringView("clean")).toBool();
    const bool isExpected = record.code == StatusCode::NormalClosure
        || record.code == StatusCode::GoingAway || record.code == StatusCode::NoStatusReceived;
    const QString how = howText(text(detail, QLatin1StringView("how")));
    const QString preview = record.code == StatusCode::AbnormalClosure
        ? joined({ Words::tr("no Close frame"), how })
        : joined({ closeCodeText(record.code), text(detail, QLatin1StringView("reason")), how });
    const Severity severity = !isClean ? Severity::Error
        : isExpected                   ? Severity::Normal
                                       : Severity::Warning;
    return { Words::tr("closed %1").arg(record.code), preview, severity };
}

} // namespace

QString closeCodeText(int code)
{
    const auto narrow = static_cast<quint16>(code);
    const QByteArrayView name = WebSocket::statusCodeName(narrow);
    if (!name.isEmpty())
        return QString::fromLatin1(name);
    switch (WebSocket::statusCodeCategory(narrow)) {
    case WebSocket::StatusCodeCategory::Unused:
        return Words::tr("not in use");
    case WebSocket::StatusCodeCategory::Protocol:
        return Words::tr("reserved for the protocol, without a meaning");
    case WebSocket::StatusCodeCategory::Registered:
        return Words::tr("for libraries and frameworks");
    case WebSocket::StatusCodeCategory::Private:
        return Words::tr("for private use");
    case WebSocket::StatusCodeCategory::OutOfRange:
        break;
    }
    return Words::tr("out of range");
}

RowText describeWebSocket(const Record &record, OctetSource &octets)
{
    switch (record.kind) {
    case RecordKind::WsHandshake:
        return describeHandshake(record);
    case RecordKind::WsFrame:
        return describeFrame(record, octets);
    case RecordKind::WsMessage:
        return describeMessage(record, octets);
    case RecordKind::WsPing:
        return { QStringLiteral("ping"), contentPreview(record, octets), Severity::Dim };
    case RecordKind::WsPong:
        return describePong(record, octets);
    case RecordKind::WsClose:
        return describeClose(record, octets);
    default:
        return describeClosed(record);
    }
}

} // namespace Pushscope::RecordWords
