// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/picturedecoding.h"

#include <QBuffer>
#include <QImageReader>

#include <mutex>

namespace Pushscope {

namespace {

/// What readers may allocate where a picture's head tells no size: as much as MostPixels need.
void limitAllocations()
{
    static std::once_flag once;
    std::call_once(once, [] {
        constexpr qint64 OctetsPerPixel = 4;
        constexpr qint64 Mebi = 1024 * 1024;
        QImageReader::setAllocationLimit(
            static_cast<int>(DecodedPicture::MostPixels * OctetsPerPixel / Mebi + 1));
    });
}

} // namespace

DecodedPicture decodePicture(const QByteArray &octets)
{
    using Problem = DecodedPicture::Problem;
    limitAllocations();
    DecodedPicture picture;
    picture.octets = octets.size();
    picture.format = pictureFormat(octets);
    if (!picture.format) {
        picture.problem = Problem::NoPicture;
        return picture;
    }
    const QByteArray name = pictureFormatName(*picture.format).toLatin1().toLower();
    if (!QImageReader::supportedImageFormats().contains(name)) {
        picture.problem = Problem::NoReader;
        return picture;
    }
    QBuffer buffer;
    buffer.setData(octets);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, name);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    picture.size = reader.size();
    const qint64 pixels = qint64{ picture.size.width() } * picture.size.height();
    if (picture.size.isValid() && pixels > DecodedPicture::MostPixels) {
        picture.problem = Problem::TooLarge;
        return picture;
    }
    picture.image = reader.read();
    if (picture.image.isNull())
        picture.problem = Problem::Broken;
    else
        picture.size = picture.image.size();
    return picture;
}

} // namespace Pushscope
