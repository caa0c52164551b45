// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/eventstreamparser.h"

#include <algorithm>
#include <limits>

namespace Pushscope::EventStream {

namespace {

constexpr QByteArrayView Bom("\xEF\xBB\xBF");
// Scratch space that one large block made grow beyond this is given back afterwards.
constexpr qsizetype KeptOctets = 1024 * 1024;
constexpr std::size_t KeptFields = 16 * 1024;

void assign(QByteArray &to, QByteArrayView octets)
{
    to.resize(0); // Keeps the capacity: an id per event needs no allocation.
    to.append(octets);
}

} // namespace

EventStreamParser::EventStreamParser(QByteArray lastEventId, qint64 maxBlock)
    : m_maxBlock(std::max(maxBlock, LeastMaxBlock))
    , m_idBuffer(lastEventId)
    , m_lastEventId(std::move(lastEventId))
{
}

std::optional<Value> EventStreamParser::next()
{
    while (const std::optional<LineReader::Line> line = m_lines.next()) {
        if (std::optional<Value> value = takeLine(*line))
            return value;
    }
    if (m_skip != Skip::Nothing)
        return std::nullopt;
    const LineReader::Line rest{ m_lines.lineBegin(), m_lines.offset(), m_lines.offset() };
    if (rest.end - openFrom(rest) > m_maxBlock) {
        m_skip = !m_isBlockOpen && isComment(rest) ? Skip::Line : Skip::Block;
        return takeTooLarge(rest);
    }
    if (m_lines.isFinished())
        return takeUnended();
    return std::nullopt;
}

std::optional<Value> EventStreamParser::takeLine(const LineReader::Line &line)
{
    if (m_skip != Skip::Nothing) {
        if (m_skip == Skip::Block && !line.isBlank())
            return std::nullopt;
        if (m_skip == Skip::Block)
            dispatchId();
        m_skip = Skip::Nothing;
        return std::nullopt;
    }
    // The octet that ends the line counts; an LF after its CR does not, since it may come later.
    if (line.end + 1 - openFrom(line) > m_maxBlock) {
        const bool endsBlock = line.isBlank();
        if (!endsBlock && (m_isBlockOpen || !isComment(line)))
            m_skip = Skip::Block;
        Value value = takeTooLarge(line);
        if (endsBlock)
            dispatchId();
        return value;
    }
    if (contentBegin(line) == line.end) {
        // "If the line is empty (a blank line): Dispatch the event, as defined below."
        dispatchId();
        if (!m_isBlockOpen)
            return std::nullopt;
        return takeEvent(line.after, m_dataFields > 0 ? Why::None : Why::EmptyData);
    }
    if (isComment(line))
        return takeComment(line, line.end);
    return takeField(line);
}

std::optional<Value> EventStreamParser::takeField(const LineReader::Line &line)
{
    FieldLine &field = addField(line.begin, line.end);
    if (!m_lines.view(line.begin, line.end).isValidUtf8())
        m_violations.add(Violation::InvalidUtf8);
    switch (field.name) {
    case FieldName::Event:
        m_typeField = m_fields.size() - 1;
        break;
    case FieldName::Data:
        if (m_dataFields++ == 0)
            m_firstData = m_fields.size() - 1;
        break;
    case FieldName::Id:
        setId(field);
        break;
    case FieldName::Retry:
        return setRetry(field);
    case FieldName::Unknown:
        checkName(field);
        break;
    }
    return std::nullopt;
}

std::optional<Value> EventStreamParser::takeUnended()
{
    // "Once the end of the file is reached, any pending data must be discarded. (If the file ends
    // in the middle of an event, before the final empty line, the incomplete event is not
    // dispatched.)" What was not ended is no line: it is shown, but neither obeyed nor checked.
    const qint64 end = m_lines.offset();
    if (const std::optional<LineReader::Line> line = m_lines.takeUnended()) {
        if (isComment(*line)) {
            Value value = takeComment(*line, end);
            std::get<Comment>(value).violations = { Violation::CutOff };
            return value;
        }
        if (contentBegin(*line) < end)
            addField(line->begin, end).name = FieldName::Unknown;
    }
    if (!m_isBlockOpen)
        return std::nullopt;
    m_violations.add(Violation::UnterminatedBlock);
    return takeEvent(end, Why::UnterminatedBlock);
}

Value EventStreamParser::takeTooLarge(const LineReader::Line &line)
{
    const qint64 cut = openFrom(line) + m_maxBlock;
    if (!m_isBlockOpen && isComment(line)) {
        Value value = takeComment(line, cut);
        std::get<Comment>(value).violations = { Violation::TooLarge };
        return value;
    }
    if (line.begin < cut && !isComment(line))
        addField(line.begin, cut).name = FieldName::Unknown;
    m_violations.add(Violation::TooLarge);
    return takeEvent(cut, Why::TooLarge);
}

Value EventStreamParser::takeComment(const LineReader::Line &line, qint64 end) const
{
    Comment comment;
    comment.text = m_lines.view(contentBegin(line) + 1, end);
    comment.range = { line.begin, end };
    if (!comment.text.isValidUtf8())
        comment.violations.add(Violation::InvalidUtf8);
    return comment;
}

Value EventStreamParser::takeEvent(qint64 end, Why why)
{
    m_views.clear();
    for (const FieldLine &field : m_fields) {
        m_views.push_back(
            { m_lines.view(field.nameBegin, field.nameEnd), value(field), field.line });
    }
    EventView event;
    if (m_typeField)
        event.type = value(m_fields[*m_typeField]);
    // "If the event type buffer has a value other than the empty string, change the type of the
    // newly created event to equal the value of the event type buffer."
    if (event.type.isEmpty())
        event.type = QByteArrayView("message");
    event.data = dataBuffer();
    event.lastEventId = m_idBuffer;
    event.fields = m_views;
    event.range = { m_blockBegin, end };
    event.isDispatched = why == Why::None;
    event.why = why;
    event.isFirstBlock = m_blockBegin == 0 && m_mayBeginWithBom;
    event.isIdInherited = m_isIdInherited;
    event.violations = m_violations;

    // "Set the data buffer and the event type buffer to the empty string."
    m_isBlockOpen = false;
    m_fields.clear();
    if (m_fields.capacity() > KeptFields)
        m_fields.shrink_to_fit();
    m_dataFields = 0;
    m_typeField.reset();
    m_isIdInherited = true;
    m_violations = {};
    return event;
}

QByteArrayView EventStreamParser::dataBuffer()
{
    if (m_dataFields == 0)
        return {};
    // Each `data` field appends its value and an LF; dispatching removes the last LF.
    if (m_dataFields == 1)
        return value(m_fields[m_firstData]);
    if (m_joined.capacity() > KeptOctets)
        m_joined = QByteArray();
    m_joined.resize(0);
    for (const FieldLine &field : m_fields) {
        if (field.name == FieldName::Data)
            m_joined.append(value(field)).append('\n');
    }
    m_joined.chop(1);
    return m_joined;
}

QByteArrayView EventStreamParser::value(const FieldLine &field) const
{
    return m_lines.view(field.valueBegin, field.line.end);
}

EventStreamParser::FieldLine &EventStreamParser::addField(qint64 begin, qint64 end)
{
    if (!m_isBlockOpen) {
        m_isBlockOpen = true;
        m_blockBegin = begin;
    }
    const qint64 nameBegin = contentBegin({ begin, end, end });
    const QByteArrayView content = m_lines.view(nameBegin, end);
    const qsizetype colon = content.indexOf(':');
    // "Otherwise, the string is not empty but does not contain a U+003A COLON character (:)":
    // all of it is the name, and the value is empty.
    FieldLine field{ FieldName::Unknown, { begin, end }, nameBegin, end, end };
    if (colon >= 0) {
        field.nameEnd = nameBegin + colon;
        field.valueBegin = field.nameEnd + 1;
        // "If value starts with a U+0020 SPACE character, remove it from value."
        if (colon + 1 < content.size() && content[colon + 1] == ' ')
            ++field.valueBegin;
    }
    // "Field names must be compared literally, with no case folding performed."
    const QByteArrayView name = m_lines.view(field.nameBegin, field.nameEnd);
    if (name == "data")
        field.name = FieldName::Data;
    else if (name == "event")
        field.name = FieldName::Event;
    else if (name == "id")
        field.name = FieldName::Id;
    else if (name == "retry")
        field.name = FieldName::Retry;
    return m_fields.emplace_back(field);
}

void EventStreamParser::setId(const FieldLine &field)
{
    // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the
    // field value. Otherwise, ignore the field."
    const QByteArrayView id = value(field);
    if (id.contains('\0')) {
        m_violations.add(Violation::IdContainsNul);
        return;
    }
    assign(m_idBuffer, id);
    m_isIdInherited = false;
}

std::optional<Value> EventStreamParser::setRetry(const FieldLine &field)
{
    // "If the field value consists of only ASCII digits, then interpret the field value as an
    // integer in base ten … Otherwise, ignore the field." An empty value is no integer.
    const QByteArrayView digits = value(field);
    const bool isNumber = !digits.isEmpty()
        && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isNumber) {
        m_violations.add(Violation::InvalidRetry);
        return std::nullopt;
    }
    constexpr qint64 Max = std::numeric_limits<qint64>::max();
    qint64 ms = 0;
    for (char c : digits) {
        const qint64 digit = c - '0';
        ms = ms > (Max - digit) / 10 ? Max : ms * 10 + digit;
    }
    return Retry{ ms, field.line };
}

void EventStreamParser::checkName(const FieldLine &field)
{
    // UTF-8 decode strips one BOM at the start of the stream. Any other is a character of the
    // name, which is the fault to report where the name would have been right without it.
    QByteArrayView name = m_lines.view(field.nameBegin, field.nameEnd);
    bool hasBom = false;
    while (name.startsWith(Bom)) {
        hasBom = true;
        name = name.sliced(Bom.size());
    }
    if (hasBom)
        m_violations.add(Violation::BomNotFirst);
    const bool isKnown = name == "data" || name == "event" || name == "id" || name == "retry";
    if (!isKnown && !(hasBom && name.isEmpty()))
        m_violations.add(Violation::UnknownField);
}

void EventStreamParser::dispatchId()
{
    // "Set the last event ID string of the event source to the value of the last event ID
    // buffer." This is step 1: a block without data sets it too.
    if (m_lastEventId != m_idBuffer)
        assign(m_lastEventId, m_idBuffer);
}

qint64 EventStreamParser::contentBegin(const LineReader::Line &line) const
{
    // "bom = %xFEFF", once, before all else (§9.2.5); UTF-8 decode strips it (§9.2.6).
    if (line.begin != 0 || !m_mayBeginWithBom)
        return line.begin;
    return m_lines.view(0, line.end).startsWith(Bom) ? Bom.size() : 0;
}

bool EventStreamParser::isComment(const LineReader::Line &line) const
{
    // "If the line starts with a U+003A COLON character (:): Ignore the line."
    const qint64 begin = contentBegin(line);
    return begin < line.end && m_lines.view(begin, begin + 1).front() == ':';
}

qint64 EventStreamParser::openFrom(const LineReader::Line &line) const
{
    return m_isBlockOpen ? m_blockBegin : line.begin;
}

qint64 EventStreamParser::pendingFrom() const
{
    if (m_skip != Skip::Nothing)
        return m_lines.searchedTo();
    return m_isBlockOpen ? m_blockBegin : m_lines.lineBegin();
}

std::optional<Event> parseBlock(QByteArrayView block, QByteArrayView inheritedId, bool isFirstBlock)
{
    EventStreamParser parser(inheritedId.toByteArray(), std::numeric_limits<qint64>::max());
    parser.m_mayBeginWithBom = isFirstBlock;
    parser.feed(block);
    parser.finish();
    while (const std::optional<Value> value = parser.next()) {
        if (const EventView *event = std::get_if<EventView>(&*value))
            return toEvent(*event);
    }
    return std::nullopt;
}

std::optional<Retry> parseRetry(QByteArrayView line)
{
    EventStreamParser parser;
    parser.feed(line);
    parser.feed("\n");
    const std::optional<Value> value = parser.next();
    const Retry *retry = value ? std::get_if<Retry>(&*value) : nullptr;
    return retry ? std::optional(*retry) : std::nullopt;
}

} // namespace Pushscope::EventStream
