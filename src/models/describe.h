// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/filtererror.h"
#include "capture/recordkind.h"
#include "protocol/violation.h"

#include <QString>
#include <QUrl>

namespace Pushscope {

class OctetSource;
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

/// The same of a record of @p kind: where protocols have the rule each in its own way, that of the
/// record's.
[[nodiscard]] QString describe(Violation violation, RecordKind kind);
[[nodiscard]] QString sectionOf(Violation violation, RecordKind kind);
[[nodiscard]] QUrl sectionUrl(Violation violation, RecordKind kind);

/// Why a filter expression is not understood, in one sentence; where is FilterError::column().
[[nodiscard]] QString describe(const FilterError &error);
/// What a filter makes of a word that is the name of @p key: text to look for, see Filter::hints().
[[nodiscard]] QString describeKeyAsWord(const QString &key);

/// How much a row of the list wants to be seen.
enum class Severity : quint8 {
    Normal,
    Dim,     ///< Heartbeats, unchanged polls, the machinery.
    Warning, ///< A rule was broken, or something was dropped; the dialogue went on.
    Error,   ///< It failed, or ended as it should not have.
};

/// A record in two short texts, as a row of the list shows it; no line breaks in them.
struct RowText {
    QString what;    ///< `text · 3 fragments`, `closed 1006`, `101 Switching Protocols`
    QString preview; ///< The beginning of the payload, or what else matters most.
    Severity severity = Severity::Normal;
    bool operator==(const RowText &) const = default;
};

/// Reads at most some hundred octets of the record's own.
[[nodiscard]] RowText describe(const Record &record, OctetSource &octets);

/// The error that a record of kind `error` holds: `code`, `where` and every other member of its
/// detail as data. StorageFailed without data where the record is of another kind.
[[nodiscard]] Error errorOf(const Record &record);

} // namespace Pushscope
