// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/octetchannel.h"
#include "transport/descriptorbio.h"
#include "transport/tlscontext.h"
#include "transport/tlsverification.h"

namespace Pushscope {

/// A channel through TLS, over OpenSSL directly.
///
/// QSslSocket reports FIN and reset alike, repeats its error without end once the peer has sent
/// close_notify, cuts what it read into pieces of 4 KiB, and says neither which write left nor
/// lets one go on writing after the peer finished.
///
/// Spec: RFC 8446 section 6.1: close_notify ends one direction, like FIN.
class TlsChannel final : public OctetChannel
{
public:
    /// A client of @p host.
    TlsChannel(int descriptor, TlsContext context, const QByteArray &host, bool isVerificationOff);
    /// A server.
    TlsChannel(int descriptor, TlsContext context);

    [[nodiscard]] Transfer open() override;
    [[nodiscard]] Transfer read(std::span<char> buffer) override;
    [[nodiscard]] Transfer write(QByteArrayView octets) override;
    [[nodiscard]] Transfer finishWriting() override;
    [[nodiscard]] bool wantsToWrite() const override { return m_wantsToWrite; }
    [[nodiscard]] bool holdsOctets() const override;
    [[nodiscard]] const Fault &fault() const override { return m_fault; }
    [[nodiscard]] std::optional<TlsFacts> tlsFacts() const override;

private:
    TlsChannel(int descriptor, TlsContext context, Role role, bool isVerificationOff);

    static void observe(const SSL *ssl, int where, int value);
    static int certificateAsked(SSL *ssl, X509 **certificate, EVP_PKEY **key);
    [[nodiscard]] Transfer outcomeOf(int result);
    [[nodiscard]] Transfer failed();
    [[nodiscard]] Fault faultFound() const;
    [[nodiscard]] Fault alertFault() const;

    int m_descriptor;
    TlsContext m_context;
    Role m_role;
    DescriptorBio m_bio;
    TlsVerification m_verification;
    SslPointer m_ssl;
    int m_alert = -1; ///< AlertDescription that the peer sent, other than close_notify.
    bool m_lacksCertificate = false; ///< The server asked for one, and there is none to show.
    bool m_isOpen = false;
    bool m_wantsToWrite = false;
    Fault m_fault;
};

} // namespace Pushscope
