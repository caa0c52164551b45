// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/parentcall.h"

#include "capture/jsonwriter.h"
#include "engine/mock/mockrequest.h"
#include "engine/mock/pollanswer.h"

namespace Pushscope {

QByteArray ParentCall::script(const QByteArray &json) const
{
    QByteArray text = "<script>";
    if (callback.isEmpty()) {
        QByteArray target;
        appendJsonStringOrBase64(target, origin);
        text += "window.parent.postMessage(" + inScript(json) + ", " + inScript(target) + ')';
    } else {
        text += "parent." + callback + '(' + inScript(json) + ')';
    }
    return text + "</script>";
}

std::optional<ParentCall> parentCall(const MockRequest &request)
{
    ParentCall call { request.parameter("callback"), request.parameter("origin") };
    if (!call.callback.isEmpty() && !isCallbackName(call.callback))
        return std::nullopt;
    if (call.origin.isEmpty())
        call.origin = (request.isTls ? "https://" : "http://") + request.field("host");
    return call;
}

} // namespace Pushscope
