// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/script/htmltokenizer.h"
#include "protocol/script/script.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Script {

/// Turns the octets of an HTML response into its script elements, each as soon as its end tag is
/// complete, as a browser finds them: see HtmlTokenizer.
///
/// Sans-I/O: feed() takes what the transport delivered, next() hands out one element at a time.
/// How the octets were cut into chunks never changes the elements. What lies between them is not
/// kept.
///
/// Spec: WHATWG HTML §13.2.5 (tokenization), §4.12.1 (the script element).
/// Threads: reentrant, not thread-safe.
class ScriptBlockParser
{
public:
    /// Octets of one element: as much as a WebSocket message may have by default, so that all
    /// techniques take the same messages.
    static constexpr qint64 DefaultMaxElement = 64 * 1024 * 1024;
    /// Less than this would be no limit on scripts but on start tags: `<script>`.
    static constexpr qint64 LeastMaxElement = 8;

    /// @param maxElement longest element in octets, inclusive. The first @p maxElement octets of a
    ///        longer one come out with Violation::TooLarge, the rest of it is skipped.
    explicit ScriptBlockParser(qint64 maxElement = DefaultMaxElement);

    /// Appends @p octets, 0 or more of them. No effect after finish().
    void feed(QByteArrayView octets);

    /// The next element; nullopt while more octets are needed. Views in it are valid until the
    /// next call of feed() or next().
    [[nodiscard]] std::optional<ScriptView> next();

    /// The stream has ended: an element that has not comes out of next(), cut off.
    void finish() { m_isFinished = true; }

    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_bufferBegin + m_buffer.size(); }

    /// The first octet that a later element may cover. Once next() returned nullopt.
    [[nodiscard]] qint64 pendingFrom() const;

    /// True where a script element has begun and has not ended. Once next() returned nullopt.
    [[nodiscard]] bool hasOpenElement() const { return m_tokenizer.isInElement(); }

private:
    [[nodiscard]] qint64 cut() const { return m_tokenizer.element().begin + m_maxElement; }
    [[nodiscard]] ScriptView view(qint64 end, ViolationSet violations) const;
    [[nodiscard]] QByteArrayView slice(ByteRange range) const;

    HtmlTokenizer m_tokenizer;
    qint64 m_maxElement;
    QByteArray m_buffer; ///< Octets of the stream from m_bufferBegin on.
    qint64 m_bufferBegin = 0;
    bool m_isSkipping = false; ///< The rest of an element that was too large.
    bool m_isFinished = false;
};

/// The element again from its own octets: from what ScriptView::range covered, which may be all
/// that a capture keeps of it. Ranges count from the first octet of @p element. nullopt where it
/// does not begin with a script's start tag. One cut at the limit comes back cut off: only the
/// parser that read on knew better.
[[nodiscard]] std::optional<Script> parseScript(QByteArrayView element);

} // namespace Pushscope::Script
