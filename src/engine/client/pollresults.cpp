// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/pollresults.h"

#include "capture/jsonwriter.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace Pushscope {

namespace {

constexpr int FirstOk = 200;
constexpr int LastOk = 299;
constexpr int NoContent = 204;
constexpr int NotModified = 304;

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
    if (end.isTimeout && (end.error || end.isAborted))
        return "timeout";
    if (end.isAborted)
        return "aborted";
    return end.error ? QByteArrayView("error") : QByteArrayView("answered");
}

} // namespace

void PollResults::placeOctets(Record &record, const PollRound &round) const
{
    if (!m_setup.printsOctets)
        return;
    const HttpRound &http = *round.http;
    record.flags |= PrintsOctets;
    if (http.content().isEmpty()) {
        setStretches(record, http.body());
        return;
    }
    record.flags |= LiesInContent;
    record.at = http.content();
    record.size = http.content().size();
}

Record PollResults::result(const PollRound &round, const RoundEnd &end, qint64 now,
                           const QByteArray &cursor)
{
    const HttpRound &http = *round.http;
    const int status = http.status();
    Record record;
    record.kind = RecordKind::PollResult;
    record.t = now;
    record.connection = http.connection();
    record.exchange = http.exchange();
    record.from = From::Server;
    record.code = status == 0 ? Record::NoCode : status;
    const bool isAnswered = !end.error && !end.isAborted;
    if (isAnswered)
        placeOctets(record, round);
    JsonWriter detail(record.detail);
    detail.integer("round", round.number);
    detail.string("outcome", outcomeName(end));
    detail.boolean("overlapped", round.isOverlapped);
    if (status != 0)
        detail.integer("status", status);
    if (isAnswered) {
        const QByteArray digest = digestOf(status, round.content);
        const bool isChanged = digest != m_lastDigest;
        const bool isEmpty = isEmptyAnswer(status, round.content);
        detail.boolean("changed", isChanged);
        detail.boolean("empty", isEmpty);
        m_lastDigest = digest;
        m_wasNews = isChanged && !isEmpty;
    }
    detail.integer("duration_ns", now - http.startedAt());
    if (m_setup.isHeld && http.sentAt() >= 0 && http.answeredAt() >= http.sentAt())
        detail.integer("hold_ns", http.answeredAt() - http.sentAt());
    if (round.gapNs)
        detail.integer("gap_ns", *round.gapNs);
    if (!cursor.isEmpty())
        detail.string("cursor", cursor);
    if (m_setup.isCall && (isAnswered || end.error)) {
        // WHATWG HTML §4.12.1: a script that did not come, or not with an ok status, fires error
        // and nothing else; one that does not parse fires load all the same.
        const bool isRun = isAnswered && status >= FirstOk && status <= LastOk;
        detail.string("fires", isRun ? "load" : "error");
        detail.boolean("called", round.hasCalled);
    }
    if (!m_setup.printsOctets && !m_setup.isCall && isAnswered)
        detail.integer("messages", round.messages);
    if (round.isLate && isAnswered)
        detail.boolean("late", true);
    detail.finish();
    return record;
}

} // namespace Pushscope
