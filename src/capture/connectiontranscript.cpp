// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"

#include "capture/jsonwriter.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr quint16 AbnormalClosure = 1006; // RFC 6455 §7.4.1: no Close frame was received.

} // namespace

ConnectionTranscript::ConnectionTranscript(BatchBuilder &batch, CaptureCounters *counters,
                                           ConnectionRecords::Ids ids, std::optional<Role> self,
                                           const TranscriptOptions &options,
                                           TranscriptListener *listener)
    : m_records(batch, ids, self)
    , m_options(options)
    , m_listener(listener)
    , m_flashPolicy(m_records, options.dataRecordOctets)
    , m_http(m_records, counters, options, listener)
{
}

ConnectionTranscript::~ConnectionTranscript() = default;

void ConnectionTranscript::octets(Role from, QByteArrayView octets, qint64 t)
{
    // A read that begins in a head is recorded whole, with what of the body came with it.
    const bool isBody = m_webSocket || m_other || m_http.isInBody(from);
    if (m_isHeadsOnly && isBody)
        m_records.skipWire(from, octets.size());
    else
        m_records.addWire(from, octets, t);
    if (m_webSocket) {
        m_webSocket->octets(from, octets, t);
        m_records.release(from, m_webSocket->pendingFrom(from), true);
        return;
    }
    if (m_other) {
        takeOther(from, octets.size(), t);
        return;
    }
    const QByteArrayView rest = m_flashPolicy.isOver() ? octets : m_flashPolicy.take(from, octets, t);
    if (!rest.isEmpty())
        m_http.octets(from, rest, t);
    if (m_http.hasSwitched())
        switchToWebSocket(t);
    else
        m_records.release(from, m_http.pendingFrom(from), m_http.isContentReleasable(from));
}

void ConnectionTranscript::setHeadsOnly(bool isHeadsOnly)
{
    m_isHeadsOnly = isHeadsOnly;
    m_records.setHeadsOnly(isHeadsOnly);
}

void ConnectionTranscript::switchToWebSocket(qint64 t)
{
    const auto &handshake = m_http.handshake();
    if (!handshake) {
        switchToOther(t);
        return;
    }
    // What was read beyond the response already belongs to the first frames. Views into the
    // buffers that hold it stay valid until these are fed again, which nobody does any more.
    const QByteArrayView early = m_http.remainder(Role::Server);
    const QByteArrayView earlyClient = m_http.remainder(Role::Client);
    const std::array<qint64, 2> begins { m_records.wireOctets(Role::Client) - earlyClient.size(),
                                         m_records.wireOctets(Role::Server) - early.size() };
    // A further request that was begun is neither a message nor a frame.
    UnparsedOctets further(m_records, Role::Client, m_options.dataRecordOctets);
    if (const qint64 begun = m_http.pendingFrom(Role::Client); begun < begins.front())
        further.add({ begun, begins.front() }, {}, 0, t);
    further.finish(0, t);
    m_webSocket
        = std::make_unique<WebSocketTranscript>(m_records, handshake->exchange,
                                                handshake->check.deflate, m_options, begins,
                                                m_listener);
    m_webSocket->readMessagesAs(m_session);
    if (!m_session)
        m_webSocket->readMessagesAs(m_http.olderSocketIo());
    if (!earlyClient.isEmpty())
        m_webSocket->octets(Role::Client, earlyClient, t);
    if (!early.isEmpty())
        m_webSocket->octets(Role::Server, early, t);
}

void ConnectionTranscript::switchToOther(qint64 t)
{
    const qint64 step = m_options.dataRecordOctets;
    m_other.emplace(std::array { UnparsedOctets(m_records, Role::Client, step),
                                 UnparsedOctets(m_records, Role::Server, step) });
    for (const Role from : { Role::Client, Role::Server })
        takeOther(from, m_records.wireOctets(from) - m_http.pendingFrom(from), t);
}

void ConnectionTranscript::takeOther(Role from, qint64 octets, qint64 t)
{
    UnparsedOctets &other = (*m_other)[static_cast<std::size_t>(from)];
    const qint64 end = m_records.wireOctets(from);
    other.add({ end - octets, end }, {}, 0, t);
    const ByteRange pending = other.pending();
    m_records.release(from, pending.isEmpty() ? end : pending.begin, true);
}

void ConnectionTranscript::assumeWebSocket(std::optional<WebSocket::DeflateParameters> deflate)
{
    m_webSocket = std::make_unique<WebSocketTranscript>(m_records, 0, deflate,
                                                        m_options,
                                                        std::array<qint64, 2> {}, m_listener);
}

void ConnectionTranscript::readMessagesAs(std::shared_ptr<EngineIoTranscript> session)
{
    m_session = std::move(session);
    if (m_webSocket)
        m_webSocket->readMessagesAs(m_session);
}

void ConnectionTranscript::finish(Role from, qint64 t, DirectionEnd end)
{
    m_records.setForgiving(end == DirectionEnd::CutByUs || m_records.self() == from);
    finishDirection(from, t, end == DirectionEnd::Finished);
    m_records.setForgiving(false);
}

void ConnectionTranscript::finishDirection(Role from, qint64 t, bool isWhole)
{
    if (m_webSocket) {
        m_webSocket->finish(from, t);
        return;
    }
    if (m_other) {
        (*m_other)[static_cast<std::size_t>(from)].finish(0, t);
        return;
    }
    const QByteArrayView held = m_flashPolicy.finish(from, t);
    if (!held.isEmpty())
        m_http.octets(from, held, t);
    m_http.finish(from, t, isWhole);
}

int ConnectionTranscript::addClosed(const TransportEnd &end, bool isRefused, qint64 t)
{
    WebSocket::CloseEvent event { .code = AbnormalClosure, .reason = {}, .wasClean = false };
    std::optional<Role> first;
    bool isHandshake = false;
    if (m_webSocket) {
        m_webSocket->transportEnded();
        first = m_webSocket->closing().firstFrom();
        // As a page would be told, whichever end records it: but what a client said when it left
        // is known to the server alone. RFC 6455 §7.1.6: the reason is that of "the first Close
        // control frame received by the application".
        const bool isToldByClient = m_records.self() == Role::Server && first == Role::Client;
        event = m_webSocket->closing().closeEvent(isToldByClient ? Role::Server : Role::Client);
        isHandshake = m_webSocket->closing().isComplete();
    }
    Record record = m_records.make(RecordKind::WsClosed, From::Nobody, t);
    record.code = event.code;
    JsonWriter detail(record.detail);
    detail.integer("code", event.code);
    detail.string("reason", event.reason);
    detail.boolean("clean", isHandshake && event.wasClean);
    detail.string("by", first ? fromName(fromRole(*first)) : QByteArrayView("error"));
    detail.string("how", isRefused ? QByteArrayView("http-refusal")
                      : isHandshake ? QByteArrayView("handshake")
                                    : end.how);
    detail.finish();
    m_records.add(std::move(record));
    return event.code;
}

} // namespace Pushscope
