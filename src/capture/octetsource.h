// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"

#include <QByteArray>

#include <vector>

namespace Pushscope {

/// A read or write, as far as it lies in what was asked for.
struct OctetRead {
    ByteRange range;
    qint64 t = 0; ///< ns since the capture began: when the read returned, or the write was taken.
    bool operator==(const OctetRead &) const = default;
};

/// Gives recorded octets back.
///
/// Threads: used on the thread that handed it out, during the call that did.
class OctetSource
{
public:
    OctetSource() = default;
    OctetSource(const OctetSource &) = delete;
    OctetSource &operator=(const OctetSource &) = delete;
    virtual ~OctetSource();

    /// The octets of @p range; shorter where some of it was not recorded or the file is damaged.
    [[nodiscard]] virtual QByteArray octets(quint32 connection, From from, Layer layer,
                                            ByteRange range) = 0;

    /// How @p range was read or written, in order, the first @p most of it; empty where that is
    /// not known.
    [[nodiscard]] virtual std::vector<OctetRead> reads(quint32 connection, From from, Layer layer,
                                                       ByteRange range, std::size_t most);
};

} // namespace Pushscope
