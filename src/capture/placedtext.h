// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "capture/secrets.h"
#include "protocol/websocket/frame.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace Pushscope {

/// Text that was put together from recorded octets, and where each octet of it lies: what is
/// changed in the text can be changed there.
///
/// Threads: reentrant; those that read, on the thread of the OctetSource.
class PlacedText
{
public:
    /// Octets to be written over those that lie at `begin` of that direction and layer.
    struct Patch {
        Layer layer = Layer::Wire;
        qint64 begin = 0;
        QByteArray octets;
    };

    /// A chunk's size line is no longer than what the parser accepts of a head.
    static constexpr qsizetype MaxSizeLineOctets = 16 * 1024;

    /// The head of an http.request or http.response as it stands; at most @p limit octets.
    [[nodiscard]] static PlacedText ofHead(const Record &record, OctetSource &octets, qint64 limit);
    /// Of an http.chunk, the line that says its size, and its extensions.
    [[nodiscard]] static PlacedText ofSizeLine(const Record &record, OctetSource &octets);
    /// Octets of a direction as they are; as many as were recorded in one stretch.
    [[nodiscard]] static PlacedText ofRange(quint32 connection, From from, Layer layer,
                                            ByteRange range, OctetSource &octets);
    /// What a record carries, as it stands on the wire but for chunks' framing, frame headers and
    /// masking; empty where it carries nothing. At most @p limit octets.
    [[nodiscard]] static PlacedText ofContent(const Record &record, OctetSource &octets,
                                              qint64 limit);
    /// What a compressed message says once it is inflated.
    [[nodiscard]] static PlacedText ofInflated(const Record &record, OctetSource &octets,
                                               qint64 limit);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// @p next goes on where this ends.
    void append(const PlacedText &next);
    /// Forgets all but the last @p octets.
    void keepLast(qsizetype octets);
    /// What covers @p secrets, which are in order and apart from one another.
    [[nodiscard]] std::vector<Patch> covering(const std::vector<ByteRange> &secrets) const;
    /// What writes FF over all of it: of compressed octets nothing less is safe.
    [[nodiscard]] std::vector<Patch> blanking() const;

private:
    struct Stretch {
        qsizetype textBegin = 0;
        qsizetype length = 0;
        Layer layer = Layer::Wire;
        qint64 begin = 0; ///< In that layer.
        std::optional<WebSocket::MaskingKey> maskingKey{};
        qint64 maskOffset = 0; ///< Of its first octet in the payload of its frame.
    };

    void add(Layer layer, qint64 begin, QByteArrayView octets);
    void addFrames(const Record &record, const PlacedText &wire);
    void addChunk(const PlacedText &wire);
    /// @p part of @p wire goes on the text here.
    void addPart(const PlacedText &wire, ByteRange part,
                 const std::optional<WebSocket::MaskingKey> &key);
    [[nodiscard]] static PlacedText wireOf(const Record &record, OctetSource &octets, qint64 limit);

    QByteArray m_text;
    std::vector<Stretch> m_stretches;
};

} // namespace Pushscope
