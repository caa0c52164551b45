// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"
#include "protocol/http1/messageparser.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Http1 {

/// A client's side of asking a proxy for a tunnel: the CONNECT request and the head that answers it.
///
/// Sans-I/O: write request(), feed() what comes. Once answer() is there and is 2xx, the next octet
/// is the target's; no octet behind the head is consumed.
///
/// Spec: RFC 9110 §9.3.6, RFC 9112 §3.2.3.
/// Threads: reentrant, not thread-safe.
class TunnelRequest
{
public:
    /// A proxy that says more than this, interim heads and all, before it leads on is none.
    static constexpr qsizetype MostHeadOctets = 64 * 1024;

    /// @p authority: `host:port`, IPv6 in brackets. @p credentials: a value of
    /// Proxy-Authorization; empty: none is sent.
    TunnelRequest(const QByteArray &authority, const QByteArray &credentials);

    [[nodiscard]] const QByteArray &request() const { return m_request; }
    /// Takes octets of the proxy; how many of them belong to the head.
    qsizetype feed(QByteArrayView octets);

    /// The final head; nullopt while it is not complete. Interim ones (1xx) are passed over.
    [[nodiscard]] const std::optional<ResponseHead> &answer() const { return m_answer; }
    /// What comes is no HTTP, or too long.
    [[nodiscard]] bool isLost() const { return m_isLost; }

private:
    void takeHead();

    QByteArray m_request;
    QByteArray m_head;      ///< As far as it came.
    qsizetype m_octets = 0; ///< Of all heads.
    bool m_hasLine = false; ///< The status line was begun.
    int m_lineOctets = 0;   ///< Of the line at hand, without CR.
    std::optional<ResponseHead> m_answer;
    bool m_isLost = false;
};

} // namespace Pushscope::Http1
