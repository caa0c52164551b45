// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockrequest.h"

#include <QByteArray>

#include <optional>

namespace Pushscope {

class Channel;

/// What a polling request asks for.
struct PollQuestion {
    std::optional<qint64> since; ///< Exclusive; absent where the request does not say.
    bool isValid = true; ///< False: `since` is no number of a message.
};
[[nodiscard]] PollQuestion pollQuestion(const MockRequest &request);

/// `{"messages":[{"n":N,"message":…}…],"next":N}` (contract §4).
struct PollAnswer {
    QByteArray json;
    qint64 count = 0; ///< Of messages.
};
/// What @p channel has after message @p since.
[[nodiscard]] PollAnswer pollAnswer(const Channel &channel, qint64 since);
/// Where a request without `since` begins: so that it gets the newest message.
[[nodiscard]] qint64 beforeNewest(const Channel &channel);

/// What is told of a `since` that is none.
inline constexpr char BadSince[] = "since must be a number of a message, 0 or more\n";

/// A name that may stand in a script as it is: `[A-Za-z0-9_$.]`, so no code can come with it.
[[nodiscard]] bool isCallbackName(const QByteArray &name);
/// JSON @p text as it may stand in a script of a page: nothing in it ends the script.
[[nodiscard]] QByteArray inScript(QByteArray text);

} // namespace Pushscope
