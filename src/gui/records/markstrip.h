// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace Pushscope {

class RecordView;

/// The line below the record list that tells how far apart the marks are, what the current record
/// was noted, and what was copied. Hidden while there is nothing to tell.
///
/// Threads: GUI thread.
class MarkStrip : public QWidget
{
    Q_OBJECT

public:
    explicit MarkStrip(RecordView &view, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    [[nodiscard]] QString marksText() const;
    [[nodiscard]] QString currentText() const;

    RecordView &m_view;
    QLabel *m_marks;
    QLabel *m_current;
    QToolButton *m_clear;
    QTimer m_told;
    QString m_copied; ///< What was just copied.
};

} // namespace Pushscope
