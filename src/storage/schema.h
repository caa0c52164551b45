// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/record.h"

#include <QByteArray>

namespace Pushscope {

class Database;

/// The capture file: one SQLite database, mode 0600, `application_id` "PuSc", `user_version` 1.
/// The CREATE statements in schema.cpp carry the meaning of every column, and `.schema` shows it.
///
/// - `meta`: name, value; `format`, `id` (UUID), `started` (RFC 3339), `version`; `dropped`, where
///   the beginning was not kept: the last seq that went (see CaptureTrimmer).
/// - `block`: an append log of octets, at most MaxBlockOctets each; a transaction closes its block.
///   Every octet read or written is there once, in `data`; `pieces` says which stretch is what
///   (see pieces.h). Equal writes share octets.
/// - `extent`: which block holds which stretch of a direction, so that readers seek; of the newest
///   MaxUnindexedBlocks while recording, or cut off, the blocks alone tell it.
/// - `record`: what happened, in order of `seq`; an index into the octets, see capture/record.h.
///   No secondary index: it would halve the rate of recording.
///   Violations that its 64-bit column has no room for lie elsewhere: capture/violationcolumns.h.
/// - `summary`: at most MaxSummaryRecords consecutive records of a connection and direction,
///   counted; the timeline is rolled up from it.
/// - `session`, `connection`, `exchange`: what the records say of these, so that opening never
///   scans records.
/// - `note`: what the user wrote into a finished capture.
namespace Schema {

inline constexpr qint32 ApplicationId = 0x50755363; // "PuSc"
inline constexpr qint32 UserVersion = 1;
/// Of pages measured from 4 to 64 KiB, 16 KiB writes fastest; larger ones cost more per small
/// transaction.
inline constexpr int PageOctets = 16 * 1024;
/// Small enough to be read for one record, large enough to cost nothing per record.
inline constexpr qint64 MaxBlockOctets = 64 * 1024;
inline constexpr qint64 MaxSummaryRecords = 256;
/// A row of `summary` spans at most so many records of the capture, so that reading the records
/// below it is bounded however many connections talk at once.
inline constexpr qint64 MaxSummarySpan = 64 * 1024;

/// `extent` may be without the stretches of so many of the newest blocks, at most; their `pieces`
/// tell them. Of many connections that talk at once every transaction would visit most pages of
/// that tree.
inline constexpr qint64 MaxUnindexedBlocks = 128;

/// A direction and layer as `extent.direction` and pieces have it.
[[nodiscard]] constexpr int directionCode(From from, Layer layer)
{
    return static_cast<int>(from) + 4 * static_cast<int>(layer);
}

/// What @p database must have before anything else: page size, journal, identity, tables.
[[nodiscard]] Result<Done> create(Database &database);

/// What every connection to a capture is set to, own or a stranger's.
[[nodiscard]] bool harden(Database &database);

/// Lets a connection that cannot write read a file whose end is missing. Before check().
[[nodiscard]] bool takeParts(Database &database);

/// Is this a capture of ours, text for text? Errors: NotACapture, Damaged.
[[nodiscard]] Result<Done> check(Database &database);

} // namespace Schema

} // namespace Pushscope
