// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "transport/certificate.h"

#include <QList>

#include <openssl/types.h>

#include <optional>

namespace Pushscope {

/// Verifies a peer's chain and keeps everything there is to object to, not only the first thing.
class TlsVerification
{
public:
    /// @p isOff: objections are kept and not fatal.
    explicit TlsVerification(bool isOff)
        : m_isOff(isOff)
    {
    }

    /// Has @p ssl, a client, verified by this object for @p host (a name or an address).
    void install(SSL_CTX *context, SSL *ssl, const QByteArray &host);

    /// In the library's words.
    [[nodiscard]] QList<QByteArray> objections() const;
    /// Set where verification failed the handshake: TlsUntrusted, TlsExpired or TlsName, with
    /// `subject`, `issuer`, `expires` of the certificate at fault, `names` of the leaf, `system`.
    [[nodiscard]] const std::optional<Error> &refusal() const { return m_refusal; }

private:
    struct Objection {
        int code = 0; ///< X509_V_ERR_….
        CertificateFacts certificate;
    };

    static int verify(X509_STORE_CTX *store, void *);
    static int collect(int isOk, X509_STORE_CTX *store);
    [[nodiscard]] int judge(X509_STORE_CTX *store);

    bool m_isOff;
    QList<Objection> m_objections;
    std::optional<Error> m_refusal;
};

} // namespace Pushscope
