// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "engine/api/mockoptions.h"
#include "transport/network.h"

#include <QByteArray>

namespace Pushscope {

/// The certificate and key that @p tls names, or new ones for this machine.
/// Errors: those of checkClientCertificate().
[[nodiscard]] Result<ServerIdentity> mockIdentity(const MockTls &tls);

/// The wall clock now, as RFC 3339 with milliseconds, UTC.
[[nodiscard]] QByteArray rfc3339Now();

} // namespace Pushscope
