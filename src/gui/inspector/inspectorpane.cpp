// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/inspectorpane.h"

#include "gui/inspector/browserpage.h"
#include "gui/inspector/changespage.h"
#include "gui/inspector/fieldstable.h"
#include "gui/inspector/framebitsview.h"
#include "gui/inspector/hexview.h"
#include "gui/inspector/inspectionhtml.h"
#include "gui/inspector/payloadpage.h"
#include "gui/inspector/pictureview.h"
#include "gui/theme/fonts.h"
#include "models/formatting.h"

#include <QDesktopServices>
#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

constexpr int Margin = 12;

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
    , m_stack(new QStackedWidget(this))
    , m_empty(new QLabel(tr("Choose a record to see what it is."), this))
    , m_tabs(new QTabWidget(this))
    , m_fields(new FieldsTable(tr("Fields"), this))
    , m_headers(new FieldsTable(tr("Headers"), this))
    , m_payload(new PayloadPage(this))
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
    setUpTabs();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tabs);
    plainColumn(this)->addWidget(m_stack);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
}

InspectorPane::~InspectorPane() = default;

void InspectorPane::setUpTabs()
{
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(QStringLiteral("inspectorTabs"));
    m_tabs->tabBar()->setAccessibleName(tr("Pages of the inspector"));
    m_tabs->tabBar()->setFont(textFont());
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);
    m_problems = makeBrowser(QStringLiteral("problemsBrowser"), tr("Problems"));
    m_fields->setObjectName(QStringLiteral("fieldsTable"));
    m_headers->setObjectName(QStringLiteral("headersTable"));
    // In the order of Page.
    m_tabs->addTab(makeSummary(), tr("Summary"));
    m_tabs->addTab(m_fields, tr("Fields"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tabs->addTab(m_payload, tr("Payload"));
    m_tabs->addTab(makeOctets(), tr("Octets"));
    m_tabs->addTab(m_problems, tr("Problems"));
    m_tabs->addTab(m_changes, tr("Changes"));
    m_tabs->addTab(m_browser, tr("Browser"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int index) {
        if (!m_isUpdating)
            m_wanted = static_cast<Page>(index);
    });
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
    column->addWidget(m_summaryBits);
    return page;
}

QWidget *InspectorPane::makeOctets()
{
    auto *page = new QWidget(this);
    m_octetsBits = new FrameBitsView(page);
    m_octets = new HexView(page);
    m_octets->setObjectName(QStringLiteral("octetsView"));
    m_octets->setAccessibleName(tr("Octets on the wire"));
    m_octetsFacts = new QLabel(page);
    m_octetsFacts->setFont(textFont(SmallPixels));
    m_octetsFacts->setContentsMargins(10, 6, 10, 6);
    m_octetsFacts->setWordWrap(true);
    m_octetsFacts->setForegroundRole(QPalette::PlaceholderText);
    auto *column = plainColumn(page);
    column->addWidget(m_octetsBits);
    column->addWidget(m_octetsFacts);
    column->addWidget(m_octets, 1);
    return page;
}

void InspectorPane::setPages(RecordPages *pages)
{
    m_pages = pages;
    m_changes->setPages(pages);
    m_browser->setPages(pages);
    setCurrentRecord(0);
}

void InspectorPane::setSessions(const std::vector<SessionRow> &sessions)
{
    m_sessions = SessionTable(sessions);
    showTexts();
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
    m_stack->setCurrentWidget(m_inspection.seq > 0 ? static_cast<QWidget *>(m_tabs) : m_empty);
    showTexts();
    m_summaryBits->setHeader(m_inspection.frameHeader, m_inspection.frameBits);
    m_octetsBits->setHeader(m_inspection.frameHeader, m_inspection.frameBits);
    m_summaryPicture->setPicture(m_inspection.picture);
    m_summaryPicture->setVisible(!m_inspection.picture.isEmpty());
    m_fields->setFields(m_inspection.fields);
    m_headers->setFields(m_inspection.headers);
    m_payload->setPayload(m_inspection.payload, m_inspection.payloadSize, m_inspection.picture);
    m_octets->setOctets(m_inspection.wire, m_inspection.wireOffset);
    m_octets->setHeaderOctets(m_inspection.frameHeader.size());
    const qint64 shownOctets = m_inspection.wire.size();
    m_octetsFacts->setText(
        shownOctets < m_inspection.wireSize
            ? tr("The first %1 of %2, from octet %3 of its direction")
                  .arg(sizeText(shownOctets), octetsText(m_inspection.wireSize),
                       groupedNumber(m_inspection.wireOffset))
            : tr("%1, from octet %2 of its direction")
                  .arg(octetsText(shownOctets), groupedNumber(m_inspection.wireOffset)));
    m_changes->setCurrentRecord(m_inspection.seq);
    m_browser->setCurrentRecord(m_inspection.seq);
    updateTabs();
    if (wantsConnection(m_inspection))
        askForConnection();
    emit shown(m_inspection.seq);
}

void InspectorPane::askForConnection()
{
    m_pages->requestTimeline(m_inspection.t, m_inspection.t, 1,
                             [this, address = m_mailbox.address(), question = m_question,
                              id = m_inspection.connection](const TimelineSlice &slice) {
                                 const auto found
                                     = std::ranges::find(slice.connections, id, &ConnectionRow::id);
                                 if (found == slice.connections.end())
                                     return;
                                 address->post([this, question, connection = *found] {
                                     if (question != m_question)
                                         return;
                                     addConnection(m_inspection, connection);
                                     showTexts();
                                 });
                             });
}

void InspectorPane::showTexts()
{
    const Theme &theme = Theme::of(palette());
    m_summary->setHtml(summaryHtml(m_inspection, m_sessions, theme));
    m_problems->setHtml(problemsHtml(m_inspection, theme));
}

void InspectorPane::updateTabs()
{
    m_isUpdating = true;
    const auto setVisibleTab = [this](Page page, bool isVisible) {
        m_tabs->setTabVisible(static_cast<int>(page), isVisible);
    };
    setVisibleTab(Page::Fields, !m_inspection.fields.isEmpty());
    setVisibleTab(Page::Headers, !m_inspection.headers.isEmpty());
    setVisibleTab(Page::Payload, !m_inspection.payload.isEmpty());
    setVisibleTab(Page::Octets, !m_inspection.wire.isEmpty());
    setVisibleTab(Page::Problems, !m_inspection.problems.isEmpty());
    setVisibleTab(Page::Changes, !m_inspection.payload.isEmpty());
    setVisibleTab(Page::Browser, m_inspection.session > 0);
    const auto problems = m_inspection.problems.size();
    m_tabs->setTabText(static_cast<int>(Page::Problems),
                       problems > 1 ? tr("Problems (%1)").arg(problems) : tr("Problems"));
    const int wanted = static_cast<int>(m_wanted);
    m_tabs->setCurrentIndex(m_tabs->isTabVisible(wanted) ? wanted : 0);
    m_isUpdating = false;
}

InspectorPane::Page InspectorPane::page() const
{
    return static_cast<Page>(m_tabs->currentIndex());
}

void InspectorPane::setPage(Page page)
{
    m_wanted = page;
    updateTabs();
}

void InspectorPane::focusPage()
{
    if (m_inspection.seq > 0)
        m_tabs->tabBar()->setFocus(Qt::OtherFocusReason);
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
