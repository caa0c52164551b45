// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/findings/markedrecords.h"

#include <utility>

namespace Pushscope {

MarkedRecords::MarkedRecords(QObject *parent)
    : QObject(parent)
    , m_filter(this)
{
}

void MarkedRecords::setPages(RecordPages *pages)
{
    m_filter.setPages(pages);
    restart();
}

void MarkedRecords::setWanted(bool isWanted)
{
    if (std::exchange(m_isWanted, isWanted) != isWanted)
        restart();
}

void MarkedRecords::restart()
{
    setCount(0);
    if (m_isWanted)
        m_filter.start(QStringLiteral("is:problem"), [this](qint64 rows, bool) { setCount(rows); });
    else
        m_filter.drop();
}

void MarkedRecords::setCount(qint64 count)
{
    if (std::exchange(m_count, count) != count)
        emit countChanged(count);
}

} // namespace Pushscope
