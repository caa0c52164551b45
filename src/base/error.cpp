// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"

#include <array>

namespace Pushscope {

namespace {

// In the order of ErrorCode.
constexpr std::array<QByteArrayView, 34> CodeNames {
    "dns-not-found",   "dns-failed",    "refused",        "unreachable",       "connect-timeout",
    "tls-untrusted",   "tls-expired",   "tls-name",       "tls-alert",         "reset",
    "closed-early",    "response-timeout", "http-status", "wrong-type",        "http2-only",
    "too-many-redirects", "proxy-refused", "proxy-auth",  "slow-consumer",     "too-large",
    "disk-full",       "storage-failed", "ended-early",   "port-in-use",       "bad-url",
    "handshake-refused", "not-a-capture", "damaged",      "locked",            "protocol-error",
    "bad-scenario",    "ping-timeout",  "server-error",   "connect-error",
};
static_assert(CodeNames.size() == static_cast<std::size_t>(ErrorCode::ConnectError) + 1);

// In the order of ErrorSite.
constexpr std::array<QByteArrayView, 9> SiteNames {
    "dns", "tcp", "tls", "proxy", "http", "websocket", "engine.io", "socket.io", "storage",
};
static_assert(SiteNames.size() == static_cast<std::size_t>(ErrorSite::Storage) + 1);

template<typename Enum, std::size_t N>
std::optional<Enum> fromName(const std::array<QByteArrayView, N> &names, QByteArrayView name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace

QByteArray Error::value(QByteArrayView name) const
{
    for (const auto &[key, text] : data) {
        if (key == name)
            return text;
    }
    return {};
}

QByteArrayView errorCodeName(ErrorCode code)
{
    return CodeNames[static_cast<std::size_t>(code)];
}

std::optional<ErrorCode> errorCodeFromName(QByteArrayView name)
{
    return fromName<ErrorCode>(CodeNames, name);
}

QByteArrayView errorSiteName(ErrorSite site)
{
    return SiteNames[static_cast<std::size_t>(site)];
}

std::optional<ErrorSite> errorSiteFromName(QByteArrayView name)
{
    return fromName<ErrorSite>(SiteNames, name);
}

} // namespace Pushscope
