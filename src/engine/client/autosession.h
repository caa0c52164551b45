// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/httpround.h"
#include "engine/client/httpsession.h"
#include "engine/client/scriptsearch.h"

#include <memory>
#include <optional>

namespace Pushscope {

/// Finds out by one request what an endpoint is, says so in a `note`, and goes on as the client of
/// that technique with the very answer it got. Where the head alone does not tell, nothing of the
/// body is recorded before it is known.
class AutoSession final : public HttpSession, private HttpRoundObserver
{
public:
    /// A body that is not over by then is a stream (contract §1).
    static constexpr std::chrono::milliseconds Patience { 2'000 };
    /// Octets of a body that are held back at most before it is taken for one without end, its
    /// content coding undone or not.
    static constexpr qint64 MaxHeldOctets = 4 * 1024 * 1024;
    /// Octets of memory that they may take: what comes in chunks of few octets needs many times as
    /// much for where these begin and end, and for their extensions.
    static constexpr qint64 MaxHeldMemory = 4 * MaxHeldOctets;

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
    void roundHeld(HttpRound &round, QByteArrayView octets, bool isEnd) override;
    void roundEnded(HttpRound &round, const RoundEnd &end) override;

    /// What the head alone says; nullopt where the body has to be waited for.
    [[nodiscard]] std::optional<Technique> conclusion(const Http1::ResponseHead &head) const;
    void waitForBody();
    void concludeUnfinished();
    void goOnAsSocketIo();
    void goOn(Technique technique, QByteArrayView because = {});
    void noteConclusion(Technique technique, QByteArrayView because);
    template<typename Session>
    void goOnAs(Technique technique);
    [[nodiscard]] Setup innerSetup(Technique technique) const;
    [[nodiscard]] bool suggestsWebSocket(const Http1::ResponseHead &head) const;

    std::unique_ptr<ClientSession> m_inner; ///< Has the connections; outlives the round on them.
    std::unique_ptr<HttpRound> m_round;
    Http1::ResponseHead m_head; ///< While its body is held, and then no more.
    std::optional<ScriptSearch> m_search; ///< In the body that is held.
    QByteArray m_begin; ///< Of any body: what Engine.IO is known by.
    qint64 m_heldOctets = 0;
    std::unique_ptr<Timer> m_patienceTimer;
};

} // namespace Pushscope
