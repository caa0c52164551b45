// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace Pushscope {

/// One way in which a filter expression may go on.
struct FilterCandidate {
    QString text;        ///< What stands in place of the word: `kind:`, `kind:ws.ping`.
    QString meaning;     ///< In a few words; may be empty.
    bool isWhole = true; ///< Nothing has to follow: a key alone is not.
    bool operator==(const FilterCandidate &) const = default;
};

/// What may stand in place of the word at the cursor.
struct FilterCompletion {
    qsizetype begin = 0; ///< Of the word, in UTF-16 units from 0.
    qsizetype length = 0;
    QList<FilterCandidate> candidates;
};

/// A session that can be named in a filter.
struct FilterSession {
    quint32 id = 0;
    QString name;
};

/// How @p expression may go on at @p cursor: keys first, then the values of a key.
/// @param isAsked somebody wants to see what there is: an empty word offers every key too.
///
/// Threads: reentrant.
[[nodiscard]] FilterCompletion completeFilter(QStringView expression, qsizetype cursor,
                                              const QList<FilterSession> &sessions,
                                              bool isAsked = false);

} // namespace Pushscope
