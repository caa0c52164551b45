// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The move of a session from polling to a WebSocket.

#include "engine/client/engineioclient.h"


namespace Pushscope {

void EngineIoClient::beginUpgrade()
{
    if (m_setup.options.socketIo.transports != SocketIoTransports::Upgrade)
        return;
    if (!m_handshake.upgrades.contains("websocket")) {
        m_setup.observer->engineNotes("socket.io: the server offers no upgrade to a WebSocket");
        return;
    }
    m_upgrade.emplace(Role::Client);
    beginWebSocket(m_handshake.sid);
}

void EngineIoClient::webSocketOpened()
{
    if (m_upgrade) {
        run(m_upgrade->opened(now()));
        startTimer();
    }
}

void EngineIoClient::run(const std::vector<EngineIo::UpgradeMachine::Action> &actions)
{
    using Action = EngineIo::UpgradeMachine::Action;
    using Type = EngineIo::PacketType;
    for (Action action : actions) {
        switch (action) {
        case Action::SendProbePing:
            m_webSocket->send(packetOf(Type::Ping, EngineIo::ProbeData), Cause::Auto);
            break;
        case Action::PausePolling:
            m_polling->pause();
            break;
        case Action::SendUpgrade:
            m_webSocket->send(packetOf(Type::Upgrade), Cause::Auto);
            break;
        case Action::SwitchTransport:
            switchTransport();
            break;
        case Action::CloseWebSocket:
            upgradeFailed(std::nullopt);
            break;
        case Action::SendProbePong:
        case Action::SendNoop:
            break; // A server's.
        }
    }
}

void EngineIoClient::pollingPaused()
{
    if (m_upgrade)
        run(m_upgrade->pollingPaused());
}

void EngineIoClient::switchTransport()
{
    m_upgrade.reset();
    m_isOnWebSocket = true;
    m_isPollingOver = true;
    for (auto &[packet, cause] : m_polling->takeWaiting())
        m_webSocket->send(packet, cause);
    // Its connections are of no use any more.
    m_setup.links->closeAll({});
    startTimer();
}

void EngineIoClient::upgradeFailed(const std::optional<Error> &error)
{
    m_upgrade.reset();
    m_setup.observer->engineNotes(
        error ? QByteArrayView("socket.io: the upgrade to a WebSocket failed; polling goes on")
              : QByteArrayView("socket.io: the upgrade to a WebSocket was not answered as it "
                               "should be; polling goes on"));
    if (m_webSocket && !m_webSocket->hasEnded())
        m_webSocket->close();
    m_polling->resume();
    startTimer();
}

} // namespace Pushscope
