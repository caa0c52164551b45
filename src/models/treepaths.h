// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace Pushscope {

/// A step from a value to one inside of it.
struct TreeStep {
    QString key;            ///< Of an element, its index.
    bool isElement = false; ///< Of an array.
    bool operator==(const TreeStep &) const = default;
};

/// From the whole to a value.
using TreePath = QList<TreeStep>;

/// As JSON Pointer: `/a/0/m~0n`. Spec: RFC 6901 §3. Threads: reentrant.
[[nodiscard]] QString jsonPointer(const TreePath &path);

/// As programs write it, for JavaScript, jq and most others: `.a[0]["m n"]`; the whole is `.`.
[[nodiscard]] QString dottedPath(const TreePath &path);

} // namespace Pushscope
