// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace Pushscope {

struct Scenario;

/// A scenario that comes with the program.
struct ReadyScenario {
    QByteArray name; ///< As `--scenario` takes it: `chat-room`.
    const char *label = ""; ///< English; windows translate it in context "Scenarios".
};

/// In the order in which they are offered.
[[nodiscard]] QList<ReadyScenario> readyScenarios();

/// Reads the scenario file @p path; the ready one of that name where there is no such file.
/// Errors: BadScenario, with file, line, column and what was expected, for models/describe.h.
/// Threads: any.
[[nodiscard]] Result<std::shared_ptr<const Scenario>> loadScenario(const QString &path);

/// Reads a scenario that is being edited: @p octets as they would be written, called @p name in
/// records, folders seen from @p folder.
/// Errors: as loadScenario(), and `pointer`: the JSON Pointer of the value that is wrong, or of the
/// member that should not be there; without `path`.
/// Threads: any.
[[nodiscard]] Result<std::shared_ptr<const Scenario>>
readScenarioText(const QByteArray &octets, const QString &name, const QString &folder);

/// The file of a ready scenario, as it is; empty for a name that is none.
[[nodiscard]] QByteArray readyScenarioFile(const QByteArray &name);

} // namespace Pushscope
