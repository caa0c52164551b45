// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "transport/opensslpointer.h"

#include <QByteArrayView>

namespace Pushscope {

/// OpenSSL keeps failures per thread until somebody takes them: begin anew before asking it.
void clearTlsErrors();

/// An error of TLS with the library's words for its oldest failure in `system`.
[[nodiscard]] Error tlsError(ErrorCode code);

/// What @p pem has next; nullptr: no further one, or one that cannot be read. Never asks for a
/// password, as the library would on the terminal.
[[nodiscard]] CertificatePointer nextCertificate(BIO *pem);

/// The first certificate, and the key, of @p pem; nullptr where there is none. A key under a
/// password is not read: @p isEncrypted says so then.
[[nodiscard]] CertificatePointer readCertificate(QByteArrayView pem);
[[nodiscard]] KeyPointer readKey(QByteArrayView pem, bool *isEncrypted = nullptr);

/// Has @p context send what follows the first certificate of @p pem: it leads to its authority.
void addChain(SSL_CTX *context, QByteArrayView pem);

} // namespace Pushscope
