// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsubject.h"
#include "storage/sqlite.h"
#include "storage/wordjudge.h"

#include <map>
#include <memory>
#include <optional>

struct sqlite3_context;
struct sqlite3_value;

namespace Pushscope {

/// Judges records of one connection to a capture: `pushscope_match()` of filterSql().
///
/// Threads: that of the database.
class RecordMatcher
{
public:
    /// @p window: what judges most records by their words without reading them; may be null.
    RecordMatcher(Database &database, OctetSource &octets, BlockWindow *window = nullptr);
    RecordMatcher(const RecordMatcher &) = delete;
    RecordMatcher &operator=(const RecordMatcher &) = delete;

    /// The filter whose terms pushscope_match() numbers from now on; it must live meanwhile.
    void use(const Filter &filter);
    /// Has the octets of the records from @p first to @p last at hand, where there is a window.
    void prepare(qint64 first, qint64 last);
    /// The condition over `record` of the filter in use.
    [[nodiscard]] QByteArray sql() const;
    [[nodiscard]] bool matches(const Record &record);

private:
    static void matchTerm(sqlite3_context *context, int count, sqlite3_value **values);
    [[nodiscard]] bool matchTerm(std::size_t term, qint64 seq);
    [[nodiscard]] std::optional<Technique> techniqueOf(quint32 session);

    Statement m_readRecord;
    Statement m_readTechnique;
    OctetSubject m_subject;
    Record m_record; ///< the one judged last
    std::map<quint32, Technique> m_techniques;
    const Filter *m_filter = nullptr;
    std::unique_ptr<WordJudge> m_words; ///< where there is a window
};

} // namespace Pushscope
