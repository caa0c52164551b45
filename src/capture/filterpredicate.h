// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filter.h"
#include "capture/record.h"

#include <QByteArray>

#include <optional>
#include <span>

namespace Pushscope {

/// What a filter asks of a record beyond its columns; asked only where the columns leave it open.
class FilterSubject
{
public:
    FilterSubject() = default;
    FilterSubject(const FilterSubject &) = delete;
    FilterSubject &operator=(const FilterSubject &) = delete;
    virtual ~FilterSubject();

    /// Where words and regexes are looked for: what the record carries, decoded; its target; its
    /// fields as `name: value`. Valid until the next call.
    [[nodiscard]] virtual std::span<const QByteArray> texts(const Record &record) = 0;
    /// The type and the id of an event; nullopt where the record has none.
    [[nodiscard]] virtual std::optional<QByteArray> eventType(const Record &record) = 0;
    [[nodiscard]] virtual std::optional<QByteArray> eventId(const Record &record) = 0;
    /// Of the session with this number.
    [[nodiscard]] virtual std::optional<Technique> technique(quint32 session) = 0;
};

/// Whether @p record passes @p filter.
[[nodiscard]] bool matches(const Filter &filter, const Record &record, FilterSubject &subject);

/// Whether one term holds: what `pushscope_match()` answers in SQL.
[[nodiscard]] bool matchesTerm(const FilterTerm &term, const Record &record,
                               FilterSubject &subject);

} // namespace Pushscope
