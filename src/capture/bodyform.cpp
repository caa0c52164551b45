// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/bodyform.h"

#include "protocol/http1/fields.h"
#include "protocol/multipart/boundary.h"

namespace Pushscope {

namespace {

using Kind = BodyForm::Kind;

constexpr int OkStatus = 200;

bool isSuccess(const Http1::ResponseHead &head)
{
    return head.status >= 200 && head.status < 300;
}

/// RFC 7464 §4, RFC 8091 §2 (suffix); NDJSON and its kin, whose types nobody registered.
bool isJsonSequence(const QByteArray &type)
{
    return type == "application/json-seq" || type.endsWith("+json-seq");
}

bool isJsonLines(const QByteArray &type)
{
    return type == "application/x-ndjson" || type == "application/ndjson"
        || type == "application/jsonl" || type == "application/x-jsonl"
        || type == "application/jsonlines" || type == "application/x-jsonlines"
        || type == "application/json-lines" || type == "application/stream+json"
        || type == "application/x-json-stream";
}

bool isGrpcWeb(const QByteArray &type)
{
    return type == "application/grpc-web" || type.startsWith("application/grpc-web+")
        || type.startsWith("application/connect+");
}

BodyForm messagesOf(const Http1::ResponseHead &head, const BodyForm &openedAs)
{
    BodyForm form = openedAs;
    const auto type = Http1::contentType(head.fields);
    if (!type)
        return form;
    if (!form.cut && isJsonSequence(type->value))
        form.cut = Streaming::Cut::RecordSeparator;
    if (!form.cut && isGrpcWeb(type->value))
        form.cut = Streaming::Cut::GrpcWeb;
    form.isJson = isJsonLines(type->value)
        && form.cut.value_or(Streaming::Cut::Line) == Streaming::Cut::Line;
    return form;
}

BodyForm formByType(const Http1::ResponseHead &head)
{
    const auto type = Http1::contentType(head.fields);
    if (type && type->value == "text/event-stream")
        return { Kind::EventStream };
    if (type && Multipart::isMultipart(type->value))
        return { Kind::Parts, Multipart::boundaryOf(*type).value };
    if (isSuccess(head) && isMessagesType(head))
        return messagesOf(head, { Kind::Messages });
    return { Kind::Plain };
}

} // namespace

BodyForm bodyFormOf(const Http1::ResponseHead &head, const BodyForm &openedAs)
{
    const BodyForm byType = formByType(head);
    switch (openedAs.kind) {
    case Kind::ByType:
        return byType;
    case Kind::Messages:
        // What is told of a failure is no message of the stream.
        if (!isSuccess(head))
            return { Kind::Plain };
        if (byType.kind == Kind::EventStream && !openedAs.cut)
            return byType;
        return messagesOf(head, openedAs);
    case Kind::EngineIo: // What is told of a failure is no payload.
    case Kind::OlderSocketIo:
        return isSuccess(head) ? openedAs : BodyForm { Kind::Plain };
    case Kind::Call:
        // WHATWG HTML §8.1.4.2: a script whose status is not ok is not run.
        return isSuccess(head) ? openedAs : BodyForm { Kind::Plain };
    case Kind::Scripts: {
        // A frame shows a page whatever its status, but runs scripts of HTML alone.
        const auto type = Http1::contentType(head.fields);
        const bool isPage
            = !type || type->value == "text/html" || type->value == "application/xhtml+xml";
        return isPage ? openedAs : BodyForm { Kind::Plain };
    }
    case Kind::EventStream:
    case Kind::Parts:
        // What says to be something else cannot be read so.
        return byType.kind == openedAs.kind ? byType : BodyForm { Kind::Plain };
    case Kind::Plain:
        break;
    }
    return { Kind::Plain };
}

bool isEngineIoRequest(const Http1::RequestHead &head)
{
    const qsizetype query = head.target.indexOf('?');
    if (query < 0)
        return false;
    bool hasRevision = false;
    bool hasTransport = false;
    for (const QByteArray &pair : head.target.mid(query + 1).split('&')) {
        hasRevision = hasRevision || pair.startsWith("EIO=");
        hasTransport = hasTransport || pair.startsWith("transport=");
    }
    return hasRevision && hasTransport;
}

bool isMessagesType(const Http1::ResponseHead &head)
{
    const auto type = Http1::contentType(head.fields);
    return type
        && (isJsonLines(type->value) || isJsonSequence(type->value) || isGrpcWeb(type->value));
}

bool isWrongType(const Http1::ResponseHead &head, const BodyForm &openedAs)
{
    if (head.status != OkStatus)
        return false; // That it failed, or has nothing to say, is what is to be told of it.
    switch (openedAs.kind) {
    case Kind::EventStream:
    case Kind::Parts:
    case Kind::Scripts:
        return bodyFormOf(head, openedAs).kind == Kind::Plain;
    default:
        return false;
    }
}

} // namespace Pushscope
