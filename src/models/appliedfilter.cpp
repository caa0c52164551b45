// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/appliedfilter.h"

#include "capture/filter.h"

#include <variant>

namespace Pushscope {

AppliedFilter::AppliedFilter(QObject *owner)
    : m_mailbox(owner)
{
}

AppliedFilter::~AppliedFilter()
{
    drop();
}

void AppliedFilter::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
}

void AppliedFilter::start(const QString &expression, Progress progress, qint64 nearSeq)
{
    const Filter::Parsed parsed = Filter::parse(expression);
    if (const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed))
        start(*filter, std::move(progress), nearSeq);
    else
        drop();
}

void AppliedFilter::start(std::shared_ptr<const Filter> filter, Progress progress, qint64 nearSeq)
{
    drop();
    if (!m_pages)
        return;
    m_id = m_pages->startFilterAt(
        std::move(filter), nearSeq,
        [this, address = m_mailbox.address(), start = m_start, progress = std::move(progress)](
            RecordPages::FilterId, qint64 rows, qint64, bool isDone) {
            address->post([this, start, progress, rows, isDone] {
                if (start == m_start)
                    progress(rows, isDone);
            });
        });
}

void AppliedFilter::drop()
{
    ++m_start;
    const auto id = std::exchange(m_id, RecordPages::Everything);
    if (m_pages && id != RecordPages::Everything)
        m_pages->dropFilter(id);
}

RecordPages::RowSpan AppliedFilter::rows() const
{
    return isActive() ? m_pages->rowSpan(m_id) : RecordPages::RowSpan();
}

void AppliedFilter::findRow(qint64 seq, std::function<void(qint64)> take)
{
    if (!isActive())
        return;
    m_pages->requestRowOf(m_id, seq,
                          [this, address = m_mailbox.address(), start = m_start,
                           take = std::move(take)](qint64 row) {
                              address->post([this, start, take, row] {
                                  if (start == m_start)
                                      take(row);
                              });
                          });
}

} // namespace Pushscope
