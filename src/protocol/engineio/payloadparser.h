// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/packet.h"
#include "protocol/engineio/textunits.h"

#include <QByteArrayView>

namespace Pushscope::EngineIo {

/// Turns a payload, the body of a poll or of a POST, into packets.
///
/// Sans-I/O: feed() takes what the transport delivered, next() hands out one packet at a time, and
/// how the octets were cut into chunks never changes the packets. What is no packet comes out all
/// the same, with its violation; only a length of revision 3 that is none leaves no way to find
/// the next packet, so that all up to the end is one.
///
/// Revision 4 separates packets by 0x1e. Revision 3 has two forms: text, each packet behind its
/// length in UTF-16 code units and a colon; or binary where the first octet is 0 or 1, each packet
/// behind a 0 (text) or 1 (binary), the digits of its length in octets as numbers, and 0xff.
/// A length of 0 in text is how revision 3 writes that there is no packet.
///
/// Spec: Engine.IO protocol, section Packet encoding (HTTP long-polling); revision 3, Payload.
/// Threads: reentrant, not thread-safe.
class PayloadParser
{
public:
    /// Octets of one packet; as much as a WebSocket message may have by default, so that both
    /// transports take the same packets.
    static constexpr qint64 DefaultMaxPacket = 64 * 1024 * 1024;

    /// @param maxPacket longest packet in octets, inclusive, without the length before it. Of a
    ///        longer one only type and range come out, with Violation::TooLarge.
    explicit PayloadParser(Revision revision, qint64 maxPacket = DefaultMaxPacket);

    /// Appends @p octets, 0 or more of them. No effect after finish().
    void feed(QByteArrayView octets);

    /// The payload has ended: what is left of it comes out of next(). One without any octet is a
    /// packet without any, which is none (BadPacket).
    void finish() { m_isFinished = true; }

    /// The next packet; nullopt while more octets are needed.
    [[nodiscard]] std::optional<Packet> next();

    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_windowBegin + m_window.size(); }
    /// The first octet that a later packet may cover, once next() returned nullopt.
    [[nodiscard]] qint64 pendingFrom() const { return m_isOver ? offset() : m_begin; }

private:
    enum class State : quint8 {
        Start,      ///< Before the first octet of the payload.
        Separated,  ///< Revision 4, in a packet.
        Length,     ///< Revision 3, in the text before the colon.
        Text,       ///< Behind it.
        BinaryKind, ///< Revision 3, before the 0 or 1.
        BinaryLength,
        Binary,
        Lost, ///< Behind a length that is none.
    };

    [[nodiscard]] std::optional<Packet> step();
    [[nodiscard]] std::optional<Packet> stepSeparated();
    [[nodiscard]] std::optional<Packet> stepText();
    [[nodiscard]] std::optional<Packet> stepBinary();
    [[nodiscard]] std::optional<Packet> last();
    void start();
    void takeLength(quint8 octet);
    void takeBinaryKind(quint8 octet);
    void takeBinaryLength(quint8 octet);
    void addDigit(int digit);
    void lose();
    [[nodiscard]] Packet take(qint64 end, qint64 next);
    void limit();
    [[nodiscard]] quint8 octetAt(qint64 at) const
    {
        return static_cast<quint8>(m_window[at - m_windowBegin]);
    }

    Revision m_revision;
    qint64 m_maxPacket;
    State m_state = State::Start;
    QByteArray m_window;      ///< From m_windowBegin to offset().
    qint64 m_windowBegin = 0; ///< These are offsets in the payload.
    qint64 m_begin = 0;       ///< Of the open packet, with its length.
    qint64 m_content = 0;     ///< Of the open packet without its length.
    qint64 m_scan = 0;        ///< The next octet to look at.
    qint64 m_length = -1;     ///< As announced; -1: no digit yet.
    qint64 m_units = 0;       ///< Counted of it.
    TextUnits m_text;
    ViolationSet m_violations; ///< Of the open packet.
    char m_first = 0;          ///< Octet of the open packet, where the others were not kept.
    bool m_isTooLarge = false;
    bool m_isBinary = false;      ///< The payload is in the binary form.
    bool m_isTextPacket = true;   ///< In that form, too, a packet may be text.
    bool m_isFinished = false;
    bool m_isOver = false; ///< Finished, and all came out.
};

} // namespace Pushscope::EngineIo
