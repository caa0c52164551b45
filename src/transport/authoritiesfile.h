// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QString>

#include <openssl/types.h>

namespace Pushscope {

/// Has @p context, a client's, trust the authorities in @p file beside those that it trusts
/// already. OpenSSL's own form of certificates, with what each is trusted for, is read as well.
///
/// Error: TlsUntrusted with `path` and `fault`: those of readPemFile(), or `no-certificate`.
[[nodiscard]] Result<Done> useAuthorities(SSL_CTX *context, const QString &file);

/// The same without a use: whether it would do.
[[nodiscard]] Result<Done> checkAuthorities(const QString &file);

} // namespace Pushscope
