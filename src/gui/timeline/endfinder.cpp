// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/endfinder.h"

#include "capture/filter.h"

#include <variant>

namespace Pushscope {

EndFinder::EndFinder(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

EndFinder::~EndFinder()
{
    drop();
}

void EndFinder::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
}

void EndFinder::drop()
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
}

void EndFinder::find(const TimelineEnd &end, qint64 nearSeq)
{
    drop();
    const QString expression = QStringLiteral("conn:%1 kind:%2")
                                   .arg(end.connection)
                                   .arg(QString::fromLatin1(recordKindName(end.kind)));
    const Filter::Parsed parsed = Filter::parse(expression);
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (!m_pages || !filter)
        return;
    m_filter = m_pages->startFilterAt(
        *filter, nearSeq,
        [this, address = m_mailbox.address()](RecordPages::FilterId id, qint64 rows, qint64,
                                              bool isDone) {
            address->post([this, id, rows, isDone] { take(id, rows, isDone); });
        });
}

void EndFinder::take(RecordPages::FilterId filter, qint64 rows, bool isDone)
{
    if (filter != m_filter || filter == RecordPages::Everything)
        return;
    if (rows == 0) {
        if (isDone)
            drop();
        return;
    }
    // Once more for a few of one end would find the same: there is one such record.
    m_pages->requestRows(
        filter, m_pages->rowSpan(filter).first, 1,
        [this, address = m_mailbox.address(), filter](const RecordPages::Page &,
                                                      std::span<const Record> records,
                                                      OctetSource &) {
            const qint64 seq = records.empty() ? 0 : records.front().seq;
            address->post([this, filter, seq] {
                if (filter != m_filter || seq == 0)
                    return;
                drop();
                emit found(seq);
            });
        });
}

} // namespace Pushscope
