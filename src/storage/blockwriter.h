// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"
#include "storage/pieces.h"
#include "storage/sqlite.h"

#include <QByteArray>

#include <vector>

namespace Pushscope {

/// Packs the octets of batches into rows of `block` and says in `extent` where they are.
class BlockWriter
{
public:
    explicit BlockWriter(Database &database);

    /// Puts the octets of @p batch behind those there are; false where a row could not be written.
    [[nodiscard]] bool add(const Batch &batch);
    /// Writes what is pending, and says where it is once that would be too many blocks; a
    /// transaction ends with it.
    [[nodiscard]] bool flush();
    /// Says where all is that was not told yet; a transaction ends with it.
    [[nodiscard]] bool index();
    /// The newest block that was written.
    [[nodiscard]] qint64 newestBlock() const { return m_nextBlock - 1; }
    /// The transaction that the rows are in was committed.
    void commit();
    /// Forgets what is pending, after the transaction was rolled back.
    void rollBack();

private:
    /// Octets of the batch that the open block already holds.
    struct Stretch {
        qint64 batchOffset = 0;
        qint64 length = 0;
        qint64 blockOffset = 0;
    };
    struct Extent {
        quint32 connection = 0;
        int direction = 0;
        qint64 first = 0;
        qint64 length = 0;
        qint64 block = 0;
    };

    /// What a recording before this one may not have said: where the newest octets are.
    void adoptNewest(Database &database);
    [[nodiscard]] bool closeBlock();
    [[nodiscard]] bool addPiece(const Batch &batch, const Piece &piece);
    /// Where the octets of the batch from @p offset lie in the open block, and how many of
    /// @p length; copies them there unless an equal write already did.
    Stretch place(const Batch &batch, qint64 offset, qint64 length);
    void addExtent(const Piece &piece);
    [[nodiscard]] bool writeExtents();

    Statement m_insertBlock;
    Statement m_insertExtent;
    qint64 m_nextBlock = 1;
    qint64 m_committedBlock = 1;
    QByteArray m_data;
    PieceEncoder m_pieces;
    std::vector<Stretch> m_stretches;
    std::vector<Extent> m_extents; ///< not in the file yet, or not for sure
    std::size_t m_committedExtents = 0; ///< of these, those whose blocks are in the file
    bool m_isIndexed = false; ///< they are part of this transaction
};

} // namespace Pushscope
