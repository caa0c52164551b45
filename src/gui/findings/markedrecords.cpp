// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/findings/markedrecords.h"

#include "capture/filter.h"

#include <utility>
#include <variant>

namespace Pushscope {

MarkedRecords::MarkedRecords(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

MarkedRecords::~MarkedRecords()
{
    drop();
}

void MarkedRecords::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
    start();
}

void MarkedRecords::setWanted(bool isWanted)
{
    if (isWanted == m_isWanted)
        return;
    m_isWanted = isWanted;
    if (isWanted)
        start();
    else
        drop();
}

void MarkedRecords::start()
{
    const Filter::Parsed parsed = Filter::parse(QStringLiteral("is:problem"));
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (!m_pages || !m_isWanted || !filter)
        return;
    m_filter = m_pages->startFilter(
        *filter,
        [this, address = m_mailbox.address()](RecordPages::FilterId id, qint64 rows, qint64, bool) {
            address->post([this, id, rows] { take(id, rows); });
        });
}

void MarkedRecords::drop()
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
    if (std::exchange(m_count, 0) != 0)
        emit countChanged(0);
}

void MarkedRecords::take(RecordPages::FilterId filter, qint64 rows)
{
    // Of one that was dropped there may still be news on their way.
    if (filter != m_filter || rows == m_count)
        return;
    m_count = rows;
    emit countChanged(rows);
}

} // namespace Pushscope
