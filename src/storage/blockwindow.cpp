// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/blockwindow.h"

#include "storage/schema.h"

#include <algorithm>

namespace Pushscope {

BlockWindow::BlockWindow(Database &database, OctetReader &fallback)
    : m_fallback(fallback)
    , m_firstRecord(database,
                    "SELECT connection, origin, flags, first FROM record "
                    "WHERE seq>=? AND length>0 ORDER BY seq LIMIT 1")
    , m_lastRecord(database,
                   "SELECT connection, origin, flags, first+length-1 FROM record "
                   "WHERE seq<=? AND length>0 ORDER BY seq DESC LIMIT 1")
    , m_blocksRead(database, "SELECT pieces, data FROM block WHERE id>=? AND id<=? ORDER BY id")
{
}

void BlockWindow::setWords(const std::vector<WordFinder> *words)
{
    m_words = words;
    clear();
}

void BlockWindow::clear()
{
    m_blocks.clear();
    m_directions.clear();
}

void BlockWindow::loadFor(qint64 first, qint64 last)
{
    clear();
    const qint64 firstBlock = blockOf(m_firstRecord, first);
    const qint64 lastBlock = blockOf(m_lastRecord, last);
    // Records of several threads lie a little out of the order of their octets.
    constexpr qint64 Slack = 1;
    if (firstBlock > 0 && lastBlock >= firstBlock)
        load(firstBlock - Slack, std::min(lastBlock + Slack, firstBlock + MostBlocks));
}

qint64 BlockWindow::blockOf(Statement &record, qint64 seq)
{
    const StatementScope scope(record);
    record.bind(1, seq);
    if (record.step() != Statement::Step::Row)
        return 0;
    const Layer layer = (record.integer(2) & LiesInContent) != 0 ? Layer::Content : Layer::Wire;
    const auto from = static_cast<From>(record.integer(1) & 3);
    return m_fallback.blockAt(static_cast<quint32>(record.integer(0)),
                              Schema::directionCode(from, layer), record.integer(3));
}

void BlockWindow::load(qint64 first, qint64 last)
{
    const StatementScope scope(m_blocksRead);
    m_blocksRead.bind(1, first);
    m_blocksRead.bind(2, last);
    while (m_blocksRead.step() == Statement::Step::Row && addBlock(m_blocksRead)) { }
    for (auto &[key, stretches] : m_directions) {
        const auto isBefore
            = [](const Stretch &a, const Stretch &b) { return a.offset < b.offset; };
        if (!std::is_sorted(stretches.begin(), stretches.end(), isBefore))
            std::stable_sort(stretches.begin(), stretches.end(), isBefore);
    }
}

bool BlockWindow::addBlock(const Statement &row)
{
    Block block;
    const QByteArrayView data = row.view(1);
    // What nobody of us wrote is left to the one that tells the damage.
    if (data.size() > Schema::MaxBlockOctets)
        return false;
    const auto pieces = decodePieces(row.view(0), data.size());
    if (!pieces)
        return false;
    block.data = data.toByteArray();
    if (m_words != nullptr) {
        block.places.resize(m_words->size());
        for (std::size_t word = 0; word < m_words->size(); ++word)
            (*m_words)[word].findAll(block.data, block.places[word]);
    }
    const auto number = static_cast<quint32>(m_blocks.size());
    for (const BlockPiece &each : *pieces) {
        const Piece &piece = each.piece;
        m_directions[keyOf(piece.connection, piece.from, piece.layer)].push_back(
            { piece.offset, piece.length, number, static_cast<quint32>(piece.dataOffset) });
    }
    m_blocks.push_back(std::move(block));
    return true;
}

const std::vector<BlockWindow::Stretch> *BlockWindow::direction(quint32 connection, From from,
                                                                Layer layer) const
{
    const auto found = m_directions.find(keyOf(connection, from, layer));
    return found != m_directions.end() ? &found->second : nullptr;
}

std::optional<BlockWindow::Place> BlockWindow::placeFrom(const std::vector<Stretch> &stretches,
                                                         qint64 offset, qint64 end) const
{
    auto next = std::upper_bound(stretches.begin(), stretches.end(), offset,
                                 [](qint64 wanted, const Stretch &s) { return wanted < s.offset; });
    if (next == stretches.begin())
        return std::nullopt;
    --next;
    const qint64 skipped = offset - next->offset;
    const qint64 length = std::min(next->length - skipped, end - offset);
    if (length <= 0)
        return std::nullopt;
    Place place;
    place.block = next->block;
    place.offset = next->dataOffset + skipped;
    place.octets = QByteArrayView(m_blocks[place.block].data).sliced(place.offset, length);
    return place;
}

std::optional<BlockWindow::Place> BlockWindow::place(quint32 connection, From from, Layer layer,
                                                     ByteRange range) const
{
    const std::vector<Stretch> *const stretches = direction(connection, from, layer);
    if (stretches == nullptr)
        return std::nullopt;
    std::optional<Place> found = placeFrom(*stretches, range.begin, range.end);
    if (found && found->octets.size() < range.size())
        found.reset();
    return found;
}

QByteArray BlockWindow::octets(quint32 connection, From from, Layer layer, ByteRange range)
{
    if (range.isEmpty())
        return {};
    QByteArray joined;
    if (const std::vector<Stretch> *const stretches = direction(connection, from, layer)) {
        qint64 next = range.begin;
        while (next < range.end) {
            const std::optional<Place> found = placeFrom(*stretches, next, range.end);
            if (!found)
                break;
            joined += found->octets;
            next += found->octets.size();
        }
        if (next == range.end)
            return joined;
    }
    return m_fallback.octets(connection, from, layer, range);
}

bool BlockWindow::hasWord(std::size_t word, const Place &place, qsizetype skipped) const
{
    const std::vector<quint32> &places = m_blocks[place.block].places[word];
    if (places.empty())
        return false;
    const qint64 begin = place.offset + skipped;
    const auto found = std::lower_bound(places.begin(), places.end(), static_cast<quint32>(begin));
    return found != places.end()
        && *found + (*m_words)[word].size() <= place.offset + place.octets.size();
}

} // namespace Pushscope
