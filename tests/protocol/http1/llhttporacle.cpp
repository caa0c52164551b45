// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "llhttporacle.h"

#include "protocol/http1/fields.h"
#include "protocol/http1/messageparser.h"

#include <llhttp.h>

namespace Pushscope::Http1 {

namespace {

/// Blanks at the ends and runs of them are ours to differ in: folds, OWS.
QByteArray plainValue(const QByteArray &value)
{
    QByteArray plain = value;
    plain.replace('\t', ' ');
    qsizetype size = 0;
    do {
        size = plain.size();
        plain.replace("  ", " ");
    } while (plain.size() != size);
    if (plain.startsWith(' '))
        plain = plain.sliced(1);
    if (plain.endsWith(' '))
        plain.chop(1);
    return plain;
}

/// A semicolon at the end, without an extension behind it, is not told by llhttp.
QByteArray plainExtension(const QByteArray &extension)
{
    return extension.endsWith(';') ? extension.chopped(1) : extension;
}

bool hasNoBody(int status)
{
    return (status >= 100 && status <= 199) || status == 204 || status == 304;
}

/// Collects what llhttp calls back with.
class Collector
{
public:
    explicit Collector(Role sender)
    {
        llhttp_settings_init(&m_settings);
        m_settings.on_message_begin = [](llhttp_t *p) { return self(p).begin(); };
        m_settings.on_url = [](llhttp_t *p, const char *at, size_t n) {
            return append(self(p).m_message.target, at, n);
        };
        m_settings.on_method = [](llhttp_t *p, const char *at, size_t n) {
            return append(self(p).m_message.method, at, n);
        };
        m_settings.on_version = [](llhttp_t *p, const char *at, size_t n) {
            return append(self(p).m_message.version, at, n);
        };
        m_settings.on_status = [](llhttp_t *p, const char *at, size_t n) {
            return append(self(p).m_message.reason, at, n);
        };
        m_settings.on_header_field
            = [](llhttp_t *p, const char *at, size_t n) { return append(self(p).m_name, at, n); };
        m_settings.on_header_value
            = [](llhttp_t *p, const char *at, size_t n) { return append(self(p).m_value, at, n); };
        m_settings.on_header_value_complete = [](llhttp_t *p) { return self(p).endField(); };
        m_settings.on_headers_complete = [](llhttp_t *p) { return self(p).endHead(); };
        m_settings.on_chunk_header = [](llhttp_t *p) { return self(p).endSizeLine(); };
        m_settings.on_chunk_extension_name
            = [](llhttp_t *p, const char *at, size_t n) { return self(p).addExtensionName(at, n); };
        m_settings.on_chunk_extension_name_complete
            = [](llhttp_t *p) { return self(p).endExtensionName(); };
        m_settings.on_chunk_extension_value = [](llhttp_t *p, const char *at, size_t n) {
            return self(p).addExtensionValue(at, n);
        };
        m_settings.on_body = [](llhttp_t *p, const char *at, size_t n) {
            return append(self(p).m_message.body, at, n);
        };
        m_settings.on_message_complete = [](llhttp_t *p) { return self(p).end(); };
        llhttp_init(&m_parser, sender == Role::Client ? HTTP_REQUEST : HTTP_RESPONSE, &m_settings);
        m_parser.data = this;
    }

    Verdict read(const QByteArray &wire)
    {
        const llhttp_errno_t error
            = llhttp_execute(&m_parser, wire.constData(), static_cast<size_t>(wire.size()));
        m_verdict.isAccepted = error == HPE_OK || error == HPE_PAUSED_UPGRADE;
        if (!m_verdict.isAccepted) {
            m_verdict.error = QByteArray(llhttp_errno_name(error)) + ": "
                + QByteArray(llhttp_get_error_reason(&m_parser));
            m_verdict.refusedAt = llhttp_get_error_pos(&m_parser) - wire.constData();
        } else if (error == HPE_OK) {
            m_verdict.isCutOff = llhttp_finish(&m_parser) != HPE_OK;
        }
        if (m_hasHead)
            m_verdict.messages.push_back(m_message);
        return m_verdict;
    }

private:
    static Collector &self(llhttp_t *parser) { return *static_cast<Collector *>(parser->data); }

    static int append(QByteArray &to, const char *at, size_t count)
    {
        to.append(at, static_cast<qsizetype>(count));
        return 0;
    }

    int begin()
    {
        m_message = {};
        m_hasHead = false;
        m_name.clear();
        m_value.clear();
        return 0;
    }

    int endField()
    {
        auto &fields = m_hasHead ? m_message.trailers : m_message.fields;
        fields.emplace_back(std::exchange(m_name, {}), plainValue(std::exchange(m_value, {})));
        return 0;
    }

    int endHead()
    {
        m_hasHead = true;
        m_message.status = m_parser.status_code;
        if (!m_message.version.isEmpty())
            m_message.version.prepend("HTTP/");
        // As whoever uses llhttp has to: it does not know which responses have no body.
        const bool isPlain = m_parser.type == HTTP_RESPONSE && m_parser.status_code != 101;
        return isPlain && hasNoBody(m_parser.status_code) ? 1 : 0;
    }

    int addExtensionName(const char *at, size_t count)
    {
        if (!m_isInName && m_hasExtension)
            m_extension += ';';
        m_isInName = true;
        m_hasExtension = true;
        return append(m_extension, at, count);
    }

    int endExtensionName()
    {
        m_isInName = false;
        m_isInValue = false;
        return 0;
    }

    int addExtensionValue(const char *at, size_t count)
    {
        if (!m_isInValue)
            m_extension += '=';
        m_isInValue = true;
        return append(m_extension, at, count);
    }

    int endSizeLine()
    {
        m_message.chunkExtensions.append(plainExtension(std::exchange(m_extension, {})));
        m_hasExtension = false;
        m_isInName = false;
        m_isInValue = false;
        return 0;
    }

    int end()
    {
        m_message.isComplete = true;
        m_message.isKeptAlive = llhttp_should_keep_alive(&m_parser) != 0;
        m_message.isUpgrade = m_parser.upgrade != 0;
        m_verdict.messages.push_back(m_message);
        m_hasHead = false;
        return 0;
    }

    llhttp_settings_t m_settings{};
    llhttp_t m_parser{};
    Verdict m_verdict;
    PlainMessage m_message;
    bool m_hasHead = false;
    QByteArray m_name;
    QByteArray m_value;
    QByteArray m_extension;
    bool m_hasExtension = false;
    bool m_isInName = false;
    bool m_isInValue = false;
};

std::vector<std::pair<QByteArray, QByteArray>> plainFields(const std::vector<FieldLine> &fields)
{
    std::vector<std::pair<QByteArray, QByteArray>> plain;
    for (const FieldLine &field : fields) {
        // Ours keeps the whole of a line without a name; llhttp takes the name for empty.
        const bool hasNoName = field.name.isEmpty() && field.value.startsWith(':');
        plain.emplace_back(field.name, plainValue(hasNoName ? field.value.sliced(1) : field.value));
    }
    return plain;
}

/// Collects what MessageParser hands out.
class Reader
{
public:
    explicit Reader(Role sender)
        : m_parser(sender)
    {
    }

    Reading read(const QByteArray &wire)
    {
        m_parser.feed(wire);
        while (std::optional<Event> event = m_parser.next())
            std::visit([this](const auto &value) { take(value); }, *event);
        m_reading.waitingFrom = m_parser.offset();
        m_parser.finish();
        while (std::optional<Event> event = m_parser.next())
            std::visit([this](const auto &value) { take(value); }, *event);
        return m_reading;
    }

private:
    void take(const RequestHead &head)
    {
        PlainMessage message;
        message.method = head.method;
        message.target = head.target;
        message.isUpgrade = isUpgrade(head) || head.method == "CONNECT";
        m_mayKeepAlive = isKeepAlive(head);
        begin(message, head.version, head.fields, head.violations);
    }

    void take(const ResponseHead &head)
    {
        PlainMessage message;
        message.status = head.status;
        message.reason = head.reason;
        message.isUpgrade = head.status == 101;
        m_mayKeepAlive = isKeepAlive(head);
        begin(message, head.version, head.fields, head.violations);
        if (head.status >= 100 && head.status <= 199 && head.status != 101
            && !head.violations.contains(Violation::CutOff)) {
            m_reading.messages.back().isComplete = true;
            m_reading.messages.back().isKeptAlive = m_mayKeepAlive;
        }
    }

    void begin(PlainMessage &message, const QByteArray &version,
               const std::vector<FieldLine> &fields, ViolationSet violations)
    {
        m_reading.violations.add(violations);
        message.version = version;
        message.fields = plainFields(fields);
        m_isHeadCutOff = violations.contains(Violation::CutOff);
        m_reading.messages.push_back(message);
    }

    void take(const ChunkBegin &chunk)
    {
        current().chunkExtensions.append(plainExtension(chunk.extension));
    }
    void take(const BodyPiece &piece) { current().body += piece.octets; }
    void take(const ChunkEnd &chunk) { m_reading.violations.add(chunk.violations); }

    void take(const MessageEnd &end)
    {
        m_reading.violations.add(end.violations);
        if (m_isHeadCutOff) {
            m_reading.cutOff = m_reading.messages.back(); // llhttp does not tell of such.
            m_reading.messages.pop_back();
            return;
        }
        PlainMessage &message = current();
        message.trailers = plainFields(end.trailers);
        if (end.framing == Framing::Chunked && (end.isComplete || !end.range.isEmpty()))
            message.chunkExtensions.append(plainExtension(end.extension));
        message.isComplete = end.isComplete;
        message.isKeptAlive = end.isComplete && m_mayKeepAlive && end.framing != Framing::Close;
        if (message.isUpgrade && !message.method.isEmpty())
            m_parser.switchProtocols();
    }

    void take(const SwitchedProtocols &) { }
    void take(const Unparsed &unparsed) { m_reading.violations.add(unparsed.violations); }

    PlainMessage &current() { return m_reading.messages.back(); }

    MessageParser m_parser;
    Reading m_reading;
    bool m_mayKeepAlive = false;
    bool m_isHeadCutOff = false;
};

void describeFields(QByteArray &text, const char *title,
                    const std::vector<std::pair<QByteArray, QByteArray>> &fields)
{
    for (const auto &[name, value] : fields)
        text += QByteArray("  ") + title + ' ' + quoted(name) + ' ' + quoted(value) + '\n';
}

} // namespace

QByteArray describe(const std::vector<PlainMessage> &messages)
{
    QByteArray text;
    for (const PlainMessage &message : messages) {
        text += quoted(message.method) + ' ' + quoted(message.target) + ' '
            + QByteArray::number(message.status) + ' ' + quoted(message.reason) + ' '
            + quoted(message.version) + '\n';
        describeFields(text, "field", message.fields);
        text += "  body " + quoted(message.body) + '\n';
        for (const QByteArray &extension : message.chunkExtensions)
            text += "  chunk " + quoted(extension) + '\n';
        describeFields(text, "trailer", message.trailers);
        text += message.isComplete ? "  complete" : "  incomplete";
        text += message.isKeptAlive ? " kept-alive" : "";
        text += message.isUpgrade ? " upgrade\n" : "\n";
    }
    return text;
}

Verdict askLlhttp(Role sender, const QByteArray &wire)
{
    return Collector(sender).read(wire);
}

Reading readPlain(Role sender, const QByteArray &wire)
{
    return Reader(sender).read(wire);
}

} // namespace Pushscope::Http1
