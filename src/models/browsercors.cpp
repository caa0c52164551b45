// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Browser view: CORS, its preflight, credentials and what a page may read of the fields.

#include "models/browserrules.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/http1/fields.h"

#include <algorithm>
#include <array>

namespace Pushscope::BrowserRules {

namespace {

constexpr Section CorsCheck{ "Fetch, CORS check",
                             "https://fetch.spec.whatwg.org/#concept-cors-check" };
constexpr Section PreflightFetch{ "Fetch, CORS-preflight fetch",
                                  "https://fetch.spec.whatwg.org/#cors-preflight-fetch" };
constexpr Section Safelisted{ "Fetch, Headers",
                              "https://fetch.spec.whatwg.org/#cors-safelisted-request-header" };
constexpr Section WithCredentials{ "Fetch, CORS protocol and credentials",
                                   "https://fetch.spec.whatwg.org/"
                                   "#cors-protocol-and-credentials" };
constexpr Section Exposed{ "Fetch, CORS-safelisted response-header name",
                           "https://fetch.spec.whatwg.org/"
                           "#cors-safelisted-response-header-name" };
constexpr Section SameSite{ "RFC 6265bis, The SameSite Attribute",
                            "https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis" };
constexpr Section OriginOfSocket{ "RFC 6455 §10.2",
                                  "https://www.rfc-editor.org/rfc/rfc6455#section-10.2" };

constexpr QLatin1StringView AllowOrigin("Access-Control-Allow-Origin");
constexpr QLatin1StringView AllowCredentials("Access-Control-Allow-Credentials");

// "A CORS-unsafe request-header byte".
bool isUnsafeByte(char octet)
{
    const auto byte = static_cast<unsigned char>(octet);
    return (byte < 0x20 && byte != 0x09) || byte == 0x7f
        || QByteArrayView("\"():<>?@[\\]{}").contains(octet);
}

bool isLanguageByte(char octet)
{
    return (octet >= '0' && octet <= '9') || (octet >= 'A' && octet <= 'Z')
        || (octet >= 'a' && octet <= 'z') || QByteArrayView(" *,-.;=").contains(octet);
}

// "Range": bytes=N- or bytes=N-M.
bool isSimpleRange(QByteArrayView value)
{
    if (!value.startsWith("bytes="))
        return false;
    const QByteArrayView range = value.sliced(6);
    const qsizetype hyphen = range.indexOf('-');
    const auto isDigits = [](QByteArrayView text) {
        return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    };
    return hyphen > 0 && isDigits(range.first(hyphen)) && isDigits(range.sliced(hyphen + 1));
}

bool isSafelistedMethod(const QByteArray &method)
{
    return method.isEmpty() || method == "GET" || method == "HEAD" || method == "POST";
}

/// Why a request needs a preflight.
struct Triggers {
    bool isMethod = false;
    QList<QByteArray> fields; ///< In lower case, sorted: as Access-Control-Request-Headers.
    QString firstValue;       ///< Of the only field, where there is but one.
};

Triggers triggersOf(const Context &context)
{
    Triggers triggers;
    const Http1::RequestHead &request = context.question.request;
    triggers.isMethod = !isSafelistedMethod(request.method);
    const QList<QByteArray> own = authorFields(context);
    for (const Http1::FieldLine &line : request.fields) {
        if (own.contains(line.name) && !isSafelistedField(line.name, line.value)) {
            triggers.fields.append(line.name.toLower());
            triggers.firstValue = lineText(line.value);
        }
    }
    std::ranges::sort(triggers.fields);
    triggers.fields.erase(std::unique(triggers.fields.begin(), triggers.fields.end()),
                          triggers.fields.end());
    return triggers;
}

QString neededText(const Context &context, const Triggers &triggers)
{
    QStringList needed{ AllowOrigin + QStringLiteral(": ") + context.page.text() };
    if (triggers.isMethod) {
        needed << QStringLiteral("Access-Control-Allow-Methods: ")
                + lineText(context.question.request.method);
    }
    if (!triggers.fields.isEmpty()) {
        needed << QStringLiteral("Access-Control-Allow-Headers: ")
                + lineText(triggers.fields.join(", "));
    }
    if (context.question.hasCredentials)
        needed << AllowCredentials + QStringLiteral(": true");
    return needed.join(QStringLiteral(" · "));
}

bool isPreflight(const Context &context)
{
    const Http1::RequestHead &request = context.question.request;
    return request.method == "OPTIONS"
        && Http1::findField(request.fields, "Access-Control-Request-Method");
}

bool allows(const Context &context, QByteArrayView field, const QByteArray &wanted, bool isMethod)
{
    const auto list = Http1::fieldList(context.response()->fields, field);
    return std::ranges::any_of(list, [&](const QByteArray &item) {
        if (isMethod ? item == wanted : item.toLower() == wanted.toLower())
            return true;
        // The wildcard counts without credentials only, and never for Authorization.
        return item == "*" && !context.question.hasCredentials
            && wanted.toLower() != "authorization";
    });
}

// The recorded exchange is a preflight itself.
void addPreflightAnswer(Context &context, const QString &what)
{
    const auto &request = context.question.request.fields;
    if (!context.response()) {
        add(context, BrowserVerdict::NotAsked, "preflight", what, Words::tr("No response yet."),
            PreflightFetch);
        return;
    }
    if (!context.hasOkStatus()) {
        add(context, BrowserVerdict::Refused, "preflight", what,
            Words::tr("A preflight has to be answered with a status from 200 to 299."),
            PreflightFetch, Words::tr("status"), QString::number(context.response()->status));
        return;
    }
    const QByteArray method = Http1::fieldValue(request, "Access-Control-Request-Method");
    if (!isSafelistedMethod(method)
        && !allows(context, "Access-Control-Allow-Methods", method, true)) {
        add(context, BrowserVerdict::Refused, "preflight", what,
            Words::tr("The answer does not allow the method %1.").arg(lineText(method)),
            PreflightFetch, QStringLiteral("Access-Control-Allow-Methods"),
            lineText(context.responseField("Access-Control-Allow-Methods").value_or(QByteArray())));
        return;
    }
    for (const QByteArray &name : Http1::fieldList(request, "Access-Control-Request-Headers")) {
        if (allows(context, "Access-Control-Allow-Headers", name, false))
            continue;
        add(context, BrowserVerdict::Refused, "preflight", what,
            Words::tr("The answer does not allow the field %1.").arg(lineText(name)),
            PreflightFetch, QStringLiteral("Access-Control-Allow-Headers"),
            lineText(context.responseField("Access-Control-Allow-Headers").value_or(QByteArray())));
        return;
    }
    add(context, BrowserVerdict::Allowed, "preflight", what,
        Words::tr("The answer allows the method and every field."), PreflightFetch);
}

// Words about an answer that was given to somebody else.
QString recordedOriginHint(const Context &context)
{
    const QByteArray recorded = Http1::fieldValue(context.question.request.fields, "Origin");
    if (recorded == context.page.text().toLatin1())
        return {};
    return QLatin1Char(' ')
        + (recorded.isEmpty()
               ? Words::tr("The recorded request had no Origin: servers may answer one that has.")
               : Words::tr("The recorded request came from %1: servers that answer by origin would "
                           "say something else.")
                     .arg(lineText(recorded)));
}

void addCorsResult(Context &context, const QString &what)
{
    const std::optional<QByteArray> allowed = context.responseField("Access-Control-Allow-Origin");
    const QByteArray origin = context.page.text().toLatin1();
    const QString value = lineText(allowed.value_or(QByteArray()));
    const bool hasCredentials = context.question.hasCredentials;
    const auto refuse = [&](const QString &why, const QString &field, const QString &shown) {
        add(context, BrowserVerdict::Refused, "cors", what, why, CorsCheck, field, shown);
    };
    if (!allowed) {
        refuse(Words::tr("The answer allows no other origin: the field is missing.")
                   + recordedOriginHint(context),
               AllowOrigin, {});
    } else if (*allowed == "*" && !hasCredentials) {
        add(context, BrowserVerdict::Allowed, "cors", what, Words::tr("Any origin may read it."),
            CorsCheck, AllowOrigin, value);
    } else if (*allowed == "*") {
        refuse(Words::tr("With credentials the wildcard does not count: the answer has to name "
                         "the origin."),
               AllowOrigin, value);
    } else if (*allowed != origin) {
        const bool isList = allowed->contains(',');
        refuse(isList
                   ? Words::tr("More than one value allows nobody: the field takes a single "
                               "origin.")
                   : Words::tr("The answer names another origin than %1.").arg(context.page.text())
                       + recordedOriginHint(context),
               AllowOrigin, value);
    } else if (!hasCredentials) {
        add(context, BrowserVerdict::Allowed, "cors", what,
            Words::tr("The answer names this origin."), CorsCheck, AllowOrigin, value);
    } else {
        const auto credentials = context.responseField("Access-Control-Allow-Credentials");
        if (credentials && *credentials == "true") {
            add(context, BrowserVerdict::Allowed, "cors", what,
                Words::tr("The answer names this origin and allows credentials."), CorsCheck,
                AllowCredentials, lineText(*credentials));
        } else {
            refuse(Words::tr("With credentials the answer has to say true, in lower case."),
                   AllowCredentials, lineText(credentials.value_or(QByteArray())));
        }
    }
}

void addCookieReturn(Context &context, const QString &what)
{
    for (const QByteArray &cookie : Http1::fieldValues(context.response()->fields, "Set-Cookie")) {
        bool isNone = false;
        bool isSecure = false;
        for (const QByteArray &part : Http1::splitOutsideQuotes(cookie, ';')) {
            const QByteArray lower = part.toLower().simplified();
            isNone = isNone || lower == "samesite=none";
            isSecure = isSecure || lower == "secure";
        }
        if (isNone && isSecure)
            continue;
        // The value may be a secret: its name is enough.
        add(context, BrowserVerdict::Refused, "cookies", what,
            Words::tr("In a page of another site this cookie is neither kept nor sent: it takes "
                      "SameSite=None and Secure."),
            SameSite, QStringLiteral("Set-Cookie"),
            lineText(cookie.left(std::max<qsizetype>(0, cookie.indexOf('=')))));
        return;
    }
    add(context, BrowserVerdict::Depends, "cookies", what,
        Words::tr("Sent are cookies with SameSite=None and Secure, unless the browser keeps those "
                  "of other sites from pages altogether."),
        SameSite);
}

} // namespace

bool isSafelistedField(QByteArrayView name, QByteArrayView value)
{
    constexpr qsizetype MostOctets = 128; // "If value's length is greater than 128, return false."
    const QByteArray lower = name.toByteArray().toLower();
    if (value.size() > MostOctets)
        return false;
    if (lower == "accept")
        return std::ranges::none_of(value, isUnsafeByte);
    if (lower == "accept-language" || lower == "content-language")
        return std::ranges::all_of(value, isLanguageByte);
    if (lower == "range")
        return isSimpleRange(value);
    if (lower != "content-type" || std::ranges::any_of(value, isUnsafeByte))
        return false;
    const QByteArray essence = Http1::parseParameterized(value).value.toLower();
    return essence == "application/x-www-form-urlencoded" || essence == "multipart/form-data"
        || essence == "text/plain";
}

void addPreflight(Context &context)
{
    const QString what = Words::tr("Preflight");
    if (isPreflight(context)) {
        addPreflightAnswer(context, what);
        return;
    }
    if (!context.isCrossOrigin) {
        add(context, BrowserVerdict::NotAsked, "preflight", what,
            Words::tr("Same origin: no OPTIONS request goes ahead."), PreflightFetch);
        return;
    }
    if (context.object == PageObject::EventSource) {
        add(context, BrowserVerdict::NotAsked, "preflight", what,
            Words::tr("EventSource never asks beforehand, not for Last-Event-ID and Cache-Control "
                      "either: it sets these itself."),
            PreflightFetch);
        return;
    }
    const Triggers triggers = triggersOf(context);
    if (!triggers.isMethod && triggers.fields.isEmpty()) {
        add(context, BrowserVerdict::NotAsked, "preflight", what,
            Words::tr("Method and fields are safelisted: the request goes out at once."),
            Safelisted);
        return;
    }
    QStringList deciding;
    if (triggers.isMethod)
        deciding << lineText(context.question.request.method);
    if (!triggers.fields.isEmpty())
        deciding << lineText(triggers.fields.join(", "));
    const bool isOneField = !triggers.isMethod && triggers.fields.size() == 1;
    add(context, BrowserVerdict::Depends, "preflight", what,
        Words::tr("An OPTIONS request goes ahead, and its answer has to say: %1.")
            .arg(neededText(context, triggers)),
        PreflightFetch, deciding.join(QStringLiteral(", ")),
        isOneField && triggers.fields.first() != "authorization" ? triggers.firstValue : QString());
}

void addCors(Context &context)
{
    const QString what = Words::tr("CORS");
    if (context.object == PageObject::WebSocket) {
        add(context, BrowserVerdict::NotAsked, "cors", what,
            Words::tr("WebSockets know no CORS: the browser sends Origin, and the server decides."),
            OriginOfSocket);
    } else if (!context.isCrossOrigin) {
        add(context, BrowserVerdict::NotAsked, "cors", what,
            Words::tr("Page and URL have the same origin."), CorsCheck, Words::tr("origin"),
            context.page.text());
    } else if (!context.response()) {
        add(context, BrowserVerdict::NotAsked, "cors", what, Words::tr("No response yet."),
            CorsCheck);
    } else {
        addCorsResult(context, what);
    }
}

void addCookies(Context &context)
{
    const QString what = Words::tr("Cookies");
    const bool isByMode
        = context.object == PageObject::Fetch || context.object == PageObject::EventSource;
    if (context.isCrossOrigin && isByMode && !context.question.hasCredentials) {
        add(context, BrowserVerdict::Refused, "cookies", what,
            Words::tr("Without credentials no cookie is sent or kept across origins."),
            WithCredentials, Words::tr("credentials"), QStringLiteral("same-origin"));
    } else if (context.page.isSchemelesslySameSite(context.target)) {
        add(context, BrowserVerdict::Allowed, "cookies", what,
            Words::tr("Page and URL are of the same site: its cookies go along."), SameSite);
    } else if (context.response()) {
        addCookieReturn(context, what);
    } else {
        add(context, BrowserVerdict::NotAsked, "cookies", what, Words::tr("No response yet."),
            SameSite);
    }
}

void addExposedFields(Context &context)
{
    if (!context.isCrossOrigin || !context.responseField("ETag"))
        return;
    const auto list = Http1::fieldList(context.response()->fields, "Access-Control-Expose-Headers");
    const bool isExposed = std::ranges::any_of(list, [&](const QByteArray &name) {
        return name.toLower() == "etag" || (name == "*" && !context.question.hasCredentials);
    });
    const QString value
        = lineText(context.responseField("Access-Control-Expose-Headers").value_or(QByteArray()));
    add(context, isExposed ? BrowserVerdict::Allowed : BrowserVerdict::Refused, "exposed",
        Words::tr("Fields to read"),
        isExposed ? Words::tr("The page may read ETag.")
                  : Words::tr("The page cannot read ETag and so not carry it on: the answer does "
                              "not expose it."),
        Exposed, QStringLiteral("Access-Control-Expose-Headers"), value);
}

} // namespace Pushscope::BrowserRules
