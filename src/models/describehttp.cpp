// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of HTTP messages, poll results and event streams.

#include "models/recordwords.h"

#include "capture/maskedtext.h"
#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/eventstream/eventstreamparser.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/status.h"

#include <algorithm>

namespace Pushscope::RecordWords {

namespace {

constexpr int FirstErrorStatus = 400;

// A row needs the beginning of a block only; one of many megabytes must not be read for it.
constexpr qint64 MostBlockOctets = 16 * 1024;

RowText describeRequest(const Record &record, OctetSource &octets)
{
    const auto head = requestHead(record, octets);
    if (!head)
        return { Words::tr("request"), QString(), Severity::Normal };
    return { lineText(head->method),
             joined({ lineText(head->target), lineText(Http1::fieldValue(head->fields, "host")) }),
             Severity::Normal };
}

RowText describeResponse(const Record &record, OctetSource &octets)
{
    const Severity severity = record.code >= FirstErrorStatus ? Severity::Error : Severity::Normal;
    const auto head = responseHead(record, octets);
    if (!head)
        return { QString::number(record.code), QString(), severity };
    QString what = QString::number(head->status);
    if (!head->reason.isEmpty())
        what += QLatin1Char(' ') + lineText(head->reason);
    const QString target = redirectTarget(*head);
    const qint64 ttfb = detailOf(record).value(QLatin1StringView("ttfb_ns")).toInteger(-1);
    return { what,
             joined({ target.isEmpty() ? QString() : QStringLiteral("→ ") + target,
                      lineText(Http1::fieldValue(head->fields, "content-type")),
                      ttfb < 0 ? QString()
                               : Words::tr("first octet after %1").arg(durationText(ttfb)) }),
             severity };
}

RowText describeEnd(const Record &record)
{
    const QJsonObject detail = detailOf(record);
    const qint64 size = detail.value(QLatin1StringView("content_size")).toInteger();
    const qint64 coded = detail.value(QLatin1StringView("coded_size")).toInteger();
    const qint64 totalNs = detail.value(QLatin1StringView("total_ns")).toInteger(-1);
    const bool isComplete = detail.value(QLatin1StringView("complete")).toBool(true);
    const QString coding = text(detail, QLatin1StringView("coding"));
    return { isComplete ? Words::tr("end of body") : Words::tr("body cut off"),
             joined({ coding.isEmpty()
                          ? octetsText(size)
                          : Words::tr("%1 as %2 in %3").arg(octetsText(size), octetsText(coded), coding),
                      text(detail, QLatin1StringView("framing")), durationText(totalNs) }),
             // Where it is cut because its reader left, no rule is broken.
             isComplete || record.violations.isEmpty() ? Severity::Dim : Severity::Warning };
}

/// A jsonp round, as far as the page learns of it.
RowText describeCall(const QString &what, const QJsonObject &detail)
{
    const QString late = detail.value(QLatin1StringView("late")).toBool()
        ? Words::tr("after its time was up")
        : QString();
    if (detail.value(QLatin1StringView("called")).toBool())
        return { what, joined({ Words::tr("the callback was called"), late }), Severity::Dim };
    if (text(detail, QLatin1StringView("fires")) == QLatin1StringView("load"))
        return { what, joined({ Words::tr("the script ran without calling back: no page is told"),
                                late }),
                 Severity::Warning };
    return { what,
             joined({ Words::tr("not run: the script element fires error, and says no more"),
                      late }),
             Severity::Error };
}

RowText describePoll(const Record &record, OctetSource &octets)
{
    const QJsonObject detail = detailOf(record);
    const qint64 status = detail.value(QLatin1StringView("status")).toInteger(record.code);
    const QString round = QString::number(detail.value(QLatin1StringView("round")).toInteger());
    const QString outcome = text(detail, QLatin1StringView("outcome"));
    if (!outcome.isEmpty() && outcome != QLatin1StringView("answered")) {
        const QString why = outcome == QLatin1StringView("timeout") ? Words::tr("no answer in time")
            : outcome == QLatin1StringView("aborted")
            ? Words::tr("given up because the next round was due")
            : Words::tr("the round failed");
        return { Words::tr("poll %1").arg(round), why,
                 outcome == QLatin1StringView("error") ? Severity::Error : Severity::Warning };
    }
    const QString what = status > 0 ? Words::tr("poll %1 · %2").arg(round).arg(status)
                                    : Words::tr("poll %1").arg(round);
    if (const QJsonValue called = detail.value(QLatin1StringView("called")); !called.isUndefined())
        return describeCall(what, detail);
    if (status >= FirstErrorStatus)
        return { what, contentPreview(record, octets), Severity::Error };
    if (detail.value(QLatin1StringView("empty")).toBool())
        return { what, Words::tr("empty"), Severity::Dim };
    if (!detail.value(QLatin1StringView("changed")).toBool(true))
        return { what, Words::tr("unchanged"), Severity::Dim };
    // The rows of its scripts have the octets.
    if (const QJsonValue messages = detail.value(QLatin1StringView("messages"));
        !messages.isUndefined()) {
        return { what, Words::tr("messages from its scripts: %1").arg(messages.toInteger()),
                 Severity::Normal };
    }
    return { what, contentPreview(record, octets), Severity::Normal };
}

QString fieldsText(const EventStream::Event &event)
{
    QStringList fields;
    for (const EventStream::Field &field : event.fields)
        fields << lineText(QByteArray(field.name + ' ' + field.value));
    return joined(fields);
}

RowText describeDropped(EventStream::Why why, const QString &fields)
{
    switch (why) {
    case EventStream::Why::EmptyData:
        return { Words::tr("block dropped"),
                 joined({ Words::tr("no data field: a browser fires nothing"), fields }),
                 Severity::Warning };
    case EventStream::Why::UnterminatedBlock:
        return { Words::tr("block dropped"),
                 joined({ Words::tr("the stream ended before its blank line"), fields }),
                 Severity::Warning };
    default:
        return { Words::tr("block cut"), joined({ Words::tr("over the limit"), fields }),
                 Severity::Warning };
    }
}

/// Who reads it left in the middle of it, which is no violation.
bool isCutByReader(const Record &record)
{
    return record.detail.contains("\"why\":\"unterminated-block\"");
}

/// Of a block whose end is not read here: the record tells what became of it.
EventStream::Why whyDropped(const Record &record, const EventStream::Event &beginning)
{
    if (beginning.why == EventStream::Why::TooLarge)
        return beginning.why;
    return record.violations.contains(Violation::UnterminatedBlock) || isCutByReader(record)
        ? EventStream::Why::UnterminatedBlock
        : EventStream::Why::EmptyData;
}

// Of a block cut short: its last line never ended, so that no data was made of it.
QByteArray firstData(const EventStream::Event &event)
{
    const auto field
        = std::ranges::find(event.fields, QByteArray("data"), &EventStream::Field::name);
    return field == event.fields.end() ? QByteArray() : field->value;
}

RowText describeEvent(const Record &record, OctetSource &octets)
{
    Record beginning = record;
    const bool isCut = record.size > MostBlockOctets;
    if (isCut) {
        beginning.moreAt.clear();
        beginning.at.end = std::min(record.at.end, record.at.begin + MostBlockOctets);
    }
    const auto event = streamEvent(beginning, octets);
    if (!event)
        return { Words::tr("event"), QString(), Severity::Normal };
    const QString type = lineText(event->type);
    const QString id = event->isIdInherited || event->lastEventId.isEmpty()
        ? QString()
        : QStringLiteral("id ") + lineText(event->lastEventId);
    if (record.code != 1) {
        if (isCut)
            return describeDropped(whyDropped(record, *event), fieldsText(*event));
        return describeDropped(event->why, fieldsText(*event));
    }
    const QByteArray beginningOfData = isCut ? firstData(*event) : event->data;
    const QString data
        = previewText(beginningOfData.left(PreviewOctets), beginningOfData.size() > PreviewOctets);
    return { Words::tr("event %1").arg(type), joined({ data, id }), Severity::Normal };
}

} // namespace

QString redirectTarget(const Http1::ResponseHead &head)
{
    return Http1::isRedirect(head.status)
        ? lineText(maskedText(Http1::fieldValue(head.fields, "location")))
        : QString();
}

RowText describeHttp(const Record &record, OctetSource &octets)
{
    switch (record.kind) {
    case RecordKind::HttpRequest:
        return describeRequest(record, octets);
    case RecordKind::HttpResponse:
        return describeResponse(record, octets);
    case RecordKind::HttpEnd:
        return describeEnd(record);
    case RecordKind::PollResult:
        return describePoll(record, octets);
    default:
        break;
    }
    if (const auto flash = describeFlashPolicy(record, octets))
        return *flash;
    // Where a record above prints the octets, this one is only how they were carried.
    return { record.kind == RecordKind::HttpChunk ? Words::tr("chunk") : Words::tr("body data"),
             contentPreview(record, octets),
             record.has(PrintsOctets) ? Severity::Normal : Severity::Dim };
}

RowText describeEventStream(const Record &record, OctetSource &octets)
{
    if (record.kind == RecordKind::SseComment)
        return { Words::tr("comment"), contentPreview(record, octets).trimmed(), Severity::Dim };
    if (record.kind == RecordKind::SseRetry) {
        const QByteArray line = wireOctets(record, octets, PreviewOctets);
        const auto retry = EventStream::parseRetry(line);
        return { QStringLiteral("retry"),
                 Words::tr("%1 ms").arg(groupedNumber(retry ? retry->ms : 0)), Severity::Dim };
    }
    return describeEvent(record, octets);
}

} // namespace Pushscope::RecordWords
