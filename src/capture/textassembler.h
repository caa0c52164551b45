// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope {

/// What a message adds to a text that is sent bit by bit: the string that @p pointer (RFC 6901)
/// names in it, decoded. nullopt where it is no JSON, or there is no string: the many messages of
/// such a stream that only say that it begins, ends or goes on.
[[nodiscard]] std::optional<QByteArray> textOfMessage(QByteArrayView message,
                                                      QByteArrayView pointer);

/// Puts a text together that arrives in messages, as the tokens of a language model do.
///
/// Threads: reentrant, not thread-safe.
class TextAssembler
{
public:
    /// Octets of the text that are kept, the last ones: a long chapter.
    static constexpr qsizetype MaxKeptOctets = 64 * 1024;

    /// @param pointer empty: nothing is put together.
    explicit TextAssembler(QByteArray pointer = {});

    /// Takes what @p message adds at @p t, in ns on any clock.
    void take(QByteArrayView message, qint64 t);
    /// What comes is another text.
    void restart();

    [[nodiscard]] bool isActive() const { return !m_pointer.isEmpty(); }
    /// UTF-8; at most its last MaxKeptOctets.
    [[nodiscard]] QByteArray text() const;
    /// Octets of the whole text.
    [[nodiscard]] qint64 octets() const { return m_octets; }
    /// Messages that added to it: tokens, where a server sends each alone.
    [[nodiscard]] qint64 messages() const { return m_messages; }
    /// `12 octets in 4 messages, 37.5/s`: English, for lines and records.
    [[nodiscard]] QByteArray summary() const;
    /// Of these messages, from the first to the last; 0 while there is but one.
    [[nodiscard]] double messagesPerSecond() const;

private:
    QByteArray m_pointer;
    QByteArray m_text;
    qint64 m_octets = 0;
    qint64 m_messages = 0;
    qint64 m_tFirst = 0;
    qint64 m_tLast = 0;
};

} // namespace Pushscope
