// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/copiedcommand.h"

#include "capture/recordfold.h"
#include "models/shellwords.h"

#include <algorithm>

namespace Pushscope {

namespace {

/// The nonce of RFC 6455 §1.3, so that what the server must answer can be looked up there.
constexpr auto SampleKey = "dGhlIHNhbXBsZSBub25jZQ==";

/// A command line that grows: options first, remarks above.
class CommandWriter
{
public:
    explicit CommandWriter(QByteArray program)
        : m_line(std::move(program))
    {
    }

    void add(const QByteArray &option) { m_line += ' ' + option; }
    void add(const QByteArray &option, const QByteArray &value)
    {
        // A line each: long command lines are read by people.
        m_line += " \\\n  " + option + ' ' + shellQuoted(value);
    }
    void addField(const QByteArray &name, const QByteArray &value) { add("-H", name + ": " + value); }
    void remark(const QByteArray &text) { m_remarks += "# " + text + '\n'; }
    [[nodiscard]] QString text(const QByteArray &operand) const
    {
        const bool isLong = m_line.contains('\n');
        return QString::fromUtf8(m_remarks + m_line + (isLong ? " \\\n  " : " ")
                                 + shellQuoted(operand));
    }

private:
    QByteArray m_remarks;
    QByteArray m_line;
};

QByteArray joined(const QList<QByteArray> &parts, const char *separator)
{
    return QByteArrayList(parts).join(separator);
}

QByteArray seconds(qint64 ms)
{
    constexpr double MsPerSecond = 1000;
    return QByteArray::number(static_cast<double>(ms) / MsPerSecond, 'g', 12);
}

bool hasField(const CommandOptions &options, const char *name)
{
    return std::any_of(options.headers.begin(), options.headers.end(), [name](const auto &field) {
        return field.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void addFields(CommandWriter &curl, const CommandOptions &options)
{
    for (const auto &[name, value] : options.headers) {
        if (!value)
            curl.add("-H", name + ':');
        else if (value->isEmpty())
            curl.add("-H", name + ';');
        else
            curl.addField(name, *value);
    }
    if (!options.origin.isEmpty())
        curl.addField("Origin", options.origin);
    if (!options.lastEventId.isEmpty())
        curl.addField("Last-Event-ID", options.lastEventId);
    if (!options.cookies.isEmpty())
        curl.add("-b", joined(options.cookies, "; "));
    if (!options.user.isEmpty())
        curl.add("-u", options.user);
}

void addCertificate(CommandWriter &curl, const CommandOptions &options)
{
    if (!options.clientCertificateFile.isEmpty()) {
        // What follows a colon would be taken for its password.
        QByteArray path = options.clientCertificateFile.toUtf8();
        path.replace('\\', "\\\\").replace(':', "\\:");
        curl.add("--cert", path);
    }
    if (!options.clientKeyFile.isEmpty())
        curl.add("--key", options.clientKeyFile.toUtf8());
}

void addHandshake(CommandWriter &curl, const CommandOptions &options)
{
    curl.remark("curl sends the handshake and prints the frames as they come.");
    curl.addField("Connection", "Upgrade");
    curl.addField("Upgrade", "websocket");
    curl.addField("Sec-WebSocket-Version", "13");
    curl.addField("Sec-WebSocket-Key", SampleKey);
    if (!options.subprotocols.isEmpty())
        curl.addField("Sec-WebSocket-Protocol", joined(options.subprotocols, ", "));
    if (options.offersDeflate)
        curl.addField("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits");
}

void addBody(CommandWriter &curl, const CommandOptions &options)
{
    const QByteArray usual = options.body ? "POST" : "GET";
    if (options.method == "HEAD" && !options.body)
        curl.add("--head");
    else if (!options.method.isEmpty() && options.method != usual)
        curl.add("-X", options.method);
    if (!options.body)
        return;
    if (!hasField(options, "Content-Type"))
        curl.addField("Content-Type", guessedContentType(*options.body));
    curl.add("--data-raw", *options.body);
}

void remarkMasks(CommandWriter &writer, const CommandOptions &options)
{
    if (hasCredentials(options) && options == withoutCredentials(options))
        writer.remark("Credentials are left out: put them in for ***.");
}

QByteArray addressOf(QUrl url, bool isHttp)
{
    if (isHttp && url.scheme().startsWith(QLatin1String("ws"))) {
        url.setScheme(url.scheme() == QLatin1String("wss") ? QStringLiteral("https")
                                                           : QStringLiteral("http"));
    }
    return url.toEncoded(QUrl::RemoveFragment);
}

} // namespace

QString copiedCurl(const CommandOptions &options)
{
    CommandWriter curl("curl --include --no-buffer --http1.1");
    remarkMasks(curl, options);
    if (isPolling(options.technique))
        curl.remark("Polling: this is one round of it.");
    if (!options.texts.isEmpty())
        curl.remark("Not carried over: what is sent once the connection is open.");
    if (options.reconnects.value_or(false))
        curl.remark("Not carried over: that it reconnects.");
    if (options.isInsecure)
        curl.add("--insecure");
    if (!options.caCertificateFile.isEmpty())
        curl.add("--cacert", options.caCertificateFile.toUtf8());
    addCertificate(curl, options);
    if (!options.proxy.isEmpty())
        curl.add("--proxy", options.proxy);
    if (options.timeoutMs)
        curl.add("--connect-timeout", seconds(*options.timeoutMs));
    if (options.durationMs)
        curl.add("--max-time", seconds(*options.durationMs));
    if (options.technique == Technique::Sse && !hasField(options, "Accept"))
        curl.addField("Accept", "text/event-stream");
    if (options.technique == Technique::WebSocket)
        addHandshake(curl, options);
    addFields(curl, options);
    addBody(curl, options);
    return curl.text(addressOf(options.url, true));
}

QString copiedWebsocat(const CommandOptions &options)
{
    if (options.technique != Technique::WebSocket)
        return {};
    CommandWriter websocat("websocat");
    remarkMasks(websocat, options);
    QByteArrayList lost;
    if (!options.caCertificateFile.isEmpty())
        lost << "the CA certificates (SSL_CERT_FILE names some)";
    if (!options.clientCertificateFile.isEmpty())
        lost << "the client certificate";
    if (options.timeoutMs)
        lost << "the time-out";
    if (options.durationMs)
        lost << "that it ends after a time";
    if (!options.texts.isEmpty())
        lost << "what is sent once the connection is open";
    if (options.proxy.startsWith("socks5://") && !options.proxy.contains('@'))
        websocat.add("--socks5", options.proxy.mid(9));
    else if (!options.proxy.isEmpty())
        lost << "the proxy";
    if (options.isInsecure)
        websocat.add("--insecure");
    for (const auto &[name, value] : options.headers) {
        if (value && !value->isEmpty())
            websocat.addField(name, *value);
        else
            lost << "the field " + name + (value ? ", empty" : ", left out");
    }
    if (!options.cookies.isEmpty())
        websocat.addField("Cookie", joined(options.cookies, "; "));
    if (!options.lastEventId.isEmpty())
        websocat.addField("Last-Event-ID", options.lastEventId);
    if (!options.origin.isEmpty())
        websocat.add("--origin", options.origin);
    if (!options.subprotocols.isEmpty())
        websocat.add("--protocol", joined(options.subprotocols, ", "));
    if (!options.user.isEmpty())
        websocat.add("--basic-auth", options.user);
    if (!lost.isEmpty())
        websocat.remark("Not carried over: " + lost.join("; ") + '.');
    const QByteArray again = options.reconnects.value_or(false) ? "autoreconnect:" : "";
    return websocat.text(again + addressOf(options.url, false));
}

} // namespace Pushscope
