// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include "protocol/websocket/frameserializer.h"
#include "protocol/websocket/openinghandshake.h"

#include <utility>

namespace Pushscope {

LoopFixture::LoopFixture()
    : m_clock(std::make_unique<ManualClock>())
    , m_ownNetwork(std::make_unique<ScriptedNetwork>(*m_clock))
    , m_network(m_ownNetwork.get())
{
    makeLoop();
}

LoopFixture::LoopFixture(ScriptedNetwork &shared)
    : m_network(&shared)
{
    makeLoop();
}

LoopFixture::~LoopFixture() = default;

void LoopFixture::makeLoop()
{
    m_loop = std::make_unique<EngineLoop>(
        m_sink, *m_network, [this](std::function<void()> function) {
            const int number = ++m_posts;
            m_posted[number] = m_network->startTimer(
                std::chrono::milliseconds(0), [this, number, function = std::move(function)] {
                    m_posted.erase(number);
                    function();
                });
        });
}

ClientSession &LoopFixture::connect(const ClientOptions &options)
{
    ClientSession::Setup setup;
    setup.session = ++m_sink.counters().session;
    setup.stream = ++m_sink.counters().stream;
    setup.options = options;
    setup.callbacks.ended = [this](const SessionOutcome &outcome) {
        m_outcome = outcome;
        ++m_timesEnded;
    };
    m_client = makeClientSession(*m_loop, setup);
    m_client->start();
    settle();
    return *m_client;
}

void LoopFixture::disconnect()
{
    m_client->disconnect();
    settle();
}

MockServer &LoopFixture::serve(MockOptions options)
{
    options.port = 8080;
    options.addresses = { QStringLiteral("127.0.0.1") };
    m_mock = std::make_unique<MockServer>(
        *m_loop, ++m_sink.counters().session, options,
        MockServer::Callbacks { [] {}, [](const QUrl &) {}, [](const Error &) {} });
    m_mock->start();
    settle();
    return *m_mock;
}

std::shared_ptr<ScriptedPeer> LoopFixture::visit(const QByteArray &octets)
{
    const auto visitor = m_network->connectIn(8080);
    if (visitor && !octets.isEmpty())
        visitor->send(octets);
    return visitor;
}

QByteArray LoopFixture::takeStory()
{
    const QList<QJsonObject> records = m_sink.objects();
    return story(records.mid(std::exchange(m_told, records.size())));
}

QByteArray LoopFixture::takeStory(const QByteArray &kinds)
{
    return only(takeStory(), kinds);
}

ClientOptions clientOf(Technique technique, const char *url)
{
    ClientOptions options;
    options.technique = technique;
    options.url = QUrl(QString::fromLatin1(url));
    return options;
}

QByteArray response(const QByteArray &status, const QByteArray &fields, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\n" + fields
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray chunk(const QByteArray &octets)
{
    return QByteArray::number(octets.size(), 16) + "\r\n" + octets + "\r\n";
}

QByteArray switching(const QByteArray &request, const QByteArray &fields)
{
    const QByteArray name = "Sec-WebSocket-Key: ";
    const qsizetype begin = request.indexOf(name) + name.size();
    const QByteArray key = request.mid(begin, request.indexOf('\r', begin) - begin);
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: "
        + WebSocket::acceptFor(key) + "\r\n" + fields + "\r\n";
}

QByteArray upgrade(const QByteArray &path, const QByteArray &fields)
{
    return "GET " + path
        + " HTTP/1.1\r\nHost: localhost:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + fields + "\r\n";
}

QByteArray frame(Role from, quint8 firstOctet, const QByteArray &payload)
{
    WebSocket::FrameSpec spec;
    spec.fin = (firstOctet & 0x80) != 0;
    spec.rsv = static_cast<quint8>((firstOctet >> 4) & 0x07);
    spec.opcode = static_cast<WebSocket::Opcode>(firstOctet & 0x0F);
    if (from == Role::Client)
        spec.maskingKey = WebSocket::MaskingKey { 1, 2, 3, 4 };
    return WebSocket::serializeFrame(spec, payload);
}

QByteArray closeFrame(Role from, std::optional<quint16> code, const QByteArray &reason)
{
    return frame(from, 0x88, WebSocket::serializeClosePayload(code, reason));
}

} // namespace Pushscope
