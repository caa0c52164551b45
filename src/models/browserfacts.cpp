// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/browserfacts.h"

#include "capture/recorddecoder.h"
#include "capture/scriptfacts.h"
#include "models/browserorigin.h"
#include "protocol/http1/fields.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

// Request, response and states are among the first rows of a connection.
constexpr int MostRows = 64;
// A script that calls postMessage is short; of a longer one the target is not looked for.
constexpr qint64 MostScriptOctets = 64 * 1024;
constexpr int SwitchingProtocols = 101;

std::optional<QByteArray> targetOriginOf(const Record &record, OctetSource &octets)
{
    if (record.kind != RecordKind::IframeScript)
        return std::nullopt;
    for (const Script::Call &call : scriptFacts(record, octets, MostScriptOctets).calls) {
        if (call.targetOrigin)
            return call.targetOrigin;
    }
    return std::nullopt;
}

QString expressionFor(quint32 session, quint32 connection, quint32 exchange)
{
    const QString kinds
        = QStringLiteral("(kind:http.request or kind:http.response or kind:iframe.script)");
    if (connection == 0)
        return QStringLiteral("session:%1 %2").arg(session).arg(kinds);
    const QString own
        = exchange == 0 ? kinds : QStringLiteral("(exchange:%1 %2)").arg(exchange).arg(kinds);
    return QStringLiteral("conn:%1 (%2 or kind:state or kind:conn.attempt)")
        .arg(connection)
        .arg(own);
}

const SessionRow *sessionRow(const TimelineSlice &slice, quint32 id)
{
    const auto found = std::ranges::find(slice.sessions, id, &SessionRow::id);
    return found == slice.sessions.end() ? nullptr : &*found;
}

QString authorityOf(const SessionRow &session)
{
    return BrowserOrigin::fromUrl(QUrl(QString::fromUtf8(session.url))).text();
}

QUrl requestUrl(const Http1::RequestHead &request, const QUrl &base, bool isWebSocket)
{
    const bool isTls
        = base.scheme() == QLatin1StringView("https") || base.scheme() == QLatin1StringView("wss");
    const QString target = QString::fromUtf8(request.target);
    QUrl url(target);
    if (!target.contains(QLatin1StringView("://"))) {
        url = QUrl(QStringLiteral("http://%1%2")
                       .arg(QString::fromUtf8(Http1::fieldValue(request.fields, "Host")), target));
        if (url.host().isEmpty())
            url = base.resolved(QUrl(target));
    }
    url.setScheme(isWebSocket ? (isTls ? QStringLiteral("wss") : QStringLiteral("ws"))
                              : (isTls ? QStringLiteral("https") : QStringLiteral("http")));
    return url;
}

} // namespace

int requestsUnderWay(const TimelineSlice &slice, quint32 id, quint32 session)
{
    const SessionRow *own = sessionRow(slice, session);
    if (!own)
        return -1;
    const QString authority = authorityOf(*own);
    const auto isSameServer = [&](quint32 other) {
        const SessionRow *row = sessionRow(slice, other);
        return other == session
            || (row && row->role == own->role && row->role == "client"
                && authorityOf(*row) == authority);
    };
    const auto isClosed = [&](quint32 connection) {
        const auto found = std::ranges::find(slice.connections, connection, &ConnectionRow::id);
        return found != slice.connections.end() && found->tClose >= 0 && found->tClose <= slice.tTo;
    };
    return static_cast<int>(
        std::ranges::count_if(slice.exchanges, [&](const ExchangeRow &exchange) {
            const bool isOver = exchange.tEnd >= 0 && exchange.tEnd <= slice.tTo;
            return exchange.id < id && exchange.tRequest <= slice.tTo && !isOver
                && exchange.status != SwitchingProtocols && isSameServer(exchange.session)
                && !isClosed(exchange.connection);
        }));
}

BrowserFactsReader::BrowserFactsReader(QObject *parent)
    : QObject(parent)
    , m_filter(this)
    , m_mailbox(this)
{
}

void BrowserFactsReader::setPages(RecordPages *pages)
{
    m_filter.setPages(pages);
    ++m_question;
}

void BrowserFactsReader::read(qint64 seq)
{
    m_filter.drop();
    const quint64 question = ++m_question;
    if (!m_filter.pages() || seq <= 0)
        return;
    m_filter.pages()->requestRecord(
        seq,
        [this, address = m_mailbox.address(), question, seq](const Record *record,
                                                             OctetSource &octets) {
            Subject subject;
            if (record) {
                subject = { seq, record->session, record->connection, record->exchange,
                            targetOriginOf(*record, octets) };
            }
            address->post([this, question, seq, subject = std::move(subject)] {
                if (question != m_question)
                    return;
                if (subject.session == 0 && subject.connection == 0)
                    emit nothingFound(seq);
                else
                    startFilter(subject);
            });
        });
}

void BrowserFactsReader::startFilter(const Subject &subject)
{
    m_subject = subject;
    m_rowsRead = -1;
    m_filter.start(expressionFor(subject.session, subject.connection, subject.exchange),
                   [this](qint64 rows, bool isDone) {
                       if (isDone && std::exchange(m_rowsRead, rows) != rows)
                           readRows();
                   });
}

void BrowserFactsReader::readRows()
{
    m_filter.read(
        0, MostRows,
        [subject = m_subject](std::span<const Record> records, OctetSource &octets) {
            return rowsOf(subject, records, octets);
        },
        [this](const Rows &rows) {
            if (rows.response)
                m_filter.drop(); // Nothing more is to come that would change an answer.
            if (rows.t < 0)
                emit nothingFound(m_subject.seq);
            else
                readTimeline(rows);
        });
}

BrowserFactsReader::Rows BrowserFactsReader::rowsOf(const Subject &subject,
                                                    std::span<const Record> records,
                                                    OctetSource &octets)
{
    Rows rows;
    rows.targetOrigin = subject.targetOrigin;
    for (const Record &record : records) {
        const bool isLater = record.seq > subject.seq;
        const QJsonObject detail = detailOf(record);
        if (record.kind == RecordKind::State && (!isLater || rows.readyState < 0)) {
            rows.readyState = detail.value(QLatin1StringView("ready_state")).toInt(-1);
            rows.fires = detail.value(QLatin1StringView("fires")).toString();
        } else if (record.kind == RecordKind::ConnAttempt) {
            rows.url = QUrl(detail.value(QLatin1StringView("url")).toString());
        } else if (record.kind == RecordKind::HttpRequest && (rows.t < 0 || !isLater)) {
            if (auto head = requestHead(record, octets)) {
                rows.request = std::move(*head);
                rows.exchange = record.exchange;
                rows.connection = record.connection;
                rows.t = record.t;
                rows.response.reset();
            }
        } else if (record.kind == RecordKind::HttpResponse && record.exchange == rows.exchange
                   && (record.code >= 200 || record.code == SwitchingProtocols)) {
            rows.response = responseHead(record, octets);
        } else if (!rows.targetOrigin && record.exchange == rows.exchange) {
            rows.targetOrigin = targetOriginOf(record, octets);
        }
    }
    return rows;
}

void BrowserFactsReader::readTimeline(const Rows &rows)
{
    m_filter.pages()->requestTimeline(rows.t, rows.t, 1,
                             [this, address = m_mailbox.address(), question = m_question,
                              rows](const TimelineSlice &slice) {
                                 address->post([this, question, rows, slice] {
                                     if (question == m_question)
                                         tell(rows, slice);
                                 });
                             });
}

void BrowserFactsReader::tell(const Rows &rows, const TimelineSlice &slice)
{
    BrowserFacts facts;
    facts.seq = m_subject.seq;
    facts.session = m_subject.session;
    BrowserQuestion &question = facts.question;
    const SessionRow *session = sessionRow(slice, m_subject.session);
    const auto technique
        = session ? techniqueFromName(session->technique) : std::optional<Technique>();
    question.technique = technique && *technique != Technique::Auto
        ? *technique
        : guessTechnique(rows.request, rows.response);
    const QUrl sessionUrl = session ? QUrl(QString::fromUtf8(session->url)) : QUrl();
    question.url = requestUrl(rows.request, rows.url.isEmpty() ? sessionUrl : rows.url,
                              question.technique == Technique::WebSocket);
    question.request = rows.request;
    question.response = rows.response;
    question.targetOrigin = rows.targetOrigin;
    question.readyState = rows.readyState;
    question.fires = rows.fires;
    question.requestsUnderWay = requestsUnderWay(slice, rows.exchange, m_subject.session);
    emit found(facts);
}

} // namespace Pushscope
