// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/httplink.h"

#include "engine/api/clientoptions.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr int CloseGraceMs = 2'000;

} // namespace

HttpLink::HttpLink(EngineLoop &loop, const Connection::Setup &setup, const ClientUrl &url,
                   std::function<void()> onEnded)
    : m_url(url)
    , m_onEnded(std::move(onEnded))
{
    Connection::Setup own = setup;
    own.listener = this;
    own.observer = this;
    m_connection = std::make_unique<Connection>(loop, own);
}

void HttpLink::connectTo(const ClientOptions &options, Technique technique)
{
    m_connection->connectTo(connectTarget(m_url, options), m_url.shown(), technique);
}

void HttpLink::close()
{
    m_isSpent = true;
    m_connection->close(CloseGraceMs);
}

void HttpLink::abort()
{
    m_isSpent = true;
    m_connection->abort();
}

void HttpLink::connectionOpened(Connection &, const OpenFacts &)
{
    if (m_user)
        m_user->linkOpened();
}

void HttpLink::connectionPeerFinished(Connection &)
{
    close();
}

void HttpLink::connectionEnded(Connection &, const TransportEnd &end)
{
    if (HttpLinkUser *user = std::exchange(m_user, nullptr))
        user->linkEnded(end);
    m_onEnded();
}

LinkTraffic HttpLink::traffic() const
{
    const ConnectionRecords &records = m_connection->transcript().records();
    return { m_requests,
             records.wireOctets(Role::Client) + records.wireOctets(Role::Server) };
}

void HttpLink::requestReceived(const Http1::RequestHead &, quint32 exchange)
{
    ++m_requests;
    if (m_user)
        m_user->linkRequestSent(exchange);
}

void HttpLink::responseReceived(const Http1::ResponseHead &head, quint32)
{
    if (m_user)
        m_user->linkResponse(head);
    else
        close(); // An answer that nobody asked for must not be taken for the next one's.
}

void HttpLink::heldReceived(QByteArrayView octets, bool isEnd)
{
    if (m_user)
        m_user->linkHeld(octets, isEnd);
}

void HttpLink::bodyTooLarge(Role from, std::optional<qint64> limit)
{
    if (m_user && from == Role::Server)
        m_user->linkTooLarge(limit);
}

void HttpLink::contentReceived(Role from, QByteArrayView content)
{
    if (m_user && from == Role::Server)
        m_user->linkContent(content);
}

void HttpLink::messageEnded(Role from, const Http1::MessageEnd &end, quint32)
{
    if (m_user && from == Role::Server)
        m_user->linkResponseEnded(end);
}

void HttpLink::unparsedReceived(Role from, QByteArrayView octets)
{
    if (from != Role::Server)
        return;
    m_isSpent = true;
    if (m_user)
        m_user->linkUnparsed(octets);
    else
        close();
}

void HttpLink::bodyBroken(Role from, Violation violation)
{
    if (m_user && from == Role::Server)
        m_user->linkBroken(violation);
}

void HttpLink::contentTooLarge(Role from, qint64 maxRatio)
{
    if (m_user && from == Role::Server)
        m_user->linkInflated(maxRatio);
}

void HttpLink::eventStreamReceived(const EventStream::Value &value)
{
    if (m_user)
        m_user->linkEventStream(value);
}

void HttpLink::carriedReceived(const CarriedMessage &message)
{
    if (m_user)
        m_user->linkCarried(message);
}

HttpLinks::HttpLinks(EngineLoop &loop, quint32 session, quint32 stream,
                     std::shared_ptr<CookieJar> cookies)
    : m_loop(loop)
    , m_session(session)
    , m_stream(stream)
    , m_cookies(std::move(cookies))
    , m_isAlive(std::make_shared<bool>(true))
{
}

HttpLink &HttpLinks::acquire(const ClientUrl &url, const ClientOptions &options,
                             Technique technique, bool mayReuse)
{
    if (mayReuse) {
        for (const auto &link : m_links) {
            if (link->isReusable() && link->url().isSameOrigin(url))
                return *link;
        }
    }
    Connection::Setup setup;
    setup.session = m_session;
    setup.stream = m_stream;
    setup.options.leavesBodiesToRounds
        = technique == Technique::ShortPoll || technique == Technique::LongPoll;
    setup.options.maxMessageOctets = options.maxMessageOctets;
    m_links.push_back(
        std::make_unique<HttpLink>(m_loop, setup, url, [this] { linkEnded(); }));
    HttpLink &link = *m_links.back();
    link.connectTo(options, technique);
    return link;
}

void HttpLinks::linkEnded()
{
    // From the event loop: the link is still in the middle of telling that it ended.
    m_loop.later(m_isAlive, [this] { sweep(); });
}

void HttpLinks::sweep()
{
    std::erase_if(m_links, [this](const auto &link) {
        if (!link->isEnded())
            return false;
        m_gone.requests += link->traffic().requests;
        m_gone.wireOctets += link->traffic().wireOctets;
        return true;
    });
    if (m_links.empty() && m_whenClosed)
        std::exchange(m_whenClosed, {})(); // May destroy this.
}

LinkTraffic HttpLinks::traffic() const
{
    LinkTraffic sum = m_gone;
    for (const auto &link : m_links) {
        sum.requests += link->traffic().requests;
        sum.wireOctets += link->traffic().wireOctets;
    }
    return sum;
}

void HttpLinks::closeAll(std::function<void()> whenClosed)
{
    m_whenClosed = std::move(whenClosed);
    for (const auto &link : m_links)
        link->close();
    linkEnded(); // Where there is none.
}

void HttpLinks::abortAll(std::function<void()> whenClosed)
{
    m_whenClosed = std::move(whenClosed);
    for (const auto &link : m_links)
        link->abort();
    linkEnded();
}

} // namespace Pushscope
