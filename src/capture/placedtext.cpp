// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/placedtext.h"

#include "protocol/websocket/frameparser.h"
#include "protocol/websocket/masking.h"

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

/// No UTF-8, so that what was binary stays so.
constexpr char Blank = '\xff';

bool isFrame(RecordKind kind)
{
    return kind == RecordKind::WsMessage || kind == RecordKind::WsFrame
        || kind == RecordKind::WsPing || kind == RecordKind::WsPong || kind == RecordKind::WsClose;
}

void mask(QByteArray &octets, const std::optional<WebSocket::MaskingKey> &key, qint64 offset)
{
    if (key) {
        WebSocket::applyMask(octets.data(), octets.constData(), octets.size(), *key,
                             static_cast<unsigned>(offset % 4));
    }
}

} // namespace

void PlacedText::add(Layer layer, qint64 begin, QByteArrayView octets)
{
    if (octets.isEmpty())
        return;
    m_stretches.push_back({ m_text.size(), octets.size(), layer, begin });
    m_text.append(octets);
}

PlacedText PlacedText::wireOf(const Record &record, OctetSource &octets, qint64 limit)
{
    const Layer layer = record.has(LiesInContent) ? Layer::Content : Layer::Wire;
    PlacedText text;
    const auto take = [&](ByteRange range) {
        range.end = range.begin + std::min(range.size(), limit - text.m_text.size());
        if (!range.isEmpty())
            text.add(layer, range.begin,
                     octets.octets(record.connection, record.from, layer, range));
    };
    take(record.at);
    for (const ByteRange &range : record.moreAt)
        take(range);
    return text;
}

PlacedText PlacedText::ofHead(const Record &record, OctetSource &octets, qint64 limit)
{
    return wireOf(record, octets, limit);
}

PlacedText PlacedText::ofSizeLine(const Record &record, OctetSource &octets)
{
    const PlacedText wire = wireOf(record, octets, MaxSizeLineOctets);
    PlacedText line;
    line.addPart(wire, { 0, wire.m_text.indexOf('\n') + 1 }, std::nullopt);
    return line;
}

PlacedText PlacedText::ofRange(quint32 connection, From from, Layer layer, ByteRange range,
                               OctetSource &octets)
{
    PlacedText text;
    text.add(layer, range.begin, octets.octets(connection, from, layer, range));
    return text;
}

PlacedText PlacedText::ofContent(const Record &record, OctetSource &octets, qint64 limit)
{
    PlacedText wire = wireOf(record, octets, limit);
    PlacedText text;
    if (isFrame(record.kind))
        text.addFrames(record, wire);
    else if (record.kind == RecordKind::HttpChunk)
        text.addChunk(wire);
    else
        return wire;
    return text;
}

PlacedText PlacedText::ofInflated(const Record &record, OctetSource &octets, qint64 limit)
{
    PlacedText text;
    ByteRange range = record.content;
    range.end = range.begin + std::min(range.size(), limit);
    if (!range.isEmpty()) {
        text.add(Layer::Content, range.begin,
                 octets.octets(record.connection, record.from, Layer::Content, range));
    }
    return text;
}

void PlacedText::addFrames(const Record &record, const PlacedText &wire)
{
    // Whatever limits there were applied when the frames were recorded.
    WebSocket::FrameParser parser(record.from == From::Server ? Role::Server : Role::Client,
                                  WebSocket::RsvBits{ 7 }, std::numeric_limits<qint64>::max());
    parser.feed(QByteArrayView(wire.m_text));
    parser.finish();
    while (const auto event = parser.next()) {
        const auto *header = std::get_if<WebSocket::FrameHeader>(&*event);
        if (!header)
            continue;
        const qint64 begin = header->range.end;
        const auto length = static_cast<qint64>(std::min<quint64>(
            header->payloadLength, static_cast<quint64>(wire.m_text.size() - begin)));
        addPart(wire, { begin, begin + length }, header->maskingKey);
    }
}

void PlacedText::addChunk(const PlacedText &wire)
{
    // The data is what stands between the size line and its own line end; where the chunk was
    // broken there may be none of these, and all of it is looked at.
    const qsizetype line
        = wire.m_text.first(std::min(wire.m_text.size(), MaxSizeLineOctets)).indexOf('\n');
    qsizetype end = wire.m_text.size();
    while (line >= 0 && end > line + 1 && end > wire.m_text.size() - 2
           && (wire.m_text[end - 1] == '\n' || wire.m_text[end - 1] == '\r'))
        --end;
    addPart(wire, { line + 1, end }, std::nullopt);
}

void PlacedText::addPart(const PlacedText &wire, ByteRange part,
                         const std::optional<WebSocket::MaskingKey> &key)
{
    // Of many frames each has to be found without going through those before it.
    auto each = std::upper_bound(
        wire.m_stretches.begin(), wire.m_stretches.end(), part.begin,
        [](qint64 at, const Stretch &stretch) { return at < stretch.textBegin + stretch.length; });
    for (; each != wire.m_stretches.end() && each->textBegin < part.end; ++each) {
        const Stretch &stretch = *each;
        const ByteRange common{ std::max<qint64>(part.begin, stretch.textBegin),
                                std::min<qint64>(part.end, stretch.textBegin + stretch.length) };
        if (common.isEmpty())
            continue;
        Stretch own = stretch;
        own.textBegin = m_text.size();
        own.length = common.size();
        own.begin += common.begin - stretch.textBegin;
        own.maskingKey = key;
        own.maskOffset = common.begin - part.begin;
        m_stretches.push_back(own);
        QByteArray octets = wire.m_text.mid(common.begin, common.size());
        mask(octets, key, own.maskOffset);
        m_text.append(octets);
    }
}

void PlacedText::append(const PlacedText &next)
{
    for (Stretch stretch : next.m_stretches) {
        stretch.textBegin += m_text.size();
        m_stretches.push_back(stretch);
    }
    m_text.append(next.m_text);
}

void PlacedText::keepLast(qsizetype octets)
{
    const qsizetype dropped = m_text.size() - octets;
    if (dropped <= 0)
        return;
    m_text.remove(0, dropped);
    std::erase_if(m_stretches, [dropped](const Stretch &stretch) {
        return stretch.textBegin + stretch.length <= dropped;
    });
    for (Stretch &stretch : m_stretches) {
        stretch.textBegin -= dropped;
        const qsizetype gone = std::max<qsizetype>(0, -stretch.textBegin);
        stretch.textBegin += gone;
        stretch.length -= gone;
        stretch.begin += gone;
        stretch.maskOffset += gone;
    }
}

std::vector<PlacedText::Patch> PlacedText::covering(const std::vector<ByteRange> &secrets) const
{
    std::vector<Patch> patches;
    // Both are in order: each stretch and each secret is come to once.
    auto first = m_stretches.begin();
    for (const ByteRange &secret : secrets) {
        const QByteArray cover
            = SecretFinder::cover(QByteArrayView(m_text).sliced(secret.begin, secret.size()));
        while (first != m_stretches.end() && first->textBegin + first->length <= secret.begin)
            ++first;
        for (auto stretch = first; stretch != m_stretches.end() && stretch->textBegin < secret.end;
             ++stretch) {
            const ByteRange common{ std::max<qint64>(secret.begin, stretch->textBegin),
                                    std::min<qint64>(secret.end,
                                                     stretch->textBegin + stretch->length) };
            const qint64 skipped = common.begin - stretch->textBegin;
            QByteArray octets = cover.mid(common.begin - secret.begin, common.size());
            mask(octets, stretch->maskingKey, stretch->maskOffset + skipped);
            patches.push_back({ stretch->layer, stretch->begin + skipped, octets });
        }
    }
    return patches;
}

std::vector<PlacedText::Patch> PlacedText::blanking() const
{
    std::vector<Patch> patches;
    for (const Stretch &stretch : m_stretches)
        patches.push_back({ stretch.layer, stretch.begin, QByteArray(stretch.length, Blank) });
    return patches;
}

} // namespace Pushscope
