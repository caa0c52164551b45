// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/clientcertificate.h"

#include "transport/tlserror.h"

#include <QFile>

namespace Pushscope {

namespace {

Error faultOf(const QString &path, const char *fault, const QByteArray &system = {})
{
    clearTlsErrors();
    Error error{ ErrorCode::TlsUntrusted,
                 ErrorSite::Tls,
                 { { "path", path.toUtf8() }, { "fault", fault } } };
    if (!system.isEmpty())
        error.data.append({ "system", system });
    return error;
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return faultOf(path, "unreadable", file.errorString().toUtf8());
    return file.readAll();
}

} // namespace

Result<Done> useClientCertificate(SSL_CTX *context, const QString &certificateFile,
                                  const QString &keyFile)
{
    clearTlsErrors();
    const QString &keyPath = keyFile.isEmpty() ? certificateFile : keyFile;
    const auto chain = contentOf(certificateFile);
    if (!chain)
        return chain.error();
    const auto pem = keyFile.isEmpty() ? chain : contentOf(keyFile);
    if (!pem)
        return pem.error();
    const CertificatePointer certificate = readCertificate(*chain);
    if (!certificate || SSL_CTX_use_certificate(context, certificate.get()) != 1)
        return faultOf(certificateFile, "no-certificate");
    bool isEncrypted = false;
    const KeyPointer key = readKey(*pem, &isEncrypted);
    if (!key)
        return faultOf(keyPath, isEncrypted ? "encrypted-key" : "no-key");
    // Asked first: a key of another kind would go into a place of its own and match nothing.
    if (X509_check_private_key(certificate.get(), key.get()) != 1
        || SSL_CTX_use_PrivateKey(context, key.get()) != 1) {
        Error error = faultOf(keyPath, "other-key");
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
