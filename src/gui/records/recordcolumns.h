// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Pushscope {

/// The columns of the record list. Widths are remembered by number: append only. Where they stand
/// is the header's matter; the preview takes what room is left.
enum RecordColumn {
    SeqColumn,
    TimeColumn,
    DeltaColumn,
    SessionColumn,
    DirectionColumn,
    WhatColumn,
    SizeColumn,
    PreviewColumn,
    ClockColumn,     ///< Time of day.
    MarkDeltaColumn, ///< Time since the mark set last.
    RecordColumnCount,
};

} // namespace Pushscope
