// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/tlscontext.h"

#include "transport/authoritiesfile.h"
#include "transport/clientcertificate.h"
#include "transport/tlserror.h"

namespace Pushscope {

namespace {

void setCommon(SSL_CTX *context)
{
    // A connection at rest keeps no buffers: a mock holds thousands.
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
                         | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
    // Records' headers come with their content, not by a call of their own. A larger buffer than
    // the default, one record, is slower: it leaves the cache.
    SSL_CTX_set_read_ahead(context, 1);
}

/// Lists of RFC 7301 section 3.1: each name behind its length in one octet.
QByteArray alpnList(const QList<QByteArray> &protocols)
{
    QByteArray list;
    for (const QByteArray &protocol : protocols) {
        if (!protocol.isEmpty() && protocol.size() < 256)
            list += static_cast<char>(protocol.size()) + protocol;
    }
    return list;
}

int selectHttp11(SSL *, const unsigned char **selected, unsigned char *size,
                 const unsigned char *offered, unsigned int offeredSize, void *)
{
    static const QByteArray Ours = alpnList({ "http/1.1" });
    unsigned char *found = nullptr;
    const int answer
        = SSL_select_next_proto(&found, size, reinterpret_cast<const unsigned char *>(Ours.data()),
                                static_cast<unsigned int>(Ours.size()), offered, offeredSize);
    *selected = found;
    // A client that offers only others goes on without and sees our HTTP/1.1 for itself.
    return answer == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

} // namespace

X509_STORE *SystemAuthorities::store()
{
    if (!m_store) {
        m_store.reset(X509_STORE_new());
        X509_STORE_set_default_paths(m_store.get());
        clearTlsErrors(); // There may be none, which makes every server untrusted.
    }
    return m_store.get();
}

Result<TlsContext> clientContext(const TlsOptions &options, SystemAuthorities &authorities)
{
    clearTlsErrors();
    TlsContext context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    if (!context)
        return tlsError(ErrorCode::TlsUntrusted);
    setCommon(context.get());
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    if (const QByteArray alpn = alpnList(options.alpn); !alpn.isEmpty()) {
        SSL_CTX_set_alpn_protos(context.get(),
                                reinterpret_cast<const unsigned char *>(alpn.constData()),
                                static_cast<unsigned int>(alpn.size()));
    }
    if (!options.certificateFile.isEmpty()) {
        const auto shown
            = useClientCertificate(context.get(), options.certificateFile, options.keyFile);
        if (!shown)
            return shown.error();
    }
    if (options.caCertificateFile.isEmpty()) {
        SSL_CTX_set1_cert_store(context.get(), authorities.store());
        return context;
    }
    const auto trusted = useAuthorities(context.get(), options.caCertificateFile);
    if (!trusted)
        return trusted.error();
    return context;
}

Result<TlsContext> serverContext(const ServerIdentity &identity)
{
    clearTlsErrors();
    TlsContext context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    const CertificatePointer leaf = readCertificate(identity.certificateChain);
    const KeyPointer key = readKey(identity.privateKey);
    if (!context || !leaf || !key || SSL_CTX_use_certificate(context.get(), leaf.get()) != 1
        || X509_check_private_key(leaf.get(), key.get()) != 1
        || SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1)
        return tlsError(ErrorCode::TlsUntrusted);
    setCommon(context.get());
    SSL_CTX_set_alpn_select_cb(context.get(), selectHttp11, nullptr);

    addChain(context.get(), identity.certificateChain);
    return context;
}

} // namespace Pushscope
