// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/network.h"

namespace Pushscope {

Listener::~Listener() = default;
Timer::~Timer() = default;
Network::~Network() = default;

} // namespace Pushscope
