// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recordcoverer.h"

#include "protocol/socketio/packet.h"
#include "protocol/websocket/frame.h"

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

/// A chunk's size line, and the line end of the chunk before.
constexpr qint64 MaxFramingOctets = PlacedText::MaxSizeLineOctets + 2;

bool isFrame(RecordKind kind)
{
    return kind == RecordKind::WsMessage || kind == RecordKind::WsFrame
        || kind == RecordKind::WsPing || kind == RecordKind::WsPong || kind == RecordKind::WsClose;
}

bool isPacket(RecordKind kind)
{
    return kind == RecordKind::EioPacket || kind == RecordKind::SioPacket;
}

/// A frame that an extension changed in a way that nobody undoes. The first frame of a compressed
/// message says so too; its message tells what it says.
bool isOpaque(const Record &record)
{
    constexpr auto LastMessageOpcode = static_cast<qint32>(WebSocket::Opcode::Binary);
    return record.kind == RecordKind::WsFrame && record.code > LastMessageOpcode
        && record.violations.contains(Violation::UndefinedRsvBit);
}

/// A message that was not inflated to its end.
bool isUnread(const Record &record)
{
    return record.content.isEmpty() || record.violations.contains(Violation::BadDeflate)
        || record.violations.contains(Violation::TooLarge)
        || record.violations.contains(Violation::CutOff);
}

} // namespace

RecordCoverer::RecordCoverer(Database &database, OctetCoverer &coverer, BodyCoverer &bodies,
                             RestCoverer &rest)
    : m_coverer(coverer)
    , m_bodies(bodies)
    , m_rest(rest)
    , m_setDetail(database, "UPDATE record SET detail=? WHERE seq=?")
{
}

bool RecordCoverer::cover(const Record &record)
{
    if (record.kind == RecordKind::ConnClose && !m_bodies.close(record.connection))
        return false;
    if (isFrame(record.kind))
        m_rest.isWebSocket(record.connection);
    if (!coverOctets(record))
        return false;
    m_coverer.see(record);
    return coverDetail(record);
}

bool RecordCoverer::coverOctets(const Record &record)
{
    if (record.kind == RecordKind::HttpRequest || record.kind == RecordKind::HttpResponse)
        return coverHead(record);
    if (BodyCoverer::isBody(record))
        return m_bodies.take(record);
    if (record.has(IsWholeChunk) && !coverFraming(record))
        return false;
    if (!coverContent(record))
        return false;
    return record.kind != RecordKind::HttpEnd || m_bodies.end(record);
}

bool RecordCoverer::coverHead(const Record &record)
{
    m_bodies.begin(record);
    const PlacedText head
        = PlacedText::ofHead(record, m_coverer.reader(), OctetCoverer::MaxTextOctets);
    return m_coverer.cover(record, head, m_coverer.finder().inHead(head.text()));
}

std::vector<ByteRange> RecordCoverer::secretsOf(const Record &record, QByteArrayView text) const
{
    const SecretFinder &finder = m_coverer.finder();
    const bool isOfClient
        = record.from == From::Client && (isPacket(record.kind) || record.has(CarriesPackets));
    const bool isConnect = record.kind == RecordKind::SioPacket
        && record.code == static_cast<qint32>(SocketIo::PacketType::Connect);
    if (isOfClient && (isConnect || SecretFinder::isConnect(text)))
        return finder.inConnect(text);
    std::vector<ByteRange> secrets = finder.inText(text);
    // Trailers, and what was meant to be a head.
    if (record.kind == RecordKind::HttpEnd || record.kind == RecordKind::Error)
        SecretFinder::add(secrets, finder.inHead(text));
    return secrets;
}

bool RecordCoverer::coverContent(const Record &record)
{
    if (record.has(IsCompressed))
        return coverInflated(record);
    // Of packets the frames that they lie in were looked at.
    if (record.at.isEmpty() || (isPacket(record.kind) && record.has(IsOverWebSocket)))
        return true;
    const PlacedText text
        = PlacedText::ofContent(record, m_coverer.reader(), OctetCoverer::MaxTextOctets);
    if (isOpaque(record))
        return m_coverer.apply(record.connection, record.from, text.blanking());
    const std::vector<ByteRange> secrets = secretsOf(record, text.text());
    if (!secrets.empty() && record.has(LiesInContent))
        m_bodies.markCoded(record);
    return m_coverer.cover(record, text, secrets);
}

bool RecordCoverer::coverInflated(const Record &record)
{
    const PlacedText text
        = PlacedText::ofInflated(record, m_coverer.reader(), OctetCoverer::MaxTextOctets);
    const std::vector<ByteRange> secrets = secretsOf(record, text.text());
    m_coverer.see({ record.connection, record.from, Layer::Content },
                  { record.content.begin, record.content.begin + text.text().size() });
    // Only frames were compressed; what others joined in the content is covered where it lies.
    if (isFrame(record.kind) && (!secrets.empty() || isUnread(record))) {
        const PlacedText frames
            = PlacedText::ofContent(record, m_coverer.reader(), OctetCoverer::MaxTextOctets);
        if (!m_coverer.apply(record.connection, record.from, frames.blanking()))
            return false;
    }
    return m_coverer.cover(record, text, secrets);
}

bool RecordCoverer::coverFraming(const Record &record)
{
    const SeenOctets::Direction direction{ record.connection, record.from, Layer::Wire };
    const qint64 before = m_coverer.seen().endBefore(direction, record.at.begin);
    const ByteRange framing{ std::max(before, record.at.begin - MaxFramingOctets),
                             record.at.begin };
    if (framing.isEmpty())
        return true;
    const PlacedText text = PlacedText::ofRange(record.connection, record.from, Layer::Wire,
                                                framing, m_coverer.reader());
    m_coverer.see(direction, framing);
    return m_coverer.cover(record, text, m_coverer.finder().inText(text.text()));
}

QByteArray RecordCoverer::covered(const SecretFinder &finder, QByteArray text)
{
    for (const ByteRange &secret : finder.inText(text)) {
        const QByteArray cover
            = SecretFinder::cover(QByteArrayView(text).sliced(secret.begin, secret.size()));
        text.replace(secret.begin, secret.size(), cover);
    }
    return text;
}

bool RecordCoverer::coverDetail(const Record &record)
{
    const QByteArray detail = covered(m_coverer.finder(), record.detail);
    if (detail == record.detail)
        return true;
    m_setDetail.bindText(1, detail);
    m_setDetail.bind(2, record.seq);
    return m_setDetail.execute();
}

} // namespace Pushscope
