// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <vector>

namespace Pushscope {

/// How long things took, as rows with bars: what the Timing page shows.

/// A row: a label, a bar from `begin` to `end` of the width, a value.
struct TimingRow {
    /// What the bar's colour says; the label says it, too.
    enum class Kind : quint8 { Plain, Look, Connect, Tls, Wait, Body, Open, In, Ping };
    QString label;
    QString value;
    double begin = 0; ///< 0 to 1
    double end = 0;
    Kind kind = Kind::Plain;
    qint64 seq = 0; ///< The record that it is about; 0: none.
    bool operator==(const TimingRow &) const = default;
};

struct TimingSection {
    QString title;
    QString caption; ///< What was counted, or the numbers that matter.
    QList<TimingRow> rows;
    bool operator==(const TimingSection &) const = default;
};

/// An exchange and the connection that it went over; ns since the capture began, -1: not known.
struct ExchangeTimes {
    qint64 tAttempt = -1;
    qint64 dnsNs = -1;
    qint64 connectNs = -1;
    qint64 tlsNs = -1;
    qint64 tOpen = -1;
    qint64 tRequest = -1;
    qint64 tResponse = -1; ///< Its final head.
    qint64 tEnd = -1;      ///< Of the response's body.
    qint64 tClose = -1;    ///< Of the connection.
    qint64 requestSeq = 0;
    qint64 responseSeq = 0;
    qint64 endSeq = 0;
    bool isReused = false;   ///< The connection had carried an exchange before.
    bool isUpgraded = false; ///< 101: what follows is another protocol.
    bool operator==(const ExchangeTimes &) const = default;
};

/// The phases of an exchange, one below the other. No rows where nothing is known of it.
[[nodiscard]] TimingSection exchangeTiming(const ExchangeTimes &times);

/// The time between one message and the next.
struct GapTimes {
    std::vector<qint64> gapsNs;
    qint64 messages = 0;   ///< That there are; more than gaps + 1 where some were left out.
    qint64 longestNs = -1; ///< Of all, where only some were looked at; -1: look in gapsNs.
    bool isAcrossConnections = false;
    bool operator==(const GapTimes &) const = default;
};

/// How many gaps are how long. No rows where there are none.
[[nodiscard]] TimingSection gapTiming(const GapTimes &times);

struct RoundTrip {
    qint64 seq = 0; ///< Of the pong.
    qint64 t = 0;
    qint64 rttNs = 0;
    bool operator==(const RoundTrip &) const = default;
};

/// @param trips the newest ones, in order; @param all how many pongs there are.
[[nodiscard]] TimingSection pingTiming(const std::vector<RoundTrip> &trips, qint64 all);

} // namespace Pushscope
