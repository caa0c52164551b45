// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/httptranscript.h"

#include "capture/jsonwriter.h"
#include "capture/transcriptlistener.h"
#include "protocol/http1/fields.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int SwitchingProtocols = 101;
constexpr int OkStatus = 200;
constexpr int MultipleChoicesStatus = 300;

bool isInterim(const Http1::ResponseHead &head)
{
    return head.status >= 100 && head.status < OkStatus && head.status != SwitchingProtocols;
}

Http1::RequestHead headRequest()
{
    Http1::RequestHead head;
    head.method = "HEAD";
    return head;
}

/// Octets that @p event keeps outside itself, but for those of a piece.
qsizetype extensionOctets(const Http1::Event &event)
{
    if (const auto *begin = std::get_if<Http1::ChunkBegin>(&event))
        return begin->extension.size();
    const auto *end = std::get_if<Http1::ChunkEnd>(&event);
    return end ? end->extension.size() : 0;
}

/// RFC 9110 §5.3: the values of fields of one name are one list.
QByteArray contentCoding(const std::vector<Http1::FieldLine> &fields)
{
    QByteArray coding;
    for (const QByteArray &value : Http1::fieldValues(fields, "content-encoding"))
        coding += coding.isEmpty() ? value : QByteArray(", " + value);
    return coding;
}

/// A handle to @p ref where what the message carries may name its head.
std::shared_ptr<const RecordHandle> keep(ConnectionRecords &records, BatchBuilder::Ref ref,
                                         bool isKept)
{
    return isKept ? std::make_shared<const RecordHandle>(records.batch(), ref) : nullptr;
}

} // namespace

HttpTranscript::HttpTranscript(ConnectionRecords &records, CaptureCounters *counters,
                               const TranscriptOptions &options, TranscriptListener *listener)
    : m_records(records)
    , m_counters(counters)
    , m_options(options)
    , m_listener(listener)
    , m_parsers { Http1::MessageParser(Role::Client), Http1::MessageParser(Role::Server) }
    , m_unparsed { UnparsedOctets(records, Role::Client, options.dataRecordOctets),
                   UnparsedOctets(records, Role::Server, options.dataRecordOctets) }
{
}

HttpTranscript::~HttpTranscript() = default;

void HttpTranscript::octets(Role from, QByteArrayView octets, qint64 t)
{
    if (from == Role::Server && !parser(from).isInMessage())
        m_tFirstOctet = t;
    parser(from).feed(octets);
    drain(from, t);
}

qint64 HttpTranscript::pendingFrom(Role from) const
{
    const auto side = static_cast<std::size_t>(from);
    const qint64 message = m_bodies[side]
        ? m_bodies[side]->pendingFrom(m_records.wireOctets(from))
        : m_messageBegins[side];
    // Octets that are no HTTP wait for a record of their own, which may be after the next read.
    const ByteRange lost = m_unparsed[side].pending();
    return lost.isEmpty() ? message : std::min(message, lost.begin);
}

qint64 HttpTranscript::contentInProgress(Role from) const
{
    const auto &body = m_bodies[static_cast<std::size_t>(from)];
    return body ? body->contentInProgress() : 0;
}

bool HttpTranscript::isContentReleasable(Role from) const
{
    const auto &body = m_bodies[static_cast<std::size_t>(from)];
    return !body || body->isContentReleasable();
}

void HttpTranscript::assumeHeadRequests()
{
    m_isHeadAssumed = true;
    parser(Role::Server).expectResponseTo(headRequest());
}

void HttpTranscript::finish(Role from, qint64 t, bool isWhole)
{
    const auto side = static_cast<std::size_t>(from);
    m_areFinished[side] = true;
    m_areBrokenOff[side] = !isWhole;
    parser(from).finish();
    drain(from, t);
    m_unparsed[side].finish(unparsedExchange(from), t);
}

/// RFC 9112 §8: a response until close is complete "unless an error was indicated by the
/// underlying connection".
void HttpTranscript::breakOff(Http1::Event &event) const
{
    auto *end = std::get_if<Http1::MessageEnd>(&event);
    if (!end || end->framing != Http1::Framing::Close || !end->isComplete)
        return;
    end->isComplete = false;
    end->violations.add(Violation::CutOff);
}

void HttpTranscript::drain(Role from, qint64 t)
{
    while (!m_hasSwitched || from == Role::Client) {
        auto event = parser(from).next();
        if (!event)
            return;
        if (m_areBrokenOff[static_cast<std::size_t>(from)])
            breakOff(*event);
        take(from, *event, t);
    }
}

void HttpTranscript::take(Role from, const Http1::Event &event, qint64 t)
{
    if (from == Role::Server && m_held) {
        hold(event, t);
        return;
    }
    if (const auto *request = std::get_if<Http1::RequestHead>(&event)) {
        takeRequest(*request, t);
    } else if (const auto *response = std::get_if<Http1::ResponseHead>(&event)) {
        takeResponse(*response, t);
    } else if (const auto *chunk = std::get_if<Http1::ChunkBegin>(&event)) {
        if (body(from))
            body(from)->chunkBegins(*chunk);
    } else if (const auto *piece = std::get_if<Http1::BodyPiece>(&event)) {
        if (body(from))
            body(from)->piece(*piece, t);
    } else if (const auto *chunkEnd = std::get_if<Http1::ChunkEnd>(&event)) {
        if (body(from))
            body(from)->chunkEnds(*chunkEnd, t);
    } else if (const auto *end = std::get_if<Http1::MessageEnd>(&event)) {
        takeEnd(from, *end, t);
    } else if (const auto *unparsed = std::get_if<Http1::Unparsed>(&event)) {
        takeUnparsed(from, *unparsed, t);
    } else if (std::holds_alternative<Http1::SwitchedProtocols>(event)) {
        m_hasSwitched = true;
        parser(Role::Client).switchProtocols();
    }
}

void HttpTranscript::takeRequest(const Http1::RequestHead &head, qint64 t)
{
    if (m_listener)
        m_listener->requestBegins(head);
    Exchange exchange;
    exchange.id = m_counters ? ++m_counters->exchange : 0;
    exchange.tRequest = t;
    exchange.lastEventId = Http1::fieldValue(head.fields, "last-event-id");
    Record record = m_records.make(RecordKind::HttpRequest, From::Client, t);
    record.exchange = exchange.id;
    record.at = head.range;
    record.size = head.range.size();
    record.violations = head.violations;
    if (WebSocket::isHandshakeRequest(head)) {
        WebSocket::RequestCheck check = WebSocket::checkRequest(head);
        record.violations.add(check.violations);
        exchange.offer = std::move(check.offer);
    }
    if (m_counters) {
        JsonWriter detail(record.detail);
        detail.boolean("reused", m_requests > 0);
        detail.finish();
    }
    exchange.isEngineIo = isEngineIoRequest(head);
    exchange.isPost = head.method == "POST";
    if (exchange.isEngineIo)
        record.flags |= CarriesPackets;
    exchange.older = olderSocketIoOf(head);
    if (exchange.older != OlderSocketIo::None && !m_older)
        m_older = std::make_shared<OlderSocketIoTranscript>();
    ++m_requests;
    m_requestExchange = exchange.id;
    m_requestForm.reset();
    if (!m_expectedRequestForms.empty()) {
        m_requestForm = m_expectedRequestForms.front();
        m_expectedRequestForms.pop_front();
    }
    auto handle = keep(m_records, m_records.add(std::move(record)), exchange.isEngineIo);
    parser(Role::Server).expectResponseTo(head);
    beginRequestBody(head, exchange, handle);
    m_pending.push_back(exchange);
    if (!m_listener)
        return;
    m_listener->requestReceived(head, m_requestExchange);
    if (m_requestForm && body(Role::Client))
        beginRequestBody(head, exchange, handle);
}

void HttpTranscript::beginRequestBody(const Http1::RequestHead &head, const Exchange &exchange,
                                      std::shared_ptr<const RecordHandle> record)
{
    BodyTranscript::Facts facts { .from = Role::Client,
                                  .exchange = exchange.id,
                                  .begin = head.range.end,
                                  .coding = contentCoding(head.fields),
                                  .head = std::move(record),
                                  .isOfEngineIo = exchange.isEngineIo };
    // A payload goes up with a POST.
    if (m_requestForm && (exchange.isPost || m_requestForm->kind != BodyForm::Kind::EngineIo))
        facts.form = *m_requestForm;
    else if (exchange.older == OlderSocketIo::Transport && exchange.isPost)
        facts.form = { .kind = BodyForm::Kind::OlderSocketIo, .older = m_older };
    body(Role::Client)
        = std::make_unique<BodyTranscript>(m_records, std::move(facts), m_options, m_listener);
}

void HttpTranscript::readRequestAs(const BodyForm &form)
{
    m_requestForm = form;
}

void HttpTranscript::takeResponse(const Http1::ResponseHead &head, qint64 t)
{
    // Of a head that is not all there nothing can be said: what it lacks may have been to come.
    const bool isWhole = !head.violations.contains(Violation::CutOff);
    const Exchange exchange = m_pending.empty() ? Exchange() : m_pending.front();
    Record record = m_records.make(RecordKind::HttpResponse, From::Server, t);
    record.exchange = exchange.id;
    record.at = head.range;
    record.size = head.range.size();
    record.code = head.status;
    record.violations = head.violations;
    if (!isInterim(head) && !m_expectedForms.empty()) {
        m_options.bodyForm = m_expectedForms.front();
        m_expectedForms.pop_front();
    }
    if (isWhole && isWrongType(head, m_options.bodyForm))
        record.violations.add(Violation::WrongContentType);
    if (exchange.tRequest != Record::NoTime) {
        JsonWriter detail(record.detail);
        detail.integer("ttfb_ns", m_tFirstOctet - exchange.tRequest);
        detail.finish();
    }
    const bool isEngineIo = isPacketExchange(head, exchange);
    if (isEngineIo)
        record.flags |= CarriesPackets;
    const auto handle = keep(m_records, m_records.add(std::move(record)), isEngineIo);
    if (m_listener && isWhole)
        m_listener->responseReceived(head, exchange.id);
    m_isInterim = isInterim(head);
    if (m_isInterim) {
        m_messageBegins[static_cast<std::size_t>(Role::Server)] = head.range.end;
        return;
    }
    if (exchange.offer && isWhole)
        takeHandshake(head, exchange, t);
    if (std::exchange(m_wantsHold, false))
        m_held = HeldBody { head, exchange, handle, {}, 0 };
    else
        beginBody(head, exchange, handle);
}

void HttpTranscript::hold(const Http1::Event &event, qint64 t)
{
    const auto *piece = std::get_if<Http1::BodyPiece>(&event);
    const QByteArray octets = piece ? piece->octets.toByteArray() : QByteArray();
    m_held->arrivals.push_back({ event, octets, t });
    m_held->memory += static_cast<qint64>(sizeof(HeldBody::Arrival)) + octets.size()
        + extensionOctets(event);
    const bool isEnd = std::holds_alternative<Http1::MessageEnd>(event);
    if (m_listener && (piece || isEnd))
        m_listener->heldReceived(octets, isEnd);
    if (isEnd)
        releaseBody();
}

void HttpTranscript::releaseBody()
{
    if (!m_held)
        return;
    const HeldBody held = *std::exchange(m_held, std::nullopt);
    beginBody(held.head, held.exchange, held.record);
    for (const HeldBody::Arrival &arrival : held.arrivals) {
        Http1::Event event = arrival.event;
        if (auto *piece = std::get_if<Http1::BodyPiece>(&event))
            piece->octets = arrival.octets;
        take(Role::Server, event, arrival.t);
    }
}

void HttpTranscript::beginBody(const Http1::ResponseHead &head, const Exchange &exchange,
                               std::shared_ptr<const RecordHandle> record)
{
    body(Role::Server) = std::make_unique<BodyTranscript>(
        m_records,
        BodyTranscript::Facts { .from = Role::Server,
                                .exchange = exchange.id,
                                .begin = head.range.end,
                                .coding = contentCoding(head.fields),
                                .form = formOf(head, exchange),
                                .lastEventId = exchange.lastEventId,
                                .tRequest = exchange.tRequest,
                                .head = std::move(record),
                                .isOfEngineIo = isPacketExchange(head, exchange) },
        m_options, m_listener);
}

/// What is told of a failure is worth a look of its own.
bool HttpTranscript::isPacketExchange(const Http1::ResponseHead &head, const Exchange &exchange)
{
    return exchange.isEngineIo && head.status < MultipleChoicesStatus;
}

BodyForm HttpTranscript::formOf(const Http1::ResponseHead &head, const Exchange &exchange)
{
    // The answer of a POST is no payload.
    if (exchange.isPost && m_options.bodyForm.kind == BodyForm::Kind::EngineIo)
        return { BodyForm::Kind::Plain };
    BodyForm form = m_options.leavesBodiesToRounds ? BodyForm { BodyForm::Kind::Plain }
                                                   : bodyFormOf(head, m_options.bodyForm);
    const bool isOlder = form.kind == BodyForm::Kind::OlderSocketIo
        || exchange.older != OlderSocketIo::None;
    if (!isOlder)
        return form;
    // Nor is that of one before 1.0, which is a digit.
    if (exchange.isPost)
        return { BodyForm::Kind::Plain };
    if (form.kind == BodyForm::Kind::Plain && head.status == OkStatus)
        form.kind = BodyForm::Kind::OlderSocketIo;
    if (!m_older)
        m_older = std::make_shared<OlderSocketIoTranscript>();
    form.older = m_older;
    return form;
}

void HttpTranscript::takeHandshake(const Http1::ResponseHead &head, const Exchange &exchange,
                                   qint64 t)
{
    Handshake handshake { WebSocket::checkResponse(head, *exchange.offer), exchange.id };
    const WebSocket::ResponseCheck &check = handshake.check;
    Record record = m_records.make(RecordKind::WsHandshake, From::Server, t);
    record.exchange = exchange.id;
    record.at = head.range;
    record.violations = check.violations;
    JsonWriter detail(record.detail);
    detail.boolean("accepted", check.isAccepted);
    if (!check.subprotocol.isEmpty())
        detail.string("subprotocol", check.subprotocol);
    if (!check.extensions.empty())
        detail.string("extensions",
                      Http1::fieldValue(head.fields, "sec-websocket-extensions"));
    detail.string("key", exchange.offer->key);
    if (!check.accept.isEmpty())
        detail.string("accept", check.accept);
    detail.string("expected_accept", check.expectedAccept);
    if (check.why)
        detail.string("why", violationName(*check.why));
    detail.finish();
    m_records.add(std::move(record));
    m_handshake = std::move(handshake);
    if (m_listener)
        m_listener->handshakeReceived(m_handshake->check);
}

void HttpTranscript::takeEnd(Role from, const Http1::MessageEnd &end, qint64 t)
{
    quint32 exchange = m_requestExchange;
    if (from == Role::Server && !m_pending.empty()) {
        exchange = m_pending.front().id;
        m_pending.pop_front();
    }
    const bool isSwitch = from == Role::Server && m_handshake && m_handshake->exchange == exchange
        && end.framing == Http1::Framing::None && end.isComplete && m_handshake->check.isAccepted;
    if (body(from)) {
        if (!isSwitch)
            body(from)->ends(end, t);
        if (from == Role::Server && m_options.leavesBodiesToRounds) {
            m_lastBody = body(from)->wireRanges();
            m_lastContent = body(from)->content();
        }
        body(from).reset();
    }
    const auto side = static_cast<std::size_t>(from);
    m_messageBegins[side] = parser(from).offset();
    if (!end.isComplete && !m_areFinished[side]) {
        const bool isTooLarge = end.framing != Http1::Framing::Chunked
            || end.violations.contains(Violation::TooLarge);
        m_lost[side] = isTooLarge ? Violation::TooLarge : Violation::BadChunkSize;
    }
    if (m_isHeadAssumed && from == Role::Server)
        parser(from).expectResponseTo(headRequest());
    if (m_listener)
        m_listener->messageEnded(from, end, exchange);
}

quint32 HttpTranscript::unparsedExchange(Role from) const
{
    return from == Role::Server && !m_pending.empty() ? m_pending.front().id : 0;
}

void HttpTranscript::takeUnparsed(Role from, const Http1::Unparsed &unparsed, qint64 t)
{
    const auto side = static_cast<std::size_t>(from);
    m_unparsed[side].add(unparsed.range, unparsed.violations, unparsedExchange(from), t);
    m_messageBegins[side] = unparsed.range.end;
    if (!m_listener)
        return;
    m_listener->unparsedReceived(from, unparsed.octets);
    if (const auto lost = std::exchange(m_lost[side], std::nullopt)) {
        const std::vector<Violation> told = unparsed.violations.toVector();
        m_listener->bodyBroken(from, told.empty() ? *lost : told.front());
    }
}

} // namespace Pushscope
