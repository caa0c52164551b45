// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/services.h"
#include "models/recordcopy.h"

#include <QObject>

class QAction;
class QKeySequence;
class QMenu;

namespace Pushscope {

class FilterController;
class RecordsPane;

/// What can be done with the record list, in menus and by keys.
///
/// Keys without a modifier act only while the list has the focus.
///
/// Threads: GUI thread.
class RecordActions : public QObject
{
    Q_OBJECT

public:
    /// Everything outlives it. @p services is what folding is remembered with.
    RecordActions(RecordsPane &pane, FilterController &filter, const Services &services,
                  QObject *parent = nullptr);

    /// Finding, marks, notes and copying.
    void fillRecordsMenu(QMenu &menu);
    /// Folding and columns, before @p before.
    void insertInto(QMenu &viewMenu, QAction *before);

private:
    QAction *add(QMenu &menu, const char *name, const QString &text, const QKeySequence &keys,
                 std::function<void()> act);
    QAction *addOfList(QMenu &menu, const char *name, const QString &text, const QKeySequence &keys,
                       std::function<void()> act);
    void addFinding(QMenu &menu);
    void addMarks(QMenu &menu);
    void addCopying(QMenu &menu);
    void addCopy(QMenu &menu, const char *name, const QString &text, const QKeySequence &keys,
                 CopyForm form);
    void fillPlaces(QMenu &menu);
    QAction *makeToggle(const char *name, const QString &text, const QString &tip);
    void takeFolding();

    RecordsPane &m_pane;
    FilterController &m_filter;
    const Services &m_services;
    QAction *m_foldHeartbeats = nullptr;
    QAction *m_problemsOnly = nullptr;
    QAction *m_foldCarriers = nullptr;
};

} // namespace Pushscope
