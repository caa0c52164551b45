// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace Pushscope {

/// A read or write, or a part of one, as it lies in a block.
struct BlockPiece {
    Piece piece; ///< dataOffset counts in the block's data
    /// It goes on a read or write whose earlier octets are in the block before.
    bool isContinuation = false;
    bool operator==(const BlockPiece &) const = default;
};

/// Writes `block.pieces`. Every piece is six varints, most of them differences to the piece
/// before: connection · direction (bits 0–1 from, bit 2 layer, bit 3 continuation) · offset, less
/// the end of the piece before where that is of the same direction · length · t, less that of the
/// piece before · dataOffset, less the end of the piece before. Differences are zigzag-coded.
class PieceEncoder
{
public:
    void add(const BlockPiece &piece);
    [[nodiscard]] const QByteArray &octets() const { return m_octets; }
    void clear();

private:
    QByteArray m_octets;
    Piece m_last;
};

/// The pieces of a block of @p dataOctets octets; nothing where they are not what PieceEncoder
/// writes or lie outside the data.
[[nodiscard]] std::optional<std::vector<BlockPiece>> decodePieces(QByteArrayView octets,
                                                                  qint64 dataOctets);

} // namespace Pushscope
