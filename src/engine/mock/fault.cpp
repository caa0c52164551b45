// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/fault.h"

#include "capture/jsonwriter.h"

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
    "refuse-upgrade", "drop-sid", "no-heartbeat", "wrong-attachments",
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

bool actsOnce(FaultKind kind)
{
    const QByteArrayView subject = faultSubject(kind);
    return subject != "octets" && subject != "heartbeat";
}

QByteArrayView faultSubject(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Delay:
    case FaultKind::Jitter:
    case FaultKind::Throttle:
    case FaultKind::Drip:
    case FaultKind::Stall:
    case FaultKind::HoldBack:
        return "octets";
    case FaultKind::Reset:
    case FaultKind::NoCloseFrame:
    case FaultKind::MissingLastChunk:
    case FaultKind::CloseCode:
        return "end";
    case FaultKind::WrongAccept:
    case FaultKind::MissingAccept:
    case FaultKind::MissingUpgrade:
    case FaultKind::MissingConnection:
    case FaultKind::UnaskedSubprotocol:
    case FaultKind::UnaskedExtension:
    case FaultKind::RefuseUpgrade:
        return "handshake";
    case FaultKind::WrongType:
    case FaultKind::BothLengths:
    case FaultKind::WrongBoundary:
        return "head";
    case FaultKind::Status:
    case FaultKind::RedirectLoop:
    case FaultKind::NoContent:
    case FaultKind::Unavailable:
    case FaultKind::HtmlError:
    case FaultKind::LateBoundary:
    case FaultKind::RenamedCallback:
        return "response";
    case FaultKind::NoPong:
    case FaultKind::WrongPong:
    case FaultKind::NoHeartbeat:
        return "heartbeat";
    case FaultKind::LoseOnReconnect:
        return "request";
    case FaultKind::DropSid:
        return "session";
    default:
        return "message";
    }
}

QByteArrayView triggerName(const ScenarioFault &fault)
{
    if (fault.isByHand)
        return "by_hand";
    if (fault.afterMessages)
        return "after_messages";
    if (fault.after)
        return "after_ms";
    if (fault.probability)
        return "probability";
    return fault.client > 0 ? "client" : "always";
}

QByteArray faultDetail(const ScenarioFault &fault)
{
    QByteArray json;
    JsonWriter detail(json);
    detail.string("fault", faultName(fault.kind));
    detail.string("trigger", triggerName(fault));
    detail.string("about", faultSubject(fault.kind));
    detail.finish();
    return json;
}

} // namespace Pushscope
