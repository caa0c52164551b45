// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/pollanswer.h"

#include "engine/mock/channel.h"

#include <algorithm>

namespace Pushscope {

PollQuestion pollQuestion(const MockRequest &request)
{
    PollQuestion question;
    const QByteArray since = request.parameter("since");
    if (since.isEmpty())
        return question;
    bool isNumber = false;
    const qint64 seen = since.toLongLong(&isNumber);
    question.isValid = isNumber && seen >= 0;
    if (question.isValid)
        question.since = seen;
    return question;
}

PollAnswer pollAnswer(const Channel &channel, qint64 since)
{
    PollAnswer answer { "{\"messages\":[" };
    for (const ChannelMessage &message : channel.after(since)) {
        if (answer.count++ > 0)
            answer.json += ',';
        answer.json += "{\"n\":" + QByteArray::number(message.n) + ",\"message\":" + message.json
            + '}';
    }
    answer.json += "],\"next\":" + QByteArray::number(channel.lastNumber()) + '}';
    return answer;
}

qint64 beforeNewest(const Channel &channel)
{
    return std::max<qint64>(0, channel.lastNumber() - 1);
}

bool isCallbackName(const QByteArray &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '$' || c == '.';
    });
}

QByteArray inScript(QByteArray text)
{
    // Only strings of JSON can hold these, so an escape means the same. U+2028 and U+2029 end a
    // line in scripts older than ECMAScript 2019.
    text.replace("<", "\\u003c");
    text.replace("\xE2\x80\xA8", "\\u2028");
    text.replace("\xE2\x80\xA9", "\\u2029");
    return text;
}

} // namespace Pushscope
