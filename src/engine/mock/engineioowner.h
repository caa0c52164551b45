// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/engineio/packet.h"

namespace Pushscope {

class EngineIoSession;

/// Who an Engine.IO session of the mock belongs to.
class EngineIoOwner
{
public:
    EngineIoOwner() = default;
    EngineIoOwner(const EngineIoOwner &) = delete;
    EngineIoOwner &operator=(const EngineIoOwner &) = delete;
    virtual ~EngineIoOwner() = default;

    /// A message of the client, text or binary.
    virtual void messageReceived(EngineIoSession &session, const EngineIo::Packet &packet) = 0;
    /// A ping is due, or a pong: false where it shall not be sent.
    [[nodiscard]] virtual bool wantsHeartbeat(EngineIoSession &session) = 0;
    /// Nothing is received any more; what waits may still be fetched. Told once.
    virtual void sessionEnded(EngineIoSession &session) = 0;
    /// After sessionEnded(): nothing waits either. To be destroyed from the event loop.
    virtual void sessionGone(EngineIoSession &session) = 0;
};

} // namespace Pushscope
