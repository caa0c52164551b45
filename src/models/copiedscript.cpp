// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A connection as JavaScript for a page.

#include "models/copiedcommand.h"

#include <algorithm>

namespace Pushscope {

namespace {

QString fromUtf8(const QByteArray &text)
{
    return QString::fromUtf8(text);
}

/// What a page may not set: the Fetch standard's forbidden request-headers, as far as they have
/// names of their own.
bool isForbidden(const QByteArray &name)
{
    static constexpr const char *Names[]
        = { "accept-charset", "accept-encoding", "connection", "content-length", "cookie", "date",
            "dnt", "expect", "host", "keep-alive", "origin", "referer", "set-cookie", "te",
            "trailer", "transfer-encoding", "upgrade", "via" };
    const QByteArray lower = name.toLower();
    return lower.startsWith("sec-") || lower.startsWith("proxy-")
        || std::any_of(std::begin(Names), std::end(Names),
                       [&lower](const char *forbidden) { return lower == forbidden; });
}

/// What of the options a script can say, and what not.
struct Plan {
    QStringList fields {}; ///< `'Name': 'value'`
    QStringList lost {};
    bool needsFetch = false;
};

void planFields(Plan &plan, const CommandOptions &options)
{
    for (const auto &[name, value] : options.headers) {
        if (!value || isForbidden(name))
            plan.lost << fromUtf8(name);
        else
            plan.fields << javaScriptString(fromUtf8(name)) + QLatin1String(": ")
                    + javaScriptString(fromUtf8(*value));
    }
    if (!options.user.isEmpty()) {
        const QByteArray user = options.user == "***" ? options.user : options.user.toBase64();
        plan.fields << QLatin1String("'Authorization': ")
                + javaScriptString(QLatin1String("Basic ") + fromUtf8(user));
    }
    if (options.body) {
        const bool hasType = std::any_of(
            options.headers.begin(), options.headers.end(), [](const auto &field) {
                return field.first.compare("content-type", Qt::CaseInsensitive) == 0;
            });
        if (!hasType)
            plan.fields << QLatin1String("'Content-Type': ")
                    + javaScriptString(fromUtf8(guessedContentType(*options.body)));
    }
}

Plan planOf(const CommandOptions &options)
{
    Plan plan;
    planFields(plan, options);
    if (!options.origin.isEmpty())
        plan.lost << QStringLiteral("Origin");
    if (!options.cookies.isEmpty())
        plan.lost << QStringLiteral("Cookie (a page sends the browser's own)");
    if (options.isInsecure || !options.caCertificateFile.isEmpty()
        || !options.clientCertificateFile.isEmpty())
        plan.lost << QStringLiteral("certificate settings");
    if (!options.proxy.isEmpty())
        plan.lost << QStringLiteral("the proxy");
    if (options.timeoutMs || options.durationMs)
        plan.lost << QStringLiteral("times");
    plan.needsFetch = !plan.fields.isEmpty() || options.body || !options.lastEventId.isEmpty()
        || (!options.method.isEmpty() && options.method != "GET");
    return plan;
}

QString comments(const CommandOptions &options, const QStringList &lost)
{
    QString text;
    if (hasCredentials(options) && options == withoutCredentials(options))
        text += QLatin1String("// Credentials are left out: put them in for ***.\n");
    if (!lost.isEmpty())
        text += QLatin1String("// A page cannot set: ") + lost.join(QLatin1String(", "))
            + QLatin1String(".\n");
    return text;
}

/// The second argument of fetch() with its comma; empty where it has nothing to say.
QString fetchOptions(const CommandOptions &options, Plan plan)
{
    if (!options.lastEventId.isEmpty())
        plan.fields << QLatin1String("'Last-Event-ID': ")
                + javaScriptString(fromUtf8(options.lastEventId));
    QStringList lines;
    const QByteArray method = options.method.isEmpty() && options.body ? "POST" : options.method;
    if (!method.isEmpty() && method != "GET")
        lines << QLatin1String("    method: ") + javaScriptString(fromUtf8(method));
    if (!plan.fields.isEmpty())
        lines << QLatin1String("    headers: {\n        ")
                + plan.fields.join(QLatin1String(",\n        ")) + QLatin1String("\n    }");
    if (options.body)
        lines << QLatin1String("    body: ") + javaScriptString(fromUtf8(*options.body));
    if (!options.cookies.isEmpty())
        lines << QStringLiteral("    credentials: 'include'");
    if (lines.isEmpty())
        return {};
    return QLatin1String(", {\n") + lines.join(QLatin1String(",\n")) + QLatin1String("\n}");
}

QString webSocketScript(const CommandOptions &options, const QString &url)
{
    Plan plan = planOf(options);
    for (const auto &[name, value] : options.headers) {
        if (value && !isForbidden(name))
            plan.lost << fromUtf8(name); // The object takes no fields at all.
    }
    if (!options.user.isEmpty())
        plan.lost << QStringLiteral("Authorization");
    QStringList subprotocols;
    for (const QByteArray &one : options.subprotocols)
        subprotocols << javaScriptString(fromUtf8(one));
    const QString second = subprotocols.isEmpty()
        ? QString()
        : QLatin1String(", [") + subprotocols.join(QLatin1String(", ")) + QLatin1Char(']');
    QString script = comments(options, plan.lost) + QLatin1String("const socket = new WebSocket(")
        + url + second + QLatin1String(");\n");
    if (!options.texts.isEmpty()) {
        script += QLatin1String("socket.onopen = () => {\n");
        for (const QByteArray &text : options.texts)
            script += QLatin1String("    socket.send(") + javaScriptString(fromUtf8(text))
                + QLatin1String(");\n");
        script += QLatin1String("};\n");
    }
    return script
        + QLatin1String(
               "socket.onmessage = (event) => console.log(event.data);\n"
               "socket.onclose = (event) => console.log('closed', event.code, event.reason);\n");
}

QString eventSourceScript(const CommandOptions &options, const QString &url,
                          const QStringList &eventTypes)
{
    const QString second = options.cookies.isEmpty()
        ? QString()
        : QStringLiteral(", { withCredentials: true }");
    QString script = comments(options, planOf(options).lost)
        + QLatin1String("const source = new EventSource(") + url + second + QLatin1String(");\n")
        + QLatin1String(
              "source.onmessage = (event) => console.log(event.lastEventId, event.data);\n");
    for (const QString &type : eventTypes) {
        const QString name = javaScriptString(type);
        script += QLatin1String("source.addEventListener(") + name
            + QLatin1String(", (event) => console.log(") + name
            + QLatin1String(", event.lastEventId, event.data));\n");
    }
    return script
        + QLatin1String(
               "source.onerror = () => console.log('error, readyState', source.readyState);\n");
}

/// EventSource takes neither fields nor a method: its stream read by hand.
QString fetchedEventsScript(const CommandOptions &options, const QString &url,
                            const QStringList &eventTypes)
{
    Plan plan = planOf(options);
    plan.fields.prepend(QStringLiteral("'Accept': 'text/event-stream'"));
    QString script = comments(options, plan.lost);
    if (!eventTypes.isEmpty())
        script += QLatin1String("// Events seen: ") + eventTypes.join(QLatin1String(", "))
                      .replace(QLatin1Char('\n'), QLatin1Char(' '))
            + QLatin1String(".\n");
    return script + QLatin1String("const response = await fetch(") + url
        + fetchOptions(options, plan)
        + QLatin1String(
               ");\n"
               "const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();\n"
               "for (let rest = '';;) {\n"
               "    const { value, done } = await reader.read();\n"
               "    if (done)\n"
               "        break;\n"
               "    const blocks = (rest + value).split(/\\r\\n\\r\\n|\\n\\n|\\r\\r/);\n"
               "    rest = blocks.pop();\n"
               "    for (const block of blocks) {\n"
               "        const values = (name) => block.split(/\\r\\n|\\n|\\r/)\n"
               "            .filter((line) => line.startsWith(name + ':'))\n"
               "            .map((line) => line.slice(name.length + 1).replace(/^ /, ''));\n"
               "        console.log(values('event').at(-1) ?? 'message', "
               "values('data').join('\\n'));\n"
               "    }\n"
               "}\n");
}

QString fetchScript(const CommandOptions &options, const QString &url, const SnippetFacts &facts)
{
    Plan plan = planOf(options);
    const QString second = fetchOptions(options, plan);
    QString body = facts.snippet;
    if (body.isEmpty()) {
        body = QStringLiteral(
            "const response = await fetch(%1);\n"
            "const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();\n"
            "for (;;) {\n"
            "    const { value, done } = await reader.read();\n"
            "    if (done)\n"
            "        break;\n"
            "    console.log(value);\n"
            "}");
    }
    if (!second.isEmpty() && !body.contains(QLatin1String("fetch("))) {
        // An element of the page makes the request: it takes no fields.
        for (const auto &[name, value] : options.headers) {
            if (value && !isForbidden(name))
                plan.lost << fromUtf8(name);
        }
        if (!options.user.isEmpty())
            plan.lost << QStringLiteral("Authorization");
        if (options.body)
            plan.lost << QStringLiteral("the body");
        if (!options.method.isEmpty() && options.method != "GET")
            plan.lost << QStringLiteral("the method");
    }
    // Never in what the options say: a value may look like a place.
    body.replace(QLatin1String("fetch(%1)"), QLatin1String("fetch(%1\n)"));
    body.replace(QLatin1String("fetch(url)"), QLatin1String("fetch(url\n)"));
    body.replace(QLatin1String("%1"), url);
    body.replace(QLatin1String("\n)"), second + QLatin1Char(')'));
    return comments(options, plan.lost) + body + QLatin1Char('\n');
}

} // namespace

QString javaScriptString(const QString &text)
{
    QString literal(QLatin1Char('\''));
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit == u'\'' || unit == u'\\')
            literal += QLatin1Char('\\') + c;
        else if (unit == u'\n')
            literal += QLatin1String("\\n");
        else if (unit == u'\r')
            literal += QLatin1String("\\r");
        // `<` could end the script of a page, the others end a line.
        else if (unit < 0x20 || unit == u'<' || unit == 0x2028 || unit == 0x2029)
            literal += QStringLiteral("\\u%1").arg(unit, 4, 16, QLatin1Char('0'));
        else
            literal += c;
    }
    return literal + QLatin1Char('\'');
}

QString copiedJavaScript(const CommandOptions &options, const SnippetFacts &facts)
{
    const QString url = javaScriptString(QString::fromLatin1(options.url.toEncoded()));
    if (options.technique == Technique::WebSocket)
        return webSocketScript(options, url);
    if (options.technique == Technique::Sse) {
        return planOf(options).needsFetch ? fetchedEventsScript(options, url, facts.eventTypes)
                                          : eventSourceScript(options, url, facts.eventTypes);
    }
    return fetchScript(options, url, facts);
}

} // namespace Pushscope
