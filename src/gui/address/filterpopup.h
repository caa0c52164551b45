// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/filtercompletion.h"

#include <QObject>
#include <QStringList>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace Pushscope {

/// What a filter box offers below itself: how the expression may go on, or what was looked for
/// before.
///
/// Threads: GUI thread.
class FilterPopup : public QObject
{
    Q_OBJECT

public:
    explicit FilterPopup(QLineEdit &edit);

    void setSessions(const QList<FilterSession> &sessions) { m_sessions = sessions; }
    /// Offers how the word at the cursor may go on, and hides where there is nothing to offer.
    void offer(bool isAsked);
    void offerRecent(const QStringList &recent);
    void hide();
    [[nodiscard]] bool isVisible() const;
    /// Takes the row that is chosen; with @p takesFirst, the first where none is. False where
    /// there is nothing to take.
    bool accept(bool takesFirst);
    /// What is offered, for tests and screen readers.
    [[nodiscard]] QStringList offers() const;

signals:
    /// The whole expression was chosen.
    void recentChosen(const QString &expression);

private:
    void show(const QList<FilterCandidate> &candidates);
    void take(int row);

    QLineEdit &m_edit;
    QCompleter *m_completer;
    QStandardItemModel *m_model;
    QList<FilterSession> m_sessions;
    FilterCompletion m_completion;
    bool m_isRecent = false;
};

} // namespace Pushscope
