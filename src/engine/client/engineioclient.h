// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/packetrelay.h"
#include "engine/client/packetwebsocket.h"
#include "engine/client/pollingtransport.h"
#include "protocol/engineio/handshake.h"
#include "protocol/engineio/heartbeatmachine.h"
#include "protocol/engineio/upgrademachine.h"

#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

class EngineIoClientObserver
{
public:
    EngineIoClientObserver() = default;
    EngineIoClientObserver(const EngineIoClientObserver &) = delete;
    EngineIoClientObserver &operator=(const EngineIoClientObserver &) = delete;
    virtual ~EngineIoClientObserver() = default;

    /// Packets may be sent.
    virtual void engineOpened() = 0;
    /// From the server.
    virtual void engineReceived(const SocketIo::Message &message) = 0;
    /// For whoever reads the capture.
    virtual void engineNotes(QByteArrayView text) = 0;
    /// Exactly once; the client does nothing after and may be destroyed from the event loop.
    /// @p error: why, unless either side closed it as it should be closed.
    virtual void engineEnded(const std::optional<Error> &error) = 0;
};

/// One Engine.IO session from its handshake to its end: its transports, the move from one to the
/// other, its heartbeat. What it carries are packets of Socket.IO.
///
/// Spec: Engine.IO protocol, revisions 3 and 4.
class EngineIoClient final : private PacketListener,
                             private PollingObserver,
                             private PacketWebSocketObserver
{
public:
    /// Without a revision that is known, how long a server may take to speak first: revision 3
    /// connects to the main namespace without being asked, revision 4 never does.
    static constexpr std::chrono::milliseconds RevisionGrace { 500 };

    struct Setup {
        quint32 session = 0;
        quint32 stream = 0;
        ClientOptions options;
        ClientUrl url; ///< See EngineIoAddress.
        EngineIo::Revision revision = EngineIo::Revision::V4; ///< Asked for.
        bool detectsRevision = true;
        /// Outlives the client. Its cookies are those of the session, whatever carries them.
        HttpLinks *links = nullptr;
        EngineIoClientObserver *observer = nullptr;
    };

    EngineIoClient(EngineLoop &loop, Setup setup);
    ~EngineIoClient() override;

    void begin();
    /// Begins with an answer to the handshake that is under way.
    void adopt(std::unique_ptr<HttpRound> round, const Http1::ResponseHead &head);
    /// No effect unless it is open.
    void send(std::vector<EngineIo::Packet> packets, Cause cause);
    /// Says farewell; engineEnded() follows.
    void close();
    /// Ends all at once; engineEnded() follows.
    void abort();

    /// Between engineOpened() and the end.
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] bool isOver() const { return m_state == State::Over; }
    [[nodiscard]] EngineIo::Revision revision() const { return m_revision; }
    [[nodiscard]] SocketIo::Revision socketRevision() const
    {
        return m_revision == EngineIo::Revision::V3 ? SocketIo::Revision::V4
                                                    : SocketIo::Revision::V5;
    }
    [[nodiscard]] bool isOnWebSocket() const { return m_isOnWebSocket; }
    [[nodiscard]] qint64 pendingOctets() const;
    /// Of its WebSocket: handshakes, octets.
    [[nodiscard]] LinkTraffic webSocketTraffic() const;

private:
    enum class State : quint8 { Opening, Deciding, Open, Closing, Over };

    // What comes.
    void engineIoReceived(const EngineIo::Packet &packet, ViolationSet violations,
                          const PacketArrival &arrival) override;
    void socketIoReceived(const SocketIo::Message &message, ViolationSet violations,
                          const PacketArrival &arrival) override;
    void pollingPaused() override;
    void pollingClosed() override;
    void pollingFailed(const Error &error) override;
    void webSocketOpened() override;
    void webSocketEnded(const std::optional<Error> &error) override;

    [[nodiscard]] static EngineIo::Packet packetOf(EngineIo::PacketType type,
                                                   QByteArrayView data = {});
    void beginPolling();
    void beginWebSocket(const QByteArray &sid);
    void restart(EngineIo::Revision revision, QByteArrayView why);
    void handshakeReceived(const EngineIo::Packet &packet, bool isPolling);
    void decide();
    void open();
    void beginUpgrade();
    void run(const std::vector<EngineIo::UpgradeMachine::Action> &actions);
    void switchTransport();
    void upgradeFailed(const std::optional<Error> &error);
    void startTimer();
    void timeIsUp();
    void beat();
    [[nodiscard]] Error error(ErrorCode code) const;
    void fail(const std::optional<Error> &error);
    void settle();
    [[nodiscard]] std::chrono::nanoseconds now() const;

    EngineLoop &m_loop;
    Setup m_setup;
    State m_state = State::Opening;
    EngineIo::Revision m_revision;
    bool m_isRevisionKnown;
    std::shared_ptr<PacketRelay> m_relay;
    std::unique_ptr<PollingTransport> m_polling; ///< While anything is under way on it.
    std::unique_ptr<PacketWebSocket> m_webSocket;
    std::vector<std::unique_ptr<PacketWebSocket>> m_oldWebSockets;
    std::vector<std::unique_ptr<PollingTransport>> m_oldPollings;
    EngineIo::Handshake m_handshake;
    std::optional<EngineIo::HeartbeatMachine> m_heartbeat;
    std::optional<EngineIo::UpgradeMachine> m_upgrade; ///< While one is under way.
    std::unique_ptr<Timer> m_timer; ///< For heartbeat and upgrade.
    std::optional<std::chrono::nanoseconds> m_timerDue;
    std::unique_ptr<Timer> m_graceTimer; ///< For the decision on the revision; for the farewell.
    std::optional<Error> m_error;
    bool m_isPollingOver = true;
    bool m_isOnWebSocket = false;
    int m_webSockets = 0;
};

} // namespace Pushscope
