// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/bodyform.h"
#include "engine/api/mockoptions.h"
#include "engine/mock/corsrule.h"
#include "engine/mock/mockclient.h"
#include "engine/mock/mockrequest.h"

#include <QByteArray>
#include <QList>

#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace Pushscope {

class Channel;
class MockConnection;

/// What of a request has to be known before it is recorded, so before it is served.
struct MockRequestFacts {
    /// Of the client that it is of, where that is more than a connection; 0: it is none such.
    quint32 stream = 0;
    bool beginsClient = false; ///< It is the first request of such a client.
    BodyForm form = {}; ///< What its body is read as.
};

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
    /// Turns other methods away itself, in its protocol's words; else they get a 405.
    [[nodiscard]] virtual bool judgesMethods() const { return false; }
    /// Also answers all paths below its own (`/publish/CHANNEL`).
    [[nodiscard]] virtual bool servesBelow() const { return false; }
    /// What of @p request, of which only the head is there, has to be known to record it.
    [[nodiscard]] virtual MockRequestFacts factsOf(const MockRequest &request) const;
    /// Answers @p request on @p connection, now or bit by bit.
    virtual void serve(MockConnection &connection, const MockRequest &request) = 0;

    [[nodiscard]] const QByteArray &path() const { return m_path; }
    [[nodiscard]] const QByteArray &technique() const { return m_technique; }
    [[nodiscard]] MockEndpointStatus status() const;

    void clientCame(MockClient &client);
    void clientLeft(const MockClient &client);
    /// Who has that number; nullptr: none of its clients.
    [[nodiscard]] MockClient *client(quint32 number) const;
    /// The mock stops: says farewell to clients that are more than a connection.
    virtual void stop();
    void messageSent();
    /// Its clients and messages count as those of @p endpoint too, which outlives it.
    void countFor(MockEndpoint &endpoint) { m_counter = &endpoint; }

    /// Whose pages may read its answers; nullptr: those of this machine.
    [[nodiscard]] const CorsRule *cors() const { return m_cors ? &*m_cors : nullptr; }
    void setCors(std::optional<CorsRule> rule) { m_cors = std::move(rule); }
    /// Whose pages it serves at all, in lower case; empty: everyone's.
    void setOrigins(QList<QByteArray> origins) { m_origins = std::move(origins); }
    /// Whether a request of @p origin is served. One without is no page's.
    /// Spec: RFC 6455 §4.2.1 (7), §10.2.
    [[nodiscard]] bool admits(const QByteArray &origin) const;

protected:
    [[nodiscard]] Channel *channel() const { return m_channel; }

private:
    QByteArray m_path;
    QByteArray m_technique;
    Channel *m_channel;
    std::map<quint32, MockClient *> m_clients; ///< By number.
    qint64 m_sent = 0;
    MockEndpoint *m_counter = nullptr;
    std::optional<CorsRule> m_cors;
    QList<QByteArray> m_origins;
};

} // namespace Pushscope
