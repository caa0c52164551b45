// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/pollsession.h"

#include "capture/jsonwriter.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int NoContent = 204;
constexpr int NotModified = 304;
/// Octets of an answer that are looked into for `messages` and stop conditions.
constexpr qsizetype MaxContentOctets = 8 * 1024 * 1024;

/// The contract's `empty`.
bool isEmptyAnswer(int status, const QByteArray &content)
{
    if (status == NoContent || status == NotModified || content.isEmpty())
        return true;
    const QJsonObject object = QJsonDocument::fromJson(content).object();
    const QJsonValue messages = object.value(QLatin1StringView("messages"));
    return messages.isArray() && messages.toArray().isEmpty();
}

QByteArray digestOf(int status, const QByteArray &content)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(status));
    hash.addData(content);
    return hash.result();
}

QByteArrayView outcomeName(const RoundEnd &end)
{
    if (end.isTimeout)
        return "timeout";
    if (end.isAborted)
        return "aborted";
    return end.error ? QByteArrayView("error") : QByteArrayView("answered");
}

} // namespace

PollSession::PollSession(EngineLoop &loop, const Setup &setup)
    : HttpSession(loop, setup)
{
    setTechnique(Technique::ShortPoll);
}

PollSession::~PollSession() = default;

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
    round->number = ++m_roundCount;
    round->http = std::move(http);
    m_rounds.push_back(std::move(round));
    return *m_rounds.back();
}

void PollSession::begin()
{
    const auto url = parseClientUrl(options().url);
    if (!url) {
        addError(url.error());
        finishOnceClosed(url.error());
        return;
    }
    setState(m_hasAnswer ? SessionState::Open : SessionState::Connecting);
    std::erase_if(m_rounds, [](const auto &round) { return round->isOver; });
    Round &round = addRound(std::make_unique<HttpRound>(links(), options(), observer()));
    round.http->start(*url, RequestHabits(), Technique::ShortPoll);
    if (options().overlap != Overlap::Wait)
        scheduleNext();
}

void PollSession::adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> http,
                        const Http1::ResponseHead &head)
{
    setLinks(std::move(links));
    http->setObserver(this);
    if (http->link())
        http->link()->connection().transcript().http().leaveBodiesToRounds();
    Round &round = addRound(std::move(http));
    roundResponse(*round.http, head);
}

void PollSession::scheduleNext()
{
    m_timer = loop().network().startTimer(options().pollInterval, [this] {
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

void PollSession::roundResponse(HttpRound &, const Http1::ResponseHead &)
{
    if (!isEnding())
        setState(SessionState::Open);
}

void PollSession::roundContent(HttpRound &http, QByteArrayView content)
{
    Round &round = roundOf(http);
    const qsizetype room = MaxContentOctets - round.content.size();
    round.content.append(content.first(std::min(room, content.size())));
}

void PollSession::roundEnded(HttpRound &http, const RoundEnd &end)
{
    Round &round = roundOf(http);
    round.isOver = true;
    if (end.error && !end.isAborted)
        addError(*end.error);
    addResult(round, end);
    if (isEnding())
        return;
    if (isLeaving()) {
        if (!hasOpen())
            finishOnceClosed(std::nullopt);
        return;
    }
    if (end.error && !end.isAborted) {
        failed(end);
        return;
    }
    if (!end.isAborted)
        answered(round);
}

bool PollSession::isFatal(const Round &round) const
{
    // A first answer that says the address or the request is wrong will not change by itself.
    constexpr int FirstClientError = 400;
    constexpr int FirstServerError = 500;
    constexpr int RequestTimeout = 408;
    constexpr int TooManyRequests = 429;
    const int status = round.http->status();
    return !m_hasAnswer && status >= FirstClientError && status < FirstServerError
        && status != RequestTimeout && status != TooManyRequests;
}

void PollSession::answered(Round &round)
{
    const int status = round.http->status();
    if (isFatal(round)) {
        Error error { ErrorCode::HttpStatus, ErrorSite::Http, {} };
        error.data.append({ "url", options().url.adjusted(QUrl::RemoveUserInfo).toEncoded() });
        error.data.append({ "status", QByteArray::number(status) });
        addError(error);
        giveUp(error);
        return;
    }
    m_hasAnswer = true;
    resetAttempts();
    stopWatcher().statusArrived(status);
    messageArrived(round.content, round.content.size());
    if (!isLeaving() && options().overlap == Overlap::Wait)
        scheduleNext();
}

void PollSession::failed(const RoundEnd &end)
{
    if (!m_hasAnswer || !options().reconnects.value_or(true)) {
        giveUp(end.error);
        return;
    }
    if (options().overlap == Overlap::Wait)
        scheduleReconnect(backOff(), {});
}

void PollSession::addResult(const Round &round, const RoundEnd &end)
{
    const HttpRound &http = *round.http;
    Record record;
    record.kind = RecordKind::PollResult;
    record.t = loop().now();
    record.session = id();
    record.stream = stream();
    record.connection = http.connection();
    record.exchange = http.exchange();
    record.from = From::Server;
    record.code = http.status() == 0 ? Record::NoCode : http.status();
    const bool isAnswered = !end.error && !end.isAborted;
    if (isAnswered) {
        record.flags |= PrintsOctets;
        if (http.content().isEmpty()) {
            setStretches(record, http.body());
        } else {
            record.flags |= LiesInContent;
            record.at = http.content();
            record.size = http.content().size();
        }
    }
    JsonWriter detail(record.detail);
    detail.integer("round", round.number);
    detail.string("outcome", outcomeName(end));
    detail.boolean("overlapped", round.isOverlapped);
    if (http.status() != 0)
        detail.integer("status", http.status());
    if (isAnswered) {
        const QByteArray digest = digestOf(http.status(), round.content);
        detail.boolean("changed", digest != m_lastDigest);
        detail.boolean("empty", isEmptyAnswer(http.status(), round.content));
        m_lastDigest = digest;
    }
    detail.integer("duration_ns", loop().now() - http.startedAt());
    detail.finish();
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
        finishOnceClosed(std::nullopt);
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
