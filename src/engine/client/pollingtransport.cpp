// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/pollingtransport.h"

#include "capture/engineiotranscript.h"
#include "engine/client/engineioaddress.h"
#include "protocol/engineio/serializer.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int FirstSuccess = 200;
constexpr int FirstRedirect = 300;
/// Of the body of a refusal that is looked at for the server's words.
constexpr qsizetype MaxRefusalOctets = 64 * 1024;
constexpr int Base36 = 36;

bool isSuccess(int status)
{
    return status >= FirstSuccess && status < FirstRedirect;
}

/// A POST is caused by whoever wanted the first of its packets that anybody wanted.
Cause causeOf(const std::vector<std::pair<EngineIo::Packet, Cause>> &packets, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (packets[i].second != Cause::Auto)
            return packets[i].second;
    }
    return Cause::Auto;
}

} // namespace

PollingTransport::PollingTransport(Setup setup)
    : m_setup(std::move(setup))
    , m_unique(QByteArray::number(QRandomGenerator::global()->generate(), Base36))
    , m_isAlive(std::make_shared<bool>(true))
{
    m_setup.options.method.clear();
    m_setup.options.body.reset();
}

PollingTransport::~PollingTransport() = default;

std::unique_ptr<PollingTransport::Request> PollingTransport::makeRequest()
{
    auto request = std::make_unique<Request>();
    request->options = m_setup.options;
    request->round = std::make_unique<HttpRound>(
        *m_setup.links, request->options, static_cast<HttpRoundObserver *>(this));
    return request;
}

void PollingTransport::start(Request &request, RequestHabits habits)
{
    const QByteArray unique = m_unique + '.' + QByteArray::number(++m_requests, Base36);
    request.round->start(
        pollingUrl(m_setup.url, m_setup.transcript->revision(), m_sid, unique), habits,
        Technique::SocketIo);
}

void PollingTransport::begin()
{
    poll();
}

void PollingTransport::adopt(std::unique_ptr<HttpRound> round, const Http1::ResponseHead &head)
{
    m_poll = std::make_unique<Request>();
    m_poll->round = std::move(round);
    m_poll->round->setObserver(this);
    if (m_poll->round->link()) {
        BodyForm form { .kind = BodyForm::Kind::EngineIo };
        form.engineIo = m_setup.transcript;
        m_poll->round->link()->connection().transcript().http().setBodyForm(form);
    }
    roundResponse(*m_poll->round, head);
}

void PollingTransport::poll()
{
    if (m_poll || m_isPaused || m_isOver || isBehind())
        return;
    m_poll = makeRequest();
    RequestHabits habits;
    habits.bodyForm.kind = BodyForm::Kind::EngineIo;
    habits.bodyForm.engineIo = m_setup.transcript;
    habits.isHeld = !m_sid.isEmpty(); // How long the server may be silent, the heartbeat says.
    start(*m_poll, habits);
}

/// The server takes less than what it sends makes us say: nothing more is asked for meanwhile.
bool PollingTransport::isBehind() const
{
    qint64 octets = 0;
    for (const auto &[packet, cause] : m_waiting)
        octets += packet.data.size();
    return octets > Connection::MaxUnreadAnswers;
}

void PollingTransport::open(const QByteArray &sid, std::optional<qint64> maxPayloadOctets)
{
    m_sid = sid;
    m_maxPayloadOctets = maxPayloadOctets;
    poll(); // Where the answer that opened it is over already.
}

void PollingTransport::send(std::vector<EngineIo::Packet> packets, Cause cause)
{
    for (EngineIo::Packet &packet : packets)
        m_waiting.emplace_back(std::move(packet), cause);
    flush();
}

void PollingTransport::flush()
{
    if (m_post || m_isPaused || m_waiting.empty() || m_sid.isEmpty())
        return;
    std::vector<EngineIo::Packet> packets;
    for (const auto &[packet, cause] : m_waiting)
        packets.push_back(packet);
    if (m_maxPayloadOctets)
        packets.resize(EngineIo::packetsThatFit(packets, *m_maxPayloadOctets));
    const EngineIo::Revision revision = m_setup.transcript->revision();
    const bool isBinary = revision == EngineIo::Revision::V3
        && std::ranges::any_of(packets, [](const auto &packet) { return packet.isBinary; });
    RequestHabits habits;
    habits.cause = causeOf(m_waiting, packets.size());
    habits.contentType = isBinary ? "application/octet-stream" : "text/plain;charset=UTF-8";
    habits.bodyForm.kind = BodyForm::Kind::Plain;
    // Browsers send it once more too where nothing was answered on a connection that was idle.
    habits.isRepeatable = true;
    habits.requestForm = BodyForm { .kind = BodyForm::Kind::EngineIo };
    habits.requestForm->engineIo = m_setup.transcript;
    m_post = makeRequest();
    const auto last = m_waiting.begin() + static_cast<std::ptrdiff_t>(packets.size());
    m_waiting.erase(m_waiting.begin(), last);
    m_post->options.body
        = EngineIo::serializePayload(packets, revision, EngineIo::BinaryForm::Octets);
    start(*m_post, habits);
}

void PollingTransport::pause()
{
    m_isPaused = true;
    settle();
}

/// Tells what was waited for, where nothing is under way any more.
void PollingTransport::settle()
{
    if (m_poll || m_post)
        return;
    if (m_isPaused && !m_isOver)
        m_setup.observer->pollingPaused();
    else if (std::exchange(m_isClosing, false))
        m_setup.observer->pollingClosed();
}

void PollingTransport::resume()
{
    m_isPaused = false;
    poll();
    flush();
}

std::vector<std::pair<EngineIo::Packet, Cause>> PollingTransport::takeWaiting()
{
    return std::exchange(m_waiting, {});
}

void PollingTransport::close()
{
    m_isOver = m_isClosing = true;
    m_isPaused = false;
    flush();
    settle();
}

void PollingTransport::abort()
{
    m_isOver = m_isClosing = true;
    m_isPaused = false;
    m_waiting.clear();
    if (m_poll)
        m_poll->round->abort();
    if (m_post)
        m_post->round->abort();
    settle();
}

void PollingTransport::fail(const Error &error)
{
    if (std::exchange(m_isOver, true))
        return;
    m_waiting.clear();
    m_setup.observer->pollingFailed(error);
}

PollingTransport::Request *PollingTransport::requestOf(const HttpRound &round)
{
    if (m_poll && m_poll->round.get() == &round)
        return m_poll.get();
    return m_post && m_post->round.get() == &round ? m_post.get() : nullptr;
}

void PollingTransport::bury(std::unique_ptr<Request> request)
{
    m_buried.push_back(std::move(request));
    m_setup.links->loop().later(m_isAlive, [this] { m_buried.clear(); });
}

void PollingTransport::roundResponse(HttpRound &round, const Http1::ResponseHead &head)
{
    if (Request *request = requestOf(round))
        request->status = head.status;
}

void PollingTransport::roundContent(HttpRound &round, QByteArrayView content)
{
    Request *request = requestOf(round);
    if (!request || isSuccess(request->status))
        return;
    const qsizetype room = MaxRefusalOctets - request->refusal.size();
    request->refusal += content.first(std::min(room, content.size()));
}

std::optional<Error> PollingTransport::errorOf(const Request &request, const RoundEnd &end) const
{
    if (end.error)
        return end.error;
    if (end.isAborted || isSuccess(request.status))
        return std::nullopt;
    const HttpRound &round = *request.round;
    Error refusal = engineIoRefusal(round.isElsewhere() ? round.url() : m_setup.url,
                                    request.status, request.refusal);
    round.tellRedirect(refusal);
    return refusal;
}

void PollingTransport::roundEnded(HttpRound &round, const RoundEnd &end)
{
    if (m_poll && m_poll->round.get() == &round)
        pollEnded(end);
    else if (m_post && m_post->round.get() == &round)
        postEnded(end);
}

void PollingTransport::pollEnded(const RoundEnd &end)
{
    const std::optional<Error> error = errorOf(*m_poll, end);
    bury(std::exchange(m_poll, nullptr));
    if (error) {
        fail(*error);
    } else if (m_sid.isEmpty()) {
        // A success without an open packet is nothing of Engine.IO.
        Error none = engineIoRefusal(m_setup.url, 0, {});
        none.code = ErrorCode::ProtocolError;
        fail(none);
    } else {
        poll();
    }
    settle();
}

void PollingTransport::postEnded(const RoundEnd &end)
{
    const std::optional<Error> error = errorOf(*m_post, end);
    bury(std::exchange(m_post, nullptr));
    if (error)
        fail(*error);
    else
        flush();
    poll(); // Where it waited for this.
    settle();
}

} // namespace Pushscope
