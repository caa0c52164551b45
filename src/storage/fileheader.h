// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Pushscope {

/// Whether the database file at @p path has fewer octets than its header says: its end was cut
/// off. SQLite itself notices only when it comes to a page that is missing. Means nothing where a
/// `-wal` belongs to the file.
///
/// Spec: SQLite database file format §1.3 (page size, size in pages).
[[nodiscard]] bool isCutShort(const QString &path);

/// Whether the file is empty, or by its header alone a capture: one that is damaged is one.
[[nodiscard]] bool isCaptureOrEmpty(const QString &path);

} // namespace Pushscope
