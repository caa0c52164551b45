// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/clientproxy.h"

#include "protocol/http1/tunnelrequest.h"
#include "protocol/socks/clienthandshake.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr int ProxyAuthenticationRequired = 407;
constexpr int Unauthorized = 401; ///< What tinyproxy says of a wrong password.
constexpr int FirstRefusal = 300;

class HttpTunnel final : public TunnelHandshake
{
public:
    HttpTunnel(const QByteArray &authority, const QByteArray &credentials)
        : m_request(authority, credentials)
        , m_hasCredentials(!credentials.isEmpty())
        , m_output(m_request.request())
    {
    }

    QByteArray takeOutput() override { return std::exchange(m_output, {}); }
    void feed(QByteArrayView octets) override { m_request.feed(octets); }
    bool isDone() const override
    {
        return m_request.answer() && m_request.answer()->status < FirstRefusal;
    }

    std::optional<Error> failure() const override
    {
        if (m_request.isLost())
            return Error{ ErrorCode::ProtocolError, ErrorSite::Proxy, {} };
        if (!m_request.answer() || isDone())
            return std::nullopt;
        const int status = m_request.answer()->status;
        const bool isAboutUser = status == ProxyAuthenticationRequired || status == Unauthorized;
        Error error{ ErrorCode::ProxyRefused, ErrorSite::Proxy, {} };
        if (isAboutUser)
            error = proxyAuthError(m_hasCredentials);
        error.data.append({ "status", QByteArray::number(status) });
        error.data.append({ "reason", m_request.answer()->reason });
        return error;
    }

private:
    Http1::TunnelRequest m_request;
    bool m_hasCredentials;
    QByteArray m_output;
};

class SocksTunnel final : public TunnelHandshake
{
public:
    explicit SocksTunnel(const Socks::ClientHandshake::Target &target)
        : m_hasCredentials(!target.user.isEmpty())
        , m_handshake(target)
    {
    }

    QByteArray takeOutput() override { return m_handshake.takeOutput(); }
    void feed(QByteArrayView octets) override { m_handshake.feed(octets); }
    bool isDone() const override { return m_handshake.isDone(); }

    std::optional<Error> failure() const override
    {
        using Reason = Socks::Refusal::Reason;
        const auto &refusal = m_handshake.refusal();
        if (!refusal)
            return std::nullopt;
        switch (refusal->reason) {
        case Reason::NoMethod:
        case Reason::CredentialsWrong:
            return proxyAuthError(m_hasCredentials);
        case Reason::Replied:
            return Error{ ErrorCode::ProxyRefused, ErrorSite::Proxy,
                          { { "reply", QByteArray::number(refusal->reply) },
                            { "reason", Socks::replyName(refusal->reply).toByteArray() } } };
        case Reason::TooLong:
            return Error{ ErrorCode::BadUrl, ErrorSite::Proxy, { { "reason", "proxy" } } };
        case Reason::NotSocks:
            break;
        }
        return Error{ ErrorCode::ProtocolError, ErrorSite::Proxy, {} };
    }

private:
    bool m_hasCredentials;
    Socks::ClientHandshake m_handshake;
};

/// CONNECT always names the port (RFC 9110 §9.3.6).
QByteArray authorityOf(const ClientUrl &url)
{
    return bracketedHost(url.url) + ':' + QByteArray::number(url.port);
}

} // namespace

Error proxyAuthError(bool hasCredentials)
{
    Error error{ ErrorCode::ProxyAuth, ErrorSite::Proxy, {} };
    if (hasCredentials)
        error.data.append({ QByteArray("refused"), QByteArray("credentials") });
    return error;
}

std::optional<ProxyOptions> proxyFor(const ClientOptions &options, const QUrl &url)
{
    if (options.proxy || !options.proxyEnvironment)
        return options.proxy;
    return options.proxyEnvironment->proxyFor(url);
}

std::optional<ProxyHop> proxyHop(const ClientOptions &options, const ClientUrl &url)
{
    const std::optional<ProxyOptions> proxy = proxyFor(options, url.url);
    if (!proxy)
        return std::nullopt;
    ProxyHop hop{ proxy->host, proxy->port, nullptr };
    if (proxy->kind == ProxyOptions::Kind::Socks5) {
        hop.tunnel = std::make_shared<SocksTunnel>(Socks::ClientHandshake::Target{
            url.url.host(QUrl::FullyEncoded).toLatin1(), addressOctets(url.host), url.port,
            proxy->user, proxy->password });
    } else if (!isAskedOfProxy(options, url)) {
        hop.tunnel = std::make_shared<HttpTunnel>(authorityOf(url), proxyCredentials(*proxy));
    }
    return hop;
}

bool isAskedOfProxy(const ClientOptions &options, const ClientUrl &url)
{
    const std::optional<ProxyOptions> proxy = proxyFor(options, url.url);
    return proxy && proxy->kind == ProxyOptions::Kind::Http && !url.isTls && !url.isWebSocket;
}

QByteArray proxyCredentials(const ProxyOptions &proxy)
{
    if (proxy.user.isEmpty())
        return {};
    return "Basic " + QByteArray(proxy.user + ':' + proxy.password).toBase64();
}

} // namespace Pushscope
