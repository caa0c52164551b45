// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Pushscope {

/// The columns of the record list, left to right. Widths are remembered by number: append only.
enum RecordColumn {
    SeqColumn,
    TimeColumn,
    DeltaColumn,
    SessionColumn,
    DirectionColumn,
    WhatColumn,
    SizeColumn,
    PreviewColumn,
    RecordColumnCount,
};

} // namespace Pushscope
