// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/appliedfilter.h"

#include <QObject>
#include <QString>

#include <functional>

namespace Pushscope {

/// Finds the rows of a filter expression once, and reads some of them: for what an inspector wants
/// to know of records that may lie anywhere in a capture.
///
/// One question at a time: a new find() or drop() forgets the answers to the one before.
///
/// Threads: lives on one thread, where found and done are called; collectors run on the reader's.
class RowsReader final : public QObject
{
    Q_OBJECT

public:
    using Found = std::function<void(qint64 rows)>;
    using Collector = std::function<void(std::span<const Record> rows, OctetSource &octets)>;
    using Done = std::function<void()>;

    explicit RowsReader(QObject *parent = nullptr);

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages) { m_filter.setPages(pages); }
    [[nodiscard]] RecordPages *pages() const { return m_filter.pages(); }

    /// Looks through the records there are for those that @p expression lets pass.
    void find(const QString &expression, Found found);
    /// Hands @p count rows of what was found to @p collect, from @p first on.
    void read(qint64 first, int count, Collector collect, Done done);
    /// The row of record @p seq, or of the first behind it; -1 where none is.
    void findRow(qint64 seq, std::function<void(qint64 row)> found);
    /// Something was asked since the last drop().
    [[nodiscard]] bool isBusy() const { return m_filter.isActive(); }
    /// Whatever was asked is not answered any more.
    void drop() { m_filter.drop(); }

private:
    AppliedFilter m_filter;
    bool m_isFound = false;
};

} // namespace Pushscope
