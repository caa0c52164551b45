// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opening a capture, and what to do where one cannot be written any more.

#include "gui/document/capturedocument.h"
#include "gui/document/captureworker.h"
#include "gui/window/capturefiles.h"
#include "gui/window/mainwindow.h"
#include "gui/window/noticebar.h"
#include "gui/window/recordingkeeper.h"
#include "gui/window/statusstrip.h"
#include "models/describe.h"

#include <QDir>
#include <QFileInfo>

#include <chrono>
#include <utility>

namespace Pushscope {

namespace {

/// Most files are there before anybody could read that they are being opened.
constexpr std::chrono::milliseconds OpeningPatience{ 150 };
/// Where room was made, recording goes on by itself.
constexpr std::chrono::milliseconds RetryInterval{ 1000 };

/// What helps @p error, and goes on by itself once it is done.
QString wayOut(const Error &error)
{
    if (error.code == ErrorCode::DiskFull)
        return MainWindow::tr("%1 Reading is held up, so that nothing is lost. Make room, or "
                              "choose:");
    if (error.value("what") == "removed")
        return MainWindow::tr("%1 Reading is held up, so that nothing is lost. Put it back, or "
                              "choose:");
    return MainWindow::tr("%1 Reading is held up, so that nothing is lost. Choose what to do:");
}

} // namespace

void MainWindow::openFile(const QString &path)
{
    if (!isVacant()) {
        m_surroundings.openWindow([path](MainWindow &other) { other.openFile(path); });
        return;
    }
    m_notice->dismiss();
    m_opening = m_surroundings.worker.open(
        path, this, [this, path](Result<std::unique_ptr<CaptureStore>> &opened) {
            takeOpened(path, opened);
        });
    m_openingTimer.disconnect(this);
    m_openingTimer.setSingleShot(true);
    connect(&m_openingTimer, &QTimer::timeout, this, [this, path] { showOpening(path); });
    m_openingTimer.start(OpeningPatience);
}

void MainWindow::showOpening(const QString &path)
{
    refreshTitle();
    m_notice->showLasting(NoticeBar::Kind::Information,
                          tr("Opening %1…").arg(QFileInfo(path).fileName()),
                          { { tr("Cancel"), [this] { cancelOpening(); } } });
}

void MainWindow::cancelOpening()
{
    if (!isOpening())
        return;
    m_surroundings.worker.cancel(std::exchange(m_opening, 0));
    m_openingTimer.stop();
    m_notice->endLasting();
    refreshTitle();
}

void MainWindow::takeOpened(const QString &path, Result<std::unique_ptr<CaptureStore>> &opened)
{
    m_opening = 0;
    m_openingTimer.stop();
    m_notice->endLasting();
    refreshTitle();
    if (!opened) {
        showFailure(opened.error());
        return;
    }
    setDocument(std::make_unique<CaptureDocument>(
        std::move(opened).value(), *m_surroundings.services.clock, m_surroundings.worker));
    if (m_document->isSaved())
        m_files->addRecent(path);
    if (const auto damage = m_document->damage())
        m_notice->showNotice(NoticeBar::Kind::Warning, describe(*damage));
    else
        m_keeper->tellOpened();
}

void MainWindow::watchWriting()
{
    const RecordingStatus status = m_document->recording();
    m_keeper->watch(status);
    if (!status.error || status.unrecordedSince) {
        if (std::exchange(m_toldWriteError, std::nullopt))
            m_notice->endLasting();
        return;
    }
    if (m_toldWriteError && m_sinceRetry.hasExpired(RetryInterval.count())) {
        m_document->retryWriting();
        m_sinceRetry.start();
    }
    if (m_toldWriteError == status.error)
        return;
    m_toldWriteError = status.error;
    m_sinceRetry.start();
    offerWaysOut(describe(*status.error));
}

void MainWindow::offerWaysOut(const QString &reason)
{
    m_notice->showLasting(
        NoticeBar::Kind::Failure,
        wayOut(m_toldWriteError.value_or(Error())).arg(reason),
        { { tr("Save in another &place…"), [this] { m_files->saveAs(); } },
          { tr("Go on &unrecorded"), [this] { m_document->giveUpWriting(); } },
          { tr("&Disconnect everything"), [this] { m_document->disconnectAll(); } } });
}

void MainWindow::showSaving(int perMille)
{
    m_status->showSaving(perMille);
    // Where a question about the disk stands, it stays; its answer is what is being done.
    if (m_isSavingShown || m_toldWriteError)
        return;
    m_isSavingShown = true;
    m_notice->showLasting(NoticeBar::Kind::Information,
                          tr("Saving takes a while; recording goes on."),
                          { { tr("Cancel"), [this] {
                                 if (m_document)
                                     m_document->cancelSaving();
                             } } });
}

void MainWindow::endSaving()
{
    if (std::exchange(m_isSavingShown, false))
        m_notice->endLasting();
    refreshStatusStrip();
}

void MainWindow::takeShared(const QString &path)
{
    endSaving();
    refreshActions();
    m_notice->showNotice(
        NoticeBar::Kind::Information,
        tr("The copy to share is %1.").arg(QDir::toNativeSeparators(path)), tr("&Open it"),
        [this, path] { openFile(path); });
}

void MainWindow::takeSaveFailed(const Error &error)
{
    endSaving();
    if (m_toldWriteError)
        offerWaysOut(describe(error)); // Where the question still stands, another place was no way.
    else
        showFailure(error);
    refreshActions();
}

} // namespace Pushscope
