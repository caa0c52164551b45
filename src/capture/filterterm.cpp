// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filterterm.h"

#include "base/error.h"
#include "capture/recordproblem.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace Pushscope {

namespace {

using Terms = std::vector<FilterTerm>;
using Made = std::variant<Terms, FilterError>;
using Column = NumberTerm::Column;

struct Unit {
    QByteArrayView name;
    qint64 factor;
};
constexpr std::array<Unit, 7> TimeUnits{ { { "", 1 },
                                           { "ns", 1 },
                                           { "us", 1'000 },
                                           { "\xC2\xB5s", 1'000 }, // U+00B5
                                           { "\xCE\xBCs", 1'000 }, // U+03BC
                                           { "ms", 1'000'000 },
                                           { "s", 1'000'000'000 } } };
// k and M are 1024ⁿ (contract §2); the longer names are what people type who know them from
// elsewhere. Case tells nothing apart here.
constexpr qint64 Kibi = 1024;
constexpr qint64 Mebi = 1024 * Kibi;
constexpr qint64 Gibi = 1024 * Mebi;
constexpr std::array<Unit, 11> SizeUnits{ { { "", 1 },
                                            { "b", 1 },
                                            { "k", Kibi },
                                            { "kb", Kibi },
                                            { "kib", Kibi },
                                            { "m", Mebi },
                                            { "mb", Mebi },
                                            { "mib", Mebi },
                                            { "g", Gibi },
                                            { "gb", Gibi },
                                            { "gib", Gibi } } };
constexpr std::array<Unit, 1> NoUnits{ { { "", 1 } } };

constexpr KindSet CodeKinds = kindBit(RecordKind::WsClose) | kindBit(RecordKind::WsClosed);
constexpr KindSet StatusKinds = kindBit(RecordKind::HttpResponse) | kindBit(RecordKind::PollResult);
constexpr KindSet OpcodeKinds = kindBit(RecordKind::WsFrame) | kindBit(RecordKind::WsMessage)
    | kindBit(RecordKind::WsPing) | kindBit(RecordKind::WsPong);
constexpr qint64 CloseOpcode = 8;

FilterError errorAt(FilterErrorCode code, const KeyValue &from, qsizetype first = 0)
{
    return { code, from.valueBegin + first, from.value.size() - first, from.value.mid(first) };
}

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

/// A decimal number times a unit; isExact is false where a fraction was cut off.
struct Number {
    qint64 value = 0;
    bool isExact = true;
};

// A second has nine places of nanoseconds, and 10^9 times the largest factor still fits.
constexpr qsizetype MaxFractionDigits = 9;

/// nullopt beyond 63 bits, or with more places than MaxFractionDigits.
std::optional<Number> multiply(QStringView whole, QStringView fraction, qint64 factor)
{
    if (fraction.size() > MaxFractionDigits)
        return std::nullopt;
    qint64 value = 0;
    for (QChar digit : whole) {
        if (__builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, digit.unicode() - u'0', &value))
            return std::nullopt;
    }
    qint64 numerator = 0;
    qint64 denominator = 1;
    for (QChar digit : fraction) {
        numerator = numerator * 10 + (digit.unicode() - u'0');
        denominator *= 10;
    }
    numerator *= factor;
    // One is left free: comparisons may round up.
    constexpr qint64 Largest = std::numeric_limits<qint64>::max() - 1;
    if (__builtin_mul_overflow(value, factor, &value)
        || __builtin_add_overflow(value, numerator / denominator, &value) || value > Largest)
        return std::nullopt;
    return Number{ value, numerator % denominator == 0 };
}

template <std::size_t Count>
const Unit *findUnit(QStringView name, const std::array<Unit, Count> &units)
{
    const QByteArray lower = name.toUtf8().toLower();
    const auto *unit = std::ranges::find_if(
        units, [&](const Unit &row) { return row.name == lower || row.name == name.toUtf8(); });
    return unit == units.end() ? nullptr : unit;
}

template <std::size_t Count>
std::variant<Number, FilterError> numberOf(const KeyValue &from,
                                           const std::array<Unit, Count> &units)
{
    const QStringView text = from.value;
    const auto skipDigits = [&](qsizetype at) {
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at;
    };
    const qsizetype wholeEnd = skipDigits(0);
    const bool hasPoint = Count > 1 && wholeEnd < text.size() && text[wholeEnd] == u'.';
    const qsizetype fractionBegin = hasPoint ? wholeEnd + 1 : wholeEnd;
    const qsizetype end = hasPoint ? skipDigits(fractionBegin) : wholeEnd;
    if (wholeEnd == 0 || (hasPoint && end == fractionBegin))
        return errorAt(FilterErrorCode::BadNumber, from);
    const Unit *unit = findUnit(text.sliced(end), units);
    if (!unit)
        return Count > 1 ? errorAt(FilterErrorCode::UnknownUnit, from, end)
                         : errorAt(FilterErrorCode::BadNumber, from);
    const QStringView fraction = text.sliced(fractionBegin, end - fractionBegin);
    if (const auto number = multiply(text.first(wholeEnd), fraction, unit->factor))
        return *number;
    return errorAt(FilterErrorCode::BadNumber, from);
}

template <std::size_t Count>
Made numberTerm(const KeyValue &from, Column column, KindSet kinds,
                const std::array<Unit, Count> &units)
{
    const auto made = numberOf(from, units);
    if (const auto *error = std::get_if<FilterError>(&made))
        return *error;
    const Number number = std::get<Number>(made);
    NumberTerm term{ column, from.comparison, number.value, kinds };
    // x < 1.5 is x < 2 among whole numbers, x > 1.5 is x > 1.
    const bool roundsUp
        = term.comparison == Comparison::Less || term.comparison == Comparison::GreaterOrEqual;
    if (!number.isExact && roundsUp)
        ++term.value;
    return Terms{ term };
}

Made makeKind(const KeyValue &from)
{
    const QString glob = QRegularExpression::wildcardToRegularExpression(from.value);
    const QRegularExpression pattern(glob);
    KindTerm term;
    for (int number = RecordKindFirst; number <= RecordKindLast; ++number) {
        const auto kind = static_cast<RecordKind>(number);
        const QString name = QString::fromLatin1(recordKindName(kind));
        if (name == from.value || (pattern.isValid() && pattern.match(name).hasMatch()))
            term.kinds |= kindBit(kind);
    }
    if (term.kinds == 0)
        return errorAt(FilterErrorCode::UnknownValue, from);
    return Terms{ term };
}

Made makeFrom(const KeyValue &from)
{
    for (From who : { From::Client, From::Server }) {
        if (from.value == QLatin1StringView(fromName(who)))
            return Terms{ FromTerm{ who } };
    }
    return errorAt(FilterErrorCode::UnknownValue, from);
}

Made makeCause(const KeyValue &from)
{
    if (const auto cause = causeFromName(from.value.toUtf8()))
        return Terms{ CauseTerm{ *cause } };
    return errorAt(FilterErrorCode::UnknownValue, from);
}

Made makeTechnique(const KeyValue &from)
{
    if (const auto technique = techniqueFromName(from.value.toUtf8()))
        return Terms{ TechniqueTerm{ *technique } };
    return errorAt(FilterErrorCode::UnknownValue, from);
}

Made makeViolation(const KeyValue &from)
{
    if (from.value == u"any")
        return Terms{ ViolationTerm{ ViolationSet::all() } };
    if (const auto violation = violationFromName(from.value.toUtf8()))
        return Terms{ ViolationTerm{ ViolationSet{ *violation } } };
    return errorAt(FilterErrorCode::UnknownValue, from);
}

Made makeError(const KeyValue &from)
{
    if (from.value == u"any")
        return Terms{ KindTerm{ kindBit(RecordKind::Error) } };
    if (const auto code = errorCodeFromName(from.value.toUtf8())) {
        return Terms{ NumberTerm{ Column::Code, Comparison::Equal, static_cast<qint64>(*code),
                                  kindBit(RecordKind::Error) } };
    }
    return errorAt(FilterErrorCode::UnknownValue, from);
}

Made makeOpcode(const KeyValue &from)
{
    Made made = numberTerm(from, Column::Code, OpcodeKinds, NoUnits);
    Terms *terms = std::get_if<Terms>(&made);
    if (!terms)
        return made;
    // The code of a Close frame's record is the close code; its opcode is always 8.
    const NumberTerm opcode = std::get<NumberTerm>(terms->front());
    if (compares(CloseOpcode, opcode.comparison, opcode.value))
        terms->push_back(KindTerm{ kindBit(RecordKind::WsClose) });
    return made;
}

Made makeIs(const KeyValue &from)
{
    if (from.value == QLatin1StringView(problemName()))
        return Terms{ ProblemTerm{} };
    for (Fold fold : { Fold::Heartbeat, Fold::Carrier }) {
        if (from.value == QLatin1StringView(foldName(fold)))
            return Terms{ FoldTerm{ fold } };
    }
    return errorAt(FilterErrorCode::UnknownValue, from);
}

Made makeEvent(const KeyValue &from)
{
    return Terms{ EventTerm{ from.value.toUtf8() } };
}

Made makeId(const KeyValue &from)
{
    return Terms{ IdTerm{ from.value.toUtf8() } };
}

template <Column column, KindSet kinds = 0> Made makeInteger(const KeyValue &from)
{
    return numberTerm(from, column, kinds, NoUnits);
}

Made makeTime(const KeyValue &from)
{
    return numberTerm(from, Column::T, 0, TimeUnits);
}

Made makeSize(const KeyValue &from)
{
    return numberTerm(from, Column::Size, 0, SizeUnits);
}

struct Key : FilterKey {
    Made (*make)(const KeyValue &from) = nullptr;
};

// In the order of contract §2; `is` names what a list may fold away, and what it marks.
constexpr std::array<Key, 19> Keys{ {
    { { "kind", false, "kind:ws.*" }, makeKind },
    { { "from", false, "from:server" }, makeFrom },
    { { "session", true, "session:1" }, makeInteger<Column::Session> },
    { { "conn", true, "conn:1" }, makeInteger<Column::Connection> },
    { { "exchange", true, "exchange:1" }, makeInteger<Column::Exchange> },
    { { "stream", true, "stream:1" }, makeInteger<Column::Stream> },
    { { "seq", true, "seq>100" }, makeInteger<Column::Seq> },
    { { "t", true, "t>10s" }, makeTime },
    { { "size", true, "size>1k" }, makeSize },
    { { "code", true, "code:1006" }, makeInteger<Column::Code, CodeKinds> },
    { { "status", true, "status>=400" }, makeInteger<Column::Code, StatusKinds> },
    { { "opcode", true, "opcode:9" }, makeOpcode },
    { { "event", false, "event:message" }, makeEvent },
    { { "id", false, "id:7" }, makeId },
    { { "technique", false, "technique:sse" }, makeTechnique },
    { { "cause", false, "cause:user" }, makeCause },
    { { "violation", false, "violation:any" }, makeViolation },
    { { "error", false, "error:any" }, makeError },
    { { "is", false, "is:problem" }, makeIs },
} };

const Key *findKey(QStringView key)
{
    const auto found = std::find_if(Keys.begin(), Keys.end(), [&](const Key &row) {
        return key == QLatin1StringView(row.name);
    });
    return found == Keys.end() ? nullptr : &*found;
}

} // namespace

bool compares(qint64 left, Comparison comparison, qint64 right)
{
    switch (comparison) {
    case Comparison::Equal:
        return left == right;
    case Comparison::Less:
        return left < right;
    case Comparison::LessOrEqual:
        return left <= right;
    case Comparison::Greater:
        return left > right;
    case Comparison::GreaterOrEqual:
        return left >= right;
    }
    return false;
}

WordTerm makeWordTerm(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const bool isAscii = std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= 0; });
    return { text, isAscii ? utf8.toLower() : QByteArray() };
}

bool needsOctets(const FilterTerm &term)
{
    return std::holds_alternative<WordTerm>(term) || std::holds_alternative<RegexTerm>(term)
        || std::holds_alternative<EventTerm>(term) || std::holds_alternative<IdTerm>(term);
}

bool isFilterKey(QStringView key)
{
    return findKey(key) != nullptr;
}

std::vector<FilterKey> filterKeys()
{
    return { Keys.begin(), Keys.end() };
}

std::optional<FilterKey> filterKey(QStringView key)
{
    const Key *found = findKey(key);
    return found ? std::optional<FilterKey>(*found) : std::nullopt;
}

bool isUnitOf(QStringView key, QStringView word)
{
    if (word.isEmpty())
        return false;
    return (key == u"size" && findUnit(word, SizeUnits))
        || (key == u"t" && findUnit(word, TimeUnits));
}

std::variant<std::vector<FilterTerm>, FilterError> makeFilterTerms(const KeyValue &keyValue)
{
    const Key *key = findKey(keyValue.key);
    if (!key) {
        return FilterError{ FilterErrorCode::UnknownKey, keyValue.keyBegin, keyValue.key.size(),
                            keyValue.key };
    }
    if (!key->isComparable && keyValue.comparison != Comparison::Equal) {
        return FilterError{ FilterErrorCode::NotComparable, keyValue.comparisonBegin,
                            keyValue.comparisonLength, keyValue.key };
    }
    return key->make(keyValue);
}

} // namespace Pushscope
