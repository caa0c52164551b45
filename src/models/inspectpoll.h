// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "models/inspection.h"

#include <QJsonObject>

namespace Pushscope {

/// What a round of polling was, member by member.
struct PollRoundFacts {
    qint64 seq = 0;
    QJsonObject detail;
    qint64 size = 0; ///< Of the octets it brought.
    QString preview; ///< Their beginning.
    bool operator==(const PollRoundFacts &) const = default;
};

[[nodiscard]] PollRoundFacts pollRound(const Record &record, OctetSource &octets);

/// @p now with @p before beside it, what differs marked with a `≠`; without the one before, @p now
/// alone.
[[nodiscard]] QList<InspectionField> pollRoundFields(const PollRoundFacts &now,
                                                     const PollRoundFacts *before);

} // namespace Pushscope
