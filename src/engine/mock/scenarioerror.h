// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace Pushscope {

/// A place in a scenario file, as editors count: from 1, columns in characters.
struct ScenarioPosition {
    int line = 1;
    int column = 1;
    bool operator==(const ScenarioPosition &) const = default;
};

/// The rule that a scenario file breaks, and what was expected instead.
struct ScenarioError {
    enum class Rule : quint8 {
        Syntax, ///< expected: the tokens that may stand here; `value`, `string end`, `end`.
        TooDeep, ///< expected: the depth that is taken.
        DuplicateMember, ///< name: the member.
        UnknownMember, ///< name: the member; expected: those known here.
        MissingMember, ///< expected: one of these is wanted.
        WrongType, ///< expected: types by their JSON Schema names.
        NotOneOf, ///< expected: the values.
        TooSmall, ///< expected: the least value.
        TooLarge, ///< expected: the greatest value.
        TooFew, ///< expected: the least number of elements, members or characters.
        TooMany, ///< expected: the greatest number of them.
        Format, ///< expected: name of the format, as the schema has it.
        Together, ///< name: the member; expected: what it cannot stand beside.
        Needs, ///< name: the member; expected: what it needs beside it.
        UnknownChannel, ///< name: what was said; expected: the channels there are.
        TakenPath, ///< name: the path; expected: who has it, `endpoint` or `server`.
        UnknownTemplate, ///< name: what was said; expected: the templates that work here.
        Template, ///< name: the template; expected: its right form.
        Pattern, ///< name: what the regular expression library says.
        Folder, ///< name: the folder that is none.
        Unread, ///< name: what the system says of the file.
    };

    Rule rule = Rule::Syntax;
    ScenarioPosition position;
    QByteArray name;
    QList<QByteArray> expected;

    bool operator==(const ScenarioError &) const = default;
};

[[nodiscard]] QByteArrayView scenarioRuleName(ScenarioError::Rule rule);

/// The same as BadScenario with `path`, `line`, `column`, `rule`, `name`, `expected` (separated by
/// line feeds), for models/describe.h.
[[nodiscard]] Error toError(const ScenarioError &error, const QByteArray &path);

} // namespace Pushscope
