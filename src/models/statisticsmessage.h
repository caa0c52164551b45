// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordfigures.h"

#include <span>

namespace Pushscope {

/// Which records statistics count as a message, one row for each kind that can be one. The
/// sessions' own counters (SessionStatus) count the same, but for pollings: there every answer
/// counts, here only one that brought something new.
struct StatisticsMessageRule {
    enum class Condition : quint8 {
        Always,     ///< Also what is cut off, or breaks a rule: it was said.
        Dispatched, ///< sse.event, jsonp.callback: its `code` is 1.
        Carries,    ///< iframe.script: `code` counts the messages in it.
        InsideBody, ///< multipart.part: it is a part.
        Bare,       ///< ws.message: it carries no packets, which are counted where they are messages.
        Event,      ///< sio.packet: it is an event, no answer to one and no step of a connection.
        News,       ///< poll.result: the message is the answer itself, and a new one.
    };

    RecordKind kind = RecordKind::Note;
    Condition condition = Condition::Always;
};

[[nodiscard]] std::span<const StatisticsMessageRule> statisticsMessageRules();

[[nodiscard]] bool isStatisticsMessage(const RecordFigures &figures);

} // namespace Pushscope
