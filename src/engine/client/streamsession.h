// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/textassembler.h"
#include "engine/client/httpround.h"
#include "engine/client/httpsession.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace Pushscope {

/// A client of HTTP streaming: one response, whose body brings one message after another. Any
/// method, body and fields; http-stream reads an event stream as one. It serves multipart and
/// iframe-stream as well, which differ in what a message is made of.
///
/// It comes back after the end only where it is asked to: what was sent is not sent again.
///
/// Spec: RFC 6202 §3.
class StreamSession final : public HttpSession, private HttpRoundObserver
{
public:
    /// Octets of the message in progress that its status shows.
    static constexpr qsizetype MaxShownInProgress = 4 * 1024;

    StreamSession(EngineLoop &loop, const Setup &setup);
    ~StreamSession() override;

    /// Takes over a response that turned out to be a stream; before its body.
    void adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> round,
               const Http1::ResponseHead &head);

private:
    [[nodiscard]] HttpRoundObserver *observer() { return this; }
    void begin() override;
    void leave() override;
    void drop() override;
    void fillStatus(SessionStatus &status) const override;
    void roundResponse(HttpRound &round, const Http1::ResponseHead &head) override;
    void roundContent(HttpRound &round, QByteArrayView content) override;
    void roundEventStream(HttpRound &round, const EventStream::Value &value) override;
    void roundCarried(HttpRound &round, const CarriedMessage &message) override;
    void roundEnded(HttpRound &round, const RoundEnd &end) override;

    void refused(const HttpRound &round, const Http1::ResponseHead &head);
    void noteText();
    void take(QByteArrayView message, qint64 wireOctets);
    [[nodiscard]] bool mayComeBack(const RoundEnd &end) const;
    void endWith(const std::optional<Error> &error);

    std::unique_ptr<HttpRound> m_round;
    std::unique_ptr<Timer> m_refusalTimer;
    std::optional<Error> m_refusal; ///< Why the answer was no stream.
    TextAssembler m_text;
    QByteArray m_lastEventId; ///< Where it is an event stream: what a reconnection says.
    qint64 m_inProgressOctets = 0;
    QByteArray m_inProgress; ///< The beginning of the message that is arriving.
    bool m_hasBeenOpen = false;
};

} // namespace Pushscope
