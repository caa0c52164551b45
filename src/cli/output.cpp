// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/output.h"

#include "capture/jsonwriter.h"
#include "capture/packetfacts.h"
#include "capture/recorddecoder.h"
#include "cli/exitstatus.h"
#include "models/describe.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <poll.h>
#include <utility>
#include <unistd.h>

namespace Pushscope {

namespace {

/// Octets gathered before they are written even where nobody says flush.
constexpr qsizetype BufferOctets = 256 * 1024;
/// Octets of a payload that a line for people shows.
constexpr qint64 PreviewOctets = 200;

bool isMessage(RecordKind kind)
{
    switch (kind) {
    case RecordKind::WsMessage:
    case RecordKind::SseEvent:
    case RecordKind::PollResult:
    case RecordKind::StreamMessage:
    case RecordKind::MultipartPart:
    case RecordKind::IframeScript:
    case RecordKind::JsonpCallback:
    case RecordKind::SioPacket:
        return true;
    default:
        return false;
    }
}

/// A page would get it: an event that is dispatched, a script with a message, a call of its function.
bool isDelivered(const Record &record)
{
    if (record.kind == RecordKind::WsMessage)
        return !record.has(CarriesPackets);
    if (record.kind == RecordKind::SioPacket) {
        const auto type = socketIoType(record);
        return type == SocketIo::PacketType::Event || type == SocketIo::PacketType::BinaryEvent;
    }
    if (record.has(CarriesPackets))
        return false; // What it carries is.
    const bool maySayNothing = record.kind == RecordKind::SseEvent
        || record.kind == RecordKind::IframeScript || record.kind == RecordKind::JsonpCallback;
    return !maySayNothing || record.code != 0;
}

/// One line, whatever the octets: control characters as escapes, what is no text as hexadecimal.
QByteArray oneLine(const QByteArray &octets)
{
    // The preview may have cut the last character in two.
    constexpr qsizetype LongestCharacter = 4;
    const qsizetype mayLack = octets.size() < PreviewOctets ? 1 : LongestCharacter;
    qsizetype lacks = 0;
    while (lacks < mayLack && !isValidUtf8(QByteArrayView(octets).chopped(lacks)))
        ++lacks;
    if (lacks == mayLack)
        return octets.toHex(' ');
    QByteArray line;
    for (char c : QByteArrayView(octets).chopped(lacks)) {
        if (c == '\n')
            line += "\\n";
        else if (c == '\r')
            line += "\\r";
        else if (static_cast<uchar>(c) < 0x20 || c == 0x7F)
            line += '.';
        else
            line += c;
    }
    return line;
}

} // namespace

QByteArray sentenceOf(const Record &record)
{
    const Error error = errorOf(record);
    QByteArray sentence = describe(error).toUtf8();
    if (error.value("subject").isEmpty())
        return sentence;
    if (error.code == ErrorCode::TlsUntrusted)
        sentence += " --cacert FILE names whom to trust; --insecure connects anyway.";
    else if (error.code == ErrorCode::TlsExpired || error.code == ErrorCode::TlsName)
        sentence += " --insecure connects anyway.";
    return sentence;
}

Output::Output(Form form, bool isMessagesOnly, const QByteArray &textPointer)
    : m_form(form)
    , m_isMessagesOnly(isMessagesOnly)
    , m_text(form == Form::Text ? textPointer : QByteArray(), isMessagesOnly)
{
}

bool Output::isShown(const Record &record) const
{
    if (!m_isMessagesOnly)
        return true;
    if (record.kind == RecordKind::Error)
        return true;
    return isMessage(record.kind) && record.from != From::Client && isDelivered(record);
}

void Output::write(std::span<const Record> records, OctetSource &octets)
{
    {
        std::unique_lock lock(m_mutex);
        m_released.wait(lock, [this] { return !m_isHeld; });
        if (m_isDiscarding || m_form == Form::Quiet)
            return;
    }
    JsonLineWriter lines(octets, sentenceOf);
    for (const Record &record : records) {
        if (m_isClosed)
            return;
        if (m_text.take(record, octets, m_buffer) || !isShown(record))
            continue;
        if (m_form == Form::Json)
            lines.write(record, m_buffer);
        else
            writeText(record, octets);
        if (m_buffer.size() >= BufferOctets)
            flush();
    }
}

void Output::writeText(const Record &record, OctetSource &octets)
{
    if (m_isMessagesOnly) {
        const QByteArray content = contentOctets(record, octets, JsonLineWriter::MaxPrintedOctets);
        m_buffer += content;
        if (!content.endsWith('\n'))
            m_buffer += '\n';
        return;
    }
    constexpr double NsPerSecond = 1e9;
    if (record.t != Record::NoTime)
        m_buffer += QByteArray::number(static_cast<double>(record.t) / NsPerSecond, 'f', 6) + ' ';
    m_buffer += record.from == From::Client ? '>' : record.from == From::Server ? '<' : '-';
    m_buffer += ' ';
    m_buffer += recordKindName(record.kind);
    if (record.kind == RecordKind::Error) {
        m_buffer += "  " + sentenceOf(record);
    } else {
        const QByteArray content = contentOctets(record, octets, PreviewOctets);
        m_buffer += "  " + oneLine(content.isEmpty() ? record.detail : content);
    }
    for (Violation violation : record.violations.toVector())
        m_buffer += "  !" + violationName(violation).toByteArray();
    m_buffer += '\n';
}

void Output::writeFailure(const Error &error)
{
    if (m_form != Form::Json)
        return;
    QByteArray line;
    JsonWriter json(line);
    json.string("kind", recordKindName(RecordKind::Error));
    json.string("where", errorSiteName(error.where));
    json.string("code", errorCodeName(error.code));
    for (const auto &[name, value] : error.data)
        json.string(name, value);
    json.string("message", describe(error).toUtf8());
    json.finish();
    writeLine(line);
}

void Output::writeLine(const QByteArray &line)
{
    m_buffer += line;
    m_buffer += '\n';
    flush();
}

void Output::writeRaw(const QByteArray &octets)
{
    m_buffer += octets;
    flush();
}

void Output::hold()
{
    const std::lock_guard lock(m_mutex);
    m_isHeld = true;
}

void Output::release()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = false;
    }
    m_released.notify_all();
}

void Output::discard()
{
    const std::lock_guard lock(m_mutex);
    m_isDiscarding = true;
}

int Output::checked(int status)
{
    if (m_failure == 0)
        return status;
    if (!std::exchange(m_isFailureSaid, true))
        std::fprintf(stderr, "Standard output could not be written: %s.\n",
                     std::strerror(m_failure));
    return ExitFailed;
}

void Output::flush()
{
    qsizetype written = 0;
    while (written < m_buffer.size() && !m_isClosed) {
        const ssize_t count = ::write(STDOUT_FILENO, m_buffer.constData() + written,
                                      static_cast<std::size_t>(m_buffer.size() - written));
        if (count >= 0) {
            written += count;
        } else if (errno == EAGAIN) {
            // Whoever shares the pipe made it non-blocking.
            pollfd room { STDOUT_FILENO, POLLOUT, 0 };
            ::poll(&room, 1, -1);
        } else if (errno != EINTR) {
            if (errno != EPIPE) // SIGPIPE is ignored: the reader went away, which is its right.
                m_failure = errno;
            m_isClosed = true;
        }
    }
    m_buffer.clear();
}

} // namespace Pushscope
