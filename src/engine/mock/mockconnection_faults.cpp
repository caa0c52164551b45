// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoint.h"
#include "protocol/http1/serializer.h"

#include <utility>

namespace Pushscope {

void MockConnection::setFaults(const std::vector<ScenarioFault> &faults, qint64 client)
{
    FaultStage::Host host;
    host.write = [this](QByteArray octets, Cause cause) {
        m_connection->send(std::move(octets), cause);
    };
    host.end = [this](FaultStage::End end) { endByFault(end); };
    host.tell = [this](const ScenarioFault &fault) { addFault(fault); };
    m_faults = std::make_unique<FaultStage>(m_loop, faults, client, std::move(host));
    if (m_request.field("last-event-id").isEmpty() || !m_faults->losesPlace())
        return;
    std::erase_if(m_request.head.fields, [](const Http1::FieldLine &line) {
        return line.name.compare("last-event-id", Qt::CaseInsensitive) == 0;
    });
}

ServedBy MockConnection::servedBy() const
{
    if (m_isCloseSent || (m_faults && m_faults->isStalled()))
        return ServedBy::Nothing;
    if (m_writer)
        return ServedBy::WebSocket;
    if (m_isStreaming && !m_isChunked)
        return ServedBy::Stream;
    if (m_isStreaming)
        return m_endpoint && m_endpoint->technique() == "sse" ? ServedBy::EventStream
                                                              : ServedBy::ChunkedStream;
    return m_heldAnswer ? ServedBy::HeldAnswer : ServedBy::Nothing;
}

void MockConnection::fault(const ScenarioFault &fault)
{
    const bool isHeld = servedBy() == ServedBy::HeldAnswer;
    if (!m_faults)
        setFaults({}, 0);
    m_faults->add(fault);
    if (fault.kind == FaultKind::MissingLastChunk) {
        endStream(Cause::Fault);
    } else if (isHeld && actsOnce(fault.kind) && fault.kind != FaultKind::Reset) {
        // What spoils the answer brings it: there is nobody to wait for.
        if (const auto held = std::exchange(m_heldAnswer, {}))
            held();
    }
}

void MockConnection::addFault(const ScenarioFault &fault)
{
    Record record = m_connection->makeRecord(RecordKind::Fault);
    record.exchange = m_request.exchange;
    record.detail = faultDetail(fault);
    m_connection->addRecord(std::move(record));
}

void MockConnection::endByFault(FaultStage::End end)
{
    switch (end) {
    case FaultStage::End::Reset:
        m_connection->abort();
        break;
    case FaultStage::End::Fin:
        m_isCloseSent = true; // Nothing more is sent.
        m_isLast = true;
        closeOnceSent();
        break;
    case FaultStage::End::Response:
        endStream();
        break;
    }
}

/// What a fault only delays goes before the end does; a peer is not kept for longer than one that
/// takes nothing.
void MockConnection::closeOnceSent()
{
    const auto close = [this] { closeOnceTaken(); };
    if (!m_faults || !m_faults->closesLater(close)) {
        close();
        return;
    }
    keep(m_loop.network().startTimer(MaxIdleTaking, [this] {
        closeOnceTaken();
        m_loop.afterEvent();
    }));
}

void MockConnection::put(QByteArray octets, Cause cause, bool isMessage)
{
    if (m_faults)
        m_faults->pass(std::move(octets), cause, isMessage);
    else
        m_connection->send(std::move(octets), cause);
}

void MockConnection::putSpoilt(QByteArray wire, const QByteArray &right, Cause cause,
                               bool isMessage)
{
    const bool isSpoilt = m_isAnswerWrong || wire != right;
    put(std::move(wire), isSpoilt ? Cause::Fault : cause, isMessage);
}

void MockConnection::putHead(Http1::ResponseHead head)
{
    const bool isSpoilt = m_faults && m_faults->changeHead(head);
    put(Http1::serialize(head), isSpoilt || m_isAnswerWrong ? Cause::Fault : Cause::Auto, false);
}

bool MockConnection::respondsInstead()
{
    if (!m_faults)
        return false;
    const auto other = m_faults->instead(m_request.head.target);
    if (!other)
        return false;
    respondWrongly(*other);
    return true;
}

void MockConnection::respondWrongly(const FaultResponse &response)
{
    m_isAnswerWrong = true;
    respond(response.status, response.fields, response.body);
    m_isAnswerWrong = false;
}

} // namespace Pushscope
