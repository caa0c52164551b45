// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filterpredicate.h"

#include "capture/recordproblem.h"

#include <algorithm>
#include <cstring>

namespace Pushscope {

namespace {

char lowered(char octet)
{
    return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a') : octet;
}

/// Whether @p octets hold @p lower, ASCII in lower case, in any case.
bool containsAscii(QByteArrayView octets, QByteArrayView lower)
{
    const auto *found
        = std::search(octets.begin(), octets.end(), lower.begin(), lower.end(),
                      [](char octet, char wanted) { return lowered(octet) == wanted; });
    return found != octets.end() || lower.isEmpty();
}

std::optional<qint64> columnOf(const Record &record, NumberTerm::Column column)
{
    const auto number
        = [](qint64 value) { return value != 0 ? std::optional(value) : std::nullopt; };
    using Column = NumberTerm::Column;
    switch (column) {
    case Column::Seq:
        return record.seq;
    case Column::T:
        return record.t != Record::NoTime ? std::optional(record.t) : std::nullopt;
    case Column::Session:
        return number(record.session);
    case Column::Connection:
        return number(record.connection);
    case Column::Stream:
        return number(record.stream);
    case Column::Exchange:
        return number(record.exchange);
    case Column::Size:
        return record.size;
    case Column::Code:
        return record.code != Record::NoCode ? std::optional<qint64>(record.code) : std::nullopt;
    }
    return std::nullopt;
}

/// One overload per kind of term.
class TermMatcher
{
public:
    TermMatcher(const Record &record, FilterSubject &subject)
        : m_record(record)
        , m_subject(subject)
    {
    }

    bool operator()(const NumberTerm &term) const
    {
        if (term.kinds != 0 && (term.kinds & kindBit(m_record.kind)) == 0)
            return false;
        const std::optional<qint64> value = columnOf(m_record, term.column);
        return value && compares(*value, term.comparison, term.value);
    }
    bool operator()(const KindTerm &term) const
    {
        return (term.kinds & kindBit(m_record.kind)) != 0;
    }
    bool operator()(const FromTerm &term) const { return m_record.from == term.from; }
    bool operator()(const CauseTerm &term) const { return m_record.cause == term.cause; }
    bool operator()(const TechniqueTerm &term) const
    {
        return m_record.session != 0 && m_subject.technique(m_record.session) == term.technique;
    }
    bool operator()(const ViolationTerm &term) const
    {
        return m_record.violations.intersects(term.violations);
    }
    bool operator()(const FoldTerm &term) const
    {
        return isFolded(term.fold, m_record, [this](quint32 session) {
            return session != 0 ? m_subject.technique(session) : std::nullopt;
        });
    }
    bool operator()(const ProblemTerm &) const { return isProblem(m_record); }
    bool operator()(const WordTerm &term) const
    {
        const auto texts = m_subject.texts(m_record);
        return std::any_of(texts.begin(), texts.end(), [&](const QByteArray &text) {
            return term.lower.isEmpty()
                ? QString::fromUtf8(text).contains(term.text, Qt::CaseInsensitive)
                : containsAscii(text, term.lower);
        });
    }
    bool operator()(const RegexTerm &term) const
    {
        const auto texts = m_subject.texts(m_record);
        return std::any_of(texts.begin(), texts.end(), [&](const QByteArray &text) {
            return term.pattern.match(QString::fromUtf8(text)).hasMatch();
        });
    }
    bool operator()(const EventTerm &term) const
    {
        return m_subject.eventType(m_record) == term.type;
    }
    bool operator()(const IdTerm &term) const { return m_subject.eventId(m_record) == term.id; }

private:
    const Record &m_record;
    FilterSubject &m_subject;
};

bool matchesNode(const Filter &filter, const Filter::Node &node, const Record &record,
                 FilterSubject &subject)
{
    const auto matchesChild
        = [&](const Filter::Node &child) { return matchesNode(filter, child, record, subject); };
    switch (node.kind) {
    case Filter::Node::Kind::All:
        return std::all_of(node.children.begin(), node.children.end(), matchesChild);
    case Filter::Node::Kind::Any:
        return std::any_of(node.children.begin(), node.children.end(), matchesChild);
    case Filter::Node::Kind::Not:
        return !matchesChild(node.children.front());
    case Filter::Node::Kind::Term:
        break;
    }
    return matchesTerm(filter.terms()[node.term], record, subject);
}

} // namespace

FilterSubject::~FilterSubject() = default;

bool matches(const Filter &filter, const Record &record, FilterSubject &subject)
{
    return matchesNode(filter, filter.root(), record, subject);
}

bool matchesTerm(const FilterTerm &term, const Record &record, FilterSubject &subject)
{
    return std::visit(TermMatcher(record, subject), term);
}

} // namespace Pushscope
