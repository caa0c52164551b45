// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The inspector on WebSocket: handshakes, messages and closing. Frame headers are in
// inspectframe.cpp.

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/words.h"
#include "protocol/websocket/closecode.h"

namespace Pushscope::InspectionParts {

namespace {

using RecordWords::closeCodeText;
using RecordWords::howText;
using RecordWords::text;
using RecordWords::whoText;

void inspectHandshake(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const QJsonObject detail = detailOf(record);
    const bool isAccepted = detail.value(QLatin1StringView("accepted")).toBool();
    inspection.verdict
        = isAccepted ? Words::tr("Handshake accepted") : Words::tr("Handshake failed");
    addWireFact(inspection, Words::tr("Key"), text(detail, QLatin1StringView("key")));
    const QString accept = text(detail, QLatin1StringView("accept"));
    const QString expected = text(detail, QLatin1StringView("expected_accept"));
    addWireFact(inspection, Words::tr("Accept"), accept);
    if (accept != expected)
        addWireFact(inspection, Words::tr("Expected accept"), expected);
    const QString subprotocol = text(detail, QLatin1StringView("subprotocol"));
    addFact(inspection, Words::tr("Subprotocol"),
            subprotocol.isEmpty() ? Words::tr("none") : subprotocol);
    const QString extensions = text(detail, QLatin1StringView("extensions"));
    addFact(inspection, Words::tr("Extensions"),
            extensions.isEmpty() ? Words::tr("none") : extensions);
    addSection(inspection, QStringLiteral("RFC 6455 §4.2.2"),
               QStringLiteral("https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2"));
    addAcceptCheck(inspection, text(detail, QLatin1StringView("key")).toUtf8(), accept.toUtf8());
    if (const auto head = responseHead(record, octets)) {
        for (const Http1::FieldLine &line : head->fields) {
            inspection.headers.append(
                { lineText(line.name), lineText(line.value), {}, Severity::Normal });
        }
    }
}

void inspectMessage(Inspection &inspection, const Record &record)
{
    const qint64 frames = detailOf(record).value(QLatin1StringView("frames")).toInteger(1);
    addFact(inspection, Words::tr("Frames"), groupedNumber(frames));
    if (record.has(IsCompressed)) {
        addFact(inspection, Words::tr("Compressed"),
                Words::tr("to %1 from %2")
                    .arg(octetsText(record.size), octetsText(record.content.size())));
    }
}

void inspectClose(Inspection &inspection, const Record &record, OctetSource &octets)
{
    if (record.code == Record::NoCode) {
        inspection.remark = Words::tr("without a status code");
        addFact(inspection, Words::tr("A browser sees"), Words::tr("code 1005"));
        return;
    }
    constexpr qsizetype CodeOctets = 2;
    addCloseCode(inspection, record.code);
    inspection.remark = closeCodeText(record.code);
    addWireFact(inspection, Words::tr("Status code"), QString::number(record.code));
    addWireFact(inspection, Words::tr("Reason"),
                lineText(contentOctets(record, octets, PreviewOctets).mid(CodeOctets)));
    addSection(inspection, QStringLiteral("RFC 6455 §7.4.1"),
               QStringLiteral("https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1"));
}

void addBrokenEnd(Inspection &inspection, const QJsonObject &detail)
{
    const QString how = text(detail, QLatin1StringView("how"));
    QString sentence = Words::tr("The connection was cut, not closed: neither end sent a Close "
                                 "frame, so the other could not know why.");
    if (how == QLatin1StringView("http-refusal"))
        sentence = Words::tr("No WebSocket was established: the server answered the opening "
                             "handshake with an ordinary HTTP response.");
    else if (how == QLatin1StringView("never-connected"))
        sentence = Words::tr("No connection came about, so no WebSocket was established.");
    else if (how == QLatin1StringView("timeout"))
        sentence = Words::tr("The peer did not answer in time, and the connection was given up.");
    inspection.problems.append(
        { QStringLiteral("1006"), sentence, QStringLiteral("RFC 6455 §7.1.5"),
          QUrl(QStringLiteral("https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5")),
          Severity::Error });
}

/// What ended with both Close frames is told by `close` alone, unless the client had to fail the
/// connection: then, however clean the end was, `error` is fired before it.
///
/// Spec: WHATWG WebSockets, Feedback from the protocol; RFC 6455 §7.1.4 (clean), §7.1.7 (fail).
InspectionFact browserFact(qint32 code, bool isClean)
{
    const QString close = QStringLiteral("close %1, wasClean %2")
                              .arg(code)
                              .arg(isClean ? QStringLiteral("true") : QStringLiteral("false"));
    const QString failed = QStringLiteral("error, ") + close;
    return { Words::tr("A browser sees"), isClean ? close : failed, true, {}, 0, failed };
}

void inspectClosed(Inspection &inspection, const Record &record)
{
    const QJsonObject detail = detailOf(record);
    const bool isClean = detail.value(QLatin1StringView("clean")).toBool();
    inspection.remark = closeCodeText(record.code);
    addFact(inspection, Words::tr("Who ended it"), whoText(text(detail, QLatin1StringView("by"))));
    addFact(inspection, Words::tr("How"), howText(text(detail, QLatin1StringView("how"))));
    addFact(inspection, Words::tr("Reason"), text(detail, QLatin1StringView("reason")));
    addCloseCode(inspection, record.code);
    if (!text(detail, QLatin1StringView("reason")).isEmpty()) {
        inspection.fields.append({ Words::tr("Reason"), text(detail, QLatin1StringView("reason")),
                                   {}, Severity::Normal });
    }
    inspection.facts.append(browserFact(record.code, isClean));
    addSection(inspection, QStringLiteral("RFC 6455 §7.1.5"),
               QStringLiteral("https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5"));
    if (record.code == WebSocket::StatusCode::AbnormalClosure)
        addBrokenEnd(inspection, detail);
}

} // namespace

void inspectWebSocket(Inspection &inspection, const Record &record, OctetSource &octets)
{
    switch (record.kind) {
    case RecordKind::WsHandshake:
        inspectHandshake(inspection, record, octets);
        return;
    case RecordKind::WsClosed:
        inspectClosed(inspection, record);
        return;
    case RecordKind::WsMessage:
        inspectMessage(inspection, record);
        break;
    case RecordKind::WsClose:
        inspectClose(inspection, record, octets);
        break;
    case RecordKind::WsPong:
        addDuration(inspection,
                    record.cause == Cause::None ? Words::tr("Round trip")
                                                : Words::tr("Answered after"),
                    detailOf(record), QLatin1StringView("rtt_ns"));
        break;
    default:
        break;
    }
    addFrameHeader(inspection, record, octets);
}

} // namespace Pushscope::InspectionParts
