// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/browserorigin.h"
#include "models/browserpolicy.h"
#include "models/browserview.h"

#include <QLatin1StringView>

namespace Pushscope::BrowserRules {

/// What browserView() is made of; for this folder only.

struct Section {
    const char *title;
    const char *url;
};

/// The question with what all rules need of it.
struct Context {
    const BrowserQuestion &question;
    PageObject object;
    BrowserOrigin page;
    BrowserOrigin target;
    QUrl url; ///< ws and wss became http and https.
    QList<BrowserPolicy> policies;
    bool isCrossOrigin = false;
    QList<BrowserLine> lines;

    /// The value that all field lines @p name of the response make together, `, ` between, as
    /// Fetch's "get"; nullopt where there is none.
    [[nodiscard]] std::optional<QByteArray> responseField(QByteArrayView name) const;
    [[nodiscard]] const Http1::ResponseHead *response() const
    {
        return question.response ? &*question.response : nullptr;
    }
    [[nodiscard]] bool hasOkStatus() const;
    /// Whether a rule so far keeps the request from being made, or its answer from the page.
    [[nodiscard]] bool isRefused() const;
};

/// Adds a line; the why, and what decides, follow.
BrowserLine &add(Context &context, BrowserVerdict verdict, const char *rule, const QString &what,
                 const QString &why, const Section &section);
/// The same, of a field and its value.
BrowserLine &add(Context &context, BrowserVerdict verdict, const char *rule, const QString &what,
                 const QString &why, const Section &section, const QString &field,
                 const QString &value);

/// Whether a page could send the recorded request at all.
void addRequest(Context &context);
void addMixedContent(Context &context);
void addPagePolicy(Context &context);
void addConnections(Context &context);

void addPreflight(Context &context);
void addCors(Context &context);
void addCookies(Context &context);
void addExposedFields(Context &context);

void addEventStream(Context &context);
void addHandshake(Context &context);
void addScriptType(Context &context);
void addImageType(Context &context);
void addResourcePolicy(Context &context);

void addFraming(Context &context);
void addFrameScripts(Context &context);
void addTargetOrigin(Context &context);

/// What the page's object fires, and its readyState.
void addObject(Context &context);

/// Names of fields a page's script would have had to set itself.
[[nodiscard]] QList<QByteArray> authorFields(const Context &context);
/// Whether Fetch lets no script set it. Spec: Fetch, forbidden request-header.
[[nodiscard]] bool isForbiddenField(QByteArrayView name);
/// Spec: Fetch, CORS-safelisted request-header.
[[nodiscard]] bool isSafelistedField(QByteArrayView name, QByteArrayView value);
/// Spec: MIME Sniffing, JavaScript MIME type; @p essence in lower case.
[[nodiscard]] bool isJavaScriptType(QByteArrayView essence);

} // namespace Pushscope::BrowserRules
