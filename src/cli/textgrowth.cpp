// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/textgrowth.h"

#include "capture/jsonlines.h"
#include "capture/recorddecoder.h"

#include <QJsonObject>

#include <utility>

namespace Pushscope {

namespace {

bool isMessage(const Record &record)
{
    return record.from != From::Client
        && (record.kind == RecordKind::SseEvent || record.kind == RecordKind::StreamMessage
            || record.kind == RecordKind::WsMessage || record.kind == RecordKind::MultipartPart
            || record.kind == RecordKind::PollResult);
}

/// How a message travelled, which between the words of a text only disturbs.
bool isCarriage(const Record &record)
{
    return (record.kind == RecordKind::HttpChunk || record.kind == RecordKind::HttpData
            || record.kind == RecordKind::SseComment)
        && record.violations.isEmpty();
}

bool isTextNote(const Record &record)
{
    return record.kind == RecordKind::Note
        && detailOf(record).value(QLatin1StringView("text")).toString().startsWith(
            QLatin1StringView("text: "));
}

/// Control characters of a stranger's text are not for a terminal.
QByteArray harmless(QByteArray text)
{
    for (char &octet : text) {
        const bool isControl = static_cast<uchar>(octet) < 0x20 || octet == 0x7F;
        if (isControl && octet != '\n' && octet != '\t')
            octet = '.';
    }
    return text;
}

} // namespace

TextGrowth::TextGrowth(QByteArray pointer, bool isAlone)
    : m_pointer(std::move(pointer))
    , m_isAlone(isAlone)
    , m_text(m_pointer)
{
}

bool TextGrowth::take(const Record &record, OctetSource &octets, QByteArray &out)
{
    if (m_pointer.isEmpty())
        return false;
    if (isMessage(record) && takeMessage(record, octets, out))
        return true;
    if (m_text.messages() > 0 && isCarriage(record))
        return true;
    if (isTextNote(record))
        return true; // It says again what was shown as it grew.
    const bool isEnd = record.kind == RecordKind::HttpEnd && record.from == From::Server;
    if (!m_isAlone || isEnd || record.kind == RecordKind::Error)
        endLine(out);
    if (isEnd || record.kind == RecordKind::ConnClose)
        summarize(out);
    return m_isAlone && record.kind != RecordKind::Error;
}

bool TextGrowth::takeMessage(const Record &record, OctetSource &octets, QByteArray &out)
{
    const QByteArray message = contentOctets(record, octets, JsonLineWriter::MaxPrintedOctets);
    const auto text = textOfMessage(message, m_pointer);
    if (!text)
        return false;
    m_text.take(message, record.t);
    if (text->isEmpty())
        return true;
    out += m_isAlone ? *text : harmless(*text);
    m_isInLine = !text->endsWith('\n');
    return true;
}

void TextGrowth::endLine(QByteArray &out)
{
    if (std::exchange(m_isInLine, false))
        out += '\n';
}

void TextGrowth::summarize(QByteArray &out)
{
    if (m_text.messages() > 0 && !m_isAlone)
        out += QByteArray("- text  " + m_text.summary() + '\n');
    m_text.restart();
}

} // namespace Pushscope
