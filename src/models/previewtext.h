// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace Pushscope {

/// Octets of a payload that a row reads; some three times what fits on it.
inline constexpr qint64 PreviewOctets = 320;

/// @p octets in one line: as text where they are UTF-8 (line ends as `↵`, other controls as `·`),
/// else in hexadecimal.
/// @param isCut more follow, so that a character at the end may be cut in two.
[[nodiscard]] QString previewText(const QByteArray &octets, bool isCut);

/// UTF-8 for eyes: what is not valid comes out as U+FFFD, controls as in previewText().
[[nodiscard]] QString lineText(QByteArrayView utf8);

/// @p text, or its first @p most characters and `…`: laying out what nobody can see takes time.
[[nodiscard]] QString shortText(const QString &text, qsizetype most);

/// `0a 0b 0c`
[[nodiscard]] QString hexText(const QByteArray &octets);

} // namespace Pushscope
