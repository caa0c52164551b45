// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "transport/network.h"

#include <openssl/types.h>

#include <memory>

namespace Pushscope {

/// What the TLS connections of a target or of a listener share.
using TlsContext = std::shared_ptr<SSL_CTX>;

/// Error: TlsUntrusted with `path` and `system` where the authorities cannot be read.
[[nodiscard]] Result<TlsContext> clientContext(const TlsOptions &options);

/// Error: TlsUntrusted with `system` where the chain or the key is no PEM, or they do not match.
[[nodiscard]] Result<TlsContext> serverContext(const ServerIdentity &identity);

} // namespace Pushscope
