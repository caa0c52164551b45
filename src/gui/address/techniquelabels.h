// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/technique.h"

#include <QByteArrayView>
#include <QString>

namespace Pushscope {

/// How windows call a technique, by its row in the table of techniques.
[[nodiscard]] QString techniqueLabel(Technique technique);
/// The same by the contract's name; what is unknown stays as it is.
[[nodiscard]] QString techniqueLabel(QByteArrayView name);

} // namespace Pushscope
