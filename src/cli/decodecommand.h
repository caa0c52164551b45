// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace CLI {
class App;
}

namespace Pushscope {

/// Adds `decode` to @p app; what it does when chosen ends the program with @p status.
void addDecodeCommand(CLI::App &app, int &status);

} // namespace Pushscope
