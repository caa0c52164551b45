// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clientarguments.h"

#include "capture/jsonvalue.h"
#include "capture/maskedtext.h"
#include "cli/numbers.h"
#include "cli/tlsfiles.h"
#include "engine/api/cursorrule.h"
#include "engine/api/engine.h"
#include "engine/api/fieldcheck.h"
#include "engine/api/techniques.h"
#include "models/describe.h"
#include "protocol/http1/grammar.h"

#include <CLI/CLI.hpp>

#include <QHash>

#include <cstdio>
#include <map>

namespace Pushscope {

namespace {

constexpr double MsPerSecond = 1000;
constexpr qint64 MaxCount = 1'000'000'000'000; // Nobody waits for as many.
constexpr qint64 MaxTimeMs = 24LL * 24 * 3600 * 1000; // What a Qt timer can wait.

template<typename... Args>
bool refuse(const char *format, Args... args)
{
    std::fprintf(stderr, format, args...);
    std::fputc('\n', stderr);
    return false;
}

std::vector<std::string> techniqueNames()
{
    std::vector<std::string> names;
    for (const TechniqueRow &row : techniqueTable())
        names.push_back(techniqueName(row.technique).toByteArray().toStdString());
    return names;
}

std::vector<std::string> cutNames()
{
    std::vector<std::string> names;
    for (Streaming::Cut cut : Streaming::allCuts())
        names.push_back(Streaming::cutName(cut).toByteArray().toStdString());
    return names;
}

/// The option by which an `option` of checkFields() was given.
const char *optionOfField(const QByteArray &option)
{
    static const QHash<QByteArray, const char *> Options {
        { "header", "-H" },           { "method", "--method" },
        { "cookie", "--cookie" },     { "origin", "--origin" },
        { "subprotocol", "--subprotocol" }, { "last-event-id", "--last-event-id" },
        { "callback", "--callback-param" },
    };
    return Options.value(option, "-H");
}

std::optional<QByteArray> fromHex(const std::string &text)
{
    QByteArray digits = QByteArray::fromStdString(text);
    digits.replace(' ', "");
    const bool isHex = digits.size() % 2 == 0
        && std::all_of(digits.begin(), digits.end(), [](char c) { return std::isxdigit(static_cast<uchar>(c)); });
    if (!isHex)
        return std::nullopt;
    return QByteArray::fromHex(digits);
}

} // namespace

void ClientArguments::addTo(CLI::App &command)
{
    command.add_option("URL", url, "ws:, wss:, http: or https: URL")->required();
    command.add_option("--technique", technique, "How the server pushes")
        ->check(CLI::IsMember(techniqueNames()))
        ->capture_default_str();
    command.add_option("-H,--header", headers, "'Name: value'; 'Name:' removes a default field")
        ->allow_extra_args(false);
    command.add_option("--method", method, "Request method");
    command.add_option("--data", data, "Request body; POST unless --method says otherwise");
    command.add_option("--cookie", cookies, "'name=value'")->allow_extra_args(false);
    command.add_flag("--cookies", isKeepingCookies,
                     "Send back what Set-Cookie says: in further rounds, after redirects, on "
                     "reconnecting");
    command.add_option("--user", user,
                       "USER:PASSWORD for Basic authentication; without colon the password is empty");
    command.add_option("--origin", origin, "Origin field");
    command.add_option("--subprotocol", subprotocols, "WebSocket subprotocol to offer")
        ->allow_extra_args(false);
    command.add_flag("--no-deflate", isWithoutDeflate, "Do not offer permessage-deflate");
    command.add_option("--proxy", proxy,
                       "http://[USER:PASSWORD@]HOST[:PORT], socks5://…, or 'env' for what "
                       "http_proxy and its kin say");
    command.add_option("--cacert", caFile, "PEM file of authorities to trust instead of the system's");
    command.add_option("--client-cert", certificateFile,
                       "PEM file: certificate (and chain) for a server that asks for one");
    command.add_option("--client-key", keyFile,
                       "PEM file: its key, not under a password (else in the file of --client-cert)");
    command.add_flag("--insecure", isInsecure, "Record certificate errors and go on");
    command.add_option("--send", "Send a text message once open")->allow_extra_args(false)->expected(1)->take_all();
    command.add_option("--send-binary", "Send a binary message, in hexadecimal")->allow_extra_args(false)->expected(1)->take_all();
    command.add_flag("--ping", pings, "Send a ping");
    command.add_option("--close", "Send a Close frame, CODE[:REASON]")->expected(1);
    socketIo.addTo(command);
    command.add_flag("--echo", isEchoing, "Send every received message back");
    command.add_flag("-i", isInteractive, "Send the lines of standard input; its end closes");
    takesWhole(*command.add_option(
                   "--interval", intervalMs,
                   "Polling: ms from a response to the next request (1000; long-poll 0)"),
               0, MaxTimeMs);
    command.add_option("--overlap", overlap, "Polling: what a round does that is not over in time")
        ->check(CLI::IsMember({ "allow", "wait", "abort" }))
        ->capture_default_str();
    takesWhole(*command.add_option(
                   "--timeout", timeoutMs,
                   "ms for connecting, response heads, closing; 0 none (30000; long-poll 60000)"),
               0, MaxTimeMs);
    command.add_option("--cursor", cursor,
                       "Polling: what is carried on into the next request: auto, none, etag, "
                       "last-modified, or 'POINTER=PARAMETER[+N]', '-' in it the last element");
    command.add_option("--callback-param", callbackParameter,
                       "jsonp: the query parameter that names the callback (callback)");
    command.add_flag("--outlive", isOutliving,
                     "jsonp: a request that took too long goes on, as in a browser");
    command.add_option("--cut", cut, "http-stream: how the body is cut into messages")
        ->check(CLI::IsMember(cutNames()));
    command.add_option("--text-pointer", textPointer,
                       "JSON Pointer to the text that each message adds to; it is put together");
    takesOctets(*command.add_option("--max-message", maxMessage,
                                    "Longest message, and body of a poll: octets, or with k, M or "
                                    "G")
                     ->capture_default_str(),
                1, qint64(1) << 40);
    CLI::Option *again = command.add_flag("--reconnect", isReconnecting, "Come back after the end");
    command.add_flag("--no-reconnect", isNotReconnecting, "Stay away after the end")->excludes(again);
    command.add_option("--last-event-id", lastEventId, "SSE: Last-Event-ID of the first request");
    command.add_flag("--json", isJson, "Print records as JSON lines");
    command.add_flag("--messages-only", run.isMessagesOnly, "Print the server's messages alone");
    command.add_flag("--stock", isStock,
                     "Ask an ordinary library for the same too, and print both outcomes");
    command.add_flag("-q,--quiet", isQuiet, "Print nothing: only record");
    addRecordingOptions(command, run);
    takesWhole(*command.add_option("--count", count,
                                   "End after this many messages from the server"),
               1, MaxCount);
    command.add_option("--until", until, "'POINTER=JSON': end when a message has this value there");
    command.add_flag("--until-ok", isUntilOk, "End after the first 2xx round");
    command.add_option("--until-event", untilEvent, "End after an event of this type");
    takesSeconds(*command.add_option("--duration", duration, "End after this many seconds"));
}

void ClientArguments::readScript(const CLI::App &command)
{
    std::map<const CLI::Option *, std::size_t> taken;
    for (const CLI::Option *option : command.parse_order()) {
        const std::string name = option->get_name();
        const bool isMessage = name == "--send" || name == "--send-binary" || name == "--ping"
            || name == "--close" || SocketIoArguments::isEmission(name);
        if (!isMessage)
            continue;
        const std::size_t index = taken[option]++;
        const auto values = option->results();
        script.emplace_back(name, index < values.size() ? values[index] : std::string());
    }
}

bool ClientArguments::readUrl(ClientOptions &options) const
{
    options.url = QUrl(QString::fromStdString(url), QUrl::TolerantMode);
    const auto preview = Engine::requestPreview(options);
    if (preview)
        return true;
    Error error = preview.error();
    if (error.code == ErrorCode::BadUrl) // As it was typed: Qt's reading of it may be empty.
        error.data = { { "url", maskedText(QByteArray::fromStdString(url)) },
                       { "reason", error.value("reason") } };
    return refuse("URL: %s", qPrintable(describe(error)));
}

bool ClientArguments::readProxy(ClientOptions &options) const
{
    if (proxy.empty())
        return true;
    if (proxy != "env") {
        auto parsed = parseProxy(QString::fromStdString(proxy));
        if (!parsed)
            return refuse("--proxy: %s", qPrintable(describe(parsed.error())));
        options.proxy = std::move(parsed).value();
        return true;
    }
    auto found = readProxyEnvironment([](const char *name) { return qgetenv(name); });
    if (!found)
        return refuse("--proxy env: %s", qPrintable(describe(found.error())));
    options.proxyEnvironment = std::move(found).value();
    return true;
}

bool ClientArguments::readTls(ClientOptions &options) const
{
    options.isInsecure = isInsecure;
    options.caCertificateFile = QString::fromStdString(caFile);
    if (const QByteArray fault = faultOfAuthorities(caFile); !fault.isEmpty())
        return refuse("%s", fault.constData());
    if (certificateFile.empty() && !keyFile.empty())
        return refuse("--client-key: %s is of no use without --client-cert", keyFile.c_str());
    options.clientCertificateFile = QString::fromStdString(certificateFile);
    options.clientKeyFile = QString::fromStdString(keyFile);
    const QByteArray fault
        = faultOf({ "--client-cert", certificateFile, "--client-key", keyFile });
    return fault.isEmpty() || refuse("%s", fault.constData());
}

bool ClientArguments::readHeaders(ClientOptions &options) const
{
    for (const std::string &header : headers) {
        const QByteArray line = QByteArray::fromStdString(header);
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).trimmed();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (colon <= 0 || !Http1::isToken(name))
            return refuse("-H: \"%s\" is not 'Name: value'", header.c_str());
        options.headers.append({ name, value.isEmpty() ? std::nullopt : std::optional(value) });
    }
    return true;
}

bool ClientArguments::readMessages(ClientOptions &options) const
{
    using Type = OutgoingMessage::Type;
    if (!script.empty() && !techniqueRow(options.technique).canSend) {
        const bool maySend = options.technique == Technique::Auto
            && options.url.scheme().startsWith(QLatin1StringView("ws"));
        if (!maySend) {
            return refuse("%s: technique %s cannot send", script.front().first.c_str(),
                          technique.c_str());
        }
    }
    for (const auto &[option, value] : script) {
        if (!SocketIoArguments::isSendable(option, options.technique)) {
            return refuse("%s: technique %s has no such message", option.c_str(),
                          technique.c_str());
        }
        if (SocketIoArguments::isEmission(option)) {
            const auto emission = SocketIoArguments::readEmission(option, value);
            if (!emission)
                return false;
            options.script.append(*emission);
            continue;
        }
        OutgoingMessage message;
        message.payload = QByteArray::fromStdString(value);
        if (option == "--ping") {
            message = { .type = Type::Ping, .payload = {} };
        } else if (option == "--send-binary") {
            const auto octets = fromHex(value);
            if (!octets)
                return refuse("--send-binary: \"%s\" is not hexadecimal", value.c_str());
            message = { .type = Type::Binary, .payload = *octets };
        } else if (option == "--close") {
            const QByteArray text = message.payload;
            const qsizetype colon = text.indexOf(':');
            bool isNumber = false;
            const uint code = text.left(colon < 0 ? text.size() : colon).toUInt(&isNumber);
            if (!isNumber || code > 65535)
                return refuse("--close: \"%s\" is not CODE[:REASON]", value.c_str());
            message = { .type = Type::Close,
                        .payload = colon < 0 ? QByteArray() : text.mid(colon + 1),
                        .closeCode = static_cast<quint16>(code) };
        }
        options.script.append(message);
    }
    return true;
}

bool ClientArguments::readStops(ClientOptions &options) const
{
    options.stop.messageCount = count;
    options.stop.atFirstOk = isUntilOk;
    if (untilEvent)
        options.stop.eventType = QByteArray::fromStdString(*untilEvent);
    if (duration)
        options.stop.duration
            = std::chrono::milliseconds(static_cast<qint64>(*duration * MsPerSecond));
    if (!until)
        return true;
    const QByteArray text = QByteArray::fromStdString(*until);
    const qsizetype equals = text.indexOf('=');
    const QByteArray pointer = text.left(equals);
    const QByteArray value = text.mid(equals + 1);
    const bool isPointer = pointer.isEmpty() || pointer.startsWith('/');
    if (equals < 0 || !isPointer || !isValidJson(value))
        return refuse("--until: \"%s\" is not 'POINTER=JSON'", until->c_str());
    options.stop.pointerEquals = { pointer, value };
    return true;
}

bool ClientArguments::readCut(ClientOptions &options) const
{
    options.cut = Streaming::cutFromName(
        QByteArrayView(cut.data(), static_cast<qsizetype>(cut.size())));
    const bool isCut = options.technique == Technique::HttpStream
        || options.technique == Technique::Auto;
    if (options.cut && !isCut)
        return refuse("--cut: technique %s is not cut", technique.c_str());
    const QByteArray pointer = QByteArray::fromStdString(textPointer);
    if (!isJsonPointer(pointer))
        return refuse("--text-pointer: \"%s\" is no JSON Pointer", pointer.constData());
    options.textPointer = pointer;
    return true;
}

std::optional<ClientOptions> ClientArguments::clientOptions() const
{
    ClientOptions options;
    options.technique
        = techniqueFromName(QByteArrayView(technique.data(), static_cast<qsizetype>(technique.size())))
              .value_or(Technique::Auto);
    options.method = QByteArray::fromStdString(method);
    if (data)
        options.body = QByteArray::fromStdString(*data);
    for (const std::string &cookie : cookies)
        options.cookies.append(QByteArray::fromStdString(cookie));
    options.user = QByteArray::fromStdString(user);
    if (!options.user.isEmpty() && !options.user.contains(':'))
        options.user += ':';
    options.origin = QByteArray::fromStdString(origin);
    for (const std::string &subprotocol : subprotocols)
        options.subprotocols.append(QByteArray::fromStdString(subprotocol));
    options.offersDeflate = !isWithoutDeflate;
    options.keepsCookies = isKeepingCookies;
    if (intervalMs)
        options.pollInterval = std::chrono::milliseconds(*intervalMs);
    options.overlap = overlap == "allow" ? Overlap::Allow
        : overlap == "abort"             ? Overlap::Abort
                                         : Overlap::Wait;
    if (timeoutMs)
        options.timeout = std::chrono::milliseconds(*timeoutMs);
    options.callbackParameter = QByteArray::fromStdString(callbackParameter);
    options.outlivesTimeout = isOutliving;
    if (!cursor.empty()) {
        const auto rule = parseCursorRule(QByteArray::fromStdString(cursor));
        if (!rule) {
            refuse("--cursor: \"%s\" is not auto, none, etag, last-modified or "
                   "'POINTER=PARAMETER[+N]'", cursor.c_str());
            return std::nullopt;
        }
        options.cursor = *rule;
    }
    options.maxMessageOctets = maxMessage;
    if (isReconnecting || isNotReconnecting)
        options.reconnects = isReconnecting;
    options.lastEventId = QByteArray::fromStdString(lastEventId);
    options.echoes = isEchoing;
    if (!readUrl(options) || !readTls(options) || !readProxy(options) || !readHeaders(options)
        || !readMessages(options) || !readStops(options) || !readCut(options)
        || !socketIo.read(options))
        return std::nullopt;
    if (const auto good = checkFields(options); !good) {
        refuse("%s: %s", optionOfField(good.error().value("option")),
               qPrintable(describe(good.error())));
        return std::nullopt;
    }
    return options;
}

} // namespace Pushscope
