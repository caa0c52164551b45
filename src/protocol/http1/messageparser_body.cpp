// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What follows a head: whether there is a body, the body, the end, and what comes after it.

#include "protocol/http1/bodylength.h"
#include "protocol/http1/fields.h"
#include "protocol/http1/messageparser.h"

#include <limits>
#include <utility>

namespace Pushscope::Http1 {

BodyLength MessageParser::readBodyLength()
{
    const bool isRequest = m_sender == Role::Client;
    return bodyLength(headFields(), m_sender, isRequest ? m_request.version : m_response.version);
}

void MessageParser::decideBody()
{
    const bool isRequest = m_sender == Role::Client;
    const BodyLength body
        = bodyLength(headFields(), m_sender, isRequest ? m_request.version : m_response.version);
    headViolations().add(body.violations);
    m_maySwitch = isRequest && (m_request.method == "CONNECT" || isUpgrade(m_request));
    m_isPersistent = isRequest ? isKeepAlive(m_request) : isKeepAlive(m_response);
    m_end.framing = body.framing;
    m_remaining = body.contentLength;
    if (isRequest && m_request.method == "CONNECT") {
        // RFC 9110 §9.3.6: "A CONNECT request message does not have content."
        forbidLength(body);
        m_end.framing = Framing::None;
    }
    if (!isRequest && !decideResponse(body))
        return;

    switch (m_end.framing) {
    case Framing::None:
        m_state = State::End;
        break;
    case Framing::ContentLength:
        m_state = m_remaining == 0 ? State::End : State::Body;
        break;
    case Framing::Chunked:
        m_chunks.reset();
        m_state = State::ChunkedBody;
        break;
    case Framing::Close:
        m_state = State::Body;
        break;
    }
}

/// What the status and the request say of the body; false where the response is an interim one.
/// Spec: RFC 9112 §6.3 numbers 1 and 2.
bool MessageParser::decideResponse(const BodyLength &body)
{
    const int status = m_response.status;
    const bool isInformational = status >= 100 && status <= 199;
    const bool isInterim = isInformational && status != 101;
    Expected expected = Expected::Ordinary;
    if (m_isExpecting && !isInterim) {
        // RFC 9112 §9.2: what comes without an outstanding request is no valid response.
        if (m_expected.empty()) {
            m_response.violations.add(Violation::OctetsAfterEnd);
        } else {
            expected = m_expected.front();
            m_expected.pop_front();
        }
    }
    const bool isTunnel = expected == Expected::ToConnect && status >= 200 && status <= 299;
    m_isSwitching = status == 101 || isTunnel;

    const bool hasNoLength = isInformational || isTunnel || status == 204;
    // §6.1: "A server MUST NOT send a Transfer-Encoding header field in any response with a status
    // code of 1xx (Informational) or 204 (No Content)", nor in a tunnel's.
    if (hasNoLength)
        forbidLength(body);
    if (hasNoLength || status == 304 || expected == Expected::ToHead)
        m_end.framing = Framing::None;
    if (!isInterim)
        return true;
    m_end = {};
    m_state = State::StartLine;
    return false;
}

/// For a message that cannot have a body, whatever its fields say.
void MessageParser::forbidLength(const BodyLength &body)
{
    if (findField(headFields(), "Transfer-Encoding"))
        headViolations().add(Violation::BadTransferEncoding);
    // RFC 9110 §8.6 forbids Content-Length as well; a 0 is common and tells no lie.
    if (body.contentLength > 0)
        headViolations().add(Violation::ContentLengthMismatch);
}

std::optional<Event> MessageParser::readBody()
{
    const bool isUntilClose = m_end.framing == Framing::Close;
    const qint64 begin = m_reader.offset();
    const QByteArrayView octets
        = m_reader.take(isUntilClose ? std::numeric_limits<qint64>::max() : m_remaining);
    if (octets.isEmpty()) {
        if (m_isFinished)
            finishBody();
        return std::nullopt;
    }
    m_end.bodyOctets += octets.size();
    if (!isUntilClose) {
        m_remaining -= octets.size();
        if (m_remaining == 0)
            m_state = State::End;
    }
    return BodyPiece{ { begin, m_reader.offset() }, octets };
}

void MessageParser::finishBody()
{
    m_isBoundaryKnown = false;
    m_state = State::End;
    if (m_end.framing == Framing::ContentLength) {
        // §8: incomplete "if the size of the message body received is less than the value given
        // by Content-Length".
        m_end.isComplete = false;
        m_end.violations.add(Violation::ContentLengthMismatch);
        m_end.violations.add(Violation::CutOff);
    } else {
        // §6.3: a request cannot end with the connection, as it would never be answered.
        m_end.isComplete = m_sender == Role::Server;
    }
}

std::optional<Event> MessageParser::readChunkedBody()
{
    std::optional<Event> event = m_chunks.next(m_reader, m_isFinished);
    if (m_chunks.isOver()) {
        m_isBoundaryKnown = m_chunks.isBoundaryKnown();
        m_lostViolations = m_chunks.lostViolations();
        leaveMessage();
    }
    return event;
}

Event MessageParser::endMessage()
{
    m_end.range = { m_reader.offset(), m_reader.offset() };
    MessageEnd end = std::exchange(m_end, {});
    leaveMessage();
    return end;
}

void MessageParser::leaveMessage()
{
    m_end = {};
    if (!m_isBoundaryKnown) {
        m_state = State::Lost;
    } else if (m_isSwitching) {
        m_state = State::Switch;
    } else if (!m_isPersistent) {
        // §9.6: what follows a message after which the connection closes is not processed.
        lose({ Violation::OctetsAfterEnd });
    } else {
        m_state = State::StartLine;
    }
}

void MessageParser::lose(ViolationSet violations)
{
    m_reader.putBack(std::exchange(m_leading, {}));
    m_lostViolations = violations;
    m_state = State::Lost;
}

std::optional<Event> MessageParser::readLost()
{
    const qint64 begin = m_reader.offset();
    const QByteArrayView octets = m_reader.takeAll();
    if (octets.isEmpty())
        return std::nullopt;
    return Unparsed{ { begin, m_reader.offset() }, octets, std::exchange(m_lostViolations, {}) };
}

} // namespace Pushscope::Http1
