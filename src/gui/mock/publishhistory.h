// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace Pushscope {

/// What was published to which channel, newest first, and kept between runs.
class PublishHistory
{
public:
    static constexpr int MaxMessages = 20; ///< Of a channel: what one goes through by arrow keys.
    static constexpr int MaxChannels = 50;
    static constexpr int MaxCharacters = 20'000; ///< A longer message is not kept.

    void add(const QString &channel, const QString &message);
    [[nodiscard]] QStringList of(const QString &channel) const { return m_messages.value(channel); }

    /// For the settings, and back; what is no such text gives nothing.
    [[nodiscard]] QByteArray saved() const;
    void restore(const QByteArray &saved);

private:
    QMap<QString, QStringList> m_messages;
};

} // namespace Pushscope
