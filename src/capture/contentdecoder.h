// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>

namespace Pushscope {

/// Undoes the content coding of a message body while it streams, or several, the last applied first.
///
/// Spec: RFC 9110 §8.4, §8.4.1 (`gzip`, `x-gzip`, `deflate` with or without the zlib wrapper that the
/// specification asks for and some servers leave out), RFC 1952 §2.2 (a file of gzip is members, one
/// after the other), RFC 7932 (`br`).
/// Threads: reentrant, not thread-safe.
class ContentDecoder
{
public:
    /// What decode() came to.
    enum class Outcome : quint8 {
        Ok,
        Broken,   ///< The coded octets break their format, or others follow its end.
        TooLarge, ///< More content than coded octets justify: see MaxRatio.
    };

    /// DEFLATE reaches 1,032 at most, Brotli far more, text and JSON some 20; what goes beyond this
    /// after FreeOctets is made to exhaust whoever decodes it.
    static constexpr qint64 MaxRatio = 300;
    static constexpr qint64 FreeOctets = 4 * 1024 * 1024;

    /// Codings of one body that are undone: nobody applies more than one, and each takes memory.
    static constexpr qsizetype MaxCodings = 4;

    /// @p coding (a Content-Encoding value) names none but `identity`, which is no coding.
    [[nodiscard]] static bool isIdentity(QByteArrayView coding);
    /// @return null where @p coding is identity, or not all of it can be undone here.
    [[nodiscard]] static std::unique_ptr<ContentDecoder> create(QByteArrayView coding);

    virtual ~ContentDecoder() = default;

    /// Hands the content of @p octets to @p take, in pieces of at most 64 KiB. After another
    /// outcome than Ok nothing more comes out.
    virtual Outcome decode(QByteArrayView octets, const std::function<void(QByteArrayView)> &take)
        = 0;
    /// What came so far may be all of it: nothing, or octets up to an end that the coding has.
    [[nodiscard]] virtual bool isWhole() const = 0;
};

} // namespace Pushscope
