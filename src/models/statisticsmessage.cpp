// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticsmessage.h"

#include "protocol/socketio/packet.h"

#include <array>

namespace Pushscope {

namespace {

using Condition = StatisticsMessageRule::Condition;

constexpr std::array<StatisticsMessageRule, 8> Rules{ {
    { RecordKind::WsMessage, Condition::Bare },
    { RecordKind::SioPacket, Condition::Event },
    { RecordKind::SseEvent, Condition::Dispatched },
    { RecordKind::StreamMessage, Condition::Always },
    { RecordKind::MultipartPart, Condition::InsideBody },
    { RecordKind::IframeScript, Condition::Carries },
    { RecordKind::JsonpCallback, Condition::Dispatched },
    { RecordKind::PollResult, Condition::News },
} };

bool isMet(Condition condition, const RecordFigures &figures)
{
    switch (condition) {
    case Condition::Always:
        return true;
    case Condition::Dispatched:
        return figures.code == 1;
    case Condition::Carries:
        return figures.code > 0;
    case Condition::InsideBody:
        return !figures.isOutside;
    case Condition::Bare:
        return !figures.has(CarriesPackets);
    case Condition::Event:
        return figures.code == static_cast<qint32>(SocketIo::PacketType::Event)
            || figures.code == static_cast<qint32>(SocketIo::PacketType::BinaryEvent);
    case Condition::News:
        // Where scripts carry the messages, these are counted, and the round prints nothing.
        return figures.isNews && figures.has(PrintsOctets);
    }
    return false;
}

} // namespace

std::span<const StatisticsMessageRule> statisticsMessageRules()
{
    return Rules;
}

bool isStatisticsMessage(const RecordFigures &figures)
{
    for (const StatisticsMessageRule &rule : Rules) {
        if (rule.kind == figures.kind)
            return isMet(rule.condition, figures);
    }
    return false;
}

} // namespace Pushscope
