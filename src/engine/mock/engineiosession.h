// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/bodyform.h"
#include "capture/connectionrecords.h"
#include "capture/engineiotranscript.h"
#include "capture/recordkind.h"
#include "engine/api/mockoptions.h"
#include "engine/engineloop.h"
#include "engine/mock/engineioowner.h"
#include "engine/mock/engineiorequest.h"
#include "engine/mock/fault.h"
#include "protocol/engineio/heartbeatmachine.h"
#include "protocol/engineio/upgrademachine.h"
#include "protocol/websocket/outcome.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace Pushscope {

class MockConnection;

/// An Engine.IO session on the server's side, over whichever requests and WebSockets carry it.
///
/// Spec: Engine.IO protocol, sections Handshake, Heartbeat, Upgrade; revision 3, Timeouts.
/// Threads: on the thread of its loop.
class EngineIoSession
{
public:
    /// What may wait for a client that does not poll (contract §4).
    static constexpr qint64 MaxQueuedOctets = 1024 * 1024;
    /// How long the farewell waits for a poll that takes it; the reference implementation's.
    static constexpr std::chrono::seconds FarewellTime { 30 };

    struct Setup {
        EngineIo::Revision revision = EngineIo::Revision::V4;
        EngineIo::Handshake handshake {};
        qint64 maxPayload = EngineIoSettings::DefaultMaxPayload;
        quint32 stream = 0; ///< Of its records.
    };

    /// @p loop and @p owner outlive it. The open packet waits for poll() or webSocket().
    EngineIoSession(EngineLoop &loop, EngineIoOwner &owner, Setup setup);
    EngineIoSession(const EngineIoSession &) = delete;
    EngineIoSession &operator=(const EngineIoSession &) = delete;
    ~EngineIoSession();

    [[nodiscard]] const QByteArray &sid() const { return m_setup.handshake.sid; }
    [[nodiscard]] EngineIo::Revision revision() const { return m_setup.revision; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    /// The client has its sid: the open packet went.
    [[nodiscard]] bool isKnown() const
    {
        return m_outbox.empty() || m_outbox.front().packet.type != EngineIo::PacketType::Open;
    }
    /// It is polled, not on a WebSocket.
    [[nodiscard]] bool isPolling() const { return !m_webSocket; }

    /// A GET: answered as soon as a packet waits.
    void poll(MockConnection &connection, const EngineIoRequest &request);
    /// A POST with packets.
    void post(MockConnection &connection, const EngineIoRequest &request);
    /// A WebSocket, of the handshake or to move to.
    void webSocket(MockConnection &connection);

    /// Sends @p packets, which belong together.
    /// @param isReply to what came: who asks on without reading is not read from.
    void send(std::span<const EngineIo::Packet> packets, Cause cause, bool isReply = false);
    /// Sends @p farewell, and ends; @p kick says how.
    void close(const MockKick &kick, Cause cause, std::span<const EngineIo::Packet> farewell = {});

    /// As if it had never been: no farewell, and a poll that waits is told that there is none such.
    void forget();
    /// By hand, to the WebSocket that carries it.
    void fault(const ScenarioFault &fault);
    /// The record of a fault that acts, of the connection that carries it or did last.
    void addFault(const ScenarioFault &fault);

    [[nodiscard]] quint32 stream() const { return m_setup.stream; }
    /// What the body of @p request of this session is recorded as.
    [[nodiscard]] BodyForm requestForm(const MockRequest &request) const;
    [[nodiscard]] MockClientStatus status() const;

private:
    enum class State : quint8 { Open, Leaving, Gone };

    /// Lives in a connection for as long as it serves the session.
    struct Hold {
        EngineIoSession *session;

        explicit Hold(EngineIoSession *whose)
            : session(whose)
        {
        }
        Hold(const Hold &) = delete;
        Hold &operator=(const Hold &) = delete;
        ~Hold()
        {
            if (session)
                session->lost(*this);
        }
    };
    struct Line {
        MockConnection *connection = nullptr;
        Hold *hold = nullptr;
        std::weak_ptr<Hold> alive {};
    };
    struct Waiting {
        EngineIo::Packet packet;
        Cause cause = Cause::Scenario;
    };
    struct Poll {
        Line line;
        EngineIoRequest request;
    };

    [[nodiscard]] static EngineIo::Packet packetOf(EngineIo::PacketType type,
                                                   const QByteArray &data = {});
    [[nodiscard]] Line hold(MockConnection &connection);
    [[nodiscard]] static MockConnection &release(const Line &line);
    void lost(const Hold &hold);
    void refuse(MockConnection &connection, EngineIoRefusal refusal);
    void flush();
    void answerPoll(std::span<const EngineIo::Packet> packets, Cause cause = Cause::Scenario);
    void answerPollByOutbox();
    void write(const Line &line, const EngineIo::Packet &packet, Cause cause, bool isReply);
    [[nodiscard]] bool takePayload(QByteArrayView payload);
    void webSocketReceived(const Hold &hold, const WebSocket::Message &message);
    void received(const EngineIo::Packet &packet);
    void perform(const std::vector<EngineIo::UpgradeMachine::Action> &actions);
    void dropProbe();
    void addError(ErrorCode code, const QByteArray &name, qint64 value);
    void addRecord(RecordKind kind, qint32 code, const QByteArray &detail);
    void timeOut();
    void fail();
    void end();
    void over();
    void schedule();
    void tick();
    void finishRecords(MockConnection &connection, PacketTransport transport);
    [[nodiscard]] EngineIo::HeartbeatMachine::Time now() const;

    EngineLoop &m_loop;
    EngineIoOwner &m_owner;
    Setup m_setup;
    State m_state = State::Open;
    EngineIo::HeartbeatMachine m_heartbeat;
    EngineIo::UpgradeMachine m_upgrade;
    std::shared_ptr<EngineIoTranscript> m_transcript; ///< Of all that carries the session.
    std::vector<Waiting> m_outbox; ///< Waits for a poll.
    qint64 m_outboxOctets = 0;
    std::optional<Poll> m_poll; ///< Waits for a packet.
    std::optional<Line> m_webSocket;
    std::optional<Line> m_probe; ///< A WebSocket that the session may move to.
    std::unique_ptr<Timer> m_timer;
    std::optional<qint64> m_timerDue; ///< ns of the capture.
    std::optional<qint64> m_farewellDue;
    bool m_wasStalled = false;
    qint64 m_since = 0;
    /// Of the connection that carried it last, which may be gone.
    std::optional<ConnectionRecords> m_lastRecords;
    QByteArray m_address;
    qint64 m_octetsReceived = 0; ///< By polling.
    qint64 m_octetsSent = 0;
};

} // namespace Pushscope
