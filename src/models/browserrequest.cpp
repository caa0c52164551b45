// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Browser view: whether a page could send the request, and whether it may leave the page.

#include "models/browserrules.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/http1/fields.h"

#include <algorithm>
#include <array>

namespace Pushscope::BrowserRules {

namespace {

constexpr Section Forbidden{ "Fetch, Headers",
                             "https://fetch.spec.whatwg.org/#forbidden-request-header" };
constexpr Section Methods{ "Fetch, Methods", "https://fetch.spec.whatwg.org/#methods" };
constexpr Section EventSourceInterface{
    "HTML, The EventSource interface",
    "https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface"
};
constexpr Section WebSocketInterface{
    "WebSockets, Establish a WebSocket connection",
    "https://websockets.spec.whatwg.org/#concept-websocket-establish"
};
constexpr Section Elements{ "HTML, Fetching resources",
                            "https://html.spec.whatwg.org/multipage/urls-and-fetching.html"
                            "#fetching-resources" };
constexpr Section MixedContent{ "Mixed Content, Should fetching request be blocked",
                                "https://www.w3.org/TR/mixed-content/#should-block-fetch" };
constexpr Section Upgrade{ "Mixed Content, Upgrade a mixed content request",
                           "https://www.w3.org/TR/mixed-content/#upgrade-algorithm" };
constexpr Section UpgradeInsecure{ "Upgrade Insecure Requests, Upgrade request",
                                   "https://www.w3.org/TR/upgrade-insecure-requests/"
                                   "#upgrade-request" };
constexpr Section Trustworthy{ "Secure Contexts §3.1",
                               "https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy" };
constexpr Section Concurrency{ "RFC 9112 §9.4",
                               "https://www.rfc-editor.org/rfc/rfc9112#section-9.4" };

template <std::size_t N>
bool contains(const std::array<QByteArrayView, N> &names, const QByteArray &lowerName)
{
    return std::ranges::find(names, QByteArrayView(lowerName)) != names.end();
}

// What browsers send by themselves, though Fetch would let a script set it as well.
bool isBrowsersOwn(const Context &context, const QByteArray &name)
{
    constexpr std::array<QByteArrayView, 6> always{
        "user-agent", "accept", "accept-language", "priority", "upgrade-insecure-requests", "range"
    };
    constexpr std::array<QByteArrayView, 3> ofEventSource{ "cache-control", "pragma",
                                                           "last-event-id" };
    if (contains(always, name))
        return true;
    return context.object == PageObject::EventSource && contains(ofEventSource, name);
}

QString namesOf(const QList<QByteArray> &names)
{
    return lineText(names.join(", "));
}

QString objectName(PageObject object)
{
    switch (object) {
    case PageObject::Fetch:
        return QStringLiteral("fetch()");
    case PageObject::EventSource:
        return QStringLiteral("EventSource");
    case PageObject::WebSocket:
        return QStringLiteral("WebSocket");
    case PageObject::Script:
        return QStringLiteral("<script>");
    case PageObject::Image:
        return QStringLiteral("<img>");
    case PageObject::Frame:
        break;
    }
    return QStringLiteral("<iframe>");
}

const Section &makerSection(PageObject object)
{
    switch (object) {
    case PageObject::Fetch:
        return Forbidden;
    case PageObject::EventSource:
        return EventSourceInterface;
    case PageObject::WebSocket:
        return WebSocketInterface;
    default:
        return Elements;
    }
}

// "A forbidden method is a method that is a byte-case-insensitive match for CONNECT, TRACE, TRACK."
bool isForbiddenMethod(const QByteArray &method)
{
    return contains(std::array<QByteArrayView, 3>{ "connect", "trace", "track" }, method.toLower());
}

// Forbidden names that no browser sends of its own accord with such a request.
QList<QByteArray> unsendableFields(const Context &context)
{
    constexpr std::array<QByteArrayView, 8> never{ "accept-charset", "cookie2", "date",    "expect",
                                                   "keep-alive",     "te",      "trailer", "via" };
    QList<QByteArray> names;
    for (const Http1::FieldLine &line : context.question.request.fields) {
        const QByteArray name = line.name.toLower();
        if (contains(never, name) || name.startsWith("proxy-"))
            names.append(line.name);
    }
    return names;
}

struct PolicyNames {
    std::initializer_list<QLatin1StringView> directives;
    Section section;
};

const PolicyNames &policyNames(PageObject object)
{
    static const PolicyNames connect{
        { QLatin1StringView("connect-src"), QLatin1StringView("default-src") },
        { "CSP3, connect-src", "https://www.w3.org/TR/CSP3/#directive-connect-src" }
    };
    static const PolicyNames script{
        { QLatin1StringView("script-src-elem"), QLatin1StringView("script-src"),
          QLatin1StringView("default-src") },
        { "CSP3, script-src-elem", "https://www.w3.org/TR/CSP3/#directive-script-src-elem" }
    };
    static const PolicyNames image{
        { QLatin1StringView("img-src"), QLatin1StringView("default-src") },
        { "CSP3, img-src", "https://www.w3.org/TR/CSP3/#directive-img-src" }
    };
    static const PolicyNames frame{
        { QLatin1StringView("frame-src"), QLatin1StringView("child-src"),
          QLatin1StringView("default-src") },
        { "CSP3, frame-src", "https://www.w3.org/TR/CSP3/#directive-frame-src" }
    };
    switch (object) {
    case PageObject::Script:
        return script;
    case PageObject::Image:
        return image;
    case PageObject::Frame:
        return frame;
    default:
        return connect;
    }
}

bool wantsUpgrade(const Context &context)
{
    return context.url.scheme() == QLatin1StringView("http")
        && !context.target.isPotentiallyTrustworthy()
        && std::ranges::any_of(context.policies, [](const BrowserPolicy &policy) {
               return policy.directive(QLatin1StringView("upgrade-insecure-requests"));
           });
}

QUrl checkedUrl(const Context &context)
{
    QUrl url = context.url;
    if (wantsUpgrade(context))
        url.setScheme(QStringLiteral("https"));
    return url;
}

} // namespace

bool isForbiddenField(QByteArrayView name)
{
    constexpr std::array<QByteArrayView, 20> names{ "accept-charset",
                                                    "accept-encoding",
                                                    "access-control-request-headers",
                                                    "access-control-request-method",
                                                    "connection",
                                                    "content-length",
                                                    "cookie",
                                                    "cookie2",
                                                    "date",
                                                    "dnt",
                                                    "expect",
                                                    "host",
                                                    "keep-alive",
                                                    "origin",
                                                    "referer",
                                                    "set-cookie",
                                                    "te",
                                                    "trailer",
                                                    "transfer-encoding",
                                                    "upgrade" };
    const QByteArray lower = name.toByteArray().toLower();
    return contains(names, lower) || lower == "via" || lower.startsWith("proxy-")
        || lower.startsWith("sec-");
}

QList<QByteArray> authorFields(const Context &context)
{
    QList<QByteArray> names;
    for (const Http1::FieldLine &line : context.question.request.fields) {
        const QByteArray name = line.name.toLower();
        if (!name.isEmpty() && !isForbiddenField(name) && !isBrowsersOwn(context, name))
            names.append(line.name);
    }
    return names;
}

void addRequest(Context &context)
{
    const QString what = Words::tr("Request");
    const QByteArray &method = context.question.request.method;
    const QString maker = objectName(context.object);
    const bool isFetch = context.object == PageObject::Fetch;
    if (isFetch ? isForbiddenMethod(method) : !method.isEmpty() && method != "GET") {
        add(context, BrowserVerdict::Refused, "request", what,
            isFetch ? Words::tr("No script may use this method.")
                    : Words::tr("%1 sends nothing but GET; fetch() can.").arg(maker),
            isFetch ? Methods : makerSection(context.object), Words::tr("method"),
            lineText(method));
        return;
    }
    const QList<QByteArray> unsendable = unsendableFields(context);
    const QList<QByteArray> own = isFetch ? QList<QByteArray>() : authorFields(context);
    // A cache validates with these by itself.
    QList<QByteArray> set;
    for (const QByteArray &name : own) {
        const QByteArray lower = name.toLower();
        if (!lower.startsWith("if-") && lower != "cache-control" && lower != "pragma")
            set.append(name);
    }
    if (!unsendable.isEmpty()) {
        add(context, BrowserVerdict::Refused, "request", what,
            Words::tr("Browsers send no such field, and let no script set it."), Forbidden,
            namesOf(unsendable), {});
    } else if (!set.isEmpty()) {
        add(context, BrowserVerdict::Refused, "request", what,
            Words::tr("With %1 a page cannot set fields of its own; what this request sends, only "
                      "fetch() can.")
                .arg(maker),
            makerSection(context.object), namesOf(set), {});
    } else {
        add(context, BrowserVerdict::Allowed, "request", what,
            Words::tr("A page can make it with %1.").arg(maker), makerSection(context.object));
    }
}

void addPagePolicy(Context &context)
{
    const QString what = Words::tr("Policy of the page");
    const PolicyNames &names = policyNames(context.object);
    if (context.policies.isEmpty()) {
        add(context, BrowserVerdict::NotAsked, "csp", what,
            Words::tr("No Content-Security-Policy of the page was given."), names.section);
        return;
    }
    const QUrl url = checkedUrl(context);
    QString matched;
    for (const BrowserPolicy &policy : context.policies) {
        const BrowserPolicy::Directive *directive = policy.governing(names.directives);
        if (!directive)
            continue;
        // "If 'strict-dynamic' is there, a script that no parser inserted is allowed": and the
        // script element of JSONP is made by a script.
        if (context.object == PageObject::Script
            && directive->has(QStringLiteral("'strict-dynamic'"))) {
            matched = QStringLiteral("'strict-dynamic'");
            continue;
        }
        const auto source = matchingSource(*directive, url, context.page);
        if (!source) {
            const bool hasNonce
                = context.object == PageObject::Script && directive->hasNonceOrHash();
            add(context, hasNonce ? BrowserVerdict::Depends : BrowserVerdict::Refused, "csp", what,
                hasNonce ? Words::tr("No source matches %1: the script element needs the nonce.")
                               .arg(url.toString())
                         : Words::tr("No source of this directive matches %1.").arg(url.toString()),
                names.section, directive->name, directive->sources.join(QLatin1Char(' ')));
            return;
        }
        matched = directive->name + QLatin1Char(' ') + *source;
    }
    if (matched.isEmpty()) {
        add(context, BrowserVerdict::Allowed, "csp", what,
            Words::tr("The policy says nothing about this: neither %1 nor default-src.")
                .arg(*names.directives.begin()),
            names.section);
        return;
    }
    add(context, BrowserVerdict::Allowed, "csp", what,
        Words::tr("The policy lets %1 pass.").arg(url.toString()), names.section,
        QStringLiteral("Content-Security-Policy"), matched);
}

void addMixedContent(Context &context)
{
    const QString what = Words::tr("Mixed content");
    const QString scheme = context.question.url.scheme();
    const bool isSecurePage = context.page.scheme() == QLatin1StringView("https");
    if (wantsUpgrade(context)) {
        add(context, BrowserVerdict::Depends, "mixed-content", what,
            Words::tr("The page's policy has it asked for over TLS instead: the server has to "
                      "answer there."),
            UpgradeInsecure, QStringLiteral("upgrade-insecure-requests"), {});
    } else if (context.page.isOpaque()) {
        add(context, BrowserVerdict::Depends, "mixed-content", what,
            Words::tr("Of a page without an origin, the page above it or its own URL decides."),
            MixedContent);
    } else if (!isSecurePage) {
        add(context, BrowserVerdict::NotAsked, "mixed-content", what,
            Words::tr("The page itself came without TLS."), MixedContent);
    } else if (context.url.scheme() == QLatin1StringView("https")) {
        add(context, BrowserVerdict::Allowed, "mixed-content", what,
            Words::tr("Page and answer both come over TLS."), MixedContent, Words::tr("scheme"),
            scheme);
    } else if (context.target.isPotentiallyTrustworthy()) {
        add(context, BrowserVerdict::Allowed, "mixed-content", what,
            Words::tr("The machine itself is trusted without TLS, even by a page that has it."),
            Trustworthy, Words::tr("host"), context.target.host());
    } else if (context.object == PageObject::Image && !isAddressLiteral(context.target.host())) {
        add(context, BrowserVerdict::Depends, "mixed-content", what,
            Words::tr("A picture in an https page is asked for as https instead: the server has to "
                      "answer there."),
            Upgrade, Words::tr("scheme"), scheme);
    } else {
        add(context, BrowserVerdict::Refused, "mixed-content", what,
            context.object == PageObject::WebSocket
                ? Words::tr("An https page may open wss only.")
                : Words::tr("An https page may load over https only."),
            MixedContent, Words::tr("scheme"), scheme);
    }
}

void addConnections(Context &context)
{
    const QString what = Words::tr("Six connections");
    const int others = context.question.requestsUnderWay;
    if (context.object == PageObject::WebSocket) {
        add(context, BrowserVerdict::NotAsked, "connections", what,
            Words::tr("WebSockets do not count among the six connections per origin."),
            Concurrency);
    } else if (others < 0) {
        add(context, BrowserVerdict::NotAsked, "connections", what,
            Words::tr("How many requests were under way is not known."), Concurrency);
    } else if (others >= BrowserQuestion::MostConnections) {
        add(context, BrowserVerdict::Waits, "connections", what,
            Words::tr("%n request(s) to this origin were under way in this capture: browsers hold "
                      "the next one back until one of them ends.",
                      nullptr, others),
            Concurrency, Words::tr("requests under way"), QString::number(others));
    } else {
        add(context, BrowserVerdict::Allowed, "connections", what,
            Words::tr("%n other request(s) to this origin were under way in this capture; browsers "
                      "allow six.",
                      nullptr, others),
            Concurrency, Words::tr("requests under way"), QString::number(others));
    }
}

} // namespace Pushscope::BrowserRules
