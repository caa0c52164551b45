// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/eventlog.h"

#include "protocol/http1/messageparser.h"

#include <memory>

namespace Pushscope::Http1 {

namespace {

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

QByteArray framingName(Framing framing)
{
    switch (framing) {
    case Framing::None:
        return "none";
    case Framing::ContentLength:
        return "content-length";
    case Framing::Chunked:
        return "chunked";
    case Framing::Close:
        return "close";
    }
    return {};
}

} // namespace

QByteArray quoted(QByteArrayView octets)
{
    QByteArray text("\"");
    for (char c : octets) {
        const auto octet = static_cast<unsigned char>(c);
        if (c == '\r')
            text += "\\r";
        else if (c == '\n')
            text += "\\n";
        else if (c == '\t')
            text += "\\t";
        else if (c == '"' || c == '\\')
            text.append('\\').append(c);
        else if (octet < 0x20 || octet > 0x7e)
            text += "\\x" + QByteArray::number(octet, 16).rightJustified(2, '0');
        else
            text += c;
    }
    return text + '"';
}

void EventLog::line(ByteRange range, const QByteArray &text, ViolationSet violations)
{
    m_violations.add(violations);
    m_text += number(range.begin) + ".." + number(range.end) + ' ' + text;
    const char *separator = " ! ";
    for (Violation violation : violations.toVector()) {
        m_text += separator + violationName(violation).toByteArray();
        separator = " ";
    }
    m_text += '\n';
}

void EventLog::fields(const std::vector<FieldLine> &fields, ByteRange within)
{
    for (const FieldLine &field : fields) {
        m_text += "  ";
        line(field.range, quoted(field.name) + ' ' + quoted(field.value));
        if (field.range.begin < within.begin || field.range.end > within.end)
            m_covered = -1;
    }
}

void EventLog::cover(ByteRange range)
{
    m_covered = range.begin == m_covered && range.end >= range.begin ? range.end : -1;
}

void EventLog::piece(QByteArrayView kind, ByteRange range, QByteArrayView octets,
                     ViolationSet violations)
{
    cover(range);
    if (octets.isEmpty() || octets.size() != range.size())
        m_covered = -1;
    if (m_pieceKind != kind) {
        flush();
        m_pieceKind = kind;
        m_pieceRange = range;
    }
    m_pieceRange.end = range.end;
    m_pieceOctets += octets;
    m_pieceViolations.add(violations);
    m_violations.add(violations);
}

void EventLog::flush()
{
    if (m_pieceKind.isEmpty())
        return;
    line(m_pieceRange, m_pieceKind.toByteArray() + ' ' + quoted(m_pieceOctets), m_pieceViolations);
    m_pieceKind = {};
    m_pieceOctets.clear();
    m_pieceViolations = {};
}

void EventLog::add(const Event &event)
{
    if (const auto *body = std::get_if<BodyPiece>(&event))
        return piece("body", body->range, body->octets, {});
    if (const auto *unparsed = std::get_if<Unparsed>(&event))
        return piece("unparsed", unparsed->range, unparsed->octets, unparsed->violations);
    flush();
    if (const auto *request = std::get_if<RequestHead>(&event))
        addHead(*request);
    else if (const auto *response = std::get_if<ResponseHead>(&event))
        addHead(*response);
    else if (const auto *begin = std::get_if<ChunkBegin>(&event))
        addChunk(*begin);
    else if (const auto *chunk = std::get_if<ChunkEnd>(&event))
        addChunk(*chunk);
    else if (const auto *end = std::get_if<MessageEnd>(&event))
        addEnd(*end);
    else if (const auto *switched = std::get_if<SwitchedProtocols>(&event))
        line({ switched->offset, switched->offset }, "switch");
}

void EventLog::addHead(const RequestHead &head)
{
    cover(head.range);
    line(head.range,
         "request " + quoted(head.method) + ' ' + quoted(head.target) + ' ' + quoted(head.version),
         head.violations);
    fields(head.fields, head.range);
}

void EventLog::addHead(const ResponseHead &head)
{
    cover(head.range);
    line(head.range,
         "response " + quoted(head.version) + ' ' + number(head.status) + ' ' + quoted(head.reason),
         head.violations);
    fields(head.fields, head.range);
}

void EventLog::addChunk(const ChunkBegin &chunk)
{
    cover(chunk.line);
    m_chunkBegin = chunk.line.begin;
    line(chunk.line, "chunk-begin " + number(chunk.size) + ' ' + quoted(chunk.extension));
}

void EventLog::addChunk(const ChunkEnd &chunk)
{
    if (chunk.range.begin != m_chunkBegin || chunk.data.end != m_covered)
        m_covered = -1;
    cover({ m_covered, chunk.range.end });
    line(chunk.range,
         "chunk-end " + number(chunk.size) + ' ' + quoted(chunk.extension) + " data "
             + number(chunk.data.begin) + ".." + number(chunk.data.end),
         chunk.violations);
}

void EventLog::addEnd(const MessageEnd &end)
{
    cover(end.range);
    line(end.range,
         "end " + framingName(end.framing) + ' ' + number(end.bodyOctets) + ' '
             + quoted(end.extension) + (end.isComplete ? " complete" : " incomplete"),
         end.violations);
    fields(end.trailers, end.range);
}

QByteArray EventLog::text()
{
    flush();
    return m_text;
}

namespace {

/// Hands out all values; whether protocols were switched.
bool drain(const Conversation &conversation, MessageParser &parser, EventLog &log)
{
    while (std::optional<Event> event = parser.next()) {
        log.add(*event);
        if (std::holds_alternative<SwitchedProtocols>(*event))
            return true;
        if (conversation.isSwitched && std::holds_alternative<MessageEnd>(*event)) {
            parser.switchProtocols();
            log.add(SwitchedProtocols{ parser.offset() });
            return true;
        }
    }
    return false;
}

} // namespace

EventLog readCut(const Conversation &conversation, const std::vector<qsizetype> &cuts)
{
    MessageParser parser(conversation.sender, conversation.limits);
    for (const QByteArray &method : conversation.answered)
        parser.expectResponseTo({ method, "/", "HTTP/1.1", {}, {}, {} });
    EventLog log;
    bool isSwitched = false;
    QByteArray remainder;
    qsizetype begin = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        const qsizetype end = i < cuts.size() ? cuts[i] : conversation.wire.size();
        const QByteArrayView piece = QByteArrayView(conversation.wire).sliced(begin, end - begin);
        begin = end;
        if (isSwitched) {
            remainder += piece;
            continue;
        }
        const auto memory = std::make_unique<char[]>(static_cast<std::size_t>(piece.size()) + 1);
        std::copy(piece.begin(), piece.end(), memory.get());
        parser.feed(QByteArrayView(memory.get(), piece.size()));
        isSwitched = drain(conversation, parser, log);
        if (isSwitched)
            remainder += parser.remainder();
    }
    if (!isSwitched && !conversation.isOpen) {
        parser.finish();
        if (drain(conversation, parser, log))
            remainder += parser.remainder();
    }
    const qint64 from = parser.offset();
    if (!remainder.isEmpty())
        log.add(Unparsed{ { from, from + remainder.size() }, remainder, {} });
    return log;
}

EventLog readWhole(const Conversation &conversation)
{
    return readCut(conversation, {});
}

EventLog readOctetByOctet(const Conversation &conversation)
{
    std::vector<qsizetype> cuts;
    for (qsizetype cut = 1; cut < conversation.wire.size(); ++cut)
        cuts.push_back(cut);
    return readCut(conversation, cuts);
}

} // namespace Pushscope::Http1
