// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inspection.h"

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/pictureformat.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/words.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pushscope {

namespace InspectionParts {

void addFact(Inspection &inspection, const QString &label, const QString &value)
{
    if (!value.isEmpty())
        inspection.facts.append({ label, value, false, {}, 0 });
}

void addWireFact(Inspection &inspection, const QString &label, const QString &value)
{
    if (!value.isEmpty())
        inspection.facts.append({ label, value, true, {}, 0 });
}

void addSection(Inspection &inspection, const QString &section, const QString &url)
{
    inspection.facts.append({ Words::tr("Section"), section, false, QUrl(url), 0 });
}

void addDuration(Inspection &inspection, const QString &label, const QJsonObject &detail,
                 QLatin1StringView name)
{
    const qint64 ns = detail.value(name).toInteger(-1);
    if (ns >= 0)
        addWireFact(inspection, label, durationText(ns));
}

} // namespace InspectionParts

namespace {

using namespace InspectionParts;

QString sentenceCase(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString causeText(Cause cause)
{
    switch (cause) {
    case Cause::User:
        return Words::tr("you sent it");
    case Cause::Script:
        return Words::tr("the command line asked for it");
    case Cause::Auto:
        return Words::tr("the protocol asks for it");
    case Cause::Echo:
        return Words::tr("echo of what came");
    case Cause::Scenario:
        return Words::tr("the mock's scenario");
    case Cause::Fault:
        return Words::tr("a fault of the mock, on purpose");
    case Cause::Proxy:
        return Words::tr("passed on by the proxy");
    case Cause::None:
        break;
    }
    return {};
}

QString valueText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? Words::tr("yes") : Words::tr("no");
    if (value.isDouble())
        return groupedNumber(value.toInteger());
    const QJsonDocument document
        = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

// What no kind has words of its own for stands in the table under its contract name.
void addDetail(Inspection &inspection, const QJsonObject &detail)
{
    for (auto member = detail.begin(); member != detail.end(); ++member)
        inspection.fields.append({ member.key(), valueText(member.value()), {}, Severity::Normal });
}

void addCommon(Inspection &inspection, const Record &record)
{
    if (record.t != Record::NoTime)
        addWireFact(inspection, Words::tr("Time"), Words::tr("%1 s").arg(secondsText(record.t)));
    const QString who = RecordWords::whoText(QString::fromLatin1(fromName(record.from)));
    addFact(inspection, Words::tr("From"), who);
    addFact(inspection, Words::tr("Sent because"), causeText(record.cause));
    if (record.connection != 0)
        addWireFact(inspection, Words::tr("Connection"), groupedNumber(record.connection));
    if (record.exchange != 0)
        addWireFact(inspection, Words::tr("Exchange"), groupedNumber(record.exchange));
    if (record.size > 0)
        addWireFact(inspection, Words::tr("On the wire"), octetsText(record.size));
    if (record.carrier > 0) {
        inspection.facts.append({ Words::tr("Carried by"),
                                  QLatin1Char('#') + groupedNumber(record.carrier),
                                  true,
                                  {},
                                  record.carrier });
    }
}

void addProblems(Inspection &inspection, const Record &record)
{
    for (Violation violation : record.violations.toVector()) {
        inspection.problems.append({ QString::fromLatin1(violationName(violation)),
                                     describe(violation, record.kind),
                                     sectionOf(violation, record.kind),
                                     sectionUrl(violation, record.kind), Severity::Warning });
    }
}

// A picture is worth nothing cut, so that more of it is read than of any other payload.
void addPicture(Inspection &inspection, const Record &record, OctetSource &octets)
{
    if (!pictureFormat(inspection.payload))
        return;
    inspection.picture = inspection.payload;
    if (inspection.payloadSize > inspection.payload.size())
        inspection.picture = contentOctets(record, octets, Inspection::MostPictureOctets);
}

void addOctets(Inspection &inspection, const Record &record, OctetSource &octets)
{
    inspection.payload = contentOctets(record, octets, Inspection::MostPayloadOctets);
    inspection.payloadSize = inspection.payload.size();
    if (inspection.payloadSize == Inspection::MostPayloadOctets) {
        // Only what was cut has more; how much, its record tells best.
        inspection.payloadSize = std::max(
            inspection.payloadSize, record.has(IsCompressed) ? record.content.size() : record.size);
    }
    addPicture(inspection, record, octets);
    if (record.kind == RecordKind::Note) {
        // A note may be longer than a line: an assembled text is.
        inspection.payload
            = detailOf(record).value(QLatin1StringView("text")).toString().toUtf8();
        inspection.payloadSize = inspection.payload.size();
    }
    inspection.wire = wireOctets(record, octets, Inspection::MostWireOctets);
    inspection.wireOffset = record.at.begin;
    inspection.wireSize = record.at.size();
    for (const ByteRange &range : record.moreAt)
        inspection.wireSize += range.size();
}

void inspectKind(Inspection &inspection, const Record &record, OctetSource &octets)
{
    switch (record.kind) {
    case RecordKind::ConnAttempt:
    case RecordKind::ConnOpen:
    case RecordKind::ConnClose:
    case RecordKind::State:
    case RecordKind::Reconnect:
    case RecordKind::SessionStart:
    case RecordKind::RecordingStall:
    case RecordKind::Fault:
        inspectConnection(inspection, record, detailOf(record));
        return;
    case RecordKind::Error:
        inspectError(inspection, record);
        return;
    case RecordKind::HttpRequest:
    case RecordKind::HttpResponse:
    case RecordKind::HttpChunk:
    case RecordKind::HttpData:
    case RecordKind::HttpEnd:
    case RecordKind::PollResult:
        inspectHttp(inspection, record, octets);
        return;
    case RecordKind::SseEvent:
    case RecordKind::SseComment:
    case RecordKind::SseRetry:
        inspectEventStream(inspection, record, octets);
        return;
    case RecordKind::MultipartPart:
        inspectPart(inspection, record, octets);
        return;
    case RecordKind::IframeScript:
        inspectScript(inspection, record, octets);
        return;
    case RecordKind::JsonpCallback:
        inspectCallback(inspection, record, octets);
        return;
    case RecordKind::StreamMessage:
        inspectStreamMessage(inspection, record, octets);
        return;
    case RecordKind::WsHandshake:
    case RecordKind::WsFrame:
    case RecordKind::WsMessage:
    case RecordKind::WsPing:
    case RecordKind::WsPong:
    case RecordKind::WsClose:
    case RecordKind::WsClosed:
        inspectWebSocket(inspection, record, octets);
        return;
    case RecordKind::EioPacket:
        inspectEngineIo(inspection, record, octets);
        return;
    case RecordKind::SioPacket:
        inspectSocketIo(inspection, record, octets);
        return;
    default:
        return;
    }
}

} // namespace

Inspection inspect(const Record &record, OctetSource &octets)
{
    Inspection inspection;
    inspection.seq = record.seq;
    inspection.kind = record.kind;
    inspection.session = record.session;
    inspection.connection = record.connection;
    inspection.t = record.t;
    inspection.from = record.from;
    inspection.isSent = record.cause != Cause::None;
    const RowText row = describe(record, octets);
    inspection.verdict = sentenceCase(row.what);
    inspection.severity = row.severity;
    addProblems(inspection, record);
    inspectKind(inspection, record, octets);
    addCommon(inspection, record);
    if (inspection.fields.isEmpty())
        addDetail(inspection, detailOf(record));
    addOctets(inspection, record, octets);
    addStretches(inspection, record, octets);
    return inspection;
}

} // namespace Pushscope
