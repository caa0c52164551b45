// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "capture/recordpages.h"
#include "storage/figurereader.h"
#include "storage/octetreader.h"
#include "storage/presentrecords.h"
#include "storage/recordmatcher.h"
#include "storage/sqlite.h"

#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// A capture file open for reading: records by seq, octets, notes.
///
/// Threads: one at a time.
class ReaderSession
{
public:
    /// @p isFinished: the file does not change, so its notes are read as well.
    ReaderSession(Database database, bool isFinished);

    [[nodiscard]] Database &database() { return m_database; }
    [[nodiscard]] OctetReader &octets() { return m_octets; }
    [[nodiscard]] RecordMatcher &matcher() { return m_matcher; }
    [[nodiscard]] FigureReader &figures() { return m_figures; }
    /// seq of the record that row 0 shows: the oldest that was there when the file was opened.
    [[nodiscard]] qint64 firstSeq() const { return m_firstSeq; }
    /// Row 0 is record @p seq; of a live capture whose rows were counted before it was reopened.
    void countRowsFrom(qint64 seq) { m_firstSeq = seq; }
    /// seq of the last record that was not kept, by RecordingLimits::keepOctets; 0: all are there.
    [[nodiscard]] qint64 dropped();
    /// As measured last, or as found to be there.
    [[nodiscard]] qint64 newestSeq() const { return m_newestSeq; }
    /// Records that ought to be there between the oldest and the newest and are not.
    [[nodiscard]] qint64 missing() const { return m_missing; }
    /// Rows count the records that are there, notes last.
    [[nodiscard]] qint64 rowOf(qint64 seq) const;
    /// At most @p count rows from @p firstRow on.
    [[nodiscard]] std::vector<Record> rows(qint64 firstRow, int count);
    /// Of a finished capture, as records of kind Note; their seq follow the newest record's.
    [[nodiscard]] const std::vector<Record> &notes() const { return m_notes; }

    /// Record or note @p seq; nothing where there is none. In place of one that was not kept
    /// stands droppedRecord(), or a `capture.start` of what `meta` still knows.
    [[nodiscard]] std::optional<Record> record(qint64 seq);
    /// Looks up how much the file holds now.
    [[nodiscard]] CaptureExtent measure();
    /// True where somebody else committed since the last call.
    [[nodiscard]] bool hasChanged();
    /// Reading met what could not be read.
    [[nodiscard]] bool hasMetDamage() const { return m_hasMetDamage || m_octets.hasMetDamage(); }

private:
    void readNotes(qint64 records);
    /// What stands in place of record @p seq, which was not kept.
    [[nodiscard]] Record standIn(qint64 seq);
    /// At most @p count rows of a live capture, whose oldest records go as it is read.
    [[nodiscard]] std::vector<Record> liveRows(qint64 firstRow, int count);
    /// seq of the oldest record that is there now.
    [[nodiscard]] qint64 oldestSeq();
    /// The latest time of the records up to the newest.
    [[nodiscard]] qint64 measureTime();
    /// At most @p count records from @p seq on, notes among them.
    [[nodiscard]] std::vector<Record> records(qint64 seq, int count);
    /// The capture is damaged: finds out which records are there, up to seq @p limit.
    void findPresent(qint64 limit);

    Database m_database;
    OctetReader m_octets;
    RecordMatcher m_matcher;
    FigureReader m_figures;
    Statement m_rows;
    Statement m_newest;
    Statement m_oldest;
    Statement m_readDropped;
    Statement m_dataVersion;
    std::vector<Record> m_notes;
    qint64 m_firstSeq = 1;
    const bool m_isFinished;
    std::unique_ptr<PresentRecords> m_present; ///< of a damaged capture
    qint64 m_missing = 0;
    qint64 m_newestSeq = 0;
    std::optional<qint64> m_timedSeq; ///< up to which m_tLast is known
    qint64 m_tLast = 0;
    qint64 m_lastDataVersion = 0;
    bool m_hasMetDamage = false;
};

} // namespace Pushscope
