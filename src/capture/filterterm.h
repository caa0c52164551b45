// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filtererror.h"
#include "capture/recordfold.h"
#include "capture/recordkind.h"
#include "capture/technique.h"
#include "protocol/violation.h"

#include <QByteArray>
#include <QRegularExpression>
#include <QString>
#include <QStringView>

#include <optional>
#include <variant>
#include <vector>

namespace Pushscope {

enum class Comparison : quint8 { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };
[[nodiscard]] bool compares(qint64 left, Comparison comparison, qint64 right);

/// A set of RecordKind: bit n for the kind with the number n.
using KindSet = quint64;
static_assert(RecordKindLast < 63, "KindSet must fit a signed 64-bit column");
[[nodiscard]] constexpr KindSet kindBit(RecordKind kind)
{
    return KindSet{ 1 } << static_cast<int>(kind);
}

/// A number of the record against one of the expression. What a record has not, compares with
/// nothing: neither `conn:0` nor `conn<9` finds a record without a connection.
struct NumberTerm {
    enum class Column : quint8 { Seq, T, Session, Connection, Stream, Exchange, Size, Code };
    Column column = Column::Seq;
    Comparison comparison = Comparison::Equal;
    qint64 value = 0;
    KindSet kinds = 0; ///< The kinds that the column means this for; 0: all.
    bool operator==(const NumberTerm &) const = default;
};
struct KindTerm {
    KindSet kinds = 0;
    bool operator==(const KindTerm &) const = default;
};
struct FromTerm {
    From from = From::Nobody;
    bool operator==(const FromTerm &) const = default;
};
struct CauseTerm {
    Cause cause = Cause::None;
    bool operator==(const CauseTerm &) const = default;
};
/// The technique of the record's session.
struct TechniqueTerm {
    Technique technique = Technique::Auto;
    bool operator==(const TechniqueTerm &) const = default;
};
/// At least one of these.
struct ViolationTerm {
    ViolationSet violations;
    bool operator==(const ViolationTerm &) const = default;
};
/// What a list of records may fold away.
struct FoldTerm {
    Fold fold = Fold::Heartbeat;
    bool operator==(const FoldTerm &) const = default;
};
/// What a list of records marks; see isProblem().
struct ProblemTerm {
    bool operator==(const ProblemTerm &) const = default;
};
/// Contained in one of the record's texts, without regard to case.
struct WordTerm {
    QString text;
    QByteArray lower; ///< In lower case where it is ASCII, else empty.
    bool operator==(const WordTerm &) const = default;
};
/// Found in one of the record's texts.
struct RegexTerm {
    QRegularExpression pattern;
    bool operator==(const RegexTerm &) const = default;
};
/// The event's type is this.
struct EventTerm {
    QByteArray type;
    bool operator==(const EventTerm &) const = default;
};
/// The event's id is this.
struct IdTerm {
    QByteArray id;
    bool operator==(const IdTerm &) const = default;
};

[[nodiscard]] WordTerm makeWordTerm(const QString &text);

using FilterTerm = std::variant<NumberTerm, KindTerm, FromTerm, CauseTerm, TechniqueTerm,
                                ViolationTerm, FoldTerm, ProblemTerm, WordTerm, RegexTerm, EventTerm, IdTerm>;

/// Whether the record's columns do not say it: the recorded octets have to be read.
[[nodiscard]] bool needsOctets(const FilterTerm &term);

/// `key:value` and the like, as the grammar cut it.
struct KeyValue {
    QString key;
    qsizetype keyBegin = 0;
    Comparison comparison = Comparison::Equal;
    qsizetype comparisonBegin = 0;
    qsizetype comparisonLength = 1;
    QString value;
    qsizetype valueBegin = 0;
};

/// Whether @p key is one of contract §2.
[[nodiscard]] bool isFilterKey(QStringView key);

/// A key of contract §2, or `is`: what completion and the reference tell of it.
struct FilterKey {
    QByteArrayView name;
    bool isComparable = false;
    QByteArrayView example; ///< A whole term, as `size>1k`; the first that people want of it.
};
[[nodiscard]] std::vector<FilterKey> filterKeys();
/// nullopt where @p key is none.
[[nodiscard]] std::optional<FilterKey> filterKey(QStringView key);

/// Whether @p word is a unit of numbers of @p key: `kB` of `size`. Not the empty one.
[[nodiscard]] bool isUnitOf(QStringView key, QStringView word);

/// The terms of which one has to hold.
[[nodiscard]] std::variant<std::vector<FilterTerm>, FilterError>
makeFilterTerms(const KeyValue &keyValue);

} // namespace Pushscope
