// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The choice of a language, and how a window built in it takes over from the one before.

#include "gui/address/addressbar.h"
#include "gui/address/filtercontroller.h"
#include "gui/composer/composerpane.h"
#include "gui/document/capturedocument.h"
#include "gui/mock/mockpane.h"
#include "gui/records/recordview.h"
#include "gui/sessions/sessionscontroller.h"
#include "gui/timeline/timelineview.h"
#include "gui/tour/tour.h"
#include "gui/tour/tourpanel.h"
#include "gui/window/bench.h"
#include "gui/window/capturefiles.h"
#include "gui/window/carriedinputs.h"
#include "gui/window/mainwindow.h"
#include "gui/window/noticebar.h"
#include "ui_mainwindow.h"

namespace Pushscope {

void MainWindow::setUpLanguageActions()
{
    setUpChoice(*m_ui->languageMenu,
                { { m_ui->systemLanguageAction, QStringLiteral("system") },
                  { m_ui->englishAction, QStringLiteral("en") },
                  { m_ui->chineseAction, QStringLiteral("zh_CN") } },
                m_surroundings.setLanguage, m_surroundings.language);
}

void MainWindow::rememberLayout() const
{
    m_layout.save(*this, *m_bench);
}

std::unique_ptr<CaptureDocument> MainWindow::detachDocument()
{
    // What empties now chooses nothing any more.
    auto document = std::move(m_document);
    m_notice->endLasting();
    showDocument(nullptr);
    m_statusTimer.stop();
    if (document)
        document->disconnect(this);
    return document;
}

void MainWindow::takeOver(MainWindow &former)
{
    const quint32 session = former.m_session;
    const qint64 record = former.m_bench->records()->currentSeq();
    const RecordMarks marks = former.m_bench->records()->marks(); // Go with the capture.
    const bool isFollowing = former.m_bench->records()->isFollowing();
    const TimelineView::Place place = former.m_bench->timeline()->place();
    const bool isAddressEdited = former.m_isAddressEdited;
    auto tour = std::move(former.m_tour);
    if (former.m_document)
        setDocument(former.detachDocument());
    if (tour) {
        m_tour = std::move(tour);
        m_tour->disconnect(&former);
        watchTour();
        m_tourPanel->setStops(m_tour->stops());
    }
    if (m_document) {
        m_toldErrors = former.m_toldErrors; // Said is said.
        takeStatuses();
        takeSessions();
        selectSession(session);
        if (const SessionStatus *mock = m_document->status(mockSession()))
            m_bench->mockPane()->setUrl(mock->url);
    }
    carryInputs(former, *this);
    m_bench->mockPane()->takeChoices(*former.m_bench->mockPane());
    m_address->setPaused(former.m_ui->pauseAction->isChecked());
    m_address->setProblemsOnly(former.m_filter->isProblemsOnly());
    m_isAddressEdited = isAddressEdited;
    m_bench->timeline()->takePlace(place);
    m_bench->composer()->takeOver(*former.m_bench->composer());
    if (!marks.isEmpty())
        m_bench->records()->setMarks(marks);
    m_bench->records()->setCurrentSeq(record);
    if (isFollowing)
        m_bench->records()->setFollowing(true);
    refreshActions();
}

} // namespace Pushscope
