// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/channel.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoints.h"
#include "engine/mock/pollanswer.h"
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
        const PollQuestion question = pollQuestion(request);
        if (!question.isValid) {
            connection.respond(400, {}, BadSince);
            return;
        }
        connection.enter(*this);
        const PollAnswer answer
            = pollAnswer(*channel(), question.since.value_or(beforeNewest(*channel())));
        for (qint64 i = 0; i < answer.count; ++i)
            messageSent();
        connection.respond(200,
                           { mockField("Content-Type", "application/json"),
                             mockField("Cache-Control", "no-store") },
                           answer.json);
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
