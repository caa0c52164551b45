// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/engineiotranscript.h"
#include "capture/packetarrival.h"

#include <memory>

namespace Pushscope {

/// The transcript of one Engine.IO session, and whom it tells of the packets. Connections hold the
/// transcript for as long as they live, which may be longer than who is told does.
class PacketRelay final : private PacketListener
{
public:
    /// @param setup without a listener.
    [[nodiscard]] static std::shared_ptr<PacketRelay> create(EngineIoTranscript::Setup setup,
                                                             PacketListener *listener);
    /// Of @p relay, which it keeps alive.
    [[nodiscard]] static std::shared_ptr<EngineIoTranscript>
    transcriptOf(const std::shared_ptr<PacketRelay> &relay);

    [[nodiscard]] EngineIoTranscript &transcript() { return m_transcript; }
    /// Nobody is told any more.
    void fallSilent() { m_listener = nullptr; }

private:
    PacketRelay(EngineIoTranscript::Setup setup, PacketListener *listener);
    [[nodiscard]] static EngineIoTranscript::Setup toldTo(EngineIoTranscript::Setup setup,
                                                          PacketListener *listener);
    void engineIoReceived(const EngineIo::Packet &packet, ViolationSet violations,
                          const PacketArrival &arrival) override;
    void socketIoReceived(const SocketIo::Message &message, ViolationSet violations,
                          const PacketArrival &arrival) override;

    PacketListener *m_listener;
    EngineIoTranscript m_transcript;
};

} // namespace Pushscope
