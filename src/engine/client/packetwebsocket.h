// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/transcriptlistener.h"
#include "engine/api/clientoptions.h"
#include "engine/client/clienturl.h"
#include "engine/client/cookiejar.h"
#include "engine/connection.h"
#include "engine/framewriter.h"
#include "protocol/engineio/packet.h"

#include <memory>
#include <optional>

namespace Pushscope {

class EngineIoTranscript;

class PacketWebSocketObserver
{
public:
    PacketWebSocketObserver() = default;
    PacketWebSocketObserver(const PacketWebSocketObserver &) = delete;
    PacketWebSocketObserver &operator=(const PacketWebSocketObserver &) = delete;
    virtual ~PacketWebSocketObserver() = default;

    virtual void webSocketOpened() = 0;
    /// Told once, before conn.close is recorded, however it ended; @p error where it was neither
    /// closed by us nor by a closing handshake.
    virtual void webSocketEnded(const std::optional<Error> &error) = 0;
};

/// The WebSocket of one Engine.IO session: a packet is a message. Packets that come are told by the
/// transcript.
///
/// Spec: Engine.IO protocol, section Transports (WebSocket); RFC 6455.
class PacketWebSocket final : private TranscriptListener, private ConnectionObserver
{
public:
    struct Setup {
        EngineLoop *loop = nullptr; ///< Outlives the WebSocket; so does the next.
        CookieJar *cookies = nullptr;
        quint32 session = 0;
        quint32 stream = 0;
        ClientOptions options; ///< Of the session.
        ClientUrl url; ///< Of the opening handshake.
        std::shared_ptr<EngineIoTranscript> transcript = {};
        PacketWebSocketObserver *observer = nullptr; ///< Outlives the WebSocket.
    };

    explicit PacketWebSocket(Setup setup);
    ~PacketWebSocket() override;

    void begin();
    void send(const EngineIo::Packet &packet, Cause cause);
    /// Ends it with the closing handshake.
    void close();
    /// Ends it with a reset, for this reason.
    void abort(const std::optional<Error> &why);

    [[nodiscard]] bool isOpen() const { return m_writer.has_value() && !m_isCloseSent; }
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    [[nodiscard]] qint64 wireOctets() const;
    [[nodiscard]] qint64 pendingOctets() const;

private:
    void connectionOpened(Connection &connection, const OpenFacts &facts) override;
    void connectionPeerFinished(Connection &connection) override;
    void connectionEnded(Connection &connection, const TransportEnd &end) override;
    void responseReceived(const Http1::ResponseHead &head, quint32 exchange) override;
    void contentReceived(Role from, QByteArrayView content) override;
    void messageEnded(Role from, const Http1::MessageEnd &end, quint32 exchange) override;
    void unparsedReceived(Role from, QByteArrayView octets) override;
    void handshakeReceived(const WebSocket::ResponseCheck &check) override;
    void webSocketReceived(Role from, const WebSocket::Outcome &outcome) override;
    void webSocketFailed(Role from, const WebSocket::Failure &failure) override;

    void sendClose(std::optional<quint16> code, QByteArrayView reason);
    void answerClose();
    void startTimer();
    void timedOut();
    [[nodiscard]] bool isClosingComplete() const;
    [[nodiscard]] Error error(ErrorCode code, ErrorSite where) const;
    [[nodiscard]] Error refusal() const;
    [[nodiscard]] std::optional<Error> outcome(const TransportEnd &end) const;

    Setup m_setup;
    std::unique_ptr<Connection> m_connection;
    std::optional<FrameWriter> m_writer; ///< While frames may be sent.
    std::unique_ptr<Timer> m_timer; ///< Bounds the response head, then the closing handshake.
    int m_status = 0; ///< Of the response.
    QByteArray m_refusal; ///< Beginning of its body, where it is no 101.
    bool m_isRefused = false;
    bool m_isCloseSent = false;
    bool m_isUnwanted = false; ///< We ended it.
    bool m_hasEnded = false;
};

} // namespace Pushscope
