// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/octetcoverer.h"

#include <map>
#include <set>

namespace Pushscope {

/// Covers secrets in the octets that belong to no record: framing, what followed a switch to
/// another protocol, what came before the oldest record that was kept.
///
/// Threads: that of the database.
class RestCoverer
{
public:
    /// In texts that wait to go on; beyond this all are looked through as they are.
    static constexpr qint64 MaxWaitingOctets = 64LL * 1024 * 1024;

    RestCoverer(Database &database, OctetCoverer &coverer);

    /// What has no record is not known to be text there: frames are masked, and compressed.
    void isWebSocket(quint32 connection) { m_webSockets.insert(connection); }

    /// The blocks after @p id, some of them; the last one's id, 0 at the end. Errors of the
    /// database where it stops.
    [[nodiscard]] Result<qint64> coverBlocks(qint64 id);
    /// After the last block.
    [[nodiscard]] Result<Done> finish();

private:
    struct Rest {
        RunningText text;
        qint64 end = 0; ///< Where it goes on.
    };

    [[nodiscard]] bool take(const SeenOctets::Direction &direction, ByteRange range);
    [[nodiscard]] bool lookAtAll();

    Database &m_database;
    OctetCoverer &m_coverer;
    Statement m_select;
    const bool m_isTrimmed; ///< The beginning was not kept.
    std::set<quint32> m_webSockets;
    std::map<SeenOctets::Direction, Rest> m_rests;
    qint64 m_waitingOctets = 0;
};

} // namespace Pushscope
