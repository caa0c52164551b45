// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/socketioemission.h"
#include "engine/mock/channel.h"
#include "protocol/engineio/packet.h"
#include "protocol/socketio/packetassembler.h"

#include <QByteArray>
#include <QUrlQuery>

#include <optional>
#include <vector>

namespace Pushscope {

/// @p json as the arguments of an event: a list, or else the only one. `{"base64":"…"}` in it
/// becomes an attachment.
[[nodiscard]] SocketIoEmission socketIoArguments(const QByteArray &json);

/// The message of a channel as event @p event with one argument.
[[nodiscard]] SocketIoEmission socketIoEvent(const QByteArray &event,
                                             const ChannelMessage &message);

/// The arguments of a received event or acknowledgement, its name left out: a JSON array in which
/// attachments are still placeholders. nullopt where its data is none.
[[nodiscard]] std::optional<SocketIoEmission> socketIoReceived(const SocketIo::Message &message);

/// The same arguments, with `{"base64":"…"}` in the place of each attachment.
[[nodiscard]] QByteArray inlinedArguments(const SocketIoEmission &emission);

/// The packet and the attachments behind it, as Engine.IO messages.
/// @param id of the acknowledgement that is asked for, or that it is.
/// @param tooMany attachments that are announced and do not follow.
[[nodiscard]] std::vector<EngineIo::Packet> socketIoPackets(const SocketIoEmission &emission,
                                                            std::optional<quint64> id = {},
                                                            qint64 tooMany = 0);

/// The parameters of @p query as members of a JSON object.
[[nodiscard]] QByteArray queryJson(const QUrlQuery &query);

/// A packet without attachments, as an Engine.IO message.
[[nodiscard]] EngineIo::Packet socketIoPacket(SocketIo::PacketType type,
                                              const QByteArray &namespaceName,
                                              const QByteArray &data = {});

} // namespace Pushscope
