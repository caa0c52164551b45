// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "gui/services.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace Pushscope {

class CaptureDocument;
class NoticeBar;

/// Has the limits of recording chosen, and says where one was reached.
class RecordingKeeper : public QObject
{
    Q_OBJECT

public:
    /// Puts its action into @p menu before @p before.
    RecordingKeeper(const Services &services, NoticeBar &notice, QMenu &menu, QAction *before,
                    QWidget &window);

    /// nullptr: none. What was told of the former is over by then.
    void setDocument(CaptureDocument *document);
    /// Looks at how the recording of the document is doing.
    void watch(const RecordingStatus &status);
    /// Of an opened capture whose beginning was not kept.
    void tellOpened();

private:
    void choose();
    void apply(const RecordingLimits &limits);
    void endTelling();

    const Services &m_services;
    NoticeBar &m_notice;
    QWidget &m_window;
    CaptureDocument *m_document = nullptr;
    QString m_told;           ///< Empty: nothing.
    bool m_isAccepted = false; ///< The user goes on unrecorded.
};

} // namespace Pushscope
