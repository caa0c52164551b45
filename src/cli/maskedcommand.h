// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace CLI {
class App;
}

namespace Pushscope {

/// The command line of @p command, which was parsed, as capture.start shows it: every option under
/// its long name, in the order given, quoted for a shell, secrets as `***`.
[[nodiscard]] QByteArray maskedCommand(const CLI::App &command);

} // namespace Pushscope
