// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/clientsession.h"
#include "engine/client/httplink.h"

#include <memory>
#include <optional>

namespace Pushscope {

/// A client session over HTTP connections that may outlive the exchange they were opened for.
class HttpSession : public ClientSession
{
protected:
    HttpSession(EngineLoop &loop, const Setup &setup);
    ~HttpSession() override;

    [[nodiscard]] HttpLinks &links() { return *m_links; }
    /// Hands them over to the session that goes on with them; new ones take their place.
    [[nodiscard]] std::unique_ptr<HttpLinks> takeLinks();
    void setLinks(std::unique_ptr<HttpLinks> links) { m_links = std::move(links); }

    /// Closes the connections and calls finish() once the last one's end is recorded.
    void finishOnceClosed(const std::optional<Error> &error);
    /// finishOnceClosed() was called and finish() is still to come.
    [[nodiscard]] bool isEnding() const { return m_isEnding; }
    /// Does not wait for the peers any more.
    void hurryEnd();
    void fillTraffic(SessionStatus &status) const override;

private:
    void closed();

    std::shared_ptr<CookieJar> m_cookies; ///< Outlives the links, which others may go on with.
    std::unique_ptr<HttpLinks> m_links;
    std::optional<Error> m_endError;
    bool m_isEnding = false;
};

} // namespace Pushscope
