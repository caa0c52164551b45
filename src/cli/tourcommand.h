// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace CLI {
class App;
}

namespace Pushscope {

/// Adds `tour` to @p app; what it does when chosen ends the program with @p status.
/// @param shown the command line for capture.start, secrets masked.
void addTourCommand(CLI::App &app, int &status);

} // namespace Pushscope
