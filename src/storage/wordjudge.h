// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "capture/filter.h"
#include "storage/wordfinder.h"

#include <QByteArray>

#include <vector>

struct sqlite3_value;

namespace Pushscope {

class BlockWindow;

/// Tells of most records whether they hold a word of a filter by a look at their octets as they
/// lie in the file, without decoding anything. What it does tell, agrees with matchesTerm().
///
/// Threads: that of the window's database.
class WordJudge
{
public:
    enum class Verdict { No, Yes, Unknown };

    /// What judge() is given, as filterSql() takes it.
    static constexpr const char *Columns = ",kind,origin,flags,connection,first,length,more,"
                                           "content_first,content_length,detail";
    static constexpr int ColumnCount = 10;

    /// @p window outlives it.
    explicit WordJudge(BlockWindow &window)
        : m_window(window)
    {
    }

    /// The filter whose terms judge() numbers from now on.
    void use(const Filter &filter);
    [[nodiscard]] BlockWindow &window() { return m_window; }

    [[nodiscard]] Verdict judge(std::size_t term, sqlite3_value **columns);

private:
    /// What the columns say of where a record's text lies.
    struct Text {
        RecordKind kind = RecordKind::Note;
        quint32 connection = 0;
        From from = From::Nobody;
        quint8 flags = 0;
        ByteRange range;
    };

    void useWord(const WordTerm &word, bool isWhole);
    [[nodiscard]] Verdict judgeText(std::size_t word, sqlite3_value **columns);
    [[nodiscard]] Verdict judgeOctets(std::size_t word, const Text &text);
    [[nodiscard]] Verdict judgeFrame(std::size_t word, const Text &text);

    BlockWindow &m_window;
    std::vector<WordFinder> m_words;
    std::vector<bool> m_isWhole;   ///< of each word: it is all that its term asks for
    std::vector<int> m_wordOfTerm; ///< -1: it is about something else, or cannot be found so
    QByteArray m_unmasked;
};

} // namespace Pushscope
