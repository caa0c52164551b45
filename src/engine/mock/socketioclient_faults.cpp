// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client is done wrong on purpose.

#include "engine/mock/mockconnection.h"
#include "engine/mock/socketioclient.h"

#include <utility>

namespace Pushscope {

void SocketIoClient::addFault(const ScenarioFault &fault)
{
    if (m_asking)
        m_asking->addFault(fault);
    else
        m_session.addFault(fault);
}

bool SocketIoClient::refusesByFault(MockConnection &connection, bool isWebSocket)
{
    m_asking = &connection;
    const bool isDropped = m_session.isKnown() && m_faults.due(FaultKind::DropSid);
    const bool isRefused = !isDropped && isWebSocket && m_faults.due(FaultKind::RefuseUpgrade);
    m_asking = nullptr;
    if (!isDropped && !isRefused)
        return false;
    connection.respondWrongly(engineIoRefusalByFault(
        isDropped ? EngineIoRefusal::SessionIdUnknown : EngineIoRefusal::BadRequest));
    // Of a refused first WebSocket there is nothing that could come again.
    if (isDropped || !m_session.isKnown())
        m_session.forget();
    return true;
}

void SocketIoClient::fault(const ScenarioFault &fault)
{
    switch (fault.kind) {
    case FaultKind::Reset:
        m_session.addFault(fault);
        leave({ MockKick::How::Reset, {}, {} }, Cause::Fault);
        break;
    case FaultKind::DropSid:
        m_session.addFault(fault);
        m_session.forget();
        break;
    case FaultKind::RefuseUpgrade:
    case FaultKind::NoHeartbeat:
    case FaultKind::WrongAttachments:
        m_faults.add(fault);
        break;
    default:
        m_session.fault(fault);
        break;
    }
}

bool SocketIoClient::wantsHeartbeat(EngineIoSession &)
{
    return !m_faults.due(FaultKind::NoHeartbeat);
}

void SocketIoClient::sendPackets(const SocketIoEmission &emission, std::optional<quint64> id,
                                 Cause cause, bool isReply)
{
    const bool isWrong
        = !emission.attachments.isEmpty() && m_faults.due(FaultKind::WrongAttachments);
    m_session.send(socketIoPackets(emission, id, isWrong ? 1 : 0), isWrong ? Cause::Fault : cause,
                   isReply);
}

} // namespace Pushscope
