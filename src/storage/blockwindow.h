// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/octetreader.h"
#include "storage/sqlite.h"
#include "storage/wordfinder.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace Pushscope {

/// Some consecutive blocks in memory, for a reader that looks at the octets of very many records
/// in order: what lies in them is found without asking the file, the rest is left to an
/// OctetReader.
///
/// Threads: that of the database.
class BlockWindow final : public OctetSource
{
public:
    /// 16 MiB of octets, and their pieces.
    static constexpr qint64 MostBlocks = 256;

    /// @p fallback outlives it.
    BlockWindow(Database &database, OctetReader &fallback);

    /// The words that loading looks for from now on; they outlive it.
    void setWords(const std::vector<WordFinder> *words);
    /// Loads the blocks in which the octets of the records from @p first to @p last lie, as far as
    /// these are where octets of neighbours are, and no more than MostBlocks of them.
    void loadFor(qint64 first, qint64 last);
    void clear();

    [[nodiscard]] QByteArray octets(quint32 connection, From from, Layer layer,
                                    ByteRange range) override;

    /// Octets that lie in one piece here.
    struct Place {
        std::size_t block = 0;
        qint64 offset = 0; ///< in its data
        QByteArrayView octets;
    };
    [[nodiscard]] std::optional<Place> place(quint32 connection, From from, Layer layer,
                                             ByteRange range) const;
    /// Whether word @p word, by its number in setWords(), lies wholly in @p octets of @p place
    /// from its octet @p skipped on.
    [[nodiscard]] bool hasWord(std::size_t word, const Place &place, qsizetype skipped = 0) const;

private:
    struct Block {
        QByteArray data;
        std::vector<std::vector<quint32>> places; ///< of each word
    };
    struct Stretch {
        qint64 offset = 0; ///< in its direction
        qint64 length = 0;
        quint32 block = 0;
        quint32 dataOffset = 0;
    };

    /// The octets of a direction from @p offset on, at most up to @p end, that lie in one piece;
    /// nothing where none are here.
    [[nodiscard]] std::optional<Place> placeFrom(const std::vector<Stretch> &stretches,
                                                 qint64 offset, qint64 end) const;
    [[nodiscard]] const std::vector<Stretch> *direction(quint32 connection, From from,
                                                        Layer layer) const;

    [[nodiscard]] static quint64 keyOf(quint32 connection, From from, Layer layer)
    {
        return (quint64{ connection } << 3) | (static_cast<quint64>(layer) << 2)
            | static_cast<quint64>(from);
    }
    /// The block of the octet that @p record names when it is asked about @p seq; 0: none.
    [[nodiscard]] qint64 blockOf(Statement &record, qint64 seq);
    void load(qint64 first, qint64 last);
    bool addBlock(const Statement &row);

    OctetReader &m_fallback;
    Statement m_firstRecord;
    Statement m_lastRecord;
    Statement m_blocksRead;
    const std::vector<WordFinder> *m_words = nullptr;
    std::vector<Block> m_blocks;
    std::unordered_map<quint64, std::vector<Stretch>> m_directions;
};

} // namespace Pushscope
