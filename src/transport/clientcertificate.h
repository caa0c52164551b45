// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QString>

#include <openssl/types.h>

namespace Pushscope {

/// Has @p context, a client's, show the certificate of @p certificateFile to a server that asks,
/// with the chain that stands behind it. @p keyFile empty: the key stands in that file too.
///
/// Error: TlsUntrusted with `path` (the file at fault) and `fault`: those of readPemFile(),
/// `no-certificate`, `no-key`, `encrypted-key` (it is under a password) or `other-key` (it is not
/// the certificate's). Nothing of what a file holds is in it.
[[nodiscard]] Result<Done> useClientCertificate(SSL_CTX *context, const QString &certificateFile,
                                                const QString &keyFile);

/// The same without a use: whether it would do.
[[nodiscard]] Result<Done> checkClientCertificate(const QString &certificateFile,
                                                  const QString &keyFile);

} // namespace Pushscope
