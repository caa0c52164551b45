// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordkind.h"

#include <QByteArray>

#include <deque>
#include <functional>
#include <vector>

namespace Pushscope {

/// A message of a channel, in the forms in which techniques send it.
struct ChannelMessage {
    qint64 n = 0; ///< From 1, without gaps.
    QByteArray json; ///< As a JSON value.
    QByteArray payload; ///< As it travels alone: the JSON text; of a string its characters.
    bool isBinary = false; ///< Was `{"base64":…}`: payload are its octets.
    Cause cause = Cause::Scenario;
};

/// @p body as POST /publish has it: JSON if it parses, else a string. Without number and cause.
[[nodiscard]] ChannelMessage channelMessage(const QByteArray &body);
/// @p content as a client sent it: its octets are unchanged, whatever they mean.
[[nodiscard]] ChannelMessage channelMessage(const QByteArray &content, bool isBinary);

/// Messages in order, the last of them kept, and who wants the next.
///
/// Threads: on the thread of its server.
class Channel
{
public:
    /// What a reconnecting client can still be given (contract §4).
    static constexpr std::size_t MaxKept = 1'000;
    /// Octets kept for that, whatever the count: 1,000 messages of a megabyte would be a gigabyte.
    static constexpr qsizetype MaxKeptOctets = 64 * 1024 * 1024;

    using Subscriber = std::function<void(const ChannelMessage &)>;
    using Ending = std::function<void()>;

    explicit Channel(QByteArray name);

    /// @p body as POST /publish has it: JSON if it parses, else a string.
    const ChannelMessage &publish(const QByteArray &body, Cause cause);
    /// @p content as a client sent it: text, or octets.
    const ChannelMessage &publish(const QByteArray &content, bool isBinary, Cause cause);
    /// @p ended is called when the last message was told; see end().
    /// @return a token for unsubscribe().
    int subscribe(Subscriber subscriber, Ending ended = {});
    void unsubscribe(int token);
    /// No message comes any more by itself; responses that carry it are to end.
    void end();
    [[nodiscard]] bool isEnded() const { return m_isEnded; }

    [[nodiscard]] const QByteArray &name() const { return m_name; }
    [[nodiscard]] qint64 lastNumber() const { return m_last; }
    [[nodiscard]] qint64 subscribers() const { return static_cast<qint64>(m_subscribers.size()); }
    /// The kept messages after @p n, oldest first.
    [[nodiscard]] std::vector<ChannelMessage> after(qint64 n) const;
    /// Whether a client that saw @p n last can be given all that it missed.
    [[nodiscard]] bool knows(qint64 n) const;

private:
    struct Subscription {
        int token;
        Subscriber subscriber;
        Ending ended;
    };

    const ChannelMessage &add(ChannelMessage message, Cause cause);
    void tellAll(const std::function<void(const Subscription &)> &tell);

    QByteArray m_name;
    qint64 m_last = 0;
    std::deque<ChannelMessage> m_kept;
    qsizetype m_keptOctets = 0;
    std::vector<Subscription> m_subscribers;
    int m_lastToken = 0;
    bool m_isEnded = false;
};

} // namespace Pushscope
