// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/messageparser.h"

#include "protocol/http1/bodylength.h"
#include "protocol/http1/grammar.h"
#include "protocol/http1/startline.h"

#include <utility>

namespace Pushscope::Http1 {

namespace {

/// §2.2: a bare CR is invalid. In front of a start line it is taken for what is left of an empty
/// line.
QByteArrayView dropBareCrs(QByteArrayView line)
{
    while (line.startsWith('\r'))
        line = line.sliced(1);
    return line;
}

/// Whether @p octet begins no text in ASCII. Where a start line should begin, it tells that
/// something else is spoken (TLS, HTTP/2, frames), without waiting for a line to end.
bool isBinary(char octet)
{
    const bool isText = (octet >= 0x20 && octet < 0x7f) || isBlank(octet);
    return !isText && octet != '\r' && octet != '\n';
}

} // namespace

MessageParser::MessageParser(Role sender, Limits limits)
    : m_sender(sender)
    , m_limits(limits)
    , m_chunks(limits)
{
}

void MessageParser::feed(QByteArrayView octets)
{
    if (!m_isFinished && m_state != State::Switched)
        m_reader.feed(octets);
}

void MessageParser::finish()
{
    m_isFinished = true;
}

void MessageParser::expectResponseTo(const RequestHead &request)
{
    m_isExpecting = true;
    if (request.method == "HEAD")
        m_expected.push_back(Expected::ToHead);
    else if (request.method == "CONNECT")
        m_expected.push_back(Expected::ToConnect);
    else
        m_expected.push_back(Expected::Ordinary);
}

void MessageParser::switchProtocols()
{
    m_reader.putBack(std::exchange(m_leading, {}));
    m_state = State::Switched;
}

QByteArrayView MessageParser::remainder()
{
    return m_state == State::Switched ? m_reader.remainder() : QByteArrayView();
}

bool MessageParser::isInMessage() const
{
    return m_state == State::Fields || isInBody()
        || (m_state == State::StartLine && !m_reader.isEmpty());
}

bool MessageParser::isInBody() const
{
    return m_state == State::Body || m_state == State::ChunkedBody || m_state == State::End;
}

std::optional<Event> MessageParser::next()
{
    for (;;) {
        const State before = m_state;
        std::optional<Event> event = step();
        if (event || m_state == before)
            return event;
    }
}

std::optional<Event> MessageParser::step()
{
    switch (m_state) {
    case State::StartLine:
        return readStartLine();
    case State::Fields:
        return readFields();
    case State::Body:
        return readBody();
    case State::ChunkedBody:
        return readChunkedBody();
    case State::End:
        return endMessage();
    case State::Switch:
        m_state = State::Switched;
        return SwitchedProtocols{ m_reader.offset() };
    case State::Switched:
        return std::nullopt;
    case State::Lost:
        return readLost();
    }
    return std::nullopt;
}

std::optional<Event> MessageParser::readStartLine()
{
    for (;;) {
        // Before the octet that follows is looked at, which may not be there yet.
        if (m_leading.size() >= m_limits.headOctets) {
            lose({ Violation::TooLarge });
            return std::nullopt;
        }
        if (const auto octet = m_reader.peek(); octet && isBinary(*octet) && !m_maySwitch) {
            lose({ notAStartLine() });
            return std::nullopt;
        }
        const std::optional<OctetReader::Line> line
            = m_reader.line(m_limits.headOctets - m_leading.size());
        if (!line)
            break;
        if (!dropBareCrs(line->text).isEmpty()) {
            takeStartLine(*line);
            return std::nullopt;
        }
        takeEmptyLine(*line);
    }
    if (m_reader.isTooLong())
        lose({ Violation::TooLarge });
    else if (m_isFinished)
        cutOffStartLine();
    return std::nullopt;
}

void MessageParser::takeEmptyLine(const OctetReader::Line &line)
{
    // §2.2: "a server that is expecting to receive and parse a request-line SHOULD ignore at least
    // one empty line (CRLF) received prior to the request-line". No such words for responses.
    m_leading.append(line.octets);
    if (line.isBareLf)
        headViolations().add(Violation::BareLf);
    if (m_sender == Role::Server || !line.text.isEmpty())
        headViolations().add(notAStartLine());
}

void MessageParser::takeStartLine(const OctetReader::Line &line)
{
    m_headBegin = line.range.begin - m_leading.size();
    if (line.isBareLf)
        headViolations().add(Violation::BareLf);
    const QByteArrayView text = dropBareCrs(line.text);
    const bool isStartLine = m_sender == Role::Client ? readRequestLine(text, m_request)
                                                      : readStatusLine(text, m_response);
    if (isStartLine) {
        if (text.size() != line.text.size())
            headViolations().add(notAStartLine());
        m_leading = QByteArray();
        m_state = State::Fields;
        return;
    }
    m_reader.putBack(line.octets.toByteArray());
    lose({ notAStartLine() });
}

void MessageParser::cutOffStartLine()
{
    const ViolationSet ofLeading = headViolations();
    if (m_reader.isEmpty()) {
        if (!m_leading.isEmpty())
            lose(ofLeading);
        return;
    }
    const QByteArrayView all = m_reader.remainder();
    const QByteArrayView beginning = dropBareCrs(all);
    const bool isBeginning = beginning.isEmpty()
        || (m_sender == Role::Client ? isRequestLineBeginning(beginning)
                                     : isStatusLineBeginning(beginning));
    const bool hasBareCr = !beginning.isEmpty() && beginning.size() != all.size();
    ViolationSet violations;
    if (isBeginning)
        violations.add(Violation::CutOff);
    if (!isBeginning || hasBareCr)
        violations.add(notAStartLine());
    lose(violations);
    m_lostViolations.add(ofLeading);
}

/// What is broken where a start line should be and there is none.
Violation MessageParser::notAStartLine() const
{
    if (m_hasMessages)
        return Violation::OctetsAfterEnd;
    return m_sender == Role::Client ? Violation::BadRequestLine : Violation::BadStatusLine;
}

ViolationSet &MessageParser::headViolations()
{
    return m_sender == Role::Client ? m_request.violations : m_response.violations;
}

std::optional<Event> MessageParser::readFields()
{
    for (;;) {
        const qint64 headOctets = m_reader.offset() - m_headBegin;
        const std::optional<OctetReader::Line> line
            = m_reader.line(m_limits.headOctets - headOctets);
        if (!line) {
            if (m_reader.isTooLong())
                return abandonHead(Violation::TooLarge);
            if (m_isFinished)
                return abandonHead(Violation::CutOff);
            return std::nullopt;
        }
        if (line->text.isEmpty()) {
            if (line->isBareLf)
                headViolations().add(Violation::BareLf);
            return completeHead();
        }
        if (m_fields.size() >= m_limits.fields && !m_fields.isFold(line->text)) {
            m_reader.putBack(line->octets.toByteArray());
            return abandonHead(Violation::TooLarge);
        }
        m_fields.add(line->text, line->range, line->isBareLf);
    }
}

Event MessageParser::abandonHead(Violation violation)
{
    headViolations().add(violation);
    headFields() = m_fields.takeFields();
    headViolations().add(readBodyLength().violations);
    m_isBoundaryKnown = false;
    m_state = State::End;
    return takeHead();
}

Event MessageParser::completeHead()
{
    headFields() = m_fields.takeFields();
    m_hasMessages = true;
    m_end.isComplete = true;
    decideBody();
    return takeHead();
}

Event MessageParser::takeHead()
{
    const ByteRange range{ m_headBegin, m_reader.offset() };
    headViolations().add(m_fields.takeViolations());
    if (m_sender == Role::Client) {
        m_request.range = range;
        return std::exchange(m_request, {});
    }
    m_response.range = range;
    return std::exchange(m_response, {});
}

std::vector<FieldLine> &MessageParser::headFields()
{
    return m_sender == Role::Client ? m_request.fields : m_response.fields;
}

} // namespace Pushscope::Http1
