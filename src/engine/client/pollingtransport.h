// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/api/clientoptions.h"
#include "engine/client/clienturl.h"
#include "engine/client/httpround.h"
#include "protocol/engineio/packet.h"

#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

class EngineIoTranscript;

class PollingObserver
{
public:
    PollingObserver() = default;
    PollingObserver(const PollingObserver &) = delete;
    PollingObserver &operator=(const PollingObserver &) = delete;
    virtual ~PollingObserver() = default;

    /// Nothing is under way after pause().
    virtual void pollingPaused() = 0;
    /// Nothing is under way after close() or abort(), and nothing will be.
    virtual void pollingClosed() = 0;
    /// Told once, unless closed or aborted; nothing is asked any more.
    virtual void pollingFailed(const Error &error) = 0;
};

/// The polls and POSTs of one Engine.IO session. Packets that come are told by the transcript.
///
/// Spec: Engine.IO protocol, sections Transports (HTTP long-polling) and Packet encoding.
class PollingTransport final : private HttpRoundObserver
{
public:
    struct Setup {
        HttpLinks *links = nullptr; ///< Outlives the transport.
        ClientOptions options; ///< Of the session.
        ClientUrl url; ///< See EngineIoAddress.
        std::shared_ptr<EngineIoTranscript> transcript = {}; ///< Knows the revision.
        PollingObserver *observer = nullptr; ///< Outlives the transport.
    };

    explicit PollingTransport(Setup setup);
    ~PollingTransport() override;

    /// Asks for a session.
    void begin();
    /// The first answer is one that is under way already, of which nothing was recorded yet.
    void adopt(std::unique_ptr<HttpRound> round, const Http1::ResponseHead &head);
    /// The session is @p sid: the next polls are made.
    void open(const QByteArray &sid, std::optional<qint64> maxPayloadOctets);
    /// Packets go out in order, as many in a POST as may.
    void send(std::vector<EngineIo::Packet> packets, Cause cause);
    /// No further poll is made, no further packet sent.
    void pause();
    /// Polls on, where an upgrade came to nothing.
    void resume();
    /// What waits to be sent, while paused: for another transport.
    [[nodiscard]] std::vector<std::pair<EngineIo::Packet, Cause>> takeWaiting();
    /// No further poll is made; what waits is still sent.
    void close();
    /// Ends whatever is under way.
    void abort();

private:
    /// A request of its own options, which the round refers to.
    struct Request {
        ClientOptions options;
        std::unique_ptr<HttpRound> round;
        int status = 0;
        QByteArray refusal; ///< Beginning of the body of an answer that is no success.
    };

    void poll();
    [[nodiscard]] bool isBehind() const;
    void flush();
    [[nodiscard]] std::unique_ptr<Request> makeRequest();
    void start(Request &request, RequestHabits habits);
    void settle();
    void fail(const Error &error);
    [[nodiscard]] Request *requestOf(const HttpRound &round);
    /// It may not be destroyed from inside its own call.
    void bury(std::unique_ptr<Request> request);
    void pollEnded(const RoundEnd &end);
    void postEnded(const RoundEnd &end);
    [[nodiscard]] std::optional<Error> errorOf(const Request &request, const RoundEnd &end) const;
    void roundResponse(HttpRound &round, const Http1::ResponseHead &head) override;
    void roundContent(HttpRound &round, QByteArrayView content) override;
    void roundEnded(HttpRound &round, const RoundEnd &end) override;

    Setup m_setup;
    QByteArray m_sid;
    QByteArray m_unique;
    int m_requests = 0;
    std::optional<qint64> m_maxPayloadOctets;
    std::unique_ptr<Request> m_poll;
    std::unique_ptr<Request> m_post;
    std::vector<std::unique_ptr<Request>> m_buried;
    std::vector<std::pair<EngineIo::Packet, Cause>> m_waiting;
    bool m_isPaused = false;
    bool m_isOver = false;
    bool m_isClosing = false; ///< pollingClosed() is to follow.
    std::shared_ptr<bool> m_isAlive; ///< Gone with this; posted functions look at it.
};

} // namespace Pushscope
