// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/inspection.h"
#include "models/mailbox.h"
#include "models/recordnotes.h"
#include "models/rowsreader.h"
#include "models/sessiontable.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTextBrowser;

namespace Pushscope {

class BrowserPage;
class ChangesPage;
class FieldsTable;
class FrameBitsView;
class LiveText;
class OctetsPage;
class PageBar;
class PayloadPage;
class PictureView;
class TimingPage;
struct SessionStatus;

/// Everything about one record: first the answer, then what it rests on.
///
/// Pages that have nothing to say of a record cannot be chosen; the one that the user chose comes
/// back with the next record that it says something of.
///
/// Threads: GUI thread.
class InspectorPane final : public QWidget
{
    Q_OBJECT

public:
    enum class Page : quint8 {
        Summary,
        Fields,
        Headers,
        Payload,
        Octets,
        Timing,
        Problems,
        Changes,
        Browser,
    };

    explicit InspectorPane(QWidget *parent = nullptr);
    ~InspectorPane() override;

    /// Shows records of @p pages, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    void setSessions(const std::vector<SessionRow> &sessions);
    /// What the records of the capture together say is wrong.
    void setFindings(const Findings &findings);
    /// What is still arriving on the session of the record, which no record can say yet.
    void setStatuses(const QList<SessionStatus> &statuses);

    /// 0: none.
    [[nodiscard]] qint64 currentSeq() const { return m_inspection.seq; }
    [[nodiscard]] quint32 currentSession() const { return m_inspection.session; }
    [[nodiscard]] Page page() const;
    void setPage(Page page);
    /// All that other records have to add is there, but for Timing, Changes and Browser.
    [[nodiscard]] bool isSettled() const;
    /// The text of every page that can be chosen, with its title; for tests.
    [[nodiscard]] QString plainText() const;

public slots:
    /// Shows record @p seq; 0: none.
    void setCurrentRecord(qint64 seq);
    /// Puts the focus on the open page.
    void focusPage();

signals:
    /// A link to another record was followed.
    void recordPicked(qint64 seq);
    /// What is shown is now record @p seq.
    void shown(qint64 seq);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QTextBrowser *makeBrowser(const QString &objectName,
                                            const QString &accessibleName);
    [[nodiscard]] QWidget *makeSummary();
    void setUpPages();
    void addPage(QWidget *page, const QString &text);
    void showInspection(Inspection &&inspection);
    void askForConnection();
    void askForRoundBefore();
    void askForText();
    void showTexts();
    /// With what is wrong with several records of which it is one.
    [[nodiscard]] Inspection wholeInspection() const;
    [[nodiscard]] bool hasPage(Page page) const;
    void updateTabs();
    void showPage(Page page);
    void followLink(const QUrl &url);

    RecordPages *m_pages = nullptr;
    SessionTable m_sessions;
    Inspection m_inspection;
    Findings m_findings;
    quint64 m_question = 0; ///< Answers to an older one are dropped.
    bool m_isAskingConnection = false;
    Page m_wanted = Page::Summary;
    QLabel *m_empty;
    PageBar *m_bar;
    QStackedWidget *m_stack; ///< In the order of Page.
    QTextBrowser *m_summary = nullptr;
    QTextBrowser *m_problems = nullptr;
    FrameBitsView *m_summaryBits = nullptr;
    PictureView *m_summaryPicture = nullptr;
    FieldsTable *m_fields;
    FieldsTable *m_headers;
    PayloadPage *m_payload;
    OctetsPage *m_octets;
    TimingPage *m_timing;
    ChangesPage *m_changes;
    BrowserPage *m_browser;
    RowsReader m_rowsBefore;
    RecordNotes m_notes;
    LiveText *m_live = nullptr;
    Mailbox m_mailbox;
};

} // namespace Pushscope
