// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/commands/commandsearch.h"

#include <vector>

namespace Pushscope {

namespace {

constexpr int WordStartScore = 8;
constexpr int NeighbourScore = 6;
constexpr int PlainScore = 1;
/// Among equals, the name that says less beside what was typed.
constexpr int LengthDivisor = 8;
/// Nobody types more into a list of commands; bounds the work.
constexpr qsizetype LongestTyped = 64;

bool isWordStart(const QString &name, qsizetype at)
{
    return at == 0 || !name[at - 1].isLetterOrNumber()
        || (name[at].isUpper() && name[at - 1].isLower());
}

QString withoutBlanks(const QString &typed)
{
    QString wanted;
    for (const QChar c : typed.toCaseFolded().first(qMin(typed.size(), LongestTyped))) {
        if (!c.isSpace())
            wanted.append(c);
    }
    return wanted;
}

/// The best score with which typed characters up to a row end at a column; -1: none.
struct Cell {
    int score = -1;
    int from = -1; ///< Column of the character before.
};

/// @p before: the row of the character typed before; empty for the first.
std::vector<Cell> scoreRow(const QString &name, QChar wanted, const std::vector<Cell> &before)
{
    std::vector<Cell> row(static_cast<std::size_t>(name.size()));
    int best = before.empty() ? 0 : -1; // Of the columns passed so far, the neighbour apart.
    int bestAt = -1;
    for (qsizetype at = 0; at < name.size(); ++at) {
        const auto column = static_cast<std::size_t>(at);
        if (!before.empty() && at >= 2 && before[column - 2].score > best) {
            best = before[column - 2].score;
            bestAt = static_cast<int>(at) - 2;
        }
        if (name[at].toCaseFolded() != wanted)
            continue;
        const int own = isWordStart(name, at) ? WordStartScore : PlainScore;
        Cell &cell = row[column];
        if (best >= 0)
            cell = { best + own, bestAt };
        if (!before.empty() && at >= 1 && before[column - 1].score >= 0
            && before[column - 1].score + NeighbourScore + own > cell.score)
            cell = { before[column - 1].score + NeighbourScore + own, static_cast<int>(at) - 1 };
    }
    return row;
}

} // namespace

std::optional<CommandMatch> matchCommand(const QString &name, const QString &typed)
{
    const QString wanted = withoutBlanks(typed);
    CommandMatch match;
    if (wanted.isEmpty())
        return match;
    std::vector<std::vector<Cell>> rows;
    for (const QChar c : wanted)
        rows.push_back(scoreRow(name, c, rows.empty() ? std::vector<Cell>() : rows.back()));
    int at = -1;
    for (std::size_t column = 0; column < rows.back().size(); ++column) {
        if (rows.back()[column].score >= 0
            && (at < 0 || rows.back()[column].score > rows.back()[static_cast<std::size_t>(at)].score))
            at = static_cast<int>(column);
    }
    if (at < 0)
        return std::nullopt;
    match.score = rows.back()[static_cast<std::size_t>(at)].score
        - static_cast<int>(name.size()) / LengthDivisor;
    for (auto row = rows.rbegin(); row != rows.rend() && at >= 0; ++row) {
        match.positions.prepend(at);
        at = (*row)[static_cast<std::size_t>(at)].from;
    }
    return match;
}

} // namespace Pushscope
