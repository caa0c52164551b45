// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/tlserror.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace Pushscope {

namespace {

// A thread gives back what OpenSSL keeps for it after QThread::wait() has returned, Qt's own for
// HTTP too. Where the process ends meanwhile, OpenSSL must not have tidied up already: it leaves
// that to the system, if it is told before it is used for the first time.
[[maybe_unused]] const int leavesTidyingToTheSystem
    = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);

BioPointer bioOf(QByteArrayView octets)
{
    return BioPointer(BIO_new_mem_buf(octets.data(), static_cast<int>(octets.size())));
}

} // namespace

void clearTlsErrors()
{
    ERR_clear_error();
}

Error tlsError(ErrorCode code)
{
    Error error{ code, ErrorSite::Tls, {} };
    if (const char *words = ERR_reason_error_string(ERR_get_error()))
        error.data.append({ QByteArray("system"), QByteArray(words) });
    return error;
}

CertificatePointer nextCertificate(BIO *pem)
{
    const auto noPassword = [](char *, int, int, void *) { return -1; };
    return CertificatePointer(PEM_read_bio_X509(pem, nullptr, noPassword, nullptr));
}

CertificatePointer readCertificate(QByteArrayView pem)
{
    return nextCertificate(bioOf(pem).get());
}

KeyPointer readKey(QByteArrayView pem, bool *isEncrypted)
{
    // Without this one a key under a password would make the library ask on the terminal.
    bool isAsked = false;
    const auto noPassword = [](char *, int, int, void *asked) {
        *static_cast<bool *>(asked) = true;
        return -1;
    };
    KeyPointer key(PEM_read_bio_PrivateKey(bioOf(pem).get(), nullptr, noPassword, &isAsked));
    if (isEncrypted)
        *isEncrypted = isAsked;
    return key;
}

void addChain(SSL_CTX *context, QByteArrayView pem)
{
    const BioPointer bio = bioOf(pem);
    const CertificatePointer leaf = nextCertificate(bio.get());
    while (CertificatePointer next = nextCertificate(bio.get()))
        SSL_CTX_add_extra_chain_cert(context, next.release()); // Takes it over.
    clearTlsErrors(); // The one that says that there is no further one.
}

} // namespace Pushscope
