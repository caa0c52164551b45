// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/httplink.h"

#include "engine/api/clientoptions.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int CloseGraceMs = 2'000;

} // namespace

HttpLink::HttpLink(EngineLoop &loop, const Connection::Setup &setup, const ClientUrl &url)
    : m_url(url)
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

void HttpLink::connectionOpened(Connection &, const OpenFacts &)
{
    if (m_user)
        m_user->linkOpened();
}

void HttpLink::connectionPeerFinished(Connection &connection)
{
    connection.close(CloseGraceMs);
}

void HttpLink::connectionEnded(Connection &, const TransportEnd &end)
{
    if (HttpLinkUser *user = std::exchange(m_user, nullptr))
        user->linkEnded(end);
    if (m_onEnded)
        m_onEnded();
}

void HttpLink::requestReceived(const Http1::RequestHead &, quint32 exchange)
{
    if (m_user)
        m_user->linkRequestSent(exchange);
}

void HttpLink::responseReceived(const Http1::ResponseHead &head, quint32)
{
    if (m_user)
        m_user->linkResponse(head);
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
    if (m_user && from == Role::Server)
        m_user->linkUnparsed(octets);
}

void HttpLink::eventStreamReceived(const EventStream::Value &value)
{
    if (m_user)
        m_user->linkEventStream(value);
}

HttpLinks::HttpLinks(EngineLoop &loop, quint32 session, quint32 stream)
    : m_loop(loop)
    , m_session(session)
    , m_stream(stream)
    , m_isAlive(std::make_shared<bool>(true))
{
}

HttpLink &HttpLinks::acquire(const ClientUrl &url, const ClientOptions &options,
                             Technique technique, bool mayReuse)
{
    sweep();
    if (mayReuse) {
        for (const auto &link : m_links) {
            if (link->isIdle() && link->connection().isOpen() && link->url().isSameOrigin(url))
                return *link;
        }
    }
    Connection::Setup setup;
    setup.session = m_session;
    setup.stream = m_stream;
    setup.options.technique = technique;
    setup.options.leavesBodiesToRounds = technique == Technique::ShortPoll;
    setup.options.maxMessageOctets = options.maxMessageOctets;
    m_links.push_back(std::make_unique<HttpLink>(m_loop, setup, url));
    HttpLink &link = *m_links.back();
    link.setEndedHandler([this] { linkEnded(); });
    link.connectTo(options, technique);
    return link;
}

void HttpLinks::sweep()
{
    std::erase_if(m_links, [](const auto &link) { return link->isEnded(); });
}

void HttpLinks::closeAll(bool isAbort)
{
    for (const auto &link : m_links) {
        if (link->isEnded())
            continue;
        if (isAbort)
            link->connection().abort();
        else
            link->connection().close(CloseGraceMs);
    }
}

bool HttpLinks::hasOpen() const
{
    return std::any_of(m_links.begin(), m_links.end(),
                       [](const auto &link) { return !link->isEnded(); });
}

void HttpLinks::closeThen(std::function<void()> done)
{
    if (!hasOpen()) {
        done();
        return;
    }
    m_onClosed = std::move(done);
    closeAll(false);
}

void HttpLinks::linkEnded()
{
    if (!m_onClosed || hasOpen())
        return;
    // From the event loop: conn.close of this very link is recorded first.
    m_loop.later([this, isAlive = std::weak_ptr<bool>(m_isAlive)] {
        if (isAlive.expired())
            return;
        if (const auto done = std::exchange(m_onClosed, nullptr))
            done();
        m_loop.afterEvent();
    });
}

} // namespace Pushscope
