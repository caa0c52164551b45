// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordfinder.h"

#include "capture/filter.h"

#include <utility>
#include <variant>

namespace Pushscope {

RecordFinder::RecordFinder(QObject *parent)
    : QObject(parent)
    , m_filter(this)
{
}

void RecordFinder::setPages(RecordPages *pages)
{
    m_filter.setPages(pages);
    m_current = 0;
    restart();
}

void RecordFinder::setListExpression(const QString &expression)
{
    if (expression == m_list)
        return;
    m_list = expression;
    restart();
}

void RecordFinder::setExpression(const QString &expression)
{
    if (expression == m_expression)
        return;
    m_expression = expression;
    restart();
}

void RecordFinder::forget()
{
    m_filter.drop();
    m_matches = 0;
    m_match = 0;
    m_isDone = false;
    m_isWaiting = false;
    m_isFinding = false;
    ++m_question;
}

void RecordFinder::restart()
{
    forget();
    const QString typed = m_expression.trimmed();
    // By itself first, so that columns of an error count from where the user typed.
    const Filter::Parsed alone = Filter::parse(typed);
    if (const auto *error = std::get_if<FilterError>(&alone)) {
        emit refused(*error);
        return;
    }
    emit understood();
    if (typed.isEmpty()) {
        emit counted(0, 0, true);
        return;
    }
    m_filter.start(m_list.isEmpty() ? typed : QString(u'(' + m_list + u") (" + typed + u')'),
                   [this](qint64 rows, bool isDone) { take(rows, isDone); });
    emit counted(0, 0, !m_filter.isActive());
}

void RecordFinder::take(qint64 rows, bool isDone)
{
    const bool hasMore = rows != m_matches;
    m_matches = rows;
    m_isDone = isDone;
    if (m_isWaiting)
        find(m_current, true);
    else if (hasMore && m_match == 0 && !m_isFinding)
        locate(m_current); // It may be among the new ones.
    emit counted(m_match, m_matches, m_isDone);
}

void RecordFinder::find(qint64 seq, bool isForward)
{
    if (!isActive())
        return;
    m_current = seq;
    m_isWaiting = false;
    m_isFinding = true;
    m_filter.findRow(isForward ? seq + 1 : seq,
                     [this, question = ++m_question, isForward](qint64 row) {
                         if (question == m_question)
                             takeRow(row, isForward);
                     });
}

void RecordFinder::takeRow(qint64 row, bool isForward)
{
    if (isForward && row < 0 && !m_isDone) {
        m_isWaiting = true;
        return;
    }
    if (m_matches == 0) {
        m_isFinding = false;
        return;
    }
    const qint64 last = m_matches - 1;
    if (isForward)
        readMatch(row < 0 ? 0 : row);
    else
        readMatch(row <= 0 ? last : row - 1);
}

void RecordFinder::readMatch(qint64 row)
{
    readSeq(row, [this, row](qint64 seq) {
        m_isFinding = false;
        if (seq == 0)
            return;
        m_current = seq;
        m_match = row + 1;
        emit counted(m_match, m_matches, m_isDone);
        emit found(seq);
    });
}

void RecordFinder::locate(qint64 seq)
{
    if (m_isFinding) // What is found will be the current one.
        return;
    m_current = seq;
    if (!isActive())
        return;
    const auto tell = [this](qint64 match) {
        m_match = match;
        emit counted(m_match, m_matches, m_isDone);
    };
    m_filter.findRow(seq, [this, tell, question = ++m_question, seq](qint64 row) {
        if (question != m_question)
            return;
        if (row < 0 || seq == 0)
            tell(0);
        else
            readSeq(row, [tell, seq, row](qint64 read) { tell(read == seq ? row + 1 : 0); });
    });
}

void RecordFinder::readSeq(qint64 row, std::function<void(qint64)> take)
{
    m_filter.read(
        row, 1,
        [](std::span<const Record> records, OctetSource &) {
            return records.empty() ? 0 : records.front().seq;
        },
        [this, question = m_question, take = std::move(take)](qint64 seq) {
            if (question == m_question)
                take(seq);
        });
}

} // namespace Pushscope
