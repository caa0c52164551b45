// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>
#include <QTimer>

class QAction;
class QLabel;

namespace Pushscope {

/// The box for a filter expression; underlines the word that cannot be understood and says why
/// beneath it.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// Underlines @p length characters from @p first, at least one, and shows @p reason.
    void showProblem(int first, int length, const QString &reason);
    void clearProblem();
    [[nodiscard]] QString problem() const;

signals:
    /// The text as it stands once typing rests, or at once on Return.
    void expressionChanged(const QString &expression);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void placeReason();
    void drawGlyphs();
    [[nodiscard]] int xOf(int position) const;

    QTimer m_rest;
    QAction *m_search = nullptr;
    QAction *m_clear = nullptr;
    QLabel *m_reason = nullptr; ///< A child of the window, so that it may lie over other panes.
    int m_first = 0;
    int m_length = 0; ///< 0: no problem.
};

} // namespace Pushscope
