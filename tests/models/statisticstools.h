// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "capture/recordfigures.h"

#include <QRandomGenerator>
#include <QString>

#include <algorithm>
#include <cmath>
#include <vector>

namespace Pushscope {

/// A message of @p octets octets that begin at @p at.
inline Record messageRecord(qint64 t, quint32 session, From from, qint64 at = 0, qint64 octets = 0)
{
    Record record;
    record.t = t;
    record.kind = RecordKind::WsMessage;
    record.from = from;
    record.session = session;
    record.connection = session;
    record.stream = session;
    record.at = { at, at + octets };
    record.size = octets;
    return record;
}

inline Record pongRecord(qint64 t, quint32 session, From from, qint64 rttNs)
{
    Record record = messageRecord(t, session, from);
    record.kind = RecordKind::WsPong;
    record.detail = "{\"rtt_ns\":" + QByteArray::number(rttNs) + '}';
    return record;
}

inline Record plainRecord(qint64 t, quint32 session, RecordKind kind)
{
    Record record = messageRecord(t, session, From::Nobody);
    record.kind = kind;
    return record;
}

/// A day in the life of some sessions, in order: messages both ways, what carries them, pings,
/// reconnects, bursts at one moment and silences.
inline std::vector<Record> someTraffic(quint32 seed, int count, quint32 sessions)
{
    QRandomGenerator random(seed);
    std::vector<Record> records;
    std::vector<qint64> ends(sessions * 2, 0);
    qint64 t = 0;
    for (int i = 0; i < count; ++i) {
        const auto exponent = random.bounded(10.0);
        t += random.bounded(4) == 0 ? 0 : static_cast<qint64>(std::pow(10.0, exponent));
        const quint32 session = 1 + random.bounded(sessions);
        const From from = random.bounded(3) == 0 ? From::Client : From::Server;
        qint64 &end = ends[(session - 1) * 2 + (from == From::Server ? 1 : 0)];
        const qint64 octets = random.bounded(500);
        Record record = messageRecord(t, session, from, end, octets);
        switch (random.bounded(12)) {
        case 0:
            record = pongRecord(t, session, from, random.bounded(100'000'000));
            record.at = { end, end + 6 };
            break;
        case 1:
            record.kind = RecordKind::WsFrame; // Its message comes next.
            break;
        case 2:
            record = plainRecord(t, session, RecordKind::Reconnect);
            break;
        case 3:
            record.at.begin += 7; // Framing that no record is about.
            record.at.end += 7;
            break;
        default:
            break;
        }
        if (record.from != From::Nobody && record.kind != RecordKind::WsFrame)
            end = std::max(end, record.at.end);
        record.seq = i + 1;
        records.push_back(record);
    }
    return records;
}

/// Nearest rank; -1 where there is none.
inline qint64 exactQuantile(std::vector<qint64> values, double part)
{
    if (values.empty())
        return -1;
    std::ranges::sort(values);
    const auto count = static_cast<double>(values.size());
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(part * count)));
    return values[rank - 1];
}

inline bool isWithin(qint64 value, qint64 exact, double relative)
{
    const auto distance = static_cast<double>(std::abs(value - exact));
    return distance <= static_cast<double>(exact) * relative;
}

} // namespace Pushscope
