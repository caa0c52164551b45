// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/autosession.h"

#include "engine/client/pollsession.h"
#include "engine/client/ssesession.h"
#include "engine/client/streamsession.h"
#include "engine/client/websocketsession.h"
#include "protocol/http1/fields.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr int UpgradeRequired = 426;

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
    m_inner.reset();
    setState(SessionState::Connecting);
    m_round = std::make_unique<HttpRound>(links(), options(), observer());
    m_round->start(*url, requestHabits(options()), Technique::Auto);
}

bool AutoSession::suggestsWebSocket(const Http1::ResponseHead &head) const
{
    return head.status == UpgradeRequired
        || Http1::hasToken(head.fields, "upgrade", "websocket");
}

void AutoSession::roundResponse(HttpRound &, const Http1::ResponseHead &head)
{
    const auto type = Http1::contentType(head.fields);
    QByteArray because = "status " + QByteArray::number(head.status) + ", "
        + (type ? type->value : QByteArray("no Content-Type"));
    if (suggestsWebSocket(head))
        because += "; the server asks for an upgrade: try ws://";
    if (type && type->value == "text/event-stream") {
        addNote(QByteArray("auto: sse (" + because + ')'));
        goOnAs<SseSession>(Technique::Sse, head);
    } else {
        addNote(QByteArray("auto: short-poll (" + because + ')'));
        goOnAs<PollSession>(Technique::ShortPoll, head);
    }
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
void AutoSession::goOnAs(Technique technique, const Http1::ResponseHead &head)
{
    setTechnique(technique);
    auto inner = std::make_unique<Session>(loop(), innerSetup(technique));
    Session &session = *inner;
    m_inner = std::move(inner);
    session.adopt(takeLinks(), std::move(m_round), head);
}

void AutoSession::roundEnded(HttpRound &, const RoundEnd &end)
{
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
        return std::make_unique<StreamSession>(loop, setup);
    default:
        break;
    }
    if (!isWebSocketUrl)
        return std::make_unique<AutoSession>(loop, setup);
    ClientSession::Setup known = setup;
    known.note = "auto: websocket (the URL says " + scheme.toUtf8() + ')';
    return std::make_unique<WebSocketSession>(loop, known);
}

} // namespace Pushscope
