// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/browserview.h"

#include "models/browserrules.h"
#include "models/words.h"
#include "protocol/http1/fields.h"

#include <algorithm>

namespace Pushscope {

namespace BrowserRules {

std::optional<QByteArray> Context::responseField(QByteArrayView name) const
{
    const auto values = question.response ? Http1::fieldValues(question.response->fields, name)
                                          : std::vector<QByteArray>();
    if (values.empty())
        return std::nullopt;
    QByteArray joined = values.front();
    for (std::size_t n = 1; n < values.size(); ++n)
        joined += ", " + values[n];
    return joined;
}

bool Context::hasOkStatus() const
{
    // Fetch: "An ok status is a status in the range 200 to 299, inclusive."
    return response() && response()->status >= 200 && response()->status <= 299;
}

bool Context::isRefused() const
{
    return std::ranges::any_of(lines, [](const BrowserLine &line) {
        return line.verdict == BrowserVerdict::Refused && line.rule != "cookies"
            && line.rule != "exposed";
    });
}

BrowserLine &add(Context &context, BrowserVerdict verdict, const char *rule, const QString &what,
                 const QString &why, const Section &section)
{
    return add(context, verdict, rule, what, why, section, {}, {});
}

BrowserLine &add(Context &context, BrowserVerdict verdict, const char *rule, const QString &what,
                 const QString &why, const Section &section, const QString &field,
                 const QString &value)
{
    context.lines.append({ verdict, QByteArray(rule), what, why, field, value,
                           QString::fromUtf8(section.title),
                           QUrl(QString::fromLatin1(section.url)) });
    return context.lines.last();
}

} // namespace BrowserRules

namespace {

using namespace BrowserRules;

QUrl fetchedUrl(QUrl url)
{
    // WebSockets, establish: "if url's scheme is ws, http; otherwise https".
    if (url.scheme() == QLatin1StringView("ws"))
        url.setScheme(QStringLiteral("http"));
    else if (url.scheme() == QLatin1StringView("wss"))
        url.setScheme(QStringLiteral("https"));
    return url;
}

void addAnswerRules(Context &context)
{
    switch (context.object) {
    case PageObject::Fetch:
        addPreflight(context);
        addCors(context);
        addExposedFields(context);
        break;
    case PageObject::EventSource:
        addPreflight(context);
        addCors(context);
        addEventStream(context);
        break;
    case PageObject::WebSocket:
        addCors(context);
        addHandshake(context);
        break;
    case PageObject::Script:
        addResourcePolicy(context);
        addScriptType(context);
        break;
    case PageObject::Image:
        addResourcePolicy(context);
        addImageType(context);
        break;
    case PageObject::Frame:
        addFraming(context);
        addFrameScripts(context);
        addTargetOrigin(context);
        break;
    }
}

} // namespace

PageObject pageObject(const BrowserQuestion &question)
{
    switch (question.technique) {
    case Technique::WebSocket:
        return PageObject::WebSocket;
    case Technique::Sse:
        return PageObject::EventSource;
    case Technique::Multipart:
        return PageObject::Image;
    case Technique::IframeStream:
    case Technique::IframePoll:
        return PageObject::Frame;
    case Technique::Jsonp:
        return PageObject::Script;
    default:
        return PageObject::Fetch;
    }
}

Technique guessTechnique(const Http1::RequestHead &request,
                         const std::optional<Http1::ResponseHead> &response)
{
    if (Http1::hasToken(request.fields, "Upgrade", "websocket"))
        return Technique::WebSocket;
    const auto type = response ? Http1::contentType(response->fields) : std::nullopt;
    const QByteArray essence = type ? type->value : QByteArray();
    if (essence == "text/event-stream" && request.method == "GET")
        return Technique::Sse;
    if (essence.startsWith("multipart/"))
        return Technique::Multipart;
    if (isJavaScriptType(essence))
        return Technique::Jsonp;
    if (essence == "text/html")
        return Technique::IframeStream;
    return Technique::ShortPoll;
}

QList<BrowserLine> browserView(const BrowserQuestion &question)
{
    const auto page = BrowserOrigin::fromText(question.pageOrigin);
    if (!page)
        return {};
    const QUrl url = fetchedUrl(question.url);
    const BrowserOrigin target = BrowserOrigin::fromUrl(url);
    Context context{ question,
                     pageObject(question),
                     *page,
                     target,
                     url,
                     BrowserPolicy::parseAll(question.pagePolicy),
                     !page->isSameOrigin(target),
                     {} };
    addRequest(context);
    addPagePolicy(context);
    addMixedContent(context);
    addConnections(context);
    addAnswerRules(context);
    addCookies(context);
    addObject(context);
    return context.lines;
}

BrowserLine browserAnswer(const QList<BrowserLine> &lines)
{
    BrowserLine answer;
    for (BrowserVerdict verdict :
         { BrowserVerdict::Refused, BrowserVerdict::Waits, BrowserVerdict::Depends }) {
        const auto found = std::ranges::find_if(lines, [verdict](const BrowserLine &line) {
            // These two keep something from the page, but not the answer.
            return line.verdict == verdict && line.rule != "cookies" && line.rule != "exposed";
        });
        if (found != lines.end())
            return *found;
    }
    if (lines.isEmpty())
        return answer;
    answer.verdict = BrowserVerdict::Allowed;
    return answer;
}

QString verdictText(BrowserVerdict verdict)
{
    switch (verdict) {
    case BrowserVerdict::Allowed:
        return Words::tr("allowed");
    case BrowserVerdict::Refused:
        return Words::tr("refused");
    case BrowserVerdict::Waits:
        return Words::tr("waits");
    case BrowserVerdict::Depends:
        return Words::tr("it depends");
    case BrowserVerdict::NotAsked:
        return Words::tr("not asked");
    case BrowserVerdict::Told:
        break;
    }
    return {};
}

} // namespace Pushscope
