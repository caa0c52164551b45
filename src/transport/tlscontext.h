// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "transport/network.h"
#include "transport/opensslpointer.h"

#include <memory>

namespace Pushscope {

/// What the TLS connections of a target or of a listener share.
using TlsContext = std::shared_ptr<SSL_CTX>;

/// The system's certificate authorities. Reading them takes some 20 ms, so that is done once.
class SystemAuthorities
{
public:
    [[nodiscard]] X509_STORE *store();

private:
    std::unique_ptr<X509_STORE, OpenSslDeleter<X509_STORE_free>> m_store;
};

/// Errors: those of useAuthorities() and of useClientCertificate().
[[nodiscard]] Result<TlsContext> clientContext(const TlsOptions &options,
                                               SystemAuthorities &authorities);

/// Error: TlsUntrusted with `system` where the chain or the key is no PEM, or they do not match.
[[nodiscard]] Result<TlsContext> serverContext(const ServerIdentity &identity);

} // namespace Pushscope
