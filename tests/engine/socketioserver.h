// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/loopfixture.h"

#include <QByteArray>

namespace Pushscope {

/// A Socket.IO client, and the server that a test plays to it by polling and WebSocket.
struct SocketIoDialogue : LoopFixture {
    static constexpr char Handshake[]
        = R"({"sid":"s1","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,)"
          R"("maxPayload":1000000})";

    explicit SocketIoDialogue(const ClientOptions &options)
    {
        connect(options);
        acceptAll();
    }

    /// Lets every connection that waits come about.
    void acceptAll();
    /// Index of the connection whose request, not yet taken, begins so; -1 where none does.
    [[nodiscard]] qsizetype asking(const QByteArray &begin) const;
    /// Takes the request that begins so, which there must be, and gives its connection.
    ScriptedPeer &taken(const QByteArray &begin);
    /// Answers the request that begins so; true where there was one.
    bool answer(const QByteArray &begin, const QByteArray &body,
                const QByteArray &status = "200 OK", const QByteArray &fields = {});
    /// The same of the poll that is held.
    bool poll(const QByteArray &body) { return answer("GET /socket.io/?EIO=", body); }
    /// Takes a POST, answers `ok` and gives what it carried; null where there is none.
    QByteArray posted();
    /// Handshake and CONNECT of the main namespace, by polling.
    void open(const QByteArray &handshake = Handshake);
    /// Accepts the WebSocket that is asked for.
    ScriptedPeer &upgrade();
    /// Unmasked payloads of the frames written to @p peer since the last call, `|` between them.
    static QByteArray frames(ScriptedPeer &peer);

    QByteArray lastRequest; ///< The head of what was taken last.
};

/// Options of a client by @p transports, without reconnection.
[[nodiscard]] ClientOptions socketIoOptions(SocketIoTransports transports);

} // namespace Pushscope
