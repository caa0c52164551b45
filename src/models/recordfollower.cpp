// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordfollower.h"

#include <algorithm>

namespace Pushscope {

RecordFollower::RecordFollower(QString expression, QObject *parent, qint64 most)
    : QObject(parent)
    , m_expression(std::move(expression))
    , m_most(most)
    , m_filter(this)
{
}

void RecordFollower::setPages(RecordPages *pages)
{
    m_filter.setPages(pages);
    m_known = 0;
    m_read = 0;
    m_isAsking = false;
    emit restarted();
    m_filter.start(m_expression, [this](qint64 rows, bool isDone) { take(rows, isDone); });
}

void RecordFollower::take(qint64 rows, bool isDone)
{
    // Until all are found, a row may still come to stand before others.
    if (!isDone || rows <= m_known)
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
    m_filter.read(
        m_read, static_cast<int>(std::min<qint64>(PageRows, m_known - m_read)),
        [](std::span<const Record> records, OctetSource &) {
            return std::vector<Record>(records.begin(), records.end());
        },
        [this](const std::vector<Record> &records) {
            m_isAsking = false;
            if (records.empty())
                return;
            m_read += static_cast<qint64>(records.size());
            emit arrived(records);
            requestNext();
        });
}

} // namespace Pushscope
