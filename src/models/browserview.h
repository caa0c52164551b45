// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/technique.h"
#include "protocol/http1/message.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace Pushscope {

/// What a rule says of an exchange.
enum class BrowserVerdict : quint8 {
    Allowed,
    Refused,
    Waits,    ///< Allowed, but not yet: six connections are busy.
    Depends,  ///< On something that the exchange does not show; BrowserLine::why names it.
    NotAsked, ///< The rule does not apply here.
    Told,     ///< No rule: what the page's object does.
};

/// One rule, applied.
struct BrowserLine {
    BrowserVerdict verdict = BrowserVerdict::NotAsked;
    QByteArray rule; ///< Stable short name, never translated: `cors`, `frame-ancestors`.
    QString what;    ///< The rule as people call it.
    QString why;     ///< One sentence or two.
    QString field;   ///< Which field or directive decides; empty where none does.
    QString value;   ///< Its value; empty where it is missing.
    QString section; ///< Of the specification.
    QUrl url;
    bool operator==(const BrowserLine &) const = default;
};

/// By what a page does what a technique does.
enum class PageObject : quint8 { Fetch, EventSource, WebSocket, Script, Image, Frame };

/// An exchange or opening handshake, and the page that would have made it.
struct BrowserQuestion {
    /// Browsers open no more HTTP/1.1 connections to one origin at a time.
    static constexpr int MostConnections = 6;

    Technique technique = Technique::ShortPoll;
    QUrl url;                    ///< As asked for, ws and wss included.
    QString pageOrigin;          ///< `https://example.org`, or `null`.
    QString pagePolicy;          ///< Content-Security-Policy of the page; empty: none.
    bool hasCredentials = false; ///< `credentials: "include"`, `withCredentials`.
    Http1::RequestHead request;
    std::optional<Http1::ResponseHead> response;
    /// Requests to the same origin that were under way when this one was sent; -1: not known.
    int requestsUnderWay = -1;
    /// iframe techniques: the targetOrigin that a script of the frame gave to postMessage.
    std::optional<QByteArray> targetOrigin;
    /// Of the last `state` record: the object's readyState and what it fired; -1: none.
    int readyState = -1;
    QString fires;
};

/// By what a page does what @p question's technique does.
[[nodiscard]] PageObject pageObject(const BrowserQuestion &question);

/// As which technique a browser would take an exchange of which nobody said it.
[[nodiscard]] Technique guessTechnique(const Http1::RequestHead &request,
                                       const std::optional<Http1::ResponseHead> &response);

/// What a page of BrowserQuestion::pageOrigin would be allowed: a line for each rule that browsers
/// apply to the technique, in the order in which they do. Empty where pageOrigin is no origin.
///
/// Spec: WHATWG Fetch, HTML and MIME Sniffing, CSP3, Mixed Content, RFC 6455 §10.2. The sections of
/// living standards are named by their titles: their numbers move.
/// Threads: reentrant.
[[nodiscard]] QList<BrowserLine> browserView(const BrowserQuestion &question);

/// The one line above @p lines: the first refusal, or what else decides.
[[nodiscard]] BrowserLine browserAnswer(const QList<BrowserLine> &lines);

/// `allowed`, `refused`, `not asked`, in the user's language; empty for Told, which is no verdict.
[[nodiscard]] QString verdictText(BrowserVerdict verdict);

} // namespace Pushscope
