// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recordinglistener.h"

#include "transport/qtnetwork.h"

namespace Pushscope {

/// A client and a server of one network against each other.
struct Loopback {
    SystemClock clock;
    QtNetwork network{ clock };
    RecordingListener client;
    RecordingListener server;
    std::shared_ptr<Listener> listener;

    /// False where listening fails.
    bool listen(const std::optional<ServerIdentity> &identity = std::nullopt,
                const QString &address = QStringLiteral("127.0.0.1"))
    {
        auto made = network.listen(address, 0, identity, [this](std::unique_ptr<Stream> stream) {
            server.stream = std::move(stream);
            return &server;
        });
        if (made)
            listener = made.value();
        return listener != nullptr;
    }

    void connectTo(const QString &host, quint16 port, const TlsOptions &tls = {},
                   std::chrono::milliseconds timeout = std::chrono::seconds(30))
    {
        ConnectTarget target;
        target.host = host;
        target.port = port;
        target.tls = tls;
        target.timeout = timeout;
        client.stream = network.connectTo(target, &client);
    }

    /// Promises that either stream broke.
    [[nodiscard]] QByteArrayList faults() const { return client.faults + server.faults; }
};

} // namespace Pushscope
