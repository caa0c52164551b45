// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Browser view: what the answer has to be for an EventSource, a WebSocket, a script, a picture.

#include "models/browserrules.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/http1/fields.h"

#include <algorithm>
#include <array>

namespace Pushscope::BrowserRules {

namespace {

constexpr Section EventStream{
    "HTML, Processing model of server-sent events",
    "https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model"
};
constexpr Section OriginOfSocket{ "RFC 6455 §10.2",
                                  "https://www.rfc-editor.org/rfc/rfc6455#section-10.2" };
constexpr Section ServersAnswer{ "RFC 6455 §4.1",
                                 "https://www.rfc-editor.org/rfc/rfc6455#section-4.1" };
constexpr Section ScriptFetch{ "HTML, Fetch a classic script",
                               "https://html.spec.whatwg.org/multipage/webappapis.html"
                               "#fetch-a-classic-script" };
constexpr Section Nosniff{ "Fetch, X-Content-Type-Options",
                           "https://fetch.spec.whatwg.org/#x-content-type-options-header" };
constexpr Section MimeBlock{ "Fetch, Should response to request be blocked due to its MIME type",
                             "https://fetch.spec.whatwg.org/"
                             "#should-response-to-request-be-blocked-due-to-mime-type?" };
constexpr Section ResourcePolicy{ "Fetch, Cross-Origin-Resource-Policy",
                                  "https://fetch.spec.whatwg.org/"
                                  "#cross-origin-resource-policy-header" };
constexpr Section ImageType{ "HTML, Updating the image data",
                             "https://html.spec.whatwg.org/multipage/images.html"
                             "#updating-the-image-data" };

QByteArray essenceOf(const Context &context)
{
    const auto type
        = context.response() ? Http1::contentType(context.response()->fields) : std::nullopt;
    return type ? type->value : QByteArray();
}

QString typeText(const Context &context)
{
    return lineText(context.responseField("Content-Type").value_or(QByteArray()));
}

void addNoResponse(Context &context, const char *rule, const QString &what, const Section &section)
{
    add(context, BrowserVerdict::NotAsked, rule, what, Words::tr("No response yet."), section);
}

void addOriginOfSocket(Context &context, const QString &what)
{
    const QByteArray recorded = Http1::fieldValue(context.question.request.fields, "Origin");
    const QByteArray own = context.page.text().toLatin1();
    const bool isAccepted = context.response()->status == 101;
    const QString field = QStringLiteral("Origin");
    if (recorded != own) {
        add(context, BrowserVerdict::Depends, "ws-origin", what,
            recorded.isEmpty()
                ? Words::tr("The browser would send Origin: %1; this handshake had none, and the "
                            "server may decide by it.")
                      .arg(context.page.text())
                : Words::tr("The browser would send Origin: %1; this handshake had another, and "
                            "the server may decide by it.")
                      .arg(context.page.text()),
            OriginOfSocket, field, lineText(recorded));
    } else if (isAccepted) {
        add(context, BrowserVerdict::Allowed, "ws-origin", what,
            Words::tr("The server accepted a handshake with this origin."), OriginOfSocket, field,
            lineText(recorded));
    } else {
        add(context,
            context.response()->status == 403 ? BrowserVerdict::Refused : BrowserVerdict::Depends,
            "ws-origin", what,
            context.response()->status == 403
                ? Words::tr("The server refused a handshake with this origin: 403.")
                : Words::tr("The handshake failed; whether for this origin, its status does not "
                            "tell."),
            OriginOfSocket, field, lineText(recorded));
    }
}

} // namespace

bool isJavaScriptType(QByteArrayView essence)
{
    constexpr std::array<QByteArrayView, 16> types{ "application/ecmascript",
                                                    "application/javascript",
                                                    "application/x-ecmascript",
                                                    "application/x-javascript",
                                                    "text/ecmascript",
                                                    "text/javascript",
                                                    "text/javascript1.0",
                                                    "text/javascript1.1",
                                                    "text/javascript1.2",
                                                    "text/javascript1.3",
                                                    "text/javascript1.4",
                                                    "text/javascript1.5",
                                                    "text/jscript",
                                                    "text/livescript",
                                                    "text/x-ecmascript",
                                                    "text/x-javascript" };
    return std::ranges::find(types, essence) != types.end();
}

void addEventStream(Context &context)
{
    const QString what = Words::tr("Event stream");
    if (!context.response()) {
        addNoResponse(context, "event-stream", what, EventStream);
    } else if (context.response()->status == 204) {
        add(context, BrowserVerdict::Refused, "event-stream", what,
            Words::tr("204 tells EventSource to stop: it does not reconnect."), EventStream,
            Words::tr("status"), QStringLiteral("204"));
    } else if (context.response()->status != 200) {
        add(context, BrowserVerdict::Refused, "event-stream", what,
            Words::tr("EventSource takes 200 and nothing else: it fails and does not reconnect."),
            EventStream, Words::tr("status"), QString::number(context.response()->status));
    } else if (essenceOf(context) != "text/event-stream") {
        add(context, BrowserVerdict::Refused, "event-stream", what,
            Words::tr("EventSource takes text/event-stream and nothing else: it fails and does not "
                      "reconnect."),
            EventStream, QStringLiteral("Content-Type"), typeText(context));
    } else {
        add(context, BrowserVerdict::Allowed, "event-stream", what,
            Words::tr("Status and type are those of an event stream."), EventStream,
            QStringLiteral("Content-Type"), typeText(context));
    }
}

void addHandshake(Context &context)
{
    const QString whatOrigin = Words::tr("Origin");
    const QString what = Words::tr("Opening handshake");
    if (!context.response()) {
        addNoResponse(context, "ws-origin", whatOrigin, OriginOfSocket);
        addNoResponse(context, "handshake", what, ServersAnswer);
        return;
    }
    addOriginOfSocket(context, whatOrigin);
    const int status = context.response()->status;
    const bool isAccepted = status == 101;
    add(context, isAccepted ? BrowserVerdict::Allowed : BrowserVerdict::Refused, "handshake", what,
        isAccepted ? Words::tr("The server switched protocols.")
                   : Words::tr("Only 101 opens a WebSocket; the page is not told the status."),
        ServersAnswer, Words::tr("status"), QString::number(status));
}

void addResourcePolicy(Context &context)
{
    const QString what = Words::tr("Resource policy");
    const QString field = QStringLiteral("Cross-Origin-Resource-Policy");
    if (!context.response()) {
        addNoResponse(context, "corp", what, ResourcePolicy);
        return;
    }
    const auto policy = context.responseField("Cross-Origin-Resource-Policy");
    const QString value = lineText(policy.value_or(QByteArray()));
    // "If policy is neither same-origin, same-site, nor cross-origin, then set policy to null."
    const bool isKnown = policy
        && (*policy == "same-origin" || *policy == "same-site" || *policy == "cross-origin");
    if (!isKnown) {
        add(context, policy ? BrowserVerdict::Allowed : BrowserVerdict::NotAsked, "corp", what,
            policy ? Words::tr("No value that counts: it is ignored.")
                   : Words::tr("The answer sets none, so that any page may embed it."),
            ResourcePolicy, policy ? field : QString(), value);
        return;
    }
    // "If origin is schemelessly same site …, and origin's scheme is https or response's is not".
    const bool isSameSite = context.page.isSchemelesslySameSite(context.target)
        && (context.page.scheme() == QLatin1StringView("https")
            || context.target.scheme() != QLatin1StringView("https"));
    const bool isAllowed = *policy == "cross-origin" || !context.isCrossOrigin
        || (*policy == "same-site" && isSameSite);
    add(context, isAllowed ? BrowserVerdict::Allowed : BrowserVerdict::Refused, "corp", what,
        isAllowed ? Words::tr("It lets pages of this origin embed the answer.")
                  : Words::tr("It keeps the answer from pages of this origin."),
        ResourcePolicy, field, value);
}

void addScriptType(Context &context)
{
    const QString whatStatus = Words::tr("Status of the script");
    const QString what = Words::tr("Type of the script");
    if (!context.response()) {
        addNoResponse(context, "script-status", whatStatus, ScriptFetch);
        addNoResponse(context, "script-type", what, MimeBlock);
        return;
    }
    const bool isOk = context.hasOkStatus();
    add(context, isOk ? BrowserVerdict::Allowed : BrowserVerdict::Refused, "script-status",
        whatStatus,
        isOk ? Words::tr("Only a status from 200 to 299 runs.")
             : Words::tr("Only a status from 200 to 299 runs; the page gets error, and no reason."),
        ScriptFetch, Words::tr("status"), QString::number(context.response()->status));
    const QByteArray essence = essenceOf(context);
    const bool isJavaScript = isJavaScriptType(essence);
    const auto options = Http1::fieldList(context.response()->fields, "X-Content-Type-Options");
    // "If values[0] is an ASCII case-insensitive match for nosniff".
    const bool isNosniff = !options.empty() && options.front().toLower() == "nosniff";
    const bool isBlockedType = essence.startsWith("image/") || essence.startsWith("audio/")
        || essence.startsWith("video/") || essence == "text/csv";
    const QString field = QStringLiteral("Content-Type");
    if (isBlockedType) {
        add(context, BrowserVerdict::Refused, "script-type", what,
            Words::tr("Pictures, sound, film and CSV never run as a script."), MimeBlock, field,
            typeText(context));
    } else if (isNosniff && !isJavaScript) {
        add(context, BrowserVerdict::Refused, "script-type", what,
            Words::tr("X-Content-Type-Options: nosniff lets nothing run but a JavaScript type."),
            Nosniff, field, typeText(context));
    } else {
        add(context, BrowserVerdict::Allowed, "script-type", what,
            isJavaScript ? Words::tr("It is a JavaScript type.")
                         : Words::tr("No JavaScript type, but without nosniff it runs all the "
                                     "same."),
            isNosniff ? Nosniff : MimeBlock, field, typeText(context));
    }
}

void addImageType(Context &context)
{
    const QString what = Words::tr("Type of the picture");
    const QString field = QStringLiteral("Content-Type");
    if (!context.response()) {
        addNoResponse(context, "image-type", what, ImageType);
        return;
    }
    const QByteArray essence = essenceOf(context);
    if (essence == "multipart/x-mixed-replace") {
        add(context, BrowserVerdict::Allowed, "image-type", what,
            Words::tr("Each part that is a picture replaces the one before."), ImageType, field,
            typeText(context));
    } else if (essence.startsWith("image/")) {
        add(context, BrowserVerdict::Allowed, "image-type", what,
            Words::tr("One picture, shown once."), ImageType, field, typeText(context));
    } else {
        add(context, BrowserVerdict::Refused, "image-type", what,
            Words::tr("<img> shows multipart/x-mixed-replace or a picture; a page reads this with "
                      "fetch() only."),
            ImageType, field, typeText(context));
    }
}

} // namespace Pushscope::BrowserRules
