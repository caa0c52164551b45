// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/httpsession.h"
#include "engine/client/httpround.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace Pushscope {

/// An event stream client as a browser's EventSource is one, but with any method, body and fields.
///
/// Spec: WHATWG HTML §9.2.2–§9.2.3.
class SseSession final : public HttpSession, private HttpRoundObserver
{
public:
    /// WHATWG HTML leaves the value to the implementation, "probably in the region of a few
    /// seconds"; the contract says three.
    static constexpr std::chrono::milliseconds DefaultReconnectionTime { 3'000 };

    SseSession(EngineLoop &loop, const Setup &setup);
    ~SseSession() override;

    /// Takes over a response that turned out to be an event stream; before its body.
    void adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> round,
               const Http1::ResponseHead &head);

private:
    [[nodiscard]] HttpRoundObserver *observer() { return this; }
    void begin() override;
    void leave() override;
    void drop() override;
    void roundResponse(HttpRound &round, const Http1::ResponseHead &head) override;
    void roundEventStream(HttpRound &round, const EventStream::Value &value) override;
    void roundEnded(HttpRound &round, const RoundEnd &end) override;

    void fail(const Error &error);
    void reestablish(const RoundEnd &end);
    [[nodiscard]] Error wrongAnswer(const HttpRound &round,
                                    const Http1::ResponseHead &head) const;

    std::unique_ptr<HttpRound> m_round;
    std::unique_ptr<Timer> m_fatalTimer;
    std::optional<Error> m_fatal; ///< Why the answer was no event stream.
    QByteArray m_lastEventId;
    std::chrono::milliseconds m_reconnectionTime = DefaultReconnectionTime;
    bool m_isOpen = false; ///< The response at hand is an event stream.
    bool m_hasBeenOpen = false;
};

} // namespace Pushscope
