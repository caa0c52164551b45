// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/transcriptlistener.h"
#include "engine/client/clientsession.h"
#include "engine/client/clienturl.h"
#include "engine/client/cookiejar.h"
#include "engine/connection.h"
#include "engine/framewriter.h"

#include <memory>
#include <optional>

namespace Pushscope {

/// A WebSocket client as a browser's object is one, told and recorded step by step.
///
/// Spec: RFC 6455 §4.1, §5.5, §7; WHATWG WebSockets (states and events).
class WebSocketSession final : public ClientSession,
                               private TranscriptListener,
                               private ConnectionObserver
{
public:
    WebSocketSession(EngineLoop &loop, const Setup &setup);
    ~WebSocketSession() override;

    void send(const OutgoingMessage &message, Cause cause) override;

private:
    void begin() override;
    void leave() override;
    void drop() override;
    void fillStatus(SessionStatus &status) const override;
    void fillTraffic(SessionStatus &status) const override;
    [[nodiscard]] qint64 connectionOctets() const;

    void connectionOpened(Connection &connection, const OpenFacts &facts) override;
    void connectionPeerFinished(Connection &connection) override;
    void connectionEnded(Connection &connection, const TransportEnd &end) override;

    void responseReceived(const Http1::ResponseHead &head, quint32 exchange) override;
    void messageEnded(Role from, const Http1::MessageEnd &end, quint32 exchange) override;
    void unparsedReceived(Role from, QByteArrayView octets) override;
    void handshakeReceived(const WebSocket::ResponseCheck &check) override;
    void webSocketReceived(Role from, const WebSocket::Outcome &outcome) override;
    void webSocketFailed(Role from, const WebSocket::Failure &failure) override;

    void opened(const WebSocket::ResponseCheck &check);
    void serverSent(const WebSocket::Outcome &outcome);
    void echo(const WebSocket::Message &message);
    void closeReceived();
    void sendClose(std::optional<quint16> code, QByteArrayView reason, Cause cause);
    void startTimer(const Error &error);
    void timedOut(const Error &error);
    [[nodiscard]] bool isClosingComplete() const;
    [[nodiscard]] Error failedHandshake(const WebSocket::ResponseCheck &check) const;
    [[nodiscard]] Error error(ErrorCode code, ErrorSite where) const;
    [[nodiscard]] std::optional<Error> outcome(const TransportEnd &end) const;
    [[nodiscard]] bool comesBack() const;

    std::optional<ClientUrl> m_url;
    std::unique_ptr<Connection> m_connection;
    qint64 m_goneOctets = 0; ///< Of the connections before.
    qint64 m_handshakes = 0;
    std::optional<FrameWriter> m_writer; ///< While frames may be sent.
    std::unique_ptr<Timer> m_timer; ///< Bounds the response head, then the closing handshake.
    CookieJar m_cookies; ///< Where ClientOptions::keepsCookies.
    int m_status = 0; ///< Of the response.
    QByteArray m_location; ///< Where a refusal would send us.
    bool m_isRefused = false;
    bool m_hasOpened = false;
    bool m_isCloseSent = false;
    bool m_isScriptDone = false; ///< First connection only.
};

} // namespace Pushscope
