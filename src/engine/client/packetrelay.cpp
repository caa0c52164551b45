// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/packetrelay.h"

namespace Pushscope {

std::shared_ptr<PacketRelay> PacketRelay::create(EngineIoTranscript::Setup setup,
                                                 PacketListener *listener)
{
    return std::shared_ptr<PacketRelay>(new PacketRelay(setup, listener));
}

PacketRelay::PacketRelay(EngineIoTranscript::Setup setup, PacketListener *listener)
    : m_listener(listener)
    , m_transcript(toldTo(setup, this))
{
}

EngineIoTranscript::Setup PacketRelay::toldTo(EngineIoTranscript::Setup setup,
                                              PacketListener *listener)
{
    setup.listener = listener;
    return setup;
}

std::shared_ptr<EngineIoTranscript>
PacketRelay::transcriptOf(const std::shared_ptr<PacketRelay> &relay)
{
    return { relay, &relay->m_transcript };
}

void PacketRelay::engineIoReceived(const EngineIo::Packet &packet, ViolationSet violations,
                                   const PacketArrival &arrival)
{
    if (m_listener)
        m_listener->engineIoReceived(packet, violations, arrival);
}

void PacketRelay::socketIoReceived(const SocketIo::Message &message, ViolationSet violations,
                                   const PacketArrival &arrival)
{
    if (m_listener)
        m_listener->socketIoReceived(message, violations, arrival);
}

} // namespace Pushscope
