// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QStringList>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace Pushscope {

/// What was sent before, to pick from: typing narrows the list, Enter takes, Delete forgets.
///
/// Threads: GUI thread.
class HistoryPopup : public QFrame
{
    Q_OBJECT

public:
    explicit HistoryPopup(QWidget *parent = nullptr);

    /// A line each, newest first.
    void setLines(const QStringList &lines);
    /// Above @p anchor.
    void showAbove(const QWidget &anchor);

signals:
    /// Index in setLines().
    void picked(int index);
    void removed(int index);
    void cleared();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void narrow();
    void pick();
    void removeCurrent();

    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_clear = nullptr;
};

} // namespace Pushscope
