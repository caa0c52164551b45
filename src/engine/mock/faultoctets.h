// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/fault.h"
#include "protocol/http1/message.h"
#include "protocol/websocket/frame.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace Pushscope {

/// What faults make of what was right. Each gives back false, or nothing, where the fault is none
/// of its own.

/// Of a head that is sent all the same.
bool spoilHead(const ScenarioFault &fault, Http1::ResponseHead &head);

/// A whole response that is sent instead.
struct FaultResponse {
    int status = 500;
    std::vector<Http1::FieldLine> fields{};
    QByteArray body{};
};
[[nodiscard]] std::optional<FaultResponse> responseInstead(const ScenarioFault &fault,
                                                           const QByteArray &target);

/// The octets in place of the frames of a message.
[[nodiscard]] std::optional<QByteArray> framesInstead(const ScenarioFault &fault,
                                                      WebSocket::Opcode type,
                                                      const QByteArray &content);

/// Of a block of an event stream; @p n counts the messages before it.
bool spoilBlock(const ScenarioFault &fault, QByteArray &block, qint64 n);

/// What comes before the first message, or a whole body.
bool spoilOpening(const ScenarioFault &fault, QByteArray &opening);
bool spoilBody(const ScenarioFault &fault, QByteArray &body);

} // namespace Pushscope
