// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/filtercompletion.h"

#include <QLineEdit>
#include <QStringList>
#include <QTimer>

class QAction;
class QLabel;

namespace Pushscope {

class FilterPopup;

/// The box for a filter expression: offers how it may go on, underlines the word that cannot be
/// understood and says why beneath it, and tells how far the search is and what it found.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// Underlines @p length characters from @p first, at least one, and shows @p reason.
    void showProblem(int first, int length, const QString &reason);
    /// Dots under what may be meant otherwise, and @p advice; nothing is refused.
    void showHint(int first, int length, const QString &advice);
    void clearProblem();
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString hint() const;
    /// @p rows match so far, @p fraction of the records are looked through, 1 where all are;
    /// below 0: nothing is looked for.
    void showProgress(qint64 rows, double fraction);
    [[nodiscard]] QString progressText() const;
    /// What was filtered for before, newest first; offered by the arrow key down in an empty box.
    void setRecent(const QStringList &recent);
    void setSessions(const QList<FilterSession> &sessions);
    [[nodiscard]] FilterPopup *popup() const { return m_popup; }

signals:
    /// The text as it stands once typing rests, or at once on Return.
    void expressionChanged(const QString &expression);
    /// The user is done with an expression that is understood.
    void committed(const QString &expression);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void setUpGlyphs();
    void applyNow();
    void showBelow(int first, int length, const QString &text, bool isHint);
    [[nodiscard]] bool hasProblem() const { return m_length > 0 && !m_isHint; }
    void placeReason();
    void drawGlyphs();
    void paintProblem(QPainter &painter);
    void paintProgress(QPainter &painter);
    void offerRecent();
    [[nodiscard]] int xOf(int position) const;

    QTimer m_rest;
    FilterPopup *m_popup = nullptr;
    QAction *m_search = nullptr;
    QAction *m_clear = nullptr;
    QLabel *m_reason = nullptr; ///< A child of the window, so that it may lie over other panes.
    QStringList m_recent;
    int m_first = 0;
    int m_length = 0; ///< 0: no problem, and no hint.
    bool m_isHint = false;
    qint64 m_rows = 0;
    double m_fraction = -1;
};

} // namespace Pushscope
