// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/pngpicture.h"

#include <QtEndian>

#include <zlib.h>

namespace Pushscope {

namespace {

constexpr quint32 FirstWidth = 100;
constexpr quint32 Height = 60;
constexpr quint32 BarWidth = 8;
constexpr char Dark = 0x20;
constexpr char Bright = static_cast<char>(0xE0);

QByteArray bigEndian(quint32 value)
{
    QByteArray octets(sizeof value, Qt::Uninitialized);
    qToBigEndian(value, octets.data());
    return octets;
}

/// §5.3: length, type, data, and a CRC over type and data.
QByteArray pngChunk(const QByteArray &type, const QByteArray &data)
{
    const QByteArray body = type + data;
    const auto crc = crc32(0, reinterpret_cast<const Bytef *>(body.constData()),
                           static_cast<uInt>(body.size()));
    return bigEndian(static_cast<quint32>(data.size())) + body
        + bigEndian(static_cast<quint32>(crc));
}

QByteArray pixels(quint32 width, quint32 bar)
{
    QByteArray row(1 + static_cast<qsizetype>(width), Dark);
    row[0] = 0; // §9.2: filter type None.
    for (quint32 x = bar; x < bar + BarWidth && x < width; ++x)
        row[1 + static_cast<qsizetype>(x)] = Bright;
    return row.repeated(Height);
}

} // namespace

QByteArray pngPicture(qint64 n)
{
    const auto step = static_cast<quint32>(n % PictureCycle);
    const quint32 width = FirstWidth + step;
    constexpr char EightBitGray[] = { 8, 0, 0, 0, 0 }; // §11.2.1: depth, colour type, methods.
    // qCompress puts the length before what zlib makes.
    const QByteArray data = qCompress(pixels(width, step)).sliced(sizeof(quint32));
    return QByteArray("\x89PNG\r\n\x1a\n", 8)
        + pngChunk("IHDR", bigEndian(width) + bigEndian(Height) + QByteArray(EightBitGray, 5))
        + pngChunk("IDAT", data) + pngChunk("IEND", {});
}

} // namespace Pushscope
