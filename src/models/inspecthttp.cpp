// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The inspector on HTTP messages, poll results and event streams.

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/inspectpoll.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/words.h"
#include "protocol/eventstream/eventstreamparser.h"
#include "protocol/http1/fields.h"

#include <QJsonArray>

namespace Pushscope::InspectionParts {

namespace {

using RecordWords::text;

void addHeaders(Inspection &inspection, const std::vector<Http1::FieldLine> &lines)
{
    for (const Http1::FieldLine &line : lines) {
        const bool isBroken = line.name.isEmpty();
        inspection.headers.append({ lineText(line.name), lineText(line.value),
                                    isBroken ? Words::tr("not a field line") : QString(),
                                    isBroken ? Severity::Warning : Severity::Normal });
    }
}

QString latin(QByteArrayView text)
{
    return QString::fromLatin1(text);
}

void inspectRequest(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const auto head = requestHead(record, octets);
    if (!head)
        return;
    inspection.startLine
        = lineText(QByteArray(head->method + ' ' + head->target + ' ' + head->version));
    inspection.verdict = lineText(head->method);
    inspection.remark = lineText(head->target);
    addHeaders(inspection, head->fields);
    addWireFact(inspection, Words::tr("Target"), lineText(head->target));
    addWireFact(inspection, Words::tr("Version"), latin(head->version));
    const QJsonValue reused = detailOf(record).value(QLatin1StringView("reused"));
    if (!reused.isUndefined()) {
        addFact(inspection, Words::tr("Connection was"),
                reused.toBool() ? Words::tr("used before") : Words::tr("new"));
    }
}

void inspectResponse(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const auto head = responseHead(record, octets);
    if (!head)
        return;
    inspection.startLine = lineText(
        QByteArray(head->version + ' ' + QByteArray::number(head->status) + ' ' + head->reason));
    addHeaders(inspection, head->fields);
    const QJsonObject detail = detailOf(record);
    addWireFact(inspection, Words::tr("Redirects to"), RecordWords::redirectTarget(*head));
    addDuration(inspection, Words::tr("First octet after"), detail, QLatin1StringView("ttfb_ns"));
    addWireFact(inspection, QStringLiteral("Content-Type"),
                lineText(Http1::fieldValue(head->fields, "content-type")));
    addWireFact(inspection, Words::tr("Version"), latin(head->version));
}

void inspectEnd(Inspection &inspection, const QJsonObject &detail)
{
    addFact(inspection, Words::tr("Ends by"), text(detail, QLatin1StringView("framing")));
    const qint64 coded = detail.value(QLatin1StringView("coded_size")).toInteger();
    const qint64 content = detail.value(QLatin1StringView("content_size")).toInteger();
    addWireFact(inspection, Words::tr("Body"), octetsText(coded));
    const QString coding = text(detail, QLatin1StringView("coding"));
    if (!coding.isEmpty()) {
        addFact(inspection, Words::tr("Content coding"), coding);
        addWireFact(inspection, Words::tr("Content"), octetsText(content));
    }
    addFact(inspection, Words::tr("Complete"),
            detail.value(QLatin1StringView("complete")).toBool() ? Words::tr("yes")
                                                                 : Words::tr("no"));
    addDuration(inspection, Words::tr("Took"), detail, QLatin1StringView("total_ns"));
    for (const QJsonValue &trailer : detail.value(QLatin1StringView("trailers")).toArray()) {
        const QJsonArray pair = trailer.toArray();
        inspection.headers.append({ pair.at(0).toString(), pair.at(1).toString(),
                                    Words::tr("trailer"), Severity::Normal });
    }
}

QString outcomeText(const QString &outcome)
{
    if (outcome == QLatin1StringView("answered"))
        return Words::tr("answered");
    if (outcome == QLatin1StringView("timeout"))
        return Words::tr("no answer in time");
    if (outcome == QLatin1StringView("error"))
        return Words::tr("the round failed");
    if (outcome == QLatin1StringView("aborted"))
        return Words::tr("given up because the next round was due");
    return outcome;
}

void inspectPoll(Inspection &inspection, const QJsonObject &detail)
{
    const auto yesOrNo = [&](QLatin1StringView name) {
        const QJsonValue value = detail.value(name);
        return value.isUndefined() ? QString()
            : value.toBool()       ? Words::tr("yes")
                                   : Words::tr("no");
    };
    addWireFact(inspection, Words::tr("Round"),
                groupedNumber(detail.value(QLatin1StringView("round")).toInteger()));
    addFact(inspection, Words::tr("Outcome"),
            outcomeText(text(detail, QLatin1StringView("outcome"))));
    addFact(inspection, Words::tr("Changed"), yesOrNo(QLatin1StringView("changed")));
    addFact(inspection, Words::tr("Empty"), yesOrNo(QLatin1StringView("empty")));
    addFact(inspection, Words::tr("Overlapped"), yesOrNo(QLatin1StringView("overlapped")));
    addDuration(inspection, Words::tr("Took"), detail, QLatin1StringView("duration_ns"));
    addDuration(inspection, Words::tr("Held by the server"), detail, QLatin1StringView("hold_ns"));
    addDuration(inspection, Words::tr("No request open before"), detail,
                QLatin1StringView("gap_ns"));
    addFact(inspection, Words::tr("Carries on"), text(detail, QLatin1StringView("cursor")));
    addFact(inspection, Words::tr("Script fires"), text(detail, QLatin1StringView("fires")));
    addFact(inspection, Words::tr("Callback called"), yesOrNo(QLatin1StringView("called")));
    addFact(inspection, Words::tr("After its time was up"), yesOrNo(QLatin1StringView("late")));
}

// What WHATWG HTML §9.2.6 does with one field.
InspectionField streamField(const EventStream::Field &field)
{
    InspectionField line{ lineText(field.name), lineText(field.value), {}, Severity::Normal };
    if (field.name == QByteArrayView("data")) {
        line.remark = Words::tr("appended to the data");
    } else if (field.name == QByteArrayView("event")) {
        line.remark = Words::tr("the type of the event");
    } else if (field.name == QByteArrayView("id")) {
        const bool hasNul = field.value.contains('\0');
        line.remark = hasNul ? Words::tr("ignored: contains U+0000")
                             : Words::tr("becomes the last event ID");
        line.severity = hasNul ? Severity::Warning : Severity::Normal;
    } else if (field.name == QByteArrayView("retry")) {
        bool isNumber = !field.value.isEmpty();
        for (char digit : field.value)
            isNumber = isNumber && digit >= '0' && digit <= '9';
        line.remark = isNumber ? Words::tr("sets the reconnection time")
                               : Words::tr("ignored: not ASCII digits only");
        line.severity = isNumber ? Severity::Normal : Severity::Warning;
    } else {
        line.remark = Words::tr("ignored: no field of this name");
        line.severity = Severity::Warning;
    }
    return line;
}

QString browserText(const EventStream::Event &event)
{
    switch (event.why) {
    case EventStream::Why::None:
        return Words::tr("fires “%1” with %2 of data")
            .arg(lineText(event.type), octetsText(event.data.size()));
    case EventStream::Why::EmptyData:
        return Words::tr("fires nothing: the block has no data field");
    case EventStream::Why::UnterminatedBlock:
        return Words::tr("fires nothing: the stream ended before the blank line");
    case EventStream::Why::TooLarge:
        break;
    }
    return Words::tr("cannot be told: only the beginning was taken");
}

void inspectEvent(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const auto event = streamEvent(record, octets);
    if (!event)
        return;
    for (const EventStream::Field &field : event->fields)
        inspection.fields.append(streamField(field));
    addFact(inspection, Words::tr("A browser"), browserText(*event));
    addWireFact(inspection, Words::tr("Type"), lineText(event->type));
    if (!event->lastEventId.isEmpty()) {
        const QString id = lineText(event->lastEventId);
        addWireFact(inspection, Words::tr("Last event ID"),
                    event->isIdInherited ? Words::tr("%1, from an earlier block").arg(id) : id);
    }
    if (record.has(IsWholeChunk))
        addFact(inspection, Words::tr("Chunk"), Words::tr("exactly one carries it"));
    addSection(inspection, QStringLiteral("HTML §9.2.6"),
               QStringLiteral("https://html.spec.whatwg.org/multipage/server-sent-events.html"
                              "#event-stream-interpretation"));
    if (event->why == EventStream::Why::EmptyData) {
        inspection.problems.append(
            { QStringLiteral("empty-data"),
              Words::tr("A block without a data field fires no event: its type is forgotten and "
                        "its id still counts (HTML §9.2.6). Servers that end every line with a "
                        "blank one send such blocks. They break no rule: the filter is:problem "
                        "finds them, violation:any does not."),
              QStringLiteral("HTML §9.2.6"),
              QUrl(QStringLiteral("https://html.spec.whatwg.org/multipage/server-sent-events.html"
                                  "#event-stream-interpretation")),
              Severity::Warning });
    }
}

} // namespace

void inspectHttp(Inspection &inspection, const Record &record, OctetSource &octets)
{
    switch (record.kind) {
    case RecordKind::HttpRequest:
        inspectRequest(inspection, record, octets);
        break;
    case RecordKind::HttpResponse:
        inspectResponse(inspection, record, octets);
        break;
    case RecordKind::HttpEnd:
        inspectEnd(inspection, detailOf(record));
        break;
    case RecordKind::PollResult:
        inspectPoll(inspection, detailOf(record));
        inspection.fields = pollRoundFields(pollRound(record, octets), nullptr);
        inspection.fieldsRemark = Words::tr("the round before");
        break;
    case RecordKind::HttpChunk:
    case RecordKind::HttpData:
        if (inspectFlashPolicy(inspection, record, octets))
            break;
        addRefusal(inspection, record, octets);
        break;
    default:
        break;
    }
}

void inspectEventStream(Inspection &inspection, const Record &record, OctetSource &octets)
{
    if (record.kind == RecordKind::SseEvent) {
        inspectEvent(inspection, record, octets);
        return;
    }
    const QByteArray line = wireOctets(record, octets, PreviewOctets);
    const qsizetype colon = line.indexOf(':');
    const QString value = lineText(QByteArrayView(line).sliced(colon + 1).trimmed());
    if (record.kind == RecordKind::SseComment) {
        inspection.fields.append(
            { QStringLiteral(":"), value, Words::tr("a comment: ignored"), Severity::Normal });
        addFact(inspection, Words::tr("A browser"), Words::tr("ignores it"));
        return;
    }
    inspection.fields.append({ QStringLiteral("retry"), value,
                               Words::tr("sets the reconnection time"), Severity::Normal });
    addFact(inspection, Words::tr("A browser"),
            Words::tr("waits %1 ms before it reconnects").arg(value));
}

} // namespace Pushscope::InspectionParts
