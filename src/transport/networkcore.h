// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "transport/resolver.h"
#include "transport/tlscontext.h"

#include <span>
#include <vector>

namespace Pushscope {

/// What all streams of one network share; lives as long as the last of them.
struct NetworkCore {
    /// Octets per read, as many as a block of a capture holds. Measured over loopback, reading
    /// takes a third less CPU than in pieces of 4 KiB; beyond it little is gained.
    static constexpr std::size_t ReadOctets = 64 * 1024;

    explicit NetworkCore(const Clock &networkClock)
        : clock(networkClock)
        , readBuffer(ReadOctets)
    {
    }

    const Clock &clock;
    Resolver resolver;
    SystemAuthorities authorities;
    /// Every read of the thread goes here: 1,000 connections need no 64 KiB each. Valid until the
    /// next read, so no listener may run an event loop inside streamReceived().
    std::vector<char> readBuffer;
};

} // namespace Pushscope
