// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/mainwindow.h"

#include "gui/address/addressbar.h"
#include "gui/address/filtercontroller.h"
#include "gui/composer/composerpane.h"
#include "gui/document/capturedocument.h"
#include "gui/document/captureworker.h"
#include "gui/document/encryption.h"
#include "gui/document/failurefinder.h"
#include "gui/findings/findingspane.h"
#include "gui/inspector/inspectorpane.h"
#include "gui/mock/mockpane.h"
#include "gui/records/recordspane.h"
#include "gui/records/recordview.h"
#include "gui/sessions/sessionscontroller.h"
#include "gui/statistics/statisticspane.h"
#include "gui/stock/stocktrial.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timelineview.h"
#include "gui/tour/tour.h"
#include "gui/tour/tourpanel.h"
#include "gui/window/bench.h"
#include "gui/window/capturefiles.h"
#include "gui/window/dialogs.h"
#include "gui/window/noticebar.h"
#include "gui/window/recordingkeeper.h"
#include "gui/window/startpage.h"
#include "gui/window/statusstrip.h"
#include "models/describe.h"
#include "models/rowsreader.h"
#include "ui_mainwindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace Pushscope {

namespace {

constexpr QSize FirstSize{ 1280, 800 };
/// What the status bar shows is read, not watched.
constexpr std::chrono::milliseconds StatusInterval{ 500 };

} // namespace

MainWindow::MainWindow(const Surroundings &surroundings, QWidget *parent)
    : QMainWindow(parent)
    , m_surroundings(surroundings)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_layout(surroundings.services.recall, surroundings.services.remember)
    , m_files(new CaptureFiles(surroundings.services, surroundings.worker, surroundings.dialogs,
                               *this))
{
    m_ui->setupUi(this);
    setUpBody();
    applyLook();
    setUpFileActions();
    setUpDrops();
    setUpSessionActions();
    setUpViewActions();
    setUpThemeActions();
    setUpLanguageActions();
    setUpAddressBar();
    setUpBench();
    setUpSelection();
    setUpViews();
    setUpRecords();
    setUpStartPage();
    resize(FirstSize);
    m_layout.restore(*this, *m_bench);
    m_statusTimer.setInterval(StatusInterval);
    connect(&m_statusTimer, &QTimer::timeout, this, &MainWindow::refreshStatusStrip);
    refreshTitle();
    refreshActions();
    m_address->focusAddress();
}

MainWindow::~MainWindow()
{
    qApp->disconnect(this); // The focus still moves as the panes go.
    m_bench->composer()->disconnect(this);
    cancelOpening();
    setDocument(nullptr);
}

void MainWindow::setUpBody()
{
    auto *layout = new QVBoxLayout(m_ui->body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_address = new AddressBar(this);
    m_notice = new NoticeBar(this);
    m_notice->setObjectName(QStringLiteral("noticeBar"));
    m_tourPanel = new TourPanel(this);
    m_tourPanel->setObjectName(QStringLiteral("tourPanel"));
    m_pages = new QStackedWidget(this);
    m_start = new StartPage(this);
    m_bench = new Bench(this);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_bench);
    layout->addWidget(m_address);
    layout->addWidget(m_notice);
    layout->addWidget(m_tourPanel);
    layout->addWidget(m_pages, 1);
    m_status = new StatusStrip(m_ui->statusBar);
    m_filter = new FilterController(*m_address->filterEdit(), this);
    m_encryption = new Encryption(this);
    m_failures = new FailureFinder(this);
    m_newest = new RowsReader(this);
}

void MainWindow::setUpStartPage()
{
    connect(m_start, &StartPage::urlRequested, m_address, &AddressBar::focusAddress);
    connect(m_start, &StartPage::mockRequested, this, &MainWindow::startMock);
    connect(m_start, &StartPage::tourRequested, this, &MainWindow::startTour);
    connect(m_start, &StartPage::openRequested, m_files, &CaptureFiles::askOpen);
    connect(m_start, &StartPage::fileRequested, this, &MainWindow::openFile);
    connect(m_start, &StartPage::deleteRequested, m_files, &CaptureFiles::askDelete);
    connect(&m_surroundings.worker, &CaptureWorker::unsavedChanged, this,
            &MainWindow::refreshStart);
    connect(m_files, &CaptureFiles::told, this, [this](const QString &text) {
        m_notice->showNotice(NoticeBar::Kind::Information, text);
    });
    connect(m_files, &CaptureFiles::recentChanged, this, &MainWindow::refreshStart);
    refreshStart();
}

void MainWindow::refreshStart()
{
    m_start->setRecent(m_files->recent());
    m_surroundings.worker.findUnsaved(
        this, [this](const QList<UnsavedFile> &captures) { m_start->setUnsaved(captures); });
}

bool MainWindow::isVacant() const
{
    return !m_document && !isOpening();
}

void MainWindow::fillAddress(const QString &text)
{
    if (!m_address->takeCommand(text)) {
        ClientOptions options;
        options.url = urlFromText(text, Technique::Auto);
        m_address->setOptions(options);
    }
    m_isAddressEdited = true;
    m_address->focusAddress();
    refreshActions();
}

void MainWindow::withLiveDocument(std::function<void(MainWindow &)> act)
{
    if (isOpening() || (m_document && !m_document->isLive())) {
        m_surroundings.openWindow(
            [act = std::move(act)](MainWindow &other) { other.withLiveDocument(act); });
        return;
    }
    if (!m_document) {
        auto created = m_surroundings.services.createCapture();
        if (!created) {
            showFailure(created.error());
            return;
        }
        setDocument(std::make_unique<CaptureDocument>(std::move(created).value(),
                                                      *m_surroundings.services.clock,
                                                      m_surroundings.worker));
    }
    act(*this);
}

void MainWindow::setDocument(std::unique_ptr<CaptureDocument> document)
{
    m_tour.reset();
    m_tourPanel->setStops({});
    m_session = 0;
    m_toldErrors.clear();
    m_toldWriteError.reset();
    m_isSavingShown = false;
    m_notice->endLasting();
    m_address->setPaused(false);
    showDocument(document.get());
    m_document = std::move(document); // The former one ends here.
    m_pages->setCurrentWidget(m_document ? static_cast<QWidget *>(m_bench) : m_start);
    if (m_document) {
        watchDocument();
        m_statusTimer.start();
    } else {
        m_statusTimer.stop();
        m_status->showNothing();
    }
    refreshTitle();
    refreshActions();
}

void MainWindow::showDocument(CaptureDocument *document)
{
    RecordPages *pages = document ? &document->pages() : nullptr;
    m_stock->end();
    m_filter->setPages(pages);
    m_encryption->setPages(pages);
    m_failures->setPages(pages);
    m_newest->setPages(pages);
    m_bench->recordsPane()->setPages(pages);
    m_bench->timeline()->setPages(pages);
    m_bench->inspector()->setPages(pages);
    m_bench->composer()->setPages(pages);
    m_bench->statistics()->setPages(pages);
    m_bench->findings()->setPages(pages);
    if (document && !document->isLive())
        m_bench->composer()->setSessions({}, 0); // What was opened has nobody to send to.
    m_sessions->setDocument(document);
    m_files->setDocument(document);
    m_keeper->setDocument(document);
}

void MainWindow::watchDocument()
{
    CaptureDocument *document = m_document.get();
    m_recordsBefore = 0;
    m_recordsPerSecond = 0;
    m_sinceStatus.start();
    connect(document, &CaptureDocument::extentChanged, this, [this] {
        m_bench->records()->refresh();
        m_bench->timeline()->refresh();
        m_bench->statistics()->refresh();
        m_bench->findings()->refresh();
        m_failures->refresh();
    });
    connect(document, &CaptureDocument::statusesChanged, this, &MainWindow::takeStatuses);
    connect(document, &CaptureDocument::sessionsChanged, this, &MainWindow::takeSessions);
    connect(document, &CaptureDocument::techniqueConcluded, m_filter,
            &FilterController::takeTechniques);
    connect(document, &CaptureDocument::sessionEnded, this, &MainWindow::takeEnded);
    connect(document, &CaptureDocument::mockStarted, this,
            [this](quint32, const QUrl &url) { m_bench->mockPane()->setUrl(url); });
    connect(document, &CaptureDocument::mockFailed, this, [this](quint32, const Error &error) {
        m_bench->mockPane()->setFailure(describe(error));
    });
    connect(document, &CaptureDocument::saved, this, [this] {
        refreshTitle();
        refreshStatusStrip();
    });
    connect(document, &CaptureDocument::saveProgressed, this, &MainWindow::showSaving);
    connect(document, &CaptureDocument::saveFailed, this, &MainWindow::takeSaveFailed);
    for (auto change : { &CaptureDocument::savingStarted, &CaptureDocument::saved,
                         &CaptureDocument::saveCancelled })
        connect(document, change, this, &MainWindow::refreshActions);
    connect(document, &CaptureDocument::shared, this, &MainWindow::takeShared);
    for (auto end : { &CaptureDocument::saved, &CaptureDocument::saveCancelled })
        connect(document, end, this, &MainWindow::endSaving);
    refreshStatusStrip();
}

void MainWindow::refreshTitle()
{
    const QString name = m_document ? m_document->name() : QString();
    if (isOpening())
        setWindowTitle(tr("Opening… — Pushscope"));
    else if (!m_document)
        setWindowTitle(QStringLiteral("Pushscope"));
    else if (name.isEmpty())
        setWindowTitle(tr("Unsaved capture[*] — Pushscope"));
    else
        setWindowTitle(tr("%1[*] — Pushscope", "file name").arg(name));
    setWindowModified(m_document && m_document->needsSaving());
}

void MainWindow::refreshStatusStrip()
{
    if (!m_document)
        return;
    const qint64 records = m_document->extent().records;
    const qint64 elapsed = m_sinceStatus.restart();
    constexpr double MillisecondsPerSecond = 1000.0;
    if (elapsed > 0)
        m_recordsPerSecond = static_cast<double>(records - m_recordsBefore) * MillisecondsPerSecond
            / static_cast<double>(elapsed);
    m_recordsBefore = records;
    m_status->showRecording(m_document->recording(), m_document->name(), m_document->isLive(),
                            m_recordsPerSecond);
    m_status->showTls(m_encryption->sentence(m_session));
    watchWriting();
    if (isWindowModified() != m_document->needsSaving())
        refreshTitle();
}

void MainWindow::showFailure(const Error &error)
{
    m_notice->showNotice(NoticeBar::Kind::Failure, describe(error));
}

void MainWindow::applyLook()
{
    // The bars above and below are one with the address bar.
    const Theme &theme = Theme::of(palette());
    for (QWidget *bar :
         { static_cast<QWidget *>(m_ui->menuBar), static_cast<QWidget *>(m_ui->statusBar) }) {
        QPalette barPalette = palette();
        barPalette.setColor(QPalette::Window, theme.pane);
        bar->setPalette(barPalette);
        bar->setAutoFillBackground(true);
    }
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void MainWindow::end()
{
    cancelOpening();
    m_layout.save(*this, *m_bench);
    hide();
    setDocument(nullptr);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_bench->mockPane()->isScenarioChanged()) {
        event->ignore();
        // Not from within: a window that is being closed does not close again.
        m_bench->mockPane()->askToLeave([this] {
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
        return;
    }
    if (m_document && m_document->needsSaving()) {
        event->ignore();
        m_files->askClose([this] {
            m_layout.save(*this, *m_bench);
            hide();
            setDocument(nullptr); // Nothing is left to ask about.
            close();
        });
        return;
    }
    m_layout.save(*this, *m_bench);
    hide();
    event->accept();
}

} // namespace Pushscope
