// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Short texts with a grammar of their own, as they are typed or come from the environment: proxies
// and hosts that go without, cursors, events and namespaces of Socket.IO; and Flash policy files,
// which come from servers. What is understood means the same written again.

#include "capture/jsonvalue.h"
#include "engine/api/cursorrule.h"
#include "engine/api/proxyoptions.h"
#include "engine/api/socketioemission.h"
#include "engine/api/socketiooptions.h"
#include "fuzz/require.h"
#include "protocol/flashpolicy.h"

#include <QUrl>

#include <algorithm>
#include <cstdint>

using namespace Pushscope;

namespace {

void checkProxy(const QByteArray &text)
{
    const Result<ProxyOptions> proxy = parseProxy(QString::fromUtf8(text));
    if (!proxy) {
        require(proxy.error().code == ErrorCode::BadUrl, "a refusal has a reason");
        return;
    }
    require(!proxy->host.isEmpty() && proxy->port != 0, "a proxy has a place");
    const QByteArray shown = proxyText(*proxy);
    require(!shown.contains('@') && std::ranges::none_of(shown, [](char c) {
        return static_cast<unsigned char>(c) < 0x20;
    }), "credentials are not shown, and no line ends");
    if (proxy->host.contains(u'%'))
        return; // A zone may have any name that the system gave it; it is shown as it is.
    const Result<ProxyOptions> again = parseProxy(QString::fromUtf8(shown));
    require(again && again->kind == proxy->kind && again->host == proxy->host
                && again->port == proxy->port,
            "a proxy is read from what it is shown as");
}

void checkExceptions(const QByteArray &text)
{
    ProxyEnvironment environment;
    environment.all = ProxyOptions{ ProxyOptions::Kind::Http, QStringLiteral("p"), 80, {}, {} };
    ProxyEnvironment more = environment;
    ProxyEnvironment everything = environment;
    environment.exceptions = text;
    more.exceptions = text + ",other.test";
    everything.exceptions = text + ",*";
    for (const char *url : { "http://feed.example/", "wss://a.b.feed.example:8443/x",
                             "http://10.1.2.3/", "ws://[2001:db8::1]/", "http://localhost/" }) {
        const QUrl target(QString::fromLatin1(url));
        require(environment.proxyFor(target) || !more.proxyFor(target),
                "one exception more adds no proxy");
        static_cast<void>(everything.proxyFor(target));
    }
}

void checkCursor(const QByteArray &text)
{
    if (const std::optional<CursorRule> rule = parseCursorRule(text))
        require(parseCursorRule(cursorRuleText(*rule)) == rule,
                "a cursor is read from what it is written as");
}

void checkEmission(const QByteArray &text)
{
    if (const std::optional<SocketIoNamespace> space = parseSocketIoNamespace(text))
        require(space->name.startsWith('/') && !space->name.contains(','), "a namespace is a path");
    const std::optional<SocketIoEmission> emission = parseSocketIoEmission(text);
    if (!emission)
        return;
    const QByteArray data = emissionData(*emission);
    require(isValidJson(data) && data.startsWith('['), "an event is an array");
    require(isValidJson(emission->arguments), "arguments are JSON");
    if (!emission->attachments.isEmpty())
        return;
    const std::optional<SocketIoEmission> again = parseSocketIoEmission(data);
    require(again && again->event == emission->event
                && isSameJson(again->arguments, emission->arguments),
            "an event is read from what goes out");
}

void checkPolicy(const QByteArray &text)
{
    const auto policy = parseFlashPolicy(text);
    if (!text.endsWith('\0'))
        require(parseFlashPolicy(QByteArray(text + QByteArray(1, '\0'))) == policy,
                "a policy ends with or without NUL");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    checkProxy(text);
    checkExceptions(text);
    checkCursor(text);
    checkEmission(text);
    checkPolicy(text);
    return 0;
}
