// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/channel.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoints.h"
#include "engine/mock/parentcall.h"
#include "engine/mock/pollanswer.h"

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds DefaultHold { 25'000 };
/// A day: who wants to wait longer leaves the parameter's work to the client's time-out.
constexpr qint64 MaxHoldMs = 24LL * 3600 * 1000;

std::vector<Http1::FieldLine> uncached(const QByteArray &type)
{
    return { mockField("Content-Type", type), mockField("Cache-Control", "no-store") };
}

/// What all polling paths share: they take GET and POST, and `since`.
class PollEndpoint : public MockEndpoint
{
public:
    using MockEndpoint::MockEndpoint;

    [[nodiscard]] QByteArray methods() const override { return "GET POST"; }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        const PollQuestion question = pollQuestion(request);
        if (!question.isValid) {
            connection.respond(400, {}, BadSince);
            return;
        }
        poll(connection, request, question.since);
    }

protected:
    virtual void poll(MockConnection &connection, const MockRequest &request,
                      std::optional<qint64> since)
        = 0;

    /// Sends what is there since then; @p body makes it from the answer.
    template<typename MakeBody>
    void answer(MockConnection &connection, const QByteArray &type, const BodyForm &form,
                std::optional<qint64> since, MakeBody makeBody)
    {
        connection.enter(*this);
        const PollAnswer answer
            = pollAnswer(*channel(), since.value_or(beforeNewest(*channel())));
        for (qint64 i = 0; i < answer.count; ++i)
            messageSent();
        connection.respond(200, uncached(type), makeBody(answer.json), form);
    }
};

class LongPollEndpoint final : public PollEndpoint
{
public:
    LongPollEndpoint(const QByteArray &path, Channel &channel)
        : PollEndpoint(path, "long-poll", &channel)
    {
    }

private:
    void poll(MockConnection &connection, const MockRequest &request,
              std::optional<qint64> since) override
    {
        std::chrono::milliseconds hold = DefaultHold;
        const QByteArray wanted = request.parameter("timeout");
        if (!wanted.isEmpty()) {
            bool isNumber = false;
            const qint64 ms = wanted.toLongLong(&isNumber);
            if (!isNumber || ms < 0 || ms > MaxHoldMs) {
                connection.respond(400, {}, "timeout must be milliseconds, 0 to a day\n");
                return;
            }
            hold = std::chrono::milliseconds(ms);
        }
        const qint64 seen = since.value_or(channel()->lastNumber());
        connection.enter(*this);
        const auto send = [this, &connection, seen] {
            const PollAnswer answer = pollAnswer(*channel(), seen);
            for (qint64 i = 0; i < answer.count; ++i)
                messageSent();
            connection.respond(200, uncached("application/json"), answer.json);
        };
        if (hold.count() == 0 || channel()->lastNumber() > seen) {
            send();
            return;
        }
        connection.hold(hold, send);
        connection.follow(*channel(), [send](const ChannelMessage &) { send(); });
    }
};

class JsonpEndpoint final : public PollEndpoint
{
public:
    JsonpEndpoint(const QByteArray &path, Channel &channel)
        : PollEndpoint(path, "jsonp", &channel)
    {
    }

private:
    void poll(MockConnection &connection, const MockRequest &request,
              std::optional<qint64> since) override
    {
        const QByteArray given = request.parameter("callback");
        const QByteArray name = given.isEmpty() ? QByteArray("callback") : given;
        if (!isCallbackName(name)) {
            connection.respond(400, {}, "callback may have letters, digits, _, $ and . alone\n");
            return;
        }
        answer(connection, "application/javascript; charset=utf-8",
               { BodyForm::Kind::Call, name }, since, [&](const QByteArray &json) {
                   return QByteArray(name + '(' + inScript(json) + ");");
               });
    }
};

class IframePollEndpoint final : public PollEndpoint
{
public:
    IframePollEndpoint(const QByteArray &path, Channel &channel)
        : PollEndpoint(path, "iframe-poll", &channel)
    {
    }

private:
    void poll(MockConnection &connection, const MockRequest &request,
              std::optional<qint64> since) override
    {
        const auto call = parentCall(request);
        if (!call) {
            connection.respond(400, {}, "callback may have letters, digits, _, $ and . alone\n");
            return;
        }
        answer(connection, "text/html; charset=utf-8", { BodyForm::Kind::Scripts, {} }, since,
               [&](const QByteArray &json) {
                   return QByteArray("<!DOCTYPE html><title>iframe-poll</title>\n"
                                     + call->script(json) + '\n');
               });
    }
};

} // namespace

std::unique_ptr<MockEndpoint> makeLongPoll(const QByteArray &path, Channel &channel)
{
    return std::make_unique<LongPollEndpoint>(path, channel);
}

std::unique_ptr<MockEndpoint> makeJsonp(const QByteArray &path, Channel &channel)
{
    return std::make_unique<JsonpEndpoint>(path, channel);
}

std::unique_ptr<MockEndpoint> makeIframePoll(const QByteArray &path, Channel &channel)
{
    return std::make_unique<IframePollEndpoint>(path, channel);
}

} // namespace Pushscope
