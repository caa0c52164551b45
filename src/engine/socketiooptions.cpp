// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/socketiooptions.h"

#include <array>

namespace Pushscope {

namespace {

// In the order of SocketIoTransports.
constexpr std::array<QByteArrayView, 3> TransportNames{ "upgrade", "polling", "websocket" };

} // namespace

QByteArrayView socketIoTransportsName(SocketIoTransports transports)
{
    return TransportNames[static_cast<std::size_t>(transports)];
}

std::optional<SocketIoTransports> socketIoTransportsFromName(QByteArrayView name)
{
    for (std::size_t i = 0; i < TransportNames.size(); ++i) {
        if (TransportNames[i] == name)
            return static_cast<SocketIoTransports>(i);
    }
    return std::nullopt;
}

std::optional<SocketIoNamespace> parseSocketIoNamespace(const QByteArray &text)
{
    // The comma ends the namespace in a packet.
    if (text.contains(','))
        return std::nullopt;
    SocketIoNamespace result;
    const qsizetype question = text.indexOf('?');
    result.name = question < 0 ? text : text.left(question);
    if (question >= 0)
        result.query = text.mid(question + 1);
    if (!result.name.startsWith('/'))
        result.name.prepend('/');
    return result;
}

} // namespace Pushscope
