// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The options of wscat 6 and of websocat 1, by what they print of themselves.

#include "models/pastedparts.h"

namespace Pushscope::PastedParts {

namespace {

constexpr Option WscatOptions[] = {
    { 'c', "connect", true, Fate::Read },
    { 'H', "header", true, Fate::Read },
    { 's', "subprotocol", true, Fate::Read },
    { 'o', "origin", true, Fate::Read },
    { 'n', "no-check", false, Fate::Read },
    { 'x', "execute", true, Fate::Read },
    { 'w', "wait", true, Fate::Read },
    { 'l', "listen", true, Fate::Read },
    { '\0', "auth", true, Fate::Read },
    { '\0', "ca", true, Fate::Read },
    { '\0', "host", true, Fate::Read },
    { 'P', "show-ping-pong", false, Fate::Print },
    { '\0', "no-color", false, Fate::Print },
    { '\0', "slash", false, Fate::Print },
    { 'L', "location", false, Fate::Print },
    { 'p', "protocol", true },
    { '\0', "cert", true, Fate::Read },
    { '\0', "key", true, Fate::Read },
    { '\0', "passphrase", true },
    { '\0', "proxy", true, Fate::Read },
    { '\0', "max-redirects", true },
};

constexpr Option WebsocatOptions[] = {
    { 'H', "header", true, Fate::Read },
    { 'k', "insecure", false, Fate::Read },
    { 's', "server-mode", false, Fate::Read },
    { '\0', "protocol", true, Fate::Read },
    { '\0', "origin", true, Fate::Read },
    { '\0', "basic-auth", true, Fate::Read },
    { 't', "text", false, Fate::Print },
    { 'b', "binary", false, Fate::Print },
    { 'v', "verbose", false, Fate::Print },
    { 'q', "quiet", false, Fate::Print },
    { 'n', "no-close", false, Fate::Print },
    { 'E', "exit-on-eof", false, Fate::Print },
    { 'B', "buffer-size", true, Fate::Print },
    { 'S', "strict", false, Fate::Print },
    { 'U', "unidirectional-reverse", false, Fate::Print },
    { 'u', "unidirectional", false, Fate::Print },
    { '0', "null-terminated", false, Fate::Print },
    { '\0', "no-line", false, Fate::Print },
    { '\0', "async-stdio", false, Fate::Print },
    { '\0', "no-async-stdio", false, Fate::Print },
    { '\0', "no-fixups", false, Fate::Print },
    { '\0', "linemode-strip-newlines", false, Fate::Print },
    { '\0', "line", false, Fate::Print },
    { '1', "one-message", false },
    { '\0', "oneshot", false },
    { '\0', "max-messages", true },
    { '\0', "max-messages-rev", true },
    { '\0', "ping-interval", true },
    { '\0', "ping-timeout", true },
    { '\0', "inhibit-pongs", true },
    { '\0', "print-ping-rtts", false },
    { '\0', "just-generate-key", false },
    { '\0', "jsonrpc", false },
    { '\0', "jsonrpc-omit-jsonrpc", false },
    { '\0', "base64", false },
    { '\0', "base64-text", false },
    { '\0', "basic-auth-file", true },
    { '\0', "client-pkcs12-der", true },
    { '\0', "client-pkcs12-passwd", true },
    { '\0', "pkcs12-der", true },
    { '\0', "pkcs12-passwd", true },
    { '\0', "tls-domain", true },
    { '\0', "ws-c-uri", true },
    { '\0', "websocket-version", true },
    { '\0', "websocket-dont-close", false },
    { '\0', "close-status-code", true },
    { '\0', "close-reason", true },
    { '\0', "compress-deflate", false },
    { '\0', "compress-gzip", false },
    { '\0', "compress-zlib", false },
    { '\0', "uncompress-deflate", false },
    { '\0', "uncompress-gzip", false },
    { '\0', "uncompress-zlib", false },
    { '\0', "socks5", true, Fate::Read },
    { '\0', "socks5-destination", true },
    { '\0', "autoreconnect-delay-millis", true },
    { '\0', "restrict-uri", true },
    { '\0', "set-environment", false },
    { 'd', "dump-spec", false },
    { 'e', "set-environment", false },
};

void takeSubprotocols(Reading &reading, const QByteArray &list)
{
    for (const QByteArray &one : list.split(',')) {
        if (!one.trimmed().isEmpty())
            reading.options.subprotocols.append(one.trimmed());
    }
}

/// What both have; false where it is none of it.
bool takeCommon(Reading &reading, const QByteArray &name, const Given &given)
{
    if (name == "header") {
        if (!takeField(reading, given.value))
            reading.unknown.append(given.spelling);
    } else if (name == "origin") {
        reading.options.origin = given.value;
    } else if (name == "subprotocol" || name == "protocol") {
        takeSubprotocols(reading, given.value);
    } else if (name == "auth" || name == "basic-auth") {
        reading.options.user = given.value;
    } else if (name == "proxy" || name == "socks5") {
        const bool isSocks = name == "socks5";
        if (!takeProxy(reading, isSocks ? QByteArray("socks5://" + given.value) : given.value))
            reading.lost.append(given.spelling);
    } else if (name == "no-check" || name == "insecure") {
        reading.options.isInsecure = true;
    } else {
        return false;
    }
    return true;
}

void takeWscat(Reading &reading, const Given &given)
{
    const QByteArray name = given.option->name;
    if (takeCommon(reading, name, given))
        return;
    if (name == "connect") {
        reading.urls.append(given.value);
    } else if (name == "listen") {
        reading.isServer = true;
    } else if (name == "execute") {
        reading.options.texts.append(given.value);
    } else if (name == "ca") {
        reading.options.caCertificateFile = QString::fromUtf8(given.value);
    } else if (name == "cert") {
        reading.options.clientCertificateFile = QString::fromUtf8(given.value);
    } else if (name == "key") {
        reading.options.clientKeyFile = QString::fromUtf8(given.value);
    } else if (name == "host") {
        reading.options.headers.append({ "Host", given.value });
    } else if (name == "wait") {
        // Seconds after what was executed, -1 for ever.
        bool isNumber = false;
        const double seconds = given.value.toDouble(&isNumber);
        constexpr double MsPerSecond = 1000;
        constexpr double MostSeconds = 24.0 * 24 * 3600; // What a timer can wait.
        if (isNumber && seconds > 0 && seconds <= MostSeconds)
            reading.options.durationMs = static_cast<qint64>(seconds * MsPerSecond);
        else if (given.value != "-1")
            reading.unknown.append(given.spelling);
    }
}

/// websocat names what it connects by addresses; those that are no WebSocket are not for us.
void takeAddress(Reading &reading, QByteArray address)
{
    constexpr QByteArrayView Again("autoreconnect:");
    if (address.startsWith(Again)) {
        reading.options.reconnects = true;
        address = address.mid(Again.size());
    }
    for (const char *prefix : { "ws-c:", "ws-l:", "l-ws:" }) {
        if (address.startsWith(prefix)) {
            reading.lost.append(prefix);
            return;
        }
    }
    if (address.startsWith("ws://") || address.startsWith("wss://"))
        reading.urls.append(address);
    else if (address != "-" && address != "stdio:")
        reading.lost.append(address.left(address.indexOf(':') + 1).isEmpty()
                                ? address
                                : address.left(address.indexOf(':') + 1));
}

template <typename Take, typename Operand>
Reading readBy(const QByteArrayList &words, std::span<const Option> options, Take take,
               Operand operand)
{
    Reading reading;
    reading.options.technique = Technique::WebSocket;
    const Spelling spelling{ .hasEquals = true, .negates = false };
    for (const Given &given : givenOptions(words, options, spelling)) {
        if (given.spelling.isEmpty())
            operand(reading, given.value);
        else if (!given.option)
            reading.unknown.append(given.spelling);
        else if (given.option->fate == Fate::Lost)
            reading.lost.append(given.spelling);
        else if (given.option->fate == Fate::Read)
            take(reading, given);
    }
    return reading;
}

} // namespace

Reading readWscat(const QByteArrayList &words)
{
    return readBy(words, WscatOptions, takeWscat,
                  [](Reading &reading, const QByteArray &word) {
                      // wscat itself wants -c before it; people forget that.
                      reading.urls.append(word);
                  });
}

Reading readWebsocat(const QByteArrayList &words)
{
    const auto take = [](Reading &reading, const Given &given) {
        const QByteArray name = given.option->name;
        if (name == "server-mode")
            reading.isServer = true;
        else
            takeCommon(reading, name, given);
    };
    return readBy(words, WebsocatOptions, take, takeAddress);
}

} // namespace Pushscope::PastedParts
