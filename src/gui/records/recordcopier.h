// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/mailbox.h"
#include "models/recordcopy.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace Pushscope {

/// Puts records on the clipboard, however many: reads them page by page, and stops where more
/// would be of no use there.
///
/// Threads: GUI thread.
class RecordCopier : public QObject
{
    Q_OBJECT

public:
    explicit RecordCopier(QObject *parent = nullptr);
    ~RecordCopier() override;

    /// @p count rows of @p filter from @p firstRow on. What is still being copied is given up.
    void copyRows(RecordPages &pages, RecordPages::FilterId filter, qint64 firstRow, qint64 count,
                  CopyForm form);
    void copyRecords(RecordPages &pages, const std::vector<qint64> &seqs, CopyForm form);
    /// Gives up what is being copied.
    void cancel() { ++m_generation; }

signals:
    /// @p count records are on the clipboard; isCut: there were more.
    void copied(qint64 count, bool isCut);

private:
    struct Task;

    void next(const std::shared_ptr<Task> &task);
    void take(const std::shared_ptr<Task> &task, const QStringList &texts);
    void finish(const Task &task, bool isCut);

    quint64 m_generation = 0; ///< Answers to an older one are dropped.
    Mailbox m_mailbox;
};

} // namespace Pushscope
