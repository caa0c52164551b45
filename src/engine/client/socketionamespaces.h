// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/socketiooptions.h"
#include "protocol/engineio/packet.h"
#include "protocol/socketio/packet.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <vector>

namespace Pushscope {

/// The namespaces of one Socket.IO connection of a client, and where each stands.
///
/// Spec: Socket.IO protocol, sections Connection to a namespace, Disconnection from a namespace.
class SocketIoNamespaces
{
public:
    enum class State : quint8 {
        Waiting, ///< Asked for, and not answered.
        Connected,
        Refused,
        Left, ///< Either side disconnected it.
    };

    explicit SocketIoNamespaces(const SocketIoOptions &options);

    /// A new Engine.IO session: nothing is connected. The CONNECT packets to send.
    [[nodiscard]] std::vector<SocketIo::Packet> connect(SocketIo::Revision revision);
    /// What the server says of a namespace. True where that changed anything.
    bool received(const SocketIo::Packet &packet);
    /// DISCONNECT packets for all that are connected.
    [[nodiscard]] std::vector<SocketIo::Packet> disconnect();

    /// nullopt: none that was asked for.
    [[nodiscard]] std::optional<State> stateOf(const QByteArray &name) const;
    [[nodiscard]] bool isAnyConnected() const;
    /// None is connected, and none will be.
    [[nodiscard]] bool isOver() const;
    /// Something was said of how to connect that the revision has no place for.
    [[nodiscard]] bool hasUnsent(SocketIo::Revision revision) const;
    /// Of an event that wants an acknowledgement; each namespace counts from 0.
    [[nodiscard]] quint64 takeAckId(const QByteArray &name);

private:
    struct Entry {
        SocketIoNamespace wanted;
        State state = State::Waiting;
    };

    [[nodiscard]] Entry *find(const QByteArray &name);

    QByteArray m_auth;
    std::vector<Entry> m_entries;
    std::map<QByteArray, quint64> m_ackIds; ///< The next of each namespace, asked for or not.
};

} // namespace Pushscope
