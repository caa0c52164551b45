// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace CLI {
class App;
}

namespace Pushscope {

struct ClientOptions;

/// Whether every option that was given to @p command, which is `connect`, can have an effect on the
/// technique of @p options, or, where that is found out, on one that it may be. Else one line that
/// names the option goes to standard error.
[[nodiscard]] bool areAllUsed(const CLI::App &command, const ClientOptions &options);

} // namespace Pushscope
