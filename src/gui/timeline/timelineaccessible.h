// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Pushscope {

class TimelineView;

/// Lets screen readers walk the timeline: a list whose items are the lanes, each of which says
/// name, technique, state, counts and how it ended, and as its value the tick at the cursor.
/// Harmless to call again.
///
/// Threads: GUI thread.
void installTimelineAccessibility();

/// Tells them that another lane became current, or another tick in it.
void tellCurrentLane(TimelineView *view);

} // namespace Pushscope
