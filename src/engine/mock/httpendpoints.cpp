// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/channel.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoints.h"
#include "protocol/eventstream/eventstreamserializer.h"

#include <algorithm>

namespace Pushscope {

namespace {

QByteArray eventOf(const ChannelMessage &message)
{
    // Octets that are no text travel as the JSON that they came in.
    const QByteArray &data = message.isBinary ? message.json : message.payload;
    EventStream::EventStreamSerializer::Block block;
    block.id = QByteArray::number(message.n);
    block.data = data;
    QByteArray octets;
    EventStream::EventStreamSerializer().block(octets, block);
    return octets;
}

class EventStreamEndpoint final : public MockEndpoint
{
public:
    EventStreamEndpoint(const QByteArray &path, Channel &channel)
        : MockEndpoint(path, "sse", &channel)
    {
    }

    [[nodiscard]] QByteArray methods() const override { return "GET POST"; }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        connection.enter(*this);
        connection.beginStream({ mockField("Content-Type", "text/event-stream"),
                                 mockField("Cache-Control", "no-store") });
        const QByteArray lastEventId = request.field("last-event-id");
        bool isNumber = false;
        const qint64 seen = lastEventId.toLongLong(&isNumber);
        if (isNumber && channel()->knows(seen)) {
            for (const ChannelMessage &message : channel()->after(seen))
                connection.streamPiece(eventOf(message), message.cause);
        }
        connection.follow(*channel(), [&connection](const ChannelMessage &message) {
            connection.streamPiece(eventOf(message), message.cause);
        });
    }
};

class ShortPollEndpoint final : public MockEndpoint
{
public:
    ShortPollEndpoint(const QByteArray &path, Channel &channel)
        : MockEndpoint(path, "short-poll", &channel)
    {
    }

    [[nodiscard]] QByteArray methods() const override { return "GET POST"; }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        const QByteArray since = request.parameter("since");
        bool isNumber = false;
        qint64 seen = since.toLongLong(&isNumber);
        if (!since.isEmpty() && (!isNumber || seen < 0)) {
            connection.respond(400, {}, "since must be a number of a message, 0 or more\n");
            return;
        }
        if (since.isEmpty())
            seen = std::max<qint64>(0, channel()->lastNumber() - 1);
        connection.enter(*this);
        const auto messages = channel()->after(seen);
        for (std::size_t i = 0; i < messages.size(); ++i)
            messageSent();
        connection.respond(200,
                           { mockField("Content-Type", "application/json"),
                             mockField("Cache-Control", "no-store") },
                           answer(messages));
    }

private:
    [[nodiscard]] QByteArray answer(const std::vector<ChannelMessage> &messages) const
    {
        QByteArray body = "{\"messages\":[";
        for (const ChannelMessage &message : messages) {
            if (!body.endsWith('['))
                body += ',';
            body += "{\"n\":" + QByteArray::number(message.n) + ",\"message\":" + message.json + '}';
        }
        return body + "],\"next\":" + QByteArray::number(channel()->lastNumber()) + '}';
    }
};

} // namespace

std::unique_ptr<MockEndpoint> makeEventStream(const QByteArray &path, Channel &channel)
{
    return std::make_unique<EventStreamEndpoint>(path, channel);
}

std::unique_ptr<MockEndpoint> makeShortPoll(const QByteArray &path, Channel &channel)
{
    return std::make_unique<ShortPollEndpoint>(path, channel);
}

} // namespace Pushscope
