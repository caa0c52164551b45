// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/socketiooptions.h"

#include <QString>

namespace Pushscope {

/// JavaScript for the stock client that connects as @p options say; `%1` is the URL's place.
/// @param withAuth with what CONNECT carries, which is a secret as a rule.
[[nodiscard]] QString socketIoSnippet(const SocketIoOptions &options, bool withAuth);

} // namespace Pushscope
