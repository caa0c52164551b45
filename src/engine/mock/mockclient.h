// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/mockoptions.h"
#include "engine/mock/fault.h"

namespace Pushscope {

/// Who is served by an endpoint: a connection, or a session that goes over several.
class MockClient
{
public:
    MockClient() = default;
    MockClient(const MockClient &) = delete;
    MockClient &operator=(const MockClient &) = delete;
    virtual ~MockClient() = default;

    /// Its number among all clients of the mock, for as long as it is there.
    [[nodiscard]] virtual quint32 clientNumber() const = 0;
    [[nodiscard]] virtual MockClientStatus clientStatus() const = 0;
    /// Sent away by hand.
    virtual void kick(const MockKick &kick) = 0;
    /// Done wrong by hand, one of clientStatus().faults.
    virtual void fault(const ScenarioFault &fault) = 0;
};

} // namespace Pushscope
