// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of everything that is neither HTTP, an event stream nor WebSocket.

#include "models/recordwords.h"

#include "capture/recorddecoder.h"
#include "capture/recordproblem.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/words.h"

#include <QJsonArray>

namespace Pushscope {

namespace RecordWords {

QString text(const QJsonObject &detail, QLatin1StringView name)
{
    return lineText(detail.value(name).toString().toUtf8());
}

QString joined(const QStringList &parts)
{
    QStringList kept;
    for (const QString &part : parts) {
        if (!part.isEmpty())
            kept << part;
    }
    return kept.join(QStringLiteral(" · "));
}

QString contentPreview(const Record &record, OctetSource &octets)
{
    const QByteArray content = contentOctets(record, octets, PreviewOctets);
    return previewText(content, content.size() == PreviewOctets);
}

QString whoText(const QString &by)
{
    if (by == QLatin1StringView("client"))
        return Words::tr("the client");
    if (by == QLatin1StringView("server"))
        return Words::tr("the server");
    return {};
}

QString howText(const QString &how)
{
    if (how == QLatin1StringView("handshake"))
        return Words::tr("closing handshake");
    if (how == QLatin1StringView("fin"))
        return Words::tr("the connection was closed (FIN)");
    if (how == QLatin1StringView("reset"))
        return Words::tr("the connection was reset");
    if (how == QLatin1StringView("timeout"))
        return Words::tr("no answer in time");
    if (how == QLatin1StringView("tls-alert"))
        return Words::tr("TLS alert");
    if (how == QLatin1StringView("http-refusal"))
        return Words::tr("the server refused the handshake");
    if (how == QLatin1StringView("never-connected"))
        return Words::tr("never connected");
    return how;
}

QString attemptOutcome(const QString &outcome)
{
    if (outcome == QLatin1StringView("connected"))
        return Words::tr("connected");
    if (outcome == QLatin1StringView("abandoned"))
        return Words::tr("given up");
    if (outcome == QLatin1StringView("refused"))
        return Words::tr("refused");
    if (outcome == QLatin1StringView("connect-timeout"))
        return Words::tr("no answer in time");
    if (outcome == QLatin1StringView("unreachable"))
        return Words::tr("cannot be reached");
    return outcome;
}

QString attemptsText(const QJsonObject &detail)
{
    const auto count = detail.value(QLatin1StringView("attempts")).toArray().size();
    return count < 2 ? QString() : Words::tr("%1 addresses tried").arg(count);
}

QString triggerWord(const QString &trigger)
{
    if (trigger == QLatin1StringView("by_hand"))
        return Words::tr("by hand");
    if (trigger == QLatin1StringView("always"))
        return Words::tr("from the first");
    if (trigger == QLatin1StringView("after_messages"))
        return Words::tr("after so many messages");
    if (trigger == QLatin1StringView("after_ms"))
        return Words::tr("after so long");
    if (trigger == QLatin1StringView("probability"))
        return Words::tr("by chance");
    if (trigger == QLatin1StringView("client"))
        return Words::tr("for this client");
    return trigger;
}

} // namespace RecordWords

namespace {

using namespace RecordWords;

constexpr qsizetype MostWhat = 120; // Event types and methods may be as long as a peer likes.

RowText describeConnection(const Record &record, const QJsonObject &detail)
{
    const QString url = text(detail, QLatin1StringView("url"));
    if (record.kind == RecordKind::ConnAttempt)
        return { Words::tr("connecting"), url, Severity::Dim };
    if (record.kind == RecordKind::ConnOpen) {
        const QJsonObject tls = detail.value(QLatin1StringView("tls")).toObject();
        const qint64 connectNs = detail.value(QLatin1StringView("connect_ns")).toInteger(-1);
        return { Words::tr("connected"),
                 joined({ text(detail, QLatin1StringView("remote")),
                          text(tls, QLatin1StringView("version")), durationText(connectNs),
                          attemptsText(detail) }),
                 Severity::Dim };
    }
    const QString who = whoText(text(detail, QLatin1StringView("by")));
    return { Words::tr("disconnected"),
             joined({ who.isEmpty() ? QString() : Words::tr("by %1").arg(who),
                      howText(text(detail, QLatin1StringView("how"))), attemptsText(detail) }),
             Severity::Dim };
}

RowText describeState(const QJsonObject &detail)
{
    const QString was = text(detail, QLatin1StringView("was"));
    const QString now = text(detail, QLatin1StringView("now"));
    const QString fires = text(detail, QLatin1StringView("fires"));
    const QJsonValue readyState = detail.value(QLatin1StringView("ready_state"));
    // Not the word alone: beside `closed 1000` a mere `CLOSED` reads as if it closed twice.
    return { Words::tr("state %1").arg(now),
             // The second event of a transition, or an attempt to reconnect that failed.
             joined({ was.isEmpty() || was == now ? QString() : Words::tr("was %1").arg(was),
                      readyState.isUndefined()
                          ? QString()
                          : QStringLiteral("readyState %1").arg(readyState.toInteger()),
                      fires.isEmpty() ? QString()
                                      : Words::tr("a page gets the event %1").arg(fires) }),
             Severity::Dim };
}

RowText describeReconnect(const QJsonObject &detail)
{
    const qint64 delay = detail.value(QLatin1StringView("delay_ms")).toInteger();
    const QString id = text(detail, QLatin1StringView("last_event_id"));
    return { Words::tr("reconnect %1").arg(detail.value(QLatin1StringView("attempt")).toInteger()),
             joined({ Words::tr("in %1 ms").arg(groupedNumber(delay)),
                      id.isEmpty() ? QString() : QStringLiteral("Last-Event-ID: ") + id }),
             Severity::Dim };
}

RowText describeStall(const QJsonObject &detail)
{
    if (detail.value(QLatin1StringView("dropped")).toBool())
        return { Words::tr("not kept"), Words::tr("only the newest of this capture are kept"),
                 Severity::Dim };
    const qint64 ns = detail.value(QLatin1StringView("to_t")).toInteger()
        - detail.value(QLatin1StringView("from_t")).toInteger();
    if (detail.value(QLatin1StringView("unrecorded")).toBool())
        return { Words::tr("not recorded"),
                 Words::tr("nothing was recorded for %1: what passed is not in here")
                     .arg(durationText(ns)),
                 Severity::Error };
    return { Words::tr("recording stalled"),
             Words::tr("we did not read for %1: a gap in here is ours").arg(durationText(ns)),
             Severity::Warning };
}

RowText describeNote(const QJsonObject &detail)
{
    const QString coding = text(detail, QLatin1StringView("coding"));
    if (coding.isEmpty())
        return { Words::tr("note"), text(detail, QLatin1StringView("text")), Severity::Normal };
    return { Words::tr("note"),
             Words::tr("The content is coded as %1, which is not decoded here: it is shown as it came.")
                 .arg(coding),
             Severity::Warning };
}

RowText describeRest(const Record &record, const QJsonObject &detail, OctetSource &octets)
{
    switch (record.kind) {
    case RecordKind::CaptureStart:
        return { Words::tr("capture begins"), text(detail, QLatin1StringView("started")),
                 Severity::Dim };
    case RecordKind::CaptureEnd:
        return { Words::tr("capture ends"), text(detail, QLatin1StringView("reason")),
                 Severity::Dim };
    case RecordKind::Clock:
        return { Words::tr("clock"), text(detail, QLatin1StringView("wall")), Severity::Dim };
    case RecordKind::SessionStart:
        return { Words::tr("session begins"),
                 joined({ text(detail, QLatin1StringView("technique")),
                          text(detail, QLatin1StringView("url")) }),
                 Severity::Dim };
    case RecordKind::Fault:
        return { Words::tr("fault %1").arg(text(detail, QLatin1StringView("fault"))),
                 triggerWord(text(detail, QLatin1StringView("trigger"))), Severity::Warning };
    case RecordKind::Error:
        return { Words::tr("error"), describe(errorOf(record)), Severity::Error };
    case RecordKind::Note:
        return describeNote(detail);
    default:
        return { QString::fromLatin1(recordKindName(record.kind)), contentPreview(record, octets),
                 Severity::Normal };
    }
}

RowText describeKind(const Record &record, OctetSource &octets)
{
    switch (record.kind) {
    case RecordKind::ConnAttempt:
    case RecordKind::ConnOpen:
    case RecordKind::ConnClose:
        return describeConnection(record, detailOf(record));
    case RecordKind::State:
        return describeState(detailOf(record));
    case RecordKind::Reconnect:
        return describeReconnect(detailOf(record));
    case RecordKind::RecordingStall:
        return describeStall(detailOf(record));
    case RecordKind::HttpRequest:
    case RecordKind::HttpResponse:
    case RecordKind::HttpChunk:
    case RecordKind::HttpData:
    case RecordKind::HttpEnd:
    case RecordKind::PollResult:
        return describeHttp(record, octets);
    case RecordKind::SseEvent:
    case RecordKind::SseComment:
    case RecordKind::SseRetry:
        return describeEventStream(record, octets);
    case RecordKind::MultipartPart:
        return describePart(record, octets);
    case RecordKind::IframeScript:
        return describeScript(record, octets);
    case RecordKind::JsonpCallback:
        return describeCallback(record, octets);
    case RecordKind::StreamMessage:
        return describeStreamMessage(record, octets);
    case RecordKind::WsHandshake:
    case RecordKind::WsFrame:
    case RecordKind::WsMessage:
    case RecordKind::WsPing:
    case RecordKind::WsPong:
    case RecordKind::WsClose:
    case RecordKind::WsClosed:
        return describeWebSocket(record, octets);
    case RecordKind::EioPacket:
        return describeEngineIo(record, octets);
    case RecordKind::SioPacket:
        return describeSocketIo(record, octets);
    default:
        return describeRest(record, detailOf(record), octets);
    }
}

} // namespace

RowText describe(const Record &record, OctetSource &octets)
{
    RowText row = describeKind(record, octets);
    row.what = shortText(row.what, MostWhat);
    row.preview = shortText(row.preview, PreviewOctets);
    if (isProblem(record) && row.severity != Severity::Error)
        row.severity = Severity::Warning;
    return row;
}

} // namespace Pushscope
