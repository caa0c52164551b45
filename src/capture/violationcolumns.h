// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordkind.h"
#include "protocol/violation.h"

namespace Pushscope {

/// Where a capture file keeps the violations that the column `violations` has no room for. The
/// tables are as they were when 63 sufficed, so that every capture stays readable: what is further
/// lies above what `record.flags` and `summary.kinds` hold otherwise.
namespace ViolationColumns {

inline constexpr int FlagsShift = 8; ///< Record::flags has 8 bits.
inline constexpr int KindsShift = 44;
static_assert(RecordKindLast < KindsShift);
static_assert(ViolationSet::FurtherCount <= 64 - KindsShift);

/// The column `flags` of a record.
[[nodiscard]] constexpr qint64 flags(quint8 recordFlags, ViolationSet violations)
{
    return recordFlags | qint64{ violations.furtherBits() } << FlagsShift;
}
/// The column `kinds` of a summary.
[[nodiscard]] constexpr qint64 kinds(quint64 kindBits, ViolationSet violations)
{
    return static_cast<qint64>(kindBits | quint64{ violations.furtherBits() } << KindsShift);
}
[[nodiscard]] constexpr quint64 kindBits(qint64 kinds)
{
    return static_cast<quint64>(kinds) & ((quint64{ 1 } << KindsShift) - 1);
}

/// What the columns `violations` and `flags` of a record say.
[[nodiscard]] constexpr ViolationSet ofRecord(qint64 violations, qint64 flags)
{
    return ViolationSet::fromBits(static_cast<quint64>(violations),
                                  static_cast<quint32>(static_cast<quint64>(flags) >> FlagsShift));
}
/// What the columns `violations` and `kinds` of a summary say.
[[nodiscard]] constexpr ViolationSet ofSummary(qint64 violations, qint64 kinds)
{
    return ViolationSet::fromBits(static_cast<quint64>(violations),
                                  static_cast<quint32>(static_cast<quint64>(kinds) >> KindsShift));
}

} // namespace ViolationColumns

} // namespace Pushscope
