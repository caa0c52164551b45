// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/pictureformat.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

#include <optional>

namespace Pushscope {

/// What became of the octets of a picture.
struct DecodedPicture {
    enum class Problem : quint8 {
        None,
        NoPicture, ///< Of no format that is shown.
        NoReader,  ///< This system has none for the format.
        TooLarge,  ///< More than MostPixels.
        Broken,    ///< Cut off, or not what its first octets promise.
    };

    /// A stranger's picture of some octets may claim any size; 8K video has as many as this.
    static constexpr qint64 MostPixels = 7680LL * 4320;

    Problem problem = Problem::None;
    std::optional<PictureFormat> format;
    QSize size; ///< As its head says; empty where nobody knows.
    QImage image;
    qint64 octets = 0;
};

/// Decodes @p octets with the one reader that their first octets ask for; of an animation the
/// first picture. Never allocates for more pixels than MostPixels.
///
/// Threads: any.
[[nodiscard]] DecodedPicture decodePicture(const QByteArray &octets);

} // namespace Pushscope
