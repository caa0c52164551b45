// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>

namespace Pushscope {

/// Frees what OpenSSL allocated with the function that goes with it.
template <auto Free> struct OpenSslDeleter {
    template <typename T> void operator()(T *pointer) const { Free(pointer); }
};

using BioPointer = std::unique_ptr<BIO, OpenSslDeleter<BIO_free>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, OpenSslDeleter<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, OpenSslDeleter<X509_free>>;
using SslPointer = std::unique_ptr<SSL, OpenSslDeleter<SSL_free>>;
using SslContextPointer = std::unique_ptr<SSL_CTX, OpenSslDeleter<SSL_CTX_free>>;

} // namespace Pushscope
