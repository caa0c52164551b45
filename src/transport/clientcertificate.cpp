// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/clientcertificate.h"

#include "transport/pemfile.h"
#include "transport/tlserror.h"

namespace Pushscope {

Result<Done> useClientCertificate(SSL_CTX *context, const QString &certificateFile,
                                  const QString &keyFile)
{
    clearTlsErrors();
    const QString &keyPath = keyFile.isEmpty() ? certificateFile : keyFile;
    const auto chain = readPemFile(certificateFile);
    if (!chain)
        return chain.error();
    const auto pem = keyFile.isEmpty() ? chain : readPemFile(keyFile);
    if (!pem)
        return pem.error();
    const CertificatePointer certificate = readCertificate(*chain);
    if (!certificate || SSL_CTX_use_certificate(context, certificate.get()) != 1)
        return pemFault(certificateFile, "no-certificate");
    bool isEncrypted = false;
    const KeyPointer key = readKey(*pem, &isEncrypted);
    if (!key)
        return pemFault(keyPath, isEncrypted ? "encrypted-key" : "no-key");
    // Asked first: a key of another kind would go into a place of its own and match nothing.
    if (X509_check_private_key(certificate.get(), key.get()) != 1
        || SSL_CTX_use_PrivateKey(context, key.get()) != 1) {
        Error error = pemFault(keyPath, "other-key");
        if (keyPath != certificateFile)
            error.data.append({ "certificate", certificateFile.toUtf8() });
        return error;
    }
    addChain(context, *chain);
    return Done{};
}

Result<Done> checkClientCertificate(const QString &certificateFile, const QString &keyFile)
{
    const SslContextPointer context(SSL_CTX_new(TLS_client_method()));
    return useClientCertificate(context.get(), certificateFile, keyFile);
}

} // namespace Pushscope
