// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/channel.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoints.h"

namespace Pushscope {

namespace {

constexpr char TechniqueName[] = "websocket";

void forward(MockConnection &connection, const ChannelMessage &message)
{
    connection.sendMessage(message.isBinary ? WebSocket::Opcode::Binary : WebSocket::Opcode::Text,
                           message.payload, message.cause);
}

class Feed final : public MockEndpoint
{
public:
    Feed(const QByteArray &path, Channel &channel)
        : MockEndpoint(path, TechniqueName, &channel)
    {
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        if (!connection.openWebSocket({}))
            return;
        connection.enter(*this);
        connection.follow(*channel(), [&connection](const ChannelMessage &message) {
            forward(connection, message);
        });
    }
};

class Echo final : public MockEndpoint
{
public:
    explicit Echo(const QByteArray &path)
        : MockEndpoint(path, TechniqueName, nullptr)
    {
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        if (!connection.openWebSocket({}))
            return;
        connection.enter(*this);
        connection.setMessageHandler([&connection](const WebSocket::Message &message) {
            connection.sendReply(message.type, message.content.toByteArray(), Cause::Echo);
        });
    }
};

class Room final : public MockEndpoint
{
public:
    Room(const QByteArray &path, Channel &channel)
        : MockEndpoint(path, TechniqueName, &channel)
    {
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        if (!connection.openWebSocket({}))
            return;
        connection.enter(*this);
        connection.follow(*channel(), [&connection](const ChannelMessage &message) {
            forward(connection, message);
        });
        connection.setMessageHandler([this](const WebSocket::Message &message) {
            channel()->publish(message.content.toByteArray(),
                               message.type == WebSocket::Opcode::Binary, Cause::Scenario);
        });
    }
};

} // namespace

std::unique_ptr<MockEndpoint> makeWebSocketFeed(const QByteArray &path, Channel &channel)
{
    return std::make_unique<Feed>(path, channel);
}

std::unique_ptr<MockEndpoint> makeWebSocketEcho(const QByteArray &path)
{
    return std::make_unique<Echo>(path);
}

std::unique_ptr<MockEndpoint> makeWebSocketRoom(const QByteArray &path, Channel &channel)
{
    return std::make_unique<Room>(path, channel);
}

} // namespace Pushscope
