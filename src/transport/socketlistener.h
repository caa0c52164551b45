// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/network.h"
#include "transport/networkcore.h"
#include "transport/tlscontext.h"

#include <QTcpServer>
#include <QTimer>

namespace Pushscope {

/// A listening TCP socket whose connections become streams.
class SocketListener final : public QTcpServer, public Listener
{
public:
    /// Connections that wait in the kernel; Linux cuts it to net.core.somaxconn.
    static constexpr int Backlog = 4096;

    SocketListener(std::shared_ptr<NetworkCore> core, AcceptHandler onAccept, TlsContext tls);

    /// Stops accepting and destroys @p listener, if need be once its AcceptHandler returns.
    static void dispose(SocketListener *listener);

    /// Error: as Network::listen().
    [[nodiscard]] Result<Done> begin(const QString &address, quint16 port);

    [[nodiscard]] quint16 port() const override;
    void setAcceptingPaused(bool isPaused) override;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void applyPause();

    std::shared_ptr<NetworkCore> m_core;
    AcceptHandler m_onAccept;
    TlsContext m_tls; ///< nullptr without TLS.
    QTimer m_retry;   ///< Runs while the system has no descriptor to give.
    bool m_isPaused = false;
    bool m_isAccepting = false; ///< Inside m_onAccept.
};

} // namespace Pushscope
