// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonwriter.h"
#include "capture/maskedtext.h"
#include "engine/client/clientproxy.h"
#include "engine/client/clientsession.h"

namespace Pushscope {

namespace {

QByteArrayView overlapName(Overlap overlap)
{
    switch (overlap) {
    case Overlap::Allow:
        return "allow";
    case Overlap::Abort:
        return "abort";
    case Overlap::Wait:
        break;
    }
    return "wait";
}

void writeHeaders(JsonWriter &json, const ClientOptions &options)
{
    if (options.headers.isEmpty())
        return;
    json.beginArray("headers");
    for (const auto &[name, value] : options.headers) {
        json.beginElementArray();
        json.element(name);
        if (value)
            json.element(maskedFieldValue(name, *value));
        json.end();
    }
    json.end();
}

void writeSocketIo(JsonWriter &json, const SocketIoOptions &options)
{
    if (options == SocketIoOptions())
        return;
    if (options.transports != SocketIoTransports::Upgrade)
        json.string("transport", socketIoTransportsName(options.transports));
    if (options.revision)
        json.integer("eio", static_cast<int>(*options.revision));
    if (!options.path.isEmpty())
        json.string("path", maskedText(options.path));
    if (!options.namespaces.isEmpty()) {
        json.beginArray("namespaces");
        for (const SocketIoNamespace &one : options.namespaces)
            json.element(one.name);
        json.end();
    }
    if (!options.auth.isEmpty())
        json.string("auth", Mask);
    if (options.acknowledgement)
        json.verbatim("ack", maskedText(*options.acknowledgement));
}

} // namespace

QByteArray optionsJson(const ClientOptions &options)
{
    const ClientOptions defaults;
    QByteArray text;
    JsonWriter json(text);
    writeHeaders(json, options);
    if (const auto proxy = proxyFor(options, options.url))
        json.string("proxy", proxyText(*proxy));
    if (!options.method.isEmpty())
        json.string("method", options.method);
    if (options.body)
        json.string("data", maskedText(*options.body));
    if (!options.origin.isEmpty())
        json.string("origin", options.origin);
    if (!options.user.isEmpty())
        json.string("user", Mask);
    if (!options.cookies.isEmpty())
        json.string("cookies", Mask);
    if (options.keepsCookies)
        json.boolean("keep_cookies", true);
    // Where they lie, never what they hold.
    if (!options.caCertificateFile.isEmpty())
        json.string("cacert", options.caCertificateFile.toUtf8());
    if (!options.clientCertificateFile.isEmpty())
        json.string("client_cert", options.clientCertificateFile.toUtf8());
    if (!options.clientKeyFile.isEmpty())
        json.string("client_key", options.clientKeyFile.toUtf8());
    if (!options.subprotocols.isEmpty()) {
        json.beginArray("subprotocols");
        for (const QByteArray &subprotocol : maskedSubprotocols(options.subprotocols))
            json.element(subprotocol);
        json.end();
    }
    if (!options.offersDeflate)
        json.boolean("deflate", false);
    if (options.isInsecure)
        json.boolean("insecure", true);
    if (options.pollInterval)
        json.integer("interval_ms", options.pollInterval->count());
    if (options.overlap != defaults.overlap)
        json.string("overlap", overlapName(options.overlap));
    if (options.timeout)
        json.integer("timeout_ms", options.timeout->count());
    if (options.cursor.kind != CursorRule::Kind::Habit)
        json.string("cursor", cursorRuleText(options.cursor));
    if (!options.callbackParameter.isEmpty())
        json.string("callback_param", options.callbackParameter);
    if (options.outlivesTimeout)
        json.boolean("outlive", true);
    if (options.maxMessageOctets != defaults.maxMessageOctets)
        json.integer("max_message", options.maxMessageOctets);
    if (options.reconnects)
        json.boolean("reconnect", *options.reconnects);
    if (!options.lastEventId.isEmpty())
        json.string("last_event_id", options.lastEventId);
    if (options.cut)
        json.string("cut", Streaming::cutName(*options.cut));
    if (!options.textPointer.isEmpty())
        json.string("text_pointer", options.textPointer);
    if (options.echoes)
        json.boolean("echo", true);
    writeSocketIo(json, options.socketIo);
    json.finish();
    return text;
}

} // namespace Pushscope
