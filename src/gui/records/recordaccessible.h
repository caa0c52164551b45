// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Pushscope {

class RecordView;

/// Lets screen readers walk the record list: a list whose items say direction, kind, size and
/// what is wrong. Harmless to call again.
///
/// Threads: GUI thread.
void installRecordAccessibility();

/// Tells them that @p row became current.
void tellCurrentRow(RecordView *view, qint64 row);

} // namespace Pushscope
