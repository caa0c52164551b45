// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/channel.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// The octets of `{"base64":…}`, where that is all of it.
std::optional<QByteArray> binaryOf(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonValue base64 = object.value(QLatin1StringView("base64"));
    if (object.size() != 1 || !base64.isString())
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(
        base64.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    return decoded.decoded;
}

} // namespace

ChannelMessage channelMessage(const QByteArray &body)
{
    ChannelMessage message;
    if (!isValidJson(body)) {
        appendJsonStringOrBase64(message.json, body);
        message.payload = body;
        message.isBinary = !isValidUtf8(body);
        return message;
    }
    message.json = jsonOnOneLine(body.trimmed());
    message.payload = message.json;
    if (const auto text = jsonString(message.json)) {
        message.payload = *text;
    } else if (const auto octets = binaryOf(message.json)) {
        message.payload = *octets;
        message.isBinary = true;
    }
    return message;
}

ChannelMessage channelMessage(const QByteArray &content, bool isBinary)
{
    ChannelMessage message;
    if (isBinary)
        message.json = "{\"base64\":\"" + content.toBase64() + "\"}";
    else
        message = channelMessage(content);
    message.payload = content;
    message.isBinary = isBinary;
    return message;
}

Channel::Channel(QByteArray name)
    : m_name(std::move(name))
{
}

const ChannelMessage &Channel::publish(const QByteArray &body, Cause cause)
{
    return add(channelMessage(body), cause);
}

const ChannelMessage &Channel::publish(const QByteArray &content, bool isBinary, Cause cause)
{
    return add(channelMessage(content, isBinary), cause);
}

const ChannelMessage &Channel::add(ChannelMessage message, Cause cause)
{
    message.n = ++m_last;
    message.cause = cause;
    m_keptOctets += message.json.size() + message.payload.size();
    m_kept.push_back(std::move(message));
    while (m_kept.size() > MaxKept || (m_keptOctets > MaxKeptOctets && m_kept.size() > 1)) {
        m_keptOctets -= m_kept.front().json.size() + m_kept.front().payload.size();
        m_kept.pop_front();
    }
    const ChannelMessage sent = m_kept.back();
    tellAll([&](const Subscription &subscription) { subscription.subscriber(sent); });
    return m_kept.back();
}

void Channel::tellAll(const std::function<void(const Subscription &)> &tell)
{
    // A subscriber may leave, or another come, while it is told.
    const std::vector<Subscription> told = m_subscribers;
    for (const Subscription &subscription : told) {
        const bool isStillThere
            = std::any_of(m_subscribers.begin(), m_subscribers.end(),
                          [&](const auto &one) { return one.token == subscription.token; });
        if (isStillThere)
            tell(subscription);
    }
}

void Channel::end()
{
    m_isEnded = true;
    tellAll([](const Subscription &subscription) {
        if (subscription.ended)
            subscription.ended();
    });
}

int Channel::subscribe(Subscriber subscriber, Ending ended)
{
    m_subscribers.push_back({ ++m_lastToken, std::move(subscriber), std::move(ended) });
    return m_lastToken;
}

void Channel::unsubscribe(int token)
{
    std::erase_if(m_subscribers, [&](const auto &one) { return one.token == token; });
}

std::vector<ChannelMessage> Channel::after(qint64 n) const
{
    std::vector<ChannelMessage> messages;
    for (const ChannelMessage &message : m_kept) {
        if (message.n > n)
            messages.push_back(message);
    }
    return messages;
}

bool Channel::knows(qint64 n) const
{
    const qint64 oldest = m_last - static_cast<qint64>(m_kept.size()) + 1;
    return n >= oldest - 1 && n <= m_last;
}

} // namespace Pushscope
