// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/script/argument.h"
#include "protocol/script/memberchain.h"
#include "protocol/script/scriptlexer.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace Pushscope::Script {

/// A call by which a script in a frame tells the page around it something.
struct Call {
    QByteArray callee;       ///< As written: `window.parent.postMessage`.
    ByteRange range;         ///< From the callee to the closing parenthesis, in octets of the text.
    ByteRange argumentRange; ///< The first argument, without blanks around it; may be empty.
    Argument argument;
    bool isPostMessage = false;
    /// postMessage: the second argument, or `targetOrigin` of the options there, where it is a
    /// string that is written out. Without any, browsers take `/`.
    std::optional<QByteArray> targetOrigin;
    bool operator==(const Call &) const = default;
};

/// Finds in JavaScript the calls of functions of the parent or the topmost window:
/// `parent.postMessage(…)`, `window.parent.…`, `top.fn(…)`, `parent["fn"](…)`, `parent.app.on(…)`.
/// Reads tokens and runs nothing: a call that never happens is found, one under another name is
/// not.
///
/// Not found are: what is reached through the parent's own `document`, `location` and the like;
/// what stands in the arguments of a call that was found; and, since that only defines what may be
/// called later, what stands in a function with an argument that is not written out.
///
/// Spec: ECMA-262 §12, §13.3; WHATWG HTML §7.2.2 (parent, top), §9.3 (postMessage).
/// Threads: reentrant, not thread-safe.
class CallScanner
{
public:
    /// @param text UTF-8; outlives the scanner.
    explicit CallScanner(QByteArrayView text);

    /// The next call whose parentheses close; nullopt at the end of the text.
    [[nodiscard]] std::optional<Call> next();

private:
    [[nodiscard]] std::optional<Call> readCall(const MemberChain &chain);
    [[nodiscard]] bool readArguments(std::vector<ByteRange> &arguments, ByteRange &range);

    QByteArrayView m_text;
    ScriptLexer m_lexer;
    Token m_token;
};

/// Calls of one script that are listed: more is no script that brings a message.
inline constexpr std::size_t MaxCalls = 1000;

/// All calls in @p text, at most MaxCalls.
[[nodiscard]] std::vector<Call> scanCalls(QByteArrayView text);

} // namespace Pushscope::Script
