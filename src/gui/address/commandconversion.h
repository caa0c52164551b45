// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "models/commandoptions.h"

namespace Pushscope {

/// A client's options as a command line says them; what it does not say is as a client has it.
[[nodiscard]] ClientOptions clientOptions(const CommandOptions &command);

/// What of a client's options other programs can be told. Userinfo of the URL becomes `user`.
[[nodiscard]] CommandOptions commandOptions(const ClientOptions &options);

} // namespace Pushscope
