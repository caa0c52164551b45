// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "engine/api/clientoptions.h"
#include "gui/address/commandcopier.h"
#include "gui/services.h"
#include "gui/windowlayout.h"

#include <QElapsedTimer>
#include <QHash>
#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QAction;
class QMenu;
class QStackedWidget;

namespace Ui {
class MainWindow;
}

namespace Pushscope {

class AddressBar;
class Bench;
class CaptureDocument;
class CaptureFiles;
class CaptureStore;
class CaptureWorker;
class Dialogs;
class Encryption;
class FailureFinder;
class FilterController;
class NoticeBar;
class OptionsDialog;
class RecordingKeeper;
class RowsReader;
class SessionsController;
class StartPage;
class StatusStrip;
class StockTrial;
class Tour;
class TourPanel;
struct SessionOutcome;
struct SessionStatus;

/// One window: one capture, live or opened, with everything around it.
///
/// Threads: GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// What windows of one process have in common; outlives them.
    struct Surroundings {
        const Services &services;
        CaptureWorker &worker;
        Dialogs &dialogs;
        /// Opens another window and does something in it.
        std::function<void(std::function<void(MainWindow &)>)> openWindow;
        /// Light, dark or as the system: the name that Services::remember keeps.
        std::function<void(const QString &theme)> setTheme;
        std::function<QString()> theme;
        /// `en`, `zh_CN` or `system`; this window may be replaced by one in that language.
        std::function<void(const QString &language)> setLanguage;
        std::function<QString()> language;
    };

    explicit MainWindow(const Surroundings &surroundings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// nullptr while the window shows the start page.
    [[nodiscard]] CaptureDocument *document() const { return m_document.get(); }
    /// Nothing is lost when something else is shown here.
    [[nodiscard]] bool isVacant() const;

    /// Returns at once; what is opened is shown when it is there.
    void openFile(const QString &path);
    [[nodiscard]] bool isOpening() const { return m_opening != 0; }
    /// Puts @p text into the address bar and does no more.
    void fillAddress(const QString &text);
    void connectTo(const ClientOptions &options);
    void startMock();
    void startTour();
    /// Shows from now on what @p former shows, which is of no use afterwards.
    void takeOver(MainWindow &former);
    /// Ends what it shows without a question; a capture that is not saved is kept for later.
    void end();
    /// Where it stands, and its panes, for the next window.
    void rememberLayout() const;

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpBody();
    void setUpFileActions();
    void setUpDrops();
    void setUpSessionActions();
    void setUpViewActions();
    /// Exactly one of @p choices, each with its name; the menu shows which as it opens.
    void setUpChoice(QMenu &menu, const QList<std::pair<QAction *, QString>> &choices,
                     const std::function<void(const QString &)> &choose,
                     const std::function<QString()> &chosen);
    void setUpThemeActions();
    void setUpLanguageActions();
    void setUpAddressBar();
    void setUpBench();
    void setUpSelection();
    void setUpViews();
    void setUpRecords();
    void setUpStartPage();

    void takeOpened(const QString &path, Result<std::unique_ptr<CaptureStore>> &opened);
    void showOpening(const QString &path);
    void cancelOpening();
    /// Offers ways out while the capture cannot be written.
    void watchWriting();
    void offerWaysOut(const QString &reason);
    void showSaving(int perMille);
    void endSaving();
    void takeSaveFailed(const Error &error);
    void takeShared(const QString &path);
    void setDocument(std::unique_ptr<CaptureDocument> document);
    /// In every pane; nullptr: nothing.
    void showDocument(CaptureDocument *document);
    [[nodiscard]] std::unique_ptr<CaptureDocument> detachDocument();
    void watchDocument();
    void watchTour();
    /// Runs @p act on a window whose capture is live: this one, with a new capture where it has
    /// none, or another where it shows a file.
    void withLiveDocument(std::function<void(MainWindow &)> act);

    void selectSession(quint32 session);
    void takeStatuses();
    void takeSessions();
    /// Says why a session waits to try again, once for each reason.
    void tellWhyItWaits(const SessionStatus &status);
    void takeEnded(quint32 session, const SessionOutcome &outcome);
    void offerInsecure(quint32 session, const Error &error);
    void offerTechnique(quint32 session, const Error &error);
    /// Where who asks is not known, or not well enough.
    void offerAccess(quint32 session, const Error &error);
    void showFailure(const Error &error);
    /// In the inspector, unless that shows a record of it already.
    void showNewestOf(quint32 session);
    void connectFromBar();
    void disconnectCurrent();
    void reconnectCurrent();
    void toggleMock();
    void editOptions();
    OptionsDialog *openOptions();
    void refreshActions();
    void refreshSend();
    void refreshStatusStrip();
    void refreshTitle();
    void refreshStart();
    void applyLook();
    [[nodiscard]] std::optional<CommandCopier::Subject> copySubject() const;
    [[nodiscard]] bool isCurrentLive() const;
    [[nodiscard]] quint32 mockSession() const;

    Surroundings m_surroundings;
    std::unique_ptr<Ui::MainWindow> m_ui;
    WindowLayout m_layout;
    AddressBar *m_address = nullptr;
    NoticeBar *m_notice = nullptr;
    TourPanel *m_tourPanel = nullptr;
    QStackedWidget *m_pages = nullptr;
    StartPage *m_start = nullptr;
    Bench *m_bench = nullptr;
    StatusStrip *m_status = nullptr;
    CaptureFiles *m_files = nullptr;
    RecordingKeeper *m_keeper = nullptr;
    FilterController *m_filter = nullptr;
    Encryption *m_encryption = nullptr;
    FailureFinder *m_failures = nullptr;
    RowsReader *m_newest = nullptr; ///< Of the session that was picked.
    SessionsController *m_sessions = nullptr;
    StockTrial *m_stock = nullptr;
    std::unique_ptr<CaptureDocument> m_document;
    std::unique_ptr<Tour> m_tour;       ///< Ends before the document does.
    QHash<quint32, Error> m_toldErrors; ///< By session.
    quint32 m_session = 0;              ///< The one that is looked at; 0: none.
    bool m_isAddressEdited = false;     ///< The bar no longer shows m_session.
    quint64 m_opening = 0; ///< The worker's ticket; 0: nothing is being opened.
    QTimer m_openingTimer; ///< Until it is worth saying that it takes its time.
    std::optional<Error> m_toldWriteError;
    bool m_isSavingShown = false;
    QElapsedTimer m_sinceRetry;
    QTimer m_statusTimer;
    QElapsedTimer m_sinceStatus;
    qint64 m_recordsBefore = 0;
    double m_recordsPerSecond = 0;
};

} // namespace Pushscope
