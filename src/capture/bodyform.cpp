// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/bodyform.h"

#include "protocol/http1/fields.h"

namespace Pushscope {

namespace {

using Kind = BodyForm::Kind;

constexpr int OkStatus = 200;

bool isSuccess(const Http1::ResponseHead &head)
{
    return head.status >= 200 && head.status < 300;
}

BodyForm formByType(const Http1::ResponseHead &head)
{
    const auto type = Http1::contentType(head.fields);
    if (type && type->value == "text/event-stream")
        return { Kind::EventStream };
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
        return byType.kind == Kind::EventStream ? byType : openedAs;
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
        // What says no boundary, or to be something else, cannot be read so.
        return byType.kind == openedAs.kind ? byType : BodyForm { Kind::Plain };
    case Kind::Plain:
        break;
    }
    return { Kind::Plain };
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
