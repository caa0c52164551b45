// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/tlschannel.h"

#include "transport/systemerror.h"
#include "transport/tlserror.h"

#include <openssl/err.h>

#include <sys/socket.h>

#include <cerrno>

namespace Pushscope {

using Outcome = Transfer::Outcome;

namespace {

int exDataIndex()
{
    static const int Index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return Index;
}

/// OpenSSL 3.0 has no words for certificate_required (RFC 8446 section 6.2).
QByteArray alertWords(int alert)
{
    return alert == SSL_AD_CERTIFICATE_REQUIRED ? "certificate required"
                                                : SSL_alert_desc_string_long(alert);
}

/// Whether a server that asked for a certificate and got none may mean that by @p alert.
bool mayWantCertificate(int alert)
{
    switch (alert) {
    case SSL_AD_CERTIFICATE_REQUIRED: // RFC 8446 section 6.2; earlier versions have none for it.
    case SSL_AD_HANDSHAKE_FAILURE: // RFC 5246 section 7.4.6: "a fatal handshake_failure alert".
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_ACCESS_DENIED:
        return true;
    default:
        return false;
    }
}

/// Whether what came where a record should begin is none (RFC 8446 section 5.1).
bool isNoRecord(unsigned long error)
{
    const int reason = ERR_GET_REASON(error);
    return reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_PACKET_LENGTH_TOO_LONG;
}

} // namespace

TlsChannel::TlsChannel(int descriptor, TlsContext context, Role role, bool isVerificationOff)
    : m_descriptor(descriptor)
    , m_context(std::move(context))
    , m_role(role)
    , m_bio(descriptor)
    , m_verification(isVerificationOff)
    , m_ssl(SSL_new(m_context.get()))
{
    BIO *bio = m_bio.make();
    SSL_set_bio(m_ssl.get(), bio, bio);
    SSL_set_ex_data(m_ssl.get(), exDataIndex(), this);
    SSL_set_info_callback(m_ssl.get(), &TlsChannel::observe);
}

TlsChannel::TlsChannel(int descriptor, TlsContext context, const QByteArray &host,
                       bool isVerificationOff)
    : TlsChannel(descriptor, std::move(context), Role::Client, isVerificationOff)
{
    m_verification.install(m_context.get(), m_ssl.get(), host);
    // Called where none is set.
    SSL_CTX_set_client_cert_cb(m_context.get(), &TlsChannel::certificateAsked);
    SSL_set_connect_state(m_ssl.get());
}

TlsChannel::TlsChannel(int descriptor, TlsContext context)
    : TlsChannel(descriptor, std::move(context), Role::Server, false)
{
    SSL_set_accept_state(m_ssl.get());
}

void TlsChannel::observe(const SSL *ssl, int where, int value)
{
    const int description = value & 0xff;
    if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT && description != SSL_AD_CLOSE_NOTIFY
        && description != SSL_AD_USER_CANCELLED)
        static_cast<TlsChannel *>(SSL_get_ex_data(ssl, exDataIndex()))->m_alert = description;
}

int TlsChannel::certificateAsked(SSL *ssl, X509 **, EVP_PKEY **)
{
    static_cast<TlsChannel *>(SSL_get_ex_data(ssl, exDataIndex()))->m_lacksCertificate = true;
    return 0; // None; whether that will do, the server says.
}

Transfer TlsChannel::open()
{
    clearTlsErrors();
    const int result = SSL_do_handshake(m_ssl.get());
    if (result != 1) {
        const Transfer transfer = outcomeOf(result);
        return transfer.outcome == Outcome::PeerFinished ? failed() : transfer;
    }
    m_isOpen = true;
    m_wantsToWrite = false;
    return { Outcome::Moved, 0 };
}

Transfer TlsChannel::read(std::span<char> buffer)
{
    clearTlsErrors();
    const int count = SSL_read(m_ssl.get(), buffer.data(), static_cast<int>(buffer.size()));
    return count > 0 ? Transfer{ Outcome::Moved, count } : outcomeOf(count);
}

Transfer TlsChannel::write(QByteArrayView octets)
{
    clearTlsErrors();
    constexpr qsizetype MaxRecord = SSL3_RT_MAX_PLAIN_LENGTH;
    const int size = static_cast<int>(std::min(octets.size(), MaxRecord));
    const int count = SSL_write(m_ssl.get(), octets.data(), size);
    m_wantsToWrite = false; // The stream knows that it has more to write.
    return count > 0 ? Transfer{ Outcome::Moved, count } : outcomeOf(count);
}

Transfer TlsChannel::finishWriting()
{
    clearTlsErrors();
    // 0: ours was sent, theirs was not read yet, which is none of our concern here.
    if (const int result = SSL_shutdown(m_ssl.get()); result < 0) {
        const Transfer transfer = outcomeOf(result);
        if (transfer.outcome == Outcome::Later && m_wantsToWrite)
            return transfer;
    }
    m_wantsToWrite = false;
    if (::shutdown(m_descriptor, SHUT_WR) != 0) {
        m_fault = faultOf(errno);
        return { Outcome::Failed, 0 };
    }
    return { Outcome::Moved, 0 };
}

bool TlsChannel::holdsOctets() const
{
    return SSL_has_pending(m_ssl.get()) == 1;
}

Transfer TlsChannel::outcomeOf(int result)
{
    m_wantsToWrite = false;
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return { Outcome::Later, 0 };
    case SSL_ERROR_WANT_WRITE:
        m_wantsToWrite = true;
        return { Outcome::Later, 0 };
    case SSL_ERROR_ZERO_RETURN:
        return { Outcome::PeerFinished, 0 };
    default:
        // A FIN without close_notify: frequent, and no more than a FIN to whoever listens.
        if (m_bio.isAtEnd() && m_alert < 0 && m_bio.error() == 0)
            return { Outcome::PeerFinished, 0 };
        return failed();
    }
}

Transfer TlsChannel::failed()
{
    m_fault = faultFound();
    return { Outcome::Failed, 0 };
}

Fault TlsChannel::faultFound() const
{
    if (m_verification.refusal()) // Of which OpenSSL told the peer by an alert.
        return { EndedHow::TlsAlert, false, *m_verification.refusal() };
    if (m_alert >= 0)
        return alertFault();
    if (m_bio.error() != 0) {
        Fault fault = faultOf(m_bio.error());
        if (!m_isOpen)
            fault.error.where = ErrorSite::Tls;
        return fault;
    }
    if (m_bio.isAtEnd())
        return { EndedHow::Fin, true, { ErrorCode::ClosedEarly, ErrorSite::Tls, {} } };
    // What the peer speaks is no TLS, or not as it should be.
    const bool isNoTls = !m_isOpen && m_role == Role::Client && isNoRecord(ERR_peek_error());
    Error error = tlsError(ErrorCode::ProtocolError);
    if (isNoTls)
        error.data.append({ QByteArray("speaks"), QByteArray("no-tls") });
    return { EndedHow::TlsAlert, false, error };
}

Fault TlsChannel::alertFault() const
{
    // RFC 7301 section 3.2: a server that supports none of the protocols that the client
    // advertises SHALL respond with a fatal "no_application_protocol" alert. We offer HTTP/1.1.
    const bool wantsOther = m_role == Role::Client && m_alert == SSL_AD_NO_APPLICATION_PROTOCOL;
    Error error{ wantsOther ? ErrorCode::Http2Only : ErrorCode::TlsAlert,
                 ErrorSite::Tls,
                 { { "alert", QByteArray::number(m_alert) },
                   { "system", alertWords(m_alert) } } };
    // To ask is not to insist (RFC 8446 section 4.3.2): other alerts are about something else.
    if (m_lacksCertificate && mayWantCertificate(m_alert))
        error.data.append({ QByteArray("fault"), QByteArray("client-certificate-wanted") });
    return { EndedHow::TlsAlert, true, error };
}

std::optional<TlsFacts> TlsChannel::tlsFacts() const
{
    TlsFacts facts;
    facts.version = SSL_get_version(m_ssl.get());
    facts.cipher = SSL_get_cipher_name(m_ssl.get());
    const unsigned char *alpn = nullptr;
    unsigned int alpnSize = 0;
    SSL_get0_alpn_selected(m_ssl.get(), &alpn, &alpnSize);
    facts.alpn = QByteArray(reinterpret_cast<const char *>(alpn), alpnSize);
    const X509 *const certificate = SSL_get0_peer_certificate(m_ssl.get());
    const CertificateFacts peer = factsOf(certificate);
    facts.subject = peer.shownName();
    facts.issuer = peer.issuer;
    facts.expires = peer.expires;
    facts.errors = m_verification.objections();
    facts.isVerified = certificate && facts.errors.isEmpty();
    return facts;
}

} // namespace Pushscope
