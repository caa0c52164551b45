// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filtersql.h"

#include "capture/recordproblem.h"
#include "capture/violationcolumns.h"

#include <QByteArrayList>

namespace Pushscope {

namespace {

QByteArrayView sign(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Equal:
        return "=";
    case Comparison::Less:
        return "<";
    case Comparison::LessOrEqual:
        return "<=";
    case Comparison::Greater:
        return ">";
    case Comparison::GreaterOrEqual:
        return ">=";
    }
    return "=";
}

QByteArrayView columnName(NumberTerm::Column column)
{
    using Column = NumberTerm::Column;
    switch (column) {
    case Column::Seq:
        return "seq";
    case Column::T:
        return "t";
    case Column::Session:
        return "session";
    case Column::Connection:
        return "connection";
    case Column::Stream:
        return "stream";
    case Column::Exchange:
        return "exchange";
    case Column::Size:
        return "size";
    case Column::Code:
        return "code";
    }
    return "seq";
}

QByteArray joined(const QByteArrayList &conditions, QByteArrayView separator)
{
    QByteArray sql("(");
    for (const QByteArray &condition : conditions) {
        if (sql.size() > 1)
            sql += separator;
        sql += condition;
    }
    return sql + ')';
}

QByteArray compared(QByteArrayView column, Comparison comparison, qint64 value)
{
    return column.toByteArray() + sign(comparison) + QByteArray::number(value);
}

QByteArray anyBit(QByteArrayView column, quint64 bits)
{
    return '(' + column.toByteArray() + '&' + QByteArray::number(static_cast<qint64>(bits))
        + ")<>0";
}

/// @p further is the column that has what does not fit in `violations`, above @p shift bits.
QByteArray anyViolation(ViolationSet violations, QByteArrayView further, int shift)
{
    const quint64 direct = ViolationSet::fromBits(violations.bits()).bits();
    const quint64 above = quint64{ violations.furtherBits() } << shift;
    if (above == 0)
        return anyBit("violations", direct);
    if (direct == 0)
        return anyBit(further, above);
    return joined({ anyBit("violations", direct), anyBit(further, above) }, " OR ");
}

/// The condition of one term over `record`. Every one of them is true or false, never NULL, since
/// NOT would not turn that into true.
class RecordTerm
{
public:
    RecordTerm(std::size_t index, const QByteArray &columns)
        : m_index(index)
        , m_columns(columns)
    {
    }

    QByteArray operator()(const NumberTerm &term) const
    {
        using Column = NumberTerm::Column;
        QByteArrayList conditions;
        if (term.kinds != 0)
            conditions += kindIn(term.kinds);
        const QByteArray column = columnName(term.column).toByteArray();
        if (term.column == Column::T || term.column == Column::Code)
            conditions += column + " IS NOT NULL";
        else if (term.column != Column::Seq && term.column != Column::Size)
            conditions += column + "<>0";
        conditions += compared(column, term.comparison, term.value);
        return joined(conditions, " AND ");
    }
    QByteArray operator()(const KindTerm &term) const { return kindIn(term.kinds); }
    QByteArray operator()(const FromTerm &term) const
    {
        return "origin=" + QByteArray::number(static_cast<int>(term.from));
    }
    QByteArray operator()(const CauseTerm &term) const
    {
        return "cause=" + QByteArray::number(static_cast<int>(term.cause));
    }
    QByteArray operator()(const TechniqueTerm &term) const
    {
        return "session IN (SELECT id FROM session WHERE technique='"
            + techniqueName(term.technique).toByteArray() + "')";
    }
    QByteArray operator()(const ViolationTerm &term) const
    {
        return anyViolation(term.violations, "flags", ViolationColumns::FlagsShift);
    }
    QByteArray operator()(const FoldTerm &term) const { return foldSql(term.fold); }
    QByteArray operator()(const ProblemTerm &) const { return problemSql(); }
    QByteArray operator()(const WordTerm &) const { return call(); }
    QByteArray operator()(const RegexTerm &) const { return call(); }
    QByteArray operator()(const EventTerm &) const { return eventCall(); }
    QByteArray operator()(const IdTerm &) const { return eventCall(); }

private:
    [[nodiscard]] QByteArray call() const
    {
        return "pushscope_match(" + QByteArray::number(static_cast<qint64>(m_index)) + ",seq"
            + m_columns + ')';
    }
    /// Only these kinds have an event: no other need be decoded.
    [[nodiscard]] QByteArray eventCall() const
    {
        constexpr KindSet Kinds = kindBit(RecordKind::SseEvent) | kindBit(RecordKind::SioPacket);
        return '(' + kindIn(Kinds) + " AND " + call() + ')';
    }

    std::size_t m_index;
    const QByteArray &m_columns;
};

/// The condition of one term over `summary`: what a row must be like to count such a record. What
/// it cannot tell is 1.
class SummaryTerm
{
public:
    QByteArray operator()(const NumberTerm &term) const
    {
        using Column = NumberTerm::Column;
        switch (term.column) {
        case Column::Seq:
            return ranged("first_seq", "last_seq", term);
        case Column::T:
            return ranged("t_first", "t_last", term);
        case Column::Connection:
            return compared("connection", term.comparison, term.value);
        case Column::Code:
            return term.kinds != 0 ? anyBit("kinds", term.kinds) : QByteArray("1");
        default:
            return "1";
        }
    }
    QByteArray operator()(const KindTerm &term) const { return anyBit("kinds", term.kinds); }
    QByteArray operator()(const FromTerm &term) const
    {
        return "origin=" + QByteArray::number(static_cast<int>(term.from));
    }
    QByteArray operator()(const ViolationTerm &term) const
    {
        return anyViolation(term.violations, "kinds", ViolationColumns::KindsShift);
    }
    QByteArray operator()(const FoldTerm &term) const
    {
        return anyBit("kinds", foldKinds(term.fold));
    }
    QByteArray operator()(const ProblemTerm &) const
    {
        return "violations<>0 OR " + anyBit("kinds", problemKinds());
    }
    template <typename Other> QByteArray operator()(const Other &) const { return "1"; }

private:
    static QByteArray ranged(QByteArrayView first, QByteArrayView last, const NumberTerm &term)
    {
        const bool isBelow
            = term.comparison == Comparison::Less || term.comparison == Comparison::LessOrEqual;
        if (term.comparison != Comparison::Equal)
            return compared(isBelow ? first : last, term.comparison, term.value);
        return '(' + compared(first, Comparison::LessOrEqual, term.value) + " AND "
            + compared(last, Comparison::GreaterOrEqual, term.value) + ')';
    }
};

/// @p condition gives what a Term node says.
template <typename Condition>
QByteArray nodeSql(const Filter::Node &node, Condition condition, bool isExact)
{
    QByteArrayList children;
    switch (node.kind) {
    case Filter::Node::Kind::Term:
        return condition(node.term);
    case Filter::Node::Kind::Not:
        // What may hold for some records of a row may also not hold for others of it.
        if (!isExact)
            return "1";
        return "NOT " + nodeSql(node.children.front(), condition, isExact);
    case Filter::Node::Kind::All:
    case Filter::Node::Kind::Any:
        for (const Filter::Node &child : node.children)
            children += nodeSql(child, condition, isExact);
        if (children.isEmpty())
            return "1";
        return joined(children, node.kind == Filter::Node::Kind::All ? " AND " : " OR ");
    }
    return "1";
}

} // namespace

QByteArray kindIn(KindSet kinds)
{
    QByteArrayList numbers;
    for (int number = RecordKindFirst; number <= RecordKindLast; ++number) {
        if (kinds & kindBit(static_cast<RecordKind>(number)))
            numbers += QByteArray::number(number);
    }
    return "kind IN " + joined(numbers, ",");
}

QByteArray filterSql(const Filter &filter, const QByteArray &columns)
{
    const auto condition = [&](std::size_t term) -> QByteArray {
        return '(' + std::visit(RecordTerm(term, columns), filter.terms()[term]) + ')';
    };
    return nodeSql(filter.root(), condition, true);
}

QByteArray filterSummarySql(const Filter &filter)
{
    const auto condition = [&](std::size_t term) -> QByteArray {
        return '(' + std::visit(SummaryTerm(), filter.terms()[term]) + ')';
    };
    return nodeSql(filter.root(), condition, false);
}

} // namespace Pushscope
