// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/inspectorpane.h"

#include "gui/inspector/browserpage.h"
#include "gui/inspector/changespage.h"
#include "gui/inspector/fieldstable.h"
#include "gui/inspector/framebitsview.h"
#include "gui/inspector/inspectionhtml.h"
#include "gui/inspector/livetext.h"
#include "gui/inspector/octetspage.h"
#include "gui/inspector/pagebar.h"
#include "gui/inspector/payloadpage.h"
#include "gui/inspector/pictureview.h"
#include "gui/inspector/timingpage.h"
#include "gui/theme/fonts.h"
#include "models/inspectpoll.h"

#include <QDesktopServices>
#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int Margin = 12;
constexpr int MostNotes = 8; // Of a session: the last ones.

QVBoxLayout *plainColumn(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

InspectorPane::InspectorPane(QWidget *parent)
    : QWidget(parent)
    , m_empty(new QLabel(tr("Choose a record to see what it is."), this))
    , m_bar(new PageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_fields(new FieldsTable(tr("Fields"), this))
    , m_headers(new FieldsTable(tr("Headers"), this))
    , m_payload(new PayloadPage(this))
    , m_octets(new OctetsPage(this))
    , m_timing(new TimingPage(this))
    , m_changes(new ChangesPage(this))
    , m_browser(new BrowserPage(this))
    , m_mailbox(this)
{
    setObjectName(QStringLiteral("inspectorPane"));
    setAccessibleName(tr("Inspector"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(2 * Margin);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    setUpPages();
    connect(&m_notes, &RecordNotes::changed, this, &InspectorPane::showTexts);
    QVBoxLayout *column = plainColumn(this);
    column->addWidget(m_bar);
    column->addWidget(m_stack, 1);
    column->addWidget(m_empty, 1);
    showInspection(Inspection());
}

InspectorPane::~InspectorPane() = default;

void InspectorPane::setUpPages()
{
    m_bar->setObjectName(QStringLiteral("inspectorTabs"));
    m_bar->setAccessibleName(tr("Pages of the inspector"));
    m_problems = makeBrowser(QStringLiteral("problemsBrowser"), tr("Problems"));
    m_fields->setObjectName(QStringLiteral("fieldsTable"));
    m_headers->setObjectName(QStringLiteral("headersTable"));
    // In the order of Page.
    addPage(makeSummary(), tr("Summary"));
    addPage(m_fields, tr("Fields"));
    addPage(m_headers, tr("Headers"));
    addPage(m_payload, tr("Payload"));
    addPage(m_octets, tr("Octets"));
    addPage(m_timing, tr("Timing"));
    addPage(m_problems, tr("Problems"));
    addPage(m_changes, tr("Changes"));
    addPage(m_browser, tr("Browser"));
    connect(m_timing, &TimingPage::recordPicked, this, &InspectorPane::recordPicked);
    connect(m_bar, &PageBar::pageChosen, this, [this](int index) {
        m_wanted = static_cast<Page>(index);
        showPage(m_wanted);
    });
}

void InspectorPane::addPage(QWidget *page, const QString &text)
{
    m_stack->addWidget(page);
    m_bar->addPage(text);
}

QTextBrowser *InspectorPane::makeBrowser(const QString &objectName, const QString &accessibleName)
{
    auto *browser = new QTextBrowser(this);
    browser->setObjectName(objectName);
    browser->setAccessibleName(accessibleName);
    browser->setFrameShape(QFrame::NoFrame);
    browser->setOpenLinks(false);
    browser->document()->setDocumentMargin(Margin);
    browser->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(browser, &QTextBrowser::anchorClicked, this, &InspectorPane::followLink);
    return browser;
}

QWidget *InspectorPane::makeSummary()
{
    auto *page = new QWidget(this);
    m_summary = makeBrowser(QStringLiteral("summaryBrowser"), tr("Summary"));
    m_summaryBits = new FrameBitsView(page);
    auto *column = plainColumn(page);
    m_summaryPicture = new PictureView(page);
    m_summaryPicture->setObjectName(QStringLiteral("summaryPicture"));
    m_summaryPicture->hide();
    column->addWidget(m_summary, 1);
    column->addWidget(m_summaryPicture, 1);
    m_live = new LiveText(page);
    column->addWidget(m_live);
    column->addWidget(m_summaryBits);
    return page;
}

void InspectorPane::setPages(RecordPages *pages)
{
    m_pages = pages;
    m_changes->setPages(pages);
    m_browser->setPages(pages);
    m_timing->setPages(pages);
    m_rowsBefore.setPages(pages);
    m_notes.setPages(pages);
    m_live->setStatuses({});
    setCurrentRecord(0);
}

void InspectorPane::setSessions(const std::vector<SessionRow> &sessions)
{
    m_sessions = SessionTable(sessions);
    showTexts();
}

void InspectorPane::setFindings(const Findings &findings)
{
    m_findings = findings;
    showTexts();
    updateTabs();
}

Inspection InspectorPane::wholeInspection() const
{
    Inspection whole = m_inspection;
    addFindings(whole, m_findings);
    return whole;
}

void InspectorPane::setStatuses(const QList<SessionStatus> &statuses)
{
    m_live->setStatuses(statuses);
}

void InspectorPane::setCurrentRecord(qint64 seq)
{
    const quint64 question = ++m_question;
    if (seq <= 0 || !m_pages) {
        showInspection(Inspection());
        return;
    }
    m_pages->requestRecord(
        seq,
        [this, address = m_mailbox.address(), question](const Record *record, OctetSource &octets) {
            Inspection inspection = record ? inspect(*record, octets) : Inspection();
            address->post([this, question, inspection = std::move(inspection)]() mutable {
                if (question == m_question)
                    showInspection(std::move(inspection));
            });
        });
}

void InspectorPane::showInspection(Inspection &&inspection)
{
    m_inspection = std::move(inspection);
    const bool isEmpty = m_inspection.seq <= 0;
    m_empty->setVisible(isEmpty);
    m_bar->setVisible(!isEmpty);
    m_stack->setVisible(!isEmpty);
    showTexts();
    m_live->setSession(m_inspection.session);
    m_summaryBits->setHeader(m_inspection.frameHeader, m_inspection.frameBits);
    m_summaryPicture->setPicture(m_inspection.picture);
    m_summaryPicture->setVisible(!m_inspection.picture.isEmpty());
    m_fields->setFields(m_inspection.fields, m_inspection.fieldsRemark);
    m_headers->setFields(m_inspection.headers);
    m_payload->setPayload(m_inspection.payload, m_inspection.payloadSize, m_inspection.picture);
    m_payload->setParts(m_inspection.parts);
    m_octets->setInspection(m_inspection);
    m_timing->setCurrentRecord(m_inspection.connection > 0 ? m_inspection.seq : 0);
    m_changes->setCurrentRecord(m_inspection.seq);
    m_browser->setCurrentRecord(m_inspection.seq);
    updateTabs();
    m_isAskingConnection = wantsConnection(m_inspection);
    if (m_isAskingConnection)
        askForConnection();
    m_rowsBefore.drop();
    if (m_inspection.kind == RecordKind::PollResult)
        askForRoundBefore();
    else if (m_inspection.kind == RecordKind::StreamMessage
             || m_inspection.kind == RecordKind::SseEvent)
        askForText();
    emit shown(m_inspection.seq);
}

void InspectorPane::askForConnection()
{
    m_pages->requestTimeline(m_inspection.t, m_inspection.t, 1,
                             [this, address = m_mailbox.address(), question = m_question,
                              id = m_inspection.connection](const TimelineSlice &slice) {
                                 const auto found
                                     = std::ranges::find(slice.connections, id, &ConnectionRow::id);
                                 std::optional<ConnectionRow> connection;
                                 if (found != slice.connections.end())
                                     connection = *found;
                                 address->post([this, question, connection] {
                                     if (question != m_question)
                                         return;
                                     m_isAskingConnection = false;
                                     if (!connection)
                                         return;
                                     addConnection(m_inspection, *connection);
                                     showTexts();
                                 });
                             });
}

void InspectorPane::askForRoundBefore()
{
    struct Rounds {
        PollRoundFacts now;
        PollRoundFacts before;
    };
    auto rounds = std::make_shared<Rounds>();
    const QString expression
        = QStringLiteral("session:%1 kind:poll.result").arg(m_inspection.session);
    m_rowsBefore.find(expression, [this, rounds](qint64) {
        m_rowsBefore.findRow(m_inspection.seq, [this, rounds](qint64 row) {
            if (row < 1) {
                m_rowsBefore.drop(); // It is the first one.
                return;
            }
            m_rowsBefore.read(
                row - 1, 2,
                [rounds](std::span<const Record> rows, OctetSource &octets) {
                    if (rows.size() != 2)
                        return;
                    rounds->before = pollRound(rows[0], octets);
                    rounds->now = pollRound(rows[1], octets);
                },
                [this, rounds] {
                    m_rowsBefore.drop();
                    if (rounds->now.seq != m_inspection.seq)
                        return;
                    m_inspection.fields = pollRoundFields(rounds->now, &rounds->before);
                    m_fields->setFields(m_inspection.fields, m_inspection.fieldsRemark);
                });
        });
    });
}

// What the messages of a stream add up to stands in a note at its end.
void InspectorPane::askForText()
{
    const QString expression = QStringLiteral("session:%1 kind:note").arg(m_inspection.session);
    m_rowsBefore.find(expression, [this](qint64 notes) {
        auto found = std::make_shared<AssembledText>();
        m_rowsBefore.read(
            std::max<qint64>(0, notes - MostNotes), MostNotes,
            [found](std::span<const Record> rows, OctetSource &) {
                for (const Record &record : rows) {
                    if (const auto text = assembledText(record))
                        *found = *text;
                }
            },
            [this, found] {
                m_rowsBefore.drop();
                if (found->seq == 0)
                    return;
                addAssembledText(m_inspection, *found);
                showTexts();
            });
    });
}

void InspectorPane::showTexts()
{
    const Theme &theme = Theme::of(palette());
    const Inspection whole = wholeInspection();
    m_summary->setHtml(summaryHtml(whole, m_sessions, m_notes.about(whole.seq), theme));
    m_problems->setHtml(problemsHtml(whole, theme));
}

bool InspectorPane::hasPage(Page page) const
{
    switch (page) {
    case Page::Summary:
        return true;
    case Page::Fields:
        return !m_inspection.fields.isEmpty();
    case Page::Headers:
        return !m_inspection.headers.isEmpty();
    case Page::Payload:
    case Page::Changes:
        return !m_inspection.payload.isEmpty();
    case Page::Octets:
        return !m_inspection.wire.isEmpty();
    case Page::Timing:
        return m_inspection.connection > 0;
    case Page::Problems:
        return !wholeInspection().problems.isEmpty();
    case Page::Browser:
        return m_inspection.session > 0;
    }
    return false;
}

void InspectorPane::updateTabs()
{
    for (int index = 0; index < m_bar->count(); ++index)
        m_bar->setPageEnabled(index, hasPage(static_cast<Page>(index)));
    const auto problems = wholeInspection().problems.size();
    m_bar->setPageText(static_cast<int>(Page::Problems),
                       problems > 1 ? tr("Problems (%1)").arg(problems) : tr("Problems"));
    showPage(hasPage(m_wanted) ? m_wanted : Page::Summary);
}

void InspectorPane::showPage(Page page)
{
    m_bar->setCurrentIndex(static_cast<int>(page));
    m_stack->setCurrentIndex(static_cast<int>(page));
}

InspectorPane::Page InspectorPane::page() const
{
    return static_cast<Page>(m_stack->currentIndex());
}

void InspectorPane::setPage(Page page)
{
    m_wanted = page;
    updateTabs();
}

void InspectorPane::focusPage()
{
    if (m_inspection.seq > 0)
        m_bar->focusCurrent();
}

bool InspectorPane::isSettled() const
{
    return !m_isAskingConnection && !m_rowsBefore.isBusy();
}

QString InspectorPane::plainText() const
{
    const auto textOf = [this](Page page) {
        switch (page) {
        case Page::Summary:
            return m_summary->toPlainText();
        case Page::Fields:
            return m_fields->plainText();
        case Page::Headers:
            return m_headers->plainText();
        case Page::Payload:
            return m_payload->plainText();
        case Page::Octets:
            return m_octets->plainText();
        case Page::Timing:
            return m_timing->plainText();
        case Page::Problems:
            return m_problems->toPlainText();
        default:
            return QString();
        }
    };
    QString text;
    for (int index = 0; index < m_bar->count(); ++index) {
        if (m_bar->isPageEnabled(index)) {
            text += QStringLiteral("== %1\n%2\n")
                        .arg(m_bar->pageText(index), textOf(static_cast<Page>(index)));
        }
    }
    return text;
}

void InspectorPane::followLink(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("record"))
        emit recordPicked(url.path().toLongLong());
    else if (url.scheme() == QLatin1StringView("https"))
        QDesktopServices::openUrl(url);
}

void InspectorPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_problems) // Not while it is being made.
        showTexts();
}

} // namespace Pushscope
