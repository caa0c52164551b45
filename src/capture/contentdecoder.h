// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>

namespace Pushscope {

/// Undoes the content coding of a message body while it streams.
///
/// Spec: RFC 9110 §8.4.1 (`gzip`, `x-gzip`, `deflate` with or without the zlib wrapper that the
/// specification asks for and some servers leave out), RFC 7932 (`br`).
/// Threads: reentrant, not thread-safe.
class ContentDecoder
{
public:
    /// What decode() came to.
    enum class Outcome : quint8 {
        Ok,
        Broken,   ///< The coded octets break their format.
        TooLarge, ///< More content than coded octets justify: see MaxRatio.
    };

    /// DEFLATE reaches 1,032 at most, Brotli far more, text and JSON some 20; what goes beyond this
    /// after FreeOctets is made to exhaust whoever decodes it.
    static constexpr qint64 MaxRatio = 300;
    static constexpr qint64 FreeOctets = 4 * 1024 * 1024;

    /// @return null where @p coding (a Content-Encoding value) is none that can be undone here.
    [[nodiscard]] static std::unique_ptr<ContentDecoder> create(QByteArrayView coding);

    virtual ~ContentDecoder() = default;

    /// Hands the content of @p octets to @p take, in pieces of at most 64 KiB. After another
    /// outcome than Ok nothing more comes out.
    virtual Outcome decode(QByteArrayView octets, const std::function<void(QByteArrayView)> &take)
        = 0;
    /// Octets came after the end of what the coding says; nothing was made of them.
    [[nodiscard]] virtual bool hasSurplus() const = 0;
};

} // namespace Pushscope
