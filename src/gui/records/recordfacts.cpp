// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordfacts.h"

#include "models/formatting.h"
#include "models/recordmarks.h"
#include "models/sessiontable.h"
#include "models/wallclock.h"

#include <QCoreApplication>

namespace Pushscope {

QChar directionGlyph(Direction direction)
{
    switch (direction) {
    case Direction::Incoming:
        return QChar(0x2193);
    case Direction::Outgoing:
        return QChar(0x2191);
    case Direction::None:
        break;
    }
    return QChar(0x00b7);
}

QString heartbeatsText(qint64 count)
{
    if (count == 1)
        return QCoreApplication::translate("Pushscope::RecordView", "1 heartbeat");
    return QCoreApplication::translate("Pushscope::RecordView", "%1 heartbeats")
        .arg(groupedNumber(count));
}

QString cellText(const RecordRow &row, RecordColumn column, const RecordFacts &facts)
{
    switch (column) {
    case SeqColumn:
        return groupedNumber(row.seq);
    case TimeColumn:
        return secondsText(row.t);
    case ClockColumn: {
        const std::optional<qint64> wall = facts.clock.wallNs(row.t);
        return wall ? timeOfDayText(*wall) : QString();
    }
    case DeltaColumn:
        return row.deltaNs ? deltaText(*row.deltaNs) : QString();
    case MarkDeltaColumn: {
        const std::optional<qint64> since = facts.marks.sinceReference(row.t);
        return since ? deltaText(*since) : QString();
    }
    case SessionColumn:
        return facts.sessions.name(row.session);
    case DirectionColumn:
        return directionGlyph(directionOf(row.from, facts.sessions.isServer(row.session)));
    case WhatColumn:
        return row.text.what;
    case SizeColumn:
        return row.hasSize ? groupedNumber(row.size) : QString();
    case PreviewColumn:
        return row.text.preview;
    case RecordColumnCount:
        break;
    }
    return {};
}

} // namespace Pushscope
