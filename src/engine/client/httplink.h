// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/transcriptlistener.h"
#include "engine/client/clienturl.h"
#include "engine/client/cookiejar.h"
#include "engine/connection.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <vector>

namespace Pushscope {

struct ClientOptions;

/// Who uses an HttpLink: one request at a time.
class HttpLinkUser
{
public:
    HttpLinkUser() = default;
    HttpLinkUser(const HttpLinkUser &) = delete;
    HttpLinkUser &operator=(const HttpLinkUser &) = delete;
    virtual ~HttpLinkUser() = default;

    virtual void linkOpened() = 0;
    virtual void linkRequestSent(quint32 exchange) = 0;
    virtual void linkResponse(const Http1::ResponseHead &head) = 0;
    virtual void linkHeld(QByteArrayView octets, bool isEnd) = 0;
    /// No more of its body can be kept.
    virtual void linkTooLarge(std::optional<qint64> limit) = 0;
    virtual void linkContent(QByteArrayView content) = 0;
    virtual void linkEventStream(const EventStream::Value &value) = 0;
    virtual void linkCarried(const CarriedMessage &message) = 0;
    virtual void linkResponseEnded(const Http1::MessageEnd &end) = 0;
    virtual void linkUnparsed(QByteArrayView octets) = 0;
    /// Nothing more can be read of the response's body.
    virtual void linkBroken(Violation violation) = 0;
    /// The same: its content is more than @p maxRatio times what it was coded as.
    virtual void linkInflated(qint64 maxRatio) = 0;
    /// Before conn.close is recorded; nothing follows.
    virtual void linkEnded(const TransportEnd &end) = 0;
};

/// What links carried.
struct LinkTraffic {
    qint64 requests = 0;
    qint64 wireOctets = 0; ///< Both directions.
};

/// An HTTP connection of a client that may serve several requests, one after the other.
class HttpLink final : private TranscriptListener, private ConnectionObserver
{
public:
    /// @param onEnded is called when it is over, before conn.close is recorded.
    HttpLink(EngineLoop &loop, const Connection::Setup &setup, const ClientUrl &url,
             std::function<void()> onEnded);

    void connectTo(const ClientOptions &options, Technique technique);
    /// Gives it to @p user, or to nobody.
    void setUser(HttpLinkUser *user) { m_user = user; }
    /// Another request may go over it: it is open, in nobody's use, and neither end has begun to
    /// close it or sent what nobody asked for.
    [[nodiscard]] bool isReusable() const
    {
        return !m_user && m_connection->isOpen() && !isEnded() && !m_isSpent;
    }
    /// Ends it with FIN; no further request goes over it.
    void close();
    /// Ends it with a reset.
    void abort();
    [[nodiscard]] const ClientUrl &url() const { return m_url; }
    [[nodiscard]] Connection &connection() { return *m_connection; }
    [[nodiscard]] bool isEnded() const { return m_connection->isEnded(); }
    [[nodiscard]] LinkTraffic traffic() const;

private:
    void connectionOpened(Connection &connection, const OpenFacts &facts) override;
    void connectionPeerFinished(Connection &connection) override;
    void connectionEnded(Connection &connection, const TransportEnd &end) override;
    void requestReceived(const Http1::RequestHead &head, quint32 exchange) override;
    void responseReceived(const Http1::ResponseHead &head, quint32 exchange) override;
    void heldReceived(QByteArrayView octets, bool isEnd) override;
    void bodyTooLarge(Role from, std::optional<qint64> limit) override;
    void contentReceived(Role from, QByteArrayView content) override;
    void messageEnded(Role from, const Http1::MessageEnd &end, quint32 exchange) override;
    void unparsedReceived(Role from, QByteArrayView octets) override;
    void bodyBroken(Role from, Violation violation) override;
    void contentTooLarge(Role from, qint64 maxRatio) override;
    void eventStreamReceived(const EventStream::Value &value) override;
    void carriedReceived(const CarriedMessage &message) override;

    ClientUrl m_url;
    std::function<void()> m_onEnded;
    std::unique_ptr<Connection> m_connection;
    HttpLinkUser *m_user = nullptr;
    bool m_isSpent = false;
    qint64 m_requests = 0;
};

/// The HTTP connections of one client session: opens them, keeps idle ones, and destroys those
/// that are over.
class HttpLinks
{
public:
    /// @param cookies of the session, which may have had other links before.
    HttpLinks(EngineLoop &loop, quint32 session, quint32 stream,
              std::shared_ptr<CookieJar> cookies);

    [[nodiscard]] EngineLoop &loop() { return m_loop; }
    /// What servers set; sent where ClientOptions::keepsCookies.
    [[nodiscard]] CookieJar &cookies() { return *m_cookies; }
    /// An idle link to the origin of @p url where @p mayReuse, else a new one that connects.
    HttpLink &acquire(const ClientUrl &url, const ClientOptions &options, Technique technique,
                      bool mayReuse);
    /// Ends all of them with FIN; @p whenClosed is called from the event loop once none is left,
    /// and each one's end is recorded.
    void closeAll(std::function<void()> whenClosed);
    /// The same with a reset.
    void abortAll(std::function<void()> whenClosed);
    /// One of the two was called, and some are left.
    [[nodiscard]] bool isClosing() const { return static_cast<bool>(m_whenClosed); }
    /// Of all of them, those that are gone too.
    [[nodiscard]] LinkTraffic traffic() const;

private:
    void linkEnded();
    void sweep();

    EngineLoop &m_loop;
    quint32 m_session;
    quint32 m_stream;
    std::shared_ptr<CookieJar> m_cookies;
    std::vector<std::unique_ptr<HttpLink>> m_links;
    LinkTraffic m_gone; ///< Of links that are destroyed.
    std::function<void()> m_whenClosed;
    std::shared_ptr<bool> m_isAlive; ///< Gone with this; posted functions look at it.
};

} // namespace Pushscope
