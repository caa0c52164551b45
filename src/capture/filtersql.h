// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filter.h"
#include "capture/filterterm.h"

#include <QByteArray>

namespace Pushscope {

/// @p filter as the condition of a WHERE over the tables `record` and `session`, true for exactly
/// the records that pass matches().
///
/// Where the columns do not say it, it calls `pushscope_match(TERM, seq)`, which the reader defines
/// as matchesTerm() of filter.terms()[TERM] and that record; these calls come after all that
/// columns can decide. Only numbers and names of ours are in the text, nothing that was typed.
///
/// @p columns: what the calls are given besides, as `,kind,detail`.
[[nodiscard]] QByteArray filterSql(const Filter &filter, const QByteArray &columns = {});

/// `kind IN (…)` over the tables `record` and `summary`.
[[nodiscard]] QByteArray kindIn(KindSet kinds);

/// A condition over the table `summary`, true at least for every row that counts a record which
/// passes: what it is false for need not be looked at.
[[nodiscard]] QByteArray filterSummarySql(const Filter &filter);

} // namespace Pushscope
