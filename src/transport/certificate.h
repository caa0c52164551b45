// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <openssl/x509.h>

namespace Pushscope {

/// What people need to know of a certificate to recognise it.
struct CertificateFacts {
    QByteArray subject; ///< Distinguished name on one line, UTF-8.
    QByteArray issuer;
    QByteArray expires;      ///< RFC 3339, UTC.
    QList<QByteArray> names; ///< DNS names and addresses that it stands for.
    /// The subject, or where it is empty (RFC 5280 §4.1.2.6) the first of the names.
    [[nodiscard]] QByteArray shownName() const;
    bool operator==(const CertificateFacts &) const = default;
};

/// The facts of @p certificate; all empty for nullptr.
[[nodiscard]] CertificateFacts factsOf(const X509 *certificate);

/// SHA-256 over the first certificate of @p pem, as `AB:CD:…`; empty where there is none.
[[nodiscard]] QByteArray certificateFingerprint(QByteArrayView pem);

} // namespace Pushscope
