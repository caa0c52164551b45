// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/engineioclient.h"
#include "engine/client/httpsession.h"
#include "engine/client/socketionamespaces.h"

#include <deque>
#include <memory>
#include <optional>

namespace Pushscope {

/// A Socket.IO client: namespaces, events both ways and their acknowledgements over an Engine.IO
/// session, and another session where that one is lost.
///
/// Spec: Socket.IO protocol, revisions 3 to 5.
class SocketIoSession final : public HttpSession, private EngineIoClientObserver
{
public:
    SocketIoSession(EngineLoop &loop, const Setup &setup);
    ~SocketIoSession() override;

    void send(const OutgoingMessage &message, Cause cause) override;
    /// Goes on with the answer to a handshake that somebody else asked for.
    void adopt(std::unique_ptr<HttpLinks> links, std::unique_ptr<HttpRound> round,
               const Http1::ResponseHead &head);
    /// Begins over the connections of a session that found out what this is.
    void beginWithin(std::unique_ptr<HttpLinks> links);

private:
    struct Waiting {
        SocketIoEmission emission;
        Cause cause = Cause::User;
    };

    void begin() override;
    void leave() override;
    void drop() override;
    void fillStatus(SessionStatus &status) const override;
    void fillTraffic(SessionStatus &status) const override;

    void engineOpened() override;
    void engineReceived(const SocketIo::Message &message) override;
    void engineNotes(QByteArrayView text) override;
    void engineEnded(const std::optional<Error> &error) override;

    [[nodiscard]] bool makeEngine();
    void sendPackets(const std::vector<SocketIo::Packet> &packets, Cause cause);
    void connected();
    void refused(const SocketIo::Packet &packet);
    void eventReceived(const SocketIo::Message &message);
    void answer(const SocketIo::Message &message);
    void checkNamespaces();
    void emitWaiting();
    void emitNow(const SocketIoEmission &emission, Cause cause);
    [[nodiscard]] bool isFatal(const std::optional<Error> &error) const;

    SocketIoNamespaces m_namespaces;
    std::unique_ptr<EngineIoClient> m_engine;
    std::vector<std::unique_ptr<EngineIoClient>> m_goneEngines; ///< Until the event loop has them.
    std::optional<EngineIo::Revision> m_revision; ///< Of the session before, where it had to be found out.
    std::deque<Waiting> m_waiting; ///< For the namespace of the first to be connected.
    std::optional<Error> m_refusal; ///< Of the last namespace.
    LinkTraffic m_goneTraffic;
    bool m_hasBeenOpen = false;
    bool m_isScriptDone = false; ///< First connection only.
    std::shared_ptr<bool> m_isAlive; ///< Gone with this; posted functions look at it.
};

} // namespace Pushscope
