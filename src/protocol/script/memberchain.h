// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/script/scriptlexer.h"

#include <QByteArray>

#include <vector>

namespace Pushscope::Script {

/// Names that lead to a member: `window.parent.app["onMessage"]`.
///
/// Spec: ECMA-262 §13.3.
struct MemberChain {
    /// More names than this lead to nothing that anybody calls.
    static constexpr std::size_t MaxNames = 32;

    std::vector<QByteArray> names; ///< Decoded; indexes as their digits.
    ByteRange range;               ///< From the first name to the end of the last.
    Token following;               ///< The token behind.
    /// False where the chain goes on in a way that only running it would tell (`[index]`).
    bool isWhole = true;
};

/// Reads on from @p first, the identifier that @p lexer returned last.
[[nodiscard]] MemberChain readMemberChain(ScriptLexer &lexer, const Token &first);

/// The names with dots between them.
[[nodiscard]] QByteArray dotted(const std::vector<QByteArray> &names);

/// Of the chain that @p name is, without a `window.` that says nothing; empty where it is none.
[[nodiscard]] std::vector<QByteArray> namesOf(QByteArrayView name);

/// Takes from @p names what stands for the window itself: `window`, `self`, `globalThis`.
void dropOwnWindow(std::vector<QByteArray> &names);

} // namespace Pushscope::Script
