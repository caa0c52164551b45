// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/ssesession.h"

#include "engine/api/techniques.h"
#include "protocol/http1/fields.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope {

namespace {

// readyState of EventSource.
constexpr int Connecting = 0;
constexpr int Open = 1;
constexpr int Closed = 2;

constexpr int OkStatus = 200;

/// Timers take 31 bits of milliseconds, near 25 days; a server that asks for more gets these.
constexpr qint64 MaxReconnectionMs = std::numeric_limits<int>::max();

/// How long the body of an answer that is no event stream is read on.
constexpr std::chrono::milliseconds FatalBodyTime{ 2'000 };

} // namespace

SseSession::SseSession(EngineLoop &loop, const Setup &setup)
    : HttpSession(loop, setup)
    , m_lastEventId(setup.options.lastEventId)
{
    setTechnique(Technique::Sse);
}

SseSession::~SseSession() = default;

void SseSession::begin()
{
    const auto url = parseClientUrl(options().url);
    if (!url) {
        fail(url.error());
        return;
    }
    m_isOpen = false;
    m_fatal.reset();
    setState(SessionState::Connecting);
    RequestHabits habits = requestHabits(options());
    habits.lastEventId = m_lastEventId;
    m_round = std::make_unique<HttpRound>(links(), options(), observer());
    if (status().reconnectAttempt == 0)
        addState("CONNECTING", Connecting, {});
    m_round->start(*url, habits, Technique::Sse);
}

void SseSession::adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> round,
                       const Http1::ResponseHead &head)
{
    setLinks(std::move(links));
    m_round = std::move(round);
    m_round->setObserver(this);
    addState("CONNECTING", Connecting, {});
    roundResponse(*m_round, head);
}

Error SseSession::wrongAnswer(const HttpRound &round, const Http1::ResponseHead &head) const
{
    const auto type = Http1::contentType(head.fields);
    const QByteArray typeName = type ? type->value : QByteArray();
    const bool isStatus = head.status != OkStatus;
    Error error{ isStatus ? ErrorCode::HttpStatus : ErrorCode::WrongType, ErrorSite::Http, {} };
    round.tellWhoAnswered(error);
    error.data.append({ "status", QByteArray::number(head.status) });
    error.data.append({ "reason", head.reason });
    error.data.append({ "type", typeName });
    error.data.append({ "expected", QByteArray("text/event-stream") });
    if (!isStatus)
        error.data.append({ "offers", techniqueName(techniqueOf(head)).toByteArray() });
    return error;
}

void SseSession::roundResponse(HttpRound &round, const Http1::ResponseHead &head)
{
    const auto type = Http1::contentType(head.fields);
    if (head.status != OkStatus || !type || type->value != "text/event-stream") {
        // WHATWG HTML §9.2.3: anything else fails the connection; no reconnection.
        m_fatal = wrongAnswer(round, head);
        // Its body is recorded, as it often says why; but not for ever.
        m_fatalTimer = loop().network().startTimer(FatalBodyTime, [this] {
            m_round->close();
            loop().afterEvent();
        });
        return;
    }
    m_isOpen = m_hasBeenOpen = true;
    resetAttempts();
    setState(SessionState::Open);
    addState("OPEN", Open, "open", round.connection());
}

void SseSession::roundEventStream(HttpRound &, const EventStream::Value &value)
{
    if (const auto *retry = std::get_if<EventStream::Retry>(&value)) {
        m_reconnectionTime = std::chrono::milliseconds(std::min(retry->ms, MaxReconnectionMs));
        return;
    }
    const auto *event = std::get_if<EventStream::EventView>(&value);
    if (!event)
        return;
    if (event->why != EventStream::Why::UnterminatedBlock)
        m_lastEventId = event->lastEventId.toByteArray();
    if (!event->isDispatched)
        return;
    stopWatcher().eventArrived(event->type);
    messageArrived(event->data, event->range.size());
}

void SseSession::roundEnded(HttpRound &round, const RoundEnd &end)
{
    m_fatalTimer.reset();
    if (m_fatal) {
        fail(*m_fatal);
        return;
    }
    if (isLeaving() || end.isAborted) {
        addState("CLOSED", Closed, {}, round.connection());
        finishOnceClosed(std::nullopt);
        return;
    }
    reestablish(end);
}

void SseSession::reestablish(const RoundEnd &end)
{
    const bool reconnects = options().reconnects.value_or(true);
    if (!reconnects || !m_hasBeenOpen) {
        const std::optional<Error> error = end.error ? end.error : endOfEndpoint();
        if (error)
            addError(*error);
        addState("CLOSED", Closed, "error");
        finishOnceClosed(error);
        return;
    }
    if (end.error)
        addError(*end.error);
    addState("CONNECTING", Connecting, "error");
    scheduleReconnect(m_reconnectionTime, m_lastEventId);
}

void SseSession::fail(const Error &error)
{
    addError(error);
    addState("CLOSED", Closed, "error");
    finishOnceClosed(error);
}

void SseSession::leave()
{
    if (isEnding())
        return;
    if (m_round && !m_round->isOver()) {
        setState(SessionState::Closing);
        m_round->close();
        return;
    }
    addState("CLOSED", Closed, {});
    finishOnceClosed(std::nullopt);
}

void SseSession::drop()
{
    if (m_round && !m_round->isOver()) {
        m_round->abort();
        return;
    }
    leave();
    hurryEnd();
}

} // namespace Pushscope
