// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rowsreader.h"

#include <utility>

namespace Pushscope {

RowsReader::RowsReader(QObject *parent)
    : QObject(parent)
    , m_filter(this)
{
}

void RowsReader::find(const QString &expression, Found found)
{
    m_isFound = false;
    m_filter.start(expression, [this, found = std::move(found)](qint64 rows, bool isDone) {
        // It goes on to tell of what comes later; once is enough.
        if (isDone && !std::exchange(m_isFound, true))
            found(rows);
    });
}

void RowsReader::read(qint64 first, int count, Collector collect, Done done)
{
    m_filter.read(
        first, count,
        [collect = std::move(collect)](std::span<const Record> rows, OctetSource &octets) {
            collect(rows, octets);
            return Pushscope::Done();
        },
        [done = std::move(done)](Pushscope::Done) { done(); });
}

void RowsReader::findRow(qint64 seq, std::function<void(qint64)> found)
{
    m_filter.findRow(seq, std::move(found));
}

} // namespace Pushscope
