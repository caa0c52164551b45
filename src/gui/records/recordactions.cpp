// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordactions.h"

#include "gui/address/filtercontroller.h"
#include "gui/records/findbar.h"
#include "gui/records/recordheader.h"
#include "gui/records/recordspane.h"
#include "gui/records/recordview.h"
#include "models/formatting.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>

namespace Pushscope {

namespace {

const QString FoldingKey = QStringLiteral("records/folding");
constexpr qsizetype MostNoteText = 60; ///< Of a note, in a menu.

} // namespace

RecordActions::RecordActions(RecordsPane &pane, FilterController &filter, const Services &services,
                             QObject *parent)
    : QObject(parent)
    , m_pane(pane)
    , m_filter(filter)
    , m_services(services)
{
}

QAction *RecordActions::add(QMenu &menu, const char *name, const QString &text,
                            const QKeySequence &keys, std::function<void()> act)
{
    QAction *action = menu.addAction(text);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, [act = std::move(act)] { act(); });
    return action;
}

QAction *RecordActions::addOfList(QMenu &menu, const char *name, const QString &text,
                                  const QKeySequence &keys, std::function<void()> act)
{
    QAction *action = add(menu, name, text, keys, std::move(act));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_pane.view()->addAction(action);
    return action;
}

void RecordActions::fillRecordsMenu(QMenu &menu)
{
    addFinding(menu);
    menu.addSeparator();
    addMarks(menu);
    menu.addSeparator();
    RecordView *view = m_pane.view();
    addOfList(menu, "unfoldAction", tr("&Unfold or fold the row"), {},
              [view] { view->toggleFold(); });
    addCopying(menu);
}

void RecordActions::addFinding(QMenu &menu)
{
    FindBar *find = m_pane.findBar();
    add(menu, "findAction", tr("&Find…"), Qt::CTRL | Qt::Key_G, [find] { find->open(); });
    add(menu, "findNextAction", tr("Find &next"), Qt::Key_F3, [find] { find->findNext(); });
    add(menu, "findPreviousAction", tr("Find &previous"), Qt::SHIFT | Qt::Key_F3,
        [find] { find->findPrevious(); });
}

void RecordActions::addMarks(QMenu &menu)
{
    RecordView *view = m_pane.view();
    addOfList(menu, "markAction", tr("&Mark the row"), Qt::Key_M, [view] { view->toggleMark(); });
    addOfList(menu, "nextMarkAction", tr("Ne&xt mark"), Qt::Key_Period,
              [view] { view->goToNextMark(); });
    addOfList(menu, "previousMarkAction", tr("Pre&vious mark"), Qt::Key_Comma,
              [view] { view->goToPreviousMark(); });
    add(menu, "clearMarksAction", tr("Take all marks a&way"), {}, [view] { view->clearMarks(); });
    menu.addSeparator();
    addOfList(menu, "noteAction", tr("N&ote on the row…"), Qt::Key_N, [this, view] {
        if (view->currentSeq() > 0)
            m_pane.noteBar()->open(view->currentSeq());
    });
    add(menu, "captureNoteAction", tr("Note on the c&apture…"), {}, [this, view] {
        if (view->pages())
            m_pane.noteBar()->open(0);
    });
    QMenu *places = menu.addMenu(tr("Marks and no&tes"));
    places->setObjectName(QStringLiteral("placesMenu"));
    connect(places, &QMenu::aboutToShow, this, [this, places] { fillPlaces(*places); });
}

void RecordActions::fillPlaces(QMenu &menu)
{
    menu.clear();
    RecordView *view = m_pane.view();
    for (const RecordMarks::Mark &mark : view->marks().inOrder()) {
        menu.addAction(
            tr("⚑ %1  record %2, %3 s")
                .arg(markName(mark.number), groupedNumber(mark.seq), secondsText(mark.t)),
            view, [view, seq = mark.seq] { view->setCurrentSeq(seq); });
    }
    menu.addSeparator();
    for (const RecordNotes::Note &note : view->notes().notes()) {
        QString text = note.text.left(MostNoteText).replace(QLatin1Char('&'), QLatin1String("&&"));
        if (note.text.size() > MostNoteText)
            text += QChar(0x2026);
        const QString where
            = note.about > 0 ? tr("record %1").arg(groupedNumber(note.about)) : tr("capture");
        menu.addAction(
            QStringLiteral("✎ %1: %2").arg(where, text), view,
            [view, seq = note.about > 0 ? note.about : note.seq] { view->setCurrentSeq(seq); });
    }
    if (menu.isEmpty())
        menu.addAction(tr("None yet: M marks a row, N writes a note on it"))->setEnabled(false);
}

void RecordActions::addCopying(QMenu &menu)
{
    QMenu *copy = menu.addMenu(tr("&Copy"));
    copy->setObjectName(QStringLiteral("copyMenu"));
    addCopy(*copy, "copyTextAction", tr("Copy as &text"), QKeySequence::Copy, CopyForm::Text);
    addCopy(*copy, "copyJsonAction", tr("Copy as &JSON"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
            CopyForm::Json);
    addCopy(*copy, "copyHexAction", tr("Copy as &hexadecimal"), {}, CopyForm::Hex);
    addCopy(*copy, "copyBase64Action", tr("Copy as &Base64"), {}, CopyForm::Base64);
}

void RecordActions::addCopy(QMenu &menu, const char *name, const QString &text,
                            const QKeySequence &keys, CopyForm form)
{
    RecordView *view = m_pane.view();
    addOfList(menu, name, text, keys, [view, form] { view->copySelected(form); });
}

QAction *RecordActions::makeToggle(const char *name, const QString &text, const QString &tip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setCheckable(true);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    return action;
}

void RecordActions::insertInto(QMenu &viewMenu, QAction *before)
{
    m_foldHeartbeats = makeToggle(
        "foldHeartbeatsAction", tr("Fold &heartbeats away"),
        tr("Pings, pongs, comments and polls without news leave the list; what is left says how "
           "many followed it"));
    m_foldHeartbeats->setShortcut(Qt::CTRL | Qt::Key_H);
    m_foldCarriers = makeToggle(
        "foldCarriersAction", tr("Fold wh&at carried a record under it"),
        tr("Fragments, chunks and polls' exchanges leave the list; the right arrow key shows them "
           "under what they carried"));
    m_foldCarriers->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_H);
    m_problemsOnly
        = makeToggle("problemsAction", tr("Only pro&blems"),
                   tr("Show only what the list marks: broken rules, failures, dropped events"));
    m_problemsOnly->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    connect(m_problemsOnly, &QAction::toggled, &m_filter, &FilterController::setProblemsOnly);
    const QByteArray remembered = m_services.recall(FoldingKey);
    m_foldHeartbeats->setChecked(remembered.contains("heartbeats"));
    m_foldCarriers->setChecked(remembered.contains("carriers"));
    viewMenu.insertActions(before, { m_problemsOnly, m_foldHeartbeats, m_foldCarriers });
    for (QAction *action : { m_foldHeartbeats, m_foldCarriers })
        connect(action, &QAction::toggled, this, &RecordActions::takeFolding);
    m_filter.setFolding(m_foldHeartbeats->isChecked(), m_foldCarriers->isChecked());

    auto *columns = new QMenu(tr("Col&umns"), &viewMenu);
    columns->setObjectName(QStringLiteral("columnsMenu"));
    viewMenu.insertMenu(before, columns);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        m_pane.view()->header()->fillMenu(*columns);
    });
}

void RecordActions::takeFolding()
{
    QByteArray remembered;
    if (m_foldHeartbeats->isChecked())
        remembered += "heartbeats ";
    if (m_foldCarriers->isChecked())
        remembered += "carriers ";
    m_services.remember(FoldingKey, remembered);
    m_filter.setFolding(m_foldHeartbeats->isChecked(), m_foldCarriers->isChecked());
}

} // namespace Pushscope
