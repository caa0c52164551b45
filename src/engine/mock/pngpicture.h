// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace Pushscope {

/// Every so many messages the pictures begin anew.
inline constexpr qint64 PictureCycle = 100;

/// A small PNG picture that differs from message to message, as a camera's frames do: a bar that
/// wanders to the right. Its width tells which one it is: 100 + @p n modulo PictureCycle pixels.
/// Spec: ISO/IEC 15948 (PNG).
[[nodiscard]] QByteArray pngPicture(qint64 n);

} // namespace Pushscope
