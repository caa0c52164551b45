// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/difference.h"
#include "models/mailbox.h"

#include <QWidget>

class QLabel;
class QToolButton;
class QTreeWidget;

namespace Pushscope {

class RecordPages;

/// A message beside the one of its kind before it, or beside one that was kept, and what differs.
///
/// Threads: GUI thread.
class ChangesPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesPage(QWidget *parent = nullptr);

    /// @p pages outlive this, or another call; null for none.
    void setPages(RecordPages *pages);
    /// What is compared; read once this is seen.
    void setCurrentRecord(qint64 seq);

signals:
    /// A comparison is shown.
    void shown();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    /// How far back one of its kind is looked for.
    static constexpr int RowsLookedAt = 500;

    void ask();
    void askForKept();
    void askForOneBefore();
    void setDifference(qint64 seq, const Difference &difference);
    void fill();

    RecordPages *m_pages = nullptr;
    qint64 m_current = 0;
    qint64 m_kept = 0; ///< Others are compared with this one; 0: with the one before.
    bool m_isAsked = false; ///< For m_current.
    quint64 m_question = 0; ///< Answers to an older one are dropped.
    QLabel *m_facts;
    QToolButton *m_keep;
    QTreeWidget *m_rows;
    qint64 m_seq = 0;
    Difference m_difference;
    Mailbox m_mailbox;
};

} // namespace Pushscope
