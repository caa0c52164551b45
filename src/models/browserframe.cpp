// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Browser view: whether a page may frame the answer, whether the scripts in it run, and whether
// their messages reach the page.

#include "models/browserrules.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/http1/fields.h"
#include "protocol/script/targetorigin.h"

#include <algorithm>

namespace Pushscope::BrowserRules {

namespace {

constexpr Section FrameAncestors{ "CSP3, frame-ancestors",
                                  "https://www.w3.org/TR/CSP3/#directive-frame-ancestors" };
constexpr Section FrameOptions{ "HTML, X-Frame-Options",
                                "https://html.spec.whatwg.org/multipage/document-lifecycle.html"
                                "#the-x-frame-options-header" };
constexpr Section InlineScript{ "CSP3, script-src-elem",
                                "https://www.w3.org/TR/CSP3/#directive-script-src-elem" };
constexpr Section Sandbox{ "CSP3, sandbox", "https://www.w3.org/TR/CSP3/#directive-sandbox" };
constexpr Section PostMessage{ "HTML, Posting messages",
                               "https://html.spec.whatwg.org/multipage/web-messaging.html"
                               "#posting-messages" };

const QString &policyField()
{
    static const QString name = QStringLiteral("Content-Security-Policy");
    return name;
}

QList<BrowserPolicy> answerPolicies(const Context &context)
{
    const auto field = context.responseField("Content-Security-Policy");
    return field ? BrowserPolicy::parseAll(QString::fromLatin1(*field)) : QList<BrowserPolicy>();
}

/// Whether frame-ancestors said anything.
bool addFrameAncestors(Context &context, const QString &what)
{
    const BrowserPolicy::Directive *said = nullptr;
    const QList<BrowserPolicy> policies = answerPolicies(context);
    const bool hasOptions = context.responseField("X-Frame-Options").has_value();
    for (const BrowserPolicy &policy : policies) {
        const auto *directive = policy.directive(QLatin1StringView("frame-ancestors"));
        if (!directive)
            continue;
        said = directive;
        // 'self' is the answer's own origin here, and an opaque ancestor matches nothing.
        const bool isMatch = !context.page.isOpaque()
            && matchingSource(*directive, QUrl(context.page.text()), context.target);
        if (!isMatch) {
            add(context, BrowserVerdict::Refused, "framing", what,
                Words::tr("No page of %1 may frame it: the browser shows an error page instead.")
                    .arg(context.page.text()),
                FrameAncestors, policyField(), directive->text());
            return true;
        }
    }
    if (!said)
        return false;
    add(context, BrowserVerdict::Allowed, "framing", what,
        hasOptions
            ? Words::tr("Pages of this origin may frame it; X-Frame-Options does not count beside.")
            : Words::tr("Pages of this origin may frame it."),
        FrameAncestors, policyField(), said->text());
    return true;
}

// HTML, check a navigation response's adherence to X-Frame-Options.
void addFrameOptions(Context &context, const QString &what)
{
    const QString field = QStringLiteral("X-Frame-Options");
    const auto raw = context.responseField("X-Frame-Options");
    if (!raw) {
        add(context, BrowserVerdict::Allowed, "framing", what,
            Words::tr("The answer says nothing about it: any page may frame it."), FrameOptions);
        return;
    }
    const QString value = lineText(*raw);
    QList<QByteArray> values; // A set: the same said twice is said once.
    for (const QByteArray &item : raw->toLower().split(',')) {
        if (!values.contains(item.trimmed()))
            values.append(item.trimmed());
    }
    const auto is = [&](const char *name) { return values.contains(QByteArray(name)); };
    const auto put = [&](BrowserVerdict verdict, const QString &why) {
        add(context, verdict, "framing", what, why, FrameOptions, field, value);
    };
    if (values.size() > 1) {
        // "If xFrameOptions's size is greater than 1, and contains any of deny, allowall, or
        // sameorigin, then return false."
        const bool isValid = is("deny") || is("sameorigin") || is("allowall");
        if (isValid)
            put(BrowserVerdict::Refused, Words::tr("Values that contradict each other refuse."));
        else
            put(BrowserVerdict::Allowed, Words::tr("No value that counts: it is ignored."));
    } else if (is("deny")) {
        put(BrowserVerdict::Refused, Words::tr("No page may frame it."));
    } else if (is("sameorigin") && context.isCrossOrigin) {
        put(BrowserVerdict::Refused, Words::tr("Only pages of its own origin may frame it."));
    } else if (is("sameorigin")) {
        put(BrowserVerdict::Allowed, Words::tr("The page is of its own origin."));
    } else {
        put(BrowserVerdict::Allowed, Words::tr("No value that counts: it is ignored."));
    }
}

/// Adds the line and says true where the policy keeps inline scripts from running.
bool addInlineScripts(Context &context, const QString &what, const BrowserPolicy &policy)
{
    const auto *directive
        = policy.governing({ QLatin1StringView("script-src-elem"), QLatin1StringView("script-src"),
                             QLatin1StringView("default-src") });
    if (!directive)
        return false;
    if (directive->hasNonceOrHash()) {
        add(context, BrowserVerdict::Depends, "frame-scripts", what,
            Words::tr("Only script blocks with the nonce or hash that it names run."), InlineScript,
            policyField(), directive->text());
        return true;
    }
    if (directive->has(QStringLiteral("'unsafe-inline'"))
        && !directive->has(QStringLiteral("'strict-dynamic'")))
        return false;
    add(context, BrowserVerdict::Refused, "frame-scripts", what,
        Words::tr("Its script blocks do not run: that takes 'unsafe-inline', a nonce or a hash."),
        InlineScript, policyField(), directive->text());
    return true;
}

} // namespace

void addFraming(Context &context)
{
    const QString what = Words::tr("Framing");
    if (!context.response()) {
        add(context, BrowserVerdict::NotAsked, "framing", what, Words::tr("No response yet."),
            FrameOptions);
    } else if (!addFrameAncestors(context, what)) {
        addFrameOptions(context, what);
    }
}

void addFrameScripts(Context &context)
{
    const QString what = Words::tr("Scripts in the frame");
    if (!context.response()) {
        add(context, BrowserVerdict::NotAsked, "frame-scripts", what, Words::tr("No response yet."),
            InlineScript);
        return;
    }
    for (const BrowserPolicy &policy : answerPolicies(context)) {
        const auto *sandbox = policy.directive(QLatin1StringView("sandbox"));
        if (sandbox && !sandbox->has(QStringLiteral("allow-scripts"))) {
            add(context, BrowserVerdict::Refused, "frame-scripts", what,
                Words::tr("The answer is sandboxed without allow-scripts: nothing in it runs."),
                Sandbox, policyField(), sandbox->text());
            return;
        }
        if (addInlineScripts(context, what, policy))
            return;
    }
    add(context, BrowserVerdict::Allowed, "frame-scripts", what,
        Words::tr("No policy of the answer keeps its script blocks from running."), InlineScript);
}

void addTargetOrigin(Context &context)
{
    const QString what = Words::tr("Target origin");
    const auto &target = context.question.targetOrigin;
    if (!target) {
        add(context, BrowserVerdict::NotAsked, "target-origin", what,
            Words::tr("No postMessage() with a target origin was seen; parent.fn() reaches pages "
                      "of the same origin only."),
            PostMessage);
        return;
    }
    const QByteArray page = context.page.text().toLatin1();
    const bool isReached = Script::originAllows(*target, page, context.target.text().toLatin1());
    add(context, isReached ? BrowserVerdict::Allowed : BrowserVerdict::Refused, "target-origin",
        what,
        isReached ? Words::tr("The message reaches a page of this origin.")
                  : Words::tr("The browser drops the message: it is meant for another origin, and "
                              "neither side gets an error."),
        PostMessage, QStringLiteral("targetOrigin"), lineText(*target));
}

} // namespace Pushscope::BrowserRules
