// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"

#include <QByteArray>

namespace Pushscope {

/// What a list of records marks: a broken rule, and what breaks none and still is not as it should
/// be. An event stream's block without data is as the specification wants it, and yet it is what
/// somebody looks for whose event never arrives.
///
/// `is:problem` finds it; the words of a row are to be a warning or an error for exactly these.

/// `problem`
[[nodiscard]] QByteArrayView problemName();

[[nodiscard]] bool isProblem(const Record &record);
/// The same as a condition over the table `record`; never NULL.
[[nodiscard]] QByteArray problemSql();
/// The kinds that may be a problem without breaking a rule: bit n for the kind with the number n.
[[nodiscard]] quint64 problemKinds();

} // namespace Pushscope
