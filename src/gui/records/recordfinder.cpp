// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordfinder.h"

#include "capture/filter.h"

namespace Pushscope {

RecordFinder::RecordFinder(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

RecordFinder::~RecordFinder()
{
    drop();
}

void RecordFinder::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
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

void RecordFinder::drop()
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
    m_matches = 0;
    m_match = 0;
    m_isDone = false;
    m_isWaiting = false;
    m_isFinding = false;
    ++m_question;
}

void RecordFinder::restart()
{
    drop();
    const QString typed = m_expression.trimmed();
    // By itself first, so that columns of an error count from where the user typed.
    const Filter::Parsed alone = Filter::parse(typed);
    if (const auto *error = std::get_if<FilterError>(&alone)) {
        emit refused(*error);
        return;
    }
    emit understood();
    if (!m_pages || typed.isEmpty()) {
        emit counted(0, 0, true);
        return;
    }
    const Filter::Parsed whole
        = Filter::parse(m_list.isEmpty() ? typed : QString(u'(' + m_list + u") (" + typed + u')'));
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&whole);
    if (!filter)
        return;
    m_filter = m_pages->startFilter(
        *filter,
        [this, address = m_mailbox.address()](RecordPages::FilterId id, qint64 rows, qint64,
                                              bool isDone) {
            address->post([this, id, rows, isDone] { take(id, rows, isDone); });
        });
    emit counted(0, 0, false);
}

void RecordFinder::take(RecordPages::FilterId filter, qint64 rows, bool isDone)
{
    if (filter != m_filter)
        return;
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
    const quint64 question = ++m_question;
    m_pages->requestRowOf(m_filter, isForward ? seq + 1 : seq,
                          [this, address = m_mailbox.address(), question, isForward](qint64 row) {
                              address->post([this, question, isForward, row] {
                                  if (question == m_question)
                                      takeRow(row, isForward);
                              });
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
    m_pages->requestRows(
        m_filter, row, 1,
        [this, address = m_mailbox.address(), question = m_question,
         row](const RecordPages::Page &, std::span<const Record> records, OctetSource &) {
            const qint64 seq = records.empty() ? 0 : records.front().seq;
            address->post([this, question, row, seq] {
                if (question != m_question)
                    return;
                m_isFinding = false;
                if (seq == 0)
                    return;
                m_current = seq;
                m_match = row + 1;
                emit counted(m_match, m_matches, m_isDone);
                emit found(seq);
            });
        });
}

void RecordFinder::locate(qint64 seq)
{
    if (m_isFinding) // What is found will be the current one.
        return;
    m_current = seq;
    if (!isActive())
        return;
    const quint64 question = ++m_question;
    const auto address = m_mailbox.address();
    m_pages->requestRowOf(m_filter, seq, [this, address, question, seq](qint64 row) {
        address->post([this, address, question, seq, row] {
            if (question != m_question)
                return;
            if (row < 0 || seq == 0) {
                m_match = 0;
                emit counted(0, m_matches, m_isDone);
                return;
            }
            m_pages->requestRows(
                m_filter, row, 1,
                [this, address, question, seq,
                 row](const RecordPages::Page &, std::span<const Record> records, OctetSource &) {
                    const bool isMatch = !records.empty() && records.front().seq == seq;
                    address->post([this, question, row, isMatch] {
                        if (question != m_question)
                            return;
                        m_match = isMatch ? row + 1 : 0;
                        emit counted(m_match, m_matches, m_isDone);
                    });
                });
        });
    });
}

} // namespace Pushscope
