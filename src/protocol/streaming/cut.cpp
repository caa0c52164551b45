// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/cut.h"

#include <algorithm>
#include <array>

namespace Pushscope::Streaming {

namespace {

// In the order of Cut.
constexpr std::array<QByteArrayView, 10> Names {
    "line",     "blank-line",  "json",        "json-array",    "rs",
    "length32", "length32-le", "length-line", "length-varint", "grpc-web",
};
constexpr std::array<Cut, Names.size()> All {
    Cut::Line,         Cut::BlankLine, Cut::Json,
    Cut::JsonArray,    Cut::RecordSeparator, Cut::Length32,
    Cut::Length32LittleEndian, Cut::LengthLine, Cut::LengthVarint,
    Cut::GrpcWeb,
};

constexpr char RecordSeparatorOctet = '\x1E';
constexpr qint64 LengthOctets = 4;

/// Without the LF that ends @p octets, if one does, and a CR before it.
qint64 lineEnd(QByteArrayView octets)
{
    if (!octets.endsWith('\n'))
        return octets.size();
    const bool hasCr = octets.size() > 1 && octets[octets.size() - 2] == '\r';
    return octets.size() - (hasCr ? 2 : 1);
}

qint64 blockEnd(QByteArrayView octets)
{
    const qint64 blankLine = lineEnd(octets);
    const QByteArrayView lines = octets.first(blankLine);
    // Cut off where the last line is not blank: then all of it is content.
    return blankLine < octets.size() && lines.endsWith('\n') ? lineEnd(lines) : octets.size();
}

qint64 varintOctets(QByteArrayView octets)
{
    const auto *last = std::find_if(octets.begin(), octets.end(),
                                    [](char octet) { return static_cast<uchar>(octet) < 0x80; });
    return last == octets.end() ? octets.size() : last - octets.begin() + 1;
}

qint64 lengthLineOctets(QByteArrayView octets)
{
    const qsizetype lf = octets.indexOf('\n');
    return lf + 1; // A length that is not over is itself all there is to show.
}

/// How long what is before the content is.
qint64 contentBegin(Cut cut, QByteArrayView octets)
{
    switch (cut) {
    case Cut::RecordSeparator:
        return octets.startsWith(RecordSeparatorOctet) ? 1 : 0;
    case Cut::Length32:
    case Cut::Length32LittleEndian:
        return LengthOctets;
    case Cut::GrpcWeb:
        return 1 + LengthOctets;
    case Cut::LengthLine:
        return lengthLineOctets(octets);
    case Cut::LengthVarint:
        return varintOctets(octets);
    case Cut::Line:
    case Cut::BlankLine:
    case Cut::Json:
    case Cut::JsonArray:
        break;
    }
    return 0;
}

qint64 contentEnd(Cut cut, QByteArrayView octets)
{
    switch (cut) {
    case Cut::Line:
        return lineEnd(octets);
    case Cut::BlankLine:
        return blockEnd(octets);
    case Cut::RecordSeparator:
        return octets.endsWith('\n') ? octets.size() - 1 : octets.size();
    default:
        return octets.size();
    }
}

} // namespace

QByteArrayView cutName(Cut cut)
{
    return Names[static_cast<std::size_t>(cut)];
}

std::optional<Cut> cutFromName(QByteArrayView name)
{
    for (Cut cut : All) {
        if (cutName(cut) == name)
            return cut;
    }
    return std::nullopt;
}

std::span<const Cut> allCuts()
{
    return All;
}

ByteRange contentRange(Cut cut, QByteArrayView octets, ViolationSet violations)
{
    // A length that says nothing begins no content: all that is left to show is itself.
    const bool mayBeNoLength = cut == Cut::LengthLine || cut == Cut::LengthVarint;
    if (mayBeNoLength && violations.contains(Violation::BadFraming))
        return { 0, octets.size() };
    const qint64 begin = std::min<qint64>(contentBegin(cut, octets), octets.size());
    // What goes on beyond the limit has no end here, whatever its last octet is.
    const bool isEnded = !violations.contains(Violation::TooLarge);
    const qint64 end = isEnded ? contentEnd(cut, octets) : octets.size();
    return { begin, std::max(begin, end) };
}

} // namespace Pushscope::Streaming
