// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioerror.h"

#include <array>

namespace Pushscope {

namespace {

// In the order of ScenarioError::Rule.
constexpr std::array<QByteArrayView, 21> RuleNames {
    "syntax",     "too-deep",     "duplicate-member", "unknown-member",   "missing-member",
    "wrong-type", "not-one-of",   "too-small",        "too-large",        "too-few",
    "too-many",   "format",       "together",         "needs",            "unknown-channel",
    "taken-path", "unknown-template", "template",     "pattern",          "folder",
    "unread",
};
static_assert(RuleNames.size() == static_cast<std::size_t>(ScenarioError::Rule::Unread) + 1);

} // namespace

QByteArrayView scenarioRuleName(ScenarioError::Rule rule)
{
    return RuleNames[static_cast<std::size_t>(rule)];
}

Error toError(const ScenarioError &error, const QByteArray &path)
{
    return { ErrorCode::BadScenario,
             ErrorSite::Storage,
             { { "path", path },
               { "line", QByteArray::number(error.position.line) },
               { "column", QByteArray::number(error.position.column) },
               { "rule", scenarioRuleName(error.rule).toByteArray() },
               { "name", error.name },
               { "expected", error.expected.join('\n') } } };
}

} // namespace Pushscope
