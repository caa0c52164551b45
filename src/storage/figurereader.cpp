// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/figurereader.h"

#include "storage/readersession.h"
#include "storage/varint.h"

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

constexpr qint64 MaxId = std::numeric_limits<quint32>::max();

// In the order of the statement.
enum Column {
    Seq,
    T,
    Kind,
    Origin,
    Flags,
    Code,
    Session,
    Connection,
    Stream,
    First,
    Length,
    More,
    Detail,
};

bool isBetween(qint64 value, qint64 first, qint64 last)
{
    return value >= first && value <= last;
}

/// Behind the last octet of further stretches; nothing where they cannot be ours.
std::optional<qint64> endOfStretches(QByteArrayView more, qint64 end)
{
    VarintReader reader(more);
    qint64 last = end;
    while (!reader.isAtEnd()) {
        qint64 begin = 0;
        if (__builtin_add_overflow(last, reader.nextSigned(), &begin)
            || __builtin_add_overflow(begin, reader.nextSigned(), &last) || !reader.isGood())
            return std::nullopt;
        end = std::max(end, last);
    }
    return end;
}

/// Nothing for what cannot have been written by us.
std::optional<RecordFigures> figuresOfRow(const Statement &row)
{
    RecordFigures figures;
    figures.seq = row.integer(Seq);
    if (!row.isNull(T))
        figures.t = row.integer(T);
    const qint64 kind = row.integer(Kind);
    const qint64 origin = row.integer(Origin);
    const qint64 session = row.integer(Session);
    const qint64 connection = row.integer(Connection);
    const qint64 stream = row.integer(Stream);
    const qint64 first = row.integer(First);
    qint64 end = 0;
    if (figures.t < Record::NoTime || !isBetween(kind, RecordKindFirst, RecordKindLast)
        || !isBetween(origin, 0, static_cast<qint64>(From::Server)) || !isBetween(session, 0, MaxId)
        || !isBetween(connection, 0, MaxId) || !isBetween(stream, 0, MaxId) || first < 0
        || __builtin_add_overflow(first, row.integer(Length), &end) || end < first)
        return std::nullopt;
    figures.kind = static_cast<RecordKind>(kind);
    figures.from = static_cast<From>(origin);
    figures.flags = static_cast<quint8>(row.integer(Flags) & std::numeric_limits<quint8>::max());
    if (!row.isNull(Code))
        figures.code = static_cast<qint32>(row.integer(Code));
    figures.session = static_cast<quint32>(session);
    figures.connection = static_cast<quint32>(connection);
    figures.stream = static_cast<quint32>(stream);
    if (!figures.has(LiesInContent)) {
        const std::optional<qint64> last = endOfStretches(row.view(More), end);
        if (!last)
            return std::nullopt;
        figures.wire = { first, *last };
    }
    if (hasCountedDetail(figures.kind))
        takeDetail(figures, row.octets(Detail));
    return figures;
}

QByteArray selectFigures()
{
    QByteArray kinds;
    for (int number = RecordKindFirst; number <= RecordKindLast; ++number) {
        if (hasCountedDetail(static_cast<RecordKind>(number)))
            kinds += (kinds.isEmpty() ? "" : ",") + QByteArray::number(number);
    }
    return "SELECT seq, t, kind, origin, flags, code, session, connection, stream, first, length, "
           "more, CASE WHEN kind IN ("
        + kinds + ") THEN detail END FROM record WHERE seq>? AND seq<=? ORDER BY seq LIMIT ?";
}

bool isIn(const FiguresQuestion &question, const RecordFigures &figures)
{
    return !question.hasRange()
        || (figures.t != Record::NoTime && isBetween(figures.t, question.tFrom, question.tTo));
}

} // namespace

FigureReader::FigureReader(Database &database)
    : m_database(database)
    , m_select(database, selectFigures().constData())
{
}

const FigureReader::Bounds &FigureReader::boundsOf(const FiguresQuestion &question,
                                                   qint64 newestSeq)
{
    // A capture that grows has to be looked through again once what was found is read.
    if (m_bounds && m_bounds->tFrom == question.tFrom && m_bounds->tTo == question.tTo
        && (m_bounds->newestSeq == newestSeq || question.afterSeq < m_bounds->lastSeq))
        return *m_bounds;
    m_bounds = Bounds{ question.tFrom, question.tTo, newestSeq, newestSeq + 1, newestSeq };
    Statement row(
        m_database,
        "SELECT min(first_seq), max(last_seq) FROM summary WHERE t_last>=? AND t_first<=?");
    row.bind(1, question.tFrom);
    row.bind(2, question.tTo);
    const Statement::Step step = row.step();
    if (step == Statement::Step::Failed) {
        m_bounds->firstSeq = 1; // It was no more than a help.
    } else if (step == Statement::Step::Row && !row.isNull(0)) {
        m_bounds->firstSeq = row.integer(0);
        m_bounds->lastSeq = std::min(newestSeq, row.integer(1));
    }
    return *m_bounds;
}

bool FigureReader::read(const FiguresQuestion &question, qint64 newestSeq, FiguresPage &page,
                        std::vector<RecordFigures> &figures)
{
    qint64 after = question.afterSeq;
    qint64 last = newestSeq;
    if (question.hasRange()) {
        const Bounds &bounds = boundsOf(question, newestSeq);
        after = std::max(after, std::max<qint64>(bounds.firstSeq, 1) - 1); // It may be forged.
        last = bounds.lastSeq;
    }
    page = { std::max(after, question.afterSeq), std::max(last, after), true };
    const StatementScope scope(m_select);
    m_select.bind(1, after);
    m_select.bind(2, last);
    m_select.bind(3, question.count);
    int count = 0;
    Statement::Step step = m_select.step();
    for (; step == Statement::Step::Row; step = m_select.step(), ++count) {
        const qint64 seq = m_select.integer(Seq);
        // A damaged tree could lead round in circles.
        if (seq <= page.lastSeq)
            return false;
        page.lastSeq = seq;
        const std::optional<RecordFigures> one = figuresOfRow(m_select);
        if (one && isIn(question, *one))
            figures.push_back(*one);
    }
    page.isEnd = count < question.count;
    return step == Statement::Step::Done;
}

std::vector<RecordFigures> readFigures(ReaderSession &session, const FiguresQuestion &question,
                                       qint64 newestSeq, FiguresPage &page)
{
    std::vector<RecordFigures> figures;
    if (session.figures().read(question, newestSeq, page, figures))
        return figures;
    page.isEnd = false;
    if (page.lastSeq > question.afterSeq)
        return figures; // What is behind the damage comes with the next question.
    const std::vector<Record> rows
        = session.rows(session.rowOf(question.afterSeq + 1), question.count);
    page.isEnd = rows.size() < static_cast<std::size_t>(question.count);
    for (const Record &record : rows) {
        page.lastSeq = std::max(page.lastSeq, record.seq);
        const RecordFigures one = figuresOf(record);
        if (isIn(question, one))
            figures.push_back(one);
    }
    return figures;
}

} // namespace Pushscope
