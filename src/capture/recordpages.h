// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/octetsource.h"
#include "capture/record.h"
#include "capture/recordfigures.h"

#include <QByteArray>

#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace Pushscope {

class Filter;

/// A session as lists show it; from the `session` table.
struct SessionRow {
    quint32 id = 0;
    qint64 firstSeq = 0;
    qint64 t = 0;
    QByteArray name;
    QByteArray role; ///< `client`, `mock`, `proxy`
    QByteArray technique; ///< contract name
    QByteArray url;
    QByteArray options; ///< JSON object
};

/// A connection as the timeline shows it; from the `connection` table.
struct ConnectionRow {
    quint32 id = 0;
    quint32 session = 0;
    quint32 stream = 0;
    qint64 tAttempt = 0;
    qint64 tOpen = -1; ///< -1: never
    qint64 tClose = -1; ///< -1: still open, or the capture was cut off
    qint32 closeCode = -1; ///< of ws.closed; -1 where none
    QByteArray by; ///< conn.close: `client`, `server`, `error`
    QByteArray how; ///< conn.close: `fin`, `reset`, …
    QByteArray error; ///< contract code; empty where none
    qint64 clientOctets = 0;
    qint64 serverOctets = 0;
    // Of conn.open; -1 where it does not say, or where the whole is too narrow to be divided.
    qint64 dnsNs = -1;
    qint64 connectNs = -1;
    qint64 tlsNs = -1;
};

/// A request with its response; from the `exchange` table.
struct ExchangeRow {
    quint32 id = 0;
    quint32 connection = 0;
    quint32 session = 0;
    qint64 tRequest = 0;
    qint64 tResponse = -1; ///< head; -1: none yet
    qint64 tEnd = -1; ///< end of the response; -1: not yet
    qint32 status = -1;
};

/// Some records of one connection and direction, counted: the timeline's tick. They follow one
/// another, and all lie in one column of those that were asked for; only where there are far too
/// many records to look at do they spread over several, which count and octets cannot tell apart.
struct TimelineTick {
    quint32 connection = 0;
    From from = From::Nobody;
    RecordKind kind = RecordKind::Note; ///< of the record, or the most telling of the group
    quint32 count = 1;
    qint64 firstSeq = 0;
    qint64 lastSeq = 0;
    qint64 tFirst = 0;
    qint64 tLast = 0;
    quint64 kinds = 0; ///< bit n: a record of RecordKind n is among them
    ViolationSet violations;
    qint64 octets = 0;
    qint64 largestGapNs = 0;
    qint64 rttNs = -1; ///< the longest round trip of a ws.pong among them; -1: none is known
};

/// What the timeline shows of [tFrom, tTo].
struct TimelineSlice {
    qint64 tFrom = 0;
    qint64 tTo = 0;
    std::vector<SessionRow> sessions;
    std::vector<ConnectionRow> connections; ///< all of the capture, by id
    std::vector<ExchangeRow> exchanges; ///< overlapping the range
    std::vector<TimelineTick> ticks; ///< by connection, then time
};

/// How much a capture holds; cheap to ask for.
struct CaptureExtent {
    qint64 records = 0; ///< newest committed seq
    qint64 tLast = 0;
    qint64 fileOctets = 0;
};

/// Reads a capture, live or finished, without ever blocking the caller: every answer is a call of
/// the handler on a thread of the reader's; the timeline's may be another than that of rows, which
/// do not wait for it. The handler turns what it got into values of its own
/// there and posts these to where they are shown; the arguments are valid during the call only.
///
/// Threads: request…() from any thread; destroying it waits for a running handler and drops the
/// requests that wait.
class RecordPages
{
public:
    /// Rows that match a filter; 0 is every record. Rows count from 0 in order of seq; those of
    /// startFilterAt() from the record it began at, with negative numbers before it.
    using FilterId = quint32;
    static constexpr FilterId Everything = 0;
    static constexpr qint64 NoRow = std::numeric_limits<qint64>::min();
    /// The rows of a filter that are known: @p count of them from row @p first on.
    struct RowSpan {
        qint64 first = 0;
        qint64 count = 0;
        [[nodiscard]] qint64 end() const { return first + count; }
        bool operator==(const RowSpan &) const = default;
    };

    struct Page {
        FilterId filter = Everything;
        qint64 firstRow = 0;
        qint64 rowCount = 0; ///< of the filter, when the page was read
    };
    using RowsHandler
        = std::function<void(const Page &page, std::span<const Record> rows, OctetSource &octets)>;
    /// nullptr: there is no such record.
    using RecordHandler = std::function<void(const Record *record, OctetSource &octets)>;
    /// By seq.
    using FiguresHandler = std::function<void(const FiguresPage &page,
                                              std::span<const RecordFigures> figures)>;
    using TimelineHandler = std::function<void(const TimelineSlice &slice)>;
    /// Progress of a filter: rows found among the @p scanned records looked at so far; @p isDone once the
    /// records that were there are through (it follows the live end afterwards).
    using FilterHandler = std::function<void(FilterId filter, qint64 rows, qint64 scanned,
                                             bool isDone)>;

    RecordPages() = default;
    RecordPages(const RecordPages &) = delete;
    RecordPages &operator=(const RecordPages &) = delete;
    virtual ~RecordPages();

    [[nodiscard]] virtual CaptureExtent extent() const = 0;
    /// Is called on some thread after commits, at most 30 times a second.
    virtual void setChangedHandler(std::function<void()> handler) = 0;

    virtual void requestRows(FilterId filter, qint64 firstRow, int count, RowsHandler handler) = 0;
    virtual void requestRecord(qint64 seq, RecordHandler handler) = 0;
    /// The row of record @p seq in @p filter, or of the first match after it; NoRow where none.
    virtual void requestRowOf(FilterId filter, qint64 seq,
                              std::function<void(qint64 row)> handler) = 0;
    /// What is counted of records, in pages by seq.
    virtual void requestFigures(const FiguresQuestion &question, FiguresHandler handler) = 0;
    /// @p columns: how many pixels the range is wide; finer detail is not asked for. Column n
    /// begins at tFrom + n * ceil((tTo - tFrom) / columns).
    virtual void requestTimeline(qint64 tFrom, qint64 tTo, int columns,
                                 TimelineHandler handler) = 0;
    /// Starts to apply @p filter; dropFilter() ends it.
    virtual FilterId startFilter(std::shared_ptr<const Filter> filter, FilterHandler handler) = 0;
    /// The same, beginning at record @p seq and spreading from there in both directions; 0: from
    /// the first record on. A row keeps its number while more are found on either side.
    virtual FilterId startFilterAt(std::shared_ptr<const Filter> filter, qint64 seq,
                                   FilterHandler handler);
    virtual void dropFilter(FilterId filter) = 0;
    [[nodiscard]] virtual qint64 rowCount(FilterId filter) const = 0;
    [[nodiscard]] virtual RowSpan rowSpan(FilterId filter) const;
};

} // namespace Pushscope
