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

QByteArray eventOf(const ChannelMessage &message, const QByteArray &type)
{
    // Octets that are no text travel as the JSON that they came in.
    const QByteArray &data = message.isBinary ? message.json : message.payload;
    EventStream::EventStreamSerializer::Block block;
    block.id = QByteArray::number(message.n);
    block.data = data;
    if (!type.isEmpty())
        block.type = type;
    QByteArray octets;
    EventStream::EventStreamSerializer().block(octets, block);
    return octets;
}

class EventStreamEndpoint final : public MockEndpoint
{
public:
    EventStreamEndpoint(const QByteArray &path, Channel &channel, EventStreamForm form)
        : MockEndpoint(path, "sse", &channel)
        , m_form(std::move(form))
    {
    }

    [[nodiscard]] QByteArray methods() const override { return "GET POST"; }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        const QByteArray lastEventId = request.field("last-event-id");
        bool isNumber = false;
        const qint64 seen = lastEventId.toLongLong(&isNumber);
        // "Clients will reconnect if the connection is closed; a client can be told to stop
        // reconnecting using the HTTP 204 No Content response code." (§9.2.1)
        if (channel()->isEnded() && isNumber && seen >= channel()->lastNumber()) {
            connection.respond(204, {}, {});
            return;
        }
        connection.enter(*this);
        connection.beginStream({ mockField("Content-Type", "text/event-stream"),
                                 mockField("Cache-Control", "no-store") });
        if (m_form.retryMs) {
            EventStream::EventStreamSerializer::Block hint;
            hint.retry = QByteArray::number(*m_form.retryMs);
            hint.hasBlankLine = false; // In the block of the first event: alone it were an empty one.
            QByteArray octets;
            EventStream::EventStreamSerializer().block(octets, hint);
            connection.streamOpening(octets);
        }
        if (isNumber && channel()->knows(seen)) {
            for (const ChannelMessage &message : channel()->after(seen))
                connection.streamPiece(eventOf(message, m_form.event), message.cause);
        }
        connection.follow(*channel(), [this, &connection](const ChannelMessage &message) {
            connection.streamPiece(eventOf(message, m_form.event), message.cause);
        });
    }

private:
    EventStreamForm m_form;
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

std::unique_ptr<MockEndpoint> makeEventStream(const QByteArray &path, Channel &channel,
                                              const EventStreamForm &form)
{
    return std::make_unique<EventStreamEndpoint>(path, channel, form);
}

std::unique_ptr<MockEndpoint> makeShortPoll(const QByteArray &path, Channel &channel)
{
    return std::make_unique<ShortPollEndpoint>(path, channel);
}

} // namespace Pushscope
