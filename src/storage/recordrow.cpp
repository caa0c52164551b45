// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recordrow.h"

#include "base/error.h"
#include "capture/violationcolumns.h"
#include "storage/varint.h"

#include <QJsonDocument>

namespace Pushscope {

const char *const RecordColumns
    = "seq, t, kind, origin, cause, flags, code, session, connection, stream, exchange, carrier, "
      "first, length, more, content_first, content_length, size, violations, detail";

namespace {

// In the order of RecordColumns.
enum Column {
    Seq,
    T,
    Kind,
    Origin,
    CauseColumn,
    Flags,
    Code,
    Session,
    Connection,
    Stream,
    Exchange,
    Carrier,
    First,
    Length,
    More,
    ContentFirst,
    ContentLength,
    Size,
    Violations,
    Detail,
};

QByteArray insertStatement(std::size_t rows)
{
    const QByteArray row = "(?" + QByteArray(",?").repeated(Detail) + ')';
    QByteArray sql = "INSERT INTO record VALUES" + row;
    for (std::size_t i = 1; i < rows; ++i)
        sql += ',' + row;
    return sql;
}

QByteArray encodeRanges(const std::vector<ByteRange> &ranges, qint64 lastEnd)
{
    QByteArray octets;
    for (const ByteRange &range : ranges) {
        appendSignedVarint(octets, range.begin - lastEnd);
        appendSignedVarint(octets, range.size());
        lastEnd = range.end;
    }
    return octets;
}

bool makeRange(qint64 begin, qint64 length, ByteRange &range)
{
    range = { begin, 0 };
    return !__builtin_add_overflow(begin, length, &range.end) && begin >= 0 && length >= 0;
}

bool decodeRanges(QByteArrayView octets, qint64 lastEnd, std::vector<ByteRange> &ranges)
{
    VarintReader reader(octets);
    while (!reader.isAtEnd()) {
        qint64 begin = 0;
        ByteRange range;
        const bool isSum = !__builtin_add_overflow(lastEnd, reader.nextSigned(), &begin);
        if (!makeRange(begin, reader.nextSigned(), range) || !isSum || !reader.isGood())
            return false;
        ranges.push_back(range);
        lastEnd = range.end;
    }
    return true;
}

bool isCodeOfKind(qint64 code, RecordKind kind)
{
    constexpr qint64 LastOpcode = 15;
    switch (kind) {
    case RecordKind::Error:
        return code >= 0 && code <= static_cast<qint64>(ErrorCode::ConnectError);
    case RecordKind::WsFrame:
    case RecordKind::WsPing:
    case RecordKind::WsPong:
        return code >= 0 && code <= LastOpcode;
    default:
        return code >= 0 && code <= std::numeric_limits<qint32>::max();
    }
}

/// Reads what is one number with a range; remembers whether all were inside theirs.
class NumberReader
{
public:
    explicit NumberReader(const Statement &statement)
        : m_statement(statement)
    {
    }
    template <typename T> T next(Column column, qint64 first, qint64 last)
    {
        const qint64 value = m_statement.integer(column);
        m_isGood = m_isGood && value >= first && value <= last;
        return static_cast<T>(value);
    }
    quint32 id(Column column)
    {
        return next<quint32>(column, 0, std::numeric_limits<quint32>::max());
    }
    [[nodiscard]] bool isGood() const { return m_isGood; }

private:
    const Statement &m_statement;
    bool m_isGood = true;
};

bool readStretches(const Statement &row, Record &record)
{
    return makeRange(row.integer(First), row.integer(Length), record.at)
        && makeRange(row.integer(ContentFirst), row.integer(ContentLength), record.content)
        && decodeRanges(row.view(More), record.at.end, record.moreAt);
}

bool readDetail(const Statement &row, Record &record)
{
    record.detail = row.octets(Detail);
    return record.detail.isEmpty() || QJsonDocument::fromJson(record.detail).isObject();
}

} // namespace

RecordWriter::RecordWriter(Database &database)
    : m_insertRows(database, insertStatement(RowsAtOnce).constData())
    , m_insertRow(database, insertStatement(1).constData())
{
}

bool RecordWriter::add(const Record &record)
{
    m_pending[m_count++] = &record;
    if (m_count < RowsAtOnce)
        return true;
    for (std::size_t i = 0; i < RowsAtOnce; ++i)
        bindRow(m_insertRows, m_slots[i], static_cast<int>(i * Columns) + 1, *m_pending[i]);
    m_count = 0;
    return m_insertRows.execute();
}

bool RecordWriter::flush()
{
    for (std::size_t i = 0; i < m_count; ++i) {
        bindRow(m_insertRow, m_single, 1, *m_pending[i]);
        if (!m_insertRow.execute()) {
            m_count = 0;
            return false;
        }
    }
    m_count = 0;
    return true;
}

void RecordWriter::bindRow(Statement &statement, Slot &slot, int first, const Record &record)
{
    const auto number = [&](Column column, qint64 value) {
        qint64 &bound = slot.bound[static_cast<std::size_t>(column)];
        if (bound == value)
            return;
        bound = value;
        if (value == Null)
            statement.bindNull(first + column);
        else
            statement.bind(first + column, value);
    };
    number(Seq, record.seq);
    number(T, record.t == Record::NoTime ? Null : record.t);
    number(Kind, static_cast<qint64>(record.kind));
    number(Origin, static_cast<qint64>(record.from));
    number(CauseColumn, static_cast<qint64>(record.cause));
    number(Flags, ViolationColumns::flags(record.flags, record.violations));
    number(Code, record.code == Record::NoCode ? Null : record.code);
    number(Session, record.session);
    number(Connection, record.connection);
    number(Stream, record.stream);
    number(Exchange, record.exchange);
    number(Carrier, record.carrier);
    number(First, record.at.begin);
    number(Length, record.at.size());
    number(ContentFirst, record.content.begin);
    number(ContentLength, record.content.size());
    number(Size, record.size);
    number(Violations, static_cast<qint64>(record.violations.bits()));

    if (!record.moreAt.empty()) {
        slot.more = encodeRanges(record.moreAt, record.at.end);
        statement.bind(first + More, QByteArrayView(slot.more));
    } else if (slot.hasMore) {
        statement.bindNull(first + More);
    }
    slot.hasMore = !record.moreAt.empty();
    if (!record.detail.isEmpty())
        statement.bindText(first + Detail, record.detail);
    else if (slot.hasDetail)
        statement.bindNull(first + Detail);
    slot.hasDetail = !record.detail.isEmpty();
}

Record damagedRecord(qint64 seq)
{
    Record record;
    record.seq = seq;
    record.kind = RecordKind::Error;
    record.code = static_cast<qint32>(ErrorCode::Damaged);
    record.detail = R"({"where":"storage","code":"damaged"})";
    return record;
}

Record droppedRecord(qint64 seq)
{
    Record record;
    record.seq = seq;
    record.kind = RecordKind::RecordingStall;
    record.detail = R"({"dropped":true})";
    return record;
}

Record readRecord(const Statement &row)
{
    constexpr qint64 Last = std::numeric_limits<qint64>::max();
    constexpr qint64 LastFlags
        = (qint64{ 1 } << (ViolationColumns::FlagsShift + ViolationSet::FurtherCount)) - 1;
    NumberReader numbers(row);
    Record record;
    record.seq = row.integer(Seq);
    if (!row.isNull(T))
        record.t = numbers.next<qint64>(T, 0, Last);
    record.kind = numbers.next<RecordKind>(Kind, RecordKindFirst, RecordKindLast);
    record.from = numbers.next<From>(Origin, 0, static_cast<qint64>(From::Server));
    record.cause = numbers.next<Cause>(CauseColumn, 0, static_cast<qint64>(Cause::Proxy));
    record.flags = static_cast<quint8>(numbers.next<qint64>(Flags, 0, LastFlags));
    if (!row.isNull(Code))
        record.code = numbers.next<qint32>(Code, 0, std::numeric_limits<qint32>::max());
    record.session = numbers.id(Session);
    record.connection = numbers.id(Connection);
    record.stream = numbers.id(Stream);
    record.exchange = numbers.id(Exchange);
    record.carrier = numbers.next<qint64>(Carrier, 0, Last);
    record.size = numbers.next<qint64>(Size, 0, Last);
    record.violations = ViolationColumns::ofRecord(row.integer(Violations), row.integer(Flags));
    const bool isGood = numbers.isGood()
        && (record.code == Record::NoCode || isCodeOfKind(record.code, record.kind))
        && readStretches(row, record) && readDetail(row, record);
    return isGood ? record : damagedRecord(record.seq);
}

} // namespace Pushscope
