// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/octetwindow.h"

#include "storage/schema.h"

#include <algorithm>

namespace Pushscope {

namespace {

quint64 keyOf(quint32 connection, From from, Layer layer)
{
    return (quint64{ connection } << 3) | static_cast<quint64>(Schema::directionCode(from, layer));
}

} // namespace

void OctetWindow::add(const Batch &batch)
{
    if (batch.pieces.empty())
        return;
    Kept kept{ batch.octets, {} };
    kept.keys.reserve(batch.pieces.size());
    for (const Piece &piece : batch.pieces) {
        const qint64 available = std::max<qint64>(0, batch.octets.size() - piece.dataOffset);
        const quint64 key = keyOf(piece.connection, piece.from, piece.layer);
        m_stretches[key].push_back({ piece.offset, std::min(piece.length, available),
                                     kept.octets.constData() + piece.dataOffset });
        kept.keys.push_back(key);
    }
    m_size += kept.octets.size();
    m_kept.push_back(std::move(kept));
}

void OctetWindow::trim(qint64 limit)
{
    while (m_size > limit && !m_kept.empty()) {
        for (const quint64 key : m_kept.front().keys) {
            const auto found = m_stretches.find(key);
            found->second.pop_front();
            if (found->second.empty())
                m_stretches.erase(found);
        }
        m_size -= m_kept.front().octets.size();
        m_kept.pop_front();
    }
}

QByteArray OctetWindow::octets(quint32 connection, From from, Layer layer, ByteRange range)
{
    QByteArray result;
    const auto found = m_stretches.find(keyOf(connection, from, layer));
    if (found != m_stretches.end()) {
        const std::deque<Stretch> &stretches = found->second;
        auto it = std::upper_bound(
            stretches.begin(), stretches.end(), range.begin,
            [](qint64 offset, const Stretch &stretch) { return offset < stretch.offset; });
        if (it != stretches.begin())
            --it;
        for (; it != stretches.end() && result.size() < range.size(); ++it) {
            const qint64 skipped = range.begin + result.size() - it->offset;
            if (skipped < 0)
                break;
            if (skipped < it->length)
                result.append(it->data + skipped,
                              std::min(it->length - skipped, range.size() - result.size()));
        }
    }
    if (result.size() < range.size() && m_older != nullptr)
        return m_older->octets(connection, from, layer, range);
    return result;
}

} // namespace Pushscope
