// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/difference.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"

#include <QStringList>

#include <algorithm>
#include <map>
#include <vector>

namespace Pushscope {

namespace {

using Kind = DifferenceRow::Kind;

/// Rows that anybody reads; what differs in more is another message.
constexpr qsizetype MaxRows = 2'000;
/// Lines compared with each other: the table of the longest common subsequence is their product.
constexpr qsizetype MaxLines = 1'500;

QByteArray escapedToken(QByteArray key)
{
    return key.replace('~', "~0").replace('/', "~1"); // RFC 6901 §3
}

QString shown(QByteArrayView json)
{
    return QString::fromUtf8(json);
}

class JsonComparison
{
public:
    explicit JsonComparison(Difference &difference)
        : m_difference(difference)
    {
    }

    // As deep as JsonScanner::MaxDepth at the most, since both are valid.
    void compare(const QByteArray &path, QByteArrayView before, QByteArrayView after)
    {
        if (before == after || isSameJson(before, after))
            return;
        const char open = before.front();
        if (open == after.front() && open == '{')
            compareMembers(path, before, after);
        else if (open == after.front() && open == '[')
            compareElements(path, before, after);
        else
            add({ Kind::Changed, QString::fromUtf8(path), shown(before), shown(after) });
    }

private:
    void add(DifferenceRow row)
    {
        if (m_difference.rows.size() < MaxRows)
            m_difference.rows.append(std::move(row));
        else
            m_difference.isCut = true;
    }

    void compareMembers(const QByteArray &path, QByteArrayView before, QByteArrayView after)
    {
        const Members old = membersOf(before);
        const Members fresh = membersOf(after);
        for (const auto &[key, value] : fresh) {
            const QByteArray own = path + '/' + escapedToken(key);
            const auto found = old.find(key);
            if (found == old.end())
                add({ Kind::Added, QString::fromUtf8(own), {}, shown(value) });
            else
                compare(own, found->second, value);
        }
        for (const auto &[key, value] : old) {
            if (!fresh.contains(key)) {
                const QByteArray own = path + '/' + escapedToken(key);
                add({ Kind::Removed, QString::fromUtf8(own), shown(value), {} });
            }
        }
    }

    /// By key; of two with the same one the last counts, as in browsers.
    using Members = std::map<QByteArray, QByteArrayView>;
    static Members membersOf(QByteArrayView object)
    {
        Members members;
        if (const auto found = jsonMembers(object)) {
            for (const auto &[key, value] : *found)
                members.insert_or_assign(key, value);
        }
        return members;
    }

    void compareElements(const QByteArray &path, QByteArrayView before, QByteArrayView after)
    {
        const auto old = jsonElements(before).value_or(std::vector<QByteArrayView>());
        const auto fresh = jsonElements(after).value_or(std::vector<QByteArrayView>());
        const std::size_t longer = std::max(old.size(), fresh.size());
        for (std::size_t i = 0; i < longer && !m_difference.isCut; ++i) {
            const QByteArray own = path + '/' + QByteArray::number(static_cast<qulonglong>(i));
            if (i >= old.size())
                add({ Kind::Added, QString::fromUtf8(own), {}, shown(fresh[i]) });
            else if (i >= fresh.size())
                add({ Kind::Removed, QString::fromUtf8(own), shown(old[i]), {} });
            else
                compare(own, old[i], fresh[i]);
        }
    }

    Difference &m_difference;
};

/// Lengths of the longest common subsequences of all tails, row by row.
std::vector<quint16> commonLengths(const QStringList &before, const QStringList &after)
{
    const auto width = static_cast<std::size_t>(after.size()) + 1;
    std::vector<quint16> lengths((static_cast<std::size_t>(before.size()) + 1) * width, 0);
    for (auto i = static_cast<std::size_t>(before.size()); i-- > 0;) {
        for (auto j = static_cast<std::size_t>(after.size()); j-- > 0;) {
            const bool isSame
                = before[static_cast<qsizetype>(i)] == after[static_cast<qsizetype>(j)];
            lengths[i * width + j] = isSame
                ? static_cast<quint16>(lengths[(i + 1) * width + j + 1] + 1)
                : std::max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
        }
    }
    return lengths;
}

void addLines(Difference &difference, const QStringList &before, const QStringList &after)
{
    const std::vector<quint16> lengths = commonLengths(before, after);
    const auto width = static_cast<std::size_t>(after.size()) + 1;
    const auto at = [&](qsizetype i, qsizetype j) {
        return lengths[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)];
    };
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            difference.rows.append({ Kind::Same, QString::number(j + 1), before[i], after[j] });
            ++i;
            ++j;
        } else if (j >= after.size() || (i < before.size() && at(i + 1, j) >= at(i, j + 1))) {
            difference.rows.append({ Kind::Removed, {}, before[i++], {} });
        } else {
            // A line that took another's place stands beside it.
            const QString where = QString::number(j + 1);
            if (!difference.rows.isEmpty() && difference.rows.last().kind == Kind::Removed) {
                DifferenceRow &row = difference.rows.last();
                row = { Kind::Changed, where, row.before, after[j++] };
            } else {
                difference.rows.append({ Kind::Added, where, {}, after[j++] });
            }
        }
    }
}

QStringList linesOf(const QByteArray &text)
{
    return QString::fromUtf8(text).split(QLatin1Char('\n'));
}

} // namespace

bool Difference::isEmpty() const
{
    return !isCut
        && std::all_of(rows.begin(), rows.end(),
                       [](const DifferenceRow &row) { return row.kind == Kind::Same; });
}

Difference differenceOf(const QByteArray &before, const QByteArray &after)
{
    Difference difference;
    const auto isContainer = [](const QByteArray &text) {
        const QByteArray start = text.left(64).trimmed();
        return start.startsWith('{') || start.startsWith('[');
    };
    if (isContainer(before) && isContainer(after) && isValidJson(before) && isValidJson(after)) {
        difference.isJson = true;
        const QByteArray one = before.trimmed();
        const QByteArray other = after.trimmed();
        JsonComparison(difference).compare({}, one, other);
        return difference;
    }
    if (!isValidUtf8(before) || !isValidUtf8(after)) {
        const auto size = [](const QByteArray &octets) {
            return QString::number(octets.size());
        };
        difference.rows.append({ before == after ? Kind::Same : Kind::Changed, {}, size(before),
                                 size(after) });
        return difference;
    }
    QStringList old = linesOf(before);
    QStringList fresh = linesOf(after);
    difference.isCut = old.size() > MaxLines || fresh.size() > MaxLines;
    old = old.first(std::min(old.size(), MaxLines));
    fresh = fresh.first(std::min(fresh.size(), MaxLines));
    addLines(difference, old, fresh);
    return difference;
}

} // namespace Pushscope
