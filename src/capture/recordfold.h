// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "capture/technique.h"

#include <QByteArray>

#include <array>
#include <optional>

namespace Pushscope {

/// What a list of records may fold away without hiding what happened: nothing that breaks a rule.
enum class Fold : quint8 {
    /// `heartbeat`: ws.ping, ws.pong, sse.comment, a poll.result that brought nothing and is no
    /// problem (isProblem()), and Engine.IO's pings and pongs but for those that try an upgrade out.
    Heartbeat,
    /// `carrier`: what only carried a record above it. Data frames (RFC 6455 §5.6) under their
    /// ws.message, chunks and stretches of a body under what was read from them, and of the
    /// polling techniques the exchange under its poll.result. Under a packet of Socket.IO, the
    /// packet of Engine.IO and the message or exchange that brought it.
    Carrier,
};

/// The techniques whose rounds end in a poll.result.
inline constexpr std::array PollingTechniques{ Technique::ShortPoll, Technique::LongPoll,
                                               Technique::IframePoll, Technique::Jsonp };
[[nodiscard]] bool isPolling(Technique technique);

/// `heartbeat` and `carrier`.
[[nodiscard]] QByteArrayView foldName(Fold fold);

/// Whether @p record is one that @p fold means.
/// @param technique of its session; asked for only where it matters.
template <typename TechniqueOf>
[[nodiscard]] bool isFolded(Fold fold, const Record &record, TechniqueOf techniqueOf);

[[nodiscard]] bool isHeartbeat(const Record &record);
/// True where @p technique decides whether the record is a Fold::Carrier.
[[nodiscard]] bool isOfExchange(const Record &record);
/// A Fold::Carrier whatever the technique is.
[[nodiscard]] bool isPlainCarrier(const Record &record);

template <typename TechniqueOf>
bool isFolded(Fold fold, const Record &record, TechniqueOf techniqueOf)
{
    if (fold == Fold::Heartbeat)
        return isHeartbeat(record);
    if (isPlainCarrier(record) || !isOfExchange(record))
        return isPlainCarrier(record);
    const std::optional<Technique> technique = techniqueOf(record.session);
    return technique && isPolling(*technique);
}

/// The same as conditions over the table `record`; never NULL.
[[nodiscard]] QByteArray foldSql(Fold fold);
/// The kinds among which all such records are: bit n for the kind with the number n.
[[nodiscard]] quint64 foldKinds(Fold fold);

} // namespace Pushscope
