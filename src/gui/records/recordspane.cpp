// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordspane.h"

#include "gui/address/filtercontroller.h"
#include "gui/records/findbar.h"
#include "gui/records/markstrip.h"
#include "gui/records/recordfinder.h"
#include "gui/records/recordview.h"

#include <QVBoxLayout>

namespace Pushscope {

RecordsPane::RecordsPane(QWidget *parent)
    : QWidget(parent)
    , m_view(new RecordView(this))
    , m_finder(new RecordFinder(this))
    , m_strip(new MarkStrip(*m_view, this))
    , m_note(new NoteBar(this))
    , m_find(new FindBar(*m_view, *m_finder, this))
{
    setObjectName(QStringLiteral("recordsPane"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_strip);
    layout->addWidget(m_note);
    layout->addWidget(m_find);
    setFocusProxy(m_view);
    connect(m_view, &RecordView::noteRequested, m_note, &NoteBar::open);
    connect(m_note, &NoteBar::closed, m_view, qOverload<>(&QWidget::setFocus));
}

RecordsPane::~RecordsPane()
{
    m_view->disconnect(m_strip);
    m_view->disconnect(m_finder);
}

void RecordsPane::setPages(RecordPages *pages)
{
    m_finder->setPages(pages);
    m_view->setPages(pages);
    m_note->hide();
}

void RecordsPane::follow(FilterController &filter)
{
    const auto show = [this, &filter](RecordPages::FilterId id) {
        m_view->setEmptyText(
            id == RecordPages::Everything ? tr("Nothing recorded yet.")
                : filter.isProblemsOnly()
                ? tr("No problems here: nothing breaks a rule, failed or was dropped.")
                : tr("No record matches the filter."));
        m_view->setCarriersFolded(id != RecordPages::Everything && filter.areCarriersFolded());
        m_view->setFilter(id);
        m_finder->setListExpression(filter.expression());
    };
    connect(&filter, &FilterController::filterChanged, this, show);
    connect(&filter, &FilterController::progressed, m_view,
            [this](qint64, qint64, bool isDone) { m_view->takeFilterProgress(isDone); });
    filter.setStart([this] { return m_view->seqInSight(); });
    connect(&filter, &FilterController::heartbeatsChanged, m_view, &RecordView::setHeartbeats);
    connect(&filter, &FilterController::heartbeatsProgressed, m_view, &RecordView::takeHeartbeats);
}

void RecordsPane::setNoteWriter(NoteBar::Writer writer)
{
    m_note->setWriter(std::move(writer));
}

} // namespace Pushscope
