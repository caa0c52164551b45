// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordmarks.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int Letters = 26;

} // namespace

bool RecordMarks::toggle(qint64 seq, qint64 t)
{
    if (std::erase_if(m_marks, [seq](const Mark &mark) { return mark.seq == seq; }) > 0)
        return false;
    int number = 0;
    while (std::ranges::find(m_marks, number, &Mark::number) != m_marks.end())
        ++number;
    m_marks.push_back({ seq, t, number });
    return true;
}

std::optional<RecordMarks::Mark> RecordMarks::at(qint64 seq) const
{
    const auto found = std::ranges::find(m_marks, seq, &Mark::seq);
    return found == m_marks.end() ? std::nullopt : std::optional(*found);
}

std::optional<RecordMarks::Mark> RecordMarks::reference() const
{
    return m_marks.empty() ? std::nullopt : std::optional(m_marks.back());
}

std::optional<qint64> RecordMarks::sinceReference(qint64 t) const
{
    const std::optional<Mark> from = reference();
    if (!from || from->t < 0 || t < 0)
        return std::nullopt;
    return t - from->t;
}

std::vector<RecordMarks::Mark> RecordMarks::inOrder() const
{
    std::vector<Mark> marks = m_marks;
    std::ranges::sort(marks, {}, &Mark::seq);
    return marks;
}

std::optional<RecordMarks::Mark> RecordMarks::next(qint64 seq) const
{
    const std::vector<Mark> marks = inOrder();
    if (marks.empty())
        return std::nullopt;
    const auto found = std::ranges::upper_bound(marks, seq, {}, &Mark::seq);
    return found == marks.end() ? marks.front() : *found;
}

std::optional<RecordMarks::Mark> RecordMarks::previous(qint64 seq) const
{
    const std::vector<Mark> marks = inOrder();
    if (marks.empty())
        return std::nullopt;
    const auto found = std::ranges::lower_bound(marks, seq, {}, &Mark::seq);
    return found == marks.begin() ? marks.back() : *std::prev(found);
}

QString markName(int number)
{
    QString name;
    for (int rest = number + 1; rest > 0; rest = (rest - 1) / Letters)
        name.prepend(QChar(u'A' + (rest - 1) % Letters));
    return name;
}

} // namespace Pushscope
