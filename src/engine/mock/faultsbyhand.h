// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/fault.h"

#include <QByteArray>
#include <QList>

namespace Pushscope {

/// How a client is served just now, which decides what can be done wrong to it by hand.
enum class ServedBy : quint8 {
    WebSocket,
    EventStream,
    ChunkedStream, ///< A response that goes on.
    Stream,        ///< The same, until the connection closes.
    HeldAnswer,    ///< A poll that is not answered yet.
    Polling,       ///< A session of Engine.IO; so the next.
    SessionSocket,
    Nothing, ///< Nothing more goes to it.
};

/// The contract's names of what can be done wrong to such a client.
[[nodiscard]] const QList<QByteArray> &faultsByHand(ServedBy by);

/// The fault @p name as it is done by hand: from now on, or once; see actsOnce(). Its time and
/// octets are such that one sees it and waits for nothing: a second late, 1 KiB a second.
[[nodiscard]] std::optional<ScenarioFault> faultByHand(QByteArrayView name);

} // namespace Pushscope
