// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace Pushscope {

/// The origin of a page or of what it asks for.
///
/// Spec: WHATWG HTML, Origins.
/// Threads: reentrant.
class BrowserOrigin
{
public:
    /// An opaque one: of a file, of a sandboxed frame; it is the same as no other.
    BrowserOrigin() = default;

    /// What @p text says: `null`, `https://example.org:8443`, or a URL, of which the origin is
    /// taken. nullopt where it is none of these, or of another scheme than http and https.
    [[nodiscard]] static std::optional<BrowserOrigin> fromText(const QString &text);
    /// Of @p url, where ws and wss count as http and https: as which they are fetched.
    [[nodiscard]] static BrowserOrigin fromUrl(const QUrl &url);

    [[nodiscard]] bool isOpaque() const { return m_host.isEmpty(); }
    [[nodiscard]] const QString &scheme() const { return m_scheme; } ///< In lower case.
    [[nodiscard]] const QString &host() const { return m_host; }     ///< IPv6 without brackets.
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] bool isDefaultPort() const;

    /// As the field `Origin` has it: `https://example.org`, `null`.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isSameOrigin(const BrowserOrigin &other) const;
    /// Whether both hosts belong to the same registrable domain, whatever their schemes. There is
    /// no list of public suffixes at hand: the last two labels count, and three where the second
    /// level is one of those that registries under country codes sell names below.
    [[nodiscard]] bool isSchemelesslySameSite(const BrowserOrigin &other) const;
    /// Spec: Secure Contexts §3.1: https, and http to the machine itself.
    [[nodiscard]] bool isPotentiallyTrustworthy() const;

private:
    QString m_scheme;
    QString m_host;
    int m_port = -1;
};

/// Whether @p host is written as an IP address.
[[nodiscard]] bool isAddressLiteral(const QString &host);

/// The port that URLs of @p scheme need not say; -1 where it has none.
[[nodiscard]] int defaultPortOf(const QString &scheme);

} // namespace Pushscope
