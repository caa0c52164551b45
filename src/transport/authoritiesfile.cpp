// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/authoritiesfile.h"

#include "transport/pemfile.h"
#include "transport/tlserror.h"

#include <openssl/pem.h>

namespace Pushscope {

Result<Done> useAuthorities(SSL_CTX *context, const QString &file)
{
    clearTlsErrors();
    // Read ourselves rather than by name, for paths that are not ASCII.
    const auto pem = readPemFile(file, MaxAuthoritiesOctets);
    if (!pem)
        return pem.error();
    const BioPointer bio(BIO_new_mem_buf(pem->constData(), static_cast<int>(pem->size())));
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    const auto noPassword = [](char *, int, int, void *) { return -1; }; // Nobody is asked.
    bool isAny = false;
    while (const CertificatePointer certificate{
        PEM_read_bio_X509_AUX(bio.get(), nullptr, noPassword, nullptr) }) {
        if (X509_STORE_add_cert(store, certificate.get()) != 1)
            return pemFault(file, "no-certificate",
                            tlsError(ErrorCode::TlsUntrusted).value("system"));
        isAny = true;
    }
    clearTlsErrors(); // The one that says that the file ends.
    return isAny ? Result<Done>(Done{}) : pemFault(file, "no-certificate");
}

Result<Done> checkAuthorities(const QString &file)
{
    const SslContextPointer context(SSL_CTX_new(TLS_client_method()));
    return useAuthorities(context.get(), file);
}

} // namespace Pushscope
