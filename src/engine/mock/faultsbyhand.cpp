// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/faultsbyhand.h"

namespace Pushscope {

namespace {

using Names = QList<QByteArray>;

Names times()
{
    return { "stall", "delay", "throttle", "drip", "hold-back" };
}

/// A WebSocket of whatever carries messages of @p more kinds.
Names ofSocket(const Names &more)
{
    return Names{ "reset", "no-close-frame", "fin-mid-message" } + times() + more;
}

} // namespace

const QList<QByteArray> &faultsByHand(ServedBy by)
{
    static const Names packets{ "no-heartbeat", "wrong-attachments" };
    static const Names webSocket = ofSocket({ "masked-frame", "rsv-bits", "reserved-opcode",
                                              "bad-utf8", "huge-length", "endless-fragments",
                                              "no-pong", "wrong-pong" });
    static const Names stream = Names{ "reset", "fin-mid-message" } + times();
    static const Names chunked = stream + Names{ "missing-last-chunk", "bad-chunk-size" };
    static const Names events = chunked
        + Names{ "missing-blank-line", "cr-only", "bom-inside", "id-nul", "duplicate-id",
                 "huge-event" };
    static const Names held{ "reset", "fin-mid-message", "stall", "delay", "unavailable",
                             "no-content", "html-error" };
    static const Names polling = Names{ "reset", "drop-sid", "refuse-upgrade" } + packets;
    static const Names socket = ofSocket(packets);
    static const Names nothing{ "reset" };
    switch (by) {
    case ServedBy::WebSocket:
        return webSocket;
    case ServedBy::EventStream:
        return events;
    case ServedBy::ChunkedStream:
        return chunked;
    case ServedBy::Stream:
        return stream;
    case ServedBy::HeldAnswer:
        return held;
    case ServedBy::Polling:
        return polling;
    case ServedBy::SessionSocket:
        return socket;
    case ServedBy::Nothing:
        break;
    }
    return nothing;
}

std::optional<ScenarioFault> faultByHand(QByteArrayView name)
{
    const auto kind = faultFromName(name);
    if (!kind)
        return std::nullopt;
    ScenarioFault fault;
    fault.kind = *kind;
    fault.isByHand = true;
    constexpr std::chrono::milliseconds BetweenOctets{ 50 };
    constexpr qint64 OctetsPerSecond = 1024;
    if (kind == FaultKind::Drip)
        fault.time = BetweenOctets;
    else if (kind == FaultKind::Throttle)
        fault.octets = OctetsPerSecond;
    return fault;
}

} // namespace Pushscope
