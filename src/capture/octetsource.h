// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"

#include <QByteArray>

namespace Pushscope {

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
};

} // namespace Pushscope
