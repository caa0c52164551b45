// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/httpsession.h"

#include <utility>

namespace Pushscope {

HttpSession::HttpSession(EngineLoop &loop, const Setup &setup)
    : ClientSession(loop, setup)
    , m_cookies(std::make_shared<CookieJar>())
    , m_links(std::make_unique<HttpLinks>(loop, setup.session, setup.stream, m_cookies))
{
}

HttpSession::~HttpSession() = default;

std::unique_ptr<HttpLinks> HttpSession::takeLinks()
{
    return std::exchange(m_links, std::make_unique<HttpLinks>(loop(), id(), stream(), m_cookies));
}

void HttpSession::finishOnceClosed(const std::optional<Error> &error)
{
    if (std::exchange(m_isEnding, true))
        return;
    m_endError = error;
    setState(SessionState::Closing);
    m_links->closeAll([this] { closed(); });
}

void HttpSession::hurryEnd()
{
    m_links->abortAll([this] { closed(); });
}

void HttpSession::closed()
{
    m_isEnding = false;
    finish(std::exchange(m_endError, std::nullopt));
}

void HttpSession::fillTraffic(SessionStatus &status) const
{
    const LinkTraffic traffic = m_links->traffic();
    status.requests = traffic.requests;
    status.wireOctets = traffic.wireOctets;
}

} // namespace Pushscope
