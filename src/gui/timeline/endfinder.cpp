// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/endfinder.h"

namespace Pushscope {

EndFinder::EndFinder(QObject *parent)
    : QObject(parent)
    , m_filter(this)
{
}

void EndFinder::setPages(RecordPages *pages)
{
    m_filter.setPages(pages);
}

void EndFinder::find(const TimelineEnd &end, qint64 nearSeq)
{
    const QString expression = QStringLiteral("conn:%1 kind:%2")
                                   .arg(end.connection)
                                   .arg(QString::fromLatin1(recordKindName(end.kind)));
    m_filter.start(
        expression, [this](qint64 rows, bool isDone) { take(rows, isDone); }, nearSeq);
}

void EndFinder::take(qint64 rows, bool isDone)
{
    if (rows == 0) {
        if (isDone)
            m_filter.drop();
        return;
    }
    // Once more for a few of one end would find the same: there is one such record.
    m_filter.read(
        m_filter.rows().first, 1,
        [](std::span<const Record> records, OctetSource &) {
            return records.empty() ? 0 : records.front().seq;
        },
        [this](qint64 seq) {
            if (seq == 0)
                return;
            m_filter.drop();
            emit found(seq);
        });
}

} // namespace Pushscope
