// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/client/clientrequest.h"
#include "engine/client/httplink.h"

#include <memory>
#include <optional>

namespace Pushscope {

class HttpRound;

/// How a round came to its end.
struct RoundEnd {
    std::optional<Error> error; ///< No whole response came.
    bool isTimeout = false; ///< Too late; an error too, unless it outlived its time.
    bool isAborted = false; ///< By us, on purpose.
    TransportEnd transport; ///< Where the connection ended in the middle of it.
};

class HttpRoundObserver
{
public:
    HttpRoundObserver() = default;
    HttpRoundObserver(const HttpRoundObserver &) = delete;
    HttpRoundObserver &operator=(const HttpRoundObserver &) = delete;
    virtual ~HttpRoundObserver() = default;

    /// The final response, redirects followed. Before its body is recorded.
    virtual void roundResponse(HttpRound &round, const Http1::ResponseHead &head) = 0;
    /// See HttpTranscript::holdBody().
    virtual void roundHeld(HttpRound &round, QByteArrayView octets, bool isEnd);
    virtual void roundContent(HttpRound &round, QByteArrayView content);
    virtual void roundEventStream(HttpRound &round, const EventStream::Value &value);
    /// It took longer than ClientOptions::timeout, and goes on: ClientOptions::outlivesTimeout.
    virtual void roundLate(HttpRound &round);
    /// A message that the body carries; see TranscriptListener.
    virtual void roundCarried(HttpRound &round, const CarriedMessage &message);
    /// Exactly once; the round does nothing after and may be destroyed from the event loop.
    virtual void roundEnded(HttpRound &round, const RoundEnd &end) = 0;
};

/// One request and the response to it, over redirects: from acquiring a connection to giving it
/// back or losing it. A request that is lost with a connection that was idle before is sent once
/// more.
///
/// Spec: RFC 9110 §15.4 (redirects), WHATWG Fetch (which method a redirect leaves), RFC 9112 §9.3.1
/// (retrying requests).
class HttpRound final : private HttpLinkUser
{
public:
    /// Browsers stop there too (WHATWG Fetch, HTTP-redirect fetch).
    static constexpr int MaxRedirects = 20;
    /// How long the body of a redirect is read on: nobody looks at it, but it is recorded.
    static constexpr std::chrono::milliseconds RedirectBodyTime { 2'000 };

    HttpRound(HttpLinks &links, const ClientOptions &options, HttpRoundObserver *observer);
    ~HttpRound() override;

    void start(const ClientUrl &url, const RequestHabits &habits, Technique technique);
    /// Resets the connection; roundEnded() follows from there.
    void abort();
    /// Ends the connection with FIN; roundEnded() follows from there.
    void close();
    void setObserver(HttpRoundObserver *observer) { m_observer = observer; }

    /// The connection that serves it; null before start() and after the end.
    [[nodiscard]] HttpLink *link() { return m_link; }
    [[nodiscard]] quint32 exchange() const { return m_exchange; }
    [[nodiscard]] quint32 connection() const { return m_connectionId; }
    /// Of the final response; 0 before.
    [[nodiscard]] int status() const { return m_status; }
    /// What is asked now: after redirects, where the last one led.
    [[nodiscard]] const ClientUrl &url() const { return m_url; }
    /// Whether redirects led to another URL than start() was given.
    [[nodiscard]] bool isElsewhere() const;
    /// Says in @p error where they led from, `redirected_from`; nothing where isElsewhere() is not.
    void tellRedirect(Error &error) const;
    /// Names in @p error who answered: `url`, and what tellRedirect() says.
    void tellWhoAnswered(Error &error) const;
    [[nodiscard]] bool isOver() const { return m_isOver; }
    [[nodiscard]] qint64 startedAt() const { return m_startedAt; }
    /// When the kernel took the request's last octet; -1 before.
    [[nodiscard]] qint64 sentAt() const { return m_sentAt; }
    /// When the final response's head was whole; -1 before.
    [[nodiscard]] qint64 answeredAt() const { return m_answeredAt; }
    /// Where the body lay on the wire, once the response is whole.
    [[nodiscard]] const std::vector<ByteRange> &body() const { return m_body; }
    /// Where it lay in Layer::Content, where it was coded; else empty.
    [[nodiscard]] ByteRange content() const { return m_content; }

private:
    void linkOpened() override;
    void linkRequestSent(quint32 exchange) override;
    void linkResponse(const Http1::ResponseHead &head) override;
    void linkHeld(QByteArrayView octets, bool isEnd) override;
    void linkTooLarge(std::optional<qint64> limit) override;
    void linkContent(QByteArrayView content) override;
    void linkEventStream(const EventStream::Value &value) override;
    void linkCarried(const CarriedMessage &message) override;
    void linkResponseEnded(const Http1::MessageEnd &end) override;
    void linkUnparsed(QByteArrayView octets) override;
    void linkBroken(Violation violation) override;
    void linkInflated(qint64 maxRatio) override;
    void linkEnded(const TransportEnd &end) override;

    void sendRequest(bool mayReuse = true);
    [[nodiscard]] bool isToRepeat(HttpLink &lost, const TransportEnd &transport) const;
    void startTimer();
    void ignoreBody();
    void refusedByProxy(const Http1::ResponseHead &head);
    void redirect(const Http1::ResponseHead &head);
    void adaptToRedirect(int status);
    void waitForRedirectBody();
    void followRedirect();
    void fail(const Error &error);
    void failBody(const Error &error);
    void end(const RoundEnd &end);
    [[nodiscard]] Error error(ErrorCode code, ErrorSite where) const;

    HttpLinks &m_links;
    const ClientOptions &m_options;
    HttpRoundObserver *m_observer;
    ClientUrl m_startUrl;
    ClientUrl m_url;
    ClientUrl m_nextUrl; ///< After the redirect at hand.
    RequestHabits m_habits;
    Technique m_technique = Technique::Auto;
    HttpLink *m_link = nullptr;
    std::unique_ptr<Timer> m_timer;
    quint32 m_exchange = 0;
    quint32 m_connectionId = 0;
    int m_status = 0;
    int m_redirects = 0;
    qint64 m_startedAt = 0;
    qint64 m_sentAt = -1;
    qint64 m_answeredAt = -1;
    std::vector<ByteRange> m_body;
    ByteRange m_content;
    qint64 m_octetsBefore = 0; ///< That the server had sent when the request went out.
    bool m_isReused = false; ///< The connection had served another request.
    bool m_isBodyIgnored = false; ///< Of an answer that is not the one that was wanted.
    bool m_isRedirecting = false;
    bool m_isKeptAlive = false;
    bool m_isTimeout = false;
    bool m_isAborted = false;
    bool m_isOver = false;
};

} // namespace Pushscope
