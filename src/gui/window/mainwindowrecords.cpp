// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record list, its filter and its notes in the window.

#include "gui/window/mainwindow.h"

#include "gui/address/addressbar.h"
#include "gui/address/filtercontroller.h"
#include "gui/address/filteredit.h"
#include "gui/address/filterhistory.h"
#include "gui/document/capturedocument.h"
#include "gui/findings/findingspane.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/records/findbar.h"
#include "gui/records/recordactions.h"
#include "gui/records/recordheader.h"
#include "gui/records/recordspane.h"
#include "gui/records/recordview.h"
#include "gui/window/bench.h"
#include "models/describe.h"
#include "models/rowsreader.h"
#include "ui_mainwindow.h"

#include <QMenu>

#include <algorithm>

namespace Pushscope {

void MainWindow::setUpRecords()
{
    RecordsPane *pane = m_bench->recordsPane();
    pane->follow(*m_filter);
    connect(pane->view(), &RecordView::filterRequested, m_address->filterEdit(),
            &QLineEdit::setText);
    connect(pane->view(), &RecordView::sessionsChanged, m_address->filterEdit(),
            &FilterEdit::setSessions);
    pane->setNoteWriter([this](const QString &text, qint64 about) -> std::optional<QString> {
        if (!m_document)
            return tr("There is no capture to write a note into.");
        const Result<Done> added = m_document->addNote(text, about);
        return added ? std::nullopt : std::optional(describe(added.error()));
    });
    connect(pane->view(), &RecordView::resumeRequested, m_address,
            [address = m_address] { address->setPaused(false); });
    new FilterHistory(*m_address->filterEdit(), m_surroundings.services, this);

    auto *actions = new RecordActions(*pane, *m_filter, m_surroundings.services, this);
    auto *menu = new QMenu(tr("&Records"), m_ui->menuBar);
    menu->setObjectName(QStringLiteral("recordsMenu"));
    actions->fillRecordsMenu(*menu);
    m_ui->menuBar->insertMenu(m_ui->viewMenu->menuAction(), menu);
    actions->insertInto(*m_ui->viewMenu, m_ui->panesMenu->menuAction());
    auto *problems = findChild<QAction *>(QStringLiteral("problemsAction"));
    connect(problems, &QAction::toggled, m_address, &AddressBar::setProblemsOnly);
    connect(m_address, &AddressBar::problemsOnlyToggled, problems, &QAction::setChecked);
    connect(m_bench->findings(), &FindingsPane::problemsRequested, problems,
            [problems] { problems->setChecked(true); });
    connect(m_ui->resetLayoutAction, &QAction::triggered, pane->view()->header(),
            &RecordHeader::reset);
}

void MainWindow::showNewestOf(quint32 session)
{
    if (m_bench->inspector()->currentSession() == session)
        return;
    const QString expression = QStringLiteral("session:%1").arg(session);
    m_newest->find(expression, [this](qint64 rows) {
        auto seq = std::make_shared<qint64>(0);
        m_newest->read(
            std::max<qint64>(0, rows - 1), 1,
            [seq](std::span<const Record> records, OctetSource &) {
                *seq = records.empty() ? 0 : records.back().seq;
            },
            [this, seq] {
                m_newest->drop();
                RecordView *records = m_bench->records();
                if (*seq > 0 && records->isFollowing())
                    records->showInPassing(*seq);
                else if (*seq > 0)
                    records->setCurrentSeq(*seq);
            });
    });
}

} // namespace Pushscope
