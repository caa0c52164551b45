// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What opening handshakes agreed on, and what was made of it.

#include "capture/recorddecoder.h"
#include "models/findingdetector.h"
#include "protocol/http1/fields.h"

namespace Pushscope {

namespace {

class HandshakeDetector final : public FindingDetector
{
public:
    void add(const Record &record, Role role, OctetSource &octets,
             FindingCollector &found) override;

private:
    void handshake(const Record &record, OctetSource &octets, FindingCollector &found);
    void reservedBit(const Record &record, OctetSource &octets, FindingCollector &found);

    std::map<quint32, Record> m_requests;  ///< By connection: the newest.
    std::map<quint32, qint64> m_handshakes; ///< By connection: seq.
};

void HandshakeDetector::add(const Record &record, Role, OctetSource &octets,
                            FindingCollector &found)
{
    switch (record.kind) {
    case RecordKind::HttpRequest:
        m_requests[record.connection] = record;
        forgetOldest(m_requests);
        return;
    case RecordKind::WsHandshake:
        handshake(record, octets, found);
        m_requests.erase(record.connection);
        return;
    case RecordKind::ConnClose:
        m_requests.erase(record.connection);
        m_handshakes.erase(record.connection);
        return;
    default:
        if (record.violations.contains(Violation::UndefinedRsvBit))
            reservedBit(record, octets, found);
        return;
    }
}

void HandshakeDetector::handshake(const Record &record, OctetSource &octets,
                                  FindingCollector &found)
{
    m_handshakes[record.connection] = record.seq;
    forgetOldest(m_handshakes);
    const QJsonObject detail = detailOf(record);
    const auto text = [&detail](const char *name) {
        return detail.value(QLatin1StringView(name)).toString().toUtf8();
    };
    const auto asked = m_requests.find(record.connection);
    const auto tell = [&](FindingKind kind, const QByteArray &word) {
        Finding *finding = found.count(kind, record.session);
        if (!finding)
            return;
        if (asked != m_requests.end())
            FindingCollector::addRow(*finding, asked->second.seq);
        FindingCollector::addRow(*finding, record.seq);
        finding->word = word;
    };
    if (record.violations.contains(Violation::AcceptMismatch))
        tell(FindingKind::AcceptMismatch, text("accept"));
    const bool isAccepted = detail.value(QLatin1StringView("accepted")).toBool();
    if (!isAccepted || detail.contains(QLatin1StringView("subprotocol"))
        || asked == m_requests.end())
        return;
    const auto head = requestHead(asked->second, octets);
    const QByteArray subprotocols
        = head ? Http1::fieldValue(head->fields, "sec-websocket-protocol") : QByteArray();
    if (!subprotocols.isEmpty())
        tell(FindingKind::SubprotocolUnanswered, subprotocols);
}

void HandshakeDetector::reservedBit(const Record &record, OctetSource &octets,
                                    FindingCollector &found)
{
    // Where deflate was agreed on, RSV1 has its meaning and is no violation of its own.
    const auto facts = frameFacts(record, octets);
    if (!facts || (facts->header.rsv & WebSocket::Rsv1.value) == 0)
        return;
    Finding *finding = found.count(FindingKind::Rsv1WithoutDeflate, record.session,
                                   EndLayer::None, record.from);
    if (!finding)
        return;
    const auto handshake = m_handshakes.find(record.connection);
    if (handshake != m_handshakes.end())
        FindingCollector::addRow(*finding, handshake->second);
    FindingCollector::addRow(*finding, record.seq);
}

} // namespace

std::unique_ptr<FindingDetector> makeHandshakeDetector()
{
    return std::make_unique<HandshakeDetector>();
}

} // namespace Pushscope
