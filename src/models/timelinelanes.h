// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/timelinescene.h"

#include <map>
#include <set>

namespace Pushscope {

/// Which lane each connection has; for makeScene().
struct LaneLayout {
    std::vector<TimelineLane> lanes;                      ///< Without bars, marks and ends yet.
    std::vector<TimelineGroup> groups;                    ///< Of lanes, by session.
    std::map<quint32, std::size_t> laneOf;                ///< By connection.
    std::map<quint32, const ConnectionRow *> connections; ///< Into the slice.
    std::map<quint32, quint32> predecessors; ///< The connection that one reconnects for.
    std::set<quint32> serverSessions;
};

/// Gives connections lanes: by session, in it by stream; in that, ones that do not overlap share a
/// lane, except that a reconnect never lies in the lane of the connection that it replaces, so that
/// the break can be seen. Rounds of a polling are no reconnects. Streams of as many lanes share
/// these where one begins after the other has ended. A stream of Socket.IO has one lane, whatever
/// overlaps in it. A collapsed session has one lane.
[[nodiscard]] LaneLayout layOutLanes(const TimelineSlice &slice, qint64 tNow,
                                     const std::set<quint32> &collapsed = {});

} // namespace Pushscope
