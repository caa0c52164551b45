// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/httpround.h"
#include "engine/client/httpsession.h"

#include <memory>

namespace Pushscope {

/// Finds out by one request what an endpoint is, says so in a `note`, and goes on as the client of
/// that technique with the very answer it got.
class AutoSession final : public HttpSession, private HttpRoundObserver
{
public:
    AutoSession(EngineLoop &loop, const Setup &setup);
    ~AutoSession() override;

    void send(const OutgoingMessage &message, Cause cause) override;

private:
    [[nodiscard]] HttpRoundObserver *observer() { return this; }
    void begin() override;
    void leave() override;
    void drop() override;
    void fillStatus(SessionStatus &status) const override;
    void roundResponse(HttpRound &round, const Http1::ResponseHead &head) override;
    void roundEnded(HttpRound &round, const RoundEnd &end) override;

    template<typename Session>
    void goOnAs(Technique technique, const Http1::ResponseHead &head);
    [[nodiscard]] Setup innerSetup(Technique technique) const;
    [[nodiscard]] bool suggestsWebSocket(const Http1::ResponseHead &head) const;

    std::unique_ptr<HttpRound> m_round;
    std::unique_ptr<ClientSession> m_inner;
};

} // namespace Pushscope
