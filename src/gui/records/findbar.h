// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace Pushscope {

class FilterEdit;
class RecordFinder;
class RecordView;

/// The line below the record list in which one looks for records without hiding the others.
///
/// Threads: GUI thread.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    FindBar(RecordView &view, RecordFinder &finder, QWidget *parent = nullptr);

    [[nodiscard]] FilterEdit *edit() const { return m_edit; }
    /// Shows it, ready to type.
    void open();
    /// Hides it and looks for nothing any more; the list has the focus.
    void close();
    /// Where nothing is looked for yet, opens.
    void findNext();
    void findPrevious();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setUpButtons();
    void find(bool isForward);
    void showCount(qint64 match, qint64 matches, bool isDone);

    RecordView &m_view;
    RecordFinder &m_finder;
    FilterEdit *m_edit;
    QLabel *m_count;
    bool m_isFirst = false; ///< What is typed is looked for from the current row on.
};

} // namespace Pushscope
