// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Browser view: what the page's object fires, and its readyState.

#include "models/browserrules.h"
#include "models/words.h"

#include <array>

namespace Pushscope::BrowserRules {

namespace {

constexpr Section ReadyStateOfStream{
    "HTML, The EventSource interface",
    "https://html.spec.whatwg.org/multipage/server-sent-events.html#the-eventsource-interface"
};
constexpr Section ReadyStateOfSocket{ "WebSockets, The WebSocket interface",
                                      "https://websockets.spec.whatwg.org/"
                                      "#the-websocket-interface" };
constexpr Section FetchMethod{ "Fetch, Fetch method",
                               "https://fetch.spec.whatwg.org/#fetch-method" };
constexpr Section ScriptElement{ "HTML, Execute the script element",
                                 "https://html.spec.whatwg.org/multipage/scripting.html"
                                 "#execute-the-script-element" };
constexpr Section ImageElement{ "HTML, Updating the image data",
                                "https://html.spec.whatwg.org/multipage/images.html"
                                "#updating-the-image-data" };
constexpr Section FrameElement{ "HTML, The iframe element",
                                "https://html.spec.whatwg.org/multipage/iframe-embed-object.html"
                                "#iframe-load-event-steps" };

QString stateText(PageObject object, int state)
{
    constexpr std::array<const char *, 4> socket{ "CONNECTING", "OPEN", "CLOSING", "CLOSED" };
    constexpr std::array<const char *, 3> stream{ "CONNECTING", "OPEN", "CLOSED" };
    const auto index = static_cast<std::size_t>(state);
    const bool isSocket = object == PageObject::WebSocket;
    const char *name = isSocket ? (index < socket.size() ? socket.at(index) : "")
                                : (index < stream.size() ? stream.at(index) : "");
    return QStringLiteral("%1 %2").arg(state).arg(QString::fromLatin1(name)).trimmed();
}

void put(Context &context, const QString &why, const Section &section, const QString &state)
{
    add(context, BrowserVerdict::Told, "object", Words::tr("What the page gets"), why, section,
        state.isEmpty() ? QString() : QStringLiteral("readyState"), state);
}

void addSocket(Context &context)
{
    const bool isStream = context.object == PageObject::EventSource;
    const Section &section = isStream ? ReadyStateOfStream : ReadyStateOfSocket;
    const BrowserQuestion &question = context.question;
    const int closed = isStream ? 2 : 3;
    if (context.isRefused()) {
        put(context,
            isStream ? Words::tr("It fires error, without a reason, and stays closed.")
                     : Words::tr("It fires error and close with code 1006, without a reason."),
            section, stateText(context.object, closed));
    } else if (question.readyState >= 0) {
        put(context,
            question.fires.isEmpty() ? Words::tr("It fires nothing at this moment.")
                                     : Words::tr("It fired %1.").arg(question.fires),
            section, stateText(context.object, question.readyState));
    } else if (context.response()) {
        put(context, Words::tr("It fires open."), section, stateText(context.object, 1));
    } else {
        put(context, Words::tr("It is still connecting."), section, stateText(context.object, 0));
    }
}

void addFetch(Context &context)
{
    if (context.isRefused()) {
        put(context,
            Words::tr("fetch() rejects with a TypeError that gives no reason; XMLHttpRequest fires "
                      "error with status 0."),
            FetchMethod, QStringLiteral("4 DONE"));
    } else if (!context.response()) {
        put(context, Words::tr("fetch() is still pending."), FetchMethod,
            QStringLiteral("1 OPENED"));
    } else if (context.hasOkStatus()) {
        put(context,
            Words::tr("fetch() resolves with ok true; XMLHttpRequest fires progress as octets come "
                      "and load at the end."),
            FetchMethod, QStringLiteral("4 DONE"));
    } else {
        put(context,
            Words::tr("fetch() resolves all the same, with ok false; XMLHttpRequest fires load."),
            FetchMethod, QStringLiteral("4 DONE"));
    }
}

void addElement(Context &context)
{
    const bool isRefused = context.isRefused();
    const bool isPending = !context.response() && !isRefused;
    if (isPending && context.object != PageObject::Frame) {
        put(context, Words::tr("The element fires nothing yet."), ScriptElement, {});
    } else if (context.object == PageObject::Script) {
        put(context,
            isRefused ? Words::tr("The script element fires error; nothing tells the page why.")
                      : Words::tr("The script runs, then the element fires load, also where the "
                                  "script has a syntax error."),
            ScriptElement, {});
    } else if (context.object == PageObject::Image) {
        put(context,
            isRefused ? Words::tr("The picture fires error; nothing tells the page why.")
                      : Words::tr("The picture fires load, in some browsers for each part."),
            ImageElement, {});
    } else {
        put(context,
            isRefused ? Words::tr("The frame fires load even so: the page gets no message and no "
                                  "error.")
                      : Words::tr("The page gets message events as scripts arrive; the frame fires "
                                  "load when the document ends."),
            FrameElement, {});
    }
}

} // namespace

void addObject(Context &context)
{
    switch (context.object) {
    case PageObject::WebSocket:
    case PageObject::EventSource:
        addSocket(context);
        return;
    case PageObject::Fetch:
        addFetch(context);
        return;
    default:
        addElement(context);
        return;
    }
}

} // namespace Pushscope::BrowserRules
