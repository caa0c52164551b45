// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/tunnelrequest.h"

#include <utility>

namespace Pushscope::Http1 {

namespace {

constexpr int FirstStatus = 100;
constexpr int FirstFinalStatus = 200;

} // namespace

TunnelRequest::TunnelRequest(const QByteArray &authority, const QByteArray &credentials)
    : m_request("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n")
{
    if (!credentials.isEmpty())
        m_request += "Proxy-Authorization: " + credentials + "\r\n";
    m_request += "\r\n";
}

qsizetype TunnelRequest::feed(QByteArrayView octets)
{
    qsizetype used = 0;
    while (used < octets.size() && !m_answer && !m_isLost) {
        const char octet = octets[used++];
        m_head.append(octet);
        if (octet == '\n') {
            // Empty lines before the status line are no end of anything (RFC 9112 §2.2).
            if (m_lineOctets > 0)
                m_hasLine = true;
            else if (std::exchange(m_hasLine, false))
                takeHead();
            m_lineOctets = 0;
        } else if (octet != '\r') {
            ++m_lineOctets;
        }
        if (++m_octets > MostHeadOctets && !m_answer)
            m_isLost = true;
    }
    return used;
}

void TunnelRequest::takeHead()
{
    MessageParser parser(Role::Server);
    RequestHead request;
    request.method = "CONNECT";
    parser.expectResponseTo(request);
    parser.feed(m_head);
    const std::optional<Event> event = parser.next();
    const auto *head = event ? std::get_if<ResponseHead>(&*event) : nullptr;
    if (!head || head->status < FirstStatus)
        m_isLost = true;
    else if (head->status >= FirstFinalStatus)
        m_answer = *head;
    m_head.clear();
}

} // namespace Pushscope::Http1
