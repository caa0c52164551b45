// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartparser.h"

#include "protocol/http1/bodylength.h"

#include <limits>
#include <utility>

namespace Pushscope::Multipart {

namespace {

constexpr qint64 LineEndOctets = 2; ///< The most that a line end has.

} // namespace

void MultipartParser::beginBody(qint64 begin)
{
    m_bodyBegin = begin;
    m_fields = m_section.takeFields();
    m_violations.add(m_section.takeViolations());
    // §5.1: "NO header fields are actually required in body parts." It is told all the same: such
    // a part says of its content neither what it is nor how long.
    if (m_fields.empty())
        m_violations.add(Violation::PartWithoutHeaders);
    const Http1::ContentLength length = Http1::readContentLength(m_fields);
    m_violations.add(length.violations);
    m_announced = length.octets;
    m_length.reset();
    if (m_announced && *m_announced <= m_maxBody && m_lengths != Lengths::Wrong)
        m_length = m_announced;
    m_reader.search(begin, true);
    m_state = State::Body;
}

std::optional<Value> MultipartParser::readBody()
{
    if (m_length) {
        if (std::optional<Value> part = readToLength())
            return part;
        if (m_length)
            return std::nullopt;
    }
    return readToDelimiter();
}

/// Forgets the length where what follows shows that it is wrong.
std::optional<Value> MultipartParser::readToLength()
{
    const qint64 end = m_bodyBegin + *m_length;
    // "Boundary delimiters must not appear within the encapsulated material" (§5.1): where one
    // does, it is the length that is wrong.
    if (const auto dash = m_reader.find(end - 1))
        return takePartBefore(*dash);
    if (offset() < end || m_reader.searchedTo() < end) {
        if (m_reader.isFinished())
            m_length.reset();
        return std::nullopt;
    }
    if (m_lengths == Lengths::Right)
        return takePartByLength();
    switch (followsLength()) {
    case Follows::NeedMore:
        return std::nullopt;
    case Follows::LineEnd:
    case Follows::Delimiter:
        return takePartByLength();
    case Follows::Other:
        break;
    }
    m_lengths = Lengths::Wrong;
    m_length.reset();
    m_violations.add(Violation::PartLengthMismatch);
    return std::nullopt;
}

MultipartParser::Follows MultipartParser::followsLength()
{
    const qint64 end = m_bodyBegin + *m_length;
    if (m_reader.isFinished() && offset() == end) {
        m_violations.add(Violation::MissingBoundary);
        return Follows::LineEnd;
    }
    const DelimiterReader::Match delimiter = m_reader.match(end);
    if (delimiter == DelimiterReader::Match::Yes) {
        // Where a line ends before it, that line end is the delimiter's and was counted.
        const bool isCounted = m_reader.lineEndBefore(end, m_bodyBegin) < end;
        return isCounted ? Follows::Other : Follows::Delimiter;
    }
    const bool mayComeMore = !m_reader.isFinished();
    if (offset() > end && m_reader.at(end) == '\n')
        return Follows::LineEnd;
    if (offset() > end && m_reader.at(end) == '\r') {
        if (offset() == end + 1)
            return mayComeMore ? Follows::NeedMore : Follows::Other;
        return m_reader.at(end + 1) == '\n' ? Follows::LineEnd : Follows::Other;
    }
    const bool isBegun = delimiter == DelimiterReader::Match::NeedMore;
    return isBegun && mayComeMore ? Follows::NeedMore : Follows::Other;
}

std::optional<Value> MultipartParser::readToDelimiter()
{
    // A delimiter that begins later, or whose line end does, ends a body that is too large.
    const qint64 maxEnd = m_bodyBegin + m_maxBody;
    if (const auto dash = m_reader.find(maxEnd + LineEndOctets)) {
        if (m_reader.lineEndBefore(*dash, m_bodyBegin) > maxEnd)
            return takeTooLarge();
        return takePartBefore(*dash);
    }
    if (m_reader.searchedTo() > maxEnd + LineEndOctets)
        return takeTooLarge();
    if (!m_reader.isFinished())
        return std::nullopt;
    if (offset() > maxEnd)
        return takeTooLarge();
    m_violations.add(Violation::CutOff);
    return takePart(offset(), offset(), By::End);
}

Value MultipartParser::takePart(qint64 end, qint64 knownAt, By by)
{
    Part part;
    part.fields = std::exchange(m_fields, {});
    part.body = m_reader.view(m_bodyBegin, end);
    part.delimiter = m_delimiter;
    part.range = { m_delimiter.end, end };
    part.knownAt = knownAt;
    part.by = by;
    part.violations = takeViolations();
    m_begin = end;
    m_state = by == By::End ? State::Epilogue : State::Rest;
    return part;
}

Value MultipartParser::takePartBefore(qint64 dash)
{
    // "The CRLF preceding the boundary delimiter line is conceptually attached to the boundary".
    // That of an empty line before it stays where it is: the fields need it.
    const qint64 end = m_reader.lineEndBefore(dash, m_bodyBegin);
    const qint64 knownAt = dash + m_reader.delimiterOctets();
    if (m_announced && *m_announced != end - m_bodyBegin) {
        m_violations.add(Violation::PartLengthMismatch);
        m_lengths = Lengths::Wrong;
    }
    Value part = takePart(end, knownAt, By::Boundary);
    beginDelimiter(end, dash);
    return part;
}

Value MultipartParser::takePartByLength()
{
    const qint64 end = m_bodyBegin + *m_length;
    Value part = takePart(end, end, By::Length);
    m_state = State::AfterLength;
    return part;
}

Value MultipartParser::takeTooLarge()
{
    m_violations.add(Violation::TooLarge);
    const qint64 end = m_bodyBegin + m_maxBody;
    return takePart(end, end, By::None);
}

std::optional<Value> MultipartParser::readAfterLength()
{
    const qint64 end = m_begin;
    const bool isEmpty = m_bodyBegin == end;
    qint64 dash = end;
    if (dash < offset() && m_reader.at(dash) == '\r')
        ++dash;
    if (dash < offset() && m_reader.at(dash) == '\n')
        ++dash;
    const bool isCrAlone = dash - end == 1 && m_reader.at(end) == '\r';
    if (isCrAlone && dash == offset())
        return std::nullopt;
    const DelimiterReader::Match found
        = isCrAlone ? DelimiterReader::Match::No : m_reader.match(dash);
    if (found == DelimiterReader::Match::NeedMore)
        return std::nullopt;
    if (found == DelimiterReader::Match::Yes) {
        m_lengths = Lengths::Right;
        // "The boundary delimiter MUST occur at the beginning of a line".
        if (dash == end && !isEmpty)
            m_violations.add(Violation::BadBoundary);
        beginDelimiter(end, dash);
        return std::nullopt;
    }
    m_lengths = Lengths::Wrong;
    m_violations.add(Violation::PartLengthMismatch);
    m_reader.search(end, false);
    m_state = State::Rest;
    return std::nullopt;
}

std::optional<Value> MultipartParser::readRest()
{
    if (const auto dash = m_reader.find(std::numeric_limits<qint64>::max())) {
        const qint64 begin = m_reader.lineEndBefore(*dash, m_begin);
        if (auto rest = takeOutside(Outside::Where::Rest, begin, true))
            return rest;
        beginDelimiter(begin, *dash);
        return std::nullopt;
    }
    if (m_reader.isFinished())
        return takeOutside(Outside::Where::Rest, offset(), true);
    return takeOutside(Outside::Where::Rest, m_reader.searchedTo() - LineEndOctets, false);
}

std::optional<Value> MultipartParser::readEpilogue()
{
    return takeOutside(Outside::Where::Epilogue, offset(), m_reader.isFinished());
}

std::optional<Part> parsePart(QByteArrayView bodyPart)
{
    if (bodyPart.isEmpty())
        return std::nullopt;
    MultipartParser parser({}, std::numeric_limits<qint64>::max() / 2);
    parser.m_lengths = MultipartParser::Lengths::Wrong;
    parser.beginFields(0);
    parser.feed(bodyPart);
    parser.finish();
    Part part = std::get<Part>(*parser.next());
    part.body = bodyPart.last(part.body.size());
    return part;
}

} // namespace Pushscope::Multipart
