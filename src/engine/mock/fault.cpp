// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/fault.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

// In the order of FaultKind.
constexpr std::array<QByteArrayView, FaultKindCount> Names{
    "delay", "jitter", "throttle", "drip", "stall", "hold-back",
    "reset", "fin-mid-message", "no-close-frame", "missing-last-chunk",
    "wrong-accept", "missing-accept", "missing-upgrade", "missing-connection",
    "unasked-subprotocol", "unasked-extension", "wrong-type", "both-lengths", "wrong-boundary",
    "status", "redirect-loop", "no-content", "unavailable", "html-error",
    "masked-frame", "rsv-bits", "reserved-opcode", "bad-utf8", "close-code", "no-pong",
    "wrong-pong", "huge-length", "endless-fragments", "bad-deflate",
    "missing-blank-line", "cr-only", "bom-inside", "id-nul", "huge-event", "duplicate-id",
    "decreasing-id", "retry", "bad-chunk-size", "late-boundary", "renamed-callback",
    "lose-on-reconnect",
};

} // namespace

QByteArrayView faultName(FaultKind kind)
{
    return Names.at(static_cast<std::size_t>(kind));
}

std::optional<FaultKind> faultFromName(QByteArrayView name)
{
    const auto found = std::ranges::find(Names, name);
    if (found == Names.end())
        return std::nullopt;
    return static_cast<FaultKind>(found - Names.begin());
}

QByteArrayView triggerName(const ScenarioFault &fault)
{
    if (fault.afterMessages)
        return "after_messages";
    if (fault.after)
        return "after_ms";
    if (fault.probability)
        return "probability";
    return fault.client > 0 ? "client" : "always";
}

} // namespace Pushscope
