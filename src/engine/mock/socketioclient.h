// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/engineiosession.h"
#include "engine/mock/faulttriggers.h"
#include "engine/mock/mockclient.h"
#include "engine/mock/scenariofeed.h"
#include "engine/mock/socketioevent.h"
#include "protocol/socketio/packetassembler.h"

#include <map>
#include <memory>
#include <set>
#include <vector>

namespace Pushscope {

class SocketIoClient;

/// What the clients of a Socket.IO endpoint share.
class SocketIoHub
{
public:
    SocketIoHub() = default;
    SocketIoHub(const SocketIoHub &) = delete;
    SocketIoHub &operator=(const SocketIoHub &) = delete;
    virtual ~SocketIoHub() = default;

    [[nodiscard]] virtual const ScenarioWorld &world() const = 0;
    [[nodiscard]] virtual const ScenarioSocketIo &plan() const = 0;
    /// To all clients in the event's namespace, or in @p room of it; but not to @p except.
    virtual void broadcast(const SocketIoEmission &emission, bool wantsAck, const QByteArray &room,
                           const SocketIoClient *except)
        = 0;
    virtual void eventSent() = 0;
    virtual void clientEnded(SocketIoClient &client) = 0;
    virtual void clientGone(SocketIoClient &client) = 0;
};

/// A Socket.IO client of the mock: the namespaces it is in, over one Engine.IO session.
///
/// Spec: Socket.IO protocol, sections Connection to a namespace, Sending and receiving data,
/// Disconnection from a namespace; History for the clients of revisions 3 and 4.
/// Threads: on the thread of its loop.
class SocketIoClient final : public MockClient, private EngineIoOwner
{
public:
    /// How long a client of revision 5 may be in no namespace at first; the reference's.
    static constexpr std::chrono::seconds ConnectTime { 45 };
    /// Rooms of one client in one namespace; a scenario lets clients name them.
    static constexpr std::size_t MaxRooms = 100;
    /// Octets of the attachments of one packet.
    static constexpr qint64 MaxAttachmentOctets = 16LL * 1024 * 1024;

    /// @param number of the client at its endpoint, from 1.
    /// @param query of the handshake, as a JSON object: what older clients bring as auth.
    SocketIoClient(SocketIoHub &hub, const EngineIoSession::Setup &setup, qint64 number,
                   QByteArray query);
    ~SocketIoClient() override;

    /// Older clients are in the main namespace from the first.
    void start();
    [[nodiscard]] EngineIoSession &session() { return m_session; }
    [[nodiscard]] bool isIn(const QByteArray &namespaceName, const QByteArray &room) const;
    void sendEvent(const SocketIoEmission &emission, bool wantsAck, Cause cause,
                   bool isReply = false);
    void leave(const MockKick &kick, Cause cause);
    /// Answers a request of the session, or for it, by a fault; false: there is none due.
    [[nodiscard]] bool refusesByFault(MockConnection &connection, bool isWebSocket);

    // MockClient
    [[nodiscard]] quint32 clientNumber() const override { return m_session.stream(); }
    [[nodiscard]] MockClientStatus clientStatus() const override { return m_session.status(); }
    void kick(const MockKick &kick) override { leave(kick, Cause::User); }
    void fault(const ScenarioFault &fault) override;

private:
    /// What is kept of one client in one namespace.
    struct Visit {
        struct Following {
            Channel *channel = nullptr;
            int token = 0;
            std::unique_ptr<Channel> own; ///< Of a channel that each client has for itself.
            std::unique_ptr<ScenarioPlayer> player;
        };

        const ScenarioNamespace &plan;
        std::set<QByteArray> rooms {};
        qint64 received = 0;
        qint64 stepsSent = 0;
        quint64 nextAckId = 0;
        std::vector<Following> followed {};
        std::unique_ptr<ScenarioPlayer> steps {};

        /// What `{{channel}}` says.
        [[nodiscard]] QByteArray channel() const
        {
            return plan.feeds.empty() ? QByteArray() : plan.feeds.front().channel;
        }

        explicit Visit(const ScenarioNamespace &space)
            : plan(space)
        {
        }
        Visit(const Visit &) = delete;
        Visit &operator=(const Visit &) = delete;
        ~Visit() { end(); }

        void end()
        {
            for (Following &following : followed) {
                if (Channel *channel = std::exchange(following.channel, nullptr))
                    channel->unsubscribe(following.token);
                following.player.reset();
            }
            steps.reset();
        }
    };

    void messageReceived(EngineIoSession &session, const EngineIo::Packet &packet) override;
    [[nodiscard]] bool wantsHeartbeat(EngineIoSession &session) override;
    void sessionEnded(EngineIoSession &session) override;
    void sessionGone(EngineIoSession &session) override;
    /// Sends what was emitted, with its attachments.
    void sendPackets(const SocketIoEmission &emission, std::optional<quint64> id, Cause cause,
                     bool isReply);
    void addFault(const ScenarioFault &fault);
    void take(const SocketIo::Message &message);
    void connectTo(const SocketIo::Packet &packet);
    [[nodiscard]] std::optional<QByteArray> connectError(const ScenarioNamespace &plan,
                                                         const SocketIo::Packet &packet) const;
    void join(const ScenarioNamespace &plan);
    void follow(Visit &visit, const ScenarioNamespace::Feed &feed);
    void playSteps(Visit &visit);
    void play(Visit &visit, const ScenarioEventStep &step);
    void eventReceived(Visit &visit, const SocketIo::Message &message);
    void apply(Visit &visit, const ScenarioEventRule &rule, const SocketIoEmission &event,
               std::optional<quint64> ackId, const TemplateValues &values);
    void perform(Visit &visit, const ScenarioEmission &plan, const SocketIoEmission &event,
                 const TemplateValues &values);
    [[nodiscard]] bool isOlder() const { return m_session.revision() == EngineIo::Revision::V3; }

    SocketIoHub &m_hub;
    EngineIoSession m_session;
    FaultTriggers m_faults;
    MockConnection *m_asking = nullptr; ///< Whose request a fault may answer by now.
    qint64 m_number;
    QByteArray m_query;
    SocketIo::PacketAssembler m_assembler;
    std::map<QByteArray, std::unique_ptr<Visit>> m_visits; ///< By namespace.
    std::vector<std::unique_ptr<Visit>> m_left; ///< Destroyed with this: they may be at work.
    std::unique_ptr<Timer> m_connectTimer;
};

} // namespace Pushscope
