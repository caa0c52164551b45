// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartparser.h"

#include "protocol/http1/grammar.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope::Multipart {

namespace {

constexpr qint64 LineEndOctets = 2; ///< The most that a line end has.

QByteArrayView withoutCr(QByteArrayView line)
{
    return line.endsWith('\r') ? line.chopped(1) : line;
}

/// Whether @p line may be one of MIME-part-headers; what is none begins the content.
bool isFieldLine(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    return colon > 0 && Http1::isToken(Http1::trimBlanks(line.first(colon)));
}

} // namespace

MultipartParser::MultipartParser(const Boundary &boundary, qint64 maxBody)
    : m_reader(boundary.value)
    , m_maxBody(std::max<qint64>(maxBody, 0))
    , m_violations(boundary.violations)
{
}

std::optional<Value> MultipartParser::next()
{
    for (;;) {
        const State before = m_state;
        std::optional<Value> value = step();
        if (value || m_state == before)
            return value;
    }
}

std::optional<Value> MultipartParser::step()
{
    switch (m_state) {
    case State::Preamble:
        return readPreamble();
    case State::DelimiterLine:
        return readDelimiterLine();
    case State::Fields:
        return readFields();
    case State::Body:
        return readBody();
    case State::AfterLength:
        return readAfterLength();
    case State::Rest:
        return readRest();
    case State::Epilogue:
        return readEpilogue();
    }
    return std::nullopt;
}

std::optional<Value> MultipartParser::readPreamble()
{
    guessBoundary();
    const bool canFind = m_reader.hasBoundary();
    const auto dash = canFind ? m_reader.find(std::numeric_limits<qint64>::max()) : std::nullopt;
    if (dash) {
        // The line end before the delimiter is the delimiter's; the first needs none.
        const qint64 begin = m_reader.lineEndBefore(*dash, m_begin);
        if (auto preamble = takeOutside(Outside::Where::Preamble, begin, true))
            return preamble;
        beginDelimiter(begin, *dash);
        return std::nullopt;
    }
    if (m_reader.isFinished())
        return takeOutside(Outside::Where::Preamble, offset(), true);
    return takeOutside(Outside::Where::Preamble, m_reader.searchedTo() - LineEndOctets, false);
}

/// Where the type names no boundary, the first line tells that can be a delimiter.
void MultipartParser::guessBoundary()
{
    while (!m_reader.hasBoundary()) {
        const qint64 lf = m_reader.lineFeed(m_lineBegin);
        const bool isShort = lf - m_lineBegin <= MaxPaddingOctets;
        m_reader.search(isShort ? m_lineBegin : lf, true);
        if (lf == offset())
            return;
        if (isShort) {
            const QByteArrayView line
                = Http1::trimBlanks(withoutCr(m_reader.view(m_lineBegin, lf)));
            if (line.startsWith("--") && isBoundary(line.sliced(2))) {
                m_reader.setBoundary(line.sliced(2).toByteArray());
                return;
            }
        }
        m_lineBegin = lf + 1;
    }
}

std::optional<Value> MultipartParser::takeOutside(Outside::Where where, qint64 end, bool isAll)
{
    const qint64 size = std::min(end - m_begin, OutsideOctets);
    if (size <= 0 || (size < OutsideOctets && !isAll))
        return std::nullopt;
    Outside outside;
    outside.where = where;
    outside.range = { m_begin, m_begin + size };
    outside.octets = m_reader.view(outside.range.begin, outside.range.end);
    if (where == Outside::Where::Preamble) {
        // "The body must then contain one or more body parts, each preceded by a boundary
        // delimiter line" (§5.1). A preamble this long is no preamble, as far as one can wait.
        const bool isMissing
            = size == OutsideOctets || (m_reader.isFinished() && outside.range.end == offset());
        if (isMissing && !std::exchange(m_isMissingBoundaryTold, true)) {
            outside.violations = takeViolations();
            outside.violations.add(Violation::MissingBoundary);
        }
    }
    if (where == Outside::Where::Rest)
        outside.violations.add(takeViolations());
    m_begin = outside.range.end;
    return outside;
}

void MultipartParser::beginDelimiter(qint64 begin, qint64 dash)
{
    // §5.1.1: the delimiter is "two hyphen characters followed by the boundary parameter value".
    // Cameras write those hyphens into the parameter and then not twice into the body.
    if (!m_reader.settle(dash))
        m_violations.add(Violation::BadBoundary);
    // "delimiter := CRLF dash-boundary".
    if (dash - begin == 1)
        m_violations.add(Violation::BareLf);
    m_begin = begin;
    m_lineBegin = dash + m_reader.delimiterOctets();
    m_state = State::DelimiterLine;
}

std::optional<Value> MultipartParser::readDelimiterLine()
{
    // "close-delimiter := delimiter '--'".
    const qint64 rest = offset() - m_lineBegin;
    if (rest > 0 && m_reader.at(m_lineBegin) == '-') {
        if (rest == 1)
            return std::nullopt;
        if (m_reader.at(m_lineBegin + 1) == '-') {
            const CloseDelimiter close{ { m_begin, m_lineBegin + 2 }, takeViolations() };
            m_begin = close.range.end;
            m_state = State::Epilogue;
            return close;
        }
    }
    const qint64 lf = m_reader.lineFeed(m_lineBegin);
    if (lf - m_lineBegin > MaxPaddingOctets) {
        m_violations.add(Violation::BadBoundary);
        beginFields(m_lineBegin + MaxPaddingOctets);
        return std::nullopt;
    }
    if (lf == offset())
        return std::nullopt;
    // "dash-boundary transport-padding CRLF", and the padding is blanks.
    const QByteArrayView line = m_reader.view(m_lineBegin, lf);
    if (!line.endsWith('\r'))
        m_violations.add(Violation::BareLf);
    if (!Http1::trimBlanks(withoutCr(line)).isEmpty())
        m_violations.add(Violation::BadBoundary);
    beginFields(lf + 1);
    return std::nullopt;
}

void MultipartParser::beginFields(qint64 begin)
{
    m_delimiter = { m_begin, begin };
    m_lineBegin = begin;
    m_announced.reset();
    m_state = State::Fields;
}

std::optional<Value> MultipartParser::readFields()
{
    for (;;) {
        const auto isDelimiter = m_reader.match(m_lineBegin);
        if (isDelimiter == DelimiterReader::Match::NeedMore && !m_reader.isFinished())
            return std::nullopt;
        if (isDelimiter == DelimiterReader::Match::Yes) {
            // The grammar lets a part end without an empty line, but not its last field line.
            if (m_section.size() > 0)
                m_violations.add(Violation::BadFieldLine);
            const qint64 dash = m_lineBegin;
            beginBody(dash);
            return takePartBefore(dash);
        }
        const qint64 lf = m_reader.lineFeed(m_lineBegin);
        if (lf - m_delimiter.end >= MaxFieldOctets) {
            if (m_section.size() > 0)
                m_violations.add(Violation::TooLarge);
            beginBody(m_lineBegin);
            return std::nullopt;
        }
        if (lf == offset())
            return m_reader.isFinished() ? finishFields() : std::nullopt;
        if (!addFieldLine(lf))
            return std::nullopt;
    }
}

/// The line that ends with the LF at @p lf; false where the fields are over.
bool MultipartParser::addFieldLine(qint64 lf)
{
    const QByteArrayView line = m_reader.view(m_lineBegin, lf);
    const QByteArrayView text = withoutCr(line);
    if (text.isEmpty()) {
        if (line.isEmpty())
            m_violations.add(Violation::BareLf);
        beginBody(lf + 1);
        return false;
    }
    if (m_section.size() == 0 && !isFieldLine(text)) {
        beginBody(m_lineBegin);
        return false;
    }
    if (m_section.size() >= MaxFields && !m_section.isFold(text)) {
        m_violations.add(Violation::TooLarge);
        beginBody(m_lineBegin);
        return false;
    }
    m_section.add(text, { m_lineBegin - m_delimiter.end, lf + 1 - m_delimiter.end },
                  text.size() == line.size());
    m_lineBegin = lf + 1;
    return true;
}

/// The stream ended in the fields. A line that was begun is a field's no more than content's,
/// unless it is the first and can be no field.
std::optional<Value> MultipartParser::finishFields()
{
    if (m_delimiter.end == offset())
        return std::nullopt; // No octet of a part is here.
    const QByteArrayView line = m_reader.view(m_lineBegin, offset());
    const bool isContent = m_section.size() == 0 && !isFieldLine(line);
    beginBody(isContent ? m_lineBegin : offset());
    m_violations.add(Violation::CutOff);
    return takePart(offset(), offset(), By::End);
}

ViolationSet MultipartParser::takeViolations()
{
    return std::exchange(m_violations, {});
}

MultipartParser::Waiting MultipartParser::waiting() const
{
    switch (m_state) {
    case State::Preamble:
        return Waiting::FirstDelimiter;
    case State::DelimiterLine:
        return Waiting::LineEnd;
    case State::Fields:
        return Waiting::EmptyLine;
    case State::Body:
        return m_length && offset() - m_bodyBegin < *m_length ? Waiting::Length : Waiting::Boundary;
    case State::AfterLength:
    case State::Rest:
        return Waiting::Boundary;
    case State::Epilogue:
        break;
    }
    return Waiting::Nothing;
}

ByteRange MultipartParser::openPart() const
{
    const bool isOpen = m_state == State::Fields || m_state == State::Body;
    return isOpen ? ByteRange{ m_delimiter.end, offset() } : ByteRange{ offset(), offset() };
}

} // namespace Pushscope::Multipart
