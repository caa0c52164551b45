// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "transport/network.h"

#include <chrono>

namespace Pushscope {

/// What a certificate is to say.
struct CertificatePlan {
    QList<QByteArray> names; ///< DNS names and addresses; the first is the common name too.
    std::chrono::seconds notBefore{ 0 }; ///< From now.
    std::chrono::seconds notAfter{ 0 };  ///< From now.
    bool isAuthority = false;            ///< May sign others.
    bool isForClient = false;            ///< Else for a server (RFC 5280 section 4.2.1.12).
    bool hasSubject = true;              ///< Else the names are in the extension alone.
};

/// A new P-256 key and its certificate, signed by @p issuer, or by itself without one.
/// Error: TlsUntrusted with `system` where the library refuses (an issuer that is no PEM).
[[nodiscard]] Result<ServerIdentity> makeCertificate(const CertificatePlan &plan,
                                                     const std::optional<ServerIdentity> &issuer
                                                     = std::nullopt);

/// What a server without a certificate of its own shows: for @p names, 30 days, signed by itself.
[[nodiscard]] Result<ServerIdentity> selfSignedIdentity(const QList<QByteArray> &names
                                                        = { "localhost", "127.0.0.1", "::1" });

/// Whether the first certificate of @p pem holds by now, and for @p rest more.
[[nodiscard]] bool isValidFor(QByteArrayView pem, std::chrono::seconds rest);

} // namespace Pushscope
