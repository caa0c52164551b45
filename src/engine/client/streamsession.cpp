// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/streamsession.h"

#include "engine/api/clientoptions.h"
#include "protocol/http1/fields.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int FirstSuccess = 200;
constexpr int FirstRedirect = 300;
constexpr int FirstServerError = 500;

/// How long the body of a refusal is read on.
constexpr std::chrono::milliseconds RefusalTime { 2'000 };

QByteArray expectedType(Technique technique)
{
    return technique == Technique::Multipart ? "multipart/x-mixed-replace" : "text/html";
}

bool isSuccess(int status)
{
    return status >= FirstSuccess && status < FirstRedirect;
}

} // namespace

StreamSession::StreamSession(EngineLoop &loop, const Setup &setup)
    : HttpSession(loop, setup)
    , m_text(setup.options.textPointer)
    , m_lastEventId(setup.options.lastEventId)
{
    setTechnique(setup.options.technique);
}

StreamSession::~StreamSession() = default;

void StreamSession::begin()
{
    const auto url = parseClientUrl(options().url);
    if (!url) {
        endWith(url.error());
        return;
    }
    m_refusal.reset();
    setState(SessionState::Connecting);
    m_round = std::make_unique<HttpRound>(links(), options(), observer());
    RequestHabits habits = requestHabits(options());
    habits.lastEventId = m_lastEventId;
    m_round->start(*url, habits, options().technique);
}

void StreamSession::adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> round,
                          const Http1::ResponseHead &head)
{
    setLinks(std::move(links));
    m_round = std::move(round);
    m_round->setObserver(this);
    roundResponse(*m_round, head);
}

void StreamSession::roundResponse(HttpRound &round, const Http1::ResponseHead &head)
{
    const BodyForm form = requestHabits(options()).bodyForm;
    if (round.link())
        round.link()->connection().transcript().http().setBodyForm(form);
    if (!isSuccess(head.status) || isWrongType(head, form)) {
        refused(round, head);
        return;
    }
    m_text.restart();
    m_hasBeenOpen = true;
    resetAttempts();
    setState(SessionState::Open);
    stopWatcher().statusArrived(head.status);
    checkStop();
}

void StreamSession::refused(const HttpRound &round, const Http1::ResponseHead &head)
{
    const bool isStatus = !isSuccess(head.status);
    m_refusal = Error { isStatus ? ErrorCode::HttpStatus : ErrorCode::WrongType, ErrorSite::Http,
                        {} };
    round.tellWhoAnswered(*m_refusal);
    m_refusal->data.append({ "status", QByteArray::number(head.status) });
    m_refusal->data.append({ "reason", head.reason });
    if (!isStatus) {
        const auto type = Http1::contentType(head.fields);
        m_refusal->data.append({ "type", type ? type->value : QByteArray() });
        m_refusal->data.append({ "expected", expectedType(options().technique) });
        m_refusal->data.append({ "offers", techniqueName(techniqueOf(head)).toByteArray() });
    }
    // Its body is recorded, as it often says why; but not for ever.
    m_refusalTimer = loop().network().startTimer(RefusalTime, [this] {
        m_round->close();
        loop().afterEvent();
    });
}

void StreamSession::roundCarried(HttpRound &, const CarriedMessage &message)
{
    take(message.content, message.wireOctets);
}

void StreamSession::roundEventStream(HttpRound &, const EventStream::Value &value)
{
    const auto *event = std::get_if<EventStream::EventView>(&value);
    if (!event)
        return;
    if (event->why != EventStream::Why::UnterminatedBlock)
        m_lastEventId = event->lastEventId.toByteArray();
    if (!event->isDispatched)
        return;
    stopWatcher().eventArrived(event->type);
    take(event->data, event->range.size());
}

void StreamSession::take(QByteArrayView message, qint64 wireOctets)
{
    m_text.take(message, loop().now());
    messageArrived(message, wireOctets);
}

/// After what @p content completed was told of.
void StreamSession::roundContent(HttpRound &round, QByteArrayView content)
{
    if (!round.link() || m_refusal)
        return;
    const qint64 before = m_inProgressOctets;
    m_inProgressOctets
        = round.link()->connection().transcript().http().contentInProgress(Role::Server);
    const bool goesOn = m_inProgressOctets == before + content.size();
    if (!goesOn)
        m_inProgress.clear();
    const qint64 added = std::min<qint64>(goesOn ? content.size() : m_inProgressOctets,
                                          content.size());
    const qsizetype room = MaxShownInProgress - m_inProgress.size();
    m_inProgress += content.last(added).first(std::min<qint64>(added, room));
    changed();
}

/// So that whoever reads the capture has it in one piece.
void StreamSession::noteText()
{
    if (m_text.messages() > 0)
        addNote(QByteArray("text: " + m_text.summary() + "\n\n" + m_text.text()));
}

bool StreamSession::mayComeBack(const RoundEnd &end) const
{
    if (!options().reconnects.value_or(false) || !m_hasBeenOpen || isLeaving() || end.isAborted)
        return false;
    // What the server may get over by itself, and what it says of the request.
    return !m_refusal || m_round->status() >= FirstServerError;
}

void StreamSession::roundEnded(HttpRound &, const RoundEnd &end)
{
    m_refusalTimer.reset();
    m_inProgressOctets = 0;
    m_inProgress.clear();
    noteText();
    const std::optional<Error> error = m_refusal ? m_refusal : end.error;
    if (mayComeBack(end)) {
        if (error)
            addError(*error);
        scheduleReconnect(backOff(), m_lastEventId);
        return;
    }
    if (m_refusal) // Also where its body was not waited for.
        endWith(m_refusal);
    else if (isLeaving() || end.isAborted)
        endWith(std::nullopt);
    else
        endWith(error ? error : endOfEndpoint());
}

void StreamSession::endWith(const std::optional<Error> &error)
{
    if (error)
        addError(*error);
    finishOnceClosed(error);
}

void StreamSession::leave()
{
    if (isEnding())
        return;
    if (!m_round || m_round->isOver()) {
        finishOnceClosed(std::nullopt);
        return;
    }
    setState(SessionState::Closing);
    m_round->close();
}

void StreamSession::drop()
{
    if (m_round && !m_round->isOver()) {
        m_round->abort();
        return;
    }
    leave();
    hurryEnd();
}

void StreamSession::fillStatus(SessionStatus &status) const
{
    status.inProgressOctets = m_inProgressOctets;
    status.inProgress = m_inProgress;
    status.text = m_text.text();
    status.textMessages = m_text.messages();
    status.textMessagesPerSecond = m_text.messagesPerSecond();
}

} // namespace Pushscope
