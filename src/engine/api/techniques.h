// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/technique.h"
#include "engine/api/clientoptions.h"

#include <chrono>
#include <span>

namespace Pushscope {

/// A row of the table of techniques: what the command line, the address bar, the mock's router,
/// the demo page and the tests iterate over. Adding a technique is adding a row, and the client
/// and endpoint that the row names.
struct TechniqueRow {
    Technique technique = Technique::Auto;
    const char *label = ""; ///< English; windows translate it in context "Techniques".
    const char *path = ""; ///< The mock's default path; empty for Auto.
    const char *schemes = ""; ///< URL schemes, blank-separated.
    bool canSend = false;
    bool reconnectsByDefault = false;
    std::chrono::milliseconds timeout { 30'000 }; ///< Where none is given.
    std::chrono::milliseconds pollInterval { 1'000 };
    /// JavaScript for the demo page and *Copy JavaScript*; %1 is the URL as a string literal.
    const char *snippet = "";
};

[[nodiscard]] std::span<const TechniqueRow> techniqueTable();
[[nodiscard]] const TechniqueRow &techniqueRow(Technique technique);
/// What holds for @p options: what they say, else the technique's habit.
[[nodiscard]] std::chrono::milliseconds timeoutOf(const ClientOptions &options);
[[nodiscard]] std::chrono::milliseconds pollIntervalOf(const ClientOptions &options);

} // namespace Pushscope
