// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/records/recordcolumns.h"
#include "models/recordrow.h"

#include <QString>

namespace Pushscope {

class RecordMarks;
class RecordNotes;
class SessionTable;
class WallClock;

/// What a row of the list shows beside the record itself; all of it outlives this.
struct RecordFacts {
    const SessionTable &sessions;
    const RecordMarks &marks;
    const RecordNotes &notes;
    const WallClock &clock;
};

/// The text of a cell as it is drawn and read out.
[[nodiscard]] QString cellText(const RecordRow &row, RecordColumn column, const RecordFacts &facts);
/// `↓` what came in, `↑` what went out, `·` what nobody wrote.
[[nodiscard]] QChar directionGlyph(Direction direction);

/// How many heartbeats are folded, in words.
[[nodiscard]] QString heartbeatsText(qint64 count);

} // namespace Pushscope
