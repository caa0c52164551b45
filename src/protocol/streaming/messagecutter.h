// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/cut.h"
#include "protocol/streaming/message.h"
#include "protocol/streaming/messagescanner.h"
#include "protocol/streaming/octetwindow.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

namespace Pushscope::Streaming {

/// Cuts the octets of a streamed body into messages.
///
/// Sans-I/O: feed() takes what the transport delivered, next() hands out one message at a time, with
/// the octet that completes it. How the octets were cut into chunks never changes the messages.
/// Octets that delimit without belonging to a message (blank lines, commas) are in none.
///
/// Spec: RFC 6202 §3 (HTTP streaming); for each way of cutting see Cut.
/// Threads: reentrant, not thread-safe.
class MessageCutter
{
public:
    /// Octets of one message: as much as a WebSocket message may have by default, so that all
    /// techniques take the same messages.
    static constexpr qint64 DefaultMaxMessage = 64 * 1024 * 1024;
    /// The longest length before a message fits in it, and then some.
    static constexpr qint64 LeastMaxMessage = 32;

    /// @param maxMessage longest message in octets, inclusive, with what delimits it. The first
    ///        @p maxMessage octets of a longer one come out with Violation::TooLarge, the rest of it
    ///        is skipped.
    explicit MessageCutter(Cut cut = Cut::Line, qint64 maxMessage = DefaultMaxMessage);

    [[nodiscard]] Cut cut() const { return m_cut; }

    /// Appends @p octets, 0 or more of them. No effect after finish().
    void feed(QByteArrayView octets);

    /// The next message; nullopt while more octets are needed. The view in it is valid until the
    /// next call of feed().
    [[nodiscard]] std::optional<MessageView> next();

    /// The stream has ended: what is left of it comes out of next(), cut off.
    void finish() { m_isFinished = true; }

    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_window.end(); }

    /// The first octet that a later message may cover, once next() returned nullopt.
    [[nodiscard]] qint64 pendingFrom() const;

    /// What is there of the message that is arriving, empty where none is; once next() returned
    /// nullopt. Of one that is too large, nothing.
    [[nodiscard]] ByteRange partial() const { return { pendingFrom(), offset() }; }

private:
    [[nodiscard]] std::optional<MessageView> take(const MessageScanner::Found &found);
    [[nodiscard]] MessageView viewOf(ByteRange range, ViolationSet violations) const;

    Cut m_cut;
    qint64 m_maxMessage;
    std::unique_ptr<MessageScanner> m_scanner;
    OctetWindow m_window;
    bool m_isSkipping = false; ///< The open message is too large and came out already.
    bool m_isFinished = false;
    bool m_isOver = false; ///< Finished, and what was open came out.
};

} // namespace Pushscope::Streaming
