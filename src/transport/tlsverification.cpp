// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/tlsverification.h"

#include "transport/socketaddress.h"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace Pushscope {

namespace {

ErrorCode codeOf(int objection)
{
    switch (objection) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return ErrorCode::TlsExpired;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return ErrorCode::TlsName;
    default:
        return ErrorCode::TlsUntrusted;
    }
}

/// Lower comes first: what an unknown authority says of time and name means nothing.
int rank(ErrorCode code)
{
    return code == ErrorCode::TlsUntrusted ? 0 : code == ErrorCode::TlsExpired ? 1 : 2;
}

int exDataIndex()
{
    static const int Index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return Index;
}

} // namespace

void TlsVerification::install(SSL_CTX *context, SSL *ssl, const QByteArray &host)
{
    SSL_CTX_set_cert_verify_callback(context, &TlsVerification::verify, nullptr);
    SSL_set_ex_data(ssl, exDataIndex(), this);
    SSL_set_verify(ssl, SSL_VERIFY_PEER, nullptr);
    X509_VERIFY_PARAM *wanted = SSL_get0_param(ssl);
    if (SocketAddress::fromLiteral(QString::fromUtf8(host), 0)) {
        const QByteArray withoutZone = host.split('%').constFirst();
        X509_VERIFY_PARAM_set1_ip_asc(wanted, withoutZone.constData());
        return; // RFC 6066 section 3: literal addresses are not permitted in "HostName".
    }
    X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    X509_VERIFY_PARAM_set1_host(wanted, host.constData(), static_cast<std::size_t>(host.size()));
    SSL_set_tlsext_host_name(ssl, host.constData());
}

int TlsVerification::verify(X509_STORE_CTX *store, void *)
{
    const auto *ssl = static_cast<SSL *>(
        X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto *self = static_cast<TlsVerification *>(SSL_get_ex_data(ssl, exDataIndex()));
    X509_STORE_CTX_set_verify_cb(store, &TlsVerification::collect);
    const bool isDone = X509_verify_cert(store) >= 0;
    return isDone ? self->judge(store) : 0;
}

int TlsVerification::collect(int isOk, X509_STORE_CTX *store)
{
    if (isOk)
        return 1;
    const auto *ssl = static_cast<SSL *>(
        X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto *self = static_cast<TlsVerification *>(SSL_get_ex_data(ssl, exDataIndex()));
    self->m_objections.append(
        { X509_STORE_CTX_get_error(store), factsOf(X509_STORE_CTX_get_current_cert(store)) });
    return 1; // On to whatever else there is.
}

int TlsVerification::judge(X509_STORE_CTX *store)
{
    const auto worst = std::ranges::min_element(
        m_objections, {}, [](const Objection &o) { return rank(codeOf(o.code)); });
    if (m_isOff || worst == m_objections.end())
        return 1;
    X509_STORE_CTX_set_error(store, worst->code); // Chooses the alert that the peer gets.
    const CertificateFacts leaf = factsOf(X509_STORE_CTX_get0_cert(store));
    const CertificateFacts &shown
        = worst->certificate.subject.isEmpty() ? leaf : worst->certificate;
    m_refusal = Error{ codeOf(worst->code),
                       ErrorSite::Tls,
                       { { "subject", shown.shownName() },
                         { "issuer", shown.issuer },
                         { "expires", shown.expires },
                         { "names", leaf.names.join(", ") },
                         { "system", X509_verify_cert_error_string(worst->code) } } };
    return 0;
}

QList<QByteArray> TlsVerification::objections() const
{
    QList<QByteArray> words;
    for (const Objection &objection : m_objections) {
        const QByteArray text = X509_verify_cert_error_string(objection.code);
        if (!words.contains(text))
            words.append(text);
    }
    return words;
}

} // namespace Pushscope
