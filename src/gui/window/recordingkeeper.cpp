// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/recordingkeeper.h"

#include "gui/document/capturedocument.h"
#include "gui/document/limitsdialog.h"
#include "gui/document/recordinglimits.h"
#include "gui/window/noticebar.h"
#include "models/formatting.h"

#include <QAction>
#include <QMenu>

#include <utility>

namespace Pushscope {

RecordingKeeper::RecordingKeeper(const Services &services, NoticeBar &notice, QMenu &menu,
                                 QAction *before, QWidget &window)
    : QObject(&window)
    , m_services(services)
    , m_notice(notice)
    , m_window(window)
{
    auto *action = new QAction(tr("Recording &limits…"), this);
    action->setObjectName(QStringLiteral("limitsAction"));
    connect(action, &QAction::triggered, this, &RecordingKeeper::choose);
    menu.insertAction(before, action);
}

void RecordingKeeper::setDocument(CaptureDocument *document)
{
    m_document = document;
    m_told.clear();
    m_isAccepted = false;
    if (document && document->isLive())
        document->setLimits(recallLimits(m_services));
}

void RecordingKeeper::watch(const RecordingStatus &status)
{
    if (!status.isAtLimit || status.error) {
        m_isAccepted = m_isAccepted && status.isAtLimit;
        endTelling();
        return;
    }
    // What is said of saving is over before this matters.
    if (m_isAccepted || m_document->isSaving()
        || (!m_told.isEmpty() && m_notice.text() == m_told))
        return;
    m_told = tr("The capture has reached %1, where it was to stop: nothing more is recorded. "
                "Connections stay open.")
                 .arg(sizeText(recallLimits(m_services).stopAtOctets));
    m_notice.showLasting(NoticeBar::Kind::Warning, m_told,
                         { { tr("&Raise the limit…"), [this] { choose(); } },
                           { tr("Go on &unrecorded"),
                             [this] {
                                 m_isAccepted = true;
                                 endTelling();
                             } },
                           { tr("&Disconnect everything"), [this] {
                                m_isAccepted = true;
                                endTelling();
                                m_document->disconnectAll();
                            } } });
}

void RecordingKeeper::endTelling()
{
    // Another question may stand there by now.
    if (const QString told = std::exchange(m_told, {}); !told.isEmpty() && m_notice.text() == told)
        m_notice.endLasting();
}

void RecordingKeeper::tellOpened()
{
    const qint64 dropped = m_document->recording().droppedRecords;
    if (dropped > 0)
        m_notice.showNotice(NoticeBar::Kind::Information,
                            tr("The beginning of this capture was not kept, as was chosen: it "
                               "starts at record %1.")
                                .arg(groupedNumber(dropped + 1)));
}

void RecordingKeeper::choose()
{
    auto *dialog = new LimitsDialog(recallLimits(m_services), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { apply(dialog->limits()); });
    dialog->open();
}

void RecordingKeeper::apply(const RecordingLimits &limits)
{
    rememberLimits(m_services, limits);
    if (!m_document || !m_document->isLive())
        return;
    m_document->setLimits(limits);
    watch(m_document->recording());
}

} // namespace Pushscope
