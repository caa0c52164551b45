// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/describe.h"
#include "models/recordrow.h"

#include <QString>

#include <set>
#include <vector>

namespace Pushscope {

/// A stretch of time that is drawn as a bar.
struct TimelineBar {
    enum class Role : quint8 {
        Open,      ///< A connection, from when it was open to its end.
        Lookup,    ///< The name, in the DNS.
        Connect,   ///< TCP; all until the connection is open where no more is known.
        Tls,       ///< Its handshake.
        Handshake, ///< Of a WebSocket: from the request to the answer 101.
        Waiting,   ///< A request without an answer yet.
        Body,      ///< From the response's head to its end.
        Stream,    ///< The same of a response that is an event stream.
        Silence,   ///< Nothing came on a stream for much longer than it used to.
    };
    Role role = Role::Waiting;
    qint64 tFrom = 0;
    qint64 tTo = 0;
    quint32 exchange = 0; ///< 0: none
    qint32 status = -1;   ///< HTTP; -1: none yet
    bool operator==(const TimelineBar &) const = default;
};

/// One record that is drawn as a tick, or some that follow each other closely.
struct TimelineMark {
    enum class Role : quint8 {
        Message,
        Fragment, ///< Of a message, as frames and chunks are.
        Close,    ///< A Close frame.
        Heartbeat,
        Problem,
    };
    Role role = Role::Message;
    Direction direction = Direction::None;
    Severity severity = Severity::Normal;
    qint64 tFirst = 0;
    qint64 tLast = 0;
    quint32 count = 1;
    qint64 firstSeq = 0;
    qint64 lastSeq = 0;
    quint64 kinds = 0; ///< Bit n: a record of RecordKind n is among them.
    qint64 octets = 0;
    qint64 rttNs = -1; ///< From a ping to the pong that is among them; -1: none is known.
    bool operator==(const TimelineMark &) const = default;
};

/// How a connection ended, where that is worth a word.
struct TimelineEnd {
    qint64 t = 0;
    quint32 connection = 0;
    RecordKind kind = RecordKind::ConnClose; ///< Of the record that tells it.
    QString label; ///< `1006`, `refused`
    QString sentence;
    Severity severity = Severity::Normal;
    bool operator==(const TimelineEnd &) const = default;
};

/// A row of the timeline: a connection, or several of one session that never overlap.
struct TimelineLane {
    quint32 session = 0;
    QString name;
    QString technique;   ///< As on the wire: `wss`, `sse`, `short-poll`.
    bool isFirst = true; ///< Of its session.
    bool isFirstOfStream = true;
    bool isReconnect = false; ///< Of a connection that replaces an earlier one of its stream.
    bool isCollapsed = false; ///< All connections of its session lie in it.
    bool isOpen = false;      ///< One of its connections is.
    std::vector<quint32> connections;
    std::vector<TimelineBar> bars;   ///< In the order in which they are drawn.
    std::vector<TimelineMark> marks; ///< By time.
    std::vector<TimelineEnd> ends;   ///< By time.
};

/// The lanes of one session.
struct TimelineGroup {
    quint32 session = 0;
    std::size_t firstLane = 0;
    std::size_t lanes = 1;
    bool isCollapsed = false;
    bool operator==(const TimelineGroup &) const = default;
};

/// From where a connection broke to where its successor began.
struct TimelineLink {
    std::size_t fromLane = 0;
    qint64 tFrom = 0;
    std::size_t toLane = 0;
    qint64 tTo = 0;
    bool operator==(const TimelineLink &) const = default;
};

/// A stretch in which we stopped reading, or recording: gaps of the lanes inside are ours.
struct TimelineStall {
    qint64 tFrom = 0;
    qint64 tTo = 0;
    bool isUnrecorded = false; ///< What passed in there is not in the capture.
    bool operator==(const TimelineStall &) const = default;
};

/// Of a record of kind recording.stall.
[[nodiscard]] TimelineStall stallOf(const Record &record);

/// What the timeline draws of a stretch of a capture; times are ns since it began.
struct TimelineScene {
    qint64 tFrom = 0;
    qint64 tTo = 0;
    std::vector<TimelineLane> lanes; ///< By session, then stream, then connection.
    std::vector<TimelineGroup> groups;
    std::vector<TimelineLink> links;
};

/// Turns what a reader found into lanes.
///
/// @param tNow the time up to which what is still open reaches.
/// @param pixelNs marks closer than this that look the same are put together.
/// @param collapsed sessions that have one lane for all their connections.
///
/// Threads: reentrant.
[[nodiscard]] TimelineScene makeScene(const TimelineSlice &slice, qint64 tNow, qint64 pixelNs = 0,
                                      const std::set<quint32> &collapsed = {});

} // namespace Pushscope
