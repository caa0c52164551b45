// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>

namespace Pushscope {

/// The window's fonts; sizes in pixels, because rows and bars are measured in them.
///
/// Threads: GUI thread, after the application object was made.

inline constexpr int TextPixels = 13;
inline constexpr int WirePixels = 12;
inline constexpr int SmallPixels = 11; ///< The least there is.

/// The system's sans, then Noto Sans, then a TrueType sans for Chinese: without naming one, Han
/// characters fall back to Japanese shapes, and CFF ones are drawn too bold on a dark ground.
[[nodiscard]] QFont textFont(int pixels = TextPixels);

/// For anything from the wire, and for numbers that stand in columns.
[[nodiscard]] QFont wireFont(int pixels = WirePixels);

/// Titles of panes: small, in capitals where the script has any.
[[nodiscard]] QFont titleFont();

} // namespace Pushscope
