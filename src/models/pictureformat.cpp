// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/pictureformat.h"

#include <array>

namespace Pushscope {

namespace {

struct Signature {
    PictureFormat format;
    QByteArrayView first;
    QByteArrayView at8; ///< From the ninth octet on.
};

constexpr QByteArrayView operator""_octets(const char *text, std::size_t size)
{
    return QByteArrayView(text, static_cast<qsizetype>(size));
}

constexpr std::array Signatures{
    Signature{ PictureFormat::Png, "\x89PNG\r\n\x1a\n"_octets, {} },
    Signature{ PictureFormat::Jpeg, "\xff\xd8\xff"_octets, {} },
    Signature{ PictureFormat::Gif, "GIF87a"_octets, {} },
    Signature{ PictureFormat::Gif, "GIF89a"_octets, {} },
    Signature{ PictureFormat::WebP, "RIFF"_octets, "WEBPVP"_octets },
};

} // namespace

std::optional<PictureFormat> pictureFormat(QByteArrayView octets)
{
    constexpr qsizetype Second = 8;
    for (const Signature &signature : Signatures) {
        const bool isSecond = signature.at8.isEmpty()
            || (octets.size() > Second && octets.sliced(Second).startsWith(signature.at8));
        if (isSecond && octets.startsWith(signature.first))
            return signature.format;
    }
    return std::nullopt;
}

QString pictureFormatName(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return QStringLiteral("PNG");
    case PictureFormat::Jpeg:
        return QStringLiteral("JPEG");
    case PictureFormat::Gif:
        return QStringLiteral("GIF");
    case PictureFormat::WebP:
        return QStringLiteral("WebP");
    }
    return {};
}

bool isTypeOf(QByteArrayView type, PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return type == "image/png";
    case PictureFormat::Jpeg:
        return type == "image/jpeg" || type == "image/jpg"; // The latter is in the field only.
    case PictureFormat::Gif:
        return type == "image/gif";
    case PictureFormat::WebP:
        return type == "image/webp";
    }
    return false;
}

} // namespace Pushscope
