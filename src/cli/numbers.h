// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace CLI {
class Option;
}

namespace Pushscope {

/// @p option takes a whole number from @p least to @p most; anything else is refused in one
/// sentence that says so, as by the next two.
void takesWhole(CLI::Option &option, qint64 least, qint64 most);

/// The seconds that something takes, 0.001 to what a timer can wait.
void takesSeconds(CLI::Option &option);

/// A number of octets, or with k, M or G (1024ⁿ), which may have a fraction.
void takesOctets(CLI::Option &option, qint64 least, qint64 most);

} // namespace Pushscope
