// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The inspector on connections, states and errors.

#include "capture/recorddecoder.h"
#include "capture/recordpages.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/recordwords.h"
#include "models/words.h"

#include <QJsonArray>

namespace Pushscope {

bool wantsConnection(const Inspection &inspection)
{
    return inspection.connection != 0
        && (inspection.kind == RecordKind::WsClosed || inspection.kind == RecordKind::ConnClose);
}

namespace {

/// A client had to, over a broken rule or a message beyond the limit.
///
/// Spec: RFC 6455 §7.1.7.
bool wasFailed(const ConnectionRow &connection)
{
    const auto code = errorCodeFromName(connection.error);
    return code == ErrorCode::ProtocolError || code == ErrorCode::TooLarge;
}

} // namespace

void addConnection(Inspection &inspection, const ConnectionRow &connection)
{
    for (InspectionFact &fact : inspection.facts) {
        if (!fact.ifFailed.isEmpty() && wasFailed(connection))
            fact.value = fact.ifFailed;
    }
    QList<InspectionFact> facts;
    const auto add = [&facts](const QString &label, const QString &value) {
        facts.append({ label, value, true, {}, 0 });
    };
    if (connection.tOpen >= 0 && inspection.t >= connection.tOpen)
        add(Words::tr("Open for"), durationText(inspection.t - connection.tOpen));
    if (inspection.kind != RecordKind::ConnClose && connection.tClose >= 0) {
        add(Words::tr("Client wrote"), octetsText(connection.clientOctets));
        add(Words::tr("Server wrote"), octetsText(connection.serverOctets));
    }
    // Behind who ended it and how, before the numbers that every record has.
    qsizetype at = 0;
    while (at < inspection.facts.size() && !inspection.facts.at(at).isWire
           && inspection.facts.at(at).url.isEmpty())
        ++at;
    for (const InspectionFact &fact : std::as_const(facts))
        inspection.facts.insert(at++, fact);
}

std::optional<AssembledText> assembledText(const Record &record)
{
    if (record.kind != RecordKind::Note)
        return std::nullopt;
    const QString whole = detailOf(record).value(QLatin1StringView("text")).toString();
    if (!whole.startsWith(QLatin1StringView("text: ")))
        return std::nullopt;
    const qsizetype end = whole.indexOf(QLatin1StringView("\n\n"));
    if (end < 0)
        return std::nullopt;
    constexpr qsizetype Label = 6; // `text: `
    return AssembledText{ record.seq, whole.sliced(Label, end - Label), whole.sliced(end + 2) };
}

void addAssembledText(Inspection &inspection, const AssembledText &text)
{
    constexpr qsizetype MostShown = 400;
    inspection.facts.append({ Words::tr("Text of the stream"), text.summary, false, {}, text.seq });
    inspection.facts.append({ Words::tr("Begins with"),
                              shortText(lineText(text.text.left(2 * MostShown).toUtf8()), MostShown),
                              false, {}, 0 });
}

namespace InspectionParts {

namespace {

using RecordWords::howText;
using RecordWords::text;
using RecordWords::whoText;

void addTls(Inspection &inspection, const QJsonObject &tls)
{
    addWireFact(inspection, QStringLiteral("TLS"),
                RecordWords::joined({ text(tls, QLatin1StringView("version")),
                                      text(tls, QLatin1StringView("cipher")),
                                      text(tls, QLatin1StringView("alpn")) }));
    addFact(inspection, Words::tr("Certificate"), text(tls, QLatin1StringView("subject")));
    addFact(inspection, Words::tr("Issued by"), text(tls, QLatin1StringView("issuer")));
    addFact(inspection, Words::tr("Expires"), text(tls, QLatin1StringView("expires")));
    const bool isVerified = tls.value(QLatin1StringView("verified")).toBool();
    addFact(inspection, Words::tr("Verified"), isVerified ? Words::tr("yes") : Words::tr("no"));
    for (const QJsonValue &error : tls.value(QLatin1StringView("errors")).toArray())
        addFact(inspection, Words::tr("Certificate error"), error.toString());
}

/// How the attempts of Happy Eyeballs (RFC 8305) went, each with when it began.
void addAttempts(Inspection &inspection, const QJsonObject &detail)
{
    for (const QJsonValue &value : detail.value(QLatin1StringView("attempts")).toArray()) {
        const QJsonObject attempt = value.toObject();
        const QString outcome
            = RecordWords::attemptOutcome(text(attempt, QLatin1StringView("outcome")));
        const auto duration = [&](QLatin1StringView name) {
            return durationText(attempt.value(name).toInteger());
        };
        addWireFact(inspection, Words::tr("Tried"),
                    Words::tr("%1, %2 after the first: %3 after %4")
                        .arg(text(attempt, QLatin1StringView("address")),
                             duration(QLatin1StringView("start_ns")), outcome,
                             duration(QLatin1StringView("duration_ns"))));
    }
}

void inspectOpen(Inspection &inspection, const QJsonObject &detail)
{
    addWireFact(inspection, Words::tr("Local address"), text(detail, QLatin1StringView("local")));
    addWireFact(inspection, Words::tr("Remote address"), text(detail, QLatin1StringView("remote")));
    addDuration(inspection, Words::tr("Name look-up"), detail, QLatin1StringView("dns_ns"));
    addDuration(inspection, Words::tr("Connecting"), detail, QLatin1StringView("connect_ns"));
    addAttempts(inspection, detail);
    addDuration(inspection, Words::tr("TLS handshake"), detail, QLatin1StringView("tls_ns"));
    const QJsonObject tls = detail.value(QLatin1StringView("tls")).toObject();
    if (!tls.isEmpty())
        addTls(inspection, tls);
}

void inspectClose(Inspection &inspection, const QJsonObject &detail)
{
    addFact(inspection, Words::tr("Who ended it"), whoText(text(detail, QLatin1StringView("by"))));
    addFact(inspection, Words::tr("How"), howText(text(detail, QLatin1StringView("how"))));
    addFact(inspection, Words::tr("Error"), text(detail, QLatin1StringView("error")));
    addAttempts(inspection, detail);
    const auto octets = [&](QLatin1StringView name) {
        const qint64 count = detail.value(name).toInteger(-1);
        return count < 0 ? QString() : octetsText(count);
    };
    addWireFact(inspection, Words::tr("Client wrote"), octets(QLatin1StringView("client_octets")));
    addWireFact(inspection, Words::tr("Server wrote"), octets(QLatin1StringView("server_octets")));
}

void inspectState(Inspection &inspection, const QJsonObject &detail)
{
    addFact(inspection, Words::tr("Was"), text(detail, QLatin1StringView("was")));
    addFact(inspection, Words::tr("Is now"), text(detail, QLatin1StringView("now")));
    const QJsonValue readyState = detail.value(QLatin1StringView("ready_state"));
    if (!readyState.isUndefined()) {
        addWireFact(inspection, QStringLiteral("readyState"),
                    QString::number(readyState.toInteger()));
    }
    const QString fires = text(detail, QLatin1StringView("fires"));
    addFact(inspection, Words::tr("A browser fires"),
            fires.isEmpty() ? Words::tr("nothing") : fires);
}

void inspectReconnect(Inspection &inspection, const QJsonObject &detail)
{
    addWireFact(inspection, Words::tr("Attempt"),
                groupedNumber(detail.value(QLatin1StringView("attempt")).toInteger()));
    const qint64 ms = detail.value(QLatin1StringView("delay_ms")).toInteger();
    addWireFact(inspection, Words::tr("After"), Words::tr("%1 ms").arg(groupedNumber(ms)));
    addWireFact(inspection, QStringLiteral("Last-Event-ID"),
                text(detail, QLatin1StringView("last_event_id")));
}

/// What a fault of the mock spoils, contract `about`, in words.
QString subjectText(const QString &about)
{
    if (about == QLatin1StringView("octets"))
        return Words::tr("the octets on their way");
    if (about == QLatin1StringView("end"))
        return Words::tr("how it ends");
    if (about == QLatin1StringView("handshake"))
        return Words::tr("the opening handshake");
    if (about == QLatin1StringView("head"))
        return Words::tr("the head of the response");
    if (about == QLatin1StringView("response"))
        return Words::tr("the whole response");
    if (about == QLatin1StringView("heartbeat"))
        return Words::tr("the heartbeat");
    if (about == QLatin1StringView("request"))
        return Words::tr("what a request is answered");
    if (about == QLatin1StringView("session"))
        return Words::tr("the session");
    if (about == QLatin1StringView("message"))
        return Words::tr("a message");
    return about;
}

/// Protocols by their names; the rest in words.
QString siteText(ErrorSite site)
{
    switch (site) {
    case ErrorSite::Dns:
        return QStringLiteral("DNS");
    case ErrorSite::Tcp:
        return QStringLiteral("TCP");
    case ErrorSite::Tls:
        return QStringLiteral("TLS");
    case ErrorSite::Http:
        return QStringLiteral("HTTP");
    case ErrorSite::WebSocket:
        return QStringLiteral("WebSocket");
    case ErrorSite::EngineIo:
        return QStringLiteral("Engine.IO");
    case ErrorSite::SocketIo:
        return QStringLiteral("Socket.IO");
    case ErrorSite::Proxy:
        return Words::tr("the proxy");
    case ErrorSite::Storage:
        return Words::tr("the capture file");
    }
    return {};
}

void inspectFault(Inspection &inspection, const QJsonObject &detail)
{
    addWireFact(inspection, Words::tr("Fault"), text(detail, QLatin1StringView("fault")));
    addFact(inspection, Words::tr("Set off"),
            RecordWords::triggerWord(text(detail, QLatin1StringView("trigger"))));
    addFact(inspection, Words::tr("About"), subjectText(text(detail, QLatin1StringView("about"))));
}

void inspectStall(Inspection &inspection, const QJsonObject &detail)
{
    if (detail.value(QLatin1StringView("dropped")).toBool()) {
        addFact(inspection, Words::tr("Not kept"),
                Words::tr("only the newest of this capture are kept"));
        return;
    }
    const qint64 from = detail.value(QLatin1StringView("from_t")).toInteger();
    const qint64 to = detail.value(QLatin1StringView("to_t")).toInteger();
    if (detail.value(QLatin1StringView("unrecorded")).toBool()) {
        const bool isLimit = detail.value(QLatin1StringView("why")).toString()
            == QLatin1StringView("limit");
        addWireFact(inspection, Words::tr("Not recorded for"), durationText(to - from));
        inspection.problems.append(
            { QStringLiteral("recording.stall"),
              (isLimit ? Words::tr("The capture had reached the size at which it was to stop: from "
                                   "%1 s to %2 s nothing was recorded.")
                       : Words::tr("The file could not be written, and it was chosen to go on all "
                                   "the same: from %1 s to %2 s nothing was recorded."))
                  .arg(secondsText(from), secondsText(to)),
              QString(), QUrl(), Severity::Error });
        return;
    }
    addWireFact(inspection, Words::tr("Not read for"), durationText(to - from));
    inspection.problems.append(
        { QStringLiteral("recording.stall"),
          Words::tr("Recording could not keep up, so reading was stopped from %1 s to %2 s. "
                    "Nothing is lost, but a gap in there is ours and not the peer's.")
              .arg(secondsText(from), secondsText(to)),
          QString(), QUrl(), Severity::Warning });
}

} // namespace

void inspectConnection(Inspection &inspection, const Record &record, const QJsonObject &detail)
{
    switch (record.kind) {
    case RecordKind::ConnOpen:
        inspectOpen(inspection, detail);
        break;
    case RecordKind::ConnClose:
        inspectClose(inspection, detail);
        break;
    case RecordKind::State:
        inspectState(inspection, detail);
        break;
    case RecordKind::Reconnect:
        inspectReconnect(inspection, detail);
        break;
    case RecordKind::Fault:
        inspectFault(inspection, detail);
        break;
    case RecordKind::RecordingStall:
        inspectStall(inspection, detail);
        break;
    default:
        addFact(inspection, Words::tr("Name"), text(detail, QLatin1StringView("name")));
        addFact(inspection, Words::tr("Technique"), text(detail, QLatin1StringView("technique")));
        addWireFact(inspection, QStringLiteral("URL"), text(detail, QLatin1StringView("url")));
        break;
    }
}

void inspectError(Inspection &inspection, const Record &record)
{
    const Error error = errorOf(record);
    const QString name = QString::fromLatin1(errorCodeName(error.code));
    inspection.problems.prepend({ name, describe(error), QString(), QUrl(), Severity::Error });
    addFact(inspection, Words::tr("Where"), siteText(error.where));
    addFact(inspection, Words::tr("Code"), name);
    for (const auto &[key, value] : error.data) {
        inspection.fields.append(
            { QString::fromUtf8(key), QString::fromUtf8(value), {}, Severity::Normal });
    }
}

} // namespace InspectionParts

} // namespace Pushscope
