// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/channel.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockendpoints.h"
#include "engine/mock/parentcall.h"
#include "engine/mock/pngpicture.h"

#include <QUuid>

namespace Pushscope {

namespace {

/// One response that goes on, a piece of it for every message.
class StreamEndpoint : public MockEndpoint
{
public:
    using MockEndpoint::MockEndpoint;

    [[nodiscard]] QByteArray methods() const override { return "GET POST"; }

protected:
    template<typename MakePiece>
    void stream(MockConnection &connection, const QByteArray &type, const BodyForm &form,
                const QByteArray &opening, MakePiece makePiece)
    {
        connection.enter(*this);
        connection.beginStream({ mockField("Content-Type", type),
                                 mockField("Cache-Control", "no-store"),
                                 // So that no proxy in front gathers it (nginx reads this).
                                 mockField("X-Accel-Buffering", "no") },
                               form);
        connection.streamOpening(opening);
        connection.follow(*channel(), [&connection, makePiece](const ChannelMessage &message) {
            connection.streamPiece(makePiece(message), message.cause);
        });
    }
};

class LineEndpoint final : public StreamEndpoint
{
public:
    LineEndpoint(const QByteArray &path, Channel &channel)
        : StreamEndpoint(path, "http-stream", &channel)
    {
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        stream(connection, "application/x-ndjson", { BodyForm::Kind::Messages, {} }, {},
               [](const ChannelMessage &message) {
                   // A line of NDJSON is JSON, a text too.
                   return QByteArray(message.json + '\n');
               });
    }
};

class MultipartEndpoint final : public StreamEndpoint
{
public:
    MultipartEndpoint(const QByteArray &path, Channel &channel)
        : StreamEndpoint(path, "multipart", &channel)
    {
    }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        // RFC 2046 §5.1.1: the boundary must not occur in a part.
        const QByteArray boundary
            = "pushscope-" + QUuid::createUuid().toByteArray(QUuid::Id128).left(16);
        const bool isPicture = request.query.hasQueryItem(QStringLiteral("picture"));
        const QByteArray subtype = request.field("accept").contains("multipart/mixed")
                && !request.field("accept").contains("x-mixed-replace")
            ? QByteArray("mixed")
            : QByteArray("x-mixed-replace");
        stream(connection, "multipart/" + subtype + "; boundary=" + boundary,
               { BodyForm::Kind::Parts, boundary }, "--" + boundary + "\r\n",
               [boundary, isPicture](const ChannelMessage &message) {
                   return part(message, boundary, isPicture);
               });
    }

private:
    /// The boundary comes with its part, so that nobody waits for the next to know that it ended.
    static QByteArray part(const ChannelMessage &message, const QByteArray &boundary,
                           bool isPicture)
    {
        const QByteArray content = isPicture ? pngPicture(message.n) : message.payload;
        const QByteArray type = isPicture ? QByteArray("image/png")
            : message.isBinary            ? QByteArray("application/octet-stream")
                                          : QByteArray("application/json");
        return "Content-Type: " + type
            + "\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content
            + "\r\n--" + boundary + "\r\n";
    }
};

class IframeEndpoint final : public StreamEndpoint
{
public:
    IframeEndpoint(const QByteArray &path, Channel &channel)
        : StreamEndpoint(path, "iframe-stream", &channel)
    {
    }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        const auto call = parentCall(request);
        if (!call) {
            connection.respond(400, {}, "callback may have letters, digits, _, $ and . alone\n");
            return;
        }
        stream(connection, "text/html; charset=utf-8", { BodyForm::Kind::Scripts, {} },
               "<!DOCTYPE html><title>iframe-stream</title>\n",
               [call = *call](const ChannelMessage &message) {
                   return QByteArray(call.script(message.json) + '\n');
               });
    }
};

} // namespace

std::unique_ptr<MockEndpoint> makeHttpStream(const QByteArray &path, Channel &channel)
{
    return std::make_unique<LineEndpoint>(path, channel);
}

std::unique_ptr<MockEndpoint> makeMultipart(const QByteArray &path, Channel &channel)
{
    return std::make_unique<MultipartEndpoint>(path, channel);
}

std::unique_ptr<MockEndpoint> makeIframeStream(const QByteArray &path, Channel &channel)
{
    return std::make_unique<IframeEndpoint>(path, channel);
}

} // namespace Pushscope
