// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "storage/sqlite.h"

#include <QByteArrayView>

#include <map>
#include <vector>

namespace Pushscope {

/// Where the octets of the newest blocks belong, told by the blocks themselves: `extent` may not
/// have the last Schema::MaxUnindexedBlocks of them yet.
///
/// Threads: that of the database.
class RecentBlocks
{
public:
    explicit RecentBlocks(Database &database);

    /// Appends to @p blocks the ids of those that hold @p range of a direction without a gap from
    /// its beginning on, as far as they are among the newest.
    void findBlocks(quint32 connection, int direction, ByteRange range,
                    std::vector<qint64> &blocks);

private:
    struct Stretch {
        quint32 connection = 0;
        int direction = 0;
        ByteRange range;
    };
    /// Looks at the blocks that came since.
    void refresh();
    void add(qint64 id, QByteArrayView pieces);

    Statement m_newest;
    Statement m_readPieces;
    std::map<qint64, std::vector<Stretch>> m_stretches; ///< by block; of each in order
    qint64 m_newestBlock = 0;
};

} // namespace Pushscope
