// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/pollsession.h"

#include "engine/api/techniques.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// Octets of an answer that are looked into for `messages`, cursors and stop conditions.
constexpr qsizetype MaxContentOctets = 8 * 1024 * 1024;

constexpr std::chrono::milliseconds SlowInterval { 1'000 };

constexpr int FirstRedirect = 300;
constexpr int NotModified = 304;
constexpr int FirstClientError = 400;
constexpr int FirstServerError = 500;
constexpr int RequestTimeout = 408;
constexpr int TooManyRequests = 429;

/// Names by which servers know the parameter; a URL with one of them says it itself.
constexpr const char *CallbackParameters[] = { "callback", "jsonp", "cb", "jsoncallback" };

CursorRule resolved(const ClientOptions &options)
{
    CursorRule rule = options.cursor;
    if (rule.kind == CursorRule::Kind::Habit) {
        rule.kind = options.technique == Technique::LongPoll ? CursorRule::Kind::Automatic
                                                             : CursorRule::Kind::None;
    }
    return rule;
}

PollResults::Setup resultsSetup(Technique technique)
{
    PollResults::Setup setup;
    setup.isCall = technique == Technique::Jsonp;
    setup.isHeld = technique == Technique::LongPoll;
    setup.printsOctets = technique == Technique::ShortPoll || technique == Technique::LongPoll;
    return setup;
}

} // namespace

PollSession::PollSession(EngineLoop &loop, const Setup &setup)
    : HttpSession(loop, setup)
    , m_cursor(resolved(setup.options))
    , m_results(resultsSetup(setup.options.technique))
{
}

PollSession::~PollSession() = default;

bool PollSession::isCarrying() const
{
    return isCall() || options().technique == Technique::IframePoll;
}

PollSession::Round &PollSession::roundOf(const HttpRound &http)
{
    return **std::find_if(m_rounds.begin(), m_rounds.end(),
                          [&](const auto &round) { return round->http.get() == &http; });
}

bool PollSession::hasOpen() const
{
    return std::any_of(m_rounds.begin(), m_rounds.end(),
                       [](const auto &round) { return !round->isOver; });
}

PollSession::Round &PollSession::addRound(std::unique_ptr<HttpRound> http)
{
    auto round = std::make_unique<Round>();
    round->isOverlapped = hasOpen();
    if (!round->isOverlapped && m_closedSince)
        round->gapNs = loop().now() - *m_closedSince;
    round->number = ++m_roundCount;
    round->http = std::move(http);
    m_rounds.push_back(std::move(round));
    return *m_rounds.back();
}

void PollSession::begin()
{
    auto url = parseClientUrl(options().url);
    if (!url) {
        addError(url.error());
        finishOnceClosed(url.error());
        return;
    }
    setState(m_hasAnswer ? SessionState::Open : SessionState::Connecting);
    std::erase_if(m_rounds, [](const auto &round) { return round->isOver; });
    Round &round = addRound(std::make_unique<HttpRound>(links(), options(), observer()));
    RequestHabits habits = requestHabits(options());
    m_cursor.apply(*url, habits);
    if (isCall())
        nameCallback(*url, habits);
    round.http->start(*url, habits, options().technique);
    if (options().overlap != Overlap::Wait)
        scheduleNext();
}

/// The URL may say the parameter, and the name with it: `?cb=show`; `?cb=?` asks for one.
void PollSession::nameCallback(ClientUrl &url, RequestHabits &habits) const
{
    QByteArray parameter = options().callbackParameter;
    for (const char *known : CallbackParameters) {
        if (parameter.isEmpty() && !queryParameter(url, known).isEmpty())
            parameter = known;
    }
    if (parameter.isEmpty())
        parameter = CallbackParameters[0];
    QByteArray name = queryParameter(url, parameter);
    if (name.isEmpty() || name == "?") {
        name = "pushscope_" + QByteArray::number(m_roundCount);
        setQueryParameter(url, parameter, name);
    }
    habits.bodyForm.parameter = name;
}

void PollSession::adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> http,
                        const Http1::ResponseHead &head)
{
    setLinks(std::move(links));
    http->setObserver(this);
    if (http->link()) {
        HttpTranscript &transcript = http->link()->connection().transcript().http();
        if (isCarrying()) {
            RequestHabits habits = requestHabits(options());
            if (auto url = parseClientUrl(options().url); url && isCall())
                nameCallback(*url, habits);
            transcript.setBodyForm(habits.bodyForm);
        } else {
            transcript.leaveBodiesToRounds();
        }
    }
    Round &round = addRound(std::move(http));
    roundResponse(*round.http, head);
}

void PollSession::scheduleNext()
{
    const bool isToldSo = options().pollInterval.has_value();
    scheduleNext(m_isSlowedDown && !isToldSo ? SlowInterval : pollIntervalOf(options()));
}

void PollSession::scheduleNext(std::chrono::milliseconds delay)
{
    m_timer = loop().network().startTimer(delay, [this] {
        startNext();
        loop().afterEvent();
    });
}

void PollSession::startNext()
{
    if (isOver() || isLeaving() || isEnding())
        return;
    if (options().overlap == Overlap::Abort)
        abortOpen();
    begin();
}

void PollSession::abortOpen()
{
    for (const auto &round : m_rounds) {
        if (!round->isOver)
            round->http->abort();
    }
}

void PollSession::roundResponse(HttpRound &http, const Http1::ResponseHead &head)
{
    roundOf(http).head = head;
    if (!isEnding())
        setState(SessionState::Open);
}

void PollSession::roundContent(HttpRound &http, QByteArrayView content)
{
    Round &round = roundOf(http);
    const qsizetype room = MaxContentOctets - round.content.size();
    round.content.append(content.first(std::min(room, content.size())));
}

void PollSession::roundCarried(HttpRound &http, const CarriedMessage &message)
{
    if (!isCarrying())
        return;
    Round &round = roundOf(http);
    round.hasCalled = true;
    ++round.messages;
    m_cursor.learn(round.head, message.content);
    messageArrived(message.content, message.wireOctets);
}

void PollSession::roundLate(HttpRound &http)
{
    Round &round = roundOf(http);
    addResult(round, { .error = {}, .isTimeout = true, .isAborted = true, .transport = {} });
    round.isLate = true;
    if (!isLeaving() && !isEnding() && options().overlap == Overlap::Wait)
        scheduleNext();
}

void PollSession::roundEnded(HttpRound &http, const RoundEnd &end)
{
    Round &round = roundOf(http);
    round.isOver = true;
    if (!hasOpen())
        m_closedSince = loop().now();
    if (!end.error && !end.isAborted)
        m_cursor.learn(round.head, round.content);
    // That a long poll's time is up on our side is how it is meant to be.
    const bool isExpected = end.isAborted || (end.isTimeout && isHeld());
    if (end.error && !isExpected)
        addError(*end.error);
    addResult(round, end);
    if (isEnding())
        return;
    if (isLeaving()) {
        if (!hasOpen())
            finishOnceClosed(endOfRun());
        return;
    }
    ended(round, end);
}

void PollSession::ended(Round &round, const RoundEnd &end)
{
    if (end.isTimeout && isHeld())
        scheduleNext();
    else if (end.error && !end.isAborted && !round.isLate)
        failed(end.error);
    else if (!end.error && !end.isAborted)
        answered(round);
}

bool PollSession::isFatal(int status) const
{
    // A first answer that says the address or the request is wrong will not change by itself.
    return !m_hasAnswer && status >= FirstClientError && status < FirstServerError
        && status != RequestTimeout && status != TooManyRequests;
}

bool PollSession::isFailure(int status) const
{
    // A redirection that leads nowhere is no answer either.
    return status >= FirstRedirect && status != NotModified;
}

/// A run of which no round succeeded has not done what was asked, however it ends.
std::optional<Error> PollSession::endOfRun() const
{
    return m_hasSucceeded ? std::nullopt : m_lastFailure;
}

Error PollSession::statusError(const HttpRound &http) const
{
    Error error { ErrorCode::HttpStatus, ErrorSite::Http, {} };
    http.tellWhoAnswered(error);
    error.data.append({ "status", QByteArray::number(http.status()) });
    return error;
}

void PollSession::answered(Round &round)
{
    const int status = round.http->status();
    if (isFailure(status)) {
        const Error error = statusError(*round.http);
        addError(error);
        m_lastFailure = error;
        // To be asked again at once, a server that fails has to be left in peace for a while.
        if (isFatal(status) || isHeld()) {
            if (isFatal(status) || !options().reconnects.value_or(true))
                giveUp(error);
            else
                scheduleReconnect(backOff(), {});
            return;
        }
    } else {
        m_hasSucceeded = true;
    }
    m_hasAnswer = true;
    resetAttempts();
    stopWatcher().statusArrived(status);
    if (!isCarrying())
        messageArrived(round.content, round.content.size());
    else
        checkStop();
    if (isHeld())
        noteQuickAnswer(round);
    if (!isLeaving() && options().overlap == Overlap::Wait && !round.isLate)
        scheduleNext();
}

void PollSession::noteQuickAnswer(const Round &round)
{
    const bool isQuick = round.http->answeredAt() - round.http->sentAt() < QuickNs;
    m_quickRounds = isQuick && !m_results.wasNews() ? m_quickRounds + 1 : 0;
    if (m_quickRounds < MaxQuickRounds || m_isSlowedDown)
        return;
    m_isSlowedDown = true;
    addNote("long-poll: the server answers at once with nothing new, it holds no request; "
            "asking once a second from here on (try --technique short-poll)");
}

void PollSession::failed(const std::optional<Error> &error)
{
    if (!m_hasAnswer || !options().reconnects.value_or(true)) {
        giveUp(error);
        return;
    }
    if (options().overlap == Overlap::Wait)
        scheduleReconnect(backOff(), {});
}

void PollSession::addResult(const Round &round, const RoundEnd &end)
{
    Record record = m_results.result(round, end, loop().now(), m_cursor.shown());
    record.session = id();
    record.stream = stream();
    loop().batch().add(std::move(record));
}

void PollSession::giveUp(const std::optional<Error> &error)
{
    m_timer.reset();
    abortOpen();
    finishOnceClosed(error);
}

void PollSession::leave()
{
    m_timer.reset();
    if (hasOpen())
        abortOpen(); // finishOnceClosed() follows the last of them.
    else
        finishOnceClosed(endOfRun());
}

void PollSession::drop()
{
    leave();
    if (isEnding())
        hurryEnd();
}

void PollSession::fillStatus(SessionStatus &status) const
{
    status.round = m_roundCount;
}

} // namespace Pushscope
