// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope {

/// What is said to a proxy before octets of the target come through it: handed in by who knows the
/// proxy's protocol.
class TunnelHandshake
{
public:
    TunnelHandshake() = default;
    TunnelHandshake(const TunnelHandshake &) = delete;
    TunnelHandshake &operator=(const TunnelHandshake &) = delete;
    virtual ~TunnelHandshake();

    /// What is to be written by now; each octet is given once.
    [[nodiscard]] virtual QByteArray takeOutput() = 0;
    /// Takes octets of the proxy; all of them, until it is done or has failed.
    virtual void feed(QByteArrayView octets) = 0;
    /// The next octet is the target's.
    [[nodiscard]] virtual bool isDone() const = 0;
    /// Why the proxy does not lead there.
    [[nodiscard]] virtual std::optional<Error> failure() const = 0;
};

} // namespace Pushscope
