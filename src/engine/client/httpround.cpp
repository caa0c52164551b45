// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/httpround.h"

#include "capture/maskedtext.h"
#include "engine/api/techniques.h"
#include "engine/client/clientproxy.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/serializer.h"
#include "protocol/http1/status.h"

#include <QDateTime>
#include <QList>

#include <utility>

namespace Pushscope {

namespace {

constexpr int SwitchingProtocols = 101;
constexpr int FirstFinal = 200;
constexpr int ProxyAuthenticationRequired = 407;

bool isRedirect(const Http1::ResponseHead &head)
{
    return Http1::isRedirect(head.status)
        && Http1::findField(head.fields, "location") != nullptr;
}

/// Spec: RFC 9110 §9.2.2.
bool isIdempotent(const QByteArray &method)
{
    const QList<QByteArray> methods { "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" };
    return methods.contains(method);
}

/// RFC 9113 §3.4: a server's first octets on an HTTP/2 connection are a SETTINGS frame, type 4 on
/// stream 0.
bool looksLikeHttp2(QByteArrayView octets)
{
    constexpr qsizetype FrameHeaderOctets = 9;
    return octets.size() >= FrameHeaderOctets && octets[0] == 0 && octets[3] == 4
        && octets.sliced(5, 4) == QByteArrayView("\0\0\0\0", 4);
}

} // namespace

void HttpRoundObserver::roundHeld(HttpRound &, QByteArrayView, bool) { }
void HttpRoundObserver::roundContent(HttpRound &, QByteArrayView) { }
void HttpRoundObserver::roundEventStream(HttpRound &, const EventStream::Value &) { }
void HttpRoundObserver::roundLate(HttpRound &) { }
void HttpRoundObserver::roundCarried(HttpRound &, const CarriedMessage &) { }

HttpRound::HttpRound(HttpLinks &links, const ClientOptions &options, HttpRoundObserver *observer)
    : m_links(links)
    , m_options(options)
    , m_observer(observer)
{
}

HttpRound::~HttpRound()
{
    if (m_link)
        m_link->setUser(nullptr);
}

Error HttpRound::error(ErrorCode code, ErrorSite where) const
{
    return { code, where,
             { { "host", m_url.host.toUtf8() },
               { "port", QByteArray::number(m_url.port) },
               { "url", m_url.shown() } } };
}

bool HttpRound::isElsewhere() const
{
    return m_redirects > 0 && m_url.shown() != m_startUrl.shown();
}

void HttpRound::tellRedirect(Error &error) const
{
    if (isElsewhere())
        error.data.append({ "redirected_from", m_startUrl.shown() });
}

void HttpRound::tellWhoAnswered(Error &error) const
{
    error.data.append({ "url", m_url.shown() });
    tellRedirect(error);
}

void HttpRound::start(const ClientUrl &url, const RequestHabits &habits, Technique technique)
{
    m_startUrl = m_url = url;
    m_habits = habits;
    m_technique = technique;
    m_startedAt = m_links.loop().now();
    sendRequest();
}

void HttpRound::sendRequest(bool mayReuse)
{
    m_status = 0;
    m_isKeptAlive = m_isBodyIgnored = false;
    if (m_options.keepsCookies)
        m_habits.keptCookies = m_links.cookies().cookiesFor(m_url, QDateTime::currentDateTimeUtc());
    m_link = &m_links.acquire(m_url, m_options, m_technique, mayReuse);
    m_link->setUser(this);
    m_connectionId = m_link->connection().id();
    m_isReused = m_link->connection().isOpen();
    if (m_isReused)
        linkOpened();
}

void HttpRound::linkOpened()
{
    QByteArray octets = Http1::serialize(makeHttpRequest(m_options, m_url, m_habits));
    if (m_options.body && !m_habits.dropsBody)
        octets += *m_options.body;
    HttpTranscript &transcript = m_link->connection().transcript().http();
    transcript.setBodyForm(m_habits.bodyForm);
    if (m_habits.requestForm && !m_habits.dropsBody)
        transcript.expectRequestForm(*m_habits.requestForm);
    m_octetsBefore = m_link->connection().transcript().records().wireOctets(Role::Server);
    m_link->connection().send(std::move(octets), m_habits.cause);
    startTimer();
}

void HttpRound::startTimer()
{
    if (timeoutOf(m_options).count() == 0 || m_habits.isHeld)
        return;
    m_timer = m_links.loop().network().startTimer(timeoutOf(m_options), [this] {
        if (m_links.loop().isStalled()) {
            startTimer(); // We do not read: that nothing arrives is our doing.
            return;
        }
        m_isTimeout = true;
        if (m_options.outlivesTimeout) {
            m_observer->roundLate(*this);
            m_links.loop().afterEvent();
            return;
        }
        Error late = error(ErrorCode::ResponseTimeout, ErrorSite::Http);
        late.data.append({ "timeout_ms", QByteArray::number(timeoutOf(m_options).count()) });
        fail(late);
        m_links.loop().afterEvent();
    });
}

void HttpRound::fail(const Error &error)
{
    if (!m_link)
        return;
    m_link->connection().setFailure(error);
    m_link->abort();
}

/// Of a response whose body can be read no further.
void HttpRound::failBody(const Error &error)
{
    if (m_isRedirecting && m_link)
        m_link->abort(); // linkEnded() follows it.
    else
        fail(error);
}

void HttpRound::abort()
{
    m_isAborted = true;
    if (m_link)
        m_link->abort();
}

void HttpRound::close()
{
    m_isAborted = true;
    if (m_link)
        m_link->close();
}

void HttpRound::linkRequestSent(quint32 exchange)
{
    m_exchange = exchange;
    m_sentAt = m_links.loop().now();
}

void HttpRound::linkResponse(const Http1::ResponseHead &head)
{
    if (head.status == SwitchingProtocols) {
        // RFC 9110 §7.8: "A server MUST NOT switch to a protocol that was not indicated by the
        // client in the corresponding request's Upgrade header field." What follows is no HTTP.
        fail(error(ErrorCode::ProtocolError, ErrorSite::Http));
        return;
    }
    if (head.status > 0 && head.status < FirstFinal)
        return;
    m_timer.reset();
    m_status = head.status;
    m_answeredAt = m_links.loop().now();
    m_isKeptAlive = Http1::isKeepAlive(head);
    if (head.status == ProxyAuthenticationRequired && isAskedOfProxy(m_options, m_url)) {
        refusedByProxy(head);
        return;
    }
    // Taken in any case: who goes on with this answer may be one that needs them.
    m_links.cookies().take(head, m_url, QDateTime::currentDateTimeUtc());
    if (isRedirect(head)) {
        ignoreBody();
        redirect(head);
    } else {
        m_observer->roundResponse(*this, head);
    }
}

/// Whether it is followed or not: what carries no answer for the observer is octets, nothing else.
void HttpRound::ignoreBody()
{
    m_isBodyIgnored = true;
    m_link->connection().transcript().http().setBodyForm({ .kind = BodyForm::Kind::Plain });
}

/// RFC 9110 §15.5.8: it is the proxy that says so; the server was never asked.
void HttpRound::refusedByProxy(const Http1::ResponseHead &head)
{
    ignoreBody(); // Yet it is recorded, as it often says why.
    const auto proxy = proxyFor(m_options, m_url.url);
    Error error = proxyAuthError(!proxy->user.isEmpty());
    error.data.append({ "host", proxy->host.toUtf8() });
    error.data.append({ "port", QByteArray::number(proxy->port) });
    error.data.append({ "status", QByteArray::number(head.status) });
    error.data.append({ "reason", head.reason });
    m_link->connection().setFailure(error);
    m_link->close();
}

void HttpRound::redirect(const Http1::ResponseHead &head)
{
    if (++m_redirects > MaxRedirects) {
        Error endless = error(ErrorCode::TooManyRedirects, ErrorSite::Http);
        endless.data.append({ "limit", QByteArray::number(MaxRedirects) });
        fail(endless);
        return;
    }
    const QByteArray location = Http1::fieldValue(head.fields, "location");
    // Resolved, what is no URL would lead back here.
    const QUrl given = QUrl::fromEncoded(location);
    const auto next = parseClientUrl(given.isValid() ? m_url.url.resolved(given) : given);
    if (!next || next->isWebSocket) {
        fail({ ErrorCode::BadUrl, ErrorSite::Http,
               { { "url", next ? next->shown() : maskedText(location) },
                 { "reason", next ? QByteArray("scheme") : next.error().value("reason") },
                 { "from", m_url.shown() } } });
        return;
    }
    m_nextUrl = *next;
    m_isRedirecting = true;
    adaptToRedirect(head.status);
    waitForRedirectBody();
}

void HttpRound::waitForRedirectBody()
{
    m_timer = m_links.loop().network().startTimer(RedirectBodyTime, [this] {
        if (m_links.loop().isStalled()) {
            waitForRedirectBody(); // We do not read: that it does not end is our doing.
            return;
        }
        HttpLink *link = std::exchange(m_link, nullptr);
        link->setUser(nullptr);
        link->close();
        followRedirect();
        m_links.loop().afterEvent();
    });
}

/// Spec: WHATWG Fetch, HTTP-redirect fetch, steps 11 to 13.
void HttpRound::adaptToRedirect(int status)
{
    const QByteArray method = makeHttpRequest(m_options, m_url, m_habits).method;
    const bool turnsToGet = ((status == 301 || status == 302) && method == "POST")
        || (status == 303 && method != "GET" && method != "HEAD");
    if (turnsToGet) {
        m_habits.method = "GET";
        m_habits.dropsBody = true;
    }
    if (!m_nextUrl.isSameOrigin(m_url))
        m_habits.sendsCredentials = false;
    else if (m_nextUrl.userInfo.isEmpty())
        m_nextUrl.userInfo = m_url.userInfo;
}

void HttpRound::followRedirect()
{
    m_isRedirecting = false;
    m_timer.reset();
    m_url = m_nextUrl;
    sendRequest();
}

void HttpRound::linkHeld(QByteArrayView octets, bool isEnd)
{
    m_observer->roundHeld(*this, octets, isEnd);
}

void HttpRound::linkTooLarge(std::optional<qint64> limit)
{
    Error tooLarge = error(ErrorCode::TooLarge, ErrorSite::Http);
    if (limit)
        tooLarge.data.append({ "limit", QByteArray::number(*limit) });
    failBody(tooLarge);
}

void HttpRound::linkInflated(qint64 maxRatio)
{
    Error inflated = error(ErrorCode::TooLarge, ErrorSite::Http);
    inflated.data.append({ "ratio", QByteArray::number(maxRatio) });
    failBody(inflated);
}

void HttpRound::linkContent(QByteArrayView content)
{
    if (!m_isBodyIgnored)
        m_observer->roundContent(*this, content);
}

void HttpRound::linkEventStream(const EventStream::Value &value)
{
    if (!m_isBodyIgnored)
        m_observer->roundEventStream(*this, value);
}

void HttpRound::linkCarried(const CarriedMessage &message)
{
    if (!m_isBodyIgnored)
        m_observer->roundCarried(*this, message);
}

void HttpRound::linkUnparsed(QByteArrayView octets)
{
    if (m_status != 0 || !m_link)
        return;
    // Nothing that follows can be told apart either: waiting for more would be in vain.
    const bool isHttp2 = looksLikeHttp2(octets);
    Error other = error(isHttp2 ? ErrorCode::Http2Only : ErrorCode::ProtocolError, ErrorSite::Http);
    if (!isHttp2)
        tellWhatIsSpoken(other, octets);
    fail(other);
}

void HttpRound::linkBroken(Violation violation)
{
    Error broken = error(ErrorCode::ProtocolError, ErrorSite::Http);
    broken.data.append({ "violation", violationName(violation).toByteArray() });
    failBody(broken);
}

void HttpRound::linkResponseEnded(const Http1::MessageEnd &messageEnd)
{
    if (m_status == 0 || !m_link)
        return; // An interim response, or the connection was lost before the head.
    if (!messageEnd.isComplete || m_link->connection().failure())
        return; // linkEnded() says why.
    m_body = m_link->connection().transcript().http().lastBody();
    m_content = m_link->connection().transcript().http().lastContent();
    HttpLink *link = std::exchange(m_link, nullptr);
    link->setUser(nullptr);
    if (!m_isKeptAlive || messageEnd.framing == Http1::Framing::Close)
        link->close();
    if (m_isRedirecting)
        followRedirect();
    else
        end({ .error = {}, .isTimeout = m_isTimeout, .transport = {} });
}

/// RFC 9112 §9.3.1: "When an inbound connection is closed prematurely, a client MAY open a new
/// connection and automatically retransmit an aborted sequence of requests if all of those requests
/// have idempotent methods." Only one that was idle can have been closed before the request came;
/// the second attempt goes over a new one, so that there is no third.
bool HttpRound::isToRepeat(HttpLink &lost, const TransportEnd &transport) const
{
    Connection &connection = lost.connection();
    const bool isOurDoing = m_isAborted || m_isTimeout || connection.failure()
        || transport.by == Role::Client || m_links.isClosing();
    const bool isUnanswered
        = connection.transcript().records().wireOctets(Role::Server) == m_octetsBefore;
    if (!m_isReused || isOurDoing || !isUnanswered)
        return false;
    return m_habits.isRepeatable
        || isIdempotent(makeHttpRequest(m_options, m_url, m_habits).method);
}

void HttpRound::linkEnded(const TransportEnd &transport)
{
    HttpLink &link = *std::exchange(m_link, nullptr);
    if (isToRepeat(link, transport)) {
        m_timer.reset();
        sendRequest(false);
        return;
    }
    if (m_isRedirecting && !m_isAborted && !link.connection().failure()) {
        followRedirect(); // Its body was cut off, and nobody is interested in that.
        return;
    }
    RoundEnd lost;
    lost.transport = transport;
    lost.isTimeout = m_isTimeout;
    lost.isAborted = m_isAborted;
    lost.error = transport.error;
    if (!lost.error && !m_isAborted) {
        lost.error = error(transport.how == "reset" ? ErrorCode::Reset : ErrorCode::ClosedEarly,
                           transport.how == "reset" ? ErrorSite::Tcp : ErrorSite::Http);
    }
    // Of a redirect that cannot be followed, its own error tells where it is from.
    if (lost.error && lost.error->value("from").isEmpty())
        tellRedirect(*lost.error);
    end(lost);
}

void HttpRound::end(const RoundEnd &roundEnd)
{
    m_timer.reset();
    m_isOver = true;
    m_observer->roundEnded(*this, roundEnd);
}

} // namespace Pushscope
