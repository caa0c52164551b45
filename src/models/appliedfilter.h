// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"

#include <QString>

#include <functional>
#include <memory>
#include <span>
#include <utility>

namespace Pushscope {

/// A filter that a capture applies as long as somebody wants its rows, and the way of the answers
/// back to whom asked. What was asked of a filter is not answered once it is dropped or another is
/// started.
///
/// Threads: lives on the owner's thread, where answers come; collectors run on the reader's.
class AppliedFilter
{
public:
    /// @p rows: found so far; @p isDone once the records that were there are through. Told again
    /// as more come.
    using Progress = std::function<void(qint64 rows, bool isDone)>;

    explicit AppliedFilter(QObject *owner);
    AppliedFilter(const AppliedFilter &) = delete;
    AppliedFilter &operator=(const AppliedFilter &) = delete;
    ~AppliedFilter();

    /// Drops the filter; the next is applied to @p pages, which outlives this or is replaced
    /// first; nullptr: to nothing.
    void setPages(RecordPages *pages);
    [[nodiscard]] RecordPages *pages() const { return m_pages; }

    /// Starts in place of the one before. Nothing where there are no pages, or @p expression
    /// (contract §2) is not understood.
    /// @param nearSeq see RecordPages::startFilterAt()
    void start(const QString &expression, Progress progress, qint64 nearSeq = 0);
    void start(std::shared_ptr<const Filter> filter, Progress progress, qint64 nearSeq = 0);
    void drop();
    [[nodiscard]] bool isActive() const { return m_id != RecordPages::Everything; }
    [[nodiscard]] RecordPages::RowSpan rows() const;

    /// @p collect makes a value of some rows and @p take gets it; nothing while none is applied.
    template <typename Collect, typename Take>
    void read(qint64 firstRow, int count, Collect collect, Take take)
    {
        if (!isActive())
            return;
        m_pages->requestRows(
            m_id, firstRow, count,
            [this, address = m_mailbox.address(), start = m_start, collect = std::move(collect),
             take = std::move(take)](const RecordPages::Page &, std::span<const Record> records,
                                     OctetSource &octets) {
                address->post([this, start, take, value = collect(records, octets)] {
                    if (start == m_start)
                        take(value);
                });
            });
    }
    /// The row of record @p seq, or of the first behind it; negative where none is.
    void findRow(qint64 seq, std::function<void(qint64 row)> take);

private:
    RecordPages *m_pages = nullptr;
    RecordPages::FilterId m_id = RecordPages::Everything;
    quint64 m_start = 0; ///< Two readers may give the same number to their filters.
    Mailbox m_mailbox;
};

} // namespace Pushscope
