// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "engine/client/clienturl.h"
#include "transport/network.h"

#include <QByteArray>

#include <optional>

namespace Pushscope {

/// The proxy of @p options for @p url; nullopt where there is none.
[[nodiscard]] std::optional<ProxyOptions> proxyFor(const ClientOptions &options, const QUrl &url);

/// The way to @p url through the proxy of @p options, for one connection; nullopt without one.
[[nodiscard]] std::optional<ProxyHop> proxyHop(const ClientOptions &options, const ClientUrl &url);

/// The request goes to an HTTP proxy itself, which reads from its target where it belongs
/// (RFC 9112 §3.2.2): plain HTTP does.
[[nodiscard]] bool isAskedOfProxy(const ClientOptions &options, const ClientUrl &url);

/// A value of Proxy-Authorization; empty where @p proxy has no user. Spec: RFC 7617 §2.
[[nodiscard]] QByteArray proxyCredentials(const ProxyOptions &proxy);

/// A proxy wants to know who asks; `refused` says that it was told, and does not take it.
[[nodiscard]] Error proxyAuthError(bool hasCredentials);

} // namespace Pushscope
