// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/engineiorequest.h"

#include "capture/jsonwriter.h"
#include "protocol/websocket/openinghandshake.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

constexpr std::array<QByteArrayView, 6> Messages {
    "Transport unknown", "Session ID unknown", "Bad handshake method",
    "Bad request",       "Forbidden",          "Unsupported protocol version",
};

std::optional<EngineIo::Revision> revisionOf(const QByteArray &eio)
{
    if (eio == "4")
        return EngineIo::Revision::V4;
    if (eio == "3")
        return EngineIo::Revision::V3;
    return std::nullopt;
}

bool hasQuery(const MockRequest &request, const EngineIoSettings &settings)
{
    return std::ranges::all_of(settings.query, [&](const auto &wanted) {
        return request.parameter(wanted.first.constData()) == wanted.second;
    });
}

/// The digits of `j`; a script calls a function by them, so that nothing else may be in it.
QByteArray digitsOf(QByteArray j)
{
    j.removeIf([](char c) { return c < '0' || c > '9'; });
    return j;
}

} // namespace

QByteArray engineIoRefusalJson(EngineIoRefusal refusal)
{
    QByteArray body;
    JsonWriter json(body);
    json.integer("code", static_cast<int>(refusal));
    json.string("message", Messages[static_cast<std::size_t>(refusal)]);
    json.finish();
    return body;
}

int engineIoRefusalStatus(EngineIoRefusal refusal)
{
    constexpr int BadRequest = 400;
    constexpr int Forbidden = 403;
    return refusal == EngineIoRefusal::Forbidden ? Forbidden : BadRequest;
}

FaultResponse engineIoRefusalByFault(EngineIoRefusal refusal)
{
    return { engineIoRefusalStatus(refusal),
             { { "Content-Type", "application/json", {} } },
             engineIoRefusalJson(refusal) };
}

QByteArray engineIoId()
{
    constexpr std::size_t Words = 4;
    std::array<quint32, Words> words {};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    constexpr qsizetype Octets = 15; // Which base64 writes without padding.
    const QByteArray octets(reinterpret_cast<const char *>(words.data()), Octets);
    return octets.toBase64(QByteArray::Base64UrlEncoding);
}

QList<EngineIo::Revision> everyEngineIoRevision()
{
    QList<EngineIo::Revision> all;
    all << EngineIo::Revision::V3 << EngineIo::Revision::V4;
    return all;
}

EngineIo::Handshake engineIoHandshake(const EngineIoSettings &settings,
                                      EngineIo::Revision revision, bool isWebSocket,
                                      const QByteArray &sid)
{
    const bool isV3 = revision == EngineIo::Revision::V3;
    EngineIo::Handshake handshake;
    handshake.sid = sid;
    if (!isWebSocket && settings.hasWebSocket && settings.offersUpgrade)
        handshake.upgrades = { "websocket" };
    handshake.pingInterval = settings.pingInterval.value_or(EngineIoSettings::DefaultPingInterval);
    handshake.pingTimeout = settings.pingTimeout.value_or(
        isV3 ? EngineIoSettings::DefaultPingTimeoutV3 : EngineIoSettings::DefaultPingTimeout);
    if (!isV3)
        handshake.maxPayloadOctets = settings.maxPayload;
    return handshake;
}

std::variant<EngineIoRequest, EngineIoRefusal>
readEngineIoRequest(const MockRequest &request, const EngineIoSettings &settings)
{
    EngineIoRequest read;
    const QByteArray transport = request.parameter("transport");
    read.isWebSocket = transport == "websocket";
    const bool isKnown = read.isWebSocket ? settings.hasWebSocket
                                          : transport == "polling" && settings.hasPolling;
    if (!isKnown)
        return EngineIoRefusal::TransportUnknown;
    read.sid = request.parameter("sid");
    read.isPost = request.head.method == "POST";
    read.isGet = request.head.method == "GET";
    if (read.sid.isEmpty() && !read.isGet)
        return EngineIoRefusal::BadHandshakeMethod;
    if (read.isWebSocket != WebSocket::isHandshakeRequest(request.head))
        return EngineIoRefusal::BadRequest;
    if (request.query.hasQueryItem(QStringLiteral("j")))
        read.j = digitsOf(request.parameter("j"));
    read.readsBinary = !request.query.hasQueryItem(QStringLiteral("b64")) && !read.j;
    if (!read.sid.isEmpty())
        return read; // The session knows the rest.
    const auto revision = revisionOf(request.parameter("EIO"));
    if (!revision || !settings.revisions.contains(*revision))
        return EngineIoRefusal::UnsupportedProtocolVersion;
    read.revision = *revision;
    if (!hasQuery(request, settings))
        return EngineIoRefusal::Forbidden;
    return read;
}

} // namespace Pushscope
