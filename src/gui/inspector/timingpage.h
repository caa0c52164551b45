// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/timingreader.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace Pushscope {

/// How long the exchange of a record took, phase by phase; how far apart the messages of its
/// connection are; its ping round trips. Rows with bars, to read, to walk through and to copy.
///
/// Nothing is read while the page cannot be seen.
///
/// Threads: GUI thread.
class TimingPage final : public QWidget
{
    Q_OBJECT

public:
    explicit TimingPage(QWidget *parent = nullptr);

    /// @p pages outlive this, or another call; null for none.
    void setPages(RecordPages *pages);
    /// 0: none.
    void setCurrentRecord(qint64 seq);
    [[nodiscard]] const QList<TimingSection> &sections() const { return m_sections; }
    /// All that is shown; also what is copied.
    [[nodiscard]] QString plainText() const;

public slots:
    void copy();

signals:
    /// A row about another record was opened.
    void recordPicked(qint64 seq);
    /// What is shown is of record @p seq.
    void shown(qint64 seq);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void ask();
    void fill();

    TimingReader m_reader;
    QLabel *m_empty;
    QTreeWidget *m_rows;
    QList<TimingSection> m_sections;
    qint64 m_current = 0;
    qint64 m_asked = 0;
};

} // namespace Pushscope
