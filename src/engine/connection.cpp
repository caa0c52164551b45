// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/connection.h"

#include "engine/details.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

void ConnectionObserver::connectionDrained(Connection &) { }

Connection::Connection(EngineLoop &loop, const Setup &setup)
    : m_loop(loop)
    , m_self(setup.self)
    , m_observer(setup.observer)
    , m_id(++loop.counters().connection)
    , m_transcript(loop.batch(), &loop.counters(),
                   ConnectionRecords::Ids { setup.session, m_id, setup.stream }, setup.self,
                   setup.options, setup.listener)
{
}

Connection::~Connection()
{
    m_loop.remove(this);
}

Record Connection::makeRecord(RecordKind kind)
{
    return m_transcript.records().make(kind, From::Nobody, m_loop.now());
}

void Connection::addRecord(Record &&record)
{
    m_transcript.records().add(std::move(record));
}

void Connection::addError(const Error &error)
{
    Record record = makeRecord(RecordKind::Error);
    record.code = static_cast<qint32>(error.code);
    record.detail = errorDetail(error);
    addRecord(std::move(record));
}

void Connection::connectTo(const ConnectTarget &target, const QByteArray &url, Technique technique)
{
    Record record = makeRecord(RecordKind::ConnAttempt);
    record.detail = attemptDetail(m_self, techniqueName(technique), url);
    addRecord(std::move(record));
    m_loop.afterEvent();
    m_stream = m_loop.network().connectTo(target, this);
    m_loop.add(this);
}

void Connection::adopt(std::unique_ptr<Stream> stream)
{
    m_stream = std::move(stream);
    m_loop.add(this);
}

void Connection::send(QByteArray octets, Cause cause)
{
    if (m_isEnded || m_isWritingFinished || !m_stream || octets.isEmpty())
        return;
    m_transcript.records().willWrite(octets.size(), cause);
    m_unconfirmed.push_back(octets);
    m_stream->write(std::move(octets));
}

void Connection::answer(QByteArray octets, Cause cause)
{
    send(std::move(octets), cause);
    if (pendingOctets() > MaxUnreadAnswers && !std::exchange(m_isUnread, true))
        applyBrakes();
}

qint64 Connection::pendingOctets() const
{
    return m_stream ? m_stream->pendingOctets() : 0;
}

void Connection::setReadingPaused(bool isPaused)
{
    m_isReadingPaused = isPaused;
    applyBrakes();
}

void Connection::setHeld(bool isHeld)
{
    m_isHeld = isHeld;
    applyBrakes();
}

void Connection::applyBrakes()
{
    if (m_stream)
        m_stream->setReadingPaused(m_isReadingPaused || m_isHeld || m_isUnread);
}

void Connection::shutdownWriting()
{
    m_isWritingFinished = true;
    if (m_stream)
        m_stream->shutdownWriting();
}

void Connection::close(int graceMs)
{
    m_isWritingFinished = true;
    if (m_stream)
        m_stream->close(graceMs);
}

void Connection::abort()
{
    if (m_stream)
        m_stream->abort();
}

void Connection::setFailure(const Error &error)
{
    if (!m_failure)
        m_failure = error;
}

void Connection::streamOpened(const OpenFacts &facts)
{
    m_isOpen = true;
    Record record = makeRecord(RecordKind::ConnOpen);
    record.t = m_loop.captureTime(facts.t);
    record.detail = openDetail(facts);
    addRecord(std::move(record));
    m_observer->connectionOpened(*this, facts);
    m_loop.afterEvent();
}

void Connection::streamReceived(QByteArrayView octets, qint64 t)
{
    m_transcript.octets(peer(), octets, m_loop.captureTime(t));
    m_loop.afterEvent();
}

void Connection::streamWritten(qint64 count, qint64 t)
{
    const qint64 at = m_loop.captureTime(t);
    while (count > 0 && !m_unconfirmed.empty()) {
        // Kept alive here: what the transcript tells may send more.
        const QByteArray first = m_unconfirmed.front();
        const qsizetype begin = m_confirmedOfFirst;
        const auto taken
            = static_cast<qsizetype>(std::min<qint64>(count, first.size() - begin));
        count -= taken;
        m_confirmedOfFirst += taken;
        if (m_confirmedOfFirst == first.size()) {
            m_unconfirmed.pop_front();
            m_confirmedOfFirst = 0;
        }
        m_transcript.octets(m_self, QByteArrayView(first).sliced(begin, taken), at);
    }
    if (m_unconfirmed.empty()) {
        if (std::exchange(m_isUnread, false))
            applyBrakes();
        m_observer->connectionDrained(*this);
    }
    m_loop.afterEvent();
}

void Connection::streamPeerFinished(qint64 t)
{
    m_isPeerFinished = true;
    m_transcript.finish(peer(), m_loop.captureTime(t));
    m_observer->connectionPeerFinished(*this);
    m_loop.afterEvent();
}

void Connection::streamEnded(const EndFacts &facts)
{
    m_isEnded = true;
    const qint64 t = m_loop.captureTime(facts.t);
    if (m_isOpen) {
        const bool isOurs = facts.by == m_self;
        const bool isWhole = facts.how == EndedHow::Fin && !facts.error;
        if (!m_isPeerFinished) {
            m_transcript.finish(peer(), t,
                                isOurs        ? DirectionEnd::CutByUs
                                    : isWhole ? DirectionEnd::Finished
                                              : DirectionEnd::BrokenOff);
        }
        m_transcript.finish(m_self, t,
                            isOurs && isWhole ? DirectionEnd::Finished : DirectionEnd::CutByUs);
    }
    TransportEnd end = toTransportEnd(facts);
    if (m_failure) {
        end.error = m_failure;
        // Our reset was only the means: what ended it is that the peer took too long.
        if (m_failure->code == ErrorCode::ResponseTimeout) {
            end.by.reset();
            end.how = endedHowName(EndedHow::Timeout);
        }
    }
    m_observer->connectionEnded(*this, end);
    addClose(end, facts.attempts, t);
    m_loop.afterEvent();
}

void Connection::addClose(const TransportEnd &end, const QList<ConnectAttempt> &attempts, qint64 t)
{
    Record record = makeRecord(RecordKind::ConnClose);
    record.t = t;
    ConnectionRecords &records = m_transcript.records();
    record.detail = closeDetail(end, records.wireOctets(Role::Client),
                                records.wireOctets(Role::Server), attempts);
    addRecord(std::move(record));
}

} // namespace Pushscope
