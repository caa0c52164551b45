// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/groupoctets.h"

#include "storage/schema.h"

#include <algorithm>

namespace Pushscope {

namespace {

quint64 keyOf(quint32 connection, From from, Layer layer)
{
    return (quint64{ connection } << 3) | static_cast<quint64>(Schema::directionCode(from, layer));
}

} // namespace

void GroupOctets::add(const Batch &batch)
{
    for (const Piece &piece : batch.pieces) {
        const QByteArrayView octets = QByteArrayView(batch.octets)
                                          .sliced(static_cast<qsizetype>(piece.dataOffset),
                                                  static_cast<qsizetype>(piece.length));
        m_stretches[keyOf(piece.connection, piece.from, piece.layer)].push_back(
            { piece.offset, octets });
    }
}

QByteArray GroupOctets::octets(quint32 connection, From from, Layer layer, ByteRange range)
{
    const auto found = m_stretches.find(keyOf(connection, from, layer));
    if (found == m_stretches.end() || found->second.front().offset > range.begin)
        return m_file.octets(connection, from, layer, range);
    const std::vector<Stretch> &stretches = found->second;
    auto it = std::upper_bound(
        stretches.begin(), stretches.end(), range.begin,
        [](qint64 offset, const Stretch &stretch) { return offset < stretch.offset; });
    QByteArray result;
    for (--it; it != stretches.end() && result.size() < range.size(); ++it) {
        const qint64 skipped = range.begin + result.size() - it->offset;
        if (skipped < 0 || skipped >= it->octets.size())
            break; // A stretch in between was not recorded.
        result.append(
            it->octets.sliced(static_cast<qsizetype>(skipped),
                              static_cast<qsizetype>(std::min(it->octets.size() - skipped,
                                                              range.size() - result.size()))));
    }
    return result;
}

} // namespace Pushscope
