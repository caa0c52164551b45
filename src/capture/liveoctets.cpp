// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/liveoctets.h"

#include <algorithm>

namespace Pushscope {

void LiveOctets::add(const Batch &batch)
{
    for (const Piece &piece : batch.pieces) {
        std::deque<Stretch> &stretches
            = m_directions[{ piece.connection, piece.from, piece.layer }];
        const QByteArrayView octets
            = QByteArrayView(batch.octets).sliced(piece.dataOffset, piece.length);
        stretches.push_back({ piece.offset, octets.toByteArray() });
        dropBefore(stretches, piece.offset + piece.length - MaxOctets);
    }
}

void LiveOctets::trim(const Batch &batch)
{
    for (const Release &release : batch.releases) {
        const auto found
            = m_directions.find({ release.connection, release.from, release.layer });
        if (found != m_directions.end())
            dropBefore(found->second, release.offset);
    }
}

void LiveOctets::drop(quint32 connection)
{
    std::erase_if(m_directions,
                  [&](const auto &entry) { return std::get<0>(entry.first) == connection; });
}

void LiveOctets::dropBefore(std::deque<Stretch> &stretches, qint64 offset)
{
    while (!stretches.empty()
           && stretches.front().offset + stretches.front().octets.size() <= offset)
        stretches.pop_front();
}

QByteArray LiveOctets::octets(quint32 connection, From from, Layer layer, ByteRange range)
{
    const auto found = m_directions.find({ connection, from, layer });
    if (found == m_directions.end())
        return {};
    const std::deque<Stretch> &stretches = found->second;
    auto stretch = std::upper_bound(
        stretches.begin(), stretches.end(), range.begin,
        [](qint64 offset, const Stretch &candidate) { return offset < candidate.offset; });
    if (stretch == stretches.begin())
        return {};
    --stretch;
    QByteArray joined;
    for (qint64 at = range.begin; stretch != stretches.end() && at < range.end; ++stretch) {
        const qint64 skipped = at - stretch->offset;
        if (skipped < 0 || skipped >= stretch->octets.size())
            break; // A stretch in between was not recorded.
        const qint64 count = std::min(stretch->octets.size() - skipped, range.end - at);
        joined += QByteArrayView(stretch->octets)
                      .sliced(static_cast<qsizetype>(skipped), static_cast<qsizetype>(count));
        at += count;
    }
    return joined;
}

} // namespace Pushscope
