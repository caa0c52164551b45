// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace Pushscope {

/// The kinds of pictures that payloads are shown as.
enum class PictureFormat : quint8 { Png, Jpeg, Gif, WebP };

/// What the first octets say; nullopt where they are of no such picture. Content-Type is not
/// asked: cameras send JPEG under any name, and a browser goes by the octets as well.
///
/// Spec: WHATWG MIME Sniffing §6.1.
[[nodiscard]] std::optional<PictureFormat> pictureFormat(QByteArrayView octets);

/// As `JPEG`; the same in every language.
[[nodiscard]] QString pictureFormatName(PictureFormat format);

/// Whether @p type, in lower case and without parameters, is that of @p format.
[[nodiscard]] bool isTypeOf(QByteArrayView type, PictureFormat format);

} // namespace Pushscope
