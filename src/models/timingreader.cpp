// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timingreader.h"

#include "capture/recorddecoder.h"

#include <algorithm>

namespace Pushscope {

/// What the reader's thread found; looked at once it told that it was done.
struct TimingReader::Collected {
    ExchangeTimes exchange;
    std::vector<RoundTrip> trips;
    qint64 pongs = 0;
    GapTimes gaps;
    From from = From::Server;
    qint64 tFirst = -1; ///< Of the messages.
    qint64 tLast = -1;
};

namespace {

constexpr int SwitchingProtocols = 101;
/// What carries a message; what it consists of is not counted beside it.
const char Messages[] = "(kind:ws.message or kind:sse.event or kind:stream.message or "
                        "kind:multipart.part or kind:iframe.script or kind:jsonp.callback or "
                        "kind:poll.result)";
constexpr int MostExchangeRows = 64;

qint64 nanoseconds(const QJsonObject &detail, QLatin1StringView name)
{
    return detail.value(name).toInteger(-1);
}

void takeExchangeRow(ExchangeTimes &times, const Record &record)
{
    switch (record.kind) {
    case RecordKind::ConnAttempt:
        times.tAttempt = record.t;
        break;
    case RecordKind::ConnOpen: {
        const QJsonObject detail = detailOf(record);
        times.tOpen = record.t;
        times.dnsNs = nanoseconds(detail, QLatin1StringView("dns_ns"));
        times.connectNs = nanoseconds(detail, QLatin1StringView("connect_ns"));
        times.tlsNs = nanoseconds(detail, QLatin1StringView("tls_ns"));
        break;
    }
    case RecordKind::ConnClose:
        times.tClose = record.t;
        break;
    case RecordKind::HttpRequest:
        times.tRequest = record.t;
        times.requestSeq = record.seq;
        times.isReused = detailOf(record).value(QLatin1StringView("reused")).toBool();
        break;
    case RecordKind::HttpResponse:
        times.tResponse = record.t; // The last one is the final one.
        times.responseSeq = record.seq;
        times.isUpgraded = record.code == SwitchingProtocols;
        break;
    case RecordKind::HttpEnd:
        if (record.from == From::Server) {
            times.tEnd = record.t;
            times.endSeq = record.seq;
        }
        break;
    default:
        break;
    }
}

} // namespace

TimingReader::TimingReader(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

void TimingReader::setPages(RecordPages *pages)
{
    ++m_question;
    m_rows.setPages(pages);
}

void TimingReader::read(qint64 seq)
{
    const quint64 question = ++m_question;
    m_rows.drop();
    if (!m_rows.pages() || seq <= 0)
        return;
    m_rows.pages()->requestRecord(
        seq,
        [this, seq, question, address = m_mailbox.address()](const Record *record, OctetSource &) {
            Subject subject;
            subject.seq = seq;
            if (record) {
                subject.connection = record->connection;
                subject.stream = record->stream;
                subject.exchange = record->exchange;
                subject.isPoll = record->kind == RecordKind::PollResult;
            }
            address->post([this, question, subject] {
                if (question != m_question)
                    return;
                m_subject = subject;
                m_collected = std::make_shared<Collected>();
                if (subject.connection == 0)
                    tell();
                else
                    readExchange();
            });
        });
}

void TimingReader::readExchange()
{
    const QString exchange = m_subject.exchange == 0
        ? QString()
        : QStringLiteral(" or (exchange:%1 (kind:http.request or kind:http.response or "
                         "kind:http.end))")
              .arg(m_subject.exchange);
    const QString expression
        = QStringLiteral("conn:%1 (kind:conn.attempt or kind:conn.open or kind:conn.close%2)")
              .arg(m_subject.connection)
              .arg(exchange);
    m_rows.find(expression, [this](qint64) {
        m_rows.read(
            0, MostExchangeRows,
            [collected = m_collected](std::span<const Record> rows, OctetSource &) {
                for (const Record &record : rows)
                    takeExchangeRow(collected->exchange, record);
            },
            [this] { readTrips(); });
    });
}

void TimingReader::readTrips()
{
    const QString expression = QStringLiteral("conn:%1 kind:ws.pong").arg(m_subject.connection);
    m_rows.find(expression, [this](qint64 pongs) {
        m_collected->pongs = pongs;
        m_rows.read(
            std::max<qint64>(0, pongs - MostTrips), MostTrips,
            [collected = m_collected](std::span<const Record> rows, OctetSource &) {
                for (const Record &record : rows) {
                    const qint64 rtt = nanoseconds(detailOf(record), QLatin1StringView("rtt_ns"));
                    if (rtt >= 0)
                        collected->trips.push_back({ record.seq, record.t, rtt });
                }
            },
            [this] { countMessages(); });
    });
}

void TimingReader::countMessages()
{
    // A round may have a connection of its own: rounds are counted over all of them.
    m_collected->gaps.isAcrossConnections = m_subject.isPoll && m_subject.stream != 0;
    const QString whose = m_collected->gaps.isAcrossConnections
        ? QStringLiteral("stream:%1").arg(m_subject.stream)
        : QStringLiteral("conn:%1").arg(m_subject.connection);
    const QString expression
        = QStringLiteral("%1 from:server %2").arg(whose, QString::fromLatin1(Messages));
    m_rows.find(expression, [this](qint64 messages) {
        m_collected->gaps.messages = messages;
        readGaps(messages, 0);
    });
}

void TimingReader::readGaps(qint64 messages, int stretch)
{
    const bool isAll = messages <= MostGaps;
    const qint64 first = isAll ? qint64{ stretch } * RowsAtOnce
                               : (messages - RowsAtOnce) * stretch / (Stretches - 1);
    if (stretch >= Stretches || first >= messages) {
        readLongest(messages);
        return;
    }
    // The last one of the stretch before begins this one's first gap.
    const bool goesOn = isAll && stretch > 0;
    m_rows.read(
        first, RowsAtOnce,
        [collected = m_collected, goesOn](std::span<const Record> rows, OctetSource &) {
            qint64 before = goesOn ? collected->tLast : -1;
            for (const Record &record : rows) {
                if (before >= 0)
                    collected->gaps.gapsNs.push_back(std::max<qint64>(0, record.t - before));
                before = record.t;
                if (collected->tFirst < 0)
                    collected->tFirst = record.t;
            }
            collected->tLast = before;
        },
        [this, messages, stretch] { readGaps(messages, stretch + 1); });
}

void TimingReader::readLongest(qint64 messages)
{
    if (messages <= MostGaps || m_collected->gaps.isAcrossConnections) {
        tell();
        return;
    }
    // Of all records of the direction, from the summary: none is left out.
    constexpr int Columns = 512;
    m_rows.pages()->requestTimeline(
        m_collected->tFirst, m_collected->tLast, Columns,
        [this, question = m_question, address = m_mailbox.address(), subject = m_subject,
         collected = m_collected](const TimelineSlice &slice) {
            qint64 before = -1;
            for (const TimelineTick &tick : slice.ticks) {
                if (tick.connection != subject.connection || tick.from != collected->from)
                    continue;
                collected->gaps.longestNs
                    = std::max({ collected->gaps.longestNs, tick.largestGapNs,
                                 before < 0 ? qint64{ -1 } : tick.tFirst - before });
                before = std::max(before, tick.tLast);
            }
            address->post([this, question] {
                if (question == m_question)
                    tell();
            });
        });
}

void TimingReader::tell()
{
    m_rows.drop();
    QList<TimingSection> sections;
    for (const TimingSection &section :
         { exchangeTiming(m_collected->exchange), gapTiming(m_collected->gaps),
           pingTiming(m_collected->trips, m_collected->pongs) }) {
        if (!section.rows.isEmpty())
            sections.append(section);
    }
    emit found(m_subject.seq, sections);
}

} // namespace Pushscope
