// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Pushscope {

/// Which end of a connection: the one that opened it or the one that accepted it.
///
/// A direction is named by the role that wrote its octets, so that a dialogue reads the same
/// whether it was recorded by its client, by its server or by a proxy between them.
enum class Role : quint8 { Client, Server };

/// The other end.
[[nodiscard]] constexpr Role peerOf(Role role)
{
    return role == Role::Client ? Role::Server : Role::Client;
}

} // namespace Pushscope
