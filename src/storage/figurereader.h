// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordfigures.h"
#include "storage/sqlite.h"

#include <optional>
#include <vector>

namespace Pushscope {

class ReaderSession;

/// Reads what is counted of records, and of a stretch of time only the records about it.
///
/// Threads: that of the database.
class FigureReader
{
public:
    /// @p database outlives it.
    explicit FigureReader(Database &database);

    /// Answers @p question; false where something could not be read, after what could be.
    /// @param newestSeq of the capture.
    [[nodiscard]] bool read(const FiguresQuestion &question, qint64 newestSeq, FiguresPage &page,
                            std::vector<RecordFigures> &figures);

private:
    /// Between which records those of a stretch of time are, by `summary`.
    struct Bounds {
        qint64 tFrom = 0;
        qint64 tTo = 0;
        qint64 newestSeq = 0; ///< When it was looked up.
        qint64 firstSeq = 1;
        qint64 lastSeq = 0;
    };

    [[nodiscard]] const Bounds &boundsOf(const FiguresQuestion &question, qint64 newestSeq);

    Database &m_database;
    Statement m_select;
    std::optional<Bounds> m_bounds; ///< Of the last question with a range.
};

/// The same of a capture that may be damaged: what cannot be read is left out.
/// @param newestSeq of the capture.
[[nodiscard]] std::vector<RecordFigures> readFigures(ReaderSession &session,
                                                     const FiguresQuestion &question,
                                                     qint64 newestSeq, FiguresPage &page);

} // namespace Pushscope
