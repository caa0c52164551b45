// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What really ended a WebSocket of which a page is told no more than 1006.

#include "capture/recorddecoder.h"
#include "models/findingdetector.h"
#include "protocol/websocket/closecode.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// What is known of a connection that may turn out to be such a WebSocket.
struct Line {
    qint64 lastT = -1; ///< Of octets in either direction.
    qint64 lastSeq = 0;
    qint64 responseSeq = 0;
    qint32 status = Record::NoCode;
    qint64 errorSeq = 0;
    std::optional<Error> error{};
    qint64 closedSeq = 0; ///< Of ws.closed with 1006; 0: none.
    QByteArray how{};
};

class ClosureDetector final : public FindingDetector
{
public:
    void add(const Record &record, Role role, OctetSource &octets,
             FindingCollector &found) override;

private:
    void ended(const Line &line, const Record &record, Role role, FindingCollector &found);

    std::map<quint32, Line> m_lines; ///< By connection.
};

EndLayer layerOfAttempt(const std::optional<Error> &error)
{
    if (!error)
        return EndLayer::Connecting;
    switch (error->where) {
    case ErrorSite::Dns:
        return EndLayer::Dns;
    case ErrorSite::Tls:
        return EndLayer::TlsHandshake;
    case ErrorSite::Proxy:
        return EndLayer::Proxy;
    default:
        return EndLayer::Connecting;
    }
}

/// By what the transport tells; and where that is an end of our own making, by why we made it.
EndLayer layerOf(const Line &line)
{
    if (line.how == "http-refusal")
        return EndLayer::HttpRefusal;
    if (line.how == "never-connected")
        return layerOfAttempt(line.error);
    if (line.error) {
        switch (line.error->code) {
        case ErrorCode::HandshakeRefused:
            return EndLayer::Handshake;
        case ErrorCode::ResponseTimeout:
            return EndLayer::OwnTimeout;
        case ErrorCode::SlowConsumer:
            return EndLayer::SlowConsumer;
        case ErrorCode::ProtocolError:
        case ErrorCode::TooLarge:
            return EndLayer::OwnFailure;
        default:
            break;
        }
    }
    if (line.how == "timeout")
        return EndLayer::NetworkTimeout;
    if (line.how == "tls-alert") {
        // The alert is ours where we do not take the certificate.
        const bool isTheirs = !line.error || line.error->code == ErrorCode::TlsAlert;
        return isTheirs ? EndLayer::TlsAlert : EndLayer::TlsHandshake;
    }
    return line.how == "reset" ? EndLayer::Reset : EndLayer::Fin;
}

void ClosureDetector::add(const Record &record, Role role, OctetSource &, FindingCollector &found)
{
    if (record.connection == 0)
        return;
    if (record.kind == RecordKind::ConnClose) {
        const auto line = m_lines.find(record.connection);
        if (line == m_lines.end())
            return;
        if (line->second.closedSeq > 0)
            ended(line->second, record, role, found);
        m_lines.erase(line);
        return;
    }
    Line &line = m_lines[record.connection];
    // What was cut off is told at the end, and came before.
    if (record.from != From::Nobody && !record.violations.contains(Violation::CutOff)) {
        line.lastT = record.t;
        line.lastSeq = record.seq;
    }
    if (record.kind == RecordKind::HttpResponse) {
        line.status = record.code;
        line.responseSeq = record.seq;
    } else if (record.kind == RecordKind::Error) {
        line.error = errorOf(record);
        line.errorSeq = record.seq;
    } else if (record.kind == RecordKind::WsClosed
               && record.code == WebSocket::StatusCode::AbnormalClosure) {
        line.closedSeq = record.seq;
        line.how = detailOf(record).value(QLatin1StringView("how")).toString().toLatin1();
    }
    forgetOldest(m_lines);
}

void ClosureDetector::ended(const Line &line, const Record &record, Role role,
                            FindingCollector &found)
{
    // A client's records name what failed; without, its user called it off.
    if (role == Role::Client && !line.error)
        return;
    const QByteArray by
        = detailOf(record).value(QLatin1StringView("by")).toString().toLatin1();
    const From who = by == fromName(From::Server) ? From::Server
        : by == fromName(From::Client)            ? From::Client
                                                  : From::Nobody;
    Finding *finding
        = found.count(FindingKind::AbnormalClosure, record.session, layerOf(line), who);
    if (!finding)
        return;
    for (const qint64 seq : { line.lastSeq, line.responseSeq, line.errorSeq, line.closedSeq,
                              record.seq })
        FindingCollector::addRow(*finding, seq);
    if (finding->layer == EndLayer::HttpRefusal)
        finding->code = line.status;
    if (line.lastT >= 0)
        finding->ns = std::max(finding->ns, record.t - line.lastT);
    if (line.error) {
        const QByteArray violation = line.error->value("violation");
        finding->word = violation.isEmpty() ? errorCodeName(line.error->code).toByteArray()
                                            : violation;
    }
}

} // namespace

std::unique_ptr<FindingDetector> makeClosureDetector()
{
    return std::make_unique<ClosureDetector>();
}

} // namespace Pushscope
