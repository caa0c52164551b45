// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/script/argument.h"
#include "protocol/script/memberchain.h"
#include "protocol/violation.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Script {

/// What a JSONP response said.
struct Callback {
    QByteArray name; ///< Of the function called, `window.` left out; empty where none can be told.
    ByteRange range; ///< All that was read, in octets of the body.
    ByteRange argumentRange; ///< May be empty.
    Argument argument;
    /// NotACall: anything but one call with one argument, or not JavaScript at all. WrongCallback:
    /// of another function than was asked for. CutOff: the beginning of such a call. TooLarge:
    /// longer than our limit; nothing of it was read.
    ViolationSet violations;
    bool operator==(const Callback &) const = default;
};

/// Checks that a response is what a script tag for JSONP may be given: one call of one function
/// with one argument. Nothing is run.
///
/// Known around it: a BOM, comments, blanks, semicolons; `typeof fn === "function" &&` and
/// `fn &&` before it, and `if (typeof …)` with or without braces; `try {…} catch (e) {}`; the
/// function as a member of `window`, with a dot or in brackets.
///
/// Sans-I/O. The whole body is gathered: only its end says that nothing else follows.
///
/// Spec: ECMA-262 §12, §13.3.6 (function calls). JSONP has no specification of its own.
/// Threads: reentrant, not thread-safe.
class JsonpParser
{
public:
    /// Octets of a body; as much as a WebSocket message may have by default.
    static constexpr qint64 DefaultMaxBody = 64 * 1024 * 1024;

    /// @param callback the name that was asked for; empty for any.
    explicit JsonpParser(QByteArray callback = {}, qint64 maxBody = DefaultMaxBody);

    /// Appends @p octets, 0 or more of them. No effect after finish().
    void feed(QByteArrayView octets);

    /// The body has ended: next() says what it was.
    void finish() { m_isFinished = true; }

    /// Once, after finish(), or as soon as the body is longer than the limit. nullopt otherwise,
    /// and where the body was empty.
    [[nodiscard]] std::optional<Callback> next();

    /// Octets fed so far.
    [[nodiscard]] qint64 offset() const { return m_offset; }

    /// The first octet that the callback may still cover. Once next() returned nullopt.
    [[nodiscard]] qint64 pendingFrom() const { return m_isTaken ? m_offset : 0; }

private:
    QByteArray m_callback;
    qint64 m_maxBody;
    QByteArray m_body; ///< At most one octet more than m_maxBody.
    qint64 m_offset = 0;
    bool m_isFinished = false;
    bool m_isTaken = false;
};

/// What @p body says, all of it: what JsonpParser does once it has it.
[[nodiscard]] Callback parseJsonp(QByteArrayView body, QByteArrayView callback);

} // namespace Pushscope::Script
