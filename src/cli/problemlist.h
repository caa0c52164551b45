// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "cli/output.h"

namespace Pushscope {

/// Prints what the records of @p pages together say is wrong: with @p isJson a JSON object a
/// finding, else for people.
void printProblems(RecordPages &pages, bool isJson, Output &output);

} // namespace Pushscope
