// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordfollower.h"

#include "capture/filter.h"

#include <algorithm>

namespace Pushscope {

RecordFollower::RecordFollower(QString expression, QObject *parent, qint64 most)
    : QObject(parent)
    , m_expression(std::move(expression))
    , m_most(most)
    , m_mailbox(this)
{
}

RecordFollower::~RecordFollower()
{
    // Without a word: whoever listens is going, too.
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
}

void RecordFollower::setPages(RecordPages *pages)
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
    m_pages = pages;
    m_known = 0;
    m_read = 0;
    m_isAsking = false;
    emit restarted();
    if (!pages)
        return;
    const Filter::Parsed parsed = Filter::parse(m_expression);
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (!filter)
        return;
    m_filter = pages->startFilter(
        *filter,
        [this, address = m_mailbox.address()](RecordPages::FilterId id, qint64 rows, qint64,
                                              bool isDone) {
            address->post([this, id, rows, isDone] { take(id, rows, isDone); });
        });
}

void RecordFollower::take(RecordPages::FilterId filter, qint64 rows, bool isDone)
{
    // Until all are found, a row may still come to stand before others.
    if (filter != m_filter || !isDone || rows <= m_known)
        return;
    m_known = std::min(rows, m_most);
    if (!m_isAsking)
        requestNext();
}

void RecordFollower::requestNext()
{
    if (m_read >= m_known)
        return;
    m_isAsking = true;
    m_pages->requestRows(
        m_filter, m_read, static_cast<int>(std::min<qint64>(PageRows, m_known - m_read)),
        [this, address = m_mailbox.address(), filter = m_filter](
            const RecordPages::Page &, std::span<const Record> records, OctetSource &) {
            address->post(
                [this, filter, read = std::vector<Record>(records.begin(), records.end())] {
                    if (filter != m_filter)
                        return;
                    m_isAsking = false;
                    if (read.empty())
                        return;
                    m_read += static_cast<qint64>(read.size());
                    emit arrived(read);
                    requestNext();
                });
        });
}

} // namespace Pushscope
