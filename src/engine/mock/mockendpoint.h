// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/mockoptions.h"
#include "engine/mock/mockrequest.h"

#include <QByteArray>

#include <memory>

namespace Pushscope {

class Channel;
class MockConnection;

/// What answers at a path of the mock. One object serves all its clients.
class MockEndpoint
{
public:
    MockEndpoint(QByteArray path, QByteArray technique, Channel *channel);
    MockEndpoint(const MockEndpoint &) = delete;
    MockEndpoint &operator=(const MockEndpoint &) = delete;
    virtual ~MockEndpoint();

    /// Methods that it answers, besides OPTIONS and, with GET, HEAD; blank-separated.
    [[nodiscard]] virtual QByteArray methods() const { return "GET"; }
    /// Also answers all paths below its own (`/publish/CHANNEL`).
    [[nodiscard]] virtual bool servesBelow() const { return false; }
    /// Answers @p request on @p connection, now or bit by bit.
    virtual void serve(MockConnection &connection, const MockRequest &request) = 0;

    [[nodiscard]] const QByteArray &path() const { return m_path; }
    [[nodiscard]] MockEndpointStatus status() const;

    void clientCame() { ++m_clients; }
    void clientLeft() { --m_clients; }
    void messageSent() { ++m_sent; }

protected:
    [[nodiscard]] Channel *channel() const { return m_channel; }

private:
    QByteArray m_path;
    QByteArray m_technique;
    Channel *m_channel;
    qint64 m_clients = 0;
    qint64 m_sent = 0;
};

} // namespace Pushscope
