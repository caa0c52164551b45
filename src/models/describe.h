// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "protocol/violation.h"

#include <QString>
#include <QUrl>

namespace Pushscope {

struct Record;

/// The one place where values become sentences, for windows and command line alike. English in
/// the source, translated in context "Words"; the command line installs no translator.
///
/// Threads: reentrant.

/// One sentence with the facts of Error::data that it has: what failed, where, and why.
[[nodiscard]] QString describe(const Error &error);

/// One sentence: the rule, and what was seen instead, with its section.
[[nodiscard]] QString describe(Violation violation);
/// Where the rule stands, as `RFC 6455 §5.1`; never translated.
[[nodiscard]] QString sectionOf(Violation violation);
/// The section on the web.
[[nodiscard]] QUrl sectionUrl(Violation violation);

/// The error that a record of kind `error` holds: `code`, `where` and every other member of its
/// detail as data. StorageFailed without data where the record is of another kind.
[[nodiscard]] Error errorOf(const Record &record);

} // namespace Pushscope
