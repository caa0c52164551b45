// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/permessagedeflate.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct z_stream_s;

namespace Pushscope::WebSocket {

/// Compresses the messages of one direction, one after the other.
///
/// Spec: RFC 7692 §7.2.1; §7.2.3.6 (empty message).
/// Threads: reentrant, not thread-safe.
class Deflater
{
public:
    static constexpr int DefaultLevel = 6; ///< zlib's own compromise.

    /// @param windowBits 8–15. zlib refuses 8 for raw DEFLATE; it is given 9 then, which refers
    ///        back 250 octets at most and so stays inside a window of 256.
    explicit Deflater(int windowBits = MaxWindowBits, bool noContextTakeover = false,
                      int level = DefaultLevel);
    Deflater(Deflater &&) noexcept;
    Deflater &operator=(Deflater &&) noexcept;
    ~Deflater();

    /// The payload of a message with this content: without the 00 00 ff ff at the end, to be cut
    /// into as many fragments as one likes.
    [[nodiscard]] QByteArray deflate(QByteArrayView content);

private:
    struct Release {
        void operator()(z_stream_s *stream) const;
    };
    std::unique_ptr<z_stream_s, Release> m_stream;
    bool m_noContextTakeover;
};

/// Inflates the messages of one direction as their octets come, never more than is asked for.
///
/// The window is always 32 KiB, whatever was agreed: zlib finds a reference beyond a smaller one
/// or not depending on how the input is cut, and values must not depend on that.
///
/// Spec: RFC 7692 §7.2.2; §7.2.3.4 (blocks with BFINAL).
/// Threads: reentrant, not thread-safe.
class Inflater
{
public:
    enum class Status : quint8 {
        Ok,           ///< All input was taken.
        LimitReached, ///< There is more content than was allowed; the rest is gone.
        BadData,      ///< No DEFLATE data, or a reference before the window's begin.
    };
    /// How a message ended.
    enum class Ending : quint8 {
        Proper,
        WithoutEmptyBlock, ///< Content is whole, but the open empty block (§7.2.1) is missing.
        InsideBlock,       ///< Content is missing.
    };

    explicit Inflater(bool noContextTakeover = false);
    Inflater(Inflater &&) noexcept;
    Inflater &operator=(Inflater &&) noexcept;
    ~Inflater();

    /// Appends the content of the next @p octets of a message to @p content, up to a size of
    /// @p limit octets. After LimitReached and BadData further octets of the message are
    /// ignored with the same status.
    Status inflate(QByteArrayView octets, QByteArray &content, qint64 limit);
    /// Ends the message: puts the 00 00 ff ff behind it, forgets the window where it must not
    /// be taken over or the message was bad.
    Ending endMessage();
    /// Gives up the message in progress and the window.
    void reset();

private:
    struct Release {
        void operator()(z_stream_s *stream) const;
    };
    Status run(QByteArrayView octets, QByteArray &content, qint64 limit);
    [[nodiscard]] bool isAtBlockBoundary() const;

    std::unique_ptr<z_stream_s, Release> m_stream;
    bool m_noContextTakeover;
    bool m_isFresh = true;        ///< Between two DEFLATE streams: nothing of the next is here.
    Status m_status = Status::Ok; ///< Of the message in progress.
};

} // namespace Pushscope::WebSocket
