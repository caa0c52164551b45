// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace Pushscope {

/// What a Flash Player sends before its socket, alone on a connection.
inline constexpr QByteArrayView FlashPolicyRequest("<policy-file-request/>\0", 23);

/// One `allow-access-from` of a policy file.
struct FlashPolicyAccess {
    QByteArray domain; ///< `*`: every one.
    QByteArray ports;  ///< `to-ports`: numbers, ranges, `*`.
    bool operator==(const FlashPolicyAccess &) const = default;
};

/// Whom the policy file in @p octets, with or without the NUL that ends it, lets open sockets;
/// nullopt where it is none.
///
/// Spec: Adobe's cross-domain policy file specification, socket policy files.
/// Threads: reentrant.
[[nodiscard]] std::optional<std::vector<FlashPolicyAccess>> parseFlashPolicy(QByteArrayView octets);

} // namespace Pushscope
