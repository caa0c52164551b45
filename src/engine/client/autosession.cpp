// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/autosession.h"

#include "capture/bodyform.h"
#include "capture/jsonvalue.h"
#include "engine/client/pollsession.h"
#include "engine/client/socketiosession.h"
#include "engine/client/ssesession.h"
#include "engine/client/streamsession.h"
#include "engine/client/websocketsession.h"
#include "protocol/http1/fields.h"

#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int UpgradeRequired = 426;
constexpr int FirstSuccess = 200;
constexpr int FirstRedirect = 300;

bool isAvailable(Technique technique)
{
    return std::ranges::find(allTechniques(), technique) != allTechniques().end();
}

QByteArray typeOf(const Http1::ResponseHead &head)
{
    const auto type = Http1::contentType(head.fields);
    return type ? type->value : QByteArray();
}

/// Spec: WHATWG MIME Sniffing §4.6, JavaScript MIME type; the ones in use.
bool isJavaScript(const QByteArray &type)
{
    return type == "text/javascript" || type == "application/javascript"
        || type == "application/x-javascript" || type == "text/x-javascript"
        || type == "application/ecmascript" || type == "text/ecmascript";
}

bool isPage(const QByteArray &type)
{
    return type == "text/html" || type == "application/xhtml+xml";
}

constexpr int BadRequest = 400;
/// Enough to know a handshake of Engine.IO, or an error of its, by.
constexpr qsizetype MaxBegin = 1024;

/// An open packet at the beginning of a payload: `0{"sid"`, behind its length in revision 3, whose
/// binary form gives the length as numbers.
bool beginsAsEngineIo(QByteArrayView body)
{
    constexpr QByteArrayView Open("0{\"sid\"");
    qsizetype at = 0;
    if (body.startsWith('\0')) {
        at = body.indexOf('\xff') + 1;
    } else {
        while (at < body.size() && body[at] >= '0' && body[at] <= '9')
            ++at;
        at = at < body.size() && body[at] == ':' ? at + 1 : 0;
    }
    return body.sliced(at).startsWith(Open);
}

/// How the reference implementation answers a request without `transport`.
bool isEngineIoRefusal(QByteArrayView body)
{
    const auto code = jsonAt(body, "/code");
    const auto words = jsonAt(body, "/message");
    return code && *code == "0" && words && *words == "\"Transport unknown\"";
}

/// The names by which the libraries ask for a callback.
bool asksForCallback(const ClientOptions &options)
{
    if (!options.callbackParameter.isEmpty())
        return true;
    const QUrlQuery query(options.url);
    for (const char *name : { "callback", "jsonp", "cb", "jsoncallback" }) {
        if (query.hasQueryItem(QString::fromLatin1(name)))
            return true;
    }
    return false;
}

} // namespace

AutoSession::AutoSession(EngineLoop &loop, const Setup &setup)
    : HttpSession(loop, setup)
{
}

AutoSession::~AutoSession() = default;

void AutoSession::begin()
{
    const auto url = parseClientUrl(options().url);
    if (!url) {
        addError(url.error());
        finishOnceClosed(url.error());
        return;
    }
    m_round.reset();
    m_inner.reset();
    m_search.reset();
    m_begin.clear();
    m_heldOctets = 0;
    setState(SessionState::Connecting);
    m_round = std::make_unique<HttpRound>(links(), options(), observer());
    m_round->start(*url, requestHabits(options()), Technique::Auto);
}

bool AutoSession::suggestsWebSocket(const Http1::ResponseHead &head) const
{
    return head.status == UpgradeRequired
        || Http1::hasToken(head.fields, "upgrade", "websocket");
}

std::optional<Technique> AutoSession::conclusion(const Http1::ResponseHead &head) const
{
    const QByteArray type = typeOf(head);
    if (type == "text/event-stream")
        return Technique::Sse;
    if (head.status == BadRequest && type == "application/json")
        return std::nullopt;
    if (head.status < FirstSuccess || head.status >= FirstRedirect)
        return Technique::ShortPoll;
    if (type.startsWith("multipart/") && isAvailable(Technique::Multipart))
        return Technique::Multipart;
    if (isJavaScript(type) && asksForCallback(options()) && isAvailable(Technique::Jsonp))
        return Technique::Jsonp;
    if (isMessagesType(head) && isAvailable(Technique::HttpStream))
        return Technique::HttpStream;
    return std::nullopt;
}

void AutoSession::roundResponse(HttpRound &round, const Http1::ResponseHead &head)
{
    m_head = head;
    if (const std::optional<Technique> technique = conclusion(head)) {
        goOn(*technique);
        return;
    }
    m_search.emplace(Http1::fieldValue(head.fields, "content-encoding"), MaxHeldOctets);
    round.link()->connection().transcript().http().holdBody();
    waitForBody();
}

void AutoSession::waitForBody()
{
    m_patienceTimer = loop().network().startTimer(Patience, [this] {
        if (loop().isStalled()) {
            waitForBody(); // We do not read: that it does not end is our doing.
            return;
        }
        concludeUnfinished();
        loop().afterEvent();
    });
}

void AutoSession::roundHeld(HttpRound &round, QByteArrayView octets, bool isEnd)
{
    if (m_inner || isLeaving())
        return;
    m_heldOctets += octets.size();
    m_search->feed(octets);
    m_begin += octets.first(std::min(octets.size(), MaxBegin - m_begin.size()));
    if (beginsAsEngineIo(m_begin))
        goOn(Technique::SocketIo, "; the body begins as Engine.IO's handshake does");
    else if (isEnd && isEngineIoRefusal(m_begin))
        goOnAsSocketIo();
    else if (isEnd)
        goOn(Technique::ShortPoll);
    else if (m_heldOctets > MaxHeldOctets || m_search->isTooLong()
             || round.link()->connection().transcript().http().heldMemory() > MaxHeldMemory)
        concludeUnfinished();
}

void AutoSession::concludeUnfinished()
{
    if (m_inner || isLeaving() || !m_round || !m_round->link())
        return;
    Technique technique = Technique::HttpStream;
    if (isPage(typeOf(m_head)) && m_search->hasFound() && isAvailable(Technique::IframeStream))
        technique = Technique::IframeStream;
    if (!isAvailable(technique))
        technique = Technique::ShortPoll;
    goOn(technique, technique == Technique::IframeStream
                        ? QByteArrayView("; a page with scripts that does not end")
                        : QByteArrayView("; the body does not end"));
}

/// The server is one of Engine.IO, and was asked without saying so: anew, then.
void AutoSession::goOnAsSocketIo()
{
    noteConclusion(Technique::SocketIo, "; Engine.IO asks for a transport");
    HttpLink *link = m_round->link();
    setTechnique(Technique::SocketIo);
    auto session = std::make_unique<SocketIoSession>(loop(), innerSetup(Technique::SocketIo));
    SocketIoSession &inner = *session;
    m_inner = std::move(session);
    if (link)
        link->connection().transcript().http().releaseBody();
    inner.beginWithin(takeLinks());
}

void AutoSession::noteConclusion(Technique technique, QByteArrayView because)
{
    m_patienceTimer.reset();
    const QByteArray type = typeOf(m_head);
    QByteArray note = "auto: " + techniqueName(technique).toByteArray() + " (status "
        + QByteArray::number(m_head.status) + ", "
        + (type.isEmpty() ? QByteArray("no Content-Type") : type);
    note += because;
    if (suggestsWebSocket(m_head))
        note += "; the server asks for an upgrade: try ws://";
    addNote(QByteArray(note + ')'), technique);
}

void AutoSession::goOn(Technique technique, QByteArrayView because)
{
    noteConclusion(technique, because);
    HttpLink *link = m_round->link();
    switch (technique) {
    case Technique::Sse:
        goOnAs<SseSession>(technique);
        break;
    case Technique::HttpStream:
    case Technique::Multipart:
    case Technique::IframeStream:
        goOnAs<StreamSession>(technique);
        break;
    case Technique::SocketIo:
        goOnAs<SocketIoSession>(technique);
        break;
    default:
        goOnAs<PollSession>(technique);
        break;
    }
    m_search.reset();
    // The link outlives what it tells of.
    if (link)
        link->connection().transcript().http().releaseBody();
}

ClientSession::Setup AutoSession::innerSetup(Technique technique) const
{
    Setup inner = setup();
    inner.options.technique = technique;
    inner.callbacks.changed = setup().callbacks.changed;
    auto *outer = const_cast<AutoSession *>(this);
    inner.callbacks.ended = [outer](const SessionOutcome &outcome) { outer->finish(outcome.error); };
    return inner;
}

template<typename Session>
void AutoSession::goOnAs(Technique technique)
{
    setTechnique(technique);
    auto inner = std::make_unique<Session>(loop(), innerSetup(technique));
    Session &session = *inner;
    m_inner = std::move(inner);
    session.adopt(takeLinks(), std::move(m_round), m_head);
}

void AutoSession::roundEnded(HttpRound &, const RoundEnd &end)
{
    m_patienceTimer.reset();
    if (m_inner)
        return; // It asked anew.
    if (end.error && !isLeaving())
        addError(*end.error);
    finishOnceClosed(isLeaving() ? std::nullopt : end.error);
}

void AutoSession::send(const OutgoingMessage &message, Cause cause)
{
    if (m_inner)
        m_inner->send(message, cause);
}

void AutoSession::leave()
{
    if (m_inner)
        m_inner->disconnect();
    else if (m_round && !m_round->isOver())
        m_round->abort();
    else
        finishOnceClosed(std::nullopt);
}

void AutoSession::drop()
{
    if (m_inner) {
        m_inner->abandon();
        return;
    }
    leave();
    if (isEnding())
        hurryEnd();
}

void AutoSession::fillStatus(SessionStatus &status) const
{
    if (!m_inner)
        return;
    const QString name = status.name;
    status = m_inner->status();
    status.name = name;
}

std::unique_ptr<ClientSession> makeClientSession(EngineLoop &loop,
                                                 const ClientSession::Setup &setup)
{
    const QString scheme = setup.options.url.scheme();
    const bool isWebSocketUrl
        = scheme == QLatin1StringView("ws") || scheme == QLatin1StringView("wss");
    switch (setup.options.technique) {
    case Technique::WebSocket:
        return std::make_unique<WebSocketSession>(loop, setup);
    case Technique::Sse:
        return std::make_unique<SseSession>(loop, setup);
    case Technique::ShortPoll:
    case Technique::LongPoll:
    case Technique::IframePoll:
    case Technique::Jsonp:
        return std::make_unique<PollSession>(loop, setup);
    case Technique::HttpStream:
    case Technique::Multipart:
    case Technique::IframeStream:
        return std::make_unique<StreamSession>(loop, setup);
    case Technique::SocketIo:
        return std::make_unique<SocketIoSession>(loop, setup);
    default:
        break;
    }
    if (!isWebSocketUrl)
        return std::make_unique<AutoSession>(loop, setup);
    ClientSession::Setup known = setup;
    known.options.technique = Technique::WebSocket;
    known.note = "auto: websocket (the URL says " + scheme.toUtf8() + ')';
    return std::make_unique<WebSocketSession>(loop, known);
}

} // namespace Pushscope
