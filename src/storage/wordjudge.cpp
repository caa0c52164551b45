// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/wordjudge.h"

#include "capture/octetsubject.h"
#include "storage/blockwindow.h"
#include "storage/regexliteral.h"

#include <sqlite3.h>

#include <QtEndian>

#include <optional>
#include <variant>

namespace Pushscope {

namespace {

enum Column {
    Kind,
    Origin,
    Flags,
    Connection,
    First,
    Length,
    More,
    ContentFirst,
    ContentLength,
    Detail,
};

QByteArrayView viewOf(sqlite3_value *value)
{
    const auto *const text = sqlite3_value_blob(value);
    return { static_cast<const char *>(text), sqlite3_value_bytes(value) };
}

/// Nothing where a text of the detail may hold the word: in JSON only what has no escapes is as it
/// reads.
bool isRuledOut(QByteArrayView detail, const WordFinder &word)
{
    return detail.isEmpty() || (!detail.contains('\\') && !word.isIn(detail));
}

bool isWebSocket(RecordKind kind)
{
    switch (kind) {
    case RecordKind::WsMessage:
    case RecordKind::WsFrame:
    case RecordKind::WsPing:
    case RecordKind::WsPong:
    case RecordKind::WsClose:
        return true;
    default:
        return false;
    }
}

/// How the texts of a record follow from its octets, framing apart.
enum class Relation {
    Same,     ///< they are the octets
    Part,     ///< each lies in the octets in one stretch, but for what WordFinder tells
    Different ///< they have to be decoded
};

Relation relationOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::HttpData:
    case RecordKind::PollResult:
        return Relation::Same;
    case RecordKind::HttpChunk:
    case RecordKind::SseEvent:
    case RecordKind::SseComment:
    case RecordKind::StreamMessage:
        return Relation::Part;
    default:
        return Relation::Different;
    }
}

/// Of the header of the only frame in @p octets: RFC 6455 §5.2.
struct FrameShape {
    qsizetype header = 0;
    bool isMasked = false;
};

/// Nothing where @p octets are not exactly one frame.
std::optional<FrameShape> frameShape(QByteArrayView octets)
{
    constexpr qsizetype ShortHeader = 2;
    constexpr quint8 MaskBit = 0x80;
    constexpr quint8 LengthBits = 0x7f;
    constexpr quint8 SixteenBits = 126;
    constexpr quint8 SixtyFourBits = 127;
    if (octets.size() < ShortHeader)
        return std::nullopt;
    const auto second = static_cast<quint8>(octets[1]);
    FrameShape shape{ ShortHeader, (second & MaskBit) != 0 };
    quint64 length = second & LengthBits;
    if (length == SixteenBits && octets.size() >= shape.header + 2) {
        length = qFromBigEndian<quint16>(octets.data() + shape.header);
        shape.header += 2;
    } else if (length == SixtyFourBits && octets.size() >= shape.header + 8) {
        length = qFromBigEndian<quint64>(octets.data() + shape.header);
        shape.header += 8;
    }
    constexpr qsizetype MaskOctets = 4;
    if (shape.isMasked)
        shape.header += MaskOctets;
    const qsizetype payload = octets.size() - shape.header;
    return payload >= 0 && length == static_cast<quint64>(payload) ? std::optional(shape)
                                                                   : std::nullopt;
}

} // namespace

void WordJudge::use(const Filter &filter)
{
    m_words.clear();
    m_isWhole.clear();
    m_wordOfTerm.clear();
    for (const FilterTerm &term : filter.terms()) {
        m_wordOfTerm.push_back(-1);
        if (const auto *const word = std::get_if<WordTerm>(&term)) {
            useWord(*word, true);
        } else if (const auto *const regex = std::get_if<RegexTerm>(&term)) {
            const QByteArray literal = literalOf(regex->pattern);
            useWord({ QString::fromLatin1(literal), literal }, false);
        }
    }
    m_window.setWords(&m_words);
}

void WordJudge::useWord(const WordTerm &word, bool isWhole)
{
    WordFinder finder(word);
    if (!finder.isUsable())
        return;
    m_wordOfTerm.back() = static_cast<int>(m_words.size());
    m_words.push_back(std::move(finder));
    m_isWhole.push_back(isWhole);
}

WordJudge::Verdict WordJudge::judge(std::size_t term, sqlite3_value **columns)
{
    if (term >= m_wordOfTerm.size() || m_wordOfTerm[term] < 0)
        return Verdict::Unknown;
    const auto word = static_cast<std::size_t>(m_wordOfTerm[term]);
    const Verdict verdict = judgeText(word, columns);
    return verdict == Verdict::Yes && !m_isWhole[word] ? Verdict::Unknown : verdict;
}

WordJudge::Verdict WordJudge::judgeText(std::size_t word, sqlite3_value **columns)
{
    Text text;
    text.kind = static_cast<RecordKind>(sqlite3_value_int(columns[Kind]));
    const bool isFrame = isWebSocket(text.kind);
    if (!isFrame && relationOf(text.kind) == Relation::Different)
        return Verdict::Unknown;
    if (sqlite3_value_type(columns[More]) != SQLITE_NULL
        || !isRuledOut(viewOf(columns[Detail]), m_words[word]))
        return Verdict::Unknown;
    text.flags = static_cast<quint8>(sqlite3_value_int(columns[Flags]));
    if (text.kind == RecordKind::WsMessage && (text.flags & CarriesPackets) != 0)
        return Verdict::No; // The packet in it is found by its octets.
    const bool isInflated = (text.flags & IsCompressed) != 0;
    const qint64 first = sqlite3_value_int64(columns[isInflated ? ContentFirst : First]);
    const qint64 length = sqlite3_value_int64(columns[isInflated ? ContentLength : Length]);
    // Ours are never longer; a stranger's numbers may be any.
    if (first < 0 || length < 0 || length > OctetSubject::MaxSearchedOctets
        || first > std::numeric_limits<qint64>::max() - length)
        return Verdict::Unknown;
    text.connection = static_cast<quint32>(sqlite3_value_int64(columns[Connection]));
    text.from = static_cast<From>(sqlite3_value_int(columns[Origin]) & 3);
    text.range = { first, first + length };
    if (text.range.isEmpty())
        return Verdict::No;
    return isFrame && !isInflated ? judgeFrame(word, text) : judgeOctets(word, text);
}

WordJudge::Verdict WordJudge::judgeOctets(std::size_t word, const Text &text)
{
    const bool isInflated = (text.flags & IsCompressed) != 0;
    const Relation relation = isInflated ? Relation::Same : relationOf(text.kind);
    const bool isCarrier = text.kind == RecordKind::HttpData || text.kind == RecordKind::HttpChunk;
    if (isCarrier && (text.flags & PrintsOctets) == 0)
        return Verdict::No; // What is above it is found by its octets.
    if (relation == Relation::Part && m_words[word].mayCrossFields())
        return Verdict::Unknown;
    const bool isContent = isInflated || (text.flags & LiesInContent) != 0;
    const auto place = m_window.place(text.connection, text.from,
                                      isContent ? Layer::Content : Layer::Wire, text.range);
    if (!place)
        return Verdict::Unknown;
    if (!m_window.hasWord(word, *place))
        return Verdict::No;
    return relation == Relation::Same ? Verdict::Yes : Verdict::Unknown;
}

WordJudge::Verdict WordJudge::judgeFrame(std::size_t word, const Text &text)
{
    const Layer layer = (text.flags & LiesInContent) != 0 ? Layer::Content : Layer::Wire;
    const auto place = m_window.place(text.connection, text.from, layer, text.range);
    if (!place)
        return Verdict::Unknown;
    const std::optional<FrameShape> shape = frameShape(place->octets);
    if (!shape)
        return Verdict::Unknown;
    if (!shape->isMasked)
        return m_window.hasWord(word, *place, shape->header) ? Verdict::Yes : Verdict::No;
    constexpr qsizetype MaskOctets = 4;
    const QByteArrayView masked = place->octets.sliced(shape->header);
    const char *const key = place->octets.data() + shape->header - MaskOctets;
    m_unmasked.resize(masked.size());
    for (qsizetype i = 0; i < masked.size(); ++i)
        m_unmasked[i] = static_cast<char>(masked[i] ^ key[i % MaskOctets]);
    return m_words[word].isIn(m_unmasked) ? Verdict::Yes : Verdict::No;
}

} // namespace Pushscope
