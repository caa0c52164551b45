// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/websocket/deflatestream.h"
#include "protocol/websocket/frame.h"
#include "protocol/websocket/outcome.h"
#include "protocol/websocket/permessagedeflate.h"
#include "protocol/websocket/utf8validator.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace Pushscope::WebSocket {

/// Turns the frames of one direction into what is worth a record each: messages, the fragments
/// they came in, control frames, and frames that are none of these.
///
/// Feed it the events of a FrameParser one by one and after each take next() until nullopt. The
/// payload that events point to must stay valid as FrameParser promises. What breaks a rule
/// comes out all the same; failure() says when a conforming endpoint would have given up, as
/// early as that is known (at a header, in the middle of a payload).
///
/// Spec: RFC 6455 §5.4 (fragmentation), §5.5 (control frames), §5.6, §8.1 (UTF-8);
///       RFC 7692 §6, §7.2.2 (inflating).
/// Threads: reentrant, not thread-safe.
class MessageAssembler
{
public:
    /// Octets of content, inflated, that a message may have; the rest is not kept.
    static constexpr qint64 DefaultMaxMessage = 64 * 1024 * 1024;
    /// Stretches of one message on the wire (frames that follow each other are one stretch):
    /// bounds what an endless message of empty fragments between pings can make us hold.
    static constexpr std::size_t MaxStretches = 65'536;

    /// @param sender who wrote the frames.
    /// @param deflate what was agreed on; nullopt without permessage-deflate.
    explicit MessageAssembler(Role sender, std::optional<DeflateParameters> deflate = {},
                              qint64 maxMessage = DefaultMaxMessage);

    void feed(const FrameEvent &event);
    [[nodiscard]] bool hasNext() const { return m_isFrameDue || m_isMessageDue; }
    [[nodiscard]] std::optional<Outcome> next();
    /// The stream is over (after FrameParser::finish() and what it yielded): a message of which
    /// fragments are missing comes out as far as it came, with CutOff.
    void finish();

    /// Set for good at the first fault for which an endpoint must fail the connection (§7.1.7).
    [[nodiscard]] std::optional<Failure> failure() const { return m_failure; }
    /// Whether a message has begun and not ended.
    [[nodiscard]] bool isInsideMessage() const { return m_isMessageOpen; }
    /// Octets of content gathered of the message in progress; 0 between messages.
    [[nodiscard]] qint64 gatheredOctets() const
    {
        if (!m_isMessageOpen)
            return 0;
        return m_kind == Kind::Whole ? m_gathered.size() : m_content.size();
    }

private:
    enum class Kind : quint8 { Whole, Fragment, Control, Close, Odd };

    void begin(const FrameHeader &header);
    void judgeOrder();
    [[nodiscard]] Kind classify();
    void openMessage(bool isOpaque);
    void take(QByteArrayView octets);
    [[nodiscard]] QByteArrayView withinLimit(QByteArrayView octets, qsizetype gathered) const;
    void truncate();
    void gather(QByteArrayView octets);
    void inflate(QByteArrayView octets);
    [[nodiscard]] bool isText() const;
    void validate(QByteArrayView octets);
    void endText();
    void addInvalidUtf8();
    void end(const FrameEnd &frameEnd);
    void endCutOff();
    void endFragment();
    void countFrame();
    void readClose();
    void fail(ViolationSet violations);
    [[nodiscard]] Outcome frameOutcome() const;
    [[nodiscard]] Message messageOutcome() const;

    Role m_sender;
    std::optional<DeflateParameters> m_deflate;
    qint64 m_maxMessage;
    std::optional<Inflater> m_inflater; ///< Made for the first compressed message.
    std::optional<Failure> m_failure;
    bool m_isClosed = false; ///< The sender's Close frame has passed.

    // The frame begun last.
    FrameHeader m_header;
    Kind m_kind = Kind::Odd;
    ByteRange m_frameRange;
    ViolationSet m_frameViolations;
    QByteArrayView m_payload; ///< The piece that is the whole payload, or m_gathered at the end.
    QByteArray m_gathered;    ///< Payload that came in several pieces and is not in m_content.
    std::optional<quint16> m_closeCode;
    bool m_isFrameDue = false;

    // The message in progress, or the one just finished.
    bool m_isMessageOpen = false;
    bool m_isOpaque = false; ///< Begun by a frame whose RSV bits mean nothing: content unknown.
    bool m_isCompressed = false;
    bool m_isTruncated = false; ///< Above the limit, or no longer inflated.
    bool m_isMessageDue = false;
    Opcode m_type = Opcode::Text;
    QByteArray m_content;
    qsizetype m_fragmentBegin = 0; ///< Where in m_content the fragment in progress begins.
    qint64 m_wireOctets = 0;
    int m_frameCount = 0;
    std::vector<ByteRange> m_stretches;
    ViolationSet m_messageViolations;
    Utf8Validator m_utf8;
};

} // namespace Pushscope::WebSocket
