// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/scenariofixture.h"
#include "protocol/engineio/packetparser.h"
#include "protocol/engineio/payloadparser.h"
#include "protocol/engineio/serializer.h"

#include <QTest>

Q_DECLARE_METATYPE(Pushscope::EngineIo::Revision)

namespace Pushscope {

/// A client of a mock's Socket.IO endpoint, written octet by octet.
class SocketIoVisitor
{
public:
    SocketIoVisitor(LoopFixture &fixture, EngineIo::Revision revision,
                    QByteArray path = "/socket.io/", QByteArray query = {})
        : m_fixture(fixture)
        , m_revision(revision)
        , m_path(std::move(path))
        , m_query(std::move(query))
    {
    }

    [[nodiscard]] QByteArray target(const QByteArray &transport = "polling") const
    {
        return QByteArray(m_path + "?EIO=" + QByteArray::number(static_cast<int>(m_revision))
                          + "&transport=" + transport + m_query
                          + (sid.isEmpty() ? QByteArray() : QByteArray("&sid=" + sid)));
    }

    /// The whole answer to a GET of @p target, on a connection of its own.
    QByteArray get(const QByteArray &target, const QByteArray &method = "GET")
    {
        return m_fixture
            .visit(method + ' ' + target + " HTTP/1.1\r\nHost: localhost:8080\r\n\r\n")
            ->takeWritten();
    }

    /// A poll that waits, or is answered: takeBody() of what is returned.
    std::shared_ptr<ScriptedPeer> poll()
    {
        return m_fixture.visit("GET " + target() + " HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
    }

    static QByteArray takeBody(ScriptedPeer &peer)
    {
        const QByteArray answer = peer.takeWritten();
        const qsizetype end = answer.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : answer.mid(end + 4);
    }

    /// What a poll is answered at once, packets separated by `|`; empty where it waits.
    QByteArray polled() { return readable(takeBody(*poll())); }

    /// Packets separated by `|` in one POST; the answer's body.
    QByteArray post(const QByteArray &packets) { return postBody(payload(packets)); }
    QByteArray postBody(const QByteArray &body, const QByteArray &more = {})
    {
        const auto peer = m_fixture.visit(
            "POST " + target() + more + " HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return takeBody(*peer);
    }

    /// Begins a session by polling; the first answer's packets, its sid replaced by SID.
    QByteArray begin()
    {
        const QByteArray first = takeBody(*poll());
        return takeSid(readable(first));
    }

    /// A WebSocket to the session there is, or with a session of its own.
    void openWebSocket()
    {
        m_socket = m_fixture.visit(upgrade(target("websocket")));
        const QByteArray head = m_socket->takeWritten();
        isRefused = !head.startsWith("HTTP/1.1 101");
        m_behind = head.mid(head.indexOf("\r\n\r\n") + 4);
        if (isRefused)
            m_behind.clear();
    }
    void send(const QByteArray &text) { m_socket->send(textFromClient(text)); }
    void sendBinary(const QByteArray &octets)
    {
        m_socket->send(frame(Role::Client, 0x82, octets));
    }
    [[nodiscard]] ScriptedPeer &socket() { return *m_socket; }
    /// Messages that came by WebSocket since then, `b` and base64 where binary, separated by `|`;
    /// of a Close frame `close` and its code.
    QByteArray received()
    {
        QByteArray octets = std::exchange(m_behind, {}) + m_socket->takeWritten();
        QByteArrayList messages;
        while (octets.size() >= 2) {
            const int first = static_cast<uchar>(octets.at(0));
            qsizetype length = static_cast<uchar>(octets.at(1));
            qsizetype head = 2;
            if (length == 126) { // Unmasked, and short enough for 16 bits.
                length = static_cast<uchar>(octets.at(2)) * 256 + static_cast<uchar>(octets.at(3));
                head = 4;
            }
            const QByteArray content = octets.mid(head, length);
            octets.remove(0, head + length);
            if (first == 0x88)
                messages.append("close" + codeOf(content));
            else
                messages.append(first == 0x82 ? "b" + content.toBase64() : content);
        }
        return messages.join('|');
    }

    QByteArray takeSid(QByteArray packets)
    {
        const qsizetype at = packets.indexOf("\"sid\":\"") + 7;
        sid = packets.mid(at, packets.indexOf('"', at) - at);
        return packets.replace(sid, "SID");
    }

    QByteArray sid;
    bool isRefused = false;

private:
    [[nodiscard]] static QByteArray codeOf(const QByteArray &content)
    {
        if (content.size() < 2)
            return {};
        return ' '
            + QByteArray::number(static_cast<uchar>(content.at(0)) * 256
                                 + static_cast<uchar>(content.at(1)));
    }
    [[nodiscard]] QByteArray payload(const QByteArray &packets) const
    {
        std::vector<EngineIo::Packet> list;
        for (const QByteArray &text : packets.split('|'))
            list.push_back(
                EngineIo::parsePacket(text, EngineIo::Carrier::PayloadText, m_revision));
        return EngineIo::serializePayload(list, m_revision);
    }
    [[nodiscard]] QByteArray readable(const QByteArray &body) const
    {
        EngineIo::PayloadParser parser(m_revision);
        parser.feed(body);
        parser.finish();
        QByteArrayList packets;
        while (const auto packet = parser.next()) {
            if (!body.isEmpty())
                packets.append(packet->isBinary
                                   ? "b" + packet->data.toBase64()
                                   : EngineIo::serializePacket(*packet, m_revision));
        }
        return packets.join('|');
    }

    LoopFixture &m_fixture;
    EngineIo::Revision m_revision;
    QByteArray m_path;
    QByteArray m_query;
    std::shared_ptr<ScriptedPeer> m_socket;
    QByteArray m_behind;
};

/// A mock whose clients of `/io` are sent what is published to `news` as `n`.
struct EngineIoMock : ScenarioFixture {
    explicit EngineIoMock(const QByteArray &members = {})
        : ScenarioFixture(R"({"channels":{"news":{}},"endpoints":[{"path":"/io/",
            "technique":"socket.io","channel":"news","event":"n")"
                          + (members.isEmpty() ? QByteArray() : ',' + members) + "}]}")
    {
    }
    void publish(const QByteArray &message)
    {
        mock().publish("news", message);
        settle();
    }
    MockEndpointStatus status()
    {
        const QList<MockEndpointStatus> all = mock().status().endpoints;
        return all.isEmpty() ? MockEndpointStatus() : all.at(0);
    }
};

inline constexpr char UnknownSid[] = R"({"code":1,"message":"Session ID unknown"})";
inline constexpr char BadRequest[] = R"({"code":3,"message":"Bad request"})";

/// A row for each revision of Engine.IO.
inline void addRevisions()
{
    QTest::addColumn<EngineIo::Revision>("revision");
    QTest::newRow("revision 4") << EngineIo::Revision::V4;
    QTest::newRow("revision 3") << EngineIo::Revision::V3;
}

struct EngineIoVisitor : SocketIoVisitor {
    explicit EngineIoVisitor(LoopFixture &fixture,
                             EngineIo::Revision revision = EngineIo::Revision::V4,
                             const QByteArray &query = {})
        : SocketIoVisitor(fixture, revision, "/io/", query)
    {
    }
    /// In the main namespace, by polling.
    void connect()
    {
        begin();
        post("40");
        polled();
    }
};

} // namespace Pushscope
