// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

namespace Pushscope {

/// The sentence for BadUrl: why an address cannot be connected to, what is wrong with that of a
/// proxy (`reason` `proxy`), or with what was to go into a request (`field`; see
/// engine/api/fieldcheck.h). `from` is the address that redirected there.
[[nodiscard]] QString describeBadUrl(const Error &error);

} // namespace Pushscope
